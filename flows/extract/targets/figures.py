"""Targets that are figures: measurements with the status `target` that somebody promised or owes by a day."""

import polars as pl

from flows.contracts import key
from flows.extract.measurements.goal_lists import MARK
from flows.extract.measurements.status import AT_LEAST, PLEDGED_TOO
from flows.extract.targets.goals import CRIME, MISSED, OF_A_TOWN, SPORT
from flows.extract.targets.whose import BOTH, Whose, who_promises
from flows.letters import SMALL
from flows.read import Reading
from flows.read.rules import of_rows

# The extent of what is built is no goal ("rộng 12 ha"), nor is the price that a share may reach.
EXTENT = r"(?i)có quy mô |(?:rộng|diện tích|quy mô|bình quân)(?: \S+){0,2} [0-9.,]+ ?(?:ha|m ?2|héc-ta|km ?2)$|giá mục tiêu|(?:trị giá|nhu cầu vốn|kinh phí|mức đầu tư)(?: \S+){0,3} [0-9.,]+ ?(?:nghìn |ngàn )?(?:triệu |tỷ |tỉ )?(?:USD|đồng|euro)?$|thông qua [0-9]+ dự án$|dự án [0-9.,]+ ?(?:nghìn |ngàn )?(?:triệu |tỷ |tỉ )?(?:USD|đồng|euro)$"
# "phải đạt 10 tỷ USD": owed, where a day is told; what is needed on the way ("cần tăng 8,3%") is none.
OWED = r"(?i)(?:^|\s)(?:phải|yêu cầu|chỉ đạo)\s[^;.:]{0,60}$"
# "yêu cầu hết quý I giải ngân 15%, …, hết quý III đạt 70%": the next step of what is owed.
NEXT_STEP = r"(?i)(?:^|\s)(?:phải|yêu cầu|chỉ đạo|giao)\s[^;.:]{0,200}[0-9%][^;.:]{0,20}?\s(?:hết|đến|cuối|tới|cả)\s[^,;.:]{2,30}\sđạt(?:\s(?:trên|tối thiểu|ít nhất|khoảng))*\s$"
# "Đến năm 2030, 80% hồ sơ được xử lý trực tuyến": a plan, where the year lies ahead and no cue makes it a forecast.
AHEAD = r"(?:^|[;:.“,]\s?(?:[-–+•]\s?)?)(?i:đến|tới|trước)\s(?i:cuối\s|hết\s)?(?i:năm\s)?20[0-9]{2}[^;]*$"
BY_ITS_END = r"(?i)(?:đến|tới) (?:cuối|hết) năm [^;]*$"
# What is foreseen, needed or lacking is no plan; "cần đạt" is.
NO_PLAN = r"(?i)dự báo|dự kiến|dự tính|ước|sẽ|có thể|kéo dài|bổ sung|bố trí|lãi|nếu|khả năng|phải|cần (?:[^đ]|đ[^ạ])|đã|chênh lệch|hụt|thiếu|nợ"
# "muốn đạt 6,7% thì 6 tháng cuối năm phải đạt 7,4%": what is needed for another goal.
NEEDED = r"(?i)(?:^|[\s,“])(?:muốn|để|nếu)\s[^;.]{0,120}(?:\sthì\s|,)[^;.]*$"
# The same told of a figure that is promised by the words for the goal ("để đạt 6,7%, hai quý còn lại phải tăng 7,4%").
NEEDED_YET = r"(?i)(?:^|[\s,“])(?:muốn|để|nếu|với mục tiêu)\s[^;.]*(?:\sthì\s|,)[^;.,]*\s(?:phải|cần)\s(?:tăng|đạt|có|thu|giải ngân|tăng trưởng)\s[^;.,]*$"
# These promise what follows them; further on in the sentence they tell of something else.
WEAK = r"(?i)(?:quyết tâm|tham vọng (?:chiếm|đạt|đưa|nâng|tăng|vươn)|hứa(?: sẽ)? (?:có|đạt|nộp|tạo|thu)|cố gắng|hướng tới|hướng đến|nhằm đạt)"
STRONG = r"(?i)(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|đề ra)"
# "cao hơn kịch bản (6,2-6,6%)", "mục tiêu (16-17%) và cao hơn bình quân 15%": what a figure is held against is no goal.
BESIDE = r"(?i)(?:mục tiêu|chỉ tiêu|phấn đấu|kế hoạch|đề ra)[^;]*(?:\)|cao hơn|thấp hơn|tăng hơn|trong khi|với (?:nguồn |phần |tổng |số )*(?:vốn|kinh phí|mức đầu tư)|nguyên nhân|,\svì\s|chỉ đạt|mới đạt|đã đạt|\sước đạt|\sước thực hiện|\sđến nay|\snhưng (?:kết quả|thực tế|chỉ|mới|đến nay|chưa|không)\s|\sthay vì\s|,\s(?:[^,;]{2,40}\s)?(?:quyết định|đã điều chỉnh)\s|\schỉ là\s|,\s(?:ông|bà)\s)[^;]*$|(?:mục tiêu|chỉ tiêu) (?:này|đó|trên)\s[^;]*$|giá kế hoạch|mục tiêu [0-9]*[-. ]*quan điểm\s"
# "đã hoàn thành chỉ tiêu 66 tỷ đồng", "từng đặt mục tiêu 40%", "trong mức mục tiêu, lãi suất …": what was a goal, and is met, missed or given up.
OF_OLD = r"(?i)(?:đã|vừa)\s(?:\S+\s){0,2}?(?:hoàn thành|đạt|đạt được|vượt|đáp ứng)\s(?:\S+\s){0,2}?(?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu)\s[^,;]*$|khi vượt (?:mục tiêu|chỉ tiêu|kế hoạch)\s[^,;]*$|mục tiêu ban đầu\s[^;.]*$|(?:không|chưa)(?: (?:thể|cần|phải))? (?:đạt|hoàn thành)(?: được)?(?: mức)? (?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu)\s[^,;]*$|\stừng\s(?:\S+\s){0,3}?(?:mục tiêu|chỉ tiêu|kế hoạch|phấn đấu)\s|(?:một số|các|nhiều) chỉ tiêu (?:\S+ ){0,8}?(?:tăng|giảm|đạt được|có mức)\s[^;]*$|trong (?:mức|ngưỡng|phạm vi) mục tiêu,"
# A clause that says too little of what the figure is of ("100% | gia đình có nước sạch") goes on behind it.
THIN = r"^(?:\S+\s){0,2}$"
REST = r"^(\s(?:[0-9][.,][0-9]|[^,.;:“”()…]){3,90}?)(?:\s[–-]\s|\s(?:nhằm|để|đang|xem ra|hoàn toàn|như|nhưng|vẫn|theo|vào năm|là|thì|nên|mà|do|vì|sẽ|đã|có thể|thay vì|trong khi|ông|bà|và|cùng)\s|[,.;:“”()…]|$)"
# "hơn 90 tỷ đồng | là từ đường thô": of what it is a part stands behind "là".
IS_FROM = r"^\slà\s(?:từ|của|cho)\s"
NO_REST = r"^\s(?:như|vì|là|thì|và|nên|mà|do|theo|nhưng|vẫn|sẽ|đã|có|cùng|để|song|còn|trong khi)(?:\s|$)"
# "Ông A cho biết tỉnh | đặt mục tiêu …": who tells it is no part of the goal.
FRAMED = r"(?i)(?:^|\s)(?:cho biết|cho hay|cho rằng|rằng|nêu|nêu rõ|khẳng định|nhấn mạnh|chia sẻ|nói|nghị quyết|theo|bối cảnh|so với)\s"
OPENED = r"^(.*?\s)(?i:(?:(?:đặt|đề|xác định|đưa)(?: ra)?|với|đạt|giao|thực hiện|hướng tới|nhằm)\s(?:mục tiêu|chỉ tiêu)|mục tiêu|chỉ tiêu|phấn đấu|quyết tâm)\s(?:\S+\s){2,}"
# "chia cổ tức năm 2026 ở mức 16%, trong đó 6% bằng tiền mặt và | 10%": what parts are of stands before them.
PART = r"^\s?(?i:trong đó),?\s(?:(?:có|khoảng|gần|hơn|trên|dưới)\s)*(?:[0-9].*\s(?:và|còn)\s(?:(?:khoảng|gần|hơn|trên|dưới)\s)*)?$"
WITH_WHOLE = rf"((?:[0-9][,.][0-9]|{OF_A_TOWN}|[^,;.:])*[,;]\s(?i:trong đó),?\s(?:[0-9][,.][0-9]|[^,;.:])*)$"
# "sa thải giám đốc và | đưa ra kế hoạch giảm 20% lao động": what was done beside it.
AND_SETS = r"^(.*[\s,]và\s)(?i:(?:đưa|đề|đặt) ra (?:kế hoạch|mục tiêu|chỉ tiêu)|đặt (?:kế hoạch|mục tiêu|chỉ tiêu)|lên kế hoạch)\s"
IN_BRACKETS = r"^[^()]{0,25}\)\s?(?:[–-]\s|,\s)?"  # "(UPCoM: | ABC) - đơn vị …": its colon ends no clause
# "cổ tức năm 2025 bằng tiền mặt": of which year it is, not by when it is paid.
DIVIDEND_OF = r"(?i)cổ tức(?:\s[^\s,;.0-9]+){0,4}?\s(?:năm\s)?20[0-9]{2}[^;.]*$"
AND_TOO = r"^(.*\svà\s)"  # "hứa thông xe cầu A và | nâng thu ngân sách lên …"
# What a body does that promises a figure.
PROMISING = r"((?:đặt|đề|xác định|đưa) (?:ra )?(?:mục tiêu|chỉ tiêu|kế hoạch)|lên kế hoạch|phấn đấu|quyết tâm|cam kết|hứa|hướng tới|phải|yêu cầu)"
WEAK_NEAR = rf"{WEAK}\s(?:[^;.!?:“”\"'‘’]{{0,49}}[^;.!?:“”\"'‘’,\s]\s?)?$"
# "lập kế hoạch thăm hỏi với mức hỗ trợ 5 triệu đồng", "quyết tâm làm tuyến đường trị giá 20 tỷ", "bản thân phải cố gắng 200%".
NOT_AIMED_AT = r"(?i)\s(?:với mức (?:hỗ trợ|thưởng|phạt|chi|trợ cấp|bồi thường)|trị giá)(?:\s(?:là|khoảng|hơn|gần|trên))*\s$|(?:^|\s)bản thân\s[^;.]{0,40}$|\s(?:cố gắng|nỗ lực) hết\s$|\s(?:top|do)\s$|[0-9]\schỉ tiêu\s[^;.]*$"
ADMISSION = r"(?i)xét tuyển|tuyển thẳng|tuyển sinh|thi THPT"  # whose quotas are no goals
# "mục tiêu 5% là quá cao": a goal that is spoken of, and nobody tells of what it is.
SPOKEN_OF = r"(?i)(?:^|\s)mục tiêu(?:\slên)?\s$"
RIGHT_BEHIND = r"^(?:/[^\s,;]+)*,?\s?$"  # "80 triệu đồng/người | vào năm 2026"
MADE_OF = r"^(?i:(?:một số|các|những|trong đó,?|cụ thể,?)\s)*(?i:chỉ tiêu|mục tiêu)\s(?i:cụ thể|chủ yếu|khác|chính|thành phần)(?:\s[^\s,;:.]+){0,8}?(?:\s(?i:là|gồm|như)|:)"
# The clause that a figure ends; the dot of "TP. Đà Nẵng phải …" ends none.
CLAUSE = rf"((?:[0-9][,.][0-9]|{OF_A_TOWN}|[^,;.:])*)$"
LONGEST = 160  # of the clause with a figure; longer ones are texts that lost their marks
COLUMNS = ["s", "start", "end", "subject", "goal", "deadline", "metric", "value", "unit", "comparator", "speaker", "measurement_id", "rule"]  # fmt: skip


