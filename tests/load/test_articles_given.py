"""Which article a text is given to, and which of its versions is current: runs of data sets, one after the other.

The runs of tests that look at their own articles alone are carried out together, each test's files in a folder of its own.
"""

import itertools
import json
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.assets import sql
from flows.contracts import ARTICLE_TOPICS, DOCUMENTS, FACTS, SENTENCES
from flows.ingest import discover, land, parse
from flows.load import merge
from flows.load.given import STAR
from flows.load.hashes import hashes
from flows.load.migrate import migrate
from flows.load.statements import run_file
from flows.run import reading, staged, unnamed_rows

START = datetime(2026, 1, 5, 1, tzinfo=UTC)
REVENUE = "Ủy ban nhân dân tỉnh {0} cho biết, thu ngân sách nhà nước trên địa bàn năm 2024 đạt {1}.200 tỷ đồng, tăng {2},5% so với cùng kỳ."
TOURISM = "Sở Du lịch {0} vừa mở lễ hội hoa ban, đón {1} nghìn lượt khách đến thăm các bản làng, chợ phiên và ruộng bậc thang mùa nước đổ."
SCHOOL = "Trường nội trú huyện {0} khánh thành ba dãy nhà ở cho học sinh, có bếp ăn, thư viện cùng {1} phòng máy tính do các nhà hảo tâm tặng."

FIGURE = r"regexp_extract(text, '(\d+)(\.200| nghìn| phòng)', 1)"

Run = Callable[..., reading.Intake]
Files = dict[str, Any]  # by name; a list is a data set of these rows
# The files of each of a test's runs: `@carries(first, second)`; its fixture `carried` asks what became of them.
carries = pytest.mark.carries


def carried_out(
    warehouse: Path, source: Path, captured_at: datetime | None = None, again: str = ""
) -> reading.Intake:
    """Loads what is new of a source, as a run does, into a star: its texts, without their facts; `again`: rebuild or rekey.

    Instead of books a file of the documents kept lies beside the star.
    """
    kept = warehouse.with_name("documents.parquet")
    known = pl.read_parquet(kept) if kept.exists() else pl.DataFrame(schema=DOCUMENTS)
    landing = warehouse.parent / "landing"
    if again:
        documents = known
    else:
        found = pl.concat(land(discover([source]), landing, captured_at or datetime.now(UTC), known))
        documents = found.filter(pl.col("state") == "new").drop("state")
        pl.concat([known, documents]).write_parquet(kept)
    intake = reading.take_again(warehouse, documents, 8_000_000, again == "rekey")
    for name in intake.batches:
        articles, rejected = parse(pl.read_parquet(intake.staging / "documents" / f"{name}.parquet"), landing)
        empty = {"sentences": SENTENCES, "article_topics": ARTICLE_TOPICS, **FACTS}
        frames = {k: pl.DataFrame(schema=schema) for k, schema in empty.items()}
        for kind, frame in {"articles": articles, "rejected": rejected, **frames}.items():
            staged.stage(intake.staging, kind, name, frame)
    if intake.batches:
        reading.keep_one_of_each(intake.staging, warehouse)
        with duckdb.connect(str(warehouse)) as connection:
            merge.merge(connection, intake.staging, intake.run_id, "rules", again=bool(again))
    return intake


@pytest.fixture
def warehouse(tmp_path: Path, empty: Path) -> Path:
    copy = Path(shutil.copytree(empty.parent, tmp_path / "kho")) / "khotin.duckdb"
    copy.chmod(0o644)
    return copy


@pytest.fixture
def run(tmp_path: Path, warehouse: Path) -> Run:
    """Carries out a run of files by their names (a list is a data set of these rows); a folder is their own."""
    count = iter(range(1000))

    def carry(files: Files, captured_at: datetime | None = None) -> reading.Intake:
        folder = tmp_path / f"in{next(count)}" / "bao"
        write(folder, files)
        return carried_out(warehouse, folder, captured_at)

    return carry


def write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = content if isinstance(content, str) else "\n".join(json.dumps(row) for row in content)
        path.write_text(rows, encoding="utf-8")


