"""What narrows a figure (scope), what it is a part of ("trong đó"), and who says it."""

from functools import cache

import polars as pl

from flows.contracts import key
from flows.extract.measurements import codes
from flows.extract.measurements.heads import SHARES_BOUGHT
from flows.letters import BEGINS, CAPITAL, ENDS, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows

# "cấp mới, điều chỉnh và góp vốn, mua cổ phần": all three together are the whole.
IN_ALL = r"(?i)(?:cấp mới|đăng ký mới|điều chỉnh|tăng thêm|tăng vốn)(?:\s[^\s,;.]+){0,3}(?:,|\svà|,\svà)\s(?:giá trị\s)?$"
# Words of a head that narrow its metric by themselves.
NARROW = {
    "thu nội địa": "nội địa", "thu từ xuất nhập khẩu": "xuất nhập khẩu", "thu từ hoạt động xuất nhập khẩu": "xuất nhập khẩu",
    "thu ngân sách từ xuất nhập khẩu": "xuất nhập khẩu", "thu ngân sách từ hoạt động xuất nhập khẩu": "xuất nhập khẩu",
    "thu ngân sách nhà nước từ xuất nhập khẩu": "xuất nhập khẩu", "thu ngân sách nhà nước từ hoạt động xuất nhập khẩu": "xuất nhập khẩu",
    "nộp ngân sách": "nộp ngân sách", "nộp ngân sách nhà nước": "nộp ngân sách", "nộp nsnn": "nộp ngân sách",
    "chi thường xuyên": "thường xuyên", "chi đầu tư phát triển": "đầu tư phát triển", "lợi nhuận trước thuế": "trước thuế", "lãi trước thuế": "trước thuế",
    "lợi nhuận sau thuế": "sau thuế", "lợi nhuận trước thuế thu nhập": "trước thuế", "lợi nhuận trước thuế thu nhập doanh nghiệp": "trước thuế",
    "lợi nhuận sau thuế thu nhập": "sau thuế", "lợi nhuận sau thuế thu nhập doanh nghiệp": "sau thuế", "thu nhập ròng": "ròng",
    "lãi sau thuế": "sau thuế", "lợi nhuận ròng": "ròng", "lỗ sau thuế": "sau thuế", "lỗ trước thuế": "trước thuế", "lỗ ròng": "ròng", "lãi ròng": "ròng", "khách quốc tế": "quốc tế",
    "khách nội địa": "nội địa", "nợ xấu": "nợ xấu", "nợ công": "nợ công", "nợ thuế": "nợ thuế", "vốn fdi đăng ký": "FDI", "vốn cấp mới": "cấp mới",
    "vốn đăng ký cấp mới": "cấp mới", "vốn điều chỉnh": "điều chỉnh", "vốn đăng ký điều chỉnh": "điều chỉnh",
    "vốn điều chỉnh tăng": "điều chỉnh", "vốn điều chỉnh tăng thêm": "điều chỉnh", "vốn đăng ký tăng thêm": "điều chỉnh", "vốn tăng thêm": "điều chỉnh",
    "góp vốn, mua cổ phần": "góp vốn, mua cổ phần", "góp vốn mua cổ phần": "góp vốn, mua cổ phần", "sản xuất điện": "sản xuất điện", "sản xuất và phân phối điện": "sản xuất điện", "ngành khai khoáng": "khai khoáng",
    "công nghiệp chế biến, chế tạo": "chế biến, chế tạo", "công nghiệp chế biến chế tạo": "chế biến, chế tạo", "chế biến, chế tạo": "chế biến, chế tạo",
    "lạm phát cơ bản": "cơ bản", "lương tối thiểu": "tối thiểu", "lương tối thiểu vùng": "tối thiểu vùng", "lương cơ sở": "cơ sở", "giá điện": "điện", "giá vàng": "vàng",
    "giá xăng": "xăng", "giá dầu": "dầu", "giá vé": "vé", "giá đất": "đất", "giá nhà": "nhà", "giá thuê": "thuê", "giá khởi điểm": "khởi điểm",
    "lãi suất huy động": "huy động", "lãi suất cho vay": "cho vay", "lãi suất điều hành": "điều hành", "vốn đầu tư ban đầu": "ban đầu",
    "tỷ giá trung tâm": "trung tâm", "tỉ giá trung tâm": "trung tâm",
}  # fmt: skip
# Nouns after a head, up to the first word that is none of them.
STOP = (
    r"(?i)(?:^|\s)(?:của|đạt|ước|là|tăng|giảm|năm|tháng|quý|trong|trên|dưới|hơn|gần|khoảng|so|sẽ|đã|được|có|lên|xuống|còn|chiếm|bằng|từ|đến|tới|tại|ở|cho|với|và|bình quân|"
    r"theo|dự kiến|phấn đấu|mục tiêu|giai đoạn|cả|toàn|tỉnh|thành phố|hiện|chỉ|vượt|vào|để|khi|do|cũng|tiếp tục|thêm|mới|lần lượt|ngày|kỳ|đầu|cuối|sau|trước|bị|ra|phải|cần|"
    r"vẫn|đang|nếu|này|đó|ghi nhận|dao động|xấp xỉ|tương đương|bao gồm|gồm|không|xa|hết|niên độ|chưa (?:đến|tới|đầy|đạt|bằng|quá|chạm|cán|lên)|chứ|nay|mà|như|nhưng|cùng|đối|về|hàng|mỗi|một|các|những|vọt|tốt|mạnh|cao|thấp|nhất|tổng|trở|sớm|sang|lại|khác|ít|tối thiểu|tối đa|âm|cơ bản|này|mức|trị giá|giữa|hai|song phương|lũy kế|luỹ kế|cộng dồn|nâng|đưa|hồi|nửa|thì|hôm|sụt|hụt|rớt|nhích|lao dốc|bốc hơi|bay hơi|thụt lùi|tụt|hạ|mất|nhẹ|nhanh|chậm|song|khá|rất|quá|chừng|đứng|neo|giữ|duy trì|chạm|chốt|niêm yết|giao dịch|quanh|xoay quanh|thu|rơi|loại|ngưỡng|đóng cửa|mở cửa|dừng|theo|nhận|kể|áp dụng|quy định|công bố|bật|trượt|leo|bán ra|mua vào|thuộc|nằm|lớn|bao phủ|kế hoạch|dự toán|chỉ tiêu|nghị quyết|hoàn thành|thực hiện|dự báo|ổn định|mang|đem|luôn|dẫn đầu|kỷ lục|chính thức|sơ bộ|tạm thời|hằng|qua|khổng lồ|đặt|đề ra|xếp|mở màn|dịp|tương đượng|vươn|bứt phá|khởi sắc|liên tục|bắt đầu|(?:ba|bốn|sáu|bảy|tám|chín|mười) (?:tháng|quý|tuần)|đi|nói|tương ứng|tổng diện tích|rơi vào)(?:[\s,].*)?$"
)
# "khu vực FDI xuất siêu 50 tỷ USD": whose trade it is stands before the verb.
A_SECTOR = r"(?i:(?:khu vực|khối|doanh nghiệp|nhóm)(?:\s(?:kinh tế|doanh nghiệp))?\s(?:(có vốn (?:đầu tư )?(?:trực tiếp )?(?:của )?nước ngoài|(?:vốn )?đầu tư (?:trực tiếp )?nước ngoài|FDI|ngoại)|(trong nước|nội địa|nội|tư nhân|nhà nước)))"
SECTOR = rf"{A_SECTOR}(?i:(?:\s\([^()]*\))?(?:\s(?:đã|cũng|lại|vẫn|tiếp tục|ước|ước đạt|đạt|còn|có|giá trị|kim ngạch|mức|thì|ghi nhận))*)\s*$"
OF_SECTOR = rf"^\s(?i:của)\s(?:các\s)?{A_SECTOR}{ENDS}"  # "xuất khẩu của doanh nghiệp FDI"
SECTORS = {"khu vực fdi": "FDI", "doanh nghiệp fdi": "FDI", "khu vực có vốn đầu tư nước ngoài": "FDI", "khu vực trong nước": "trong nước"}  # fmt: skip
# "thu nội địa 900 tỷ đồng, thu từ khu vực FDI 300 tỷ đồng, giảm 3%"
FROM_WHERE = r"(?is)^.*[,;]\s(?:(?:trong đó|riêng|còn|và)\s)*thu từ\s([^,;:.()0-9]+)"
# "1,9 triệu lượt khách quốc tế", but not "… khách quốc tế và nội địa".
SORT_OF_GUESTS = r"(?i)^(?:\s(?:khách|du khách|du lịch))*\s(quốc tế|nội địa)(?:$|[,.;:()]|\s(?:[^v]|v[^à]|và\s(?:[0-9]|hơn|gần|khoảng|trên)))"
# "EU đóng góp 12% kim ngạch xuất khẩu thủy sản", "khách Hàn Quốc chiếm 26% …": of which part the share is.
NAME = rf"{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,2}}"
HAS_A_SHARE = r"\s(?:chiếm|đóng góp|nắm)(?:\s(?:tỷ trọng|tỉ trọng|tới|đến|hơn|gần|khoảng|trên))*\s$"
UNION = rf"(?:^|[\s(“])(EU|ASEAN|châu Âu|châu Á|châu Phi|châu Mỹ|Mỹ|Anh|Đức|Pháp|Nga|Úc|Ý){HAS_A_SHARE}"  # lands whose name alone may be a person's, too
VISITORS = rf"(?i:khách)(?:\s(?:du lịch|quốc tế|đến từ|từ|người))*\s({NAME}){HAS_A_SHARE}"
GOODS_BEHIND = r"^\s(?:tổng )?(?:kim ngạch|giá trị) (?:xuất khẩu|nhập khẩu|xuất nhập khẩu)\s([^,;.:()0-9]*)"
# "bằng một nửa so với Bắc Ninh" compares.
PARTNER = rf"^(?:[^;.]{{0,40}}?(?:[^;.oO]|[^;.sS][oO]))?\s((?i:sang|vào thị trường|từ thị trường|từ|với)\s(?:thị trường\s|các nước\s)?{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,3}})"
PARTNERS_IN_TURN = rf"(?s)^[^;.]{{0,40}}?((?i:sang|từ|với))\s((?:{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,3}}(?:,\s|\svà\s)){{1,6}}{CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,3}})\s[^0-9;.]{{0,30}}lần lượt"
# "bán lẻ và 37 triệu đồng": of the figure before; "kim loại", "trồng", "bán": narrow nothing.
DEALT = ["mua", "bán"]
EMPTY = [
    "thực", "phục", "bán", "mua", "trồng", "kinh doanh", "kim loại", "giao", "mới", "khu", "hàng hóa", "hàng hoá", "đất",
    "chung", "thực tế", "khoảng chừng", "sử dụng", "sản phẩm", "lẻ", "xây dựng", "mặt", "vốn", "kế hoạch", "dự toán", "tiền", "hiện hữu",
]  # fmt: skip
# "tổng mức đầu tư tuyến metro số 2": what is built is whose the capital is.
OF_A_PROJECT = r"(?i)^(?:tuyến|dự án|công trình|cầu|đường|hầm|bệnh viện|nhà máy|trường|khu|cảng|sân bay|trung tâm|hệ thống|gói thầu|cao tốc)(?:\s|$)"
NO_SCOPE = r"^(?:tiếp|kế đến|thay|lên|xuống|tương đương|vượt|gấp|khoảng|trong đó|tức|hay|đồng|người|giá trị|trị giá|ước|nhờ|nhưng|sau|khi|mà|nên|do|vì|tuy|một|các|những|thêm|chỉ|riêng|cũng|rồi|thì|lại|song|vẫn)\b|^hộ nghèo$"
BILATERAL = r"(?i)hai nước|hai bên|song phương|hai chiều|hai quốc gia"
OWNERSHIP = rf"(?i){BEGINS}(trong nước|nước ngoài|FDI|tư nhân|ngoài ngân sách|nhà nước)\s*$"
AFTER = r"(?i)^\s(?:có vốn )?(?:đầu tư )?(trong nước|nước ngoài|FDI|xuất khẩu)\b"
BRANCHES = "(?i:khu vực|ngành|lĩnh vực|nhóm)"
BRANCH = rf"\b((?:{BRANCHES})\s(?:hàng\s)?{LETTER}[{LETTER}]*(?:[\s,]+{SMALL}+){{0,5}}?)\s(?:của|đạt|tăng|giảm|ước|chiếm|là|có|cần|năm)\b"
BRANCH_OF = rf"\b((?:{BRANCHES})\s(?:hàng\s)?{SMALL}+(?:[\s,]+{SMALL}+){{0,5}}?)\s{CAPITAL}"  # "ngành thủy sản Cà Mau"
# "ngành tôm đặt mục tiêu", "lĩnh vực xuất khẩu tiếp tục": what it does is no branch.
BRANCH_DOES = r"\s(?:tại|ở|đặt|đề ra|phấn đấu|tiếp tục|bắt đầu|đến|dự kiến|hướng|sẽ|đang|về|cả nước|toàn|trong (?:tháng|quý|nửa)|liên tục|luôn|lại|không|vươn|ghi nhận|đóng góp|xuất khẩu|nhập khẩu|trên địa bàn|chủ yếu|mang|thu)(?:\s.*)?$"
DEMONSTRATED = r"\s(?:này|đó|trên|kia|trước|khác|đã|vẫn|cũng|sẽ|nêu|nhà)(?:\s|$)|^(?:khu vực|ngành|lĩnh vực|nhóm)\s(?:này|đó|trên|có (?:[^v]|v[^ố])|của|được)"
# "hàng hóa do doanh nghiệp FDI sản xuất", "mặt hàng qua chế biến": what is told of the goods by a verb.
GOODS_TOLD = r"(?i)^\s(?:các\s)?(?:hàng hóa|hàng hoá|mặt hàng|sản phẩm|hàng)\s((?:do|đã qua|chưa qua|qua|được)\s[^,;.:()0-9]{3,50}?)\s(?:đã|đạt|ước|là|tăng|giảm|năm|tháng|trong|chiếm|mang|của|lên|còn)\s"
SOME_PEOPLE = r"(?i)(?:^|[\s(])((?:(?:vùng|khu vực|trong|ở|tại|các|là|người|hộ|đồng bào|xã|huyện)\s)*(?:(?:đồng bào\s)?(?:dân tộc thiểu số|DTTS)|miền núi|nông thôn|thành thị|đặc biệt khó khăn|biên giới|hải đảo|bãi ngang)(?: và (?:miền núi|hải đảo|biên giới))?)(?:[\s,.;)]|$)"
PEOPLE_LEAD = r"(?i)^(?:(?:trong|ở|tại|là|các|người)\s)+"
HOMES = r"(?i)^giá(?:\sbán)?\s(nhà ở(?:\s(?:xã hội|thương mại|công nhân))?)\s"
TOTAL_AGAIN = rf"(?i)(?:trong đó|gồm)[^;]*{BEGINS}tổng\s[^;]*$"  # "bao gồm … thì tổng mức đầu tư …"
WITHIN = r"(?i)(?:trong đó|trong số này|trong số đó|trong tổng số (?:này|đó)|bao gồm|gồm có|gồm)[^;]*$"


