"""A kept document that is searched for what is forgotten, whatever became of it."""

import errno
import logging
from pathlib import Path

import polars as pl
import pytest

from flows.ingest import rewriting
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


def test_a_disk_that_fails_is_no_damaged_data_set(tmp_path, monkeypatch, caplog):
    pl.DataFrame({"text": ["Bà Nguyễn Thị Hoa phát biểu."]}).write_parquet(tmp_path / "whole.parquet")
    sha = keep((tmp_path / "whole.parquet").read_bytes(), tmp_path)

    def broken(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", broken)
    monkeypatch.setattr(pl, "read_parquet", broken)
    with pytest.raises(OSError, match="Input/output"):
        has(sha, tmp_path, blank)
    monkeypatch.undo()
    content = kept_at(sha, tmp_path).read_bytes()
    kept_at(sha, tmp_path).unlink()
    monkeypatch.setattr(rewriting, "remains", lambda *_: content)  # gone since it was read
    assert has(sha, tmp_path, blank) and not caplog.records