@dataclass(frozen=True)
class Carried:
    """What became of the files of one test, among those of others: `articles` and `versions` are its own."""

    star: duckdb.DuckDBPyConnection
    folder: str
    run_ids: list[str]

    def asked(self, query: str) -> list[Any]:
        """The rows that a query on the test's own articles and versions gives."""
        for name, view in (("articles", "articles"), ("versions", "article_versions")):
            mine = f"FROM mart.{view} WHERE starts_with(origin, '{self.folder}/')"
            self.star.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {mine}")
        return self.star.execute(query).fetchall()

    def shown(self) -> set[str]:
        """How the current texts of its articles begin to differ: their figures."""
        return {figure for (figure,) in self.asked(f"SELECT {FIGURE} FROM articles")}

    def others(self, number: int) -> list[dict[str, Any]]:
        """What its run of that number brought under a key that was used before."""
        told = merge.others(self.star, self.run_ids[number])
        return [other for other in told if other["origin"].startswith(f"{self.folder}/")]


@pytest.fixture(scope="module")
def together(
    request: pytest.FixtureRequest, empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[duckdb.DuckDBPyConnection, list[str]]]:
    """The star after the runs of all tests that `carries` marks, and these runs: the first run of each together, then the second."""
    base = tmp_path_factory.mktemp("together")
    warehouse = Path(shutil.copytree(empty.parent, base / "kho")) / "khotin.duckdb"
    warehouse.chmod(0o644)
    marks = {item.name: item.get_closest_marker("carries") for item in request.session.items if item.path == request.path}  # fmt: skip
    told = {name: mark.args for name, mark in marks.items() if mark}
    run_ids = []
    for number in range(max(map(len, told.values()))):
        for name, files in told.items():
            if number < len(files):
                write(base / f"in{number}" / "bao" / name, files[number])
        run_ids.append(carried_out(warehouse, base / f"in{number}" / "bao").run_id)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection, run_ids


@pytest.fixture
def carried(together: tuple[duckdb.DuckDBPyConnection, list[str]], request: pytest.FixtureRequest) -> Carried:
    return Carried(together[0], f"bao/{request.node.name}", together[1])


def asked(warehouse: Path, query: str) -> list[Any]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def shown(warehouse: Path) -> set[str]:
    """How the current texts of all articles begin to differ: their figures."""
    return {figure for (figure,) in asked(warehouse, f"SELECT {FIGURE} FROM mart.articles")}


def star(warehouse: Path) -> dict[str, str]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return hashes(connection)


PAPERS = [
    [
        {"id": i, "source": paper, "title": f"Thu ngân sách bài {i}", "text": REVENUE.format(province, n + i, 9)}
        for i in (1, 2, 3)
    ]
    for paper, province, n in (("VnExpress", "Quảng Ninh", 11), ("Tuổi Trẻ", "Hải Phòng", 51))
]  # fmt: skip
UNSOURCED = [[{**row, "source": None} for row in rows] for rows in PAPERS]


@carries(
    {"a.jsonl": PAPERS[0], "b.jsonl": PAPERS[1]},
    {"vnexpress-xuat/x.jsonl": UNSOURCED[0], "tuoitre-xuat/x.jsonl": UNSOURCED[1]},
)
def test_the_ids_of_two_papers_never_meet(carried):
    counts = "SELECT count(*), count(DISTINCT article_id) FROM {}"
    assert carried.asked(f"{counts.format('versions')} WHERE regexp_matches(origin, '/[ab].jsonl')") == [
        (6, 6)
    ]
    assert carried.asked(counts.format("articles")) == [(12, 12)]


DAYS = [("2025-03-04T08:00:00+07:00", "2025-03-06"), ("2025-03-04", "2025-03-06"), ("2025-03-04T08:00:00+07:00", None)]  # fmt: skip


@carries(*(
    {f"run{time}.jsonl": [
        {"id": i, "url": f"https://baoquangninh.vn/{i}-1.html", "date": pair[time], "text": REVENUE.format("Bắc Ninh", 10 * time + i + 50, time)}
        for i, pair in enumerate(DAYS)
    ]}
    for time in (0, 1)
))  # fmt: skip
def test_what_was_captured_last_is_current_whatever_day_it_gives(carried):
    assert carried.shown() == {"60", "61", "62"}


