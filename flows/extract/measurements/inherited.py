"""Whose a figure is where its own clause names no owner: the clause's before it, else what the article is about.

linguistics §15.2: the subject of the clause before where this one has none, then the section's or article's topic.
"""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.measurements.about import PROJECT_TITLE, SEVERAL, STATISTICS, digests, is_firm
from flows.extract.measurements.areas import in_passing, of_a_house
from flows.extract.measurements.financed import financed, lenders_aside
from flows.extract.measurements.goal_lists import by_heading
from flows.extract.measurements.meant import LEADERS, of_its_staff, of_leaders
from flows.extract.measurements.nearby import loose_sum, of_the_topic
from flows.extract.measurements.privately import SAYS, pocket, privately, said_of
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.rules import of_rows, with_common
from flows.read.spans import order

# Who stands for the country owns nothing beside it: "Thủ tướng … quyết định trích 115 tỷ đồng".
OF_STATE = rf"(?:Phó )?(?:Thủ tướng|Chủ tịch nước|Chủ tịch Quốc hội|Tổng Bí thư)(?: Chính phủ| Thường trực)?(?: {CAPITAL}{LETTER}*)*|Chính phủ|Quốc hội|Nhà nước|Trung ương"
# The firm that an article is about, told by its noun alone.
THIS_FIRM = rf"(?i)(?:^|[^{LETTER}])(?:công ty|tập đoàn|hãng|doanh nghiệp này|ngân hàng này|đơn vị này|nhà trường|ông lớn này)(?:\s(?:này|đã|sẽ|phải|được|đang|bị|cũng|còn|có|vẫn|dự kiến|đạt|ghi nhận|lãi|lỗ|thu|nộp|đầu tư|chi|đề ra|đặt|lên|thực hiện|hoàn thành|báo|mang|chỉ|mới|trích|trả|thoát|vay)(?:[^{LETTER}]|$)|,?\s*$)"
# Names after these go along with a figure, and own none.
PARTNERED = rf"(?:sang|từ|với|vào|đến|tới|thị trường|khỏi|giữa|nghị quyết|nghị định|quyết định|luật|chương trình|ngày|quý|tết|dịp)\s(?:{SMALL}+\s)?{CAPITAL}[{LETTER}0-9/-]*(?:(?:,|\svà)?\s{CAPITAL}[{LETTER}0-9/-]*)*"
OPENS = rf"(^|[.…!?:;“\"(•*–-]\s?){CAPITAL}(?:{SMALL}{LETTER}*|(?:[^{LETTER}]|$))"
NAMED = rf"{CAPITAL}[{LETTER}0-9&.-]*"
PARAGRAPH = 4  # sentences
FIRM_REACH = 2  # sentences from a firm's name to "công ty"
ACCOUNTS_REACH = 2  # … to what only a firm's accounts tell, where a sentence names nobody
ACCOUNTS = rf"(?i)(?:^|[^{LETTER}])(?:chi phí (?:bán hàng|quản lý|tài chính|lãi vay|vốn)|giá vốn|(?:hàng )?tồn kho|tổng tài sản|vốn chủ sở hữu|vốn điều lệ|nợ (?:phải trả|vay|ngắn hạn|dài hạn)|biên lợi nhuận)[^{LETTER}]"
OF_SEVERAL_FIRMS = r"^(?:Tương tự|Cùng|Trong khi|Ngược lại|Còn|Riêng|Một)\s|(?i)(?:các|nhiều|những|toàn|cả|bình quân|một số|[0-9])\s(?:hãng|ngân hàng|nhà băng|doanh nghiệp|công ty|ngành|hệ thống|thị trường)"
ITEM = 4  # sentences that an item of a digest goes on about its firm
BULLET = r"^\s*[*•+–-]\s|\s[*•]\s"
# In a digest: what investors hold and the whole market turns over is no firm's.
OF_THE_MARKET = r"(?i)sở hữu|nắm giữ|triệu cổ phiếu|khối ngoại|nhà đầu tư|thị trường|thanh khoản|toàn sàn|-index|khối lượng giao dịch|giá trị giao dịch|mua ròng|bán ròng|mua vào|bán ra|bình quân ngành|toàn ngành"
WITHIN = r"^(?i:trong đó|cụ thể|riêng|theo đó|số tiền này|số vốn này)"
# "doanh thu dịch vụ lưu trú, ăn uống", "doanh thu vận tải", as statistics tell them.
SERVICES = r"(?i)^doanh thu(?: (?:từ|các|nhóm|ngành|hoạt động))*(?: dịch vụ (?:lưu trú|ăn uống|lữ hành|khác|tháng|quý|ước|đạt|[0-9])| (?:lưu trú|ăn uống|lữ hành|du lịch lữ hành|vận tải|bán buôn))"
PRICES = r"CPI|(?i:chỉ số giá|lạm phát)"  # in a headline: of all that a place's people buy
# Of the world's markets.
WORLD = r"(?i)thế giới|giao ngay|ounce|/thùng|mỗi thùng|sàn giao dịch|phố wall|dow jones"
ABROAD = r"(?i)toàn cầu|trên (?:toàn )?thế giới|(?:của|các nước|kinh tế|thương mại) thế giới"
# In a headline: of persons before a court, whose money is nobody's figure.
BEFORE_COURT = r"(?i)truy tố|khởi tố|bị can|bị cáo|hầu tòa|hầu toà|xét xử|tuyên án|điều tra viên|lừa đảo|chiếm đoạt|tham ô|hối lộ|bắt giam|tạm giam|án tù|lĩnh án|tử hình|khởi kiện|thắng kiện|trộm|cướp|tham nhũng|trúng số|độc đắc|jackpot|bảo kê|đánh bạc|ma túy"
# One firm, one project that is not named: its money, what of it is done.
UNNAMED_FIRM = rf"(?i)(?:^|[^{LETTER}])(?:doanh nghiệp|công ty|chủ đầu tư|nhà thầu|đơn vị|chủ tàu|ngân hàng|hộ)\s(?:đã|sẽ|phải|được|đang|bị|cũng|còn|này)"
OF_OTHERS = r"(?i)^\s(?:số\s|các\s|tổng số\s)*(?:doanh nghiệp|người dân|người tiêu dùng|người việt|người lao động việt|dân số|hộ dân|hộ gia đình|gdp|kim ngạch xuất khẩu|cử tri|học sinh|phụ nữ|trẻ em)"
SHARES = r"(?i)cổ phiếu|cổ tức|cổ phần|cổ đông"  # a firm's, whoever it is
# … but for what foreigners bring into a land: "bổ sung và góp cổ phần".
BOUGHT_INTO = r"(?i)góp (?:vốn,? ?)?(?:và )?(?:mua )?cổ phần"
UNNAMED_PROJECT = r"(?i)(?:^|\s)(?:dự án|công trình|gói thầu|hạng mục)(?:\s|$)"
# A common noun with a capital ("Công ty có vốn …", "Ban lãnh đạo") and what opens a sentence whose mark is lost name nobody.
GENERIC = rf"(?:Tổng công ty|Công ty|Tập đoàn|Ngân hàng|Doanh nghiệp|Nhà máy|Hội đồng quản trị|Đại hội đồng cổ đông|Đại hội cổ đông|Đại hội|Hội đồng|Ban (?:lãnh đạo|giám đốc|tổng giám đốc|điều hành|kiểm soát|quản trị)|Mặt khác|Ngoài ra|Bên cạnh|Trong|Kết quả|Kết thúc|Theo|Tuy nhiên|Trước|Cùng|Đồng thời|Đến|Tính|Tổng|Lũy kế|Luỹ kế|Hiện|Về|Với|Sau|Nguồn|Riêng|Còn|Cụ thể|Năm|Quý|Tháng)((?:\s{SMALL}|,|\s*$))"
# A sentence that begins where its mark is lost: "… tỷ đồng Một số chỉ tiêu", "Các tổ chức".
BEGUN = r"(^|\s)(?:Một|Các|Những|Nhiều|Đây|Tại|Khi|Nếu|Để|Việc|Từ|Trên|Vì|Mặc|Đặc|Bên|Qua|Trong|Theo|Tuy|Trước|Cùng|Đồng|Đến|Tính|Hiện|Về|Với|Sau|Riêng|Còn|Cụ|Ngoài|Doanh|Lợi|Giá|Vốn|Nguồn|Kết|Mức|Tỷ|Số)(\s[a-zà-ỹđ])"
# Capitals that name nobody.
COMMON = ["Tết", "Covid-19", "COVID-19", "GDP", "GRDP", "CPI", "IIP", "FDI", "ODA", "USD", "VND", "VNĐ", "EUR", "NSNN", "XK", "NK", "DN", "KCN", "BOT", "PPP", "PCI", "AI", "LNTT", "LNST", "CAR", "CASA", "NIM", "ROE", "ROA", "EPS", "EBITDA", "ĐHĐCĐ", "ĐHCĐ", "HĐQT", "BCTC", "SXKD", "TSCĐ", "CBCNV", "IPO", "M&A", "I", "II", "III", "IV", "V", "Nhà", "Đảng", "CO2", "HTX", "BHYT", "BHXH", "NTM", "TP", "TP.", "TTCK", "DNNN", "DNNVV", "BĐS", "NHTM", "TPCP", "GTGT", "TNDN", "TNCN", "XNK", "CSHT", "GPMB", "TFP", "CNTT"]  # fmt: skip


