"""Whether a figure is done, estimated, forecast, a target or proposed (linguistics §8)."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.budgets import budgets
from flows.extract.measurements.kinds import EXCEEDS_PLAN, THINK, TIME_BEHIND, where_it_began
from flows.extract.measurements.laws import without_will
from flows.extract.measurements.periods import ADDS_UP
from flows.letters import BEGINS, ENDS, LETTER
from flows.read import neighbours
from flows.read.rules import of_rows, with_common

# What plans are of, and what is done with one: "đặt ra kế hoạch kinh doanh", "thông qua kế hoạch lợi nhuận", "có kế hoạch tăng".
OF_PLANS = "xuất khẩu|nhập khẩu|thu ngân sách|doanh thu|lợi nhuận|kinh doanh|lãi|sản xuất|tăng trưởng|sản lượng|cổ tức"
PLANS = r"(?:(?:đặt|đưa|đề) ra|đặt|lên|lập|xây dựng|công bố|thông qua|có)(?: [^ ,;:.]+)? kế hoạch"
# The last cue before the figure in its segment decides; words that stand together are one cue, the stronger one.
STATUS = {
    "proposed": r"theo dự thảo|dự thảo (?:luật|nghị định|nghị quyết|thông tư|quyết định|quy định)|đề nghị|đề xuất|kiến nghị|khuyến nghị|xin|phương án|trình [^,.;]{0,40}xem xét",
    "target": rf"(?:đặt |đề ra |có |với )?mục tiêu(?: là| sẽ)?|chỉ tiêu|phấn đấu(?: sẽ)?|quyết tâm|hướng tới|hướng đến|nhằm đạt|nhằm (?:\S+ ){{0,14}}?(?:nâng|đưa|tăng|giảm)|đề ra|(?:nhất trí|thống nhất)(?: sẽ)? (?:đưa|nâng)|được giao|giao thực hiện|theo kế hoạch|kế hoạch (?:cả )?(?:năm|quý|giai đoạn|20[0-9]{{2}})|kế hoạch (?:{OF_PLANS})|kế hoạch của (?:\S+ ){{1,6}}?là|theo quy hoạch|cần tăng|cần đạt|phải đạt|muốn đạt|để đạt|dự toán|kế hoạch vốn|cam kết (?:đầu tư|tài trợ|hỗ trợ|mua|chi|rót|đóng góp|viện trợ)|cam kết(?: sẽ)|hứa(?: sẽ)?|kịch bản|cố gắng|đặt chỉ tiêu|{PLANS}|(?:đặt |nuôi |giấu |với )tham vọng|tham vọng (?:chiếm|đạt|đưa|nâng|tăng|vươn)(?: lĩnh)?|kỳ vọng(?: sẽ)?",
    "forecast": r"dự kiến(?: sẽ)?|dự chi|dự báo(?: sẽ)?|dự đoán(?: sẽ)?|dự tính|ước tính sẽ|sẽ|có thể (?:sẽ )?(?:đạt|tăng|giảm|lên|nâng|vượt|chạm|cán|lỗ|hụt|thâm hụt|thu về|mang (?:về|lại))|có khả năng|triển vọng|sắp|chuẩn bị",
    "estimate": r"ước đạt|ước tính|ước thực hiện|ước khoảng|ước|sơ bộ",
    "actual": r"đã|ghi nhận|hoàn thành|giải ngân được|giải ngân đạt|thu hút được|tính đến|vượt|lập kỷ lục|hiện có|hiện đạt|hiện nay|hiện còn|mới đạt|chỉ đạt|chỉ chiếm|chỉ có|chỉ được|mới chỉ|mới (?:[^ ,;]+ ){1,2}được|chưa đạt|thực hiện được|cấp giấy chứng nhận|cấp phép|chấp thuận|vừa|từng",
}
# "vượt mục tiêu", "đạt xấp xỉ chỉ tiêu": done, although a target is named.
NO_TARGET = r"(?i)(?:chương trình mục tiêu|(?:đa|nhắm) mục tiêu|khi xây dựng kế hoạch|mục tiêu (?:\S+ ){0,3}?của (?:giá|tỷ giá|chỉ số)|chỉ tiêu (?:thụ|tốn|xài|hao|hết (?:[0-9]|khoảng|hơn|gần|chừng|số|tiền|toàn|cả))|% (?:số )?chỉ tiêu|đã phấn đấu|(?:vượt|đáp ứng|hoàn thành|(?:đã|mới) thực hiện|so với|so|đạt được|(?:không|chưa) đạt|hiện thực hóa|xấp xỉ|cao hơn|thấp hơn|(?-i:bằng)|gấp) (?:\S+ ){0,3}?(?:mục tiêu|chỉ tiêu|kế hoạch|kịch bản|dự toán)(?: \S+ đề ra| đề ra)?)"
# "đạt 104% kế hoạch lợi nhuận đã đề ra": done, and so is what follows.
OF_SET_PLAN = r"(?i)%(?: so với| của)? (?:kế hoạch|mục tiêu|chỉ tiêu|dự toán)(?: (?:lợi nhuận|doanh thu|năm|cả năm))*(?: (?:đã|được))* (?:đề ra|đặt ra|giao)"
# "Chỉ tiêu xuất khẩu vượt kế hoạch": what was reached.
ABOVE_PLAN = r"chỉ tiêu(?: [^\s,;:.]+){1,4} (?:đã |đều )?(?:vượt|hoàn thành|đạt) (?:mức )?(?:kế hoạch|mục tiêu|dự toán)"
# "chỉ tiêu sử dụng đất", "trong 30 chỉ tiêu", "các chỉ tiêu nợ", "quyết toán với các chỉ tiêu": what is measured; "bổ sung có mục tiêu": money for a purpose.
NO_GOAL = (
    rf"(?i){ABOVE_PLAN}|"
    r"quyết toán(?: [^\s,;:]+){0,8}? chỉ tiêu|trong (?:\S+ ){0,3}?[0-9]+ chỉ tiêu|chỉ tiêu (?:sử dụng đất|quy hoạch|kiến trúc|nợ|an toàn nợ)|(?:bổ sung|hỗ trợ)(?: [^\s,;]+){0,3}? có mục tiêu"
)
# "đặt kế hoạch doanh thu": one cue, that of who plans.
A_PLAN_OF = rf"(?i)({PLANS}) (?:{OF_PLANS})"
# "để đạt và vượt mục tiêu", "kỳ vọng đạt được mục tiêu": not reached yet; "mức 10% hiện nay": of the figure before.
TO_BE_REACHED = r"(?i)(?:(?:^|[ “])(?:để|muốn|nhằm|kỳ vọng|mong|khó|khó có thể|có thể|quyết tâm|tự tin|phấn đấu|hướng tới|sẽ|phải|cần|nỗ lực)(?: [^\s,;:.]+){0,6}?) (?:hoàn thành|đạt|thực hiện)(?: được)?(?: và vượt)?(?: được)? (?:các )?((?:mục tiêu|chỉ tiêu) )"
AS_IT_IS_NOW = r"(?i)([0-9]\s?(?:%|tỷ đồng|tỉ đồng|triệu đồng|triệu USD|tỷ USD)) hiện (?:nay|tại|hành)"
# One of several ways that things may go is no goal: "theo kịch bản xấu nhất".
SCENARIO = r"(?i)kịch bản (?:xấu|tệ|kém|bi quan|lạc quan|tích cực|tiêu cực|thận trọng|khả quan|thuận lợi|bất lợi|cơ sở|cơ bản|trung bình|thấp|cao)(?: nhất| hơn)?"
NEW_YEAR = r"(?i)năm mới"  # "mới đạt" is another thing
# Treaties and wishes estimate nothing; "để chuẩn bị thi công" tells what is done for.
NO_ESTIMATE = rf"(?i){BEGINS}(?:công|hiệp|quy|giao|khế|mong|điều) ước|{BEGINS}ước (?:mơ|muốn|vọng|nguyện|ao|mong)|{BEGINS}(?:để|công tác) chuẩn bị|{BEGINS}(?:tỷ lệ|tỉ lệ) dự đoán|(?:trái|ngược)(?: lại)? với [^,;.]{{0,30}}dự đoán"
# A fine that the law sets is as it is, however much it may be: "mức phạt có thể lên đến 100 triệu đồng".
FINES = r"(?i)(phạt[^,;.]{0,30}) có thể"
# "đạt 57% kế hoạch năm", "vốn kế hoạch năm 2017": what a plan is a part of is no plan.
OF_A_PLAN = rf"(?i)%(?: (?:so với|của|tổng))* (?:dự toán|chỉ tiêu|kế hoạch vốn)(?: năm| giao| được giao)*|(?:%(?: (?:so với|của|tổng))*|vốn|thuộc|giao|về|của|trong|thực hiện|triển khai|vượt|đạt|xong|kết thúc|so với) kế hoạch (?:cả )?(?:năm|quý|giai đoạn|20[0-9]{{2}}|{OF_PLANS})"
# "không phải 9% như dự kiến, GRDP tăng 9,6%": what was once foreseen says nothing of the clause that follows.
AS_FORESEEN = r"(?i)(?:như|khác|vượt|trái|cao hơn|thấp hơn|tốt hơn|so với|theo đúng|hơn) (?:\S+ )?(?:dự kiến|dự báo|dự tính|dự đoán|kỳ vọng|đề xuất|kế hoạch|mục tiêu)(?: ban đầu| trước đó| trước đây)?\s?,"
# "yêu cầu giữ lạm phát dưới 4%", "không để lỗ quá 5.000 tỷ đồng": what is ordered is still to be done.
# "vàng giao tháng 8 giữ ở mức …" orders nothing, nor does "vốn giao đã hoàn thành 80%".
DELIVERED = r"(?i)giao (?:tháng|ngay|kỳ hạn|dịch|sau|năm|tranh|thông|thương|lưu|đấu|hữu|tiếp|diện)|(?:yêu cầu|giao)(?: [^\s,;]+){0,6}? đã\s"
ORDERED = r"(?i)(?:yêu cầu|chỉ đạo|giao|quán triệt)(?: [^\s,;]+){0,9}? (?:giữ|kiểm soát|kiềm chế|kìm|ghìm|duy trì|bảo đảm|đảm bảo|không để|không được|phấn đấu|phải|hạ|đưa|nâng|giải ngân|tiết kiệm)(?: [^\s,;.%]+){0,9}?\s*$|(?:yêu cầu|giao)(?: [^\s,;]+){1,9}? (?:hoàn thành|hoàn tất)(?: [^\s,;.%]+){0,4}?\s*$|(?:yêu cầu|chỉ đạo)(?: [^\s,;]+){0,6}? (?:cắt giảm|giảm)(?: [^\s,;.%]+){1,9}?\s*$|yêu cầu(?: (?:ít nhất|tối thiểu|có|đạt|trên))*\s*$"
# "yêu cầu các sở, ngành cắt giảm tối thiểu 30%": those who are told to stand between, with commas.
ORDERED_TO_CUT = r"(?i)(?:yêu cầu|chỉ đạo)\s[^;.:“”0-9]{2,120}?\s(?:cắt giảm|giảm|rút ngắn|tiết kiệm)(?:\s[^\s,;.%0-9]+){0,5}?\s*$"
# "1.100 kiến nghị", "kiến nghị của cử tri": things, not acts.
NO_PROPOSAL = r"(?i)(?:[0-9]\s|các |những |nhiều |số )(?:kiến nghị|đề nghị|đề xuất|phương án)|(?:kiến nghị|đề xuất|đề nghị) (?:của|này|trên|đã được)|(?:hồ sơ|thời điểm|giấy|đơn) (?:đề nghị|xin|đề xuất)|giá bán(?: lẻ)? (?:đề xuất|đề nghị)|xin (?:ý kiến|lỗi|đính chính|sửa|nghỉ|thôi việc|việc làm|hoàn thuế|phá sản|chữ ký)|đề nghị truy tố|(?:chọn|tán thành|bỏ phiếu cho) phương án|phương án (?:xử lý|giải quyết|tháo gỡ|sử dụng|đàm phán)"
# "thay vì 8% như kế hoạch": what did not come about is still what was planned, foreseen or proposed.
IN_PLACE = r"(?i)thay vì(?:\s(?:mức|khoảng|hơn|gần|trên|tăng|đạt|giảm|con số))*\s$"
AS_PLANNED = {
    "target": r"(?i)^[^,;.]{0,25}?\s(?:như|theo)\s(?:kế hoạch|mục tiêu|chỉ tiêu|kịch bản)",
    "forecast": r"(?i)^[^,;.]{0,25}?\s(?:như|theo)\s(?:dự kiến|dự báo|dự tính)",
    "proposed": r"(?i)^[^,;.]{0,25}?\s(?:như|theo)\s(?:đề xuất|đề nghị|phương án)",
}
GOAL_NOUN = r"(?i)(?:mục tiêu|chỉ tiêu|kịch bản|kế hoạch|dự toán)"
# "nếu không tăng giá, A lỗ 90 tỷ đồng", "giả sử GDP tăng 10%": what would come about, and where. "nếu không tính …" only leaves out,
# "nếu so với …" compares, "nếu như năm 2015 là 43% thì nay …" sets facts side by side, "nếu gửi 12 tháng" is a condition of who deals.
SUPPOSED = (
    r"(?i)^.*(?:^|[\s,“(])(?:nếu|giả sử|giả định|giả thiết|trong trường hợp)(?: như| rằng| mà)?(\s[^;]*)$"
)
ONLY_SEEN = r"(?i)^\s(?:chỉ |không |chưa )?(?:so|tính|kể|xét|nhìn|bao gồm|gồm|quy|cộng|trừ|loại|chia|lấy|đem|gộp|cùng (?:trừ|tính|so)|biết|vậy|thế|này|đó|trên|nêu|còn|trả|theo|căn cứ|nói|vi phạm|mua|bán|gửi|vay|thuê|quá|chậm|bị phạt|thời|lúc|vào|trước|năm|quý|tháng|ngày|đầu|cuối|cùng kỳ|hồi|buổi|sáng|chiều|giai đoạn|cách|được điều chỉnh|một|ai|bạn|khách|người|hộ|học sinh|sinh viên|thí sinh|cá nhân|tổ chức|doanh nghiệp (?:nộp|chậm|vi phạm))(?:\s|$)|^\scó\)"
# What is told of another time, or as it is, behind it.
BUT_IN_FACT = r"(?i)[,(]\s(?:trong khi|thực tế|hiện|nhưng|song|còn|so với|cùng kỳ|trước đó|tuy nhiên|mặc dù|dù)\s|\sso với(?:\s[^\s,;]+){0,4}\s$"
# "nếu giá xăng tăng 10%", "nếu mức thuế 46% được áp dụng": of laws and markets only what the condition itself tells is supposed.
IF_CHANGED = r"(?i)^[^,]*\s(?:tăng|giảm|lên|xuống|áp|áp thuế|áp dụng|tới|đến)(?:\s(?:thêm|mức|thuế|hơn|khoảng|trên|gần|lên|xuống|tới|đến|thuế suất|từ|về))*\s$"
IF_APPLIED = r"(?i)^[^,;.]{0,30}?\s(?:được|bị|có hiệu lực|áp dụng)\s"
# "hứa sẽ", "dự kiến sẽ": one cue, that of the first word.
WITH_WILL = r"(?i)(hứa|phấn đấu|cam kết|mục tiêu(?: là)?(?:(?: (?:đến|tới|vào|trong))?(?: cuối| hết)? năm [0-9]{4},)?(?: [^\s,;:]+){0,8}|kỳ vọng(?: [^\s,;:]+){0,6}?|cố gắng|quyết tâm|theo kế hoạch(?:,?(?: [^\s,;]+){0,6})?) (?:sẽ|có thể)"
# "sau khi hoàn thành": a day to come, nothing done.
ONCE_DONE = r"(?i)(?:(?:ngay )?(?:sau )?khi|đến khi)(?: [^\s,;]+){0,4}? (?:hoàn thành|hoàn tất|đi vào|được cấp|được phê duyệt)"
# "đề nghị rà soát 3 dự án", "xin giữ nguyên khu đất 2.000 m2": what is there already is not what is asked for.
THERE_ALREADY = r"(?i)(?:đề nghị|đề xuất|kiến nghị|xin)\s(?:[^\s;]+\s){0,12}?(?:rà soát|kiểm tra|thanh tra|xử lý|giữ nguyên|tháo gỡ|đối với|liên quan|kiểm điểm|điều hành|quản lý|khoanh|lùi|giãn|dừng|chấm dứt)\s"
BRACKETED = r"\([^()]{0,60}$"
# "Bộ Y tế được giao 3.000 tỷ đồng vốn đầu tư công": a plan, not yet spent.
ALLOTTED = r"(?i)(?:giao|phân bổ|bố trí)(?:\s[^\s,;]+){0,4}\s*$"
GIVEN_OUT = (
    r"(?i)(?:đã|mới)\s(?:giao|phân bổ|bố trí)|(?:giao|phân bổ|bố trí)\sđược"  # "vốn đã giao", "mới giao được"
)
# "thông qua phương án", "phê duyệt đề xuất": no longer proposed.
SETTLED = r"(?i)(?:thông qua|phê duyệt|duyệt|chấp thuận|thực hiện|thống nhất|đồng ý(?: với)?) (?:các |những )?(?:phương án|đề xuất|đề nghị|kiến nghị)"
# "sẽ khởi công", "sẽ đầu tư": of what is planned to be built the figure is a plan's.
TO_BUILD = r"(?i)sẽ(?: (?:được|tiếp tục|sớm|cùng|dành|bố trí))*(?: [^\s,;]+){0,2}? (?:khởi công|đầu tư|xây dựng|xây|triển khai|mở rộng|nâng cấp|cải tạo|thực hiện)(?:[^a-zà-ỹ]|$)"
# "phấn đấu … 12% vào năm 2026, năm 2024 là 22%": the goal is of a year to come, its clause of one that is over.
BEHIND_GOAL = r"(?i)năm ([12][0-9]{3})[^,;(]*(?:[,;]\s|\s\()(?:(?:còn|riêng|trong|hiện|khi|trong khi)\s)*năm ([12][0-9]{3})\s(?:[^ ,;:]+ ){0,6}(?:là|đạt|chỉ|còn|ở mức|có)(?: [^ ,;:]+){0,2}\s*$"
# A clause of its own time or its own verb of reaching is no item of the list before it.
OF_ITS_OWN = (
    r"(?i)(?:^|\s)(?:đạt|đã|hiện|năm [12][0-9]{3}|cùng kỳ|so với|trước đó|xử phạt|phát hiện|khởi tố)(?:\s|$)"
)
# "quyết tâm hoàn thành", "phấn đấu thực hiện": not done yet.
TO_BE_DONE = r"(?i)(quyết tâm|phấn đấu|mục tiêu|sẽ|cần|phải|dự kiến|cố gắng)((?: [^\s,;.]+){0,4}?) (?:hoàn thành|thực hiện được|vượt|chỉ (?:đạt|có|còn|được|chiếm)|giải ngân được|thu hút được|giải ngân đạt)"
# The figure is the goal itself: "so với mục tiêu 10 tỷ USD", "kịch bản … (6,2-6,6%)".
IS_GOAL = GOAL_NOUN + r"(?:\s+(?:là|đạt|khoảng|trên|hơn|tăng trưởng|tăng|thu hút|giải ngân|đón))*\s*$"
OF_GOAL = r"(?i)(?:so với|so|vượt|hoàn thành|(?-i:bằng)|đạt|về đích|hụt) (?:mục tiêu|chỉ tiêu|kế hoạch|dự toán)(?: (?:doanh thu|lợi nhuận|lãi|thu|chi|tăng trưởng|xuất khẩu|sản lượng|giải ngân|năm|cả năm|sau thuế|trước thuế|ngân sách|nhà nước|thuần|ròng|lạm phát|GDP|GRDP|bình quân|kim ngạch))*\s*$"
# "cao hơn so với mục tiêu lạm phát bình quân 4%"
OF_GROWTH_GOAL = r"(?i)so với (?:mục tiêu|chỉ tiêu|kế hoạch) (?:tăng trưởng|lạm phát|GDP|GRDP|tăng)(?: [^\s,;.()0-9]+){0,3}\s*$"
IN_BRACKETS = GOAL_NOUN + r"[^;.()%]{0,50}\(\s*$"
A_YEAR_AGO = r"(?i)(?:cùng kỳ(?: năm (?:trước|ngoái|[12][0-9]{3}))?|(?:bình quân|trung bình|mặt bằng)[^,;.()0-9]{0,20}|cả nước|toàn quốc)\s?\(\s*$"  # "đạt 44% kế hoạch, cao hơn cùng kỳ (34%)": done then
DEMANDED = r"(?i)(?:cần|phải)\s+(?:tăng|đạt|giảm|duy trì|có|(?:giải ngân|thu hút|bảo đảm|đảm bảo|xuất khẩu|đón)(?:(?:\s[^\s,;]+){1,5}?\sđạt)?)(?:\s+(?:được|đạt|tăng trưởng|thêm|mức|ở|hơn|khoảng|trên|bình quân|tối thiểu|ít nhất|từ|thấp nhất|tốc độ))*\s*$"
# "phải bảo đảm giải ngân thêm không thấp hơn 300 tỷ đồng": the least that is to be done.
AT_LEAST = r"(?i)(?:phải|đảm bảo|bảo đảm|yêu cầu)\s(?:[^\s,;.]+\s){0,5}?(?:giải ngân|tỷ lệ|tỉ lệ|thu ngân sách|tiêm chủng|tiết kiệm|cắt giảm)(?:\s[^\s,;.%]+){0,9}?\s*$"
# "hứa thông xe cầu A trước Tết và nâng thu ngân sách lên 900 tỷ đồng": what else is promised.
PLEDGED_TOO = r"(?i)(?:cam kết|hứa)\s[^;.“”%]*\svà\s(?:sẽ\s)?(?:nâng|đưa|tăng|giảm|kéo giảm|giải ngân|thu hút|thu)(?:\s[^\s,;.%]+){0,9}?\s*$"
# "bảo đảm mức tăng trưởng của tỉnh đạt 12%", "chỉ đạo, đảm bảo 100% xã có bác sĩ".
ENSURED = r"(?i)(?:bảo đảm|đảm bảo)\s(?:(?:mức|tốc độ|tỷ lệ|tỉ lệ)\s)?(?:tăng trưởng|giải ngân|thu ngân sách)[^,;.%]{0,60}$|(?:chỉ đạo|yêu cầu|giao|chủ trương|mục tiêu|tập trung|nỗ lực)[^;.]{0,120}(?:bảo đảm|đảm bảo)\s(?:(?:ít nhất|tối thiểu|trên)\s)?$"
# "Để GDP năm nay tăng 6,7%, các bộ phải …": what is to be reached by what the main clause tells.
PURPOSE = r"^(?i:để|muốn|nhằm)\s[^,;:]{5,120}\s(?i:tăng|tăng trưởng|giảm|đạt)(?:\s(?:khoảng|trên|hơn|ít nhất|tối thiểu|mức|được))*\s$"
MAIN_CLAUSE = r"^[^;.]{0,60},\s"
# "yêu cầu đến ngày 30/4 đạt 10%; đến ngày 30/6 đạt 30%": the next step of a goal.
NEXT_STEP = r"^;?\s*(?i:đến|tới|trước|hết|chậm nhất)\s(?i:ngày|tháng|hết|cuối|quý|năm)\s"
AS_IT_WENT = r"(?i)\s(?:đã|mới|chỉ|vẫn|thực tế|ước)\s"
FROM = r"(?i)\stừ(?: mức| khoảng| gần| hơn)*\s$"
# "ước đạt 900 nghìn lượt, vượt 4% kế hoạch": by how much it exceeds is estimated as well.
EXCEEDS = r"(?i)^[^,;.0-9]{0,30},?\s(?:và\s)?vượt(?:\s(?:hơn|gần|khoảng|tới|mức))*\s$"
OFFERS = r"(?i)sẵn sàng (?:trả|chi|bỏ|tăng|nâng|mua)[^,;.]{0,70}$"  # no more than an offer
# What somebody foresees or rumours that a price will be is none yet: "giá vàng có thể chạm 2.000 USD", "dự đoán … sẽ có giá".
FORESEEN = r"(?i)(?:dự báo|dự đoán|tiên đoán|nhận định|kỳ vọng|tin rằng|triển vọng|rò rỉ|tin đồn|khả năng)[^.;]{0,90}\s(?:sẽ|có thể)\s[^,;.]{0,60}$|(?:sẽ|có thể)(?:\s(?:sẽ|sớm|tiếp tục|bị|được|còn|nhanh chóng))*\s(?:áp mức|áp giá|chạm|cán|vượt|rơi|đẩy|lùi về|về|hướng|dao động|đạt|lên|xuống|tăng|giảm|leo)\s[^,;.]{0,40}$"
PROMISES = rf"^(?:(?:đặt |đề ra |có |với )?mục tiêu|phấn đấu|chỉ tiêu|{PLANS}|kế hoạch của|(?:đặt |nuôi |giấu |với )tham vọng|tham vọng (?:chiếm|đạt|đưa|nâng|tăng|vươn)(?: lĩnh)?|quyết tâm|đặt chỉ tiêu|cam kết sẽ|hứa|cố gắng|đề ra|nhằm đạt|muốn đạt|để đạt|hướng tới|hướng đến)"

# "với những chỉ tiêu … đã được thông qua: tổng tài sản tăng 15%; …", unless they are told as reached.
LISTS_GOALS = r"(?i:mục tiêu|chỉ tiêu)[^;:.]{0,140}:[^;:]*$"
REACHED_GOALS = rf"(?i){ABOVE_PLAN}|(?:hoàn thành|đạt|vượt|thực hiện|kết quả)[^,:]*(?:mục tiêu|chỉ tiêu)[^:]*:|(?:mục tiêu|chỉ tiêu)[^:]*(?:đạt|vượt|hoàn thành|thực hiện)[^:]*:"
GOALS_OPEN = r"^(?i:(?:các )?(?:mục tiêu|chỉ tiêu|phấn đấu))\s|(?i:mục tiêu|chỉ tiêu)[^;:.]{0,140}:"


# "…, 92% vốn đầu tư công được giải ngân": what was done of it stands behind; a cue before the comma is another figure's.
DONE_BEHIND = r"(?i)^\s[^,;.0-9]{0,60}?(?:đã|được|đã được)\s(?:giải ngân|thực hiện|hoàn thành|hoàn tất|phân bổ|bàn giao|thu|chi|nộp|huy động|bố trí|giao|cấp|rót|chuyển|trả|thanh toán)(?:[\s,.;]|$)"
TO_COME = r"(?i)^\s[^,;.]{0,60}?(?:sẽ|phải|cần|dự kiến|phấn đấu)\s"
STRIVES = r"^(?:[^;:.]{0,60}[\s,])?(?:phấn đấu|đặt mục tiêu)\s[^;:.]*$"
AS_IT_TURNED_OUT = (
    r"(?:^|\s)(?:đã|nhưng|song|thực tế|kết quả|ước|đến nay|hết|mới|tuy|hiện|từng|giải ngân được)(?:[\s,]|$)"
)
A_MONTH, A_WEEK = pl.duration(days=31), pl.duration(days=7)
OWN_CLAUSE = r"(?s)^.*[,:]\s"
# "hạ dự báo từ 7% xuống 6%", "trước đây đặt mục tiêu 8 triệu, nay điều chỉnh lên 9,5 triệu", "thay cho mức 8% trước đó": what was
# foreseen or aimed at, and what is now.
REVISED = r"(?i)(?:hạ|nâng|điều chỉnh|sửa đổi|sửa|cắt|giảm|tăng|thay đổi)\s(?:\S+\s){0,2}?(?:dự báo|mục tiêu|chỉ tiêu|kế hoạch|ước tính|triển vọng|dự đoán)\s"
BEFORE = r"(?i)(?:^|[\s,“(])(?:trước đây|trước đó|ban đầu|lúc đầu|khi đó|hồi đầu năm|đầu năm)[\s,][^;.]*$"
BUT_NOW = r"(?i)^[^;.]{0,60}?(?:[,;]|\s(?:nhưng|song|và))\s(?:nhưng |song |và )?(?:nay|hiện|hiện nay|đến nay|sau đó|sau|mới đây|giờ|rồi|vừa)(?:\s[^\s,;.0-9]+){0,5}?\s(?:điều chỉnh|nâng|hạ|tăng|giảm|rút|đổi|sửa|thay)\s"
# "thay vì mức 5,9% hiện nay", "thay vì 10% như hiện hành": as it is.
AS_NOW = r"(?i)^(?:\s?/[^\s,;.]+)?\s(?:như\s)?hiện (?:nay|tại|hành)"
IN_PLACE_OF = (
    r"(?i)\sthay (?:cho|vì)(?:\s(?:mục tiêu|mức|chỉ tiêu|kế hoạch|con số|cũ|tăng trưởng|tăng|là|khoảng))*\s$"
)


@of_rows
def with_status(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds status and promised (Boolean: the cue is a promise in words, not a budget or an obligation)."""
    # "… không đạt kỳ vọng. , Quý I, công ty đạt …": a sentence that a comma was put behind is over.
    segment = pl.col("segment").str.replace(r"(?s)^.*[.!?]\s,\s", "").str.replace_all(NO_GOAL, " ")
    rows = without_will(rows.with_columns(_told=segment.str.replace_all(SCENARIO, "dự báo")))
    # What stands in a list of goals is told as though its heading stood before it.
    segment = pl.col("_told")
    rows = rows.with_columns(
        _told=pl.when("listed").then(pl.concat_str(pl.lit("mục tiêu "), segment)).otherwise(segment)
    )
    clean = (
        segment.str.replace_all(OF_SET_PLAN, " vượt")
        .str.replace_all(OF_A_PLAN, " ")
        .str.replace_all(TO_BE_REACHED, " ${1}")
        .str.replace_all(AS_IT_IS_NOW, "${1}")
        .str.replace_all(FINES, "${1}")
        .str.replace_all(NO_TARGET, "vượt")
        .str.replace_all(AS_FORESEEN, " ")
        .str.replace_all(NO_PROPOSAL, " ")
        .str.replace_all(NO_ESTIMATE, " ")
        .str.replace_all(SETTLED, " ")
        .str.replace_all(ONCE_DONE, " ")
        .str.replace_all(WITH_WILL, "${1}")
        .str.replace_all(NEW_YEAR, "năm")
        .str.replace_all(A_PLAN_OF, "${1} cho")
        .str.replace_all(TO_BE_DONE, "${1}${2}")
        .str.replace_all(r"(?i)được giao cho", "từng cho")
        .str.replace_all(r"(?i)đã(?: và|,) sẽ", "đã")
        .str.to_lowercase()
    )
    rows = rows.with_columns(_clean=clean)
    every = "|".join(STATUS.values())
    rows = rows.with_columns(
        _cue=pl.col("_clean").str.extract(rf"(?s).*(?:^|[^{LETTER}])({every})(?:[^{LETTER}]|$)")
    )
    cue = pl.col("_cue")
    status = pl.lit(None, pl.String)
    for code, words in STATUS.items():
        status = pl.when(cue.str.contains(rf"^(?:{words})$")).then(pl.lit(code)).otherwise(status)
    # "Phấn đấu GRDP tăng 11%, thu ngân sách vượt 20% dự toán": by so much it is to be exceeded.
    strives = (
        (cue == "vượt")
        & pl.col("_clean").str.contains(STRIVES)
        & ~pl.col("_clean").str.contains(AS_IT_TURNED_OUT)
    )
    own_clause = pl.col("_clean").str.replace(OWN_CLAUSE, "")
    done = (
        pl.col("right").str.contains(DONE_BEHIND)
        & ~pl.col("right").str.contains(TO_COME)
        & ~own_clause.str.contains(cue, literal=True)
        & segment.str.contains(r",\s")
    ).fill_null(False)
    built = (pl.col("metric").is_in(codes.TO_BE_BUILT) & pl.col("_clean").str.contains(TO_BUILD)).fill_null(
        False
    )
    level = pl.col("kind") == "level"
    # "dự toán hai dự án": the budget of them, not their number.
    budget = (pl.col("dimension") == "count") & segment.str.contains(r"(?i)(?:dự toán|kế hoạch)\s*$")
    # "vượt dự toán 2%": by so many per cent.
    exceeded = (pl.col("unit") == "percent") & segment.str.to_lowercase().str.contains(EXCEEDS_PLAN)
    goal = ~exceeded & (
        (segment.str.contains(IS_GOAL) & (pl.col("kind") != "ratio") & ~budget)
        | (segment.str.contains(OF_GOAL) & level)
        | segment.str.contains(OF_GROWTH_GOAL)
        | (segment.str.contains(IN_BRACKETS) & ~segment.str.contains(A_YEAR_AGO))
        | (
            segment.str.contains(LISTS_GOALS)
            & ~segment.str.contains(REACHED_GOALS)
            & (pl.col("kind") != "ratio")
        )
    )
    at_least = pl.col("comparator").is_in(["ge", "gt"]) & segment.str.contains(AT_LEAST)
    demanded, ordered = (
        segment.str.contains(DEMANDED) | at_least.fill_null(False),
        segment.str.replace_all(DELIVERED, " ").str.contains(ORDERED) | segment.str.contains(ENSURED),
    )
    ordered |= segment.str.contains(ORDERED_TO_CUT) & ~segment.str.contains(AS_IT_WENT)
    ordered |= segment.str.contains(PLEDGED_TOO)
    before = pl.col("sentence").str.slice(0, pl.col("start"))
    ordered |= status.is_null() & before.str.contains(PURPOSE) & pl.col("right").str.contains(MAIN_CLAUSE)
    # "mức giá dự kiến 5 triệu đồng": the cue stands between head and figure; a price is else as it is.
    told_of = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("start", "head_end") - pl.col("head_end")
    )
    ahead = told_of.str.contains(
        rf"(?i){BEGINS}(?:sẽ|dự kiến|dự báo|mục tiêu|đề xuất|có thể){ENDS}"
    ).fill_null(False)
    foreseen = (pl.col("metric") == "price") & segment.str.slice(-180).str.contains(FORESEEN)
    offered = pl.col("metric").is_in(["price", "wage"]) & segment.str.slice(-100).str.contains(OFFERS)
    as_it_is = pl.col("metric").is_in(codes.MADE_KNOWN) & (status != "proposed") & ~ahead & ~foreseen
    in_place = segment.str.contains(IN_PLACE)
    condition = before.str.extract(SUPPOSED)
    supposed = condition.is_not_null() & ~condition.str.contains(f"{ONLY_SEEN}|{BUT_IN_FACT}")
    applied = pl.col("right").str.contains(IF_APPLIED) & ~condition.str.contains(",", literal=True)
    supposed &= ~pl.col("metric").is_in(codes.SET) | condition.str.contains(IF_CHANGED) | applied
    supposed = supposed.fill_null(False)
    counted = pl.col("dimension").is_in(["count", "area"])
    there = (
        (counted | segment.str.contains(BRACKETED))
        & (status == "proposed")
        & segment.str.contains(THERE_ALREADY)
    )
    allotted = (pl.col("metric") == "public_investment") & level & segment.str.contains(ALLOTTED)
    allotted = allotted & ~segment.str.contains(GIVEN_OUT)
    planned = pl.lit(None, pl.String)
    for code, words in AS_PLANNED.items():
        planned = (
            pl.when(in_place & pl.col("right").str.contains(words)).then(pl.lit(code)).otherwise(planned)
        )
    status = (
        pl.when(planned.is_not_null()).then(planned)
        .when(done | ((pl.col("kind") == "share") & pl.col("right").str.contains(THINK))).then(pl.lit("actual"))
        .when(goal | strives.fill_null(False)).then(pl.lit("target"))
        .when(offered.fill_null(False)).then(pl.lit("proposed"))
        .when(supposed & (status.is_null() | (status == "actual"))).then(pl.lit("forecast"))
        .when(as_it_is).then(pl.lit("actual"))
        .when(foreseen.fill_null(False) & status.is_null()).then(pl.lit("forecast"))
        .when(there.fill_null(False)).then(pl.lit("actual"))
        .when(allotted.fill_null(False)).then(pl.lit("target"))
        .when(demanded | ordered | (built & (status == "forecast"))).then(pl.lit("target"))
        .otherwise(status)
    )  # fmt: skip
    rows = rows.pipe(
        with_common,
        status=status,
        promised=(goal | strives.fill_null(False) | cue.str.contains(PROMISES) & ~demanded).fill_null(False)
        & ~done,
    )
    # What was aimed at before is a goal that nobody holds to any more.
    old = (segment.str.contains(REVISED) & where_it_began()) | segment.str.contains(IN_PLACE_OF)
    old |= before.str.contains(BEFORE) & pl.col("right").str.contains(BUT_NOW)
    # "từ 10% hiện nay xuống 7%": where it begins is no goal.
    begins = segment.str.contains(FROM) & pl.col("right").str.contains(r"(?i)^\s?hiện (?:nay|tại|hành)\s")
    begins |= segment.str.contains(IN_PLACE) & pl.col("right").str.contains(AS_NOW)
    rows = rows.with_columns(
        status=pl.when(begins).then(pl.lit("actual")).otherwise("status"),
        promised=pl.col("promised") & ~begins & ~old,
    )
    exceeds = pl.col("linked") & pl.col("gap").str.contains(EXCEEDS)
    told = neighbours.before(neighbours.last_told(pl.col("status"), "s"), "s")
    estimated = exceeds & (told == "estimate")
    rows = rows.with_columns(status=pl.when(estimated).then(pl.lit("estimate")).otherwise("status"))
    rows = _in_lists(rows)
    # "Trong đó …": of the sentence before; a figure of a time to come is no fact yet.
    return rows.with_columns(
        _opens_within=pl.col("sentence").str.contains(
            r"^(?i:trong (?:đó|số này|số đó|tổng số này)|riêng|cụ thể)\b"
        )
    ).drop("_clean", "_cue", "_told")


