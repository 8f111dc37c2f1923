"""The report: one page of a real warehouse, whole without a network, in which hostile text stays text."""

import re
from datetime import UTC, date, datetime
from html import escape, unescape
from html.parser import HTMLParser

import duckdb
import polars as pl
import pytest

from flows.contracts import ARTICLE_TOPICS, ARTICLES, FACTS, QUARANTINE, RESULTS, SENTENCES
from flows.load import merge, ops, publish
from flows.report.page import build_report, explained
from flows.report.site import write_page, write_site

HOSTILE = '<script>alert("x")</script><img src=http://evil.example/a.png onerror=alert(1)> &amp; \u202etxt'
TEXT = f"{HOSTILE} Tỉnh Bắc Hà thu ngân sách 1.500 tỷ đồng."
SURFACE = "1.500 tỷ đồng"


class Page(HTMLParser):
    """The tags, addresses and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.addresses, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [v for k, v in attrs if k in {"src", "href", "srcset", "action", "data", "poster"}]

    def handle_data(self, data):
        self.text += data


def staged(folder):
    start = TEXT.index(SURFACE)
    article = {
        "version_id": "v", "article_id": "a", "sha256": "s", "source": HOSTILE, "origin": HOSTILE, "title": HOSTILE,
        "published_on": date(2025, 3, 6), "published_from": "header", "fetched_at": datetime(2025, 3, 7, tzinfo=UTC), "text": TEXT,
    }  # fmt: skip
    sentence = {
        "version_id": "v", "sentence_number": 0, "role": "body", "char_start": 0, "char_end": len(TEXT), "sentence": TEXT,
    }  # fmt: skip
    figure = {
        "fact_id": "f", "version_id": "v", "article_id": "a", "sentence_number": 0, "char_start": start, "char_end": start + len(SURFACE),
        "surface": SURFACE, "is_repeat": False, "confidence": 0.9, "rule": "r", "metric": "state_budget_revenue", "subject": HOSTILE,
        "subject_kind": "place", "kind": "level", "value": 1_500_000_000_000, "unit": "VND", "comparator": "eq", "status": "actual",
    }  # fmt: skip
    rows = {"articles": [article], "sentences": [sentence], "measurements": [figure]}
    for name, schema in {
        "articles": ARTICLES,
        "sentences": SENTENCES,
        "article_topics": ARTICLE_TOPICS,
        **FACTS,
    }.items():
        (folder / name).mkdir(parents=True)
        pl.DataFrame(rows.get(name, []), schema=schema, orient="row").write_parquet(
            folder / name / "0001.parquet"
        )
    return folder


def result(**columns):
    healthy = {
        "stage": "frames", "suite": "measurements", "table_name": "measurements", "expectation": "measurements.share_in_range",
        "severity": "warning", "success": False, "evaluated": 9, "unexpected": 2, "observed": f'[{{"surface": "{HOSTILE}"}}]',
    }  # fmt: skip
    return healthy | columns


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    path = folder / "khotin.duckdb"
    aside = {"quarantine_id": "q", "stage": "frames", "reason": HOSTILE, "expectation": "measurements.share_in_range", "article_id": "a",
             "version_id": "v", "fact_type": "measurements", "fact_id": "g", "char_start": 3, "char_end": 5}  # fmt: skip
    gone = result(expectation="measurements.dropped_since", severity="critical", unexpected=1)
    ops.start_run(path, "run", "rules")
    ops.record(
        path, "quarantine", pl.DataFrame([aside], schema=QUARANTINE, orient="row"), run_id="run", state="open"
    )
    ops.record(path, "result", pl.DataFrame([result(), gone], schema=RESULTS, orient="row"), run_id="run")
    counts = {
        f"documents_{way}": n
        for way, n in {"read": 1, "loaded": 1, "unchanged": 0, "duplicate": 0, "rejected": 0}.items()
    }
    counts |= {"facts_extracted": 2, "facts_loaded": 1, "facts_repeats": 0, "facts_quarantined": 1}
    ops.finish_run(path, "run", "published", message=HOSTILE, **counts)
    with publish.writing(path) as work:
        merge.merge(work.connection, staged(folder / "staging"), "run", "rules")
        publish.publish(work, 1, 5)
    return path


@pytest.fixture(scope="session")
def page(warehouse):
    return build_report(warehouse).read_text(encoding="utf-8")


def test_no_request_leaves_the_page(page):
    read = Page(page)
    assert {a for a in read.addresses if not a.startswith("#")} == {"data:,", "run/v.html"}
    assert not {"script", "img", "iframe", "object", "embed", "base", "form"} & set(read.tags)
    styles = "".join(re.findall(r"<style>(.*?)</style>", page, re.S))
    assert "url(" not in styles and "@import" not in styles
    assert "default-src 'none'" in page


def test_hostile_text_shows_as_text(page, warehouse):
    assert HOSTILE in Page(page).text
    article = (warehouse.parent / "reports" / "run" / "v.html").read_text(encoding="utf-8")
    assert HOSTILE in Page(article).text
    assert "<script" not in page + article and "<img" not in page + article


def test_the_verdict_and_the_accounts_stand_on_top(page):
    text = re.sub(r"\s+", " ", Page(page).text)
    assert (
        text.index("Fit for use: published.")
        < text.index("facts extracted")
        < text.index("A share lies within")
    )
    assert "2 failed expectations to look at" in text
    assert "Look at 1 critical failure." in text and "Look at 1 warning." in text


def test_a_failed_expectation_is_explained_in_both_languages_with_its_reason_and_what_to_do(page):
    text = re.sub(r"\s+", " ", Page(page).text)
    for words in (
        "Tỷ trọng từ 0 đến 100 %",
        "A share lies within 0 and 100 %",
        "Phần không thể lớn hơn toàn thể",
        "A part cannot exceed its whole",
        "2 / 9",
        "khotin quarantine replay",
    ):
        assert words in text


def test_a_row_set_aside_is_marked_in_its_sentence(page):
    assert f"<mark>{escape(TEXT[3:5])}</mark>" in page


def test_the_gravest_stands_first_and_one_gone_from_the_suites_keeps_its_id():
    rows = [
        result(severity="info"),
        result(severity="critical", expectation="gone"),
        result(unexpected=5),
        result(),
    ]
    assert [(r["severity"], r["unexpected"]) for r in explained(rows)] == [
        ("critical", 2),
        ("warning", 5),
        ("warning", 2),
        ("info", 2),
    ]
    assert explained(rows)[0]["expectation"] == "gone" and "vi" not in explained(rows)[0]


def test_every_section_and_every_figure_on_top_shows_the_sql_behind_it(page, warehouse):
    queries = re.findall(r"<summary>SQL</summary><pre[^>]*>(.*?)</pre>", page, re.S)
    assert len(queries) >= page.count('<div class="tile">') + page.count("<section id=")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for query in queries:
            connection.execute(unescape(query))


def test_it_is_written_where_it_is_asked_to_be(warehouse, tmp_path):
    assert build_report(warehouse, "run", tmp_path / "elsewhere") == tmp_path / "elsewhere" / "run.html"


def test_an_unknown_run_is_named(warehouse):
    with pytest.raises(ValueError, match="no run 19990101"):
        build_report(warehouse, "19990101")


def test_without_a_warehouse_it_says_what_to_do_first(tmp_path):
    with pytest.raises(FileNotFoundError, match="khotin run"):
        build_report(tmp_path / "khotin.duckdb")


def told_by_the_second_run(folder, *runs, state="published"):
    """The text of the report of the last of two runs with these results."""
    path = folder / "khotin.duckdb"
    for run_id, results in zip(("first", "second"), runs, strict=True):
        ops.start_run(path, run_id, "rules", "scheduled")
        ops.record(path, "result", pl.DataFrame(results, schema=RESULTS, orient="row"), run_id=run_id)
        ops.finish_run(path, run_id, state, documents_read=9, facts_extracted=40)
    with publish.locked(path):
        publish.publish_books(path)
    return re.sub(r"\s+", " ", Page(build_report(path).read_text(encoding="utf-8")).text)


def test_it_says_what_began_to_fail_and_what_recovered(tmp_path):
    other, noted = "measurements.range_rises", "measurements.metric_read"
    text = told_by_the_second_run(
        tmp_path,
        [
            result(),
            result(expectation=other, success=True),
            result(expectation=noted, severity="info"),
        ],
        [
            result(success=True),
            result(expectation=other, severity="critical"),
            result(expectation=noted, severity="info", success=True),
        ],
    )
    assert "Recovered: Tỷ trọng từ 0 đến 100 %A share lies within 0 and 100 %SQL" in text
    assert text.count("new in this run") == 1 and "A range rises" in text


def test_a_source_that_fails_is_shown_beside_its_past(tmp_path):
    seen = '[{"source": "bao.example", "measure": "articles", "value": 3, "runs": 7, "least": 40, "most": 60, "mean": 51.25}]'
    low = result(
        suite="history", expectation="history.volume_not_low", severity="critical", source="bao.example",
        column_name="articles", observed=seen,
    )  # fmt: skip
    text = told_by_the_second_run(tmp_path, [], [low], state="refused")
    assert "7 lần trước:runs before: 40 – 60, trung bìnhmean 51,2551.25" in text  # each for its language
    assert (
        text.index("keeps the last good star") < text.index("A source brings no less") < text.index("To do")
    )


def test_each_stage_stands_beside_the_run_before(tmp_path):
    text = told_by_the_second_run(tmp_path, [], [])
    assert "dữ kiện đọc đượcfacts extracted4040" in text


def test_a_run_without_stages_has_its_report_too(tmp_path):
    path = tmp_path / "khotin.duckdb"
    ops.start_run(path, "run", "rules")
    ops.finish_run(path, "run", "published")
    with publish.writing(path) as work:
        publish.publish(work, 1, 5)
    text = Page(build_report(path).read_text(encoding="utf-8")).text
    assert "From documents to facts" in text and "Each stage" not in text


def test_a_refused_run_says_that_the_last_good_star_stays(warehouse, tmp_path):
    path = tmp_path / "khotin.duckdb"
    path.write_bytes(warehouse.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE ops.run SET state = 'refused'")
    text = Page(build_report(path).read_text(encoding="utf-8")).text
    assert "keeps the last good star" in text and "Fit for use" not in text


def test_hostile_text_is_text_on_every_page_of_a_subject(warehouse, tmp_path):
    page = write_page(warehouse, "state_budget_revenue", folder=tmp_path)
    write_site(warehouse, tmp_path / "site")
    for path in (page, *tmp_path.rglob("*.html")):
        told = Page(path.read_text(encoding="utf-8"))
        assert "img" not in told.tags and told.tags.count("script") == (path.name == "index.html"), path
        assert not [a for a in told.addresses if "evil" in a], path
    assert HOSTILE in Page(page.read_text(encoding="utf-8")).text
    article = next((page.parent / "articles").glob("*.html"))
    assert HOSTILE in Page(article.read_text(encoding="utf-8")).text
