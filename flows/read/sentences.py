"""ARTICLES become SENTENCES: paragraphs, borders, roles, repeats. Spans count code points of the text."""

import polars as pl

from flows.contracts import ROLES
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read import neighbours
from flows.read.spans import FENCE

BREAK = "\x1d"  # fences paragraphs as FENCE fences sentences
DOT = "\ue001"  # stands for a full stop that ends no sentence, of the same length

# Abbreviations and initials whose full stop ends nothing (linguistics §0.7).
_SHORT = rf"(?:T\.?P|Tp|tp|TS|ThS|PGS|GS|TSKH|BS|KTS|LS|TX|TT|Th|Tr|St|Mr|Mrs|Dr|vs|No|đ/c|{CAPITAL})"
ABBREVIATION = rf"(^|[^{LETTER}])((?:{_SHORT}\.)*{_SHORT})\."
BORDER = rf"([.!?…][\"”’»)\]]*\s+)([\"“‘«(\[]?[{CAPITAL}0-9])"
# Scraped pages lose the blank between two sentences, also behind a quotation's end or a year.
GLUED = rf"((?:{SMALL}{{2}}[”\"]?|\s[12][0-9]{{3}})[.!?])([“]?{CAPITAL}{SMALL})"
# … also before a quotation: the mark behind the full stop opens one if the next mark closes it.
GLUED_QUOTE = rf"({SMALL}{{2}}[.!?])(\"{CAPITAL}[^\"\n]*[^\"\n\s(:]\")"

CREDIT = r"(?i:\((?:ảnh|nguồn|đồ họa|đồ hoạ|video|clip|hình)(?:\s*:\s*|\s)[^()]{1,60}\)|(?:^|[.!?”\s-])(?:ảnh|nguồn ảnh|đồ họa|video|clip)\s*:\s*[^.:;]{1,60})[.\s]*$"
# What leads elsewhere in the paper ("Xem thêm: …", ">> …") tells the news of another article.
TEASER = r"^(?:>{2}|\(?(?:Xem|Đọc) thêm:|(?:Tin|Bài) liên quan|TIN LIÊN QUAN|Mời (?:quý )?(?:độc giả|bạn đọc)|Bấm xem)"
BEFORE_TEASER = r"(\s)(>{2}|\((?:Xem|Đọc) thêm:|-{5,}\s)"
TEASER_IN_BRACKETS = r"(\((?:Xem|Đọc) thêm:[^()]{1,200}\)\s)"

# "Hà Nội, ngày 6/7 - …", "TP.HCM (TTXVN) - …": where papers have their offices; what follows is told from there, and of anywhere.
_WRITTEN_ON = r"(?:ngày\s)?[0-9]{1,2}(?:[/.-][0-9]{1,2}(?:[/.-](?:[0-9]{2}){1,2})?|\stháng\s[0-9]{1,2}(?:,?\s(?:năm\s)?[0-9]{4})?)"
DATE_LINE = rf"(?i)^((?:\([^()]{{2,30}}\)\s?(?:[-–—]\s?)?)?\(?(?:hà nội|(?:tp\.?\s?|thành phố\s)?(?:hcm|hồ chí minh))(?:,\s{_WRITTEN_ON}(?:\s?\([^()]{{2,30}}\))?(?:\)|\s?[-–—:.](?:\s|$))|\s?\((?:{_WRITTEN_ON}|(?-i:[A-ZĐ][A-ZĐa-z.]{{1,10}}))\)\s?[-–—:]\s))"

TOO_LONG = 1_000  # a list of thousands of names is no sentence: it is cut into pieces of this length


UNFINISHED = r"[^.!?…:;,”\"]$"
HEADING_LENGTH = 120

# What a sentence is, told apart with the fullest telling first.
FULLEST_FIRST = ["body", "lead", "caption", "pull_quote", "section", "title", "byline", "header"]


