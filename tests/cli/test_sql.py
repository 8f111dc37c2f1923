"""`khotin sql` and `khotin ask` as people type them: what is printed, in which form, and what is refused."""

import csv
import io
import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from flows.assets import root
from flows.cli import app
from flows.processes import signals
from flows.questions import questions


def asked(warehouse: Path, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [command, "--warehouse", str(warehouse), *arguments])


# What is refused. {file} is a CSV file that anybody may read, {other} a database, {new} the name of a file to be.

HOSTILE = {
    "attach": "ATTACH '{other}' AS other",
    "attach memory": "ATTACH ':memory:' AS m",
    "detach": "DETACH khotin",
    "use": "USE main",
    "copy to": "COPY main.dim_article TO '{new}'",
    "copy a query": "COPY (SELECT 1) TO '{new}' (FORMAT parquet)",
    "copy from": "COPY main.dim_article FROM '{file}'",
    "export": "EXPORT DATABASE '{new}'",
    "import": "IMPORT DATABASE '{new}'",
    "install": "INSTALL httpfs",
    "load": "LOAD httpfs",
    "load a file": "LOAD '{new}'",
    "set": "SET memory_limit = '1GB'",
    "set access": "SET enable_external_access = true",
    "reset access": "RESET enable_external_access",
    "set a variable": "SET VARIABLE x = 1",
    "pragma": "PRAGMA database_list",
    "pragma after a comment": "/* one */ -- two\nPRAGMA version",
    "call": "CALL pragma_version()",
    "checkpoint": "CHECKPOINT",
    "vacuum": "VACUUM",
    "create": "CREATE TABLE t (a INTEGER)",
    "create a view": "CREATE VIEW mart.t AS SELECT 1",
    "create a temporary table": "CREATE TEMP TABLE t AS SELECT 1",
    "create a macro": "CREATE MACRO f(x) AS x",
    "create a secret": "CREATE SECRET s (TYPE s3)",
    "insert": "INSERT INTO main.dim_title VALUES ('x', 1, true, 'x')",
    "update": "UPDATE main.dim_article SET title = ''",
    "delete": "DELETE FROM main.dim_article",
    "truncate": "TRUNCATE main.dim_article",
    "merge": "MERGE INTO main.dim_title USING main.dim_title AS o USING (title) WHEN MATCHED THEN DELETE",
    "alter": "ALTER TABLE main.dim_article ADD COLUMN x INTEGER",
    "drop": "DROP TABLE main.dim_article",
    "comment": "COMMENT ON TABLE main.dim_article IS 'x'",
    "delete in a query": "WITH gone AS (DELETE FROM main.dim_article RETURNING *) SELECT * FROM gone",
    "explain what it does": "EXPLAIN ANALYZE DELETE FROM main.dim_article",
    "begin": "BEGIN",
    "prepare": "PREPARE q AS SELECT 1",
    "execute": "EXECUTE q",
    "two statements": "SELECT 1; DELETE FROM main.dim_article",
    "two that read": "SELECT 1; SELECT 2",
    "a statement hidden in a comment's end": "SELECT 1 /* */; ATTACH '{other}' AS o",
    "read_csv": "SELECT * FROM read_csv('{file}')",
    "read_csv_auto": "SELECT * FROM read_csv_auto('{file}')",
    "read_text": "SELECT content FROM read_text('{file}')",
    "read_blob": "SELECT content FROM read_blob('{file}')",
    "read_json": "SELECT * FROM read_json('{file}')",
    "read_parquet": "SELECT * FROM read_parquet('{file}')",
    "parquet_metadata": "SELECT * FROM parquet_metadata('{file}')",
    "read_duckdb": "SELECT * FROM read_duckdb('{other}')",
    "sniff_csv": "SELECT * FROM sniff_csv('{file}')",
    "glob": "SELECT * FROM glob('{folder}/*')",
    "a file as a table": "SELECT * FROM '{file}'",
    "from first": "FROM '{file}'",
    "a file in a subquery": "SELECT (SELECT count(*) FROM read_text('{file}'))",
    "an address": "SELECT * FROM read_csv('https://example.org/x.csv')",
    "a query in a query": "SELECT * FROM query('ATTACH ''{other}'' AS o')",
    "a file by query_table": "SELECT * FROM query_table('{file}')",
    "environment": "SELECT getenv('HOME')",
    "secrets": "SELECT * FROM duckdb_secrets()",
    "a log into a file": "SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_config = {{'path': '{new}'}})",
    "a profile into a file": "SELECT * FROM enable_profiling(format = 'json', save_location = '{new}.json')",
    "a quoted name": 'SELECT * FROM "checkpoint"()',
    "a variable of the program": "SELECT * FROM frame",
    "nothing": "  ",
    "a comment alone": "-- SELECT 1",
}


