"""Quantities with comparator, scale and unit: "hơn 16.000 tỷ đồng", "từ 5 đến 7 tỷ đồng", "gấp đôi"."""

import polars as pl

from flows.contracts import AMOUNT
from flows.letters import BEGINS, CAPITAL, LETTER, SMALL
from flows.read.numbers.amounts import DIGITS, HALF, PART, PLAIN_WORDS, SCALE, amounts, beyond, digits, words
from flows.read.numbers.comparators import BOUNDS, JOINT, comparators, per, trapped
from flows.read.numbers.moves import fallen, moves
from flows.read.numbers.relative import RELATIVE, relative
from flows.read.numbers.signless import signless
from flows.read.numbers.signs import signed, stands_signed
from flows.read.numbers.units import times_factor, unit_pattern, with_unit
from flows.read.numbers.unsaid import unsaid
from flows.read.rules import of_rows
from flows.read.spans import find
from flows.read.vocabulary import Vocabulary

CENTS = rf"(?i:và\s)?(?:[0-9]{{1,2}}|{PLAIN_WORDS})\s(?:xu|xen|cents?)"  # "2 đô la và 23 xu"
UNSAID_CENTS = r"(?i)^\s[0-9]{1,2}(?:\s?[,;.)]|\s?$|\s(?:cho|của|để|mỗi|một|là)\s)"
# Scales in one letter or two, read only after a currency's sign: "$10k", "£124m", "$2,5bn".
SHORT_SCALES = {"k": "nghìn", "K": "nghìn", "m": "triệu", "M": "triệu", "tr": "triệu", "bn": "tỷ", "B": "tỷ"}
SHORT = "(?:k|K|m|M|tr|bn|B)"
FAR = 1_000  # times the lower end that an upper one is at most, where only it has a scale


@of_rows
def quantities(tokens: pl.DataFrame, units: pl.DataFrame, written: Vocabulary, sign: str) -> pl.DataFrame:
    """Quantity tokens with their values: a, s, start, end, surface, value, value_high (Decimal), unit,
    dimension, comparator, per (unit code), left, right, rule.

    `tokens` are lexer rows; `units` the units by every way to write one, which are `written`, `sign` the pattern of signs before money. A value is in base units: "5 tỷ đồng" is
    5000000000. Rows whose number is unread, or stands inside a name, are left out.
    """
    unit = unit_pattern(written.within(tokens["surface"]))
    percentages = signless(tokens)
    found = pl.concat(
        [
            _plain(_of(tokens, "amount"), units, unit),
            _ranges(_of(tokens, "range", "between"), units, unit),
            _lists(_of(tokens, "list", "part"), units, unit),
            moves(_of(tokens, "move"), units, unit),
            unsaid(_of(tokens, "implied", "implied_range"), units),
            _signed_first(_of(tokens, "money_first"), units, sign),
            percentages,
            _bare(
                _of(tokens, "bare").join(percentages, on=["s", "start"], how="anti", maintain_order="left")
            ),
            relative(_of(tokens, *RELATIVE), units, unit),
        ],
        how="diagonal",
    )
    found = found.filter(pl.col("value").is_not_null(), ~trapped())
    return (
        found.with_columns(
            comparator=pl.coalesce("comparator", comparators(found)), per=pl.coalesce("per", per(units))
        )
        .pipe(signed)
        .sort("s", "start")
        .select(
            "a",
            "s",
            "start",
            "end",
            "surface",
            "value",
            "value_high",
            "unit",
            "dimension",
            "comparator",
            "per",
            "left",
            "right",
            "rule",
        )
    )


def _of(tokens: pl.DataFrame, *kinds: str) -> pl.DataFrame:
    return tokens.filter(pl.col("token").is_in(kinds))


# Those of the lexer's tokens that are written with digits and name what they measure or count.
FIGURES = ("amount", "range", "between", "move", "list", "part", "money_first", "implied", "implied_range")


def unread(tokens: pl.DataFrame) -> pl.DataFrame:
    """Figures that no column holds, "1234567…  đồng" of 35 digits: s, start, end, surface, rule; to be told, and set aside."""
    figures = tokens.filter(pl.col("token").is_in(FIGURES))
    return figures.filter(beyond(pl.col("surface"))).select(
        "s", "start", "end", "surface", rule=pl.lit("quantity_beyond")
    )


