"""A kept document that is searched for what is forgotten, whatever became of it."""

import logging

import polars as pl

from flows.ingest.kept import keep, kept_at
from flows.ingest.rewriting import has


def blank(text: str) -> str:
    return text.replace("Nguyễn Thị Hoa", "××××××")


def test_a_data_set_that_was_cut_short_is_named_and_stops_no_search(tmp_path, caplog):
    pl.DataFrame({"text": ["Bà Nguyễn Thị Hoa phát biểu."] * 50}).write_parquet(tmp_path / "whole.parquet")
    content = (tmp_path / "whole.parquet").read_bytes()
    whole, cut = keep(content, tmp_path), keep(content[: len(content) // 2], tmp_path)
    with caplog.at_level(logging.WARNING):
        assert has(whole, tmp_path, blank)
        assert not caplog.records
        assert not has(cut, tmp_path, blank)
    assert str(kept_at(cut, tmp_path)) in caplog.text and "damaged" in caplog.text
