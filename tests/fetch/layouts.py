"""Pages of invented papers and portals: lists of articles in many layouts, and the articles that each of them names."""

from collections.abc import Callable
from dataclasses import dataclass, replace

HOST = "https://bao.example.vn"


@dataclass(frozen=True)
class Story:
    """An article that a list page names."""

    title: str
    slug: str
    summary: str
    day: str  # dd/mm/yyyy


_LONG = (
    "Theo báo cáo gửi Hội đồng nhân dân, phần việc còn lại gồm ba cây cầu, hai nút giao và hệ thống thoát nước dọc tuyến; các nhà thầu "
    "cam kết tăng ca để kịp bàn giao trước mùa mưa, còn chủ đầu tư sẽ họp giao ban vào mỗi sáng thứ hai cho đến khi xong việc. "
)
STORIES = [
    Story("Huyện Mường Sen thông xe tuyến đường tránh trung tâm thị trấn", "huyen-muong-sen-thong-xe-tuyen-duong-tranh", "Tuyến đường dài 7,5 km giúp xe tải không còn phải đi qua chợ và hai trường học của thị trấn. " + _LONG, "04/03/2025"),
    Story("Thành phố Lam Giang giao thêm quỹ đất cho nhà ở xã hội", "thanh-pho-lam-giang-giao-them-quy-dat", "Bốn khu đất ở phía bắc sông được giao cho các doanh nghiệp đủ năng lực trong quý hai. " + _LONG, "04/03/2025"),
    Story("Tỉnh Hòa Sơn hoàn thành sớm kế hoạch trồng rừng vụ xuân", "tinh-hoa-son-hoan-thanh-som-ke-hoach-trong-rung", "Bà con ba xã vùng cao đã trồng xong 1.200 ha quế và hồi, vượt kế hoạch được giao. " + _LONG, "03/03/2025"),
    Story("Sở Y tế kiểm tra đột xuất các bếp ăn trường học", "so-y-te-kiem-tra-dot-xuat-cac-bep-an", "Đoàn kiểm tra nhắc nhở sáu bếp ăn chưa lưu mẫu thức ăn đúng quy định. " + _LONG, "03/03/2025"),
    Story("Cảng Vân Thủy đón chuyến tàu hàng đầu tiên từ Nhật Bản", "cang-van-thuy-don-chuyen-tau-hang-dau-tien", "Con tàu chở 900 container linh kiện, mở ra tuyến vận tải mới hằng tuần. " + _LONG, "02/03/2025"),
    Story("Người dân phố cổ góp ý quy hoạch vỉa hè", "nguoi-dan-pho-co-gop-y-quy-hoach-via-he", "Hơn 300 ý kiến đề nghị giữ lại hàng sấu và bố trí chỗ để xe buổi tối. " + _LONG, "02/03/2025"),
    Story("Ngân sách quý một tăng nhờ thu từ doanh nghiệp mới", "ngan-sach-quy-mot-tang-nho-thu-tu-doanh-nghiep-moi", "Số thu nội địa đạt 28% dự toán, cao nhất trong năm năm trở lại đây. " + _LONG, "01/03/2025"),
    Story("Hợp tác xã chè Tân Lập xuất lô hàng thứ mười", "hop-tac-xa-che-tan-lap-xuat-lo-hang-thu-muoi", "Lô hàng 12 tấn được kiểm định tại kho và lên đường trong tuần này. " + _LONG, "01/03/2025"),
]  # fmt: skip
MENU = [("Thời sự", "/thoi-su"), ("Kinh tế", "/kinh-te"), ("Khoa học và Công nghệ", "/khoa-hoc-va-cong-nghe"), ("Văn hóa", "/van-hoa"), ("Phát triển bền vững", "/phat-trien-ben-vung"), ("Thông tin doanh nghiệp cần biết", "/thong-tin-doanh-nghiep-can-biet")]  # fmt: skip
ABOUT = "Giấy phép hoạt động báo điện tử số 12/GP do cơ quan quản lý cấp. Tổng biên tập: Trần Thị Mẫu. Ghi rõ nguồn khi phát lại thông tin từ trang này."
AD = "Căn hộ ven sông Lam Giang mở bán đợt cuối, chiết khấu tới mười hai phần trăm"


