"""Article pages of invented papers and portals in many layouts; what each of them says, and what stands beside it."""

from dataclasses import dataclass

TITLE = "Huyện Mường Sen xây thêm bốn trường mầm non ở các bản xa"
LEAD = "Bốn ngôi trường mới sẽ đón hơn sáu trăm cháu nhỏ ngay từ năm học tới, theo kế hoạch mà huyện vừa công bố trong tuần."
BODY = [
    "Chủ tịch Ủy ban nhân dân huyện Lò Thị Mẫu cho biết tổng vốn của bốn công trình là 86,5 tỷ đồng, lấy từ ngân sách tỉnh và nguồn xã hội hóa.",
    "Mỗi trường có sáu phòng học, một bếp ăn bán trú và sân chơi có mái che, đặt ở nơi mà trẻ em đi bộ không quá hai cây số.",
    "Bà con các bản đã hiến 1,2 ha đất và góp gần hai nghìn ngày công để san nền, làm đường vào trường trước mùa mưa năm nay.",
    "Theo phòng giáo dục huyện, ba mươi hai giáo viên mới sẽ được tuyển trong quý ba, ưu tiên người biết tiếng dân tộc của địa phương.",
    "Huyện đặt mục tiêu đến năm 2027 không còn lớp học tạm, lớp học nhờ ở cả mười bốn xã, thị trấn trên địa bàn.",
]
OTHER = ["Thành phố Lam Giang mở thêm ba tuyến xe buýt điện nội đô", "Cảng Vân Thủy đón 91.000 lượt tàu trong một năm bận rộn", "Sở Y tế Hòa Sơn tuyển 640 bác sĩ về tuyến xã"]  # fmt: skip
TEASE = "Ba tuyến xe buýt điện mới nối bến xe phía nam với khu công nghiệp, giá vé 7.000 đồng một lượt, chạy từ năm giờ sáng đến mười giờ đêm mỗi ngày."
CAPTION = "Các cháu lớp mẫu giáo bản Nà Pheo trong giờ học múa hát buổi sáng đầu tuần. Ảnh: Lê Na"
COMMENT = "Mong huyện làm nhanh, bản tôi có 45 cháu vẫn phải học nhờ nhà văn hóa đã bốn năm nay rồi, mùa đông rét lắm."
ABOUT = "Giấy phép hoạt động báo điện tử số 12/GP ngày 01/02/2020. Tổng biên tập: Trần Thị Mẫu. Ghi rõ nguồn khi phát lại thông tin từ trang này."
URL = "https://bao.example.vn/giao-duc/huyen-muong-sen-xay-them-bon-truong-mam-non-518822.html"
BESIDE = (*OTHER, TEASE, COMMENT, ABOUT)


@dataclass(frozen=True)
class ArticlePage:
    """A page; the day and the author that it states (null: none), and what of it is no part of the text."""

    content: str
    day: str | None = "2025-03-04"
    byline: str | None = None
    has_lead: bool = True
    absent: tuple[str, ...] = BESIDE


def _ps(texts: list[str] | None = None) -> str:
    return "".join(f"<p>{t}</p>" for t in texts or BODY)


def _page(body: str, head: str = "", title: str = f"{TITLE} | Báo Mẫu") -> str:
    menu = "".join(
        f"<li><a href='/{n}'>{t}</a></li>"
        for n, t in enumerate(
            ["Thời sự", "Kinh tế", "Giáo dục", "Khoa học và Công nghệ", "Phát triển bền vững"]
        )
    )
    return f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>{title}</title>{head}</head><body><ul class=main-menu>{menu}</ul>{body}<div class=footer><p>{ABOUT}</p></div></body></html>"


def _cards(tag: str = "h3") -> str:
    return "".join(
        f"<div class=item><{tag}><a href='/tin-{518000 + n}.html'>{t}</a></{tag}><p>{TEASE}</p></div>"
        for n, t in enumerate(OTHER * 4)
    )


def _links() -> str:
    return "".join(f"<li><a href='/tin-{518000 + n}.html'>{t}</a></li>" for n, t in enumerate(OTHER))


TIME = "<span class=date>04/03/2025 08:00</span>"
SAPO = f"<p class=sapo>{LEAD}</p>"
STATED = "<meta property=article:published_time content=2025-03-04T08:00:00+07:00>"