@carries({"x.jsonl": [{"id": 1, "date": f"2025-03-{20 - n:02d}", "text": REVENUE.format("Bắc Ninh", n + 10, 5)} for n in range(12)]})  # fmt: skip
def test_of_two_rows_of_one_id_the_later_is_current(carried):
    assert carried.shown() == {"21"}


@carries({
    "2025-03-04.jsonl": [
        {"id": 7, "text": TOURISM.format("Mường Lò", 3)},
        {"id": 1, "text": REVENUE.format("Bắc Ninh", 40, 5)},
    ],
    "2025-03-05.jsonl": [{"id": 1, "text": REVENUE.format("Bắc Ninh", 41, 5)}],
})  # fmt: skip
def test_of_two_exports_taken_in_at_once_the_later_file_is_current(carried):
    assert carried.shown() == {"3", "41"}


@carries(
    {"2025-03-04.jsonl": [{"id": 1, "text": REVENUE.format("Bắc Ninh", 40, 5)}]},
    {"2025-03-05.jsonl": [{"id": 1.0, "text": REVENUE.format("Bắc Ninh", 41, 5)}]},
    {"dt=2025-03-06/part-0.jsonl": [{"id": "1", "text": REVENUE.format("Bắc Ninh", 42, 5)}]},
)
def test_exports_of_another_day_keep_their_ids_and_folders_can_move(carried):
    assert carried.asked("SELECT count(*) FROM versions") == [(3,)]
    assert carried.shown() == {"42"}


@carries(
    {"a.jsonl": [{"id": 1, "title": "Thu ngân sách", "text": REVENUE.format("Bắc Ninh", 40, 5)}]},
    {
        "b.jsonl": [
            {"id": 1, "title": "Lễ hội hoa ban", "text": TOURISM.format("Mường Lò", 3)},
            {"id": 2, "title": "Nhà mới", "text": SCHOOL.format("Mù Cang Chải", 2)},
        ]
    },
)
def test_an_id_that_was_used_again_is_another_article_and_is_told(carried):
    assert carried.shown() == {"40", "3", "2"}
    assert carried.others(1) == [
        {"origin": f"{carried.folder}/b.jsonl#1", "title": "Lễ hội hoa ban", "other_title": "Thu ngân sách"}
    ]


def lines(number: int, place: str, *figures: int, day: str | None = "2025-03-04") -> list[dict[str, Any]]:
    """Rows that nothing names but their text: a title each, which stays when the figure is corrected."""
    return [{"title": f"{place} thu ngân sách kỳ {number + i}", "date": day, "text": REVENUE.format(place, f, 5)} for i, f in enumerate(figures)]  # fmt: skip


@carries(
    {
        "dot1/sua.jsonl": lines(1, "Bắc Ninh", 40, 41),
        "dot1/them.jsonl": lines(1, "Hải Phòng", 45),
        "dot1/khac.jsonl": lines(1, "Lào Cai", 50),
        "dot1/ma.jsonl": [{"id": 1, **lines(1, "Cà Mau", 60)[0]}],
    },
    {
        "dot1/sua.jsonl": lines(1, "Bắc Ninh", 42, 41),  # the first row corrected, the second as it was
        "dot1/them.jsonl": [*lines(0, "Hải Phòng", 46), *lines(1, "Hải Phòng", 45)],  # a row put on top
        "dot1/khac.jsonl": lines(1, "Lào Cai", 51, day="2025-04-04"),  # the same title on another day
        "dot1/ma.jsonl": [{"id": 1, **lines(1, "Cà Mau", 61)[0]}],  # its id names it
    },
)
def test_a_corrected_row_without_id_or_address_stands_beside_the_earlier_and_is_told(carried):
    assert carried.shown() == {"40", "41", "42", "45", "46", "50", "51", "61"}
    told = unnamed_rows.notes(carried.star, carried.run_ids[1])
    (note,) = [line for line in told if line.startswith(f"{carried.folder}/")]
    assert note.startswith(
        f"{carried.folder}/dot1/sua.jsonl: 1 dòng không mã, không địa chỉ mang tên bài và ngày đã có"
    )
    assert "give rows an id or a url column" in note and "“Bắc Ninh thu ngân sách kỳ 1”" in note
    earlier = note.split("khotin withdraw ")[1].split()[0]
    assert carried.asked(f"SELECT {FIGURE} FROM articles WHERE starts_with(article_id, '{earlier}')") == [
        ("40",)
    ]