@dataclass(frozen=True)
class ListPage:
    """A page of a layout; what it names, and the days that it states, by address."""

    content: str
    url: str
    names: dict[str, str]  # address: title
    days: dict[str, str]  # address: yyyy-mm-dd


def _page(body: str, title: str = "Kinh tế", head: str = "") -> str:
    menu = "".join(f"<li><a href='{a}'>{t}</a></li>" for t, a in MENU)
    foot = f"<div class='footer-bottom footer'><p>{ABOUT}</p><a href='/lien-he'>Liên hệ quảng cáo và phát hành</a><a href='https://khac.example.org/tin-1234567.html'>Một trang khác có tên rất dài ở nơi khác</a></div>"
    ads = f"<div class='banner-ads'><a href='/qc/can-ho-ven-song-998877.html'>{AD}</a></div>"
    tags = "<div class='box-tags'><a href='/tag/dau-tu-cong-va-giai-ngan-112233.html'>đầu tư công và giải ngân vốn</a></div>"
    return f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>{title} - Báo Mẫu</title>{head}</head><body><header><ul class='main-menu'>{menu}</ul></header>{ads}{body}{tags}{foot}</body></html>"


def _layout(
    card: Callable[[Story, str], str],
    around: str = "<div class=list>{}</div>",
    address: Callable[[Story, int], str] = lambda s, n: f"/{s.slug}-{401000 + n}.html",
    is_dated: bool = False,
    title: str = "Kinh tế",
    head: str = "",
    stories: list[Story] = STORIES,
    url: str = f"{HOST}/kinh-te",
) -> ListPage:
    links = [address(story, n) for n, story in enumerate(stories)]
    cards = "".join(card(s, link) for s, link in zip(stories, links, strict=True))
    whole = [link if link.startswith("http") else HOST + link for link in links]
    days = (
        {a: "-".join(reversed(s.day.split("/"))) for a, s in zip(whole, stories, strict=True)}
        if is_dated
        else {}
    )
    return ListPage(
        _page(around.format(cards), title, head),
        url,
        {a: s.title for a, s in zip(whole, stories, strict=True)},
        days,
    )


def _short(story: Story) -> str:
    return story.summary.split(". ")[0] + "."


def _wide(story: Story) -> str:
    """A summary as long as a paragraph of an article, twice."""
    return (
        f"<p>{story.summary}</p><p>{_LONG}{story.title} là việc được nhắc tới nhiều nhất trong phiên họp.</p>"
    )


