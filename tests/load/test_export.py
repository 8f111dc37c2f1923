"""An export opens in other programs, explains itself, runs nothing in a spreadsheet, and holds no more text than may be passed on."""

import csv
import json
import zipfile
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.assets import root
from flows.cli.rows import cell
from flows.contracts import FACTS
from flows.export import linked, views
from flows.export.package import Kind, export
from flows.load import merge, publish
from tests.conftest import here
from tests.load.conftest import staged_apart

FORMULA = "=HYPERLINK('https://bad.example','thu') & cmd"
BODY = "Tỉnh Quảng Ninh thu ngân sách 56.200 tỷ đồng trong năm 2024.\n\nÔng Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết như vậy tại cuộc họp.\n\nMột câu không có dữ kiện nào nằm ở cuối bài."
TEXTS = {
    "a.md": f"---\nurl: https://mo.example/a.html\nsource: mo.example\ntitle: \"{FORMULA}\"\ndate: 2025-01-08\n---\n\n{BODY}\n",
    "b.md": f"---\nurl: https://kin.example/b.html\nsource: kin.example\ntitle: Thu ngân sách\ndate: 2024-02-09\n---\n\n{BODY.replace('56.200', '51.100')}\n",
    "c.md": f"---\nurl: https://kin.example/c.html\nsource: kin.example\ntitle: Bài bị rút\ndate: 2024-02-10\n---\n\n{BODY.replace('56.200', '9.999')}\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of two articles, and one that is withdrawn."""
    path = tmp_path_factory.mktemp("export") / "kho" / "khotin.duckdb"
    staging = staged_apart(tmp_path_factory.mktemp("told"), {"all": TEXTS})["all"]
    with publish.locked(path), publish.writing(path, empty) as work:
        merge.merge(work.connection, staging, "run", "rules")
        work.connection.execute("UPDATE dim_article SET withdrawn_at = now() WHERE title = 'Bài bị rút'")
        publish.publish(work, 1, 1)
    return path


@pytest.fixture(scope="module")
def exported(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "open"
    assert "measurements" in here("export", str(folder), warehouse=warehouse).stdout
    return folder


def count(warehouse: Path, view: str) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as star:
        return star.execute(f"SELECT count(*) FROM mart.{view}").fetchall()[0][0]


def test_every_resource_is_there_with_its_rows_its_types_and_its_words(exported, warehouse):
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    named = {r["name"]: r for r in package["resources"]}
    assert {f"{n}-parquet" for n in FACTS} | set(FACTS) <= set(named)
    for resource in named.values():
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        assert paths and sum((exported / p).stat().st_size for p in paths) == resource["bytes"]
        assert all(f["description"] and " / " in f["description"] for f in resource["schema"]["fields"]), resource["name"]  # fmt: skip
    fields = {f["name"]: f["type"] for f in named["measurements"]["schema"]["fields"]}
    assert (fields["value"], fields["period_end"], fields["is_repeat"], fields["surface"]) == ("number", "date", "boolean", "string")  # fmt: skip
    for name in ("measurements", "statements", "projects"):
        lines = list(
            csv.DictReader((exported / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline=""))
        )
        assert len(lines) == count(warehouse, name)
        assert list(lines[0] if lines else named[name]["schema"]["fields"]) or name == "projects"
    parquet = pl.read_parquet(
        exported / "parquet" / "measurements" / "**" / "*.parquet", hive_partitioning=True
    )
    assert set(parquet["published_year"]) == {2024, 2025} and parquet.height == count(
        warehouse, "measurements"
    )


def test_rows_have_keys_and_keys_lead_to_rows(exported):
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {r["name"]: r["schema"] for r in package["resources"] if r["format"] == "csv"}
    told = {name: pl.read_csv(exported / "csv" / f"{name}.csv", infer_schema=False) for name in schemas}
    for name, schema in schemas.items():
        if key := schema.get("primaryKey"):
            assert not told[name].select(pl.struct(key).is_duplicated().any()).item(), (name, key)
        for lead in schema["foreignKeys"]:
            there = lead["reference"]
            known = told[there["resource"]][there["fields"]].implode()
            lost = told[name][lead["fields"]].drop_nulls()
            assert lost.is_in(known).all(), (name, lead)
    assert {"primaryKey", "foreignKeys"} <= set(schemas["measurements"])
    leads = {lead["fields"]: lead["reference"]["resource"] for lead in schemas["measurements"]["foreignKeys"]}
    assert leads == {"article_id": "articles", "claim_id": "claims", "project_id": "projects"}


def test_what_a_reprint_tells_can_be_left_out_of_a_sum(exported):
    rows = pl.read_csv(exported / "csv" / "copied_facts.csv")
    assert rows.columns == ["fact_type", "fact_id", "article_id", "original_id"]
    assert (exported / "csv" / "corrected.csv").exists()


def test_nothing_runs_in_a_spreadsheet(exported):
    articles = (exported / "csv" / "articles.csv").read_text(encoding="utf-8-sig")
    titles = [row["title"] for row in csv.DictReader(articles.splitlines())]
    assert f"'{FORMULA}" in titles
    with zipfile.ZipFile(exported / "khotin.xlsx") as book:
        told = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml"))
        links = [n for n in book.namelist() if n.endswith(".rels") and b"bad.example" in book.read(n)]
    assert "bad.example" in told and "<f>" not in told and "<hyperlink" not in told and not links
    assert "mentions" not in told.split("<sheets>")[1].split("</sheets>")[0]


def test_what_is_withdrawn_is_in_no_file(exported):
    for file in (f for f in exported.rglob("*") if f.is_file()):
        if file.suffix == ".parquet":
            told = str(pl.read_parquet(file).to_dicts())
        elif file.suffix == ".xlsx":
            with zipfile.ZipFile(file) as book:
                told = "".join(book.read(n).decode() for n in book.namelist())
        else:
            told = file.read_text(encoding="utf-8")
        assert "9.999" not in told and "Bài bị rút" not in told, file
        assert "Một câu không có dữ kiện" not in told, file


def test_full_text_goes_only_where_it_may_be_passed_on(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr(views, "_passed_on", lambda: ["mo.example"])
    export(warehouse, tmp_path / "full", [Kind.parquet], True, cell)
    articles = pl.read_parquet(tmp_path / "full" / "parquet" / "articles" / "**" / "*.parquet")
    told = {url: text is not None for url, text in articles.select("origin", "text").iter_rows()}
    assert told == {"bao/a.md": True, "bao/b.md": False}


def test_linked_data_says_each_fact_with_its_evidence(exported, warehouse):
    assert set(linked.TYPES) == set(linked.WORDS) == set(FACTS) - {"mentions"}
    document = json.loads((exported / "khotin.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert len(nodes) == len(document["@graph"]) == 2 + sum(count(warehouse, name) for name in linked.TYPES)
    figure = next(n for n in nodes.values() if n.get("schema:value") == 56_200_000_000_000)
    assert figure["schema:measuredProperty"] == "state_budget_revenue" and figure["schema:unitText"] == "VND"
    article = nodes[figure["prov:wasDerivedFrom"]]
    assert article["schema:identifier"] == "bao/a.md" and article["schema:headline"] == FORMULA
    evidence = figure["prov:qualifiedDerivation"]
    assert evidence["surface"] == "56.200 tỷ đồng" and evidence["surface"] in evidence["sentence"]
    assert figure["prov:wasGeneratedBy"]["rule"]


def test_a_folder_is_replaced_only_where_it_is_an_export(exported, warehouse, tmp_path):
    for folder, said in ((warehouse.parent / "out", "beside the warehouse"), (root() / "docs", "something else"), (root() / "README.md", "is a file")):  # fmt: skip
        done = here("export", str(folder), warehouse=warehouse, check=False)
        assert done.exit_code == 1 and said in done.stderr
    (tmp_path / "again").mkdir()
    for _ in range(2):
        export(warehouse, tmp_path / "again", [Kind.csv], False, cell)
    assert {p.name for p in (tmp_path / "again").iterdir()} == {"csv", "datapackage.json"}
    assert [p.name for p in tmp_path.iterdir()] == ["again"]
