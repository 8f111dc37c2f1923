"""Targets: what was promised, by when; a figure's target is also a measurement."""

import polars as pl

from flows.contracts import key
from flows.extract.measurements.owners import owners, projects_named, topics
from flows.extract.measurements.scope import with_speaker
from flows.read import Reading
from flows.read.letters import LETTER
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap

# What opens a goal in words. "hướng tới" and "quyết tâm" promise only with a day to be held to.
PROMISE = r"(?:(?i:đặt mục tiêu|đặt ra mục tiêu|đề ra mục tiêu|với mục tiêu|phấn đấu|đặt quyết tâm|quyết tâm|hướng tới|hướng đến mục tiêu)|(?i:mục tiêu)(?:\s[^\s,;.()]+){0,5}?\s(?i:là))"
GOAL = rf"{PROMISE}(?:\s+(?i:là|đến khi|để))?\s+[{LETTER}“\"][^;.…]{{8,400}}"
# "mục tiêu đến năm 2030, …": the goal goes on after its day.
DAY_FIRST = r"(?i:(?:đến|tới|vào|trong|là)\s)+(?i:(?:cuối|hết|giữa|đầu)\s)?(?i:năm\s)?[0-9]{4},"
# Who may have goals without being named: "Tỉnh phấn đấu …".
GOVERNS = r"(?i)\b(?:tỉnh|thành phố|huyện|thị xã|xã(?: đã| đang| sẽ| đặt|$)|phường|địa phương|chính quyền|UBND|chính phủ|cả nước|quốc gia|sở)\b"
WEAK = r"^(?i:hướng tới|quyết tâm|đặt quyết tâm)"
# "tinh thần quyết tâm của tỉnh", "đạt hoặc vượt mục tiêu", "mục tiêu mà Bộ hướng tới": nouns and what was done.
NO_PROMISE_LEFT = r"(?i)(?:vượt|so với|hoàn thành|thực hiện|theo|tinh thần|sự|thể hiện|chương trình|các|những|đạt được|mất|không|đã(?:\s\S+){0,2})\s*$|mục tiêu (?:mà|của)\s[^,.;]{0,60}$"
NO_PROMISE = r"^(?i:quyết tâm|phấn đấu)\s(?i:của|trong việc|chính trị|cao|và)\b|nhưng (?:không|chưa) đạt"
# A person's own aim, a team's, or what is shot at: none that the public can hold anybody to.
PERSONAL = r"(?i)(?:^|[\s“\"])(?:tôi|em|mình|con|anh ấy|cô ấy|cô|anh|chị|các bạn|mẹ|bố)(?:\s(?:thường|luôn|đã|đang|cũng|vẫn|còn|sẽ))*\s$"
SPORT = r"(?i)HLV|huấn luyện viên|cầu thủ|trụ hạng|chung kết|bán kết|vòng bảng|lượt (?:đi|về)|trận đấu|tuyển thủ|đội tuyển|vô địch|giành chiến thắng|bất bại|V-League|AFF Cup|(?:^|\s)CLB(?:\s|$)"
SHOT_AT = r"(?i)tên lửa|không kích|tấn công|bắn|phóng đến|nhằm vào|tiêu diệt"
# Vague aims that no one can be held to, and what tells of an aim.
VAGUE = r"(?i)^(?:\S+\s){1,4}(?:tốt nhất|cao nhất|hết sức mình|hết mình)|^(?:của|mà|cụ thể|chung|này|đó|trên|dấu mốc|kỷ niệm|chào mừng|ngày)\s"
# The extent of what is built is no goal ("rộng 12 ha"), nor is the price that a share may reach.
EXTENT = r"(?i)(?:rộng|diện tích|quy mô)(?: \S+){0,2} [0-9.,]+ ?(?:ha|m ?2|héc-ta|km ?2)$|giá mục tiêu"
# "sẽ hoàn thành trước ngày 30/4", "dự kiến thông xe cuối năm": works with a day to be held to.
COMPLETES = r"(?i:sẽ|dự kiến(?: sẽ)?|phải(?: được)?|bảo đảm|đảm bảo|phấn đấu|quyết tâm)\s+(?:[^\s,.;“”]+\s+){0,6}?(?i:hoàn thành|thông xe|khánh thành|(?:đưa\s+(?:[^\s,.;“”]+\s+){0,8}?vào|đi vào)\s(?:khai thác|sử dụng|hoạt động|vận hành))"
LATE = r"^(?i:phải)\s(?i:tới|đến|mất|chờ|đợi)\s"
HOPED = r"(?i)(?:hy vọng|hi vọng|kỳ vọng|mong|nếu)(?:\s\S+){0,4}\s$"
LONGEST = 160  # of the clause with a figure; longer ones are texts that lost their marks
# Between the body and its promise: "UBND tỉnh đang phấn đấu".
GOES_ON = r"^(?:\s\([^()]*\))?\s?,?\s(?:(?i:đã|đang|sẽ|cũng|còn|luôn|tiếp tục|và|cùng|nghiêm túc)\s)*$"
TITLES = ["body", "lead", "pull_quote", "title"]


