"""One setting bounds the memory of a run: what each part gets of it, and what is told where it is too little."""

import duckdb
import pytest

from flows.failures import line
from flows.files import connected, share_out
from flows.operate.doctor import findings
from flows.settings import Settings

BIG = "CREATE TEMP TABLE big AS SELECT repeat('Sông Hồng ', 40) || range AS name FROM range(100_000)"


@pytest.mark.parametrize(
    ("given", "told"),
    [("800MB", "a run needs 1.6GB at least"), ("nhiều", "could not parse"), ("-1", "could not parse")],
)
def test_a_memory_that_is_none_or_too_little_is_told_in_one_line_by_its_name(monkeypatch, given, told):
    monkeypatch.setenv("KHOTIN_MEMORY", given)
    with pytest.raises(ValueError) as raised:
        Settings()
    said = line(raised.value)
    assert said.startswith(f"KHOTIN_MEMORY={given}: ") and told in said and "\n" not in said


@pytest.mark.parametrize(("given", "workers", "side_by_side"), [("1.6GB", 2, 1), ("2GB", 2, 2), ("2GB", 16, 2), ("8GB", 16, 16)])  # fmt: skip
def test_what_a_run_may_hold_is_shared_out_among_its_parts(monkeypatch, given, workers, side_by_side):
    monkeypatch.setenv("KHOTIN_MEMORY", given)
    monkeypatch.setenv("KHOTIN_WORKERS", str(workers))
    settings = Settings()
    assert settings.side_by_side == side_by_side
    assert 0 < settings.memory_of_duckdb < settings.memory_of_worker < settings.memory


def limits(connection: duckdb.DuckDBPyConnection) -> tuple[str, int, str]:
    names = ("memory_limit", "threads", "temp_directory")
    found = connection.execute(f"SELECT {', '.join(f'current_setting({n!r})' for n in names)}").fetchone()
    assert found
    return found


def test_a_connection_of_a_run_holds_what_it_is_granted_and_spills_beside_its_work(monkeypatch, tmp_path):
    monkeypatch.setenv("KHOTIN_MEMORY", "2GB")
    with connected(tmp_path / "work.duckdb") as work:
        share_out(work, tmp_path / "work.duckdb")
        assert limits(work) == ("619.8 MiB", 1, f"{tmp_path / 'work.duckdb'}.tmp")
    with connected() as in_memory:
        share_out(in_memory, tmp_path)
        assert limits(in_memory)[2] == str(tmp_path / "spilled")


def failing(folder, *settings: str) -> str:
    """What is told of a query that finds no room where DuckDB is held so."""
    with connected(folder / "work.duckdb") as work:
        for setting in ("threads = 1", "memory_limit = '20MB'", *settings):
            work.execute(f"SET {setting}")
        with pytest.raises(duckdb.Error) as raised:
            work.execute(BIG)
    return line(raised.value)


def test_a_limit_that_work_does_not_fit_into_and_a_full_place_to_spill_are_told_apart(monkeypatch, tmp_path):
    monkeypatch.setenv("KHOTIN_MEMORY", "1.6GB")
    assert failing(tmp_path, "temp_directory = ''").startswith(
        "KHOTIN_MEMORY=1.6GB không đủ / is too little for this: cho thêm"
    )
    assert "đĩa hết chỗ / no room left on the disk; dọn chỗ rồi chạy lại" in failing(
        tmp_path, "max_temp_directory_size = '1MB'"
    )


def test_the_doctor_says_what_a_run_may_take_and_when_it_is_more_than_there_is(monkeypatch, tmp_path):
    monkeypatch.setenv("KHOTIN_MEMORY", "900TB")
    (told,) = [f for f in findings(tmp_path / "khotin.duckdb") if f.what.startswith("bộ nhớ / memory: ")]
    assert not told.good and "KHOTIN_MEMORY" in told.mend
