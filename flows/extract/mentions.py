"""Mentions: every span that names a person, an organisation, a place, a quantity or a date."""

import polars as pl

from flows.letters import CAPITAL, SMALL
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import without_overlap

# Bodies that an office tells with their own noun ("Trưởng công an huyện Lúa Vàng", "Chủ tịch hội Nuôi ong Sông Mây"), by their full name,
# and that noun as papers write it behind a title.
TOLD = (
    "^(?:Công an|Công ty|Tổng công ty|Tập đoàn|Ngân hàng|Xí nghiệp|Hợp tác xã|Trường|Đại học|Học viện|Bệnh viện|Viện|Trung tâm|Hội|Hiệp hội|Liên đoàn|Liên hiệp|"
    f"Câu lạc bộ|Sở|Cục|Chi cục|Vụ|Đoàn Luật sư|Văn phòng Luật sư|Bảo tàng|Nhà hát|Vườn [Qq]uốc gia) (?:.* )?{CAPITAL}"
)
NOUN = (
    r"(?i)\S (?:công an|công ty|ctcp|cty|tổng công ty|tập đoàn|ngân hàng|xí nghiệp|hợp tác xã|htx|trường|đại học|đh|học viện|bệnh viện|bv|viện|trung tâm|hội|hiệp hội|liên đoàn|"
    r"liên hiệp|câu lạc bộ|clb|sở|cục|chi cục|vụ|đoàn luật sư|văn phòng luật sư|bảo tàng|nhà hát|vườn quốc gia) "
)
# The next sentence's first word, its mark lost, and what is half a word.
LONGEST = 10  # syllables
BROKEN = (
    f" (?:Theo|Tuy|Tuy nhiên|Khi|Ông|Bà|Phát|Nội|Trung|Dịp|Ảnh)$|{SMALL}[.{CAPITAL}]|[-,.&]$| (?:và|của) "
)


def mentions(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `mentions`: s, start, end, entity_kind, entity, value …, starts_on, ends_on, calendar, rule.

    A figure that no column holds has no value: validation sets it aside.
    """
    # Where the Prime Minister acts, the Government does.
    implied = reading.offices.filter(
        pl.col("organization") == "Chính phủ", pl.col("title").str.contains("Thủ tướng")
    )
    implied = implied.select("s", "start", "end", rule=pl.lit("organization_office"), entity="organization")
    kinds = {
        "person": reading.people.select("s", "start", "end", "rule", entity="person"),
        "organization": pl.concat(
            [
                reading.organizations.select("s", "start", "end", "rule", entity="organization"),
                implied,
                _told(reading),
            ],
            how="vertical_relaxed",
        ),
        "place": reading.places.select("s", "start", "end", "rule", entity="place", place_code="code"),
        "quantity": pl.concat(
            [
                reading.quantities.select(
                    "s", "start", "end", "rule", "value", "value_high", "unit", "comparator"
                ),
                reading.unread.select("s", "start", "end", "rule"),
            ],
            how="diagonal",
        ),
        "date": pl.concat(
            [
                reading.dates.select("s", "start", "end", "rule", "starts_on", "ends_on"),
                reading.lunar.select("s", "start", "end", "rule", calendar=pl.lit("lunar")),
            ],
            how="diagonal",
        ),
    }
    return pl.concat(
        [rows.with_columns(entity_kind=pl.lit(kind)) for kind, rows in kinds.items()], how="diagonal"
    )


@of_rows
def _bodies(rows: pl.DataFrame) -> pl.DataFrame:
    words = pl.col("sentence").str.slice("start", pl.col("end") - pl.col("start"))
    body = pl.col("organization")
    return rows.filter(
        body.str.contains(TOLD),
        words.str.contains(NOUN),
        ~body.str.contains(BROKEN),
        body.str.count_matches(" ") <= LONGEST,
    )


def _told(reading: Reading) -> pl.DataFrame:
    """The bodies that an office tells and that are read nowhere in its words."""
    offices = reading.offices.filter(
        pl.col("owner_start").is_not_null(), pl.col("organization").is_not_null()
    )
    alone = without_overlap(
        offices.sort("s", "start").unique(["s", "start"], maintain_order=True), reading.organizations
    )
    told = _bodies(
        alone.join(reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
    )
    return told.select("s", "start", "end", rule=pl.lit("organization_office"), entity="organization")
