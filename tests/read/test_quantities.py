"""Quantities and dates as papers write them, read from golden sentences, and properties of reading."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flows.ingest.texts import article_rows
from flows.read import Reading, lexicon, read
from flows.read.numbers.amounts import amounts, digits
from tests import at_once
from tests.golden import DAY, Golden, Row, golden, rows


@cache
def told() -> Golden:
    """The golden sentences of this file, read together."""
    return golden("quantities", "no_quantities", "dates", "no_dates", "lunar_days", "amount_phrases", "date_phrases")  # fmt: skip


@cache
def together() -> tuple[dict[tuple[Any, ...], int], Reading]:
    """The texts that the tests of this file give word for word, with their days, in one reading."""
    given = [(text, *(day or [DAY])) for (text, *day), _ in at_once.given(__file__, "days", "lunar")]
    lines = [{"id": f"{i}", "text": text, "published_on": day} for i, (text, day) in enumerate(given)]
    return {one: i for i, one in enumerate(given)}, read(article_rows(lines), lexicon.load())


def days(text: str, published_on: str | None = DAY) -> pl.DataFrame:
    """The dates of a text, which is given word for word."""
    numbers, found = together()
    return found.dates.filter(pl.col("a") == numbers[text, published_on])


def lunar(text: str, published_on: str | None = DAY) -> pl.DataFrame:
    """The days of the lunar calendar of a text, which is given word for word."""
    numbers, found = together()
    sentences = found.sentences.filter(pl.col("a") == numbers[text, published_on])
    return found.lunar.join(sentences, on="s", how="semi")


@pytest.mark.parametrize("row", rows("quantities"), ids=lambda r: r["text"])
def test_a_quantity_is_read_with_unit_and_comparator(row: Row):
    found = told().of(row, "quantities", "value", "value_high", "unit", "comparator")
    high = Decimal(row["value_high"]) if row["value_high"] else None
    assert (Decimal(str(row["value"])), high, row["unit"], row["comparator"]) in found


@pytest.mark.parametrize("row", rows("no_quantities"), ids=lambda r: r["text"])
def test_digits_and_words_that_are_no_quantity_are_left_alone(row: Row):
    assert told().of(row, "quantities", "surface") == []


@pytest.mark.parametrize("row", rows("dates"), ids=lambda r: r["text"])
def test_a_date_rests_on_the_articles_own_day(row: Row):
    found = told().of(row, "dates", "starts_on", "ends_on")
    wanted = tuple(date.fromisoformat(row[c]) if row[c] else None for c in ("starts_on", "ends_on"))
    assert wanted in found


@pytest.mark.parametrize("row", rows("no_dates"), ids=lambda r: r["text"])
def test_lunar_days_and_spans_of_time_are_no_dates(row: Row):
    assert told().of(row, "dates", "surface") == []


@pytest.mark.parametrize("row", rows("lunar_days"), ids=lambda r: f"{r['text']} {r['surface']}")
def test_lunar_days_are_told_as_such_by_their_words(row: Row):
    assert (row["surface"],) in told().of(row, "lunar", "surface")


def test_a_day_that_is_said_of_either_calendar_or_of_another_is_not_told_as_lunar():
    text = "Mùng 2/9, phố treo cờ. Ngày 1 Tết Dương lịch, chợ mở. Lễ Ka tê ngày 1/7 theo lịch Chăm. Ngày 10/3/2025, mưa. Âm 5 độ."
    assert lunar(text).is_empty()


def test_a_date_without_year_and_anchor_stays_unread():
    assert days("Sáng 3/6 đoàn công tác đến xã.", None).is_empty()


def test_an_article_without_a_day_rests_on_a_year_only_where_it_tells_that_as_its_own():
    def year(told):
        return told.filter(pl.col("surface") == "Năm ngoái")["starts_on"].dt.year().to_list()

    # fmt: off
    assert year(days("Mục tiêu đến năm 2040 là xong. 6 tháng đầu năm 2023, xã đã khởi công. Năm ngoái, đường còn lầy.", None)) == [2022]
    assert year(days("Sáng 3/10, khai mạc Hội chợ “Nông sản, làng nghề xứ Đông năm 2024”. Năm ngoái, hội chợ đông.", None)) == [2023]
    assert year(days("Năm 2021, xã làm đường. Năm 2021, xã xây chợ. Năm 2021, xã nghèo. Năm 2021, xã khác. Năm ngoái, đường còn lầy.", None)) == [2020]
    assert year(days("Năm 2023, xã đã khởi công. Năm ngoái, đường còn lầy.", None)) == []
    assert year(days("Hội chợ năm 2024 sẽ lớn hơn. Năm ngoái, hội chợ đông.", None)) == []
    # fmt: on


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_a_whole_number_written_in_groups_reads_back(number: int):
    written = f"{number:,}".replace(",", ".")
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [Decimal(number)]


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=99))
def test_a_decimal_with_a_scale_reads_back(whole: int, cents: int):
    written = f"{whole:,}".replace(",", ".") + f",{cents:02d} triệu"
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [
        Decimal(whole * 10**6 + cents * 10**4)
    ]


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=999))
def test_an_amount_in_two_scales_adds_up(billions: int, millions: int):
    written = f"{billions} tỷ {millions} triệu"
    assert amounts(pl.Series([written]), pl.Series([False])).to_list() == [
        Decimal(billions * 10**9 + millions * 10**6)
    ]


@settings(deadline=None)
@given(st.decimals(min_value=1000, max_value=10**9, places=2))
def test_vietnamese_and_us_marks_mean_the_same_number(value: Decimal):
    us = f"{value:,.2f}"
    vietnamese = us.translate(str.maketrans(",.", ".,"))
    read_back = pl.select(digits(pl.lit(pl.Series([us, vietnamese])), pl.lit(False))).to_series().to_list()
    assert read_back == [value, value]


ONES = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spoken(number: int) -> str:
    """A number from 100 to 999 in words, as a newsreader says it."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{ONES[hundreds]} trăm"
    if not rest:
        return head
    if not tens:
        return f"{head} linh {ONES[ones]}"
    last = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm"}.get(ones, ONES[ones])
    return f"{head} {'mười' if tens == 1 else ONES[tens] + ' mươi'} {last}".strip()


