"""The frames that pass between rooms, as polars schemas, and the one check that holds them.

Spans are 0-based, half-open, in Unicode code points of a version's text. Amounts are DECIMAL(38, 6),
never floats. Days are those of Asia/Ho_Chi_Minh; instants are UTC.
"""

import hashlib
from collections.abc import Iterable

import polars as pl

Columns = dict[str, pl.DataType | type[pl.DataType]]

AMOUNT = pl.Decimal(38, 6)
INSTANT = pl.Datetime("us", "UTC")
NAMES = pl.List(pl.String)


# One row a document that a run has found and kept: a file, a page, or a row of a data set.
_DOCUMENT: Columns = {
    "capture_id": pl.String,
    "sha256": pl.String,  # of the document's own bytes; of a row: of its canonical JSON
    "origin": pl.String,  # URL, or path relative to the source's root with that root's last folder
    "source": pl.String,
    "media_type": pl.String,  # text/plain, text/markdown, text/html, application/json (a row)
    "container": pl.String,  # sha256 of the data set that holds the row; null for a file
    "row_number": pl.Int64,  # 0-based within the container; null for a file
    "bytes": pl.Int64,
    "fetched_at": INSTANT,
    "status": pl.Int32,  # HTTP status; null for files
    "headers": pl.String,  # JSON object, `feed` in it: what the listing says of the page; of a file not taken in, `reason` and `detail`; else null for files
}
DOCUMENTS = pl.Schema(_DOCUMENT)

# One row a version of an article, as cleaning leaves it.
_ARTICLE: Columns = {
    "version_id": pl.String,  # key(article_key, sha256 of text)
    "article_id": pl.String,  # of a key that may be used again, as if no other text had it: loading gives it to its article
    "article_key": pl.String,  # key of the canonical URL, else of id or path within their scope
    "keyed_by": pl.String,  # what that key was made of: url, stable_id, id, path, text
    "is_given": pl.Boolean,  # key and article are those that an earlier reading of the document booked
    "sha256": pl.String,  # the document it was read from
    "source": pl.String,
    "origin": pl.String,
    "title": pl.String,
    "lead": pl.String,
    "byline": pl.String,
    "published_on": pl.Date,
    "published_at": INSTANT,
    "published_from": pl.String,  # header, metadata, feed, url, text; null without a date
    "fetched_at": INSTANT,
    "captured_at": INSTANT,  # when its capture was made: as the document tells, else fetched_at
    "row_number": pl.Int64,  # 0-based within its data set; null for a file
    "language": pl.String,
    "words": pl.Int32,
    "title_start": pl.Int32,  # where the title stands in the text; null without one
    "title_end": pl.Int32,
    "text": pl.String,
}
ARTICLES = pl.Schema(_ARTICLE)

# What is kept of every capture of an article version: its order among them, and the day that it tells.
_CAPTURED: Columns = {
    c: _ARTICLE[c]
    for c in (
        "version_id",
        "row_number",
        "fetched_at",
        "captured_at",
        "published_on",
        "published_at",
        "published_from",
    )
}
# One row a document that no article could be read from. `reason` is a code, `detail` says what was seen. A `duplicate` is
# one more capture of a version: of it, that is told too.
_WHY: Columns = dict.fromkeys(("sha256", "origin", "reason", "detail"), pl.String)
REJECTED = pl.Schema(_WHY | _CAPTURED)

ROLES = ("header", "title", "lead", "section", "body", "caption", "pull_quote", "byline")

# One row a sentence. `repeat_of` is the number of the sentence that says the same most fully.
SENTENCES = pl.Schema(
    {
        "version_id": pl.String,
        "sentence_number": pl.Int32,
        "paragraph": pl.Int32,
        "section": pl.Int32,  # counts the headings passed; 0 before the first
        "role": pl.String,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "sentence": pl.String,
        "repeat_of": pl.Int32,
    }
)

