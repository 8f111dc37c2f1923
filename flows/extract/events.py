"""Events: conferences, fairs and ceremonies with their theme, day, venue and hosts (linguistics §12)."""

import polars as pl

from flows.read import Reading
from flows.read.spans import lex

NOUNS = {
    "hội nghị": "conference", "hội thảo": "seminar", "diễn đàn": "forum", "tọa đàm": "seminar", "toạ đàm": "seminar", "hội chợ": "fair", "triển lãm": "exhibition",
    "lễ": "ceremony", "kỳ họp": "session", "phiên họp": "session", "đại hội": "congress", "tuần lễ": "festival", "ngày hội": "festival", "liên hoan": "festival",
    "lễ hội": "festival", "cuộc thi": "contest", "sự kiện": "event", "chương trình": "event",
}  # fmt: skip
NOUN = "(?i:" + "|".join(sorted(NOUNS, key=len, reverse=True)) + ")"
CEREMONY = r"(?i:khai mạc|bế mạc|ký kết|trao|công bố|khởi công|động thổ|khánh thành|ra mắt|kỷ niệm|phát động|đón nhận)"
VERB = r"(?i:đồng chủ trì tổ chức|phối hợp tổ chức|đồng tổ chức|tổ chức|đồng chủ trì|chủ trì|khai mạc|đăng cai|diễn ra|bế mạc)"
NAME_END = r"[^“”\".;:()]"
NAMED = {
    "quoted": rf"(?:{NOUN}\s+)?[“\"][^”\"]{{6,160}}[”\"](?:\s+(?:lần thứ \S+|năm (?:19|20)\d{{2}}))?",
    "dated": rf"{NOUN}\s{NAME_END}{{3,150}}?\s(?:năm\s)?(?:19|20)\d{{2}}",
    "plain": rf"{NOUN}\s[^“”\".;:(),]{{4,120}}",
}
STOP = r"\s(?:với chủ đề|với sự|tại|diễn ra|nhằm|do|được|có|và công bố|đã|sẽ|vào|trong|từ|để|cho biết|lần thứ nhất).*$"
THEME = r"(?i:chủ đề)\s*(?:là|:)?\s*[“\"]([^”\"]+)[”\"]"
GUESTS = (
    r"^(?i:(?:đến |tới )?(?:tham )?dự|cùng dự|chủ trì|hội nghị có sự tham dự|sự kiện có sự tham|tham gia)"
)


