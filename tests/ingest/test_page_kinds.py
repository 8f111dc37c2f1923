"""Pages as papers' and portals' systems make them: which day dates them, what is their text, what is beside it."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from flows.contracts import DOCUMENTS
from flows.ingest import discover, land, parse
from flows.ingest.page_boxes import is_counter
from flows.ingest.pages import page

TITLE = "Tỉnh Hòa Sơn giải ngân 3.150 tỷ đồng vốn đầu tư công"
BODY = [
    "Ủy ban nhân dân tỉnh Hòa Sơn cho biết đến hết tháng hai, các chủ đầu tư đã giải ngân 3.150 tỷ đồng vốn đầu tư công, bằng 31% kế hoạch.",
    "Giám đốc Sở Xây dựng Đinh Thị Lành nói rằng ba gói thầu đường ven hồ đã xong phần nền và sẽ trải nhựa trước mùa mưa.",
    "Tại buổi làm việc, các huyện vùng cao đề nghị được chủ động hơn trong việc lựa chọn nhà thầu cho những công trình nhỏ.",
    "Lãnh đạo tỉnh yêu cầu từng sở, ngành lập tiến độ theo tuần và gửi báo cáo vào chiều thứ sáu để kịp thời tháo gỡ vướng mắc.",
]
LEAD = "Sau hai tháng, tiến độ giải ngân của tỉnh Hòa Sơn nhanh gấp rưỡi cùng kỳ, theo báo cáo mới nhất của Sở Tài chính tỉnh."
CONSENT = "Trang lưu lựa chọn của bạn đọc và cho các đối tác đo lượng truy cập; bạn đọc có thể đổi ý bất cứ lúc nào ở chân trang."
OTHER = "Thành phố Lam Giang thu 88.800 tỷ đồng từ đấu giá đất trong một năm"
DAY = date(2025, 3, 4)
ADDRESS = "https://bao.example.vn/dau-tu/hoa-son-giai-ngan-401122.html"


def ps(*paragraphs: str) -> str:
    return "".join(f"<p>{p}</p>" for p in paragraphs or BODY)


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>{TITLE} | Báo Hòa Sơn</title>{head}</head><body>{body}</body></html>"


def story(before: str = "", after: str = "", inside: str = "", above: str = "") -> str:
    return f"<main><article>{above}<h1>{TITLE}</h1>{before}<div class='article-content'>{ps(*BODY[:2])}{inside}{ps(*BODY[2:])}</div>{after}</article></main>"


def ld(*nodes: Any) -> str:
    return "".join(
        f'<script type="application/ld+json">{n if isinstance(n, str) else json.dumps(n)}</script>'
        for n in nodes
    )


ARTICLE = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-03-04T08:00:00+07:00"}
CANONICAL = f'<link rel="canonical" href="{ADDRESS}">'

DATED = {
    # stated
    "the change before the publishing": html(
        story(),
        "<meta property='article:modified_time' content='2025-05-01T08:00:00+07:00'><meta property='article:published_time' content='2025-03-04T08:00:00+07:00'>",
    ),
    "stated, and another day beside the headline": html(
        story("<span class=time>01/03/2025 10:00</span>"),
        "<meta property='article:published_time' content='2025-03-04T08:00:00+07:00'>",
    ),
    "content before property": html(
        story(), "<meta content='2025-03-04T08:00:00+07:00' property='article:published_time'>"
    ),
    "without quotes": html(
        story(), "<meta property=article:published_time content=2025-03-04T08:00:00+07:00>"
    ),
    "the evening before, in UTC": html(
        story(), "<meta property='article:published_time' content='2025-03-03T23:30:00Z'>"
    ),
    "a video before": html(
        story(),
        ld({"@type": "VideoObject", "datePublished": "2024-01-01"})
        + "<meta property='article:published_time' content='2025-03-04T08:00:00+07:00'>",
    ),
    "a headline decomposed": html(story(), ld(ARTICLE | {"headline": unicodedata.normalize("NFD", TITLE)})),
    "a line break in a string": html(
        story(), ld('{"@type": "NewsArticle", "description": "Hai\ndòng", "datePublished": "2025-03-04"}')
    ),
    "a live blog's own day": html(
        story(),
        ld(
            ARTICLE
            | {
                "@type": "LiveBlogPosting",
                "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2025-03-06"}],
            }
        ),
    ),
    "dublin core": html(story(), "<META NAME='DC.Date.Issued' CONTENT='2025-03-04'>"),
    "itemprop in the head": html(
        story(),
        "<meta content='2025-03-04T08:00' itemprop=datePublished><meta itemprop=dateModified content='2025-05-01'>",
    ),
    "a graph as WordPress makes it": html(
        story(),
        ld(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {"@type": "Organization", "name": "Báo Hòa Sơn", "foundingDate": "1962-01-01"},
                    {"@type": "WebPage", "@id": ADDRESS, "datePublished": "2019-01-01"},
                    {
                        "@type": ["Article", "BlogPosting"],
                        "headline": TITLE,
                        "datePublished": "2025-03-04T01:00:00+00:00",
                        "dateModified": "2025-05-01",
                    },
                ],
            }
        ),
    ),
    "a list of objects, a broken block": html(
        story(),
        ld(
            "{'@type': 'NewsArticle', 'datePublished': '2020-01-01'}",
            '{"@type":"NewsArticle","datePublished":"2020-01-01",',
            [{"@type": "BreadcrumbList"}, ARTICLE],
        ),
    ),
    "a full type name": html(story(), ld(ARTICLE | {"@type": "http://schema.org/ReportageNewsArticle"})),
    "the article a page is mainly of": html(
        story(), ld({"@type": "WebPage", "datePublished": "2020-01-01", "mainEntity": ARTICLE})
    ),
    "other articles' objects beside its own": html(
        story(),
        CANONICAL
        + ld(
            {"@type": "NewsArticle", "headline": OTHER, "datePublished": "2025-02-01"},
            {
                "@type": "NewsArticle",
                "url": ADDRESS.replace("https://", "https://m."),
                "datePublished": "2025-03-04 08:00",
            },
            {
                "@type": "ItemList",
                "itemListElement": [{"@type": "NewsArticle", "datePublished": "2025-01-01"}],
            },
        ),
    ),
    "a headline cut and escaped twice": html(
        story(),
        ld(
            ARTICLE | {"headline": "T&amp;#7881;nh Hòa Sơn giải ngân 3.150 tỷ đồng vốn"},
            {"@type": "Article", "headline": OTHER, "datePublished": "2025-01-09"},
        ),
    ),
    "a machine's zero before the day": html(
        story("<span class='date'>04/03/2025 08:00</span>"),
        "<meta property='article:published_time' content='0001-01-01T00:00:00'>",
    ),
    "a template that was not filled": html(
        story(), "<meta property='article:published_time' content='${publishTime}'>" + ld(ARTICLE)
    ),
    "two statements, the shown one decides": html(
        story("<time>04/03/2025 08:00</time>"),
        "<meta name=pubdate content='2025-04-30T10:00:00'>" + ld(ARTICLE),
    ),
    "microdata": html(
        f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>{TITLE}</h1><span itemprop=datePublished content='2025-03-04T08:00'>hôm kia</span><div itemprop=articleBody>{ps()}</div><div itemscope itemtype='https://schema.org/VideoObject'><meta itemprop=datePublished content='2024-01-01'></div><div itemscope itemtype='https://schema.org/Comment'><time itemprop=datePublished datetime='2025-03-06'>6/3</time></div></div>"
    ),
    # shown
    "VnExpress": html(
        f"<header class='section top-header'><span class='time-now'>Thứ hai, 2/3/2026, 10:00 (GMT+7)</span></header><section class='page-detail'><div class='container'><div class='sidebar-1'><div class='header-content'><ul class='breadcrumb'><li><a href='/kinh-doanh'>Kinh doanh</a></li></ul><span class='date'>Thứ ba, 4/3/2025, 08:00 (GMT+7)</span></div><h1 class='title-detail'>{TITLE}</h1><p class='description'>{LEAD}</p><article class='fck_detail'>{ps()}</article></div></div></section>"
    ),
    "a month as browsers shorten it": html(story("<span class=date>4 thg 3, 2025</span>")),
    "a month in words": html(story("<div class=ngay>Thứ Ba, 4 Tháng Ba 2025</div>")),
    "under a ticker with a time of its own": html(
        "<div class=ticker><b>Mới nhất</b> <time datetime='2025-03-30T07:00:00+07:00'>30/03</time> <a href='/m'>Mưa lớn</a></div>"
        + story("<div class=meta><time datetime='2025-03-04T06:20:00+07:00'>06:20 04/03/2025</time></div>")
    ),
    "Tuổi Trẻ": html(
        f"<div class='header-top'><span class='date-today'>Thứ Hai, ngày 2 tháng 3 năm 2026</span></div><div class='detail__main'><div class='detail-cate'><div class='detail-top'><div class='detail-time'><div data-role='publishdate'>04/03/2025 08:00 GMT+7</div></div></div></div><h1 class='detail-title article-title'>{TITLE}</h1><h2 class='detail-sapo'>{LEAD}</h2><div class='detail-content afcbc-body'>{ps()}<div class='VCSortableInPreviewMode' type='RelatedOneNews'><span class='time'>01/02/2025</span><a href='/x'>{OTHER}</a></div></div></div>"
    ),
    "WordPress": html(
        f"<article class='post type-post comments-open'><header class='entry-header'><h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span class='posted-on'><time class='entry-date published' datetime='2025-03-04T08:00:00+07:00'>4 Tháng Ba, 2025</time><time class='updated' datetime='2025-05-01T09:00:00+07:00'>1 Tháng Năm, 2025</time></span> <a href='/author/lan'>Lan Chi</a></div></header><div class='entry-content'>{ps()}</div></article><section class='comments-area'><ol><li><time datetime='2025-03-09T08:00'>9/3/2025</time><p>Mong tỉnh làm sớm con đường này cho bà con nhờ, đợi đã ba năm rồi mà chưa thấy máy xúc đâu cả.</p></li></ol></section>"
    ),
    "Liferay": html(
        f"<div class='portlet-body'><div class='journal-content-article'><div class='header-date'></div><h2 class='title-news'>{TITLE}</h2><p class='date-news'><i class='fa'></i> Thứ ba, 04/03/2025 | 08:00 <span>Lượt xem: 1.234</span></p><div class='summary'>{LEAD}</div><div class='content-news'>{ps()}</div></div></div>"
    ),
    "SharePoint": html(
        f"<div id='s4-workspace'><div class='ms-webpart-zone'><div class='ArticleTitle'>{TITLE}</div><div class='ArticleByLine'>04/03/2025 08:00 SA</div><div class='ms-rtestate-field'>{''.join(f'<div>{p}</div>' for p in BODY)}</div></div></div>"
    ),
    "a line that is a date": html(story("<p>Đăng lúc: 08:00 - Thứ Ba, ngày 04/03/2025</p>")),
    "a label in an element of its own": html(
        story(
            "<div class=meta><b>Ngày đăng:</b> <span>04/03/2025 08:00</span> <b>Ngày cập nhật:</b> <span class=date>06/03/2025 09:00</span></div>"
        )
    ),
    "published and changed in one line": html(
        story("<div class='post-date'>04/03/2025 08:00 (cập nhật: 06/03/2025 09:00)</div>")
    ),
    "changed before published in one line": html(
        story("<div class='post-date'>Cập nhật 06/03/2025 09:00 | Xuất bản 04/03/2025 08:00</div>")
    ),
    "a relative day with the stated one in its title": html(
        story("<span class='time-ago' title='04/03/2025 08:00'>2 giờ trước</span>")
    ),
    "a relative datetime with the stated day beside": html(
        story("<time datetime='2 giờ trước'>04/03/2025 08:00</time>")
    ),
    "seconds since 1970": html(story("<span class='time' data-time='1741050000'>3 ngày trước</span>")),
    "below the lead": html(
        story(
            f"<p class=sapo>{LEAD}</p><div class='author-info'><span>Lan Chi</span><span class='time'>04/03/2025 08:00</span></div>"
        )
    ),
    "related articles above the body": html(
        story(
            f"<div class=time>04/03/2025 08:00</div><ul><li><a href='/x'>{OTHER}</a><span class='date'>01/02/2025</span></li></ul>"
        )
    ),
    "a logo in h1": html(
        f"<header><h1 class=logo><a href='/'>Báo Hòa Sơn</a></h1></header><div class=detail><h2 class=title>{TITLE}</h2><div class=time>04/03/2025 08:00</div>{ps()}</div>"
    ),
    "Nhân Dân": html(
        f"<div class='article'><h1 class='article__title cms-title'>{TITLE}</h1><div class='article__sapo cms-desc'>{LEAD}</div><div class='article__meta'><time class='time' datetime='2025-03-04T08:00:00+0700'>Thứ Ba, ngày 04/03/2025 - 08:00</time></div><div class='article__body cms-body'>{ps()}</div></div>"
    ),
    "VOV": html(
        f"<article><h1>{TITLE}</h1><div class='row'><div class='col-md-4 mb-2'>Thứ Ba, 08:00, 04/03/2025</div></div><div class='article-summary'>{LEAD}</div>{ps()}</article>"
    ),
    "a table of a portal": html(
        story(
            "<table><tr><td>Ngày đăng:</td><td>04/03/2025</td><td>Ngày sửa:</td><td>10/03/2025</td></tr></table>"
        )
    ),
    "with its author": html(story("<p>Lan Chi - 04/03/2025 08:00</p>")),
    "with a count": html(story("<div class=info>04/03/2025 | 08:00 | 1.234 lượt xem</div>")),
    "hAtom": html(story("<abbr class='published' title='2025-03-04T08:00:00+07:00'>hôm qua</abbr>")),
    "the next article on the same page": html(
        story("<div class=time>04/03/2025 08:00</div>")
        + f"<article><h1>{OTHER}</h1><div class=time>01/02/2025 08:00</div>{ps()}</article>"
    ),
    "a site of type website": html(
        story("<div class=time>04/03/2025 08:00</div>"), "<meta property=og:type content=website>"
    ),
    "in words": html(story("<div class='news-date'>Thứ Ba, ngày 4 tháng 3 năm 2025, 08:00</div>")),
    "after its label, among counts and buttons": html(
        story("<div class=info>Ngày đăng: 04/03/2025 | Lượt xem: 1.204 | Cỡ chữ: A- A A+</div>")
    ),
    "Drupal, by an account": html(
        story("<div class=submitted>Submitted by bbt.hoason on Thứ Ba, 04/03/2025 - 08:00</div>")
    ),
    "a time in words, counts of readers, who put it there": html(
        story(
            "<p class=post-meta>Đăng lúc: 8 giờ 30 phút, ngày 4 tháng 3 năm 2025 | Số lần xem: 1.204 | Chia sẻ: 3 | Người đăng: Ban Biên tập</p>"
        )
    ),
    "published, changed and read so often in one line": html(
        story("<div>Ngày đăng: 04/03/2025 - Cập nhật lần cuối: 09/03/2025 10:20 - Lượt truy cập: 87</div>")
    ),
    "a headline that links to itself": html(
        f"<div class=post><h2><a href='{ADDRESS}'>{TITLE}</a></h2><p>Thứ Ba, 04/03/2025 08:00</p><div>{ps()}</div></div>"
    ),
    "a view to print that is titled as its button": html(
        f"<h2>{TITLE}</h2><div><i>Thứ ba, 4/3/2025, 08:00</i></div><div>{ps()}</div><a href='javascript:print()'>In trang</a>"
    ).replace(f"<title>{TITLE} | Báo Hòa Sơn", "<title>Bản in"),
}

UNDATED = {
    "only changed": html(
        story("<div class='time'>Cập nhật: 06/03/2025 09:00</div>"),
        "<meta property='article:modified_time' content='2025-03-06'>"
        + ld(ARTICLE | {"datePublished": None, "dateModified": "2025-03-06"}),
    ),
    "of the site": html(
        story(),
        ld(
            {"@type": "WebSite", "datePublished": "2010-01-01"},
            {"@type": "WebPage", "datePublished": "2011-01-01"},
        ),
    ),
    "named as that of a document, among counts": html(
        story("<div class=info>Số: 12/QĐ-UBND Ngày ban hành: 04/03/2025 | Lượt tải: 87 | Tệp A B</div>")
    ),
    "of a video": html(
        story("<div class=video><time datetime='2024-01-01'>1/1/2024</time></div>").replace(
            "class=video", "itemscope itemtype='https://schema.org/VideoObject'"
        ),
        ld({"@type": "VideoObject", "uploadDate": "2024-01-01"}),
    ),
    "in a comment of the source": html(
        '<!-- <time datetime=\'2025-01-01\'>01/01/2025</time> "datePublished": "2025-01-01" -->'
        + story("<!-- 01/01/2025 -->")
    ),
    "of another article": html(
        story(), ld({"@type": "NewsArticle", "headline": OTHER, "datePublished": "2025-02-01"})
    ),
    "two articles and none is named": html(
        story(),
        ld(
            {"@type": "Article", "datePublished": "2025-02-01"},
            {"@type": "Article", "datePublished": "2025-03-01"},
        ),
    ),
    "of comments": html(
        story(
            after=f"<div class='binh-luan'><span class='time'>05/03/2025 10:00</span><p>{BODY[2]}</p></div>"
        )
    ),
    "of the footer": html(
        story() + "<footer><time datetime='2020-02-01'>Giấy phép ngày 01/02/2020</time></footer>"
    ),
    "of an event in its text": html(story("<div class='time'>Từ 01/04/2025 đến 05/04/2025</div>")),
    "relative": html(
        story("<time datetime='2 giờ trước'>2 giờ trước</time><span class='date'>Hôm nay, 08:00</span>")
    ),
    "today's, above everything": html(
        "<div id=wrapper><div class='date'>Thứ Hai, 02/03/2026</div>" + story() + "</div>"
    ),
    "month or day first": html(
        story(), "<meta property='article:published_time' content='3/4/2025 8:00:00 AM'>"
    ),
    "two statements that differ": html(
        story(), "<meta name=pubdate content='2025-04-30T10:00:00'>" + ld(ARTICLE)
    ),
    "of the day's news": html(
        f"<div><h1>{TITLE}</h1></div><ul><li><span class=date>05/03/2025</span> Lam Giang họp dân</li><li><span class=date>05/03/2025</span> Vân Hồ trồng mận</li></ul><div>{ps()}</div>"
    ),
    "today's, below the headline": html(story("<span class='current-date'>Thứ Hai, 02/03/2026</span>")),
    "of a picture": html(story("<div class='photo time'>Ảnh chụp ngày 01/02/2025</div>")),
    "of a decision": html(story("<p>Quyết định số 12/QĐ-UBND ngày 01/02/2025</p>")),
    "of a licence, below one paragraph": html(
        f"<article><h1>{TITLE}</h1><p>{' '.join(BODY)}</p></article><div><span class='date'>Giấy phép cấp 01/02/2020</span></div>"
    ),
    "of the next teaser, below one paragraph": html(
        f"<div class=detail><h1>{TITLE}</h1><div>{'<br>'.join(BODY)}</div></div><div><div><span class='date'>01/02/2025</span><h3>Lam Giang đấu giá đất</h3></div></div>"
    ),
    "of another item": html(
        story(
            inside="<div itemscope itemtype='http://schema.org/NewsArticle'><span itemprop=headline>Lam Giang đấu giá đất</span><time itemprop=datePublished datetime='2025-01-01'>1/1</time></div>"
        )
    ),
    "a read-also box": html(
        story(
            "<div class='news-box'><h3>Đọc thêm</h3><ul><li><span class='date'>01/02/2025</span> <a href='/x'>Lam Giang đấu giá đất</a></li></ul></div>"
        )
    ),
}

TEXTS = {
    # name: (page, in the text, not in the text)
    "sapo": (html(story(f"<div class='sapo_detail'>{LEAD}</div>")), [LEAD], []),
    "sapo in a heading": (html(story(f"<h2 class='singular-sapo'>{LEAD}</h2>")), [LEAD], []),
    "an unnamed lead": (html(story(f"<p><strong>{LEAD}</strong></p>")), [LEAD], []),
    "a lead of a portal": (
        html(story(f"<div class='desc'>{LEAD}</div>", above="<div class='cate'>Đầu tư</div>")),
        [LEAD],
        [],
    ),
    "a lead in the body, too": (html(story(f"<div class='sapo'>{BODY[0]}</div>")), [], []),
    "a description cut": (html(story(), f"<meta name=description content='{BODY[0][:90]}...'>"), [], ["..."]),
    "a caption is no lead": (
        html(
            story(
                "<figure><img src=a.jpg><figcaption>Công trường đường ven hồ tại huyện Mường Lát vào sáng ngày đầu tuần, nhìn từ trên cao xuống.</figcaption></figure>"
                + f"<p class=sapo>{LEAD}</p>"
            )
        ),
        [LEAD],
        ["nhìn từ trên cao"],
    ),
    "related inside": (
        html(
            story(
                inside=f"<div class='box-tinlienquan'><h3>Tin liên quan</h3><ul><li><a href='/x'>{OTHER}</a><p>Trong năm qua, thành phố Lam Giang đã thu 88.800 tỷ đồng từ đấu giá đất, mức cao nhất trong mười năm.</p></li></ul></div>"
            )
        ),
        [],
        ["88.800", "Tin liên quan"],
    ),
    "related without a name": (
        html(
            story(
                inside=f"<div class='b1'><p><strong>Xem thêm:</strong></p><ul><li><a href='/x'>{OTHER}</a></li></ul></div>"
            )
        ),
        [],
        ["88.800", "Xem thêm"],
    ),
    "a link as a paragraph": (
        html(story(inside=f"<p>&gt;&gt; <b>Đọc thêm:</b> <a href='/x'>{OTHER}</a></p>")),
        [],
        ["88.800", "Đọc thêm"],
    ),
    "a heading and its list in the body": (
        html(
            story(
                inside=f"<h3>Tin khác</h3><ul><li><a href='/x'>{OTHER}</a></li><li>Xã Vân Hồ trồng 88.800 gốc mận trong vụ xuân</li></ul>"
            )
        ),
        [],
        ["88.800"],
    ),
    "VCCorp's box": (
        html(
            story(
                inside="<div class='VCSortableInPreviewMode' type='RelatedNewsBox'><p>Thành phố Lam Giang đã thu 88.800 tỷ đồng từ đấu giá đất trong năm vừa qua, cao nhất mười năm.</p></div>"
            )
        ),
        [],
        ["88.800"],
    ),
    "paywall": (
        html(
            story(
                after="",
                inside="<div class='box-pay'><h3>Gói tháng</h3><p>99.000 đồng/tháng</p><p>Vui lòng <a href='/login'>đăng nhập</a> để đọc tiếp bài viết này.</p></div>",
            )
        ),
        [],
        ["99.000", "đăng nhập"],
    ),
    "boards and offers in boxes without a name": (
        html(
            story(
                inside="<div><p>Giá hôm nay: vàng 118,5 - 120,5 triệu đồng/lượng | USD 25.910 - 26.300 | xăng 20.100 đồng/lít</p></div>"
                "<div><span>Đặt mua báo in cả năm chỉ 1.200.000 đồng, giao tận nơi.</span></div><div>Liên hệ quảng cáo: 0912 345 678</div>"
                "<p>Người dân ba xã đặt mua báo, tạp chí giá 120.000 đồng mỗi tháng cho các điểm bưu điện.</p>"
            )
        ),
        ["Người dân ba xã đặt mua báo"],
        ["118,5", "1.200.000", "0912"],
    ),
    "a lead above the article": (
        html(f"<h2 class='detail__summary sapo'>{LEAD}</h2><main>{story()}</main>"),
        [LEAD],
        [],
    ),
    "a lead below the article": (
        html(f"<main>{story()}</main><div class=box-sapo><p class=sapo>{LEAD}</p></div>"),
        [LEAD],
        [],
    ),
    "leads of other articles": (
        html(
            f"<main>{story()}</main><div>"
            + "".join(
                f"<h3>Tin {n}</h3><p class=sapo>Xã {n} vừa nhận 88.800 cây giống của tỉnh để trồng trong vụ xuân này.</p>"
                for n in "ab"
            )
            + "</div>"
        ),
        [],
        ["88.800"],
    ),
    "the article's own text behind a paywall": (
        html(f"<article><h1>{TITLE}</h1>{ps(BODY[0])}<div class='paywall'>{ps(*BODY[1:])}</div></article>"),
        [BODY[3]],
        [],
    ),
    "poll": (
        html(
            story(
                inside="<div class='tham-do-y-kien'><p>Theo bạn, tỉnh nên dành thêm 500 tỷ đồng cho đường ven hồ hay cho trường học ở các xã vùng cao?</p><p>Đường ven hồ 62%</p></div>"
            )
        ),
        [],
        ["500 tỷ", "62%"],
    ),
    "weather and prices": (
        html(
            story(
                inside="<div id='thoi-tiet'><p>Hòa Sơn hôm nay 25 độ, độ ẩm 80%, gió cấp ba, có lúc có mưa rào và dông ở vùng núi phía tây.</p></div><div class='giaVang'><p>Giá vàng miếng hôm nay mua vào 91,2 triệu đồng, bán ra 93,2 triệu đồng một lượng.</p></div>"
            )
        ),
        [],
        ["25 độ", "93,2"],
    ),
    "comments": (
        html(
            story(
                after="<div class='box-comment'><p>Mong tỉnh chi thêm 700 tỷ đồng cho con đường này, bà con chúng tôi đợi đã ba năm rồi.</p></div>"
            )
        ),
        [],
        ["700 tỷ"],
    ),
    "a body with a telling name": (
        html(
            f"<div class='single-post comments-open related-on'><h1>{TITLE}</h1><div class='content has-related'>{ps()}</div></div>"
        ),
        BODY,
        [],
    ),
    "paragraphs in a cell of a layout table": (
        html(
            f"<table><tr><td><h1>{TITLE}</h1></td></tr><tr><td class=date>04/03/2025 08:00</td></tr><tr><td>{ps()}"
            "<table><tr><th>Chỉ tiêu</th><td>Thu nội địa 45.600</td></tr></table></td></tr></table>"
        ),
        BODY,
        ["Chỉ tiêu"],
    ),
    "a body in a layout table": (
        html(
            f"<table><tr><td class='left'><a href='/'>Trang chủ</a></td><td><h1>{TITLE}</h1><div>{ps()}</div></td></tr></table>"
        ),
        BODY,
        [],
    ),
    "paragraphs by br": (
        html(
            f"<div class='detail'><h1>{TITLE}</h1><div class='content-detail'>{'<br><br>'.join(BODY)}</div></div>"
        ),
        BODY,
        [],
    ),
    "a link in a sentence": (
        html(
            story(
                inside="<p>Theo <a href='/x'>báo cáo giải ngân vốn đầu tư công tháng hai</a>, huyện Mường Lát đứng đầu với 410 tỷ đồng.</p>"
            )
        ),
        ["410 tỷ đồng"],
        [],
    ),
    "a view to print, a text with line breaks in the page itself": (
        html(f"<h1>{TITLE}</h1><b>{LEAD}</b><br><br>{'<br><br>'.join(BODY)}"),
        [LEAD],
        [],
    ),
    "a text as it was typed": (html(f"<h1>{TITLE}</h1><pre>{chr(10).join(BODY)}</pre>"), [], []),
    "a consent that lies over the page": (
        html(f"<div role=dialog><h2>Lựa chọn của bạn</h2>{ps(CONSENT, CONSENT, CONSENT)}</div>{story()}"),
        [],
        ["đối tác"],
    ),
    "a consent by its name": (
        html(f"<div class='hs-cookie-bar'>{ps(CONSENT, CONSENT, CONSENT)}</div>{story()}"),
        [],
        ["đối tác"],
    ),
    "a consent without a name": (
        html(f"<div class=hop>{ps('Chúng tôi sử dụng cookie để trang chạy nhanh hơn.')}</div>{story()}"),
        [],
        ["cookie"],
    ),
    "a page that keeps whether its reader agreed in a name": (
        html(f"<div class='page cookie-accepted'>{story()}</div>"),
        BODY,
        [],
    ),
    "a section of its own": (
        html(story(inside=f"<h2>Bình luận của chuyên gia</h2><p>{LEAD}</p>")),
        [LEAD],
        [],
    ),
}

ADDRESSES = {
    "canonical": (CANONICAL, ADDRESS),
    "a home page as canonical": ("<link rel=canonical href='https://bao.example.vn/'>", None),
    "a home page of another host": (
        f"<link rel=canonical href='https://khac.example.vn'><meta property=og:url content='{ADDRESS}'>",
        ADDRESS,
    ),
    "a front page with a path": (
        "<link rel=canonical href='https://bao.example.vn/web/guest/trang-chu'>",
        None,
    ),
    "a front page that is asked for an article": (
        "<link rel=canonical href='https://bao.example.vn/Default.aspx?id=401122'>",
        "https://bao.example.vn/Default.aspx?id=401122",
    ),
    "og:url as the home page": (
        CANONICAL + "<meta property=og:url content='https://bao.example.vn/'>",
        ADDRESS,
    ),
    "relative": (
        "<base href='https://bao.example.vn/'><link rel='canonical' href='/dau-tu/hoa-son-giai-ngan-401122.html'>",
        ADDRESS,
    ),
    "no address at all": (
        "<link rel=canonical href='https://['><meta property=og:url content='javascript:void(0)'>",
        None,
    ),
    "of its JSON-LD": (ld(ARTICLE | {"mainEntityOfPage": {"@type": "WebPage", "@id": ADDRESS}}), ADDRESS),
    "a section as canonical": ("<link rel=canonical href='https://bao.example.vn/kinh-te/tai-chinh'>", None),
    "a slug without a number as canonical": (
        "<link rel=canonical href='https://bao.example.vn/hoa-son-giai-ngan-nhanh'>",
        "https://bao.example.vn/hoa-son-giai-ngan-nhanh",
    ),
    "a section above og:url": (
        f"<link rel=canonical href='https://bao.example.vn/dau-tu/'><meta property=og:url content='{ADDRESS}'>",
        ADDRESS,
    ),
}


@dataclass(frozen=True)
class Read:
    """What one batch of all the pages above gave: the article of each, by its name, and the reasons of those that gave none."""

    articles: dict[str, dict[str, Any]]
    reasons: dict[str, str]


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Read:
    pages = {f"dated {n}": p for n, p in DATED.items()} | {f"undated {n}": p for n, p in UNDATED.items()}
    pages |= {f"text {n}": p for n, (p, _, _) in TEXTS.items()}
    folder = tmp_path_factory.mktemp("pages")
    for number, content in enumerate(pages.values()):
        (folder / f"{number}.html").write_text(content, encoding="utf-8")
    names = {f"{folder.name}/{number}.html": name for number, name in enumerate(pages)}
    nothing = pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
    landing = folder / "landing"
    landed = pl.concat(land(discover([folder]), landing, datetime(2026, 3, 2, tzinfo=UTC), nothing))
    articles, rejected = parse(landed.select(DOCUMENTS.names()), landing)
    return Read(
        {names[a["origin"]]: a for a in articles.iter_rows(named=True)},
        {names[r["origin"]]: r["reason"] for r in rejected.iter_rows(named=True)},
    )


def test_every_page_is_read_with_its_title(read):
    assert read.reasons == {}
    assert {a["title"] for a in read.articles.values()} == {TITLE}


@pytest.mark.parametrize("name", DATED)
def test_a_page_is_dated_by_its_own_day(read, name):
    assert read.articles[f"dated {name}"]["published_on"] == DAY


@pytest.mark.parametrize("name", UNDATED)
def test_no_other_day_on_a_page_dates_it(read, name):
    article = read.articles[f"undated {name}"]
    assert (article["published_on"], article["published_from"]) == (None, None)


def test_a_stated_day_is_metadata_and_a_shown_one_a_header(read):
    names = list(DATED)
    froms = {name: read.articles[f"dated {name}"]["published_from"] for name in names}
    border = names.index("VnExpress")
    shown = [*names[border:], "a machine's zero before the day"]
    assert froms == {name: "header" if name in shown else "metadata" for name in names}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_the_articles_whole_and_nothing_else(read, name):
    _, there, absent = TEXTS[name]
    text = read.articles[f"text {name}"]["text"]
    own = BODY if name != "paywall" else BODY[:2]
    assert [text.count(p) for p in (*own, *there)] == [1] * (len(own) + len(there))
    assert not [p for p in absent if p in text]


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_article_is_named_by_an_address_of_its_own(name):
    head, address = ADDRESSES[name]
    assert page(html(story(), head))["url"] == address


def test_two_pages_with_the_home_page_as_address_are_two_articles_of_its_source(take_in):
    head = "<link rel=canonical href='https://bao.example.vn/'>"
    pages = {"a.html": html(story(), head), "b.html": html(story(), head).replace("Hòa Sơn", "Lam Giang")}
    articles = take_in(pages).articles
    assert (articles["article_id"].n_unique(), articles["source"].unique().to_list()) == (
        2,
        ["bao.example.vn"],
    )


CAPTIONS = [
    "Từ 5 giờ sáng 4/3, hơn 300 người dân bản Mo đã ra đồng gieo 120 ha ngô xuân.",
    "Mỗi hộ được hợp tác xã cho mượn máy cày, tiết kiệm 250.000 đồng một sào.",
    "Kênh dài 4,2 km vừa được nạo vét đưa nước về ba cánh đồng của xã.",
    "Buổi trưa, các gia đình ăn cơm ngay trên bờ ruộng để kịp gieo xong trong ngày.",
]
STATED = "<meta property='article:published_time' content='2025-03-04T08:00:00+07:00'>"
FRAMES = {
    "figures": "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
    "tables": "<table class=picture><tr><td class=pic><img src=a.jpg></td></tr><tr><td class=caption><p>{}</p></td></tr></table>",
    "boxes": "<div class=photo><img src=a.jpg><div class=photo-caption><p>{}</p></div></div>",
}


@pytest.mark.parametrize("name", FRAMES)
def test_captions_are_the_text_of_a_photo_story_and_of_no_other(name):
    shown = "".join(map(FRAMES[name].format, CAPTIONS))
    story_of_photos = page(
        html(f"<article><h1>{TITLE}</h1><p>{LEAD}</p><div class=body>{shown}</div></article>", STATED)
    )
    told = f"{story_of_photos['lead']}\n{story_of_photos['body']}"
    assert [told.count(c) for c in (LEAD, *CAPTIONS)] == [1] * 5
    body = page(html(story(inside=shown), STATED))["body"] or ""
    assert BODY[3] in body
    assert not [c for c in CAPTIONS if c in body]


COUNTERS = [
    "Lượt xem: 1.031",
    "Đã xem 1031 lần",
    "1031 lượt xem",
    "Chia sẻ 21 | Lượt thích (5)",
    "Số lượt đọc: 12",
]
NO_COUNTERS = ["Khu di tích đón 1.031 lượt khách xem", "Chia sẻ của 21 nông dân", "Lượt xem tăng 5 lần"]


def test_a_line_that_counts_readers_is_no_text():
    body = page(html(story(after=""), STATED))["body"]
    for line in COUNTERS:
        counted = html(story().replace("</div></article>", f"<p>{line}</p></div></article>"), STATED)
        assert page(counted)["body"] == body
    for line in NO_COUNTERS:
        assert line in (page(html(story(inside=f"<p>{line}.</p>"), STATED))["body"] or "")
        assert not is_counter(line)


@pytest.mark.parametrize(
    ("stated", "byline"),
    [("Mỹ Hà - Thu Trang", "Mỹ Hà; Thu Trang"), ("H.Hà - T.Nga", "H.Hà; T.Nga"), ("T.Sáng", "T.Sáng"), ("Lê Thu Hà", "Lê Thu Hà")],
)  # fmt: skip
def test_authors_are_those_that_a_page_states(stated, byline):
    assert page(html(story(), f'<meta name="author" content="{stated}">'))["byline"] == byline
