"""Articles in layouts of many systems: title, lead, body, caption, author and day told apart; what needs a script, whose it is."""

import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from flows.assets import root
from flows.contracts import DOCUMENTS
from flows.ingest import parse
from flows.ingest.decode import decode
from flows.ingest.kept import keep
from flows.ingest.page_boxes import running
from flows.ingest.pages import NotAnArticle, page, tree_of
from flows.ingest.published import published
from tests.ingest.article_layouts import ARTICLES, BODY, LEAD, TITLE, URL

PLAIN = ARTICLES["without a day"].content
FETCHED = datetime(2025, 3, 6, tzinfo=UTC)


@pytest.mark.parametrize("name", ARTICLES)
def test_a_page_gives_title_lead_body_author_and_day_and_nothing_beside_them(name):
    told = ARTICLES[name]
    read = page(told.content)
    assert (read["title"], read["byline"]) == (TITLE, told.byline)
    text = "\n".join(part for part in (read["title"], read["lead"], read["body"]) if part)
    words = re.sub("<[^>]+>", "", told.content)
    own = [LEAD, *(p for p in BODY if p in words)]
    assert [text.count(part) for part in own] == [1] * len(own)
    assert not [part for part in told.absent if part in text]
    for part in (TITLE, *own):
        text = text.replace(part, "")
    assert text.split() == []
    day = published(pl.Series([read["published_raw"]], dtype=pl.String))["on"].item()
    assert day == (date.fromisoformat(told.day) if told.day else None)


def frame(body: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div id=app></div><script src=/app.js></script>", "needs_script"),
        (
            "<div id='__next'></div><script id='__NEXT_DATA__' type='application/json'>{}</script>",
            "needs_script",
        ),
        ("<app-root></app-root><script src=/main.js></script>", "needs_script"),
        ("<app-root>Trang đang được tải, bạn chờ một chút nhé</app-root>", "needs_script"),
        ("<div id=__nuxt><div class=spin>Đang tải…</div></div><script src=/a.js></script>", "needs_script"),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><main>…</main>", "needs_script"),
        ("<noscript>Trình duyệt chưa bật JavaScript, xin bật lên để đọc báo.</noscript>", "needs_script"),
        (
            "<noscript><iframe src=https://dem.example.vn></iframe></noscript><p>Trang này không còn.</p>",
            "not_an_article",
        ),
        ("<div id=app><p>Trang này không còn.</p></div>", "not_an_article"),
        ("<script>window.location.href='/tin-7.html';</script>", "needs_script"),
        ("<script>document.cookie='D1N=ab12';window.location.reload(true)</script>", "needs_script"),
        ("<p>Trang này không còn.</p><script>dem()</script>", "not_an_article"),
    ],
)
def test_a_page_that_needs_a_script_to_show_its_text_is_told_as_that(body, reason):
    with pytest.raises(NotAnArticle) as error:
        page(frame(body))
    assert error.value.reason == reason


def test_a_script_without_a_page_is_told_as_that():
    with pytest.raises(NotAnArticle) as error:
        page("<script>document.cookie='D1N=ab12';window.location.reload(true)</script>")
    assert error.value.reason == "needs_script"


SAYS_NO_ARTICLE = {
    "gone": "Không tìm thấy trang | Báo Mẫu",
    "gone, in a number": "404 - Cổng thông tin huyện Mường Sen",
    "gone, in a sentence": "Trang bạn đang tìm đã được chuyển đi nơi khác!",
    "a login": "Cổng nội bộ - Đăng nhập",
    "a consent": "Trước khi bạn tiếp tục",
    "a check": "Just a moment...",
    "repairs": "Hệ thống đang bảo trì » Huyện Mường Sen",
}
SAYS = "<main><p>Nội dung mà quý vị muốn đọc hiện chưa hiển thị được ở địa chỉ này, xin quay lại trang đầu và thử cách khác.</p><p>Mọi thắc mắc xin gửi về ban biên tập trong giờ làm việc, bộ phận kỹ thuật sẽ trả lời sau một ngày.</p></main>"


