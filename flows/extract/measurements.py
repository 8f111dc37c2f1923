"""Measurements: a quantity with what it measures, of whom, for when, and whether it is done or promised."""

import polars as pl

from flows.contracts import AMOUNT, key
from flows.extract.metrics import BY_UNIT, metric_words
from flows.read import Reading
from flows.read.lexicon import Lexicon

GROWTH_METRICS = ["economic_growth", "inflation"]
RATES = [
    "poverty_rate",
    "unemployment_rate",
    "forest_cover",
    "interest_rate",
    "tax_rate",
    "urbanisation_rate",
    "exchange_rate",
]
OF_COMPANIES = ["revenue", "profit"]
STOCKS = ["enterprises", "credit", "debt", "population", "area", "project_count", "registered_investment"]

# Status by the last cue before the figure (linguistics §8); a later one corrects an earlier.
STATUS = {
    "proposed": r"đề nghị|đề xuất|kiến nghị|khuyến nghị|xin|phương án|trình [^,.;]{0,40}xem xét",
    "target": r"mục tiêu|chỉ tiêu|phấn đấu|quyết tâm|hướng tới|hướng đến|nhằm đạt|đề ra|được giao|giao thực hiện|theo kế hoạch|cần tăng|cần đạt|phải đạt|dự toán|kế hoạch vốn|cam kết đầu tư",
    "forecast": r"dự kiến|dự báo|dự tính|sẽ|có thể đạt|có khả năng|triển vọng|sắp|chuẩn bị",
    "estimate": r"ước đạt|ước tính|ước thực hiện|ước|sơ bộ",
    "actual": r"đã|ghi nhận|hoàn thành|giải ngân được|giải ngân đạt|thu hút được|tính đến|vượt|lập kỷ lục|hiện có|hiện đạt|hiện nay|hiện còn|mới đạt|chỉ đạt|chưa đạt|thực hiện được|cấp giấy chứng nhận|cấp phép|chấp thuận",
}
NO_TARGET = r"(?i)(?:chương trình mục tiêu|(?:vượt|hoàn thành|so với|đạt được|hiện thực hóa) (?:\S+ ){0,3}?(?:mục tiêu|chỉ tiêu|kế hoạch))"
APPROVED = r"(?i)(?:tổng vốn đầu tư|tổng mức đầu tư|vốn đăng ký|tổng vốn|vốn đầu tư)"

RISE, FALL = (
    r"(?:tăng|tăng trưởng|nâng|cao hơn|tăng thêm|mở rộng thêm)",
    r"(?:giảm|sụt|thấp hơn|cắt giảm|sụt giảm|hạ)",
)
SOFT = r"(?:\s+(?:thêm|hơn|khoảng|trên|gần|tới|xấp xỉ|bình quân|trung bình|tối thiểu|ít nhất|đến|ước|đạt|là|mức|từ|chừng|được))*\s*\(?$"
TO = r"(?i)(?:lên|xuống|xuống còn|còn|lên mức|lên tới|lên đến|chỉ còn|đạt mức)(?:\s+(?:hơn|khoảng|trên|gần|mức|tới|dưới|đến))*\s*$"
SHARE = r"(?i)(?:chiếm|tỷ trọng|tỉ trọng|đóng góp|dành)(?:\s+\S+){0,6}?\s*$"
PLAN = (
    r"(?i)^\s*(?:so với |của )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|tổng vốn kế hoạch|kịch bản)"
)
RATIO = r"(?i)^\s*(?:so với\s+)?(?:kế hoạch|dự toán|chỉ tiêu|hợp đồng|khối lượng|giá\s+trị|tiến độ|cùng kỳ|công suất)"
YOY = r"(?i)^[^;.]{0,40}?(?:cùng kỳ|svck|(?:so với|của) năm (?:trước|ngoái|\d{4}))"
PREVIOUS = r"(?i)^[^;.]{0,30}?so với (?:tháng|quý|kỳ|tuần) trước"
EQUIVALENT = r"(?i)(?:tương đương|tức|hay)(?:\s+(?:với|khoảng|gần|hơn|trên|xấp xỉ|là))*\s*\(?$|\(\s*(?:khoảng|tương đương|gần|hơn|trên|xấp xỉ|ước)?\s*$"
MEASURED = ["money", "percent"]


