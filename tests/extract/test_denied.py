"""What an article denies, gives up or takes back is no fact; what it puts in its place is."""

from collections.abc import Iterable
from functools import cache

import polars as pl

from tests import at_once


@cache
def found() -> dict[str, pl.DataFrame]:
    """The facts of every article that a test of this file tells."""
    return at_once.facts(
        ("2026-01-20", [*DENIED, *SAID, *REVISED]), ("2025-08-20", [*CORRECTED, *BOTH_TOLD, COST])
    )


def of(texts: Iterable[str], kind: str = "measurements") -> pl.DataFrame:
    return found()[kind].filter(pl.col("article_id").is_in(list(texts)))


DENIED = [
    "Bộ Tài chính khẳng định không tăng thuế bảo vệ môi trường lên 15%.",
    "Sở Nông nghiệp khẳng định tỉnh không khuyến khích nông dân mở rộng diện tích thanh long vượt 9.000 ha.",
    "Tỉnh chưa có chủ trương đặt mục tiêu đón 4 triệu lượt khách du lịch năm 2026.",
    "Tỉnh Cao Bằng không phấn đấu đạt tăng trưởng GRDP 13% bằng mọi giá.",
    "Tỉnh Đắk Lắk bỏ mục tiêu tăng trưởng GRDP 10,5% năm 2026.",
    "Bí thư Tỉnh ủy Tuyên Quang Hà Văn Lộc khẳng định tỉnh không đặt mục tiêu thu ngân sách 14.000 tỷ đồng.",
    "Tỉnh Hà Giang không còn giữ mục tiêu giảm nghèo 6% năm 2026.",
    "Quốc hội chưa thông qua chỉ tiêu tăng trưởng GDP 11% năm 2026.",
    "HĐND tỉnh Bến Tre không chấp thuận đề xuất chi 75 tỷ đồng xây trụ sở.",
    "Theo Sở Tài chính, tỉnh không hề có chủ trương chi 35 tỷ đồng bắn pháo hoa.",
    "Thông tin tỉnh Điện Biên thu ngân sách năm 2024 đạt 8.000 tỷ đồng là không chính xác.",
    "Tin đồn tỉnh Kon Tum nợ 2.500 tỷ đồng là bịa đặt, theo Sở Tài chính.",
    "UBND tỉnh Lào Cai bác tin tỉnh đã chi 95 tỷ đồng mua xe công.",
    "Lãnh đạo Công ty Sao Mai phủ nhận công ty nợ 310 tỷ đồng.",
    "Chủ tịch huyện nói không có chuyện huyện chi 25 tỷ đồng đón Tết.",
    "Tỉnh Trà Vinh không thể đạt tăng trưởng GRDP 10,2% trong năm 2026.",
    "Kinh tế tỉnh Lai Châu năm 2026 khó đạt tăng trưởng GRDP 9%.",
    "Tỉnh Trà Vinh chưa giải ngân được 1.300 tỷ đồng.",
    "UBND tỉnh Nam Định khẳng định không hề chi 41 tỷ đồng cho lễ hội.",
    "Bộ Tài chính cải chính thông tin thu ngân sách giảm 21%.",
    "Công ty không đạt doanh thu 930 tỷ đồng như kế hoạch.",
    "Tỉnh Gia Lai từ chối nhận hỗ trợ 22 tỷ đồng.",
    "Báo cáo ghi nhầm thu ngân sách tỉnh Bắc Giang năm 2025 là 16.000 tỷ đồng.",
    "Chủ tịch UBND tỉnh Sơn La yêu cầu chủ đầu tư nào giải ngân vốn đầu tư công dưới 88% phải kiểm điểm.",
    "Tỉnh Lai Châu phê bình đơn vị nào giải ngân vốn đầu tư công dưới 93%.",
    "Ở dự án hồ Bản Mòng, nhà thầu nào chậm quá 17% khối lượng thì thay thế.",
    "Nhà thầu chậm quá 18% khối lượng sẽ bị chấm dứt hợp đồng.",
    "Chủ đầu tư giải ngân vốn đầu tư công dưới 46% kế hoạch thì phải kiểm điểm.",
]
# What looks like a denial and is none, with the figures that are read.
SAID = {
    "Tỉnh Thái Bình không chỉ thu ngân sách 9.100 tỷ đồng mà còn xuất khẩu 3,2 tỷ USD.": ["9.100 tỷ đồng", "3,2 tỷ USD"],
    "Tỉnh Thái Bình phấn đấu thu ngân sách không dưới 5.100 tỷ đồng năm 2026.": ["5.100 tỷ đồng"],
    "Tỉnh Nam Định thu ngân sách 8.200 tỷ đồng, chưa bao gồm 710 tỷ đồng tiền đất.": ["8.200 tỷ đồng", "710 tỷ đồng"],
    "Thu ngân sách tỉnh Nam Định năm 2025 chưa đến 5.300 tỷ đồng.": ["5.300 tỷ đồng"],
    "Công ty Sao Mai không ngừng phấn đấu đạt doanh thu 920 tỷ đồng năm 2026.": ["920 tỷ đồng"],
    "Chính phủ không điều chỉnh mục tiêu tăng trưởng GDP 8,3% năm 2026.": ["8,3%"],
    "Không thể phủ nhận việc tỉnh An Giang thu ngân sách 9.200 tỷ đồng năm 2025.": ["9.200 tỷ đồng"],
    "Việc trường thu 5,5 triệu đồng mỗi em là không đúng quy định.": ["5,5 triệu đồng"],
    "Ông bị phạt 7 triệu đồng vì đăng tin sai sự thật.": ["7 triệu đồng"],
    "Ngân hàng từ bỏ kế hoạch mua lại vì hãng nợ 165 triệu USD.": ["165 triệu USD"],
    "Đề thi có độ khó tăng dần, 12% câu hỏi ở mức khó.": ["12%"],
    "Tỉnh Thái Bình không đặt mục tiêu tăng trưởng GRDP 12% mà chỉ đặt mục tiêu 9,4% năm 2026.": ["9,4%"],
    "Tỷ lệ hộ nghèo của tỉnh không còn 5,2% như trước mà chỉ còn 3,1%.": ["3,1%"],
    "Tỷ lệ mẫu không đạt tiêu chuẩn là 5,6%.": ["5,6%"],
    "Chủ tịch tỉnh yêu cầu không đặt chỉ tiêu tăng trưởng dưới 10% cho năm 2026.": ["10%"],
    "Tỉnh Sơn La phê bình 4 xã giải ngân vốn đầu tư công dưới 33%.": ["33%"],
    "Hiện nhà thầu chậm quá 18% khối lượng so với hợp đồng.": ["18%"],
    "Tỉnh Lai Châu giải ngân vốn đầu tư công dưới 61%, thấp nhất vùng.": ["61%"],
    "Năm 2025, doanh thu của công ty đạt hơn 910 tỷ đồng, nhưng bị phạt 230 triệu đồng.": ["910 tỷ đồng", "230 triệu đồng"],
    "Đến nay, tỉnh Sơn La giải ngân vốn đầu tư công đạt hơn 42% kế hoạch, phải điều chuyển 210 tỷ đồng.": ["42%", "210 tỷ đồng"],
    "Tỉnh Sơn La mới giải ngân vốn đầu tư công dưới 44% kế hoạch, sẽ bị cắt vốn.": ["44%"],
    "Chưa đơn vị nào bị kỷ luật, doanh thu 9 tháng đạt hơn 920 tỷ đồng.": ["920 tỷ đồng"],
    "Bộ bác bỏ thông tin giá điện tăng 8,8%, cho biết mức tăng là 4,8%.": ["4,8%"],
}  # fmt: skip


