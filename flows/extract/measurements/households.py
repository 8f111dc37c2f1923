"""What persons have: the pond or field that somebody works, what it earns them, what they are fined."""

from functools import cache

import polars as pl

from flows.extract.measurements.clauses import given
from flows.extract.measurements.owners import BEHIND_PREPOSITION, PUBLIC
from flows.letters import CAPITAL, SMALL
from flows.read import Reading
from flows.read.rules import of_rows, with_common

MEANWHILE = r"(?:\s(?:đã|đang|sẽ|cũng|còn|vừa|mới|hiện|vẫn|lại|bắt đầu|quyết định|mạnh dạn|tiếp tục|quyết tâm|phải|từng|chỉ))*"
ASIDE = r"(?:\s\([^()]*\))?(?:,\s[^,;.:]+,)?"
# Who works land has as much of it: "chị A trồng 2 ha cà phê", "anh B cải tạo 3 ao với diện tích …".
WORKS_LAND = rf"(?i)^{ASIDE}{MEANWHILE}\s(?:trồng|nuôi|canh tác|cải tạo|thuê|mua|sở hữu|mở rộng|khai hoang|chuyển đổi|chuyển|gieo|cấy|thả|sang nhượng|đấu thầu|nhận khoán|thầu|đầu tư|xây|xây dựng|dựng|làm|phá|chặt|có (?:thêm )?(?:vườn|ao|đất|nhà|trang trại|ruộng|rẫy|diện tích|mảnh|thửa|lô|khu|hơn|gần|khoảng|tổng cộng|tới|[0-9]+))(?:\s[^,;:.]*)?\s$"
# … and what it earns or costs: "anh A thu lãi 300 triệu đồng mỗi năm", "chị B đầu tư gần 400 triệu đồng".
EARNS = rf"(?i)^{ASIDE}{MEANWHILE}\s(?:thu nhập|thu về|thu được|thu lãi|thu lợi|thu lời|kiếm được|kiếm lời|đầu tư|bỏ vốn)\s(?:{SMALL}+\s){{0,7}}$|(?i)^{ASIDE}{MEANWHILE}\s(?:thu|lãi|lời)\s(?:(?:được|về|ròng|hơn|gần|khoảng|trên|tới|từ|ít nhất|bình quân|trung bình)\s)*$"
# "ông A, Chủ tịch Hội đồng thành viên, có thu nhập 560 triệu đồng/năm": one, not several in turn.
PAID = rf"(?i)^(?:\s\([^()]*\))?(?:(?:,|\s[–-])\s[^,;.:]{{3,60}}?)?,?{MEANWHILE}\scó\s(?:mức\s|tổng\s|tổng cộng\s|khoản\s)*(?:tiền lương|lương|thu nhập)(?:\s{SMALL}+){{0,6}}\s$"
IN_TURN = r"(?i)\s(?:đều|lần lượt|cùng|như nhau|mỗi người)\s"
LISTED = rf"{CAPITAL}{SMALL}*(?:,|\svà)\s(?:(?i:ông|bà)\s)?$"
EARNED = r"(?i)^\s(?:(?:thu được|thu về|làm ra|kiếm được|đạt|là|ở mức|lên tới|lên đến|còn|hơn|gần|khoảng|trên|tới|từ|bình quân|mỗi năm|mỗi vụ|mỗi tháng|rộng|có diện tích|với diện tích|diện tích)\s)+$"
WHOSE = r"(?i)\s(?:của|mà)\s(?:gia đình\s|hộ\s)?$"
EARNINGS = r"(?i)(?:lợi nhuận|doanh thu|thu nhập|tiền lãi|vườn|trang trại|ao|ruộng|rẫy|trại|diện tích|đất|nhà)[^,;:.]{0,60}$"
# Others between a person and the figure have it as well.
OTHERS = r"(?i)\s(?:các|những|nhiều|mỗi|từng|hộ|người|bà con|nhà nước|công ty|dự án|hợp tác xã|tổ hợp tác|khu vực|ai|chính quyền|UBND|nhưng|thì|mà|nếu|với giá)\s"
# "Ông A, chủ tịch B - tập đoàn đã đầu tư …": what his firm did.
OF_A_FIRM = r"(?i)\s(?:tập đoàn|công ty|hãng|quỹ|đơn vị|doanh nghiệp|ngân hàng)$"
REACH = 120  # characters from a name to the figure
# Those who grow, raise or fish and are told together, what they gain being theirs: "nông dân lời 20 triệu đồng mỗi ha".
GROWERS = r"(?i)(?:^|[,;:.]\s|\s(?:giúp|để|nên|thì|và|mà|cho|khiến|nhưng)\s|(?:mỗi|từng|đầu|cuối|trong|sau) (?:vụ|năm|tháng|ngày)\s)(?:(?:mỗi|các|nhiều|những|một số|hầu hết|đa số|bình quân|trung bình)\s)*(nông dân|chủ ruộng|chủ vườn|nhà vườn|nhà nông|ngư dân|hộ (?:trồng|nuôi)|(?:các |mỗi |nhiều |những |một số )hộ|người trồng|người nuôi)(?:\s[^\s,;:.()0-9]+){0,10}?\s$"
# What they sell, pay or do for others is no gain of theirs.
OF_BUYERS = r"(?i)\s(?:công ty|doanh nghiệp|thương lái|đại lý|nhà máy|hợp tác xã|HTX|trong khi|còn)\s"
LAND, SUMS = ["area"], ["profit", "revenue", "project_investment", "wage"]
FINED = (
    r"(?i)(?:^|\s)(?:xử )?phạt(?:\s(?:hành chính|tiền|vi phạm hành chính|số tiền|mức|tổng cộng|hơn|gần))*\s$"
)
FINED_ON = r"(?i)^\s(?:[^,;.:]{0,60}\s)?đối với\s(?:gia đình\s|hộ\s)?$"


