"""Organisations: state bodies and Party committees by grammar, companies and institutes by their heads."""

import polars as pl

from flows.read.marked import IN_PLACE, plain
from flows.read.spans import lex

# Fields of ministries and departments, as laws name them (linguistics §13).
FIELDS = [
    "Khoa học và Công nghệ", "Khoa học Công nghệ", "KH&CN", "Kế hoạch và Đầu tư", "Kế hoạch - Đầu tư", "KH&ĐT", "Tài chính", "Nội vụ", "Tư pháp",
    "Công Thương", "Công thương", "Xây dựng", "Giao thông vận tải", "Giao thông Vận tải", "GTVT", "Nông nghiệp và Môi trường",
    "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp - Phát triển nông thôn", "NN&PTNT", "NN-PTNT", "Nông nghiệp", "Tài nguyên và Môi trường", "Tài nguyên - Môi trường", "TN&MT",
    "Thông tin và Truyền thông", "Thông tin - Truyền thông", "TT&TT", "TT-TT", "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "LĐ-TB&XH", "LĐTB&XH",
    "Văn hóa, Thể thao và Du lịch", "Văn hoá, Thể thao và Du lịch", "Văn hóa Thể thao và Du lịch", "Văn hóa và Thể thao", "VH-TT&DL", "VHTT&DL",
    "Giáo dục và Đào tạo", "GD&ĐT", "GD-ĐT", "Y tế", "Quốc phòng", "Công an", "Ngoại giao", "Ngoại vụ", "Dân tộc và Tôn giáo", "Dân tộc", "Du lịch", "Quy hoạch - Kiến trúc", "Quy hoạch và Kiến trúc",
]  # fmt: skip
EXPANSIONS = {
    "KH&CN": "Khoa học và Công nghệ", "KH&ĐT": "Kế hoạch và Đầu tư", "GTVT": "Giao thông vận tải", "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NN-PTNT": "Nông nghiệp và Phát triển nông thôn", "TN&MT": "Tài nguyên và Môi trường", "TT&TT": "Thông tin và Truyền thông",
    "TT-TT": "Thông tin và Truyền thông", "LĐ-TB&XH": "Lao động - Thương binh và Xã hội", "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "VH-TT&DL": "Văn hóa, Thể thao và Du lịch", "VHTT&DL": "Văn hóa, Thể thao và Du lịch", "GD&ĐT": "Giáo dục và Đào tạo", "GD-ĐT": "Giáo dục và Đào tạo",
}  # fmt: skip
FIELD = "(?i:" + "|".join(sorted(FIELDS, key=len, reverse=True)) + ")"

# Lower-case syllables that go on with a name that a capital opened ("Ứng dụng và Phát triển công nghệ").
STOCK = (
    "(?:dụng|triển|nghệ|học|thuật|lý|tư|dựng|trường|thôn|mại|nghiệp|lịch|tế|chính|vận|tải|thông|sản|xuất|khẩu|nhập|tin|truyền|động|sinh|dục|tạo|hóa|hoá|thể|thao|nước|"
    "phẩm|tộc|giáo|đào|hàng|không|hải|quan|thủy|lực|điện|đường|bộ|sắt|bảo|hiểm|hội|xã|công|khoa|kỹ|phát|đầu|quản|xây|nông|môi|kinh|doanh|dịch|vụ|vực|"
    "khu|cụm|hợp|tác|quốc|gia|dân|nhân|nhà|cao|vừa|nhỏ|số|sáng|đổi|mới|chuyển|hành|cải|cách|thương|ngân|sách|thuế|kế|hoạch|tài|nguyên|lâm|thực|dầu|khí|than|"
    "khoáng|thép|dệt|may|da|giày|gỗ|cảng|biển|đô|thị|quy|kiến|trúc|văn|nghệ|phòng|chống|thiên|tai|cứu|nạn|an|ninh|mạng|toàn|giám|sát|kiểm|tra|thẩm|định|"
    "chế|biến|xúc|tiến|hỗ|trợ|đồng|phẩm|thú|y|dược|bệnh|mắt|nhi|sản|sư|phạm|ngoại|ngữ|luật|bách|kinh|tế|tổng|hợp|lập|trẻ|nữ|nghèo|chất|lượng|tiêu|chuẩn|đo|lường|nhiên|liệu|vật|tuyến|dựng|tử|hiệp|rau|quả|cá|tôm|cà|phê|lúa|gạo|mía|ô|tô|xe|máy)"
)
CAP = rf"\p{{Lu}}[\p{{L}}\d&.'{IN_PLACE}]*[\p{{L}}\d{IN_PLACE}]|\p{{Lu}}"
WORD = rf"(?:(?:và|-|–|&|của|về|cho|thuộc|với|,) (?:{CAP})|{CAP}|{STOCK}|(?:và|-) {STOCK})"
TAIL = rf"(?:(?: |{IN_PLACE}){WORD}){{1,14}}"
AREA = rf"(?: (?:(?i:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|Thành phố) ?)?(?:{CAP})(?: \p{{Lu}}\p{{Ll}}+)?| (?i:tỉnh|thành phố|huyện|xã|phường|quận))?"