@pytest.mark.parametrize("title", SAYS_NO_ARTICLE.values(), ids=SAYS_NO_ARTICLE)
def test_a_page_that_says_that_it_shows_no_article_is_none_though_it_answered_well(title):
    with pytest.raises(NotAnArticle, match="its headline says"):
        page(frame(SAYS).replace(TITLE, title))


@pytest.mark.parametrize(
    "title", ["Đăng nhập một lần cho mọi dịch vụ công của tỉnh", "Lỗi hẹn với bờ kè Mường Sen", "404 hộ ở Vân Thủy có nước máy", "Không tìm thấy tàu cá mất liên lạc", "Quên mật khẩu, một cụ bà mất tiền"]
)  # fmt: skip
def test_an_article_may_begin_with_such_words(title):
    assert page(frame(f"<h1>{title}</h1>{SAYS}").replace(TITLE, title))["title"] == title


def test_a_page_that_states_its_day_is_an_article_whatever_its_headline_says():
    dated = frame(f"<h1>Rất tiếc</h1>{SAYS}").replace(TITLE, "Rất tiếc")
    head = "<meta property='article:published_time' content='2025-03-04T08:00:00+07:00'></head>"
    assert page(dated.replace("</head>", head))["title"] == "Rất tiếc"


def test_a_notice_under_its_sections_name_is_no_list_of_the_dated_ones_below_it():
    others = "".join(
        f"<li><a href='/tb-{n}-40112{n}.html'>Thôn {n} lấy ý kiến về việc làm lại sân phơi chung</a> (0{n}/02/2025)</li>"
        for n in range(1, 5)
    )
    notice = frame(
        f"<h1>Thông báo</h1><div class=d>04/03/2025 08:00</div>{SAYS}<h4>Đã đăng</h4><ul>{others}</ul>"
    )
    assert page(notice.replace(TITLE, "Thông báo"))["published_raw"].startswith("04/03/2025")


def test_what_a_sites_footer_says_is_no_text_of_an_article():
    says = "<p>Cổng thông tin của huyện Mường Sen, giấy phép số 12 do Sở cấp. Chịu trách nhiệm: Văn phòng huyện. Xin ghi nguồn khi dùng lại tin, ảnh, số liệu từ cổng này.</p>"
    for name in ("footer-top", "chan-trang", "copyright"):
        with pytest.raises(NotAnArticle):
            page(frame(f"<h1>Chuyên mục</h1><div class='{name}'>{says}</div>"))


def test_an_article_with_words_for_readers_without_javascript_is_an_article():
    assert (
        page(PLAIN.replace("<h1>", "<noscript>Hãy bật JavaScript để xem bình luận.</noscript><h1>"))["title"]
        == TITLE
    )


def test_what_a_page_keeps_in_a_template_is_never_shown_and_never_read():
    kept = PLAIN.replace(
        "</h1>", "</h1><template><p>Nội dung mẫu: 33.300 tỷ đồng của dự án giả định.</p></template>"
    )
    assert "33.300" not in (page(kept)["body"] or "")


def ld(**told: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE} | told
    return PLAIN.replace("</head>", f'<script type="application/ld+json">{json.dumps(node)}</script></head>')


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (ld(publisher={"@type": "Organization", "name": "Báo Mẫu"}), "Báo Mẫu"),
        (ld(publisher=[{"@type": "Organization", "name": "Báo M&#7851;u"}]), "Báo Mẫu"),
        (ld(publisher="Báo Mẫu"), "Báo Mẫu"),
        (ld(publisher={"@id": "#bao"}).replace("</head>", '<script type="application/ld+json">{"@graph": [{"@type": "Organization", "@id": "#bao", "name": "Báo Mẫu"}]}</script></head>'), "Báo Mẫu"),
        (PLAIN.replace("</head>", "<meta property=og:site_name content='Báo Mẫu'></head>"), "Báo Mẫu"),
        (ld(publisher={"@type": "Organization"}), None),
        (PLAIN, None),
    ],
    ids=["object", "list", "name", "of the graph", "site's name", "without a name", "none"],
)  # fmt: skip
def test_a_page_without_an_address_is_of_the_paper_that_it_says_published_it(content, source):
    assert page(content)["source"] == source