@of_rows
def figures(measurements: pl.DataFrame, reading: Reading, whose: Whose) -> pl.DataFrame:
    """Rows of `targets` that are figures, from the rows of measurements: what is promised, or owed by a day to come.
    Whose nobody's the figure is, it is a goal of who promises it.
    """
    rows = measurements.filter(
        pl.col("status") == "target",
        pl.col("equivalent_of").is_null(),
        ~pl.col("kind").is_in(["multiple"]),
        pl.col("promised") | pl.col("period_end").is_not_null() | pl.col("comparator").is_in(["ge", "gt"]),
    )
    sentences = reading.sentences.select("s", "a", "version_id", "sentence", "char_start")
    rows = rows.join(sentences, on="s", how="left", maintain_order="left").join(
        reading.articles.select("a", "anchor_on", "anchor_year"), on="a", how="left", maintain_order="left"
    )
    # Before an item of a list of goals stands the list's heading.
    before = pl.concat_str(
        pl.when("listed").then(pl.lit("mục tiêu: ")).otherwise(pl.lit("")),
        pl.col("sentence").str.slice(0, pl.col("start")).str.replace(rf"^{MARK}", ""),
    )
    to_come = (pl.col("period_end") >= pl.col("anchor_on")).fill_null(True)
    behind = pl.col("sentence").str.slice("end")
    dated = pl.col("period_end").is_not_null() & before.str.contains(f"{OWED}|{NEXT_STEP}")
    at_least = before.str.contains(AT_LEAST)
    owed = ~pl.col("promised") & to_come & (dated | at_least) & ~before.str.contains(NEEDED)
    meant = pl.col("promised") & ~before.str.contains(rf"{BESIDE}|{NEEDED_YET}|{OF_OLD}") & (before.str.contains(STRONG) | before.str.contains(WEAK_NEAR))  # fmt: skip
    later = pl.col("period_end").dt.year() > pl.coalesce(pl.col("anchor_on").dt.year(), "anchor_year")
    # "Đến hết năm 2026, …" in a paper of that year.
    later = later | (to_come & before.str.contains(BY_ITS_END))
    planned = (
        ~pl.col("promised")
        & later.fill_null(False)
        & before.str.contains(AHEAD)
        & ~before.str.contains(NO_PLAN)
    )
    rows = rows.filter(
        meant | owed | planned | before.str.contains(PLEDGED_TOO),
        ~before.str.contains(NOT_AIMED_AT),
        ~behind.str.contains(MISSED),
        ~pl.col("sentence").str.contains(ADMISSION),
        ~before.str.contains(SPOKEN_OF)
        | pl.col("metric").is_not_null()
        | pl.col("period_end").is_not_null()
        | behind.str.contains(rf"^\s{SMALL}{{2}}\S*\s{SMALL}"),
        ~pl.col("sentence").str.contains(f"{SPORT}|{CRIME}"),
    )
    rows = _promising(rows, whose)
    clause = before.str.extract(CLAUSE)
    whole = pl.when(clause.str.contains(PART)).then(before.str.extract(WITH_WHOLE))
    clause = pl.coalesce(pl.when(whole.str.len_chars() < LONGEST - 30).then(whole), clause)
    sets = clause.str.extract(AND_SETS)
    framed = clause.str.extract(OPENED)
    too = clause.str.extract(AND_TOO)
    framed = (
        pl.when(before.str.contains(PLEDGED_TOO))
        .then(too)
        .when(framed.str.contains(FRAMED))
        .then(framed)
        .otherwise(sets)
    )
    of_whole = (pl.col("unit") == "percent") & behind.str.contains(rf"^\s(?:{SMALL}|[A-ZĐ]{{2,6}}\s)")
    return (
        rows.with_columns(
            goal=pl.concat_str(
                clause.str.slice(framed.str.len_chars().fill_null(0)),
                pl.col("sentence").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
                pl.when(clause.str.strip_chars_start().str.contains(THIN) | of_whole)
                .then(
                    pl.when(~behind.str.contains(NO_REST) | behind.str.contains(IS_FROM)).then(
                        behind.str.extract(REST)
                    )
                )
                .fill_null(""),
            )
            .str.strip_chars()
            .str.replace(rf"^{MARK}\s*|{IN_BRACKETS}", ""),
            deadline="period_end",
            subject=pl.coalesce(
                "subject", "_promises", pl.when(before.str.contains(BOTH)).then(pl.lit("Việt Nam"))
            ),
            measurement_id=key(
                "version_id",
                pl.lit("measurements"),
                pl.col("char_start") + pl.col("start").cast(pl.Int32),
                pl.col("char_start") + pl.col("end").cast(pl.Int32),
            ),
            rule=pl.when("promised")
            .then(pl.lit("target_figure"))
            .when(owed)
            .then(pl.lit("target_owed"))
            .otherwise(pl.lit("target_planned")),
        )
        .filter(pl.col("goal").str.len_chars() <= LONGEST, ~pl.col("goal").str.contains(EXTENT))
        .pipe(_closed_by_a_day, reading)
        .pipe(_carried, reading)
        .with_columns(
            deadline=pl.when(~pl.col("sentence").str.slice(0, "start").str.contains(DIVIDEND_OF)).then(
                "deadline"
            )
        )
        .select(COLUMNS)
    )


