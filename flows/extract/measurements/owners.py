"""Who can own a figure where they stand: places and the country, firms, and bodies that do something."""

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.below import below, instead_of_home
from flows.extract.measurements.firms import HAS
from flows.extract.measurements.lands import this_land
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.spans import find

NATION = r"(?i:cả nước|toàn quốc|nước ta|đất nước|nền kinh tế Việt Nam)|VN"
HERE = r"(?i:toàn tỉnh|toàn thành phố|trên địa bàn(?: tỉnh| thành phố)?|của tỉnh|của thành phố|địa phương này|tỉnh này|tỉnh ta|UBND tỉnh|UBND thành phố|lãnh đạo tỉnh)|(?:Tỉnh|tỉnh|Thành phố|thành phố|TP) (?:đã|đang|sẽ|có|đặt|phấn đấu|thu hút|đạt|ước|cũng|cần|phải|chi|dành|bố trí|huy động|giải ngân|thu|đón|còn|mới|dự kiến|tiếp nhận|hỗ trợ|được)|(?:tại|ở) (?:tỉnh|thành phố|TP)|(?:GRDP|ngân sách|kinh tế) (?:tỉnh|thành phố)"
NOT_HERE = rf"^\s(?:bạn|khác|láng giềng)(?:[^{LETTER}]|$)"  # "GRDP của tỉnh bạn"
# "đất nông nghiệp tại thành phố là 115.000 ha": where no name follows.
THERE, ITS_NAME = r"^(?i:tại|ở)\s", rf"^\.?\s?{CAPITAL}"
# A place after these is a partner, an origin or a goal, not the owner of the figure.
PARTNER = rf"(?i)(?:sang|từ|với|đối với|thị trường|giữa|so với|khỏi|cùng)(?:\s{SMALL}+)?\s*$|(?:người|du khách|khách|đoàn|vào|đến|tới|cho|gần|cách|hàng|nước|của cả|như|ngoài|trừ|đi|về|qua|giờ|trụ sở tại|trụ sở chính tại|bảng|đô la|đô-la|USD|xu|franc|yên|won|baht|ông chủ|giới chủ|chủ sở hữu|du học|(?:đóng|họp|hội nghị|học|tổ chức|diễn ra|nguồn tin|trường|đại học) (?:tại|ở)|đấu thủ|tay vợt|cầu thủ|tiền đạo|tiền vệ|hậu vệ|thủ môn|trung vệ|võ sĩ|golfer|HLV|huấn luyện viên|ngôi sao|ca sĩ|diễn viên|tỷ phú|tỉ phú|doanh nhân|thương hiệu|truyền thông|báo chí|nhật báo|quốc tịch|bầu|thiết kế|phong cách|tiêu chuẩn|kiểu|chàng trai|cô gái|vùng kinh tế trọng điểm|(?:Nhà hát|Bảo tàng|Thư viện|Sân vận động|Cung văn hóa)(?:\s{SMALL}+){{0,3}})\s*$|\(\s*$|[–-]\s?$"
# … but of capital the place that it flows into is the owner: "vốn FDI vào Bình Dương đạt 2 tỷ USD".
FLOWS_INTO = rf"(?i)(?:FDI|vốn đầu tư|vốn nước ngoài|đầu tư nước ngoài)(?:\s{LETTER}+){{0,3}}\svào(?:\s(?:tỉnh|thành phố))?\s$"
# "sang Hoa Kỳ, EU, Nhật Bản": what goes on a list of partners is one too.
# … and whom it is granted to does it: "cho Hải Bình được giữ lại 30% số thu".
GRANTED = r"(?i)\scho\s(?:phép\s)?(?:(?:tỉnh|thành phố|TP\.?)\s)?$"
IS_GRANTED = r"^\s(?:được|hưởng|giữ lại|thí điểm|tự)\s"
PARTNERS = rf"(?:sang|vào|từ|với|gồm|như|tới)\s(?:thị trường\s)?(?:{CAPITAL}[{LETTER}]*,?\s(?:và\s)?)+$"
# "tập đoàn hàng đầu Singapore", "top 3 của Nhật Bản": whence a firm is.
DESCRIBED = rf"(?i)(?:hàng đầu|lớn nhất|lớn nhì|nổi tiếng|top [0-9]+|số 1|số một)(?:\s(?:của|tại|ở))?\s$|(?:công ty|hãng|doanh nghiệp|ngân hàng|trường|nhà sản xuất|startup)\s(?:[^,;.]{0, 30}\s)?của\s$|(?:ông lớn|đại gia|gã khổng lồ|hãng|tập đoàn)(?:\s{SMALL}+){{0,3}}?\s(?:của\s)?$"
# "Lào nợ Việt Nam 1 tỷ USD": who is owed to has no debt.
CREDITOR = rf"{CAPITAL}{LETTER}*\s(?:(?:đã|đang|còn|hiện|vẫn|phải)\s)*nợ\s(?:nước\s|tỉnh\s)?$"
TRADE_NAME = r"(?:U[12][0-9]|[Tt]uyển|Ngoại hạng|Dược|Thép|Gỗ|Nhựa|Bia|Cao su|Xổ số|[Xx]ổ số kiến thiết|Xi măng|Điện lực|Xăng dầu|Thủy sản|Du lịch|Cấp nước|Vận tải|Dệt may|Mía đường|Phân bón|CLB|Câu lạc bộ|Đội)\s$"
# "trung tâm dược liệu của Việt Nam", "vị trí quan trọng … của cả nước": what a place is to the country.
HEART_OF = r"(?i)(?:trung tâm|đầu tàu|vị trí|vai trò|vựa|thủ phủ[”\"]?|cực tăng trưởng|cửa ngõ|phát triển kinh tế)\s(?:[^,;.:%0-9]{0,60}\s)?của\s(?:vùng\s(?:kinh tế\s)?(?:trọng điểm\s)?|khu vực\s)?$"
CONTINENT = r"^Châu\s(?:Á|Âu|Phi|Mỹ)"
LISTED = r"^\s*(?:,|và|,\s*và|/|-|–)\s*(?:(?i:TP\.?|TX\.?|thành phố|thị xã|tỉnh|huyện|quận|xã|phường)\s?)?$"
# The whole of a share, and what a figure is compared with, own no figure.
OF_SHARE = r"(?i)%[^,;.()]{0,40}của\s$|%\s(?:GDP|GRDP|tổng|kim ngạch|dân số|diện tích)[^,;.()]{0,25}$|(?:so với|cao hơn|thấp hơn|bình quân chung|mức bình quân)[^,;.]{0,25}$"
RATE_AT = r"(?i)(?:so với|trong khi|còn|và)\s(?:mức\s)?[0-9][0-9,.]*\s?%\s(?:ở|tại)\s(?:tỉnh |thành phố |TP\.? ?)?$"  # "so với 5% ở Yên Bái" is a rate of that place
# A body that does something with money or a share, said right after its name.
DOES = rf"(?i)^(?:\s(?:ở|tại)\s(?-i:{CAPITAL}){LETTER}*(?:\s(?-i:{CAPITAL}){LETTER}*){{0,2}})?\s(?:(?:này|đã|sẽ|đang|cũng|còn|vừa|phải|được|chỉ|mới|đều|tiếp tục|dự kiến|đồng ý|cam kết|quyết định|bị|cần|hiện|nay|lại)\s)*(?:(?:cấp|giao|rót) (?:được |thêm |hơn |gần |khoảng )?[0-9]\S*|được (?:(?:Chính phủ|Thủ tướng(?: Chính phủ)?|Trung ương|Quốc hội|Nhà nước|tỉnh|thành phố|UBND (?:tỉnh|thành phố))\s)?(?:giao|cấp|bố trí|phân bổ)|chi|nộp|đánh thuế|áp thuế|áp|hỗ trợ|đầu tư|giải ngân|huy động|tài trợ|ủng hộ|dành|bố trí|thu|nợ|góp|đóng góp|sở hữu|nắm giữ|nắm|trao|tặng|cho vay|vay|mua|bán|phân bổ|nhận|lãi|lỗ|đạt|có|chiếm|tăng|giảm|tiết kiệm|cắt giảm|phạt|bồi thường|trả|ghi nhận|rót|phát hành|niêm yết|thoái|bán ra|triển khai|thực hiện|khởi công|xây dựng|xây|sử dụng|ký|hợp tác|thành lập|vận hành|khai thác|xuất khẩu|nhập khẩu|sản xuất|tiêu thụ|chuyển nhượng|hoàn tất|mở|nâng|ra mắt|xuất|nhập|lên kế hoạch|đặt mục tiêu|ước đạt|chào bán|thu hút|chốt|đóng|hoàn thành|vận động|phấn đấu|số hóa|số hoá|xử lý|giải quyết|rút ngắn|tiếp nhận|đơn giản hóa|đơn giản hoá)\s"
# "Bộ Y tế có hướng dẫn bảo đảm tỷ lệ 80%": what a body tells others to reach is not its own.
ISSUES = r"(?i)^\s(?:(?:đã|vừa|cũng|mới|từng)\s)*có (?:hướng dẫn|văn bản|công văn|quyết định|chủ trương|ý kiến|báo cáo|kết luận|tờ trình|thông báo|chỉ đạo|đề xuất|quy định|chỉ thị)"
REGION_OF = r"^(?:Ủy ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Thành ủy)\s(?:tỉnh|thành phố)?\s?(.+)$"
BEHIND_PREPOSITION = r"(?i)(?:^|\s)(?:với|của|tại|ở|cho|theo|từ|do|bởi|được|bị|vào|sang|về|trong|thuộc|giữa|qua|đến|tới)\s(?:(?:phía|các|những|công ty|tập đoàn|hãng|nhà|đối tác|ngân hàng|doanh nghiệp|đại diện|lãnh đạo|khách hàng|nhà đầu tư)\s)*$"
SHARES_OF = (
    r"(?i)(?:cổ phiếu|cổ phần|mã|CP)\s$"  # "bán 3 triệu cổ phiếu SLD nắm giữ": whose shares, not who has them
)
# "giá vàng miếng A được điều chỉnh": a brand of goods; "4 trường Đại học A": several bodies.
NOT_ITSELF = r"(?i)vàng(?:\s(?:miếng|nhẫn|trang sức|thương hiệu))*\s$|(?:^|\s)[0-9]{1,3}\s$"
LENDER = r"(?i)(?:^|\s)(?:vay|nợ|kiện|nợ bán|bán nợ cho)\s(?:của\s|tại\s|từ\s)?$"
AND = r"^(?:\s\([^()]*\))?,?\s(?:và|cùng)\s$"
COMMA = r"^(?:\s\([^()]*\))?,\s$"
# What a person does with money or shares of their own, said right after the name.
SPENDS = r"(?i)^(?:\s\([^()]*\))?(?:,\s[^,;.]{3,100},|,\s(?:cá nhân|cổ đông|chủ|thành viên|ủy viên|uỷ viên|phó|tổng|giám|kế toán|kiểm soát|trưởng|vợ|con|người|đại diện|nguyên|cựu|giáo viên|nông dân|tài xế)[^,;.]{3,100}?)?\s(?:(?:đã|sẽ|đang|cũng|còn|vừa|phải|được|chỉ|mới|dự kiến|bị|lại|hiện|vẫn|sau đó|trước đó|từng|quyết định|tiếp tục|đăng ký|bắt đầu|đồng ý)\s)*(?:(?:Ủy ban|Cục|Sở|Công an|Tòa|Chi cục|UBND|Bộ|Thanh tra)[^,;.]{2,60}?\s(?:xử )?phạt|(?:giữ|chi|chi ra)(?: hơn| gần| khoảng| tới| trả)? [0-9]\S*|bồi thường|tham ô|thắng|giành được|giành|ẵm|đút túi|đầu tư|bán ra|đóng|nộp|trả|mua|bán|vay|nợ|góp|chiếm đoạt|nhận|sở hữu|nắm giữ|nắm|nâng sở hữu|giảm sở hữu|mất|bỏ ra|bỏ|tặng|ủng hộ|quyên góp|trúng|hưởng|kiếm|lãi|lỗ|phạt|rút|thế chấp|đặt cọc|thiệt hại|gửi tiết kiệm|ký (?:[0-9]+\s)?hợp đồng)\s"
DONATES = r"(?i)^\s(?:(?:đã|sẽ|đang|cũng|vừa|cam kết|tiếp tục)\s){0,2}(?:hỗ trợ|viện trợ|tài trợ)\s"
OWN_BRACKETS = r"^\s?\((?:[^()]{0,20}[\s:–-])?$"
MEASURE = r",\s(?:với\s)?(?:tổng|trị giá|mức|số tiền|tương đương|tương ứng|khoảng|hơn|gần|trong đó|kinh phí|đạt|bằng|đến nay)\s"
GOVERNMENT = rf"^Chính phủ ({CAPITAL}.+)$"
NATIONAL_BODIES = ["Chính phủ", "Quốc hội", "Nhà nước"]
# Who does business says its sentence's predicate of itself, whatever the verb; unless it only speaks, or goes on as a name.
PREDICATE = rf"^(?:\s\([^()]*\))?\s{SMALL}"
# Who a firm is stands between its name and what it does: "X (mã: XYZ) do ông A là chủ tịch, đã bán …", "X, cổ đông lớn của Y, mua …".
WHO_IT_IS = r"^(?:\s\([^()]{2,60}\))?(?:\sdo\s[^,;.]{5,90},|\s[–-]\s[^,;.()]{3,60}\s\([^()]{3,90}\)|,\s(?:tổ chức|cổ đông|công ty|đơn vị|doanh nghiệp|chủ đầu tư|nhà|hãng|thành viên|một|vốn|chuyên|pháp nhân|cá nhân)\s[^;.]{3,220}?,?)(\s(?:đã|đang|sẽ|vừa|đăng ký|bị|phải|mới|dự kiến|chuyển nhượng|mua|bán|đạt|ghi nhận|lãi|lỗ)\s)"
NO_PREDICATE = r"^(?:\s\([^()]*\))?\s(?:(?:cũng|đã|vừa|còn|mới|thì)\s)*(?:của|và|với|tại|ở|cho|trong|do|về|trên|thuộc|khi|để|từ|đến|cùng|như|theo|hay|hoặc|bị(?-i: [A-ZÀ-ỸĐ]| cáo)|nhằm|nhưng|mà|song|nên|vì|nếu|sau|trước|ngày|tháng|năm|hôm|quý|bằng|gồm|là chủ|cho biết|cho hay|cho rằng|khẳng định|nhận định|dự báo|đánh giá|nhấn mạnh|công bố|thông tin|thông báo|ước tính|thống kê|nêu|nói|viết|đưa tin|đề nghị|đề xuất|kiến nghị|yêu cầu|khuyến nghị|cảnh báo|dẫn|trích|phân tích|tính toán|khảo sát|xác định|quy định|ban hành|công khai|lưu ý)(?:\s|$)"
PUBLIC = r"^(?:Bộ|Sở|Ban|Cục|Vụ|Tổng cục|Chi cục|Ủy ban|Hội đồng|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Đảng|Chính phủ|Quốc hội|Hạ viện|Thượng viện|Nhà nước|Văn phòng|Thanh tra|Kiểm toán|Công an|Cảnh sát|Tòa|Viện|Kho bạc|Hải quan|Mặt trận|Đoàn|Liên đoàn|Hội|Hiệp hội|Phòng|Trung tâm|Trường|Đại học|Học viện|Bệnh viện|Đại sứ quán|Liên hợp quốc|Liên minh|Báo|Đài|Tạp chí|Ngân hàng (?:Nhà nước|Trung ương|Thế giới|Phát triển Châu Á)|Bảo hiểm xã hội|Quân|Thuế)(?:\s|$)|^(?:EU|ASEAN|WTO|IMF|WHO|UNESCO|UNDP|World Bank|Reuters|Bloomberg|Statista)$"
BUSINESS = r"^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng|Hợp tác xã|Liên danh|Doanh nghiệp|Trường|Bệnh viện)"


