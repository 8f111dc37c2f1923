"""Bodies of other states: their houses, governments and courts with their country, parties by what they stand for (linguistics §13)."""

import polars as pl

from flows.letters import CAPITAL, SMALL
from flows.read.lexicon import Lexicon
from flows.read.name_borders import BEFORE_HEAD, IN_TITLE, countries
from flows.read.rules import of_rows
from flows.read.spans import find

SPACE = rf"[ {BEFORE_HEAD}]"
# The bodies of other states, and parties by what they stand for ("Đảng Dân chủ Tự do Nhật Bản").
HOUSE = r"(?:[Tt]hượng viện|[Hh]ạ viện)"
OF_STATE = (
    f"(?:[Cc]hính phủ|[Qq]uốc hội|{HOUSE}|[Nn]ghị viện|[Nn]ội các|Ngân hàng [Tt]rung ương|[Tt]òa án (?:[Tt]ối cao|[Hh]iến pháp)|"
    f"[Hh]ội đồng{SPACE}(?:[Nn]hà nước|[Bb]ộ[ {IN_TITLE}]trưởng|Tham[ {IN_TITLE}]mưu[ {IN_TITLE}]trưởng [Ll]iên quân)|Văn phòng{SPACE}(?:[Tt]ổng[ {IN_TITLE}]thống|[Tt]hủ[ {IN_TITLE}]tướng|Nội các))"
)
STATE = r"(?:của )?(?:nước )?(?:Cộng hòa )?"
# "Ủy ban Tình báo Thượng viện Mỹ": a committee told with its house.
HOUSE_COMMITTEE = (
    rf"[UỦ][yỷ] ban(?:(?: và)?[ {BEFORE_HEAD}]{CAPITAL}{SMALL}*(?: {SMALL}+)?){{1,3}} (?:của )?{HOUSE}"
)
LEADING = rf"(?:Ban{SPACE}Chấp hành )?Trung ương "  # "Ban Chấp hành Trung ương | Đảng Cộng sản Cuba"
PARTY = (
    "[Đđ]ảng(?: (?:Cộng sản|Cộng hòa|Dân chủ|Tự do|Bảo thủ|Lao động|Xã hội|Nhân dân|Cách mạng|Quốc đại|Quốc dân|Công lý|Phát triển|Hành động|Độc lập|Tiến bộ|Dân tộc|"
    "Công nhân|Hồi giáo|Thiên chúa giáo|Cơ đốc giáo|Cải cách|Đổi mới|Liên minh|Xanh|Vì nước|Sức mạnh|Quyền lực|Thống nhất|Mặt trận|[Hh]iện đại))+"
)

# A committee of another country's house: "Ủy ban Đối ngoại | Thượng viện Mỹ".
OF_HOUSE = "^ (?:của )?(?:Thượng viện|Hạ viện|Hội đồng Liên bang|Nhân đại)"
# "Quốc hội và Chính phủ Lào": both are that country's.
SHARED = rf"^({OF_STATE})(?: và|,){SPACE}(?:[Cc]hủ[ {IN_TITLE}]tịch{SPACE})?{OF_STATE} {STATE}(.+)$"


@of_rows
def of_one_state(marked: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """The first of two bodies whose country is told behind the second: a, s, token, surface (as it would be told by itself),
    own (what stands in the text), start, end, marked."""
    likely = marked.filter(pl.col("marked").str.contains(rf"{OF_STATE}(?: và|,){SPACE}"))
    country = countries(lexicon, but="Việt Nam").pattern(likely["marked"])
    both = rf"{OF_STATE}(?: và|,){SPACE}(?:[Cc]hủ[ {IN_TITLE}]tịch{SPACE})?{OF_STATE} {STATE}{country}"
    found = find(likely.with_columns(_text="marked"), both, "_text", words=True)
    first = pl.col("surface").str.extract(SHARED, 1)
    return found.select(
        "a", "s", token=pl.lit("listed"), surface=pl.concat_str(first, pl.lit(" "), pl.col("surface").str.extract(SHARED, 2)),
        own=first, start="start", end=(pl.col("start") + first.str.len_chars()).cast(pl.UInt32), marked="marked",
    ).drop_nulls("own")  # fmt: skip
