"""Pages whose body is empty and whose article stands in their JSON-LD."""

import json
from typing import Any

import pytest

from flows.ingest.pages import NotAnArticle, page
from tests.ingest.test_page_blocks import BRIDGE, HEALTH, POWER, ROAD, TITLE

SHELL = "<div id=root></div><script src=/app.js></script>"
FOOTER = (
    "<footer><p>Giấy phép số 9 ngày 3/4/2019, ghi rõ nguồn khi dùng lại tin, ảnh của trang này.</p></footer>"
)
OTHER = "Thành phố Vân Khê mở thêm ba tuyến xe buýt điện nội đô"


def html(text: Any, body: str = SHELL, title: str = f"<title>{TITLE}</title>", **told: Any) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-05-06T08:00:00+07:00"}
    data = json.dumps(node | {"articleBody": text} | told).replace("</", "<\\/")
    return f'<html><head>{title}<script type="application/ld+json">{data}</script></head><body>{body}</body></html>'


STATED = {
    "lines": html(f"{ROAD}\n\n{BRIDGE}\r\n{POWER}"),
    "markup": html(f"<p>{ROAD}</p><script>dem()</script><p><b>{BRIDGE}</b></p><p>{POWER}</p>"),
    "markup that is escaped": html(f"&lt;p&gt;{ROAD}&lt;/p&gt;&lt;p&gt;{BRIDGE}&lt;/p&gt;&lt;p&gt;{POWER}&lt;/p&gt;"),
    "a page without a title": html(f"{ROAD}\n{BRIDGE}\n{POWER}", title=""),
    "a headline and a frame that waits": html(f"{ROAD}\n{BRIDGE}\n{POWER}", f"<header><h1>{TITLE}</h1></header><div id=app>Đang tải…</div>{FOOTER}"),
}  # fmt: skip


@pytest.mark.parametrize("name", STATED)
def test_a_page_without_a_text_has_the_one_that_it_states(name):
    read = page(STATED[name])
    assert (read["title"], read["lead"], read["published_raw"]) == (TITLE, None, "2025-05-06T08:00:00+07:00")
    assert read["body"] == "\n".join((ROAD, BRIDGE, POWER))


def test_a_text_that_is_shown_goes_before_the_one_that_is_stated():
    shown = f"<h1>{TITLE}</h1><div class=body><p>{POWER}</p><p>{HEALTH}</p></div>"
    assert page(html(f"{ROAD}\n{BRIDGE}\n{POWER}", shown))["body"] == f"{POWER}\n{HEALTH}"


@pytest.mark.parametrize(
    "content",
    [
        html(f"{ROAD}\n{POWER}", headline=OTHER),
        html("Mời bạn đọc mở bài này trên ứng dụng."),
        html(None),
        html([ROAD, POWER]),
        html("&lt;div&gt;" * 600 + ROAD + POWER),
    ],
    ids=["of another article", "a notice", "nothing", "no text", "nested too deep"],
)
def test_what_is_stated_of_another_article_or_is_no_text_is_not_the_pages(content):
    with pytest.raises(NotAnArticle) as error:
        page(content)
    assert error.value.reason == "needs_script"
