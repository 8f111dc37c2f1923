"""Where a project lies by the province or city that decides on it or builds it (linguistics §15.1)."""

import polars as pl

from flows.extract.projects.where import ITS_DEEDS, is_joined
from flows.read import Reading
from flows.read.rules import of_rows

# "tỉnh A vừa khởi công …", "HĐND tỉnh A cũng thông qua chủ trương đầu tư …".
SAID = r"(?:sẽ|đã|đang|vừa|cũng|mới|dự kiến|cam kết|phấn đấu|tiếp tục|quyết định|chính thức|sớm|tổ chức|lễ|khóa \S+,?)\s"
DOES = rf"(?i)^,?\s(?:{SAID})*(?:{ITS_DEEDS}|đưa vào)\s[^.;]*$"
# "do tỉnh A đầu tư", "được UBND tỉnh A phê duyệt".
BY = r"(?i)(?:^|\s)(?:được|do)\s(?:(?:ubnd|hđnd)\s)?(?:(?:tỉnh|thành phố|tp\.?)\s)?$"
DONE_BY = r"(?i)^\s(?:phê duyệt|chấp thuận|thông qua|đầu tư|làm chủ đầu tư|khởi công|giao)(?:[\s,.;]|$)"
NAMED = r"(?i)(?:tỉnh|thành phố|tp\.?|ubnd|hđnd)\s$"
BODY = r"^(?:Ủy ban nhân dân|Hội đồng nhân dân) (?:tỉnh|thành phố) (.+)$"


@of_rows
def with_governing_place(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Rows of projects (i, s, part, from_, start, name_end, next, place, …) whose place, where none is told, is the province
    or city that builds them or decides on them in their part.
    """
    ours = pl.col("level").is_in(["province", "city"]) & pl.col("province").is_not_null()
    told = reading.places.filter(ours, ~pl.col("in_date_line")).select("s", "place", at="start", until="end")
    bodies = reading.organizations.with_columns(place=pl.col("organization").str.extract(BODY))
    bodies = bodies.drop_nulls("place").select("s", "place", at="start", until="end")
    every = pl.concat(
        [told.with_columns(body=pl.lit(False)), bodies.with_columns(body=pl.lit(True))],
        how="vertical_relaxed",
    )
    lacking = rows.filter(~pl.col("is_total"), pl.col("place").is_null())
    met = lacking.select("i", "s", "part", "from_", "start", "name_end", "next", "project").join(
        every, on="s"
    )
    left = pl.col("part").str.slice(0, pl.max_horizontal("at", "from_") - pl.col("from_"))
    ahead = (pl.col("at") >= pl.col("from_")) & (pl.col("until") <= pl.col("start"))
    to_name = pl.col("part").str.slice(
        pl.col("until") - pl.col("from_"), pl.max_horizontal("start", "until") - pl.col("until")
    )
    behind = (pl.col("at") >= pl.col("name_end")) & (pl.col("until") <= pl.col("next"))
    right = pl.col("part").str.slice(pl.col("until") - pl.col("from_"), 40)
    does = ahead & (pl.col("body") | left.str.contains(NAMED)) & to_name.str.contains(DOES)
    done_by = behind & left.str.contains(BY) & right.str.contains(DONE_BY)
    joined = is_joined(pl.col("project"), pl.col("place"))
    found = met.filter(does | done_by, ~joined).group_by("i").agg(_by=pl.col("place").unique())
    found = found.filter(pl.col("_by").list.len() == 1).select("i", pl.col("_by").list.first())
    return (
        rows.join(found, on="i", how="left", maintain_order="left")
        .with_columns(place=pl.coalesce("place", "_by"))
        .drop("_by")
    )
