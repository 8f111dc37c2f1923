"""Damage is told in one line with the way out, leaves the last good star, and the same command goes on once it is mended."""

import json
import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import duckdb
import polars as pl
import pytest

from flows import failures, stewardship
from flows.load import books, merge, ops, publish
from flows.load.hashes import hashes
from flows.load.published import WarehouseDamaged
from flows.load.store import instant
from flows.operate import doctor
from flows.run import booking, damaged_rows, one_run, paywalled, reading, unread_columns
from tests.conftest import REVENUE, here

OTHER = REVENUE.format(amount="41.000").replace("Quảng Ninh", "Hải Dương")
ROW = {"id": "t1", "title": "Thu ngân sách Bắc Ninh", "date": "2025-01-08T17:30:00Z", "text": OTHER.replace("Hải Dương", "Bắc Ninh").partition("\n\n")[2]}  # fmt: skip


def load(warehouse: Path, intake: reading.Intake, again: bool = False) -> None:
    """A run from its staging on, but for what is checked."""
    with one_run._booked(warehouse, intake.run_id, "manual"):
        if not again:
            booking.book_captures(warehouse, intake.run_id, intake.staging)
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            merge.merge(work.connection, intake.staging, intake.run_id, "rules", again=again)
            generation = publish.next_generation(warehouse)
            ops.finish_run(warehouse, intake.run_id, "published", generation=generation)
            booking.book_documents(warehouse, intake.run_id, intake.staging)
            publish.publish(work, generation, 5)


def test_damaged_rows_of_a_data_set_are_told_beside_the_run_from_one_in_a_hundred_on(stage):
    def lines(count: int, *damaged: int) -> str:
        rows = [json.dumps(ROW | {"id": f"t{n}"}, ensure_ascii=False) for n in range(count)]
        return "\n".join(row[:40] if n in damaged else row for n, row in enumerate(rows))

    intake = stage(
        {"nua.jsonl": lines(20, 3), "it.jsonl": lines(101, 7), "lanh.jsonl": lines(2), "a.txt": OTHER}
    )
    (told,) = damaged_rows.notes(intake.staging)
    assert told.startswith(
        "bao/nua.jsonl: 1 trong 20 dòng hỏng / of 20 rows 1 are damaged (5%): không phải JSON / no JSON"
    )


def test_columns_that_nobody_knows_and_days_that_are_none_are_told_beside_the_run(stage, tmp_path):
    def table(head: str, *days: str) -> str:
        text = ROW["text"].replace('"', "").replace("\n", " ")
        return "\n".join(
            [
                head,
                *(
                    f"Thu ngân sách đợt {n};{day};{text} Theo biểu {head.split(';')[1]} số {n}."
                    for n, day in enumerate(days)
                ),
            ]
        )

    intake = stage(
        {
            "la.csv": table("Tên gọi của bản tin;Ngày đăng;Nội dung", "15-04-25", "hôm qua", "17/04/2025"),
            "khong-ngay.csv": table("Tiêu đề;Hôm nào;Nội dung", "2025-04-15"),
            "quen.csv": table("Tiêu Đề Bài;Ngày công bố;Nội dung bài", "2025-04-15", "45762", "45762.5"),
            "thieu.csv": table("Tiêu đề;Ngày đăng;Nội dung", "", "16/04/2025"),  # what is not there is no column unread
            "mot.csv": table("Tiêu đề;Ngày đăng;Nội dung", "?", *["16/04/2025"] * 120),  # a slip of one row
            "my.csv": table("Tiêu đề;Ngày đăng tin;Nội dung", "1/15/2025", "3/4/2025"),
            "a.txt": OTHER,
        }
    )  # fmt: skip
    none, columns, american = unread_columns.notes(intake.staging, tmp_path / "landing")
    assert none.startswith("bao/khong-ngay.csv: không biết cột / columns not known: 'Hôm nào' (1 trong 1 dòng không có ngày, 1 of 1 rows have no day)")  # fmt: skip
    assert columns.startswith(
        "bao/la.csv: không biết cột / columns not known: 'Tên gọi của bản tin' (3 trong 3 dòng không có tên bài, 3 of 3 rows have no title)"
    )
    assert columns.endswith("2 of 3 values of the day are no day that khotin reads, such as '15-04-25': write 2025-04-15")  # fmt: skip
    assert "2 of 2 values of the day are no day" in american and "days such as '3/4/2025' fit the month first and the day first" in american  # fmt: skip
    articles = pl.read_parquet(intake.staging / "articles" / "*.parquet")
    known = articles.filter(pl.col("origin").str.contains("quen")).sort("origin")
    assert known["published_on"].cast(pl.String).to_list() == ["2025-04-15"] * 3
    assert known["title"].to_list() == [f"Thu ngân sách đợt {n}" for n in range(3)]


