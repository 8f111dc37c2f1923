"""A backup holds all that cannot be made anew, comes back with the same hashes, and never brings back what was forgotten."""

import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from flows.cli import home
from flows.files import connected
from flows.load import ops, publish
from flows.operate import backup
from tests.conftest import here


@pytest.fixture(scope="module")
def saved(sample_run: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A warehouse of the samples, with a link among its documents and a run under way, and its backup."""
    home = tmp_path_factory.mktemp("saved") / "w"
    shutil.copytree(sample_run[0].parent, home, ignore=shutil.ignore_patterns("reports"))
    warehouse, file = home / "khotin.duckdb", home.parent / "khotin.zip"
    link = home / "landing" / "ab" / "cd" / f"abcd{'0' * 60}"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to("/etc/passwd")
    ops.start_run(warehouse, "under-way", "rules")
    here("backup", str(file), warehouse=warehouse)
    ops.finish_run(warehouse, "under-way", "nothing_new")
    return warehouse, file


def kept(warehouse: Path) -> set[str]:
    """The documents of a landing; the rows of data sets, which lie beside them, are made anew from these."""
    found = (warehouse.parent / "landing").rglob("*")
    return {p.name for p in found if p.is_file() and not p.is_symlink() and len(p.name) == 64}


def test_a_backup_comes_back_whole_wherever_it_is_restored(saved, tmp_path):
    warehouse, file = saved
    other = tmp_path / "khotin.duckdb"
    here("restore", str(file), warehouse=other)
    assert here("status", "--hashes", warehouse=other).stdout == here("status", "--hashes", warehouse=warehouse).stdout  # fmt: skip
    assert kept(other) == kept(warehouse) and not (other.parent / "work" / "restore").exists()
    states = {r["run_id"]: r["state"] for r in ops.last_runs(other, 9)}
    assert states.pop("under-way") == "crashed" and "published" in states.values()  # it had not ended
    assert "✗" not in here("doctor", warehouse=other).stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(other.stat().st_mode) == 0o444
    done = here("restore", str(file), warehouse=other, check=False)
    assert done.exit_code == 1 and "--overwrite puts the backup in its place" in done.stderr


def test_a_home_just_made_is_in_no_backup_s_way_and_one_with_seeds_of_its_own_is(
    saved, tmp_path, monkeypatch
):
    own = tmp_path / "cũ"
    own.mkdir()
    (own / "sources.csv").write_text(home.SOURCES.replace("Tệp của tôi", "Bài của tôi"), encoding="utf-8")
    monkeypatch.setenv("KHOTIN_SEEDS", str(own))
    file = tmp_path / "with-seeds.zip"
    here("backup", str(file), warehouse=saved[0])
    here("init", str(tmp_path / "tin"), warehouse=saved[0])
    fresh, warehouse = tmp_path / "tin" / "seeds", tmp_path / "tin" / "warehouse" / "khotin.duckdb"
    monkeypatch.setenv("KHOTIN_SEEDS", str(fresh))
    here("restore", str(file), warehouse=warehouse)
    assert "Bài của tôi" in (fresh / "sources.csv").read_text(encoding="utf-8")
    warehouse.unlink()
    for beside in ("ops.sqlite", "judgements.jsonl"):
        (warehouse.parent / beside).unlink(missing_ok=True)
    done = here("restore", str(file), warehouse=warehouse, check=False)
    assert done.exit_code == 1 and "sources.csv: there already" in done.stderr


def test_what_was_forgotten_since_does_not_come_back(saved, tmp_path):
    other = tmp_path / "khotin.duckdb"
    here("restore", str(saved[1]), warehouse=other)
    with connected(other, read_only=True) as star:
        article, title, sha = star.execute("SELECT article_id, title, sha256 FROM dim_article ORDER BY ALL LIMIT 1").fetchone()  # fmt: skip
    here("forget", article, "--reason", "it was asked for", "--yes", warehouse=other)
    assert "1 đã quên" in here("restore", str(saved[1]), "--overwrite", warehouse=other).stdout
    with connected(other, read_only=True) as star:
        assert star.execute("SELECT count(*) FROM dim_article WHERE article_id = ?", [article]).fetchone() == (0,)  # fmt: skip
    strays = next((tmp_path / "work" / "strays").iterdir())
    files = [p for p in tmp_path.rglob("*") if p.is_file() and strays not in p.parents]
    assert not [p for p in files if title.encode() in p.read_bytes()] and sha not in kept(other)
    assert (strays / "khotin.duckdb").exists() and (strays / "judgements.jsonl").exists()
    with ops.books.reading(other) as store:
        assert store.rows("SELECT count(*) FROM tombstone")[0][0] > 0


@pytest.mark.parametrize("step", [4, 6])
def test_a_restore_that_ends_in_the_midst_is_given_again(saved, tmp_path, monkeypatch, step):
    other, steps = tmp_path / "khotin.duckdb", iter(range(100))
    here("restore", str(saved[1]), warehouse=other)

    def swap(*given: object, **more: object) -> None:
        if next(steps) == step:
            raise KeyboardInterrupt
        moved(*given, **more)  # type: ignore[arg-type]

    moved = backup._swap
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(backup, "_swap", swap)
        backup.restore(other, saved[1], overwrite=True)
    assert other.exists() and "✗" not in here("doctor", "--fix", warehouse=other).stdout
    here("restore", str(saved[1]), "--overwrite", warehouse=other)
    assert here("status", "--hashes", warehouse=other).stdout == here("status", "--hashes", warehouse=saved[0]).stdout  # fmt: skip


def changed(file: Path, target: Path, extra: dict[str, bytes] | None = None, instead: str = "") -> Path:
    """A backup with further entries, or with other bytes in one."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            out.writestr(name, content[:-1] + b"?" if name == instead else content)
        for name, content in (extra or {}).items():
            out.writestr(name, content)
    return target


def test_what_is_no_whole_backup_is_refused_and_nothing_is_left_of_it(saved, tmp_path):
    file = saved[1]
    with zipfile.ZipFile(file) as packed:
        document = next(n for n in packed.namelist() if n.startswith("landing/"))
    short = tmp_path / "short.zip"
    short.write_bytes(file.read_bytes()[:-2000])
    climbing = [f"landing/{way}" for way in ("../../x", "ab/cd/../../../x")] + ["/etc/x", "seeds/../x.csv"]
    told = {
        changed(file, tmp_path / "byte.zip", instead=document): "is not what was backed up",
        changed(
            file, tmp_path / "star.zip", instead="khotin.duckdb"
        ): "khotin.duckdb is not what was backed up",
        short: "no backup of khotin, or cut short",
    } | {
        changed(file, tmp_path / f"{n}.zip", {name: b"x"}): "which no backup of khotin does"
        for n, name in enumerate(climbing)
    }
    home = tmp_path / "home"
    for damaged, words in told.items():
        with pytest.raises(backup.BackupDamaged, match=words):
            backup.restore(home / "khotin.duckdb", damaged)
        assert not (home / "khotin.duckdb").exists() and not (home / "landing").exists()
        assert not (tmp_path / "x").exists() and not (home / "work" / "restore").exists()


def test_a_backup_is_written_to_a_new_file_elsewhere_and_waits_for_who_writes(saved, tmp_path, monkeypatch):
    warehouse, file = saved
    for place, words in ((file, "is there already"), (warehouse.parent / "b.zip", "beside the warehouse")):
        assert words in here("backup", str(place), warehouse=warehouse, check=False).stderr
    monkeypatch.setattr(publish, "PATIENCE_SECONDS", 0)
    with publish.locked(warehouse), pytest.raises(publish.WarehouseBusy):
        backup.backup(warehouse, tmp_path / "b.zip")
    with backup._alone(warehouse), pytest.raises(publish.WarehouseBusy, match="another backup"):
        backup.backup(warehouse, tmp_path / "b.zip")
    assert not list(tmp_path.iterdir())
