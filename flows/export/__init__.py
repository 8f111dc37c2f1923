"""Open formats: the views of mart as Parquet, CSV, an Excel workbook and JSON-LD, described by a Frictionless data package."""

from enum import StrEnum


class Kind(StrEnum):
    """The forms that an export can have."""

    parquet = "parquet"
    csv = "csv"
    excel = "excel"
    jsonld = "jsonld"