WEATHER = "Đài khí tượng {0} cho biết, ngày và đêm nay trời nhiều mây, có mưa rào, nhiệt độ thấp nhất {1} độ C, gió nhẹ, biển lặng."
SAME = [  # (title, text, day) of one row, and of the same id later: one article
    (("Thu ngân sách Bắc Ninh", REVENUE.format("Bắc Ninh", 40, 5), None), ("Thu ngân sách Bắc Ninh", REVENUE.format("Bắc Ninh", 41, 5), None)),
    (("Thu ngân sách đạt 40.200 tỷ", REVENUE.format("Bắc Ninh", 40, 5), "2025-03-04"), ("Thu ngân sách đạt 41.200 tỷ đồng", REVENUE.format("Bắc Ninh", 41, 5), "2025-03-05")),
    (("Thu ngân sách tăng khá", REVENUE.format("Bắc Ninh", 40, 5), None), ("Ngân sách vượt xa mong đợi", REVENUE.format("Bắc Ninh", 41, 5), None)),
    ((None, REVENUE.format("Bắc Ninh", 40, 5), None), (None, f"{REVENUE.format('Bắc Ninh', 41, 5)} Cục Thuế nói rõ thêm.", None)),
    (("Tin trong tỉnh", REVENUE.format("Bắc Ninh", 40, 5), "2025-03-04"), ("Tin trong tỉnh", TOURISM.format("Bắc Ninh", 3), "2025-03-04")),
    (("Thu ngân sách ngày 4/3", REVENUE.format("Bắc Ninh", 40, 5), "2025-03-04"), ("Thu ngân sách ngày 3/3", REVENUE.format("Bắc Ninh", 40, 5), "2025-03-04")),
    (("Hội nghị của sở", f"{SCHOOL.format('Trạm Tấu', 2)} Ông Lê Văn Hùng dự.", None), ("Hội nghị tại sở", f"{SCHOOL.format('Trạm Tấu', 2)} Ông Lê Văn Hưng dự.", None)),
]  # fmt: skip
OTHERS = [  # two articles: a template that is filled in for another subject or another day
    (("Hải Phòng thu ngân sách", REVENUE.format("Hải Phòng", 40, 5), None), ("Lào Cai thu ngân sách", REVENUE.format("Lào Cai", 41, 5), None)),
    (("Một", REVENUE.format("Hải Phòng", 40, 5), "2025-03-04"), ("Ba", REVENUE.format("Lào Cai", 41, 5), "2025-03-04")),
    ((None, REVENUE.format("Hải Phòng", 40, 5), None), (None, REVENUE.format("Lào Cai", 41, 5), None)),
    (("Bản tin thời tiết", WEATHER.format("Lào Cai", 8), None), ("Bản tin thời tiết", WEATHER.format("Cà Mau", 24), None)),
    (("Dự toán 2025", REVENUE.replace("Ủy ban nhân dân tỉnh", "Sở Tài chính").format("Hải Phòng", 40, 5), None), ("Dự toán 2025", REVENUE.replace("Ủy ban nhân dân tỉnh", "Sở Tài chính").format("Lào Cai", 41, 5), None)),
    (("A1", REVENUE.format("Hải Phòng", 40, 5), None), ("A2", REVENUE.format("Lào Cai", 41, 5), None)),
    (("Thời tiết ngày 4/3", WEATHER.format("Lào Cai", 8), None), ("Thời tiết ngày 5/3", WEATHER.format("Lào Cai", 9), None)),
    (("Bản tin thời tiết", WEATHER.format("Lào Cai", 8), "2025-03-04"), ("Bản tin thời tiết", SCHOOL.format("Lào Cai", 9), "2025-03-05")),
]  # fmt: skip


@carries(*(
    {f"{time}.jsonl": [dict(zip(("id", "title", "text", "date"), (i, *pair[time]), strict=True)) for i, pair in enumerate([*SAME, *OTHERS])]}
    for time in (0, 1)
))  # fmt: skip
def test_a_correction_is_a_version_and_a_template_filled_in_anew_is_none(carried):
    counted = carried.asked("SELECT split_part(origin, '#', 2)::INT, count(DISTINCT article_id) FROM versions GROUP BY 1 ORDER BY 1")  # fmt: skip
    assert counted == [(i, 1 if i < len(SAME) else 2) for i in range(len([*SAME, *OTHERS]))]
    assert len(carried.others(1)) == len(OTHERS)


