"""Settings of one file beside the environment, and a home that every command finds from below."""

import os
import re
from pathlib import Path

import pytest

from flows import config, failures, news
from flows.cli.terminal import console
from flows.processes import worker
from flows.settings import Settings
from tests.conftest import here, khotin


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home as `khotin init` makes it; no other warehouse is named."""
    folder = tmp_path / "tin"
    here("init", str(folder), warehouse=tmp_path / "k.duckdb")
    monkeypatch.setattr(config, "_file", None)
    monkeypatch.setattr(config, "_named", frozenset())
    return folder


def loaded(folder: Path, monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict[str, str]:
    """What the settings file found from a folder adds to an environment."""
    monkeypatch.chdir(folder)
    config.load(environment)
    return environment


def test_every_setting_is_explained():
    assert set(config.MEANINGS) == set(Settings.model_fields)


def test_a_home_is_found_from_below_and_its_paths_are_told_from_it(home, monkeypatch):
    below = home / "a" / "b"
    below.mkdir(parents=True)
    environment = loaded(below, monkeypatch)
    assert environment == {
        "KHOTIN_WAREHOUSE": str(home / "warehouse" / "khotin.duckdb"),
        "KHOTIN_SEEDS": str(home / "seeds"),
        "KHOTIN_HOME": str(home),
    }
    monkeypatch.setattr(console, "width", 500)
    listed = here("source", "list", warehouse=home / "warehouse" / "khotin.duckdb", cwd=below).stdout
    assert str(home / "incoming") in listed


def test_the_environment_goes_before_the_file_and_each_setting_says_where_it_comes_from(home, monkeypatch):
    (home / "khotin.toml").write_text('workers = 3\nkeep_reports = 7\nallow_hosts = ["a.vn", "b.vn:8080"]\n')
    for name, value in loaded(home, monkeypatch, KHOTIN_WORKERS="4").items():
        monkeypatch.setenv(name, value)
    told = {t.name: (t.value, t.whence) for t in config.every()}
    assert told["workers"] == ("4", "KHOTIN_WORKERS") and told["keep_reports"] == ("7", "khotin.toml")
    assert told["allow_hosts"] == ("a.vn,b.vn:8080", "khotin.toml") and told["fetch_days"] == (
        "30",
        "default",
    )
    monkeypatch.delenv("KHOTIN_KEEP_REPORTS")
    printed = here("doctor", "--settings", warehouse=home / "k.duckdb", cwd=home).stdout
    assert any("keep_reports" in row and "khotin.toml" in row for row in printed.splitlines())


def test_seeds_that_lie_beside_the_warehouse_are_said_by_nobody(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "_file", None)
    monkeypatch.setenv("KHOTIN_SEEDS", "")  # as where nobody said it, and taken back after the test
    config.beside("seeds", tmp_path / "seeds")
    told = {t.name: (t.value, t.whence) for t in config.every()}
    assert told["seeds"] == (str(tmp_path / "seeds"), "beside the warehouse")
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path / "other"))
    config.beside("seeds", tmp_path / "seeds")
    told = {t.name: (t.value, t.whence) for t in config.every()}
    assert told["seeds"] == (str(tmp_path / "other"), "KHOTIN_SEEDS")


@pytest.mark.parametrize(
    "words, told",
    [
        ('workers = "many"', "line 1: workers=many: Input should be a valid integer"),
        ("\nkeep_reports = 0", "line 2: keep_reports=0: Input should be greater than 0"),
        (
            "workrs = 3",
            "workrs không phải cài đặt / is no setting of khotin; có phải / did you mean workers?",
        ),
        ("workers = ", "is no TOML"),
        ("[workers]\nx = 1", "workers là bảng, cần một giá trị / is a table, where one value is wanted"),
    ],
)
def test_a_wrong_value_is_one_line_with_its_place(home, words, told):
    (home / "khotin.toml").write_text(words)
    done = here("doctor", "--settings", warehouse=home / "k.duckdb", cwd=home, check=False)
    assert done.exit_code == 1 and f"{home / 'khotin.toml'}" in done.stderr and told in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "name, value, told",
    [
        ("batch_bytes", "0", "greater than 0"),
        ("allow_hosts", "bao.example, http://x", "'http://x': .* / is neither host nor host:port"),
        ("fetch_again", "24h,abc", "such as 24h,7d"),
        ("fetch_again", "24h,99999999999d", "36500d at most"),
        ("keep_days", "1000000", "KEEP_DAYS=1000000: .*equal to 36500"),
        ("fetch_days", "800000", "equal to 36500"),
        ("fetch_seconds", "inf", "equal to 86400"),
        ("keep_generations", "9" * 30, "equal to 1000000000"),
        ("memory", "99999999999GB", "equal to 1000000000000000000"),
        ("alert_webhook", "hooks.example/T1", "http:// or https://"),
        ("smtp", "mail.example:25", "smtp:// or smtps://"),
        ("alert_email", "thu ky", "a@bao.example"),
    ],
)
def test_what_no_setting_can_be_is_told_before_a_run_needs_it(name, value, told, monkeypatch):
    monkeypatch.setenv(f"KHOTIN_{name.upper()}", value)
    with pytest.raises(ValueError) as refused:
        list(config.every())
    assert re.search(told, failures.line(refused.value))


def test_a_variable_that_is_nearly_a_setting_is_told_and_others_are_not():
    environment = {
        "KHOTIN_WORKRES": "3",
        "KHOTIN_WORKERS": "3",
        "KHOTIN_WORKER": "/tmp/khotin-1/socket 00ff",
        "KHOTIN_SERVICE_HOST": "10.0.0.7",
    }
    assert list(config.misspelt(environment)) == [("KHOTIN_WORKRES", "KHOTIN_WORKERS")]
    assert list(config.misspelt({"KHOTIN_WORKER": "3"})) == [("KHOTIN_WORKER", "KHOTIN_WORKERS")]


def test_every_command_says_so_and_goes_on(tmp_path, monkeypatch):
    monkeypatch.setenv("KHOTIN_WORKER", "3")
    done = here("source", "list", warehouse=tmp_path / "k.duckdb")
    assert "KHOTIN_WORKER is no setting, nothing reads it: did you mean KHOTIN_WORKERS?" in done.stderr
    with worker.at_hand():
        assert worker.call(os.path.basename, "/kho/tin") == "tin"


def test_a_terminal_without_vietnamese_letters_is_answered(tmp_path):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = khotin("init", str(tmp_path / "tin"), warehouse=tmp_path / "k.duckdb", beside=plain)
    assert "made" in done.stdout and "\\u1ea1" in done.stdout


def test_another_file_is_named_by_a_variable_and_must_be_there(home, tmp_path, monkeypatch):
    other = tmp_path / "other.toml"
    other.write_text("workers = 5")
    assert loaded(home, monkeypatch, KHOTIN_CONFIG=str(other))["KHOTIN_WORKERS"] == "5"
    with pytest.raises(FileNotFoundError, match="no such file, though KHOTIN_CONFIG names it"):
        config.load({"KHOTIN_CONFIG": str(tmp_path / "none.toml")})


def test_init_never_overwrites(home, tmp_path):
    (home / "khotin.toml").write_text("workers = 3\n")
    (home / "incoming" / "thu-ngan-sach.txt").unlink()
    done = here("init", str(home), warehouse=tmp_path / "k.duckdb")
    assert (home / "khotin.toml").read_text() == "workers = 3\n" and "kept" in done.stdout
    assert not (home / "incoming" / "thu-ngan-sach.txt").exists()


def test_how_many_batches_are_read_side_by_side_is_asked_when_a_run_begins(monkeypatch):
    monkeypatch.setenv("KHOTIN_MEMORY", "64GB")
    for workers in (3, 5):
        monkeypatch.setenv("KHOTIN_WORKERS", str(workers))
        flow = news.by_settings()
        assert flow.task_runner._max_workers == workers and (flow.name, flow.persist_result) == ("khotin-news", False)  # fmt: skip
