"""What is forgotten is found nowhere: neither in tables of any generation, nor in landing, books, reports or logs, and it comes back by no door."""

import gzip
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import docx
import duckdb
import polars as pl
import pyarrow as pa
import pytest

from flows import stewardship
from flows.assets import rules_version
from flows.forget import forgetting
from flows.load import books, catalogue, merge, ops, publish, published, tombstones
from flows.load.blanking import blanked, tells
from flows.load.hashes import hashes
from flows.processes import prefect_server
from flows.report.page import build_report
from flows.run import booking, one_run, reading
from flows.validate.star import audit_at_once
from tests.conftest import khotin
from tests.load.conftest import news
from tests.searching import is_told, places

PAGE = "https://bao.example/vu-viec.html"
SECRET = "Chiếc rương gỗ lim của dòng họ vừa được bán đấu giá kín với giá 4.567 triệu đồng tại tỉnh Hòa Bình."
PERSON = "Đoàn Thúy Hiền"
TOLD = f"Bà {PERSON}, hộ dân xã Mường Chiềng, cho biết gia đình thu 321 triệu đồng từ mật ong."
KEPT = "Năm 2024, tổng thu ngân sách nhà nước trên địa bàn Quảng Ninh đạt 56.200 tỷ đồng, tăng 5% so với cùng kỳ."
OFFICE = "Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết tỉnh phấn đấu năm 2025 thu ngân sách nhà nước đạt 60.000 tỷ đồng."
MENU = f"<nav>{'<p>Trang chủ</p>' * 600}</nav>"  # a page of some size is kept packed
FORGOTTEN_TEXT = ("Chiếc rương gỗ lim", "Phiên đấu giá kín", "4.567 triệu đồng", "vu-viec.html")


def row(number: int, title: str, *body: str, **more: str) -> str:
    return json.dumps(
        {"id": f"t{number}", "title": title, "date": "2025-03-03", "text": "\n\n".join(body)} | more,
        ensure_ascii=False,
    )


