"""The only room that writes the warehouse: migrate, merge, settle, publish, and the books in ops.sqlite."""