ARTICLES: dict[str, ArticlePage] = {
    "plain": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div>")),
    "many cards with summaries below": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div class=more-stories>{_cards()}</div>")),
    "many cards with summaries above": ArticlePage(_page(f"<div class=hot>{_cards()}</div><div class=main><h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div></div>")),
    "cards in a column beside": ArticlePage(_page(f"<div class=left><h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div></div><div class=right>{_cards('h4')}</div>")),
    "a short one among many cards": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}</div><div class=more>{_cards()}</div>", STATED)),
    "related links after each paragraph": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>" + "".join(f"<p>{p}</p><p><a href='/tin-{518000 + n}.html'>{OTHER[n % 3]}</a></p>" for n, p in enumerate(BODY)) + "</div>", STATED)),
    "related links before the body": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=relate-container><ul>{_links()}</ul></div><div class=body>{_ps()}</div>")),
    "a box within": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<div class='box-news-related'><h4><a href='/tin-518001.html'>{OTHER[0]}</a></h4><p>{TEASE}</p></div>{_ps(BODY[2:])}</div>")),
    "a box of see-also within": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:3])}<p><strong>Xem thêm:</strong> <a href='/tin-518001.html'>{OTHER[0]}</a></p>{_ps(BODY[3:])}</div>")),
    "comments": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div id=binh-luan><h3>Bình luận (2)</h3><div class=cm><b>Lan</b><p>{COMMENT}</p></div></div>")),
    "a figure with its caption": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>{_ps(BODY[2:])}</div>"), absent=(*BESIDE, CAPTION)),
    "a caption in a table": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<table class=picture><tr><td class=pic><img src=a.jpg></td></tr><tr><td class=caption>{CAPTION}</td></tr></table>{_ps(BODY[2:])}</div>"), absent=(*BESIDE, CAPTION)),
    "a caption in a div": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<div class='VCSortableInPreviewMode' type=Photo><div><img src=a.jpg></div><div class='PhotoCMS_Caption'><p data-placeholder=''>{CAPTION}</p></div></div>{_ps(BODY[2:])}</div>"), absent=(*BESIDE, CAPTION)),
    "a caption in a paragraph": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<p class=Image><img src=a.jpg></p><p class='t-caption'>{CAPTION}</p>{_ps(BODY[2:])}</div>"), absent=(*BESIDE, CAPTION)),
    "a portal's place and day": ArticlePage(_page(f"<div class=portlet><div class=title>{TITLE}</div><div>Mường Sen, ngày 4 tháng 3 năm 2025</div><div class=brief>{LEAD}</div><div class=content>{_ps()}</div></div>", title=TITLE)),
    "a layout table": ArticlePage(_page(f"<table><tr><td class=left><ul>{_links()}</ul></td><td><table><tr><td class=title>{TITLE}</td></tr><tr><td class=date>04/03/2025</td></tr><tr><td class=sapo>{LEAD}</td></tr><tr><td>{_ps()}</td></tr></table></td></tr></table>", title=TITLE)),
    "lines broken by br": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=content>{'<br/><br/>'.join(BODY)}</div>")),
    "paragraphs of divs": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}<div class=sapo>{LEAD}</div><div class=content>{''.join(f'<div>{p}</div>' for p in BODY)}</div>")),
    "spans and fonts": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=content>{''.join(f'<p><span style=x><font>{p}</font></span></p>' for p in BODY)}</div>")),
    "an author of its own": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}<p class=author><strong>Lê Na</strong></p></div>", "<meta name=author content='Lê Na'>"), byline="Lê Na"),
    "the headline is a link to itself": ArticlePage(_page(f"<h1><a href='{URL}'>{TITLE}</a></h1>{TIME}{SAPO}<div class=body>{_ps()}</div>", f"<link rel=canonical href='{URL}'>")),
    "tags and share buttons": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}<div class=social-share><a href='#'>Chia sẻ bài viết này lên mạng xã hội</a></div>{SAPO}<div class=body>{_ps()}</div><div class=tags><a href='/tag/mam-non'>trường mầm non</a><a href='/tag/muong-sen'>huyện Mường Sen</a></div>"), absent=(*BESIDE, "Chia sẻ bài viết", "trường mầm non\n")),
    "most read in the middle": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:3])}<div class='box-most-read'><div class=tt>Đọc nhiều</div>{_cards()}</div>{_ps(BODY[3:])}</div>")),
    "JSON-LD alone tells its day": ArticlePage(_page(f"<h1>{TITLE}</h1>{SAPO}<div class=body>{_ps()}</div>", '<script type="application/ld+json">{"@type":"NewsArticle","headline":"' + TITLE + '","datePublished":"2025-03-04T01:00:00Z","author":{"@type":"Person","name":"Lê Na"}}</script>'), byline="Lê Na"),
    "without a day": ArticlePage(_page(f"<h1>{TITLE}</h1>{SAPO}<div class=body>{_ps()}</div>"), day=None),
    "a day of a change alone": ArticlePage(_page(f"<h1>{TITLE}</h1><span class=date>Cập nhật: 06/03/2025 09:00</span>{SAPO}<div class=body>{_ps()}</div>"), day=None),
    "teasers that are links as a whole": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div class=grid>"+"".join(f"<a class=card href='/tin-{518000+n}.html'><h3>{t}</h3><p>{TEASE}</p></a>" for n,t in enumerate(OTHER*4))+"</div>")),
    "teasers whose titles are no headings": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div class=grid>"+"".join(f"<div class=it><div class=ttl><a href='/tin-{518000+n}.html'>{t}</a></div><div class=sum>{TEASE}</div></div>" for n,t in enumerate(OTHER*4))+"</div>")),
    "a column of teasers above": ArticlePage(_page("<div class=grid>"+"".join(f"<div class=it><div class=ttl><a href='/tin-{518000+n}.html'>{t}</a></div><div class=sum>{TEASE}</div></div>" for n,t in enumerate(OTHER*4))+f"</div><h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div>")),
    "a short one among many cards that states nothing": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}</div><div class=more>{_cards()}</div>")),
    "an article and an aside": ArticlePage(_page(f"<article><h1>{TITLE}</h1>{TIME}{SAPO}{_ps()}</article><aside>{_cards()}</aside>")),
    "a section's heading that is a link": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<h2><a href='/chuyen-de/truong-mam-non-vung-cao-12'>Trường mầm non vùng cao cần gì</a></h2>{_ps(BODY[2:])}</div>"),absent=BESIDE),
    "related links after each paragraph, nothing stated": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>"+"".join(f"<p>{p}</p><p><a href='/tin-{518000+n}.html'>{OTHER[n%3]}</a></p>" for n,p in enumerate(BODY))+"</div>")),
    "related headings after each paragraph": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>"+"".join(f"<p>{p}</p><h4><a href='/tin-{518000+n}.html'>{OTHER[n%3]}</a></h4>" for n,p in enumerate(BODY))+"</div>")),
    "links within sentences": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>"+"".join(f"<p>{p.split(' ',6)[0]} <a href='/tu-khoa-dai-hon-nam-chu-{400000+n}.html'>{' '.join(p.split(' ')[1:8])}</a> {' '.join(p.split(' ')[8:])}</p>" for n,p in enumerate(BODY))+"</div>")),
    "sentences that begin with links": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>"+"".join(f"<p><a href='/tu-khoa-dai-hon-nam-chu-{400000+n}.html'>{' '.join(p.split(' ')[:9])}</a> {' '.join(p.split(' ')[9:])}</p>" for n,p in enumerate(BODY))+"</div>")),
    "a table of figures": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:3])}<table><tr><td>Xã</td><td>Số cháu</td></tr><tr><td>Nà Pheo</td><td>145</td></tr></table>{_ps(BODY[3:])}</div>"),absent=(*BESIDE,"Nà Pheo")),
    "a request to log in": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div class='login-box'><p>Vui lòng đăng nhập hoặc đăng ký để gửi bình luận của bạn về bài viết này tới tòa soạn.</p></div>"),absent=(*BESIDE,"Vui lòng đăng nhập")),
    "a request to subscribe": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}<div class='newsletter'><p>Đăng ký nhận bản tin mỗi sáng của chúng tôi để không bỏ lỡ tin tức quan trọng nào trong ngày.</p></div></div>"),absent=(*BESIDE,"Đăng ký nhận bản tin")),
    "an audio player": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}<div class='audio'><span>Nghe đọc bài</span><span>5:02</span></div>{SAPO}<div class=body>{_ps()}</div>")),
    "a gallery below": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}<div class=gallery><div class=item><img src=a.jpg><div class=desc-photo>{CAPTION}</div></div></div></div>"),absent=BESIDE),
    "a day after the author": ArticlePage(_page(f"<h1>{TITLE}</h1><div class=meta><a href='/tac-gia/le-na'>Lê Na</a> <span>•</span> <span class=dt>04/03/2025, 08:00</span></div>{SAPO}<div class=body>{_ps()}</div>")),
    "an old portal": ArticlePage(_page(f"<div class=detail><h2 class=tit>{TITLE}</h2><p class=dt>Thứ ba, 04/03/2025</p><p><b>{LEAD}</b></p>{_ps()}</div><h3>Các tin khác</h3><ul>{_links()}</ul>")),
    "a form that holds the page, a site's title": ArticlePage(_page(f"<form id=aspnetForm><table width=980><tr><td class=leftmenu><a href=/1>Trang chủ</a></td><td><table><tr><td><span id=ctl00_lblTitle class=newsTitle>{TITLE}</span></td></tr><tr><td><span class=newsDate>(04/03/2025 10:20 SA)</span></td></tr><tr><td><div class=newsSapo><b>{LEAD}</b></div></td></tr><tr><td><div class=newsContent>{''.join(f'<div>{p}</div>' for p in BODY)}</div></td></tr><tr><td><b>Các tin đã đưa</b><ul>{_links()}</ul></td></tr></table></td></tr></table></form>", title="Cổng thông tin điện tử huyện")),
    "signed to the right": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}<p style='text-align:right'><strong>Lê Na</strong></p></div>"), byline="Lê Na"),
    "signed by a class": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}<p class=pAuthor>Lò Na Sen</p></div>"), byline="Lò Na Sen"),
    "a lead in a font of its own": ArticlePage(_page(f"<center><font size=5><b>{TITLE}</b></font></center><br><font size=2>Ngày 04/03/2025</font><br><br><font size=3><b>{LEAD}</b></font><br>{''.join(f'<p align=justify><font size=3>{p}</font></p>' for p in BODY)}<hr><font size=2><b>Tin cùng loại</b></font><ul>{_links()}</ul>", title=TITLE)),
    "advertisements within": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps(BODY[:2])}<div class=ads-zone><span>Quảng cáo</span><p>Mua hai tặng một, giảm nửa giá cho khách đặt trước ngày 30.</p></div>{_ps(BODY[2:4])}<p>- Quảng cáo -</p>{_ps(BODY[4:])}</div>"), absent=(*BESIDE, "Mua hai", "Quảng cáo")),
    "who made it": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div class=credit><p>Nội dung: <b>Lê Na</b></p><p>Thiết kế: <b>Lò Sen</b></p></div>"), absent=(*BESIDE, "Thiết kế")),
    "a name under words and pictures": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}<p class=tac-gia>Bài và ảnh: Lê Na</p></div>"), byline="Lê Na"),
    "a site's name before the title": ArticlePage(_page(f"<div itemscope><div class=header><h3 itemprop=headline>{TITLE}</h3></div><time itemprop=datePublished datetime=2025-03-04>04.03.2025</time><div class=teaser-text>{LEAD}</div><div itemprop=articleBody>{_ps()}</div></div>", title=f"Báo Mẫu: {TITLE}")),
    "a date beside the size of letters": ArticlePage(_page(f"<div class=tieude>{TITLE}</div><div class=ngaydang>Ngày đăng: 04/03/2025 | Lượt xem: 155 | Cỡ chữ: A- A+</div><div class=tomtat>{LEAD}</div>{_ps()}")),
    "an appeal and a contact": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><div class=c-donate><p>Ủng hộ tòa soạn qua tài khoản 0011223344, nội dung ghi rõ họ tên.</p></div><p class=contact>Liên hệ: Văn phòng, điện thoại 0238.000.111.</p>"), absent=(*BESIDE, "Ủng hộ", "Liên hệ")),
    "paragraphs in boxes of their own": ArticlePage(_page(f"<h1>{TITLE}</h1>{SAPO}<div class=body>{''.join(f'<section><p>{p}</p></section>' for p in BODY)}</div>", STATED)),
    "an attachment": ArticlePage(_page(f"<h1>{TITLE}</h1>{TIME}{SAPO}<div class=body>{_ps()}</div><details><summary>Tệp đính kèm</summary><p>Quyết định phê duyệt dự án (bản quét), 2 MB.</p></details>"), absent=(*BESIDE, "bản quét")),
}  # fmt: skip
