"""Watched folders: a new file is an article, a changed one a version, one that is gone is told, and withdraws where its row says so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.ingest import NothingFound
from flows.run import incoming, reading
from tests.run.conftest import asked_of, taken_in

NEWS = "date 2025-03-{day:02d} {province} thu ngân sách\n\nNăm 2024, tổng thu ngân sách nhà nước trên địa bàn {province} đạt {figure} tỷ đồng.\n"
FIGURES = "SELECT surface FROM mart.measurements WHERE kind = 'level' ORDER BY 1"


WITHDRAWS = ("yes", "no")
Watch = Callable[[str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to watch; beside it another of the same name, elsewhere."""
    watched, other = tmp_path / "a" / "tin", tmp_path / "b" / "tin"
    watched.mkdir(parents=True)
    other.mkdir(parents=True)
    return watched


@pytest.fixture
def watched(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Writes rows of the user's own seeds that watch the folder, and say whether what is gone from it withdraws."""
    seeds, other = tmp_path / "seeds", folder.parents[1] / "b" / "tin"
    seeds.mkdir()
    monkeypatch.setenv("KHOTIN_SEEDS", str(seeds))

    def written(withdraws: str) -> None:
        head = "source,name_vi,name_en,aliases,folders,ids,kind,address,active,withdraws\n"
        rows = f"phong-tin,,,,,,folder,{folder},yes,{withdraws}\nphong-khac,,,,,,folder,{other},no,yes\n"
        (seeds / "sources.csv").write_text(head + rows)

    return written


def write(file: Path, province: str, figure: str, day: int = 3) -> None:
    file.write_text(NEWS.format(day=day, province=province, figure=figure), encoding="utf-8")


def test_a_watched_folder_is_followed(folder: Path, watched: Watch, warehouse: Path, tmp_path: Path):
    watched("yes")
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

    for withdraws, what in zip(
        WITHDRAWS, ("đã rút / withdrawn", "bài ở lại / their articles stay"), strict=True
    ):
        watched(withdraws)
        own = Path(shutil.copytree(warehouse.parent, tmp_path / withdraws)) / warehouse.name
        (folder / "b.txt").unlink()
        run = taken_in([], own)
        assert [note for note in run.notes if "gone" in note] == [
            f"1 tệp không còn / 1 file gone from {folder} ({what}): tin/b.txt"
        ]
        left = asked_of(own, FIGURES)
        assert (("12.300 tỷ đồng",) in left, len(left)) == ((False, 3) if withdraws == "yes" else (True, 4))

        write(folder / "b.txt", "Lào Cai", "12.300")  # it comes back
        taken_in([], own)
        assert len(asked_of(own, FIGURES)) == 4


def test_most_of_a_folder_gone_at_once_is_withdrawn_by_the_second_run_that_finds_it_so(
    folder: Path, watched: Watch, warehouse: Path
):
    watched("yes")
    places = ("Quảng Ninh", "Lào Cai", "Nghệ An", "Cà Mau", "Gia Lai")
    for number, place in enumerate(places):
        write(folder / f"{number}.txt", place, f"1{number}.200")
    taken_in([], warehouse)

    def left() -> int:
        return asked_of(warehouse, "SELECT count(*) FROM mart.articles WHERE withdrawn_at IS NULL")[0][0]

    def run() -> str:
        return next((note for note in taken_in([], warehouse).notes if "gone from" in note), "")

    kept = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    for number in (1, 2, 3, 4):
        (folder / f"{number}.txt").unlink()
    assert "most of the folder at once, 4 of 4 are not withdrawn yet" in run() and left() == 5
    for name in ("3.txt", "4.txt"):  # the copy goes on
        (folder / name).write_text(kept[name], encoding="utf-8")
    (folder / "0.txt").unlink()
    assert "1 of 3 are not withdrawn yet" in run() and left() == 3
    assert "0.txt" in run() and left() == 2
    assert not run() and left() == 2
    for name, text in kept.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert not run() and left() == 5


def test_a_folder_that_is_not_there_or_empty_withdraws_nothing(folder: Path, watched: Watch, warehouse: Path):
    watched("yes")
    write(folder / "a.txt", "Quảng Ninh", "56.200")
    taken_in([], warehouse)
    folder.rename(folder.with_name("mounted elsewhere"))
    for _ in ("not there", "empty"):
        for withdraws in WITHDRAWS:
            watched(withdraws)
            assert incoming.gone(incoming.asked([], warehouse), warehouse, "run") == []
        folder.mkdir(exist_ok=True)
    assert len(asked_of(warehouse, FIGURES)) == 1


def test_an_empty_folder_keeps_no_other_out_and_one_that_is_not_there_does(folder: Path, warehouse: Path):
    empty, full = folder.parent / "trong", folder
    empty.mkdir()
    write(full / "a.txt", "Quảng Ninh", "56.200")
    (full / "a.xml").write_text("<a/>")

    def taken(*sources: Path) -> reading.Intake:
        return reading.take_in([str(s) for s in sources], warehouse, 8_000_000)

    intake = taken(empty, full, empty / "*.csv")
    assert intake.read == 1
    first, second, third = intake.notes
    assert first.startswith(f"{empty}: không có tài liệu nào / no document there")
    assert second.startswith(f"{empty}/*.csv: không có tài liệu nào / no document there") and "passed over: 1 .xml" in third  # fmt: skip
    for sources in ((full, empty / "sai-ten"), (empty, empty)):
        with pytest.raises(NothingFound, match="no document there"):
            taken(*sources)
