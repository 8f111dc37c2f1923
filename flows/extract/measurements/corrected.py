"""Figures that a text says are wrong, and those that it puts in their place: "… được ghi là 14.900 tỷ đồng. Số đúng là 13.900
tỷ đồng". What is wrong is no fact; what is right is of the same as the error.
"""

import polars as pl

from flows.read.rules import of_rows
from flows.read.spans import order

# Up to the right figure: "con số chính xác là", "đúng ra phải là", "sửa lại thành" …
FIGURE = r"(?:con số|số liệu|số|mức|nội dung|thông tin|tỷ lệ|giá trị)"
FEW = r"(?:\s[^\s,;.:]+)"
RIGHT_ONE = rf"(?i)(?:^|[\s,;(“])(?:{FIGURE}\s(?:đúng|chính xác){FEW}{{0,5}}?\s(?:là|phải là)|(?:đúng ra|thực ra|chính xác|đúng)(?:\s(?:phải|là|chỉ|thành))*\s(?:là|thành)|sửa (?:lại )?(?:là|thành)){FEW}{{0,3}}?\s$"
# With these words the text itself says that it corrects something.
CORRECTS = rf"(?i)(?:^|[\s,;(“])(?:xin (?:được )?(?:đọc|sửa|đính chính|cải chính)(?: lại)?|(?:đính chính|cải chính)(?: lại)?){FEW}{{0,6}}?\s(?:là|thành){FEW}{{0,3}}?\s$"
# Or what is right is said anew: "Nay xin đính chính lại là: “thu ngân sách năm 2025 của tỉnh là 13.900 tỷ đồng”"; its first figure.
NO_FIGURE = r"(?:[^0-9.;:“”\"]|(?:năm|tháng|quý|ngày|giai đoạn)\s[0-9]{1,4}(?:\s?[/-]\s?[0-9]{1,4}){0,2})"
ANEW = rf"(?i)(?:^|[\s,;(“])(?:đính chính|cải chính|xin (?:được )?(?:đọc|sửa))(?: lại)?(?: (?:cho )?đúng)?(?: như sau| là| thành)?\s?:\s?[“\"]?{NO_FIGURE}+?\s(?:là|đạt|thành|còn|ở mức|tăng|giảm){FEW}{{0,2}}?\s$"
LONGEST = 220  # characters before a figure that are asked for such words
# Elsewhere an error must be told: as one, or as what an earlier text said.
AS_ERROR = r"nhầm|(?:^|\s)sai(?:[,.;]|\s(?:[^ps\s]|s[^ố]|p[^h])|\ssố)|sơ suất|lỗi (?:đánh máy|biên tập|kỹ thuật|in ấn|chính tả)"
OF_TEXT = r"(?:^|\s)(?:bản tin|bản|bài|tin|số báo|tờ báo|báo cáo)(?:\s[^\s,;]+){0,3}\s(?:trước|trước đó|hôm qua)\s|(?:^|\s)(?:bản tin|bài|tin|báo)\s(?:[^.;]{0,150}?\s)?(?:đăng|số ra)\s(?:ngày|hôm|lúc|sáng|chiều|trên)"
AN_ERROR = rf"(?i)đính chính|{AS_ERROR}|{OF_TEXT}"
# "… bị ghi nhầm thành 14.900 tỷ đồng thay vì 13.900 tỷ đồng"; elsewhere "thay vì" tells what did not come about.
INSTEAD = rf"(?i)(?:{AS_ERROR})[^.;]{{0,200}}\sthay vì(?: là)?{FEW}{{0,3}}?\s$"
NEAR = 2  # sentences between an error and what puts it right
CUES = ["đúng", "Đúng", "hính xác", "sửa", "xin ", "Xin ", "hính lại", "đính chính", "cải chính", "thực ra", "Thực ra", "thay vì"]  # fmt: skip
MEASURES = ("metric", "kind", "is_flow", "basis")
OF_ERROR = ("subject", "subject_kind", "period_start", "period_end", "period_is_fuzzy", "status", "promised", "scope")  # fmt: skip
ID = ("s", "start")
SAME = ["s", "metric", "kind", "value", "unit", "subject"]


