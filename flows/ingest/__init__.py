"""Sources become documents, kept under their SHA-256, and documents become ARTICLES."""

from flows.ingest.discover import Found, NothingFound, discover
from flows.ingest.land import land
from flows.ingest.parse import parse

__all__ = ["Found", "NothingFound", "discover", "land", "parse"]