SPACED = REVENUE.format("Bắc Ninh", 40, 5)
WRITTEN = [SPACED, unicodedata.normalize("NFD", SPACED), SPACED.replace(" tỉnh", "\u00a0tỉnh")]


@carries({f"{i}.jsonl": [{"url": "https://bao.example.vn/tin/1", "text": w}, {"text": w}] for i, w in enumerate(WRITTEN)})  # fmt: skip
def test_the_way_accents_and_blanks_are_written_makes_no_version(carried):
    assert carried.asked("SELECT count(*) FROM versions") == [(2,)]


@carries(*(
    {"a.jsonl": [{"id": 1, "title": "Tin trong tỉnh", "text": words}]}
    for words in (REVENUE.format("Bắc Ninh", 40, 5), TOURISM.format("Bắc Ninh", 3))
))  # fmt: skip
def test_a_title_that_stays_makes_a_rewritten_text_a_version(carried):
    assert carried.asked("SELECT count(*), count(DISTINCT article_id) FROM versions") == [(2, 1)]


@carries(*(
    {"a.jsonl": [
        {"id": 1, "url": "https://bao.example.vn/tin?id=5", "text": words},
        {"id": 2, "url": "https://bao.example.vn/", "text": f"{words} Hai."},
    ]}
    for words in (REVENUE.format("Bắc Ninh", 40, 5), TOURISM.format("Mường Lò", 3))
))  # fmt: skip
def test_under_an_address_every_text_is_a_version_and_a_front_page_names_nothing(carried):
    assert carried.asked(
        "SELECT keyed_by, count(*), count(DISTINCT article_id) FROM versions JOIN dim_article USING (version_id, article_id) GROUP BY 1 ORDER BY 1"
    ) == [("id", 2, 2), ("url", 2, 1)]  # fmt: skip


def test_under_ids_that_a_source_never_uses_again_every_text_is_a_version(
    run, warehouse, tmp_path, monkeypatch
):
    (tmp_path / "sources.csv").write_text("source,name_vi,name_en,aliases,folders,ids\nbao.example.vn,Báo Vùng Cao,Highland News,,,stable\n")  # fmt: skip
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    for words in (REVENUE.format("Bắc Ninh", 40, 5), TOURISM.format("Mường Lò", 3)):
        run({"a.jsonl": [{"id": 1, "source": "Báo Vùng Cao", "text": words}]})
    assert shown(warehouse) == {"3"}


@carries(*(
    {"moi.txt": f"date: {day}\n\n{REVENUE.format('Bắc Ninh', figure, 5)}"}
    for day, figure in (("2025-03-04", 40), ("2025-03-04", 41), ("2025-03-05", 42))
))  # fmt: skip
def test_under_a_path_a_text_of_another_day_is_another_article(carried):
    assert carried.shown() == {"41", "42"}


def page(text: str) -> str:
    return (
        '<html lang="vi"><head><link rel="canonical" href="https://baoquangninh.vn/"></head><body><article><h1>Tin mới trong ngày</h1>'
        f"<p>{text} Đại diện địa phương cho biết sẽ tiếp tục rà soát các nguồn lực trong những tháng cuối năm.</p></article></body></html>"
    )


@carries({"1.html": page(REVENUE.format("Bắc Ninh", 40, 5)), "2.html": page(TOURISM.format("Mường Lò", 3))})
def test_pages_whose_canonical_link_is_the_front_page_are_articles_of_their_own(carried):
    assert carried.shown() == {"40", "3"}


def test_versions_are_ordered_by_their_captures_not_by_their_runs(run, warehouse):
    def row(figure: int, **told: str) -> dict[str, list[dict[str, Any]]]:
        return {"a.jsonl": [{"id": 1, "text": REVENUE.format("Bắc Ninh", figure, 5), **told}]}

    run(row(40), START)
    run(row(38), START - timedelta(days=3))
    assert shown(warehouse) == {"40"}
    run(row(41, captured_at="2026-01-06T08:00:00+07:00"), START - timedelta(days=5))
    assert shown(warehouse) == {"41"}


