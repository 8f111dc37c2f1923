"""Who holds which office: the name that stands with an office, before it, behind it, or listed behind it (linguistics §9)."""

import polars as pl

from flows.letters import CAPITAL, SMALL
from flows.read.organizations.trailing import OF_FIRM
from flows.read.rules import of_rows

DASHES = [" - ", " – ", "- ", "– ", " -", " –", "-", "–"]
DIRECT = [" ", *DASHES, " — ", " là ", " hiện là ", " hiện nay là "]  # office, then name
CHAIN = [
    ", ",
    "-",
    "–",
    " kiêm ",
    ", kiêm ",
    ", đồng thời là ",
    " - ",
    " – ",
    " kiêm nhiệm ",
    ", kiêm giữ chức ",
    " kiêm giữ chức ",
    ", kiêm giữ chức vụ ",
    " nay là ",
    ", nay là ",
    " và nay là ",
]  # office, then office
# Name, then office.
HOLDS = [f"{mark} hiện {how} " for mark in ("", ",") for how in ("là", "làm", "giữ chức", "đang là", "đang làm", "đang giữ chức")]  # fmt: skip
HOLDS += [f"{now} {how} " for now in (" đang", " hiện đang", " cũng đang", " hiện") for how in ("nắm giữ chức", "nắm giữ chức vụ", "giữ chức vụ", "giữ cương vị", "đảm nhiệm chức vụ", "đảm nhiệm vị trí")]  # fmt: skip
HOLDS += [f"{now} {how} " for now in (" đang", " hiện đang", " hiện") for how in ("kiêm", "kiêm nhiệm", "kiêm nhiệm chức vụ", "giữ vị trí")]  # fmt: skip
HOLDS += [
    f"{mark} {how} "
    for mark in ("", ",", " -", " –")
    for how in ("đồng thời là", "đồng thời giữ chức", "với tư cách", "với tư cách là")
]
TRAIL = [", ", " (", *DASHES, ", là ", " là ", ", nguyên là ", " ", *HOLDS]  # fmt: skip
# "bổ nhiệm ông A giữ chức vụ Giám đốc Sở B": told with where it is held only.
APPOINTED = [
    f"{mark} {how} "
    for mark in ("", ",")
    for how in ("giữ chức", "giữ chức vụ", "giữ chức danh", "giữ vị trí", "giữ cương vị", "làm", "đảm nhiệm chức vụ", "đảm nhiệm vị trí", "đảm nhận chức vụ", "đảm nhận vị trí", "vào vị trí", "giữ ghế")
]  # fmt: skip
# What tells of an office that is over, before "là" or "làm".
NO_LONGER = r"(?:từng|nguyên|trước đây|khi còn|lúc còn|thời còn|hồi còn|lúc đó|khi đó|khi ấy|bấy giờ)"
# "ông A từng là Giám đốc Sở B": told with where it was held only.
ONCE = [
    f"{mark} {how} "
    for mark in ("", ",", " -", " –")
    for how in ("khi đó là", "lúc đó là", "bấy giờ là", "từng là", "từng làm", "từng giữ chức", "từng giữ chức vụ", "từng giữ vị trí", "từng giữ cương vị", "từng đảm nhiệm chức vụ", "từng đảm nhận chức vụ", "từng đảm nhiệm vị trí", "từng đảm nhiệm cương vị", "từng đảm nhiệm các chức vụ", "từng giữ các chức vụ", "từng kinh qua các chức vụ", "từng trải qua các chức vụ", "đã từng là", "đã từng làm", "đã từng giữ chức")
]  # fmt: skip
# "ông A, Giám đốc Sở B, trước đó là Phó Giám đốc Sở C": the office before this one, told with where it was held only.
BEFORE_IT = [
    f"{mark} {how} {does} "
    for mark in ("", ",", ";")
    for how in ("trước đó", "trước đây", "trước đó ông", "trước đó bà", "trước đó từng")
    for does in ("là", "làm", "giữ chức", "giữ chức vụ", "đảm nhiệm chức vụ")
]
OVER = rf"(?:^|[ ,;])(?:{NO_LONGER}|trước đó(?: ông| bà| từng)?) (?:là|làm|giữ|đảm|kinh qua|trải qua)"
# For how long an office was held, told right behind it: "giữ chức Giám đốc Sở B | từ tháng 7/2025; trước đó là …".
POINT = r"(?:(?:ngày|tháng|năm|cuối|đầu|giữa) )*(?:[0-9]{1,2}(?:[/.-]| năm )){0,2}(?:19|20)[0-9]{2}"
HELD_FOR = rf"^,? (?:từ|trong giai đoạn|giai đoạn|thời kỳ) {POINT}(?: ?[-–] ?{POINT}| (?:đến|tới) (?:hết )?{POINT}| đến nay)?"
# "Đoàn công tác do Thứ trưởng A làm trưởng đoàn": told without whose it is.
LED = ["trưởng đoàn", "phó trưởng đoàn", "trưởng ban", "phó trưởng ban", "tổ trưởng", "tổ phó", "giám đốc", "tổng giám đốc", "chủ tịch hđqt", "chủ tịch hội đồng quản trị"]  # fmt: skip
LISTED = [": ", ", ", "; ", " và ", " - ", " – ", ""]  # between the names that share an office
# Of these offices a body has several, and of those that a word of number stands before.
MEMBER = r"^(?:thành viên|ủy viên) "
SEVERAL = r"(?i)(?:^|[ ,:;(])(?:các|hai|ba|bốn|những|2|3|4|02|03|04) (?:(?:đồng chí|ông|bà) )?$"
# "nguyên Chủ tịch Hội A: B, C".
FORMER = r"^(?i:nguyên) "
TOGETHER = r"(?i)(?:các (?:đồng chí|ông|bà)|đồng chí)[ :]*$"
# Who leads the state leads no firm: "Chủ tịch Tập đoàn X, Thủ tướng B" names two people, the first unread.
HEADS_OF_STATE = [
    "tổng bí thư",
    "chủ tịch nước",
    "phó chủ tịch nước",
    "thủ tướng",
    "phó thủ tướng",
    "chủ tịch quốc hội",
]
# Whoever a foreign state's office behind a name may belong to: "A, Tổng thống Pháp | B".
ABROAD = ["tổng thống", "thủ tướng", "ngoại trưởng", "quốc vương", "đại sứ", "chủ tịch quốc hội"]
NO_ACT = r"^ (?:của|và|kiêm|nước|thứ|nhiệm kỳ|khóa|phụ trách|thường trực)[ ,.;]"
# What stands between without parting them: blanks too many, an age or a year of birth, and behind an office what is left of
# where it is held: "Thủ tướng Na Uy | A", "Chủ nhiệm Ủy ban Kinh tế | của Quốc hội A", "Thống đốc | bang Sông Mây A".
LEFT_OVER = "  "
OVER_FULL = {
    r"^(,| [-–]) (?i:(?:nhà |người )?(?:đồng )?sáng lập) (?:và|kiêm|&)(?: là)? $": "${1} ",
    r"^(?: ,|, ) $|^, (?:(?:sinh (?:năm|ngày)|SN) [0-9./-]{4,10}|[0-9]{2} tuổi), $": ", ",
    r"^,? (?:sinh năm|SN) [0-9]{4},? (?:hiện )?(?:nay )?(?:đang )?(?:là|làm|giữ chức|giữ chức vụ) $": ", là ",
    r"^ ?\( ?(?:[^(),;]{2,26}, )?(nguyên )?$": " (${1}",
    rf"^(?: \([^()]*\))?(?: của)?(?: (?:bang|tỉnh|thành phố|vương quốc|liên bang|nước))?(?: Nhà nước|(?: {CAPITAL}[^ ,.;:()“”\"]*){{1,4}}) $": LEFT_OVER,
    r"^ phụ trách(?: (?:[^vc\s,.;:()][^\s,.;:()]*|v[^àớ\s][^\s,.;:()]*|c[^ù\s][^\s,.;:()]*)){1,4} $": LEFT_OVER,  # "Phó Chủ tịch Hội A | phụ trách chuyên môn B"
    r"^ (?:của Quốc hội|của Ủy ban [Tt]hường vụ Quốc hội) $": LEFT_OVER,
}
# "Đại sứ Mỹ | tại Việt Nam, ông A": where an office sits, before its holder alone.
AT_SEAT = rf"^(?: \([^()]*\))? (?:tại|ở)(?: (?:Vương quốc|Cộng hòa|Liên bang|CHLB|CHDCND|nước))?(?: {CAPITAL}[^ ,.;:()]*){{1,3}}(,?) $"
# "Về trách nhiệm của | Hiệu trưởng Trường A, luật sư B cho biết": whom it is about is not who speaks.
ABOUT = r"(?:^|[.;:“] ?)(?i:về|liên quan (?:đến|tới)|nói về|trước|đánh giá|bình luận về|nhận xét về|đối với) [^,;.:“”]{0,60}$"
LONGEST_CHAIN = 5
LONGEST_GAP = 30
LONGEST_ASIDE = 120  # "ông A (SN 1970, trú tại xã B, huyện C, tỉnh D), Giám đốc Công ty E"
# "A (em ruột của vợ ông | B), Giám đốc Sở C": whose relative somebody is, told in brackets behind his name.
KIN = r"\([^()]{0,24}(?i:em|anh|chị|con|vợ|chồng|cháu|cha|mẹ|bố|cậu|chú|rể|dâu|ruột|họ|trai|gái)(?: của)?(?: (?:vợ|chồng))? (?i:ông|bà|anh|chị|đồng chí)? ?$"
OWNER = ("owner_start", "owner_end", "owner_from")