def owners(reading: Reading) -> pl.DataFrame:
    """Places and words for the home or the country that can own a figure: s, at, until, name (a place, `@here`
    or `@nation`), kind (place or country), many (it stands in a list of several).
    """
    sentences = reading.sentences.select("s", "sentence", "role")
    quantified = reading.quantities["s"].unique().implode()
    wanted = pl.col("s").is_in(quantified) | (pl.col("role") == "title")
    told = sentences.filter(wanted)
    places = (
        reading.places.join(told.select("s", "role"), on="s")
        .filter((pl.col("level") != "zone") | (pl.col("role") == "title"), ~pl.col("in_date_line"))
        .select("s", at="start", until="end", name="place", kind=pl.when(pl.col("level") == "country").then(pl.lit("country")).otherwise(pl.lit("place")))
    )  # fmt: skip
    nation, here = (
        find(told.drop("role"), pattern, "sentence").select(
            "s", "surface", at="start", until="end", name=pl.lit(name), kind=pl.lit(kind)
        )
        for pattern, name, kind in ((NATION, "@nation", "country"), (HERE, "@here", "place"))
    )
    generic = pl.concat(
        [nation.select(places.columns), instead_of_home(here, reading).select(places.columns)]
    )
    found = (
        pl.concat(
            [places, generic, below(told.drop("role"), reading), this_land(told.drop("role"), reading)],
            how="vertical_relaxed",
        )
        .unique(["s", "at"], keep="first", maintain_order=True)
        .sort("s", "at")
        .join(told, on="s", how="left", maintain_order="left")
        .with_columns(
            pl.col("at").cast(pl.UInt32),
            pl.col("until").cast(pl.UInt32),
            left=pl.col("sentence").str.slice(0, pl.col("at")).str.slice(-80),
            _last=neighbours.before(pl.col("until"), "s"),
        )
        .filter(
            ~pl.col("left").str.contains(rf"[{LETTER}0-9]$"),
            ~pl.col("sentence").str.slice(pl.col("until"), 1).str.contains(rf"[{LETTER}0-9]"),
            (pl.col("name") != "@here")
            | ~pl.col("sentence").str.slice(pl.col("until"), 12).str.contains(NOT_HERE),
            (pl.col("name") != "@here")
            | ~pl.col("sentence").str.slice(pl.col("at"), 4).str.contains(THERE)
            | ~pl.col("sentence").str.slice(pl.col("until"), 4).str.contains(ITS_NAME),
        )
    )
    # "GRDP của thành phố Thuận An": the place that is named is the owner, not the article's home.
    named = pl.col("name").str.starts_with("@") & (
        neighbours.behind(pl.col("at"), "s") == pl.col("until") + 1
    )
    found = found.filter(~named.fill_null(False))
    # "Hàn Quốc … tỷ lệ toàn quốc đạt 80%": of a land that is named before, "toàn quốc" is its own.
    land = neighbours.before(pl.when(pl.col("kind") == "country").then("name"), "s")
    theirs = (
        (pl.col("name") == "@nation")
        & ~land.is_in(["Việt Nam", "@nation"])
        & pl.col("sentence").str.slice(pl.col("at"), 9).str.contains(r"^(?i:cả nước|toàn quốc)")
    ).fill_null(False)
    found = found.with_columns(name=pl.when(theirs).then(land).otherwise("name"))
    joint = pl.col("sentence").str.slice(pl.col("_last"), pl.max_horizontal("at", "_last") - pl.col("_last"))
    opens_list = ~(pl.col("_last").is_not_null() & joint.str.contains(LISTED)).fill_null(False)
    is_generic = pl.col("name").str.starts_with("@")
    # "địa phương duy nhất trong cả nước": the country is what it is picked from.
    superlative = (pl.col("name") == "@nation") & pl.col("left").str.contains(
        r"(?i)(?:trong|nhất|hàng đầu|nhất của)\s$"
    )
    others = neighbours.before(pl.col("name"), "s").is_not_null()
    superlative |= ((pl.col("kind") == "country") | others) & pl.col("left").str.contains(HEART_OF)
    # "quốc gia châu Á này": where a land lies.
    superlative |= pl.col("name").str.contains(CONTINENT) & pl.col("left").str.contains(
        r"(?:quốc gia|nước)\s$"
    )
    partner = (
        (superlative)
        | (
            ~is_generic
            & (pl.col("left").str.contains(PARTNER) | pl.col("left").str.contains(PARTNERS))
            & ~pl.col("left").str.contains(FLOWS_INTO)
            & ~(
                pl.col("left").str.contains(GRANTED)
                & pl.col("sentence").str.slice(pl.col("until"), 12).str.contains(IS_GRANTED)
            )
        )
        | (pl.col("left").str.contains(OF_SHARE) & ~pl.col("left").str.contains(RATE_AT))
        | pl.col("left").str.contains(CREDITOR)
        | ((pl.col("name") == "Việt Nam") & pl.col("left").str.ends_with(" đồng "))
        | (pl.col("left").str.contains(DESCRIBED) & (pl.col("kind") == "country"))
    )
    # "Nestlé Việt Nam", "Phú Thọ Tourist", "TP.HCM Nguyễn Văn A": a place within a longer name owns nothing.
    word = pl.col("left").str.extract(rf"({CAPITAL}{LETTER}*)\s$")
    brand = (
        (word.str.len_chars() > 2)
        & ~word.str.contains(rf"^{ONE_SYLLABLE}$")
        & ~word.str.contains(r"^[A-ZĐ]+$")
    )
    right = pl.col("sentence").str.slice(pl.col("until"), 3)
    within = (
        brand | pl.col("left").str.contains(TRADE_NAME) | right.str.contains(rf"^\s{CAPITAL}{LETTER}")
    ) & ~is_generic
    partner |= within.fill_null(False)
    return (
        found.with_columns(_list=neighbours.so_far(opens_list, "s"), _partner=partner)
        .with_columns(
            _partner=pl.col("_partner").first().over("s", "_list"),
            many=pl.col("name").n_unique().over("s", "_list") > 1,
        )
        .filter(~pl.col("_partner"))
        .select("s", "at", "until", "name", "kind", "many")
        .sort("s", "at")
    )


