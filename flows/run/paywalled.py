"""Pages that say themselves that they are locked: what is read of them may be no more than their opening."""

import re
from pathlib import Path

import polars as pl

from flows.files import parquet
from flows.ingest.kept import DocumentDamaged, content_of

# As schema.org says it, and as Facebook's markup does.
LOCKED = re.compile(
    rb"""(?i)"isAccessibleForFree"\s*:\s*"?false|content_tier["'][^<>]{0,80}?content\s*=\s*["']?locked"""
)


def notes(staging: Path, landing: Path) -> list[str]:
    """A line that counts the articles whose pages say that they are locked, and names the first; none where none does."""
    articles = pl.scan_parquet(parquet(staging / "articles")).select("origin", "sha256")
    pages = (
        pl.scan_parquet(parquet(staging / "documents"))
        .filter(pl.col("container").is_null() & (pl.col("media_type") == "text/html"))
        .select("origin", "sha256")
        .join(articles, on=["origin", "sha256"], how="semi")
        .sort("origin")
        .collect()
    )
    locked = [origin for origin, sha in pages.iter_rows() if _is_locked(sha, landing)]
    if not locked:
        return []
    return [
        f"{len(locked)} bài sau tường phí, có thể chỉ phần mở đầu được đọc / {len(locked)} articles are behind a paywall, perhaps only "
        f"their opening is read: {locked[0]}"
    ]


def _is_locked(sha: str, landing: Path) -> bool:
    try:
        return LOCKED.search(content_of(sha, landing)) is not None
    except (OSError, DocumentDamaged):  # told by itself
        return False
