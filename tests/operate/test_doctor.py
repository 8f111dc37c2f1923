"""What a spreadsheet does to a seed is told with file, row, column and what to do, by the doctor and by the loader."""

import pickle
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from flows.assets import reference, root, seed_file
from flows.ingest.kept import kept_at
from flows.load import captures, ops, publish
from flows.load.store import instant
from flows.operate import doctor
from flows.operate.doctor import findings
from flows.processes import worker
from flows.seeds import SeedFault
from tests.conftest import here, khotin

METRIC = "code,name_vi,name_en,triggers,units,needs_period,better,successor\n"
HEAD = "id,code,name,unit,parent,valid_from,valid_to,aliases,bare\n"

# what happened, the file's own text, row, column, words of what is told
ACCIDENTS = [
    ("a fault below a mark at the head", "countries", "\ufeffcode,name,name_en,aliases\nZZ,Xứ Lạ,Elsewhere,\nYY, Xứ Xa,Afar,\n", 3, "name", "blank"),
    ("semicolons", "countries", "code;name;name_en;aliases\nZZ;Xứ Lạ;Elsewhere;\n", 1, None, "semicolons"),
    ("a lost zero", "administrative_units", HEAD + "c00004,4,Trúc Bạch,phường,d001,,2025-06-30,,\n", 2, "code", "leading zeros"),
    ("a lost zero in the id", "administrative_units", HEAD + "c4,00004,Trúc Bạch,phường,d001,,2025-06-30,,\n", 2, "id", "lost its form"),
    ("a turned date", "administrative_units", HEAD + "c00004,00004,Trúc Bạch,phường,d001,,30/06/2025,,\n", 2, "valid_to", "2025-07-01"),
    ("a day that is none", "central_bodies", "name,kind,valid_from,valid_to,symbol,aliases\nBộ Mới,ministry,2025-02-30,,,\n", 2, "valid_from", "no day"),
    ("a row twice", "countries", "# sửa tay\ncode,name,name_en,aliases\nZZ,Xứ Lạ,Elsewhere,\nZZ,Xứ Lạ,Elsewhere,\n", 4, "code", "already"),
    ("an empty key", "surnames", "surname,strong\n,yes\n", 2, "surname", "empty"),
    ("an unknown parent", "administrative_units", HEAD + "c00004,00004,Trúc Bạch,phường,d999,,2025-06-30,,\n", 2, "parent", "unknown"),
    ("an unknown successor", "central_successors", "name,successor,changed_on,field\nBộ Công an,Bộ Vô danh,2025-03-01,\n", 2, "successor", "unknown"),
    ("a blank at the edge", "surnames", "surname,strong\n Nguyễn,yes\n", 2, "surname", "blank"),
    ("another unit's word", "administrative_units", HEAD + "c00004,00004,Trúc Bạch,ward,d001,,2025-06-30,,\n", 2, "unit", "lost its form"),
    ("a grouped number", "fx_rates", 'year,unit,vnd\n2030,USD,"25.000,5"\n', 2, "vnd", "no other mark"),
    ("a dimension's name in Vietnamese", "metrics", METRIC + "happiness,hạnh phúc,happiness,chỉ số vui,phần trăm,false,higher,\n", 2, "units", "money, percent, ratio"),
    ("a direction that is none", "metrics", METRIC + "happiness,hạnh phúc,happiness,chỉ số vui,percent,false,up,\n", 2, "better", "higher, lower or none"),
    ("a truth that is none", "metrics", METRIC + "happiness,hạnh phúc,happiness,chỉ số vui,percent,maybe,higher,\n", 2, "needs_period", "true or false"),
    ("no trigger", "metrics", METRIC + "happiness,hạnh phúc,happiness,,percent,false,higher,\n", 2, "triggers", "empty"),
    ("a trigger too few", "metrics", METRIC + "happiness,hạnh phúc,happiness,chỉ số vui||vui,percent,false,higher,\n", 2, "triggers", "empty word"),
    ("a trigger of another metric", "metrics", METRIC + "happiness,hạnh phúc,happiness,thu ngân sách|vui,percent,false,higher,\n", 2, "triggers", "state_budget_revenue already"),
    ("a factor that is no number", "units", "code,name_vi,name_en,dimension,factor,words\nbushel,giạ,bushel,mass,abc,giạ\n", 2, "factor", "digits"),
    ("a code in capitals", "topics", "code,name_vi,name_en,terms,times\nNiềm vui,niềm vui,joy,niềm vui,2\n", 2, "code", "small letters"),
    ("a cell too many", "countries", "code,name,name_en,aliases\nZZ,Xứ, Lạ,Elsewhere,\n", 2, None, "quotes"),
]  # fmt: skip


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an editor's own seeds."""
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("what, seed, text, row, column, words", ACCIDENTS, ids=[a[0] for a in ACCIDENTS])
def test_an_accident_is_told_with_its_place(what, seed, text, row, column, words, own):
    (own / f"{seed}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SeedFault) as refused:
        reference(seed)
    fault = refused.value.faults[0]
    assert (fault.path, fault.row, fault.column) == (own / f"{seed}.csv", row, column)
    assert words in f"{fault.what}; {fault.mend}"
    told = [f for f in findings(own / "khotin.duckdb") if not f.good]
    assert any(f"{seed}.csv, row {row}" in f.what and f.mend for f in told)


def test_what_a_folder_of_seeds_holds_beside_seeds_is_told_and_what_takes_khotin_s_place(own, monkeypatch):
    (own / "metric.csv").write_text(METRIC, encoding="utf-8")
    (own / "countries.csv").write_text("code,name,name_en,aliases\nKR,Hàn Quốc,Korea,\n", encoding="utf-8")
    found = findings(own / "khotin.duckdb")
    assert [(f.what, f.mend) for f in found if not f.good] == [
        (f"{own / 'metric.csv'}: is no seed of khotin, so it is not read", "call it metrics.csv")
    ]
    assert next(f.what for f in found if "in place of" in f.what).endswith(
        f"from {own}, in place of khotin's KR"
    )
    monkeypatch.setenv("KHOTIN_SEEDS", str(own / "none"))
    assert [
        f.what.endswith("though KHOTIN_SEEDS names it") for f in findings(own / "khotin.duckdb") if not f.good
    ] == [True]
    with pytest.raises(FileNotFoundError, match="make it, or name another"):
        reference("countries")


def test_a_misnamed_seed_that_lies_alone_beside_the_warehouse_is_told_and_no_other_table(
    tmp_path, monkeypatch
):
    monkeypatch.delenv("KHOTIN_SEEDS", raising=False)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("metric.csv", "metrics_new.csv", "bai-bao.csv"):
        (seeds / name).write_text(METRIC, encoding="utf-8")
    wrong = [(f.what.split(": ")[0], f.mend) for f in findings(tmp_path / "khotin.duckdb") if not f.good]
    assert wrong == [
        (f"{seeds / 'metric.csv'}", "call it metrics.csv"),
        (f"{seeds / 'metrics_new.csv'}", "call it metrics.csv"),
    ]


@pytest.mark.parametrize(
    "remark", ["", "# Nước và xứ mà báo gọi tên, xem tệp của khotin\n"], ids=["bare", "below a remark"]
)
def test_a_seed_that_a_spreadsheet_saved_with_its_mark_is_read(own, remark):
    text = f"{remark}code,name,name_en,aliases\nZZ,Xứ Lạ,Elsewhere,\n"
    (own / "countries.csv").write_text(text, encoding="utf-8-sig")
    assert reference("countries").filter(pl.col("code") == "ZZ")["name"].to_list() == ["Xứ Lạ"]
    assert [f.what for f in findings(own / "khotin.duckdb") if not f.good] == []


def test_what_keeps_a_warehouse_from_going_on_is_told(tmp_path, monkeypatch):
    warehouse = tmp_path / "khotin.duckdb"

    def wrong() -> list[str]:
        return [f.what for f in findings(warehouse) if not f.good]

    ops.start_run(warehouse, "r1", "rules")
    ops.fail_run(warehouse, "r1", "OSError: no room\nleft")
    captures.put_state(warehouse, "bao.example", {"failures": 4, "message": "HTTP 500"})
    assert wrong() == [
        "lượt cuối / last run r1 failed: OSError: no room left",
        "nguồn / source bao.example failed 4 times in a row: HTTP 500",
    ]
    captures.put_state(warehouse, "bao.example", {"active": False})
    with ops.books.writing(warehouse) as store:
        later = instant(datetime.now(UTC) + timedelta(hours=2))
        store.change("run", "UPDATE run SET state = 'published', started_at = ?", [later])
    assert wrong() == ["the clock is behind: the last run began 120 minutes from now"]
    with publish.locked(warehouse):
        assert any("is being written by process" in f.what and f.good for f in findings(warehouse))
    versions = {"sqlalchemy": "2.1.3"}
    monkeypatch.setattr(doctor, "version", lambda name: versions.get(name, "0.1"))
    assert "sqlalchemy 2.1.3: with it Prefect's scheduler schedules nothing" in wrong()


def test_data_sets_whose_copy_is_gone_or_torn_are_told(tmp_path):
    warehouse = tmp_path / "khotin.duckdb"
    whole, torn, lost, lines, cut, gone = (c * 64 for c in "abcdef")
    parquet = "application/vnd.apache.parquet"
    rows = [
        (f"kho/{sha[0]}.parquet#7", f"{sha[1:]}1", sha, "application/json")
        for sha in (whole, torn, lost, lines, gone)
    ]
    rows += [("kho/cut.parquet", cut, None, parquet), ("kho/empty.parquet", "0" * 64, None, parquet)]
    captured = pl.DataFrame(rows, ["origin", "sha256", "container", "media_type"], orient="row")
    ops.record(warehouse, "capture", captured.with_columns(bytes=pl.lit(9)))
    for sha, content in (
        (whole, b"PAR1 PAR1"),
        (torn, b"PAR1 half"),
        (lines, b'{"id": 1}'),
        (cut, b"PAR1 half"),
    ):
        kept = kept_at(sha, tmp_path / "landing")
        kept.parent.mkdir(parents=True)
        kept.write_bytes(content)
    with ops.books.writing(warehouse) as store:
        store.change("replaced", "INSERT INTO replaced (old_sha256, new_sha256) VALUES (?, ?)", [gone, whole])
    wrong = {f.what.partition(": ")[0]: f for f in findings(warehouse) if "landing" in f.what}
    assert sorted(wrong) == ["kho/b.parquet", "kho/c.parquet", "kho/cut.parquet"]
    assert "is a Parquet that is damaged or cut off" in wrong["kho/b.parquet"].what
    assert (
        "its copy is gone" in wrong["kho/c.parquet"].what and "khotin rebuild" in wrong["kho/c.parquet"].mend
    )
    assert wrong["kho/cut.parquet"].mend.endswith(f"rm -f {kept_at(cut, tmp_path / 'landing')}")


def test_seeds_that_are_whole_are_counted_and_listed_where_asked_for(tmp_path):
    short = here("doctor", warehouse=tmp_path / "khotin.duckdb").stdout
    assert "seeds are whole" in short and "seeds/units.csv" not in short
    assert "seeds/units.csv" in here("doctor", "-v", warehouse=tmp_path / "khotin.duckdb").stdout


def test_a_missing_column_is_named(own):
    (own / "titles.csv").write_text("title,organization,rank\nTổ trưởng,,9\n", encoding="utf-8")
    with pytest.raises(SeedFault, match="single_seat"):
        reference("titles")


def test_a_user_s_row_replaces_the_one_of_its_key_and_others_stay(own):
    before = reference("countries").height
    (own / "countries.csv").write_text(
        "code,name,name_en,aliases\nKR,Hàn Quốc,Korea,Nam Hàn\nZZ,Xứ Lạ,Elsewhere,\n", encoding="utf-8"
    )
    rows = reference("countries")
    assert rows.height == before + 1
    assert rows.filter(code="KR")["aliases"].to_list() == ["Nam Hàn"]


def test_a_broken_seed_is_told_by_a_worker_in_the_words_it_has_here(own):
    (own / "metrics.csv").write_text(METRIC + "m,a,b,chào,phần trăm,maybe,up,\n", encoding="utf-8")  # fmt: skip
    with pytest.raises(SeedFault, match=r"row 2, column units: 'phần trăm'.*2 more") as here:
        reference("metrics")
    raised, told = pickle.loads(worker._pickled((True, here.value)))
    assert raised and isinstance(told, SeedFault) and str(told) == str(here.value)


def test_a_run_and_the_doctor_end_with_1_on_a_broken_seed(own):
    (own / "administrative_units.csv").write_text(
        HEAD + "c00004,4,Trúc Bạch,phường,d001,,30/6/2025,,\n", encoding="utf-8"
    )
    doctor = khotin("doctor", warehouse=own / "w" / "khotin.duckdb", check=False)
    assert doctor.returncode == 1
    assert "row 2, column code" in doctor.stdout and "row 2, column valid_to" in doctor.stdout
    extract = khotin("extract", "-", warehouse=own / "w" / "khotin.duckdb", check=False, input="Thử.")
    assert extract.returncode == 1
    assert "administrative_units.csv, row 2" in extract.stderr and "Traceback" not in extract.stderr


@pytest.mark.parametrize("path", sorted(seed_file("units").parent.glob("*.csv")), ids=lambda p: p.stem)
def test_khotin_s_own_seeds_are_whole_and_say_what_they_hold(path):
    assert reference(path.stem).height > 0
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_the_versions_that_it_refuses_are_those_that_the_package_excludes():
    needed = tomllib.loads((root() / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    excluded = {
        r.name: [s.version for s in r.specifier if s.operator == "<"] for r in map(Requirement, needed)
    }
    for name, (bound, _) in doctor.BOUNDS.items():
        assert [Version(v) for v in excluded[name]] == [Version(".".join(map(str, bound)))], name
