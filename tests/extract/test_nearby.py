"""Figures beside which somebody or some place stands that does not have them, and figures whose words are no sum, no share, no order."""

from functools import cache
from typing import Any

import polars as pl
import pytest

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import lexicon, read

# The paragraphs of an article; a figure; whose it is.
RUIN = (
    "Lào tuyên bố giải phóng Sông Mây",
    "Chi phí khôi phục cây cầu là 40 triệu USD.",
    "Tài sản của nữ diễn viên lên tới 3 triệu USD.",
)
SEIZED = ("Hải Phòng phá đường dây đánh đề", "Tang vật gồm hơn 2 tỷ đồng tiền mặt.")
STATE = (
    "Quốc hội bàn về ngân sách của Việt Nam",
    "Ngân sách bổ sung 1.300 tỷ đồng để chống bão.",
    "Bội chi là 4,7%.",
    "Khoảng 23% doanh nghiệp tư nhân có khách ở nước ngoài.",
    "Chức năng thận phục hồi 90%.",
    "Mức thuế với dầu là 710 đồng/lít.",
    "Chương trình quyên góp được 31 tỷ đồng.",
)
VOTED = (
    "Quốc hội thông qua chương trình giám sát",
    "Có 431 đại biểu tham gia biểu quyết, chiếm 88,3% tổng số đại biểu; 3 đại biểu không tán thành (0,6%).",
)
COUNCIL = ("Hải Phòng họp hội đồng", "Tại kỳ họp, 97% đại biểu HĐND đã biểu quyết thông qua.")
DELEGATION = (
    "Hải Phòng bầu trưởng đoàn",
    "Chiều nay, 100% đại biểu Quốc hội thành phố Hải Phòng đã bỏ phiếu.",
)
INSPECTED = (
    "Thanh tra ba dự án y tế",
    "Thanh tra làm việc tại dự án Bệnh viện Nhi Sông Mây.",
    "Ba dự án trên có tổng vốn hơn 9.000 tỷ đồng.",
)
WHOSE: list[tuple[tuple[str, ...], str, str | None]] = [
    # A land that the article is about has public money and what statistics count, and no one's fortune, bridge or kidney.
    (RUIN, "40 triệu USD", None),
    (RUIN, "3 triệu USD", None),
    (SEIZED, "2 tỷ đồng", None),
    (STATE, "1.300 tỷ đồng", "Việt Nam"),
    (STATE, "4,7%", "Việt Nam"),
    (STATE, "23%", "Việt Nam"),
    (STATE, "90%", None),
    (STATE, "710 đồng", "Việt Nam"),
    (STATE, "31 tỷ đồng", None),
    # Where it happened, whence they are who say it, what a thing is worth, where somebody lives; what a place gives is its own.
    (("Tin", "Trong vụ kiện ở Lào, Bun Ma có thể phải nộp số tiền hơn 8 triệu USD."), "8 triệu USD", None),
    (("Tin", "Các nhà nghiên cứu tại một trường của Pháp đã chỉ ra rằng khoảng 15% tài khoản là ảo."), "15%", None),
    (("Tin", "Cơ quan thống kê của Pháp cho biết 15% doanh nghiệp thiếu vốn."), "15%", "Pháp"),
    (("Tin", "Lào trồng nhiều chuối, nhưng rất nhỏ trên thị trường chuối toàn cầu khoảng 17 tỷ USD."), "17 tỷ USD", None),
    (("Tin", "Thái Lan chiếm 4,3% sản lượng gạo toàn cầu."), "4,3%", "Thái Lan"),
    (("Tin", "Hải quân Pháp cứu được chiến hạm trị giá 1,8 tỷ USD."), "1,8 tỷ USD", None),
    (("Tin", "Vợ chồng ở Lạng Sơn bỏ 3 tỷ đồng làm nhà."), "3 tỷ đồng", None),
    (("Tin", "Huyện Sông Mã đã thăm hỏi và hỗ trợ mỗi nạn nhân 3 triệu đồng."), "3 triệu đồng", "Sông Mã"),
    (("Tin", "Thái Lan, nước đã vượt qua Ấn Độ về xuất khẩu gạo, ghi nhận nhu cầu giảm 4,2%."), "4,2%", "Thái Lan"),
    # The assembly has what its deputies did, no land; a delegation and a council have their own.
    (VOTED, "88,3%", "Quốc hội"),
    (VOTED, "0,6%", "Quốc hội"),
    (COUNCIL, "97%", None),
    (DELEGATION, "100%", None),
    # The whole is none of who has a part of it, several projects none of one, the next item none of the first.
    (("Tin", "Công ty Gió Biển đạt lợi nhuận 8 tỷ USD trên tổng số 9 tỷ USD lợi nhuận của cả thị trường."), "9 tỷ USD", None),
    (("Tin", "Công ty Gió Biển đạt lợi nhuận 8 tỷ USD trên tổng số 9 tỷ USD lợi nhuận của cả thị trường."), "8 tỷ USD", "Công ty Gió Biển"),
    (INSPECTED, "9.000 tỷ đồng", None),
    (("Tin", "Sở kiểm tra tại ba nơi là TP Vinh, TX Cửa Lò và TX Thái Hòa cùng 17 dự án."), "17 dự án", None),
    (("Tin", "Giá heo hơi bán về Hải Phòng ở mức 34.000 đồng/kg, heo hơi đi Lào có giá 32.000 đồng/kg."), "32.000 đồng", None),
    (("Tin", "Xe Sao Mai về Việt Nam có giá bán từ 2,6 tỷ đồng."), "2,6 tỷ đồng", None),
]  # fmt: skip

