"""Firms and media by a name from abroad alone: what only they do or are called tells them (linguistics §13).

"Theo Hansol, …", "tờ Hansol Star", "Hansol dự báo …"; who stands in a row with such a one or with a known firm is one
too ("Samsung, Hansol và Minera").
"""

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, BEFORE_NAME, IN_NAME, IN_PLACE, IN_TITLE
from flows.read.organizations.short_names import bare
from flows.read.organizations.trailing import ADVERB, BRAND, NO_BRAND
from flows.read.rules import of_rows
from flows.read.spans import find, without_overlap

WORD = r"[A-Z][A-Za-z0-9&'’-]+"
NAME = rf"{WORD}(?: (?:(?:of|for|and|&|the) )?{WORD}){{0,4}}"
OF_PRESS = r"(?:[Tt]ờ báo|[Tt]ờ|[Nn]hật báo|[Tt]uần báo|[Tt]rang tin|[Tt]rang web|[Hh]ãng tin|[Hh]ãng thông tấn|[Tt]ạp chí|[Kk]ênh truyền hình)"
OF_PAPER = (
    r"(?:số liệu|dữ liệu|báo cáo|thống kê|dự báo|khảo sát|nghiên cứu|ước tính|tính toán|phân tích|đánh giá)"
)
# "báo" alone is often the end of a verb ("cảnh báo").
PAPER = r"(?:(?:[Tt]heo|[Tt]rên|của|với|trả lời|phóng viên|nhà báo|[,(]) |^)[Bb]áo $"
BY = rf"(?:Theo|[,(] ?theo|(?:[Tt]heo )?{OF_PAPER} (?:mới nhất |gần đây )?(?:của|từ))"
# What firms and media do in words, people seldom.
FORECASTS = rf"(?:{ADVERB} )?(?:mới đây )?(?:dự báo|ước tính|công bố|đưa tin|dẫn nguồn|ra mắt|khai trương|báo lãi|báo lỗ)"
SPEAKS = rf"(?:{ADVERB} )?(?:cho biết|cho hay|nhận định|khẳng định|đánh giá|kỳ vọng|cho rằng|dự kiến)"
END = rf"^(?:[^{LETTER}{BEFORE_NAME}0-9&'’ .]|[ .](?:[^{CAPITAL}]|$)|$)"
# A body that no Vietnamese word looks like in any of its words.
FOREIGN = rf"(?:^| ){BRAND[1:]}"
# What is told in capitals and is no body: figures, papers, currencies, standards, illnesses.
NO_BODY = r"^(?:(?:TNHH|CTCP|MTV|CP) .*|[A-Z]{0,2}|.*(?:GAP|GDP|GRDP|CPI|PMI|FDI|ODA|ISO|FTA|USD|VND|EUR|COVID|Covid).*|BH(?:XH|YT|TN)|VN|BOT|PPP|WTI|OCOP|HACCP|ESG|AI|Internet|Vietnam|Euro|[IVX]+|TTCK|CTCK|NHTM|TCTD|BCTC|KCN|KKT|CCN|CNTT|GTVT|PTNT|NN&PTNT|NSNN|NSTW|XNK|XDCB|GPMB|SXKD|TPCP|ATTP|PCCC|NTM|CCHC|TTHC|GTGT|TNDN|TNCN|THPT|THCS|HTX|BCH|TW|Website|Online|Email|Blog|Festival|Logistics|.* (?:Games|Cup|League|Championship|Festival|Awards?))$"
# Names that no person bears: all in capitals, or with one inside.
NO_PERSON = r"^[A-Z0-9&-]{3,}$|[a-z][A-Z]"
# What a person is called by.
IN_BRACKETS = rf"((?:{SMALL}+ )+)\($"  # common words that an abbreviation follows
TITLED = rf"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Gg]iáo sư|[Tt]iến sĩ|[Tt]ổng thống|{IN_TITLE}{LETTER}+|[Cc]huyên gia|[Bb]ác sĩ|[Cc]ầu thủ|[Nn]gười|tỉ phú|tỷ phú|CEO)"
# What firms are called before their name, its country or field between: "hãng dược Nhật Bản Minera", "các công ty như Hansol".
FIRM_KIND = (
    rf"(?i:công ty|hãng|tập đoàn|doanh nghiệp|ngân hàng|nhà (?:sản xuất|cung cấp|bán lẻ|phát triển|phân phối)|đại gia|ông lớn|chuỗi|startup)(?: {SMALL}+){{0,4}}"
    rf"(?: [^ ,]*{IN_PLACE}[^ ,]*| (?:Mỹ|Nga|Nhật|Hàn|Pháp|Đức|Anh|Ấn Độ|Thái))?(?:,| như| gồm|:)? ?$|(?i:các|những|hai|ba|bốn) (?:công ty|hãng|tập đoàn|doanh nghiệp|ngân hàng)(?: {SMALL}+){{0,3}} là $"
)
NO_KIND = r" (?:sang|tại|ở|với|của|từ|đến|cho|và|về|trong|có|dùng|bằng|qua|trên|theo|khi|để|này|đã|sẽ|được|bị|vào|bán|mua|sản xuất|nhập) "
# With whom one signs, or for whom one speaks.
WITH = r"(?:[Kk]ý(?: kết)?|[Tt]hỏa thuận|[Tt]hoả thuận)(?: (?:hợp tác|thỏa thuận|thoả thuận|biên bản ghi nhớ|ghi nhớ|hợp đồng|chiến lược))* với(?: đại diện)? $"
# To whom one speaks: "trao đổi với PV", "trả lời".
TO_REPORTER = r"(?:[Pp]hóng viên|PV) $"
TO_PRESS = r"(?:(?:[Cc]hia sẻ|[Tt]rao đổi|[Nn]ói|[Tt]rò chuyện|xác nhận|tâm sự) (?:nhanh |riêng )?với|[Tt]rả lời(?: phỏng vấn)?) $"
PARTNER = r"(?:(?:[Hh]ợp tác|[Ll]iên doanh|[Bb]ắt tay)(?: chiến lược)? (?:với|cùng)|[Đđ]ại diện) $"
SHORTEST_ROW = 3  # "Theo tờ A, B đã …" is no row
IN_ROW = [", ", " và ", "; ", " & "]


