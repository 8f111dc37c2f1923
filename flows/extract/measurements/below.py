"""Areas told by their level alone: "huyện có 66.000 ha rừng" is of the district named last, "thành phố" not always of the article's home."""

import polars as pl

from flows.extract.measurements.about import headed
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
# "Tại thành phố A, …", "Theo Sở B tỉnh A, …": whom a sentence is about from its beginning.
OPENS = r"(?i)^(?:(?:còn|riêng|theo|trong khi đó,?)\s)*(?:(?:tại|ở)\s)?(?:(?:tỉnh|thành phố|TP\.?)\s?)?$"
OF_PROVINCE = rf"\s(?i:tỉnh|thành phố)\s({CAPITAL}[{LETTER}’'-]*(?:\s{CAPITAL}[{LETTER}’'-]*)*)$"


@of_rows
def instead_of_home(here: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Words for the article's home (s, at, until, surface, name, kind), those that are another's with its name: of the only
    province or city that the sentence opens with, or the one before it in the paragraph. Where only others are named there, but not
    so, nobody knows whose they are: such are left out.
    """
    sentences = reading.sentences.select("s", "a", "paragraph", "sentence")
    lower = pl.col("surface").str.to_lowercase()
    city = lower.str.contains(r"thành phố|(?:^|\s)tp(?:\s|$)")
    rows = here.with_row_index("_row").join(
        sentences.drop("sentence"), on="s", how="left", maintain_order="left"
    )
    rows = rows.with_columns(_level=pl.when(lower.str.contains("tỉnh")).then(pl.lit("province")).when(city).then(pl.lit("city")))  # fmt: skip
    bodies = reading.organizations.with_columns(place=pl.col("organization").str.extract(OF_PROVINCE))
    bodies = bodies.with_columns(level=pl.when(pl.col("organization").str.contains(r"\stỉnh\s")).then(pl.lit("province")).otherwise(pl.lit("city")))  # fmt: skip
    places = reading.places.filter(pl.col("level").is_in(["province", "city"]), ~pl.col("in_date_line"))
    columns = ("s", "start", "place", "level")
    named = pl.concat([places.select(columns), bodies.drop_nulls("place").select(columns)]).join(
        sentences, on="s"
    )
    named = named.with_columns(_opens=pl.col("sentence").str.slice(0, pl.col("start")).str.contains(OPENS))
    named = named.select("s", "a", "paragraph", "start", "place", "level", "_opens")
    own = rows.join(named.drop("a", "paragraph"), on="s").filter(pl.col("start") < pl.col("at"))
    # An article whose headline names its home comes back to it.
    titled = headed(reading).filter("_headed")["a"].implode()
    before = named.with_columns(pl.col("s") + 1, _opens=pl.col("_opens") & ~pl.col("a").is_in(titled))
    last = rows.join(own, on="_row", how="anti").join(before, on=["s", "a", "paragraph"])
    met = pl.concat([own.select(last.columns), last]).filter(
        pl.col("_level").is_null() | (pl.col("_level") == pl.col("level"))
    )
    whose = met.group_by("_row").agg(
        _only=pl.when((pl.col("place").n_unique() == 1) & pl.col("_opens").any()).then(
            pl.col("place").first()
        ),
        _named=pl.col("place").unique(),
    )
    rows = rows.join(whose, on="_row", how="left", maintain_order="left")
    rows = rows.join(reading.articles.select("a", "home"), on="a", how="left", maintain_order="left")
    strange = ~pl.col("_named").list.contains(pl.col("home")) & pl.col("_only").is_null()
    rows = rows.filter(~strange.fill_null(False))
    return rows.select("s", "at", "until", "surface", pl.coalesce("_only", "name").alias("name"), "kind")


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