@settings(deadline=None)
@given(st.integers(min_value=100, max_value=999))
def test_number_words_read_back(number: int):
    assert amounts(pl.Series([spoken(number)]), pl.Series([False])).to_list() == [Decimal(number)]


PARTS = [
    "Thu ngân sách đạt 1.234 tỷ đồng.",
    "Ông Nguyễn Văn Tám, Chủ tịch UBND tỉnh Hà Nam, cho biết chi phí tăng 5%.",
    "Sáng 3/6, TP. Cà Mau khánh thành cầu.",
    "(Ảnh: T.T.)",
    "“Phải làm nhanh”, bà Lan nói.",
    "\U0001f600 Tỷ lệ đạt 40 %…",
    "ĐẦU TƯ CÔNG",
]


@settings(deadline=None, max_examples=2)  # the first is the plainest one
@given(st.lists(st.permutations(PARTS), min_size=40, max_size=40))
def test_every_span_holds_its_words_and_order_changes_no_value(orders: list[list[str]]):
    joints = ["\n\n", " ", "\n"]
    texts = [joints[i % 3].join(parts) for i, parts in enumerate(orders)]
    articles = article_rows([{"id": str(i), "text": t, "published_on": "2025-10-15"} for i, t in enumerate(texts)])  # fmt: skip
    found = read(articles, lexicon.load())
    sentences = found.sentences
    for a, start, end, sentence in sentences.select("a", "char_start", "char_end", "sentence").rows():
        assert articles["text"][a][start:end] == sentence
    for frame in (found.quantities, found.dates, found.people, found.organizations, found.places):
        placed = frame.join(sentences.select("s", "sentence"), on="s")
        for start, end, surface, sentence in placed.select("start", "end", "surface", "sentence").rows():
            assert sentence[start:end] == surface
    apart = found.quantities.filter(pl.col("a") % 3 == 0)
    values = apart.group_by("a").agg(pl.col("value").sort())["value"].to_list()
    assert len(values) == 14 and all(v == values[0] for v in values)


