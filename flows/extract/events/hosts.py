"""Who held an event and who came to it (linguistics §12)."""

import polars as pl

from flows.extract.reference_words import late_leaders
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import of_rows

HOLDS = r"(?i:phối hợp tổ chức|đồng tổ chức|tổ chức|tiến hành|cử hành|đồng chủ trì|chủ trì|khai mạc|đăng cai|họp|trao|khởi công|khánh thành|động thổ|công bố)"
# "… được Bộ Y tế tổ chức", "… do Bộ Y tế tổ chức".
HELD_BY = (
    r"^([”\"]?\s(?i:(?:vừa|mới|đã|sẽ|cũng|chính thức)\s)*(?i:được)\s)(?:[^,.;:“”]|, Thể thao){3,90}?\s(?i:tổ chức|đăng cai|chủ trì)",
    r"(?s)^(.*?\s(?i:do)\s)",
)
HOLDS_BEHIND = (
    r"^(?:[^.;:]|[Tt][Pp]\.)*(?:tổ chức|chủ trì|phối hợp|đăng cai|phát động|thực hiện|chủ tọa|họp|đồng chủ)"
)
NO_HOST = r"(?i)\(\s?$|(?:đảng bộ|đảng ủy|chi bộ|công đoàn|đoàn thanh niên|hội cựu chiến binh|hội phụ nữ|của|tại|thuộc|trụ sở|dự|tới|đến|theo|chủ tịch|giám đốc|bí thư|trưởng|phó|thủ tướng|thường trực|chủ nhiệm|đại sứ|ủy viên|đại diện|lãnh đạo|đoàn|đoàn đại biểu|đoàn công tác|đặc phái viên|phóng viên|pv|diễn đàn|hội nghị|hội thảo|tọa đàm|khuôn khổ|năm|thành viên|tiến trình|thành lập|truyền thống|(?:trao đổi|chia sẻ|nói|thông tin|trả lời) với|phỏng vấn|trả lời)\s$|(?:^|[\s(])(?i:ảnh|nguồn)\s?:?[^.,;)]{0,40}$"
# "A - Ngày 3/6, …": the agency whose news it is; "Trung tâm A, nơi tổ chức …": where it was.
NEWS_OF = r"^\s?[-–]\s(?i:sáng|trưa|chiều|tối|ngày|hôm)\s|^,?\snơi\s"
# "Như Báo A đã đưa tin, …": a newspaper that tells of it.
REPORTS = r"^\s(?i:(?:đã|vừa)\s)?(?i:đưa tin|phản ánh|đăng tải|thông tin)[\s,]"
# "Chính phủ chọn tỉnh A tổ chức", "mời B dự": another holds it.
ENTRUSTS = r"^\s(?i:(?:đã|vừa)\s)?(?i:chọn|giao|mời|yêu cầu|đề nghị)\s"
# "Phó trưởng ban Nghi lễ Hội A gióng trống khai mạc …": whose office somebody holds.
OFFICER = (
    r"(?i)(?:^|[\s,(–-])(?:trưởng|phó) (?:ban|phòng|khoa|đoàn|tiểu ban|bộ môn)((?:\s[^\s,.;:()]+){0,4}\s)$"
)
ACTS = r"(?i)\s(?:và|cùng|cho|do|với|được|đã|sẽ|sau|thay|tổ chức|biết)\s"
# "Cục Kỹ thuật CSND": letters that its name goes on with, which make it another body.
NAME_GOES_ON = rf"^\s[A-ZĐ]{{3,}}(?:[\s,.]|$)|^\s(?:đương đại|quốc gia|quốc tế|trung ương|khu vực)\s{CAPITAL}"
# "Chương trình phát triển | Liên hợp quốc": the end of a longer name.
NAME_BEGUN = (
    r"(?i)(?:^|\s)(?:chương trình|quỹ)\s(?:phát triển|môi trường|lương thực|dân số|nhi đồng|tiền tệ)\s$"
)
# "phiên họp thường kỳ Chính phủ": the body that meets.
SESSION_OF = r"^(?i:phiên họp|phiên thảo luận|cuộc họp|kỳ họp|họp báo|đại hội)(?:\s(?i:thường trực|trực tuyến|báo|báo cáo|của|toàn thể|thường kỳ|định kỳ|bất thường|chuyên đề|cuối năm|giữa năm|tổng kết|lần|thứ|[0-9]+|[IVXL]+|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?: \S+)?))*,?\s$"
# "phiên họp kinh tế - xã hội quý III của UBND tỉnh A": whose meeting it is closes its name; not "… về kết luận của Bộ A".
MEETS = r"^(?i:phiên họp|cuộc họp|họp báo|cuộc họp báo)\s(?:thường kỳ|định kỳ|kinh tế|bất thường|trực tuyến|tháng|quý|giữa|chuyên đề|thường trực)(?:\s(?:kinh tế|xã hội|-|thường kỳ|định kỳ|tháng|quý|năm|lần|thứ|[IVX]+(?:/[0-9]+)?|[0-9/]+))*\scủa\s$"
AREA = rf"((?:(?:tỉnh|thành phố|huyện|xã|phường|đặc khu) ){CAPITAL}{LETTER}*(?:(?: - | ){CAPITAL}{LETTER}*){{0,5}})\s*(?:\([^()]*\)\s*)?(?:{SMALL}+\s+){{0,2}}{HOLDS}"
# "Vụ Pháp chế - Bộ Y tế": the ministry whose department it is.
ITS_PARENT = r"(?:^|\s)(?:Vụ|Cục|Chi cục|Phòng|Trung tâm|Viện|Thanh tra|Văn phòng)\s[^;.()]{2,60}?\s?[-–]\s$"
# "… do tỉnh A đăng cai tổ chức", "… do Nhật Bản tổ chức": a land or an area that holds it.
BY_AREA = r"^\s(?i:(?:chủ trì|phối hợp|đồng|là nước)\s?)*(?i:đăng cai|tổ chức|chủ trì)(?:[\s,.;]|$)"
LEVEL = r"^(?i:(?:nước chủ nhà|chủ nhà|nước|tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|đặc khu)\s?)?$"
# "UBND tỉnh A phối hợp với huyện B tổ chức …": the area beside a body.
BESIDE_AREA = rf"(?i:phối hợp|cùng)\s(?i:với\s|cùng\s)?((?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu) {CAPITAL}{LETTER}*(?:(?: - | ){CAPITAL}{LETTER}*){{0,5}})\s"
# "Lãnh đạo UBND tỉnh A và Tập đoàn B đã ký kết …": those who sign do so for their bodies.
SIGNED_FOR = r"(?:^|,\s)(?i:lãnh đạo|đại diện(?: lãnh đạo)?)\s$"
# "Phó Chủ tịch UBND tỉnh Nguyễn Văn A chủ trì": whose office it is, then a name.
OFFICE_OF = rf"(?:(?:Sở|Phòng|Cục|Chi cục|Hội|Giáo hội|Đoàn|Trung tâm|Trường|Liên đoàn|Hiệp hội)\s[^,;]{{2,60}}|UBND|HĐND|(?i:nhân dân|ủy|uỷ|đoàn|đội|chủ tịch|bí thư|giám đốc|công an))\s{AREA}"
# Who came to it, and who led it.
GUESTS = r"^(?i:(?:đến |tới |cùng )?(?:tham )?dự|chủ trì|hội nghị có sự (?:tham|góp)|sự kiện có sự (?:tham|góp)|buổi lễ có sự tham|tham gia|về dự)|(?i:sự (?:tham dự|tham gia|hiện diện|có mặt|chủ trì) của|(?:tham )?dự (?:hội nghị|hội thảo|buổi lễ|lễ|diễn đàn|chương trình|sự kiện|kỳ họp|phiên họp) (?:có|còn có))"
PRESIDES = r"^(?:[^.;:]|[0-9]\.[0-9]|(?:TP|TS|GS|ThS|BS|[QPHT])\.)*(?i:chủ trì|đồng chủ trì|phát biểu|tham dự|tới dự|đến dự|dự)\s"
# "Phó Thủ tướng A, Trưởng ban B, dự và phát biểu tại hội nghị.", "… cũng tham dự buổi lễ.": told after the event, by its noun.
ATTENDS = r"\s(?i:dự|chủ trì|chủ tọa|có mặt|hiện diện)\s(?:(?i:và|,)\s(?:(?i:có|đã)\s)?(?i:phát biểu|chỉ đạo|chủ trì|trao|chứng kiến|điều hành)(?:\s{SMALL}+){0,3}?\s)?(?:(?i:tại|buổi|cuộc)\s){0,2}(?i:lễ khởi công|lễ khánh thành|lễ ký kết|lễ khai mạc|lễ kỷ niệm|lễ công bố|lễ ra mắt|lễ|hội nghị|hội thảo|tọa đàm|toạ đàm|diễn đàn|phiên họp|kỳ họp|họp báo|cuộc họp|họp|đại hội|sự kiện|chương trình|lễ hội|ngày hội|triển lãm|làm việc)(?:\s(?:này|trên))?(?:[.,;]|$)".replace(
    "{SMALL}", SMALL
)
# "Bí thư A có buổi làm việc với …", "… đã tiếp xúc cử tri quận B": who met them.
MEETS_THEM = r"\s(?i:có (?:buổi|cuộc) (?:làm việc|tiếp xúc)|tiếp xúc (?:với )?cử tri)\s"
NOT_THERE = r"(?i)(?:\sđược|\ssẽ|\skhông|\schưa|\smời|\sgiao|\scử|\sthay mặt|\sdự kiến)(?:\s[^,.;]{0,30})?\s$"
# Whom the names of these tell take part in them: "chuyến thăm Lào của Thủ tướng A".
BY_PEOPLE = ["chuyến thăm", "cuộc hội đàm"]
# Of what an article opens with, who speaks in it was there; not of what is told of later, or is to come.
OPENING = 10  # sentences of an article, the headline among them, in which it tells what it reports
TO_COME = r"(?i)(?:trước thềm|sắp|sẽ|tới đây|dự kiến|chuẩn bị(?: cho)?|đề nghị|hướng tới)(?:\s\S+){0,6}\s$"
COMING_OR_OVER = (
    r"(?i)^[”\"]?,?\s(?:sẽ|sắp|dự kiến|vừa kết thúc|vừa bế mạc|vừa qua|tới đây|sắp tới|trước đó)(?:\s|,)"
)
ASKED = r"(?i)(?:phỏng vấn|thưa (?:ông|bà|đồng chí|bộ trưởng|thứ trưởng|đại sứ))|^(?:PV|Phóng viên):"
# "theo lời mời của Chủ tịch A", "được huấn luyện viên B gọi": mentioned there, not come.
OFFICE_BEFORE = r"(?:(?i:ông|bà|đồng chí|anh|chị|HLV|TS|GS|Thủ tướng(?: Chính phủ)?|Tổng thống|Chủ tịch(?: nước| Quốc hội)?|Bộ trưởng|Bí thư|Tổng Bí thư|cố|Phó)\s)*$"
# "gia đình cố Bí thư A", "đường mang tên bà B".
LATE = r"(?i)(?:\scố|\smang tên|\skỷ luật|\sbổ nhiệm)\s(?:[^\s,.;]+\s){0,6}$"
MENTIONED = r"(?i)(?:\scủa|\svề|\stheo|\sđược|\sbị|\sviếng|lễ tang|\smời|\sgửi)\s$"
# "ông A cho rằng ông B …": whom somebody speaks of; "đã mời ông B dự …": whoever is invited is not there yet.
SPOKEN_OF = r"(?i)[\s,](?:cho rằng|cho biết|cho hay|khẳng định|nhấn mạnh|nhận định|đánh giá|đề cập|nhắc (?:đến|tới)|tin rằng|tuyên bố|nói rằng)[\s,:]"
# … who came there all the same: "cho biết Bộ trưởng A đã tham dự hội nghị".
THERE = r"\s(?:(?:tham )?dự|chủ trì|phát biểu|có mặt|góp mặt|tham gia)[\s,.;]"
TELLS = r"\s(?:nói|cho biết|cho hay|khẳng định|nhấn mạnh|cho rằng|chia sẻ|phát biểu)[\s,:]"  # nor is he who speaks himself
INVITED = r"(?i)khách mời|(?:theo|nhận) lời mời"  # who comes
INVITES = r"(?i)(?:^|\s)(?:mời|lời mời)\s(?:[^.;]*\s)?(?:tham\s)?dự\s(?:[^\s,.;]+\s){0,2}[“\"]?$"
# "Tại cuộc gặp Tổng thống A, …", "trả lời phỏng vấn báo B": said elsewhere.
ELSEWHERE = r"(?i)(?:^|[\s,])(?:tại|trong) (?:cuộc|buổi) (?:gặp|tiếp|hội kiến|hội đàm|điện đàm)(?:,|\s(?:với|giữa|song phương|riêng|bên lề|(?-i:[A-ZĐ])))|(?:trao đổi|chia sẻ|trò chuyện|nói|trả lời)\s(?:\S+\s){0,2}?(?:với|phỏng vấn)\s(?:PV|phóng viên|báo|tờ|hãng|VnExpress|Zing)|phỏng vấn (?:PV|phóng viên|báo|của)|qua điện thoại|^(?:trước đó|trong khi đó|cùng ngày|phản ứng|bình luận|trên (?:twitter|facebook|trang|mạng)|trong (?:thông cáo|tuyên bố|bài|thư|một (?:thông cáo|tuyên bố|bài|cuộc phỏng vấn)))[\s,]"
# "gặp Tổng Thư ký A, dự lễ B": whom somebody met elsewhere.
MET = r"(?i)[\s,](?:gặp(?: gỡ)?|tiếp|hội kiến|hội đàm với|tiếp kiến)\s(?:[^\s,.;]+\s){0,9}$"
# "Trước đó, Bộ A cũng đã tổ chức hội thảo B": another time than that of which the article tells.
EARLIER = r"(?i)^(?:trước đó|trước đây|năm (?:ngoái|trước)|tháng trước|tuần trước|hồi|năm [0-9]{4})[\s,]"
PRESENT = r"(?i)(?:chủ trì|tham dự|dự|tham gia|hiện diện|có mặt|chứng kiến|điều hành|góp mặt|phát biểu|trình bày|đồng hành|chỉ đạo|chuyến|bài)(?:\s[^,;]{0,120})?\scủa\s[^,;]{0,80}$"


