"""docs/steward.md does what it says: its commands run in their order, its settings exist."""

import re
import shlex
import shutil
from pathlib import Path

import duckdb
import pytest

from flows.assets import root
from flows.load import aside
from flows.settings import Settings
from tests.conftest import here

GUIDE = (root() / "docs" / "steward.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```\n(.*?)^```", GUIDE, re.M | re.S)
    for line in block.splitlines()
    if line.startswith("khotin ")
]

QUERIES = {
    "FACT_ID": "SELECT fact_id FROM mart.measurements WHERE surface = '56.200 tỷ đồng' UNION ALL SELECT fact_id FROM fact_judgement",
    "TELLING": "SELECT min(telling_id) FROM mart.identities WHERE identity = 'Trần Quốc Thuận'",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory, warm) -> dict[str, str]:
    """What each command of the guide prints, run one after the other on the sample articles."""
    folder = tmp_path_factory.mktemp("steward")
    shutil.copytree(root() / "seeds" / "articles", folder / "incoming")
    warehouse = folder / "warehouse" / "khotin.duckdb"
    printed = {}
    for command in COMMANDS:
        filled = [_filled(word, warehouse) for word in shlex.split(command)[1:]]
        printed[command] = here(*filled, warehouse=warehouse, beside=warm, cwd=folder).stdout
    return printed


def _filled(word: str, warehouse: Path) -> str:
    """A word of a command with an id of the warehouse in the place of its capitals."""
    if word == "ITEM":
        return str(next(i["quarantine_id"] for i in aside.items(warehouse, "open") if i["reason"] == "empty"))
    if word == "CLOSED":
        return aside.items(warehouse, "closed")[0]["quarantine_id"]
    if word in QUERIES:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            row = connection.execute(QUERIES[word]).fetchone()
        return str(row and row[0])
    return word


def test_every_command_that_it_shows_works(said):
    assert list(said) == COMMANDS
    silent = [command for command, printed in said.items() if not printed.strip()]
    assert silent == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("khotin run incoming/", "đã xuất bản"),
        ("khotin explain FACT_ID", "state_budget_revenue"),
        ("khotin quarantine list", "không có chữ / empty"),
        ('khotin identity show "Trần Quốc Thuận"', "3 tellings of 1"),
        ("khotin rollback", "published again"),
        ("khotin resume", "go on"),
    ],
)
def test_it_leads_to_what_it_promises(said, command, words):
    assert words in said[command]


def test_every_steward_command_is_in_it():
    names = {command.split()[1] for command in COMMANDS}
    assert names >= {"run", "status", "report", "explain", "sql", "quarantine", "override", "identity", "rebuild", "rollback", "resume"}  # fmt: skip
    assert {c.split()[2] for c in COMMANDS if c.startswith("khotin quarantine")} == {"list", "show", "replay", "close", "reopen"}  # fmt: skip
    assert {c.split()[2] for c in COMMANDS if c.startswith("khotin override")} == {"accept", "reject", "amend", "undo", "list"}  # fmt: skip


@pytest.mark.parametrize("page", ["README.md", "docs/steward.md"])
def test_every_setting_that_a_page_names_exists(page):
    named = set(re.findall(r"KHOTIN_([A-Z_]+)", (root() / page).read_text(encoding="utf-8")))
    assert named and named <= {name.upper() for name in Settings.model_fields}
