"""Batches read by a real Dask cluster of two workers: the same star, whatever becomes of its workers or of a document."""

import socket
from pathlib import Path

import polars as pl
import pytest

from flows import news
from flows.assets import root, rules_version
from flows.failures import line
from flows.files import connected, parquet
from flows.load.hashes import hashes
from flows.run import reading
from flows.settings import Settings
from tests import killing
from tests.conftest import here, told_to

needs_dask = pytest.mark.skipif(not killing.DASK, reason="Dask is not installed: `make dask` adds it")


def told(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    """What is told of wrong settings."""
    for name, value in settings.items():
        monkeypatch.setenv(f"KHOTIN_{name.upper()}", value)
    with pytest.raises(ValueError) as raised:
        Settings()
    return line(raised.value)


@pytest.mark.parametrize("runner", ["", "ray", "dask:", "dask:10.0.0.1:8786", "dask:tcp://10.0.0.1", "dask:tcp://a b:1"])  # fmt: skip
def test_a_runner_that_is_none_is_refused_in_one_line(monkeypatch, runner):
    assert told(monkeypatch, runner=runner).startswith(
        f"KHOTIN_RUNNER={runner}: chỉ nhận / it is local, dask, or dask:"
    )


def test_dask_without_its_extra_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr("flows.settings.find_spec", lambda name: None)
    assert 'pip install "khotin[dask]"' in told(monkeypatch, runner="dask:tcp://kho.example:8786")


@pytest.mark.parametrize(("memory", "wanted", "there"), [("1.6GB", 2, 1), ("3GB", 2, 2), ("3GB", 16, 3)])
def test_a_cluster_of_its_own_has_as_many_workers_as_there_is_memory_for(monkeypatch, memory, wanted, there):
    monkeypatch.setenv("KHOTIN_MEMORY", memory)
    monkeypatch.setenv("KHOTIN_WORKERS", str(wanted))
    settings = Settings()
    assert settings.cluster_workers == there and settings.cluster is None
    monkeypatch.setattr("flows.settings.find_spec", lambda name: name)
    assert Settings(runner="dask:tls://kho.example:8786").cluster == "tls://kho.example:8786"


@needs_dask
def test_a_cluster_that_does_not_answer_is_told_in_one_line(monkeypatch, tmp_path):
    from flows.run import cluster

    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and nobody listens
        monkeypatch.setenv("KHOTIN_RUNNER", f"dask:tcp://127.0.0.1:{nobody.getsockname()[1]}")
        monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)
        with pytest.raises(cluster.ClusterUnfit, match="no Dask scheduler answers there") as raised:
            cluster.read(tmp_path, tmp_path, ["00001"], print)
    assert line(raised.value).startswith("KHOTIN_RUNNER=dask:tcp://127.0.0.1:")


@needs_dask
def test_a_worker_that_would_read_otherwise_or_cannot_says_what_it_lacks(monkeypatch, tmp_path):
    from flows.run import cluster

    code, nobody = cluster.code_version(), "http://127.0.0.1:9/api"
    assert "other code, seeds or libraries" in cluster.lack("0" * len(code), tmp_path)
    assert f"does not see {tmp_path}" in cluster.lack(code, tmp_path)
    (tmp_path / "documents").mkdir()
    assert cluster.lack(code, tmp_path) == ""
    assert f"does not reach Prefect's server at {nobody}" in cluster.lack(code, tmp_path, nobody)
    with pytest.raises(cluster.ClusterUnfit, match=r"a worker on .+ has other code"):
        cluster.attempt("0" * len(code), tmp_path, tmp_path, "00001")


@pytest.fixture
def two_workers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The environment of runs that read with two workers of a cluster of their own, in which tests/killing.py is loaded; a
    file that appears where the first of them is killed in the middle of a batch.
    """
    import dask

    from flows.run import cluster

    # What this process goes by since some test had seeds of its own is not what a worker begins with.
    for told in (rules_version, cluster.code_version):
        told.cache_clear()
    once = tmp_path / "killed"
    for name, value in {"RUNNER": "dask", "WORKERS": "2", "MEMORY": "4GB", "BATCH_BYTES": "8000"}.items():
        monkeypatch.setenv(f"KHOTIN_{name}", value)
    with dask.config.set({"distributed.worker.preload": [killing.__name__]}):
        yield once


@needs_dask
def test_a_run_of_which_a_worker_is_killed_in_the_middle_leaves_the_star_of_a_plain_run(
    monkeypatch, two_workers, sample_run, warm, tmp_path
):
    monkeypatch.setenv(killing.ONCE, str(two_workers))
    warehouse = tmp_path / "kho" / "khotin.duckdb"
    here("run", str(root() / "seeds" / "articles"), warehouse=warehouse, beside=warm)
    assert two_workers.read_text() == "a worker was killed"
    with connected(warehouse, read_only=True) as one, connected(sample_run[0], read_only=True) as other:
        assert hashes(one) == hashes(other)


@needs_dask
def test_documents_that_kill_their_worker_or_raise_are_set_aside_by_name_and_the_others_are_read(
    monkeypatch, two_workers, warm, tmp_path
):
    (tmp_path / "bao").mkdir()
    words = {"1-tot.txt": "Tỉnh họp.", "2-chet.txt": killing.KILLS, "3-hong.txt": killing.RAISES, "4-tot.txt": "Tỉnh bàn."}  # fmt: skip
    for name, word in words.items():
        text = f"date 2025-01-08 Thu ngân sách năm 2024, bài {name}\n\nThu ngân sách tỉnh năm 2024 đạt {name[0]}.200 tỷ đồng. {word}\n"
        (tmp_path / "bao" / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(reading, "read_batch", killing.read_batch)  # where the run is, too
    intake = reading.take_in([str(tmp_path / "bao")], tmp_path / "khotin.duckdb", 100)
    heard: list[str] = []
    with told_to(warm):
        counts = news.read(intake.staging, tmp_path / "landing", list(intake.batches), heard.append)
    assert heard == list(intake.batches) and len(heard) == 4
    assert [(c["loaded"], c["rejected"]) for c in counts] == [(1, 0), (0, 1), (0, 1), (1, 0)]
    aside, read = (pl.read_parquet(parquet(intake.staging / name)) for name in ("rejected", "articles"))
    assert aside.sort("origin").select("origin", "reason").rows() == [("bao/2-chet.txt", "killed"), ("bao/3-hong.txt", "failed")]  # fmt: skip
    assert sorted(read["origin"]) == ["bao/1-tot.txt", "bao/4-tot.txt"]