@of_rows
def with_inherited(rows: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Fills subject and subject_kind of the rows that are still open (Boolean `_open`): from the figure before in the
    sentence or paragraph, then from the article's topic (topic, topic_kind, topic_sure, _main_firm with the words of its
    names _firm_words). Drops `_open` and `_unowned` (nobody has it, though its topic might).
    `bodies` as firms() has them.
    """
    said = said_of()
    told = said.str.replace_all(OF_STATE, " ").str.replace_all(BEGUN, "${1}${2}")
    told = pl.when(pl.col("metric") == "wage").then(told.str.replace_all(LEADERS, " ")).otherwise(told)
    rows = rows.sort("s", "start").pipe(
        with_common,
        _newcomer=_names(pl.col("gap")).list.len() > 0,
        _strangers=_names(told),
        _bodies_told=_names(told.str.replace_all(GENERIC, "${1}")),
        _sponsored=_names(lenders_aside(told)),
        _private=privately(),
        _this_firm=said.str.contains(THIS_FIRM),
    )
    rows = rows.pipe(with_common, _public=of_the_topic(), where=pl.col("metric").is_null())
    of_topic = pl.col("topic").fill_null("").str.split(" ")
    rows = rows.with_columns(
        _stranger=pl.col("_strangers").list.set_difference(of_topic).list.len() > 0,
        _other_firm=pl.col("_bodies_told").list.set_difference("_firm_words").list.len() > 0,
    )
    rows = by_heading(_of_undertaking(rows), [*codes.OF_FIRMS_ALONE, *codes.OF_NO_PLACE])
    rows = _told_again(_of_this_firm(_by_topic(_going_on(_along(rows)), reading), reading, bodies))
    return rows.drop(
        "_open",
        "_unowned",
        "_newcomer",
        "_strangers",
        "_bodies_told",
        "_sponsored",
        "_stranger",
        "_other_firm",
        "_private",
        "_this_firm",
        "_public",
    )


def _of_undertaking(rows: pl.DataFrame) -> pl.DataFrame:
    """How an undertaking is paid for and how much of it is done is of the one told of just before, or of the headline's."""
    undertaking = pl.coalesce("_recent", pl.when(pl.col("_main_titled")).then("_main"))
    own = undertaking.fill_null("").str.split(" ")
    strangers = pl.col("_sponsored").list.set_difference(own).list.len() > 0
    its = _untold() & ~pl.col("_this_firm") & financed() & ~strangers & undertaking.is_not_null()
    its &= pl.col("_main_firm").is_null()
    return rows.with_columns(
        subject=pl.when(its).then(undertaking).otherwise("subject"),
        subject_kind=pl.when(its).then(pl.lit("project")).otherwise("subject_kind"),
    )


