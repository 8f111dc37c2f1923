"""Bare names of districts and communes: read where the article has named the unit before, or where its
province settles which is meant.
"""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read.lexicon import Lexicon
from flows.read.spans import without_overlap
from flows.read.vocabulary import Vocabulary

# Where a place stands: after these a commune's bare name is one.
_AT = rf"(?i:(?:^|[^{LETTER}])(?:tại|ở|từ|đến|về|tới|sang|lên|xuống|trên địa bàn|địa phương|khu vực|vùng|cù lao|đất|quê)) $"
_NOT = rf"(?i)(?:^|[^{LETTER}])(?:sông|núi|đường|phố|cầu|hồ|suối|đèo|đảo|vịnh|biển|ngõ|chợ|chùa|đền|đình|miếu|báo|tờ|ga|cao tốc|tuyến|bến|ngân hàng|tập đoàn|công ty|cảng|sân bay|hầm|khách sạn|trường|thpt|thcs|tiểu học|mầm non|bệnh viện|gió|hướng|ông|bà|anh|chị|cô|chú|cháu|đồng chí|đ/c|thầy|nghệ sĩ|ca sĩ|thôn|bản|ấp|làng|khu|khu phố|tổ|dự án|nhà máy|thủy điện|thương hiệu|quán|nhà hàng|hiệu|kênh|rạch|đầm|thác|hang|đồi|cồn|bãi|ngã ba|ngã tư|ngã năm|vòng xoay|chung cư|công lập|dân lập|tư thục|chi nhánh|khởi nghĩa|chiến thắng|chiến dịch|giải|cup|cúp|clb|đội|tàu|tên|kcn|ccn|kkt|quốc lộ|đại lộ|rượu|chè|trà|bia|quốc tế|hàng không|[0-9]) $"


def bare(marked: pl.DataFrame, known: pl.DataFrame, at: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Bare names of units that are no part of `known` (a, s, start, end, place, level, province, code, rule).

    A name counts where the article has it after a unit word; where it is a district's of the article's
    province; or, after a preposition of place, where one commune of that province alone bears it on that day.
    """
    names = _names(lexicon)
    spans = without_overlap(_spans(marked, _listed(lexicon)), known)
    if spans.is_empty():
        return known.clear()
    named = (
        known.filter(pl.col("rule") == "place_unit_listed", pl.col("place").str.contains(" "))
        .sort("s", "start")
        .group_by("a", "place")
        .agg(
            pl.col("level").first().alias("_level"),
            pl.when(pl.col("province").n_unique() == 1).then(pl.col("province").first()).alias("_province"),
            pl.when(pl.col("code").n_unique() == 1).then(pl.col("code").first()).alias("_code"),
            pl.lit(True).alias("_named"),
        )
    )
    spans = spans.with_row_index("n")
    day = pl.col("day")
    stood = (day.is_null() | day.is_between("valid_from", "valid_to")).fill_null(True)
    at_home = (
        spans.join(at.filter(pl.col("home").is_not_null()), on="a")
        .join(names, on="word")
        .filter(pl.col("provinces").list.contains(pl.col("home")))
        .with_columns(_stood=stood)
        .filter(pl.col("_stood") | (pl.col("rank") == "d"))
        .with_columns(_best=2 * (~pl.col("_stood")).cast(pl.Int8) + (pl.col("rank") != "d").cast(pl.Int8))
        .sort("n", "_best", maintain_order=True)
        .group_by("n", maintain_order=True)
        .agg(
            pl.col("name", "level", "province").first(),
            district=(pl.col("rank") == "d").any(),
            commune=((pl.col("rank") == "c") & pl.col("_stood") & pl.col("day").is_not_null()).sum(),
            code=pl.when((pl.col("_best") == pl.col("_best").first()).sum() == 1).then(
                pl.col("code").first()
            ),
        )
    )
    rows = (
        spans.join(at_home, on="n", how="left", maintain_order="left")
        .with_columns(place=pl.coalesce("name", "word"))
        .join(named, on=["a", "place"], how="left", maintain_order="left")
    )
    settled = pl.col("district").fill_null(False) | (
        (pl.col("commune") == 1).fill_null(False) & pl.col("left").str.contains(_AT)
    )
    # A district's name stands for the district even where the article has named its town.
    said = pl.col("_named").fill_null(False) & ~(
        pl.col("district").fill_null(False) & (pl.col("_level") != "district")
    )
    return rows.filter(pl.col("_named").fill_null(False) | settled).select(
        "a",
        "s",
        "start",
        "end",
        "place",
        level=pl.when(said).then("_level").otherwise("level"),
        province=pl.when(said).then("_province").otherwise("province"),
        code=pl.when(said).then("_code").otherwise("code"),
        rule=pl.lit("place_bare"),
    )


@cache
def _names(lexicon: Lexicon) -> pl.DataFrame:
    """The gazetteer's districts and communes of more than one word."""
    return lexicon.localities.filter(pl.col("rank") != "p", pl.col("word").str.contains(" "))


@cache
def _listed(lexicon: Lexicon) -> Vocabulary:
    """Their names, the longest first."""
    return Vocabulary(sorted(_names(lexicon)["word"].unique(), key=lambda n: (-len(n), n)))


def _spans(marked: pl.DataFrame, names: Vocabulary) -> pl.DataFrame:
    """Every listed name in the texts that no letter, no other capitalised word and no word of `_NOT` leans on:
    a, s, word, start, end, left.

    One pass of Aho-Corasick for all names; its places are bytes, and become code points for what was found.
    """
    patterns = names.within(marked["marked"])
    text = pl.col("marked")
    found = (
        marked.select("a", "s", "marked", at=text.str.find_many(patterns, leftmost=True))
        .filter(pl.col("at").list.len() > 0)  # one sentence in twenty
        .with_columns(word=text.str.extract_many(patterns, leftmost=True))
        .explode("at", "word")
    )
    before = text.cast(pl.Binary).bin.slice(0, pl.col("at")).cast(pl.String)
    found = found.with_columns(before=before).with_columns(start=pl.col("before").str.len_chars())
    found = found.with_columns(
        end=pl.col("start") + pl.col("word").str.len_chars(), left=pl.col("before").str.tail(24)
    ).with_columns(right=text.str.slice(pl.col("end"), 12))
    leans = pl.col("left").str.contains(
        rf"[{LETTER}{FIGURE}\x{{e010}}-\x{{e01f}}’'/&]$|{CAPITAL}[{LETTER}.]*[ \x{{e011}}\x{{e012}}]$|[-–] ?$"
    )
    runs_on = pl.col("right").str.contains(
        rf"^[{LETTER}{FIGURE}\x{{e010}}-\x{{e01f}}]|^ {CAPITAL}|^ ?[-–]|^ [0-9]"
    )
    return found.filter(~leans & ~runs_on & ~pl.col("left").str.contains(_NOT)).select(
        "a", "s", "word", pl.col("start").cast(pl.UInt32), pl.col("end").cast(pl.UInt32), "left"
    )
