"""Where an area lies: fields, land and people are of their place right behind the figure, houses and projects of none."""

import polars as pl

from flows.extract.measurements.scope import EMPTY, STOP
from flows.letters import SMALL
from flows.read.rules import of_rows, with_common

CROPS = r"(?i)diện tích (?:cây|trồng|gieo|nuôi|lúa|rừng|canh tác|đất (?:nông|lâm|rừng|trồng|lúa))|ha (?:lúa|rừng|cây|rau|ngô|chè|mía|sắn|cà phê|cao su|hồ tiêu|hoa màu|nuôi tôm)"
BELOW_BEHIND = r"(?i)^\s(?:(?:lúa|ngô|rau|chè|mía|sắn|rừng|cà phê|cao su|hồ tiêu|cây ăn quả|cây trồng|hoa màu|nuôi tôm)\s)?(?:của|tại|ở|trên địa bàn)\s(?:(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn)\s)*$"
UNITS = r"(?:(?:toàn\s)?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s)+"
# "diện tích 9 km2, quy mô dân số 8.000 người của xã A": both are of A.
OF_UNIT = rf"(?i)^(?:(?:,|\s?và|,\s?với)?\s(?:có\s)?(?:quy mô\s)?(?:dân số\s)?(?:(?:là|khoảng|hơn|gần|trên)\s)*[0-9.,]+\s(?:người|nhân khẩu))?\scủa\s{UNITS}$"
UNNAMED = rf"(?i)dự án(?:\s{SMALL}+){{0,6}}\s$"
# "ngôi nhà rộng 90 m2", "lô đất diện tích 200 m2": of whoever has it, wherever it stands; not "nhà ở bình quân 25 m2/người".
HOUSED = r"(?i)(?:căn hộ|biệt thự|căn nhà|ngôi nhà|nhà (?:tạm|riêng|phố|cấp|xưởng|kho|ở|giá rẻ|đất|liền kề|thứ)|lô đất|thửa đất|mảnh đất|khu đất|sổ đỏ|thửa|mặt bằng|cửa hàng|ki-?ốt|phòng khách|phòng ngủ|trụ sở)(?:\s[^,;.]{0,70})?$"
NOT_ONE = r"(?i)bình quân|dự án|trung bình|(?:[0-9]|các|những|nhiều)\s(?:khu|lô|thửa|mảnh) đất"
# "49.000 ha đất canh tác": what an area is of stands behind it.
OF_LAND = r"(?i)^\s?[“\"]?(?:đất|diện tích|rừng|lúa|mặt nước|mặt bằng|canh tác|cây trồng|cây ăn|nuôi trồng|đồng ruộng|(?:(?:chưa|đã|đang|bị|được|mới)\s)+(?:thể\s)?(?:gieo|cấy|trồng|ngập|mất trắng|úng|xuống giống))"
# "gieo cấy 1.100 ha", "250 ha chưa thể gieo sạ"
SOWN = r"(?i)(?:gieo (?:cấy|trồng|sạ)|xuống giống|trồng mới|bị ngập(?: úng)?)(?:\s(?:được|hơn|gần|khoảng|trên|đạt|cả|toàn bộ|tới|đến|mới|xong))*\s$"
# "1 ha lúa cho 60 triệu đồng": so much of it, no area of anything.
ONE = r"(?i)^(?:1|một)\s?(?:ha|hecta|héc ta|m2|mét vuông|km2)$"
APART_BY = r"(?i)(?:chênh|lệch|mỗi|từng)(?:\s[^\s,;.]+){0,4}\s$"  # "chênh nhau 28 ha", "mỗi hộ 2 ha": no area of anything
# "hoàn tất sân đỗ khu vực 21 ha": which one is meant.
WHICH_ONE = r"(?i)(?:^|\s)(?:khu|khu vực|vị trí|khu đấu giá|khu đất|lô|điểm)\s$"
# "nhà anh trồng 3 ha cà phê": a field of somebody, and of no place.
OF_SOMEBODY = r"(?i)(?:^|\s)(?:tôi|chúng tôi|anh|chị|cô|vợ chồng|gia đình|nhà (?:ông|bà|nông)|hộ|nông dân|lão nông|người dân|bà con|chủ vườn|chủ trang trại)(?:[\s,.:]|$)"
# "thiệt hại 120 ha ngô", "thu hồi 30 ha đất": of what happened there, not of what the place has.
HAPPENED = r"(?i)(?:thiệt hại|cháy|hư hại|hư hỏng|ngập|úng|mất|thu hồi|bàn giao|chuyển đổi|giải phóng|giải tỏa|phá|chặt|đền bù|bồi thường)(?:\s[^\s,;:.0-9]+){0,4}\s$"
# What is grown or stands on it: "1.300 ha nhãn", "500ha dược liệu".
STANDS_ON_IT = rf"^\s?({SMALL}+(?:\s{SMALL}+){{0,12}})"
NOTHING_STANDS = r"(?i)^(?:và|vừa|chuyên|quận|huyện|xã|phường|hoặc|hay|bên|ven|gần|dọc|phía|nơi|vì|nằm|thuộc|chưa|không|xung|liền|chạy|tiếp|phục vụ|làm|để|xây|quy hoạch|kéo|trải|rộng|thôi|nữa|trở|ra|trước|bao|dành|giáp|bỏ|nhưng|rồi|diện tích)(?:\s|$)"
LONG = 4  # blanks between the words of what stands there
A_FIELD = 10  # hectares that one household may till
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