@pytest.fixture(scope="module")
def beside(sample_run, tmp_path_factory) -> dict[str, str]:
    """What hostile queries ask for, in a folder of their own."""
    folder = tmp_path_factory.mktemp("beside")
    (folder / "file.csv").write_text("secret\nHUSH\n", encoding="utf-8")
    (folder / "other.duckdb").write_bytes(sample_run[0].read_bytes())
    return {"folder": str(folder), "file": str(folder / "file.csv"), "other": str(folder / "other.duckdb"), "new": str(folder / "new")}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_does_more_than_read_the_warehouse_is_refused(sample_run, beside, name):
    before = sample_run[0].read_bytes()
    done = asked(sample_run[0], "sql", "--", HOSTILE[name].format(**beside))
    assert done.exit_code == 1 and done.stderr.startswith("khotin: ") and "Traceback" not in done.stderr
    assert "HUSH" not in done.output
    assert {p.name for p in Path(beside["folder"]).iterdir()} == {"file.csv", "other.duckdb"}
    assert sample_run[0].read_bytes() == before


def test_what_is_not_one_query_is_told_by_what_it_is(sample_run):
    def line(*given: str) -> str:
        done = asked(sample_run[0], "sql", *given)
        assert done.exit_code == 1
        return done.stderr

    assert "no query: give SQL in quotes" in line("") and "no query" in line("/* chưa có gì */")
    assert (
        line("select 1; select 2")
        == "khotin: 2 lệnh, mỗi lần một câu / statements: give one query at a time\n"
    )
    assert "of PIVOT say the columns with IN (…)" in line("PIVOT mart.claims ON status USING count(*)")
    told = line("person", "ten=x")
    assert "person không có tham số / has no parameter ten: " in told and "it has person" in told


def test_a_parameter_with_two_values_is_refused_and_none_is_dropped(sample_run):
    done = asked(sample_run[0], "sql", "figures", "year=2023", "year=2024")
    assert done.exit_code == 2 and "mỗi tham số một giá trị / one value each" in done.stderr


def test_a_query_that_is_stopped_promises_nothing_that_goes_on(sample_run, monkeypatch):
    def stopped(*_: object) -> None:
        raise signals.Stopped(signal.SIGTERM)

    monkeypatch.setattr("flows.queries.run", stopped)
    done = asked(sample_run[0], "sql", "select * from range(1000000000)")
    assert done.exit_code == 143
    assert done.stderr.startswith(
        "khotin: bị dừng bởi / stopped by SIGTERM: câu hỏi chưa xong, chưa gì thay đổi / the query did not end, nothing was changed"
    )


