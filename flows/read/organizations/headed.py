"""Party committees, offices and investigators, named by the body that they belong to (linguistics §13)."""

import polars as pl

from flows.letters import LETTER
from flows.read.name_borders import BEFORE_HEAD, IN_TITLE
from flows.read.organizations.canonical import INSIDE
from flows.read.rules import of_rows
from flows.read.spans import without_overlap

# What is named by the body it belongs to, and how that body was found.
HEADED = (
    "(?:[Đđ]ảng (?:ủy|uỷ|bộ)|Đảng đoàn|Chi bộ|[Bb]an [Cc]án sự [Đđ]ảng|Ban Chấp hành|Ban Thường vụ|Thường trực|[Cc]ông đoàn|Thanh tra|Văn phòng|"
    "Cơ quan (?:[Cc]ảnh sát điều tra|CSĐT|[Aa]n ninh điều tra|ANĐT|[Đđ]iều tra))"
)
# Squads of the police and wards of a hospital, told right before it: "Phòng CSHS Công an tỉnh A", "Khoa Hồi sức tích cực BV B".
SQUAD = (
    "(?:[Pp]hòng|[Đđ]ội)(?: (?:(?i:cảnh sát|hình sự|giao thông|kinh tế|điều tra|tội phạm|trật tự|quản lý|hành chính|xã hội|ma túy|môi trường|an ninh|chính trị|nội bộ|"
    "mạng|công nghệ cao|phòng chống|phòng, chống|xuất nhập cảnh|tham mưu|tổng hợp|cơ động|tuần tra|dẫn đoàn|về|và|trên)|CS[A-ZĐ]{2,5}|P[ACX] ?[0-9]{2}))+"
)
WARD = (
    "(?:[Kk]hoa|Trung tâm)(?: (?i:hồi sức|tích cực|cấp cứu|chống độc|nội|ngoại|nhi|sản|phụ|tim mạch|thận|nhân tạo|tiết niệu|thần kinh|tiêu hóa|hô hấp|truyền nhiễm|nhiệt đới|bệnh|"
    "dinh dưỡng|phẫu thuật|tạo hình|thẩm mỹ|chấn thương|chỉnh hình|bỏng|da liễu|mắt|tai mũi họng|răng hàm mặt|ung bướu|ung thư|xạ trị|gây mê|khám|điều trị|sơ sinh|lão khoa|"
    "cơ xương khớp|xét nghiệm|huyết học|đột quỵ|lọc máu|phục hồi chức năng|chẩn đoán hình ảnh|dược|phụ khoa|gan mật|nội tiết|tổng hợp|truyền máu|ghép tạng|và|-))+"
)
# Firms, hospitals and schools have these alone.
OF_ANY = "^(?:[Đđ]ảng (?:ủy|uỷ|bộ)|Chi bộ|[Cc]ông đoàn)$"
HOLDERS = ["listed", "central", "committee", "party", "ministry", "department", "area"]


def _spelled_out(unit: pl.Expr) -> pl.Expr:
    """A unit's name with a capital, without abbreviations, a squad's field in one case: "phòng CSHS", "Phòng Cảnh sát Hình sự"."""
    name = pl.concat_str(unit.str.slice(0, 1).str.to_uppercase(), unit.str.slice(1))
    for short, long in INSIDE.items():
        name = name.str.replace(short, long)
    field = name.str.extract(r"^\S+ (.+)$")
    alike = pl.concat_str(
        name.str.extract(r"^(\S+ )"),
        field.str.slice(0, 1).str.to_uppercase(),
        field.str.slice(1).str.to_lowercase(),
    )
    squad = unit.str.contains(f"^{SQUAD}$") & ~field.str.contains(r"[A-ZĐ]{2}|[0-9]")
    return pl.when(squad).then(alike).otherwise(name)


@of_rows
def headed(named: pl.DataFrame) -> pl.DataFrame:
    """The bodies with the party committees, offices and investigators named by the body they belong to ("Đảng ủy UBND
    tỉnh Lào Cai", "Thanh tra Bộ Y tế") in its place.
    """
    left = (
        pl.col("marked")
        .str.slice(0, pl.col("start"))
        .str.tail(60)
        .str.replace_all(BEFORE_HEAD, " ", literal=True)
    )
    begins = rf"(?:^|[^{LETTER}{IN_TITLE}])"
    name = pl.col("organization")
    ahead = pl.coalesce(
        left.str.extract(rf"{begins}({HEADED}) $"),
        pl.when(name.str.starts_with("Công an ")).then(left.str.extract(rf"{begins}({SQUAD}) $")),
        pl.when(name.str.starts_with("Bệnh viện ")).then(left.str.extract(rf"{begins}({WARD}) $")),
    )
    rows = named.with_columns(_ahead=ahead)
    # A council's standing body and the government's are told apart; of a committee of the Party it is the body itself.
    standing = pl.col("_ahead") == "Thường trực"
    of_council = pl.col("organization").str.starts_with("Hội đồng nhân dân") | (
        pl.col("organization") == "Chính phủ"
    )
    titled = left.str.contains(rf"(?:viên|tịch|thư|trưởng|tướng)[ {IN_TITLE}]Thường trực $")
    headed = rows.filter(
        pl.col("_ahead").is_not_null(),
        pl.col("kind").is_in(HOLDERS)
        | ((pl.col("kind") == "head") & pl.col("_ahead").str.contains(rf"{OF_ANY}|^{WARD}$")),
        ~pl.col("organization").str.contains(HEADED),
        ~standing | (of_council & ~titled),
    )
    written = (
        pl.col("_ahead")
        .str.replace(r"^(?i:đảng (?:ủy|uỷ))", "Đảng ủy")
        .str.replace("^(?i:ban cán sự đảng)", "Ban Cán sự đảng")
        .str.replace("^công đoàn", "Công đoàn")
        .str.replace("^đảng bộ", "Đảng bộ")
    )
    written = written.str.replace(
        "^Cơ quan (?i:cảnh sát điều tra|CSĐT)", "Cơ quan Cảnh sát điều tra"
    ).str.replace("^Cơ quan (?i:an ninh điều tra|ANĐT)", "Cơ quan An ninh điều tra")
    headed = headed.with_columns(
        start=(pl.col("start") - pl.col("_ahead").str.len_chars() - 1).cast(pl.UInt32),
        surface=pl.concat_str("_ahead", pl.lit(" "), "surface"),
        organization=pl.concat_str(_spelled_out(written), pl.lit(" "), "organization"),
    )
    return pl.concat([headed, without_overlap(rows, headed)]).drop("_ahead").sort("s", "start")
