"""Places: listed names, and what stands after a unit word ("các phường Hà Tu, Cao Xanh và Hà Lầm")."""

import polars as pl

from flows.read.lexicon import Lexicon, either, words
from flows.read.marked import IN_PLACE, plain
from flows.read.spans import find, lex

CAPITALISED = rf"\p{{Lu}}[\p{{L}}'{IN_PLACE}]*(?: \p{{Lu}}[\p{{L}}'{IN_PLACE}]*){{0,3}}"
LEVELS = {
    "tỉnh": "province", "thành phố": "city", "tp": "city", "huyện": "district", "quận": "district", "thị xã": "district",
    "xã": "commune", "phường": "ward", "thị trấn": "commune", "đặc khu": "commune",
}  # fmt: skip
ZONES = {
    "khu công nghiệp": "Khu công nghiệp", "kcn": "Khu công nghiệp", "cụm công nghiệp": "Cụm công nghiệp", "ccn": "Cụm công nghiệp",
    "khu kinh tế": "Khu kinh tế", "kkt": "Khu kinh tế", "khu công nghệ cao": "Khu công nghệ cao", "khu cnc": "Khu công nghệ cao",
    "khu chế xuất": "Khu chế xuất",
}  # fmt: skip
UNIT = r"(?i:" + "|".join(sorted(LEVELS, key=len, reverse=True)) + r")\.?"
ZONE = r"(?i:" + "|".join(sorted(ZONES, key=len, reverse=True)) + ")"
# Rivers, roads and the like are no places of their own (linguistics §14).
NO_PLACE = r"(?i:sông|núi|đường|phố|quốc lộ|đại lộ|cầu|hồ|suối|đèo|đảo|vịnh|biển|ngõ|chợ|chùa|đền|báo|tờ|nhà ga|ga|cao tốc|tuyến|bến xe|ngân hàng|tập đoàn|công ty) $"


