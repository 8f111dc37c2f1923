"""Firms that an article tells by a brand, a trade name or the code of their shares: "Dược Sông Lô báo lãi", "vốn điều lệ của SLD".

Such a name is no organisation's full name; it is told by what only firms have or do. Every sentence's firms are the organisations read,
and these.
"""

import polars as pl

from flows.assets import reference
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import Reading
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.spans import find, without_overlap

COMPANY = r"^(?:Công ty|Tập đoàn|Tổng công ty|Ngân hàng)"
# What the state keeps for all banks is no firm that an article's figures are of.
CENTRAL_BANK = r"^Ngân hàng (?:Nhà nước|Trung ương|Thế giới|Phát triển Châu Á|Phát triển châu Á|Dự trữ)|^Công ty Quản lý tài sản của các tổ chức tín dụng"
# What a firm makes or trades in, where its name opens with it.
TRADE = r"(?:Dược phẩm|Dược|Thép|Gỗ|Nhựa|Bia|Cao su|Xi măng|Thủy sản|Thuỷ sản|Chứng khoán|Bảo hiểm|Địa ốc|Bất động sản|Nhà|Vận tải|Dệt may|Dệt|May|Mía đường|Đường|Phân bón|Đạm|Hóa chất|Nhiệt điện|Thủy điện|Thuỷ điện|Điện lực|Cảng|Hàng không|Du lịch|Vàng bạc|Xăng dầu|Viễn thông|Bánh kẹo|Sữa|Cà phê|Bóng đèn|Pin|Giấy|Gạch|Cấp nước|Nước khoáng|Thực phẩm|Nông nghiệp|Nông dược|Xây dựng|Đầu tư)"
NAME = rf"(?:{TRADE}\s)?(?:Trung ương|{CAPITAL}[{LETTER}0-9&]*)(?:\s(?:Trung ương|{CAPITAL}[{LETTER}0-9&]*)){{0,4}}(?:\s[1-9])?"
HAS = r"(?i:doanh thu|doanh số|lợi nhuận|lãi ròng|lãi sau thuế|lãi trước thuế|tổng tài sản|vốn điều lệ|vốn hóa|vốn hoá|vốn chủ sở hữu|cổ phiếu|cổ phần|cổ đông|nợ phải trả|thị phần|HĐQT|hội đồng quản trị|báo cáo tài chính|kết quả kinh doanh|nhà máy|chuỗi cửa hàng)"
OF = rf"{HAS}(?:\s{SMALL}+){{0,3}}?\scủa\s(?:hãng\s|nhà băng\s|thương hiệu\s)?({NAME})"
MEANWHILE = r"(?:\s(?:đã|vừa|đang|cũng|sẽ|dự kiến|tiếp tục|vẫn|còn|chỉ|bất ngờ|chính thức|(?:trong\s|hồi\s)?(?:năm|quý)\s[0-9IV/]+))*"
DOES = rf"({NAME})(?:\s\([^()]*\))?{MEANWHILE}\s(?:báo (?:lãi|lỗ)|lãi|lỗ|thua lỗ|thoát lỗ|(?:đạt|có|ghi nhận|thu|đặt mục tiêu|đặt kế hoạch|lên kế hoạch)\s(?:{SMALL}+\s){{0,2}}?(?:doanh thu|lợi nhuận|lãi|lỗ)|thực hiện được|trả cổ tức|chia cổ tức|chốt quyền|chốt danh sách|phát hành (?:thêm )?[0-9.,]+ (?:triệu )?(?:cổ phiếu|trái phiếu)|lên sàn|chào sàn|chào bán)[^{LETTER}]"
# The code of a firm's shares, in brackets behind its name: "(mã: SLD)", "(HoSE: SLD)", "(SLD)".
# … with a short name before it and where they are traded before or behind: "(Sông Lô - mã SLD: HOSE)", "(HOSE SLD)".
CODE = rf"^(?:\s[–-]\s{CAPITAL}[{LETTER} ]{{1,30}}?)?\s?\((?:({CAPITAL}[{LETTER}0-9& ]{{1,24}}?)\s?[–,;-]\s?(?:[Mm]ã|[Mm]ã CK|[Mm]ã chứng khoán)\s?:?\s?|(?:[Mm]ã|[Mm]ã CK|[Mm]ã chứng khoán|[Mm]ã cổ phiếu|[Mm]ã niêm yết|MCK)\s?:?\s?|(?i:HoSE|HSX|HNX|UPCoM)\s?[:–-]?\s?)?([A-Z][A-Z0-9]{{2}})(?:\s?[–:,;/-][^()]*)?\)"
# … or right before its name: "cổ phiếu SLD của Công ty Sông Lô".
CODE_AHEAD = r"(?:(?i:cổ phiếu|mã|CP)\s)([A-Z][A-Z0-9]{2})\s(?:của|–|-)\s(?:hãng\s|nhà băng\s)?$"
CODE_BEHIND = (
    r"^\s(?:[Mm]ã(?:\s(?:CK|chứng khoán|cổ phiếu))?:?|HOSE|HSX|HNX|UPCoM)\s([A-Z][A-Z0-9]{2})(?:[\s,.]|$)"
)
CUES = [
    "oanh thu",
    "oanh số",
    "ợi nhuận",
    "ãi ",
    "ỗ ",
    "tài sản",
    "vốn ",
    "cổ ",
    "nợ ",
    "hị phần",
    "HĐQT",
    "quản trị",
    "tài chính",
    "inh doanh",
    "hà máy",
    "cửa hàng",
    "sàn",
    "chào bán",
    "chốt",
    "trái phiếu",
    "thực hiện được",
]
# Names that others bear, too.
NO_FIRM = rf"^(?:{ONE_SYLLABLE}|Ông|Bà|Anh|Chị|Cô|Chú|Bác)(?:\s(?:[IVX]+|{ONE_SYLLABLE})?)?$|^(?:Theo|Năm|Quý|Tháng|Ngày|Nhà nước|Chính phủ|Bộ|Sở|Cục|UBND|HĐND|Ông|Bà|Anh|Chị|Doanh|Lợi|Tổng|Công|Ngân|Tập|Hội|Ban|Trung|Thị|Nhóm|Giá|Tỷ|Khối|Thị|Đội|Trường|Đại|Bệnh|Quỹ|Luật|Nghị|Đảng|Liên|Hiệp|Giải|CTCP|CLB|HLV|ĐH|TS|Miss)(?:\s|$)|^Bảo hiểm (?:Xã|Y)$|^(?:USD|VND|VNĐ|GDP|GRDP|CPI|HCM|FDI|ODA|EU|WTO|WHO|IMF|ASEAN|HĐQT|HOSE|HSX|HNX|UPCOM|UPCoM|HoSE|CEO|DN|DNNN|BĐS|TPHCM|VN|KBNN|NHNN|FED|Fed|Bitcoin|Ethereum)$"
LED = r"^(?:Theo|Trong|Khi|Với|Tuy|Còn|Riêng|Sau|Như|Của|Tại|Từ|Và|Nhưng|Hiện|Nay)\s"


