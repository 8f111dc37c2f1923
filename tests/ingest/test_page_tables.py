"""Tables that a page's text announces are lines of it; others, and those that lay it out, are none."""

import pytest

from flows.ingest.pages import page

TITLE = "Huyện Tà Lương hỗ trợ các hộ có nhà hư hỏng sau mưa lũ"
BEFORE = "Ủy ban nhân dân huyện Tà Lương vừa duyệt danh sách hộ được hỗ trợ sau trận mưa đầu mùa, tiền lấy từ nguồn dự phòng của huyện và của tỉnh."
ANNOUNCED = "Số tiền hỗ trợ của từng xã như sau:"
AFTER = "Các xã phải chi trả xong trước ngày 15 tháng sau, có người dân giám sát và ký nhận tại nhà văn hóa của từng bản."
CELLS = "<tr><th>Xã</th><th>Số hộ</th><th>Hỗ trợ (triệu đồng)</th></tr><tr><td>Pờ Lung</td><td>42</td><td>630</td></tr><tr><td>Nậm Hồ</td><td>17</td><td>255,5</td></tr>"
CLOSED, START = "</th></tr>", "</thead><tbody>"
LINES = ["Xã: Số hộ; Hỗ trợ (triệu đồng).", "Pờ Lung: Số hộ: 42; Hỗ trợ (triệu đồng): 630.", "Nậm Hồ: Số hộ: 17; Hỗ trợ (triệu đồng): 255,5."]  # fmt: skip


def lines(table: str, announced: str = ANNOUNCED, box: str = "<div class=body>{}</div>") -> list[str]:
    """The lines that a table gives between the paragraphs around it."""
    text = box.format(f"<p>{BEFORE}</p><p>{announced}</p>{table}<p>{AFTER}</p>")
    content = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{text}</body></html>"
    body = (page(content)["body"] or "").split("\n")
    return body[body.index(announced) + 1 : body.index(AFTER)]


TABLES = {
    "with a row of headings": (CELLS, LINES),
    "with a body of its own": (f"<table><thead>{CELLS.replace(CLOSED, CLOSED + START)}</tbody></table>", LINES),
    "without headings": ("<tr><td>Xe con</td><td>35.000 đồng</td></tr><tr><td>Xe tải</td><td>52.000 đồng</td></tr>", ["Xe con: 35.000 đồng.", "Xe tải: 52.000 đồng."]),
    "cells that are paragraphs": ("<tr><td><p>Xe con</p></td><td><p><b>35.000</b> đồng</p></td></tr><tr><td><p>Xe tải</p></td><td><p>52.000 đồng</p></td></tr>", ["Xe con: 35.000 đồng.", "Xe tải: 52.000 đồng."]),
    "rows that are counted": ("<tr><td>TT</td><td>Xã</td><td>Số hộ</td></tr><tr><td>1</td><td>Pờ Lung</td><td>42</td></tr><tr><td>2</td><td>Nậm Hồ</td><td>17</td></tr>", ["Xã: Số hộ.", "Pờ Lung: Số hộ: 42.", "Nậm Hồ: Số hộ: 17."]),
    "a cell beside several rows": ("<tr><td>Xã</td><td>Loại</td><td>Số hộ</td></tr><tr><td rowspan=2>Pờ Lung</td><td>Nặng</td><td>12</td></tr><tr><td>Nhẹ</td><td>30</td></tr>", ["Xã: Loại; Số hộ.", "Pờ Lung: Loại: Nặng; Số hộ: 12.", "Pờ Lung: Loại: Nhẹ; Số hộ: 30."]),
    "a heading over several columns, a row that is one cell": ("<tr><th>Xã</th><th colspan=2>Số hộ theo năm</th></tr><tr><td>Pờ Lung</td><td>42</td><td>45</td></tr><tr><td colspan=3>Vùng thấp</td></tr><tr><td>Nậm Hồ</td><td>17</td><td></td></tr>", ["Xã: Số hộ theo năm.", "Pờ Lung: Số hộ theo năm: 42; Số hộ theo năm: 45.", "Vùng thấp.", "Nậm Hồ: Số hộ theo năm: 17."]),
}  # fmt: skip

NOT_LINES = {
    "of pictures": "<table><tr><td><img src=a.png></td><td>Bản Mo</td></tr><tr><td><img src=b.png></td><td>Bản Pheo</td></tr></table>",
    "of links": "<table><tr><td><a href='/1'>Trang một</a></td><td><a href='/2'>Trang hai</a></td></tr><tr><td>1</td><td>2</td></tr></table>",
    "of one column": "<table><tr><td>Mời bạn đọc đón xem</td></tr><tr><td>Bản in thứ sáu</td></tr></table>",
    "of one row": "<table><tr><td>Bản Mo</td><td>Bản Pheo</td></tr></table>",
    "of paragraphs": f"<table><tr><td>Bản Mo</td><td>{AFTER * 2}</td></tr><tr><td>Bản Pheo</td><td>Bản xa nhất</td></tr></table>",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_the_text_announces_is_a_line_a_row(name):
    rows, expected = TABLES[name]
    assert lines(rows if rows.startswith("<table") else f"<table>{rows}</table>") == expected


@pytest.mark.parametrize(
    "announced",
    [
        "Kết quả cụ thể:",
        "Bảng 2. Số hộ được hỗ trợ",
        "Số hộ của mỗi xã được nêu trong bảng dưới đây.",
        "Danh sách các xã được hỗ trợ như sau.",
    ],
)
def test_a_table_is_announced_by_a_colon_or_by_its_name(announced):
    assert lines(f"<div class=scroll><table>{CELLS}</table></div>", announced) == LINES


def test_a_caption_announces_its_table():
    said = "Huyện đã chốt số liệu vào chiều hôm qua."
    assert lines(f"<table><caption>Tiền hỗ trợ</caption>{CELLS}</table>", said) == ["Tiền hỗ trợ", *LINES]
    framed = f"<figure><table>{CELLS}</table><figcaption>Tiền hỗ trợ</figcaption></figure>"
    assert lines(framed, said) == [*LINES, "Tiền hỗ trợ"]


def test_a_table_among_paragraphs_of_the_page_itself_or_in_one_that_lays_it_out_is_read():
    table = f"<table>{CELLS}</table>"
    assert lines(table, box="{}") == LINES
    assert lines(table, box="<table><tr><td>Trang chủ</td><td>{}</td></tr></table>") == LINES


def test_a_table_that_nothing_announces_is_no_line():
    assert lines(f"<table>{CELLS}</table>", "Huyện đã chốt số liệu vào chiều hôm qua.") == []


@pytest.mark.parametrize("name", NOT_LINES)
def test_a_table_that_holds_no_figures_or_names_is_no_line(name):
    assert lines(NOT_LINES[name]) == []
