"""Which of those who could own a figure has it: the order of linguistics §15.2."""

import polars as pl

from flows.extract.measurements import areas, codes
from flows.extract.measurements.about import SEVERAL
from flows.extract.measurements.budgets import of_a_treasury
from flows.extract.measurements.counts import RECEIVED
from flows.extract.measurements.inherited import SHARES, WORLD, of_services
from flows.extract.measurements.lands import THIS_LAND
from flows.extract.measurements.meant import LEADERS
from flows.extract.measurements.partners import of_a_market, partners_share
from flows.extract.measurements.privately import pocket
from flows.extract.measurements.undertakings import plainly_of_project
from flows.letters import BEGINS, CAPITAL, ENDS, LETTER, SMALL
from flows.read.sentences import date_line

# A province or a firm that is not named: not the country.
LOCAL = rf"(?i){BEGINS}(?:GRDP|tỉnh|thành phố|huyện|xã|địa bàn|địa phương|công ty|tập đoàn|doanh nghiệp này){ENDS}"
# "ông A, Phó Giám đốc Sở B, cho biết": of a province that is not told; "tổng mức đầu tư dự án …, giải ngân": of the project.
AT_HOME = rf"(?:^|\s)(?:TP|[Tt]ỉnh|[Tt]hành phố|địa bàn)(?:\s{SMALL}|[,.;:]|$)"
SOME = r"(?i)(?:các|những|nhiều|mọi|từng|mỗi|một số|hai|ba|(?:^|\s)[0-9]{1,2})\s(?:tỉnh|thành phố|TP)"
OFFICE = rf"{BEGINS}Sở\s{CAPITAL}"
OF_WORKS_ONLY = r"(?i)tổng mức đầu tư"
# "kim ngạch hai nước": Việt Nam's, if no two others are named.
TRADES = r"(?i)xuất khẩu|nhập khẩu|xuất siêu|nhập siêu|kim ngạch|thặng dư thương mại"
BILATERAL = (
    r"(?i)hai nước|song phương|hai chiều|hai bên|giữa (?:Việt Nam|ta|VN)|(?:Việt Nam|Việt|VN) ?[-–] ?[A-ZĐẤ]"
)
# "Đan Mạch có 40 dự án tại Việt Nam": who has them owns them, wherever they lie.
HAS = r"(?i)^\s(?:(?:hiện|đang|đã|cũng|mới|là|nước|nhà đầu tư|đứng|dẫn đầu|tiếp tục|các|doanh nghiệp|còn)\s){0,5}(?:có|đầu tư|đăng ký|rót|dẫn đầu|đứng|là (?:một trong )?(?:những )?(?:nhà đầu tư|quốc gia|đối tác))\s"
# "ngân sách chi 5 tỷ đồng … tại Hà Nam", "8% của Đồng Nai": whose the figure is stands right behind it.
BEHIND = r"(?i)^\s(?:của|tại|ở|trên địa bàn)\s(?:(?:tỉnh|thành phố|TP\.?|nước|toàn|cả|riêng)\s?)*$"
# "(quận 9, tổng mức đầu tư 700 tỷ đồng)": where the thing before the brackets lies.
BRACKETED = r"\([^()]*$"
# What somebody took or was paid for a crime is no place's.
CRIME = (
    r"(?i)tống tiền|chiếm đoạt|lừa đảo|hối lộ|tham ô|trộm|cướp|tiền chuộc|cá độ|đánh bạc|rửa tiền|biển thủ"
)
LEADS_TO = rf"^(?:[^.;:{CAPITAL}]|[A-Z]{{2,}})*,\s(?:(?:{SMALL}+|[A-Z]{{2,}})\s){{0,4}}$"
# "GRDP tăng 9%, đứng thứ hai cả nước" leads to nobody.
BEATS = r"(?i),\s(?:đứng|xếp|cao|thấp|dẫn|thuộc|nằm|là|hơn|vượt|bằng|trong khi)\s.*$"
LEVIES = r"^\s(?i:(?:đã|sẽ|vừa|đang|cũng|muốn|quyết định|tuyên bố|dự kiến|có thể)\s){0,3}(?i:áp|áp đặt|áp dụng|đánh)\s(?i:mức\s)?(?i:thuế)\b"  # "Mỹ áp thuế …"
LEVIED = r"(?i)(?:chịu|đối mặt|bị áp|bị đánh)"  # a tax that another country levies on ours
# "95% hợp đồng", "100% khối lượng": of the works that the article is about.
WORK_DONE = r"(?i)^\s*(?:giá\s+trị\s+)?(?:hợp đồng|khối lượng|tiến độ)"
# The economy of other lands.
ELSEWHERE = rf"ECB|(?:Fed|FED|EU|APEC|OECD|G7|G20|BRICS){ENDS}|(?i:eurozone|châu âu|toàn cầu|đồng euro|kinh tế thế giới)|{THIS_LAND}"
# What only a state owes; of another one its name stands nearer.
PUBLIC_DEBT = rf"(?i){BEGINS}(?:nợ công|nợ (?:của )?chính phủ|nợ nước ngoài của quốc gia){ENDS}"
THAT_LAND = rf"{THIS_LAND}|(?i:chính phủ) này"
# "Đức là đối tác thương mại lớn nhất của Việt Nam, với kim ngạch …", "khách Đức đến Việt Nam": ours.
PARTNER_OF_OURS = r"(?:đối tác (?:thương mại|xuất khẩu|nhập khẩu)|thị trường (?:xuất khẩu|nhập khẩu))[^.;]{0,60}\scủa\s(?:Việt Nam|nước ta|VN)"
VISITS_US = rf"(?i:khách)\s(?:du lịch\s|quốc tế\s)?(?:{CAPITAL}[^,.;]{{1,25}}\s)?(?:đến|tới|sang|vào)\s(?:Việt Nam|nước ta|VN)"
UNION = rf"{BEGINS}EU\s(?:có|xuất|nhập|thặng|thâm){ENDS}"  # its trade is no country's
# What is a firm's even where no metric is told, if the sentence names no other body; a school's is unclear.
NO_FIRM = r"^(?:Trường|Đại học|Học viện|Viện|Bệnh viện|Ngân hàng (?:Trung ương|Nhà nước|Thế giới))"
# "vừa mở một nhà máy trị giá 12 triệu USD": one that no one has told of before.
ANOTHER_ONE = r"(?i)(?:xây|mở|lập|dựng|đầu tư|có|thêm|phát triển)\s(?:thêm\s)?(?:một|1)\s(?:dự án|nhà máy|công trình|cây cầu|tuyến|khu|trung tâm|bệnh viện|nhà ga|cảng|trường)\s"
# "diện tích cây dược liệu 500 ha", "đất cho thuê 20 ha": an area is the article's project's where its headline or the clause speaks of one.
OF_THE_WORKS = r"(?i)dự án|công trình|nhà máy|mặt bằng|thu hồi|quy mô|xây dựng|khu (?:đất|đô thị|công nghiệp|du lịch|dân cư|nhà)|phân khu|giai đoạn"
# "370 hộ dân có nhà rộng 45 m2": theirs, not the project's that they live by.
HOUSEHOLDS = r"(?i)(?:^|\s)hộ\s(?:dân|gia đình|có|bị|đã|được)"
WITH = r"\s(?:với|cho|của|tại|từ|ở|sang|vào|đến|tới|cùng)\s"
INVESTS = r"^\s(?:đã\s|sẽ\s|đang\s)?(?:đầu tư|(?:dự kiến|cần|bố trí|huy động|dành)(?: tổng)?(?: nguồn)? (?:vốn|kinh phí))\b"
# An area below the province that is not named, "đến nay quận có 700 doanh nghiệp", or many provinces: "vào 37 tỉnh, thành phố".
BELOW = r"(?i)(?:^|[\s,;“\"])(?:toàn\s)?(?:quận|huyện|xã|phường|thị xã)(?:\s(?:có|đã|đang|sẽ|này|còn|đạt|thu|ước|đón)\s|,)|[0-9] tỉnh,? thành"
OWNED = rf"(?i)^\s*(?:{SMALL}+\s){{0,4}}?(?:của|tại|ở|trên địa bàn)?\s*(?:cả\s)?$|^[^,;.]{{0,60}}\scủa\s(?:(?:cả|tỉnh|thành phố|huyện)\s)?$"
# An owner that is named, but not recognised ("của Nestlé"), not filled in ("của {{province}}") told from outside ("của tỉnh bạn"), or several.
UNKNOWN = rf"(?:^|\s)của\s(?:{CAPITAL}|[{{\[<]|(?:[0-9]+|các|những|nhiều|một số|hầu hết|mỗi|từng)\s(?:tỉnh|thành|địa phương|huyện|xã|nước|quốc gia|vùng|doanh nghiệp|ngân hàng|công ty|hộ|người)(?:[^{LETTER}]|$)|{SMALL}+\s(?:bạn|khác|láng giềng)(?:[^{LETTER}]|$))"
# A firm by its noun alone ("của Tổng Công ty là") and this country are no one unknown.
OF_THIS = r"\scủa\s(?:Tổng [Cc]ông ty|Công ty|Tập đoàn|Ngân hàng|Việt Nam|VN)(,|\s(?:mẹ|này|đã|là|đạt|trong|năm|quý|tháng|tăng|giảm|ước|ở|còn|lên|vẫn|cũng|hiện|được)\s)"
OF_MANY = r"(?i)(?:của|trong số)\s(?:hơn\s|gần\s|khoảng\s)?[0-9.]+\s(?:doanh nghiệp|công ty|ngân hàng|hộ|người|quốc gia|nước|cơ sở)[^,;]*$"
# "cao hơn bình quân cả nước (15,07% so với 9,64%)": the second is of whom the first is compared with.
COMPARED = r"(?i)(?:hơn|vượt|so với|kém|bằng|xa)\s(?:[^,;.()]{0,40}\s)?(?:cả nước|toàn quốc)\s\([^()]*$"
EARNED, LIES = ["revenue", "profit"], r"(?i)\s(?:tại|ở)\s(?:\S+\s){0,2}$"  # a firm's "tại Lào" is of no land
OF_ANOTHER_LAND = r"^[^,;.]{0,90}\scủa\s(?:[A-UW-ZĐÁÀÂ]|[Cc]hâu )"  # "chiếm 18% kim ngạch của Áo"
OF_ALL = r"^\scủa\s(?:cả nước|toàn quốc)"  # "7,09% của cả nước"
# "Pháp hỗ trợ thành phố B 26 triệu euro": who gives, not who is given to.
GIVES = r"^\s(?:(?:đã|sẽ|đang|cũng|vừa|cam kết|tiếp tục)\s){0,2}(?:hỗ trợ|viện trợ|tài trợ|cấp|trao|tặng|ủng hộ|cho)(?: không hoàn lại)?(?: cho)?(?: (?:tỉnh|thành phố|TP\.?|huyện|nước|nhân dân|người dân|Chính phủ|chính phủ))*\s$"
# "Lào nợ Việt Nam 1 tỷ USD": a debtor told before its verb.
OWES = r"^\s(?:(?:đã|đang|còn|hiện|vẫn|phải|cũng)\s)*nợ\s"
# "ông A nắm giữ 5% vốn của Công ty B": of who holds it.
HOLDS = r"(?i)(?:sở hữu|nắm giữ|nắm|góp)(?:\s(?:hơn|gần|khoảng|tới|trên|lên|tỷ lệ|tỉ lệ|đến))*\s$"
# "Bốn dự án trên có tổng vốn …": of no one of them. "A (3 tỷ đồng) và gấp đôi B (": of what the brackets stand behind.
THESE = r"(?i)(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|[0-9]+|các|những)\s(?:dự án|công trình|tuyến|gói thầu)\s(?:trên|này|nêu trên|kể trên|đó)\s"
NEXT_ITEM = rf"{CAPITAL}{LETTER}*\s\($"
# "giá heo hơi về Hải Bình …, heo đi Lào …": with another partner.
ANOTHER_WAY = rf",\s[^,;]{{0,30}}\s(?:đi|sang|về)\s{CAPITAL}"
KINDS = {"@here": "place", "@nation": "country"}


