"""Names of which several share the word for what is built: "nhà ga T3, T4", "các dự án cao tốc: A - B; C - D"."""

import polars as pl

from flows.extract.reference_words import project_kinds
from flows.letters import CAPITAL, LETTER
from flows.read.rules import of_rows
from flows.read.spans import find

ROUTES = r"(?i)(?:dự án|tuyến)\s(?:\S+\s)?(đường bộ cao tốc|đường cao tốc|cao tốc|đường sắt đô thị|đường sắt|metro)[^.;:()–-]{0,30}(?:\s\([^)]*\))?(?:\snhư|\sgồm|\sbao gồm|:|\slà)\s?:?\s"
PLACES = rf"{CAPITAL}[{LETTER}.]*(?:\s(?:{CAPITAL}[{LETTER}.]*|[0-9]+))*"
ROUTE = rf"{PLACES}(?:\s?[–-]\s?{PLACES})+"
ONLY_ROUTES = r"^(?:[^.–-]{1,30}\s?[–-]\s?[^.,;]{1,60}(?:,|;|\svà)\s)*(?:và\s)?$"
# "A 1 và 2" are two, "giai đoạn 1 và 2" one.
NUMBERED = rf"(?:{CAPITAL}{LETTER}*|số)\s[0-9]{{1,2}}[A-Z]?$"
AND_NUMBER = r"^(\svà\s(?:số\s)?)([0-9]{1,2}[A-Z]?)(?:[,.;)]|$|\s(?:đã|được|sẽ|đang|tại|của|với|ở|do|để|vào|trong|có|cho|là|cũng|nhằm|theo)\s)"


@of_rows
def numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """The second of "nhà máy điện A 1 và 2"."""
    right = pl.col("sentence").str.slice(pl.col("end"), 20)
    number = right.str.extract(AND_NUMBER, 1)
    ahead = right.str.extract(AND_NUMBER, 2)
    rows = rows.filter(pl.col("project").str.contains(NUMBERED), number.is_not_null())
    return rows.with_columns(
        project=pl.col("project").str.replace(r"[0-9]+[A-Z]?$", "") + ahead,
        start=(pl.col("end") + number.str.len_chars()).cast(pl.UInt32),
        end=(pl.col("end") + number.str.len_chars() + ahead.str.len_chars()).cast(pl.UInt32),
    )


@of_rows
def routes(told: pl.DataFrame) -> pl.DataFrame:
    """Routes that share the word for what is built: "các dự án cao tốc: A - B; C - D"."""
    some = told.filter(pl.col("sentence").str.contains(ROUTES))
    found = find(some, ROUTE, "sentence").join(
        some.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    line = left.str.extract(ROUTES).str.to_lowercase()
    rest = left.str.extract(rf"{ROUTES}(.*)$", 2)
    return (
        found.with_columns(_line=line, _rest=rest)
        .join(
            project_kinds().select(_line="word", kind="kind"), on="_line", how="left", maintain_order="left"
        )
        .filter(pl.col("kind").is_not_null(), pl.col("_rest").str.contains(ONLY_ROUTES))
        .with_columns(
            project=pl.concat_str("_line", pl.lit(" "), "surface"),
            end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
            token=pl.lit("listed"),
            proper=pl.lit(True),
        )
        .select("a", "s", "start", "end", "project", "kind", "token", "proper")
    )