HEADS = (
    "(?:Tổng [Cc]ông ty|Tập đoàn|Công ty|công ty|tập đoàn|Ngân hàng|Hiệp hội|Liên hiệp các [Hh]ội|Liên hiệp|Liên đoàn|Viện|Học viện|Trường Đại học|Trường đại học|Đại học|ĐH|Trung tâm|Quỹ|Cục|Tổng cục|Vụ|"
    "Ban Quản lý|Ban quản lý|BQL|Ban Chỉ đạo|Ban chỉ đạo|Ban Tổ chức|Ban Tuyên giáo|Ban Nội chính|Ban Kinh tế|Hội đồng|Hội|Chi cục|Hợp tác xã|HTX|Văn phòng|Thanh tra|Kiểm toán|Kho bạc|Hải quan|Trường|Liên danh)"
)
COMPANY = r"(?:(?: (?i:cổ phần|CP|TNHH|MTV|một thành viên|thương mại cổ phần|TMCP|Thương mại Cổ phần|tư nhân|hợp danh|liên doanh))*)"
PATTERNS = {
    "committee": rf"(?i:(?:ủy ban nhân dân|uỷ ban nhân dân|UBND|hội đồng nhân dân|HĐND)){AREA}",
    "party": rf"(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Qq]uận|[Đđ]ảng) (?:ủy|uỷ|Ủy)(?: (?:tỉnh |thành phố |TP\.? ?)?(?:{CAP})(?: \p{{Lu}}\p{{Ll}}+)?)?",
    "central": r"(?:Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương Đảng|Trung ương Đảng|Ban Chỉ đạo Trung ương|Ban Tổ chức Trung ương|Ban Kinh tế Trung ương|Ban Chính sách, chiến lược Trung ương|Ủy ban Kiểm tra Trung ương|Ủy ban Thường vụ Quốc hội|Văn phòng Chính phủ|Văn phòng Quốc hội|Văn phòng Chủ tịch nước|Ngân hàng Nhà nước(?: Việt\x{e010}Nam)?|Thanh tra Chính phủ|Kiểm toán Nhà nước|Tòa án nhân dân tối cao|Viện Kiểm sát nhân dân tối cao|Mặt trận Tổ quốc(?: Việt\x{e010}Nam)?|Tổng cục Thống kê|Cục Thống kê|Tổng cục Hải quan|Tổng cục Thuế|Bảo hiểm xã hội Việt\x{e010}Nam)",
    "ministry": rf"(?:Bộ|bộ) {FIELD}",
    "department": rf"(?:Sở|sở|Ty) {FIELD}{AREA}",
    "police": rf"(?:Công an|Bộ Chỉ huy Quân sự|Bộ đội Biên phòng|Tòa án nhân dân|TAND|Viện Kiểm sát nhân dân|VKSND|Cục Thuế|Cục Hải quan|Kho bạc Nhà nước|Đoàn đại biểu Quốc hội|Đoàn ĐBQH){AREA}",
    "head": rf"{HEADS}{COMPANY}{TAIL}",
}
LONG = {
    r"(?i)^UBND": "Ủy ban nhân dân", r"(?i)^uỷ ban nhân dân|^ủy ban nhân dân": "Ủy ban nhân dân", r"(?i)^HĐND|^hội đồng nhân dân": "Hội đồng nhân dân",
    r"^TAND": "Tòa án nhân dân", r"^VKSND": "Viện Kiểm sát nhân dân", r"^BQL|^Ban quản lý": "Ban Quản lý", r"^Ban chỉ đạo": "Ban Chỉ đạo",
    r"^Đoàn ĐBQH": "Đoàn đại biểu Quốc hội", r"^ĐH|^Đại học": "Đại học", r"^HTX": "Hợp tác xã", r"^bộ ": "Bộ ", r"^sở ": "Sở ", r"^công ty": "Công ty", r"^tập đoàn": "Tập đoàn",
    r"^(Công ty|Tổng [Cc]ông ty)((?: TNHH| MTV)*) CP ": "${1}${2} cổ phần ", r"^Công ty Cổ phần": "Công ty cổ phần", r"^(?i:tỉnh (?:uỷ|ủy))": "Tỉnh ủy", r"^(?i:thành (?:uỷ|ủy))": "Thành ủy",
    r"^Ngân hàng TMCP": "Ngân hàng thương mại cổ phần", r"(TP\.? ?)(?:HCM|Hồ Chí Minh)$": "Thành phố Hồ Chí Minh",
}  # fmt: skip
# What ends where a word of its own begins: a verb or a linking word is no part of a name.
CUT = r"\s(?:và|,|của|về|cho|thuộc|với|-|–|&)$|[\s,.\-–&]+$"