@cache
def growers() -> pl.Expr:
    """Who grows or raises what the figure is gained by, told together: "nông dân", "hộ" (String, null where they are not told)."""
    said = pl.col("segment").str.slice(-110)
    gained = (pl.col("metric") == "profit") & (pl.col("kind") == "level") & (pl.col("dimension") == "money")
    gained &= ~pl.col("subject_kind").is_in(["organization", "person", "project"]).fill_null(False)
    gained &= ~pl.col("gap").str.contains(OF_BUYERS)
    who = pl.when(gained).then(said.str.extract(GROWERS)).str.to_lowercase()
    return pl.when(who.str.contains("(?:^| )hộ(?: |$)")).then(pl.lit("hộ")).otherwise(who)


@of_rows
def with_households(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Gives persons the land that they work, what it earns them and what they are fined: subject, subject_kind; such rows are no
    longer `_open`. Whoever holds a public office has nothing so.
    """
    people = reading.actors.filter(
        pl.col("speaker_kind") == "person",
        ~pl.col("organization").str.contains(PUBLIC).fill_null(False),
        pl.col("s").is_in(rows["s"].unique().implode()),
    )
    if people.is_empty():
        return rows
    named = people.select("s", _person="speaker", _named_at="start", _named_until="end")
    rows = rows.sort("s", "start").join_asof(
        named.sort("s", "_named_until"),
        left_on="start",
        right_on="_named_until",
        by="s",
        check_sortedness=False,
    )
    fined = named.select("s", _fined="_person", _fined_at="_named_at").sort("s", "_fined_at")
    rows = rows.sort("s", "end").join_asof(
        fined, left_on="end", right_on="_fined_at", by="s", strategy="forward", check_sortedness=False
    )
    left = pl.col("sentence").str.slice(0, pl.col("_named_at")).str.slice(-90)
    between = pl.col("sentence").str.slice(
        pl.col("_named_until"), pl.max_horizontal("_named_until", "start") - pl.col("_named_until")
    )
    behind = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("_fined_at", "end") - pl.col("end")
    )
    land = pl.col("metric").is_in(LAND).fill_null(False)
    sums = (pl.col("dimension") == "money") & pl.col("metric").is_in(SUMS).fill_null(True)
    firm = pl.col("sentence").str.slice(0, pl.col("_named_until")).str.contains(OF_A_FIRM)
    near = ~firm & (pl.col("start") - pl.col("_named_until") <= REACH)
    subject = near & ~left.str.contains(BEHIND_PREPOSITION) & ~between.str.contains(OTHERS)
    works = subject & ((land & between.str.contains(WORKS_LAND)) | (sums & between.str.contains(EARNS)))
    earned = left.str.contains(WHOSE) & left.str.contains(EARNINGS) & between.str.contains(EARNED)
    paid = (pl.col("metric") == "wage").fill_null(False) & between.str.contains(PAID)
    paid &= ~between.str.contains(IN_TURN) & ~left.str.contains(LISTED)
    works |= subject & paid
    has = ((works | (earned & (land | sums))) & (pl.col("kind") == "level")).fill_null(False)
    is_fined = (
        (pl.col("unit") == "VND")
        & pl.col("before").str.slice(-60).str.contains(FINED)
        & behind.str.contains(FINED_ON)
    ).fill_null(False)
    person = pl.when(is_fined).then("_fined").when(has).then("_person")
    return rows.pipe(with_common, **given(person, "person")).drop(
        "_person", "_named_at", "_named_until", "_fined", "_fined_at"
    )