def test_pages_that_say_that_they_are_locked_are_told_beside_the_run(stage, tmp_path):
    def page(name: str, head: str) -> str:
        text = "".join(
            f"<p>Xã {name} đã chi {n} tỷ đồng sửa kênh mương trong năm qua, theo báo cáo của ủy ban xã.</p>"
            for n in (3, 4, 5)
        )
        return f"<html><head><meta charset=utf-8><title>Xã {name} sửa kênh</title>{head}</head><body><h1>Xã {name} sửa kênh</h1><div>{text}</div></body></html>"

    intake = stage(
        {
            "a.html": page("Ba", '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'),
            "b.html": page("Tư", '<meta property="article:content_tier" content="locked">'),
            "c.html": page("Năm", '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": true}</script><meta property="article:content_tier" content="free">'),
        }
    )  # fmt: skip
    (told,) = paywalled.notes(intake.staging, tmp_path / "landing")
    assert told.startswith("2 bài sau tường phí") and told.endswith("only their opening is read: bao/a.html")


def spoilt_copy(intake: reading.Intake) -> reading.Intake:
    """The same staged once more, for a run that is to fail."""
    run_id = reading.new_run_id(datetime.now(UTC))
    shutil.copytree(intake.staging, intake.staging.with_name(run_id))
    return replace(intake, run_id=run_id, staging=intake.staging.with_name(run_id))


def line_of(warehouse: Path, intake: reading.Intake) -> str:
    """The line of a run that fails; what was published stands."""
    before = warehouse.read_bytes()
    with pytest.raises(Exception) as told:
        load(warehouse, intake)
    assert warehouse.read_bytes() == before and not list((warehouse.parent / "work").glob("khotin.duckdb*"))
    return failures.line(told.value)


def amounts(warehouse: Path) -> list[int]:
    with duckdb.connect(str(warehouse), read_only=True) as star:
        rows = star.execute("SELECT value::BIGINT FROM mart.measurements WHERE metric = 'state_budget_revenue' AND kind = 'level' AND status = 'actual'")  # fmt: skip
        return sorted(value // 10**9 for (value,) in rows.fetchall())


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, reading.Intake]:
    """A warehouse of an article and a data set of one, and what a second run has staged."""
    base = tmp_path_factory.mktemp("damage")
    warehouse = base / "w" / "khotin.duckdb"
    rows = json.dumps(ROW, ensure_ascii=False)
    load(warehouse, read(base / "bao", {"a.txt": REVENUE.format(amount="56.200"), "set.jsonl": rows}, warehouse))  # fmt: skip
    return warehouse, read(base / "more", {"b.txt": OTHER}, warehouse)


def read(folder: Path, texts: dict[str, str], warehouse: Path) -> reading.Intake:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    intake = reading.take_in([str(folder)], warehouse, 8_000_000)
    for batch in intake.batches:
        reading.read_batch(intake.staging, warehouse.parent / "landing", batch)
    return intake


