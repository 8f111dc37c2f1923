"""DOCUMENTS become ARTICLES, or are rejected with a reason."""

import hashlib
from pathlib import Path

import polars as pl

from flows.contracts import ARTICLES, REJECTED, conform, key
from flows.ingest.clean import cleaned
from flows.ingest.decode import NotText, decode
from flows.ingest.header import headed
from flows.ingest.land import landed, read_data_set
from flows.ingest.pages import NotAnArticle, page
from flows.ingest.published import published, published_in_url

TOO_LARGE = 50_000_000
MIN_WORDS = 10
VIETNAMESE = 0.02  # the least share of letters no other language prints (đ, ơ, ư, ạ …); running text has a sixth
MARKED = r"[ăđơưĂĐƠƯ\x{1ea0}-\x{1ef9}]"

# What data sets call their columns, the first that is there.
COLUMNS = {
    "document_id": ("id", "article_id"),
    "url": ("url", "link"),
    "source": ("source", "publisher", "domain"),
    "title": ("title", "headline", "tieu_de"),
    "lead": ("lead", "sapo", "description", "summary"),
    "byline": ("byline", "author", "authors"),
    "body": ("body", "text", "content", "noi_dung"),
    "published_raw": ("published", "published_at", "date", "pubdate", "publish_date", "published_raw"),
}
RAW = pl.Schema(
    {
        "sha256": pl.String,
        "origin": pl.String,
        "document_id": pl.String,
        "url": pl.String,
        "source": pl.String,
        "title": pl.String,
        "lead": pl.String,
        "byline": pl.String,
        "body": pl.String,
        "published_raw": pl.String,
        "published_from": pl.String,
        "title_in_body": pl.Boolean,
        "reason": pl.String,
        "detail": pl.String,
    }
)