def places(marked: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Place mentions: a, s, start, end, surface, place (canonical bare name), level, rule.

    `marked` has a, s, marked. Names inside organisations are still among them.
    """
    listed = lexicon.places.with_columns(
        word=pl.concat_list("name", words("aliases").fill_null([])).list.eval(
            pl.element().str.replace_all(" ", IN_PLACE)
        )
    ).explode("word")
    listed = listed.filter(pl.col("word").str.len_chars() > 0).unique(
        "word", keep="first", maintain_order=True
    )
    patterns = {
        "zone": rf"{ZONE} {CAPITALISED}(?: (?:\d{{1,2}}|[IVX]+)(?:[,;.\s)]|$))?",
        "unit": rf"(?:{UNIT}) ?{CAPITALISED}",
        "listed": rf"[\p{{L}}\-–]+(?:{IN_PLACE}[\p{{L}}\-–]+)+|"
        + either([w for w in listed["word"].to_list() if IN_PLACE not in w]),
    }
    found = lex(marked, patterns, "marked").join(
        marked.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("marked").str.slice(0, pl.col("start")).str.slice(-24)
    right = pl.col("marked").str.slice(pl.col("end"), 120)
    found = found.with_columns(left=left, right=right).filter(
        ~pl.col("left").str.contains(r"[\p{L}\p{N}]$"), ~pl.col("right").str.contains(r"^[\p{L}\p{N}]")
    )
    canonical = listed.select("word", "name", "level")
    by_list = (
        found.filter(pl.col("token") == "listed", ~pl.col("left").str.contains(NO_PLACE))
        .join(canonical, left_on="surface", right_on="word", how="inner", maintain_order="left")
        .with_columns(place="name", rule=pl.lit("place_listed"))
    )
    # A one-word name is a place only where no other capitalised word leans on it ("Đức" in "Minh Đức").
    alone = pl.col("surface").str.contains(IN_PLACE, literal=True) | ~(
        pl.col("left").str.contains(r"\p{Lu}\p{L}*[ \x{e011}\x{e012}]$")
        | pl.col("right").str.contains(r"^[ \x{e011}]\p{Lu}")
    )
    columns = ["a", "s", "start", "end", "surface", "place", "level", "rule"]
    return (
        pl.concat(
            [
                by_list.filter(alone).select(columns),
                _zones(found).select(columns),
                _units(found, canonical).select(columns),
            ]
        )
        .with_columns(plain(pl.col("surface")))
        .sort("s", "start")
    )


def _zones(found: pl.DataFrame) -> pl.DataFrame:
    rows = found.filter(pl.col("token") == "zone").with_columns(
        surface=pl.col("surface").str.strip_chars_end(" ,;.)")
    )
    kind = pl.col("surface").str.extract(rf"^({ZONE})")
    name = pl.col("surface").str.slice(kind.str.len_chars())
    return rows.with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        place=plain(
            pl.concat_str(kind.str.to_lowercase().replace_strict(ZONES, default="Khu công nghiệp"), name)
        ),
        level=pl.lit("zone"),
        rule=pl.lit("place_zone"),
    )


def _units(found: pl.DataFrame, canonical: pl.DataFrame) -> pl.DataFrame:
    """ "xã Yên Lộc và Hải Thịnh": the unit word holds for each name after it."""
    more = pl.col("right").str.extract(rf"^((?:, {CAPITALISED})*(?: và {CAPITALISED})?)").fill_null("")
    rows = (
        found.filter(pl.col("token") == "unit")
        .with_columns(surface=pl.concat_str("surface", more))
        .rename({"start": "from", "surface": "whole"})
        .drop("end")
    )
    word = pl.col("whole").str.extract(rf"^({UNIT})")
    rows = rows.with_columns(
        unit=word.str.to_lowercase().str.strip_chars(".").replace_strict(LEVELS, default=None),
        offset=word.str.len_chars()
        + pl.col("whole").str.slice(word.str.len_chars(), 1).is_in([" "]).cast(pl.UInt32),
    ).with_columns(names=pl.col("whole").str.slice(pl.col("offset")))
    parts = find(rows.with_columns(text="names"), CAPITALISED, "text")
    start = pl.col("from") + pl.col("offset") + pl.col("start")
    return (
        parts.with_columns(start=start.cast(pl.UInt32))
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
        .filter(
            ~pl.col("surface").str.contains(
                r"^(?:Ủy|Uỷ|Đảng|Đoàn|Mặt|Hội|Công|Bí|Chủ|Phó|Sở|Ban|Tỉnh|Thành|UBND|HĐND|Hà Nội\s)$|^(?:Ủy|Uỷ) "
            )
        )
        .join(canonical, left_on="surface", right_on="word", how="left", maintain_order="left")
        .with_columns(
            place=pl.coalesce("name", plain(pl.col("surface"))),
            level=pl.coalesce("unit", "level"),
            rule=pl.lit("place_unit"),
        )
    )


def homes(articles: pl.DataFrame, places: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The main province of each article that has one: a, home. The title, the lead and the first sentences
    weigh more; a tie gives none.
    """
    provinces = places.filter(pl.col("level").is_in(["province", "city"])).join(
        sentences.select("s", "role", "sentence_number"), on="s"
    )
    weight = (
        pl.when(pl.col("role").is_in(["title", "lead"]))
        .then(3)
        .when(pl.col("sentence_number") <= 2)
        .then(2)
        .otherwise(1)
    )
    counted = (
        provinces.group_by("a", "place")
        .agg(weight=weight.sum())
        .sort("a", "weight", "place", descending=[False, True, False])
    )
    best = counted.group_by("a", maintain_order=True).agg(
        home=pl.col("place").first(),
        first=pl.col("weight").first(),
        second=pl.col("weight").get(1, null_on_oob=True),
    )
    clear = pl.col("second").is_null() | (pl.col("first") >= 1.5 * pl.col("second"))
    return articles.select("a").join(
        best.filter(clear).select("a", "home"), on="a", how="left", maintain_order="left"
    )
