"""dbt making khotin's views of schema mart out of the loaded star, in its own environment.

    build/peers/dbt/bin/python benchmarks/peers/with_dbt.py first|again FOLDER

Its models are the queries of sql/marts with their references as dbt wants them, each made a view, as khotin has them. Before the clock
starts the project is written and the star copied without its views; `again` has run once, so that dbt knows the project.
"""

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

os.environ |= {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}  # nothing is sent anywhere

import duckdb
from clock import tell
from dbt.cli.main import dbtRunner

MARTS = Path(__file__).parents[2] / "sql" / "marts"
VIEW = re.compile(r"CREATE OR REPLACE VIEW mart\.(\w+) AS\s+(.*?);\s*$", re.S | re.M)
PROJECT = "name: khotin\nprofile: khotin\nversion: 1.0.0\nmodels: {khotin: {+materialized: view}}\n"
PROFILE = "khotin: {{target: here, outputs: {{here: {{type: duckdb, path: '{path}', schema: mart, threads: 1}}}}}}\n"


def written(turn: Path) -> None:
    """Writes the project: a model a view."""
    models = {name: query for file in sorted(MARTS.glob("*.sql")) for name, query in VIEW.findall(file.read_text(encoding="utf-8"))}  # fmt: skip
    other = re.compile(rf"\bmart\.({'|'.join(models)})\b(?!\s*\()")
    (turn / "models").mkdir()
    for name, query in models.items():
        referring = other.sub(r"{{ ref('\1') }}", query)
        (turn / "models" / f"{name}.sql").write_text(referring + "\n", encoding="utf-8")
    (turn / "dbt_project.yml").write_text(PROJECT)
    (turn / "profiles.yml").write_text(PROFILE.format(path=turn / "khotin.duckdb"))


def copied(folder: Path) -> None:
    """The star without its views."""
    file = folder / "turn" / "khotin.duckdb"
    shutil.copyfile(folder / "star" / "khotin.duckdb", file)
    with duckdb.connect(str(file)) as star:
        for (name,) in star.execute(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'"
        ).fetchall():
            star.execute(f"DROP VIEW mart.{name}")


def run(turn: Path) -> dict[str, Any]:
    """`dbt run` in this process."""
    done = dbtRunner().invoke(
        ["--quiet", "run", "--project-dir", str(turn), "--profiles-dir", str(turn), "--log-path", str(turn)]
    )
    assert done.success, done.exception or [r.message for r in done.result if r.message]
    return {"units": len(done.result.results)}


def main(kind: str, folder: Path) -> None:
    """Tells the cost of a run."""
    turn = folder / "turn"
    written(turn)
    copied(folder)
    if kind == "again":
        run(turn)
    tell(lambda: run(turn))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
