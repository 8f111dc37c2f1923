"""The house keeps its rules: who imports whom, and what every fact type has."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from flows.assets import reference, root
from flows.contracts import FACTS
from flows.extract.measurements import codes
from flows.load.tables import TABLES

FLOWS = root() / "flows"
ROOMS = {"fetch", "ingest", "read", "extract", "validate", "load", "report", "export"}
# Extraction is the second half of reading: it works on a Reading and its lexicon. What fetching finds is told apart and
# decoded as it will be read: one decision for "list or article", one for the encoding.
NEIGHBOURS = {"extract": {"read"}, "fetch": {"ingest"}}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    return found | {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_contracts_assets_files_letters_and_itself_only(room):
    allowed = {"contracts", "assets", "files", "letters", room} | NEIGHBOURS.get(room, set())
    for path in (FLOWS / room).rglob("*.py"):
        ours = {m.split(".")[1] for m in imports(path) if m.startswith("flows.")}
        assert ours <= allowed, f"{path.name} imports {sorted(ours - allowed)}"
        assert not {m for m in imports(path) if m.split(".")[0] == "prefect"}, path


def named(path: Path) -> str:
    return ".".join(["flows", *path.relative_to(FLOWS).with_suffix("").parts]).removesuffix(".__init__")


def test_no_import_leads_back_to_where_it_began_not_within_functions_either():
    modules = {named(path): path for path in FLOWS.rglob("*.py")}
    needed = {}
    for name, path in modules.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typing = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.dump(n.test)]
        of_types = {id(n) for block in typing for n in ast.walk(block)}
        told = [
            f"{node.module}.{one.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module and id(node) not in of_types
            for one in node.names
        ]
        needed[name] = {m if m in modules else m.rpartition(".")[0] for m in told} & set(modules) - {name}
    TopologicalSorter(needed).prepare()  # raises CycleError, which tells the circle


def test_the_map_of_loading_names_every_module():
    told = re.findall(
        r"[a-z_]+", FLOWS.joinpath("load", "__init__.py").read_text(encoding="utf-8").split('"""')[1]
    )
    assert not {p.stem for p in FLOWS.glob("load/*.py")} - {"__init__"} - set(told)


def test_no_module_is_a_drawer_for_anything():
    assert not [p for p in FLOWS.rglob("*.py") if p.stem in {"utils", "util", "helpers", "common", "misc"}]


@pytest.mark.parametrize("fact_type", sorted(FACTS))
def test_every_fact_type_has_all_its_parts(fact_type):
    parts = [
        root() / "expectations" / f"{fact_type}.json",
        root() / "sql" / "load" / f"{TABLES[fact_type]}.sql",
        root() / "sql" / "marts" / f"{fact_type}.sql",
    ]
    assert not [p for p in parts if not p.exists()]


def test_modules_stay_small():
    assert not [p for p in FLOWS.rglob("*.py") if len(p.read_text(encoding="utf-8").splitlines()) > 400]


def test_nothing_but_a_command_imports_a_command():
    others = [p for p in FLOWS.rglob("*.py") if p.parent != FLOWS / "cli"]
    assert not [p.name for p in others if any(m.startswith("flows.cli") for m in imports(p))]


@pytest.mark.parametrize("room", ["read", "extract"])
def test_patterns_say_letters_and_digits_by_the_classes_that_are_cheap_to_compile(room):
    dear = re.compile(r"\\p\{+(?:L[ul]?|N)\}|\\[dw](?![a-z])")
    lines = [(p.name, line) for p in (FLOWS / room).rglob("*.py") for line in p.read_text(encoding="utf-8").splitlines() if p.name != "letters.py"]  # fmt: skip
    told = [(name, line.strip()) for name, line in lines if dear.search(line) and ">>>" not in line]
    assert [name for name, _ in told] in ([], ["sentences.py"]), (
        told
    )  # sentences.py folds texts of any script


# Names that patterns of reading hold, and why an editor would not look for them in seeds/reference.
NAMED = {
    "Việt Nam": "the state that is meant where none is named",
    "Hồ Chí Minh": "a city called by a person's name, and by more than one spelling",
    "Hà Nội": "stands within names of bodies without being their place",
    "Chí Minh": "a commune, within the city's name",
    "Bà Rịa": "half of a name that was written with a hyphen",
    "Vũng Tàu": "half of a name that was written with a hyphen",
    "Trường Sơn": "begins as a school does",
    "Trường Sa": "begins as a school does",
    "Đài Loan": "begins as a radio station does",
    "Ai Cập": "of a currency, the pound",
    "Châu Á": "within the name of a bank that is no firm",
    "Liên Hợp": "a commune, within the name of the United Nations",
    "Liên Hiệp": "a commune, within the name of the United Nations",
    "Liên hợp quốc": "a public body, which does no business",
    "Bộ đội Biên phòng": "an abbreviation written out, as of every local body",
    "Tiền Phong": "a newspaper, no reader of one",
} | dict.fromkeys(
    [
        "Trung Quốc",
        "Hàn Quốc",
        "Nhật Bản",
        "Thái Lan",
        "Triều Tiên",
        "Ấn Độ",
        "Ba Lan",
        "Hà Lan",
        "Thổ Nhĩ Kỳ",
        "Hong Kong",
    ],
    "ends the name of an office or body of its state",
)


def test_names_stand_in_the_seeds_and_in_a_pattern_only_for_a_reason():
    seeds = {"administrative_units": "name", "places": "name", "countries": "name", "organizations": "organization"}  # fmt: skip
    units = "|".join(reference("administrative_units")["unit"].unique())
    names = (name for seed, column in seeds.items() for name in reference(seed)[column].drop_nulls())
    known = {re.sub(f"^(?i:{units}) ", "", name) for name in names}
    found = set()
    for path in [*(FLOWS / "read").rglob("*.py"), *(FLOWS / "extract").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, ast.Module | ast.FunctionDef | ast.ClassDef)}  # fmt: skip
        texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value not in told]  # fmt: skip
        runs = [run.split() for text in texts for run in re.findall(r"[^\W\d_]+(?: [^\W\d_]+)+", text)]
        found |= {" ".join(run[i:j]) for run in runs for i in range(len(run)) for j in range(i + 2, min(i + 5, len(run)) + 1)} & known  # fmt: skip
    assert found == set(NAMED), "a name in a pattern: put it into a seed, or give its reason here"


def test_metrics_that_behave_alike_are_metrics_of_the_seed_each_named_once():
    known = set(reference("metrics")["code"])
    for name, alike in vars(codes).items():
        if name.isupper():
            assert set(alike) <= known and len(alike) == len(set(alike)), name


def test_the_guide_of_measurements_names_each_module_of_its_room():
    room = FLOWS / "extract" / "measurements"
    guide = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    named = set(re.findall(r"\w+", guide))
    assert {p.stem for p in room.glob("*.py") if p.stem != "__init__"} - named == set()