@of_rows
def with_scope(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds scope: product, partner, ownership or branch that the words around the head name; null for the whole."""
    between = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("start", "head_end") - pl.col("head_end")
    )
    own_nouns = (
        pl.col("gap")
        .str.replace(r"^[\s,(]*(?:(?:và|còn|trong khi|trong đó[,:]?|(?:bao )?gồm:?|riêng)\s)*\s*", "")
        .str.replace_all(r"(?i)ngân sách (tỉnh|thành phố)\b", "ngân sách_${1}")
        .str.replace(STOP, "")
        .str.replace("_", " ", literal=True)
        .str.strip_chars(" ,-–(")
    )
    # What several rules below look at stands in columns of its own, for polars would work it out for each anew.
    rows = rows.with_columns(_between=between, _own_nouns=own_nouns)
    between, own_nouns = pl.col("_between"), pl.col("_own_nouns")
    nouns = (
        between.str.extract(r"(?s)^(\s[^,;:.()0-9“\"]*)")
        .str.replace_all(rf"{CAPITAL}.*$", "")
        .str.replace(STOP, "")
        .str.strip_chars(" -–")
    )
    # A parallel clause names what its own figure is of: "thủy sản tăng 9%, đồ gỗ tăng 12%".
    behind_head = pl.col("prev_end") > pl.col("head_end")
    parallel = ((pl.col("linked") & behind_head) | pl.col("_part")).fill_null(False)
    plain = own_nouns.str.contains(rf"^{SMALL}[{LETTER} ]+$") & (own_nouns.str.len_chars() <= 41)
    named = plain & ~own_nouns.str.contains(NO_SCOPE)
    rows = rows.with_columns(_nouns=pl.when(parallel & named).then(own_nouns).otherwise(nouns))
    nouns = pl.col("_nouns")
    # "304 ha đất quân sự và 322 ha đất ở": what stands behind the figure before is that one's.
    of_last = (pl.col("head_at") - pl.col("prev_end")).is_between(0, 1) & (pl.col("prev_end") > 0)
    of_last = of_last.fill_null(False)
    # "thấp hơn giá vàng trong nước 2 triệu đồng": of what it is held against.
    other_side = (pl.col("kind") == "change") & pl.col("sentence").str.slice(0, pl.col("head_at")).str.slice(
        -5
    ).str.contains("hơn $")
    of_last |= other_side.fill_null(False)
    dealt = pl.col("head").str.to_lowercase().is_in(DEALT).fill_null(False)
    nouns = pl.when(
        ~(of_last & ~(parallel & named).fill_null(False)) & ~dealt & ~nouns.str.to_lowercase().is_in(EMPTY)
    ).then(nouns)
    nouns = pl.when(~((pl.col("metric") == "project_investment") & nouns.str.contains(OF_A_PROJECT))).then(
        nouns
    )
    short = (nouns.str.len_chars() >= 2) & (nouns.str.count_matches(" ") <= 4)
    ahead = pl.col("segment").str.slice(-160)
    between_two = between.str.extract(
        rf"^[^;.]{{0,20}}?giữa\s[^;.,]{{2,30}}?\svà\s({CAPITAL}[{LETTER}]*(?:\s{CAPITAL}[{LETTER}]*){{0,2}})"
    )
    # "sang Nhật Bản, Đức và Pháp lần lượt tăng 5%, 4% và 3%": with each in its turn.
    listed = between.str.extract(PARTNERS_IN_TURN, 2)
    turn = pl.int_range(pl.len()).over("s", "head_end")
    in_turn = pl.concat_str(
        between.str.extract(PARTNERS_IN_TURN, 1).str.to_lowercase(),
        pl.lit(" "),
        listed.str.replace_all(r"\s+và\s+", ", ")
        .str.split(", ")
        .list.get(turn, null_on_oob=True)
        .str.strip_chars(),
    )
    partner = (
        pl.when(pl.col("metric").is_in(codes.BY_PARTNER) & listed.is_not_null())
        .then(in_turn)
        .when(pl.col("metric").is_in(codes.BY_PARTNER))
        .then(pl.coalesce(pl.concat_str(pl.lit("với "), between_two), between.str.extract(PARTNER)))
        .str.replace_all(r"\s+", " ")
    )
    # "ngành dệt tăng trưởng 5% thì năm nay tăng 7%": a head of an earlier clause brings its branch along.
    at_head = pl.col("sentence").str.slice(0, pl.col("head_end")).str.slice(-100)
    branch = (
        pl.when(pl.col("head").is_not_null())
        .then(
            pl.coalesce(
                told.str.extract(told_so) for told in (ahead, at_head) for told_so in (BRANCH, BRANCH_OF)
            )
        )
        .str.to_lowercase()
        .str.replace(BRANCH_DOES, "")
        .replace(SECTORS)
    )
    told = branch.str.contains(rf"^{BRANCHES}\s\S") & ~branch.str.contains(DEMONSTRATED)
    branch = pl.when(told & ((branch != "ngành du lịch") | ~pl.col("metric").is_in(codes.TOURISM))).then(
        branch
    )
    told_of = pl.when(pl.col("metric").is_in(codes.BY_PARTNER)).then(
        pl.col("sentence").str.slice(0, pl.col("head_at")).str.slice(-120)
    )
    ours = {"nội": "trong nước", "nội địa": "trong nước"}
    of_trade = pl.when(pl.col("metric").is_in(codes.BY_PARTNER)).then(between)
    sector = pl.coalesce(
        way
        for words, told in ((told_of, SECTOR), (of_trade, OF_SECTOR))
        for way in (
            pl.when(words.str.extract(told, 1).is_not_null()).then(pl.lit("FDI")),
            words.str.extract(told, 2).str.to_lowercase().replace(ours),
        )
    )
    guests = pl.when(pl.col("metric") == "tourist_arrivals").then(
        pl.col("right").str.extract(SORT_OF_GUESTS).str.to_lowercase()
    )
    traded, share = pl.col("metric").is_in(codes.BY_PARTNER), pl.col("kind") == "share"
    tourists = share & (pl.col("metric") == "tourist_arrivals")
    union = pl.when(traded & share).then(pl.col("before").str.extract(UNION))
    share_of = pl.coalesce(
        pl.concat_str(pl.lit("với "), pl.coalesce("_partner_share", union)),
        pl.concat_str(pl.lit("từ "), pl.when(tourists).then(pl.col("before").str.extract(VISITORS))),
    )
    behind = (
        pl.when(traded & share)
        .then(pl.col("right").str.extract(GOODS_BEHIND))
        .str.replace_all(rf"{CAPITAL}.*$", "")
    )
    goods = behind.str.replace(STOP, "").str.strip_chars(" -–").str.to_lowercase()
    own = pl.coalesce(
        pl.when(~other_side.fill_null(False)).then(between.str.extract(OWNERSHIP)),
        pl.when(pl.col("dimension") == "count").then(pl.col("right").str.extract(AFTER)),
    ).str.to_lowercase()
    narrow = pl.col("head").replace_strict(NARROW, default=None, return_dtype=pl.String)
    in_all = pl.col("head").is_in(SHARES_BOUGHT) & pl.col("sentence").str.slice(0, pl.col("head_at")).str.contains(IN_ALL)  # fmt: skip
    narrow = pl.when(~in_all.fill_null(False)).then(narrow)
    # "chi thường xuyên 900 tỷ đồng, dự phòng 30 tỷ đồng": the second is of its own.
    apart = (parallel & named).fill_null(False) & pl.col("metric").is_in(codes.BY_OTHER_PARTS)
    source = pl.when(pl.col("metric") == "state_budget_revenue").then(
        between.str.extract(FROM_WHERE)
        .str.replace(STOP, "")
        .str.strip_chars()
        .str.to_lowercase()
        .replace(SECTORS)
    )
    narrow = pl.when(~apart & source.is_null() & guests.is_null()).then(narrow)
    own, nouns = pl.when(source.is_null()).then(own), pl.when(guests.is_null()).then(nouns)
    branch = pl.when(sector.is_null() & source.is_null()).then(branch)
    # "giá nhà ở xã hội" is no price of just any house.
    homes = pl.when(pl.col("metric") == "price").then(
        pl.col("sentence").str.slice(pl.col("head_at"), 60).str.extract(HOMES).str.to_lowercase()
    )
    nouns, narrow = (pl.when(homes.is_null() | (c != "nhà")).then(c) for c in (nouns, narrow))
    of_goods = pl.when((goods.str.len_chars() > 1) & (goods.str.count_matches(" ") <= 4)).then(goods)
    parts = [
        narrow,
        pl.when(short).then(
            nouns.str.to_lowercase()
            .str.replace(r"^hợp$", "hợp nhất")
            .str.replace(r"^người\s", "")
            .replace(SECTORS)
        ),
        homes,
        of_goods,
        partner,
        share_of,
        own,
        sector,
        guests,
        source,
        branch,
    ]
    parts += [_of_some_people(), pl.when(traded).then(between.str.extract(GOODS_TOLD))]
    joined = pl.concat_list(parts).list.drop_nulls().list.unique(maintain_order=True).list.join(", ")
    rows = rows.with_columns(scope=pl.when(pl.col("metric").is_not_null() & (joined != "")).then(joined))
    # By how much a figure grew is told of what that is of.
    rows = rows.with_columns(
        scope=pl.when("_beside_last").then(neighbours.before(pl.col("scope"), "s")).otherwise("scope")
    )
    return _with_partner(rows.drop("_between", "_own_nouns", "_nouns", "_partner_share"), reading)


@cache
def _of_some_people() -> pl.Expr:
    """The part of the people that a figure of people is of, told in its clause or right behind it; null where it is of all."""
    clause = pl.col("gap").str.extract(r"([^,;.]*)$")
    behind = pl.col("right").str.extract(r"^([^,;.]{0,60})")
    told = pl.coalesce(clause.str.extract(SOME_PEOPLE), behind.str.extract(SOME_PEOPLE))
    return pl.when(pl.col("metric").is_in(codes.BY_PEOPLE)).then(
        told.str.replace(PEOPLE_LEAD, "").str.to_lowercase()
    )


def _with_partner(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Trade of the country with the one other country that the sentence names; "song phương" where it is bilateral
    and the sentence names none or several, so that it is never taken for the whole.
    """
    foreign = (
        reading.places.filter(pl.col("level") == "country", pl.col("place") != "Việt Nam")
        .group_by("a", "s")
        .agg(
            _partners=pl.col("place").n_unique(),
            _partner=pl.col("place").first(),
            _partner_at=pl.col("start").min(),
        )
    )
    rows = rows.join(foreign, on=["a", "s"], how="left", maintain_order="left")
    # "Trong đó, Việt Nam xuất khẩu …": with the partner of the sentence before, in the same article.
    before = foreign.select("a", s=pl.col("s") + 1, _partners_before="_partners", _partner_before="_partner")
    goes_on = (
        pl.col("sentence").str.contains(r"^(?i:trong đó|trong số này|riêng)\b")
        & pl.col("_partners").is_null()
    )
    rows = rows.join(before, on=["a", "s"], how="left", maintain_order="left").with_columns(
        _partners=pl.when(goes_on).then("_partners_before").otherwise("_partners"),
        _partner=pl.when(goes_on).then("_partner_before").otherwise("_partner"),
    )
    open_trade = (
        pl.col("metric").is_in(codes.BY_PARTNER)
        & (pl.col("subject") == "Việt Nam")
        & ~pl.col("scope").fill_null("").str.contains(rf"{BEGINS}(?:sang|với|từ|vào thị trường)\s")
    )
    # "300 tỷ USD, trong đó Hoa Kỳ 90 tỷ USD": the partner is that of the later figure.
    ahead = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("_partner_at", "end") - pl.col("end")
    )
    later = ahead.str.contains(r"[,;]\s").fill_null(False)
    one = (open_trade & (pl.col("_partners") == 1) & ~later).fill_null(False)
    bilateral = pl.col("sentence").str.contains(BILATERAL) | (pl.col("_partners") > 1)
    unclear = (open_trade & ~one & bilateral).fill_null(False)
    told = pl.concat_str(pl.lit("với "), "_partner")
    return rows.with_columns(
        scope=pl.when(one | unclear)
        .then(
            pl.concat_list("scope", pl.when(one).then(told).otherwise(pl.lit("song phương")))
            .list.drop_nulls()
            .list.join(", ")
        )
        .otherwise("scope"),
    ).drop("_partners", "_partner", "_partner_at", "_partners_before", "_partner_before")