# What the grammar of numbers, money and dates can write, it reads back.

# Many phrases in one reading: the phrase that fails is told, so nothing is shrunk.
READ_BACK = settings(deadline=None, derandomize=True, phases=[Phase.generate])
MISSING = 0.03  # the share of phrases that may stay unread; none may be read wrong


def phrases(name: str, mention: str, *columns: str) -> tuple[list[str], list[object]]:
    """The phrases of a golden table that are unread, and those read as something else."""
    unread, wrong = [], []
    for row in rows(name):
        found = told().of(row, mention, *columns)
        wanted = tuple(_typed(column, row[column]) for column in columns)
        if not found:
            unread.append(row["text"])
        elif found != [wanted]:
            wrong.append((row["text"], found))
    return unread, wrong


def _typed(column: str, told: str | None) -> object:
    if told is None:
        return None
    if column.startswith("value"):
        return Decimal(told)
    return date.fromisoformat(told) if column.endswith("_on") else told


def test_phrases_of_amounts_are_read_right_or_not_at_all():
    unread, wrong = phrases("amount_phrases", "quantities", "value", "value_high", "unit", "comparator")
    assert wrong == []
    assert len(unread) <= MISSING * len(rows("amount_phrases")), unread


def test_phrases_of_dates_are_read_right_or_not_at_all():
    unread, wrong = phrases("date_phrases", "dates", "starts_on", "ends_on")
    assert wrong == []
    assert len(unread) <= MISSING * len(rows("date_phrases")), unread


SCALE_WORDS = {1: "", 10**3: "nghìn", 10**6: "triệu", 10**9: "tỷ"}


def worded(number: int) -> str:
    """A number from 1 to 999 999 999 999 in words, as a newsreader says it."""
    said = []
    for scale in sorted(SCALE_WORDS, reverse=True):
        part = number // scale % 1000
        if not part:
            continue
        hundreds = "không trăm " if said else ""
        zero = "linh " if said and part < 10 else ""
        told = spoken(part) if part >= 100 else f"{hundreds}{zero}{_below_hundred(part)}"
        said.append(f"{told} {SCALE_WORDS[scale]}".strip())
    return " ".join(said)


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return ONES[ones]
    return spoken(100 + number).removeprefix("một trăm ")


decimals = {f"phẩy {word}": Decimal(n) / 10 for n, word in enumerate(ONES) if n} | {
    f"phẩy {_below_hundred(n)}": Decimal(n) / 100 for n in range(11, 100) if n % 10
}


@st.composite
def amounts_told(draw: st.DrawFn) -> tuple[str, Decimal]:
    """An amount without unit, in words or digits, and its value."""
    kind = draw(st.sampled_from(["words", "decimal words", "digits", "scaled", "two scales", "half"]))
    n = draw(st.integers(2, 999))
    scale = draw(st.sampled_from([10**3, 10**6, 10**9]))
    if kind == "words":
        whole = draw(st.integers(1000, 10**12 - 1))
        return worded(whole), Decimal(whole)
    if kind == "decimal words":
        tail, tenths = draw(st.sampled_from(sorted(decimals.items())))
        few = draw(st.integers(2, 99))
        return f"{_below_hundred(few)} {tail} {SCALE_WORDS[scale]}", (few + tenths) * scale
    if kind == "digits":
        whole = draw(st.integers(1000, 10**12))
        return f"{whole:,}".replace(",", "."), Decimal(whole)
    if kind == "scaled":
        tenths = draw(st.integers(1, 99))
        return f"{n},{tenths:02d} {SCALE_WORDS[scale]}", (n + Decimal(tenths) / 100) * scale
    if kind == "half":
        return f"{n} {SCALE_WORDS[scale]} rưỡi", (n + Decimal("0.5")) * scale
    below = draw(st.integers(1, 999))
    return f"{n} tỷ {below} triệu", Decimal(n * 10**9 + below * 10**6)


