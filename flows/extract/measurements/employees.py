"""People who work somewhere, not people to whom something happened."""

import polars as pl

ACCIDENT = r"(?i)tai nạn|sự cố|cấp cứu|ngộ độc|nhập viện|tử vong|mắc kẹt|đình công|ngừng việc|bị thương|dương tính|nhiễm|mua nhà|chỗ ở"
EMPLOYS = r"(?i)(?:việc làm|sử dụng|có|với|quy mô|tạo|đội ngũ|tổng số|thu hút|biên chế|gồm)\s(?:[^,;.]*\s)?$"
BEFALLEN = r"(?i)^\s(?:\S+\s){0,2}(?:bị|tử vong|thiệt mạng|mất tích|gặp nạn|trở lên|trở xuống|(?:trên|này) (?:được|đã|bị)|nhập viện|ngộ độc|đình công|mất việc|nghỉ việc|ngừng việc|thất nghiệp|tham gia|tham dự|dự|thương vong|chết|khuyết tật|đi|được (?:đào tạo|tập huấn|hỗ trợ|khám|tặng|giải cứu|cứu)|về nước|xuất cảnh|xuất khẩu)\b"
# Soldiers, the dead and those who are sought are in nobody's employ.
NO_EMPLOYEES = r"(?i)tuyển|thiệt mạng|tử vong|bị thương|thương vong|nạn nhân|mắc kẹt|binh sĩ|quân nhân|lính|quân đội|căn cứ|biểu tình|đình công|bắt giữ|con tin|sa thải|cắt giảm|nghỉ việc|mất việc"
A_CROWD = 50  # fewer workers are people in a story


def employees(counted: pl.Expr, around: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The figure is of people whom somebody employs, and of workers whom somebody employs (Boolean each): "nhà máy với 3.000 công nhân".

    `counted` is the figure's surface in small letters, `around` the words beside it.
    """
    right = pl.col("right")
    employs = pl.col("before").str.slice(-40).str.contains(EMPLOYS) & ~right.str.contains(BEFALLEN)
    employs &= ~pl.concat_str(pl.col("before").str.slice(-80), right.str.slice(0, 50)).str.contains(
        NO_EMPLOYEES
    )
    workers = (
        counted.str.contains("công nhân$") & (pl.col("value") >= A_CROWD) & ~around.str.contains(ACCIDENT)
    )
    return employs, workers & employs
