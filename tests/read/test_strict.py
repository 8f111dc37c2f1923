"""Strict reading, whatever the text: no text stops a reading, every span holds its words, and what is written with a
sign, a currency or a calendar is read with it or not at all.
"""

from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import extract
from flows.extract.fact import as_facts
from flows.extract.mentions import mentions
from flows.ingest.texts import article_rows
from flows.read import lexicon, read

FOREIGN = {
    "đô": "USD", "đô la": "USD", "đô Mỹ": "USD", "Mỹ kim": "USD", "USD": "USD", "usd": "USD", "$": "USD", "đô Úc": "AUD", "đô la Canada": "CAD",
    "HKD": "HKD", "euro": "EUR", "EURO": "EUR", "đồng euro": "EUR", "won": "KRW", "baht": "THB", "yên": "JPY", "nhân dân tệ": "CNY",
    "đô la Jamaica": None, "đô Jamaica": None, "peso": None, "đồng peso": None, "dinar": None, "zloty": "PLN", "...": None, "…": None, " 5": None,
}  # fmt: skip
MINUS = ["-", "−", "–", "âm ", "âm khoảng "]
DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९"]
LUNAR = ["{d}/{m} âm lịch", "mùng {d}/{m}", "ngày {d} tháng {m} âm lịch", "ngày {d}/{m} (âm lịch)", "rằm tháng {m}", "ngày {d} tháng {m} năm Ất Tỵ",
         "từ ngày {d} đến 29/{m} âm lịch", "ngày {d}/{m} và 29/{m} âm lịch"]  # fmt: skip

whole = st.one_of(
    st.integers(0, 10**4), st.integers(0, 10**40), st.sampled_from([0, 10**15, 10**16, 10**26, 10**38])
)
scales = st.sampled_from(["", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ", " tỷ tỷ", "tỷ", " tr"])


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A number as papers, scrapers and vandals write it."""
    written = str(draw(whole))
    style = draw(st.sampled_from(["plain", ".", ",", " ", "\u00a0", "\u202f", "'", "\u200b"]))
    if style != "plain":
        written = f"{int(written):,}".replace(",", style)
    written += draw(st.sampled_from(["", ",5", ".5", ",1234567890", "/0", "/" + written, ",", "."]))
    return written.translate(str.maketrans(DIGITS[0], draw(st.sampled_from([DIGITS[0]] * 5 + DIGITS))))


units = st.sampled_from(
    [
        *FOREIGN,
        "đồng",
        "tỷ đồng",
        "%",
        "điểm phần trăm",
        "hộ",
        "dự án",
        "lần",
        "ha",
        "km",
        "xã",
        "số hộ",
        "/người",
        "",
    ]
)
dates = st.sampled_from(
    ["ngày {n}", "ngày {n}/{n}", "{n}/{n}/{n}", "tháng {n}/{n}", "quý {n}-{n}", "quý I và {n}", "năm {n}", "năm {n}-{n}", "{n} tháng đầu năm {n}",
     "các ngày {n}, {n} và {n}/{n}", "thứ {n} tuần trước", "hôm qua", "xếp thứ {n}", "{n}/{n} số hộ", "gấp {n} lần", *LUNAR]
)  # fmt: skip
heads = st.sampled_from(
    ["Thu ngân sách tỉnh Hà Nam đạt", "GRDP tăng", "Cả nước nhập siêu", "Vốn đầu tư dự án", "Tỷ lệ hộ nghèo còn", "Nghị quyết số", "Nghị định 5/20２5/NĐ-CP", "Chấp thuận", "Giá vàng giảm",
     "Tỉnh phấn đấu đến", "Lãi", "Có", "Quyết định", "Khánh thành", "(", "“", "-"]
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A sentence of heads, signs, numbers, scales, units and dates, in order or not."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        figure = draw(st.sampled_from(["", "-", "−", "–", "+", "âm ", "~", "hơn ", "từ "])) + draw(numbers())
        figure += draw(scales) + draw(st.sampled_from(["", " "])) + draw(units)
        date = draw(dates).replace("{d}", "{n}").replace("{m}", "{n}")
        while "{n}" in date:
            date = date.replace("{n}", draw(st.one_of(st.integers(0, 35).map(str), numbers())), 1)
        parts += draw(st.permutations([draw(heads), figure, date]))
    return draw(st.sampled_from([" ", ", ", " và "])).join(parts) + "."


SAMPLES = [
    "Năm 2024, thu ngân sách của tỉnh Hà Nam đạt 12.500 tỷ đồng, tăng 8,5% so với cùng kỳ, vượt 12% dự toán.",
    "Sáng 3/6/2025, UBND tỉnh Nghệ An khởi công dự án Cầu Cửa Hội 2 vốn 1.250 tỷ đồng, tương đương 50 triệu USD.",
    "Ông Trần Văn Hậu, Giám đốc Sở Tài chính, cho biết quý I-III/2025 giải ngân 61,5% kế hoạch, bằng 3/4 số vốn.",
    "Nghị quyết số 68-NQ/TW ngày 4/5/2025 đặt mục tiêu đến năm 2030 có 2 triệu doanh nghiệp, xếp thứ 3 ASEAN.",
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample sentence with some letters doubled, dropped or replaced by odd ones."""
    letters = list(draw(st.sampled_from(SAMPLES)))
    odd = (
        "0123456789.,/-−–%$'\"()… \u00a0\u200b\u00ad\u2028\n\x1e\x1d\ue010\ue0010٣３²½Ⅳ①đĐðâm\U0001f600\u0301"
    )
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(letters) - 1))
        letters[at] = draw(st.sampled_from(["", letters[at] * 2, *odd]))
    return "".join(letters)


