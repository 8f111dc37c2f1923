"""What part of the deputies did something: of the assembly that the sentence or its article's headline names, and of no land or place."""

import polars as pl

from flows.letters import CAPITAL
from flows.read import Reading

ASSEMBLY = r"Quốc hội|ĐBQH"
OF_DEPUTIES = r"(?i)^\)?\s(?:(?:tổng )?số\s)?(?:đại biểu|ĐBQH)"
VOTED = r"(?i)(?:đại biểu|ĐBQH)[^;.]{0,80}(?:tán thành|biểu quyết|đồng ý|bấm nút|chọn)[^;.]{0,40}$"
# "đại biểu Quốc hội tỉnh Hải Bình": a place's delegation, or a council; not the whole assembly.
OF_A_PLACE = rf"(?:Quốc hội|ĐBQH)\s(?i:tỉnh\s|thành phố\s|TP\.?\s?)?{CAPITAL}|(?i:hội đồng nhân dân|HĐND)|(?:^|\s)[Đđ]oàn\s(?:đại biểu|ĐBQH)"


def with_deputies(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows with the assembly as subject of percentages of its deputies; of deputies of nobody known neither subject nor `_unowned`."""
    titled = reading.sentences.filter(pl.col("role") == "title", pl.col("sentence").str.contains(ASSEMBLY))
    told = pl.col("sentence").str.contains(ASSEMBLY) | pl.col("a").is_in(titled["a"].unique().implode())
    deputies = pl.col("right").str.contains(OF_DEPUTIES) | pl.col("segment").str.contains(VOTED)
    deputies &= (pl.col("unit") == "percent") & pl.col("metric").is_null()
    deputies &= (pl.col("subject").is_null() | pl.col("subject_kind").is_in(["place", "country"])).fill_null(
        True
    )
    deputies = deputies.fill_null(False)
    around = pl.concat_str(pl.col("segment").str.slice(-80), pl.col("right").str.slice(0, 60))
    whole = deputies & told & ~around.str.contains(OF_A_PLACE)
    return rows.with_columns(
        subject=pl.when(whole).then(pl.lit("Quốc hội")).when(~deputies).then("subject"),
        subject_kind=pl.when(whole).then(pl.lit("organization")).when(~deputies).then("subject_kind"),
        _ballots=deputies & ~whole,
    )
