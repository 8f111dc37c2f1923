"""Pages whose text stands in several blocks: live blogs, digests, parts, the page itself; what stands beside them is none of it."""

import pytest

from flows.ingest.pages import NotAnArticle, page

TITLE = "Huyện Tà Lương dọn xong các điểm sạt lở sau trận mưa đầu mùa"
LEAD = "Từ sáng sớm nay, hơn bốn trăm người của các lực lượng ở huyện Tà Lương đã ra đường dọn đất đá, dựng lại cột điện và đưa bà con về nhà."
ROAD = "Chủ tịch Ủy ban nhân dân xã Pờ Lung cho biết tuyến đường liên xã đã thông một làn xe, tổng chi phí khắc phục khoảng 2,4 tỷ đồng."
BRIDGE = "Sửa cầu treo hết 5,3 tỷ đồng."
POWER = "Điện lực huyện đã đóng điện lại cho 1.860 hộ ở bốn xã vùng thấp, còn 240 hộ ở hai bản cao nhất phải đợi thêm một ngày."
HEALTH = "Trạm y tế các xã đã phun khử khuẩn ở 16 điểm dân cư, phát thuốc cho những nhà bị nước vào, chưa ghi nhận ca bệnh nào theo báo cáo nhanh của trung tâm y tế huyện gửi lúc mười giờ."
SCHOOL = "Nhà trường ở bản Mo cho học sinh nghỉ thêm hai ngày, thầy cô chia nhau đến từng nhà giao bài cho các em lớp nhỏ."
OTHER = "Cổng thông tin của huyện là nơi người dân gửi phản ánh về đường sá, điện nước, mỗi phản ánh được trả lời trong ba ngày."
STATED = "<meta property='article:published_time' content='2025-05-06T08:00:00+07:00'>"
MENU = "<ul class=menu><li><a href='/1'>Thời sự</a></li><li><a href='/2'>Kinh tế</a></li></ul>"
FOOTER = "<div class=footer><p>Giấy phép số 9 ngày 3/4/2019. Ghi rõ nguồn khi dùng lại tin của trang này.</p></div>"