def held(people: pl.DataFrame, offices: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Offices with the name that stands with them: the columns of `offices`, and owner_start, owner_end
    (UInt32, the name), owner_from (where the name's phrase begins), before (Boolean, the office stands before the name).
    """
    units = pl.concat(
        [
            _not_of_kin(people, sentences).select(
                "s",
                start="from_",
                end="end",
                name_start="start",
                is_name=pl.lit(True),
                row=pl.lit(None, pl.UInt32),
                title_key=pl.lit(None, pl.String),
                told=pl.lit(False),
                placed=pl.lit(False),
                plain=pl.col("honorific").is_in(["anh", "chị", "Anh", "Chị"]).fill_null(False),
            ),
            offices.with_row_index("row").select(
                "s",
                "start",
                "end",
                name_start=pl.lit(None, pl.UInt32),
                is_name=pl.lit(False),
                row="row",
                title_key=pl.when(
                    (pl.col("organization") == "Quốc hội") & (pl.col("title_key") == "chủ tịch")
                )
                .then(pl.lit("chủ tịch quốc hội"))
                .otherwise("title_key"),
                told=pl.col("rule") == "office_told",
                placed=pl.col("organization").is_not_null(),
                plain=pl.lit(False),
            ),
        ]
    ).sort("s", "start")
    units = _with_gaps(units, sentences)
    ahead = _owned(units, -1, "gap_after", [*DIRECT, LEFT_OVER])
    behind = _owned(units, 1, "gap_before", TRAIL)
    # "A, Bí thư Tỉnh ủy X, Chủ tịch UBND tỉnh B": what a name leads belongs to it, unless the next name follows at once.
    behind_owner = behind.filter(~pl.col("is_name")).select(
        "row", *(pl.col(c).alias(f"{c}_b") for c in OWNER)
    )
    at_once = pl.col("gap_after").is_in(DIRECT)
    owners = ahead.filter(~pl.col("is_name")).join(behind_owner, on="row")
    # "Chủ tịch Hội X A, Ủy viên Y, Bí thư Z B": a name that has its office before it lends none to the next one's list, which the
    # Party's highest office opens.
    served = owners.filter(at_once).select("s", owner_start_b="owner_start", _served=pl.lit(True))
    served = served.drop_nulls().unique()
    owners = owners.join(served, on=["s", "owner_start_b"], how="left", maintain_order="left")
    opens = pl.when(pl.col("_served") & pl.col("title_key").str.starts_with("ủy viên")).then("start")
    opened = pl.col("start") >= opens.min().over("s", "owner_start_b")
    of_next = pl.col("owner_start_b").is_null() | opened.fill_null(False)
    first = pl.col("owner_start").is_not_null() & (at_once | of_next)
    owners = owners.select(
        "row",
        before=first,
        **{c: pl.when(first).then(c).otherwise(f"{c}_b") for c in OWNER},
    )
    owners = _beside(owners, units, sentences)
    numbered = offices.with_row_index("row")
    each = _of_next(numbered.join(owners, on="row", how="left", maintain_order="left"), sentences)
    every = pl.concat([each, _shared(units, numbered, sentences).select(each.columns)]).drop("row")
    return _held_once(every, sentences)


@of_rows
def _not_of_kin(people: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The people without those told in brackets as somebody's relatives."""
    likely = sentences.filter(
        pl.col("sentence").str.contains(r"\([^()]*(?i:ông|bà|anh|chị|vợ|chồng|ruột|con|em) [^()]*\)")
    )
    rows = people.select("s", "start", "end", "from_").join(likely.select("s", "sentence"), on="s")
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    kin = rows.filter(left.str.contains(KIN), pl.col("sentence").str.slice("end", 1) == ")")
    return people.join(kin, on=["s", "start"], how="anti", maintain_order="left")


@of_rows
def _held_once(held: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Offices behind "từng là" or "khi còn làm", and those listed behind them, are over."""
    met = held.join(sentences.select("s", "sentence"), on="s", how="left", maintain_order="left")
    between = pl.col("sentence").str.slice(
        pl.col("owner_end"), pl.max_horizontal(pl.col("start").cast(pl.Int64) - pl.col("owner_end"), 0)
    )
    once = (~pl.col("before") & between.str.contains(OVER)).fill_null(False)
    return met.with_columns(tenure=pl.when(once).then(pl.lit("former")).otherwise("tenure")).drop("sentence")


@of_rows
def _beside(owners: pl.DataFrame, units: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """ "Chủ tịch Liên đoàn X, bà A, cho biết": an office that no one holds yet is of the name behind its comma, if that name
    holds none.
    """
    after = {c: pl.col(c).shift(-1) for c in ("is_name", "name_start", "end", "start", "plain")}
    names = units.filter(
        ~pl.col("is_name"),
        pl.col("gap_after") == ", ",
        after["is_name"],
        ~after["plain"],
        pl.col("placed") | pl.col("told"),
    ).join(sentences.select("s", "sentence"), on="s")
    names = names.filter(~pl.col("sentence").str.slice(0, "start").str.contains(ABOUT))
    beside = units.with_columns(**{f"_{c}": e for c, e in after.items()}).join(
        names.select("row"), on="row", how="semi"
    ).select("row", "s", _start="_name_start", _end="_end", _from="_start")  # fmt: skip
    beside = _with_those_before(beside, units)
    taken = (
        owners.join(units.select("row", "s"), on="row")
        .drop_nulls("owner_start")
        .select("s", _start="owner_start")
    )
    beside = beside.join(taken.unique(), on=["s", "_start"], how="anti").drop("s")
    met = owners.join(beside, on="row", how="left", maintain_order="left")
    free = pl.col("owner_start").is_null() & pl.col("_start").is_not_null()
    new = dict(zip(OWNER, ("_start", "_end", "_from"), strict=True))
    return met.with_columns(
        before=pl.when(free).then(True).otherwise("before"),
        **{c: pl.when(free).then(pl.col(source)).otherwise(c) for c, source in new.items()},
    ).drop("_start", "_end", "_from")


@of_rows
def _with_those_before(beside: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The offices of `beside` (row, s, _start, _end, _from) and those that lead to one: "Giám đốc Sở A, Chủ tịch Hội B, bà C"."""
    told = ["_start", "_end", "_from"]
    every = units.join(beside, on=["row", "s"], how="left", maintain_order="left")
    leads = (
        ~pl.col("is_name")
        & ~pl.col("is_name").shift(-1)
        & pl.col("gap_after").is_in(CHAIN)
        & pl.col("placed")
    )
    leads &= pl.col("_start").is_null() & (pl.col("s") == pl.col("s").shift(-1))
    for _ in range(LONGEST_CHAIN):
        every = every.with_columns(
            pl.when(leads).then(pl.col(c).shift(-1)).otherwise(c).alias(c) for c in told
        )
    return every.drop_nulls("_start").select(beside.columns)


@of_rows
def _of_next(held: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Lets go of an office behind a name that already had one before, where an unread name may follow the office or it is
    the next clause's subject: "Phó Chủ tịch Quốc hội A, Tổng thống Cộng hòa Séc X", "tiếp Bộ trưởng A, Thủ tướng cảm ơn".
    """
    served = held.filter("before", pl.col("owner_start").is_not_null()).select("s", "owner_start").unique()
    served = served.with_columns(_served=pl.lit(True))
    met = held.join(served, on=["s", "owner_start"], how="left", maintain_order="left").join(
        sentences.select("s", "sentence"), on="s", how="left", maintain_order="left"
    )
    right = pl.col("sentence").str.slice(pl.col("end"), 24)
    opens = right.str.contains(rf"^(?: \([^()]*\))? {CAPITAL}")
    has_one = pl.col("_served").fill_null(False)
    leads = pl.col("title_key").is_in([*HEADS_OF_STATE, *ABROAD])
    acts = has_one & leads & right.str.contains(rf"^ {SMALL}") & ~right.str.contains(NO_ACT)
    lost = ((has_one | pl.col("title_key").is_in(ABROAD)) & opens | acts) & ~pl.col("before")
    return met.with_columns(pl.when(~lost).then(c).alias(c) for c in OWNER).drop("_served", "sentence")


def _shared(units: pl.DataFrame, offices: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """An office told once for the names listed behind it: "các đồng chí Phó Chủ tịch UBND tỉnh: A, B và C", "các Phó Thủ tướng
    A, B", "thành viên HĐQT A và B".
    """
    left = pl.col("sentence").str.slice(0, pl.col("start"))
    leading = units.filter(~pl.col("is_name"), pl.col("gap_after").is_in([": ", " "])).join(
        sentences.select("s", "sentence"), on="s"
    )
    former = pl.col("sentence").str.slice("start", 8).str.contains(FORMER)
    how = (
        pl.when(pl.col("gap_after") == ": ").then(
            pl.when(left.str.contains(f"{TOGETHER}|{SEVERAL}")).then(pl.lit("all")).when(former).then(pl.lit("former"))
        )
        .when(left.str.contains(SEVERAL)).then(pl.lit("several"))
        .when(pl.col("title_key").str.contains(MEMBER)).then(pl.lit("two"))
    )  # fmt: skip
    heads = leading.select("s", head="row", at="start", how=how).drop_nulls("how")
    behind = units.join(heads, on="s").filter(pl.col("start") > pl.col("at")).sort("head", "start")
    nth = pl.int_range(pl.len()).over("head")
    # Whoever is told first stands with the office itself; one with an office of his own behind him is not of the list.
    next_is_office = (pl.col("head") == pl.col("head").shift(-1)) & ~pl.col("is_name").shift(-1)
    own = ((nth > 0) & next_is_office & pl.col("gap_after").is_in(TRAIL)).fill_null(False)
    goes_on = (
        pl.when(pl.col("how") == "all").then(pl.col("gap_before").is_in(LISTED))
        .when(nth == 0).then(pl.col("is_name"))
        .when(pl.col("how") == "two").then(pl.col("is_name") & (nth == 1) & (pl.col("gap_before") == " và ") & ~own)
        .otherwise(pl.col("is_name") & pl.col("gap_before").is_in([", ", " và "]) & ~own)
    )  # fmt: skip
    behind = behind.with_columns(
        _apart=~goes_on.fill_null(False), _more=pl.col("how").is_in(["all", "former"]) | (nth > 0)
    )
    names = behind.filter(~pl.col("_apart").cum_max().over("head"), "is_name", "_more")
    owned = names.select(
        row="head", owner_start="name_start", owner_end="end", owner_from="start", before=pl.lit(True)
    )
    return offices.join(owned, on="row", how="inner")


def _with_gaps(units: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Adds what stands between a unit and its neighbours in the sentence: gap_before, gap_after (String, null at its ends)."""
    text = sentences.select("s", "sentence")
    same = pl.col("s") == pl.col("s").shift(1)
    units = units.with_columns(_from=pl.when(same).then(pl.col("end").shift(1)))
    width = pl.col("start") - pl.col("_from")
    near = units.filter(pl.col("_from") <= pl.col("start"), width <= LONGEST_GAP + LONGEST_ASIDE)
    gaps = (
        near.join(text, on="s", how="left", maintain_order="left")
        .select(
            "s",
            "start",
            "is_name",
            gap_before=pl.col("sentence")
            .str.slice(pl.col("_from"), pl.col("start") - pl.col("_from"))
            .str.replace(r"^ \([^()]*\)", "")
            .str.replace(HELD_FOR, ""),
        )
        .filter(pl.col("gap_before").str.len_chars() <= LONGEST_GAP)
    )
    for told, bare in OVER_FULL.items():
        gaps = gaps.with_columns(pl.col("gap_before").str.replace(told, bare))
    comma = pl.when("is_name").then(pl.col("gap_before").str.extract(AT_SEAT))
    seated = pl.when(comma == "").then(pl.lit(LEFT_OVER)).when(comma == ",").then(pl.lit(", "))
    gaps = gaps.with_columns(gap_before=pl.coalesce(seated, "gap_before"))
    units = units.drop("_from").join(gaps, on=["s", "start", "is_name"], how="left", maintain_order="left")
    return units.with_columns(
        gap_after=pl.when(pl.col("s") == pl.col("s").shift(-1)).then(pl.col("gap_before").shift(-1))
    )


def _owned(units: pl.DataFrame, step: int, gap: str, link: list[str]) -> pl.DataFrame:
    """Passes a name's place on to the offices that lead to it through links, in one direction."""
    own = {"owner_start": "name_start", "owner_end": "end", "owner_from": "start"}
    owned = units.with_columns(**{c: pl.when("is_name").then(source) for c, source in own.items()})
    next_is_name = pl.col("is_name").shift(step)
    chained = ~next_is_name & pl.col(gap).is_in(CHAIN)
    if step < 0:
        of_firm = pl.col("title_key").str.contains(OF_FIRM) & ~pl.col("title_key").is_in(HEADS_OF_STATE)
        other = of_firm & pl.col("title_key").shift(step).is_in(HEADS_OF_STATE)
        # A minister is not his own deputy: "theo Bộ trưởng Bộ Y tế, Thứ trưởng A".
        other |= (pl.col("title_key") == "bộ trưởng") & pl.col("title_key").shift(step).str.starts_with(
            "thứ trưởng"
        )
        # Nor does one who leads the state or its assembly: "đối với Bộ trưởng Bộ Y tế, Chủ tịch Quốc hội A".
        leads = pl.col("title_key").shift(step).is_in(HEADS_OF_STATE)
        other |= pl.col("title_key").is_in(["bộ trưởng", "thứ trưởng"]) & leads
        chained &= ~other & ~(pl.col("told") & (pl.col(gap) == ", "))
    named = pl.col(gap).is_in(link)
    if step > 0:
        # "Chủ tịch Tập đoàn A và Phó Chủ tịch HĐQT Ngân hàng B".
        of_firms = pl.col("title_key").str.contains(OF_FIRM) & pl.col("title_key").shift(step).str.contains(
            OF_FIRM
        )
        chained |= ~next_is_name & (pl.col(gap) == " và ") & of_firms & pl.col("placed")
        # "Phó Chủ tịch Hội A (nguyên Giám đốc Sở B)".
        chained |= ~next_is_name & (pl.col(gap) == " (") & pl.col("placed")
        chained |= ~next_is_name & pl.col(gap).is_in(BEFORE_IT) & pl.col("placed")
        named |= pl.col(gap).is_in(APPOINTED + ONCE) & pl.col("placed")
        named |= (pl.col(gap) == " làm ") & pl.col("title_key").is_in(LED)
    linked = (next_is_name & named) | chained
    owned = owned.with_columns(
        _linked=~pl.col("is_name") & linked
    )  # told by the words, the same at every step
    takes = pl.col("_linked") & pl.col("owner_start").is_null()
    for _ in range(LONGEST_CHAIN):
        owned = owned.with_columns(
            pl.when(takes).then(pl.col(c).shift(step)).otherwise(c).alias(c) for c in OWNER
        )
    return owned.drop("_linked")