def test_a_capture_that_is_still_to_come_is_refused(tmp_path):
    with pytest.raises(ValueError, match="still to come"):
        reading.take_in(
            [str(tmp_path)], tmp_path / "khotin.duckdb", 8_000_000, datetime.now(UTC) + timedelta(days=1)
        )


def test_a_second_run_and_a_rebuild_change_nothing(run, warehouse, tmp_path):
    rows = [
        {"id": 1, "title": "Thu ngân sách", "text": REVENUE.format("Bắc Ninh", 40, 5)},
        {"id": 1, "text": TOURISM.format("Mường Lò", 3)},
        {"text": SCHOOL.format("Mù Cang Chải", 2)},
    ]
    run({"a.jsonl": rows, "b.txt": SCHOOL.format("Trạm Tấu", 4)})
    run({"a.jsonl": [*rows[:1], {"id": 1, "text": REVENUE.format("Bắc Ninh", 41, 5)}]})
    before = star(warehouse)
    assert run({"a.jsonl": rows}).batches == ()
    for again in ("rebuild", "rekey"):
        carried_out(warehouse, tmp_path, again=again)
        assert star(warehouse) == before


def test_a_rebuild_keeps_booked_keys_and_rekey_makes_them_anew(run, warehouse, tmp_path, monkeypatch):
    run({"a.jsonl": [{"id": 1, "source": "BVC", "text": REVENUE.format("Bắc Ninh", 40, 5)}]})
    (tmp_path / "sources.csv").write_text("source,name_vi,name_en,aliases,folders,ids\nbao.example.vn,Báo Vùng Cao,Highland News,BVC,,stable\n")  # fmt: skip
    monkeypatch.setenv("KHOTIN_SEEDS", str(tmp_path))
    ids = "SELECT article_id, version_id FROM dim_article"
    booked = asked(warehouse, ids)
    carried_out(warehouse, tmp_path, again="rebuild")
    assert asked(warehouse, ids) == booked
    assert asked(warehouse, "SELECT source FROM dim_article") == [("bao.example.vn",)]
    carried_out(warehouse, tmp_path, again="rekey")
    assert asked(warehouse, ids) != booked
    run({"a.jsonl": [{"id": 1, "source": "Báo Vùng Cao", "text": TOURISM.format("Mường Lò", 3)}]})
    assert shown(warehouse) == {"3"}


TEXTS = [
    *(REVENUE.format("Bắc Ninh", 40 + i, i) for i in range(3)),
    *(TOURISM.format("Mường Lò", 3 + i) for i in range(2)),
    SCHOOL.format("Mù Cang Chải", 2),
    # Half of the first, half of the second: a text that agrees with either may stand between them.
    f"{REVENUE.format('Bắc Ninh', 70, 1)} {TOURISM.format('Mường Lò', 9)}",
]


