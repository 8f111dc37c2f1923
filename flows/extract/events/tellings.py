"""Which tellings of an article are of the same event, and each event once (linguistics §12)."""

import polars as pl

from flows.extract.events.borders import ALSO_FRAMES, FRAMES, YEAR
from flows.letters import CAPITAL
from flows.read.rules import of_rows

YEARLY_KINDS = [
    "congress",
    "conference",
    "forum",
    "fair",
    "exhibition",
    "festival",
    "contest",
]  # one a year, at most
# "dự hội nghị A và tham dự diễn đàn B": the second has a verb of its own.
OWN_VERB = r"(?i)(?:\svà|,|;)\s(?:(?:đã|sẽ|cũng|đồng thời)\s)*(?:tham dự|dự|tổ chức|chủ trì|khai mạc)\s$"
# Where people talk, and where something is shown: a seminar is no telling of the week in which it is held.
TALKS = ["conference", "seminar", "forum", "meeting", "session", "press_conference"]
SHOWS = ["festival", "contest"]
STALLS = ["fair", "exhibition"]
# "phiên họp Chính phủ thường kỳ", later "phiên thường kỳ tháng 5": one of a row, of which an article reports one.
IN_TURN = r"(?i)\sthường kỳ"
NTH_MORE = rf"^\s(?:lần thứ \S+|(?:năm\s)?{YEAR})(?:\s?[-–]\s?{YEAR}|,? năm {YEAR})?$"
PAIRED = 50  # tellings that are held against the others of their articles at once
RANKS = {
    "quoted": 0,
    "dated": 0,
    "full_session": 1,
    "session": 2,
    "plain": 3,
    "ceremony": 3,
    "visit": 4,
    "named": 4,
}  # how surely a name tells its border


@of_rows
def tellings(rows: pl.DataFrame) -> pl.DataFrame:
    """Every telling with i and same (the telling of the article's same event that names it best): a later name that
    shares most of its words with an earlier one is the same event.
    """
    rank = pl.col("token").replace_strict(RANKS, return_dtype=pl.Int32)
    rows = rows.with_columns(rank=rank).sort("s", "start", "rank", "end", "token").with_row_index("i")
    words = rows.select(
        "i",
        "a",
        "s",
        "rank",
        "token",
        "noun",
        framed=pl.col("left").str.contains(FRAMES) | pl.col("left").str.contains(ALSO_FRAMES),
        press=pl.col("event_kind") == "press_conference",  # what it is about is another event
        sort=pl.when(pl.col("event_kind").is_in(TALKS))
        .then(pl.lit("talk"))
        .when(pl.col("event_kind").is_in(SHOWS))
        .then(pl.lit("show"))
        .when(pl.col("event_kind").is_in(STALLS))
        .then(pl.lit("stall")),
        visit=pl.col("event_kind") == "visit",  # "lễ đón Chủ tịch nước A" is no visit of his
        own=pl.col("left").str.contains(OWN_VERB),
        month=pl.col("name").str.extract(r"(?i)\stháng ([0-9]{1,2}|[^\s]+)"),
        bodied=pl.col("name").str.slice(1).str.contains(CAPITAL),
        in_turn=pl.col("event_kind").is_in(["session", "meeting"]) & pl.col("name").str.contains(IN_TURN),
        nth=pl.col("name").str.extract(r"(?i)\slần thứ (\S+)"),
        year=pl.when(pl.col("event_kind").is_in(YEARLY_KINDS)).then(
            pl.col("name").str.extract(rf"\s({YEAR})(?:\s|$)")
        ),
        # "Festival Hoa lần thứ 8" is "Festival Hoa Đà Lạt 2027": of so short a name its number is no word of its own.
        words=pl.when(pl.col("event_kind") == "festival")
        .then(pl.col("name").str.replace(r"(?i)^((?:\S+ ){1,3}\S+) lần thứ \S+$", "${1}"))
        .otherwise("name")
        .str.to_lowercase()
        .str.replace_all(r"[,()\-–]", "")
        .str.split(" ")
        .list.unique(),
    )
    # Several of a row are told by their numbers: a telling without one is none of them.
    words = words.with_columns(
        nths=pl.col("nth").n_unique().over("a", "noun") - pl.col("nth").is_null().any().over("a", "noun")
    )
    shared = pl.col("words").list.set_intersection("words_e").list.len()
    common = shared / pl.min_horizontal(pl.col("words").list.len(), pl.col("words_e").list.len())
    better = (pl.col("rank_e") < pl.col("rank")) | (
        (pl.col("rank_e") == pl.col("rank")) & (pl.col("i_e") < pl.col("i"))
    )
    here = pl.col("s") == pl.col("s_e")
    # What is known by its name alone stands beside others: "họp báo về Lễ hội A lần thứ 6".
    named = (pl.col("token") == "named") | (pl.col("token_e") == "named")
    both_sure = (pl.col("rank") == 0) & (pl.col("rank_e") == 0)
    # "thăm chính thức Lào và dự Hội nghị …" tells two; "trong khuôn khổ chuyến thăm …" only where the other one was held.
    visit = (pl.col("token") == "visit") & ~pl.col("framed")
    beside = (
        here
        & (pl.col("rank") >= pl.col("rank_e"))
        & ~both_sure
        & ~named
        & ~visit
        & ~pl.col("own")
        & ~pl.col("framed_e")
    )
    # An article can hold thousands of events: their pairs are looked at a slice at a time.
    pairs = [
        part.join(words.drop("noun"), on="a", suffix="_e")
        .filter(pl.col("i") != pl.col("i_e"))
        .filter(better)
        .with_columns(
            # "hội nghị" alone makes two no one
            _alike=(
                ((common >= 0.6) & ((shared > 2) | (common == 1)))
                | (
                    pl.col("in_turn")
                    & pl.col("in_turn_e")
                    & ~(pl.col("bodied") & pl.col("bodied_e"))
                    & (pl.col("month") == pl.col("month_e")).fill_null(True)
                )
            )
            & (pl.col("press") == pl.col("press_e"))
            & (pl.col("sort") == pl.col("sort_e")).fill_null(True)
            & (pl.col("visit") == pl.col("visit_e"))
            & ~(here & named)
            & (pl.col("nth") == pl.col("nth_e")).fill_null(True)
            & (pl.col("year") == pl.col("year_e")).fill_null(True)
            & (pl.col("nth").is_null() | pl.col("nth_e").is_not_null() | (pl.col("nths") < 2))
        )
        .filter(pl.col("_alike") | beside)
        .select("i", "rank_e", "i_e", alike="_alike")
        for part in (words.iter_slices(PAIRED) if words.height else [words])
    ]
    best = pl.concat(pairs).sort("i", "alike", "rank_e", "i_e", descending=[False, True, False, False])
    best = best.unique("i", keep="first", maintain_order=True)
    rows = rows.join(best.select("i", "i_e", "alike"), on="i", how="left", maintain_order="left")
    # Another noun in the sentence of an event is none of its tellings.
    return rows.filter(pl.col("alike").fill_null(True)).with_columns(same=pl.coalesce("i_e", "i")).drop(
        "rank", "i_e", "alike"
    )  # fmt: skip