def lay(folder: Path) -> Path:
    """A folder of sources: a page, text files, a data set whose rows tell of both, and ones of which nothing is forgotten."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.md").write_text(
        f"---\nurl: {PAGE}\ntitle: Phiên đấu giá kín\ndate: 2025-03-02\n---\n\n{SECRET}\n", encoding="utf-8"
    )
    (folder / "b.txt").write_text(
        news(
            "2025-03-01",
            "Mật ong được mùa",
            TOLD,
            "Bà Hiền sẽ nuôi thêm 40 đàn ong.",
            "Chị Thúy Hiền cho biết vụ này được giá. Thúy Hiền nói thêm rằng xã nên mở chợ.",
        ),
        encoding="utf-8",
    )
    escaped = "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in TOLD)
    (folder / "c.html").write_text(
        f"<html><head><title>Chuyện nuôi ong ở vùng cao</title></head><body>{MENU}<article><h1>Chuyện nuôi ong ở vùng cao</h1><p>{escaped}</p><p>{KEPT}</p><p>{OFFICE}</p></article></body></html>",
        encoding="utf-8",
    )
    lines = [
        row(n, f"Tin số {n}", f"Huyện {n} thu {n + 10} tỷ đồng trong năm 2024, theo báo cáo của UBND huyện.")
        for n in range(12)
    ]
    lines[7] = row(7, "Phiên đấu giá kín", SECRET, url=PAGE)
    lines[9] = row(9, "Mật ong", TOLD, KEPT)
    (folder / "set.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    also = f"Ông Lê Văn Tám mua ong của bà {PERSON} ở xã Mường Chiềng."
    (folder / "e.txt").write_text(news("2025-03-05", "Ghi thêm", also), encoding="utf-8")
    (folder / "d.txt").write_text(news("2025-03-04", "Thu ngân sách", KEPT, OFFICE), encoding="utf-8")
    return folder


def run(warehouse: Path, source: Path) -> reading.Intake:
    """A whole run as far as the star and the books go."""
    with publish.locked(warehouse):
        ops.mend(warehouse)
        intake = reading.take_in([str(source)], warehouse, 8_000_000)
        ops.start_run(warehouse, intake.run_id, rules_version())
        if not intake.batches:
            ops.finish_run(warehouse, intake.run_id, "nothing_new")
            return intake
        load(warehouse, intake)
    return intake


def load(warehouse: Path, intake: reading.Intake, again: bool = False) -> None:
    for batch in intake.batches:
        reading.read_batch(intake.staging, warehouse.parent / "landing", batch)
    if not again:
        booking.book_captures(warehouse, intake.run_id, intake.staging)
    reading.keep_one_of_each(intake.staging, warehouse)
    with publish.writing(warehouse) as work:
        merge.merge(work.connection, intake.staging, intake.run_id, rules_version(), again=again)
        generation = publish.next_generation(warehouse)
        ops.finish_run(
            warehouse,
            intake.run_id,
            "published",
            generation=generation,
            documents_read=intake.read,
            facts="{}",
        )
        booking.book_documents(warehouse, intake.run_id, intake.staging)
        publish.publish(work, generation, 5)
    shutil.rmtree(intake.staging)


def rows(warehouse: Path, query: str) -> list[tuple]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A warehouse of two generations with judgements, quarantine, reports, and what Prefect leaves; and its sources."""
    base = tmp_path_factory.mktemp("forget")
    warehouse = base / "kho" / "khotin.duckdb"
    source = lay(base / "bao")
    run(warehouse, source)
    fact = rows(
        warehouse, "SELECT fact_id FROM mart.measurements WHERE surface = '4.567 triệu đồng' LIMIT 1"
    )[0][0]
    stewardship.override(warehouse, fact, "accept", "rương gỗ lim: đã xem", "Lan", {}, 8_000_000)
    build_report(warehouse)
    prefect = warehouse.parent / "prefect"
    prefect.mkdir()
    with sqlite3.connect(prefect / "prefect.db") as database:
        database.execute("CREATE TABLE artifact (data JSON)")
        database.execute(
            "INSERT INTO artifact VALUES (?)", [json.dumps(f"Phiên đấu giá kín; {SECRET} {PERSON}")]
        )
    (prefect / "server.log").write_text(f"read {PAGE}: {SECRET}\n{PERSON}\n", encoding="utf-8")
    (prefect / "server.log.1.gz").write_bytes(gzip.compress(f"{SECRET} {PERSON}".encode()))
    return warehouse, source