def firms(reading: Reading) -> pl.DataFrame:
    """The organisations of a batch and its firms told by a short name alone: s, start, end, surface, organization, is_short (Boolean),
    is_brand (Boolean: the seed lists it by its brand alone, "Apple").

    A short name means the one firm of its article whose full name ends with it, or whose shares have that code; else itself.
    """
    columns = ("s", "start", "end", "surface", "organization")
    listed = reference("organizations").filter(pl.col("kind").is_in(["company", "bank"]))["organization"]
    brand = pl.col("organization").is_in(listed.implode()) & ~pl.col("organization").str.contains(COMPANY)
    full = reading.organizations.select(*columns, is_short=pl.lit(False), is_brand=brand).sort("s", "start")
    names = _short_names(reading)
    if names.is_empty():
        return full
    told = reading.sentences.select("a", "s", "sentence").join(names.select("a").unique(), on="a", how="semi")
    runs = find(told, NAME, "sentence")
    led = pl.col("surface").str.extract(f"({LED})").str.len_chars().fill_null(0)
    runs = runs.with_columns(
        (pl.col("start") + led).cast(pl.UInt32), surface=pl.col("surface").str.replace(LED, "")
    )
    short = runs.join(names, on=["a", "surface"]).join(
        told.select("s", "sentence"), on="s", maintain_order="left"
    )
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-12)
    short = short.filter(~left.str.contains(rf"[{LETTER}0-9.@/-]$")).sort("s", "start")
    for known in (full, reading.people.sort("s", "start")):
        short = without_overlap(short, known)
    return pl.concat([full, short.select(*columns, is_short=pl.lit(True), is_brand=pl.lit(False))]).sort(
        "s", "start"
    )


