"""DOCUMENTS become ARTICLES, or are rejected with a reason."""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from flows.contracts import ARTICLES, REJECTED, conform, key, with_columns_of
from flows.files import told_size
from flows.ingest.byline import byline
from flows.ingest.clean import cleaned
from flows.ingest.columns import FIELDS, written
from flows.ingest.datasets import NotADataSet, check_texts, rows_of, some_rows
from flows.ingest.decode import TWICE, LettersLost, NotText, decode, once_encoded
from flows.ingest.discover import ADDRESS, DATA_SETS, KINDS, NOT_READ
from flows.ingest.docx import docx_fields
from flows.ingest.fragments import with_plain_bodies
from flows.ingest.header import split_header, without_markdown
from flows.ingest.kept import TOO_LARGE, DocumentDamaged, content_of
from flows.ingest.language import with_language_reason
from flows.ingest.naming import article_key, plain_source, source, without_site_name
from flows.ingest.opening import with_opening
from flows.ingest.page_boxes import names_a_site
from flows.ingest.pages import LARGEST_PAGE, NotAnArticle, page
from flows.ingest.published import FIRST_YEAR, ZONE, published, published_in_url, without_excel_numbers
from flows.ingest.slices import BETWEEN
from flows.ingest.twofold import Sure, sure_of, without_twofold
from flows.ingest.unpack import NotUnpacked

# A document's fields as they were found, before anything is cleaned.
TEXTS = ("sha256", "origin", *FIELDS, "date_from", "feed_raw", "reason", "detail")
# What a document brings along: the key and the article that an earlier reading of it booked, where one did.
BOOKED = ("article_key", "article_id")
KNOWN = ("sha256", "origin", "fetched_at", "row_number", *BOOKED)
RAW = pl.Schema(
    {c: pl.String() for c in (*TEXTS, *BOOKED)}
    | {"fetched_at": ARTICLES["fetched_at"], "row_number": ARTICLES["row_number"]}
)
LARGEST_TEXT = 2_000_000  # bytes of UTF-8: a long book's; news is below a hundredth of that
WHY = ("sha256", "origin", "reason", "detail")  # what is told of a document that gives no article
NUMBERED = ("published_raw", "captured_raw")  # days that Excel may have written as their numbers
DAYS = (*NUMBERED, "published_more")
TEXT_FIELDS = ("source", "title", "lead", "byline", "body")