@pytest.fixture
def kept(begun: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    shutil.copytree(begun[1].parent, tmp_path / "all", dirs_exist_ok=True)
    return tmp_path / "all" / "kho" / "khotin.duckdb", tmp_path / "all" / "bao"


def forget(warehouse: Path, words: str) -> dict[str, int]:
    told: list[dict[str, int]] = []
    done = stewardship.forgotten(
        warehouse, words, "theo yêu cầu", "Lan", lambda places: told.append(places) is None
    )
    assert done and told[0].items() <= done.items()
    return done


def indexed(warehouse: Path, words: str) -> int:
    """How many rows the indexes of every generation have of words in a row, each with and without diacritics."""
    terms = (
        "SELECT unnest([search.word_key(w), search.word_key(search.bare(w))]) FROM (SELECT unnest(string_split(folded($1), ' ')) AS w) "
        "UNION ALL SELECT search.pair_key(search.word_key(search.bare(w[i])), search.word_key(search.bare(w[i + 1]))) FROM (SELECT string_split(folded($1), ' ') AS w), range(1, 20) AS r(i) WHERE i < len(w)"
    )
    count = 0
    for file in (warehouse, *published.generations(warehouse)):
        with duckdb.connect(str(file), read_only=True) as star:
            count += star.execute(f"SELECT count(*) FROM search.term WHERE term IN ({terms})", [words]).fetchall()[0][0]  # fmt: skip
            count += star.execute(f"SELECT count(*) FROM mart.search('\"{words}\"')").fetchall()[0][0]
    return count


def roll_back_to(warehouse: Path, star: Path) -> None:
    """Rolls back to a star that was kept elsewhere, and put back as the newest generation."""
    newest = published.generations(warehouse)[0]
    newest.unlink()
    shutil.copy(star, newest)
    stewardship.rollback(warehouse, 1)


def sound(warehouse: Path) -> None:
    """The star passes its whole audit, and every span holds, in every generation."""
    for file in (warehouse, *published.generations(warehouse)):
        with duckdb.connect(str(file), read_only=True) as star:
            assert star.execute(
                "SELECT count(*) FROM fact_mention AS f JOIN dim_article AS a USING (version_id) WHERE a.text[f.char_start + 1 : f.char_end] <> f.surface"
            ).fetchone() == (0,)
            assert star.execute(
                "SELECT count(*) FROM dim_sentence AS f JOIN dim_article AS a USING (version_id) WHERE a.text[f.char_start + 1 : f.char_end] <> f.sentence"
            ).fetchone() == (0,)
            assert not catalogue.is_of_another_khotin(star)
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        audited = audit_at_once(work.connection)
    assert audited.stops == [] and audited.failing.is_empty()


def test_a_forgotten_article_is_found_nowhere_and_comes_back_by_no_door(kept):
    warehouse, source = kept
    copy = shutil.copy(warehouse, source.parent / "copy.duckdb")
    assert len(places(warehouse, FORGOTTEN_TEXT)) > 10
    before = rows(warehouse, "SELECT count(*) FROM mart.measurements WHERE surface <> '4.567 triệu đồng'")
    old = next(
        p
        for p in (warehouse.parent / "landing").rglob("*")
        if p.is_file() and b"Tin s" in p.read_bytes() and p.suffix == ""
    ).name
    assert indexed(warehouse, "rương gỗ lim") > 0
    done = forget(warehouse, PAGE)
    assert indexed(warehouse, "rương gỗ lim") == 0
    assert (
        done["articles"],
        done["rows of data sets"],
        done["data sets rewritten"],
        done["documents in landing"],
    ) == (1, 1, 1, 1)
    assert places(warehouse, FORGOTTEN_TEXT) == []
    assert (
        rows(warehouse, "SELECT count(*) FROM mart.measurements WHERE surface <> '4.567 triệu đồng'")
        == before
    )
    assert rows(warehouse, f"SELECT count(*) FROM ops.replaced WHERE old_sha256 = '{old}'") == [(1,)]
    sound(warehouse)

    star = rows(warehouse, "SELECT count(*) FROM dim_article")
    intake = run(warehouse, source)  # the same files: a forgotten one, and a data set with a forgotten row
    assert (intake.batches, intake.forgotten) == ((), 1)
    again = lay(source.parent / "again")  # other bytes with the text, the address and the row
    with (again / "a.md").open("a", encoding="utf-8") as file:
        file.write("Một câu được thêm vào sau đó.\n")
    with (again / "set.jsonl").open("a", encoding="utf-8") as file:
        file.write(row(41, "Một tin khác", "Huyện 41 thu 900 tỷ đồng trong năm 2024.") + "\n")
    assert run(warehouse, again).forgotten == 2
    assert places(warehouse, FORGOTTEN_TEXT) == []
    assert rows(warehouse, "SELECT count(*) FROM mart.articles WHERE title = 'Một tin khác'") == [(1,)]
    assert rows(warehouse, "SELECT count(*) FROM dim_article") > star
    roll_back_to(warehouse, copy)
    assert places(warehouse, FORGOTTEN_TEXT) == []
    assert indexed(warehouse, "rương gỗ lim") == 0

    assert rows(warehouse, "SELECT DISTINCT kind FROM ops.tombstone ORDER BY 1") == [
        ("article",),
        ("document",),
        ("text",),
        ("titled",),
    ]
    books.path(warehouse).unlink()
    assert run(warehouse, source).forgotten == 1
    key = tombstones.key_file(warehouse)
    assert key.stat().st_mode & 0o777 == 0o600
    key.unlink()
    with pytest.raises(tombstones.KeyLost, match="put it back"):
        run(warehouse, source)


def test_a_forgotten_person_is_blanked_at_equal_length_and_the_facts_that_name_her_go(kept):
    warehouse, source = kept
    copy = shutil.copy(warehouse, source.parent / "copy.duckdb")
    text = "SELECT text FROM mart.articles WHERE title = 'Mật ong được mùa'"
    ((before,),) = rows(warehouse, text)
    others = rows(warehouse, "SELECT count(*) FROM mart.position_observations")
    assert len(places(warehouse, (PERSON,))) > 10
    assert indexed(warehouse, "Thúy Hiền") > 0
    forget(warehouse, PERSON)
    assert indexed(warehouse, "Thúy Hiền") == 0 and indexed(warehouse, "mật ong") > 0
    ((after,),) = rows(warehouse, text)
    assert places(warehouse, (PERSON, "Thúy Hiền")) == []
    assert rows(warehouse, "SELECT count(*) FROM mart.statements WHERE speaker LIKE '%Hiền'") == [(0,)]
    assert (len(after), "Bà ████ ████ ████" in after, "Bà ████ sẽ nuôi" in after) == (len(before), True, True)
    assert rows(
        warehouse,
        "SELECT count(*) FROM mart.statements WHERE verb = 'cho biết' AND sentence LIKE '%mật ong%'",
    ) == [(0,)]
    assert rows(warehouse, "SELECT count(*) FROM mart.position_observations") == others

    with pytest.raises(forgetting.NotFound, match="forgotten on 20"):
        forget(warehouse, PERSON)

    # What is read again, from landing or from its source, is what the star has.
    texts = rows(warehouse, "SELECT origin, text FROM dim_article ORDER BY ALL")
    assert run(warehouse, source).batches == ()
    with publish.locked(warehouse):
        intake = reading.take_again(warehouse, ops.documents(warehouse), 8_000_000)
        ops.start_run(warehouse, intake.run_id, rules_version(), "rebuild")
        load(warehouse, intake, again=True)
    assert rows(warehouse, "SELECT origin, text FROM dim_article ORDER BY ALL") == texts
    (source / "new.txt").write_text(
        news(
            "2025-04-01",
            "Hội thi mật ong",
            f"Bà {PERSON.upper()} và bà {PERSON} được trao giải 5 triệu đồng.",
        ),
        encoding="utf-8",
    )
    assert run(warehouse, source).batches
    assert places(warehouse, (PERSON,)) == []
    assert rows(warehouse, "SELECT count(*) FROM mart.articles WHERE title = 'Hội thi mật ong'") == [(1,)]
    sound(warehouse)
    roll_back_to(warehouse, copy)
    assert places(warehouse, (PERSON,)) == []


@pytest.mark.parametrize(
    "words, reason, said",
    [
        ("https://bao.example/khong-co.html", "x", "no article has that id"),
        ("Trần Quốc Thuận", "x", "office of state or Party"),
        (PERSON, " ", "needs a reason"),
        (PERSON, f"{PERSON} yêu cầu", "say it in other words"),
        (PERSON, "bà Hiền yêu cầu", "say it in other words"),
        (PERSON, "theo lời Thúy Hiền", "say it in other words"),
        (PERSON, "ba Thuy Hien yeu cau", "say it in other words"),
        ("Doan Thuy Hien", "x", f"did you mean {PERSON}"),
    ],
)
def test_what_cannot_be_forgotten_is_refused_and_nothing_changes(begun, words, reason, said):
    warehouse, _ = begun
    before = {p: p.stat().st_mtime_ns for p in (warehouse, books.path(warehouse))}
    with pytest.raises(ValueError, match=said):
        stewardship.forgotten(warehouse, words, reason, "Lan", lambda places: True)
    assert {p: p.stat().st_mtime_ns for p in before} == before


@pytest.mark.parametrize(
    "text, left",
    [
        ("Chị Vũ Thị Hải Yến và chị Hải Yến, cô Yến", "Chị ██ ███ ███ ███ và chị ███ ███, cô ███"),
        ("Vũ Thị Hải Yến. Theo Hải Yến, em của Hải Yến", "██ ███ ███ ███. Theo ███ ███, em của ███ ███"),
        (
            "Vũ Thị Hải Yến thăm bà Lê Hải Yến ở đảo hải yến",
            "██ ███ ███ ███ thăm bà Lê Hải Yến ở đảo hải yến",
        ),
        ("Vũ Thị Hải Yến nuôi yến ở Hải Yến Nam", "██ ███ ███ ███ nuôi yến ở Hải Yến Nam"),
        ("V&#361; Thị Hải Yến, với H&#7843;i Yến", "██ ███ ███ ███, với ███ ███"),
        ("Chị Hải Yến nuôi ong", "Chị Hải Yến nuôi ong"),  # nothing says that it is she
    ],
)
def test_who_is_named_whole_is_blanked_by_her_short_name_too(text, left):
    assert blanked(["vũ thị hải yến"])(text) == left


@pytest.mark.parametrize(
    "reason, told",
    [
        ("chị Hải Yến yêu cầu", True), ("cô yến yêu cầu", True), ("Hai Yen asked", True), ("co yen yeu cau", True), ("Ms Yen asked", True), ("về hải yến", True),
        ("vu thi hai yen", True), ("người ấy yêu cầu, công văn 12", False), ("she asked for it", False), ("theo luật, ngày 2/3", False),
    ],
)  # fmt: skip
def test_a_reason_tells_a_name_by_any_part_of_it(reason, told):
    assert tells(["vũ thị hải yến"])(reason) is told


def test_nothing_is_removed_before_a_person_agreed(begun):
    warehouse, _ = begun
    with duckdb.connect(str(warehouse), read_only=True) as star:
        before = hashes(star)
    assert stewardship.forgotten(warehouse, PAGE, "theo yêu cầu", "Lan", lambda places: False) is None
    with duckdb.connect(str(warehouse), read_only=True) as star:
        assert hashes(star) == before


def lay_packed(folder: Path) -> Path:
    """The article and the person as rows and members of what unpacks: Parquet, gzip, Zstandard, zip, Word."""
    folder.mkdir(parents=True)
    told = [{"id": f"p{n}", "title": f"Tin {n}", "date": "2025-03-03", "text": f"Huyện {n} thu {n + 10} tỷ đồng trong năm 2024.", "url": None, "tags": ["ong"]} for n in range(6)]  # fmt: skip
    told[2] |= {"title": "Phiên đấu giá kín", "text": SECRET, "url": PAGE}
    told[4] |= {"text": TOLD, "tags": [PERSON]}
    pl.DataFrame(told).write_parquet(folder / "set.parquet", compression="zstd")
    page = f"<html><head><title>Ong mật vùng cao được mùa</title></head><body><article><h1>Ong mật vùng cao được mùa</h1><p>{TOLD}</p><p>{OFFICE}</p></article></body></html>"
    (folder / "trang.html.gz").write_bytes(gzip.compress(page.encode()))
    lines = "\n".join([row(1, "Phiên đấu giá kín", SECRET, url=PAGE), row(2, "Chợ mật", f"Ở chợ, {TOLD}")])
    (folder / "dong.jsonl.zst").write_bytes(pa.Codec("zstd").compress(lines.encode(), asbytes=True))
    with zipfile.ZipFile(folder / "gop.zip", "w") as archive:
        archive.writestr("muc/h.txt", news("2025-03-07", "Hội thi nuôi ong", f"{TOLD} Có 12 hộ dự thi."))
    document = docx.Document()
    document.core_properties.author = PERSON
    document.add_paragraph("Mật ong bạc hà", style="Title")
    paragraph = document.add_paragraph("Bà ")
    for run_of_it in (PERSON[:4], PERSON[4:], " thu 555 triệu đồng trong năm 2024 từ mật ong bạc hà của xã."):
        paragraph.add_run(run_of_it)
    document.save(folder / "bac-ha.docx")
    return folder


def test_what_is_forgotten_leaves_rows_members_and_word_documents_and_comes_back_in_none(tmp_path):
    warehouse, source = tmp_path / "kho" / "khotin.duckdb", lay_packed(tmp_path / "bao")
    assert run(warehouse, source).read == 11
    pl.DataFrame({"text": [SECRET, TOLD] * 50}).write_parquet(warehouse.parent / "xuat.parquet")
    before = rows(warehouse, "SELECT count(*) FROM mart.articles")[0][0]
    done = forget(warehouse, PAGE)
    assert (done["rows of data sets"], done["data sets rewritten"], done["other files"]) == (2, 2, 1)
    assert places(warehouse, FORGOTTEN_TEXT) == []
    done = forget(warehouse, PERSON)
    assert (done["data sets rewritten"], done["documents rewritten"]) == (2, 3)
    assert places(warehouse, (*FORGOTTEN_TEXT, PERSON)) == []
    assert rows(warehouse, "SELECT count(*) FROM mart.articles") == [(before - 1,)]
    texts = "SELECT text FROM mart.articles WHERE contains(text, '████ ████ ████')"
    assert len(rows(warehouse, texts)) == 5
    sound(warehouse)

    intake = run(warehouse, source)
    assert (intake.batches, places(warehouse, (*FORGOTTEN_TEXT, PERSON))) == ((), [])
    for file in source.iterdir():  # packed anew, in other bytes
        if file.suffix == ".gz":
            file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(b"</h1>", b"</h1> ")))
        elif file.suffix == ".parquet":
            pl.read_parquet(file).with_columns(more=pl.lit(1)).write_parquet(file)
    assert run(warehouse, source).batches
    assert places(warehouse, (*FORGOTTEN_TEXT, PERSON)) == []


