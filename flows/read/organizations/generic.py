"""What only looks like an organisation's name: kinds of organisations, what is built, persons, other states' bodies."""

from functools import cache

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.name_borders import BEFORE_HEAD, IN_NAME, IN_PLACE, IN_TITLE, ONE_SYLLABLE

# A group's head with what may be a person's name behind it.
OF_CHAIR = rf"^(?:Tập đoàn|Tổng [Cc]ông ty)(?:[ {IN_NAME}]{ONE_SYLLABLE}){{3,4}}$"
SPOKEN = r"^ (?:cho biết|cho hay|cho rằng|khẳng định|chia sẻ|nhấn mạnh|thông tin|nói)[ ,:]"
AMBIGUOUS = r"^(?:Trường|Hội|Viện|Quỹ|Báo|Đài|Vụ|Cục|Phòng|Tổ chức|Đại học)\b"
# Words with the capital of a sentence's head: "Theo | Viện Dược liệu", but "Hải Phòng".
OPENS = "(?:Theo|Tại|Từ|Trong|Trên|Do|Với|Và|Bởi|Về|Còn|Khi|Nếu|Nhưng|Cùng|Giữa|Ngoài|Đến|Tới|Như|Riêng|Nhờ|Vì|Hiện|Cả|Để|Sau|Trước|Qua|Ở|Được|Mà|Của|Nay|Song|Tuy|Dù|Chiều|Sáng|Tối|Trưa|Là)"
# One syllable behind "Trường" is a name with it: Trường Sơn, Trường Hải.
LONG = rf"^Trường[ {IN_PLACE}]{ONE_SYLLABLE}$"
VENUE = r"^Trung tâm (?:Hội chợ|[Hh]ội nghị|Triển lãm|[Tt]hương mại|Đô thị)"
# "Quốc hội hai nước", "Chính phủ nước này", "chính phủ điện tử", "quốc hội treo": not this country's, or none.
OF_ANY_STATE = r"^(?i:chính phủ|quốc hội)$"
NOT_OURS = r"^ (?:của )?(?:hai nước|các nước|nhiều nước|hai bên|nước này|nước bạn|sở tại|điện tử|treo)(?:[^a-zà-ỹ]|$)"


@cache
def generic() -> pl.Expr:
    """Whether a surface is no name: "các công ty", "nhiều trường đại học": kinds of organisations; "Quảng Trường": another word."""
    lower = pl.col("surface").str.contains(rf"^{SMALL}")
    club = pl.col("surface").str.contains("^(?:CLB|Câu lạc bộ) ")
    many = (lower | club) & pl.col("left").str.contains(
        r"(?i)(?:các|những|nhiều|mỗi|mọi|cấp|một|hai|số)[ \x{e014}]$"
    )
    of_title = pl.col("surface").str.contains(r"^(?:ban|đoàn) ") & ~pl.col("left").str.contains(
        rf"{IN_TITLE}$|[Dd]ẫn đầu $"
    )
    # "Đảng bộ Công an tỉnh"
    ministry = pl.col("surface").str.contains(f"^bộ[ {BEFORE_HEAD}]")
    of_title |= ministry & pl.col("left").str.contains("(?i)đảng $")
    # What is built, or where one meets.
    venue = pl.col("surface").str.contains(VENUE) | (
        pl.col("surface").str.contains(r"^(?:Trung tâm|Bệnh viện|Trường|Bảo tàng|Nhà hát|Thư viện|Khu) ")
        & pl.col("left").str.contains(r"(?i)dự án[ \x{e014}]$")
    )
    leaning = (
        pl.col("surface").str.contains(AMBIGUOUS)
        & pl.col("left").str.contains(rf"{CAPITAL}{LETTER}*[ \x{{e014}}{IN_PLACE}]$")
        & ~pl.col("left").str.contains(rf"(?:^|[^{LETTER}]){OPENS}[ \x{{e014}}]$")
    )
    # "các tỉnh ủy, thành ủy"
    many |= (pl.col("surface").str.contains(rf"^{SMALL}+ (?:ủy|uỷ)$")) & pl.col("left").str.contains(
        r"(?i)(?:ủy|uỷ|đoàn|ngành)(?:,| và)[ \x{e014}]$"
    )
    # "Chủ tịch Hội đồng thành viên Tập đoàn | Lê Văn Sáu cho hay": the chairman, by name.
    many |= (
        pl.col("surface").str.contains(OF_CHAIR)
        & pl.col("left").str.contains(r"(?:quản.trị|thành.viên)[ \x{e014}]$")
        & pl.col("right").str.contains(SPOKEN)
    )
    # "Sở Công Thương các tỉnh"
    several = pl.col("right").str.contains(r"^ (?:của )?các (?:tỉnh|thành|địa phương|huyện|quận)")
    many |= several & (pl.col("token") == "department")
    return many | of_title | leaning | venue | pl.col("surface").str.contains(LONG)  # fmt: skip


@cache
def of_other_states() -> pl.Expr:
    """Whether a government or parliament is not this country's, or none at all (Boolean)."""
    return pl.col("surface").str.contains(OF_ANY_STATE) & pl.col("right").str.contains(NOT_OURS)