# What every fact carries. `surface` is text[char_start:char_end].
FACT: Columns = {
    "fact_id": pl.String,
    "version_id": pl.String,
    "article_id": pl.String,
    "sentence_number": pl.Int32,
    "char_start": pl.Int32,
    "char_end": pl.Int32,
    "surface": pl.String,
    "is_repeat": pl.Boolean,
    "confidence": pl.Float64,  # 0 to 1: the rule's measured precision
    "rule": pl.String,
}

# The register of fact types: the view's name in schema mart, and its own columns.
_OWN: dict[str, Columns] = {
    "mentions": {
        "entity_kind": pl.String,  # person, organization, place, policy, quantity, date
        "entity": pl.String,
        "value": AMOUNT,
        "value_high": AMOUNT,
        "unit": pl.String,
        "comparator": pl.String,
        "starts_on": pl.Date,
        "ends_on": pl.Date,
        "calendar": pl.String,  # lunar where the words tell so: the days are null then
        "place_code": pl.String,  # the administrative unit or country on the article's day
    },
    "measurements": {
        "metric": pl.String,
        "subject": pl.String,
        "subject_kind": pl.String,  # place, organization, project, sector, country, person
        "scope": pl.String,
        "part_of": pl.String,
        "kind": pl.String,
        "value": AMOUNT,
        "value_high": AMOUNT,
        "unit": pl.String,
        "per": pl.String,
        "comparator": pl.String,
        "status": pl.String,
        "basis": pl.String,
        "period_start": pl.Date,
        "period_end": pl.Date,
        "period_is_fuzzy": pl.Boolean,
        "value_vnd": AMOUNT,
        "value_usd": AMOUNT,
        "fx": pl.String,  # stated, reference; null where neither
        "equivalent_of": pl.String,
        "speaker": pl.String,
    },
    "targets": {
        "subject": pl.String,
        "goal": pl.String,
        "deadline": pl.Date,
        "metric": pl.String,
        "value": AMOUNT,
        "unit": pl.String,
        "comparator": pl.String,
        "speaker": pl.String,
        "measurement_id": pl.String,
    },
    "statements": {
        "speaker": pl.String,
        "speaker_kind": pl.String,  # person, organization; null for a collective
        "speaker_role": pl.String,
        "organization": pl.String,
        "verb": pl.String,
        "directness": pl.String,
        "statement": pl.String,
        "event": pl.String,
    },
    "events": {
        "name": pl.String,
        "theme": pl.String,
        "event_kind": pl.String,
        "starts_on": pl.Date,
        "ends_on": pl.Date,
        "part_of_day": pl.String,
        "venue": pl.String,
        "place": pl.String,
        "hosts": NAMES,
        "participants": NAMES,
    },
    "investments": {
        "project": pl.String,
        "is_total": pl.Boolean,
        "project_count": pl.Int32,
        "place": pl.String,
        "places": NAMES,
        "investor": pl.String,
        "amount_vnd": AMOUNT,
        "amount_usd": AMOUNT,
        "comparator": pl.String,
        "stage": pl.String,
    },
    "agreements": {
        "kind": pl.String,
        "parties": NAMES,
        "fields": NAMES,
        "count": pl.Int32,
    },
    "position_observations": {
        "person": pl.String,
        "title": pl.String,
        "organization": pl.String,
        "tenure": pl.String,
        "change": pl.String,  # begins, ends: the article tells of the appointment or the end; null where it only names the holder
        "starts_on": pl.Date,  # as told, else null
        "ends_on": pl.Date,  # as told: the day from which the office is over
    },
    "citations": {
        "kind": pl.String,
        "number": pl.String,
        "symbol": pl.String,
        "issuer": pl.String,
        "year": pl.Int32,
    },
}
FACTS: dict[str, pl.Schema] = {name: pl.Schema(FACT | own) for name, own in _OWN.items()}

