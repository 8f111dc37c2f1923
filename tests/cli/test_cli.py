"""The commands, as scripts and people call them."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.main import get_group
from typer.testing import CliRunner, Result

from flows.assets import root
from flows.cli import PANEL_OF, PANELS, app
from flows.contracts import QUARANTINE
from flows.load import ops
from tests.conftest import here, imported, khotin


def test_a_question_takes_parameters(sample_run):
    printed = here(
        "sql",
        "metric_over_time",
        "metric=export_turnover",
        "subject=Hải Phòng",
        "--format",
        "json",
        warehouse=sample_run[0],
    ).stdout
    rows = [json.loads(line) for line in printed.splitlines()]
    assert {r["value"] for r in rows if r["kind"] == "level"} == {16_400_000_000, 14_900_000_000}


def test_an_unknown_question_names_the_nearest(sample_run):
    done = here("sql", "promisses", warehouse=sample_run[0], check=False)
    assert done.exit_code == 1 and "did you mean promises" in done.stderr


def test_sql_cannot_write_or_read_other_files(sample_run):
    for statement in ("delete from main.dim_article where true", "select * from read_csv('/etc/passwd')"):
        done = here("sql", statement, warehouse=sample_run[0], check=False)
        assert done.exit_code == 1 and done.stderr.startswith("khotin: ")


def test_extract_keeps_every_line_in_jsonl(tmp_path):
    lines = [
        {"id": "a", "text": "Thu ngân sách đạt 1.234,5 tỷ đồng.", "published_on": "2025-10-15"},
        {"id": "b", "text": "Không có số nào.", "published_on": None},
    ]
    given = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    done = khotin("extract", "--jsonl", "-", warehouse=tmp_path / "none.duckdb", input=given)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert [m["value"] for m in first["mentions"] if m["entity_kind"] == "quantity"] == [1_234_500_000_000]
    assert second == {"id": "b", "mentions": [], "facts": []}
    assert not (tmp_path / "none.duckdb").exists()


def test_a_source_that_is_not_there_is_said_in_one_line(tmp_path):
    done = here("run", str(tmp_path / "nothing"), warehouse=tmp_path / "w" / "khotin.duckdb", check=False)
    assert done.exit_code == 1
    assert "no document there" in done.stderr and "Traceback" not in done.stderr


def test_doctor_finds_nothing_wrong_and_a_broken_seed(tmp_path):
    assert "✗" not in here("doctor", warehouse=tmp_path / "khotin.duckdb").stdout
    (tmp_path / "metrics.csv").write_text("wrong,columns\n1,2\n", encoding="utf-8")
    broken = {"KHOTIN_SEEDS": str(tmp_path)}
    done = here("doctor", warehouse=tmp_path / "khotin.duckdb", check=False, beside=broken)
    assert done.exit_code == 1 and "metrics.csv" in done.stdout


def test_seeds_beside_the_warehouse_are_read_whichever_they_are(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "notes.csv").write_text("mine\n", encoding="utf-8")
    assert "of them from" not in here("doctor", warehouse=tmp_path / "khotin.duckdb").stdout
    row = "code,name,name_en,aliases\nKR,Hàn Quốc,Korea,\n"
    (tmp_path / "seeds" / "countries.csv").write_text(row, encoding="utf-8")
    done = here("doctor", warehouse=tmp_path / "khotin.duckdb", check=False)
    assert f"1 of them from {tmp_path / 'seeds'}" in done.stdout.replace("\n", "")


def test_help_shows_every_command_by_what_it_is_for(tmp_path):
    registered = {*get_group(app).commands}
    assert sorted(PANEL_OF) == sorted(registered) and len(PANEL_OF) == sum(map(len, PANELS.values()))
    printed = here("--help", warehouse=tmp_path / "khotin.duckdb").stdout
    at = [printed.index(heading) for panel, names in PANELS.items() for heading in (f"─ {panel} ─", *(f"│ {n} " for n in names))]  # fmt: skip
    assert at == sorted(at)


HEAVY = ("prefect", "great_expectations")


def test_reading_commands_import_neither_prefect_nor_great_expectations(tmp_path):
    commands = [[c] for c in ("sql", "explain", "extract", "status", "doctor", "quarantine", "report", "--help")]  # fmt: skip
    assert imported(tmp_path / "k.duckdb", commands, HEAVY) == {tuple(command): [] for command in commands}


def test_a_run_with_nothing_new_imports_neither(sample_run):
    run = ["run", str(root() / "seeds" / "articles")]
    assert imported(sample_run[0], [run], HEAVY) == {tuple(run): []}
    assert "không có gì mới" in here(*run, warehouse=sample_run[0]).stdout


def test_a_named_source_file_of_one_article_runs(tmp_path, warm):
    article = Path("seeds/articles/can-tho-von-cong.txt")
    printed = khotin("run", str(article), warehouse=tmp_path / "w" / "khotin.duckdb", beside=warm).stdout
    assert "1 đọc/read = 1 nạp/loaded" in printed


def asked(*arguments: str, warehouse: Path | None = None, **options: object) -> Result:
    """The command in this process."""
    place = ["--warehouse", str(warehouse)] if warehouse else []
    return CliRunner().invoke(app, [*arguments, *place], **options)  # type: ignore[arg-type]


BRACKETS = "[ảnh] Thu [bold red]ngân sách[/] [/b] :smile:"


@pytest.mark.parametrize(
    "query", [f"select '{BRACKETS}' as \"[/x]\"", f"select '{BRACKETS}' as a, repeat('x', 200) as b"]
)
def test_text_with_brackets_is_text_in_a_table(sample_run, query):
    done = asked("sql", query, warehouse=sample_run[0])
    assert done.exit_code == 0 and BRACKETS in done.stdout


def test_text_with_brackets_is_text_in_extracted_facts(tmp_path):
    article = tmp_path / "[bold] a.txt"
    article.write_text(
        f"{BRACKETS}\n\nTỉnh Quảng Ninh thu ngân sách [/url] 56.200 tỷ đồng.\n", encoding="utf-8"
    )
    done = asked("extract", str(article), "--format", "table")
    assert done.exit_code == 0 and "56.200 tỷ đồng" in done.stdout


def test_a_text_without_facts_is_told_so_beside_the_table_and_is_an_empty_list_as_json(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Trời hôm nay đẹp.\n", encoding="utf-8")
    table = asked("extract", str(article), "--format", "table")
    assert table.stdout == "" and "no fact was read" in table.stderr
    told = asked("extract", str(article))
    assert json.loads(told.stdout)["facts"] == [] and told.stderr == ""


@pytest.mark.parametrize("format", ["csv", "markdown", "parquet"])
def test_extract_refuses_a_format_that_it_does_not_print(format):
    done = asked("extract", "-", "--format", format, input="Thử.")
    assert done.exit_code == 2 and f"'{format}'" in done.stderr and "'table'" in done.stderr


def test_a_file_s_name_is_text_where_it_was_set_aside(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    odd = {"quarantine_id": "q1", "stage": "ingest", "reason": "empty", "origin": "bao/[x] [/b].txt"}
    ops.record(
        warehouse,
        "quarantine",
        pl.DataFrame([odd], schema=QUARANTINE, orient="row").with_columns(sha256=pl.lit("0")),
        run_id="r",
        state="open",
    )
    for command in (["list"], ["show", "q1"]):
        done = asked("quarantine", *command, warehouse=warehouse)
        assert done.exit_code == 0 and "bao/[x] [/b].txt" in done.stdout


def line_of(done: Result) -> str:
    """The one line of a failure."""
    assert done.exit_code == 1, done.stdout + done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("khotin: ")
    return line


@pytest.mark.parametrize(
    "query, words",
    [
        ("select metrik from mart.measurements", "Candidate bindings"),
        ("selec 1", "syntax error"),
        ("select 1 / 'x'", "Conversion Error"),
        ("from nowhere", "does not exist"),
    ],
)
def test_an_error_of_sql_is_one_line(sample_run, query, words):
    line = line_of(asked("sql", query, warehouse=sample_run[0]))
    assert words in line and "LINE 1" not in line


@pytest.mark.parametrize(
    "command",
    [
        ["sql", "select 1"],
        ["status"],
        ["report"],
        ["explain", "x"],
        ["run"],
        ["rollback"],
        ["rebuild"],
        ["resume"],
    ],
)
def test_what_is_no_warehouse_is_told_and_stays_as_it_is(tmp_path, command):
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes, no database")
    assert "is no DuckDB database" in line_of(asked(*command, warehouse=notes))
    assert "is a folder: name a file in it" in line_of(asked(*command, warehouse=tmp_path))
    assert notes.read_text() == "my notes, no database" and list(tmp_path.iterdir()) == [notes]


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path):
    (tmp_path / "data").write_text("a file")
    line = line_of(
        asked("run", str(root() / "seeds" / "articles"), warehouse=tmp_path / "data" / "khotin.duckdb")
    )
    assert "a file stands where a folder is wanted" in line


def test_a_wrong_setting_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("KHOTIN_BATCH_BYTES", "many")
    line = line_of(asked("run", warehouse=tmp_path / "khotin.duckdb"))
    assert "KHOTIN_BATCH_BYTES=many" in line and "integer" in line


@pytest.mark.parametrize(
    "given, words",
    [
        (b"{}", "line 1 không có văn bản / has no text"),
        (b'{"text": "a"}\n[1]', "line 2 không có văn bản / has no text"),
        (b'{"text": "a"}\n\n{"text":', "line 3 không phải JSON / is no JSON"),
        (
            b'{"text": "a", "published_on": "5/3/2025"}',
            "line 1: published_on '5/3/2025' không phải ngày / is no day",
        ),
        (
            '{"text": "số"}'.encode("cp1258", "replace") + b"\xff",
            "line 1 không phải UTF-8 / is no UTF-8 text at byte 14",
        ),
    ],
)
def test_lines_that_cannot_be_read_are_named(given, words):
    assert words in line_of(asked("extract", "--jsonl", "-", input=given))


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path):
    assert "none.txt: không có / No such file" in line_of(asked("extract", str(tmp_path / "none.txt")))
    assert f"{tmp_path}: là thư mục / Is a directory" in line_of(asked("extract", str(tmp_path)))
    (tmp_path / "a.txt").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(24))
    for name, hint in (("a.html", "`khotin run"), ("a.jsonl", "`khotin run"), ("a.pdf", "save")):
        (tmp_path / name).write_text("<p>Xã Bình An trồng 30 ha rừng.</p>")
        assert hint in line_of(asked("extract", str(tmp_path / name)))
    assert "a.txt: không phải văn bản / this is no text" in line_of(asked("extract", str(tmp_path / "a.txt")))


@pytest.mark.parametrize(
    "command",
    [
        ["report", "--since", "yesterday"],
        ["rebuild", "--since", "2026-13-01"],
        ["run", "--captured-at", "yesterday"],
        ["extract", "-", "--published-on", "45/3/2025"],
        ["schedule", "incoming"],
        ["schedule", "--every", "5m", "--cron", "0 6 * * *"],
        ["sql", "said", "Quảng Ninh"],
        ["override", "amend", "f", "--reason", "r", "--set", "value"],
        ["override", "amend", "f", "--reason", "r", "--set", "value=1", "--set", "value=2"],
        ["override", "amend", "f", "--reason", "r", "--set", "value=[/]"],
        ["nothing"],
    ],
)
def test_wrong_usage_ends_with_2(tmp_path, command):
    done = CliRunner().invoke(app, command, env={"KHOTIN_WAREHOUSE": str(tmp_path / "khotin.duckdb")})
    assert done.exit_code == 2 and "Usage" in done.stderr


def test_debug_shows_the_trace(tmp_path):
    assert asked("--debug", "status", warehouse=tmp_path / "k.duckdb").exc_info[0] is FileNotFoundError  # type: ignore[index]
    done = asked("status", warehouse=tmp_path / "k.duckdb", env={"KHOTIN_DEBUG": "1"})
    assert done.exc_info[0] is FileNotFoundError  # type: ignore[index]


def test_reading_commands_work_whatever_the_path(sample_run, tmp_path):
    folder = "it's 100% #1? a=b&c; kho dữ liệu [bold]"
    warehouse = tmp_path / folder / f"{folder}.duckdb"
    warehouse.parent.mkdir()
    for name, copy in (("khotin.duckdb", warehouse), ("ops.sqlite", warehouse.parent / "ops.sqlite")):
        copy.write_bytes((sample_run[0].parent / name).read_bytes())
    fact = asked(
        "sql", "select fact_id from mart.measurements limit 1", "--format", "csv", warehouse=warehouse
    ).stdout.split()[1]
    for command in (
        ["sql", "promises"],
        ["status"],
        ["explain", fact],
        ["quarantine", "list"],
        ["identity", "show", "Quảng Ninh"],
        ["doctor"],
    ):
        done = asked(*command, warehouse=warehouse)
        assert done.exit_code == 0, (command, done.stderr)
    report = asked("report", warehouse=warehouse).stdout.strip()
    assert Path(report).parent == warehouse.parent / "reports" and Path(report).exists()


def test_an_identity_that_there_is_none_of_is_an_error_and_the_nearest_name_is_told(sample_run):
    done = asked("identity", "show", "Trần Quốc Thuậm", warehouse=sample_run[0])
    assert done.exit_code == 1 and "did you mean Trần Quốc Thuận" in " ".join(done.stderr.split())


def test_sql_prints_each_kind_of_value(sample_run):
    query = "select 12345 as n, 2024 as y, 1.50::decimal(4,2) as d, date '2025-03-04' as day, ['a', 'b'] as l, {'k': 1.5::decimal(3,1)} as s, null as e, true as t"
    (row,) = map(
        json.loads, asked("sql", query, "--format", "json", warehouse=sample_run[0]).stdout.splitlines()
    )
    assert row == {
        "n": 12345,
        "y": 2024,
        "d": 1.5,
        "day": "2025-03-04",
        "l": ["a", "b"],
        "s": {"k": 1.5},
        "e": None,
        "t": True,
    }
    table = asked("sql", query, warehouse=sample_run[0]).stdout
    assert all(shown in table for shown in ("12,345", "2024", "2025-03-04", "['a', 'b']", "True"))
    assert "the first" not in table and "1 dòng / 1 row\n" in table
    csv = asked("sql", query, "--format", "csv", warehouse=sample_run[0]).stdout
    assert csv.splitlines()[0] == "\ufeffn,y,d,day,l,s,e,t" and '2025-03-04,"[""a"", ""b""]"' in csv


def test_a_long_table_says_how_much_it_leaves_out(sample_run):
    printed = asked("sql", "select * from range(1234)", warehouse=sample_run[0]).stdout
    assert (
        "1234 dòng / 1234 rows; hiện 200 dòng đầu / the first 200 are shown" in " ".join(printed.split())
        and " 199 │" in printed
        and " 200 │" not in printed
    )


def test_small_commands_import_no_library_that_they_do_not_need(sample_run):
    commands = [["sql", "select 1"], ["sql", "promises"], ["sql"], ["status"], ["--help"]]
    libraries = ("polars", "pandas", "pydantic_settings", "jinja2")
    assert imported(sample_run[0], commands, libraries) == {tuple(command): [] for command in commands}