PARAMETERS = {
    "a quote": "x' OR 'a' = 'a",
    "a statement": "x'); DROP TABLE main.dim_article; --",
    "a file": "' || (SELECT content FROM read_text('{file}')) || '",
    "a comment": "x'--",
    "a dollar": "$subject",
    "dollar quotes": "$$x$$ OR true",
    "a backslash": "x\\' OR 1 = 1 --",
    "nul": "x\0' OR 1 = 1",
    "a formula": "=cmd|' /C calc'!A0",
    "control characters": "\x1b[2J",
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_sql_in_a_parameter_is_data(sample_run, beside, name):
    value = PARAMETERS[name].replace("{file}", beside["file"])
    done = asked(sample_run[0], "sql", "promises", f"subject={value}", "--format", "json")
    assert (done.exit_code, done.stdout) == (0, "") or done.stderr.startswith("khotin: ")
    assert "HUSH" not in done.output


@pytest.mark.parametrize(
    "query",
    [
        "select 1",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "FROM mart.claims LIMIT 1",
        "(SELECT 1)",
        "VALUES (1)",
        "TABLE mart.claims",
        "DESCRIBE mart.claims",
        "SHOW TABLES",
        "SUMMARIZE mart.claims",
        "EXPLAIN SELECT 1",
        "-- what is there?\n/* all */ SELECT 1;",
        "PIVOT mart.claims ON status IN ('actual', 'target') USING count(*) GROUP BY metric",
        "FROM mart.measurements_known_on('2026-03-01') LIMIT 1",
    ],
)
def test_what_reads_is_run(sample_run, query):
    assert asked(sample_run[0], "sql", "--", query).exit_code == 0


# How rows are printed

ODD = """SELECT 56200000000000::DECIMAL(38, 6) AS money, 0.0000001::DOUBLE AS small, '=1+1' AS formula, '-x' AS dash, ['a', 'b'] AS list,
    NULL AS nothing, '<b>|x|</b>\n"y", Đỗ' AS words, DATE '2025-01-08' AS day, TIMESTAMPTZ '2025-01-08 20:00:00+00' AS moment"""


def test_csv_opens_right_in_excel_and_runs_nothing(sample_run):
    done = asked(sample_run[0], "sql", ODD, "--format", "csv")
    assert done.stdout.startswith("\ufeffmoney,")
    (row,) = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    assert row == {
        "money": "56200000000000", "small": "0.0000001", "formula": "'=1+1", "dash": "'-x", "list": '["a", "b"]', "nothing": "",
        "words": '<b>|x|</b>\n"y", Đỗ', "day": "2025-01-08", "moment": "2025-01-09 03:00:00+07:00",
    }  # fmt: skip


def test_csv_is_utf_8_whatever_the_machine_writes(sample_run):
    script = "import sys; sys.stdout.reconfigure(encoding='ascii'); from flows.cli import app; app()"
    command = [sys.executable, "-c", script, "sql", "SELECT 'Đỗ' AS a", "--format", "csv", "--warehouse", str(sample_run[0])]  # fmt: skip
    assert subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8-sig") == "a\nĐỗ\n"


def test_a_negative_number_is_a_number_in_csv(sample_run):
    done = asked(sample_run[0], "sql", "SELECT -2.50::DECIMAL(10, 2) AS a, -3 AS b", "--format", "csv")
    assert done.stdout.splitlines()[1] == "-2.5,-3"


def test_json_is_an_object_a_line(sample_run):
    done = asked(sample_run[0], "sql", ODD, "--format", "json")
    row = json.loads(done.stdout)
    assert (row["money"], row["list"], row["nothing"], row["formula"]) == (
        56_200 * 10**9,
        ["a", "b"],
        None,
        "=1+1",
    )


def test_parquet_keeps_types(sample_run):
    done = asked(sample_run[0], "sql", "SELECT 1.5::DECIMAL(38, 6) AS money, DATE '2025-01-08' AS day", "--format", "parquet")  # fmt: skip
    frame = pl.read_parquet(io.BytesIO(done.stdout_bytes))
    assert frame.schema == {"money": pl.Decimal(38, 6), "day": pl.Date}


def test_markdown_is_one_line_a_row_whatever_the_words(sample_run):
    head, rule, row = asked(sample_run[0], "sql", ODD, "--format", "markdown").stdout.splitlines()
    assert head.startswith("| money | small |") and rule.startswith("| ---: | ---: | --- |")
    assert "| 56200000000000 | 0.0000001 |" in row and r'\<b\>\|x\|\</b\> "y", Đỗ' in row


# Finding one's way


def test_without_a_query_every_question_is_listed(sample_run):
    printed = asked(sample_run[0], "sql").stdout
    assert all(f"{q.name}  {q.answers}" in printed for q in questions())


def test_ask_shows_the_question_with_its_parameters_and_columns(sample_run):
    printed = asked(sample_run[0], "ask", "du", "an", "cham").stdout
    assert (
        printed.startswith("projects_delayed  Dự án nào chậm")
        and "place=" in printed
        and "is_still_so" in printed
    )


def test_ask_knows_the_views_by_their_names(sample_run):
    printed = asked(sample_run[0], "ask", "positions").stdout
    assert printed.startswith("mart.positions") and 'khotin sql "FROM mart.positions LIMIT 20"' in printed
    assert "\noffice_holders" in printed


def test_ask_says_where_no_question_has_the_words(sample_run):
    done = asked(sample_run[0], "ask", "zzz")
    assert done.exit_code == 1 and "khotin sql" in done.stdout


def unboxed(words: str) -> str:
    """What a box says, in one line."""
    return " ".join(words.replace("│", " ").split())


def test_a_parameter_without_a_value_is_wrong_usage_and_says_what_there_is(sample_run):
    done = asked(sample_run[0], "sql", "promises", "subject")
    assert done.exit_code == 2 and "promises nhận / takes subject=" in unboxed(done.stderr)


def test_parameters_of_plain_sql_are_wrong_usage(sample_run):
    done = asked(sample_run[0], "sql", "select 1", "subject=x")
    assert done.exit_code == 2 and "only a named question takes parameters" in unboxed(done.stderr)


def test_a_misspelt_name_says_which_are_near(sample_run):
    done = asked(sample_run[0], "sql", "promisses")
    assert done.exit_code == 1 and "có phải / did you mean promises, promises_due" in done.stderr


# The README's own examples


def examples() -> list[tuple[str, list[str]]]:
    """The commands under the README's heading SQL, each with the lines that it shows."""
    section = (root() / "README.md").read_text(encoding="utf-8").split("\n## SQL\n")[1].split("\n## ")[0]
    told: list[tuple[str, list[str]]] = []
    for line in section.split("```")[1].strip().splitlines():
        if line.startswith("$ khotin "):
            told.append((line.removeprefix("$ khotin "), []))
        else:
            told[-1][1].append(line)
    return told


@pytest.mark.parametrize(("command", "lines"), examples())
def test_the_readme_shows_what_is_printed(sample_run, command, lines):
    printed = [line.rstrip() for line in asked(sample_run[0], *shlex.split(command)).stdout.splitlines()]
    assert lines and set(lines) <= set(printed)


def test_the_readme_s_first_question_is_answered_as_shown(sample_run):
    text = (root() / "README.md").read_text(encoding="utf-8")
    query = text.split("```sql\n")[1].split("```")[0]
    shown = [line for line in text.split("## SQL")[0].splitlines() if line.startswith("│")]
    assert shown and set(shown) <= set(asked(sample_run[0], "sql", query).stdout.splitlines())
