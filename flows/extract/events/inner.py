"""Names that stand within others, and what tells whose name it is (linguistics §12)."""

from collections.abc import Mapping

import polars as pl

from flows.extract.events.borders import ASIDE, COLUMNS, YEAR
from flows.letters import CAPITAL
from flows.read.rules import of_rows
from flows.read.spans import lex

# "chương trình Tiếp sức (TSMT) tổ chức Lễ tốt nghiệp …": what it holds is the event.
HOLDS = r"\s(?i:tổ chức|khai mạc|đăng cai|chủ trì|diễn ra|ký)\s(?:(?i:buổi|cuộc)\s)?"
HOLDING = ["ổ chức ", "hai mạc ", "đăng cai ", "chủ trì ", "iễn ra ", " ký "]  # what each of them holds
# "Cuộc họp trù bị về tổ chức Hội nghị A", "lễ phát động và tổ chức Hội thi B".
TO_HOLD = r"(?i)\s(?:về|việc|công tác|chuẩn bị|và|để|sẽ)\s(?:việc\s)?(?:tổ chức|khai mạc|đăng cai|chủ trì|diễn ra|ký)\s(?:(?:buổi|cuộc)\s)?$"
# "chương trình Festival A lần thứ 6": the noun behind it is the event's own.
UMBRELLA = r"(?i:chuỗi sự kiện|sự kiện|chương trình|hoạt động)\s(?:(?i:là|gồm)\s)?"
# "Chương trình phát triển nhân lực A cho giai đoạn 2026-2030", "Chương trình hành động năm 2025": plans, not held on a day.
PLANS = rf"^(?i:chương trình)\s(?:[^“”]*\s(?i:giai đoạn)\s[0-9]{{4}}|(?i:hành động|mục tiêu|phát triển|hợp tác|công tác)\s[^“”]*{YEAR}|[^“”]*{YEAR}\s?[-–]\s?{YEAR}$)"
# "họp báo về Lễ hội A và Liên hoan B diễn ra sáng 6/2": what was held then is the press conference.
ABOUT_IT = r"(?i)(?:công bố|giới thiệu|thông tin về|phổ biến)\s(?:về\s)?(?:chương trình|kế hoạch|sự kiện|chuỗi sự kiện)\s$|họp báo\s(?:\S+\s){0,2}?(?:về|giới thiệu|công bố|thông tin)\s[^.;:]{0,150}$"
# "sẽ tổ chức Triển lãm Giáo dục A": to come on a day that nobody tells, but one by its name.
WILL_HOLD = r"(?i)\s(?:sẽ|sắp|dự kiến)\s(?:[^\s,;]+\s){0,3}(?:tổ chức|khai mạc)\s(?:(?:buổi|cuộc)\s)?$"
ASKED = r"(?i)(?:yêu cầu|đề nghị|chỉ đạo|giao|kế hoạch|đề xuất)\s"
# “Chúng tôi tin rằng …” behind the noun, or "… khẳng định: “…”", is what somebody says at it.
SPEECH = r"[“\"](?:Chúng tôi|Chúng ta|Tôi|Đây là|Nếu)\s|\s(?:khẳng định|nhấn mạnh|cho biết|nói|cho rằng|phát biểu|nêu)(?: rằng)?:?\s[“\"]"
# "Lễ trao Giải thưởng A, Giải thưởng B diễn ra …"
GOES_ON = r"^,\s[^.;:“”]{3,90}?\s(?:(?:đã|sẽ|được|vừa)\s)*(?:diễn ra|tổ chức)\s"
SOME_DAY = ["conference", "forum", "seminar", "exhibition", "fair", "festival"]
JUST = r"(?i)(?:^|\s)(?:vừa|mới đây|tuần này|tuần qua)(?:\s|,)"
HELD_BY = r"^[”\"]?,?\s(?:do|được)\s[^,.;:]{3,80}\s(?:tổ chức|chủ trì|đăng cai)"
ITS_THEME = r"\s(?i:với|có|mang)\s(?i:chủ đề):?\s"  # "Hội thảo có chủ đề “A”": named by nothing else
# "chương trình truyền hình trực tiếp “Lễ hội A”": what its name is of.
OF_DAYS = "lễ hội|ngày hội|liên hoan|tuần lễ|hội chợ|triển lãm|festival|diễn đàn"
OPENING = 3  # sentences of an article that tell what it reports


def in_every_case(nouns: list[str]) -> list[str]:
    """Nouns as sentences and names write them.

    >>> in_every_case(["lễ khai mạc"])
    ['lễ khai mạc', 'Lễ khai mạc', 'Lễ Khai mạc', 'lễ Khai mạc', 'Lễ Khai Mạc', 'LỄ KHAI MẠC']
    """
    every = []
    for noun in nouns:
        first, _, rest = noun.partition(" ")
        late = rest.capitalize()
        every += [
            noun,
            noun.capitalize(),
            f"{first.capitalize()} {late}",
            f"{first} {late}",
            noun.title(),
            noun.upper(),
        ]
    return every


