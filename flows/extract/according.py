"""Whose words are told with "theo": "Theo ông X, …", "…, theo Bộ Y tế." (linguistics §11, S4)."""

import polars as pl

from flows.extract.frames import OFFICE
from flows.extract.quotes import outside
from flows.extract.sources import WHO, by_form
from flows.read import Reading
from flows.read.spans import find

ACCORDING = (
    r"(?:^|[.;,:“(–-]\s*|\s(?:và|song|nhưng|còn|cũng|tuy nhiên|trong khi|là)\s)(?:(?:[Cc]ũng|[Cc]òn|[Mm]ặt khác|[Tt]uy nhiên|[Nn]hưng)\s+)?(?:[Tt]heo)(?:\s+(?i:báo cáo|đánh giá|nhận định|ý kiến|thống kê|số liệu|tính toán|lời|chia sẻ|thông tin|thông báo|dự báo|ước tính|phân tích|nhận xét|kết quả|tổng hợp|lý giải|quan điểm|khảo sát)(?:\s(?:mới nhất|sơ bộ|ban đầu|nhanh))?(?:\s+(?i:của|từ))?)?\s*$"
)  # fmt: skip
OF_SOURCE = rf"^(\s*(?:\([^()]*\))?(?:\s*(?:,|-|–|—)\s{OFFICE}[^.;:“”\",]*)?\s*,\s*)"
AFTER_SOURCE = OF_SOURCE + r"\S"
BRIEF_END = r"^\s*,\s[^,;:]{1,60}[.]?$"
AT_END = r"^\s*(?:\([^()]*\))?\s*[.!…]*$"


def according_to(
    told: pl.DataFrame, sources: pl.DataFrame, pairs: pl.DataFrame, reading: Reading
) -> pl.DataFrame:
    """ "Theo X, …", "…, theo X." """
    likely = told.filter(pl.col("sentence").str.contains("[Tt]heo "))
    placed = sources.rename({"start": "source_start", "end": "source_end"}).join(
        likely.select("s", "sentence"), on="s", how="inner"
    )
    placed = placed.with_columns(
        left=pl.col("sentence").str.slice(0, pl.col("source_start")),
        right=pl.col("sentence").str.slice(pl.col("source_end")),
    )
    begins_clause = pl.col("left").str.slice(-60).str.contains(ACCORDING) | pl.col("left").str.contains(
        r"\sTheo $"
    )
    named = placed.filter(
        begins_clause, pl.col("right").str.contains(AFTER_SOURCE) | pl.col("right").str.contains(AT_END)
    )
    words = find(
        likely,
        r"[Tt]heo\s(?:(?:lời|đánh giá của|báo cáo của|thông tin từ|ý kiến của)\s)?[^,.;:“”\"()]{2,70}(?:,\s|[.]?$)",
        "sentence",
    )
    words = words.join(likely.select("s", "sentence"), on="s", how="left", maintain_order="left").filter(
        pl.col("sentence").str.slice(0, pl.col("start")).str.contains(r"(?:^|[,;.“”]\s*[-–]?\s*|[Cc]ũng )$")
    )
    shown = (
        pl.col("surface")
        .str.replace(r"^[Tt]heo\s(?:(?:lời|đánh giá của|báo cáo của|thông tin từ|ý kiến của)\s)?", "")
        .str.strip_chars_end(" ,.")
    )
    words = words.join(named.select("s", "source_start"), on="s", how="left", maintain_order="left").filter(
        pl.col("source_start").is_null()
        | (pl.col("source_start") < pl.col("start"))
        | (pl.col("source_start") > pl.col("end"))
    )
    words = words.drop("source_start").unique(["s", "start"], maintain_order=True).with_row_index("row").with_columns(
        clause=shown,
        ends_at=pl.col("end") - (pl.col("surface").str.len_chars() - pl.col("surface").str.strip_chars_end(" ,.").str.len_chars()),
        by=pl.lit("anyone"), force=pl.lit("by"), at_start=pl.lit(False),
    )  # fmt: skip
    formed = (
        by_form(words, reading)
        .rename({"start": "source_start", "end": "source_end"})
        .with_columns(
            left=pl.col("sentence").str.slice(0, pl.col("source_start")),
            right=pl.col("sentence").str.slice(pl.col("source_end")),
        )
    )
    columns = ["a", "s", "source_start", "source_end", "left", "right", *WHO]
    rows = outside(pl.concat([named.select(columns), formed.select(columns)]), pairs, "source_start")
    lead = pl.col("right").str.extract(OF_SOURCE).str.len_chars()
    earlier = pl.col("left").str.extract(r"^(.*?)[,”\"\s\-–]*\s[Tt]heo[^,]*$")
    quote = pl.col("left").str.contains(r"^[“\"]|^[^“\"]*[”\"],?\s*[-–]?\s*theo\s[^,]*$") & pl.col(
        "left"
    ).str.contains(r"[”\"],?\s*[-–]?\s*theo\s[^,]*$")
    long = earlier.str.len_chars() > 20
    apposed = (
        long & pl.col("left").str.contains(r"[,”]\s*[-–]?\s*theo\s") & pl.col("right").str.contains(BRIEF_END)
    )
    ends = (pl.col("right").str.contains(AT_END) & long) | apposed
    follows = pl.col("right").str.contains(AFTER_SOURCE) & ~apposed
    begins = pl.when(earlier.str.contains(r"^[“\"]")).then(1).otherwise(0)
    clause = pl.col("right").str.slice(lead)
    inside = clause.str.contains(r"^[“\"][^”\"]*[”\"][.!…]?$")
    return rows.filter(follows | ends).with_columns(
        start=pl.when(follows)
        .then(pl.col("source_end") + lead + inside.cast(pl.UInt32))
        .otherwise(begins)
        .cast(pl.UInt32),
        said=pl.when(follows)
        .then(clause.str.strip_chars_end(" .…").str.strip_chars('“”"'))
        .otherwise(earlier.str.slice(begins).str.strip_chars_end('”" ,')),
        verb=pl.lit("theo"),
        before=~follows,
        directness=pl.when(pl.when(follows).then(inside).otherwise(quote))
        .then(pl.lit("direct"))
        .otherwise(pl.lit("indirect")),
        rule=pl.lit("statement_by"),
    )