CURRENCIES = {"đồng": "VND", "đô la": "USD", "USD": "USD", "euro": "EUR", "bảng Anh": "GBP", "won": "KRW", "yên": "JPY", "₫": "VND", "€": "EUR"}  # fmt: skip
CODES = {"USD": "USD", "US$": "USD", "$": "USD", "EUR": "EUR", "€": "EUR", "GBP": "GBP", "£": "GBP", "VND": "VND", "JPY": "JPY", "CNY": "CNY"}  # fmt: skip


@st.composite
def money_told(draw: st.DrawFn) -> tuple[str, tuple[Decimal, Decimal | None, str]]:
    """A phrase of money and its value, the upper end of a range, and unit."""
    told, value = draw(amounts_told())
    shape = draw(st.sampled_from(["after", "before", "range", "between", "thousands"]))
    if shape == "before" and told[0].isdigit() and "rưỡi" not in told and " tỷ " not in told:
        code = draw(st.sampled_from(sorted(CODES)))
        return f"{code} {told}", (value, None, CODES[code])
    word = draw(st.sampled_from(sorted(CURRENCIES)))
    low, more = draw(st.integers(2, 400)), draw(st.integers(1, 400))
    if shape in ("range", "between"):
        first, joint = draw(st.sampled_from([("từ ", " đến "), ("từ ", " tới "), ("", "-"), ("", " – ")]))
        if shape == "between":
            first, joint = "giữa ", " và "
        return f"{first}{low}{joint}{low + more} triệu {word}", (
            Decimal(low * 10**6),
            Decimal((low + more) * 10**6),
            CURRENCIES[word],
        )
    if shape == "thousands":
        return f"{low}k đồng", (Decimal(low * 1000), None, "VND")
    return f"{told} {word}", (value, None, CURRENCIES[word])


@settings(READ_BACK, max_examples=3)
@given(st.lists(money_told(), min_size=110, max_size=110))
def test_an_amount_of_money_that_the_grammar_writes_is_read_back(told: list[tuple[str, object]]):
    lines = [
        {"id": str(i), "text": f"Hợp tác xã phải trả {phrase} cho bên bán.", "published_on": "2025-10-15"}
        for i, (phrase, _) in enumerate(told)
    ]
    found = read(article_rows(lines), lexicon.load()).quantities
    for i, (phrase, value) in enumerate(told):
        assert found.filter(pl.col("a") == i).select("value", "value_high", "unit").rows() == [value], phrase


