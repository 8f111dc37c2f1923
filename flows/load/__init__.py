"""The only room that writes the warehouse: migrate, merge, settle, publish, and the books in ops.sqlite."""

LAKE_LINK = "lake.json"  # beside the warehouse of a lake's home: which lake that is
