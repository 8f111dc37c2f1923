"""Articles out of their web pages; lists of articles are none."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PARAGRAPHS = [
    "Ủy ban nhân dân tỉnh vừa thông qua kế hoạch phát triển vùng trồng dược liệu tại ba huyện miền núi trong năm nay.",
    "Theo kế hoạch, mỗi huyện sẽ có ít nhất hai hợp tác xã đứng ra thu mua, sơ chế và bán sản phẩm cho bà con.",
    "Các ngân hàng trên địa bàn cam kết cho vay với lãi suất thấp để các hộ mua giống, làm nhà xưởng và hệ thống tưới.",
    "Bà con ở vùng cao cho rằng điều cần nhất lúc này vẫn là con đường từ bản xuống trung tâm xã được sửa trước mùa mưa.",
]
HEAD = "<title>Tỉnh mở vùng dược liệu - Báo Tuổi Trẻ</title>"


def html(body: str, head: str = HEAD) -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def story(paragraphs: list[str] = PARAGRAPHS) -> str:
    return f"<article><h1>Tỉnh mở vùng dược liệu</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article>"


def test_a_page_gives_title_text_date_and_source(take_in):
    head = HEAD + (
        '<link rel="canonical" href="https://www.bao.example.vn/kinh-te/vung-duoc-lieu.html">'
        '<meta property="article:published_time" content="2024-05-17T20:30:00+00:00">'
    )
    article = take_in({"a.html": html(story(), head)}).article
    assert article["title"] == "Tỉnh mở vùng dược liệu"
    assert article["text"] == "\n\n".join(["Tỉnh mở vùng dược liệu", *PARAGRAPHS])
    assert (article["published_on"], article["published_at"]) == (
        date(2024, 5, 18),
        datetime(2024, 5, 17, 20, 30, tzinfo=UTC),
    )
    assert (article["published_from"], article["source"]) == ("metadata", "bao.example.vn")


@pytest.mark.parametrize("struck", ["<del>3</del>", "<s>3</s>", "<strike>3</strike>", "<span style='text-decoration:line-through'>3</span>"])  # fmt: skip
def test_what_is_struck_out_is_said_no_more(take_in, struck):
    told = (
        f"Huyện đã chi {struck} 450 triệu đồng làm đường vào ba bản ở xa nhất của xã trong mùa khô vừa rồi."
    )
    article = take_in({"a.html": html(story([*PARAGRAPHS, told]))}).article
    assert "đã chi 450 triệu đồng" in article["text"] and "3" not in article["text"]


def test_a_page_without_a_date_has_none(take_in):
    article = take_in(
        {"a.html": html(story() + "<footer>© 2019-2025 Báo Vùng Cao, giấy phép ngày 3/4/2019</footer>")}
    ).article
    assert (article["published_on"], article["published_from"]) == (None, None)


def test_a_date_shown_after_the_headline_is_a_header_and_one_before_it_is_todays(take_in):
    today = "<div class='header-date'>Thứ hai, 2/3/2026</div>"
    shown = story().replace("</h1>", "</h1><span class='post-time'> - 17/05/2024 08:47</span>")
    article = take_in({"a.html": html(today + shown)}).article
    assert (article["published_on"], article["published_from"]) == (date(2024, 5, 17), "header")
    assert take_in({"a.html": html(today + story())}).article["published_on"] is None


def test_the_date_of_another_article_below_is_not_its_own(take_in):
    related = "<aside><h3>Tin khác</h3><span class='time'>17/05/2024 08:47</span></aside>"
    assert take_in({"a.html": html(story() + related)}).article["published_on"] is None


def test_a_frame_drawn_in_the_text_is_the_articles_own(take_in):
    told = "Riêng huyện vùng cao nhất trồng thử 40 ha sâm dưới tán rừng, do chính các hộ trong bản góp đất và canh giữ."
    framed = f"<div id='box1' style='background-color:#FFFBF2;border-color:#F2D1AA;display:block'><div><h3>Sâm dưới tán rừng</h3><p>{told}</p></div></div>"
    article = take_in({"a.html": html(story().replace("</article>", framed + "</article>"))}).article
    assert article["text"].endswith(f"Sâm dưới tán rừng\n\n{told}")


def test_headings_between_paragraphs_stay_where_no_name_says_which_box_is_the_articles(take_in):
    heading = "Bản xa nhất có đường trước mùa mưa tới"
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2]) + f"<h2>{heading}</h2><p>{PARAGRAPHS[2]}</p>"
    named = "<div class='x1'><h1>Tỉnh mở vùng dược liệu</h1></div>"
    short = "<div class='content'><p>Tỉnh mở vùng dược liệu.</p></div>"  # its name is a usual one
    below = "<div class='x3'><p>Địa chỉ tòa soạn: số 9, phố Núi, phường Hồ Sen, điện thoại 0200 123 456 trong giờ hành chính.</p></div>"
    article = take_in({"a.html": html(f"{short}{named}<div class='x2'>{body}</div>{below}")}).article
    assert article["text"] == "\n\n".join(["Tỉnh mở vùng dược liệu", *PARAGRAPHS[:2], heading, PARAGRAPHS[2]])


def test_a_list_of_articles_is_rejected(take_in):
    items = "".join(
        f"<div class='item'><h3><a href='/{i}.html'>{p[:60]}</a></h3><div><p>{p}</p></div></div>"
        for i, p in enumerate(PARAGRAPHS * 6)
    )
    taken = take_in({"list.html": html(f"<main>{items}</main>")})
    assert taken.reasons == {"articles/list.html": "not_an_article"}
    assert "stand together" in taken.rejected["detail"][0]


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 100_000 + "x" * 500,
        "<html>" + "<b><i>" * 20_000,
        "<html></html>",
        "<!--" * 50_000,
        "<ul><li>" * 30_000 + "x" * 500,
        "<h1>Tin</h1>" + "<time>04/03/2025</time>" * 3_000,
        "<h1>Tin</h1>" + "<div class='related time'>" * 450 + "Tin khác. " * 50_000,
        "<script type='application/ld+json'>" + '{"@graph": [' * 90_000,
    ],
    ids=["nested", "unclosed", "bare", "comments", "lists", "dates", "boxes", "objects"],
)
def test_a_hostile_page_is_rejected_and_stops_nothing(take_in, content):
    taken = take_in({"a.html": content, "b.html": html(story())})
    assert taken.reasons == {"articles/a.html": "not_an_article"}
    assert taken.articles["origin"].to_list() == ["articles/b.html"]


def test_words_of_markup_that_the_text_tells_are_words_of_it(take_in):
    words = "Giảng viên chỉ ra đoạn mã <script>alert(1)</script> và thẻ <b> mà kẻ gian chèn vào trang của 3 < 5 cơ quan."
    told = words.replace("<", "&lt;").replace(">", "&gt;")
    article = take_in({"a.html": html(story([*PARAGRAPHS, told]) + "<script>let a = 'mã';</script>")}).article
    assert article["text"].split("\n\n")[-1] == words
    assert "let a" not in article["text"]


def test_scripts_and_formulas_in_a_title_are_plain_text(take_in):
    page = html(story(), "<title>&lt;script&gt;alert(1)&lt;/script&gt; giá quế</title>")
    assert take_in({"a.html": page}).articles.height == 1


pages = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div",
            ">",
            "<h1>",
            "<?xml version='1.0' encoding='utf-8'?>",
            "<![CDATA[",
            "]]>",
            "\x00",
            "\x0b",
            "&#0;",
            "&#xd800;",
            "<time>",
            "2024-05-17",
            '"@type": "NewsArticle"',
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": ',
            '<script type="application/ld+json">{"@graph": [{"@type": ["Article", 1], "url": [{}]}]}</script>',
            "<div class='box related time'>",
            "<h3>Tin khác</h3>",
            "<ul><li><a href='/'>",
            "<time datetime='2 giờ trước' itemprop=datePublished>",
            "<link rel=canonical href='https://['>",
            "để đọc tiếp",
            *PARAGRAPHS,
        ]
    ),
    max_size=30,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(pages)
def test_any_page_is_read_or_rejected(take_in, content):
    taken = take_in({"a.html": content})
    assert taken.articles.height + taken.rejected.height == 1
