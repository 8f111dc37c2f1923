"""Poor households and their part of all, by the words beside a figure."""

from flows.letters import BEGINS

# "312 hộ mới thoát nghèo": poor no longer.
NO_LONGER_POOR = r"(?i)^\s(?:(?:đã|mới|vừa|được|sẽ|vươn lên)\s)*(?:thoát|vượt)\s"
NEAR_POOR = r"(?i)cận nghèo"
NEAR_POOR_TOO = r"(?i)^\s*(?:,|và|hoặc|/|\()\s*(?:hộ\s)?cận nghèo(?:$|[.,;)]|\s(?:trên|tại|của|ở|năm|được|có|đã|cần|chưa|thuộc|trong)\s)"
# "còn 27,1% hộ nghèo", but not "còn 20% hộ nghèo chưa có nhà": those are a part of the poor.
STILL = r"(?i)còn(?:\s(?:khoảng|hơn|gần|dưới|trên|xấp xỉ|lại|chưa đến|chưa đầy))*\s$"
ARE_NEAR_POOR = r"(?i)^\s(?:số )?(?:hộ )?cận nghèo"
# "…, hộ nghèo giảm 0,5%": their part of all.
POOR_FELL = rf"(?i){BEGINS}hộ nghèo(?: (?:đa chiều|toàn tỉnh|cả nước|bình quân|giảm|còn|xuống|khoảng|hơn|gần|dưới|trên|thêm|chỉ|từ))*? (?:giảm|còn)(?: (?:xuống|còn|khoảng|hơn|gần|dưới|trên|thêm|chỉ|từ|bình quân))*\s$"
# "còn 3.210 hộ nghèo (chiếm tỷ lệ 1,2%)", "giảm hộ nghèo từ 3%": their part of all households, not a part of the poor.
POOR_ARE = r"(?i)(?:[0-9]|\s(?:số|giảm))\shộ nghèo(?: (?:đa chiều|toàn (?:tỉnh|huyện|xã|thành phố|quốc)|cả nước|trên địa bàn|bình quân|hằng năm|hàng năm|mỗi năm|trung bình|còn|là|giảm|đạt))*,?\s?\(?(?:(?:chiếm|tương đương|tương ứng|bằng|với|tỷ lệ|tỉ lệ|từ|khoảng|hơn|gần|trên|dưới|còn|là|xuống|thêm)\s)*$"
OF_ALL_HOUSEHOLDS = r"(?i)^(?:$|\s?[,.;:)/–-]|\s(?:tổng số hộ(?: dân|$|[,.;)])|số hộ (?:dân|toàn|trong)|số hộ$|dân số|so với|và|trở lên|toàn|mỗi năm|/năm|một năm))"
ARE_POOR = r"(?i)^\s(?:số )?hộ nghèo(?:$|\s?[,.;:()]|\s(?:và|tương đương|tương ứng|theo|tính|cuối|vào|năm))"
