"""Readers see the last generation or the next, whatever happens to the writer or to other clients."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.contracts import RESULTS
from flows.load import books, catalogue, merge, migrate, ops, publish, published
from flows.load.hashes import hashes
from flows.load.migrate import create_views
from tests.conftest import REVENUE, here
from tests.load.conftest import staged_apart

OTHER = REVENUE.format(amount="41.000").replace("Quảng Ninh", "Hải Dương")


def load(warehouse: Path, staging: Path, run_id: str = "r1") -> int:
    """Merges and publishes a staging; the generation published."""
    ops.start_run(warehouse, run_id, "rules")
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.merge(work.connection, staging, run_id, "rules")
        generation = publish.next_generation(warehouse)
        ops.finish_run(warehouse, run_id, "published", generation=generation)
        publish.publish(work, generation, 5)
    return generation


def amounts(connection: duckdb.DuckDBPyConnection) -> list[int]:
    return [
        v
        for (v,) in connection.execute(
            "SELECT (value / 1e9)::BIGINT FROM mart.measurements WHERE metric = 'state_budget_revenue' AND status = 'actual' AND kind = 'level' ORDER BY 1"
        ).fetchall()
    ]


@pytest.fixture(scope="module")
def first(empty, tmp_path_factory) -> Path:
    """The folder of a warehouse that one article was loaded into, and of the staging of a second one."""
    base = tmp_path_factory.mktemp("first")
    told = {"first": {"a.txt": REVENUE.format(amount="56.200")}, "second": {"b.txt": OTHER}}
    apart = staged_apart(base / "read", told)
    apart["second"].rename(base / "second")
    load(base / "kho" / "khotin.duckdb", apart["first"])
    return base


@pytest.fixture
def warehouse(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first / "kho", tmp_path, dirs_exist_ok=True)
    return tmp_path / "khotin.duckdb"


@pytest.fixture
def second(first: Path) -> Path:
    return first / "second"


def test_a_reader_that_holds_the_file_open_neither_blocks_a_run_nor_sees_half(warehouse, second):
    reader = duckdb.connect(str(warehouse), read_only=True)
    assert amounts(reader) == [56_200]
    load(
        warehouse,
        second,
        "r2",
    )
    assert amounts(reader) == [56_200]
    reader.close()
    with duckdb.connect(str(warehouse), read_only=True) as later:
        assert amounts(later) == [41_000, 56_200]


def test_a_client_that_wrote_and_was_killed_changes_nothing_that_readers_see(warehouse, second, tmp_path):
    script = textwrap.dedent(f"""
        import duckdb, os, signal
        os.chmod({str(warehouse)!r}, 0o644)
        c = duckdb.connect({str(warehouse)!r})
        c.execute("SET checkpoint_threshold = '1TB'")
        c.execute("DELETE FROM main.fact_measurement")
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    killed = subprocess.run([sys.executable, "-c", script])
    assert killed.returncode == -signal.SIGKILL
    assert warehouse.with_name("khotin.duckdb.wal").exists()
    load(
        warehouse,
        second,
        "r2",
    )
    assert not warehouse.with_name("khotin.duckdb.wal").exists()
    assert list((tmp_path / "work" / "strays").iterdir())
    with duckdb.connect(str(warehouse), read_only=True) as later:
        assert amounts(later) == [41_000, 56_200]


