"""Goals told in words: the clause after a promise, and what goes on in its list (linguistics §8)."""

import polars as pl

from flows.extract.measurements.denied import is_denied
from flows.extract.measurements.status import BEFORE, BUT_NOW
from flows.extract.projects.words import kinds
from flows.extract.targets.whose import Whose, who_promises, with_pledge
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap

# "học viên khóa này đều có mục tiêu là …": what learners aim at for themselves.
LEARNERS = r"(?i)(?:học viên|sinh viên|thí sinh|các em|bạn trẻ)(?:\s[^\s,;.]+){0,5}\s$"
# What opens a goal in words ("hứa", and no "chứa"). "hướng tới" and "quyết tâm" promise only with a day to be held to.
PROMISE = r"(?:(?i:đặt mục tiêu|đặt ra mục tiêu|đưa ra mục tiêu|xác định mục tiêu|đề ra mục tiêu|nhằm mục tiêu|với mục tiêu|phấn đấu|đặt quyết tâm|quyết tâm|hướng tới|hướng đến mục tiêu|đạt (?:được )?mục tiêu|(?:đặt|đặt ra|đề ra) (?:kế hoạch|chỉ tiêu)|cam kết|(?-u:\b)hứa(?: với (?:toàn thể |các )?(?:cử tri|người dân|nhân dân|bà con|Quốc hội|Chính phủ|cổ đông))?|dự định)|(?i:mục tiêu)(?:\s[^\s,;.()]+){0,10}?\s(?i:là|sẽ|phải|nhằm|bao gồm)|(?i:mục tiêu(?: cụ thể| chung| tổng quát| phấn đấu| đặt ra| đề ra)*\s(?:đến|tới|vào)\s(?:cuối |hết )?(?:năm )?[0-9]{4})|(?i:mục tiêu):|(?i:mục tiêu|chỉ tiêu)\s(?i:đưa|nâng|giảm|kéo giảm|đón|thu hút|giải ngân|xóa))"
# "đưa TP. Nam Bình trở thành …", "TP.HCM phấn đấu …", but "giao thông TP. Trước đó …"
OF_A_TOWN = rf"(?:TP|Tp|TX|TT)\.(?:{CAPITAL}|\s{CAPITAL}(?:{CAPITAL}|{SMALL}+\s{CAPITAL}))"
CLAUSE = rf"(?:[0-9][.,][0-9]|{OF_A_TOWN}|[^;.…])"
# "đặt mục tiêu 3,2 triệu lượt xem": how much, of something that is no metric.
AMOUNT = rf"[0-9]+(?:[.,][0-9]+)*\s{LETTER}"
GOAL = rf"{PROMISE},?(?:\s+(?i:là|đến khi|để))?\s+(?:[{LETTER}“\"]|{AMOUNT}){CLAUSE}{{8,400}}"
# "mục tiêu đến năm 2030, …": the goal goes on after its day.
DAY_FIRST = r"(?i:(?:đến|tới|vào|trong|là|cụ thể|chung|chậm nhất|muộn nhất|trước)\s)+(?i:(?:cuối|hết|giữa|đầu)\s)?(?:(?i:năm\s)?[0-9]{4}|(?i:ngày|tháng|quý)\s[0-9IV][0-9IV/.-]*(?:\s(?i:năm)\s[0-9]{4})?),"
OPENERS = ["ục tiêu", "hấn đấu", "uyết tâm", "ướng tới", "am kết", "ế hoạch", "hỉ tiêu", "ự định", "hứa "]
# These promise only with a day or a figure to be held to.
WEAK = r"^(?i:cam kết|hứa|dự định|(?:mục tiêu|chỉ tiêu) (?:đưa|nâng|giảm|kéo|đón|thu|giải|xóa)|(?:đặt|đặt ra|đề ra) (?:kế hoạch|chỉ tiêu)|hướng tới|đạt (?:được )?mục tiêu|quyết tâm|đặt quyết tâm|(?:với|nhằm) mục tiêu)(?:[\s,]|$)"
# "quyết tâm đưa huyện thành nơi đáng sống": so are those that make something of something.
MAKES = r"^(?i:(?:sẽ\s)?(?:đưa|biến))\s.{2,60}?\s(?:trở\s)?thành\s"
# "Việt Nam có lợi thế về biển, phấn đấu trở thành …": so is what the body that acts before it is to become.
BECOMES = r"^(?i:phấn đấu)\s(?:(?i:sẽ|sớm)\s)?(?i:trở thành|thuộc nhóm|vào nhóm|lọt vào|đứng đầu|đứng trong|nằm trong)\s"
# A goal that is told as such needs no owner.
TOLD_AS_GOAL = r"^(?i:mục tiêu)(?:\s[^\s,;.()]+){0,6}?\s(?i:là)\s(?:\S+\s){3,}"
# "mục tiêu đưa tỉnh vào nhóm đầu": the goal begins with the verb that stands behind its name.
TOWARD = r"^(?i:mục tiêu|chỉ tiêu)\s(?i:đưa|nâng|giảm|kéo giảm|đón|thu hút|giải ngân|xóa)$"
# "cam kết giao đất trong vòng 6 tháng", "dự định mua 40 toa tàu": how much or how soon stands right behind.
HOW_MUCH = r"^(?:[^\s,;]+\s){0,7}?[0-9]+(?:[.,][0-9]+)*\s(?:nghìn|ngàn|triệu|tỷ|tỉ|USD|đồng|lao động|việc làm|căn|km|MW)(?:\s|$)|\strong (?:vòng )?[0-9]+ (?:ngày|tuần|tháng|năm)(?:\s|$)"
# "hứa thông xe cầu A trước Tết Nguyên đán 2026": a day to be held to, which only a lunar calendar tells.
BY_A_FEAST = r"(?i)\strước\s(?:(?:dịp|ngày)\s)?Tết(?:[\s,.]|$)"
PLEDGED = r"\s(?:đã|vừa)\s$"
# "Lãnh đạo tỉnh A hứa": who governs there, though nobody is named.
LED = r"(?i)(?:lãnh đạo|chính quyền)\s(?:tỉnh|thành phố|TP\.?|huyện|xã|phường|quận)\s[^,;.]{2,30}\s(?:(?:đã|cũng|vừa)\s)*$"
# "nước này dự định …": who is named before it.
THIS_BODY = (
    r"(?i)(?:^|\s)(?:nước này|tỉnh|thành phố|huyện|chính phủ|chính quyền)(?:\s(?:đã|sẽ|cũng|đang|vừa))?\s$"
)
OF_A_PERSON = rf"(?i:anh|chị|ông|bà|cô|chú|em)\s(?:{CAPITAL}\S+\s)+$"
# "tinh thần quyết tâm của tỉnh", "đạt hoặc vượt mục tiêu", "mục tiêu mà Bộ hướng tới": nouns and what was done.
NO_PROMISE_LEFT = r"(?i)(?:^nếu|diệt[\"”]?|\snếu|vượt|so với|so|hoàn thành|thực hiện|khó(?: có thể)?|chưa|từng|theo|làm|tiến trình|quá trình|con đường|hành trình|(?:tinh thần|sự)(?:\s\S+)?|ký(?: một)?|giá|vốn|mức|khoản|tổng|(?:sau|trước) khi|ngược|thể hiện|chương trình|các|những|đạt được|mất|không|cùng nhau|tiệm cận|phù hợp|gắn|song song|phải|đối|trái|về|bản|lời|trong|đúng|việc|nên|hiện thực h(?:óa|oá)|phục vụ(?: cho)?|nhắm(?: (?:đến|tới|vào))?|sự(?:\s\S+){1,3} và|không ngừng|(?:khách hàng|đối tượng|thị trường|người tiêu dùng|độc giả)|đã(?:\s\S+){0,2})\s*$|mục tiêu của\s[^,.;]{0,60}$|mục tiêu mà\s[^,.;]{0,60}$"
NO_PROMISE = r"^(?i:mục tiêu)\s(?:được|bị)\s(?:nhắm|tấn công|bắn|không kích)|^(?i:hứa hẹn|mục tiêu (?:đó|này|ấy|ban đầu))\s|^(?i:hướng (?:tới|đến))\s(?:\S+\s)?(?:ngưỡng|kháng cự|vùng giá)\s|^(?i:hướng tới)\s(?:[0-9]|(?i:các|những|đối tượng|khách|người|giới|nhóm|lứa|độc giả|khán giả|ai|nơi)\s)|\s(?:cho thấy|chứng tỏ)\s|^(?i:dự định)\s(?:sẽ\s)?(?:gặp|đi|đến|sang|thăm|kết hôn|cưới|quay|trở|về|ở|ra|mua|nghỉ|bay)\s|^(?i:mục tiêu)\s(?:mà\s)?(?:tôi|em|anh|chị|cô|mình|ông|bà)\s|^(?i:mục tiêu)(?:\s\S+){0,3}?\s(?i:của (?:giá|tỷ giá|chỉ số))\s|^(?i:quyết tâm|phấn đấu)\s(?i:của|trong việc|chính trị|cao|và|vì)\b|nhưng (?:không|chưa) đạt|^(?i:phấn đấu không ngừng|cam kết (?:quốc tế|chính trị|của|trong|với))|^(?i:mục tiêu (?:số|cạnh tranh|nghề nghiệp))|^(?i:mục tiêu)(?:\s\S+){0,5}?\s(?:nghiên cứu|thử nghiệm|khảo sát|bài (?:viết|báo)|cuốn sách|bộ phim|đêm nhạc)(?:\s[^,;.]{0,60})?\s(?:là|nhằm)\s|^(?i:mục tiêu)[^,]*\s(?i:là (?:một )?(?:cơ hội|thách thức|bài toán|điều|vấn đề|rất|khó|hoàn toàn|quá))\s|^(?i:mục tiêu)[^,]{0,30}\scủa (?:tôi|em|mình|anh ấy|anh ta|chị|cô|gia đình)\s|^(?i:mục tiêu)[^,]*\s(?:thì|không phải)\s"
# "hoàn thành mục tiêu mà tỉnh đề ra là …", "các mục tiêu … bao gồm …": what the goal is, whatever was done with it.
SPELLED_OUT = r"^(?i:mục tiêu)(?:\s[^\s,;.()]+){0,8}?\s(?i:(?:đề ra|đặt ra) là|bao gồm)\s"
# A person's own aim, a team's, or what is shot at: none that the public can hold anybody to.
PERSONAL = r"(?i)(?:^|[\s“\"])(?:tôi|em|mình|con|anh ấy|cô ấy|cô|anh|chị|các bạn|mẹ|bố|nữ sinh|nam sinh)(?:\s(?:thường|luôn|đã|đang|cũng|vẫn|còn|sẽ|bắt đầu|lấy|có))*\s$"
SPORT = r"(?i)HLV|mùa giải|giải đấu|Champions League|bảng xếp hạng|đội bóng|Europa League|Barca|bóng đá|chơi bóng|bóng vàng|World Cup|tiền đạo|tiền vệ|hậu vệ|thủ môn|võ sĩ|huấn luyện viên|cầu thủ|trụ hạng|chung kết|bán kết|vòng bảng|lượt (?:đi|về)|trận đấu|tuyển thủ|đội tuyển|vô địch|giành chiến thắng|bất bại|V-League|AFF Cup|Premier League|La Liga|Serie A|chuyển nhượng|(?:^|\s)CLB(?:\s|$)"
SHOT_AT = r"(?i)tên lửa|radar|không kích|tấn công|bắn|phóng đến|nhằm vào|tiêu diệt|phòng thủ"
# "Hai bị cáo lên kế hoạch làm giả sổ đỏ …": a crime, which nobody is held to carry out.
CRIME = r"(?i)(?:bị can|bị cáo|nghi phạm|nghi can|hung thủ|đồng bọn|băng nhóm|tên trộm|tên cướp)(?:\s[^\s.;]+){0,12}?\s(?:kế hoạch|dự định|quyết tâm|mục tiêu)|(?:kế hoạch|dự định|mục tiêu|quyết tâm)\s(?:sẽ\s)?(?:làm giả|lừa|trộm|cướp|chiếm đoạt|giết|sát hại|ám sát|bắt cóc|buôn lậu|tẩu thoát|bỏ trốn|vượt ngục|đánh bom|khủng bố)(?:[\s,.]|$)"
# Vague aims that no one can be held to, and what tells of an aim.
VAGUE = r"(?i)^(?:đưa )?ra\s|^ngay (?:sau|khi|từ)\s|^(?:(?:trong|từ|hết|cuối|đầu|năm|giai đoạn) )+[0-9]{4}(?:\s?[-–]\s?[0-9]{4})?(?: này)?$|^trung thành\s|^(?:từ nay )?(?:đến|tới|vào) (?:năm )?[0-9]{4}$|^(?:\S+\s){1,8}lên (?:hàng đầu|trên hết)$|^(?:\S+\s){1,4}(?:tốt nhất|cao nhất|hết sức mình|hết mình)|^kinh doanh\s|^(?:sẽ )?(?:nỗ lực|cố gắng) |tầm cao mới|không ngừng phát triển|^(?:của|về|mà|cụ thể|chung|này|đó|trên|dịp|lễ|đại hội|(?:năm )?[0-9]{4} (?:và|với)|[0-9]+ (?:ngày|tuần|tháng|quý|năm)|dấu mốc|kỷ niệm|chào mừng|công tác|ngày|và|nhưng|song|theo)\s"
# "cam kết trong quý III hoàn thành …": the time stands before what is promised, as "cam kết trong hiệp định" does not.
IN_TIME = r"^(?i:cam kết|hứa)\s(?i:trong|đến|trước|hết)\s(?:(?i:vòng|khoảng|hết|cuối|đầu|giữa|ngày|tháng|quý|năm|tuần)\s)+[0-9IV]"
# "hứa thông xe cầu A trước ngày 30/4 và nâng thu ngân sách lên 900 tỷ đồng": what is promised behind it has a figure of its own.
AND_ANOTHER = rf"^({PROMISE}[^“”\"]*?[0-9]\S*(?:\s(?i:năm)\s[0-9]{{4}})?)\s(?i:và\s(?:sẽ\s)?(?:nâng|đưa|tăng|giảm|kéo giảm|giải ngân|thu hút|thu))\s[^“”\"]*[0-9]"
# "mục tiêu trên hết là an toàn", "hoàn thành các nhiệm vụ được giao": what is said of any goal, unless a day or a figure
# holds somebody to it.
FOREMOST = r"^(?i:(?:mục tiêu )?(?:cao nhất|hàng đầu|trên hết|tối thượng))\s[^,]{0,30}?(?:là|vẫn là)\s"
BY_THEN = r"(?i)(?:^|\s)(?:trước|chậm nhất)\s"
EMPTY = r"^(?i:(?:phấn đấu|quyết tâm|với mục tiêu|nhằm mục tiêu|để|sẽ|tiếp tục|hoàn thành|thực hiện|triển khai|thắng lợi|thành công|xuất sắc|tốt|toàn diện|hiệu quả|có|đạt|được|vượt|và|mức|cao nhất|các|những|mọi|tất cả) ){2,}(?i:mục tiêu|chỉ tiêu|nhiệm vụ|kế hoạch)(?:\s|,|$)|^(?i:đạt (?:được )?mục tiêu (?:tăng trưởng|phát triển|đề ra|đã|này|đó|trên|thu|chi|xuất khẩu|lợi nhuận|doanh thu))(?:\s|,|$)"
# "phấn đấu đạt các chỉ tiêu sau:": what the goals are stands in the list that it opens.
OPENS_LIST = r"(?i)(?:mục tiêu|chỉ tiêu)(?:\s[^\s,;:]+){0,6}?(?::(?:\s?1)?|\s(?:sau|sau đây|gồm|bao gồm):?)$"
ASKS = r"^(?:\S+\s){0,4}(?:gì|nào|ra sao|như thế nào)\?|\?[”\"]?$"  # "mục tiêu năm nay là gì? - Chúng tôi …"
# "…, con số thực tế đạt 412 tỷ", "nhưng mới đạt 60%": behind the goal it is told as missed.
MISSED = r"^(?:[^;.]{0,60}?[\s,])?(?i:(?:nhưng|song|tuy nhiên),?\s(?:\S+\s){0,5}?(?:(?:chỉ|mới|chưa|không|đã)\s(?:\S+\s)?(?:đạt|hoàn thành|thực hiện được|thành)|lỗ|bị (?:lùi|chậm|hoãn|hủy))|(?:con số thực tế|trên thực tế|thực tế)\s(?:\S+\s){0,3}?(?:đạt|lỗ|chỉ|mới))\s"
# "trung tâm dịch vụ, du lịch và thương mại", "đồng bộ, hiện đại": the rest of a list, up to what ends the clause.
IN_LIST = r"(?:[^\s,“”\"]+\s?){1,5}"
OPENS_NEXT = "đồng thời|góp phần|tạo|từng bước|trong đó|nhằm|phấn đấu|với|theo|đưa|nâng|bảo đảm|đảm bảo|bằng|để|qua đó"  # what a clause opens with that is no item of the list
LIST = rf"^((?:,\s{IN_LIST}){{1,4}}?(?:\svà\s{IN_LIST})?)(?:[.;…]|$|,\s(?:{OPENS_NEXT})\s)"
NO_LIST = rf"(?i)^,\s(?:{OPENS_NEXT}|ông|bà|và|nhưng|song|hoàn thành|giảm|tăng|khắc phục|mở rộng|xây dựng|thực hiện|đạt|trở thành|sớm|chiếm|phát triển|nhất là|đặc biệt|như|gồm|bao gồm|dự kiến|sẽ|không|là|đây|chứ|mà|thì|tiến tới|hướng tới|trước mắt|hàng|mỗi|năm|tháng)(?:\s|$)|\s(?:sẽ|đã|đang|là|cho biết|phải|được|có|cần|không|nói|hoàn thành|đạt|giảm|tăng|gồm)(?:\s|$)|[0-9]"
# "xóa nhà tạm, nhà dột nát cho 3.900 hộ trong năm 2025": the last of a list of things goes on with for how many, or by when; its first word is
# that of a thing told before the comma, or of what is built.
# "hỗ trợ khoa học, công nghệ và đổi mới sáng tạo", "di dời dân ở thôn A, B, C thuộc xã D", "trở thành vùng du lịch lớn, có cảng hiện đại, đời sống cao": the
# rest of a list of nouns or names, and what a land is to have that is to become something.
AND_NOUNS = rf"^(,\s(?:{SMALL}+\s){{1,4}}và\s[^,;.“”\"…]+)"
AND_NAMES = rf"^((?:,\s{CAPITAL}{SMALL}+(?:\s{CAPITAL}{SMALL}+){{0,3}})+(?:(?:\svà|\sthuộc|\sở|\stại)\s[^,;.“”\"…]+)?)(?:[,.;…]|$)"
NAMED = rf"\s{CAPITAL}{SMALL}+$"
LAND, WHICH_HAS = (
    r"(?i)trở thành\s(?:(?:một|là)\s)?(?:nước|quốc gia|tỉnh|thành phố)\s[^,]*$",
    rf"^(,\scó\s[^,.;“”]{{3,60}}?(?:,\s[^,.;“”]{{3,40}}?){{0,2}})(?:[.;…]|$|,?\svà\s(?:phấn đấu|đến|tầm nhìn)\s|,\s(?:{OPENS_NEXT})\s)",
)
COUNTED_LIST = r"^(,\s(?:[^\s,;“”\"0-9]+\s){1,7}?(?i:cho|với|trong|trước|vào|của|đến)\s(?:[^\s,;“”0-9]+\s){0,3}?[0-9](?:[0-9][.,][0-9]|[^,;“”])*)(?:[,;…]|$)"
NO_THING = rf"(?i)^,\s(?:{OPENS_NEXT}|ông|bà)\s|\s(?:sẽ|đã|đang|là|cho biết|phải|được|có|cần|không|nói|hoàn thành|đạt|giảm|tăng|gồm)\s"
AT = rf"^vào\s{CAPITAL}"  # "nhằm mục tiêu vào Trung Quốc": whom it is aimed at
WHO_PROMISES = r"^,?\s(?:[^\s,;.]+\s){1,7}$"
COUNTED = rf"[0-9](?:[.,][0-9]+)*(?:%|\s{SMALL})"
# A figure that is set as a goal in so many words is one, whoever sets it.
SET = r"^(?i:(?:đặt|đặt ra|đề ra|xác định|đưa ra) mục tiêu|phấn đấu)"
# Where a list of goals opens; one that is only pointed to ("hướng tới mục tiêu …; tạo điều kiện …") goes on with other things.
LISTED = r"^(?i:(?:các )?(?:mục tiêu|chỉ tiêu))\s|(?i:mục tiêu|chỉ tiêu)[^;:.]{0,80}:|(?i:phấn đấu)"
# A list of goals: what its semicolons divide, in the list's own words ("; giảm …; Tiêu thụ …").
ITEM = r";\s*(?:[-–+•]|\(?[0-9a-z][.)]|và)?\s*((?:[0-9][.,][0-9]|[^;.…])+)"
NO_ITEM = rf"(?i)^(?:đồng thời|ngoài ra|trong đó|bên cạnh|theo|đã|ông|bà|tuy nhiên|nhưng|qua đó|từ đó|yêu cầu|đề nghị|giao)\b|\s(?:đã|vừa|cho biết|cho rằng|yêu cầu|đề nghị)\s|^(?-i:{CAPITAL}\S+\s{CAPITAL})"


