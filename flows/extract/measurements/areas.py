"""Where an area lies: fields are of their place right behind the figure, houses and projects of none."""

import polars as pl

from flows.letters import SMALL

CROPS = r"(?i)diện tích (?:cây|trồng|gieo|nuôi|lúa|rừng|canh tác|đất (?:nông|lâm|rừng|trồng|lúa))|ha (?:lúa|rừng|cây|rau|ngô|chè|mía|sắn|cà phê|cao su|hồ tiêu|hoa màu|nuôi tôm)"
BELOW_BEHIND = r"(?i)^\s(?:(?:lúa|ngô|rau|chè|mía|sắn|rừng|cà phê|cao su|hồ tiêu|cây ăn quả|cây trồng|hoa màu|nuôi tôm)\s)?(?:của|tại|ở|trên địa bàn)\s(?:(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn)\s)*$"
UNNAMED = rf"(?i)dự án(?:\s{SMALL}+){{0,6}}\s$"
PLACED = r"^\s(?:tại|ở)\s"


def grown_there() -> pl.Expr:
    """The place right behind a figure of fields has them (Boolean): "6 ha lúa ở huyện A"."""
    link = pl.col("sentence").str.slice(pl.col("end"), pl.max_horizontal("at_after", "end") - pl.col("end"))
    near = (pl.col("at_after") >= pl.col("end")) & link.str.contains(BELOW_BEHIND)
    return ((pl.col("metric") == "area") & _crops() & near).fill_null(False)


def stands_there() -> pl.Expr:
    """A house, a yard or a project is as large as told wherever it stands (Boolean): "kho rộng 400 m2 ở A"."""
    placed = pl.col("right").str.contains(PLACED)
    return ((pl.col("metric") == "area") & ~_crops() & placed).fill_null(False)


def of_a_project() -> pl.Expr:
    """An area is told right behind an undertaking that has no name there (Boolean): "rút khỏi dự án 60 ha"."""
    return ((pl.col("metric") == "area") & pl.col("before").str.slice(-60).str.contains(UNNAMED)).fill_null(
        False
    )


def _crops() -> pl.Expr:
    return pl.concat_str("segment", "surface", pl.col("right").str.slice(0, 30)).str.contains(CROPS)