def _short_names(reading: Reading) -> pl.DataFrame:
    """The short names of firms in each article: a, surface, organization (the firm meant)."""
    told = reading.sentences.select("a", "s", "sentence")
    likely = told.filter(pl.col("sentence").str.contains_any(CUES))
    shown = pl.concat(
        find(likely, frame, "sentence").select("a", surface=pl.col("surface").str.extract(frame))
        for frame in (OF, DOES)
    )
    shown = shown.with_columns(pl.col("surface").str.replace(LED, "")).unique(maintain_order=True)
    lands = reading.places.join(told.select("s", "a"), on="s").select("a", "surface", _place=True)
    shown = shown.filter(~pl.col("surface").str.contains(NO_FIRM)).join(
        lands, on=["a", "surface"], how="anti"
    )
    name = pl.col("organization")
    known = reading.organizations.filter(name.str.contains(COMPANY), ~name.str.contains(CENTRAL_BANK))
    known = known.join(told, on="s")
    full = known.select("a", "organization").unique(maintain_order=True)
    # "Dược phẩm TW2" is the firm whose name is written out.
    written = pl.col("surface").str.replace(r"\s(?:TW|TƯ)\s?([0-9]|$)", " Trung ương ${1}").str.strip_chars()
    meant = (
        shown.join(full, on="a")
        .filter(
            pl.col("organization")
            .str.to_lowercase()
            .str.ends_with(pl.format(" {}", written.str.to_lowercase()))
        )
        .unique(["a", "surface"], keep="none")
    )
    shown = shown.join(meant, on=["a", "surface"], how="left", maintain_order="left")
    right = pl.col("sentence").str.slice(pl.col("end"), 70)
    coded = _codes(known, *(right.str.extract(CODE, part) for part in (1, 2)))
    return pl.concat(
        [
            coded.select("a", "surface", "organization"),
            shown.select("a", "surface", pl.coalesce("organization", "surface")),
        ]
    ).unique(["a", "surface"], keep="first", maintain_order=True)


def _codes(known: pl.DataFrame, *ways: pl.Expr) -> pl.DataFrame:
    """The names in brackets beside the firms of articles (`known`: a, organization and what `ways` ask for), where each means one firm: a, surface, organization."""
    coded = pl.concat(known.select("a", "organization", surface=way) for way in ways).drop_nulls("surface")
    return (
        coded.filter(~pl.col("surface").str.contains(NO_FIRM))
        .unique(maintain_order=True)
        .unique(["a", "surface"], keep="none")
        .select("a", "surface", "organization")
    )


def issuers(reading: Reading) -> pl.DataFrame:
    """The firms of each article whose shares have a code that stands beside their names: a, surface (the code), organization."""
    told = reading.sentences.select("a", "s", "sentence")
    listed = reference("organizations").filter(pl.col("kind").is_in(["company", "bank"]))["organization"]
    name = pl.col("organization")
    known = reading.organizations.filter(
        name.str.contains(COMPANY) | name.is_in(listed.implode()), ~name.str.contains(CENTRAL_BANK)
    )
    known = known.join(told, on="s")
    right = pl.col("sentence").str.slice(pl.col("end"), 70)
    left = pl.col("sentence").str.slice(0, pl.col("start")).str.slice(-40)
    return _codes(
        known, right.str.extract(CODE, 2), right.str.extract(CODE_BEHIND), left.str.extract(CODE_AHEAD)
    )