def found(texts: list[str]) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """The articles, an article a text, and their facts."""
    articles = article_rows([{"id": str(i), "text": t, "published_on": "2025-10-15"} for i, t in enumerate(texts)])  # fmt: skip
    return articles, extract.facts(read(articles, lexicon.load()), lexicon.load())


def mentioned(texts: list[str]) -> pl.DataFrame:
    """What the texts mention, an article a text."""
    articles = article_rows([{"id": str(i), "text": t, "published_on": "2025-10-15"} for i, t in enumerate(texts)])  # fmt: skip
    reading = read(articles, lexicon.load())
    return as_facts(mentions(reading), reading, "mentions")


def quantities(texts: list[str]) -> list[list[dict[str, Any]]]:
    """The quantities of each text."""
    return by_text(mentioned(texts), texts)


def by_text(told: pl.DataFrame, texts: list[str]) -> list[list[dict[str, Any]]]:
    """The quantities among mentions, for each text."""
    parts = told.filter(pl.col("entity_kind") == "quantity").partition_by("article_id", as_dict=True)
    return [parts[str(i),].to_dicts() if (str(i),) in parts else [] for i in range(len(texts))]


@settings(
    deadline=None,
    max_examples=5,
    derandomize=True,
    suppress_health_check=[HealthCheck.large_base_example, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(st.one_of(sentences(), mutated(), st.text(max_size=60)), min_size=30, max_size=60))
def test_no_text_stops_a_reading_and_every_span_holds_its_words(texts: list[str]):
    articles, facts = found(texts)
    text = dict(articles.select("version_id", "text").rows())
    for name in facts:
        if name == "article_topics":
            continue
        for version, start, end, surface in facts[name].select("version_id", "char_start", "char_end", "surface").rows():  # fmt: skip
            assert text[version][start:end] == surface


amounts = st.tuples(st.integers(2, 900), st.sampled_from(["triệu", "tỷ", "nghìn tỷ"]))


@settings(deadline=None, max_examples=2, derandomize=True)
@given(st.lists(amounts, min_size=len(FOREIGN), max_size=len(FOREIGN)))
def test_an_amount_is_read_in_its_own_currency_or_in_none(told: list[tuple[int, str]]):
    texts = [
        f"Dự án có vốn đầu tư {n} {scale}{currency if currency[0] in ' .…' else ' ' + currency}."
        for (n, scale), currency in zip(told, FOREIGN, strict=True)
    ]
    for text, code, read_in in zip(texts, FOREIGN.values(), quantities(texts), strict=True):
        assert {q["unit"] for q in read_in if q["unit"]} <= {code}, text
        assert code is None or read_in, text


@settings(deadline=None, max_examples=2, derandomize=True)
@given(st.lists(st.integers(1, 99), min_size=20, max_size=20))
def test_a_figure_is_read_with_its_sign_or_not_at_all(figures: list[int]):
    frames = ["GRDP tỉnh Hà Nam năm 2024: {f}%.", "CPI tháng 9 tăng {f}% so với tháng trước.", "Lợi nhuận là {f} tỷ đồng.", "Chi ngân sách ({f}%)."]  # fmt: skip
    cases = [(n, frame.format(f=f"{sign}{n}")) for n in figures[:5] for frame in frames for sign in MINUS]
    for (number, text), read_in in zip(cases, quantities([t for _, t in cases]), strict=True):
        values = {q["value"] for q in read_in}
        assert not {v for v in values if v > 0}, text
        assert all(abs(v) in {Decimal(number), Decimal(number) * 10**9} for v in values), text


@settings(deadline=None, max_examples=2, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, 28), st.integers(1, 12)), min_size=10, max_size=10))
def test_lunar_days_are_no_solar_ones(days: list[tuple[int, int]]):
    told = [f"Lễ hội diễn ra {form.format(d=d, m=m)}." for d, m in days for form in LUNAR]
    dates = mentioned(told).filter(pl.col("entity_kind") == "date")
    assert dates.select("starts_on", "ends_on", "calendar").unique().rows() == [(None, None, "lunar")]


