"""Targets: what was promised, by when; a figure's target is also a measurement."""

import polars as pl

from flows.contracts import key
from flows.extract.narrowing import with_speaker
from flows.extract.owners import owners, topics
from flows.read import Reading
from flows.read.spans import find

# What opens a goal in words. "hướng tới" and "quyết tâm" promise only with a day to be held to.
PROMISE = r"(?:(?i:đặt mục tiêu|đặt ra mục tiêu|đề ra mục tiêu|với mục tiêu|phấn đấu|đặt quyết tâm|quyết tâm|hướng tới|hướng đến mục tiêu)|(?i:mục tiêu)(?:\s[^\s,;.()]+){0,5}?\s(?i:là))"
GOAL = rf"{PROMISE}(?:\s+(?i:là|đến khi|để))?\s+[\p{{L}}“\"][^;.…]{{8,400}}"
# "mục tiêu đến năm 2030, …": the goal goes on after its day.
DAY_FIRST = r"(?i:(?:đến|tới|vào|trong|là)\s)+(?i:(?:cuối|hết)\s)?(?i:năm\s)?\d{4},"
# Who may have goals without being named: "Tỉnh phấn đấu …".
GOVERNS = r"(?i)\b(?:tỉnh|thành phố|huyện|thị xã|xã|phường|địa phương|chính quyền|UBND|chính phủ|cả nước|quốc gia|ngành|sở)\b"
WEAK = r"^(?i:hướng tới|quyết tâm|đặt quyết tâm)"
# "tinh thần quyết tâm của tỉnh", "đạt hoặc vượt mục tiêu": nouns and what was done, no promises.
NO_PROMISE_LEFT = (
    r"(?i)(?:vượt|so với|hoàn thành|thực hiện|theo|tinh thần|sự|thể hiện|chương trình|các|những|đạt được)\s*$"
)
NO_PROMISE = r"^(?i:quyết tâm|phấn đấu)\s(?i:của|trong việc|chính trị|cao|và)\b"
# Vague aims that no one can be held to.
VAGUE = r"(?i)^(?:\S+\s){1,4}(?:tốt nhất|cao nhất|hết sức mình|hết mình)"
TITLES = ["body", "lead", "pull_quote", "title"]


def targets(reading: Reading, measurements: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Rows of fact type `targets`: s, start, end, subject, goal, deadline, metric, value, unit, comparator, speaker,
    measurement_id, rule. `measurements` and `statements` are the rows of those fact types, before ids.
    """
    return pl.concat(
        [_figures(reading, measurements), with_speaker(_words(reading, measurements), statements)],
        how="diagonal",
    )


def _figures(reading: Reading, measurements: pl.DataFrame) -> pl.DataFrame:
    """Figures with the status `target` that a promise in words makes: budgets and obligations are no goals."""
    rows = measurements.filter(
        pl.col("status") == "target", pl.col("promised"), pl.col("equivalent_of").is_null(), ~pl.col("kind").is_in(["multiple"])
    )  # fmt: skip
    sentences = reading.sentences.select("s", "version_id", "sentence", "char_start")
    return (
        rows.join(sentences, on="s", how="left", maintain_order="left")
        .with_columns(
            goal=pl.col("sentence")
            .str.slice(0, pl.col("end"))
            .str.extract(r"((?:[^,;.]|\d[,.]\d)*)$")
            .str.strip_chars(),
            deadline="period_end",
            measurement_id=key(
                "version_id",
                pl.lit("measurements"),
                pl.col("char_start") + pl.col("start").cast(pl.Int32),
                pl.col("char_start") + pl.col("end").cast(pl.Int32),
            ),
            rule=pl.lit("target_figure"),
        )
        .select("s", "start", "end", "subject", "goal", "deadline", "metric", "value", "unit", "comparator", "speaker", "measurement_id", "rule")
    )  # fmt: skip


def _words(reading: Reading, measurements: pl.DataFrame) -> pl.DataFrame:
    """A goal told in words: the clause after the promise, where it holds no figure of its own."""
    told = reading.sentences.filter(pl.col("role").is_in(TITLES)).select("s", "a", "sentence")
    rows = find(told.select("s", "sentence"), GOAL, "sentence").join(
        told, on="s", how="left", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.filter(
        ~left.str.contains(NO_PROMISE_LEFT), ~left.str.contains(r"\p{L}$"), ~pl.col("surface").str.contains(NO_PROMISE)
    )  # fmt: skip
    # The first clause ends at a comma outside quote marks.
    clause = (
        pl.col("surface")
        .str.extract(rf"^({PROMISE}(?:\s{DAY_FIRST})?(?:[^,“\"]|[“\"][^”\"]*[”\"])*)")
        .str.strip_chars()
    )
    rows = (
        rows.with_columns(surface=clause)
        .with_columns(
            end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
            goal=pl.col("surface").str.replace(rf"^{PROMISE}\s+(?:(?i:là)\s+)?", ""),
        )
        .filter(pl.col("goal").str.count_matches(" ") >= 2, ~pl.col("goal").str.contains(VAGUE))
    )
    figures = measurements.select("s", figure="start").sort("s", "figure")
    rows = rows.sort("s", "start").join_asof(
        figures, left_on="start", right_on="figure", by="s", strategy="forward", check_sortedness=False
    )
    rows = rows.filter(pl.col("figure").is_null() | (pl.col("figure") >= pl.col("end")))
    dates = (
        reading.dates.filter(pl.col("ends_on").is_not_null())
        .select("s", "ends_on", at="start")
        .sort("s", "at")
    )
    rows = rows.join_asof(
        dates, left_on="start", right_on="at", by="s", strategy="forward", check_sortedness=False
    )
    rows = rows.with_columns(deadline=pl.when(pl.col("at") < pl.col("end")).then("ends_on"))
    rows = rows.filter(~pl.col("surface").str.contains(WEAK) | pl.col("deadline").is_not_null())
    owning = owners(reading)
    before = owning.filter(~pl.col("many")).select("s", "name", until="until").sort("s", "until")
    rows = rows.join_asof(before, left_on="start", right_on="until", by="s", check_sortedness=False)
    rows = rows.join(topics(reading, owning), on="a", how="left", maintain_order="left")
    named = (
        pl.when(pl.col("name") == "@here").then("home").when(pl.col("name") == "@nation").then(pl.lit("Việt Nam")).otherwise("name")
    )  # fmt: skip
    return rows.with_columns(
        subject=pl.coalesce(named, pl.when(pl.col("sentence").str.contains(GOVERNS)).then("topic")),
        rule=pl.lit("target_words"),
    ).select("s", "start", "end", "subject", "goal", "deadline", "rule")