@of_rows
def from_abroad(
    marked: pl.DataFrame, named: pl.DataFrame, places: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """The bodies in `marked` (a, s, marked) beside those read (`named`: a, s, start, end, kind) that a name from
    abroad tells: a, s, start, end, surface, organization, kind (`foreign`), rule.
    """
    own = without_overlap(
        _candidates(marked),
        pl.concat([named.select("s", "start", "end"), places.select("s", "start", "end")]).sort("s", "start"),
    )
    # A known body that was not read here is a product or a page ("trang Facebook").
    own = own.filter(
        ~pl.col("surface").is_in(lexicon.organizations["word"].implode()),
        ~pl.col("surface").is_in(lexicon.places["name"].implode()),
    )
    text = marked.select("s", "marked")
    rows = own.join(text, on="s", how="left", maintain_order="left").with_columns(
        left=pl.col("marked").str.slice(0, pl.col("start")).str.slice(-40),
        right=pl.col("marked").str.slice(pl.col("end"), 40),
    )
    one = ~pl.col("surface").str.contains(" ")
    by = pl.col("left").str.contains(rf"(?:^|[^{LETTER}]){BY}(?: {OF_PRESS})?[ {BEFORE_HEAD}]$")
    press = pl.col("left").str.contains(rf"(?:^|[^{LETTER}]){OF_PRESS} $|{PAPER}")
    forecasts = pl.col("right").str.contains(rf"^ {FORECASTS}[ ,:]")
    speaks = pl.col("right").str.contains(rf"^ {SPEAKS}[ ,:]") & pl.col("surface").str.contains(NO_PERSON)
    left = pl.col("left")
    kind = left.str.extract(f"({FIRM_KIND})")
    firm = kind.is_not_null() & ~kind.str.contains(NO_KIND)
    partner = left.str.contains(PARTNER)
    with_one = left.str.contains(WITH)
    # An abbreviation may mean anything ("doanh nghiệp FDI").
    spelled = ~pl.col("surface").str.contains(rf"^[{CAPITAL}0-9&.\-]+$")
    # "nói với HLV": letters alone may be a man's title.
    told_to = (left.str.contains(TO_REPORTER) & pl.col("surface").str.contains(NO_PERSON)) | (
        left.str.contains(TO_PRESS) & pl.col("surface").str.contains("[a-z][A-Z]")
    )
    told = press | told_to | (one & (by | forecasts | speaks)) | (spelled & (firm | partner | with_one))
    told = told | (with_one & ~pl.col("surface").str.contains(NO_BRAND))
    rows = rows.with_columns(told=told, spelled=spelled)
    rows = rows.with_columns(told=pl.col("told").any().over("a", "surface"))
    return (
        _in_rows(rows, named, text).filter("told").select("a", "s", "start", "end", "surface", organization="surface", kind=pl.lit("foreign"), rule=pl.lit("organization_foreign"))
    )  # fmt: skip


def _candidates(marked: pl.DataFrame) -> pl.DataFrame:
    """Names from abroad that no person of the article bears: a, s, start, end, surface."""
    found = find(marked, NAME, "marked", words=True)
    first = (
        pl.col("surface")
        .str.extract(r"^((?:Theo|Trong|Khi|The|Sau|Qua|Do|Trang|Ngo|Hai|Ba) )(?:.)")
        .str.len_chars()
        .fill_null(0)
    )
    first = pl.when(pl.col("surface").str.starts_with("The ")).then(0).otherwise(first)
    found = found.with_columns(
        start=(pl.col("start") + first).cast(pl.UInt32), surface=pl.col("surface").str.slice(first)
    )
    found = found.with_columns(surface=pl.col("surface").str.strip_chars_end("-'’&")).with_columns(
        end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32)
    )
    found = found.filter(pl.col("surface").str.contains(FOREIGN), ~pl.col("surface").str.contains(NO_BODY))
    text = marked.select("s", "marked")
    near = found.join(text, on="s", how="left", maintain_order="left")
    right = pl.col("marked").str.slice(pl.col("end"), 2)
    left = pl.col("marked").str.slice(0, pl.col("start")).str.slice(-40)
    person = (
        left.str.contains(rf"(?:^|[^{LETTER}]){TITLED}[ {BEFORE_NAME}]$")
        | left.str.contains(rf"{IN_NAME}$")
        | right.str.contains(f"^{IN_NAME}")
    )
    of_person = near.filter(person | _coined(left, right)).select("a", "surface").unique()
    free = near.filter(
        right.str.contains(END), ~left.str.contains(rf"[{LETTER}{CAPITAL}0-9@/.]$|\S {CAPITAL}{LETTER}* $")
    )
    # "Hideo Hansol" elsewhere: a man by his last name.
    named = found.filter(pl.col("surface").str.contains(" ") & ~pl.col("surface").str.starts_with("The "))
    last = named.select("a", surface=pl.col("surface").str.extract(r"(\S+)$")).unique()
    free = free.join(last, on=["a", "surface"], how="anti")
    return free.join(of_person, on=["a", "surface"], how="anti").select("a", "s", "start", "end", "surface")