def html(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{TITLE}</title>{head}</head><body>{MENU}{body}{FOOTER}</body></html>"


def ps(*texts: str) -> str:
    return "".join(f"<p>{t}</p>" for t in texts)


def item(heading: str, *texts: str, tag: str = "div") -> str:
    return f"<{tag} class=item>{heading}{ps(*texts)}</{tag}>"


HEAD = f"<h1>{TITLE}</h1>"
DIGEST = item("<h2>Cầu bản Mo</h2>", ROAD, BRIDGE), item("<h2>Có điện</h2>", POWER, HEALTH), item("<h2>Trường học</h2>", SCHOOL)  # fmt: skip
DIGEST_LINES = ["Cầu bản Mo", ROAD, BRIDGE, "Có điện", POWER, HEALTH, "Trường học", SCHOOL]
LIVE = (("8:20", "Thông đường", ROAD), ("10:05", "Có điện", POWER), ("11:00", "Khử khuẩn", HEALTH))

BLOCKS = {
    "a lead, then items with their hours": (f"{HEAD}<div class=content><p>{LEAD}</p>{item('<b>8h20</b>', ROAD)}{item('<b>10h05</b>', POWER, HEALTH)}</div>", [LEAD, "8h20", ROAD, "10h05", POWER, HEALTH]),
    "a digest in a box": (f"{HEAD}<div class=body>{''.join(DIGEST)}</div>", DIGEST_LINES),
    "a digest beside its headline": (f"<article>{HEAD}<p class=sapo>{LEAD}</p>{''.join(DIGEST)}</article>", DIGEST_LINES),
    "sections of the page itself": (HEAD + "".join(DIGEST).replace("div", "section"), DIGEST_LINES),
    "articles below one headline": (f"<main>{HEAD}<article>{ps(ROAD, BRIDGE)}</article><article>{ps(POWER, HEALTH)}</article></main>", [ROAD, BRIDGE, POWER, HEALTH]),
    "items of a list": (f"{HEAD}<ul class=live>{''.join(f'<li><span>{hour}</span><h3>{what}</h3><p>{text}</p></li>' for hour, what, text in LIVE)}</ul>", [part for entry in LIVE for part in entry]),
    "items whose texts have boxes of their own": (f"{HEAD}<div class=live>{''.join(f'<div class=ev><time>{hour}</time><div class=tx><p>{text}</p></div></div>' for hour, _, text in LIVE)}</div>", ["8:20", ROAD, "10:05", POWER, "11:00", HEALTH]),
    "items of two days, their hours in boxes": (f"{HEAD}<div class=live>{''.join(f'<div class=day>{entries}</div>' for entries in (''.join(f'<div class=ev><div class=t>{hour}</div><div class=tx><p>{text}</p></div></div>' for hour, _, text in LIVE[:2]), f'<div class=ev><div class=t>7:00</div><div class=tx><p>{HEALTH}</p></div></div>'))}</div>", ["8:20", ROAD, "10:05", POWER, "7:00", HEALTH]),
    "items whose lines are all boxes": (HEAD + "".join(f"<div class=item><div class=t>{hour}</div>{''.join(f'<div>{t}</div>' for t in texts)}</div>" for hour, *texts in (("8h20", ROAD), ("10h05", POWER, HEALTH), ("14h", SCHOOL))), ["8h20", ROAD, "10h05", POWER, HEALTH, "14h", SCHOOL]),
    "articles of which each has a heading and the page none": (f"<article><h2>Cầu bản Mo</h2>{ps(ROAD, BRIDGE)}</article><article><h2>Có điện</h2>{ps(POWER, HEALTH)}</article>", ["Cầu bản Mo", ROAD, BRIDGE, "Có điện", POWER, HEALTH]),
    "parts around a quotation": (f"{HEAD}<div class=nd><div class=text>{ps(LEAD, ROAD)}</div><blockquote><p>{SCHOOL}</p></blockquote><div class=text>{ps(POWER, HEALTH)}</div></div>", [LEAD, ROAD, SCHOOL, POWER, HEALTH]),
    "parts with a banner between them": (f"{HEAD}<div class=part1>{ps(LEAD, ROAD, BRIDGE)}</div><div class=banner><img src=a.png></div><div class=part2>{ps(POWER, HEALTH, SCHOOL)}</div>", [LEAD, ROAD, BRIDGE, POWER, HEALTH, SCHOOL]),
    "parts by different names": (f"{HEAD}<div class=mo-dau>{ps(LEAD, ROAD)}</div><div class=noi-dung>{ps(POWER, HEALTH, SCHOOL)}</div>", [LEAD, ROAD, POWER, HEALTH, SCHOOL]),
    "short blocks of which none is the article's": (f"{HEAD}<div class=a>{ps(ROAD)}</div><div class=b>{ps(HEALTH)}</div>", [ROAD, HEALTH]),
    "a list among paragraphs of the page itself": (f"{HEAD}{ps(LEAD, ROAD)}<ul><li>Xã Pờ Lung: 12 nhà tốc mái, thiệt hại 1,1 tỷ đồng</li><li>Xã Nậm Hồ: 3 nhà sập</li></ul>{ps(POWER)}", [LEAD, ROAD, "- Xã Pờ Lung: 12 nhà tốc mái, thiệt hại 1,1 tỷ đồng", "- Xã Nậm Hồ: 3 nhà sập", POWER]),
    "a list that closes the page's own text": (f"{HEAD}{ps(LEAD, ROAD, POWER)}<ol><li>Xã Pờ Lung: 12 nhà tốc mái</li><li>Xã Nậm Hồ: 3 nhà sập</li></ol>", [LEAD, ROAD, POWER, "- Xã Pờ Lung: 12 nhà tốc mái", "- Xã Nậm Hồ: 3 nhà sập"]),
    "a heading among paragraphs of the page itself": (f"{HEAD}{ps(LEAD)}<h3>Cầu bản Mo</h3>{ps(ROAD, BRIDGE, POWER)}", [LEAD, "Cầu bản Mo", ROAD, BRIDGE, POWER]),
}  # fmt: skip

BESIDE = {
    "a column beside": f"<div class=row><div class='col-md-8'>{HEAD}{ps(LEAD, ROAD, POWER)}</div><div class='col-md-4'>{ps(OTHER, OTHER)}</div></div>",
    "a column beside, below the headline": f"{HEAD}<div class=row><div class='col-md-8'>{ps(LEAD, ROAD, POWER)}</div><div class='col-md-4'>{ps(OTHER, OTHER)}</div></div>",
    "a note below": f"{HEAD}<div class=wrap><div class=nd>{ps(LEAD, ROAD, POWER)}</div><p class=note>{OTHER}</p></div>",
    "boxes by the same name": f"{HEAD}<div class=box>{ps(LEAD, ROAD, POWER)}</div><div class=box><h4>Phản ánh</h4><p>{OTHER}</p></div>",
    "what readers say": f"{HEAD}<div class=body>{ps(LEAD, ROAD, POWER)}</div><div class=cm><b>Lan</b><p>{OTHER}</p></div><div class=cm><b>Hoa</b><p>{OTHER}</p></div>",
    "the next article": f"<article>{HEAD}{ps(LEAD, ROAD, POWER)}</article><article><h1>Thành phố Vân Khê mở tuyến buýt điện</h1>{ps(OTHER, HEALTH, HEALTH)}</article>",
    "the next article in a box of its own": f"<div class=bai>{HEAD}<div class=nd>{ps(LEAD, ROAD, POWER)}</div></div><div class=bai><h1>Thành phố Vân Khê mở tuyến buýt điện</h1><div class=nd>{ps(OTHER, HEALTH, HEALTH)}</div></div>",
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_of_a_text_stand_as_on_the_page_with_their_headings_and_none_is_lost(name):
    body, lines = BLOCKS[name]
    read = page(html(body))
    assert [*([read["lead"]] if read["lead"] in lines else []), *read["body"].split("\n")] == lines


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_an_article_in_a_box_like_its_own_is_none_of_it(name):
    body = page(html(BESIDE[name]))["body"]
    assert OTHER not in body and HEALTH not in body
    assert [text for text in (LEAD, ROAD, POWER) if text not in body] == []


def test_a_body_may_have_headings_like_its_own_headline():
    parts = f"<section class=s>{HEAD}<p>{LEAD}</p></section><section class=s><h1>Sửa đường</h1>{ps(ROAD)}<h1>Có điện</h1>{ps(POWER, HEALTH)}</section>"
    body = page(html(parts))["body"]
    assert [text for text in (ROAD, "Có điện", POWER, HEALTH) if text not in body] == []


def test_short_items_are_an_article_where_the_page_states_that_it_is_one():
    items = item("<b>8h20</b>", POWER[:80] + ".") + item("<b>10h05</b>", ROAD[:90] + ".")
    content = f"{HEAD}<div class=content>{items}</div>"
    assert page(html(content, STATED))["body"].startswith("8h20\n" + POWER[:80])
    with pytest.raises(NotAnArticle, match="stand together as one"):
        page(html(content))