def sentences(articles: pl.DataFrame) -> pl.DataFrame:
    """The sentences of a batch of ARTICLES with a column `a` (UInt32), in reading order.

    SENTENCES columns, and `a` (UInt32, the article) and `s` (UInt32, the sentence, unique in the
    batch). Every span is trimmed of blanks, and text[char_start:char_end] is the sentence.
    """
    pieces = _numbered(_split(articles))
    return _with_repeats(_with_roles(pieces, articles))


def date_line() -> pl.Expr:
    """How long the date line is that `sentence` opens with, of the cities from which all the country is told of (UInt32)."""
    return pl.col("sentence").str.extract(DATE_LINE).str.len_chars().fill_null(0)


def folded(text: pl.Expr) -> pl.Expr:
    """Text as repeats are compared: lower case, letters and digits only."""
    return text.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}%]+", " ").str.strip_chars()


def _split(articles: pl.DataFrame) -> pl.DataFrame:
    """One row a trimmed sentence: version_id, a, paragraph, char_start, char_end, sentence."""
    text, start, end = pl.col("text"), pl.col("title_start"), pl.col("title_end")
    title_fenced = pl.concat_str(
        text.str.slice(0, start),
        pl.lit(FENCE),
        text.str.slice(start, end - start),
        pl.lit(FENCE),
        text.str.slice(end),
    )
    return (
        articles.select("version_id", "a", _text=pl.coalesce(title_fenced, text))
        .with_columns(
            pl.col("_text")
            .str.replace_all(ABBREVIATION, "${1}${2}" + DOT)
            .str.replace_all(BORDER, "${1}" + FENCE + "${2}")
            .str.replace_all(GLUED, "${1}" + FENCE + "${2}")
            .str.replace_all(GLUED_QUOTE, "${1}" + FENCE + "${2}")
            .str.replace_all(BEFORE_TEASER, "${1}" + FENCE + "${2}")
            .str.replace_all(TEASER_IN_BRACKETS, "${1}" + FENCE)
            .str.replace_all(r"(\n+)", "${1}" + BREAK)
            .str.split(BREAK)
        )
        .explode("_text")
        .with_columns(paragraph=neighbours.nth("a").cast(pl.Int32), _text=pl.col("_text").str.split(FENCE))
        .explode("_text")
        .pipe(_cut)
        .with_columns(pl.col("_text").str.replace_all(DOT, ".", literal=True))
        .with_columns(_end=neighbours.so_far(pl.col("_text").str.len_chars(), "a"))
        .with_columns(
            char_start=pl.col("_end") - pl.col("_text").str.strip_chars_start().str.len_chars(),
            sentence=pl.col("_text").str.strip_chars(),
        )
        .filter(pl.col("sentence") != "")
        .select(
            "version_id",
            "a",
            "paragraph",
            pl.col("char_start").cast(pl.Int32),
            char_end=(pl.col("char_start") + pl.col("sentence").str.len_chars()).cast(pl.Int32),
            sentence="sentence",
        )
    )


