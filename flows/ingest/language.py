"""Whether a text is Vietnamese: by the letters that no other language prints so often, and by common words."""

import polars as pl

# ơ, ư and the letters with two marks or a tone; without ẹ ị ọ ụ, which Yoruba and Igbo print too.
MARKED = r"[ơưƠƯạ-ỷẠ-Ỷ&&[^ẹịọụẸỊỌỤ]]"
ACCENTED = r"[à-ýÀ-ÝăĂđĐĩĨũŨơƠưƯạ-ỹẠ-Ỹ]"
COMMON = r"(?i)(?:^|[^\p{L}])(?:và|như|cùng|một|nhiều|bị|của|là|các|được|không|những|người|cho|với|đã|đang|sẽ|này|năm|tỉnh|tại|về|đến|tăng|đạt|tỷ|tỉ|đồng|triệu|dự án|thành phố|việt nam)"
# The same words where the marks were lost; none is usual in another language.
PLAIN = r"(?i)(?:^|[^\p{L}])(?:cua|duoc|khong|nhung|nguoi|trong|thanh pho|viet nam|voi|nhieu|truong|chinh phu|doanh nghiep|ty dong|trieu)(?:[^\p{L}]|$)"
HEAD = 300
SENTENCE = r"[^.!?\n]+"
MOSTLY = 1 / 3


def with_language_reason(articles: pl.DataFrame) -> pl.DataFrame:
    """Adds `reason` and `detail` (String): why a `text` is not taken as Vietnamese; null where it is.

    A text is Vietnamese if its opening is, or the whole, or sentences that hold MOSTLY of its words: a list of foreign
    names, or a phrase to be explained, may stand beside a sentence.
    `no_diacritics` is Vietnamese without its marks: it is set aside, for its words cannot be told apart
    ("tháng" and "thắng"), and rules would read it wrongly rather than not at all.
    """
    opens = articles.select(_is_vietnamese(pl.col("text").str.head(HEAD))).to_series()
    doubted = articles.filter(~opens).select(_reason()).to_series()
    reason = pl.Series("reason", [None] * len(opens), dtype=pl.String).scatter((~opens).arg_true(), doubted)
    opening = pl.col("text").str.head(60).str.replace_all(r"\s+", " ")
    return articles.with_columns(reason, detail=pl.format('bắt đầu bằng / it begins with "{}"', opening))


def _reason() -> pl.Expr:
    text = pl.col("text")
    words = text.str.count_matches(r"\p{L}+").clip(1)
    plain = text.str.count_matches(PLAIN) / words
    return (
        pl.when(_is_vietnamese(text) | _is_in_sentences(text)).then(None)
        .when(plain > 0.05).then(pl.lit("no_diacritics"))
        .otherwise(pl.lit("not_vietnamese"))
    )  # fmt: skip


def _is_vietnamese(text: pl.Expr) -> pl.Expr:
    letters = text.str.count_matches(r"\p{L}").clip(1)
    marked, accented = text.str.count_matches(MARKED) / letters, text.str.count_matches(ACCENTED) / letters
    common = text.str.count_matches(COMMON) / text.str.count_matches(r"\p{L}+").clip(1)
    # A foreign text that names Vietnamese people has the letters, and neither the words nor so many accents.
    return (marked > 0.08) | ((marked > 0.03) & ((common > 0.02) | (accented > 0.12)))


def _is_in_sentences(text: pl.Expr) -> pl.Expr:
    sentence = pl.element()
    words = sentence.str.count_matches(r"\p{L}+")
    is_one = (words > 4) & _is_vietnamese(sentence) & (sentence.str.count_matches(COMMON) > 0.02 * words)
    found = text.str.extract_all(SENTENCE).list.eval(words.filter(is_one)).list.sum()
    return found > MOSTLY * text.str.count_matches(r"\p{L}+")
