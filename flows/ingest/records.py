"""The records of a data set's file, slice by slice: Parquet, CSV, JSON, told apart by their bytes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.ingest import csv_records, json_records, parquet_records
from flows.ingest.lines import opened
from flows.ingest.slices import Slice


def records(path: Path, wanted: Mapping[str, str]) -> Iterator[Slice]:
    """Slices of the records of a file, with the fields called one of `wanted` (the field of each plain name, see `columns`) in any writing.

    A field that is a list of strings holds them with BETWEEN between; nested values are no text, and null. A record
    that cannot be read comes with its PROBLEM and empty fields. Raises pyarrow's, csv's or NotText's errors
    where the file as a whole cannot be read.
    """
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return parquet_records.records(path, wanted)
    with opened(path) as text:
        opening = next((line for line in text.lines() if line.strip()), "").lstrip()
    return (json_records if opening.startswith(("{", "[")) else csv_records).records(path, wanted)