def measurements(reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Rows of fact type `measurements`: every amount of money and percentage, and of other units what a metric fits.

    Columns: s, start, end and those of the contract but part_of and speaker's id columns; equivalent_of
    is filled once ids are known.
    """
    told = reading.sentences.filter(~pl.col("role").is_in(["header", "byline"])).select(
        "s", "a", "sentence", "role"
    )
    rows = (
        reading.quantities.drop("a")
        .join(told, on="s", how="inner", maintain_order="left")
        .with_columns(before=pl.col("sentence").str.slice(0, pl.col("start")))
    )
    rows = _with_metric(rows, reading, lexicon)
    rows = _headlines(rows)
    rows = rows.filter(pl.col("dimension").is_in(MEASURED) | pl.col("metric").is_not_null())
    rows = _with_kind(rows)
    rows = _with_status(rows)
    rows = _with_period(rows, reading)
    rows = _with_subject(rows, reading)
    return _with_currencies(rows, reading, lexicon)


def _with_metric(rows: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """The nearest trigger before the figure that can have its dimension; else what its unit tells."""
    words = metric_words(reading, lexicon)
    rows = rows.with_columns(_start=pl.col("start")).sort("s", "_start")
    joined = rows.join_asof(
        words.sort("s", "until"),
        left_on="_start",
        right_on="until",
        by=["s", "dimension"],
        check_sortedness=False,
    )
    between = pl.col("sentence").str.slice(pl.col("until"), pl.col("_start") - pl.col("until"))
    governed = (
        pl.col("until").is_not_null() & ~between.str.contains(r"[.;]\s") & (between.str.len_chars() <= 120)
    )
    count = pl.col("dimension").is_in(["count", "area", "ratio"])
    near = governed & (~count | (between.str.len_chars() <= 30))
    by_unit = pl.col("unit").replace_strict(BY_UNIT, default=None, return_dtype=pl.String)
    fits = pl.col("surface").str.to_lowercase()
    by_words = (
        pl.when(fits.str.contains("hộ nghèo")).then(pl.lit("poor_households"))
        .when(fits.str.contains("việc làm|chỗ làm việc|nhân viên|lao động")).then(pl.lit("employment"))
        .when((pl.col("unit") == "enterprise") & pl.col("right").str.contains(r"(?i)^\s*(?:được )?(?:đăng ký )?thành lập mới")).then(pl.lit("new_enterprises"))
        .when((pl.col("unit") == "visitor") & ~fits.str.contains("khách$|du khách|khách quốc tế|khách nội địa")).then(None)
        .otherwise(by_unit)
    )  # fmt: skip
    rank = (pl.col("unit") == "rank") & pl.concat_str("before", "right").str.contains(
        "(?i)PCI|năng lực cạnh tranh"
    )
    double = pl.col("rule") == "quantity_double_digits"
    metric = (
        pl.when(rank).then(pl.lit("competitiveness_score"))
        .when(double & ~(near & pl.col("metric").is_not_null())).then(pl.lit("economic_growth"))
        .when(count & by_words.is_not_null()).then(by_words)
        .when(near).then("metric")
        .otherwise(by_words)
    )  # fmt: skip
    growth_of_output = (
        metric.is_in(["grdp", "gdp"])
        & (pl.col("dimension") == "percent")
        & pl.col("before").str.contains(rf"(?i){RISE}{SOFT}|{FALL}{SOFT}")
    )
    joined = joined.with_columns(
        metric=pl.when(growth_of_output).then(pl.lit("economic_growth")).otherwise(metric)
    )
    needs = lexicon.metrics.select(metric="code", is_flow=pl.col("needs_period") == "true")
    return joined.drop("needs_period", "trigger", "at", "until", "_start").join(
        needs, on="metric", how="left", maintain_order="left"
    )


def _headlines(rows: pl.DataFrame) -> pl.DataFrame:
    """A heading that tells a figure of the body says the same: it takes the metric from there."""
    told = (
        rows.filter(pl.col("metric").is_not_null())
        .group_by("a", "value", "unit")
        .agg(_metric=pl.col("metric").unique(), _flow=pl.col("is_flow").first())
        .filter(pl.col("_metric").list.len() == 1)
        .with_columns(pl.col("_metric").list.first())
    )
    heading = pl.col("metric").is_null() & pl.col("role").is_in(["title", "section", "lead", "caption"])
    return (
        rows.join(told, on=["a", "value", "unit"], how="left", maintain_order="left")
        .with_columns(
            metric=pl.when(heading).then("_metric").otherwise("metric"),
            is_flow=pl.when(heading).then("_flow").otherwise("is_flow"),
        )
        .drop("_metric", "_flow")
    )


def _with_kind(rows: pl.DataFrame) -> pl.DataFrame:
    before, right, percent = pl.col("before"), pl.col("right"), pl.col("dimension") == "percent"
    rises, falls = before.str.contains(rf"(?i){RISE}{SOFT}"), before.str.contains(rf"(?i){FALL}{SOFT}")
    to_level = before.str.contains(TO)
    kind = (
        pl.when(pl.col("unit") == "rank").then(pl.lit("rank"))
        .when(pl.col("unit") == "times").then(pl.lit("multiple"))
        .when(to_level & (pl.col("metric").is_null() | ~pl.col("metric").is_in(GROWTH_METRICS))).then(pl.lit("level"))
        .when(pl.col("rule") == "quantity_double_digits").then(pl.lit("growth"))
        .when((rises | falls) & (pl.col("unit") == "percent") & (pl.col("metric").is_null() | ~pl.col("metric").is_in(RATES) | falls)).then(pl.lit("growth"))
        .when((rises | falls) & ~percent & ~before.str.contains(r"(?i)(?:đầu tư|vốn) tăng thêm\s*$")).then(pl.lit("change"))
        .when((rises | falls) & (pl.col("unit") == "percentage_point")).then(pl.lit("change"))
        .when(percent & right.str.contains(RATIO)).then(pl.lit("ratio"))
        .when(percent & before.str.contains(SHARE)).then(pl.lit("share"))
        .when(percent & pl.col("metric").is_in(GROWTH_METRICS)).then(pl.lit("growth"))
        .when(percent & pl.col("metric").is_in(RATES)).then(pl.lit("level"))
        .when(percent).then(pl.lit("share"))
        .otherwise(pl.lit("level"))
    )  # fmt: skip
    negative = falls & kind.is_in(["growth", "change"])
    basis = (
        pl.when(right.str.contains(PLAN)).then(pl.lit("plan"))
        .when(right.str.contains(PREVIOUS)).then(pl.lit("previous_period"))
        .when(right.str.contains(YOY)).then(pl.lit("yoy"))
    )  # fmt: skip
    kind = pl.when((pl.col("unit") == "percent") & right.str.contains(r"(?i)^\s*so với (?:cùng kỳ|kế hoạch)") & before.str.contains(r"(?i)bằng\s*$")).then(
        pl.lit("ratio")
    ).otherwise(kind)  # fmt: skip
    rows = rows.with_columns(kind=kind, basis=basis)
    related = pl.col("kind").is_in(["growth", "change", "ratio", "multiple"])
    return rows.with_columns(
        basis=pl.when(related).then("basis"),
        value=pl.when(negative).then(-pl.col("value")).otherwise("value").cast(AMOUNT),
    )


def _with_status(rows: pl.DataFrame) -> pl.DataFrame:
    """The last cue before the figure within its sentence; capital of licensed projects is actual."""
    clause = pl.col("before").str.extract(r"(?s)([^;]*)$").str.replace_all(NO_TARGET, "vượt")
    every = "|".join(STATUS.values())
    cue = clause.str.to_lowercase().str.extract(rf"(?s).*(?:^|[^\p{{L}}])({every})(?:[^\p{{L}}]|$)")
    status = pl.lit("actual")
    for code, words in STATUS.items():
        status = pl.when(cue.str.contains(rf"^(?:{words})$")).then(pl.lit(code)).otherwise(status)
    demanded = pl.col("before").str.contains(r"(?i)(?:cần|phải)\s+(?:tăng|đạt|giảm)" + SOFT)
    condition = pl.col("metric").is_in(["price", "tax_rate"]) & (status != "proposed")
    return rows.with_columns(
        status=pl.when(condition)
        .then(pl.lit("actual"))
        .when(demanded)
        .then(pl.lit("target"))
        .otherwise(status)
    )


def _with_period(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """The period that governs the figure: the last one before it in its sentence, else one right after it."""
    dates = (
        reading.dates.filter(~pl.col("is_base"), (pl.col("sense") != "point") & (pl.col("sense") != "since"))
        .select(
            "s", "starts_on", "ends_on", "flow_start", "sense", "is_fuzzy", date_start="start", date_end="end"
        )
        .sort("s", "date_end")
    )
    rows = rows.sort("s", "start")
    before = rows.join_asof(dates, left_on="start", right_on="date_end", by="s", check_sortedness=False)
    between = pl.col("sentence").str.slice(
        pl.col("date_end"), pl.col("start") - pl.min_horizontal("date_end", "start")
    )
    reaches = between.str.contains(r"[;]|\.\s").not_()
    after = rows.select("s", "end").join_asof(
        dates.sort("s", "date_start"),
        left_on="end",
        right_on="date_start",
        by="s",
        strategy="forward",
        check_sortedness=False,
    )
    after_gap = pl.col("_after_gap")
    joined = before.with_columns(
        *(
            after[c].alias(f"{c}_after")
            for c in ("starts_on", "ends_on", "flow_start", "sense", "is_fuzzy", "date_start")
        )
    )
    joined = joined.with_columns(
        _after_gap=pl.col("sentence").str.slice(
            pl.col("end"), pl.max_horizontal("date_start_after", "end") - pl.col("end")
        ),
        _reaches=reaches,
    )
    follows = pl.col("sense_after").is_not_null() & after_gap.str.contains(r"^[^,;.()]{0,40}$")
    use_after = follows & (pl.col("sense").is_null() | ~pl.col("_reaches"))
    take = {
        c: pl.when(use_after).then(f"{c}_after").when("_reaches").then(c)
        for c in ("starts_on", "ends_on", "flow_start", "sense", "is_fuzzy")
    }
    joined = joined.with_columns(**take)
    flow = pl.col("is_flow").fill_null(False) & ~pl.col("metric").is_in(STOCKS)
    closes = pl.col("sense") == "until_end"
    start = (
        pl.when(closes & flow & (pl.col("kind") != "share")).then("flow_start")
        .when(closes | pl.col("sense").is_in(["as_of", "deadline"])).then(None)
        .otherwise("starts_on")
    )  # fmt: skip
    return joined.with_columns(
        period_start=start, period_end="ends_on", period_is_fuzzy=pl.col("is_fuzzy").fill_null(False)
    ).drop(
        [c for c in joined.columns if c.endswith("_after")]
        + ["_after_gap", "_reaches", "date_start", "date_end"]
    )


def _with_subject(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Whose figure it is: the place before it in its sentence, a company for what companies have, else the article's home."""
    places = (
        reading.places.filter(~pl.col("level").is_in(["zone", "region"]))
        .select("s", "place", "level", place_end="end")
        .sort("s", "place_end")
    )
    firms = (
        reading.organizations.filter(pl.col("kind") == "head")
        .select("s", "organization", firm_end="end")
        .sort("s", "firm_end")
    )
    rows = rows.sort("s", "start")
    rows = rows.join_asof(places, left_on="start", right_on="place_end", by="s", check_sortedness=False)
    rows = rows.join_asof(firms, left_on="start", right_on="firm_end", by="s", check_sortedness=False)
    rows = rows.join(reading.articles.select("a", "home"), on="a", how="left", maintain_order="left")
    of_company = pl.col("metric").is_in(OF_COMPANIES) & pl.col("organization").is_not_null()
    nation = pl.col("before").str.contains(r"(?i)cả nước|toàn quốc|nước ta|nền kinh tế|\bGDP")
    subject = (
        pl.when(of_company).then("organization")
        .when(pl.col("place").is_not_null()).then("place")
        .when(nation | (pl.col("metric").is_in(["gdp", "gdp_per_capita"]))).then(pl.lit("Việt Nam"))
        .when(pl.col("metric").is_not_null()).then("home")
    )  # fmt: skip
    kind = (
        pl.when(subject.is_null()).then(None)
        .when(of_company).then(pl.lit("organization"))
        .when((subject == "Việt Nam") | ((pl.col("level") == "country") & (subject == pl.col("place")))).then(pl.lit("country"))
        .otherwise(pl.lit("place"))
    )  # fmt: skip
    return rows.with_columns(subject=subject, subject_kind=kind).drop(
        "place", "level", "place_end", "organization", "firm_end", "home"
    )


def _with_currencies(rows: pl.DataFrame, reading: Reading, lexicon: Lexicon) -> pl.DataFrame:
    """Ties a stated conversion to its figure, and gives the comparable forms in đồng and dollars."""
    rows = rows.sort("s", "start")
    money = pl.col("dimension") == "money"
    previous = {
        c: pl.col(c).shift(1).over("s")
        for c in (
            "start",
            "end",
            "value",
            "unit",
            "dimension",
            "metric",
            "subject",
            "subject_kind",
            "kind",
            "status",
            "period_start",
            "period_end",
        )
    }
    gap = pl.col("sentence").str.slice(
        previous["end"], pl.col("start") - pl.min_horizontal(previous["end"], pl.col("start"))
    )
    tied = (
        money & (previous["dimension"] == "money") & (previous["unit"] != pl.col("unit")) & (gap.str.len_chars() <= 40) & gap.str.contains(EQUIVALENT)
    ).fill_null(False)  # fmt: skip
    same = {
        c: pl.when(tied).then(previous[c]).otherwise(c)
        for c in ("metric", "subject", "subject_kind", "kind", "status", "period_start", "period_end")
    }
    rows = rows.with_columns(
        **same,
        _tied=tied,
        _of_start=pl.when(tied).then(previous["start"]),
        _of_end=pl.when(tied).then(previous["end"]),
        _of_value=pl.when(tied).then(previous["value"]),
    )
    rows = rows.with_columns(
        _pair_value=pl.when(pl.col("_tied").shift(-1).over("s")).then(pl.col("value").shift(-1).over("s")),
        _pair_unit=pl.when(pl.col("_tied").shift(-1).over("s")).then(pl.col("unit").shift(-1).over("s")),
    )
    versions = reading.sentences.select("s", "version_id", "char_start")
    rows = rows.join(versions, on="s", how="left", maintain_order="left").with_columns(
        equivalent_of=pl.when("_tied").then(
            key("version_id", pl.lit("measurements"), pl.col("char_start") + pl.col("_of_start").cast(pl.Int32), pl.col("char_start") + pl.col("_of_end").cast(pl.Int32))
        )
    )  # fmt: skip
    rates = lexicon.fx_rates.filter(pl.col("unit") == "USD").select(
        _year=pl.col("year").cast(pl.Int32), _rate=pl.col("vnd").cast(AMOUNT)
    )
    rows = rows.join(reading.articles.select("a", "anchor_year"), on="a", how="left", maintain_order="left")
    rows = rows.with_columns(
        _year=pl.coalesce(pl.col("period_end").dt.year().cast(pl.Int32), "anchor_year")
    ).join(rates, on="_year", how="left", maintain_order="left")
    stated_vnd = (
        pl.when(pl.col("_pair_unit") == "VND")
        .then("_pair_value")
        .when(pl.col("_tied") & (pl.col("unit") == "USD"))
        .then("_of_value")
    )
    stated_usd = (
        pl.when(pl.col("_pair_unit") == "USD")
        .then("_pair_value")
        .when(pl.col("_tied") & (pl.col("unit") == "VND"))
        .then("_of_value")
    )
    dong, dollar = pl.col("unit") == "VND", pl.col("unit") == "USD"
    level = money & pl.col("kind").is_in(["level", "change"])
    stated = stated_vnd.is_not_null() | stated_usd.is_not_null()
    return rows.with_columns(
        value_vnd=pl.when(~level).then(None).when(dong).then("value").when(stated_vnd.is_not_null()).then(stated_vnd).when(dollar).then((pl.col("value") * pl.col("_rate")).cast(AMOUNT)),
        value_usd=pl.when(~level).then(None).when(dollar).then("value").when(stated_usd.is_not_null()).then(stated_usd).when(dong).then((pl.col("value") / pl.col("_rate")).cast(AMOUNT)),
        fx=pl.when(~level | ~(dong | dollar)).then(None).when(stated).then(pl.lit("stated")).when(pl.col("_rate").is_not_null()).then(pl.lit("reference")),
    ).select(
        "s", "start", "end", "metric", "subject", "subject_kind", "kind", "value", "value_high", "unit", "per", "comparator", "status", "basis",
        "period_start", "period_end", "period_is_fuzzy", "value_vnd", "value_usd", "fx", "equivalent_of", "rule",
    )  # fmt: skip