MONTHS = ["một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]


@st.composite
def days_told(draw: st.DrawFn) -> tuple[str, tuple[date, date]]:
    """A phrase that tells its day, month, quarter, half or years, and the days from and to."""
    day = draw(st.dates(date(1960, 1, 1), date(2035, 12, 31)))
    year, month = day.year, day.month
    first, last = date(year, month, 1), pl.select(pl.lit(date(year, month, 1)).dt.month_end()).item()
    of_year = draw(st.sampled_from([f" năm {year}", f" của năm {year}"]))
    quarter = (month - 1) // 3
    quarter_days = (date(year, 3 * quarter + 1, 1), pl.select(pl.lit(date(year, 3 * quarter + 3, 1)).dt.month_end()).item())  # fmt: skip
    end = draw(st.integers(year + 1, year + 20))
    shapes = [
        (f"ngày {day.day}/{month}/{year}", (day, day)),
        (f"ngày {day:%d-%m-%Y}", (day, day)),
        (f"ngày {day.day} tháng {month}{of_year}", (day, day)),
        (f"tháng {month}/{year}", (first, last)),
        (f"tháng {month}{of_year}", (first, last)),
        (f"tháng {month}-{year}", (first, last)),
        (f"quý {['I', 'II', 'III', 'IV'][quarter]}/{year}", quarter_days),
        (f"quý {['một', 'hai', 'ba', 'tư'][quarter]}{of_year}", quarter_days),
        (f"quý {quarter + 1}{of_year}", quarter_days),
        (f"nửa đầu{of_year}", (date(year, 1, 1), date(year, 6, 30))),
        (f"nửa cuối{of_year}", (date(year, 7, 1), date(year, 12, 31))),
        (f"năm {year}", (date(year, 1, 1), date(year, 12, 31))),
        (f"giai đoạn {year}-{end}", (date(year, 1, 1), date(end, 12, 31))),
        (f"nửa đầu tháng {month}/{year}", (first, date(year, month, 15))),
        (f"ngày cuối cùng của tháng {month}/{year}", (last, last)),
        (f"mùa hè năm {year}", (date(year, 6, 1), date(year, 8, 31))),
    ]
    if month > 1:  # "tháng Một" is of the lunar calendar as often as of this one
        shapes += [
            (f"ngày {day.day} tháng {MONTHS[month - 1]}{of_year}", (day, day)),
            (f"tháng {MONTHS[month - 1]}{of_year}", (first, last)),
        ]
    if 1936 <= year <= 2035:
        shapes.append((f"ngày {day.day}/{month}/{year % 100:02d}", (day, day)))
    return draw(st.sampled_from(shapes))


@settings(READ_BACK, max_examples=3)
@given(st.lists(days_told(), min_size=110, max_size=110))
def test_a_date_that_the_grammar_writes_is_read_back(told: list[tuple[str, tuple[date, date]]]):
    lines = [
        {
            "id": str(i),
            "text": f"Theo sổ ghi chép, {phrase}, làng sửa lại đình.",
            "published_on": "2025-10-15",
        }
        for i, (phrase, _) in enumerate(told)
    ]
    found = read(article_rows(lines), lexicon.load()).dates
    for i, (phrase, days) in enumerate(told):
        assert found.filter(pl.col("a") == i).select("starts_on", "ends_on").rows() == [days], phrase


COUNTED = {"năm": "y", "quý": "q", "tháng": "mo", "tuần": "w", "ngày": "d"}


@settings(READ_BACK, max_examples=3)
@given(st.lists(st.tuples(st.integers(2, 40), st.sampled_from(sorted(COUNTED)), st.booleans(), st.dates(date(2005, 1, 1), date(2025, 12, 31))), min_size=40, max_size=40))  # fmt: skip
def test_a_counted_span_lies_in_whole_units_beside_the_articles_day(told: list[tuple[int, str, bool, date]]):
    lines = [
        {
            "id": str(i),
            "text": f"{n} {unit} {'tới' if ahead else 'qua'}, làng giữ nghề.",
            "published_on": str(day),
        }
        for i, (n, unit, ahead, day) in enumerate(told)
    ]
    found = read(article_rows(lines), lexicon.load()).dates
    for i, (n, unit, ahead, day) in enumerate(told):
        now = pl.lit(day).dt.truncate(f"1{COUNTED[unit]}")
        after = now.dt.offset_by(f"1{COUNTED[unit]}")
        first = after if ahead else now.dt.offset_by(f"-{n}{COUNTED[unit]}")
        last = after.dt.offset_by(f"{n}{COUNTED[unit]}") if ahead else now
        wanted = pl.select(first.alias("first"), last.dt.offset_by("-1d").alias("last")).row(0)
        row = found.filter(pl.col("a") == i).select("starts_on", "ends_on", "is_fuzzy").rows()
        assert row == [(*wanted, True)], lines[i]