def events(reading: Reading) -> pl.DataFrame:
    """Rows of fact type `events`: s, start, end (of the name), name, theme, event_kind, starts_on, ends_on,
    part_of_day, venue, place, hosts, participants, rule. One row a named event of an article, where it is told first.
    """
    told = reading.sentences.filter(pl.col("role").is_in(["body", "lead"])).select(
        "s", "a", "sentence", "sentence_number"
    )
    likely = told.filter(pl.col("sentence").str.contains(VERB))
    rows = lex(likely.select("s", "sentence"), NAMED, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    rows = rows.with_columns(
        left=pl.col("sentence").str.slice(0, pl.col("start")),
        right=pl.col("sentence").str.slice(pl.col("end"), 60),
    ).with_columns(
        name=pl.when(pl.col("token") == "plain")
        .then(pl.col("surface").str.replace(STOP, ""))
        .otherwise("surface")
    )
    noun = pl.col("name").str.extract(rf"^({NOUN})").str.to_lowercase()
    called = pl.col("left").str.contains(rf"{VERB}\s+(?:(?i:sự kiện|chương trình)\s+)?$") | (
        pl.col("right").str.contains(rf"^,?\s*(?:(?i:đã|sẽ|được|chính thức)\s+)*{VERB}")
        | pl.col("surface").str.contains(rf"\s{VERB}")
    )
    rows = rows.with_columns(noun=noun, word_count=pl.col("name").str.count_matches(" ") + 1).filter(
        called,
        ~pl.col("left").str.contains(r"(?i)chủ đề\s*(?:là|:)?\s*$"),
        (pl.col("token") == "quoted")
        & (pl.col("noun").is_not_null() | pl.col("left").str.contains(rf"{NOUN}\s*$|{VERB}\s*$"))
        | (pl.col("token") == "dated")
        | (
            (pl.col("token") == "plain")
            & (pl.col("word_count") >= 4)
            & ((pl.col("noun") != "lễ") | pl.col("name").str.contains(rf"^(?i:lễ) {CEREMONY}"))
            & ~pl.col("noun").is_in(["sự kiện", "chương trình", "triển lãm"])
        ),
    )
    rows = rows.sort("s", "start").unique("a", keep="first", maintain_order=True)
    rows = _dated(rows, reading)
    rows = _placed(rows, reading)
    rows = _hosted(rows, reading)
    rows = _attended(rows, told, reading)
    kind = pl.coalesce("noun", pl.col("left").str.extract(rf"({NOUN})\s*$").str.to_lowercase())
    generic = r"^(?i:sự kiện|chương trình)\s+[“\"]"
    return rows.with_columns(
        event_kind=kind.replace_strict(NOUNS, default="event", return_dtype=pl.String),
        theme=pl.col("sentence").str.extract(THEME),
        name=pl.col("name").str.replace(generic, "").str.replace_all(r"[“”\"]", "").str.strip_chars(" ,"),
        end=(pl.col("start") + pl.col("name").str.len_chars()).cast(pl.UInt32),
        rule=pl.concat_str(pl.lit("event_"), "token"),
    ).select(
        "s", "start", "end", "name", "theme", "event_kind", "starts_on", "ends_on", "part_of_day", "venue", "place", "hosts", "participants", "rule"
    )  # fmt: skip


def _dated(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    days = (
        reading.dates.filter(
            pl.col("rule").is_in(["date_day", "date_days", "date_day_range", "date_deictic"]),
            ~pl.col("is_base"),
        )
        .filter(pl.col("starts_on").is_not_null())
        .group_by("s", maintain_order=True)
        .agg(pl.col("starts_on", "ends_on", "part_of_day").first())
    )
    return rows.join(days, on="s", how="left", maintain_order="left")


def _placed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The venue between "tại" and the place or host after it; the place named after "tại", else the first one."""
    at = pl.col("sentence").str.extract(r"(?s)^(.*?(?:^|[\s,])(?i:tại) )").str.len_chars()
    rows = rows.with_columns(_at=at)
    places = reading.places.filter(pl.col("level") != "country").select(
        "s", place="place", place_start="start"
    )
    after = rows.select("s", "_at").join(places, on="s").filter(pl.col("place_start") >= pl.col("_at")).group_by("s").agg(
        pl.col("place").sort_by("place_start").first().alias("_after"), _until=pl.col("place_start").min()
    )  # fmt: skip
    first = places.group_by("s").agg(_first=pl.col("place").sort_by("place_start").first())
    hosts = (
        rows.select("s", "_at")
        .join(reading.organizations.select("s", host_start="start"), on="s")
        .filter(pl.col("host_start") > pl.col("_at"))
    )
    hosts = hosts.group_by("s").agg(_host=pl.col("host_start").min())
    rows = rows.join(after, on="s", how="left", maintain_order="left").join(
        first, on="s", how="left", maintain_order="left"
    )
    rows = rows.join(hosts, on="s", how="left", maintain_order="left")
    before_name = pl.col("_at") < pl.col("start")
    until = pl.min_horizontal("_until", "_host", pl.when(before_name).then("start"))
    venue = (
        pl.col("sentence").str.slice(pl.col("_at"), pl.max_horizontal(until, "_at") - pl.col("_at"))
        .str.replace(r"[,\s]*(?i:tỉnh|thành phố|TP\.?|huyện|thị xã|phường|xã|quận)?[,\s]*$", "")
    )  # fmt: skip
    usable = venue.str.contains(r"^\p{Lu}") & (venue.str.len_chars() > 4)
    return rows.with_columns(venue=pl.when(usable).then(venue), place=pl.coalesce("_after", "_first"))


def _hosted(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Organisations before the verb that holds the event; a province where it acts itself."""
    verb = pl.col("left").str.extract(rf"(?s)^(.*?){VERB}").str.len_chars()
    rows = rows.with_columns(_verb=verb)
    named = rows.select("s", "_verb", "start").join(
        reading.organizations.select("s", "organization", host_start="start", host_end="end"), on="s"
    )
    named = (
        named.filter(pl.col("host_end") <= pl.col("start"))
        .group_by("s")
        .agg(hosts=pl.col("organization").sort_by("host_start").unique(maintain_order=True))
    )
    rows = rows.join(named, on="s", how="left", maintain_order="left")
    province = pl.col("left").str.extract(
        rf"((?:tỉnh|thành phố|huyện|xã|phường) \p{{Lu}}\p{{L}}*(?: \p{{Lu}}\p{{L}}*){{0,3}})\s+(?:\p{{Ll}}+\s+)?{VERB}"
    )
    alone = (
        pl.when(province.is_not_null())
        .then(pl.concat_list(province))
        .otherwise(pl.lit([], pl.List(pl.String)))
    )
    return rows.with_columns(hosts=pl.coalesce("hosts", alone))


def _attended(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    guests = told.filter(pl.col("sentence").str.contains(GUESTS)).select("a", "s")
    people = reading.people.select("s", "person", "start").join(guests, on="s").sort("s", "start")
    listed = people.group_by("a", maintain_order=True).agg(
        participants=pl.col("person").unique(maintain_order=True)
    )
    return rows.join(listed, on="a", how="left", maintain_order="left").with_columns(
        pl.col("participants").fill_null(pl.lit([], pl.List(pl.String)))
    )