def of_land() -> pl.Expr:
    """Land, or what is sown, stands beside an area (Boolean)."""
    return pl.col("right").str.contains(OF_LAND) | pl.col("segment").str.slice(-60).str.contains(SOWN)


def in_passing() -> pl.Expr:
    """An area that no word calls one: nothing goes on about whose it is (Boolean)."""
    return ((pl.col("metric") == "area") & (pl.col("way") == "unit") & ~of_land()).fill_null(False)


@of_rows
def in_hectares(met: pl.DataFrame) -> pl.DataFrame:
    """What is told in hectares is an area of what stands right behind ("toàn huyện có 1.300 ha nhãn"), but for what somebody tills,
    what is lost or taken, and what only differs. `met` has the columns of with_metric() but is_flow.
    """
    left = pl.col("before").str.slice(-150)
    field = (pl.col("value") < A_FIELD) & (
        left.str.contains(OF_SOMEBODY) | pl.col("right").str.slice(0, 60).str.contains(OF_SOMEBODY)
    )
    one = pl.col("surface").str.contains(ONE)
    known = _stands_on_it().is_not_null() & ~left.str.slice(-60).str.contains(HAPPENED)
    open_ = (pl.col("unit") == "hectare") & pl.col("metric").is_null() & pl.col("head").is_null()
    open_ &= pl.col("per").is_null() & ~one & (pl.col("rule") != "quantity_dozens")
    open_ &= ~left.str.slice(-40).str.contains(f"{APART_BY}|{WHICH_ONE}") & ~field & known
    return met.with_columns(
        metric=pl.when(open_).then(pl.lit("area")).otherwise("metric"),
        way=pl.when(open_).then(pl.lit("unit")).otherwise("way"),
    )


@of_rows
def with_what_stands_there(rows: pl.DataFrame) -> pl.DataFrame:
    """Fills the scope of areas that only their unit tells: "1.300 ha nhãn" is no area of the whole place. Needs scope."""
    told = (pl.col("metric") == "area") & (pl.col("way") == "unit") & pl.col("head").is_null()
    rows = rows.pipe(with_common, _stands=_stands_on_it(), where=told & pl.col("scope").is_null())
    return rows.with_columns(scope=pl.coalesce("scope", "_stands")).drop("_stands")


def _stands_on_it() -> pl.Expr:
    """What stands on it, right behind the figure; null where nothing is told."""
    noun = (
        pl.col("right")
        .str.extract(STANDS_ON_IT)
        .str.replace(STOP, "")
        .str.strip_chars(" ")
        .str.to_lowercase()
    )
    told = (
        ~noun.str.contains(NOTHING_STANDS) & ~noun.is_in([*EMPTY, ""]) & (noun.str.count_matches(" ") <= LONG)
    )
    return pl.when((pl.col("unit") == "hectare") & told).then(noun)


def _crops() -> pl.Expr:
    return pl.concat_str("segment", "surface", pl.col("right").str.slice(0, 30)).str.contains(CROPS)
