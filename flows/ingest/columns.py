"""What data sets, front matter and header lines call their fields: seeds/reference/columns.csv, in whatever writing."""

from functools import lru_cache

from flows.assets import reference
from flows.letters import without_marks

# The fields of a document as it is taken in; `published_more` is the same date in a fuller writing.
FIELDS = (
    "document_id", "url", "source", "title", "lead", "byline", "body", "published_raw", "published_more", "captured_raw",
)  # fmt: skip


@lru_cache(maxsize=10_000)
def plain_name(name: str) -> str:
    """A column's name without case, marks, blanks and signs: what different writings of it share.

    >>> plain_name("Tiêu đề"), plain_name("tieu_de"), plain_name("publishedAt")
    ('tieude', 'tieude', 'publishedat')
    """
    return "".join(c for c in without_marks(name.casefold()) if c.isalnum())


def names() -> dict[str, str]:
    """The field (one of FIELDS) of each plain name, those of one field in the order in which they are looked for."""
    columns = reference("columns")
    return {plain_name(name): field for name, field in zip(columns["name"], columns["field"], strict=True)}


def written(field: str) -> list[str]:
    """The names of a field as the seed writes them, for telling people."""
    columns = reference("columns")
    return [name for name, of in zip(columns["name"], columns["field"], strict=True) if of == field]
