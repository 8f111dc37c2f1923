"""The report in a real browser: nothing leaves it, nothing breaks in it, hands and eyes reach everything."""

from pathlib import Path

import pytest

from docs import site
from flows.report.page import build_report
from flows.report.site import write_site
from tests.report.browser import Tab, chromium, tab
from tests.report.test_page import HOSTILE, warehouse  # noqa: F401  # the fixture of hostile articles

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="no Chromium on this machine: `apt-get install chromium` brings one"
)


@pytest.fixture(scope="module")
def browser():
    with tab() as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile(warehouse) -> Path:  # noqa: F811
    return build_report(warehouse)


@pytest.fixture(scope="module")
def report(sample_run) -> Path:
    return build_report(sample_run[0])


@pytest.fixture(scope="module")
def pages(sample_run, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "site"
    write_site(sample_run[0], folder)
    return folder


def text(browser: Tab) -> str:
    return browser.ask("document.body.innerText")


def test_no_request_leaves_and_nothing_complains(browser, report, hostile):
    browser.outside()
    for page in (
        report,
        hostile,
        *sorted(report.with_suffix("").glob("*.html"))[:5],
        *hostile.with_suffix("").glob("*.html"),
    ):
        browser.open(page)
        assert browser.outside() == [], page


def test_data_docs_of_the_run_open_without_a_network_and_lead_back(browser, report):
    browser.open(report)
    assert (
        browser.ask("document.querySelector('footer a').getAttribute('href')")
        == f"{report.stem}/data-docs/index.html"
    )
    docs = report.with_suffix("") / "data-docs"
    pages = {p.name for p in docs.glob("*.html")}
    assert pages >= {"index.html", "measurements.html", "fact_measurement.html"}
    for name in ("index.html", "measurements.html", "fact_measurement.html"):
        browser.outside()
        browser.open(docs / name, 390)
        assert browser.outside() == []
        links = browser.ask(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !h.startsWith('#'))"
        )
        assert links and set(links) <= pages | {f"../../{report.name}"}