def targets(
    reading: Reading, measurements: pl.DataFrame, statements: pl.DataFrame, investments: pl.DataFrame
) -> pl.DataFrame:
    """Rows of fact type `targets`: s, start, end, subject, goal, deadline, metric, value, unit, comparator, speaker,
    measurement_id, rule. The other frames are the rows of those fact types, before ids.
    """
    words = _words(reading, measurements)
    completions = without_overlap(_completions(reading, investments), words)
    told = pl.concat([words, completions])
    return pl.concat([_figures(reading, measurements), with_speaker(told, statements)], how="diagonal")


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
            .str.extract(r"((?:[^,;.]|[0-9][,.][0-9])*)$")
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
        .filter(pl.col("goal").str.len_chars() <= LONGEST, ~pl.col("goal").str.contains(EXTENT))
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
        ~left.str.contains(NO_PROMISE_LEFT), ~left.str.contains(rf"{LETTER}$"), ~pl.col("surface").str.contains(NO_PROMISE),
        ~left.str.contains(PERSONAL), ~pl.col("sentence").str.contains(SPORT), ~pl.col("sentence").str.contains(SHOT_AT),
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
    # "Trước năm 2030, Long An phấn đấu có …": the deadline may open the sentence.
    opening = reading.dates.filter(pl.col("start") == 0, pl.col("sense").is_in(["deadline", "until_end"]))
    rows = rows.join(opening.select("s", _opening="ends_on"), on="s", how="left", maintain_order="left")
    to_come = (pl.col("_opening") >= pl.col("anchor_on")).fill_null(True)
    rows = rows.join(reading.articles.select("a", "anchor_on"), on="a", how="left", maintain_order="left")
    rows = rows.with_columns(
        deadline=pl.when(pl.col("at") < pl.col("end")).then("ends_on").when(to_come).then("_opening")
    )
    rows = rows.filter(~pl.col("surface").str.contains(WEAK) | pl.col("deadline").is_not_null())
    rows = rows.with_row_index("_i")
    rows = rows.join(_promising(rows, reading), on="_i", how="left", maintain_order="left")
    owning = owners(reading)
    before = owning.filter(~pl.col("many")).select("s", "name", until="until").sort("s", "until")
    rows = rows.join_asof(before, left_on="start", right_on="until", by="s", check_sortedness=False)
    rows = rows.join(topics(reading, owning), on="a", how="left", maintain_order="left")
    named = (
        pl.when(pl.col("name") == "@here").then("home").when(pl.col("name") == "@nation").then(pl.lit("Việt Nam")).otherwise("name")
    )  # fmt: skip
    teller = pl.concat_str(
        pl.col("sentence").str.slice(0, pl.col("start")), pl.col("surface").str.extract(f"^({PROMISE})")
    )
    governed = pl.when(teller.str.contains(GOVERNS)).then("topic")
    return (
        rows.with_columns(
            subject=pl.coalesce("_body", named, governed),
            rule=pl.lit("target_words"),
        )
        .filter(pl.col("subject").is_not_null() | pl.col("deadline").is_not_null())
        .select("s", "start", "end", "subject", "goal", "deadline", "rule")
    )


@of_rows
def _promising(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """_i and _body: the organisation or place right before the promise, or whose goal it is ("mục tiêu của Tập đoàn A là")."""
    bodies = pl.concat(
        [
            reading.organizations.select("s", _body="organization", at="start", until="end"),
            reading.places.filter(pl.col("level") != "region").select(
                "s", _body="place", at="start", until="end"
            ),
        ]
    )
    met = rows.select("_i", "s", "start", "sentence").join(bodies, on="s")
    between = pl.col("sentence").str.slice(
        pl.col("until"), pl.max_horizontal("start", "until") - pl.col("until")
    )
    ahead = (pl.col("until") <= pl.col("start")) & between.str.contains(GOES_ON)
    after = pl.col("sentence").str.slice(pl.col("start"), pl.max_horizontal("at", "start") - pl.col("start"))
    whose = (pl.col("at") > pl.col("start")) & after.str.contains(
        r"^(?i:mục tiêu)(?:\s\S+){0,2}\s(?i:của)\s$"
    )
    return met.filter(ahead | whose).sort("at").group_by("_i").agg(pl.col("_body").last())


def _completions(reading: Reading, investments: pl.DataFrame) -> pl.DataFrame:
    """Works that are to be done by a day to come; their subject is the project that the sentence names before."""
    told = reading.sentences.filter(pl.col("role").is_in(TITLES)).select("s", "a", "sentence")
    rows = find(
        told.select("s", "sentence"), rf"{COMPLETES}(?:[^,.;“”]|[0-9]\.[0-9]){{0,80}}", "sentence", words=True
    ).join(told, on="s", how="left", maintain_order="left")
    rows = rows.filter(
        ~pl.col("sentence").str.slice(0, pl.col("start")).str.contains(HOPED), ~pl.col("surface").str.contains(LATE)
    )  # fmt: skip
    dates = reading.dates.select("s", deadline="ends_on", at="start", until="end").drop_nulls("deadline")
    rows = (
        rows.join(dates, on="s")
        .filter(pl.col("at") > pl.col("start"), pl.col("until") <= pl.col("end") + 1)
        .sort("s", "start", "at")
        .unique(["s", "start"], keep="first", maintain_order=True)
        .join(reading.articles.select("a", "anchor_on"), on="a")
        .filter((pl.col("deadline") >= pl.col("anchor_on")).fill_null(True))
    )
    named = projects_named(reading, investments).select("s", "_named", "_named_end")
    rows = rows.sort("s", "start").join_asof(
        named, left_on="start", right_on="_named_end", by="s", check_sortedness=False
    )
    act = pl.col("surface").str.extract(f"^({COMPLETES})").str.len_chars()
    end = pl.max_horizontal("until", pl.col("start") + act).cast(pl.UInt32)
    return rows.with_columns(end=end).select(
        "s", "start", "end", "deadline", subject="_named",
        goal=pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")), rule=pl.lit("target_completion"),
    ).select("s", "start", "end", "subject", "goal", "deadline", "rule")  # fmt: skip