@of_rows
def _plain(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """A number and its unit, with what a second word adds: "2 đô la 23 xu", "3 héc-ta rưỡi"."""
    rows = _with_rest(tokens, units, unit)
    # "năm dự án" may be "in the year, projects", and "một dự án" is an article before a noun.
    word, left = pl.col("number").str.to_lowercase(), pl.col("left")
    article = (word == "một") & (pl.col("dimension") == "count")
    year = (word == "năm") & left.str.contains(
        r"(?i)(?:trong|của|cả|một|đầu|cuối|giữa|hết|mỗi|hằng|hàng|từng|các|mấy|theo|[0-9])\s+$"
    )
    worded = pl.col("number").str.contains(rf"^{LETTER}")
    vague = worded & left.str.contains(rf"(?i){BEGINS}(?:mười|trăm|thứ|vài|dăm)\s+$")
    # "2 tỷ 5 đồng" is told of money only: "đầu tư 2 tỷ 5 dự án" counts the projects.
    counted = word.str.contains(rf"{SCALE}\s[1-9]$") & (pl.col("dimension") != "money")
    # "hai đô 23" goes on with its cents.
    cut_short = (
        (pl.col("dimension") == "money")
        & ~word.str.contains(SCALE)
        & (pl.col("rest") == 0)
        & pl.col("right").str.contains(UNSAID_CENTS)
    )
    rows = rows.filter(~article & ~year & ~vague & ~counted & ~cut_short, pl.col("rest").is_not_null())
    values = amounts(
        rows["number"],
        # "946,821 tỷ đồng" can be divided, "2,450 hộ" cannot.
        rows.select(
            ((pl.col("dimension") == "count") | (pl.col("unit") == "VND"))
            & ~pl.col("number").str.contains(SCALE)
        ).to_series(),
    )
    name_before = left.str.contains(rf"{SMALL}\s{CAPITAL}{LETTER}*\s$") & (pl.col("dimension") == "count")
    return (
        rows.with_columns(value=values)
        .with_columns(
            value=times_factor(pl.col("value") + pl.col("rest")),
            rule=pl.concat_str(pl.lit("quantity_"), "dimension"),
        )
        .filter(
            ~(name_before & pl.col("surface").str.contains(r"^[0-9]{1,2}\s"))
            | pl.col("right").str.contains(r"^\s*$|^[.,;)]")
        )
    )


@of_rows
def _with_rest(rows: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """As `with_unit`, with `rest`: what half a unit or cents after it add (Decimal); null where they add to nothing."""
    surface = pl.col("surface")
    half, cents = (surface.str.extract(rf"(?s)^.*?(?:{unit})(\s{tail})$") for tail in (HALF, CENTS))
    tail = pl.coalesce("_half", "_cents", pl.lit(""))
    rows = rows.with_columns(_whole="surface", _half=half, _cents=cents).with_columns(
        surface=surface.str.slice(0, surface.str.len_chars() - tail.str.len_chars())
    )
    read = with_unit(rows, units, unit).with_columns(surface="_whole")
    number = pl.col("_cents").str.extract(rf"([0-9]{{1,2}}|{PLAIN_WORDS})\s\S+$")
    coins = pl.coalesce(digits(number, pl.lit(False)), words(number))
    whole = ~pl.col("number").str.contains(SCALE)
    rest = (
        pl.when(pl.col("_half").is_not_null()).then(pl.when(whole).then(pl.lit("0.5").cast(AMOUNT)))
        .when(pl.col("_cents").is_not_null())
        .then(pl.when(whole & (pl.col("dimension") == "money") & (coins < 100)).then(coins / 100))
        .otherwise(pl.lit(0, AMOUNT))
    )  # fmt: skip
    return read.with_columns(rest=rest.cast(AMOUNT)).drop("_whole", "_half", "_cents")


@of_rows
def _ranges(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """ "từ 5 đến 7 tỷ đồng", "giữa 5 và 7%": the scale and unit may stand once, at the end; what falls ("giảm từ 10% đến 5%")
    is no range but two figures.
    """
    between = pl.col("surface").str.extract(r"^((?i:giữa)\s)").fill_null("")
    told = tokens.with_columns(
        left=pl.concat_str("left", between),
        start=(pl.col("start") + between.str.len_chars()).cast(pl.UInt32),
        surface=pl.col("surface").str.slice(between.str.len_chars()),
    )
    rows = with_unit(told, units, unit)
    low = pl.col("number").str.extract(rf"^({PART}(?:\s{PART})*)")
    high = pl.col("number").str.extract(rf"(?:{JOINT}|\s*(?i:và)\s*)({PART}(?:\s{PART})*)$")
    # In units, of thousands told without a scale.
    own = low.str.strip_chars().str.extract(r"^([0-9]{1,3}(?:[. ][0-9]{3})+)$").str.replace_all("[. ]", "")
    rows = rows.with_columns(low=low.str.strip_chars(), high=high, own=own.cast(AMOUNT, strict=False))
    # "trong năm đến 5 tỷ đồng" is no five; "từ năm đến bảy tỷ đồng" is.
    rows = rows.filter(
        ~pl.col("low").str.to_lowercase().is_in(["năm", "không", "tư"])
        | pl.col("left").str.contains(r"(?i)(?:từ|giữa)\s$")
    )
    rows = rows.with_columns(
        low=pl.when(pl.col("low").str.contains(SCALE)).then("low").otherwise(
            pl.concat_str(pl.col("low"), pl.lit(" "), pl.col("high").str.extract(rf"((?:{SCALE}\s?)+)$").fill_null(""))
        )
    )  # fmt: skip
    # "3-4.000 USD": the thousands are told once, at the end.
    lead = pl.col("high").str.extract(r"^([0-9]{1,3})\.000").cast(pl.Int32)
    few = pl.col("low").str.strip_chars().str.extract(r"^([0-9]{1,3})$").cast(pl.Int32)
    rows = rows.with_columns(
        low=pl.when(few < lead)
        .then(pl.concat_str(pl.col("low").str.strip_chars(), pl.lit(".000")))
        .otherwise("low")
    )
    indivisible = rows.select(
        (pl.col("dimension") == "count") & ~pl.col("number").str.contains(SCALE)
    ).to_series()
    spoken = pl.col("number").str.extract(rf"\s(?i:đến|tới)\s({'|'.join(BOUNDS)})\s")
    bound = spoken.replace_strict(BOUNDS, default=None, return_dtype=pl.String)
    rows = rows.with_columns(
        value=amounts(rows["low"], indivisible), value_high=amounts(rows["high"], indivisible)
    ).with_columns(
        value=times_factor(pl.col("value")),
        value_high=times_factor(pl.col("value_high")),
        own=times_factor(pl.col("own")),
        comparator=pl.when(comparators(rows) == "eq").then(bound),
        rule=pl.lit("quantity_range"),
    )
    # "từ 300.000 đến 1 triệu đồng": the scale is the upper end's alone.
    lower = (pl.col("value") > pl.col("value_high")) & pl.col("own").is_between(
        pl.col("value_high") / FAR, pl.col("value_high")
    )
    rows = rows.with_columns(value=pl.when(lower).then("own").otherwise("value")).drop("own")
    return pl.concat([rows.filter(pl.col("value") <= pl.col("value_high")), fallen(rows)])


@of_rows
def _lists(tokens: pl.DataFrame, units: pl.DataFrame, unit: str) -> pl.DataFrame:
    """ "3, 5 và 8 triệu USD", "3,5/8 triệu USD": each number with the scale and unit that stand once, at the end."""
    # Of signed lists only the first number is sure to bear the sign.
    rows = with_unit(tokens, units, unit).filter(~stands_signed())
    rows = rows.rename({"start": "from", "surface": "whole"})
    parts = find(rows.with_columns(text="whole"), DIGITS, "text")
    shared = pl.col("number").str.extract(rf"((?:{SCALE}\s?)+)$").fill_null("")
    parts = parts.with_columns(number=pl.concat_str("surface", pl.lit(" "), shared))
    read = amounts(parts["number"], parts.select(pl.col("dimension") == "count").to_series())
    last = pl.col("end") == pl.col("end").max().over("s", "from")
    tail = pl.when(last).then(pl.col("whole").str.slice(pl.col("start"))).otherwise("surface")
    values = parts.with_columns(
        value=read,
        surface=tail,
        start=(pl.col("from") + pl.col("start")).cast(pl.UInt32),
        end=(pl.col("from") + pl.col("start") + tail.str.len_chars()).cast(pl.UInt32),
        left=pl.concat_str("left", pl.col("whole").str.slice(0, pl.col("start"))),
        rule=pl.lit("quantity_list"),
    ).with_columns(value=times_factor(pl.col("value")))
    # A part is less than the whole.
    part = pl.col("whole").str.contains(r"^[0-9.,]+/")
    first, whole = (pl.col("value").first().over("s", "from"), pl.col("value").last().over("s", "from"))
    return values.filter(~part | (first <= whole))


@of_rows
def _signed_first(tokens: pl.DataFrame, units: pl.DataFrame, sign: str) -> pl.DataFrame:
    """ "GBP 3,01", "US$ 4,2 tỷ", "$5-7 triệu", "VND1000-VND2000": the sign or code of the currency comes first."""
    surface = pl.col("surface").str.strip_chars_end()
    known = units.select("word", unit="code")
    rows = tokens.with_columns(
        word=surface.str.extract(f"^({sign})"),
        number=surface.str.replace_all(sign, "").str.strip_chars(),
        surface=surface,
        end=(pl.col("start") + surface.str.len_chars()).cast(pl.UInt32),
    ).join(known, on="word", how="left", maintain_order="left")
    # "CAD 2019" is a version; "10% USD 2020" a year.
    year = pl.col("number").str.contains(r"^(?:19|20)[0-9]{2}$") & (pl.col("word").str.len_chars() == 3)
    rows = rows.filter(~year | pl.col("word").is_in(["USD", "VND", "VNĐ", "EUR"]))
    low, high = (
        pl.col("number").str.extract(r"(?i)^(.+?)(?:\s*(?:-|–|đến|tới)\s*(.+))?$", i) for i in (1, 2)
    )
    rows = rows.with_columns(low=low, high=high)
    ends = pl.col("high").str.extract(rf"((?:\s?{SCALE})+|{SHORT})$").fill_null("")
    shared = pl.when(pl.col("low").str.contains(rf"{SCALE}|{SHORT}$")).then(pl.lit("")).otherwise(ends)
    rows = rows.with_columns(low=pl.concat_str("low", shared))
    for c in ("low", "high"):
        short = pl.col(c).str.extract(rf"[0-9]({SHORT})$")
        scale = short.replace_strict(SHORT_SCALES, default=None, return_dtype=pl.String)
        spelt = pl.concat_str(pl.col(c).str.strip_chars_end("kKmMtrbnB"), pl.lit(" "), scale)
        rows = rows.with_columns(pl.coalesce(spelt, c).alias(c))
    indivisible = rows["word"].is_in(["VND", "VNĐ", "₫"])
    highs = amounts(rows["high"].fill_null(rows["low"]), indivisible)
    return rows.with_columns(
        value=amounts(rows["low"], indivisible),
        value_high=pl.when(pl.col("high").is_not_null()).then(highs),
        dimension=pl.lit("money"),
        rule=pl.lit("quantity_money"),
    ).filter(pl.col("high").is_null() | (pl.col("value") < pl.col("value_high")))


@of_rows
def _bare(tokens: pl.DataFrame) -> pl.DataFrame:
    """A number before a noun that no unit lists; none inside a name, none that is a year."""
    rows = tokens.filter(
        ~pl.col("left").str.contains(rf"{CAPITAL}[{LETTER}]*\s$")
        | (pl.col("left").str.contains(rf"^\s*{CAPITAL}{LETTER}*\s$")),
        ~pl.col("surface").str.contains(r"^(?:19|20)[0-9]{2}$"),
        pl.col("right").str.contains(rf"^\s{SMALL}") | pl.col("surface").str.contains(r"[.,][0-9]"),
        ~pl.col("left").str.contains(rf"[{LETTER}0-9][-/.]$"),
        ~pl.col("right").str.contains(r"^\s?[-/]\s?[0-9]"),
    )
    return rows.with_columns(
        value=digits(pl.col("surface"), pl.col("right").str.contains(rf"^\s{SMALL}")),
        rule=pl.lit("quantity_bare"),
    )