def test_what_is_denied_is_no_figure_and_no_promise():
    figures = of([*DENIED, *SAID]).group_by("article_id", maintain_order=True).agg("surface")
    assert dict(figures.rows()) == SAID
    assert of(DENIED, "targets").is_empty()


# What a correction takes back, and what it puts in its place: of the same metric, subject and period.
CORRECTED = {
    "Trong bài “Nghệ An thu ngân sách khả quan” đăng ngày 15/8/2025, do sơ suất biên tập, con số thu ngân sách 7 tháng đầu năm 2025 của tỉnh Nghệ An được ghi là 14.900 tỷ đồng. Số đúng là 13.900 tỷ đồng.": ("state_budget_revenue", "Nghệ An", "level", 13_900_000_000_000, "actual", "2025-07-31"),
    "Do lỗi đánh máy, bản tin trước in nhầm tỷ lệ hộ nghèo năm 2024 của tỉnh Hà Giang là 15,2%. Xin đọc là 12,5%.": ("poverty_rate", "Hà Giang", "level", 12.5, "actual", "2024-12-31"),
    "Bản tin ngày 5/8 đưa tin thu ngân sách năm 2024 của tỉnh Bắc Giang giảm 9,2%. Xin đính chính lại là 8,2%.": ("state_budget_revenue", "Bắc Giang", "growth", -8.2, "actual", "2024-12-31"),
    "Tin ngày 12/8 viết tỉnh Cà Mau đón 1,9 triệu lượt khách du lịch trong 7 tháng đầu năm 2025. Nay đính chính thành 1,4 triệu lượt.": ("tourist_arrivals", "Cà Mau", "level", 1_400_000, "actual", "2025-07-31"),
    "Số liệu thu ngân sách năm 2024 của tỉnh Bắc Giang nêu trong bài trước là 14.900 tỷ đồng, chính xác phải là 13.900 tỷ đồng.": ("state_budget_revenue", "Bắc Giang", "level", 13_900_000_000_000, "actual", "2024-12-31"),
    "Thu ngân sách năm 2024 của tỉnh Bắc Giang bị ghi nhầm thành 14.900 tỷ đồng thay vì 13.900 tỷ đồng.": ("state_budget_revenue", "Bắc Giang", "level", 13_900_000_000_000, "actual", "2024-12-31"),
    "Trong bài “Lai Châu thu ngân sách 9.100 tỷ đồng” đăng ngày 2/3/2025, do sơ suất, chúng tôi đã viết “thu ngân sách năm 2024 của tỉnh Lai Châu là 9.100 tỷ đồng”. Nay xin đính chính lại là: “thu ngân sách năm 2024 của tỉnh Lai Châu là 1.900 tỷ đồng”.": ("state_budget_revenue", "Lai Châu", "level", 1_900_000_000_000, "actual", "2024-12-31"),
    "Trong bài đăng ngày 2/3/2025, có đoạn viết: “Thu ngân sách năm 2024 của tỉnh Lai Châu đạt 9.100 tỷ đồng”. Xin đọc đúng là: “Thu ngân sách năm 2024 của tỉnh Lai Châu đạt 1.900 tỷ đồng”.": ("state_budget_revenue", "Lai Châu", "level", 1_900_000_000_000, "actual", "2024-12-31"),
    "Báo đã viết tỷ lệ hộ nghèo năm 2024 của tỉnh Lai Châu là 19,1%. Nay xin đính chính: tỷ lệ hộ nghèo năm 2024 của tỉnh Lai Châu là 9,1%.": ("poverty_rate", "Lai Châu", "level", 9.1, "actual", "2024-12-31"),
}  # fmt: skip
# Two figures of which neither takes the other back.
BOTH_TOLD = [
    "Thanh tra phát hiện sai phạm 500 tỷ đồng tại tỉnh Cà Mau. Con số chính xác là 512 tỷ đồng, theo Sở Tài chính.",
    "Nghị định sửa mức phạt từ 5 triệu đồng thành 10 triệu đồng.",
    "Doanh thu của hãng chỉ còn tăng 2%, thay vì 3% như dự báo trước đó.",
    "Năm 2024, thu ngân sách của tỉnh Lai Châu đạt 9.100 tỷ đồng. Báo xin đính chính: tổng chi ngân sách năm 2024 của tỉnh Lai Châu là 8.000 tỷ đồng.",
    "Xin đính chính: thu ngân sách năm 2024 của tỉnh Lai Châu là 1.900 tỷ đồng, trong đó thu nội địa đạt 1.200 tỷ đồng.",
]