@settings(deadline=None, max_examples=2, derandomize=True)
@given(st.lists(st.integers(10**16, 10**40), min_size=8, max_size=8))
def test_a_figure_that_no_column_holds_is_told_without_a_value(figures: list[int]):
    written = [form for n in figures for form in (str(n), f"{n:,}".replace(",", "."), f"3,{n}")]
    told = [f"{n}{unit}" for n in written for unit in (" đồng", "%", " USD", " tỷ đồng", " ha", " người")]
    texts = [f"Quỹ của tỉnh nhận {figure} trong năm 2024." for figure in told]
    facts = found(texts)[1]
    for figure, read_in in zip(told, by_text(facts["mentions"], texts), strict=True):
        assert [(q["surface"], q["value"], q["rule"]) for q in read_in] == [(figure, None, "quantity_beyond")]
    assert facts["measurements"].is_empty()


def test_digits_of_other_scripts_are_no_numbers():
    texts = [f"Thu ngân sách đạt {'1.234'.translate(str.maketrans(DIGITS[0], d))} tỷ đồng." for d in DIGITS]
    assert [[str(q["value"]) for q in read_in] for read_in in quantities(texts)] == [
        ["1234000000000.000000"], [], [], []
    ]  # fmt: skip


# A sentence; the measurements of it, each by its surface with what must be read of it (None: nothing), and surfaces that
# no measurement may have.
TOLD: dict[str, tuple[dict[str, dict[str, Any]], list[str]]] = {
    # a sign
    "Tổng mức bán lẻ tháng 8 của Khánh Hòa tăng trưởng ‑32,1% so với cùng kỳ.": ({"‑32,1%": {"value": -32.1, "kind": "growth"}}, []),
    "GRDP quý III của Bình Dương đạt mức tăng trưởng －4,9%.": ({"－4,9%": {"value": -4.9}}, []),
    "Nhiệt độ xuống ‑3 độ C, GRDP tăng 5‑6%.": ({"5‑6%": {"value": 5, "value_high": 6}}, []),
    # a currency
    "Dự án nâng cấp đô thị Cần Thơ có tổng vốn 20 triệu USD, trong đó vốn vay là 15 triệu, vốn đối ứng 5 triệu.": ({"20 triệu USD": {"unit": "USD"}}, ["15 triệu", "5 triệu"]),
    "Quỹ nhận tài trợ 2 triệu USD, tỉnh góp vốn 4 tỷ đồng, chi 1 tỷ.": ({"1 tỷ": {"unit": "VND"}}, []),
    # whose
    "GRDP Đồng Nai tăng 8,02%, Bình Dương tăng 7,48%, Bà Rịa - Vũng Tàu tăng 11,72%.": ({"8,02%": {"subject": "Đồng Nai"}, "7,48%": {"subject": "Bình Dương"}, "11,72%": {"subject": "Bà Rịa - Vũng Tàu"}}, []),
    "Kinh tế Thái Lan tăng trưởng 2,5% trong năm 2024, thấp hơn mức 7,09% của Việt Nam.": ({"2,5%": {"subject": "Thái Lan"}, "7,09%": {"subject": None}}, []),
    "Đoàn công tác tỉnh Champasak (Lào) thông tin GRDP của tỉnh bạn tăng 5,5%; Gia Lai bày tỏ mong muốn hợp tác.": ({"5,5%": {"subject": None}}, []),
    "Tăng trưởng GRDP của 5 thành phố trực thuộc Trung ương đều vượt 6%, cao nhất là Hải Phòng với 11,01%.": ({"6%": {"subject": None, "comparator": "gt"}, "11,01%": {"subject": "Hải Phòng"}}, []),
    "Kim ngạch nhập khẩu của {{province}} đạt {{value}} tỷ USD, tăng 4,8% so với cùng kỳ.": ({"4,8%": {"subject": None}}, []),
    "Xuất khẩu của Việt Nam đạt 300 tỷ USD, trong đó Hoa Kỳ 90 tỷ USD.": ({"300 tỷ USD": {"scope": None}, "90 tỷ USD": {"scope": "với Mỹ"}}, []),
    "Xuất khẩu của Long An đạt 7 tỷ USD, Hoa Kỳ 3 tỷ USD.": ({"3 tỷ USD": {"subject": None}}, []),
    "Vốn FDI vào Bình Dương đạt 2 tỷ USD, Đồng Nai 1,5 tỷ USD.": ({"2 tỷ USD": {"subject": "Bình Dương"}, "1,5 tỷ USD": {"subject": "Đồng Nai"}}, []),
    # of what
    "Xuất khẩu và nhập khẩu của Hà Nam lần lượt đạt 5 tỷ USD và 4 tỷ USD.": ({"5 tỷ USD": {"metric": "export_turnover"}, "4 tỷ USD": {"metric": "import_turnover"}}, []),
    "Xuất, nhập khẩu của Hà Nam lần lượt tăng 18% và 12%.": ({"18%": {"metric": None}, "12%": {"metric": None}}, []),
    "Doanh thu và lợi nhuận của công ty đạt 1.200 tỷ đồng.": ({"1.200 tỷ đồng": {"metric": None}}, []),
    "Tỷ lệ giải ngân vốn đầu tư công của Quảng Bình đạt 58,3%.": ({"58,3%": {"metric": "public_investment_disbursement", "kind": "ratio"}}, []),
    "Lũy kế 11 tháng, số doanh nghiệp thành lập mới của Lâm Đồng là 1.180 doanh nghiệp.": ({"1.180 doanh nghiệp": {"metric": "new_enterprises"}}, []),
    "Số doanh nghiệp giải thể của Lâm Đồng là 180 doanh nghiệp; toàn tỉnh có 300 doanh nghiệp tạm ngừng.": ({}, ["180 doanh nghiệp", "300 doanh nghiệp"]),
    "Cuối năm 2023, tỉnh Cao Bằng còn 27,1% hộ nghèo và 17,2% hộ cận nghèo.": ({"27,1%": {"metric": "poverty_rate", "kind": "level"}, "17,2%": {"metric": None}}, []),
    "Có 12,5% hộ nghèo được vay vốn.": ({"12,5%": {"metric": None}}, []),
    "Ninh Thuận phấn đấu giảm tỷ lệ hộ nghèo từ 1,5 đến 2% mỗi năm.": ({"1,5 đến 2%": {"value": -1.5, "value_high": -2, "kind": "growth"}}, []),
    "Tỉnh giảm tỷ lệ hộ nghèo xuống còn 1,2% mỗi năm.": ({"1,2%": {"value": 1.2, "kind": "level"}}, []),
    # bounds, and what is to be done
    "Tăng trưởng GRDP của Quảng Bình năm 2023 chưa đạt 7,5% như nghị quyết đề ra.": ({"7,5%": {"comparator": "lt"}}, []),
    "Lạm phát không vượt mốc 4%.": ({"4%": {"comparator": "le"}}, []),
    "Bộ Công Thương yêu cầu năm nay không để lỗ quá 5.000 tỷ đồng.": ({"5.000 tỷ đồng": {"comparator": "le", "status": "target"}}, []),
    "Chính phủ yêu cầu giữ lạm phát dưới 4% trong năm 2025.": ({"4%": {"status": "target"}}, []),
    "Vì Chính phủ giao tỉnh giải ngân sớm, đến nay Hà Nam đã giải ngân 95% kế hoạch.": ({"95%": {"status": "actual"}}, []),
    "Không phải 9% như dự kiến, GRDP Quảng Ngãi năm 2018 tăng 9,6%.": ({"9,6%": {"status": "actual"}}, ["9%"]),
    "Xuất khẩu đạt 30 tỷ USD, thấp hơn dự báo 32 tỷ USD.": ({"32 tỷ USD": {"status": "forecast"}}, []),
    # numbers after words that number things, and numbers torn apart
    "Thu ngân sách nhà nước năm 2024 lần đầu vượt mốc 2.000.000 tỷ đồng.": ({"2.000.000 tỷ đồng": {"value": 2 * 10**15, "comparator": "gt"}}, []),
    "Bộ Tài chính đồng ý cấp 150 tỷ đồng cho học sinh cấp 3.": ({"150 tỷ đồng": {"value": 150 * 10**9}}, []),
    "Vĩnh Phúc có quy mô dân số 1,2 triệu người.": ({"1,2 triệu người": {"value": 1_200_000, "metric": "population"}}, []),
    "Giải ngân vốn đầu tư công đạt 62 , 7 % kế hoạch.": ({}, ["7 %"]),
    # figures dealt out, pointed back to, and in hectares
    "Công ty CP Sao Khuê và Công ty CP Biển Bạc là hai hãng có số nợ lớn nhất, lần lượt là 51 tỷ đồng và 43 tỷ đồng.": ({"51 tỷ đồng": {"subject": "Công ty cổ phần Sao Khuê"}, "43 tỷ đồng": {"subject": "Công ty cổ phần Biển Bạc"}}, []),
    "Lãi của Công ty CP Sao Khuê là 9 tỷ đồng. Cao hơn con số này 3 tỷ đồng là lãi của hãng khác.": ({"3 tỷ đồng": {"metric": None}}, []),
    "Doanh thu quý I của Công ty CP Sao Khuê là 90 tỷ đồng. Trong số này, 30 tỷ đồng là tiền đặt cọc.": ({"30 tỷ đồng": {"metric": None}}, []),
    "Nhà anh Tư ở Đắk Nông trồng 2 ha cà phê.": ({}, ["2 ha"]),
    "Hai lần đo đạc ở Phú Thọ chênh nhau 28,7 ha.": ({}, ["28,7 ha"]),
    "Phú Thọ hoàn tất sân đỗ khu vực 21 ha.": ({}, ["21 ha"]),
    "Tòa án tuyên ông Nam sẽ bị phạt 30 triệu đồng vì hành vi đó.": ({"30 triệu đồng": {"status": "forecast"}}, []),
    "Nghị định mới dự kiến quy định hộ nghèo sẽ được hỗ trợ 40 triệu đồng.": ({"40 triệu đồng": {"status": "forecast"}}, []),
}  # fmt: skip
NO_DAYS = [
    "Lễ hội Katê của đồng bào Chăm diễn ra ngày 1/7 theo lịch Chăm.", "Đại lễ Phật đản là ngày 15/4 Phật lịch.", "Chợ phiên mở ngày 20/6 theo lịch của người Mông.",
    "Lễ hội Cầu Ngư lùi lại so với ngày 12/6 nhuận.", "Tỷ lệ chọi vào lớp 10 là 1/4,5, cao hơn năm ngoái.", "Thị lực 10/10 là điều kiện tuyển quân.", "Xác suất 1/10 là thấp.",
]  # fmt: skip


def test_a_sentence_is_read_as_it_tells_or_not_at_all():
    measured = found(list(TOLD))[1]["measurements"].rows_by_key("article_id", named=True)
    for i, (text, (told, unread)) in enumerate(TOLD.items()):
        by_surface = {m["surface"]: m for m in measured.get(str(i), [])}
        assert not by_surface.keys() & set(unread), text
        for surface, fields in told.items():
            read_as = {c: by_surface[surface][c] for c in fields}
            assert {c: float(v) if isinstance(v, Decimal) else v for c, v in read_as.items()} == fields, text


def test_days_of_other_calendars_and_parts_of_a_whole_are_no_days():
    days = mentioned(NO_DAYS).filter(
        pl.col("entity_kind") == "date", pl.col("starts_on") == pl.col("ends_on")
    )
    assert days["surface"].to_list() == []


def test_a_deadline_may_open_the_sentence():
    targets = found(["Trước năm 2030, Long An phấn đấu có 60 khu, cụm công nghiệp hoạt động."])[1]["targets"]
    assert [str(d) for d in targets["deadline"]] == ["2029-12-31"]
