"""Open formats: the views of mart as Parquet, CSV, an Excel workbook and JSON-LD, described by a Frictionless data package."""
