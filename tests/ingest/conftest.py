"""Files given, articles and rejections expected: the room from source to frame, nothing in between replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.contracts import DOCUMENTS
from flows.ingest import discover, land, parse

FETCHED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NOTHING_KNOWN = pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})


@dataclass
class Taken:
    """What one run took in."""

    documents: pl.DataFrame
    articles: pl.DataFrame
    rejected: pl.DataFrame

    @property
    def article(self) -> dict[str, Any]:
        return self.articles.row(0, named=True)

    @property
    def reasons(self) -> dict[str, str]:
        return dict(self.rejected.select("origin", "reason").iter_rows())

    @property
    def known(self) -> pl.DataFrame:
        return self.documents.select("origin", "sha256")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    return path


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    return tmp_path / "landing"


@pytest.fixture
def batches(folder: Path, landing: Path) -> Callable[..., list[pl.DataFrame]]:
    """The folder's documents as they are landed, a frame a batch."""

    def run(known: pl.DataFrame = NOTHING_KNOWN, **options: Any) -> list[pl.DataFrame]:
        return list(land(discover([folder]), landing, FETCHED, known, **options))

    return run


@pytest.fixture
def take_in(folder: Path, landing: Path, batches: Callable[..., list[pl.DataFrame]]) -> Callable[..., Taken]:
    """Takes a folder in as a run does; `files` (name=text or bytes) are written first."""

    def run(
        files: dict[str, str | bytes] | None = None, known: pl.DataFrame = NOTHING_KNOWN, **options: Any
    ) -> Taken:
        for name, content in (files or {}).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        landed = batches(known, **options)
        documents = pl.concat(landed)
        fresh = [b.filter(pl.col("state") == "new").select(DOCUMENTS.names()) for b in landed]
        read = [parse(batch, landing) for batch in fresh]
        return Taken(documents, pl.concat(a for a, _ in read), pl.concat(r for _, r in read))

    return run
