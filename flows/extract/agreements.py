"""Agreements that were signed: what kind, between whom, about what (linguistics §16)."""

import polars as pl

from flows.letters import CAPITAL, FIGURE, LETTER
from flows.read import Reading, neighbours
from flows.read.lexicon import Lexicon
from flows.read.rules import of_rows
from flows.read.spans import find, lex
from flows.read.vocabulary import either

KINDS = {
    "biên bản ghi nhớ": "memorandum", "bản ghi nhớ": "memorandum", "mou": "memorandum", "hợp đồng nguyên tắc": "contract", "hợp đồng": "contract", "thỏa thuận": "cooperation",
    "thoả thuận": "cooperation", "hiệp định": "cooperation", "tuyên bố chung": "cooperation", "ý định thư": "cooperation", "biên bản hợp tác": "cooperation",
    "nghị định thư": "cooperation", "biên bản thỏa thuận": "cooperation", "ghi nhớ hợp tác": "memorandum", "hiệp ước": "cooperation", "hiệp định vay": "contract", "hiệp định tín dụng": "contract", "tuyên bố ý định": "cooperation", "kế hoạch hợp tác": "cooperation", "thư thỏa thuận": "cooperation", "văn kiện hợp tác": "cooperation", "văn bản hợp tác": "cooperation", "chương trình phối hợp": "cooperation", "chương trình hợp tác": "cooperation", "quy chế phối hợp": "cooperation", "kế hoạch phối hợp": "cooperation", "ghi nhớ": "memorandum", "thỏa ước tài trợ": "contract", "thoả ước tài trợ": "contract", "giao ước": "cooperation", "văn kiện": "cooperation", "chương trình hành động": "cooperation", "văn bản phối hợp": "cooperation", "quy chế hợp tác": "cooperation", "văn bản liên tịch": "cooperation", "chương trình liên tịch": "cooperation", "kế hoạch liên tịch": "cooperation", "nghị quyết liên tịch": "cooperation", "khung hợp tác": "cooperation", "biên bản phối hợp": "cooperation", "hợp tác": "cooperation",
}  # fmt: skip
PAPER = r"(?i:" + "|".join(sorted((k for k in KINDS if k != "hợp tác"), key=len, reverse=True)) + r")"
SIGN = r"(?i:ký kết|ký|trao đổi|trao|tiến hành ký kết)"
REST = r"(?:[0-9]\.[0-9]|[^.;“”])*"  # to the end of the clause
# A list of papers: who signs them opens it, and each item begins with the paper's noun ("…: Hiệp định về …; Bản ghi nhớ giữa …").
PAPERS = r"(?i:văn kiện|văn bản|thỏa thuận|thoả thuận|hợp đồng|biên bản|bản ghi nhớ|hiệp định)"
OPENS_LIST = rf"(?:{SIGN}|(?i:chứng kiến))[^:]{{0,200}}{PAPERS}\s[^;:]{{0,160}}(?i:giữa)\s[^;:]{{0,160}};\s{PAPERS}\s|(?i:có|gồm)\s(?:(?i:những|các|thêm|hai|ba|[0-9]+)\s)?{PAPERS}\s[^;:]{{0,160}}(?i:giữa)\s[^;:]{{0,160}};\s{PAPERS}\s|{SIGN}\s[^;:]{{0,120}}{PAPERS}[^;:]{{0,160}}(?::|(?i:\snhư|\sgồm|\slà|\sđó là|\strong đó có)\s)|{PAPERS}[^;:]{{0,60}}(?i:được )?{SIGN}[^;:]{{0,60}}:"
ITEM = rf"(?:^|[:;.]|\s(?i:như|gồm|là|có)|(?:^|\s)(?:[-–+•]|[0-9]{{1,2}}[.)])),?\s*(?:[-–+•*]|[0-9]{{1,2}}[.)])?\s*(?:(?i:những|các)\s)?“?{PAPER}\s[^;:]+"
ITEM_ONLY = rf"^\s*(?:[-–+•*]|[0-9]{{1,2}}[.)])?\s*“?(?:{PAPER})\s"
NO_ITEM = r"(?i)\s(?:đã|sẽ|được|cho biết|là|có hiệu lực)\s"
COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
PATTERNS = {
    "signed": rf"{SIGN}\s(?:[^,.;:“”]{{0,40}}\s)?(?:{PAPER}){REST}",
    "signing": rf"(?i:ký kết|ký)\s(?:(?i:hợp tác)[^.;:“”]{{0,140}}?\s(?i:với|giữa|cùng)|(?i:trở thành))\s{REST}",
    "together": rf"(?i:ký kết hợp tác)\s{REST}",
    "with": rf"(?i:ký kết|ký)\s(?:(?i:hợp tác)\s)?(?i:với)\s{REST}",
    "witnessed": rf"[0-9]+\s(?:{PAPER}){REST}",
    "were": rf"(?:(?:[0-9]+|(?i:{'|'.join(COUNTS)}|một|nhiều|một số|hàng loạt))\s)?(?:{PAPER})[^,.;:“”]{{0,80}}?\s(?:(?i:đã|vừa)\s)?(?i:được)\s{SIGN}{REST}",
    "agreed": rf"(?:(?i:có|đạt|đạt được)\s(?:(?i:các|loạt|nhiều|một loạt)\s)?)?(?i:thỏa thuận|thoả thuận)\s(?i:hợp tác|với)\s{REST}",
}
# Told as an act of the bodies before it: these need both.
ACTS = ["with", "agreed", "together"]
WITH_NAMED = rf"^(?:[^,.;]{{0,40}}\s)?(?i:với)\s(?:{LETTER}+\s){{0,5}}{CAPITAL}"
# A row of signings goes on, or the body is told by its sort: "…; ký với B", "Tập đoàn này cũng thỏa thuận với B".
GOES_BEFORE = r"(?i)(?:;\s|(?:tập đoàn|công ty|ngân hàng|doanh nghiệp|đơn vị|trường|hãng|bệnh viện|tỉnh|thành phố)\s(?:này|trên)\s(?:(?:cũng|đã|vừa|còn)\s)*)$"
SETTLED = r"(?i)nộp phạt|bồi thường|tội|kiện"  # no agreement to work together
SPORT = r"(?i)CLB|câu lạc bộ|cầu thủ|HLV|huấn luyện viên"
JOINS = r"^(?i:ký kết trở thành)"  # "… cổ đông chiến lược của": a contract with whom it is of
# Not yet, not at all, or another's.
UNSIGNED = r"(?i)(?:chưa|không|nếu|muốn|sẽ|đề nghị|dự kiến|chuẩn bị|để|xem xét|sắp|tiến tới|phải|cần|yêu cầu|từng|sau khi|khi|hướng tới|trước khi|bị|tái|gia hạn|mà|người|việc|theo)\s(?:\S+\s){0,2}$|sẽ cùng (?:\S+ ){0,3}$|năm ngày\s$"
# What is told of a paper that others are to sign, or signed long ago: "khi hiệp định được ký".
SPOKEN_OF = r"(?i)(?:khi|mà|thời điểm|nếu|trước|sau|kể từ|theo|dù|của|các|những|số|từ|về|nội dung|bản|như|nhờ|là|với|trong|tất cả|toàn bộ)\s$"
# A list of papers that are only hoped for.
NOT_YET = r"(?i)(?:sớm|sẽ|dự kiến|đề nghị|tiến tới|thúc đẩy|chuẩn bị|đàm phán|việc) (?:\S+ ){0,2}(?:ký kết|ký|trao)\s"
NOT_WERE = r"(?i)(?:sẽ|chưa|không|khi|sắp|đang|nếu|dự kiến|có thể|sớm|chuẩn bị|mong muốn|hy vọng|kỳ vọng|cần|phải|để)\s(?:\S+\s)?được\s"
IN_BRACKETS = 20  # code points between a body and its other name in brackets
MUNDANE = r"(?i)hợp đồng (?:lao động|bảo hiểm|mua bán|đặt cọc|vay|tín dụng|chuyển nhượng|chuyên nghiệp|thuê(?: [^0-9]|$)|làm việc|học việc|nghề)"
# "ký hợp đồng mua 5 máy in của Công ty A": whom it is bought or hired from is a party.
BUYS = r"(?i)^\S+(?: kết)? hợp đồng (?:mua|thuê) (?:[^,;]* )?của "
LOAN = r"(?i)hiệp định (?:vay|tín dụng)"
# "A và B vừa ký hiệp định …"; "Hiệp định Thương mại tự do A - B": two lands are the parties.
# Two lands sign, not the firms or the ministers of both: "Các hãng tàu A và B đã ký …".
LANDS_ALONE = r"(?i)(?:^|[,;:(“”\"]\s?|(?:^|\s)(?:khi|việc|rằng|được|do|giữa|mà|cho biết|cho hay|nhờ|vì)\s)(?:(?:trong|vào|mới đây|vừa qua|sáng|trưa|chiều|tối|hôm|ngày|tháng|năm|quý|nay|qua|cuối|đầu|giữa|cũng|[0-9(]\S*)\s)*(?:(?:lãnh đạo|đại diện|nguyên thủ|chính phủ|nhà nước|cả|hai|nước|quốc gia|bên)\s)*$"
THEY_SIGN = r"^\s(?:(?i:đã|vừa|cùng|mới|chính thức|tiến hành)\s)*$"
TREATY = r"(?i)(?:hiệp định|hiệp ước|nghị định thư|tuyên bố chung)(?:\s[^\s,;.:()]+){0,9}?\s$"
# Of a credit its sum and both sides are told: "ký hợp đồng tín dụng 900 tỷ đồng với Công ty A".
CREDIT = r"(?i)hợp đồng tín dụng.*[0-9]\s(?:nghìn\s|ngàn\s)?(?:tỷ|tỉ|triệu)"
# Somebody signs, or it is told of the act of signing.
SUBJECT = rf"(?:[{CAPITAL}0-9][^\s,.;:]*\)?|(?i:hai bên|các bên|doanh nghiệp|đơn vị|công ty|trường đại học|hai nước|tỉnh|thành phố|địa phương|bệnh viện|dự án đã|hai (?:thủ tướng|tổng thống|chủ tịch|bộ trưởng|nhà lãnh đạo)|cho biết|cho hay|thông báo))\s(?:(?i:đã|vừa|vừa qua|mới đây|cùng|cũng|chính thức|tiến hành|thực hiện|lần đầu tiên)\s)*$|(?i:lễ|chứng kiến|chứng kiến việc|tổ chức|hai bên đã|đồng thời|nghi thức)\s$|,\s(?:(?i:đã|vừa|chính thức)\s)+$|^$"
GOES_ON = r",\s(?i:nhưng|trong đó|theo đó|đồng thời|những|song|qua đó|nhằm|góp phần|với mong muốn)\s.*$"
WITNESSED = r"(?i)(?:chứng kiến của|sự chứng kiến|dưới sự)"
CONTINUED = r"^(?i:các|những)\s(?i:thỏa thuận|thoả thuận|biên bản|bản ghi nhớ|văn bản|hợp đồng|nội dung)"


