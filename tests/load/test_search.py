"""Full-text search: what is found by which words, in which order; the index follows the articles, and is part of their file."""

import re
import shutil
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.assets import root
from flows.load import merge, publish, published, search
from tests.conftest import here
from tests.load.conftest import news, staged_apart

HOSTILE = 'Tin "lạ" & hàng'
TEXTS = {
    "1.txt": news("2025-01-08", "Chuyển đổi số ở Quảng Ninh", "Tỉnh Quảng Ninh chi 120 tỷ đồng cho chuyển đổi số trong năm 2024.", "Ông Trần Quốc Thuận, Chủ tịch UBND tỉnh Quảng Ninh, cho biết như vậy."),
    "2.txt": news("2024-05-02", "Đường mới ở Hà Giang", "Con đường dài 12 km được khởi công tại tỉnh Hà Giang.", "Số xe được chuyển sang đường khác khi đổi hướng."),
    "3.txt": news("2024-06-03", "Làng nghề đón khách", "Làng nghề làm đồ gốm đón 3.000 lượt khách tại tỉnh Lào Cai.", "Khách từ Quảng Ninh lên xem."),
    "4.txt": news("2023-06-03", HOSTILE, "Giá má phanh tăng 5% trong tháng 5, còn mã hàng khác thì không.", "Nhiều cửa hàng cho biết khách mua vẫn đông như những năm trước."),
}  # fmt: skip
# A text of the third article after the first: it is in force now.
EDITED = """
INSERT INTO dim_article SELECT * REPLACE ('edited' AS version_id, 2 AS article_version, replace(text, 'gốm', 'mây') AS text) FROM dim_article WHERE starts_with(title, 'Làng');
INSERT INTO dim_sentence SELECT s.* REPLACE ('edited' AS version_id, replace(sentence, 'gốm', 'mây') AS sentence) FROM dim_sentence AS s JOIN dim_article AS a USING (version_id) WHERE starts_with(a.title, 'Làng') AND a.article_version = 1;
UPDATE dim_article SET is_current = false WHERE starts_with(title, 'Làng') AND article_version = 1;
"""
ANOTHER = "INSERT INTO dim_article SELECT * REPLACE ($name AS version_id, $name AS article_id, text || $name AS text) FROM dim_article WHERE starts_with(title, 'Đường') LIMIT 1"
TERMS = "SELECT version_id, words, term, times FROM search.term JOIN search.text USING (text_id) ORDER BY ALL"