def test_every_link_leads_somewhere(browser, report):
    pages = [report, *sorted(report.with_suffix("").glob("*.html"))[:5]]
    for page in pages:
        browser.open(page)
        links = browser.ask("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
        assert links
        for link in links:
            path, _, anchor = link.partition("#")
            assert not path or (page.parent / path).exists(), link
            assert not anchor or path or browser.ask(f"!!document.getElementById('{anchor}')"), link


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(browser, report, pages, width):
    browser.colours()
    for page in (
        report,
        next(
            p for p in sorted(report.with_suffix("").glob("*.html")) if "k-statements" in p.read_text("utf-8")
        ),
        pages / "province-quang-ninh.html",
        min((pages / "articles").iterdir()),
    ):
        browser.open(page, width)
        assert browser.faults() == [], page
        browser.open(page, width)
        browser.press("Tab")
        assert browser.ask("document.activeElement.checkVisibility()")
        browser.press("Enter")  # skips to what the page is about
        assert browser.until("document.querySelector(':target')?.matches('main')")


def test_a_language_is_chosen_and_the_other_is_gone(browser, report):
    browser.open(report)
    assert "Việc cần làm" in text(browser) and "To do" not in text(browser)
    browser.ask("document.getElementById('lang-en').click()")
    assert "To do" in text(browser) and "Việc cần làm" not in text(browser)


def test_hostile_text_shows_as_text(browser, hostile):
    browser.open(hostile)
    assert '<script>alert("x")</script>' in browser.ask("document.body.textContent")
    assert browser.ask("document.querySelectorAll('script, img').length") == 0
    (article,) = hostile.with_suffix("").glob("*.html")
    browser.open(article)
    assert HOSTILE in browser.ask("document.querySelector('.text').innerText")


def test_a_fact_shows_its_row_on_hover_and_focus_and_leads_to_its_explanation(browser, report):
    page = next(
        p
        for p in sorted(report.with_suffix("").glob("*.html"))
        if "k-measurements" in p.read_text(encoding="utf-8")
    )
    browser.open(page)
    assert browser.ask("document.querySelector('.text a.k-measurements .row').checkVisibility()") is False
    browser.ask("document.querySelector('.text a.k-measurements').focus()")
    assert browser.ask("document.querySelector('.text a.k-measurements .row').checkVisibility()") is True
    assert "metric" in browser.ask("document.querySelector('.text a.k-measurements .row').innerText")
    browser.press("Enter")
    assert browser.until("document.querySelector(':target')?.innerText").count("khotin explain") == 1


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_runs_over_the_edge(browser, report, width):
    for page in (report, sorted(report.with_suffix("").glob("*.html"))[0]):
        browser.open(page, width)
        assert browser.ask("document.documentElement.scrollWidth") <= width


def test_it_is_light_by_day_dark_by_night_and_plain_on_paper(browser, report):
    browser.colours()
    browser.open(report)
    paper = "getComputedStyle(document.body).backgroundColor"
    day = browser.ask(paper)
    browser.colours("dark")
    assert browser.ask(paper) != day
    browser.call("Emulation.setEmulatedMedia", media="print")
    assert browser.ask("document.querySelector('nav').checkVisibility()") is False
    browser.call("Emulation.setEmulatedMedia", media="")


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_subjects_need_no_network_and_fit(browser, pages, width):
    browser.outside()
    for page in (
        pages / "index.html",
        pages / "province-quang-ninh.html",
        min((pages / "articles").iterdir()),
    ):
        for scheme in ("light", "dark"):
            browser.colours(scheme)
            browser.open(page, width)
            assert browser.outside() == []
            assert browser.ask("document.documentElement.scrollWidth") <= width
    browser.open(pages / "province-quang-ninh.html", width)
    marks = browser.ask("[...document.querySelectorAll('.series a')].map(a => a.getAttribute('aria-label'))")
    assert any("56.200 tỷ đồng" in words for words in marks), "each mark of a chart says its figure"


def test_the_index_is_searched_as_one_types(browser, pages):
    browser.open(pages / "index.html")
    find = "(w => { const i = document.getElementById('words'); i.value = w; i.dispatchEvent(new Event('input')); return [...document.querySelectorAll('li')].filter(e => e.checkVisibility()).map(e => e.querySelector('.vi').textContent) })"
    assert browser.ask(f"{find}('quang NINH')") and "Quảng Ninh" in browser.ask(f"{find}('quang NINH')")
    assert browser.ask(f"{find}('<script>')") == []
    assert len(browser.ask(f"{find}('')")) > 20


@pytest.fixture(scope="module")
def manual(tmp_path_factory) -> Path:
    """The first page of the docs' site."""
    pytest.importorskip("zensical", reason="the site's builder is not installed: `make zensical` brings it")
    return site.build(tmp_path_factory.mktemp("docs") / "docs")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_docs_need_no_network_and_the_keyboard_reaches_all_of_them(browser, manual, width):
    browser.outside()
    for page in ("index", "analyst", "reference/star"):
        for scheme in ("dark", "light"):
            browser.colours(scheme)
            browser.open(manual.parent / f"{page}.html", width)
            assert browser.ask("document.documentElement.scrollWidth") <= width
        assert browser.faults() == [], page
    assert browser.outside() == []


def test_the_docs_menu_and_contents_open_and_close_by_the_keyboard_on_a_phone(browser, manual):
    browser.open(manual, 390)
    for switch, within, key in (
        ("__drawer", ".md-nav--primary", "Enter"),
        ("__toc", ".md-nav--secondary", " "),
    ):
        browser.ask(f"document.querySelector('label[role=button][for={switch}]').focus()")
        browser.press(key)
        assert browser.ask(f"document.getElementById('{switch}').checked")
        while not browser.ask(f"document.activeElement.matches('{within} a')"):
            browser.press("Tab")
            assert browser.ask("document.activeElement !== document.body"), "its links come next"
        browser.press("Escape")
        assert not browser.ask(f"document.getElementById('{switch}').checked")
        assert browser.ask("document.activeElement.htmlFor") == switch


@pytest.mark.parametrize("width", [390, 1280])
def test_the_docs_are_searched_by_the_keyboard_and_without_a_server(browser, manual, width):
    browser.open(manual, width)
    browser.ask(
        "[...document.querySelectorAll('.md-search__button, label[for=__search]')].find(e => e.checkVisibility()).focus()"
    )
    browser.press("Enter")
    found = "document.activeElement.shadowRoot"
    browser.until(f"{found}?.querySelector('input')")
    browser.type("quarantine")
    browser.until(f"{found}.querySelector('a[href*=commands]')")
    browser.press("Enter")
    browser.until("location.href.includes('quarantine')")
    assert browser.outside() == []