LISTS: dict[str, ListPage] = {
    "cards with short summaries": _layout(lambda s, a: f"<div class=item><a href='{a}'><img src=x.jpg alt=''></a><h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p></div>"),
    "cards with long summaries": _layout(lambda s, a: f"<article class=card><h3><a href='{a}'>{s.title}</a></h3><div class=sapo>{s.summary}</div></article>"),
    "cards with two long paragraphs": _layout(lambda s, a: f"<div class=card><h2><a href='{a}'>{s.title}</a></h2>{_wide(s)}<a href='{a}'>Xem tiếp</a></div>"),
    "headings and paragraphs in a flat row": _layout(lambda s, a: f"<h3><a href='{a}'>{s.title}</a></h3><p>{s.summary}</p>"),
    "paragraphs that are links, and summaries": _layout(lambda s, a: f"<p><a href='{a}'>{s.title}</a></p><p>{s.summary}</p>"),
    "bold links and lines broken by br": _layout(lambda s, a: f"<b><a href='{a}'>{s.title}</a></b><br>{s.summary}<br><br>"),
    "a whole card is a link": _layout(lambda s, a: f"<a class=card href='{a}'><h3>{s.title}</h3><p>{_short(s)}</p><span class=time>{s.day} 08:00</span></a>", is_dated=True),
    "a link around divs without a heading": _layout(lambda s, a: f"<a href='{a}'><div class=t>{s.title}</div><div class=d>{s.summary}</div></a>"),
    "only headlines": _layout(lambda s, a: f"<li><a href='{a}'>{s.title}</a></li>", around="<ul class=news>{}</ul>"),
    "headlines with times": _layout(lambda s, a: f"<li><a href='{a}'>{s.title}</a> <span class='date'>({s.day})</span></li>", around="<ul class=news>{}</ul>", is_dated=True),
    "times before the titles": _layout(lambda s, a: f"<div class=row><span class=date>{s.day} - 08:00</span><h4><a href='{a}'>{s.title}</a></h4></div>", is_dated=True),
    "times before titles in a flat row": _layout(lambda s, a: f"<span class=date>{s.day}</span><h4><a href='{a}'>{s.title}</a></h4><p>{_short(s)}</p>"),
    "time elements": _layout(lambda s, a: f"<article><time datetime='{'-'.join(reversed(s.day.split('/')))}T08:00:00+07:00'>2 giờ trước</time><h2><a href='{a}'>{s.title}</a></h2><p>{_short(s)}</p></article>", is_dated=True),
    "relative times": _layout(lambda s, a: f"<div class=item><h3><a href='{a}'>{s.title}</a></h3><span class=time>2 giờ trước</span><p>{_short(s)}</p></div>"),
    "rows of a table": _layout(lambda s, a: f"<tr><td><img src=x.jpg></td><td><a href='{a}'>{s.title}</a><br>{_short(s)}</td><td class=date>{s.day}</td></tr>", around="<table>{}</table>", is_dated=True),
    "WordPress": _layout(lambda s, a: f"<article class='post type-post'><header class=entry-header><h2 class=entry-title><a href='{a}' rel=bookmark>{s.title}</a></h2><div class=entry-meta><time class='entry-date published' datetime='{'-'.join(reversed(s.day.split('/')))}T08:00:00+07:00'>{s.day}</time> <a href='/author/lan'>Lan Chi Trần Thị Mẫu</a></div></header><div class=entry-summary><p>{s.summary} <a class=more-link href='{a}'>Đọc tiếp</a></p></div></article>", address=lambda s, n: f"/{s.slug}/", is_dated=True, around="<main class=site-main>{}</main>"),
    "whole texts one after another": _layout(lambda s, a: f"<div class=post><h2><a href='{a}'>{s.title}</a></h2><p>{s.summary}</p><p>{_LONG}</p><p>{s.summary[:120]} Cuộc họp kết thúc lúc trưa.</p><p>{_LONG}{_LONG}</p></div>"),
    "SharePoint": _layout(lambda s, a: f"<div class=NewsItem><a href='{a}' class=title title='{s.title}'>{s.title[:30]}...</a><div class=brief>{_short(s)}</div></div>", address=lambda s, n: f"/Pages/chi-tiet.aspx?ItemID={3100 + n}"),
    "Liferay": _layout(lambda s, a: f"<div class=portlet-body><a class=tieude href='{a}'>{s.title}</a><p class=ngay>({s.day})</p><p class=trichdan>{_short(s)}</p></div>", address=lambda s, n: f"/web/guest/chi-tiet?id={52000 + n}", is_dated=True),
    "titles in attributes of pictures": _layout(lambda s, a: f"<div class=thumb><a href='{a}' title='{s.title}'><img src=x.jpg alt='{s.title}'></a></div>"),
    "addresses without numbers": _layout(lambda s, a: f"<h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p>", address=lambda s, n: f"/kinh-te/{s.slug}.html"),
    "addresses by days": _layout(lambda s, a: f"<li><a href='{a}'>{s.title}</a><p>{_short(s)}</p></li>", address=lambda s, n: f"/2025/03/0{n % 4 + 1}/{s.slug}.htm", around="<ul>{}</ul>"),
    "another section's host": _layout(lambda s, a: f"<h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p>", address=lambda s, n: f"https://kinhdoanh.example.vn/{s.slug}-{4700000 + n}.html"),
    "calls itself an article": _layout(lambda s, a: f"<div class=item><h3><a href='{a}'>{s.title}</a></h3><p>{s.summary}</p></div>", head="<meta property=og:type content=article>"),
    "with a foreword": _layout(lambda s, a: f"<div class=item><h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p></div>", around="<h1>Kinh tế</h1><p class=desc>Trang Kinh tế cập nhật tin tức về đầu tư, ngân sách, thị trường và doanh nghiệp trên cả nước mỗi ngày.</p><div>{}</div>"),
    "one large card before small ones": _layout(lambda s, a: f"<div class=big><h2><a href='{a}'>{s.title}</a></h2><p>{s.summary}{s.summary}</p></div>" if s is STORIES[0] else f"<li><h4><a href='{a}'>{s.title}</a></h4></li>"),
    "a front page": _layout(lambda s, a: f"<div class=focus><h2><a href='{a}'>{s.title}</a></h2><p>{_short(s)}</p></div>", url=f"{HOST}/", title="Báo Mẫu: tin tức mới nhất trong ngày", head="<meta property=og:type content=website>"),
    "a menu that is no list": _layout(lambda s, a: f"<div class=item><h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p></div>", around="<div class='left-nav'><a href='/du-lieu-mo-va-cong-khai-ngan-sach'>Dữ liệu mở và công khai ngân sách</a></div><div>{}</div>"),
    "a search page": _layout(lambda s, a: f"<div class=search-item><h3><a href='{a}'>{s.title}</a></h3><p>...{s.summary[:140]}...</p></div>", around="<form action='/tim-kiem'><input name=q></form><div class='search-result'>{}</div>"),
    "relative addresses on a base": _layout(lambda s, a: f"<h3><a href='{a.removeprefix(HOST + '/')}'>{s.title}</a></h3><p>{_short(s)}</p>", address=lambda s, n: f"{HOST}/{s.slug}-{401000 + n}.html", head=f"<base href='{HOST}/'>", url=f"{HOST}/kinh-te/trang-2"),
    "short titles": _layout(lambda s,a:f"<li><a href='{a}'>{s.title}</a></li>",stories=[replace(s, title=' '.join(s.title.split()[:6])) for s in STORIES],around="<ul>{}</ul>"),
    "spans within links of headings": _layout(lambda s,a:f"<div class=story><h4 class='story__heading'><a class='cms-link' href='{a}'><span>{s.title}</span></a></h4><div class='story__summary'>{_short(s)}</div><time>{s.day}</time></div>",is_dated=True),
    "terms and their definitions": _layout(lambda s,a:f"<dt><a href='{a}'>{s.title}</a></dt><dd>{s.summary}</dd>",around="<dl>{}</dl>"),
    "a row for the title, a row for the summary": _layout(lambda s,a:f"<tr><td><a href='{a}'><b>{s.title}</b></a> <i>({s.day})</i></td></tr><tr><td>{s.summary}</td></tr>",around="<table>{}</table>",is_dated=True),
    "a table of titles and days": _layout(lambda s, a: f"<tr><td>1</td><td><a href='{a}'>{s.title}</a></td><td>{s.day}</td></tr>", around="<h2>Thông báo</h2><table>{}</table><div class=chan-trang><p>" + _LONG + "</p></div>", is_dated=True),
    "days before titles on one line": _layout(lambda s, a: f"<div class=row><span>{s.day}</span> <a href='{a}'>{s.title}</a></div>", is_dated=True),
    "a word on the section above titles and days": _layout(lambda s, a: f"<li><a href='{a}'>{s.title}</a> <i>({s.day})</i></li>", around="<h1>Thông báo</h1><p>" + _LONG + "</p><ul>{}</ul>", is_dated=True),
    "figures and their captions": _layout(lambda s,a:f"<figure><a href='{a}'><img alt='{s.title}'></a><figcaption><a href='{a}'>{s.title}</a></figcaption></figure>"),
    "numbers at the end of slugs": _layout(lambda s,a:f"<div class='news-item'><a class='news-item__title' href='{a}'>{s.title}</a><p class='news-item__sapo'>{s.summary}{_LONG}</p></div>",address=lambda s,n:f"/tin-tuc/{s.slug}-post{120000+n}.html"),
    "numbers of two and three digits in queries": _layout(lambda s,a:f"<p><span>»</span> <a href='{a}'>{s.title}</a></p>",address=lambda s,n:f"/index.php?option=com_content&id={700+n}"),
    "days in paragraphs": _layout(lambda s,a:f"<div class=box><a href='{a}'>{s.title}</a><p>Thứ ba, {s.day}, 08:00 (GMT+7)</p><p>{s.summary}</p></div>",is_dated=True),
    "days of changes": _layout(lambda s,a:f"<div class=box><h3><a href='{a}'>{s.title}</a></h3><span class=time>Cập nhật {s.day} 08:00</span></div>"),
    "a carousel": _layout(lambda s,a:f"<div class='swiper-slide'><div class=info><h3 class=title><a title='{s.title}' href='{a}'>{s.title}</a></h3></div></div>",around="<div class=swiper><div class=swiper-wrapper>{}</div></div>"),
    "a section's name before the title": _layout(lambda s,a:f"<div class=c><p class=cat>Kinh tế</p><h3><a href='{a}'>{s.title}</a></h3><ul><li>{_short(s)}</li></ul></div>"),
    "a whole card with section and author is a link": _layout(lambda s,a:f"<a href='{a}' class=lk><span class=cat>Kinh tế</span><strong>{s.title}</strong><span class=desc>{s.summary}</span><em>Lê Na</em></a>"),
    "links to the comments of each": _layout(lambda s,a:f"<div class=item><h3><a href='{a}'>{s.title}</a></h3><p>{s.summary}</p><p class=more><a href='{a}#comment'>12 bình luận về bài viết này</a></p></div>"),
    "boxes without names": _layout(lambda s,a:f"<div><div><div><a href='{a}'>{s.title}</a></div></div><div>{s.summary}</div></div>"),
    "headings of sections that are links": _layout(lambda s,a:f"<div class=zone><h2><a href='/kinh-te/tai-chinh-ngan-hang-va-chung-khoan'>Tài chính, ngân hàng và chứng khoán</a></h2><h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p></div>"),
    "titles in capitals": _layout(lambda s,a:f"<h3><a href='{a}'>{s.title}</a></h3><div>{s.summary}<br>{_LONG}</div>",stories=[replace(s,title=s.title.upper()) for s in STORIES]),
    "boxes named as those of a menu": _layout(lambda s,a:f"<li class='nav-item news'><h5><a href='{a}'>{s.title}</a></h5></li>",around="<ul>{}</ul>"),
    "rows with files to load": _layout(lambda s,a:f"<tr><td>{s.day}</td><td><a href='{a}'>{s.title}</a></td><td><a href='/vb/{s.slug}.pdf'>Tải về văn bản này tại đây</a></td></tr>",around="<table><tr><th>Ngày</th><th>Tên</th></tr>{}</table>",is_dated=True),
    "three articles": _layout(lambda s,a:f"<section><h2><a href='{a}'>{s.title}</a></h2><p>{s.summary}</p><p>{_LONG}</p></section>",stories=STORIES[:3]),
    "two articles": _layout(lambda s,a:f"<section><h2><a href='{a}'>{s.title}</a></h2><p>{s.summary}</p></section>",stories=STORIES[:2]),
    "numbers of one digit": _layout(lambda s,a:f"<h3><a href='{a}'>{s.title}</a></h3><p>{_short(s)}</p>",address=lambda s,n:f"/tin/{n+1}"),
    "four whole posts": _layout(lambda s,a:f"<article class='post'><h2 class='entry-title'><a href='{a}'>{s.title}</a></h2><div class='entry-content'><p>{s.summary}</p><p>{_LONG}</p><p>{_LONG}{s.title}.</p><p>{_LONG}{_LONG}</p></div></article>",address=lambda s,n:f"/{s.slug}/",stories=STORIES[:4]),
}  # fmt: skip
