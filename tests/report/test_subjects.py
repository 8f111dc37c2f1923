"""Pages of subjects: whole without a network, every figure with its sentence and a way to its article, hostile text as text."""

import re
from pathlib import Path

import duckdb
import pytest

from flows.assets import reference, root
from flows.report.page import environment
from flows.report.site import write_page, write_site
from flows.report.summary import REASONS, UNFETCHED
from flows.report.words import (
    AGREEMENTS,
    ANSWERS,
    KINDS,
    KINDS_OF_FIGURE,
    PROJECT_KINDS,
    PROJECT_STAGES,
    STAGES,
    reason_of_progress,
    told_in_both,
)
from tests.conftest import here
from tests.report.test_page import Page


@pytest.fixture(scope="module")
def site(sample_run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "trang"
    told = here("site", str(folder), warehouse=sample_run[0]).stdout
    assert "province" in told and str(folder / "index.html") in told
    return folder


def links(page: Path) -> list[str]:
    return Page(page.read_text(encoding="utf-8")).addresses


def test_every_link_of_a_site_leads_somewhere(site):
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    assert len(pages) > 20 and {p.name for p in site.iterdir() if p.suffix == ".html"} == {"index.html", *links(site / "index.html")} - {"data:,", "#main"}  # fmt: skip
    for page in pages:
        for link in set(links(page)) - {"data:,"}:
            path, _, anchor = link.partition("#")
            if "://" not in path:
                target = (page.parent / path).resolve() if path else page
                assert target in pages and (not anchor or f'id="{anchor}"' in pages[target]), (page, link)


def test_a_province_shows_targets_beside_actuals_each_with_its_sentence(site):
    text = (site / "province-quang-ninh.html").read_text(encoding="utf-8")
    page = Page(text)
    assert 'class="p-actual"' in text and 'class="p-target"' in text and "<polyline" in text
    for words in ("56.200 tỷ đồng", "55.600 tỷ đồng", "Trần Quốc Thuận", "Mục tiêu và kết quả", "Targets and actuals"):  # fmt: skip
        assert words in page.text
    assert page.text.count("56.200 tỷ đồng") > 1 and "<mark>56.200 tỷ đồng</mark>" in text
    assert "img" not in page.tags and "script" not in page.tags and "link" in page.tags
    assert not [a for a in page.addresses if "://" in a]


def test_amounts_units_and_codes_are_in_the_language_of_the_page(site):
    text = (site / "province-quang-ninh.html").read_text(encoding="utf-8")
    assert re.search(r'<tspan class="vi">[\d.]+ tỷ</tspan><tspan class="en">[\d.]+ trillion</tspan>', text)
    assert "×10" not in text
    assert '(<span class="vi" lang="vi">đồng</span><span class="en" lang="en">Vietnamese đồng</span>)' in text
    for page in site.glob("*.html"):
        shown = Page(page.read_text(encoding="utf-8")).text
        for code in (
            "tháng/months",
            "industrial_zone",
            "· completed",
            "· registered",
            "(enterprise)",
            "(visit)",
        ):
            assert code not in shown, (page.name, code)


def test_a_target_stands_beside_the_actual_that_it_is_compared_with_or_the_reason_why_there_is_none(site):
    text = (site / "province-quang-ninh.html").read_text(encoding="utf-8")
    targets = text[
        text.index('<section id="targets">') : text.index("</section>", text.index('<section id="targets">'))
    ]
    (actual,) = re.findall(r"the newest actual</span>: <b>56.200 tỷ đồng</b>.*?</blockquote>", targets)
    assert "<mark>56.200 tỷ đồng</mark>" in actual
    assert "Trần Quốc Thuận" in Page(targets).text and "chưa có kết quả có ngày" in targets


def test_what_the_star_says_of_a_target_without_a_rating_is_told_in_vietnamese_too():
    view = (root() / "sql" / "marts" / "target_progress.sql").read_text(encoding="utf-8")
    told = view[view.index("WHEN value IS NULL THEN 'the") : view.index("END AS reason")]
    for reason in re.findall(r"THEN '(.+?)'(?: \|\| (?:round|actual_as_of).*?\|\| '(.+?)')?\n", told):
        words = f"{reason[0]}2024-01-01{reason[1]}" if reason[1] else reason[0]
        assert reason_of_progress(words)[0] != words, words
    assert {r["kind"] for r in reference("project_kinds").to_dicts()} - {"", None} == set(PROJECT_KINDS)


def test_what_is_promised_of_a_project_stands_on_its_page(sample_run, tmp_path):
    promised = """SELECT t.goal, i.project_id FROM mart.targets AS t JOIN mart.investments AS i ON t.article_id = i.article_id AND t.subject = i.project WHERE i.project_id IS NOT NULL LIMIT 1"""
    with duckdb.connect(str(sample_run[0]), read_only=True) as star:
        ((goal, project),) = star.execute(promised).fetchall()
    page = write_page(sample_run[0], project, folder=tmp_path).read_text(encoding="utf-8")
    assert goal in page[page.index('<section id="targets">') : page.index('<section id="projects">')]


def test_sentences_stand_whole_so_that_forgetting_an_article_finds_its_pages(site, sample_run):
    asked = "SELECT sentence FROM mart.statements WHERE speaker = 'Trần Quốc Thuận' AND NOT is_repeat ORDER BY length(sentence) DESC LIMIT 3"
    with duckdb.connect(str(sample_run[0]), read_only=True) as star:
        sentences = [" ".join(s.split()) for (s,) in star.execute(asked).fetchall()]
    pages = [" ".join(Page(p.read_text(encoding="utf-8")).text.split()) for p in site.rglob("*.html")]
    assert len(sentences[0]) > 80
    for sentence in sentences:
        assert sum(sentence in page for page in pages) >= 2, sentence


def test_what_is_shown_of_a_long_sentence_begins_and_ends_between_words():
    made = environment().from_string('{% from "shared.html.j2" import marked with context %}{{ marked(told, start, end) }}')  # fmt: skip
    told = "trước đó " * 60 + "70.000 tỷ đồng" + " và sau đó" * 60
    start = told.index("70.000")
    shown = made.render(told=told, start=start, end=start + 14)
    before, after = shown.split("<mark>70.000 tỷ đồng</mark>")
    assert before.startswith("… ") and after.endswith(" …") and len(shown) < 400
    assert {*before.split(), *after.split()} == {"…", "trước", "đó", "và", "sau"}
    assert made.render(told="Thu 5 tỷ đồng.", start=4, end=8) == "Thu <mark>5 tỷ</mark> đồng."


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Không Có Ai"], 1, "is called so"),
        (["Không Có Ai"], 1, "khotin search"),
        (["thu ngân sách"], 1, "did you mean thu ngân sách nhà nước?"),
        (["tran quoc"], 1, "did you mean Trần Quốc Thuận?"),
        (["quảng ninh", "--kind", "person"], 1, "is called so"),
        (["x' OR '1'='1"], 1, "is called so"),
        (["<b>" * 300], 1, "is called so"),
        ([" "], 2, "nothing to look for"),
    ],
)
def test_what_has_no_page_is_told_in_a_line(sample_run, arguments, code, said):
    done = here("page", *arguments, warehouse=sample_run[0], check=False)
    assert done.exit_code == code and said in done.stderr and "Traceback" not in done.output