def goals(
    told: pl.DataFrame,
    reading: Reading,
    measurements: pl.DataFrame,
    counted: pl.DataFrame,
    statements: pl.DataFrame,
    whose: Whose,
) -> pl.DataFrame:
    """Goals in words, where their clause holds no measured figure: s, start, end, subject, goal, deadline, rule.

    `told` are sentences (s, a, sentence), `counted` the targets that are figures.
    """
    likely = told.filter(pl.col("sentence").str.contains_any(OPENERS))
    rows = find(likely.select("s", "sentence"), GOAL, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    rows = _without_figures(_promised(rows), counted)
    rows = _held_to(with_pledge(_until(rows, reading), statements), whose)
    items = _items(likely, counted, measurements)
    return pl.concat([rows, without_overlap(items, rows)], how="vertical_relaxed").sort("s", "start")


@of_rows
def _promised(rows: pl.DataFrame) -> pl.DataFrame:
    """The goals of what is promised, each to the end of its first clause: surface, end, goal."""
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    rows = rows.filter(
        ~left.str.contains(NO_PROMISE_LEFT) | pl.col("surface").str.contains(SPELLED_OUT)
        | (pl.col("surface").str.contains(r"^(?i:cam kết)") & left.str.contains(PLEDGED) & _promise_left_out(pl.col("surface")).str.contains(HOW_MUCH))
        | (pl.col("surface").str.contains(r"^(?i:hướng|phấn)") & left.str.contains(r"\sphải\s$")),
        ~is_denied(pl.concat_str(left, pl.col("surface").str.extract(f"^({PROMISE})"))),
        ~left.str.contains(rf"{LETTER}$"), ~pl.col("surface").str.contains(NO_PROMISE) | pl.col("surface").str.contains(IN_TIME),
        ~left.str.contains(f"{PERSONAL}|{LEARNERS}"), ~(pl.col("surface").str.contains(r"^(?i:dự định)") & left.str.contains(OF_A_PERSON)), ~pl.col("sentence").str.contains(SPORT), ~pl.col("sentence").str.contains(f"{SHOT_AT}|{CRIME}"),
    )  # fmt: skip
    # The first clause ends at a comma outside quote marks and figures.
    clause = pl.col("surface").str.extract(
        rf"^({PROMISE},?(?:\s{DAY_FIRST})?(?:[0-9],[0-9]|[“\"][^”\"]*[”\"]|[^,“”\"])*)"
    )
    one = clause.str.extract(AND_ANOTHER, 1)
    behind = pl.col("surface").str.slice(clause.str.len_chars())
    rest = behind.str.extract(LIST)
    # The thing's first word, told before the comma as well: "nhà tạm, nhà dột nát".
    thing = pl.concat_str(pl.lit(" "), behind.str.extract(r"^,\s(\S+)\s"), pl.lit(" "))
    counted = behind.str.extract(COUNTED_LIST)
    things = clause.str.contains(thing, literal=True) | counted.str.contains(rf"^,\s{kinds()}\s")
    counted = pl.when(things & ~clause.str.contains("[0-9]") & ~counted.str.contains(NO_THING)).then(counted)
    told = _promise_left_out(clause.str.strip_chars()).str.count_matches(" ") >= 2
    nouns = behind.str.extract(AND_NOUNS)
    rest = pl.coalesce(pl.when(~e.str.contains(NO_LIST)).then(e) for e in (rest, nouns))
    names = pl.when(clause.str.contains(NAMED)).then(behind.str.extract(AND_NAMES))
    like = pl.when(clause.str.contains(LAND)).then(behind.str.extract(WHICH_HAS))
    rest = pl.coalesce(rest, names, like)
    rest = pl.when(told & one.is_null()).then(pl.coalesce(rest, counted)).fill_null("")
    clause = pl.coalesce(one, clause)
    return (
        rows.with_columns(surface=pl.concat_str(clause.str.strip_chars_end(), rest).str.strip_chars())
        .with_columns(
            end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
            goal=_promise_left_out(pl.col("surface")),
        )
        .filter(
            pl.col("goal").str.count_matches(" ") >= 2,
            ~pl.col("goal").str.contains(rf"{VAGUE}|{AT}") | pl.col("goal").str.contains(f"^{DAY_FIRST}"),
            ~pl.col("goal").str.contains(ASKS),
            ~pl.col("surface").str.contains(OPENS_LIST),
            ~pl.col("sentence").str.slice("end").str.contains(MISSED),
            ~(left.str.contains(BEFORE) & pl.col("sentence").str.slice("end").str.contains(BUT_NOW)),
        )
    )


def _promise_left_out(surface: pl.Expr) -> pl.Expr:
    """The goal without what opens it, which "mục tiêu đưa …" shares a verb with."""
    toward = surface.str.extract(f"^({PROMISE})").str.contains(TOWARD)
    opened = pl.when(toward).then(surface.str.replace(r"^\S+\s\S+\s+", ""))
    return opened.otherwise(surface.str.replace(rf"^{PROMISE},?\s+(?:(?i:là)\s+)?", ""))


@of_rows
def _without_figures(rows: pl.DataFrame, measurements: pl.DataFrame) -> pl.DataFrame:
    """Rows (s, start, end) that hold no measurement."""
    figures = measurements.select("s", figure="start").sort("s", "figure")
    rows = rows.sort("s", "start").join_asof(
        figures, left_on="start", right_on="figure", by="s", strategy="forward", check_sortedness=False
    )
    return rows.filter(pl.col("figure").is_null() | (pl.col("figure") >= pl.col("end"))).drop("figure")


@of_rows
def _until(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds deadline: the first day in the goal, else the one right before it ("đến 2030 đặt mục tiêu"), else one that opens
    the sentence ("Trước năm 2030, Long An …").
    """
    dates = reading.dates.filter(pl.col("ends_on").is_not_null()).select(
        "s", "ends_on", "sense", at="start", until="end"
    )
    rows = rows.sort("s", "start").join_asof(
        dates.drop("sense", "until").sort("s", "at"), left_on="start", right_on="at", by="s", strategy="forward", check_sortedness=False
    )  # fmt: skip
    last = dates.select("s", "until", _last="ends_on").sort("s", "until")
    rows = rows.join_asof(last, left_on="start", right_on="until", by="s", check_sortedness=False)
    opening = dates.filter(pl.col("at") == 0, pl.col("sense").is_in(["deadline", "until_end"]))
    rows = rows.join(opening.select("s", _opening="ends_on"), on="s", how="left", maintain_order="left")
    rows = rows.join(reading.articles.select("a", "anchor_on"), on="a", how="left", maintain_order="left")
    to_come = (pl.col("_opening") >= pl.col("anchor_on")).fill_null(True)
    within = pl.col("at") < pl.col("end")
    # "Năm nay, tỉnh phấn đấu …": the body stands between the day and its promise.
    between = pl.col("sentence").str.slice(
        pl.col("until"), pl.max_horizontal("start", "until") - pl.col("until")
    )
    still = (pl.col("_last") >= pl.col("anchor_on")).fill_null(True)
    # "thành lập năm 2014 với mục tiêu …": the day of another act.
    other = pl.col("surface").str.contains(r"^(?i:với|nhằm|hướng)\s") & ~pl.col("goal").str.contains(COUNTED)
    adjoins = between.str.contains(r"^,?\s?$") & still & ~other
    opens = between.str.contains(WHO_PROMISES) & (pl.col("_last") >= pl.col("anchor_on")).fill_null(False)
    return rows.with_columns(
        deadline=pl.when(within)
        .then("ends_on")
        .when(adjoins | opens)
        .then("_last")
        .when(to_come)
        .then("_opening")
    ).drop("ends_on", "at", "until", "_last", "_opening", "anchor_on")  # fmt: skip


@of_rows
def _held_to(rows: pl.DataFrame, whose: Whose) -> pl.DataFrame:
    """Adds subject; the goals that somebody can be held to: their owner, their day or how much is told."""
    after = pl.col("start") + pl.col("surface").str.extract(f"^({PROMISE},?)").str.len_chars()
    rows = whose.promising(rows.with_row_index("_i").with_columns(after=after))
    rows = whose.acting(whose.governing(whose.with_project(whose.begun_with(rows)), PROMISE))
    pledge = pl.col("surface").str.contains(r"^(?i:cam kết|hứa|dự định)")
    rows = rows.with_columns(
        subject=pl.when(pl.col("surface").str.contains(r"^(?i:mục tiêu (?:\S+ ){0,2}(?:dự án|công trình))"))
        .then(pl.coalesce("_project", "_body"))
        .otherwise(
            pl.coalesce(
                who_promises(),
                "_begins",
                pl.when(pl.col("surface").str.contains(BECOMES)).then("_acts"),
                pl.when(
                    ~pledge | pl.col("sentence").str.slice(0, pl.col("start")).str.contains(THIS_BODY)
                ).then("_owner"),
                pl.when(~pledge & pl.col("goal").str.contains(COUNTED)).then("_before"),
                "_office_of",
            )
        ),
        rule=pl.lit("target_words"),
    )
    counted = pl.col("goal").str.contains(COUNTED) & (
        pl.col("subject").is_not_null() | pl.col("surface").str.contains(SET)
    )
    # Who commits himself is held to a day; a figure beside it may be of anything, and of anybody where nobody is named.
    firm = (
        (pl.col("deadline").is_not_null() & ~(pledge & pl.col("subject").is_null() & pl.col("goal").str.contains(COUNTED)))
        | (counted & ~pledge)
        | (pledge & pl.col("subject").is_not_null() & pl.col("goal").str.contains(f"{HOW_MUCH}|{BY_A_FEAST}"))
    )  # fmt: skip
    told, goal = pl.col("surface"), pl.col("goal")
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    idle = told.str.contains(FOREMOST) | goal.str.contains(FOREMOST)
    idle = (idle & pl.col("deadline").is_null()) | (told.str.contains(EMPTY) & ~goal.str.contains(BY_THEN))
    return rows.filter(
        ~idle | goal.str.contains(COUNTED),
        pl.col("subject").is_not_null() | ~told.str.contains(r"^(?i:dự định)"),
        pl.col("_promiser").is_not_null() | ~told.str.contains(r"^(?i:hứa)") | ahead.str.contains(LED),
        firm
        | pl.col("surface").str.contains(TOLD_AS_GOAL)
        | (
            pl.col("subject").is_not_null()
            & (~pl.col("surface").str.contains(WEAK) | pl.col("goal").str.contains(MAKES))
        ),
    ).select("s", "start", "end", "subject", "goal", "deadline", "rule")


@of_rows
def _items(likely: pl.DataFrame, counted: pl.DataFrame, measurements: pl.DataFrame) -> pl.DataFrame:
    """What stands without a figure in a list of goals with figures: "…; giảm chi phí 15%; thu gom hết rơm rạ"."""
    listed = counted.sort("s", "start").unique("s", keep="first", maintain_order=True)
    opened = likely.join(listed.select("s", "subject", "deadline", first="start"), on="s").filter(
        pl.col("sentence").str.contains(";", literal=True), pl.col("sentence").str.contains(LISTED)
    )
    rows = _list_items(opened)
    return _without_figures(rows, measurements).select(
        "s", "start", "end", "subject", "goal", "deadline", rule=pl.lit("target_listed")
    )


@of_rows
def _list_items(opened: pl.DataFrame) -> pl.DataFrame:
    """The items of lists after their first figure: s, start, end, subject, deadline, goal."""
    rows = find(opened.select("s", "sentence"), ITEM, "sentence").join(
        opened.select("s", "subject", "deadline", "first"), on="s", how="left", maintain_order="left"
    )
    goal = pl.col("surface").str.extract(ITEM)
    offset = pl.col("surface").str.len_chars() - goal.str.len_chars()
    return rows.with_columns(
        goal=goal.str.strip_chars(" ,"), start=(pl.col("start") + offset).cast(pl.UInt32)
    ).filter(
        pl.col("start") > pl.col("first"),
        pl.col("goal").str.count_matches(" ") >= 2,
        pl.col("goal").str.len_chars() <= 160,
        ~pl.col("goal").str.contains(NO_ITEM),
    ).with_columns(end=(pl.col("start") + pl.col("goal").str.len_chars()).cast(pl.UInt32))  # fmt: skip