@of_rows
def held_within(rows: pl.DataFrame, patterns: Mapping[str, str], noun: str) -> pl.DataFrame:
    """Events that a match of `patterns` holds behind its own noun and a verb, as rows of `lex` with the columns of `rows`."""
    rows = rows.filter(pl.col("surface").str.contains_any(HOLDING))
    inner = pl.col("surface").str.extract(rf"(?s)^(\S+\s.*?{HOLDS})(?:{noun})\s").str.len_chars()
    of_one = pl.col("surface").str.slice(0, inner).str.contains(TO_HOLD)
    met = (
        rows.filter(~of_one.fill_null(False))
        .with_columns(_at=pl.col("start") + inner)
        .drop_nulls("_at")
        .unique(["s", "_at"])
    )
    rest = met.select("s", "_at", sentence=pl.col("sentence").str.slice(pl.col("_at")))
    found = lex(rest, patterns, "sentence").filter(pl.col("start") == 0)
    told = met.drop("surface", "start", "end", "token").unique(["s", "_at"])
    return (
        found.join(told, on=["s", "_at"], how="left", maintain_order="left")
        .with_columns(
            start=(pl.col("start") + pl.col("_at")).cast(pl.UInt32),
            end=(pl.col("end") + pl.col("_at")).cast(pl.UInt32),
        )
        .select(rows.columns)
    )


def under_its_noun(rows: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Rows with the names that begin with "chương trình" or the like and go on with the noun of an event begun at that."""
    skipped = pl.col("surface").str.extract(rf"^({UMBRELLA})(?:{noun})\s").str.len_chars().fill_null(0)
    shown = rows.with_columns(
        surface=pl.col("surface").str.slice(skipped), start=(pl.col("start") + skipped).cast(pl.UInt32)
    )
    # "chương trình Festival A lần thứ 6 - 2027" holds "Festival A lần thứ 6", found behind a word that leads to it.
    whole = shown.sort("s", "start", pl.col("surface").str.len_chars(), descending=[False, False, True])
    return whole.unique(["s", "start"], keep="first", maintain_order=True)


def of_a_press_conference() -> pl.Expr:
    """Whether it is what a press conference is about (Boolean)."""
    return pl.col("left").str.contains(ABOUT_IT) & (pl.col("event_kind") != "press_conference").fill_null(
        True
    )


def of_its_own(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows without the place and the hosts of the press conference that tells of them."""
    other = of_a_press_conference() & (pl.col("token") == "named")
    return rows.with_columns(
        venue=pl.when(~other).then("venue"),
        place=pl.when(~other).then("place"),
        hosts=pl.when(~other).then("hosts").otherwise(pl.lit([], pl.List(pl.String))),
    )


def will_be(noun: str) -> pl.Expr:
    """Whether somebody will hold it some day, and a proper name right behind the noun makes it one (Boolean)."""
    return (
        pl.col("left").str.contains(WILL_HOLD)
        & ~pl.col("left").str.contains(ASKED)
        & pl.col("event_kind").is_in(SOME_DAY).fill_null(False)
        & pl.col("surface").str.contains(rf"^{noun}\s{CAPITAL}\S*\s(?:\S+\s)*{CAPITAL}")
    )


def named_otherwise(day_told: pl.Expr) -> pl.Expr:
    """Whether a name without one capital or figure in it tells of one event (Boolean): its day is told, or the article opens with it."""
    plain = ~pl.col("surface").str.slice(1).str.contains(rf"{CAPITAL}|[“”\"]|[0-9]{{3}}")
    plain &= ~pl.col("surface").str.contains(r"(?i)\sthứ\s") & ~pl.col("right").str.contains(HELD_BY)
    near = pl.concat_str(pl.col("left").str.tail(40), pl.lit(" "), pl.col("right").str.head(30))
    return ~plain | day_told | (pl.col("sentence_number") <= OPENING) | near.str.contains(JUST)


@of_rows
def spanned(rows: pl.DataFrame) -> pl.DataFrame:
    """Names without their marks, with their spans, as COLUMNS."""
    name = (
        pl.col("surface")
        .str.replace(r"^(?i:sự kiện|chương trình)\s+([“\"])", "${1}")
        .str.replace(rf"^(?i:sự kiện|chương trình)\s[^“\"]{{1,40}}\s([“\"](?i:{OF_DAYS})\s)", "${1}")
        .str.replace(rf"^([^“\"]*?){ITS_THEME}([“\"])", "${1} ${2}")
        .str.replace_all(rf"[“”\"]|{ASIDE}", "")
        .str.strip_chars(" ,")
    )
    skipped = (
        pl.col("surface").str.extract(r"^((?i:sự kiện|chương trình)\s+)[“\"]").str.len_chars().fill_null(0)
    )
    inner = pl.col("surface").str.slice(skipped).str.contains(r"^[“\"]").cast(pl.UInt32)
    return rows.with_columns(
        name=name,
        start=(pl.col("start") + skipped + inner).cast(pl.UInt32),
        end=(
            pl.col("end")
            - pl.col("surface").str.contains(r"[”\"]$").cast(pl.UInt32)
            * (pl.col("surface").str.slice(skipped).str.contains(r"^[“\"]")).cast(pl.UInt32)
        ).cast(pl.UInt32),
        event_kind=pl.col("event_kind").fill_null("event"),
        rule=pl.concat_str(pl.lit("event_"), "token"),
    ).select(COLUMNS)
