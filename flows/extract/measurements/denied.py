"""Figures that an article denies, gives up or takes back are no facts; what it puts in their place is (linguistics §8)."""

import polars as pl

from flows.extract.measurements import codes
from flows.read.rules import of_rows

# What is denied ends with its clause, or where the other side of it is told.
CLAUSE = r"(?:[0-9][.,][0-9]|[^;:.,])*$"
# "không đặt", "chưa hề có chủ trương đặt", "không thể đạt". "không chỉ", "không dưới", "chưa kể" deny nothing: a verb must follow.
NOT = r"(?:^|[\s,“(])(?:không|chưa|chẳng)(?:\s(?:hề|từng|bao giờ|còn|có|được|tiếp tục|muốn|nên|dám|định|chủ trương|kế hoạch|ý định))*\s"
AIMS = r"(?:mục tiêu|chỉ tiêu|kế hoạch|đề xuất|phương án|tham vọng|kịch bản|đề nghị|kiến nghị|tờ trình)"
# No aim is set, or it is dropped: "bỏ mục tiêu", "không phấn đấu đạt … bằng mọi giá", "không chấp thuận đề xuất chi …".
NO_AIM = (
    rf"{NOT}(?:(?:(?:đặt|đề|đưa)(?: ra)?|xác định|theo đuổi|chạy theo|giữ|duy trì)\s(?:[^\s,;]+\s){{0,2}}?(?:mục tiêu|chỉ tiêu|tham vọng|kế hoạch)|phấn đấu|hứa|(?:cam kết|quyết tâm)\s(?:sẽ|đạt|chi|tăng|giảm|thu|đón|nâng))"
    rf"|{NOT}(?:chấp thuận|đồng ý|thông qua|phê duyệt|nhất trí|tán thành|ủng hộ)(?:\s(?:với|cho|để))?\s(?:(?:các|những)\s)?(?:{AIMS}|việc|chi|tăng|giảm|nâng|bổ sung|hỗ trợ|cấp)"
    rf"|{NOT}khuyến khích"
    r"|(?:^|[\s,“(])(?:không|chưa|chẳng)(?: hề)? có (?:chủ trương|ý định|kế hoạch)\s(?:chi|tăng|giảm|nâng|thu|vay|mua|xây|đầu tư|đạt|đón|phát hành|hỗ trợ|hạ)|(?:^|[\s,“(])(?:không|chưa)\s(?:thông qua|quyết định|chốt)\smức"
    rf"|(?:^|[\s,“(])(?:bỏ|từ bỏ|hủy bỏ|huỷ bỏ|hủy|huỷ|gác lại|loại bỏ|xóa bỏ|rút lại|rút|dừng|bác bỏ|bác)(?:\s(?:hẳn|luôn|các|những))?\s{AIMS}"
)
# "không thể đạt tăng trưởng 10%": will not be; a goal that is hard to reach remains one, a bound ("không thể tăng quá 5%") too.
CANNOT = r"(?:^|[\s,“(])((?:(?:không|chưa) (?:thể|có khả năng) (?:đạt|hoàn thành|tăng trưởng|tăng|thu hút|thu|đón|xuất khẩu|huy động)|khó (?:có thể |có khả năng |lòng )?(?:đạt|hoàn thành|thu hút|đón|huy động))(?: được)?"
HARD_OR_BOUND = r"^khó.*\s(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|kịch bản)\s|\s(?:quá|vượt|dưới|hơn)\s"
# "bác tin tỉnh đã chi …", "không có chuyện chi …", "từ chối nhận hỗ trợ …".
RUMOURS = r"(?:tin đồn|tin|thông tin|đồn đoán|cáo buộc|con số|số liệu|nghi vấn|việc|chuyện)"
DENIES = rf"(?:^|[\s,“(])(?:(?:bác bỏ|bác|cải chính)\s(?:[^\s,;]+\s){{0,2}}?{RUMOURS}|phủ nhận)|(?:^|[\s,“(])(?:(?:không|chưa|làm gì)(?: hề)? có (?:chuyện|việc(?: nào)?)\s(?:[^l]|l[^à])\S*|từ chối (?:nhận|chi|hỗ trợ|tài trợ|bồi thường|bảo lãnh|cấp|cho vay))"
UNDENIED = rf"(?:không|chưa|chẳng|khó|khó có|không ai)(?: thể)? (?:bác|phủ nhận)(?:\s{CLAUSE}|$)"  # it is so
# "đưa tin nhầm rằng …", "ghi sai …"
WRONGLY = r"(?:^|[\s,“(])(?:đưa tin|ghi|đăng|viết|in|đưa|nêu|công bố|dẫn|đánh máy)\s(?:nhầm|sai|lộn|không chính xác|chưa chính xác)|(?:^|\s)nhầm(?: lẫn)? thành|(?:sơ suất|lỗi (?:đánh máy|biên tập|kỹ thuật|in ấn|chính tả)|nhầm lẫn)\s?[^.;]{0,150}?\s(?:ghi|đăng|viết|in|đưa|nêu)\s(?:là|thành|rằng)"
OTHER_SIDE = r"\s(?:vụ|trách nhiệm|vì|do|bởi|khi|nếu|dù|mà|nhưng|song|thay vào đó|chỉ|đúng|thực tế|khẳng định|cho biết|để)\s|\s(?:dưới|quá|thấp hơn|ít hơn)\s$"
# "thông tin tỉnh nợ 3.000 tỷ đồng | là bịa đặt": said of the words before it, by what stands behind.
TOLD = r"(?:^tin|(?:^|[\s,“(])(?:tin đồn|thông tin|đồn đoán|cáo buộc|con số|số liệu|nghi vấn|việc|chuyện))\s[^;.]{0,150}$"
REPORT = r"(?:^tin|(?:^|[\s,“(])(?:tin đồn|thông tin|đồn đoán|cáo buộc|con số|số liệu))\s[^;.]{0,150}$"
IS = r"^[^;.]{0,90}?\s(?:là|đều|hoàn toàn)(?:\s(?:là|hoàn toàn|thông tin|tin|tin đồn|một|điều|số liệu|con số|chuyện|sự|đều))*\s"
INVENTED = rf"{IS}(?:sai sự thật|không (?:đúng|phải) sự thật|không có thật|bịa đặt|bịa|xuyên tạc|thất thiệt|vô căn cứ|không có (?:cơ sở|căn cứ)(?:[,.;”]|$))|^[^;.]{{0,60}}?\s(?:đã )?bị(?:\s[^\s,;.]+){{0,6}}?\s(?:bác bỏ|phủ nhận)"
INEXACT = rf"{IS}(?:(?:không|thiếu|chưa) chính xác|sai|giả|nhầm|nhầm lẫn|không đúng)(?:\s?[,.;”]|\s(?:và|với thực tế|thực tế|lệch|theo)|$)"
# "chứ không phải tăng 9%", "không còn 5% như trước", "không hề chi 40 tỷ đồng", "không đạt doanh thu 900 tỷ đồng".
NOT_THIS = r"(?:không|chẳng) (?:phải|còn)(?:\s(?:là|tăng|giảm|đạt|lãi|lỗ|thu|chi|ở mức|mức|con số|hơn|gần|khoảng|chỉ|trên|dưới|tới))*\s$|(?:^|[\s,“(])(?:không(?: hề| bao giờ)?|chưa (?:hề|từng|bao giờ))\s(?:chi|vay|nhận|thu|nợ|bán|mua|cấp|lãi|lỗ|tăng|giảm)(?:\s(?:được|tới|đến|tiền|số|khoản|mức))*\s$|(?:không|chưa) đạt(?: được)?\s(?:mức |tốc độ )?(?:doanh thu|lợi nhuận|tăng trưởng|kim ngạch|sản lượng|thu ngân sách)(?:\s[^\s,;:.]+){0,4}\s$"

