"""The words of a sentence that govern figures, with the metric that each one means."""

from functools import cache

import polars as pl

from flows.extract.measurements import codes
from flows.extract.reference_words import other_heads
from flows.letters import CAPITAL, ENDS, LETTER, SMALL
from flows.read import Reading, neighbours
from flows.read.lexicon import Lexicon
from flows.read.rules import of_rows, with_common
from flows.read.spans import find_words, without_overlap
from flows.read.vocabulary import Vocabulary

# "tổng số vốn đầu tư": what stands before a head and belongs to it.
PREFIXES = ["tổng", "tổng số", "tổng mức", "toàn bộ", "số", "quy mô", "mức"]
# Heads that mean a metric only in some company: the sentence must hold it, and must not right before.
MACRO = (
    r"GDP|GRDP|(?i:kinh tế|cả nước|toàn quốc|chính phủ|quốc hội|bộ tài chính|bộ kế hoạch|thống kê|tỉnh|thành phố|địa phương|quốc gia|kịch bản|"
    r"ngân hàng thế giới|đà tăng trưởng|mục tiêu tăng trưởng|tăng trưởng (?:cả năm|quý|năm|bình quân|[0-9]+ tháng))|IMF|ADB|Việt Nam|VN"
    + ENDS
)
PAID_OUT = "giải ngân"
SHARES_BOUGHT = (
    "góp vốn, mua cổ phần",
    "góp vốn mua cổ phần",
    "góp cổ phần",
    "góp vốn cổ phần",
)  # by investors from abroad; the last part of what they register
OF_INVESTORS = (
    "vốn điều chỉnh",
    "vốn điều chỉnh tăng",
    "vốn điều chỉnh tăng thêm",
    "vốn tăng thêm",
    *SHARES_BOUGHT,
)
SPENT = ("tổng chi", "tổng số chi")  # of a budget, and neither "tổng chi phí" nor "tổng chi tiêu"
SPENT_SO = r"^(?:$|[,.;:()]|\s(?:[0-9(]|(?:là|năm|đạt|khoảng|hơn|gần|trên|ước|của|dự|được|cả|toàn|bằng|tăng|giảm|trong|địa)(?:\s|$)))"
CONTEXT = {PAID_OUT: r"(?i)FDI|vốn đăng ký|vốn cấp mới|đầu tư công|kế hoạch|vốn đầu tư|ngân sách|ODA|dự toán"} | dict.fromkeys(SPENT, r"(?i)ngân sách|HĐND|Hội đồng nhân dân|NSNN") | dict.fromkeys(OF_INVESTORS, r"(?i)FDI|nước ngoài|cấp mới|vốn đăng ký|lượt (?:dự án|góp)") | dict.fromkeys(("tăng trưởng", "tốc độ tăng trưởng"), MACRO)  # fmt: skip
OF_PLAN = r"(?i)giải ngân[^,;:]{0,40}đầu tư công|đầu tư công[^,;:]{0,40}giải ngân"
SECTOR = (
    r"(?i)(?:ngành|lĩnh vực|khu vực|thị trường|doanh thu|doanh số|lợi nhuận|tín dụng|dư nợ|huy động|nhóm|mảng|công ty|doanh nghiệp|sản lượng|lượng|giá|"
    r"xuất khẩu|nhập khẩu|khách|người dùng|thu nhập|chỉ số|sản phẩm|thương hiệu|cổ phiếu|dân số|năng suất|tiêu dùng|đầu tư|thương mại|du lịch)\s(?:[^,;.]*\s)?$"
)
# What may follow bare "tăng trưởng" where it is of the economy.
OF_ECONOMY = r"(?i)^(?:$|[,.;:()…”\"]|\s(?:[0-9(“]|(?:GDP|GRDP|kinh tế|đạt|không|chưa|bình quân|trung bình|cả|năm|quý|khoảng|trên|hơn|là|ở|của|ước|dự|chung|hai|2|trong|toàn|cao|thấp|được|từ|tối thiểu|tháng|tại|mức|âm|dương|giai|thời|vượt|gần|xấp xỉ|dưới|khá|liên|phục hồi|hồi phục|khởi sắc|đã|sẽ|phải|ít|[0-9]+)\b))"
SECTORAL = ["tăng trưởng", "tốc độ tăng trưởng"]
# "nhập khẩu thịt lợn đạt 25.500 tấn, giá trị 50 triệu USD": the worth of what is traded is the trade's.
WORTH_OF = ["giá trị", "trị giá", "trị giá đạt", "giá trị đạt"]
WORTH_WITHIN = 90  # characters between the trade's head and the worth
# "… tổng kim ngạch xuất nhập khẩu giảm. Trong tháng 12, kim ngạch đạt 136 triệu USD": of the trade that the sentence before told.
OF_TRADE = r"(?is)^.*kim ngạch (xuất nhập khẩu|xuất khẩu|nhập khẩu|XNK|XK|NK)"
# "Lào là thị trường xuất khẩu lớn thứ hai của Việt Nam, với kim ngạch 1,2 tỷ USD"
MARKET_OF = r"(?i)thị trường (xuất khẩu|nhập khẩu)\s[^;:]{0,90}\s(?:với|đạt|có)\s(?:tổng\s)?$"
TRADE_TOLD = {"xnk": "trade_turnover", "xk": "export_turnover", "nk": "import_turnover"}
TRADE_TOLD |= {
    "xuất nhập khẩu": "trade_turnover",
    "xuất khẩu": "export_turnover",
    "nhập khẩu": "import_turnover",
}
# "giá gạo xuất khẩu" is a price, "sản lượng gạo xuất khẩu" no turnover.
TRADED = ["xuất khẩu", "nhập khẩu"]
PRICE_OF = rf"(?i)giá(?:\s{LETTER}+){{0,3}}\s$"
FUND = r"^(?:vốn|ngân sách)"
CONSISTS = r"(?i)(?:bao gồm|gồm|trong đó)[^.]*$"
# What revenue comes from is no head of its own: "thu ngân sách của tỉnh từ hoạt động xuất nhập khẩu".
SOURCE = rf"(?i)(?:^|[^{LETTER}])(?:thu|lợi nhuận|doanh thu|lãi|nguồn|giải ngân|vốn đầu tư công)(?:\s{LETTER}+){{0,8}}\s(?:từ|nhờ)(?:\s(?:hoạt động|lĩnh vực|ngành|khu vực|mảng))?\s$"
# Of "xuất, nhập khẩu", "thu và chi ngân sách" the last word is half of the head: nobody knows which half a figure is of.
HALF = rf"(?i)(?:^|[^{LETTER}])(?:xuất|thu)\s?(?:,|và|hoặc|-|–|/)\s?(?:tổng\s)?$"
HALVED = ["nhập khẩu", "chi ngân sách", "chi ngân sách nhà nước", "chi ngân sách địa phương"]
DISBURSED = rf"(?i)(?:^|[^{LETTER}])giải ngân\s(?:(?:nguồn|kế hoạch)\s)*$"
PUBLIC = ["vốn đầu tư công", "kế hoạch đầu tư công", "đầu tư công"]
# "số doanh nghiệp giải thể": what follows the noun says that not all are counted.
SOME_ENTERPRISES = rf"^\s(?:rời|giải thể|tạm|ngừng|dừng|rút|phá sản|đóng|chờ|quay|trở|bị|nợ|vi phạm|tham gia|được|chưa|không|gặp|thua|hoàn tất|làm thủ tục|xuất khẩu)(?:[^{LETTER}]|$)"
THEIR_NUMBER = ["số doanh nghiệp", "số lượng doanh nghiệp", "doanh nghiệp"]
# "Doanh thu và lợi nhuận lần lượt đạt …": two heads, a figure for each, in turn.
JOINED = r"^\s?(?:,|,?\s?và|/|&)\s(?:tổng\s|giá trị\s|kim ngạch\s)?$"
# "GRDP của tỉnh và thu ngân sách lần lượt tăng …", "chi phí quản lý và nợ phải trả tăng lần lượt …"
JOINED_FAR = r"^(?:\s[^\s,;.:()0-9]+){0,6},?\svà\s(?:tổng\s|giá trị\s|kim ngạch\s|số\s)?$"
AND_AHEAD = r"\svà\s(?:tổng\s|giá trị\s|kim ngạch\s|số\s)?$"
UNKNOWN = "?"  # a head that no seed knows, or one of no metric
# "vốn của Đầu tư Lá Xanh": a capital within a sentence, and ahead of another, begins a name.
WITHIN_SENTENCE = rf"[{LETTER}0-9,)%]\s?$"
# "kế hoạch vốn (không bao gồm trái phiếu) là …": what is left out or held by it governs nothing.
LEFT_OUT = r"(?i)\((?:không|chưa|đã|bao gồm|gồm|kể cả|tính cả|ngoài)\s[^()0-9]*$"
HELD = ["chính phủ", "nhà nước"]
IN_NAME = rf"{CAPITAL}{SMALL}*\s$"
HELD_AGAINST = r"(?i)(?:tỷ suất|tỉ suất|tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ)[^,;.0-9]{2,48}(?:\s(?:trên|so với)\s(?:tổng\s)?|/)$"
TITLED, BEFORE_NAME = rf"^{CAPITAL}{SMALL}", rf"^\s{CAPITAL}{SMALL}"
ONLY_NOW = r"^\s(?:chỉ|đạt|hoàn thành|thực hiện|giải ngân|nộp|trả|được|thu|bán)\s"
NOT_TRADE = rf"(?i)(?:sản lượng|khối lượng|lượng|doanh nghiệp|thị trường|công ty|thuế|đơn hàng|sản xuất|chế biến|hàng|sản phẩm|cảng|cấm|hạn ngạch|ngân hàng)(?:\s{LETTER}+){{0,2}}\s$"