def parse(documents: pl.DataFrame, landing: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(ARTICLES, REJECTED) of a batch of DOCUMENTS whose bytes lie in `landing`: each document is in one of them.

    Documents with columns `article_key` and `article_id` were read before, and stay what they were booked as.

    Reasons: unreadable (gone, forbidden or damaged when it was taken in), damaged (since, where it is kept), too_large (a file, or its text: LARGEST_TEXT),
    not_text, letters_lost (encoded twice), malformed (a row of a data set, or all of them), not_an_article (a list of
    articles), needs_script (a page whose text a script fetches), not_read (a kind of file), no_text (no text column, or none in this row), empty, no_diacritics, not_vietnamese, and duplicate:
    another document of the batch gives the same version of the same article.
    """
    documents = documents.with_columns(
        pl.lit(None, pl.String).alias(c) for c in BOOKED if c not in documents.columns
    )
    files = documents.filter(pl.col("container").is_null())
    raw = [pl.DataFrame([_file(f, landing) for f in files.iter_rows(named=True)], schema=RAW)]
    rows = documents.filter(pl.col("container").is_not_null())
    raw += [_rows(part, landing) for part in rows.partition_by("container", maintain_order=True)]
    articles, rejected = _articles(pl.concat(raw))
    return conform(articles, ARTICLES, "articles"), conform(rejected, REJECTED, "rejected")


def _file(document: dict[str, Any], landing: Path) -> dict[str, Any]:
    """A file's fields; a reason where it cannot be read."""
    known = {c: document[c] for c in KNOWN}
    size = document["bytes"]
    if size is None:  # `land` said why; earlier khotins did not
        told = (
            document["headers"]
            or '{"detail": "đã mất hay bị cấm khi đọc / gone or forbidden when it was to be read"}'
        )
        return known | {"reason": "unreadable"} | json.loads(told)
    if document["media_type"] == NOT_READ:
        return known | {
            "reason": "not_read",
            "detail": "địa chỉ không trả về trang, văn bản hay .docx / its address answered with no page, text or .docx",
        }
    try:
        if document["media_type"] in DATA_SETS:
            check_texts(document["sha256"], landing)  # it came as a file because this failed
            return known | {
                "reason": "no_text",
                "detail": "nay đọc được từng dòng, nạp lại nguồn / its rows can be read now: run its source again",
            }
        most = LARGEST_PAGE if document["media_type"] == "text/html" else TOO_LARGE
        if size > most:
            return known | {
                "reason": "too_large",
                "detail": f"{told_size(size)}; nhiều nhất là / the most is {told_size(most)}",
            }
        content = content_of(document["sha256"], landing)
        return known | _fed(fields(content, document["media_type"], document["origin"]), document["headers"])
    except (NotADataSet, NotAnArticle, NotUnpacked) as error:
        if document["media_type"] == KINDS[".parquet"] and error.reason == "not_text":
            return known | {
                "reason": "unreadable",
                "detail": f"không phải Parquet, hỏng hay bị cắt / no Parquet, or damaged or cut off: {error}",
            }
        return known | {"reason": error.reason, "detail": str(error)}
    except DocumentDamaged as error:
        return known | {"reason": "damaged", "detail": str(error)}
    except LettersLost as error:
        return known | {"reason": "letters_lost", "detail": str(error)}
    except NotText as error:
        return known | {"reason": "not_text", "detail": str(error)}


def fields(content: bytes, media_type: str, origin: str = "") -> dict[str, str | None]:
    """The fields of a file's bytes by their names in RAW; a reason where it has none.

    An `origin` that is an address is where a page was fetched from. Raises NotText, NotAnArticle, NotUnpacked.
    """
    if media_type == KINDS[".docx"]:
        return _without_markup(docx_fields(content))
    text = decode(content)
    if not text.strip():
        return {
            "reason": "empty",
            "detail": f"{len(content)} byte, không có chữ nào / bytes, none of them a letter",
        }
    if media_type == "text/html":
        return _without_markup(page(text, origin if ADDRESS.match(origin) else None))
    header, body = split_header(text)
    body = without_markdown(body) if media_type == "text/markdown" else body
    return {**header, "body": body, "date_from": "metadata"}


def _without_markup(found: dict[str, str | None]) -> dict[str, str | None]:
    """Fields whose words are read out of their markup already: "<script>" that still stands in them is said by the text."""
    return {c: v.replace("<", "&lt;") if v and c in TEXT_FIELDS else v for c, v in found.items()}


def _fed(found: dict[str, str | None], headers: str | None) -> dict[str, str | None]:
    """A page's fields, with what the feed that named it says of it (`headers`, a JSON object: `feed` holds its `published_at` and `title`).

    Its title stands in where the page has none but its site's.

    Midnight in Vietnam is how a feed's day without a time is written, and tells the day alone.
    """
    told = json.loads(headers).get("feed") if headers else None
    if not isinstance(told, dict):
        return found
    day = str(told.get("published_at") or "").removesuffix("T00:00:00+07:00")
    own = found.get("title")
    title = told.get("title") or own if not own or names_a_site(own) else own
    return found | {"feed_raw": day or None, "title": title}


def _rows(part: pl.DataFrame, landing: Path) -> pl.DataFrame:
    """The fields of rows of one data set, read as the slice that holds them."""
    numbers = part["row_number"]
    start, stop = int(numbers.min()), int(numbers.max()) + 1  # type: ignore[arg-type]
    try:
        rows = some_rows(part["container"][0], landing, start, stop)
    except DocumentDamaged as error:
        why = part.select(*KNOWN).with_columns(reason=pl.lit("damaged"), detail=pl.lit(str(error)))
        return with_columns_of(why, RAW)
    malformed = pl.col("problem").is_not_null()
    too_large = pl.col("bytes") > TOO_LARGE
    no_text = f": không có văn bản trong / no text in {', '.join(written('body'))}; a nested value is none"
    lacks = pl.when(pl.col("body").is_null()).then(pl.lit(no_text)).otherwise(pl.lit(""))
    return (
        part.select(*KNOWN)
        .join(with_plain_bodies(_mended(_with_sure_days(rows.drop("sha256"), part["container"][0], landing))), on="row_number", how="left", maintain_order="left")
        .with_columns(
            *(without_excel_numbers(pl.col(c)).alias(c) for c in NUMBERED),
            date_from=pl.lit("metadata"),
            feed_raw=pl.lit(None, pl.String),
            reason=pl.when(malformed).then(pl.lit("malformed"))
            .when(too_large).then(pl.lit("too_large"))
            .when(pl.col("lost").is_not_null()).then(pl.lit("letters_lost"))
            .when(pl.col("body").is_null()).then(pl.lit("no_text")),
            detail=pl.coalesce("problem", "lost", pl.when(too_large).then(pl.format("dòng / row {}: {} MB; nhiều nhất là / the most is {}", "row_number", _megabytes(pl.col("bytes")), pl.lit(told_size(TOO_LARGE)))), pl.format("row {}, \"{}\"{}", "row_number", pl.col("title").fill_null("").str.head(60), lacks)),
        )
        .select(RAW.names())
    )  # fmt: skip


def _with_sure_days(rows: pl.DataFrame, container: str, landing: Path) -> pl.DataFrame:
    """Rows of a data set without the days that are told in two ways, by all that their column tells."""
    columns = _sure_of(container, landing)
    return rows.with_columns(without_twofold(rows[c], columns[c]) for c in DAYS)


@lru_cache(maxsize=64)
def _sure_of(container: str, landing: Path) -> dict[str, Sure]:
    return sure_of(pl.scan_parquet(rows_of(container, landing), glob=False), DAYS)


def _mended(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose UTF-8 was encoded twice, as they were before; adds `lost`, what that cost where letters are gone."""
    rows = rows.with_columns(lost=pl.lit(None, pl.String))
    is_twice = pl.col("body").fill_null("").str.contains_any(list(TWICE))
    twice = [_once(row) for row in rows.filter(is_twice).iter_rows(named=True)]
    return pl.concat([rows.filter(~is_twice), pl.DataFrame(twice, schema=rows.schema)])


def _once(row: dict[str, Any]) -> dict[str, Any]:
    try:
        texts = once_encoded(BETWEEN.join(row[c] or "" for c in TEXT_FIELDS)).split(BETWEEN)
    except LettersLost as error:
        return row | {"lost": str(error)}
    return row | {c: text or None for c, text in zip(TEXT_FIELDS, texts, strict=True)}


def _articles(raw: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cleans, dates and names the articles; tells apart what may not land."""
    raw = _with_size_reason(raw)
    read = opened(raw.filter(pl.col("reason").is_null()))
    blank = pl.col("body") == ""
    read = with_language_reason(read).with_columns(
        reason=pl.when(blank).then(pl.lit("empty")).otherwise("reason"),
        detail=pl.when(blank)
        .then(pl.lit("văn bản không có chữ / no letter in its text"))
        .otherwise("detail"),
    )
    named = _named(dated(read.filter(pl.col("reason").is_null())))
    again = named.filter(~pl.col("_stands")).with_columns(
        reason=pl.lit("duplicate"),
        detail=pl.format("trùng bài / the same text of the same article as {}", "_first"),
    )
    rejected = pl.concat(
        [
            *(
                with_columns_of(f.filter(pl.col("reason").is_not_null()).select(WHY), REJECTED)
                for f in (raw, read)
            ),
            again.select(REJECTED.names()),
        ]
    )
    return named.filter("_stands").select(ARTICLES.names()), rejected


def _with_size_reason(raw: pl.DataFrame) -> pl.DataFrame:
    """RAW rows, those of too long a text with that reason."""
    size = pl.sum_horizontal(pl.col(c).str.len_bytes().fill_null(0) for c in ("title", "lead", "body"))
    too_large = pl.col("reason").is_null() & (size > LARGEST_TEXT)
    return raw.with_columns(
        reason=pl.when(too_large).then(pl.lit("too_large")).otherwise("reason"),
        detail=pl.when(too_large)
        .then(
            pl.format(
                "{} MB chữ / of text; nhiều nhất là / the most is {}",
                _megabytes(size),
                pl.lit(told_size(LARGEST_TEXT)),
            )
        )
        .otherwise("detail"),
    )


def _megabytes(size: pl.Expr) -> pl.Expr:
    """A number of bytes in megabytes, more than a bound where it is (2,000,001 bytes: "2.1")."""
    return (size / 100_000).ceil() / 10


def opened(raw: pl.DataFrame) -> pl.DataFrame:
    """RAW rows, their texts cleaned, with what with_opening adds: the text, where its title stands, its dates."""
    line = {c: cleaned(pl.col(c)).str.replace_all(r"\s+", " ") for c in ("title", "lead", "byline")}
    line["title"] = without_site_name(line["title"])
    return with_opening(
        raw.with_columns(
            cleaned(pl.col("body").fill_null("")), **{c: pl.when(e != "").then(e) for c, e in line.items()}
        )
    )


def _named(read: pl.DataFrame) -> pl.DataFrame:
    """Adds keys, source, language, words, byline, and of the documents that give one version `_stands`, which of them it is
    read from, and `_first`, that one's origin: the first that tells the day which the last of them tells.
    """
    read = read.with_columns(
        source=source(),
        language=pl.lit("vi"),
        words=(pl.col("text").str.count_matches(r"[ \n]+") + 1).cast(pl.Int32),
        byline=pl.coalesce("byline", byline(pl.col("text"))),
        captured_at=_captured(read),
        text_sha256=_sha256(read["text"]),
    )
    keyed_by, named = article_key()
    read = read.with_columns(
        keyed_by=keyed_by,
        article_key=pl.coalesce("article_key", named),
        is_given=pl.col("article_id").is_not_null(),
    ).with_columns(version_id=key("article_key", "text_sha256"), source=plain_source(pl.col("source")))
    begun = key(pl.lit("article"), "version_id")
    own = pl.when(pl.col("keyed_by").is_in(["id", "path"])).then(begun).otherwise("article_key")
    file = (
        pl.when(pl.col("row_number").is_null())
        .then("origin")
        .otherwise(pl.col("origin").str.extract(r"^([^#]*)"))
    )
    order = [pl.col("captured_at"), file, pl.col("row_number"), pl.col("published_at"), pl.col("sha256")]
    day = (
        pl.col("published_on")
        .sort_by([pl.col("published_on").is_not_null(), *order])
        .last()
        .over("version_id")
    )
    holds = pl.col("published_on").eq_missing(day)
    return (
        read.with_row_index("_number")
        .with_columns(article_id=pl.coalesce("article_id", own), _holds=holds)
        .with_columns(
            pl.col(c).sort_by([~pl.col("_holds"), *order]).first().over("version_id").alias(first)
            for c, first in (("origin", "_first"), ("_number", "_first_number"))
        )
        .with_columns(_stands=pl.col("_number") == pl.col("_first_number"))
    )


def _captured(read: pl.DataFrame) -> pl.Series:
    """When each capture was made: as its document tells, else when it was fetched; a day alone is its first moment."""
    told = published(read["captured_raw"])
    start = told["on"].cast(pl.Datetime("us")).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")
    last_year = read["fetched_at"].dt.year() + 1
    captured = told["at"].zip_with(told["at"].is_not_null(), start)
    is_sane = ((captured.dt.year() >= FIRST_YEAR) & (captured.dt.year() <= last_year)).fill_null(False)
    return captured.zip_with(is_sane, read["fetched_at"])


def _sha256(texts: pl.Series) -> pl.Series:
    return pl.Series(texts.name, [hashlib.sha256(t.encode()).hexdigest() for t in texts], dtype=pl.String)


def dated(read: pl.DataFrame) -> pl.DataFrame:
    """Adds published_on, published_at, published_from: by the first of metadata, header, feed, address and dateline that tells."""
    last_year = read["fetched_at"].dt.year() + 1
    told = pl.DataFrame(
        schema={c: ARTICLES[c] for c in ("published_on", "published_at", "published_from")}
    ).clear(read.height)
    for way, on, at in _ways(read):
        # Years before the web and beyond the next one are misprints: such a date says nothing.
        sane = (on.dt.year() >= FIRST_YEAR) & (on.dt.year() <= last_year)
        fresh = sane.fill_null(False) & told["published_on"].is_null()
        told = told.with_columns(
            pl.when(fresh).then(value).otherwise(name).alias(name)
            for name, value in (("published_on", on), ("published_at", at), ("published_from", way))
        )
    return read.with_columns(told)


def _ways(read: pl.DataFrame) -> Iterator[tuple[pl.Series | pl.Expr, pl.Series, pl.Series]]:
    """(published_from, published_on, published_at) by each way an article can tell its date, best first."""
    stated, more = published(read["published_raw"]), published(read["published_more"])
    # A day without its time and a fuller writing of the same day: the fuller one tells both.
    same_day = ((more["on"] - stated["on"]).dt.total_days().abs() <= 1).fill_null(False)
    fuller = (stated["at"].is_null() & same_day & more["at"].is_not_null()) | stated["on"].is_null()
    yield (
        read["date_from"],
        more["on"].zip_with(fuller, stated["on"]),
        more["at"].zip_with(fuller, stated["at"]),
    )
    for way, column in (("header", "header_date"), ("feed", "feed_raw"), ("text", "text_date")):
        if way == "text":
            in_url = published_in_url(read["url"])
            yield pl.lit("url"), in_url, pl.Series([None] * read.height, dtype=ARTICLES["published_at"])
        dates = published(read[column])
        yield pl.lit(way), dates["on"], dates["at"]