@of_rows
def hosted(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds hosts: the organisations before the verb that holds the event or after "do"; whose session or press
    conference the name says it is; or a province that acts itself. Whose office somebody holds is no host.
    """
    rows = rows.with_row_index("_i").with_columns(
        _by=pl.coalesce(
            pl.col("sentence").str.slice(pl.col("end")).str.extract(by) for by in HELD_BY
        ).str.len_chars()
        + pl.col("end"),
        _holds=pl.col("left").str.contains(rf"{HOLDS}\s(?:.{{0,24}}\s)?[“\"]?$")
        | (pl.col("token") == "ceremony")
        | (pl.col("noun") == "họp báo").fill_null(False)
        | ((pl.col("noun") == "phiên thảo luận") & (pl.col("rule") == "event_session")).fill_null(False),
        _signs=(pl.col("token") == "ceremony") & (pl.col("event_kind") == "signing").fill_null(False),
    )
    owned = reading.offices.drop_nulls("owner_start").select(
        "s", host_start="owner_start", _office=pl.lit(True)
    )
    named = (
        rows.select("_i", "s", "start", "end", "_by", "_holds", "_signs", "sentence")
        .join(reading.organizations.select("s", "organization", host_start="start", host_end="end"), on="s")
        .join(owned.unique(), on=["s", "host_start"], how="left")
    )
    left = pl.col("sentence").str.slice(0, pl.col("host_start"))
    acting = (
        (pl.col("host_end") <= pl.col("start"))
        & pl.col("_holds")
        & pl.col("_office").is_null()
        & (~left.str.contains(NO_HOST) | (pl.col("_signs") & left.str.contains(SIGNED_FOR)))
        & pl.col("sentence")
        .str.slice(pl.col("host_end"), pl.max_horizontal("start", "host_end") - pl.col("host_end"))
        .str.replace_all(r"\([^()]*\)|(?:^|\s)(?:TP|TX|[QPH])\.", "")
        .str.contains(r"^[^.;:(“”\"]{0,250}[“\"]?$")
    )
    behind = pl.col("sentence").str.slice(pl.col("host_end"), 30)
    officer = left.str.slice(-60).str.extract(OFFICER)
    acting &= officer.is_null() | officer.str.contains(ACTS)
    acting &= ~left.str.contains(ITS_PARENT)
    acting &= ~behind.str.contains(REPORTS) & ~behind.str.contains(ENTRUSTS) & ~behind.str.contains(NEWS_OF)
    within = pl.col("sentence").str.slice(
        pl.col("start"), pl.max_horizontal("host_start", "start") - pl.col("start")
    )
    its_own = (
        (pl.col("host_start") > pl.col("start"))
        & (pl.col("host_end") <= pl.col("end"))
        & (
            within.str.contains(SESSION_OF)
            | ((pl.col("host_end") == pl.col("end")) & within.str.contains(MEETS))
        )
    )
    by = (
        (pl.col("_by") <= pl.col("end") + 60)
        & (pl.col("host_start") >= pl.col("_by"))
        & (pl.col("host_start") < pl.col("_by") + 120)
        # "… do Bộ Y tế tổ chức tại Nhà hát Lớn": what follows the verb is a place.
        & ~pl.col("sentence")
        .str.slice(pl.col("_by"), pl.max_horizontal("host_start", "_by") - pl.col("_by"))
        .str.contains(r"tổ chức\s")
        & pl.col("sentence").str.slice(pl.col("host_end"), 250).str.contains(HOLDS_BEHIND)
    )
    # "phiên họp thường kỳ quý I của UBND thành phố"
    whose = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("host_start", "end") - pl.col("end")
    )
    its_own = its_own | ((pl.col("host_start") > pl.col("end")) & whose.str.contains(r"^\s(?i:của)\s$"))
    cut = behind.str.replace(r"^\sQĐND", "").str.contains(NAME_GOES_ON) | left.str.contains(NAME_BEGUN)
    held = (
        named.with_columns(_own=its_own)
        .filter((acting & ~cut) | (by & ~cut) | its_own)
        .filter(pl.col("_own") | ~pl.col("_own").any().over("_i"))
        .sort("host_start")
        .group_by("_i")
        .agg(hosts=pl.col("organization").unique(maintain_order=True))
    )
    rows = rows.join(held, on="_i", how="left", maintain_order="left")
    rows = rows.join(_by_area(rows, reading), on="_i", how="left", maintain_order="left")
    area = pl.when("_holds", ~pl.col("left").str.contains(OFFICE_OF)).then(pl.col("left").str.extract(AREA))
    held_by = pl.coalesce("_area", area)
    alone = (
        pl.when(held_by.is_not_null()).then(pl.concat_list(held_by)).otherwise(pl.lit([], pl.List(pl.String)))
    )
    beside = pl.when("_holds").then(pl.col("left").str.extract(BESIDE_AREA))
    both = pl.when(beside.is_not_null()).then(pl.concat_list("hosts", beside)).otherwise("hosts")
    return rows.with_columns(hosts=pl.coalesce(both, alone)).drop("_i", "_by", "_holds", "_signs", "_area")


def _by_area(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """_i and _area: the land or area that a name's "do … tổ chức" tells, with the word for its level."""
    by = rows.select("_i", "s", "end", "_by", "sentence").drop_nulls("_by")
    met = by.filter(pl.col("_by") <= pl.col("end") + 60).join(
        reading.places.filter(pl.col("level") != "region").select("s", at="start", until="end"), on="s"
    )
    level = pl.col("sentence").str.slice(pl.col("_by"), pl.max_horizontal("at", "_by") - pl.col("_by"))
    found = met.filter(
        pl.col("at") >= pl.col("_by"),
        level.str.contains(LEVEL),
        pl.col("sentence").str.slice(pl.col("until"), 40).str.contains(BY_AREA),
    )
    whole = pl.col("sentence").str.slice(pl.col("_by"), pl.col("until") - pl.col("_by"))
    shown = whole.str.replace(r"^(?i:nước chủ nhà|chủ nhà|nước)\s", "")
    return found.group_by("_i").agg(_area=shown.first())


@of_rows
def attended(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading, said: pl.DataFrame) -> pl.DataFrame:
    """Adds participants: the guests listed in sentences after the event, else the people who spoke after it where the article
    opens with it: of one that is told of later, or is to come, who speaks in the article need not have been there.
    """
    order = (
        rows.join(reading.articles.select("a", "anchor_on"), on="a", how="left", maintain_order="left")
        .select(
            "a",
            "s",
            "start",
            "left",
            "framed",
            "token",
            earlier=pl.col("left").str.contains(EARLIER),
            right=pl.col("sentence").str.slice(pl.col("end"), 40),
            to_come=(pl.col("starts_on") > pl.col("anchor_on")).fill_null(False),
        )
        .with_row_index("_i")
    )
    # "Trong khuôn khổ chuyến thăm A, … dự hội nghị B": who speaks then does so at the conference.
    order = order.filter(~pl.col("framed")).sort("s")
    opening = told.filter(pl.col("sentence_number") <= OPENING)["s"].implode()
    inviting = pl.col("left").str.replace_all(INVITED, "").str.contains(INVITES)
    invited = rows.filter(inviting)["s"].implode()
    # Who is asked about an event, or speaks of a visit, need not have been there.
    reported = order.filter(
        pl.col("s").is_in(opening),
        ~pl.col("left").str.contains(TO_COME),
        ~pl.col("right").str.contains(COMING_OR_OVER),
        ~pl.col("s").is_in(invited),
        ~pl.col("to_come"),
    ).join(told.filter(pl.col("sentence").str.contains(ASKED)).select("a").unique(), on="a", how="anti")
    near = told.join(rows.select("a").unique(), on="a", how="semi")
    guests = near.filter(
        pl.col("sentence").str.contains(GUESTS) | pl.col("sentence").str.contains(PRESIDES)
    ).select("s", "a", "sentence")
    before = pl.col("sentence").str.slice(0, pl.col("at"))
    rest = pl.col("sentence").str.slice(pl.col("at"))
    present = rest.str.contains(THERE) | rest.str.head(45).str.contains(TELLS)
    listed = (
        reading.people.select("s", "person", at="start")
        .join(guests, on="s")
        .filter(
            ~before.str.contains(LATE),
            ~(before.str.contains(MET) & rest.str.contains(r"^[^.;]*,\s(?:tham\s)?dự\s")),
            ~before.str.contains(SPOKEN_OF) | before.str.contains(PRESENT) | present,
            ~pl.col("s").is_in(invited),
            pl.col("sentence").str.contains(GUESTS) | pl.col("s").is_in(rows["s"].implode()),
            ~before.str.replace(OFFICE_BEFORE, "").str.contains(MENTIONED) | before.str.contains(PRESENT),
        )
    )
    speakers = (
        said.filter(pl.col("speaker_kind") == "person")
        .select("s", person="speaker", at="start")
        .join(told.select("s", "a", "sentence"), on="s")
        .with_columns(away=pl.col("sentence").str.contains(ELSEWHERE))
    )
    attending = _attending(near.filter(~pl.col("s").is_in(invited)), reading)
    found = []
    for people, events in ((listed, order), (speakers, reported), (attending, order)):
        met = people.sort("s", "at").join_asof(
            events.select("a", "_i", "token", "earlier", _s="s").sort("_s"),
            left_on="s",
            right_on="_s",
            by="a",
            check_sortedness=False,
        )
        found.append(
            met.filter(
                pl.col("_i").is_not_null() & ((pl.col("token") != "visit") | (people is listed)),
                (pl.col("s") == pl.col("_s")) | ~(pl.col("earlier") | pl.col("away"))
                if people is speakers
                else pl.lit(True),
            )
            .group_by("_i", maintain_order=True)
            .agg(pl.col("person").unique(maintain_order=True))
        )
    both = found[0].join(found[1], on="_i", how="full", coalesce=True, suffix="_said")
    rows = rows.with_row_index("_i")
    listed_or_said = both.select("_i", participants=pl.coalesce("person", "person_said"))
    came = found[2].select("_i", participants="person")
    shown = pl.concat([_in_the_name(rows, reading), listed_or_said, came])
    each = shown.explode("participants").group_by("_i", maintain_order=True)
    # "Lễ kỷ niệm 45 năm Ngày Bác Hồ về thăm xã A": who is honoured so long after did not come.
    alive = pl.col("participants").filter(~pl.col("participants").is_in(late_leaders()))
    people = _once(each.agg(alive.unique(maintain_order=True)))
    return (
        rows.join(people, on="_i", how="left", maintain_order="left")
        .drop("_i")
        .with_columns(pl.col("participants").fill_null(pl.lit([], pl.List(pl.String))))
    )


@of_rows
def _attending(near: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Rows (s, person, at, a) of the people of whom a sentence tells that they attend "the conference", told before."""
    likely = near.filter(
        pl.col("sentence").str.contains_any(
            [
                "dự ",
                "chủ trì ",
                "chủ tọa ",
                "có mặt ",
                "hiện diện ",
                "uộc làm việc ",
                "uổi làm việc ",
                "iếp xúc ",
            ]
        )
    )
    come = likely.with_columns(
        _verb=pl.col("sentence").str.extract(rf"(?s)^(.*?)(?:{ATTENDS}|{MEETS_THEM})").str.len_chars()
    ).drop_nulls("_verb")
    led = pl.col("sentence").str.slice(0, pl.col("_verb") + 1)
    come = come.filter(~led.str.contains(NOT_THERE)).select("s", "a", "_verb", "sentence")
    before = pl.col("sentence").str.slice(0, pl.col("at")).str.replace(OFFICE_BEFORE, "")
    return (
        reading.people.select("s", "person", at="start")
        .join(come, on="s")
        .filter(pl.col("at") < pl.col("_verb"), ~before.str.contains(MENTIONED), ~before.str.contains(LATE))
        .select("s", "person", "at", "a")
    )


@of_rows
def _in_the_name(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """_i and participants: of visits and talks the people whom their name tells ("chuyến thăm Lào của Thủ tướng A")."""
    by_people = rows.filter(pl.col("noun").is_in(BY_PEOPLE)).select("_i", "s", "name")
    met = by_people.join(reading.people.select("s", "person", at="start"), on="s")
    named = met.filter(pl.col("name").str.contains(pl.col("person"), literal=True)).sort("_i", "at")
    return named.group_by("_i", maintain_order=True).agg(
        participants=pl.col("person").unique(maintain_order=True)
    )


def _once(people: pl.DataFrame) -> pl.DataFrame:
    """Rows (_i, participants) without the shorter of two names of one: "Trần Thị Lan", then "Lan"."""
    each = people.explode("participants").with_row_index("_n")
    pairs = each.join(each.select("_i", longer="participants"), on="_i")
    short = pairs.filter(
        pl.col("longer").str.ends_with(pl.concat_str(pl.lit(" "), pl.col("participants")))
    ).select("_n")
    return (
        each.join(short, on="_n", how="anti").group_by("_i", maintain_order=True).agg(pl.col("participants"))
    )
