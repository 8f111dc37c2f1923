"""Where an office is held that is told by its body's noun alone: "Phó Giám đốc Sở" in an article of one Sở (linguistics §10)."""

from functools import cache

import polars as pl

from flows.assets import reference
from flows.read import Reading
from flows.read.organizations.trailing import SAYS
from flows.read.rules import of_rows

# The noun behind a title ("Giám đốc | Sở"), and how the names of such bodies begin.
NOUNS = {
    "sở": "^Sở ",
    "cục": "^Cục ",
    "chi cục": "^Chi cục ",
    "viện": "^Viện ",
    "bệnh viện": "^Bệnh viện ",
    "trung tâm": "^Trung tâm ",
    "hiệp hội": "^Hiệp hội ",
    "trường": "^(?:Trường|Đại học|Học viện) ",
    "nhà trường": "^(?:Trường|Đại học|Học viện) ",
    "ban quản lý": "^Ban Quản lý ",
    "bộ": None,  # any of the ministries
}
# Titles that say themselves what is led.
LED = {
    r"^(?:phó )?cục trưởng$": "cục",
    r"^(?:phó )?chi cục trưởng$": "chi cục",
    r"^(?:phó )?hiệu trưởng$": "trường",
    r"^(?:bộ|thứ) trưởng$": "bộ",
}
NOUN = rf"^ (?i:({'|'.join(NOUNS)}))"
ENDS = rf"^(?:[,.;:)“\"]|$| (?:này|[-–]|\(|(?:đã |cũng |vừa )*{SAYS})(?:[ ,.:]|$))"


@cache
def _ministries() -> list[str]:
    return reference("central_bodies").filter(pl.col("kind") == "ministry")["name"].to_list()


@of_rows
def with_bodies(held: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The rows of observations (a, s, owner_start, office_end, title, organization, sentence, is_ours: a Vietnamese name) with the one body
    of its kind that the article names, where the office is told without any."""
    key = pl.col("title").str.to_lowercase()
    right = pl.col("sentence").str.slice("office_end", 60)
    noun = right.str.extract(NOUN).str.to_lowercase()
    led = pl.coalesce(pl.when(key.str.contains(k)).then(pl.lit(v)) for k, v in LED.items())
    reach = pl.col("office_end") + pl.when(noun.is_null()).then(0).otherwise(noun.str.len_chars() + 1)
    # Its holder, or a mark, stands right behind.
    ends = (pl.col("owner_start") == reach + 1) | pl.col("sentence").str.slice(reach, 24).str.contains(ENDS)
    open_ = pl.col("organization").is_null() & pl.col("is_ours") & ends
    rows = held.with_columns(_noun=pl.when(open_).then(pl.coalesce(noun, led)))
    asked = rows.drop_nulls("_noun").select("a").unique()
    told = (reading.organizations, reading.offices.drop_nulls("organization"))
    named = pl.concat([f.select("a", "organization") for f in told]).join(asked, on="a", how="semi").unique()
    body = pl.col("organization")
    kinds = [
        named.filter(body.str.contains(k) if k else body.is_in(_ministries())).with_columns(_noun=pl.lit(n))
        for n, k in NOUNS.items()
    ]
    one = pl.concat(kinds).group_by("a", "_noun").agg(_n=pl.len(), _body=pl.col("organization").first())
    one = one.filter(pl.col("_n") == 1).select("a", "_noun", "_body")
    met = rows.join(one, on=["a", "_noun"], how="left", maintain_order="left")
    # "Chánh Thanh tra Bộ" leads its inspectorate.
    inspects = pl.col("title").str.to_lowercase().str.ends_with("thanh tra")
    body = pl.when(inspects).then(pl.concat_str(pl.lit("Thanh tra "), "_body")).otherwise("_body")
    return met.with_columns(organization=pl.coalesce("organization", body)).drop("_noun", "_body")