def _cut(pieces: pl.DataFrame) -> pl.DataFrame:
    """Pieces beyond reason cut at blanks, so that what is done for a sentence stays cheap."""
    pieces = pieces.with_row_index("_piece")
    long = pl.col("_text").str.len_bytes() > 4 * TOO_LONG
    words = pieces.filter(long).with_columns(pl.col("_text").str.split(" ")).explode("_text")
    last = pl.int_range(pl.len()).over("_piece") == pl.len().over("_piece") - 1
    words = words.with_columns(pl.when(last).then("_text").otherwise(pl.concat_str("_text", pl.lit(" "))))
    cut = (
        words.with_columns(_part=pl.col("_text").str.len_chars().cum_sum().over("_piece") // TOO_LONG)
        .group_by("_piece", "_part", maintain_order=True)
        .agg(pl.exclude("_text").first(), pl.col("_text").str.join(""))
        .select(pieces.columns)
    )
    return pl.concat([pieces.filter(~long), cut]).sort("_piece", maintain_order=True).drop("_piece")


def _numbered(pieces: pl.DataFrame) -> pl.DataFrame:
    return pieces.with_row_index("s").with_columns(
        sentence_number=neighbours.nth("a").cast(pl.Int32),
        _paragraph_length=pl.len().over("a", "paragraph"),
        _last=pl.col("paragraph").max().over("a"),
    )


def _with_roles(pieces: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    known = articles.select("a", "title_start", "title_end", "byline", "lead")
    sentence, alone = pl.col("sentence"), pl.col("_paragraph_length") == 1
    heading = alone & (sentence.str.len_chars() <= HEADING_LENGTH) & sentence.str.contains(UNFINISHED)
    role = (
        pl.when((pl.col("char_start") >= pl.col("title_start")) & (pl.col("char_end") <= pl.col("title_end")))
        .then(pl.lit("title"))
        .when(pl.col("char_end") <= pl.col("title_start"))
        .then(pl.lit("header"))
        .when(
            (pl.col("paragraph") == pl.col("_last")) & pl.col("byline").str.contains(sentence, literal=True)
        )
        .then(pl.lit("byline"))
        .when(sentence.str.contains(TEASER))
        .then(pl.lit("byline"))
        .when(sentence.str.contains(CREDIT))
        .then(pl.lit("caption"))
        .when(pl.col("lead").str.contains(sentence, literal=True))
        .then(pl.lit("lead"))
        .when(heading & (pl.col("paragraph") > 0) & (pl.col("paragraph") < pl.col("_last")))
        .then(pl.lit("section"))
        .otherwise(pl.lit("body"))
    )
    return (
        pieces.join(known, on="a", how="left", maintain_order="left")
        .with_columns(role=role)
        .with_columns(section=neighbours.so_far(pl.col("role") == "section", "a").cast(pl.Int32))
    )


def _with_repeats(pieces: pl.DataFrame) -> pl.DataFrame:
    """Marks pull quotes and, for every sentence told before or told more fully, which one it repeats."""
    # What repeats a sentence begins as it does: others need not be folded.
    begun = folded(pl.col("sentence").str.slice(0, 32)).str.slice(0, 12)
    short = pl.col("_begun").str.len_chars() < 12  # its first words do not tell
    again = pl.len().over("a", pl.col("_begun").str.slice(0, 11)) > 1
    alike = pieces.with_columns(_begun=begun).filter(short | again)
    fold = alike.select(
        "s", "a", "paragraph", "role", "sentence_number", "_paragraph_length", fold=folded(pl.col("sentence"))
    )
    twice = fold.filter(pl.len().over("a", "fold") > 1, pl.col("fold").str.len_chars() >= 20)
    whole = (  # a paragraph all of whose sentences are said elsewhere too
        twice.group_by("a", "paragraph")
        .agg(every=pl.len() == pl.col("_paragraph_length").first())
        .filter("every")
        .select("a", "paragraph", _whole=pl.lit(True))
    )
    fullness = pl.col("role").replace_strict(
        {r: i for i, r in enumerate(FULLEST_FIRST)}, return_dtype=pl.Int32
    )
    repeats = (
        twice.join(whole, on=["a", "paragraph"], how="left")
        .with_columns(_whole=pl.col("_whole").fill_null(False) & (pl.col("role") == "body"))
        .sort("_whole", fullness, "s")
        .with_columns(first=pl.col("sentence_number").first().over("a", "fold"))
        .with_columns(repeat_of=pl.when(pl.col("first") != pl.col("sentence_number")).then("first"))
        .select("s", "repeat_of", pulled=pl.col("_whole") & pl.col("repeat_of").is_not_null())
    )
    return (
        pieces.join(repeats, on="s", how="left", maintain_order="left")
        .with_columns(
            role=pl.when(pl.col("pulled")).then(pl.lit("pull_quote")).otherwise("role").cast(pl.Enum(ROLES))
        )
        .select(
            "version_id",
            "sentence_number",
            "paragraph",
            "section",
            pl.col("role").cast(pl.String),
            "char_start",
            "char_end",
            "sentence",
            "repeat_of",
            "a",
            "s",
        )
    )