def parse(documents: pl.DataFrame, landing: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(ARTICLES, REJECTED) of a batch of DOCUMENTS whose bytes lie in `landing`.

    Reasons: too_large, not_text, not_an_article, no_text, empty, not_vietnamese, no_diacritics, and duplicate for a
    document that gives the same version of the same article as another of the batch.
    """
    files = documents.filter(pl.col("container").is_null())
    rows = documents.filter(pl.col("container").is_not_null())
    raw = pl.concat([_files(files, landing), *(_rows(part, landing) for part in rows.partition_by("container"))])
    raw = raw.join(documents.select("sha256", "origin", "fetched_at"), on=["sha256", "origin"], how="left", maintain_order="left")
    return _articles(raw)


def _files(files: pl.DataFrame, landing: Path) -> pl.DataFrame:
    return pl.DataFrame([_file(f, landing) for f in files.iter_rows(named=True)], schema=RAW)


def _file(document: dict[str, object], landing: Path) -> dict[str, object]:
    """One file, decoded and split into its parts; a reason where it cannot be."""
    known = {"sha256": document["sha256"], "origin": document["origin"]}
    size = int(str(document["bytes"]))
    if size > TOO_LARGE:
        return known | {"reason": "too_large", "detail": f"{size} bytes"}
    content = landed(str(document["sha256"]), landing).read_bytes()
    if not content.strip():
        return known | {"reason": "empty", "detail": "no characters"}
    try:
        text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
        parts = page(text) if document["media_type"] == "text/html" else headed(text)
    except NotText as error:
        return known | {"reason": "not_text", "detail": str(error)}
    except NotAnArticle as error:
        return known | {"reason": "not_an_article", "detail": str(error)}
    in_body = parts.title is not None and parts.title in parts.body
    fields: dict[str, object] = {k: v for k, v in parts.fields.items() if v}
    return known | fields | {"title": parts.title, "body": parts.body, "published_from": parts.published_from, "title_in_body": in_body}


def _rows(part: pl.DataFrame, landing: Path) -> pl.DataFrame:
    """The rows of one data set, columns mapped by name; a set without a text column is rejected whole."""
    first = part.row(0, named=True)
    source = read_data_set(landed(first["container"], landing), first["container_type"])
    names = {n.lower(): n for n in source.collect_schema().names()}
    chosen = {ours: [names[t] for t in theirs if t in names] for ours, theirs in COLUMNS.items()}
    frame = part.select("sha256", "origin", "row_number")
    if not chosen["body"]:
        return _as_raw(frame.with_columns(reason=pl.lit("no_text"), detail=pl.lit(f"columns {', '.join(names)}; a text column is called {' or '.join(COLUMNS['body'])}")))
    start, stop = part["row_number"].min(), part["row_number"].max()
    rows = source.with_row_index("row_number").slice(start, stop - start + 1).collect()  # type: ignore[operator]
    values = rows.select(
        pl.col("row_number").cast(pl.Int64),
        *(pl.coalesce(pl.col(c).cast(pl.String) for c in columns).alias(ours) for ours, columns in chosen.items() if columns),
    )
    joined = frame.join(values, on="row_number", how="left", maintain_order="left")
    dated = pl.col("published_raw").is_not_null() if chosen["published_raw"] else pl.lit(False)
    return _as_raw(joined.with_columns(published_from=pl.when(dated).then(pl.lit("metadata")), title_in_body=pl.lit(False)))


def _as_raw(frame: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, dtype).alias(c) for c, dtype in RAW.items() if c not in frame.columns]
    return frame.with_columns(missing).select(RAW.names()).cast(dict(RAW))  # type: ignore[arg-type]


def _articles(raw: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cleans, dates and names the articles; tells apart what may not land."""
    title = cleaned(pl.col("title")).str.replace_all(r"\s+", " ")
    lead = cleaned(pl.col("lead")).str.replace_all(r"\s+", " ")
    body = cleaned(pl.col("body"))
    # A blank title or lead is none; a lead that opens the body stands there already.
    raw = raw.with_columns(title=pl.when(title != "").then(title), lead=pl.when(lead != "").then(lead), body=body.fill_null(""))
    repeats_lead = pl.col("body").str.starts_with(pl.col("lead")).fill_null(False)
    in_body = pl.col("title_in_body").fill_null(False)
    text = pl.when(in_body).then("body").otherwise(
        pl.concat_str([pl.col("title"), pl.when(~repeats_lead).then("lead"), pl.when(pl.col("body") != "").then("body")], separator="\n\n", ignore_nulls=True)
    )  # fmt: skip
    raw = raw.with_columns(text=text.fill_null(""))
    letters = pl.col("text").str.count_matches(r"\p{L}")
    raw = raw.with_columns(
        words=pl.col("text").str.count_matches(r"\S+").cast(pl.Int32),
        _marked=pl.col("text").str.count_matches(MARKED) / letters.clip(1),
    )
    plain_words = pl.col("text").str.to_lowercase().str.count_matches(r"\b(?:cua|nhung|duoc|khong|nguoi|trong|theo|tinh|thanh pho)\b") / pl.col("words").clip(1)
    raw = raw.with_columns(
        reason=pl.when(pl.col("reason").is_not_null()).then("reason")
        .when(pl.col("words") < MIN_WORDS).then(pl.lit("empty"))
        .when((pl.col("_marked") < VIETNAMESE) & (plain_words > 0.05)).then(pl.lit("no_diacritics"))
        .when(pl.col("_marked") < VIETNAMESE).then(pl.lit("not_vietnamese")),
        detail=pl.coalesce("detail", pl.format("{} words, {} % of letters marked", "words", (pl.col("_marked") * 100).round(1))),
    )  # fmt: skip
    good = _dated(raw.filter(pl.col("reason").is_null()))
    at = pl.col("_title_chars")
    good = good.with_columns(
        _title_chars=pl.when(pl.col("title").is_not_null()).then(
            pl.when(in_body).then(pl.col("text").str.split(pl.col("title")).list.first().str.len_chars()).otherwise(0)
        )
    )  # fmt: skip
    good = good.with_columns(
        article_id=key(pl.lit("article"), pl.coalesce(_canonical(pl.col("url")), "document_id", "origin")),
        language=pl.lit("vi"),
        title_start=at.cast(pl.Int32),
        title_end=(at + pl.col("title").str.len_chars()).cast(pl.Int32),
        byline=pl.coalesce(pl.col("byline"), _byline(pl.col("text"))),
        source=pl.coalesce(pl.col("source"), pl.col("url").str.extract(r"^https?://(?:www\.)?([^/]+)")),
    ).with_columns(version_id=key("article_id", _sha(pl.col("text"))))
    good = good.sort("origin").with_columns(_again=pl.int_range(pl.len()).over("version_id") > 0)
    again = good.filter("_again").select("sha256", "origin", reason=pl.lit("duplicate"), detail=pl.lit("the same text of the same article"))
    articles = good.filter(~pl.col("_again"))
    rejected = pl.concat([raw.filter(pl.col("reason").is_not_null()).select("sha256", "origin", "reason", "detail"), again])
    return (
        conform(articles.select(ARTICLES.names()), ARTICLES, "articles"),
        conform(rejected, REJECTED, "rejected"),
    )


def _dated(good: pl.DataFrame) -> pl.DataFrame:
    on, at = published(pl.col("published_raw"))
    from_url = published_in_url(pl.col("url"))
    return good.with_columns(published_on=on, published_at=at).with_columns(
        published_from=pl.when(pl.col("published_on").is_not_null()).then("published_from").when(from_url.is_not_null()).then(pl.lit("url")),
        published_on=pl.coalesce("published_on", from_url),
    )


def _canonical(url: pl.Expr) -> pl.Expr:
    """An address without what does not name the article: fragment, tracking, a closing slash, the host's case."""
    host = url.str.extract(r"^(?i:https?)://([^/?#]+)").str.to_lowercase().str.replace(r"^www\.", "")
    path = url.str.replace(r"^(?i:https?)://[^/?#]+", "").str.replace(r"#.*$", "").str.replace_all(r"[?&]utm_[^&]*", "").str.replace(r"/$", "")
    return pl.concat_str(pl.lit("https://"), host, path)


def _byline(text: pl.Expr) -> pl.Expr:
    """A last line that names who wrote it."""
    last = text.str.extract(r"\n\n([^\n]{2,60})$")
    return pl.when(last.str.contains(r"^(?:(?i:tác giả|theo|bài|bài, ảnh|bài và ảnh|tin, ảnh|nguồn)\s*:?\s\S.*|(?:\p{Lu}[\p{L}.]*\s?){1,4})$")).then(last)


def _sha(text: pl.Expr) -> pl.Expr:
    return text.map_batches(
        lambda s: pl.Series([hashlib.sha256(t.encode()).hexdigest() for t in s.to_list()], dtype=pl.String), return_dtype=pl.String
    )

