"""Watched folders: a new file is an article, a changed one a version, one that is gone is told, and withdraws where its row says so."""

from pathlib import Path

import pytest

from flows.run import incoming
from tests.incoming.conftest import asked_of, taken_in

NEWS = "date 2025-03-{day:02d} {province} thu ngân sách\n\nNăm 2024, tổng thu ngân sách nhà nước trên địa bàn {province} đạt {figure} tỷ đồng.\n"
FIGURES = "SELECT surface FROM mart.measurements WHERE kind = 'level' ORDER BY 1"


@pytest.fixture(params=["yes", "no"])
def withdraws(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, withdraws: str) -> Path:
    """A folder that a row of the user's own seeds watches, and one of the same name elsewhere."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    watched, other = tmp_path / "a" / "tin", tmp_path / "b" / "tin"
    watched.mkdir(parents=True)
    other.mkdir(parents=True)
    head = "source,name_vi,name_en,aliases,folders,ids,kind,address,active,withdraws\n"
    rows = f"phong-tin,,,,,,folder,{watched},yes,{withdraws}\nphong-khac,,,,,,folder,{other},no,yes\n"
    (seeds / "sources.csv").write_text(head + rows)
    monkeypatch.setenv("KHOTIN_SEEDS", str(seeds))
    return watched


def write(file: Path, province: str, figure: str, day: int = 3) -> None:
    file.write_text(NEWS.format(day=day, province=province, figure=figure), encoding="utf-8")


def test_a_watched_folder_is_followed(folder: Path, warehouse: Path, withdraws: str):
    write(folder / "a.txt", "Quảng Ninh", "56.200")
    write(folder / "b.txt", "Lào Cai", "12.300")
    write(folder.parents[1] / "b" / "tin" / "khac.txt", "Cà Mau", "7.100")
    run = taken_in([], warehouse)
    assert (run.documents["read"], run.documents["loaded"]) == (2, 2)
    taken_in(["phong-khac"], warehouse)
    assert (
        taken_in([], warehouse).state == "nothing_new"
    )  # files of the other folder of that name are not gone from here

    write(folder / "c.txt", "Nghệ An", "21.000")  # a new file
    write(folder / "a.txt", "Quảng Ninh", "57.000")  # a changed one
    run = taken_in([], warehouse)
    assert (run.documents["read"], run.documents["unchanged"]) == (3, 1)
    assert asked_of(warehouse, FIGURES) == [
        ("12.300 tỷ đồng",),
        ("21.000 tỷ đồng",),
        ("57.000 tỷ đồng",),
        ("7.100 tỷ đồng",),
    ]
    versions = "SELECT origin, count(*) FROM mart.article_versions GROUP BY 1 ORDER BY 1"
    assert dict(asked_of(warehouse, versions)) == {
        "tin/a.txt": 2,
        "tin/b.txt": 1,
        "tin/c.txt": 1,
        "tin/khac.txt": 1,
    }

    (folder / "b.txt").unlink()
    run = taken_in([], warehouse)
    what = "withdrawn" if withdraws == "yes" else "their articles stay"
    assert [note for note in run.notes if "gone" in note] == [
        f"1 files are gone from {folder} ({what}): tin/b.txt"
    ]
    left = asked_of(warehouse, FIGURES)
    assert (("12.300 tỷ đồng",) in left, len(left)) == ((False, 3) if withdraws == "yes" else (True, 4))

    write(folder / "b.txt", "Lào Cai", "12.300")  # it comes back
    taken_in([], warehouse)
    assert len(asked_of(warehouse, FIGURES)) == 4


def test_a_folder_that_is_not_there_or_empty_withdraws_nothing(folder: Path, warehouse: Path):
    write(folder / "a.txt", "Quảng Ninh", "56.200")
    taken_in([], warehouse)
    folder.rename(folder.with_name("mounted elsewhere"))
    assert incoming.gone(incoming.asked([], warehouse), warehouse, "run") == []
    folder.mkdir()
    assert incoming.gone(incoming.asked([], warehouse), warehouse, "run") == []
    assert len(asked_of(warehouse, FIGURES)) == 1
