"""Bodies that speak by what they are called a second time: "Tập đoàn", "bộ này", "đơn vị này" (linguistics §10)."""

import polars as pl

from flows.read import Reading
from flows.read.organizations.trailing import SAYS
from flows.read.rules import of_rows
from flows.read.spans import order

HEAD_NOUN = r"(?i:tổng công ty|công ty|tập đoàn|ngân hàng|hiệp hội|bộ|sở|cục|ủy ban|viện|hãng|quỹ|trường)"
# Nouns that any body, any firm or any body but a firm may be called by.
ANY = r"^(?i:đơn vị|tổ chức|cơ quan|doanh nghiệp|nhà băng) (?:này|trên|nói trên)$"
FIRM = "^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng|Hợp tác xã)"
AT_HEAD = 30  # characters: "Theo kết luận của | Cục A, …"
PARENTHESIS = r"(?: \([^()]*\))?"
ADVERBS = "(?:(?:đã|cũng|vừa|còn) )*"
QUOTED = r"[”\"][\s,.!?…–—-]*$"


@of_rows
def bodies(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of `by_form` whose phrase means a body told before, with it: start, end, WHO."""
    wanted = rows.with_columns(
        _noun=pl.col("phrase").str.extract(rf"^({HEAD_NOUN})(?: (?:này|trên|nói trên))?$").str.to_lowercase()
    )
    named = reading.organizations.select(
        "a",
        at=order(),
        speaker="organization",
        _noun=pl.col("organization").str.extract(rf"^({HEAD_NOUN})\s").str.to_lowercase(),
    )
    met = (
        wanted.drop_nulls("_noun")
        .sort("_at")
        .join_asof(
            named.drop_nulls("_noun").sort("at"),
            left_on="_at",
            right_on="at",
            by=["a", "_noun"],
            check_sortedness=False,
        )
    )
    met = pl.concat([met.drop_nulls("speaker").drop("at", "_noun"), _only_one(rows, reading)])
    return met.with_columns(
        speaker_kind=pl.lit("organization"), speaker_role=pl.lit(None, pl.String), organization="speaker"
    )


@of_rows
def _only_one(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """ "Đơn vị này": the one body told before in the sentence, or in the one before it; behind a quotation nobody knows."""
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    wanted = rows.filter(pl.col("phrase").str.contains(ANY), ~ahead.str.contains(QUOTED))
    text = reading.sentences.select("s", _text="sentence")
    told = reading.organizations.join(wanted.select("a").unique(), on="a", how="semi").join(text, on="s")
    told = told.select(
        "a",
        _s="s",
        _start="start",
        _end="end",
        speaker="organization",
        _right=pl.col("_text").str.slice(pl.col("end"), 60),
    )
    near = wanted.select("row", "a", "s", "start", "phrase").join(told, on="a")
    same = (pl.col("_s") == pl.col("s")) & (pl.col("_end") <= pl.col("start"))
    # In the sentence before, the body that it begins with or that speaks there.
    first = (pl.col("_start") <= AT_HEAD) | pl.col("_right").str.contains(
        rf"^{PARENTHESIS} {ADVERBS}{SAYS}[ ,:]"
    )
    before = pl.col("_s") == pl.col("s").cast(pl.Int64) - 1
    firm = pl.col("speaker").str.contains(FIRM)
    called = pl.col("phrase").str.to_lowercase()
    other = (called.str.starts_with("cơ quan") & firm) | (called.str.starts_with("doanh nghiệp") & ~firm)
    other |= called.str.starts_with("nhà băng") & ~pl.col("speaker").str.starts_with("Ngân hàng")
    near = near.filter(same | before).with_columns(_here=same)
    near = near.filter(pl.col("_here") | ~pl.col("_here").any().over("row"))
    one = near.filter(pl.col("speaker").n_unique().over("row") == 1, ~other, pl.col("_here") | first)
    return wanted.join(
        one.select("row", "speaker").unique("row"), on="row", how="inner", maintain_order="left"
    )