# The topics of a version; no span, for the whole text speaks.
ARTICLE_TOPICS = pl.Schema(
    {"version_id": pl.String, "article_id": pl.String, "topic": pl.String, "weight": pl.Float64}
)

# What tells two facts of one type at one span apart.
DISTINCT = {
    "mentions": ["entity_kind", "entity"],
    "position_observations": ["person", "title", "organization"],
    "statements": ["speaker", "verb"],
    "investments": ["project"],
}

# One row an expectation evaluated.
RESULTS = pl.Schema(
    {
        "stage": pl.String,  # frames (before loading), star (after)
        "suite": pl.String,
        "table_name": pl.String,
        "source": pl.String,
        "expectation": pl.String,
        "column_name": pl.String,
        "severity": pl.String,  # critical, warning, info
        "success": pl.Boolean,
        "evaluated": pl.Int64,
        "unexpected": pl.Int64,
        "percent": pl.Float64,
        "observed": pl.String,
    }
)

# One row a thing set aside: a fact that breaks an expectation, or a document that cannot be read.
QUARANTINE = pl.Schema(
    {
        "quarantine_id": pl.String,
        "stage": pl.String,  # ingest, frames; star is booked from the star itself
        "reason": pl.String,
        "expectation": pl.String,
        "article_id": pl.String,
        "version_id": pl.String,
        "fact_type": pl.String,
        "fact_id": pl.String,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "origin": pl.String,
        "payload": pl.String,  # the row as JSON
    }
)

FAILING = pl.Schema(
    {
        "kind": pl.String,  # fact, topic, claim, position, identity, event, reprint
        "table_name": pl.String,
        "expectation": pl.String,
        "reason": pl.String,
        "payload": pl.String,  # the failing row as JSON
    }
)


class ContractBroken(ValueError):
    """A frame does not have the columns or types its contract names."""


def conform(frame: pl.DataFrame, contract: pl.Schema, name: str) -> pl.DataFrame:
    """The frame with the contract's columns in the contract's order.

    Raises ContractBroken that names every missing, extra and retyped column at once.
    """
    missing = [c for c in contract if c not in frame.columns]
    extra = [c for c in frame.columns if c not in contract]
    retyped = [
        f"{c}: {frame.schema[c]}, not {contract[c]}"
        for c in contract
        if c in frame.columns and frame.schema[c] != contract[c]
    ]
    if missing or extra or retyped:
        wrong = {"missing": missing, "extra": extra, "retyped": retyped}
        raise ContractBroken(f"{name}: " + "; ".join(f"{k} {', '.join(v)}" for k, v in wrong.items() if v))
    return frame.select(contract.names())


def with_columns_of(frame: pl.DataFrame, contract: pl.Schema) -> pl.DataFrame:
    """The frame in the contract's order, null in the columns that it does not have."""
    absent = [pl.lit(None, dtype).alias(c) for c, dtype in contract.items() if c not in frame.columns]
    return frame.with_columns(absent).select(contract.names())


def key(*parts: pl.Expr | str) -> pl.Expr:
    """A deterministic key of a natural key: 20 hex digits of the MD5 of its parts, joined by "|".

    The SQL macro `key_of` gives the same for the same text. A null part counts as "".

    >>> pl.select(key(pl.lit("a"), pl.lit("b"))).item()
    'd0726241020676b14aa6'
    """
    columns = [pl.col(p) if isinstance(p, str) else p for p in parts]
    natural = pl.concat_str([c.cast(pl.String).fill_null("") for c in columns], separator="|")
    return natural.map_batches(_digests, return_dtype=pl.String)


def _digests(natural: pl.Series) -> pl.Series:
    return pl.Series(natural.name, _hex(natural.to_list()), dtype=pl.String)


def _hex(texts: Iterable[str]) -> list[str]:
    return [hashlib.md5(t.encode(), usedforsecurity=False).hexdigest()[:20] for t in texts]
