"""Who acts for a head that a body has not: "ông A được giao phụ trách Sở B từ ngày 5/1/2026", "bà C thôi phụ trách Sở D"."""

import polars as pl

from flows.assets import reference
from flows.extract.positions.terms import POINT, day_of
from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.people.meant import judged
from flows.read.rules import of_rows
from flows.read.vocabulary import either

# Who leads such a body; of a part of one nobody knows whether it is led or one field of several.
HEADS = {
    "Sở": "Giám đốc",
    "Bệnh viện": "Giám đốc",
    "Ủy ban nhân dân": "Chủ tịch",
    "Bộ": "Bộ trưởng",
    "Tổng cục": "Tổng cục trưởng",
    "Cục": "Cục trưởng",
    "Chi cục": "Chi cục trưởng",
    "Vụ": "Vụ trưởng",
    "(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy": "Bí thư",
}
RUNS = r"(?:phụ trách|điều hành)"
IN_CHARGE = rf"(?:tạm thời )?{RUNS}(?:(?:,| và) {RUNS})?(?: (?:mọi |toàn bộ )?hoạt động(?: của)?)? $"
# "ông A, Phó Giám đốc Sở B, được giao | phụ trách …", "giao ông A, Phó Giám đốc Sở B, | phụ trách …".
GIVEN = rf"(?i)^(?: \([^()]*\))?(?:(?:,| [-–]) [^;.:“”]{{3,90}}?)?,? (?:đã |vừa |mới |chính thức |cũng )*(?:được giao|thôi)(?: nhiệm vụ)? {IN_CHARGE}"
GIVEN_TO = rf"(?i)^(?: \([^()]*\))?(?:(?:,| [-–]) [^;.:“”]{{3,90}}?,?)? {IN_CHARGE}"
GIVES = r"(?i)(?:^|\s)giao(?: nhiệm vụ)?(?: cho)? (?:ông|bà|đồng chí) $"
# A deputy of a province is in charge of several bodies.
SEVERAL = rf"^(?:,| và|;) (?:(?:các|và) )?{CAPITAL}"
ABOVE = r"^(?:Ủy ban nhân dân (?:tỉnh|[Tt]hành phố)|Chính phủ)"
NEAR = 60


def in_charge(reading: Reading) -> pl.DataFrame:
    """Rows as those of offices held (a, s, person, owner_start, owner_end, start, end, title, organization, tenure, change,
    starts_on, ends_on) for each body that somebody is given charge of, or gives back."""
    told = pl.col("sentence").str.contains_any(["phụ trách", "điều hành"])
    told &= pl.col("sentence").str.contains_any(["giao", "Giao", "thôi", "Thôi"])
    likely = reading.sentences.select("s", "sentence").filter(told)
    rows = reading.organizations.select("a", "s", "start", "end", "organization").join(likely, on="s")
    return _given(rows, reading)


@of_rows
def _given(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    led = pl.coalesce(
        pl.when(pl.col("organization").str.contains(f"^{head} ")).then(pl.lit(title))
        for head, title in HEADS.items()
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.with_columns(title=led).filter(
        pl.col("title").is_not_null(), left.str.slice(-NEAR).str.contains(IN_CHARGE),
        ~pl.col("sentence").str.slice("end", 12).str.contains(SEVERAL),
    )  # fmt: skip
    names = reading.people.select("s", "person", "from_", owner_start="start", owner_end="end")
    rows = rows.join(names, on="s").filter(pl.col("owner_end") < pl.col("start"))
    rows = rows.sort("s", "start", "owner_start").unique(["s", "start"], keep="last", maintain_order=True)
    gap = pl.col("sentence").str.slice("owner_end", pl.col("start") - pl.col("owner_end"))
    ahead = pl.col("sentence").str.slice(0, pl.col("owner_start"))
    gives = ahead.str.contains(GIVES)
    passive = gap.str.contains(GIVEN)
    verb = gap.str.extract(r"(?i)\s(được giao|thôi)\s")
    rows = rows.filter(passive | (gives & gap.str.contains(GIVEN_TO))).with_columns(
        verb=pl.coalesce(verb, pl.lit("giao")).str.to_lowercase(),
        verb_start=pl.when(passive)
        .then(pl.col("owner_end") + gap.str.extract(r"(?i)^(.*?\s)(?:được giao|thôi)\s").str.len_chars())
        .otherwise(ahead.str.extract(r"(?i)^(.*?)giao(?:\s\S+){1,4}\s$").str.len_chars())
        .cast(pl.Int64),
        name_from="from_",
    )  # fmt: skip
    none = either(reference("office_changes").filter(pl.col("change") == "none")["word"].to_list())
    before = pl.col("sentence").str.slice(0, "verb_start").str.slice(-NEAR)
    open_ = before.str.contains(rf"(?i)(?:^|[^{LETTER}]){none}(?:[^{LETTER}]|$)")
    higher = (
        reading.offices.filter(pl.col("organization").str.contains(ABOVE))
        .select("s", "owner_start")
        .drop_nulls()
    )
    rows = judged(rows.filter(~open_)).filter("real", ~pl.col("to_come"))
    above = pl.col("organization").str.contains("^(?:Ủy ban nhân dân|Bộ) ")
    rows = pl.concat(
        [rows.filter(above), rows.filter(~above).join(higher, on=["s", "owner_start"], how="anti")]
    )
    day = pl.col("sentence").str.slice("end", NEAR).str.extract(rf"(?i)^ (?:kể )?từ ({POINT})")
    ends = pl.col("verb") == "thôi"
    return rows.with_columns(_on=day).with_columns(_on=day_of("_on")).select(
        "a", "s", "person", "owner_start", "owner_end", "start", "end", "title", "organization",
        tenure=pl.when(ends).then(pl.lit("former")).otherwise(pl.lit("acting")),
        change=pl.when(ends).then(pl.lit("ends")).otherwise(pl.lit("begins")),
        starts_on=pl.when(~ends).then("_on"),
        ends_on=pl.when(ends).then("_on"),
        rule=pl.lit("position_in_charge"),
    )  # fmt: skip
