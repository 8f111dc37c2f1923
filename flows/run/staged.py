"""What a run stages: frames as Parquet files, documents in batches of bounded size."""

from pathlib import Path

import polars as pl


def stage(staging: Path, name: str, batch: str, frame: pl.DataFrame) -> None:
    """Writes a frame into the folder `name` of a staging, as the file of a batch."""
    folder = staging / name
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(folder / f"{batch}.parquet")


def stage_documents(staging: Path, documents: pl.DataFrame, batch_bytes: int, called: str) -> list[str]:
    """Stages documents (DOCUMENTS) in batches of bounded size; the names of these."""
    size = pl.col("bytes").fill_null(0)
    parts = documents.with_columns(_batch=(size.cum_sum() - size) // batch_bytes).partition_by(
        "_batch", maintain_order=True, include_key=False
    )
    names = [f"{called}{number:05d}" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        stage(staging, "documents", name, part)
    return names


class Batches:
    """Stages documents (DOCUMENTS) that come in parts, small parts together: to read a batch takes seconds, however small it is."""

    def __init__(self, staging: Path, batch_bytes: int) -> None:
        self.names: list[str] = []
        self._staging, self._most = staging, batch_bytes
        self._waiting: list[pl.DataFrame] = []
        self._bytes = 0

    def add(self, documents: pl.DataFrame) -> None:
        """Takes a part in; what waits is staged first where both would be more than a batch."""
        size = int(documents["bytes"].sum())
        if self._bytes + size > self._most:
            self.end()
        if documents.height:
            self._waiting.append(documents)
            self._bytes += size

    def end(self) -> None:
        """Stages what waits."""
        if self._waiting:
            self.names.append(f"{len(self.names) + 1:05d}")
            stage(self._staging, "documents", self.names[-1], pl.concat(self._waiting))
        self._waiting, self._bytes = [], 0