def _along(rows: pl.DataFrame) -> pl.DataFrame:
    """Along the sentence a figure is of whom the one before it is, until someone else comes up."""
    follows = pl.col("_open") & ~pl.col("_newcomer") & ~pl.col("_private")
    in_between = neighbours.before(in_passing(), "s").fill_null(False)
    follows &= ~(in_between & (pl.col("metric") != "area").fill_null(True))
    rows = rows.with_columns(_follows=follows, _held=neighbours.so_far(~follows, "s"))
    return rows.with_columns(
        pl.when("_follows").then(pl.col(c).first().over("s", "_held")).otherwise(c).alias(c)
        for c in ("subject", "subject_kind")
    ).drop("_follows", "_held")


def _of_this_firm(rows: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """ "Công ty đạt doanh thu …": of the only firm that its sentence names before, or the last one that names any. An item of a
    digest, and what only a firm's accounts tell, go on about their firm without the noun.
    """
    item = pl.col("a").is_in(digests(reading).implode()) & ~pl.col("sentence").str.contains(OF_THE_MARKET)
    said = pl.col("before").str.slice(-120)
    accounts = pl.col("metric").is_in(codes.OF_FIRMS_ALONE).fill_null(False) | said.str.contains(ACCOUNTS)
    accounts &= (
        ~pl.col("sentence").str.contains(f"{OF_SEVERAL_FIRMS}|{OF_THE_MARKET}")
        & pl.col("metric").is_in([*codes.OF_FIRMS_ALONE, "debt"]).fill_null(True)
        & pl.col("per").is_null()
    )
    accounts |= of_leaders() & of_its_staff() & ~pl.col("sentence").str.contains(OF_SEVERAL_FIRMS)
    rows = rows.with_row_index("_row").with_columns(
        _item=item, _accounts=accounts & ~item & ~pl.col("_this_firm")
    )
    unowned = pl.col("_unowned") & pl.col("subject").is_null() & ~pl.col("_private")
    unowned &= pl.col("_this_firm") | pl.col("_item") | pl.col("_accounts")
    fits = ~pl.col("metric").is_in(codes.OF_NO_PLACE).fill_null(False) | (pl.col("metric") == "employment")
    found = _last_firm(
        rows.filter(unowned, fits).select(
            "_row", "a", "s", "start", "before", "paragraph", "_item", "_accounts"
        ),
        reading,
        bodies,
    )
    return rows.join(found, on="_row", how="left", maintain_order="left").with_columns(
        subject=pl.coalesce("subject", "_last"),
        subject_kind=pl.when(pl.col("_last").is_not_null()).then(pl.lit("organization")).otherwise("subject_kind"),
    ).drop("_row", "_last", "_item", "_accounts")  # fmt: skip


@of_rows
def _last_firm(open_: pl.DataFrame, reading: Reading, bodies: pl.DataFrame) -> pl.DataFrame:
    """Of figures (_row, a, s, start, before, paragraph) of a firm told by its noun alone, or not at all in a digest's item
    (_item): _row and _last, the firm named last, if the sentence that names it names no other, and the figure's own no stranger.
    """
    here = pl.col("sentence").str.count_matches(BULLET)
    told = reading.sentences.pipe(with_common, _bullets=neighbours.so_far(here, "a") - here)
    firms = (
        bodies.filter(is_firm())
        .select("s", _last="organization", _told_at="start")
        .join(told.select("s", "a", "sentence", "_bullets", _told_in="paragraph"), on="s")
        .with_columns(
            _of=_item_of(pl.col("sentence").str.slice(0, pl.col("_told_at"))),
            _alone=pl.col("_last").n_unique().over("s") == 1,
            _order=order("s", "_told_at"),
        )
        .select("a", "_order", "_last", "_alone", "_told_in", "_of", _firm_s="s")
        .sort("_order")
    )
    met = open_.join(told.select("s", "_bullets"), on="s").with_columns(_order=order()).sort("_order")
    met = met.join_asof(firms, on="_order", by="a", check_sortedness=False)
    said = pl.col("before").str.replace(SAYS, "").str.replace_all(OF_STATE, " ")
    strangers = _names(said.str.replace_all(GENERIC, "${1}"))
    own = pl.col("_last").str.extract_all(NAMED)
    bank = pl.col("_last").str.starts_with("Ngân hàng")
    return met.filter(
        pl.col("_alone"),
        strangers.list.set_difference(own).list.len() == 0,
        pl.col("s") - pl.col("_firm_s")
        <= pl.when("_item").then(ITEM).when("_accounts").then(ACCOUNTS_REACH).otherwise(FIRM_REACH),
        pl.when("_accounts")
        .then((pl.col("paragraph") == pl.col("_told_in")) & (pl.col("s") > pl.col("_firm_s")))
        .when("_item")
        .then((pl.col("paragraph") == pl.col("_told_in")) & (_item_of(pl.col("before")) == pl.col("_of")))
        .otherwise(bank == pl.col("before").str.contains(r"(?i)ngân hàng này|nhà băng")),
    ).select("_row", "_last")


def _item_of(before: pl.Expr) -> pl.Expr:
    """Which of its article's items a place in a sentence is in, by the words before it there and the bullets of the sentences
    before (`_bullets`)."""
    return pl.col("_bullets") + before.str.count_matches(BULLET)


@cache
def _quiet() -> pl.Expr:
    """Nobody has the figure yet, and its sentence names no one who could (Boolean)."""
    return _untold() & ~pl.col("_stranger") & ~pl.col("_this_firm")


@cache
def of_services() -> pl.Expr:
    """What all that sell a service in a place take in (Boolean): no firm's, where none is told."""
    told = pl.col("sentence").str.slice(
        pl.col("head_at"), pl.max_horizontal("start", "head_at") - pl.col("head_at")
    )
    return ((pl.col("metric") == "revenue") & told.str.contains(SERVICES)).fill_null(False)


@cache
def _of_basket() -> pl.Expr:
    """How much dearer something got, as statistics of consumer prices tell it (Boolean)."""
    return (pl.col("metric") == "price") & (pl.col("kind") == "growth")


@cache
def _untold() -> pl.Expr:
    """Nobody has the figure yet, and no one out of many does (Boolean)."""
    return pl.col("_open") & pl.col("subject").is_null() & ~pl.col("_private")


@cache
def _of_passage() -> pl.Expr:
    """The country that an article is about is not meant, for a sentence about one province stands before (Boolean)."""
    nations = (pl.col("topic_kind") == "country") & pl.col("_passage").is_not_null()
    return nations.fill_null(False) & ~pl.col("metric").is_in(codes.TOLD_BY_LANDS).fill_null(False)


def _going_on(rows: pl.DataFrame) -> pl.DataFrame:
    """A sentence that names no one goes on about whom the sentence before it told of, or the place that its paragraph told of."""
    # Hectares that no word calls an area are told in passing: nobody goes on about them.
    told = pl.when(~in_passing())
    last = {c: _last(told.then(c)) for c in ("subject", "subject_kind")}
    last_s = _last(told.then(pl.when(pl.col("subject").is_not_null()).then("s")))
    within = pl.col("sentence").str.contains(WITHIN)
    untold = pl.col("metric").is_null() | pl.col("metric").is_in(codes.OF_FIRMS_ALONE)
    fits = (
        pl.when(last["subject_kind"] == "project")
        .then(within & ~pl.col("metric").is_in(codes.OF_FIRMS_ALONE).fill_null(False))
        .when(last["subject_kind"] == "person")
        .then(
            pl.col("sentence").str.contains(r"(?i)(?:^|\s)(?:anh|chị|ông|bà|cô)(?:\s|$)")
            & ~pl.col("metric").is_in(codes.OF_LAW).fill_null(False)
        )
        .when(last["subject_kind"] == "organization")
        .then(within | untold | of_its_staff())
        # "nông dân lời 20 triệu đồng": what they gain is theirs, no other figure behind it.
        .when(last["subject_kind"] == "sector")
        .then(
            untold
            & ((pl.col("metric") == "profit").fill_null(False) | last["subject"].str.starts_with("khối"))
        )
        .otherwise(
            (~pl.col("metric").is_in(codes.OF_FIRMS_ALONE).fill_null(False) | of_services())
            & (
                ~pl.col("metric").is_in(codes.OF_THE_COUNTRY).fill_null(False)
                | (last["subject_kind"] == "country")
            )
        )
    )
    basket = pl.col("metric").is_in(["inflation", "price"])
    last_priced = _last(pl.when(basket & pl.col("subject").is_not_null()).then("s"))
    # "CPI của tỉnh tăng 0,2%. Giá thịt lợn tăng 1,1%": what goods cost there.
    priced = _of_basket() & (pl.col("s") - last_priced <= PARAGRAPH) & (last["subject"] == pl.col("topic"))
    # A paragraph that began with a place goes on about it; about a firm or a project only in the next sentence.
    reach = pl.when(last["subject_kind"] == "place").then(PARAGRAPH).otherwise(1)
    goes_on = (
        _quiet()
        & ~(loose_sum() & last["subject_kind"].is_in(["place", "country"]))
        & ~((pocket() | of_a_house()) & last["subject_kind"].is_in(["place", "country"]))
        & (pl.col("s") - last_s <= reach)
        & (fits | priced)
        & ~(pl.col("_passage").is_not_null() & (pl.col("_other") != last["subject"])).fill_null(False)
    )
    return rows.pipe(with_common, *(pl.when(goes_on).then(last[c]).otherwise(c).alias(c) for c in last))


def _last(told: pl.Expr) -> pl.Expr:
    """What was told last before a figure in its paragraph."""
    return neighbours.before(neighbours.last_told(told, "a", "paragraph"), "a", "paragraph")


def _by_topic(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """What an article is about has the figures that such a thing can have."""
    titles = reading.sentences.filter(pl.col("role") == "title").group_by("a")
    headline = pl.col("sentence")
    courts = titles.agg(
        _court=headline.str.contains(BEFORE_COURT).any(),
        _of_prices=headline.str.contains(PRICES).any(),
        _counts=headline.str.contains(f"{PRICES}|{STATISTICS}").any(),
        _of_project=(headline.str.contains(PROJECT_TITLE) & ~headline.str.contains(SEVERAL)).any(),
    )
    rows = rows.join(courts, on="a", how="left", maintain_order="left")
    metric = pl.col("metric")
    of_firms, of_no_place, of_countries = (
        metric.is_in(alike).fill_null(False)
        for alike in (codes.OF_FIRMS_ALONE, codes.OF_NO_PLACE, codes.OF_THE_COUNTRY)
    )
    unnamed_firm = (pl.col("dimension") == "money") & pl.col("gap").str.contains(UNNAMED_FIRM)
    unnamed = pl.col("gap").str.contains(UNNAMED_PROJECT) & ~pl.col("gap").str.contains(SEVERAL)
    world = (of_countries & pl.col("sentence").str.contains(WORLD)) | pl.col("gap").str.contains(ABROAD)
    unnamed = metric.is_null() & (
        unnamed | pl.col("_of_project").fill_null(False) | pl.col("_main_titled").fill_null(False)
    )
    known = ~unnamed & ~world & ~pl.col("_court").fill_null(False)
    by_firm = _untold() & ~pl.col("_other_firm") & known
    shares = pl.col("before").str.replace_all(BOUGHT_INTO, " ").str.contains(SHARES)
    by_place = _quiet() & known & ~_of_passage() & ~(metric.is_null() & (unnamed_firm | shares)) & ~pocket()
    leads = pl.col("_firm_leads").fill_null(False)
    firm = pl.col("_main_firm").is_not_null() & (
        of_firms
        | metric.is_in(codes.OF_STAFF).fill_null(False)
        | (
            (pl.col("_this_firm") | (~unnamed_firm & ~leads))
            & ~pl.col("topic_titled").fill_null(False)
            & ~metric.is_in(codes.OF_NO_PLACE).fill_null(False)
        )
    )
    # What a market asks for a kilogram or a square metre, and what part of others does something.
    goods = (
        (metric == "price") & ~pl.col("per").is_in(["share", "person"]) & ~pl.col("_this_firm")
    ).fill_null(False) & ~shares
    firm &= ~goods & ~(metric.is_null() & pl.col("right").str.contains(OF_OTHERS))
    # What things with a brand cost, and how many per cent better they are, is no figure of who makes them.
    firm &= ~pl.col("_firm_brand").fill_null(False) | (of_firms & (metric != "price"))
    place = (
        pl.col("topic_sure")
        & ~of_leaders()
        & (~of_firms | of_services())
        & ~of_no_place
        & ((pl.col("topic_kind") == "country") | ~of_countries | (_of_basket() & pl.col("_of_prices")))
        & ~(leads & metric.is_null())
        & (metric.is_not_null() | pl.col("_public") | (pl.col("_counts") & (pl.col("unit") == "percent")))
    )
    # "Giá trúng thầu 15 tỷ đồng" in an article about one project.
    of_main = _quiet() & unnamed & (pl.col("dimension") == "money") & pl.col("_main").is_not_null()
    of_main &= ~pl.col("_court").fill_null(False) & ~pl.col("sentence").str.contains(SEVERAL)
    by = (
        pl.when(by_firm & firm).then(pl.lit("firm"))
        .when(of_main).then(pl.lit("main"))
        .when(by_place & place).then(pl.lit("place"))
    )  # fmt: skip
    return (
        rows.with_columns(_by=by)
        .with_columns(
            subject=pl.when(pl.col("_by") == "firm").then("_main_firm").when(pl.col("_by") == "main").then("_main").when(pl.col("_by") == "place").then("topic").otherwise("subject"),
            subject_kind=pl.when(pl.col("_by") == "firm").then(pl.lit("organization")).when(pl.col("_by") == "main").then(pl.lit("project")).when(pl.col("_by") == "place").then("topic_kind").otherwise("subject_kind"),
        )
        .drop("_by", "_of_project", "_of_prices", "_counts")
    )  # fmt: skip


def _told_again(rows: pl.DataFrame) -> pl.DataFrame:
    """A figure too particular to meet twice by chance is of whom its other telling says: of a firm or a project, of
    whoever has what a metric measures, of whom the headline tells it.
    """
    sure = (
        pl.col("metric").is_not_null()
        | pl.col("subject_kind").is_in(["organization", "project"])
        | (pl.col("role") == "title")
    )
    told = (
        rows.filter(pl.col("subject_kind") != "sector", sure.fill_null(False))
        .group_by("_article", "value", "unit", "kind")
        .agg(pl.col("subject", "subject_kind").unique(), _titled=(pl.col("role") == "title").any())
        .filter(pl.col("subject").list.len() == 1, pl.col("subject_kind").list.len() == 1)
        .select("_article", "value", "unit", "kind", "_titled", *(pl.col(c).list.first().alias(f"_{c}") for c in ("subject", "subject_kind")))
    )  # fmt: skip
    particular = ((pl.col("dimension") == "money") & (pl.col("value") >= 1_000_000)) | (
        (pl.col("unit") == "percent") & pl.col("surface").str.contains(r"[0-9][.,][0-9]")
    )
    # "chúng tôi chi 2 triệu USD" is told by the headline's "Hà Nội chi 2 triệu USD".
    untold = pl.col("_open") & pl.col("subject").is_null() & (~pl.col("_private") | pl.col("_titled"))
    again = particular & untold.fill_null(False) & ~pl.col("_court").fill_null(False)
    return (
        rows.join(told, on=["_article", "value", "unit", "kind"], how="left", maintain_order="left")
        .with_columns(pl.when(again).then(f"_{c}").otherwise(c).alias(c) for c in ("subject", "subject_kind"))
        .drop("_subject", "_subject_kind", "_court", "_titled")
    )


def _names(text: pl.Expr) -> pl.Expr:
    """The words of names of those who could own what follows (list of String)."""
    left = text.str.replace_all(PARTNERED, " ").str.replace_all(OPENS, "${1}")
    return left.str.extract_all(NAMED).list.set_difference(COMMON)