def test_what_prefect_was_told_is_forgotten_while_its_server_runs(kept):
    warehouse, _ = kept
    shutil.rmtree(warehouse.parent / "prefect")
    khotin("server", "start", warehouse=warehouse)
    try:
        api = prefect_server.kept_address(warehouse)
        told = json.dumps({"name": "told", "value": f"{SECRET} {PERSON}"}).encode()
        asked = urllib.request.Request(f"{api}/variables/", told, {"Content-Type": "application/json"})
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=30).close()
        assert any("prefect.db" in place for place in places(warehouse, (PERSON,)))
        forget(warehouse, PERSON)
        forget(warehouse, PAGE)
        assert places(warehouse, (PERSON, *FORGOTTEN_TEXT)) == []
        assert prefect_server.kept_address(warehouse) == api
    finally:
        khotin("server", "stop", warehouse=warehouse)
    assert places(warehouse, (PERSON, *FORGOTTEN_TEXT)) == []


# Where a process ends: in landing, in the books, between generations, before and after the run is finished.
DIES_AT = ("landed.delete", "forget.from_books", "publish.rewrite", "ops.finish_run", "flows.run.audit.audit")


@pytest.mark.parametrize(
    "number, place, words", [(n, place, (PAGE, PERSON)[n % 2]) for n, place in enumerate(DIES_AT)]
)
def test_what_a_process_that_was_killed_had_begun_to_forget_is_forgotten_by_the_next(
    kept, number, place, words
):
    warehouse, _ = kept
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nimport flows.run.audit\n"
        "from flows import stewardship\nfrom flows.forget import forgetting\nfrom flows.forget import forgotten_documents as landed\n"
        "from flows.load import forget, ops, publish\n"
        f"{place} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"stewardship.forgotten(Path({str(warehouse)!r}), {words!r}, 'theo yêu cầu', 'Lan', lambda places: True)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    sought = FORGOTTEN_TEXT if words == PAGE else (PERSON,)
    assert is_told(warehouse, sought)
    if number < 2:  # the same command
        assert stewardship.forgotten(warehouse, words, "theo yêu cầu", "Lan", lambda places: True) is not None
    else:  # any run
        one_run._mend(warehouse)
    assert places(warehouse, sought) == []
    assert rows(
        warehouse, "SELECT state FROM ops.run WHERE kind = 'forget' ORDER BY started_at DESC LIMIT 1"
    ) == [("published",)]
    with publish.locked(warehouse):
        assert not forgetting.go_on(warehouse)
    sound(warehouse)
