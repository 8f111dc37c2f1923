"""List pages in many layouts name their articles and nothing else; an article is no list, a list no article."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.assets import root
from flows.fetch import lists, offers
from flows.ingest.pages import NotAnArticle, page
from tests.fetch.layouts import HOST, LISTS
from tests.ingest.article_layouts import ARTICLES, URL


@pytest.mark.parametrize("name", LISTS)
def test_a_list_page_names_its_articles_and_nothing_else(name):
    told = LISTS[name]
    listing = lists.read(told.content.encode(), told.url)
    assert {i.url: i.title for i in listing.items} == told.names
    assert listing.kind == "list"


@pytest.mark.parametrize("name", LISTS)
def test_a_day_stands_where_it_stands_in_the_articles_own_box(name):
    told = LISTS[name]
    items = lists.read(told.content.encode(), told.url).items
    assert {i.url: i.published_at.date().isoformat() for i in items if i.published_at} == told.days


@pytest.mark.parametrize("name", LISTS)
def test_a_list_page_is_no_article(name):
    told = LISTS[name]
    assert offers.kind_of_answer(told.content.encode(), told.url) == "list"
    for address in (told.url, None):  # fetched, and saved as a file
        with pytest.raises(NotAnArticle):
            page(told.content, address)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_no_list(name):
    body = ARTICLES[name].content.encode()
    with pytest.raises(lists.NotAList, match="an article"):
        lists.read(body, URL)
    assert offers.kind_of_answer(body, URL) == "article"


def test_an_item_has_the_summary_that_stands_with_it():
    items = lists.read(LISTS["cards with short summaries"].content.encode(), HOST).items
    assert (
        items[0].summary
        == "Tuyến đường dài 7,5 km giúp xe tải không còn phải đi qua chợ và hai trường học của thị trấn."
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no tag in it"),
        ("Chỉ có chữ".encode(), "no tag in it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "no text"),
        (
            b"<html><body><p>Trang kh\xc3\xb4ng t\xe1\xbb\x93n t\xe1\xba\xa1i</p></body></html>",
            "names no article",
        ),
        (b"<html><body><div id=app></div><script src=app.js></script></body></html>", "a script fetches it"),
        (b"<div>" * 2_000, "nested"),
        (b"<" * 10_000_001, "the most"),
    ],
    ids=["nothing", "words", "picture", "not found", "script", "deep", "large"],
)
def test_what_is_no_list_says_why(body, why):
    with pytest.raises(lists.NotAList, match=why):
        lists.read(body, HOST)


PIECES = ["<div class=item>", "</div>", "<h3>", "</h3>", "<a href='/tin-tuc-so-mot-trong-ngay-401122.html'>", "<a href='https://['>", "</a>", "Huyện Mường Sen thông xe tuyến đường tránh", "<p>", "<time datetime='2025-13-45'>", "31/02/2025", "<base href='https://['>", "<base href='javascript:x'>", "<script>", "<form>", "\x00", "<table><tr><td>", "<link rel=canonical href='::'>", "<title>"]  # fmt: skip
pages = [told.content.encode() for told in LISTS.values()]
mutated = st.builds(
    lambda body, first, second, put: body[: first % len(body)] + put + body[second % len(body) :],
    st.sampled_from(pages),
    st.integers(0, 20_000),
    st.integers(0, 20_000),
    st.binary(max_size=6) | st.sampled_from(PIECES).map(str.encode),
)
made = st.lists(st.sampled_from(PIECES), max_size=30).map(lambda parts: "".join(parts).encode())


@settings(max_examples=100, deadline=None)
@given(
    mutated | made | st.binary(max_size=200),
    st.sampled_from([HOST, "https://khac.example.org/x", "http://127.0.0.1:8080/"]),
)
def test_any_bytes_are_a_listing_or_no_list_and_are_of_some_kind(body, url):
    assert offers.kind_of_answer(body, url) in ("feed", "sitemap", "list", "article", "other")
    assert all(o.url.startswith("http") for o in offers.offered(body, url))
    try:
        listing = lists.read(body, url)
    except lists.NotAList as error:
        assert str(error)
        return
    assert listing.items and all(i.url.startswith("http") for i in listing.items)


def corpus() -> list[Path]:
    folder = Path(os.environ.get("KHOTIN_CORPUS") or root().parent / "shared" / "corpus") / "html"
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.skipif(
    not corpus(), reason="the corpus of real pages is not here: set KHOTIN_CORPUS to its folder"
)
def test_real_lists_give_links_and_real_articles_none():
    named = {}
    for path in corpus():
        url = (
            f"https://{path.name.split('_')[0]}{'.com.vn' if path.name.startswith('dantri') else '.vn'}/trang"
        )
        kind = offers.kind_of_answer(path.read_bytes(), url)
        assert kind == path.stem.split("_")[1], path.name
        if kind == "list":
            named[path.name] = lists.read(path.read_bytes(), url).items
    assert {name: len(items) for name, items in named.items()} == {
        "baodautu_list.html": 32,
        "tuoitre_list.html": 15,
    }
    assert all(item.title for items in named.values() for item in items)