@pytest.fixture(scope="module")
def told(empty: Path) -> pl.DataFrame:
    """An article read from a row for each text with each name and day."""
    folder = empty.parent / "bao"
    folder.mkdir()
    named = [{"id": "1"}, {"id": "2"}, {}, {"id": "1", "url": "https://bao.example.vn/tin/1"}]
    landing = empty.parent / "landing"
    parts = []
    for day in (None, "2025-03-04"):
        rows = [{"text": text, "date": day, **name} for text, name in itertools.product(TEXTS, named)]
        (folder / f"{day}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        found = discover([folder / f"{day}.jsonl"])
        parts += [
            parse(part.drop("state"), landing)[0]
            for part in land(found, landing, START, pl.DataFrame(schema=DOCUMENTS))
        ]
    return pl.concat(parts)


@pytest.fixture(scope="module")
def texts_only() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        migrate(connection)
        connection.execute(sql("load/place_of.sql"))
        connection.execute(STAR)
        yield connection


def given_to(connection: duckdb.DuckDBPyConnection, loads: list[pl.DataFrame]) -> str:
    """The table hash of the articles after loading staged ones in this order."""
    connection.execute("DELETE FROM dim_article; DELETE FROM ops.version_capture")
    for load in loads:
        file = load.with_columns(filename=pl.lit("1.parquet"))
        connection.register("staged", file)
        connection.register("documents", load)
        already = connection.execute(sql("load/given_already.sql")).pl()
        connection.register("staged_articles", load.join(already, on=["origin", "version_id"], how="anti"))
        connection.register("staged_captures", load)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE touched AS SELECT version_id, article_id FROM staged_articles"
        )
        run_file(connection, "load/dim_article.sql", run_id="run", rules_version="rules")
        merge._give(connection, False)
        connection.execute(sql("settle/article_versions.sql"))
    return hashes(connection)["dim_article"]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_shuffled_split_and_repeated_captures_give_the_same_articles_and_versions(texts_only, told, data):
    rows = data.draw(st.lists(st.integers(0, told.height - 1), min_size=2, max_size=10))
    hours = pl.int_range(pl.len()) * timedelta(hours=1)
    captures = told[rows].with_columns(captured_at=pl.lit(START) + hours)

    def laid_out(captures: pl.DataFrame, file: str) -> pl.DataFrame:
        """The captures as the rows of a file."""
        return captures.with_columns(
            row_number=pl.int_range(pl.len(), dtype=pl.Int64),
            origin=pl.format("bao/{}#{}", pl.lit(file), pl.int_range(pl.len())),
        )

    shuffled = captures[data.draw(st.permutations(range(len(rows))))]
    cut = data.draw(st.integers(0, len(rows)))
    loads = [
        laid_out(part, f"{n}.jsonl") for n, part in enumerate((shuffled[:cut], shuffled[cut:], shuffled[:2]))
    ]
    assert given_to(texts_only, loads) == given_to(texts_only, [laid_out(captures, "whole.jsonl")])
    last = captures.filter(pl.col("keyed_by") == "url").tail(1)
    told = "SELECT text FROM dim_article WHERE keyed_by = 'url' AND is_current"
    assert texts_only.execute(told).fetchall() == last.select("text").rows()


def test_a_text_that_comes_back_is_the_current_one_again(run, warehouse):
    def row(amount: int) -> dict[str, Any]:
        return {"url": "https://bao.example.vn/tin/1", "text": REVENUE.format("Bắc Ninh", amount, 1)}

    run({"1.jsonl": [row(41)]}, START)
    run({"2.jsonl": [row(52)]}, START + timedelta(days=1))
    run({"3.jsonl": [row(41)]}, START + timedelta(days=2))
    assert shown(warehouse) == {"41"}
    assert asked(warehouse, "SELECT count(*) FROM mart.article_versions") == [(2,)]
    known = "SELECT text LIKE '%41.200%' FROM mart.articles_known_on('2026-01-0{}')"
    assert [asked(warehouse, known.format(day)) for day in (5, 6, 7)] == [[(True,)], [(False,)], [(True,)]]
    before = star(warehouse)
    carried_out(warehouse, warehouse.parent, again="rebuild")
    assert star(warehouse) == before and shown(warehouse) == {"41"}
    run({"4.jsonl": [row(52), row(41), row(52)]}, START + timedelta(days=3))
    assert shown(warehouse) == {"52"}


def test_a_day_that_is_corrected_is_the_day_and_both_are_kept(run, warehouse):
    def row(day: str | None) -> dict[str, Any]:
        text = REVENUE.format("Bắc Ninh", 41, 1)
        return {"url": "https://bao.example.vn/tin/1", "text": text, "date": day}

    told = "SELECT published_on::VARCHAR, published_from, article_version FROM mart.articles"
    for number, day in enumerate(["2026-01-03", "2026-01-04", None]):
        run({f"{number}.jsonl": [row(day)]}, START + timedelta(days=number))
    assert asked(warehouse, told) == [("2026-01-04", "metadata", 1)]
    days = "SELECT published_on::VARCHAR FROM ops.version_capture ORDER BY captured_at"
    assert asked(warehouse, days) == [("2026-01-03",), ("2026-01-04",), (None,)]
    before = star(warehouse)
    carried_out(warehouse, warehouse.parent, again="rebuild")
    assert star(warehouse) == before
    run({"earlier.jsonl": [row("2026-01-02")]}, START - timedelta(days=1))
    assert star(warehouse) == before