# "không tăng thuế giá trị gia tăng lên 12%": what a change would lead to.
NO_CHANGE = r"(?:^|[\s,“(])(?:không|chưa|chẳng)(?: hề)? (?:tăng|giảm|nâng|hạ)\s[^,;:.0-9]{2,50}\s(?:lên|xuống|còn)(?:\s(?:mức|tới|đến|thành|khoảng|gần|hơn))*\s$"
# "chưa thu hút được 500 triệu USD"
NOT_GOT = r"(?:^|[\s,“(])(?:chưa|không)(?:\s(?:thể|kịp))*\s(?:giải ngân|thu hồi|thu hút|huy động|thu|vay|bán|gọi)\s(?:được|nổi)(?:\s(?:khoảng|hơn|gần|trên|tới|đến|đủ|số|vốn))*\s$"
# Sums that are there, but were not done with: "chưa thanh toán 30 tỷ đồng", "640 tỷ đồng vốn đầu tư công chưa giải ngân".
DEALT = r"(?:giải ngân|phân bổ|thanh toán|quyết toán|nộp|thu hồi|thu|chi|thực hiện|huy động|bố trí|cấp)"
UNDONE = rf"(?:^|[\s,“(])(?:chưa|không)(?:\s(?:thể|được|kịp))*\s{DEALT}(?:\s(?:khoảng|hơn|gần|trên|tới|đến|số|tiền|vốn|ngân sách|với|còn lại))*\s$"
UNDONE_BEHIND = rf"^(?:\s[^\s,;.0-9]+){{0,8}}?\s(?:vẫn |còn |hiện )*(?:chưa|không)(?:\s(?:thể|được|kịp))*\s{DEALT}(?: được)?(?:[\s,.;]|$)"
# "nhà thầu nào chậm quá 15% thì thay thế", "phê bình đơn vị nào giải ngân dưới 90%": a condition; nothing is told to be so.
WHICHEVER = r"(?:^|[\s,“(])(?:nhà thầu|chủ đầu tư|đơn vị|địa phương|sở|ngành|cơ quan|xã|phường|huyện|tỉnh|cá nhân|tổ chức|doanh nghiệp|dự án|công trình|nơi)(?:\s[^\s,;:.]+){0,2}?\snào(?:\s(?:[^,;:.”]{0,60}\s)?(?:dưới|chưa đạt|không đạt|thấp hơn|chưa đến)|\s(?:[^,;:.”]{0,60}\s)?(?:chậm|trễ|nợ)(?:\s[^,;:.”]{0,40})?\s(?:quá|trên|hơn|vượt))\s(?:[^\s,;.0-9]+\s){0,2}$"
# "nhà thầu chậm quá 20% khối lượng | sẽ bị chấm dứt hợp đồng", but not "đến nay mới đạt dưới 40%", which is so.
IF_LATE = r"(?:(?:chậm|trễ)(?:\s[^;:.,]{0,60}?)?\s(?:quá|trên|hơn|vượt)|(?:giải ngân|đạt|thấp)(?:\s[^;:.,]{0,60}?)?\sdưới)\s(?:[^\s,;.0-9]+\s){0,2}$"
AS_IT_IS = r"(?:^|[\s,])(?:đã|mới|đến nay|hiện (?:nay|tại|mới|chỉ|đã|vẫn|còn))\s[^;:.]*$|^hiện\s[^;:.]*$"
THEN = r"^[^;:.,”]{0,60}?\s(?:sẽ|thì|phải)\s(?:(?:bị|phải|sẽ|xem xét|kiên quyết|báo cáo|xử lý)\s)*(?:chấm dứt|thay thế|thay|kiểm điểm|phê bình|xử lý|phạt|xử phạt|điều chuyển|thu hồi|cắt|loại|kỷ luật|giải trình)(?:[\s,.;]|$)"
# Every denial holds one of these.
CUES = ["không", "hưa", "hẳng", "bác ", "phủ nhận", "bỏ ", "hủy ", "huỷ ", "rút ", "gác ", "khó ", "từ chối", "cải chính", "dừng ", "nhầm", "sai", "lộn", "là", "bị", " nào ", "quá ", "dưới "]  # fmt: skip


