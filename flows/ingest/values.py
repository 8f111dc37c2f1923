"""A value of a record as text: JSON's types, MongoDB's Extended JSON, blocks of text as editors store them."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.ingest.slices import BETWEEN

UNIX = datetime(1970, 1, 1, tzinfo=UTC)
# MongoDB's Extended JSON wraps values that JSON has no type for.
WRAPPED = {"$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$uuid"}
HALVES = re.compile("[\ud800-\udfff]")


def as_text(value: Any) -> str | None:
    """A value as text, of one that WordPress renders what it rendered; strings of a list, and of blocks such as
    {"type": "p", "text": …}, with BETWEEN between.

    Null where it is nested otherwise: text that is only partly told, or in the midst of JSON, is not the article's.
    """
    if isinstance(value, dict) and len(value) == 1 and WRAPPED & value.keys():
        return _unwrapped(*next(iter(value.items())))
    if isinstance(value, dict) and isinstance(value.get("rendered"), str):
        value = value["rendered"]
    if isinstance(value, list):
        texts = [v.get("text") if isinstance(v, dict) else v for v in value]
        value = BETWEEN.join(map(str, texts)) if texts and all(isinstance(t, str) for t in texts) else None
    if value is None or isinstance(value, dict):
        return None
    return encodable(value if isinstance(value, str) else json.dumps(value))


def _unwrapped(name: str, value: Any) -> str | None:
    """A value of Extended JSON; its dates are ISO 8601, or milliseconds since 1970."""
    text = as_text(value)
    if name != "$date" or text is None or not text.removeprefix("-").isdecimal() or len(text) > 16:
        return text
    try:
        return (UNIX + timedelta(milliseconds=int(text))).isoformat()
    except OverflowError:
        return None


def encodable(text: str) -> str:
    """Half a surrogate pair, which JSON can spell and UTF-8 cannot, becomes U+FFFD."""
    return text if text.isascii() else HALVES.sub("\ufffd", text)