@of_rows
def with_total(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds part_of: the fact_id of the total before "trong đó", in the sentence or right before it."""
    id_ = key(
        "version_id",
        pl.lit("measurements"),
        pl.col("char_start") + pl.col("start").cast(pl.Int32),
        pl.col("char_start") + pl.col("end").cast(pl.Int32),
    )
    rows = rows.sort("s", "start").with_columns(_id=id_)
    inside = pl.col("segment").str.contains(WITHIN) & ~pl.col("segment").str.contains(TOTAL_AGAIN)
    level = (pl.col("kind") == "level") & pl.col("equivalent_of").is_null()
    total = pl.when(~inside & level)
    by = ["a", "unit"]
    rows = rows.with_columns(
        _total=total.then("_id").forward_fill().over(by),
        _total_value=total.then("value").forward_fill().over(by),
        _total_s=total.then("s").forward_fill().over(by),
        _total_metric=total.then("metric").forward_fill().over(by),
        _total_subject=total.then("subject").forward_fill().over(by),
        _total_kind=total.then("subject_kind").forward_fill().over(by),
    )
    opens = pl.col("sentence").str.contains(r"^(?i:trong đó|trong (?:tổng )?số (?:này|đó))\b")
    near = (pl.col("_total_s") == pl.col("s")) | (opens & (pl.col("s") - pl.col("_total_s") <= 1))
    part = inside & level & near & (pl.col("value") <= pl.col("_total_value"))
    alike = (part & pl.col("subject").is_null()) & (
        pl.col("metric").is_null() | (pl.col("metric") == pl.col("_total_metric"))
    ).fill_null(False)
    # A share in brackets is of the figure before it: "5.958 tỷ đồng (37%)".
    bracketed = (
        (pl.col("unit") == "percent")
        & pl.col("gap").str.contains(r"^\s*\(\s*(?:chiếm )?$")
        & pl.col("linked")
    )
    rows = rows.with_columns(
        part_of=pl.when(part).then("_total"),
        subject=pl.when(alike).then("_total_subject").otherwise("subject"),
        subject_kind=pl.when(alike).then("_total_kind").otherwise("subject_kind"),
    ).drop("_id", "_total", "_total_value", "_total_s", "_total_metric", "_total_subject", "_total_kind")
    held = bracketed & pl.col("subject").is_null()
    return rows.with_columns(
        subject=pl.when(held).then(neighbours.before(pl.col("subject"), "s")).otherwise("subject"),
        subject_kind=pl.when(held)
        .then(neighbours.before(pl.col("subject_kind"), "s"))
        .otherwise("subject_kind"),
    )


@of_rows
def with_speaker(rows: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Adds speaker: of the statement in the same sentence whose words hold the figure; the innermost one.

    `statements` has s, start, end and speaker.
    """
    said = (
        statements.filter(pl.col("speaker").is_not_null())
        .select("s", "speaker", _from="start", _until="end")
        .sort("s", "_from")
        .unique(["s", "_from"], keep="first", maintain_order=True)
    )
    rows = rows.sort("s", "start").join_asof(
        said, left_on="start", right_on="_from", by="s", check_sortedness=False
    )
    return rows.with_columns(speaker=pl.when(pl.col("_until") >= pl.col("end")).then("speaker")).drop(
        "_from", "_until"
    )