def is_denied(before: pl.Expr) -> pl.Expr:
    """What follows these words of its sentence is denied, given up, out of reach or an error (Boolean)."""
    told = before.str.extract(rf"(?i)(?:{NO_AIM}|{DENIES}|{WRONGLY})(\s{CLAUSE}|$)")
    cannot = before.str.extract(rf"(?i){CANNOT}\s{CLAUSE})")
    return (
        (
            told.is_not_null()
            & ~told.str.contains(rf"(?i){OTHER_SIDE}")
            & ~before.str.contains(rf"(?i){UNDENIED}")
        )
        | (cannot.is_not_null() & ~cannot.str.contains(rf"(?i){HARD_OR_BOUND}|{OTHER_SIDE}"))
    ).fill_null(False)


@of_rows
def _denied(figures: pl.DataFrame) -> pl.DataFrame:
    """Of these figures (before, behind, unit, dimension) those that are denied, given up or taken back."""
    before, behind = pl.col("before"), pl.col("behind")
    late = before.str.slice(-90)
    bounds = pl.col("unit").eq_missing(pl.lit("percent")) | pl.col("dimension").eq_missing(pl.lit("duration"))
    return figures.filter(
        is_denied(before)
        | (before.str.contains(rf"(?i){TOLD}") & behind.str.contains(rf"(?i){INVENTED}"))
        | (before.str.contains(rf"(?i){REPORT}") & behind.str.contains(rf"(?i){INEXACT}"))
        | before.str.slice(-60).str.contains(rf"(?i){NOT_THIS}|{NO_CHANGE}|{NOT_GOT}")
        | (bounds & before.str.slice(-160).str.contains(rf"(?i){WHICHEVER}"))
        | (
            bounds
            & late.str.contains(rf"(?i){IF_LATE}")
            & behind.str.contains(rf"(?i){THEN}")
            & ~late.str.contains(rf"(?i){AS_IT_IS}")
        )
    )


@of_rows
def without_undone(rows: pl.DataFrame) -> pl.DataFrame:
    """What was not paid, spent or collected measures nothing that was: no metric."""
    behind = pl.col("sentence").str.slice(pl.col("end"))
    undone = pl.col("before").str.slice(-80).str.contains(rf"(?i){UNDONE}")
    undone |= behind.str.contains(rf"(?i){UNDONE_BEHIND}")
    undone &= pl.col("metric").is_in(codes.TO_BE_DONE).fill_null(False)
    return rows.with_columns(
        metric=pl.when(~undone).then("metric"), way=pl.when(undone).then(pl.lit("none")).otherwise("way")
    )


@of_rows
def without_denied(rows: pl.DataFrame) -> pl.DataFrame:
    """The figures that nobody denies, and that are not put right (`wrong`, told by corrected.as_corrected)."""
    likely = rows.filter(pl.col("sentence").str.to_lowercase().str.contains_any(CUES)).select(
        "s", "start", "before", "unit", "dimension", behind=pl.col("sentence").str.slice(pl.col("end"))
    )
    return rows.filter(~pl.col("wrong")).join(_denied(likely), on=["s", "start"], how="anti").drop("wrong")