def chosen() -> pl.Expr:
    """Which of the owners met has the figure (`project`, `firm`, `before`, …): none where two can, null where none was met."""
    told = pl.col("metric").is_not_null()
    metric_in = {
        name: pl.col("metric").is_in(alike).fill_null(False)
        for name, alike in {"economy": codes.OF_ECONOMIES, "firm": codes.OF_FIRMS, "project": codes.OF_PROJECTS, "total": codes.OF_TOTALS, "nation": codes.OF_THE_NATION, "none": codes.OF_NO_ONE, "main": codes.OF_MAIN_PROJECT, "market": codes.OF_MARKETS, "investor": codes.OF_INVESTORS, "no_firm": codes.OF_NO_FIRM, "bracketed": codes.NOT_BRACKETED, "works": codes.OF_WORKS, "body": codes.OF_BODIES}.items()
    }  # fmt: skip
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    link = pl.col("sentence").str.slice(pl.col("_at"), pl.max_horizontal("at_after", "_at") - pl.col("_at"))
    owned = (pl.col("at_after") < pl.col("start")) & link.str.contains(OWNED) & pl.col("head").is_not_null()
    # "Tập đoàn X đầu tư tại Việt Nam 3 tỷ USD": of whom acts, wherever it is and whomever with.
    to_place = pl.col("sentence").str.slice(
        pl.col("_doer_until"), pl.max_horizontal("at_before", "_doer_until") - pl.col("_doer_until")
    )
    gives = (pl.col("_doer").is_not_null() & to_place.str.contains(GIVES)).fill_null(False)
    owned = owned.fill_null(False) & ~gives
    since = pl.col("sentence").str.slice(
        pl.col("until_before"), pl.max_horizontal("start", "until_before") - pl.col("until_before")
    )
    # It stands in brackets that are closed, or before an item of another's: "Hà Nội 5 tấn, heo đi Trung Quốc 8 tấn".
    aside = since.str.contains(rf"^[^(]*\)|,\s[^,;]{{0,30}}\s(?:đi|sang)\s{CAPITAL}")
    bracketed = (
        pl.col("metric").is_in(codes.NOT_BRACKETED)
        & since.str.contains(r"^[^(]*$")
        & pl.col("sentence").str.slice(0, pl.col("at_before")).str.contains(BRACKETED)
        & pl.col("before").str.contains(BRACKETED)
    )
    near = (
        (pl.col("at_before") >= segment_start).fill_null(False)
        & ~aside.fill_null(False)
        & ~bracketed.fill_null(False)
    )
    headed = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("start", "head_end") - pl.col("head_end")
    )
    # "tiền lương của Chủ tịch HĐQT là": of whose chairman, other words tell.
    led = (pl.col("metric") == "wage") & headed.str.contains(
        rf"\scủa(?i:\s(?:các|những|mỗi|phó|tổng|[0-9]+))*{LEADERS}"
    )
    led = led.fill_null(False)
    others = headed.str.replace_all(OF_THIS, "${1}").str.contains(UNKNOWN) & ~led
    others = others.fill_null(False) | pl.col("segment").str.contains(OF_MANY)
    behind = (pl.col("at_after") >= pl.col("end")) & areas.to_next_place().str.contains(BEHIND)
    # … but what is built for a sum lies there: "nhà máy 12 triệu USD tại Việt Nam".
    lies = (metric_in["works"] & pl.col("right").str.contains(areas.PLACED)) | areas.stands_there()
    behind = (
        ((behind & ~lies) | areas.theirs_behind()) & ~pl.col("kind").is_in(["share", "ratio"])
    ).fill_null(False)
    # "GRDP của Đồng Nai tăng 8%, Long An tăng 5%": one head, an owner for each figure; of trade and visitors another
    # country may be the partner as well.
    newer = (
        pl.col("linked")
        & (pl.col("head_end") <= pl.col("prev_end"))
        & (pl.col("at_before") >= pl.col("prev_end"))
    ).fill_null(False)
    partner = (
        newer
        & pl.col("metric").is_in(codes.FROM_ABROAD)
        & (pl.col("kind_before") == "country")
        & ~pl.col("gap").str.contains(RECEIVED)
    ).fill_null(False)
    # Of the country's own trade it is one, which the scope tells.
    at_home = partner & pl.col("name_after").is_in(["Việt Nam", "@nation"]).fill_null(False)
    # "dự án A đã giải ngân 900 tỷ đồng": its own, no public body's.
    paid_out = (
        (pl.col("metric") == "public_investment_disbursement")
        & pl.col("_project_here")
        & pl.col("_doer").is_null()
    ).fill_null(False)
    # "Dự án này đã thua lỗ 900 tỷ đồng": what a project earns or owes is its own.
    itself = metric_in["firm"] & pl.col("sentence").str.contains(r"^(?:Dự án|Nhà máy|Công trình) này\s")
    its = (metric_in["project"] | ~told | paid_out | itself) & ~of_a_treasury()
    # What only firms have is a plant's where its own sentence says so, not because one before told of the plant, and not where a
    # firm does something behind it: "… nhà máy A. Về kết quả, Công ty B đạt doanh thu 5 tỷ đồng".
    passed_by = ~pl.col("_project_here") & ~plainly_of_project()
    passed_by |= pl.col("_doer_trades") & (pl.col("_doer_until") > pl.col("_project_until"))
    passed_by &= pl.col("metric").is_in(codes.OF_FIRMS_ALONE)
    passed_by |= pl.col("gap").str.contains(THESE)
    passed_by |= (
        pl.col("linked")
        & (pl.col("_project_until") <= pl.col("prev_end"))
        & pl.col("gap").str.contains(NEXT_ITEM)
    )
    project = pl.col("_project").is_not_null() & its & ~passed_by.fill_null(False)
    generic = pl.col("name_before").is_in(list(KINDS)).fill_null(False)
    # "riêng Tập đoàn X xuất khẩu 2 tỷ USD": the firm is nearer than any place; "theo Tổng cục X" only speaks.
    nearer = (pl.col("_firm_until") > pl.col("until_before")).fill_null(True)
    own_firm = pl.col("_firm").is_not_null() & ~pl.col("_firm_speaks") & (~near | nearer)
    traded = pl.col("metric").is_in(codes.TRADE).fill_null(False)
    elsewhere = pl.col("sentence").str.contains(ELSEWHERE) & (
        ~traded | pl.col("sentence").str.contains(rf"^(?:EU|ECB|Fed|FED|Eurozone)\b|{THIS_LAND}")
    )
    ours = (pl.col("topic_kind") == "country") | pl.col("sentence").str.contains(
        rf"Việt Nam|VN{ENDS}|nước ta"
    )
    abroad = (pl.col("kind_opening") == "country") & ~pl.col("name_opening").is_in(["Việt Nam", "@nation"])
    # "Mỹ áp thuế, GDP tăng 8%": another country that did something else.
    foreign_before = (
        abroad
        & (pl.col("topic") == "Việt Nam")
        & (pl.col("role") == "title")
        & pl.col("segment").str.contains(",")
    ).fill_null(False)
    has = (
        metric_in["investor"]
        & (pl.col("kind_opening") == "country")
        & (pl.col("until_opening") < pl.col("start"))
        & pl.col("sentence").str.slice(pl.col("until_opening"), 60).str.contains(HAS)
    ).fill_null(False)
    ours_with = (traded & pl.col("segment").str.contains(PARTNER_OF_OURS)) | (
        (pl.col("metric") == "tourist_arrivals") & pl.col("segment").str.contains(VISITS_US)
    ).fill_null(False)
    indebted = (
        (pl.col("metric") == "debt")
        & pl.col("segment").str.contains(PUBLIC_DEBT)
        & ((pl.col("topic_kind") != "country") | (pl.col("topic") == "Việt Nam")).fill_null(True)
        & (~abroad).fill_null(True)
        & ~pl.col("segment").str.contains(THAT_LAND)
    ).fill_null(False)
    # "Với 3 triệu dân, Hải Bình …" leads to whom the figure is of, "7% trong khi Đức là 4%" to another.
    to_opening = pl.col("sentence").str.slice(
        pl.col("until_opening"), pl.max_horizontal("start", "until_opening") - pl.col("until_opening")
    )
    opened = (pl.col("until_opening") <= pl.col("start")) & ~to_opening.str.contains(ANOTHER_WAY)
    leads = (
        pl.col("sentence")
        .str.slice(pl.col("end"), pl.max_horizontal("at_opening", "end") - pl.col("end"))
        .str.replace(BEATS, "")
        .str.contains(LEADS_TO)
    )
    levies = (
        (pl.col("metric") == "tax_rate")
        & pl.col("sentence").str.slice(pl.col("until_before"), 60).str.contains(LEVIES)
    ).fill_null(False)
    levied = ((pl.col("metric") == "tax_rate") & pl.col("segment").str.contains(LEVIED)).fill_null(False)
    # "giá đất tại Đà Nẵng", "nợ của tỉnh": a place has what firms have where the words say so.
    ahead_of = pl.col("sentence").str.slice(0, pl.col("at_before")).str.slice(-25)
    held = near & ahead_of.str.contains(r"(?i)(?:của|tại|ở|trên địa bàn)\s(?:\S+\s){0,2}$")
    held &= ~(pl.col("metric").is_in(EARNED) & ahead_of.str.contains(LIES)).fill_null(False)
    # "ông A, Giám đốc Công ty B, cho biết giá đất …": who speaks of a market has no share price.
    spoken = (
        (pl.col("metric") == "price") & ~pl.col("segment").str.contains(SHARES) & pl.col("_firm_told_by")
    ).fill_null(False)
    owes = near & (pl.col("metric") == "debt").fill_null(False) & since.str.contains(OWES).fill_null(False)
    beside = ((held | to_place.str.contains(WITH)) & pl.col("_doer_trades")) | gives
    acts = (
        pl.col("_doer").is_not_null()
        & (~near | (pl.col("_doer_until") > pl.col("until_before")) | beside).fill_null(True)
        & (
            ~told
            | metric_in["firm"]
            | metric_in["body"]
            | (
                pl.col("_doer_trades")
                & (metric_in["main"] | metric_in["total"] | (pl.col("metric") == "employment"))
            )
            | pl.col("head").str.contains("^(?:nộp|chi|đóng góp)")
        )
    ).fill_null(False)
    # A firm's doing is its own clause's: before whatever the article told earlier.
    trades = acts & pl.col("_doer_trades") & ~metric_in["works"] & ~areas.of_a_project()
    farther = (held & ~nearer).fill_null(False)
    clause = pl.concat_str(
        "segment", pl.col("right").str.slice(0, 60).str.extract(r"^([^.;]*)"), separator=" "
    )
    several = (
        clause.str.contains(SEVERAL)
        | pl.col("segment").str.contains(HOUSEHOLDS)
        | pl.col("segment").str.contains(ANOTHER_ONE)
    )
    of_firm = pl.col("_main_firm").is_not_null() & ~pl.col("topic_titled").fill_null(False)
    world = (pl.col("metric").is_in(codes.OF_MARKETS) & pl.col("sentence").str.contains(WORLD)).fill_null(
        False
    )
    # "… Thái Lan (2,1 tỷ USD), Malaysia (1,8 tỷ USD)": partners of the trade that the sentence is about.
    bought = (
        ~told
        & (pl.col("kind_before") == "country")
        & ~pl.col("name_before").is_in(["Việt Nam", "@nation"])
        & (pl.col("topic") == "Việt Nam")
        & pl.col("sentence").str.contains(TRADES)
    ).fill_null(False)
    works = pl.col("kind").is_in(["ratio", "share"]) & ~told & pl.col("right").str.contains(WORK_DONE)
    # "thị trường Hà Nội có 9 dự án" is not of the province that the article is about.
    elsewhere |= (
        (pl.col("_other") != pl.col("topic"))
        & (pl.col("_other_end") >= segment_start)
        & ~pl.col("metric").is_in(codes.FROM_ABROAD)
    ).fill_null(False)
    of_works = (pl.col("metric") != "area").fill_null(True) | (
        (pl.col("_main_titled").fill_null(False) | clause.str.contains(OF_THE_WORKS))
        & ~clause.str.contains(areas.CROPS)
    )
    crime = (
        ~told
        & (pl.col("dimension") == "money")
        & pl.concat_str("gap", pl.col("right").str.slice(0, 25)).str.contains(CRIME)
        & pl.col("_doer").is_null()
    ).fill_null(False)
    workforce = (pl.col("metric") == "employment") & pl.col("segment").str.contains(
        r"(?i)số (?:người )?lao động|lực lượng lao động|(?:người|lao động) (?:từ 15 tuổi trở lên )?có việc làm"
    )
    of_one_project = (
        (pl.col("metric") == "project_investment")
        & ~pl.col("sentence").str.contains(SEVERAL)
        & ~since.str.contains(INVESTS).fill_null(False)
    )
    # "khách thuê nhà ở Nha Trang giá 100 triệu đồng": what people pay is no place's.
    private = (
        pocket() & (~told | (pl.col("metric") == "price")) & pl.col("kind_before").is_in(["place", "country"])
    )
    # "… như Bình Dương (17%) và Đồng Nai (12%)"; a land of whom ours buys is no owner.
    abroad_tag = (pl.col("_tag_kind") == "country") & (
        traded | pl.col("sentence").str.contains(TRADES) | metric_in["investor"]
    )
    tagged = pl.col("_tag").is_not_null() & ~abroad_tag.fill_null(False) & ~metric_in["bracketed"]
    share, of_market = partners_share(), of_a_market()
    whole_of = (
        pl.col("right").str.contains(r"^[^,;.]{0,60}\s(?:của|cả)\s") & pl.col("kind_after").is_not_null()
    )
    home = pl.col("topic").is_not_null() & (
        (pl.col("topic_kind") != "country") | (pl.col("topic") == "Việt Nam")
    )
    compared = pl.col("gap").str.contains(r"^\sso với(?: mức)?\s$") & pl.col("before").str.contains(COMPARED)
    of_all = (
        pl.col("right").str.contains(OF_ALL)
        & metric_in["economy"]
        & ~pl.col("kind").is_in(["share", "ratio", "multiple"])
    )
    local = (
        pl.col("sentence").str.contains(LOCAL)
        | pl.col("sentence").str.contains(OFFICE)
        | (metric_in["body"] & pl.col("sentence").str.contains(OF_WORKS_ONLY))
    )
    # What an article's home is told of without its name, where most of the article is not.
    told_of = pl.col("sentence").str.slice(date_line())
    of_home = told_of.str.replace_all(SOME, " ").str.contains(AT_HOME)
    of_home |= told_of.str.contains(pl.col("topic"), literal=True)
    unknown_home = pl.col("topic").is_null() | ~(
        pl.col("topic_told") | of_home | pl.col("_main_firm").is_not_null()
    )
    # In a section of a roundup, and behind a sentence about one province, what nobody is told to have is not the nation's.
    passed = pl.col("_passage").is_not_null() & ~pl.col("metric").is_in(codes.TOLD_BY_LANDS).fill_null(False)
    unknown_home &= ~pl.col("is_part") & ~passed
    # "GDP tăng 7,96%, còn GRDP Phú Thọ tăng 10,09%": beside a province's own it is the nation's.
    of_both = (
        pl.col("metric").is_in(["gdp", "economic_growth"])
        & pl.col("head").str.contains(r"(?:^|\s)gdp")
        & pl.col("sentence").str.contains("GRDP")
    )
    return (
        pl.when(metric_in["none"]).then(pl.lit("none"))
        .when(crime).then(pl.lit("none"))
        .when(compared | of_all).then(pl.lit("nation"))
        .when(of_market).then(pl.when(pl.col("topic") == "Việt Nam").then(pl.lit("topic")).otherwise(pl.lit("none")))
        .when(share & whole_of & ~pl.col("many_after")).then(pl.lit("after"))
        .when(share & pl.col("right").str.contains(OF_ANOTHER_LAND)).then(pl.lit("none"))
        .when(share & home).then(pl.lit("topic"))
        .when(share & pl.col("topic").is_null() & metric_in["nation"] & ~local).then(pl.lit("nation"))
        .when(share).then(pl.lit("none"))
        .when(has & ~owned).then(pl.lit("opening"))
        .when(behind & ~pl.col("many_after")).then(pl.lit("after"))
        .when(pl.col("_doer").is_not_null() & (pl.col("unit") == "percent") & pl.col("segment").str.contains(HOLDS)).then(pl.lit("doer"))
        .when(pl.col("_firm_behind").is_not_null() & ~metric_in["bracketed"]).then(pl.lit("behind"))
        .when(tagged).then(pl.lit("tag"))
        .when(pl.col("_unknown") & ~abroad_tag.fill_null(False) & ~traded).then(pl.lit("none"))
        .when(traded & pl.col("sentence").str.contains(BILATERAL) & ours).then(pl.lit("nation"))
        .when(traded & pl.col("_of_partners") & pl.col("name_before").is_null() & pl.col("name_after").is_null()).then(pl.lit("nation"))
        .when(ours_with).then(pl.lit("nation"))
        .when(levies).then(pl.lit("before"))
        .when(levied).then(pl.lit("none"))
        .when(metric_in["total"] & pl.col("_of_total") & ~near).then(pl.lit("topic"))
        .when(project & pl.col("_project_here")).then(pl.lit("project"))
        .when(pl.col("_holder").is_not_null() & ~metric_in["none"]).then(pl.lit("holder"))
        .when(pl.col("_firm_owns")).then(pl.lit("firm"))
        .when(partner & ~at_home).then(pl.lit("none"))
        .when(newer & metric_in["economy"] & ~at_home).then(pl.lit("before"))
        .when(owned & (~metric_in["firm"] | ~pl.col("many_after"))).then(pl.lit("after"))
        .when(project).then(pl.lit("project"))
        .when(others).then(pl.lit("none"))
        .when(trades).then(pl.lit("doer"))
        .when((pl.col("metric") == "compensation") & pl.col("_main").is_not_null()).then(pl.lit("main"))
        .when((metric_in["firm"] | (pl.col("metric") == "employment") | pl.col("head").str.starts_with("đầu tư")) & pl.col("_firm").is_not_null() & ~farther & ~spoken).then(pl.lit("firm"))
        .when(metric_in["main"] & pl.col("_recent").is_not_null() & ~several & of_works).then(pl.lit("recent"))
        .when((metric_in["main"] | works) & pl.col("_main").is_not_null() & ~several & of_works).then(pl.lit("main"))
        .when(~told & pl.col("_main").is_not_null() & pl.col("head").str.contains("^(?:tổng )?(?:vốn|chi phí|kinh phí)") & ~own_firm & ~near & ~several).then(pl.lit("main"))
        .when(metric_in["economy"] & ~metric_in["total"] & own_firm).then(pl.lit("firm"))
        .when(owes).then(pl.lit("before"))
        .when(acts).then(pl.lit("doer"))
        .when(indebted & ~near & ~elsewhere).then(pl.lit("nation"))
        .when(metric_in["firm"] & ~metric_in["market"] & ~generic & ~held & ~of_services()).then(None)
        .when(of_one_project).then(None)
        .when(traded & pl.col("sentence").str.contains(UNION)).then(pl.lit("none"))
        .when(~told & own_firm & (pl.col("_bodies") == 1) & ~pl.col("_firm").str.contains(NO_FIRM)).then(pl.lit("firm"))
        .when(world).then(None)
        .when(bought).then(pl.lit("nation"))
        .when(pl.col("metric").str.starts_with("state_budget") & pl.col("head").str.contains("(?i)^(?:thu|chi).* (?:nhà nước|nsnn)$") & unknown_home & ~local & ~elsewhere & ~near).then(pl.lit("nation"))
        .when(of_both & ~near).then(pl.lit("nation"))
        .when(near & (private | pl.col("_nearby").fill_null(False))).then(pl.lit("none"))
        .when(near).then(pl.lit("before"))
        .when(told & pl.col("name_opening").is_not_null() & ~foreign_before & (opened | leads)).then(pl.lit("opening"))
        .when(metric_in["nation"] & unknown_home & ~local & ~elsewhere).then(pl.lit("nation"))
        .when(of_firm & ~metric_in["no_firm"]).then(None)
        .when((metric_in["economy"] | workforce) & (pl.col("topic_told") | of_home) & ~elsewhere & ~(passed & (pl.col("topic_kind") == "country")) & ~pl.col("sentence").str.contains(BELOW)).then(pl.lit("topic"))
    )  # fmt: skip
