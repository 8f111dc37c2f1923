"""Party committees, offices and investigators, named by the body that they belong to (linguistics §13)."""

import polars as pl

from flows.letters import LETTER
from flows.read.name_borders import BEFORE_HEAD, IN_TITLE
from flows.read.rules import of_rows
from flows.read.spans import without_overlap

# What is named by the body it belongs to, and how that body was found.
# A body that holds one of these has no further one before it.
ONCE = (
    "(?:[Đđ]ảng (?:ủy|uỷ|bộ)|Đảng đoàn|Chi bộ|[Bb]an [Cc]án sự [Đđ]ảng|Ban Chấp hành|Ban Thường vụ|Thường trực|[Cc]ông đoàn|Thanh tra|Văn phòng|"
    "Cơ quan (?:[Cc]ảnh sát điều tra|CSĐT|[Aa]n ninh điều tra|ANĐT|[Đđ]iều tra hình sự|[Đđ]iều tra))"
)
HEADED = f"(?:{ONCE}|Đoàn [Tt]hanh niên)"
# Firms, hospitals and schools have these alone.
OF_ANY = "^(?:[Đđ]ảng (?:ủy|uỷ|bộ)|Chi bộ|[Cc]ông đoàn|Đoàn [Tt]hanh niên)$"
HOLDERS = ["listed", "central", "committee", "party", "ministry", "department", "area"]


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
    ahead = left.str.extract(rf"(?:^|[^{LETTER}{IN_TITLE}])({HEADED}) $")
    rows = named.with_columns(_ahead=ahead)
    # A council's standing body and the government's are told apart; of a committee of the Party it is the body itself.
    standing = pl.col("_ahead") == "Thường trực"
    of_council = pl.col("organization").str.starts_with("Hội đồng nhân dân") | (
        pl.col("organization") == "Chính phủ"
    )
    titled = left.str.contains(rf"(?:viên|tịch|thư|trưởng|tướng)[ {IN_TITLE}]Thường trực $")
    headed = rows.filter(
        pl.col("_ahead").is_not_null(),
        pl.col("kind").is_in(HOLDERS) | ((pl.col("kind") == "head") & pl.col("_ahead").str.contains(OF_ANY)),
        ~pl.col("organization").str.contains(ONCE),
        ~standing | (of_council & ~titled),
    )
    written = (
        pl.col("_ahead")
        .str.replace(r"^(?i:đảng (?:ủy|uỷ))", "Đảng ủy")
        .str.replace("^(?i:ban cán sự đảng)", "Ban Cán sự đảng")
        .str.replace("^công đoàn", "Công đoàn")
        .str.replace("^đảng bộ", "Đảng bộ")
        .str.replace("^Đoàn thanh", "Đoàn Thanh")
    )
    written = written.str.replace(
        "^Cơ quan (?i:cảnh sát điều tra|CSĐT)", "Cơ quan Cảnh sát điều tra"
    ).str.replace("^Cơ quan (?i:an ninh điều tra|ANĐT)", "Cơ quan An ninh điều tra")
    headed = headed.with_columns(
        start=(pl.col("start") - pl.col("_ahead").str.len_chars() - 1).cast(pl.UInt32),
        surface=pl.concat_str("_ahead", pl.lit(" "), "surface"),
        organization=pl.concat_str(written, pl.lit(" "), "organization"),
    )
    return pl.concat([headed, without_overlap(rows, headed)]).drop("_ahead").sort("s", "start")