@pytest.fixture(scope="module")
def warehouse(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of these articles, which no test changes."""
    path = tmp_path_factory.mktemp("search") / "khotin.duckdb"
    staging = staged_apart(tmp_path_factory.mktemp("told"), {"all": TEXTS})["all"]
    with publish.locked(path), publish.writing(path, empty) as work:
        merge.merge(work.connection, staging, "run", "rules")
        publish.publish(work, 1, 1)
    return path


def asked(file: Path, words: str, filters: str = "") -> list[dict[str, Any]]:
    with duckdb.connect(str(file), read_only=True) as star:
        words = words.replace("'", "''")
        rows = star.execute(f"FROM mart.search('{words}'{filters})")
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def titles(file: Path, words: str, filters: str = "") -> list[str]:
    return [row["title"] for row in asked(file, words, filters)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("chuyển đổi số Quảng Ninh", ["Chuyển đổi số ở Quảng Ninh", "Làng nghề đón khách", "Đường mới ở Hà Giang"]),
        ("CHUYEN DOI SO quang ninh", ["Chuyển đổi số ở Quảng Ninh", "Làng nghề đón khách", "Đường mới ở Hà Giang"]),
        ('"chuyển đổi số"', ["Chuyển đổi số ở Quảng Ninh"]),
        ('"chuyen doi so"', ["Chuyển đổi số ở Quảng Ninh"]),
        ('"đổi chuyển"', []),
        ('"duong moi" Lào Cai', ["Đường mới ở Hà Giang"]),
        ("đường dài", ["Đường mới ở Hà Giang"]),
        ("duong dai", ["Đường mới ở Hà Giang"]),
        ("má", [HOSTILE]),
        ("mà", []),
        ("120 tỷ", ["Chuyển đổi số ở Quảng Ninh"]),
        ("3.000", ["Làng nghề đón khách"]),
        ("xyz-phanh", [HOSTILE]),
        ("xyz", []),
    ],
)  # fmt: skip
def test_words_are_found_with_and_without_diacritics_and_phrases_in_their_order(warehouse, words, found):
    assert titles(warehouse, words) == found


def test_a_hit_has_its_sentence_marked_its_facts_and_its_article(warehouse):
    (hit,) = asked(warehouse, '"chi 120 tỷ đồng"')
    assert hit["snippet"] == "Tỉnh Quảng Ninh «chi 120 tỷ đồng» cho chuyển đổi số trong năm 2024."
    assert ("measurements", "120 tỷ đồng") in {(f["fact_type"], f["surface"]) for f in hit["facts"]}
    query = f"SELECT sentence FROM mart.sentences WHERE article_id = '{hit['article_id']}' AND sentence_number = {hit['sentence_number']}"
    with duckdb.connect(str(warehouse), read_only=True) as star:
        assert star.execute(query).fetchall() == [(hit["snippet"].replace("«", "").replace("»", ""),)]
    assert hit["origin"].endswith("1.txt") and str(hit["published_on"]) == "2025-01-08"


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("chuyển đổi số quảng ninh", [[], ["chuyển đổi số"], ["chuyển đổi số quảng ninh"]]),
        ("CHUYEN DOI SO quang ninh", [[], ["chuyen doi so"], ["chuyen doi so quang ninh"]]),
        ("xyz phanh", [["xyz"]]),
        ('"má phanh" xyz', [["xyz"]]),
        ("3.000 lượt khách", [[], ["3 000 lượt khách"]]),
    ],
)  # fmt: skip
def test_each_article_tells_which_of_the_words_it_lacks_or_has_only_in_other_words(warehouse, words, lacking):
    assert [row["lacks"] for row in asked(warehouse, words)] == lacking


def test_the_command_tells_what_no_article_has_and_what_one_lacks(warehouse):
    done = here("search", "chuyen", "doi", "so", "quang", "ninh", "xyz", warehouse=warehouse)
    assert 'thiếu / without: "chuyen doi so"' in done.stdout
    assert 'none of these has: "xyz"' in done.stdout


def test_names_without_diacritics_cost_no_pattern_for_every_name_there_is(warehouse):
    """A pattern a row took 3 s of CPU among the country's places; one for all takes some hundredths."""
    began = time.process_time()
    assert titles(warehouse, "quảng ninh", ", province := 'lao cai', person := ''") == ["Làng nghề đón khách"]
    assert titles(warehouse, "quảng ninh", ", province := 'nowhere'") == []
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (", since := '2025-01-01'", 1),
        (", until := '2024-05-02'", 1),
        (", since := '2024-05-03', until := '2024-12-31'", 1),
        (", person := 'tran quoc thuan'", 1),
        (", person := 'Trần Văn Không'", 0),
        (", province := 'Lào Cai'", 1),
        (", province := 'quang ninh'", 2),
        (", source := 'bao-nao-do'", 0),
        (", metric := 'chỉ tiêu không có'", 0),
        (", at_most := 2", 2),
        (", person := NULL, source := '', metric := NULL", 3),
    ],
)
def test_filters_narrow_what_is_found(warehouse, filters, count):
    assert len(asked(warehouse, "quảng ninh chuyển số", filters)) == count