# A sentence; a figure; a column; what it holds.
READ: list[tuple[str, str, str, Any]] = [
    ("Ông đã đóng gần hết tổng giá trị căn hộ, chỉ còn 5% chờ đến khi nhận sổ.", "5%", "kind", "share"),
    ("Lãi suất năm đầu là 7%, năm sau chỉ còn 5%.", "5%", "kind", "level"),
    ("Số máy tăng 30% trong năm 2016, tập trung ở châu Á, với 16% người dùng cài phần mềm.", "16%", "kind", "share"),
    ("Số người dùng đã tăng 16%.", "16%", "kind", "growth"),
    ("Thanh tra yêu cầu điều chỉnh; giảm chi bảo hiểm là 1,9 tỷ đồng; kinh phí giảm nghèo là 3 tỷ đồng.", "1,9 tỷ", "kind", "change"),
    ("Thanh tra yêu cầu điều chỉnh; giảm chi bảo hiểm là 1,9 tỷ đồng; kinh phí giảm nghèo là 3 tỷ đồng.", "3 tỷ", "kind", "level"),
    ("Giao tranh kéo dài và chi phí khôi phục hạ tầng có thể lên hơn 1 tỷ USD.", "1 tỷ USD", "status", "forecast"),
    ("Tỉnh giao các sở hạ chi phí xuống 3 tỷ đồng.", "3 tỷ đồng", "status", "target"),
    ("Tỷ lệ cổ tức dự chi cho năm 2016 là 50% bằng tiền.", "50%", "status", "forecast"),
    ("Máy có giá bán đề nghị là 16 triệu đồng.", "16 triệu đồng", "status", "actual"),
    ("Ba máy có giá lần lượt khoảng 34 triệu đồng, 22 triệu đồng và 13 triệu đồng.", "22 triệu", "comparator", "approx"),
    ("Ba máy có giá lần lượt khoảng 34 triệu đồng, 22 triệu đồng và 13 triệu đồng.", "13 triệu", "comparator", "approx"),
    ("Ba máy có giá lần lượt là 34 triệu đồng, 22 triệu đồng và 13 triệu đồng.", "13 triệu", "comparator", "eq"),
    ("Một máy giá khoảng 34 triệu đồng, máy kia 22 triệu đồng.", "22 triệu", "comparator", "eq"),
    ("Anh trả 90 bảng tiền phạt.", "90 bảng", "unit", "GBP"),
    ("Tỷ giá trung tâm tăng 1 đồng.", "1 đồng", "value", 1),
]  # fmt: skip
# A saying and a misprint tell no sum.
UNREAD = [
    "Bác nhắc rằng một hạt gạo, một đồng tiền đều là mồ hôi.",
    "Chị không lấy một đồng lương nào.",
    "Ngân hàng bán ra ở mức 21.7350 đồng/USD.",
    "Mười hai đội được chia làm 3 bảng thi đấu vòng tròn.",
    "Gió lớn làm đổ hai bảng quảng cáo.",
]


@cache
def told() -> pl.DataFrame:
    """The measurements of all articles above, read in one batch."""
    articles = {text for text, *_ in WHOSE} | {(text,) for text in [*(text for text, *_ in READ), *UNREAD]}
    lines = [{"id": "\n\n".join(a), "text": "\n\n".join(a), "published_on": "2025-10-15"} for a in sorted(articles)]  # fmt: skip
    return extract.facts(read(article_rows(lines), lexicon.load()), lexicon.load())["measurements"]


def of(text: tuple[str, ...], surface: str, column: str) -> Any:
    article = pl.col("article_id") == "\n\n".join(text)
    return told().filter(article, pl.col("surface").str.starts_with(surface)).row(0, named=True)[column]


@pytest.mark.parametrize(("text", "surface", "subject"), WHOSE)
def test_who_only_stands_nearby_has_no_figure(text: tuple[str, ...], surface: str, subject: str | None):
    assert of(text, surface, "subject") == subject


@pytest.mark.parametrize(("text", "surface", "column", "wanted"), READ)
def test_words_of_a_part_an_order_and_a_list_are_read_as_such(
    text: str, surface: str, column: str, wanted: Any
):
    assert of((text,), surface, column) == wanted


@pytest.mark.parametrize("text", UNREAD)
def test_a_saying_and_a_misprint_tell_no_sum(text: str):
    assert told().filter(pl.col("article_id") == text).is_empty()
