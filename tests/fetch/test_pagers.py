"""The next page of a list, as papers' and portals' pagers tell it; and what only looks like one."""

import pytest

from flows.fetch import lists
from flows.fetch.pagers import goes_on, next_page
from flows.ingest.pages import tree_of
from tests.fetch.layouts import HOST, LISTS

LIST = f"{HOST}/kinh-te"


def numbers(*addresses: str, box: str = "pagination") -> str:
    """A pager of links by their numbers, from the second page on; the first is where the reader is."""
    links = "".join(f"<li><a href='{a}'>{n}</a></li>" for n, a in enumerate(addresses, 2))
    return f"<ul class='{box}'><li class=active><span>1</span></li>{links}</ul>"


# what the page says, where it stands, the next page
TOLD = {
    "rel=next, before a pager": ("<link rel=next href='/kinh-te?trang=2'><a href='/kinh-te/trang-9'>9</a>", LIST, "/kinh-te?trang=2"),
    "Trang 2": ("<a href='/kinh-te/trang-2'>Trang 2</a>", LIST, "/kinh-te/trang-2"),
    "an ending before the number": ("<a href='/kinh-te-p2.htm'>2</a>", f"{LIST}.htm", "/kinh-te-p2.htm"),
    "a folder, WordPress": (numbers("/kinh-te/page/2/", "/kinh-te/page/3/", box="page-numbers"), f"{LIST}/", "/kinh-te/page/2/"),
    "the home page's": ("<a href='/page/2/'>Bài cũ hơn</a>", f"{HOST}/", "/page/2/"),
    "a number alone, in a pager": (numbers("/kinh-te/2", "/kinh-te/3"), LIST, "/kinh-te/2"),
    "?page=2": (numbers("?page=2", "?page=3"), LIST, "/kinh-te?page=2"),
    "the first page among them": (numbers("?p=2", "?p=3").replace("<span>1</span>", "<a href='?p=1'>1</a>"), LIST, "/kinh-te?p=2"),
    "counted from naught, Drupal": (numbers("?page=1", "?page=2", box="pager"), LIST, "/kinh-te?page=1"),
    "and on": (numbers("?page=1", "?page=2", box="pager"), f"{LIST}?page=1", "/kinh-te?page=2"),
    "beside another question": ("<a href='/tin?cid=7&page=2'>Sau</a>", f"{HOST}/tin?cid=7", "/tin?cid=7&page=2"),
    "an arrow": ("<a href='/kinh-te?p=2'>›</a>", LIST, "/kinh-te?p=2"),
    "an arrow that only its name and its title tell": ("<a href='/kinh-te/trang-2.html' title='Trang sau'><i class=fa></i></a>", f"{LIST}.html", "/kinh-te/trang-2.html"),
    "an arrow of a class": ("<li class='page-item next'><a href='/kinh-te/trang-2'><i></i></a></li>", LIST, "/kinh-te/trang-2"),
    "Xem thêm, over more of the list": ("<a class=view-more href='/kinh-te/trang-2'>Xem thêm</a>", LIST, "/kinh-te/trang-2"),
    "from the second page to the third": (numbers("/kinh-te/trang-1", "/kinh-te/trang-3", "/kinh-te/trang-4"), f"{LIST}/trang-2", "/kinh-te/trang-3"),
    "by the number of an article, Joomla": ("<ul class=pagination><a href='?start=40'>3</a><a href='?start=20'>2</a><a href='?start=200'>»</a></ul>", LIST, "/kinh-te?start=20"),
    "from there on": ("<ul class=pagination><a href='?start=0'>1</a><a href='?start=40'>3</a><a href='?start=60'>4</a></ul>", f"{LIST}?start=20", "/kinh-te?start=40"),
    "with www. before one of them": ("<a href='https://www.bao.example.vn/kinh-te/trang-2'>Tiếp</a>", LIST, "https://www.bao.example.vn/kinh-te/trang-2"),
    "on a base": ("<base href='/moi/'><a href='tin?page=2'>Tiếp theo</a>", f"{HOST}/moi/tin", "/moi/tin?page=2"),
}  # fmt: skip
NOT_TOLD = {
    "the page before": ("<a href='/kinh-te/trang-1'>1</a><a href='/kinh-te/trang-1'>‹</a>", f"{LIST}/trang-2"),
    "the last page": ("<a href='/kinh-te/trang-90'>»</a>", LIST),
    "another section": ("<a href='/van-hoa/trang-2'>2</a><a href='/van-hoa?page=2'>Xem thêm</a>", LIST),
    "another host of the site": ("<a href='https://video.bao.example.vn/kinh-te/trang-2'>Xem thêm</a>", LIST),
    "another site": ("<a href='https://khac.example.org/kinh-te/trang-2'>Sau</a>", LIST),
    "a script": ("<a href='javascript:__doPostBack(2)'>2</a><a href='#'>Xem thêm</a>", LIST),
    "an article": ("<a href='/kinh-te/huyen-thong-xe-401122.html'>Xem thêm</a><a href='/kinh-te-401122.html'>2</a>", LIST),
    "a section whose number is one more": ("<a href='/danh-muc-8'>Giáo dục</a>", f"{HOST}/danh-muc-7"),
    "a month of a calendar": ("<table class=lich><a href='/luu-tru/4'>4</a></table>", f"{HOST}/luu-tru/3"),
    "the same list in another order": ("<a href='/kinh-te?sap-xep=moi'>Xem thêm</a>", LIST),
    "two answers changed": ("<a href='/tin?cid=8&page=2'>2</a>", f"{HOST}/tin?cid=7"),
    "no address": ("<a href='https://['>Sau</a><a>2</a>", LIST),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_the_next_page_is_the_one_that_the_pager_leads_to(name):
    body, url, told = TOLD[name]
    assert next_page(tree_of(f"<html><body>{body}</body></html>"), url) in (told, HOST + told)


@pytest.mark.parametrize("name", NOT_TOLD)
def test_what_leads_elsewhere_is_no_next_page(name):
    body, url = NOT_TOLD[name]
    assert next_page(tree_of(f"<html><body>{body}</body></html>"), url) is None


def test_a_list_tells_its_next_page_though_its_boxes_of_more_are_no_part_of_it():
    told = LISTS["cards with short summaries"]
    assert lists.read(told.content.encode(), told.url).further == ()
    more = told.content.replace("</body>", f"<div><a href='{told.url}/trang-2'>Xem thêm</a></div></body>")
    listing = lists.read(more.encode(), told.url)
    assert listing.further == (f"{told.url}/trang-2",)
    assert {i.url for i in listing.items} == set(told.names)


ARTICLE = f"{HOST}/tin/huyen-thong-xe-401122.html"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("<link rel=next href='?page=2'>", f"{ARTICLE}?page=2"),
        (numbers("?page=2", "?page=3"), f"{ARTICLE}?page=2"),
        (numbers("/tin/huyen-thong-xe-401122-p2.html"), f"{HOST}/tin/huyen-thong-xe-401122-p2.html"),
        ("<link rel=next href='/tin/huyen-thong-xe-401123.html'>", None),  # the site's next article
        (numbers("/tin?page=2"), None),  # more of the section
        ("<a href='?page=2'>2</a>", None),  # in no pager
    ],
)
def test_an_article_goes_on_where_its_own_address_has_a_further_page(says, told):
    assert (
        goes_on(f"<html><body><h1>Thông xe</h1><p>Huyện thông xe.</p>{says}</body></html>".encode(), ARTICLE)
        == told
    )
