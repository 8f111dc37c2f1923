"""A star is a function of what was loaded, never of its order, its parts or its repeats."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import REVENUE
from tests.load.conftest import news, staged_apart, star_of

PROVINCES = ["Quảng Ninh", "Hải Dương", "Nam Định", "Thái Bình"]
FAIR = "Ngày 12/4, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức Hội chợ Công Thương vùng Bắc Trung Bộ."
BODY = [
    "Năm 2024, tỉnh Phú Thọ thu ngân sách 9.800 tỷ đồng, tăng 7% so với năm trước, theo báo cáo của cơ quan thuế.",
    "Các khoản thu từ đất đai chiếm gần một nửa, phần còn lại do doanh nghiệp trong khu công nghiệp đóng góp.",
    "Tỉnh dành 4.100 tỷ đồng cho đường giao thông nối các huyện miền núi với cao tốc Nội Bài - Lào Cai.",
    "Những tháng đầu năm nay, nhiều xưởng may và xưởng điện tử mở thêm ca làm việc, tuyển thêm công nhân trẻ.",
]
PARK = "Sáng nay, tỉnh {} khởi công dự án Khu công nghiệp Đồi Sim."
# One person in two offices and two firms, one fair told twice, one figure a province, one text reprinted and cut short, one
# zone's name in two provinces and without a place:
# what is settled across articles lies apart in the parts, so that every order brings it together at another time.
PARTS = [
    [
        news("2024-03-01", "Lâm Đồng chống hạn", "Ông Đặng Hữu Phước, Phó Giám đốc Sở Công Thương tỉnh Lâm Đồng, cho biết hồ còn ít nước."),
        news("2024-04-12", "Khai mạc hội chợ", FAIR, "Người dân đến rất đông."),
        REVENUE.format(amount="40.200"),
        news("2024-04-09", "Chuyện bên đường", "Dự án KCN Đồi Sim đang chậm tiến độ."),
    ],
    [
        news("2024-05-02", "Chợ đêm mở lại", "Giám đốc Sở Công Thương tỉnh Lâm Đồng Đặng Hữu Phước nói chợ sẽ đông hơn."),
        news("2025-01-09", "Ngân sách Phú Thọ vượt thu", *BODY, "(Theo TTXVN)"),
        REVENUE.format(amount="41.200").replace("Quảng Ninh", "Hải Dương"),
    ],
    [
        news("2024-06-02", "Chợ đêm đông khách", "Giám đốc Đặng Hữu Phước cho biết Sở Công Thương tỉnh Lâm Đồng sẽ mở thêm chợ."),
        news("2025-07-02", "Kho mới", "Công ty cổ phần Hoa Đào cho biết kho lạnh đã đầy, ông Đặng Hữu Phước đã đến xem."),
        news("2025-01-07", "Phú Thọ: thu ngân sách", *BODY[:3]),
    ],
    [
        news("2025-06-02", "Nhà máy mới", "Ông Đặng Hữu Phước, Giám đốc Công ty TNHH Hoa Đào, cho biết Công ty Hoa Đào đã chạy thử nhà máy."),
        REVENUE.format(amount="42.200").replace("Quảng Ninh", "Nam Định"),
        news("2024-05-09", "Thêm một khu", PARK.format("Nghệ An")),
    ],
    [
        news("2024-04-13", "Đông khách ở Vinh", "Chiều qua trời mưa to.", FAIR),
        news("2025-01-08", "Phú Thọ thu ngân sách", *BODY),
        REVENUE.format(amount="43.200").replace("Quảng Ninh", "Thái Bình"),
        news("2024-06-09", "Thêm một khu nữa", PARK.format("Phú Thọ")),
    ],
]  # fmt: skip


@pytest.fixture(scope="module")
def stagings(tmp_path_factory) -> list[Path]:
    """A staging for each part, and last one for them all."""
    parts = {
        f"part {n}": {f"{n}-{i}.txt": text for i, text in enumerate(texts)} for n, texts in enumerate(PARTS)
    }
    whole = {name: text for texts in parts.values() for name, text in texts.items()}
    return list(staged_apart(tmp_path_factory.mktemp("stagings"), parts | {"whole": whole}).values())


@pytest.fixture(scope="module")
def at_once(stagings, empty, tmp_path_factory) -> dict[str, str]:
    return star_of(tmp_path_factory.mktemp("whole"), empty, stagings[-1:])


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_parts_in_any_order_and_repeated_give_the_hashes_of_the_whole(
    stagings, at_once, empty, tmp_path_factory, data
):
    order = data.draw(st.permutations(range(len(PARTS))))
    again = data.draw(st.lists(st.sampled_from(range(len(PARTS))), max_size=2))
    loads = [stagings[i] for i in (*order, *again)]
    assert star_of(tmp_path_factory.mktemp("shuffled"), empty, loads) == at_once