def test_kill_during_merge_leaves_the_published_file_and_the_next_run_completes(warehouse, second):
    before = warehouse.read_bytes()
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from flows.load import books, merge, migrate, ops, publish
        warehouse = Path({str(warehouse)!r})
        ops.start_run(warehouse, "killed", "rules")
        merge.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            merge.merge(work.connection, Path({str(second)!r}), "killed", "rules")
    """)
    killed = subprocess.run([sys.executable, "-c", script], env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    assert warehouse.read_bytes() == before
    load(warehouse, second, "r2")
    with duckdb.connect(str(warehouse), read_only=True) as later:
        assert amounts(later) == [41_000, 56_200]
        assert later.execute("SELECT state FROM ops.run WHERE run_id = 'killed'").fetchone() == ("crashed",)


def test_why_a_run_was_refused_can_be_read_by_sql_beside_the_last_good_star(warehouse):
    ops.start_run(warehouse, "r2", "rules")
    failed = dict.fromkeys(RESULTS) | {
        "suite": "star",
        "table_name": "fact_measurement",
        "expectation": "one row a fact_id",
        "severity": "critical",
        "success": False,
        "unexpected": 3,
    }
    ops.record(warehouse, "result", pl.DataFrame([failed], schema=RESULTS), run_id="r2")
    with publish.locked(warehouse):
        ops.finish_run(warehouse, "r2", "refused", message="fact_measurement: 3 rows")
        publish.publish_books(warehouse)
    assert published.generations(warehouse) == []  # the star is what it was
    with duckdb.connect(str(warehouse), read_only=True) as later:
        assert amounts(later) == [56_200]
        assert later.execute(
            "SELECT unexpected FROM dq.result WHERE run_id = 'r2' AND NOT success"
        ).fetchall() == [(3,)]
        assert later.execute("SELECT state, message FROM ops.run WHERE run_id = 'r2'").fetchone() == (
            "refused",
            "fact_measurement: 3 rows",
        )


def test_only_one_process_writes(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    with publish.locked(warehouse):
        script = f"from pathlib import Path\nfrom flows.load import publish\nwith publish.locked(Path({str(warehouse)!r})): pass"
        other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert other.returncode == 1 and f"process {os.getpid()}" in other.stderr


def test_views_are_made_anew_only_where_somebody_changed_them(warehouse, monkeypatch):
    made = []
    monkeypatch.setattr(catalogue, "create_views", lambda star: made.append(create_views(star)))

    def published(change: str = "SELECT 1") -> int:
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            work.connection.execute(change)
            publish.publish(work, publish.next_generation(warehouse), 5)
        return len(made)

    assert (published(), published("CREATE OR REPLACE VIEW mart.topics_told AS SELECT 1 AS a")) == (0, 0)
    assert published("CREATE OR REPLACE VIEW mart.claims AS SELECT * FROM mart.fx_implied") == 1
    assert published() == 2
    assert published() == 2
    with duckdb.connect(str(warehouse), read_only=True) as star:
        assert "is_contradicted" in [c for c, *_ in star.execute("DESCRIBE mart.claims").fetchall()]


def test_an_applied_migration_that_was_edited_is_refused(warehouse, tmp_path):
    from flows.load.migrate import MigrationRefused

    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(warehouse.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE migration SET digest = 'edited' WHERE name = '001_create_star.sql'")
        with pytest.raises(MigrationRefused, match="001_create_star"):
            migrate.migrate(connection)
        connection.execute("INSERT INTO migration VALUES ('999_from_the_future.sql', 'x', now())")
        with pytest.raises(MigrationRefused, match="newer khotin"):
            migrate.migrate(connection)


def test_the_history_of_quality_is_a_star_that_says_what_began_to_fail_and_what_recovered(warehouse):
    for run_id, success, unexpected in (("m1", True, 0), ("m2", False, 4), ("m3", True, 0)):
        ops.start_run(warehouse, run_id, "rules", "scheduled")
        row = dict.fromkeys(RESULTS) | {
            "suite": "measurements", "stage": "frames", "table_name": "measurements", "expectation": "measurements.share_in_range",
            "severity": "warning", "success": success, "evaluated": 9, "unexpected": unexpected,
        }  # fmt: skip
        ops.record(warehouse, "result", pl.DataFrame([row], schema=RESULTS), run_id=run_id)
        ops.finish_run(warehouse, run_id, "published")
    with publish.locked(warehouse):
        publish.publish_books(warehouse)
    with duckdb.connect(str(warehouse), read_only=True) as later:
        assert later.execute(
            "SELECT r.run_id, e.suite, e.name_en, t.began, t.recovered FROM dq.trend AS t JOIN dq.dim_run AS r USING (run_id) "
            "JOIN dq.dim_expectation AS e USING (expectation) WHERE r.kind = 'scheduled' ORDER BY 1"
        ).fetchall() == [
            ("m1", "measurements", "A share lies within 0 and 100 %", False, None),
            ("m2", "measurements", "A share lies within 0 and 100 %", True, False),
            ("m3", "measurements", "A share lies within 0 and 100 %", False, True),
        ]


def test_a_process_that_dies_between_its_books_and_its_rename_has_published_nothing(warehouse, second):
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        import polars as pl
        from flows.load import aside, merge, ops, publish
        warehouse = Path({str(warehouse)!r})
        ops.start_run(warehouse, "killed", "rules")
        publish.put_in_place = lambda fresh, file: os.kill(os.getpid(), signal.SIGKILL)
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            merge.merge(work.connection, Path({str(second)!r}), "killed", "rules")
            ops.finish_run(warehouse, "killed", "published", generation=2)
            documents = pl.DataFrame([{{"origin": "bao/b.txt", "sha256": "s", "outcome": "loaded"}}])
            ops.record(warehouse, "document", documents, run_id="killed")
            publish.publish(work, 2, 5)
    """)
    killed = subprocess.run([sys.executable, "-c", script], env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    assert ops.known(warehouse).height == 1
    with publish.locked(warehouse):
        ops.mend(warehouse)
    assert ops.known(warehouse).height == 0  # the next run takes the document as new
    with books.reading(warehouse) as store:
        assert store.rows("SELECT state FROM run WHERE run_id = 'killed'") == [("crashed",)]


def test_the_hashes_of_the_published_tables_are_told_a_line_each(warehouse):
    with duckdb.connect(str(warehouse), read_only=True) as star:
        told = hashes(star)
    printed = here("status", "--hashes", warehouse=warehouse).stdout.splitlines()
    assert [tuple(line.split()) for line in printed] == sorted(told.items())