def heads(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Words that govern figures: s, at, until (UInt32), metric (null where none is listed), dimension
    (one row a dimension it can have), word, close (governs only the figure right after it), of_share (it stands
    right after a percentage, so it governs nothing that follows), twin (the metric of the head that it is joined to),
    partner (as twin, also where words stand between the two: "thu ngân sách của tỉnh và xuất khẩu"; UNKNOWN where "và" joins it to no head).
    """
    triggers, longest_first = _triggers(lexicon)
    trade = pl.col("sentence").str.extract(OF_TRADE).str.to_lowercase()
    sentences = (
        reading.sentences.with_columns(_trade=neighbours.before(trade, "a", "paragraph").replace(TRADE_TOLD))
        .filter(pl.col("s").is_in(reading.quantities["s"].unique().implode()))
        .select("s", "sentence", "_trade", _of_plan=pl.col("a").is_in(_of_plans(reading).implode()))
    )
    found = find_words(sentences, longest_first, "sentence")
    # "doanh thu của Công ty cổ phần A": a word within a name governs nothing.
    # "vốn trái phiếu Chính phủ": what holds their names governs.
    names = reading.organizations.filter(~pl.col("surface").str.to_lowercase().is_in(HELD))
    found = without_overlap(found, names)
    found = found.join(sentences, on="s", how="left", maintain_order="left")
    return _governing(found, triggers)


def _of_plans(reading: Reading) -> pl.Series:
    """The articles (a) whose headline or lead is of what is disbursed of public investment."""
    titles = reading.sentences.filter(pl.col("role").is_in(["title", "lead"]))
    return titles.filter(pl.col("sentence").str.contains(OF_PLAN))["a"]


@of_rows
def _governing(found: pl.DataFrame, triggers: pl.DataFrame) -> pl.DataFrame:
    """The rows of heads(), of all words that stand in the sentences."""
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-60)
    inside = left.str.contains(rf"{LETTER}$")
    runs_on = pl.col("sentence").str.slice(pl.col("end"), 1).str.contains(rf"{LETTER}")
    of_share = left.str.contains(r"(?:%|phần trăm)\s*$")
    written = pl.col("sentence").str.slice(pl.col("start"), 2)
    named = written.str.contains(TITLED) & left.str.contains(WITHIN_SENTENCE)
    named &= pl.col("sentence").str.slice(pl.col("end"), 3).str.contains(BEFORE_NAME)
    left_out = left.str.contains(LEFT_OUT)
    left_out &= pl.col("sentence").str.slice(pl.col("end"), 60).str.contains(r"^[^()0-9]*\)")
    # "tuyến Bến Tre - Tân Lương": the last syllable of a name.
    ends_name = (
        written.str.contains(TITLED) & ~pl.col("surface").str.contains(" ") & left.str.contains(IN_NAME)
    )
    # "hai doanh nghiệp mới hoàn thành 39% kế hoạch": only now.
    only_now = pl.col("surface").str.contains(r"(?i)^doanh nghiệp mới$") & ~left.str.contains(
        r"(?i)số (?:lượng )?$"
    )
    only_now &= pl.col("sentence").str.slice(pl.col("end"), 14).str.contains(ONLY_NOW)
    # "tỷ suất lợi nhuận trên doanh thu", "tỷ lệ nợ công trên GDP": of what stands before it.
    held_against = left.str.contains(HELD_AGAINST)
    return (
        found.filter(~inside, ~runs_on, ~named, ~left_out, ~ends_name, ~held_against, ~only_now)
        .with_columns(of_share=of_share)
        .with_columns(word="surface", _left=left, _right=pl.col("sentence").str.slice(pl.col("end"), 14))
        .join(triggers, on="word", maintain_order="left")
        .with_columns(word="bare")
        .with_columns(_fits=_in_company())
        # Money that is disbursed of no plan has no metric: it is none of what the clause before tells, either.
        .filter(
            pl.col("kind") != "compound",
            pl.col("_fits") | (pl.col("word") == PAID_OUT),
            ~pl.col("_left").str.contains(SOURCE),
        )
        .with_columns(
            metric=pl.when(pl.col("word").is_in(TRADED) & pl.col("_left").str.contains(PRICE_OF))
            .then(pl.lit("price"))
            .when(pl.col("word").is_in(TRADED) & pl.col("_left").str.contains(NOT_TRADE))
            .then(None)
            .when(pl.col("word").is_in(HALVED) & pl.col("_left").str.contains(HALF))
            .then(None)
            .when(pl.col("word").is_in(THEIR_NUMBER) & pl.col("_right").str.contains(SOME_ENTERPRISES))
            .then(None)
            .when(pl.col("word").is_in(PUBLIC) & pl.col("_left").str.contains(DISBURSED))
            .then(pl.lit("public_investment_disbursement"))
            .when(~pl.col("_fits"))
            .then(None)
            .otherwise("metric")
        )
        .with_columns(metric=_of_registered())
        .with_columns(metric=_worth_of_trade())
        .pipe(_of_trade_told)
        .with_columns(metric=_part_of_plan())
        .with_columns(dimension=_dimensions())
        .explode("dimension")
        .sort("s", "start")
        .pipe(with_common, twin=_twin(), partner=_partner())
        .select(
            "s",
            "metric",
            "dimension",
            "word",
            "close",
            "of_share",
            "twin",
            "partner",
            at="start",
            until="end",
        )
        .sort("s", "at")
    )


@cache
def _dimensions() -> pl.Expr:
    """The dimensions of figures that a head can govern: of what is told in money or counted also by how many times it grew."""
    told = pl.col("units").str.split("|")
    times = told.list.contains("money") | told.list.contains("count")
    return pl.when(times).then(told.list.set_union(["ratio"])).otherwise(told)


@cache
def _of_registered() -> pl.Expr:
    """The metric; what was disbursed of capital that investors register ("vốn FDI đăng ký 900 triệu USD, giải ngân 410 triệu
    USD") is realised investment.
    """
    last = neighbours.last_told(neighbours.before(pl.col("metric"), "s"), "s")
    registered = last.is_in(["registered_investment", "fdi"])
    return (
        pl.when((pl.col("word") == "giải ngân") & registered)
        .then(pl.lit("realised_investment"))
        .otherwise("metric")
    )


@cache
def _worth_of_trade() -> pl.Expr:
    """The metric; for the worth of a quantity that is traded the metric of the trade's head before it."""
    trade = pl.when(pl.col("metric").is_in(["export_turnover", "import_turnover"]))
    metric = neighbours.last_told(trade.then("metric"), "s")
    near = pl.col("start") - neighbours.last_told(trade.then("end"), "s") <= WORTH_WITHIN
    counted = pl.col("_left").str.contains(
        r"[0-9](?:\s(?:nghìn|ngàn|triệu))?\s(?:tấn|chiếc|con|m3|sản phẩm|bộ|thùng|lít)(?:\s[^0-9;.]{0,25})?,?\s(?:với\s|đạt\s|và\s|có\s)?(?:tổng\s)?$"
    )
    # "xuất khẩu dừa đạt giá trị 1 tỷ USD"
    reached = pl.col("_left").str.contains(
        r"(?i)(?:xuất khẩu|nhập khẩu)(?:\s[^\s,;.:()0-9]+){0,4}\s(?:đạt|ước đạt|thu về|với)\s(?:tổng\s)?$"
    )
    return (
        pl.when(pl.col("word").is_in(WORTH_OF) & near & (counted | reached)).then(metric).otherwise("metric")
    )


def _of_trade_told(found: pl.DataFrame) -> pl.DataFrame:
    """The heads, those of "kim ngạch" alone with the metric of the trade that the sentence before told; without such a one, and
    behind a trade of their own sentence that is not the market's whose they are, they are none.
    """
    bare = pl.col("word") == "kim ngạch"
    trade = pl.col("metric").is_in(list(TRADE_TOLD.values())).any().over("s")
    trade |= pl.col("sentence").str.contains(r"(?i)xuất khẩu|nhập khẩu")
    ahead = pl.when(bare).then(pl.col("sentence").str.slice(0, pl.col("start")))
    market = ahead.str.extract(MARKET_OF).str.to_lowercase().replace(TRADE_TOLD)
    told = pl.coalesce(market, pl.when(~trade).then("_trade"))
    return found.filter(~bare | told.is_not_null()).with_columns(
        metric=pl.when(bare).then(told).otherwise("metric")
    )


@cache
def _part_of_plan() -> pl.Expr:
    """The metric; for the funds that public investment consists of ("bao gồm vốn ngân sách trung ương là …") its own."""
    whole = neighbours.last_told(pl.when(pl.col("metric").is_in(codes.PLANS_OF_FUNDS)).then("metric"), "s")
    ahead = pl.col("sentence").str.slice(0, pl.col("start"))
    part = pl.col("word").str.contains(FUND) & pl.col("metric").is_null() & ahead.str.contains(CONSISTS)
    return pl.when(part).then(whole).otherwise("metric")


@cache
def _twin() -> pl.Expr:
    """The metric of the head that "và" or a comma joins to this one, right before it; null where there is none."""
    before = {c: pl.col(c).shift(1).over("s", "dimension") for c in ("end", "metric", "close", "of_share")}
    joint = pl.col("sentence").str.slice(
        before["end"], pl.max_horizontal("start", before["end"]) - before["end"]
    )
    joined = joint.str.contains(JOINED) & ~before["close"] & ~pl.col("close") & ~before["of_share"]
    joined &= ~pl.col("word").is_in(SHARES_BOUGHT)
    return pl.when(joined & (before["metric"] != pl.col("metric"))).then(before["metric"])


@cache
def _partner() -> pl.Expr:
    """What the first of two figures that are dealt out measures, where this head is the second's."""
    before = {c: pl.col(c).shift(1).over("s", "dimension") for c in ("end", "metric", "close", "of_share")}
    joint = pl.col("sentence").str.slice(
        before["end"], pl.max_horizontal("start", before["end"]) - before["end"]
    )
    joined = joint.str.contains(JOINED_FAR) & ~before["close"] & ~before["of_share"]
    told = pl.when(joined.fill_null(False) & ~pl.col("close")).then(
        pl.when(before["metric"].is_null()).then(pl.lit(UNKNOWN)).otherwise(before["metric"])
    )
    alone = pl.col("_left").str.contains(AND_AHEAD) & ~pl.col("close")
    return pl.coalesce(told, pl.when(alone).then(pl.lit(UNKNOWN)))


@cache
def _in_company() -> pl.Expr:
    """The head stands in the company that makes it mean its metric."""
    fits = pl.lit(True)
    for word, pattern in CONTEXT.items():
        told = (
            pl.when(pl.col("word") == word).then("sentence").otherwise(pl.lit(""))
        )  # no other is looked through
        meant = told.str.contains(pattern) | (pl.col("_of_plan") & (word == PAID_OUT))
        fits = pl.when(pl.col("word") == word).then(meant).otherwise(fits)
    growth = pl.col("word").is_in(SECTORAL)
    fits &= ~pl.col("word").is_in(SPENT) | pl.col("_right").str.contains(SPENT_SO)
    return fits & ~(
        growth & (pl.col("_left").str.contains(SECTOR) | ~pl.col("_right").str.contains(OF_ECONOMY))
    )


@cache
def _triggers(lexicon: Lexicon) -> tuple[pl.DataFrame, Vocabulary]:
    """word (lower case, the longest first), bare (without "tổng"), metric, units, close, kind: metrics' triggers,
    and what governs and is no metric; and the words alone.
    """
    listed = (
        lexicon.metrics.with_columns(word=pl.col("triggers").str.split("|"))
        .explode("word")
        .select(
            word=pl.col("word").str.strip_chars_end("~").str.to_lowercase(),
            metric="code",
            units="units",
            close=pl.col("word").str.ends_with("~"),
            kind=pl.lit("metric"),
        )
    )
    others = other_heads().select(
        word=pl.col("word").str.to_lowercase(),
        metric=pl.lit(None, pl.String),
        units=pl.when(pl.col("kind") == "any")
        .then(pl.lit("money|percent|count|area|ratio"))
        .otherwise(pl.lit("money|percent")),
        close=pl.lit(False),
        kind="kind",
    )
    every = pl.concat([listed, others]).unique("word", keep="first", maintain_order=True)
    every = every.with_columns(bare="word")
    prefixed = pl.concat(
        every.filter(~pl.col("close")).with_columns(word=pl.concat_str(pl.lit(f"{p} "), "word"))
        for p in PREFIXES
    )
    longest_first = (
        pl.concat([every, prefixed])
        .unique("word", keep="first", maintain_order=True)
        .sort(pl.col("word").str.len_chars(), "word", descending=[True, False])
    )
    return longest_first, Vocabulary(longest_first["word"])