def agreements(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Rows of fact type `agreements`: s, start, end, kind, parties, fields (codes of topics), count, rule."""
    told = reading.sentences.filter(pl.col("role").is_in(["body", "lead", "caption"])).select(
        "s", "a", "sentence"
    )
    likely = told.filter(
        pl.col("sentence").str.contains(rf"{SIGN}|chứng kiến|(?:thỏa|thoả) thuận (?:hợp tác|với)"),
        pl.col("sentence").str.contains(rf"{PAPER}|(?i:ký (?:kết )?(?:hợp tác|trở thành))|(?i:ký với)"),
    )
    rows = _with_lists(_signed(likely, reading), told)
    return _told(rows.with_row_index("i"), told, reading, lexicon)


@of_rows
def _signed(likely: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The acts of signing in sentences that may tell of one."""
    # "…, đồng thời ký kết …" is another agreement: its clause ends the one before.
    clauses = pl.col("sentence").str.replace_all(", đồng thời ", "; đồng thời ", literal=True)
    rows = lex(likely.select("s", clauses), PATTERNS, "sentence").join(
        likely, on="s", how="left", maintain_order="left"
    )
    rows = (
        rows.sort("s", "start")
        .with_columns(pl.col("surface").str.replace(GOES_ON, ""))
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
    )
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    noun = pl.col("surface").str.extract(rf"({PAPER}|(?i:hợp tác))").str.to_lowercase()
    noun = pl.when(~pl.col("surface").str.contains(JOINS)).then(noun)
    # Whoever signs with another without a word for the paper has agreed with it.
    unnamed = pl.when(pl.col("token") == "with").then(pl.lit("cooperation")).otherwise(pl.lit("contract"))
    kind = pl.coalesce(noun.replace_strict(KINDS, default=None, return_dtype=pl.String), unnamed)
    number = pl.col("surface").str.extract(rf"([0-9]+|{LETTER}+)\s(?:{PAPER})").str.to_lowercase()
    rows = rows.with_columns(
        left=left,
        kind=kind,
        count=pl.coalesce(
            number.cast(pl.Int32, strict=False),
            number.replace_strict(COUNTS, default=None, return_dtype=pl.Int32),
        ),
    )
    # "thỏa thuận … được ký" is one where a clause begins with it, a number counts it or a name tells which.
    told_alone = pl.col("left").str.contains(r"(?:^|[,.;:]\s)$") | pl.col("surface").str.contains(
        rf"^(?:[0-9{LETTER}]+\s)?(?i:{PAPER}).*{CAPITAL}.*được\s|^(?i:[0-9]|nhiều|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    )
    # "được ký hiệp định vốn với Chính phủ X"
    owed = pl.col("left").str.contains(r"(?i)[\s(]được\s$") & pl.col("surface").str.contains(r"(?i)\svới\s")
    return rows.filter(
        ~pl.col("left").str.contains(rf"{UNSIGNED}|(?i)(?:^|\s)(?:các|những)\s$"),
        ~pl.col("left")
        .str.replace(r"(?i)chứng kiến việc $", "chứng kiến ")
        .str.contains(r"(?i)(?:^|[,;.]\s|\s)(?:khi|nếu|sau khi|trước khi|việc|mà)\s[^,]*$"),
        (pl.col("token") == "were")
        | (~pl.col("token").is_in([*ACTS, "witnessed"]) & (pl.col("left").str.contains(SUBJECT) | owed))
        | ((pl.col("token") == "witnessed") & pl.col("left").str.contains(r"(?i)chứng kiến (?:việc )?$"))
        | _by_body(rows, reading)
        | (pl.col("left").str.contains(GOES_BEFORE) & pl.col("surface").str.contains(WITH_NAMED)),
        (pl.col("token") != "were")
        | (~(pl.col("left").str.contains(SPOKEN_OF) | pl.col("surface").str.contains(NOT_WERE)) & told_alone),
        ~pl.col("surface").str.contains(MUNDANE) | pl.col("surface").str.contains(CREDIT),
        ~pl.col("left").str.contains(r"(?i)(?:hy vọng|hi vọng|kỳ vọng|mong muốn)\s[^.;]*$"),
        ~((pl.col("token") == "agreed") & pl.col("sentence").str.contains(SETTLED)),
        ~pl.col("surface").str.contains(r"^(?i:ký (?:vào|phê duyệt|ban hành|duyệt|quyết định))\s"),
        ~pl.col("left").str.contains(rf"[{LETTER}{FIGURE}]$"),
        ~pl.col("surface").str.contains(r"^(?i:trao|trao đổi)\s(?:\S+\s){0,3}(?i:giấy|quyết định|về|với)"),
    )


@of_rows
def _told(rows: pl.DataFrame, told: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """The rows of the fact type: acts of signing, numbered by i, whose parties are named."""
    rows = _parties(rows, reading)
    # A contract with one body named is most often a person's (a player's, a buyer's, a worker's), unless it tells its worth.
    worth = pl.col("surface").str.contains(r"(?i)trị giá|tỷ|triệu USD|thỏa ước tài trợ") & ~pl.col(
        "sentence"
    ).str.contains(SPORT)
    worth &= ~pl.col("surface").str.contains(CREDIT)
    needed = pl.when(pl.col("surface").str.contains(JOINS) | worth).then(1).otherwise(2)
    # Of an act the one party stands before it, the other is at least named behind "với".
    both = (pl.col("parties").list.len() >= 2) | (
        (pl.col("parties").list.len() == 1) & pl.col("surface").str.contains(WITH_NAMED)
    )
    rows = rows.filter(
        (pl.col("parties").list.len() >= needed)
        | (pl.col("kind") != "contract")
        | pl.col("surface").str.contains(LOAN)
        | pl.col("token").is_in(ACTS),
        both | ~pl.col("token").is_in(ACTS),
    )
    rows = rows.join(_fields(rows, told, lexicon), on="i", how="left", maintain_order="left")
    return rows.with_columns(
        fields=pl.col("fields").fill_null(pl.lit([], pl.List(pl.String))),
        end=(pl.col("start") + pl.col("surface").str.strip_chars_end(" ,").str.len_chars()).cast(pl.UInt32),
        rule=pl.concat_str(pl.lit("agreement_"), "token"),
    ).select("s", "start", "end", "kind", "parties", "fields", "count", "rule")


def _with_lists(rows: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The agreements and, in place of one that opens a list of papers, a row an item of it: in its sentence, or in
    the sentences after it that begin with a paper's noun.
    """
    groups = _grouped(told.filter(pl.col("sentence").str.contains(PAPERS)))
    listed = groups.filter("_listed").select("s", "a", "sentence", "_item", "_opens")
    return _with_items(listed, groups, rows) if listed.height else rows


@of_rows
def _grouped(likely: pl.DataFrame) -> pl.DataFrame:
    """Sentences that tell of papers with _opens, _item, _group and _listed (a list opens the group)."""
    opens = pl.col("sentence").str.contains(OPENS_LIST)
    item = pl.col("sentence").str.contains(ITEM_ONLY) & ~pl.col("sentence").str.contains(NO_ITEM)
    likely = likely.with_columns(_opens=opens & ~pl.col("sentence").str.contains(NOT_YET), _item=item)
    # A sentence that is no item opens a group, if the next ones follow it without a gap.
    first = ~pl.col("_item") | (pl.col("s") - pl.col("s").shift(1).over("a") != 1).fill_null(True)
    return likely.sort("s").with_columns(_group=first.cum_sum()).with_columns(
        _listed=pl.col("_opens").first().over("_group")
    )  # fmt: skip


def _with_items(listed: pl.DataFrame, groups: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The agreements with the items of lists in place of what opens them."""
    found = find(listed.select("s", "sentence"), ITEM, "sentence").join(
        listed, on="s", how="left", maintain_order="left"
    )
    lead = pl.col("surface").str.extract(rf"^(.*?){PAPER}").str.len_chars()
    paper = pl.col("surface").str.slice(lead).str.replace(r"[.,\s”]+$", "")
    found = found.with_columns(
        start=(pl.col("start") + lead).cast(pl.UInt32), surface=paper, token=pl.lit("listed")
    )
    found = found.with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32),
        left=pl.col("sentence").str.slice(0, pl.col("start")),
        kind=pl.col("surface").str.extract(rf"^({PAPER})").str.to_lowercase().replace_strict(
            KINDS, default="contract", return_dtype=pl.String
        ),
        count=pl.lit(None, pl.Int32),
    )  # fmt: skip
    found = found.filter(pl.col("surface").str.count_matches(" ") >= 3)
    # One paper after a colon is no list: the agreement itself is told there.
    several = found.join(groups.select("s", "_group"), on="s").filter(pl.len().over("_group") >= 2)
    opened = groups.filter(pl.col("_group").is_in(several["_group"].unique().implode()))["s"].implode()
    kept = rows.filter(~pl.col("s").is_in(opened))
    return pl.concat([kept, several.select(kept.columns)], how="vertical_relaxed").sort("s", "start")


@of_rows
def _by_body(rows: pl.DataFrame, reading: Reading) -> pl.Series:
    """Whether an organisation stands right before the act of signing."""
    bodies = reading.organizations.select("s", body_end="end").sort("s", "body_end")
    met = rows.sort("s", "start").join_asof(
        bodies, left_on="start", right_on="body_end", by="s", check_sortedness=False
    )
    gap = pl.col("left").str.slice(pl.col("body_end"))
    return met.select(
        gap.str.contains(r"^\s(?:(?i:đã|vừa|cùng|cũng|chính thức|tiến hành)\s)*$").fill_null(False)
    ).to_series()


@of_rows
def _parties(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Adds parties: who signs, "với" whom, or "giữa" whom; a witness is none."""
    bodies = reading.organizations.select("s", "end", party="organization", at="start").sort("s", "at")
    bodies = bodies.with_columns(_last=neighbours.before(pl.col("end"), "s")).drop("end")
    clause = (
        pl.col("left")
        .str.extract(
            r"(?s)^(.*(?:[.;:]\s|,\s(?:trước|dưới|tại|ngày|nhân|trong|sau)\s(?:[^,]*,\s[^,]*\svà\s)?[^,]*,\s))"
        )
        .str.len_chars()
        .fill_null(0)
    )
    met = rows.select("i", "s", "start", "end", "sentence", "surface", clause=clause).join(bodies, on="s")
    before = pl.col("sentence").str.slice(0, pl.col("at"))
    until = pl.col("surface").str.extract(
        r"^(.*?)(?:\s(?i:về|trong lĩnh vực|trị giá|nhằm|để|đầu tư)\s|$)"
    ).str.len_chars() + pl.col("start")
    joins = pl.col("surface").str.contains(JOINS) & (pl.col("at") >= pl.col("start"))
    buys = pl.col("surface").str.contains(BUYS) & (pl.col("at") >= pl.col("start"))
    between = pl.col("surface").str.contains(r"\s(?i:giữa|với|cùng)\s") | joins | buys
    theirs = (pl.col("at") < pl.col("start")) | (
        between
        & (pl.col("at") >= pl.col("start"))
        & (pl.col("at") <= pl.max_horizontal(until, pl.col("start") + 90))
    )
    witness = before.str.contains(
        r"(?i)(?:chứng kiến|của|tại|dự|thuộc|thăm|theo)\s(?:(?:lễ ký|phó|thủ tướng|chủ tịch|bộ trưởng|lãnh đạo|đại diện)\s)*$|(?i)thủ tướng\s$"
    ) | before.str.contains(rf"{WITNESSED}[^,;]*$")
    # The partner of another agreement told before in the sentence.
    others = (pl.col("at") < pl.col("start")) & before.str.contains(
        r"(?i)(?:hợp tác|ký kết)\s(?:\S+\s){0,2}với\s$"
    )
    near = (pl.col("at") >= pl.col("clause")) & (
        pl.col("start").cast(pl.Int64) - pl.col("at").cast(pl.Int64) <= 160
    )
    # "Phòng Thương mại A tại Việt Nam (ACham)": its other name.
    other_name = before.str.ends_with("(") & (pl.col("at") <= pl.col("_last") + IN_BRACKETS).fill_null(False)
    named = met.filter(
        theirs, near, ~other_name, ~witness | joins | buys, ~others, pl.col("at") < pl.col("end")
    )
    areas = (
        reading.places.select("s", party="place", at="start", level="level")
        .join(rows.select("i", "s", "start", "end", "sentence"), on="s")
        .filter(
            pl.col("at") >= pl.col("start"), pl.col("at") < pl.col("end"),
            pl.col("sentence").str.slice(0, pl.col("at")).str.contains(r"(?i)(?:giữa|với)\s(?:[^,;.()]{2,60}\svà\s)?(?:lãnh đạo\s)?(?:tỉnh|thành phố)?\s?$"),
            ~pl.col("sentence").str.slice(0, pl.col("at")).str.contains(r"(?i)\sgiữa\s(?:các\s)?doanh nghiệp\s[^,;.]*$"),
        )
    )  # fmt: skip
    lands = _of_lands(rows, reading).join(named.select("i").unique(), on="i", how="anti")
    every = pl.concat([frame.select("i", "party", "at") for frame in (named, areas, lands)])
    listed = every.sort("at").group_by("i").agg(parties=pl.col("party").unique(maintain_order=True))
    return rows.join(listed, on="i", how="left", maintain_order="left").with_columns(
        pl.col("parties").fill_null(pl.lit([], pl.List(pl.String)))
    )


@of_rows
def _of_lands(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """i, party and at of two countries that sign ("A và B vừa ký hiệp định …"), or that the paper's name joins ("Hiệp định
    Thương mại tự do A - B").
    """
    lands = reading.places.filter(pl.col("level") == "country").sort("s", "start")
    behind = {c: pl.col(c).shift(-1).over("s") for c in ("place", "start", "end")}
    pairs = lands.select(
        "s",
        "place",
        _at="start",
        _until="end",
        _other=behind["place"],
        _next=behind["start"],
        _last=behind["end"],
        _before=pl.col("end").shift(1).over("s").fill_null(0),
    ).drop_nulls("_other")
    met = rows.select("i", "s", "start", "end", "sentence").join(pairs, on="s")
    between = pl.col("sentence").str.slice(pl.col("_until"), pl.col("_next") - pl.col("_until"))
    ahead = pl.col("sentence").str.slice(
        pl.col("_last"), pl.max_horizontal("start", "_last") - pl.col("_last")
    )
    name = pl.col("sentence").str.slice(pl.col("start"), pl.max_horizontal("_at", "start") - pl.col("start"))
    # "A, B và C đã ký": the last two of more are not all.
    more = pl.col("sentence").str.slice(pl.col("_before"), pl.col("_at") - pl.col("_before"))
    sign = (pl.col("_last") < pl.col("start")) & (between == " và ") & ahead.str.contains(THEY_SIGN)
    sign &= (pl.col("_before") == 0) | ~more.str.contains(r"^,\s(?:[^\s,]+\s){0,3}$")
    sign &= pl.col("sentence").str.slice(0, pl.col("_at")).str.contains(LANDS_ALONE)
    joined = (pl.col("_at") > pl.col("start")) & (pl.col("_last") <= pl.col("end"))
    joined &= between.str.contains(r"^\s?[–-]\s?$") & name.str.contains(TREATY)
    both = met.filter(sign | joined).unique("i", keep="first", maintain_order=True)
    return pl.concat(
        [both.select("i", party="place", at="_at"), both.select("i", party="_other", at="_next")]
    )


@of_rows
def _fields(rows: pl.DataFrame, told: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """i and the topics of the agreement's words and of a next sentence that goes on about it."""
    terms = (
        lexicon.topics.with_columns(term=pl.col("terms").str.split("|"))
        .explode("term")
        .select("term", code="code")
    )
    after = told.with_columns(next_=neighbours.behind(pl.col("sentence"), "a")).select("s", "next_")
    texts = rows.select("i", "s", "surface").join(after, on="s", how="left", maintain_order="left")
    went_on = pl.when(pl.col("next_").str.contains(CONTINUED)).then("next_").otherwise(pl.lit(""))
    texts = texts.select("i", text=pl.concat_str("surface", pl.lit(" "), went_on))
    found = find(texts, either(terms["term"].to_list()), "text", words=True).join(
        terms, left_on="surface", right_on="term"
    )
    return found.group_by("i").agg(fields=pl.col("code").unique(maintain_order=True))