def with_firm(rows: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Adds _firm, the business named last before the figure in its part of the sentence, and _firm_owns: it
    stands after the head ("doanh thu của Công ty …"); _firm_behind, named right after the figure ("5 tỷ đồng của …");
    _doer and _doer_kind, the body last named there that does something with money, a province for its committee, another country for its government, `@nation` for the state. `bodies` as firms() has them.
    """
    named = (
        bodies.filter(pl.col("s").is_in(rows["s"].unique().implode()))
        .join(reading.sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
        .with_columns(
            _right=pl.col("sentence")
            .str.slice(pl.col("end"), 320)
            .str.replace(WHO_IT_IS, "${1}")
            .str.slice(0, 40),
            _left=pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-20),
            _business=pl.col("organization").str.contains(BUSINESS) | pl.col("is_short") | pl.col("is_brand"),
        )
        .sort("s", "end")
    )
    # "doanh thu của Công ty A (mã: AAA) đạt …": a firm's own code or brand in brackets goes with its name.
    last = {c: neighbours.before(pl.col(c), "s") for c in ("start", "end", "organization")}
    since = pl.col("sentence").str.slice(last["end"], pl.max_horizontal("start", last["end"]) - last["end"])
    again = since.str.contains(OWN_BRACKETS) & (pl.col("organization") == last["organization"])
    begins = pl.when(again).then(last["start"]).otherwise("start")
    firms = named.filter("_business").select(
        "s",
        _firm="organization",
        _firm_at="start",
        _firm_named=begins,
        _firm_end="end",
        _firm_brand="is_brand",
    )
    rows = rows.sort("s", "start").join_asof(
        firms, left_on="start", right_on="_firm_end", by="s", check_sortedness=False
    )
    behind = firms.select("s", _firm_behind="_firm", _behind_at="_firm_at").sort("s", "_behind_at")
    rows = rows.sort("s", "end").join_asof(
        behind, left_on="end", right_on="_behind_at", by="s", strategy="forward", check_sortedness=False
    )
    region = pl.col("organization").str.extract(REGION_OF)
    abroad = pl.col("organization").str.extract(GOVERNMENT)
    national = pl.col("organization").is_in(NATIONAL_BODIES)
    # "A và B hợp tác …" is told of the first, "A, B và C …" of no one of them.
    joint = pl.col("sentence").str.slice(
        pl.col("_last"), pl.max_horizontal("start", "_last") - pl.col("_last")
    )
    named = named.with_columns(
        _last=neighbours.before(pl.col("end"), "s"),
        _trades=~pl.col("organization").str.contains(PUBLIC) | pl.col("_business"),
    )
    named = named.with_columns(
        _and=joint.str.contains(AND).fill_null(False), _comma=joint.str.contains(COMMA).fill_null(False)
    )
    named = named.with_columns(_group=neighbours.so_far(~pl.col("_and") & ~pl.col("_comma"), "s"))
    listed = pl.col("_and").last().over("s", "_group") & (pl.len().over("s", "_group") == 2)
    many = pl.col("_and").last().over("s", "_group") & (pl.len().over("s", "_group") > 2)
    named = named.with_columns(_many=many)
    named = named.with_columns(
        pl.when(listed).then(pl.col(c).first().over("s", "_group")).otherwise(c).alias(c)
        for c in ("organization", "_left", "_trades")
    )
    predicate = (
        pl.col("_trades")
        & pl.col("_right").str.contains(PREDICATE)
        & ~pl.col("_right").str.contains(NO_PREDICATE)
    )
    doers = named.filter(
        pl.col("_right").str.contains(DOES) | predicate,
        ~pl.col("_right").str.contains(ISSUES),
        ~pl.col("_many"),
        # "SBT và BHS dự chi …": the other one is not known.
        pl.col("_and") | ~pl.col("_left").str.contains(r"(?:^|[\s,])[A-Z0-9]{2,}\s(?:và|cùng)\s$"),
        ~pl.col("_left").str.contains(
            r"(?i)(?:tịch|viên) HĐQT\s$|(?:đốc|tịch|đạo|viên|trưởng|đông|diện|soát)\s$"
        ),
        ~pl.col("_left").str.contains(BEHIND_PREPOSITION),
        ~pl.col("_left").str.contains(f"{SHARES_OF}|{NOT_ITSELF}"),
    ).select(
        "s",
        _doer=pl.when(national)
        .then(pl.lit("@nation"))
        .otherwise(pl.coalesce(region, abroad, "organization")),
        _doer_kind=pl.when(national | abroad.is_not_null())
        .then(pl.lit("country"))
        .when(region.is_not_null())
        .then(pl.lit("place"))
        .otherwise(pl.lit("organization")),
        _doer_trades="_trades",
        _doer_at="start",
        _doer_until="end",
    )
    doers = pl.concat([doers, _spenders(reading), _donors(reading)], how="vertical_relaxed")
    # "Bà A, con ông B, đã mua …" is told of one of two: of neither here.
    doers = doers.filter(pl.len().over("s", "_doer_until") == 1).sort("s", "_doer_until")
    rows = rows.sort("s", "start").join_asof(
        doers, left_on="start", right_on="_doer_until", by="s", check_sortedness=False
    )
    segment_start = pl.col("start") - pl.col("segment").str.len_chars()
    here = (pl.col("_firm_at") >= segment_start).fill_null(False)
    to_doer = pl.col("sentence").str.slice(
        pl.col("_doer_until"), pl.max_horizontal("_doer_until", "start") - pl.col("_doer_until")
    )
    # "A ký với B 3 tỷ đồng; ký với C 2 tỷ đồng": a part without a subject of its own goes on about the one before.
    its_own = (pl.col("_doer_at") >= segment_start) | (
        pl.col("_doer_trades") & pl.col("segment").str.contains(rf"^\s{SMALL}")
    )
    private = pl.col("_doer_kind") == "person"
    # "… đánh thuế, với mức 3 USD": how much it does goes on with what it does.
    strange = to_doer.str.replace_all(MEASURE, " ").str.contains(r"[,:]\s")
    doing = (its_own & (pl.col("_doer_trades") | private | ~strange)).fill_null(False)
    link = pl.col("sentence").str.slice(
        pl.col("head_end"), pl.max_horizontal("_firm_named", "head_end") - pl.col("head_end")
    )
    owns = (
        here
        & (pl.col("_firm_named") >= pl.col("head_end"))
        & link.str.contains(r"(?i)^\s(?:[^\s,;()]+\s){0,7}của\s$")
    )
    # "vốn điều lệ của Công ty X lên 50 tỷ đồng": what no metric names, and only firms have.
    ahead = pl.col("sentence").str.slice(0, pl.col("_firm_named")).str.slice(-45)
    has = (
        here
        & ~(pl.col("_doer_at") >= pl.col("_firm_end")).fill_null(False)
        & ahead.str.contains(rf"{HAS}(?:\s{SMALL}+){{0,3}}\scủa\s$")
    )
    # "giá cổ phiếu Apple giảm 3%"
    of_shares = (pl.col("metric") == "price") & pl.col("head").str.contains("cổ phiếu")
    owns |= (of_shares & here & link.str.contains(r"^\s(?:hãng\s)?$")).fill_null(False)
    firm_owns = pl.when(pl.col("metric").is_null()).then(has).otherwise(owns).fill_null(False)
    # A brand alone has what is told of it, "doanh số của Apple", and of that no prices of goods.
    had = firm_owns & (
        pl.col("metric").is_null() | pl.col("metric").is_in(codes.OF_BRANDS) | of_shares.fill_null(False)
    )
    said = pl.col("sentence").str.slice(0, pl.col("_firm_at")).str.slice(-12)
    # "công ty vay Ngân hàng A 41 tỷ đồng": who lends it does not owe it.
    here &= ~said.str.contains(LENDER).fill_null(False)
    named_firm = here & (~pl.col("_firm_brand").fill_null(False) | had)
    to_behind = pl.col("sentence").str.slice(
        pl.col("end"), pl.max_horizontal("_behind_at", "end") - pl.col("end")
    )
    return rows.with_columns(
        _firm=pl.when(named_firm).then("_firm"),
        _firm_owns=firm_owns & named_firm,
        _firm_until="_firm_end",
        _firm_behind=pl.when(
            to_behind.str.contains(rf"(?i)^\s(?:{SMALL}+\s){{0,2}}của\s$")
            & (pl.col("metric") != "project_count").fill_null(True)
        ).then("_firm_behind"),
        _doer=pl.when(doing).then("_doer"),
        _firm_speaks=said.str.contains(
            r"(?i)(?:theo|do|với|của|tại|ở|cho|và|,|trả|nộp|gửi|vào|sang|bởi|qua|HĐQT|đốc|tịch|đạo|viên|trưởng|đông|diện)\s*$"
        ).fill_null(False),
        _firm_told_by=said.str.contains(r"(?i)(?:theo|đốc|tịch|đạo|viên|trưởng|diện)\s*$").fill_null(False),
    ).drop("_firm_at", "_firm_named", "_firm_end", "_firm_brand", "_behind_at", "_doer_at")


def _spenders(reading: Reading) -> pl.DataFrame:
    """People who do something with money of their own, as with_firm's doers; whoever holds an office of the state does so for it."""
    told = reading.sentences.select("s", "sentence")
    people = reading.actors.filter(pl.col("speaker_kind") == "person").join(told, on="s", how="left")
    right = pl.col("sentence").str.slice(pl.col("end"), 120)
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-20)
    return people.filter(
        right.str.contains(SPENDS),
        ~left.str.contains(BEHIND_PREPOSITION),
        ~left.str.contains(r"(?i)lời\s$"),
        ~pl.col("organization").str.contains(PUBLIC).fill_null(False),
    ).pipe(
        _doers,
        "speaker",
        "person",
        # Who employs a person stands before what the person does.
        (pl.col("end") + right.str.extract(f"({SPENDS})").str.len_chars() - 1).cast(pl.UInt32),
    )


def _donors(reading: Reading) -> pl.DataFrame:
    """Other lands that give money away, as with_firm's doers: "Pháp viện trợ Lào 3 triệu euro"."""
    told = reading.sentences.select("s", "sentence")
    lands = reading.places.filter(pl.col("level") == "country", pl.col("place") != "Việt Nam")
    lands = lands.join(told, on="s", how="left", maintain_order="left")
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-20)
    return lands.filter(
        pl.col("sentence").str.slice(pl.col("end"), 40).str.contains(DONATES),
        ~left.str.contains(BEHIND_PREPOSITION),
        left.str.contains(r"(?i)(?:^|[,.;:“\"]\s?|(?:chính phủ|nước)\s)$"),
    ).pipe(_doers, "place", "country", pl.col("end"))


def _doers(rows: pl.DataFrame, name: str, kind: str, until: pl.Expr) -> pl.DataFrame:
    """Rows as with_firm has those who do something: no firm's trade, told from the row's start until `until`."""
    return rows.select(
        "s",
        _doer=name,
        _doer_kind=pl.lit(kind),
        _doer_trades=pl.lit(False),
        _doer_at="start",
        _doer_until=until,
    )
