"""Sources as a person meets them: added, on a schedule, paused; nobody waits for one that is slow."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from flows import stewardship
from flows.assets import rules_version
from tests.conftest import here, imported
from tests.run.conftest import Paper, asked_of, booked, taken_in
from tests.web import Asked, Reply

KHOTIN = [sys.executable, "-c", "from flows.cli import app; app()"]


def until(seen, seconds: float = 180) -> bool:
    deadline = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_without_an_active_source_a_run_says_how_to_add_one(tmp_path):
    done = here("run", warehouse=tmp_path / "khotin.duckdb", check=False)
    assert done.exit_code == 1 and "`khotin source add https://…` thêm một nguồn / adds one" in done.stderr
    assert "khotin source add" in here("source", "list", warehouse=tmp_path / "khotin.duckdb").stdout
    refused = here(
        "source", "add", "ftp://bao.example/tin", warehouse=tmp_path / "khotin.duckdb", check=False
    )
    assert refused.exit_code == 1 and "only http and https are fetched" in refused.stderr
    assert "baochinhphu.vn" in here("source", "list", "--all", warehouse=tmp_path / "khotin.duckdb").stdout


def test_a_watched_folder_that_no_row_names_is_said_to_name_no_source(tmp_path, monkeypatch):
    head = "source,name_vi,name_en,aliases,folders,ids,kind,address,active\n"
    rows = [
        "bao-mau,Báo Mẫu,,,,,folder,/kho/bai-mau,yes",
        "bao-hai,Báo Hai,,,bai-hai|cu/hai,,folder,/kho/bai-hai,yes",
        "bao-ba,Báo Ba,,,bai-ba/tin,,folder,/kho/bai-ba,yes",
        "bao-web,Báo Web,,,,,feed,https://web.example/rss,yes",
    ]
    (tmp_path / "sources.csv").write_text(head + "\n".join(rows) + "\n")
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    shown = here("source", "list", warehouse=tmp_path / "khotin.duckdb").stdout
    assert (
        "bao-mau: bài không tự nêu nguồn thì không có nguồn" in shown
        and "write bai-mau into `folders`" in shown
    )
    assert shown.count("articles that state no source have none") == 1


def test_a_source_that_is_there_is_said_to_be_there_and_is_active_again(paper: Paper, warehouse: Path):
    paper.feed(1)
    first = here("source", "add", paper.web.url("/rss.xml"), warehouse=warehouse).stdout
    assert "added: 127.0.0.1" in first and "sources.csv" in first
    here("source", "pause", "127.0.0.1", warehouse=warehouse)
    again = here("source", "add", paper.web.url("/rss.xml"), warehouse=warehouse).stdout
    assert "was there already, is active: 127.0.0.1" in again and "sources.csv" not in again
    listed = here("source", "list", warehouse=warehouse).stdout
    assert "active" in listed and "paused" not in listed
    assert (warehouse.parent / "seeds" / "sources.csv").read_text().count("\n") == 2


def test_a_site_without_a_first_page_has_the_sitemap_that_its_robots_txt_names(paper: Paper, warehouse: Path):
    home = paper.web.url("/").rstrip("/")
    refused = here("source", "add", home, warehouse=warehouse, check=False)
    assert (
        refused.exit_code == 1 and "404" in refused.stderr and "robots.txt names no sitemap" in refused.stderr
    )
    address = paper.sitemap(1, 2, path="/bai/so-do-2026.xml")
    paper.web.on("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {address}\n")
    added = here("source", "add", home, warehouse=warehouse).stdout
    assert f"127.0.0.1  (sitemap)  {address}" in added and "2 mục/items" in added
    refused = here("source", "add", f"{home}/kinh-te", warehouse=warehouse, check=False)  # another address
    assert refused.exit_code == 1 and "/kinh-te trả lời / answered 404" in refused.stderr


def test_a_feed_more_makes_no_rule_of_reading_another(tmp_path, monkeypatch):
    before = rules_version.__wrapped__()
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    rows = "source,name_vi,kind,address\nbao.example,{name},feed,https://bao.example/rss\n"
    (tmp_path / "sources.csv").write_text(rows.format(name=""), encoding="utf-8")
    assert rules_version.__wrapped__() == before
    (tmp_path / "sources.csv").write_text(rows.format(name="Báo Sông Lam"), encoding="utf-8")
    assert rules_version.__wrapped__() != before, "a paper's name is read"


def test_a_feed_on_a_schedule_in_three_commands_and_nobody_waits_for_a_slow_one(
    paper: Paper, warehouse: Path, warm: dict[str, str]
):
    paper.write(*range(1, 8))
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head><body></body></html>'
    paper.web.on("/", home)
    paper.feed(1, 2)

    added = here("source", "add", paper.web.url("/"), "--schedule", "10s", warehouse=warehouse).stdout
    assert f"127.0.0.1  (feed)  {paper.web.url('/rss.xml')}" in added
    assert (warehouse.parent / "seeds" / "sources.csv").read_text().count("\n") == 2
    checked = here("source", "check", "127.0.0.1", warehouse=warehouse).stdout
    assert "Tin 2" in checked and "2 mục/items" in checked

    environment = os.environ | {"KHOTIN_WAREHOUSE": str(warehouse)}
    started = subprocess.Popen(
        [*KHOTIN, "schedule"],  # the source at its own times
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # as in a shell's background
    )
    server = warehouse.parent / "prefect" / "server.url"
    articles = "SELECT count(*) FROM mart.articles"
    try:
        assert until(lambda: started.poll() is not None or warehouse.exists()) and started.poll() is None
        assert asked_of(warehouse, articles) == [(2,)]
        first = warehouse.stat().st_ino
        paper.feed(1, 2, 3)  # the next run fires by itself
        assert until(lambda: started.poll() is not None or warehouse.stat().st_ino != first)
        assert asked_of(warehouse, articles) == [(3,)]
        assert started.poll() is None and server.exists()
        second = here("schedule", "--every", "30s", warehouse=warehouse, check=False)
        assert second.exit_code == 1 and f"is being served by process {started.pid}" in second.stderr
        assert f"kill {started.pid}" in second.stderr and len(second.stderr.splitlines()) == 1
        assert re.search(r"next run: \d{4}-.*127\.0\.0\.1", here("status", warehouse=warehouse).stdout)
    finally:
        started.send_signal(signal.SIGTERM)
        printed, _ = started.communicate(timeout=60)
    assert started.returncode == 0 and not server.exists()
    first_line, *turns, last_line = printed.splitlines()
    assert first_line.startswith("khotin: serving") and "the schedule has ended" in last_line
    assert all(
        re.match(r"khotin: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ", line) for line in turns
    )  # no trace, no warning
    assert any("  127.0.0.1  đã xuất bản / published" in line for line in turns)
    assert asked_of(warehouse, "SELECT count(*), count(DISTINCT source), min(source) FROM mart.articles") == [
        (3, 1, "127.0.0.1")
    ]
    told = "SELECT requests_made, requests_fetched, documents_read, documents_loaded FROM ops.run WHERE state = 'published' ORDER BY started_at"
    assert asked_of(warehouse, told) == [(3, 3, 2, 2), (2, 2, 1, 1)]
    assert "127.0.0.1" in here("status", warehouse=warehouse).stdout
    assert "paused" in here("source", "pause", "127.0.0.1", warehouse=warehouse).stdout
    assert "tạm dừng/paused" in here("source", "list", warehouse=warehouse).stdout

    # A run waits for a slow source; meanwhile a person judges, and another run takes in and publishes what it took in too.
    # From here on without own seeds, as the worker that is kept.
    (warehouse.parent / "seeds").rename(warehouse.parent / "no seeds")
    let_go, waited = threading.Event(), threading.Event()

    def slow(asked: Asked) -> Reply:
        def pieces() -> Iterator[bytes]:
            waited.set()
            while not let_go.wait(0.5):
                yield b" "
            yield paper.page(5).encode()

        return Reply(pieces(), length=None)

    paper.write(4, 5, 6)
    paper.web.on("/tin-5.html", slow)
    file = warehouse.parent.parent / "in" / "tin.html"
    file.parent.mkdir()
    file.write_text(paper.page(4).replace(paper.url(4), "https://bao.example/tin-4.html"), encoding="utf-8")
    slow_feed, quick_feed = paper.feed(4, 5, path="/slow.xml"), paper.feed(4, 6, path="/quick.xml")
    patient = environment | warm | {"KHOTIN_FETCH_SECONDS": "600"}
    run = subprocess.Popen(
        [*KHOTIN, "run", slow_feed, str(file.parent)], env=patient, stdout=subprocess.PIPE, text=True
    )
    try:
        assert waited.wait(180)
        time.sleep(1)  # what was fetched beside it is booked
        again = here("run", slow_feed, warehouse=warehouse, check=False)
        assert again.exit_code == 1 and "is being taken in by another run" in again.stderr
        ((fact,),) = asked_of(
            warehouse, "SELECT fact_id FROM mart.measurements WHERE surface LIKE '12.200%' LIMIT 1"
        )
        stewardship.override(warehouse, fact, "reject", "thử / trial", "test", {}, 8_000_000)
        other = taken_in([quick_feed, str(file)], warehouse)
        assert other.documents["loaded"] == 2 and other.state == "published" and run.poll() is None
    finally:
        let_go.set()
        printed, _ = run.communicate(timeout=300)
    assert run.returncode == 0 and "đã xuất bản / published" in printed
    versions = "SELECT count(*), count(DISTINCT article_id) FROM mart.article_versions"
    assert asked_of(warehouse, versions) == [(7, 7)]
    ((loaded, unchanged),) = booked(
        warehouse,
        "SELECT documents_loaded, documents_unchanged FROM run WHERE requests_made = 3 AND kind = 'manual' ORDER BY seq LIMIT 1",
    )
    assert (loaded, unchanged) == (2, 1)  # the file is the other run's
    balance = (
        "SELECT documents_read - documents_loaded - documents_unchanged - documents_duplicate - documents_rejected, "
        "requests_made - requests_fetched - requests_not_modified - requests_refused - requests_failed "
        "FROM run WHERE kind = 'manual' AND requests_made > 0"
    )
    assert set(booked(warehouse, balance)) == {(0, 0)}
    assert asked_of(warehouse, f"SELECT count(*) FROM mart.measurements WHERE fact_id = '{fact}'") == [(0,)]

    failed = here("run", paper.web.url("/nothing.xml"), warehouse=warehouse, check=False, beside=warm)
    assert failed.exit_code == 1 and "nguồn hỏng / source failed" in failed.stdout


def test_commands_of_sources_import_no_http_library_before_they_fetch(tmp_path):
    commands = [["source", "list"], ["source", "--help"], ["export-warc", "--help"]]
    libraries = ("httpcore", "httpx", "feedparser", "prefect", "great_expectations")
    told = imported(tmp_path / "khotin.duckdb", commands, libraries)
    assert told == {tuple(command): [] for command in commands}
