"""A lake whose data lies on an S3-compatible store: what reaches it comes from the environment, and nothing of that is kept."""

import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.files import connected
from flows.load import lake, lake_home, publish, snapshots
from flows.load.hashes import hashes
from tests.conftest import here

try:
    for needed in ("ducklake", "sqlite_scanner", "httpfs"):
        lake.extension(needed)
except lake.LakeRefused as missing:
    pytest.skip(str(missing), allow_module_level=True)

SECRET = "kho-secret-word"


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """The environment that reaches a store of the test's own on loopback, with a bucket `kho`."""
    server = shutil.which("moto_server")
    if not server:
        pytest.skip(
            "no moto_server on PATH: pip install 'moto[s3,server]' into an environment of its own, and add its bin to PATH"
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [server, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(urllib.request.Request(f"{url}/kho", method="PUT")).close()
                break
            except OSError:
                time.sleep(0.5)
        yield {
            "AWS_ACCESS_KEY_ID": "kho",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": url,
        }
    finally:
        process.kill()
        process.wait()


def test_a_home_publishes_into_a_store_and_the_lake_is_read_from_there(store, empty, tmp_path, monkeypatch):
    there = f"ducklake:sqlite:{tmp_path / 'kho.lake'}"
    with pytest.MonkeyPatch.context() as told:
        told.setenv("KHOTIN_LAKE_DATA", "s3://kho/data")
        for name, value in store.items():
            told.setenv(name, value)
        warehouse = lake_home.linked(there, "s3://kho/data")
        shutil.copy(empty, warehouse)
        with publish.locked(warehouse):
            publish.publish_books(warehouse)
        assert not lake_home.behind(warehouse)
        with connected(warehouse, read_only=True) as star:
            wanted = hashes(star)
        listed = here("status", "--hashes", warehouse=Path(there)).stdout
        assert dict(line.split() for line in listed.splitlines()) == wanted
        query = "SELECT count(*) > 40 AS many FROM dim_metric"
        assert here("sql", query, "--format", "json", warehouse=Path(there)).stdout == '{"many": true}\n'
        assert lake.pull(lake.address(there), tmp_path / "again.duckdb") == wanted
        assert snapshots.expire(lake.address(there), 0)[1] == 0
    assert not (tmp_path / "kho.lake.files").exists()
    kept = [tmp_path / "kho.lake", warehouse, warehouse.parent / lake_home.LAKE_LINK]
    assert not any(SECRET.encode() in file.read_bytes() for file in kept)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY", raising=False)
    with pytest.raises(lake.LakeRefused, match="set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        lake.reading(lake.address(there))


def test_a_store_that_does_not_answer_leaves_the_lake_behind(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "kho")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(lake, "hashes", duckdb.Error)  # nothing is to come so far
    warehouse = lake_home.linked(f"ducklake:sqlite:{tmp_path / 'kho.lake'}", "s3://kho/data")
    shutil.copy(empty, warehouse)
    with publish.locked(warehouse):
        publish.publish_books(warehouse)
    late = lake_home.behind(warehouse)
    assert late and "127.0.0.1:9" in late and SECRET not in late
