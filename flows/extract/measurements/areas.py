"""Where an area lies: fields, land and people are of their place right behind the figure, houses and projects of none."""

import polars as pl

from flows.letters import SMALL

CROPS = r"(?i)diện tích (?:cây|trồng|gieo|nuôi|lúa|rừng|canh tác|đất (?:nông|lâm|rừng|trồng|lúa))|ha (?:lúa|rừng|cây|rau|ngô|chè|mía|sắn|cà phê|cao su|hồ tiêu|hoa màu|nuôi tôm)"
BELOW_BEHIND = r"(?i)^\s(?:(?:lúa|ngô|rau|chè|mía|sắn|rừng|cà phê|cao su|hồ tiêu|cây ăn quả|cây trồng|hoa màu|nuôi tôm)\s)?(?:của|tại|ở|trên địa bàn)\s(?:(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn)\s)*$"
UNITS = r"(?:(?:toàn\s)?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s)+"
# "diện tích 9 km2, quy mô dân số 8.000 người của xã A": both are of A.
OF_UNIT = rf"(?i)^(?:(?:,|\s?và|,\s?với)?\s(?:có\s)?(?:quy mô\s)?(?:dân số\s)?(?:(?:là|khoảng|hơn|gần|trên)\s)*[0-9.,]+\s(?:người|nhân khẩu))?\scủa\s{UNITS}$"
UNNAMED = rf"(?i)dự án(?:\s{SMALL}+){{0,6}}\s$"
# "ngôi nhà rộng 90 m2", "lô đất diện tích 200 m2": of whoever has it, wherever it stands; not "nhà ở bình quân 25 m2/người".
HOUSED = r"(?i)(?:căn hộ|biệt thự|căn nhà|ngôi nhà|nhà (?:tạm|riêng|phố|cấp|xưởng|kho|ở|giá rẻ|đất|liền kề|thứ)|lô đất|thửa đất|mảnh đất|khu đất|sổ đỏ|thửa|mặt bằng|cửa hàng|ki-?ốt|phòng khách|phòng ngủ|trụ sở)(?:\s[^,;.]{0,70})?$"
NOT_ONE = r"(?i)bình quân|dự án|trung bình|(?:[0-9]|các|những|nhiều)\s(?:khu|lô|thửa|mảnh) đất"
PLACED = r"^\s(?:tại|ở)\s"


def to_next_place() -> pl.Expr:
    """What stands between a figure and the next place; empty where that stands before it."""
    return pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("at_after", "end") - pl.col("end"))


def theirs_behind() -> pl.Expr:
    """The place right behind a figure has the land or the people (Boolean): "6 ha lúa ở huyện A", "9 km2 của xã B"."""
    grown = (pl.col("metric") == "area") & _crops() & to_next_place().str.contains(BELOW_BEHIND)
    of_unit = pl.col("metric").is_in(["area", "population"]) & to_next_place().str.contains(OF_UNIT)
    return ((pl.col("at_after") >= pl.col("end")) & (grown | of_unit)).fill_null(False)


def stands_there() -> pl.Expr:
    """A house, a yard or a project is as large as told wherever it stands (Boolean): "kho rộng 400 m2 ở A"."""
    placed = pl.col("right").str.contains(PLACED)
    return ((pl.col("metric") == "area") & ~_crops() & placed).fill_null(False)


def of_a_house() -> pl.Expr:
    """An area is that of a house or a plot of land (Boolean)."""
    left = pl.col("before").str.slice(-90)
    own = (
        left.str.contains(HOUSED) & ~left.str.contains(NOT_ONE) & (pl.col("per") != "person").fill_null(True)
    )
    return ((pl.col("metric") == "area") & own).fill_null(False)


def of_a_project() -> pl.Expr:
    """An area is told right behind an undertaking that has no name there (Boolean): "rút khỏi dự án 60 ha"."""
    return ((pl.col("metric") == "area") & pl.col("before").str.slice(-60).str.contains(UNNAMED)).fill_null(
        False
    )


def _crops() -> pl.Expr:
    return pl.concat_str("segment", "surface", pl.col("right").str.slice(0, 30)).str.contains(CROPS)