def test_a_page_with_an_address_is_of_its_host_whatever_the_paper_calls_itself(take_in):
    head = f"<link rel=canonical href='{URL}'></head>"
    content = ld(publisher={"name": "Báo Mẫu"}).replace("</head>", head)
    assert take_in({"a.html": content}).article["source"] == "bao.example.vn"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("", f"{URL}?utm_source=x"),
        (f"<link rel=canonical href='{URL}'>", URL),
        (
            "<link rel=canonical href='https://m.example.vn/tin-518822.html'>",
            "https://m.example.vn/tin-518822.html",
        ),
        ("<link rel=canonical href='https://bao-khac.example.org/tin-1.html'>", f"{URL}?utm_source=x"),
        ("<link rel=canonical href='https://bao.example.vn/'>", f"{URL}?utm_source=x"),
    ],
    ids=["none", "its own", "another host of the site", "another site", "front page"],
)
def test_a_fetched_page_is_called_by_its_own_address_within_the_site_it_came_from(canonical, url):
    assert page(PLAIN.replace("</head>", canonical + "</head>"), f"{URL}?utm_source=x")["url"] == url


A_PORTAL = "https://xa.example.vn"
SAID = "/Huyen-Muong-Sen-xay-them-bon-truong-mam-non"


@pytest.mark.parametrize(
    ("fetched_from", "canonical", "is_believed"),
    [
        ("/tin/chi-tiet.aspx?id=42", "/tin/chi-tiet.aspx", False),
        ("/tin/chi-tiet.aspx?ItemID=42&l=vi", "/tin/chi-tiet.aspx?l=vi", False),
        ("/tin/chi-tiet.aspx?id=42", "/tin/chi-tiet.aspx?id=42", True),
        ("/tin/chi-tiet.aspx?id=42", "/tin/bai-42.html", True),
        ("/tin/chi-tiet.aspx?id=42", SAID, True),
        ("/?p=42", f"/2025/03{SAID}.html", True),
        (f"{SAID}-771.html", "/tin-tuc-hoat-dong-cua-cac-xa", False),
        (f"{SAID}-771.html", "/bai-viet-mau-cua-giao-dien.html", False),
        ("/hoat-dong-2025-a.html", "/chuyen-muc-xa-2025.html", False),
        (f"{SAID}-771.html", "/xa/ten-cu-cua-bai-771.html", True),
        (f"/m{SAID}-771.html/amp", f"{SAID}-771.html", True),
        (f"/xa{SAID}", f"/giao-duc{SAID}/", True),
    ],
)
def test_a_canonical_address_is_believed_where_it_names_the_page(fetched_from, canonical, is_believed):
    content = PLAIN.replace("</head>", f"<link rel=canonical href='{A_PORTAL}{canonical}'></head>")
    url = page(content, A_PORTAL + fetched_from)["url"]
    assert url == A_PORTAL + (canonical if is_believed else fetched_from)


def fetched(landing, content: str, feed: dict[str, str] | None) -> dict:
    sha = keep(content.encode(), landing)
    row = dict.fromkeys(DOCUMENTS) | {
        "capture_id": "c", "sha256": sha, "origin": URL, "media_type": "text/html", "bytes": len(content), "fetched_at": FETCHED, "status": 200,
        "headers": json.dumps({"content-type": "text/html"} | ({"feed": feed} if feed else {})),
    }  # fmt: skip
    articles, _ = parse(pl.DataFrame([row], schema=DOCUMENTS), landing)
    return articles.row(0, named=True)