@of_rows
def _closed_by_a_day(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Goals in a row are due by the day that closes the last of them: "thu ngân sách đạt A, xuất khẩu đạt B vào năm 2026"."""
    days = reading.dates.select("s", at="start", _ends="ends_on").sort("s", "at")
    rows = rows.sort("s", "end").join_asof(
        days, left_on="end", right_on="at", by="s", strategy="forward", check_sortedness=False
    )
    gap = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("at", "end") - pl.col("end"))
    closes = (pl.col("_ends") == pl.col("deadline")) & gap.str.contains(RIGHT_BEHIND)
    due = closes.fill_null(False).any().over("s", "at") & ~gap.str.contains(r"[;:“”]")
    return rows.with_columns(
        deadline=pl.coalesce("deadline", pl.when(due & pl.col("promised")).then("_ends"))
    )


@of_rows
def _carried(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Goals in a row are due by the day that the first of them tells: "doanh thu năm 2026 đạt A, tăng B so với năm 2025; huy động vốn đạt C"."""
    rows = rows.sort("s", "start").join_asof(
        reading.dates.select("s", _told="start", _then="ends_on").sort("s", "_told"),
        left_on="start",
        right_on="_told",
        by="s",
        check_sortedness=False,
    )
    known = pl.col("deadline").is_not_null() & pl.col("promised")
    before = [
        pl.when(known).then(c).forward_fill().over("s").alias(f"_of_{c}")
        for c in ("deadline", "subject", "end")
    ]
    rows = rows.with_columns(before)
    # A day to come between the two is of the later goal, or of another.
    gone = pl.coalesce(
        pl.col("_then") < pl.col("anchor_on"), pl.col("_then").dt.year() < pl.col("anchor_year")
    ).fill_null(False)
    same = (pl.col("_told") < pl.col("_of_end")) | gone
    same &= pl.col("promised") & (pl.col("subject") == pl.col("_of_subject"))
    # "Một số chỉ tiêu cụ thể là: …": what the goal of the sentence before is made of.
    last = [
        pl.when(known).then(c).forward_fill().over("a").alias(f"_last_{c}")
        for c in ("deadline", "subject", "s")
    ]
    rows = rows.with_columns(last)
    of_last = pl.col("sentence").str.contains(MADE_OF) & (pl.col("s") - pl.col("_last_s") <= 2)
    of_last &= pl.col("promised") & (pl.col("subject") == pl.col("_last_subject")) & pl.col("_told").is_null()
    return rows.with_columns(
        deadline=pl.coalesce(
            "deadline",
            pl.when(same.fill_null(False)).then("_of_deadline"),
            pl.when(of_last.fill_null(False)).then("_last_deadline"),
        )
    ).drop(
        "_told",
        "_then",
        "_of_deadline",
        "_of_subject",
        "_of_end",
        "_last_deadline",
        "_last_subject",
        "_last_s",
    )


@of_rows
def _promising(rows: pl.DataFrame, whose: Whose) -> pl.DataFrame:
    """Adds _promises: the body before what promises the figure ("Bộ Công an phấn đấu …"), or that its goal begins with."""
    told = pl.col("sentence").str.slice(0, pl.col("start"))
    ahead, word = (told.str.extract(rf"(?is)^(.*[\s,“(]|){PROMISING}(?:\s|$)", i) for i in (1, 2))
    opened = (
        rows.with_row_index("_i")
        .with_columns(start=ahead.str.len_chars().cast(pl.UInt32))
        .with_columns(after=(pl.col("start") + word.str.len_chars()).cast(pl.UInt32))
        .filter(pl.col("subject").is_null(), pl.col("start").is_not_null())
    )
    named = whose.begun_with(whose.promising(opened.select("_i", "s", "start", "after", "sentence")))
    return (
        rows.with_row_index("_i")
        .join(
            named.select("_i", _promises=pl.coalesce(who_promises(), "_begins")),
            on="_i",
            how="left",
            maintain_order="left",
        )
        .drop("_i")
    )