@pytest.mark.parametrize("name", ["Quảng Ninh", "quang ninh", "QUẢNG NINH"])
def test_a_page_is_found_by_its_name_as_people_type_it(sample_run, tmp_path, name):
    assert write_page(sample_run[0], name, folder=tmp_path).name == "province-quang-ninh.html"


def test_a_site_takes_the_place_of_a_site_and_of_nothing_else(site, sample_run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    for folder, said in ((tmp_path, "something else"), (tmp_path / "mine.txt", "is a file"), (sample_run[0].parent / "site", "beside the warehouse")):  # fmt: skip
        done = here("site", str(folder), warehouse=sample_run[0], check=False)
        assert done.exit_code == 1 and said in done.stderr
    before = {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")}
    write_site(sample_run[0], site)
    assert {p.relative_to(site): p.read_bytes() for p in site.rglob("*.html")} == before


def test_no_code_of_a_column_has_two_meanings():
    parts = {
        "stage": (PROJECT_STAGES, STAGES),
        "kind": (PROJECT_KINDS, KINDS_OF_FIGURE, AGREEMENTS, KINDS),
    }
    for column, told in parts.items():
        merged = ANSWERS[column]
        assert all(merged[code] == meaning for part in told for code, meaning in part.items())
        assert set(merged) == {code for part in told for code in part}
    for reason in (*REASONS, *UNFETCHED, *REASONS.values(), *UNFETCHED.values()):
        assert told_in_both("reason", reason) == reason  # those of goals are other words
