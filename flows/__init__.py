"""khotin: Vietnamese public-sector news becomes a star schema in DuckDB. Start in news.py."""