@of_rows
def one_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Each event once: its best telling, what that leaves open filled from the first telling that has it."""
    day = pl.struct("starts_on", "ends_on", "part_of_day")
    rows = rows.sort("same", "i")
    best = rows.select(same="i", _best="name")
    # "Lễ hội A", elsewhere "Lễ hội A lần thứ 6": with the number or year that one telling adds.
    more = (
        rows.join(best, on="same", how="left", maintain_order="left")
        .with_columns(_rest=pl.col("name").str.slice(pl.col("_best").str.len_chars()))
        .filter(
            pl.col("name").str.to_lowercase().str.starts_with(pl.col("_best").str.to_lowercase()),
            pl.col("_rest").str.contains(NTH_MORE),
        )
        .group_by("same", maintain_order=True)
        .agg(_more=pl.col("_rest").first())
    )
    filled = rows.group_by("same", maintain_order=True).agg(
        _day=day.filter(pl.col("starts_on").is_not_null()).first(),
        _venue=pl.col("venue").drop_nulls().first(),
        _place=pl.col("place").drop_nulls().first(),
        _theme=pl.col("theme").drop_nulls().first(),
        _hosts=pl.col("hosts").filter(pl.col("hosts").list.len() > 0).first(),
    )
    kept = rows.filter(pl.col("i") == pl.col("same")).join(
        filled, on="same", how="left", maintain_order="left"
    )
    kept = kept.join(more, on="same", how="left", maintain_order="left")
    undated = pl.col("starts_on").is_null() & pl.col("_day").is_not_null()
    # "… khai mạc ngày 1/6. … Tối 5/6, hội chợ đã bế mạc": its first day of one telling, its last of another.
    closed = undated & (pl.col("ends_on") > pl.col("_day").struct.field("starts_on"))
    return kept.with_columns(
        name=pl.concat_str("name", pl.col("_more").fill_null("")),
        **{c: pl.when(undated).then(pl.col("_day").struct.field(c)).otherwise(c) for c in ("starts_on", "part_of_day")},
        ends_on=pl.when(closed | ~undated).then("ends_on").otherwise(pl.col("_day").struct.field("ends_on")),
        venue=pl.coalesce("venue", "_venue"),
        place=pl.coalesce("place", "_place"),
        theme=pl.coalesce("theme", "_theme"),
        hosts=pl.when(pl.col("hosts").list.len() > 0).then("hosts").otherwise(pl.coalesce("_hosts", "hosts")),
    ).sort("s", "start")  # fmt: skip
