"""Rows of data sets that nothing names but their text: a corrected one is a further article, which a run tells."""

import duckdb

from flows.assets import sql
from flows.run.damaged_rows import first_of

WHAT_TO_DO = (
    "cả hai bài cùng đứng: thêm cột mã (id) hay địa chỉ (url), rút bài cũ / both stand: give rows an id or a url column, withdraw the "
    "earlier (mart.articles has article_id)"
)


def notes(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[str]:
    """A line for each data set whose rows, without id and address, a run brought under a title and a day that are known, with another text."""
    found = connection.execute(sql("report/unnamed_rows.sql"), {"run_id": run_id}).pl()
    files = found.partition_by("file", maintain_order=True)
    told = [
        f"{rows['file'][0]}: {rows.height} dòng không mã, không địa chỉ mang tên bài và ngày đã có, với chữ khác / {rows.height} rows without "
        f"id or address came under a title and a day that are known, with another text, such as “{rows['title'][0][:80]}”; {WHAT_TO_DO}: "
        f'`khotin withdraw {rows["earlier"][0][:12]} --reason "…"`'
        for rows in files
    ]
    return first_of(told)
