"""Documents that come in parts are staged in as few batches as their bound allows."""

import json

import polars as pl

from flows.run import reading
from flows.run.staged import Batches

DOCUMENTS = pl.DataFrame(
    {"origin": ["a", "b"], "bytes": [300, None]}, {"origin": pl.String, "bytes": pl.Int64}
)


def test_an_archive_of_one_file_an_article_is_one_batch(tmp_path):
    (tmp_path / "tin").mkdir()
    for number in range(4):
        row = {
            "title": f"Trường thứ {number} nhận sách",
            "text": "Các em nhỏ ở bản vùng cao có thêm sách mới.",
        }
        (tmp_path / "tin" / f"{number}.json").write_text(json.dumps(row))
    (tmp_path / "tin" / "chung.csv").write_text("title,text\nTrường thứ năm,Sách cũ được đóng lại bìa.\n")
    intake = reading.take_in([str(tmp_path / "tin")], tmp_path / "khotin.duckdb", 8_000_000)
    assert (intake.read, intake.batches) == (5, ("00001",))


def test_parts_wait_for_each_other_as_far_as_the_bound(tmp_path):
    batches = Batches(tmp_path, 700)
    for _ in range(5):
        batches.add(DOCUMENTS)
    batches.add(DOCUMENTS.clear())
    batches.end()
    batches.end()
    assert batches.names == ["00001", "00002", "00003"]
    assert [pl.read_parquet(tmp_path / "documents" / f"{name}.parquet").height for name in batches.names] == [
        4,
        4,
        2,
    ]