def test_hostile_words_are_words(warehouse):
    before = warehouse.read_bytes()
    every = set(titles(warehouse, "chuyển quảng đường đồ má đóng or tăng"))
    for words in ("'; DROP TABLE dim_article; --", "' OR '1'='1", '"', '"""', '"chưa đóng', "%", "_", "\\", "$limit", "má " * 400, '"má phanh" "tăng 5%"'):  # fmt: skip
        assert set(titles(warehouse, words)) <= every, words
    for words in ("'; DROP TABLE dim_article; --", '"chưa đóng', "$limit"):
        done = here("search", "--format", "json", "--", words, warehouse=warehouse, check=False)
        assert "Traceback" not in done.output and done.exit_code == 0, words
    assert warehouse.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([" "], "nothing to look for"),
        (['"…"'], "nothing to look for"),
        (["má" * 600], "1200 characters"),
        (["má", "--since", "hôm qua"], "no day"),
        (["má", "--limit", "0"], "limit"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(warehouse, arguments, said):
    done = here("search", *arguments, warehouse=warehouse, check=False)
    assert done.exit_code == 2 and said in done.stderr and "Traceback" not in done.output


def test_the_command_prints_titles_sentences_and_facts_as_text(warehouse):
    done = here("search", "má", "phanh", "--until", "2023-12-31", warehouse=warehouse)
    assert HOSTILE in done.stdout and "Giá má phanh tăng 5%" in done.stdout
    assert "measurements: 5%" in done.stdout and "1 bài / articles" in done.stdout


def test_the_index_follows_what_changes_and_equals_one_built_at_once(warehouse, tmp_path):
    path = shutil.copytree(warehouse.parent, tmp_path / "kho") / "khotin.duckdb"
    with publish.locked(path):
        with publish.writing(path) as work:
            work.connection.execute(EDITED)
            work.connection.execute(
                "UPDATE dim_article SET withdrawn_at = now() WHERE starts_with(title, 'Đường')"
            )
            publish.publish(work, 2, 1)
        assert (
            titles(path, "đồ gốm") == ["Làng nghề đón khách"] and "mây" in asked(path, "đồ mây")[0]["snippet"]
        )
        assert titles(path, '"đồ gốm"') == titles(path, "đường") == []
        assert titles(published.generations(path)[0], '"đồ gốm"') == ["Làng nghề đón khách"]
        followed = terms(path)
        with publish.writing(path) as work:
            work.connection.execute("DELETE FROM search.term; DELETE FROM search.text")
            publish.publish(work, 3, 1)
        assert terms(path) == followed
        with publish.writing(path) as work:
            work.connection.execute("UPDATE dim_article SET withdrawn_at = NULL")
            publish.publish(work, 4, 1)
    assert titles(path, "đường") == ["Đường mới ở Hà Giang"]


def terms(file: Path) -> list[tuple[Any, ...]]:
    """The index, by what it is of."""
    with duckdb.connect(str(file), read_only=True) as star:
        return star.execute(TERMS).fetchall()


def test_small_runs_leave_few_slices(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr(search, "SLICES", (8, 4))
    path = shutil.copytree(warehouse.parent, tmp_path / "kho") / "khotin.duckdb"
    with publish.locked(path), publish.writing(path) as work:
        star = work.connection
        for run in range(15):
            star.execute(ANOTHER, {"name": f"run {run}"})
            search.follow(star)
        followed = star.execute(TERMS).fetchall()
        ((slices,),) = star.execute("SELECT count(*) FILTER (term < before) + 1 FROM (SELECT term, lag(term) OVER (ORDER BY rowid) AS before FROM search.term)").fetchall()  # fmt: skip
        assert slices == 5, "8 texts in order, 8 more, then a slice a run"
        star.execute("DELETE FROM search.term; DELETE FROM search.text")
        search.follow(star)
        assert star.execute(TERMS).fetchall() == followed


def test_what_the_guide_asks_in_sql_can_be_asked(warehouse):
    guide = (root() / "docs" / "search.md").read_text(encoding="utf-8")
    queries = [
        q for block in re.findall(r"```sql\n(.*?)```", guide, re.S) for q in block.split(";") if q.strip()
    ]
    assert len(queries) >= 3
    with duckdb.connect(str(warehouse), read_only=True) as star:
        for query in queries:
            star.execute(query).fetchall()