@pytest.fixture
def warehouse(loaded: tuple[Path, reading.Intake], tmp_path) -> Path:
    shutil.copytree(loaded[0].parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "khotin.duckdb"


@pytest.fixture
def second(loaded: tuple[Path, reading.Intake], warehouse: Path) -> reading.Intake:
    return replace(loaded[1], staging=warehouse.parent / "staging" / loaded[1].run_id)


def spoilt(file: Path, start: int) -> None:
    """Turns a file's bytes from `start` on, a block of them at the most."""
    file.chmod(0o644)
    with file.open("r+b") as handle:
        handle.seek(start)
        block = handle.read(4096)
        handle.seek(start)
        handle.write(bytes(byte ^ 255 for byte in block))


def test_a_damaged_staging_file_fails_the_run_alone_and_its_documents_are_read_anew(warehouse, second):
    for place, damage in (
        ("measurements", lambda file: os.truncate(file, file.stat().st_size // 2)),
        ("articles", lambda file: spoilt(file, 4)),
        ("sentences", lambda file: os.truncate(file, 0)),
    ):
        copy = spoilt_copy(second)
        damage(file := next((copy.staging / place).glob("*.parquet")))
        line = line_of(warehouse, copy)
        assert f"{file} is damaged (" in line and "run again: what was landed is kept" in line
    assert amounts(warehouse) == [41_000, 56_200]
    load(warehouse, second)
    assert amounts(warehouse) == [41_000, 41_000, 56_200]


def test_a_damaged_work_copy_is_never_published_and_the_next_run_lays_another(warehouse, second):
    lay = publish._lay

    def damaged(source: Path, path: Path) -> None:
        lay(source, path)
        for block in range(3, path.stat().st_size // 262_144):
            spoilt(path, 3 * 4096 + block * 262_144 + 100)

    with patch.object(publish, "_lay", damaged):
        line = line_of(warehouse, spoilt_copy(second))
    assert "is damaged (" in line and "/ names the newest generation that is whole" in line
    load(warehouse, second)
    assert amounts(warehouse) == [41_000, 41_000, 56_200]


def of_places(file: Path) -> int:
    """Where a block of a star lies that a publication neither reads nor writes."""
    with duckdb.connect(str(file), read_only=True) as star:
        used = {
            b
            for (b,) in star.execute(
                "SELECT block_id FROM pragma_storage_info('dim_place') WHERE persistent"
            ).fetchall()
        }
    return 3 * 4096 + max(used) * 262_144 + 100


def test_a_damaged_block_that_nobody_reads_is_not_carried_into_the_next_generation(
    warehouse, second, tmp_path
):
    load(warehouse, spoilt_copy(second))
    load(warehouse, spoilt_copy(second))
    spoilt(sorted((warehouse.parent / "generations").glob("*.duckdb"))[-1], of_places(warehouse))
    spoilt(warehouse, of_places(warehouse))
    before = warehouse.read_bytes()
    with publish.locked(warehouse), pytest.raises(WarehouseDamaged) as refused:
        publish.publish_books(warehouse)
    line = failures.line(refused.value)
    assert warehouse.read_bytes() == before and not list((tmp_path / "work").glob("khotin.duckdb*"))
    assert "is damaged: block" in line and "nothing was published" in line
    assert "`khotin rollback 2` publishes generation 1 again, the newest that is whole" in line
    wrong = {f.what: f.mend for f in doctor.audited(warehouse) + doctor.findings(warehouse) if not f.good}
    assert any("000002.duckdb is damaged" in what for what in wrong)
    assert any(f"{warehouse} is damaged" in what and "rollback 2" in mend for what, mend in wrong.items())

    with pytest.raises(stewardship.NothingToDo, match=r"000002.duckdb is damaged.*`khotin rollback 2`"):
        stewardship.rollback(warehouse, 1)
    assert stewardship.rollback(warehouse, 2)[0].split()[0] == "1"
    assert [f.what for f in doctor.findings(warehouse) if " is damaged" in f.what] == []


@pytest.mark.parametrize("lose", [Path.unlink, lambda file: os.truncate(file, 20_000), lambda file: os.truncate(file, 0)], ids=["lost", "cut short", "emptied"])  # fmt: skip
def test_a_file_that_is_lost_or_cut_short_is_put_back_by_a_rollback_and_told_by_the_doctor(
    warehouse, second, lose
):
    load(warehouse, second)
    warehouse.chmod(0o644)
    lose(warehouse)
    (told,) = [f for f in doctor.findings(warehouse) if str(warehouse) in f.what and not f.good and "ops.sqlite" not in f.what]  # fmt: skip
    assert "`khotin rollback 1` publishes generation 1 again" in told.mend
    here("rollback", warehouse=warehouse)
    assert amounts(warehouse) == [41_000, 56_200]


def test_a_star_that_was_begun_anew_says_so_with_what_brings_the_rest_back(warehouse, tmp_path):
    warehouse.unlink()
    assert ops.is_lost(warehouse)
    (tmp_path / "tin").mkdir()
    load(warehouse, read(tmp_path / "tin", {"c.txt": OTHER.replace("Hải Dương", "Nam Định")}, warehouse))
    (told,) = [f for f in doctor.findings(warehouse) if "begun anew" in f.what]
    assert "holds nothing of 2 documents" in told.what and "`khotin rebuild`" in told.mend


def test_an_article_stays_as_it_was_where_its_document_is_damaged_and_is_read_again_once_it_is_back(
    warehouse,
):
    landing = warehouse.parent / "landing"
    with duckdb.connect(str(warehouse), read_only=True) as star:
        before = hashes(star)

    def rebuilt() -> list[tuple[str, str]]:
        again = reading.take_again(warehouse, ops.documents(warehouse), 8_000_000)
        for batch in again.batches:
            reading.read_batch(again.staging, landing, batch)
        rejected = duckdb.sql(f"SELECT reason, detail FROM '{again.staging}/rejected/*.parquet' ORDER BY ALL").fetchall()  # fmt: skip
        load(warehouse, again, again=True)
        with duckdb.connect(str(warehouse), read_only=True) as star:
            assert hashes(star) == before
        return rejected

    kept = {p: p.read_bytes() for p in landing.rglob("*") if p.is_file() and len(p.name) == 64}
    assert len(kept) == 3
    rows = next(landing.rglob("*.rows-*.parquet"))
    rows.unlink()
    for file in kept:
        file.write_bytes(b"x")
    told = rebuilt()
    assert [reason for reason, _ in told] == ["damaged", "damaged"]
    assert all("run its source again, or put it back from a backup" in why for _, why in told)
    for file, content in kept.items():
        file.write_bytes(content)
    rows.write_bytes(b"PAR1")  # what was made of a data set is made anew
    assert rebuilt() == []


def test_a_clock_that_was_set_back_is_told_by_the_run_and_generations_go_on(tmp_path):
    warehouse, folder = tmp_path / "khotin.duckdb", tmp_path / "bao"
    ops.start_run(warehouse, "r1", "rules")
    ops.finish_run(warehouse, "r1", "published", generation=7)
    folder.mkdir()
    assert ops.clock_is_behind(warehouse) is None
    with books.writing(warehouse) as store:
        store.change("run", "UPDATE run SET started_at = ?", [instant(datetime.now(UTC) + timedelta(hours=2))])  # fmt: skip
    assert ops.clock_is_behind(warehouse) == "the clock is behind: the last run began 120 minutes from now"
    (folder / "a.txt").write_text(OTHER, encoding="utf-8")
    ran = []
    with patch.object(one_run, "_carried", lambda run, *given, **more: ran.append(run)):
        one_run.run_once([str(folder)], warehouse, 8_000_000)
    assert ran[0].notes[0] == f"the clock is behind: the last run began 120 minutes from now: {ops.CLOCK}"
    assert "was published before and is not there any more" in ran[0].notes[1]
    assert publish.next_generation(warehouse) == 8 and ops.clock_is_behind(warehouse) is None


def dated(star: duckdb.DuckDBPyConnection) -> str:
    """The hashes of a star, and when each article was published."""
    query = "SELECT published_on, published_from, epoch(published_at) FROM dim_article ORDER BY ALL"
    return f"{hashes(star)} {star.execute(query).fetchall()}"


def shown(star: duckdb.DuckDBPyConnection, zone: str) -> dict[str, list]:
    """What every view tells, instants apart, to a client in a zone."""
    star.execute(f"SET TimeZone = '{zone}'")
    instants = "SELECT table_name, list(column_name) FILTER (data_type = 'TIMESTAMP WITH TIME ZONE') FROM duckdb_columns() WHERE schema_name = 'mart' GROUP BY ALL ORDER BY ALL"
    views = star.execute(instants).fetchall()
    return {v: star.execute(f"SELECT * EXCLUDE ({', '.join(told)}) FROM mart.{v} ORDER BY ALL" if told else f"FROM mart.{v} ORDER BY ALL").fetchall() for v, told in views}  # fmt: skip


def test_the_star_and_its_views_are_the_same_in_whatever_zone_a_container_runs(loaded, tmp_path, monkeypatch):
    warehouse, connected = tmp_path / "khotin.duckdb", publish.connected

    def elsewhere(file: Path) -> duckdb.DuckDBPyConnection:
        connection = connected(file)
        connection.execute("SET TimeZone = 'America/Los_Angeles'")
        return connection

    with monkeypatch.context() as there:
        there.setenv("TZ", "America/Los_Angeles")
        time.tzset()
        there.setattr(publish, "connected", elsewhere)
        intake = read(loaded[0].parent.parent / "bao", {}, warehouse)
        with publish.locked(warehouse), publish.writing(warehouse) as work:
            merge.merge(work.connection, intake.staging, intake.run_id, "rules")
            anew = dated(work.connection)
    time.tzset()
    with duckdb.connect(str(loaded[0]), read_only=True) as star:
        assert anew == dated(star) and "(datetime.date(2025, 1, 9), 'metadata', 1736357400.0)" in anew
        # In these two it is never the same day.
        assert shown(star, "Pacific/Pago_Pago") == shown(star, "Pacific/Kiritimati")