def organizations(marked: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Organisations: a, s, start, end, surface, organization (canonical full name), kind, rule.

    `marked` has a, s, marked; `homes` has a, home: what an elided place ("UBND tỉnh") is filled from.
    """
    found = lex(marked, PATTERNS, "marked").join(
        marked.select("s", "marked"), on="s", how="left", maintain_order="left"
    )
    left = pl.col("marked").str.slice(0, pl.col("start")).str.slice(-16)
    right = pl.col("marked").str.slice(pl.col("end"), 1)
    generic = pl.col("surface").str.contains(r"^\p{Ll}") & pl.col("left").str.contains(
        r"(?i)(?:các|những|nhiều|mỗi|mọi|cấp) $"
    )
    cut = pl.col("surface").str.replace(CUT, "")
    found = (
        found.with_columns(left=left, right=right)
        .filter(
            ~pl.col("left").str.contains(r"[\p{L}\p{N}]$"), ~pl.col("right").str.contains(r"^\p{L}"), ~generic
        )
        .with_columns(surface=cut)
        .with_columns(end=(pl.col("start") + pl.col("surface").str.len_chars()).cast(pl.UInt32))
        .filter(_is_name())
        .join(homes, on="a", how="left", maintain_order="left")
    )
    return found.with_columns(
        organization=_canonical(),
        kind="token",
        rule=pl.concat_str(pl.lit("organization_"), "token"),
        surface=plain(pl.col("surface")),
    ).select("a", "s", "start", "end", "surface", "organization", "kind", "rule")


def _is_name() -> pl.Expr:
    """A head alone, or with lower-case words only, names nothing."""
    rest = pl.col("surface").str.replace(rf"^{HEADS}{COMPANY}", "")
    return (pl.col("token") != "head") | (
        rest.str.contains(r"\p{Lu}")
        & ~pl.col("surface").str.contains(
            r"^(?:Hội nghị|Hội thảo|Hội chợ|Trung tâm [a-zđ]|Vụ [a-zđ]|Viện trưởng|Trường hợp)"
        )
    )


def _canonical() -> pl.Expr:
    name = plain(pl.col("surface"))
    for pattern, long in LONG.items():
        name = name.str.replace(pattern, long)
    for short, long in EXPANSIONS.items():
        name = name.str.replace(rf"^(Bộ|Sở) {short}", "${1} " + long)
    field = pl.col("surface").str.extract(rf"^(?i:bộ|sở) ({FIELD})")
    fields = {f.lower(): f for f in FIELDS}
    proper = field.str.to_lowercase().replace_strict(fields, default=None, return_dtype=pl.String)
    proper = pl.coalesce(proper.replace_strict(EXPANSIONS, default=None, return_dtype=pl.String), proper)
    tail = plain(pl.col("surface").str.slice(field.str.len_chars() + 3 + 0))
    name = pl.when(pl.col("token") == "ministry").then(pl.concat_str(pl.lit("Bộ "), proper)).otherwise(name)
    area = tail.str.strip_chars_start(" ")
    department = (
        pl.when(area.str.contains(r"^(?i:tỉnh|thành phố|TP|huyện|quận)"))
        .then(pl.concat_str(pl.lit("Sở "), proper, pl.lit(" "), area.str.replace(r"^TP\.? ?", "Thành phố ")))
        .when(area.str.len_chars() > 0)
        .then(pl.concat_str(pl.lit("Sở "), proper, pl.lit(" tỉnh "), area))
        .when(pl.col("home").is_not_null())
        .then(pl.concat_str(pl.lit("Sở "), proper, pl.lit(" tỉnh "), "home"))
        .otherwise(pl.concat_str(pl.lit("Sở "), proper))
    )
    name = pl.when(pl.col("token") == "department").then(department).otherwise(name)
    # "UBND tỉnh", "Tỉnh ủy": the article's own province, where it has one.
    elided = name.str.contains(r"\stỉnh$")
    name = (
        pl.when(elided & pl.col("home").is_not_null())
        .then(pl.concat_str(name, pl.lit(" "), "home"))
        .otherwise(name)
    )
    name = (
        pl.when((name == "Tỉnh ủy") & pl.col("home").is_not_null())
        .then(pl.concat_str(pl.lit("Tỉnh ủy "), "home"))
        .otherwise(name)
    )
    bare = (pl.col("token") == "committee") & name.str.contains(r"^(?:Ủy ban|Hội đồng) nhân dân \p{Lu}")
    name = pl.when(bare & ~name.str.contains(r"nhân dân (?:Thành|Hà Nội|Hồ Chí Minh|Hải Phòng|Đà Nẵng|Cần Thơ)")).then(
        name.str.replace(r"nhân dân ", "nhân dân tỉnh ")
    ).otherwise(name)  # fmt: skip
    return name.str.replace(r"\s+", " ").str.strip_chars(" ,.-–")
