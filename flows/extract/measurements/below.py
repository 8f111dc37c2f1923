"""Areas below the province that are told by their level alone: "huyện có 66.000 ha rừng" is of the district named last."""

import polars as pl

from flows.letters import CAPITAL, LETTER
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find, order

LEVELS = {"huyện": "district", "quận": "district", "thị xã": "district", "xã": "commune", "phường": "commune", "thị trấn": "commune"}  # fmt: skip
WORD = "|".join(LEVELS)
OF_IT = rf"(?:toàn|của|tại|ở|trên địa bàn|cho biết|rằng)\s(?:{WORD})(?:\snày)?(?:[\s,.;)]|$)"
DOES = rf"(?:^|[,;:“\"]\s|\s(?:nay|hiện|năm [0-9]+|[0-9]+/[0-9]+)\s)(?i:{WORD})(?:\snày)?\s(?:có|đã|đang|sẽ|còn|đạt|thu|ước|đón|cũng|hiện|vẫn|phấn đấu|đặt|được|trồng|huy động|giải ngân|chi)\s"
NAMES = (
    rf"\s({WORD})\s({CAPITAL}[{LETTER}’'-]*(?:\s{CAPITAL}[{LETTER}’'-]*)*)(?:,.*|\s(?:tỉnh|thành phố)\s.*)?$"
)


@of_rows
def below(told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Where the sentences `told` (s, sentence) speak of such an area: s, at, until (UInt32), name, kind (`place`).

    Named last are an area of that level, or a body of it ("UBND huyện X"). Areas of which none was named are left out.
    """
    met = pl.concat([find(told, pattern, "sentence") for pattern in (OF_IT, DOES)])
    word = pl.col("surface").str.to_lowercase().str.extract(rf"(?:^|\s)({WORD})(?:\s|[,.;)]|$)")
    ahead = (
        pl.col("surface").str.to_lowercase().str.extract(rf"^(.*?)(?:{WORD})(?:\s|[,.;)]|$)").str.len_chars()
    )
    met = met.with_columns(
        level=word.replace_strict(LEVELS, default=None), at=(pl.col("start") + ahead).cast(pl.UInt32)
    ).with_columns(until=(pl.col("at") + word.str.len_chars()).cast(pl.UInt32), _order=order("s", "at"))
    met = met.join(reading.sentences.select("s", "a"), on="s").drop_nulls("level")
    levels = list(LEVELS.values())
    named = reading.places.filter(pl.col("level").is_in(levels)).select(
        "a", "level", _order=order(), name="place"
    )
    bodies = reading.organizations.with_columns(
        level=pl.col("organization").str.extract(NAMES, 1).replace_strict(LEVELS, default=None),
        name=pl.col("organization").str.extract(NAMES, 2),
    ).drop_nulls("level").select("a", "level", _order=order(), name="name")  # fmt: skip
    earlier = pl.concat([named, bodies]).sort("_order", "name")
    known = met.sort("_order").join_asof(earlier, on="_order", by=["a", "level"], check_sortedness=False)
    return (
        known.drop_nulls("name").unique(["s", "at"]).select("s", "at", "until", "name", kind=pl.lit("place"))
    )