def _in_lists(rows: pl.DataFrame) -> pl.DataFrame:
    """What goes on after a semicolon in a list of goals is one of them: "mục tiêu: … đạt 10%; hộ nghèo giảm 3%"."""
    told = pl.col("status").is_not_null()
    before = pl.col("sentence").str.slice(0, pl.col("start") - pl.col("segment").str.len_chars())
    goes_on = neighbours.last_told(pl.when(told).then("promised"), "s")
    listed = (
        ~told
        & (goes_on.fill_null(False) | (before.str.contains(GOALS_OPEN) & ~before.str.contains(REACHED_GOALS)))
        & (before != "")
    )
    dated = pl.col("segment").str.contains(NEXT_STEP) & ~pl.col("segment").str.contains(AS_IT_WENT)
    first = neighbours.last_told(pl.when(~dated).then("status"), "s")
    step = dated & (first == "target").fill_null(False)
    return rows.with_columns(
        status=pl.when(listed | step).then(pl.lit("target")).otherwise("status"),
        promised=listed | pl.col("promised"),
    )


@of_rows
def settle_status(rows: pl.DataFrame, reading_articles: pl.DataFrame) -> pl.DataFrame:
    """Fills status where no cue stood: as the figure before in the paragraph for what lies ahead or goes into
    detail, else `actual`. Needs period_start, period_end and anchor_year.
    """
    days = reading_articles.select("a", _today="anchor_on")
    rows = rows.join(days, on="a", how="left", maintain_order="left").sort("s", "start")
    goal_year, year = (pl.col("segment").str.extract(BEHIND_GOAL, n).cast(pl.Int32) for n in (1, 2))
    today = pl.col("_today").dt.year()
    overtaken = (year < today) & (goal_year >= today)
    rows = rows.with_columns(
        status=pl.when(overtaken.fill_null(False) & (pl.col("status") == "target"))
        .then(pl.lit("actual"))
        .otherwise("status")
    )
    # "Mục tiêu: tăng 10%; giảm 5%; …": items of a list are told as its first.
    listed = (
        pl.col("status").is_null()
        & ~pl.col("linked")
        & pl.col("segment").str.contains(r"^\s")
        & ~pl.col("segment").str.contains(OF_ITS_OWN)
    )
    chain = neighbours.so_far(~listed.fill_null(False), "s")
    rows = rows.with_columns(_list=chain)
    first = pl.col("status").first().over("s", "_list")
    rows = rows.with_columns(
        status=pl.when(listed & first.is_in(["target", "forecast", "proposed"]))
        .then(first)
        .otherwise("status")
    ).drop("_list")
    ahead = pl.coalesce(
        pl.col("period_start") > pl.col("_today"), pl.col("period_start").dt.year() > pl.col("anchor_year")
    ).fill_null(False)
    later = pl.coalesce(
        pl.col("period_end") > pl.col("_today"), pl.col("period_end").dt.year() > pl.col("anchor_year")
    )
    # "Đến hết năm 2026, …" in that year: a flow, not over yet. So far is "lũy kế đến tháng 8", told in that month, and what is
    # told of the end of a month a few days before it.
    open_end = pl.col("period_start").is_null() | pl.col("_closes")
    to_come = pl.col("period_end") - pl.col("_today")
    so_far = pl.col("before").str.contains(ADDS_UP) & (to_come < A_MONTH)
    so_far |= (to_come <= A_WEEK) & (pl.col("period_end").dt.month() < 12)
    due = (open_end & later & ~so_far.fill_null(False) & (pl.col("kind") != "ratio")).fill_null(False)
    known = pl.when(pl.col("status").is_not_null()).then("s")
    last_s = neighbours.before(neighbours.last_told(known, "a"), "a")
    close = (pl.col("s") - last_s <= 1).fill_null(False)
    earlier = pl.when(close).then(neighbours.before(neighbours.last_told(pl.col("status"), "a"), "a"))
    # What is to be taken in and spent in a year to come, or one that has just begun, is its budget: nobody foresees it.
    budget = pl.col("metric").is_in(codes.BUDGET) & (pl.col("kind") == "level") & pl.col("status").is_null()
    budget = budget.fill_null(False)
    today, year = pl.col("_today"), pl.col("period_start").dt.year()
    of_year = (pl.col("period_end") == pl.date(year, 12, 31)) & (
        pl.col("period_start") == pl.date(year, 1, 1)
    )
    ahead |= (budget & of_year & (year == today.dt.year()) & (today.dt.month() <= 3)).fill_null(False)
    status = (
        pl.when(pl.col("status").is_null() & pl.col("_opens_within")).then(pl.coalesce(earlier, pl.lit("actual")))
        .when(pl.col("status").is_null() & due).then(pl.when(earlier.is_in(["forecast", "proposed"])).then(earlier).otherwise(pl.lit("target")))
        .when((pl.col("status").is_null() | (pl.col("status") == "actual")) & ahead)
        .then(pl.when(earlier.is_in(["target", "forecast", "proposed"])).then(earlier).when(budget).then(pl.lit("target")).otherwise(pl.lit("forecast")))
        .otherwise(pl.coalesce("status", pl.lit("actual")))
    )  # fmt: skip
    # "phấn đấu giảm từ 10% xuống 7%", "dự kiến tăng từ 40 tỷ USD năm 2021 lên 50 tỷ USD": where it begins is there, or over.
    over = pl.coalesce(
        pl.col("period_end") < pl.col("_today"), pl.col("period_end").dt.year() < pl.col("anchor_year")
    )
    untimed = ~pl.col("right").str.to_lowercase().str.contains(TIME_BEHIND)
    begins = (where_it_began() | pl.col("_left").fill_null(False)) & (over | untimed).fill_null(False)
    begins &= ~(pl.col("segment").str.contains(REVISED) & status.is_in(["target", "forecast"]))
    status = pl.when(begins).then(pl.lit("actual")).otherwise(status)
    rows = rows.with_columns(status=status, _budget=budget & ahead, _untold=budget & ~ahead & ~due)
    return budgets(rows).drop("_today", "_opens_within", "_closes", "_budget", "_untold")