@of_rows
def errors(figures: pl.DataFrame) -> pl.DataFrame:
    """Of figures (a, s, start, unit, sentence) those that put another right: s, start, wrong_s, wrong_start (that other)."""
    before = pl.col("sentence").str.slice(0, pl.col("start"))
    right = figures.filter(pl.col("sentence").str.contains_any(CUES)).with_columns(before=before)
    near = before.str.slice(-90)
    anew = before.str.slice(-LONGEST).str.contains(ANEW)
    sure = near.str.contains(CORRECTS) | before.str.contains(INSTEAD)
    right = right.with_columns(sure=sure | anew, anew=anew & ~sure).filter(
        pl.col("sure") | near.str.contains(RIGHT_ONE)
    )
    metric = pl.col("metric") if "metric" in figures.columns else pl.lit(None, pl.String)
    told = figures.select(
        "a", "unit", _at=order(*ID), wrong_s="s", wrong_start="start", told="sentence", _metric=metric
    ).sort("_at")  # fmt: skip
    met = right.with_columns(_at=order(*ID)).sort("_at").join_asof(
        told, on="_at", by=["a", "unit"], check_sortedness=False, allow_exact_matches=False
    )  # fmt: skip
    # What is said anew names its metric itself: an error of another one is none of its.
    met = met.filter(~pl.col("anew") | metric.is_null() | (metric == pl.col("_metric")).fill_null(False))
    said = pl.concat_str("told", pl.lit(" "), "before")
    met = met.filter(pl.col("s") - pl.col("wrong_s") <= NEAR, pl.col("sure") | said.str.contains(AN_ERROR))
    return met.select(*ID, "wrong_s", "wrong_start")


@of_rows
def with_corrections(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds `wrong_s` and `wrong_start`, the figure that one puts right (null with most), and what that one measures."""
    wrong = rows.select(
        wrong_s="s", wrong_start="start", _value="value", **{f"_{c}": c for c in MEASURES}
    )  # fmt: skip
    rows = rows.join(errors(rows), on=[*ID], how="left", maintain_order="left")
    rows = rows.join(wrong, on=["wrong_s", "wrong_start"], how="left", maintain_order="left")
    takes = pl.col("metric").is_null() & pl.col("wrong_s").is_not_null()
    falls = takes & (pl.col("_value") < 0) & (pl.col("value") > 0)
    return rows.with_columns(
        *(pl.when(takes).then(f"_{c}").otherwise(c).alias(c) for c in MEASURES),
        value=pl.when(falls).then(-pl.col("value")).otherwise("value"),
        way=pl.when(takes & pl.col("_metric").is_not_null()).then(pl.lit("again")).otherwise("way"),
    ).drop("_value", *(f"_{c}" for c in MEASURES))


@of_rows
def as_corrected(rows: pl.DataFrame) -> pl.DataFrame:
    """What puts an error right is of whom and for when the error is; `wrong` tells the errors (Boolean)."""
    wrong = rows.select(wrong_s="s", wrong_start="start", **{f"_{c}": c for c in OF_ERROR})
    errors = rows.select(s="wrong_s", start="wrong_start").drop_nulls().unique()
    # An error told twice in its sentence, in the title of the text that erred and in its words, is one both times.
    told = rows.join(errors, on=[*ID], how="semi").select(SAME)
    errors = rows.join(told, on=SAME, how="semi", nulls_equal=True).select(*ID, wrong=pl.lit(True)).unique()
    rows = rows.join(wrong, on=["wrong_s", "wrong_start"], how="left", maintain_order="left").join(
        errors, on=[*ID], how="left", maintain_order="left"
    )
    met = pl.col("wrong_s").is_not_null()
    whose, when = met & pl.col("_subject").is_not_null(), met & pl.col("_period_end").is_not_null()
    takes = [whose] * 2 + [when] * 3 + [met] * 3
    return rows.with_columns(
        *(pl.when(w).then(f"_{c}").otherwise(c).alias(c) for c, w in zip(OF_ERROR, takes, strict=True)),
        wrong=pl.col("wrong").fill_null(False),
    ).drop("wrong_s", "wrong_start", *(f"_{c}" for c in OF_ERROR))
