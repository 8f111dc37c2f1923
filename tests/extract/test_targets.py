"""How much of its sentence a goal is told with, and what is told as missed."""

from datetime import date

import polars as pl

from flows import extract
from flows.ingest.texts import article_rows
from flows.read import lexicon, read

GOALS = {
    "Mục tiêu của trường là đào tạo kỹ sư về cầu đường, thủy lợi và cấp nước.": "đào tạo kỹ sư về cầu đường, thủy lợi và cấp nước",
    "Mục tiêu của huyện là nâng chất lượng lớp học ban ngày, giảm số em bỏ học.": "nâng chất lượng lớp học ban ngày",
    "Đến năm 2031, 100% bến đò có phao cứu sinh, mái che nắng.": "100% bến đò có phao cứu sinh",
    "Tỉnh Sơn La phấn đấu thu ngân sách năm 2026 đạt 6.400 tỷ đồng ngay từ quý III.": "Tỉnh Sơn La phấn đấu thu ngân sách năm 2026 đạt 6.400 tỷ đồng",
    "Chậm nhất ngày 25/12/2025, nộp hồ sơ về Sở Xây dựng.": "Chậm nhất ngày 25/12/2025, nộp hồ sơ về Sở Xây dựng",
    "Công ty khởi công kho lạnh tại cảng, chậm nhất hoàn thành vào 30/8/2026.": "chậm nhất hoàn thành vào 30/8/2026",
}
NONE = [
    "Tỉnh đặt mục tiêu thu ngân sách năm 2024 đạt 520 tỷ đồng, nhưng thực tế chỉ đạt 412 tỷ đồng.",
    "Nếu mục tiêu là một con thú lớn, nó sẽ bị kéo xuống nước.",
    "Theo kế hoạch, cầu Bãi Ngao hoàn thành năm 2026 nhưng bị chậm vì thiếu cát.",
    "Trường lên kế hoạch mở lớp dạy nghề ngắn hạn trị giá 33 triệu đồng.",
    "Các dự án có mục tiêu sân bóng chiếm nhiều đất, bình quân khoảng 37 ha.",
]


def test_a_goal_is_told_whole_and_what_was_missed_is_none():
    articles = article_rows([{"id": t, "text": t, "published_on": "2025-10-15"} for t in [*GOALS, *NONE]])
    found = extract.facts(read(articles, lexicon.load()), lexicon.load())["targets"]
    assert dict(found.select("article_id", "goal").rows()) == GOALS
    handed_in = found.filter(pl.col("goal").str.starts_with("Chậm nhất")).select("subject", "deadline")
    assert handed_in.rows() == [(None, date(2025, 12, 25))]