def _coined(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """Whether a name is the first letters of the common words that it stands behind in brackets: "y tế trường học (YTTH)" (Boolean)."""
    letters = (
        left.str.extract(IN_BRACKETS).str.replace_all(rf"({SMALL}){SMALL}*\s", "${1}").str.to_uppercase()
    )
    return (bare(letters).str.ends_with(pl.col("surface")) & right.str.starts_with(")")).fill_null(False)


@of_rows
def _in_rows(rows: pl.DataFrame, named: pl.DataFrame, text: pl.DataFrame) -> pl.DataFrame:
    """The rows with `told` also where a known firm or one told stands in the same row of names."""
    firms = named.filter(pl.col("kind").is_in(["listed", "head"]), pl.col("s").is_in(rows["s"].implode()))
    every = (
        pl.concat(
            [
                rows.select("s", "start", "end", "told", "spelled", row=pl.int_range(pl.len())),
                firms.select(
                    "s", "start", "end", told=pl.lit(True), spelled=pl.lit(True), row=pl.lit(None, pl.Int64)
                ),
            ],
            how="vertical_relaxed",
        )
        .sort("s", "start")
        .join(text, on="s", how="left", maintain_order="left")
    )
    gap = pl.col("marked").str.slice(
        pl.col("end").shift(1), (pl.col("start").cast(pl.Int64) - pl.col("end").shift(1)).clip(0, 4)
    )
    linked = (pl.col("s") == pl.col("s").shift(1)) & gap.str.replace(BEFORE_HEAD, " ").is_in(IN_ROW)
    run = every.with_columns(
        run=(~linked.fill_null(False)).cum_sum(), pair=(linked & gap.is_in([" và ", " & "])).fill_null(False)
    )
    # "Sao Mai và Hansol": of two the link tells, where a comma may only part clauses.
    several = (pl.len().over("run") >= SHORTEST_ROW) | pl.col("pair").any().over("run")
    told = (
        run.with_columns(
            told=pl.col("told")
            | (
                pl.col("told").any().over("run")
                & several
                & (pl.col("spelled") | (pl.len().over("run") >= SHORTEST_ROW))
            )
        )
        .drop_nulls("row")
        .sort("row")
    )
    return rows.with_columns(told=told["told"])