def test_a_correction_tells_the_right_figure_and_never_the_wrong_one():
    told = of(CORRECTED).with_columns(pl.col("value").cast(pl.Float64), pl.col("period_end").cast(pl.String))
    columns = ["article_id", "metric", "subject", "kind", "value", "status", "period_end"]
    assert {text: tuple(rest) for text, *rest in told.select(columns).rows()} == CORRECTED
    assert len(told) == len(CORRECTED)
    both = of(BOTH_TOLD).group_by("article_id").len()
    assert both["len"].to_list() == [2] * len(BOTH_TOLD)


COST = "Trên báo số ra ngày 10/8/2025, vốn đầu tư của dự án cầu Sông Mây 2 được in là 950 tỷ đồng, số đúng là 590 tỷ đồng."


def test_a_project_costs_what_the_correction_says():
    assert of([COST], "investments").select("project", "amount_vnd").rows() == [
        ("cầu Sông Mây 2", 590_000_000_000)
    ]


# The goal that holds now, of those that a sentence tells.
REVISED = {
    "Quốc hội điều chỉnh chỉ tiêu tăng trưởng GDP năm 2026 từ 8,5% lên 10%.": ["10%"],
    "Tỉnh Quảng Trị nâng mục tiêu đón khách du lịch năm 2026 từ 3 triệu lượt lên 3,7 triệu lượt.": ["3,7 triệu lượt"],
    "Trước đây tỉnh Quảng Trị đặt mục tiêu đón 8 triệu lượt khách du lịch năm 2026, nay điều chỉnh lên 9,3 triệu lượt.": ["9,3 triệu lượt"],
    "Ban đầu tỉnh Thanh Hóa đặt mục tiêu tăng trưởng GRDP 9% năm 2026, sau đó nâng lên 11,5%.": ["11,5%"],
    "Chính phủ nâng mục tiêu tăng trưởng GDP năm 2026 lên 10%, thay cho mức 8% trước đó.": ["10%"],
}  # fmt: skip


def test_a_goal_that_was_revised_is_promised_no_more():
    promised = of(REVISED, "targets").group_by("article_id", maintain_order=True).agg("surface")
    assert dict(promised.rows()) == REVISED
    figures = of(REVISED)
    assert figures["status"].unique().to_list() == ["target"]
    assert figures["scope"].drop_nulls().to_list() in ([], ["du lịch"])