def test_a_page_without_a_day_has_that_of_the_feed_that_named_it_and_never_that_of_its_fetching(landing):
    told = fetched(landing, PLAIN, {"published_at": "2025-03-04T08:00:00+07:00", "title": "Tên khác"})
    assert (told["published_on"], told["published_from"]) == (date(2025, 3, 4), "feed")
    assert told["published_at"] == datetime(2025, 3, 4, 1, tzinfo=UTC)
    assert (told["title"], told["source"], told["keyed_by"]) == (TITLE, "bao.example.vn", "url")
    assert fetched(landing, PLAIN, None)["published_on"] is None
    assert fetched(landing, PLAIN, {"title": "Tên"})["published_from"] is None


def test_midnight_in_vietnam_is_a_feeds_day_alone(landing):
    told = fetched(landing, PLAIN, {"published_at": "2025-03-04T00:00:00+07:00"})
    assert (told["published_on"], told["published_at"]) == (date(2025, 3, 4), None)


def test_a_day_that_the_page_states_goes_before_its_feeds(landing):
    told = fetched(landing, ARTICLES["plain"].content, {"published_at": "2025-03-05T08:00:00+07:00"})
    assert (told["published_on"], told["published_from"]) == (date(2025, 3, 4), "header")


def test_a_feeds_title_stands_in_where_a_page_has_none(landing):
    content = f"<html><body><div class=content>{''.join(f'<p>{p}</p>' for p in BODY)}</div></body></html>"
    assert fetched(landing, content, {"title": TITLE})["title"] == TITLE


def corpus() -> list[Path]:
    folder = Path(os.environ.get("KHOTIN_CORPUS") or root().parent / "shared" / "corpus") / "html"
    return sorted(folder.glob("*_article.html")) if folder.is_dir() else []


PORTAL = "Cổng thông tin điện tử huyện Mường Sen"
IN_A_TABLE = (
    f"<html><head><title>{PORTAL}</title></head><body><table><tr><td colspan=2>{PORTAL.upper()}</td></tr><tr><td><a href=/gioi-thieu>"
    f"Giới thiệu</a></td><td><div class=journal-content><span class=%s>{TITLE}</span><br><span class=date>Thứ ba, 04/03/2025 08:00</span>"
    f"<div class=ContentNews>{BODY[0]}<br><br>{BODY[1]}</div></div></td></tr></table></body></html>"
)


def test_a_title_that_names_its_site_gives_way_to_the_headline_and_a_block_begins_a_line_of_its_own():
    read = page(IN_A_TABLE % "TitleNews")
    assert (read["title"], read["published_raw"]) == (TITLE, "Thứ ba, 04/03/2025 08:00")
    assert read["body"].split("\n") == [TITLE, *BODY[:2]]


def test_a_headline_may_begin_with_a_sites_name():
    title = f"{PORTAL} ra mắt giao diện mới cho người cao tuổi"
    assert page(PLAIN.replace(TITLE, title))["title"] == title


def test_a_feeds_title_stands_in_where_a_pages_own_is_its_sites(landing):
    assert (
        fetched(landing, (IN_A_TABLE % "x").replace(f">{TITLE}<", "><"), {"title": TITLE})["title"] == TITLE
    )


@pytest.mark.skipif(
    not corpus(), reason="the corpus of real pages is not here: set KHOTIN_CORPUS to its folder"
)
def test_real_articles_give_title_day_and_a_body_without_the_headlines_of_others():
    for path in corpus():
        content = decode(path.read_bytes())
        read = page(content)
        day = published(pl.Series([read["published_raw"]], dtype=pl.String))["on"].item()
        assert read["title"] and (day.year, day.month) == (2026, 3), path.name
        links = {running(a) for a in tree_of(content).iter("a") if len(running(a)) > 30} - {read["title"]}
        assert len(read["body"]) > 2_500, path.name
        assert not links & set(read["body"].split("\n")), path.name
