"""Who and what is meant across articles: what ties two tellings, what keeps them apart, whatever order they came in."""

from collections.abc import Callable
from typing import Any

import pytest

from flows.load import merge
from tests.load.conftest import news, tells

Answer = Callable[[str], list[tuple[Any, ...]]]

QUESTIONS = {
    "people": "SELECT name, articles, is_public FROM mart.people ORDER BY ALL",
    "why": "SELECT told_as, reason, evidence FROM mart.identities WHERE entity_kind = 'person' ORDER BY ALL",
    "organizations": "SELECT name, aliases FROM mart.organizations WHERE kind = 'company' ORDER BY ALL",
    "bodies": "SELECT name, aliases, seat FROM mart.organizations WHERE seat IS NOT NULL ORDER BY ALL",
    "events": "SELECT name, starts_on::VARCHAR, place, articles FROM mart.distinct_events ORDER BY ALL",
    "copies": "SELECT likeness FROM mart.reprints ORDER BY ALL",
    "event rows": "SELECT count(*), count(DISTINCT event_id) FROM mart.events WHERE NOT is_repeat",
}


@pytest.fixture
def answer(loaded) -> Answer:
    """What the articles of the test answer to each question."""
    return loaded(QUESTIONS).__getitem__


@tells(
    a=news("2024-03-01", "Lâm Đồng chống hạn", "Ông Đặng Hữu Phước, Phó Giám đốc Sở Công Thương tỉnh Lâm Đồng, cho biết hồ còn ít nước."),
    b=news("2024-05-02", "Chợ đêm mở lại", "Giám đốc Sở Công Thương tỉnh Lâm Đồng Đặng Hữu Phước nói chợ sẽ đông hơn."),
)  # fmt: skip
def test_an_office_in_one_body_makes_two_articles_tell_of_one_person(answer):
    assert answer("people") == [("Đặng Hữu Phước", 2, True)]
    assert answer("why") == [("Đặng Hữu Phước", "same_office", "Sở Công Thương tỉnh Lâm Đồng")] * 2


@tells(
    a=news("2024-03-01", "Xã chống hạn", "Ông Trần Văn Bình, Chủ tịch UBND huyện Mỏ Cày Bắc, cho biết nước mặn lên cao."),
    b=news("2024-03-04", "Nhà máy mới", "Ông Trần Văn Bình, Giám đốc Công ty TNHH Hoa Đào, cho biết nhà máy đã chạy thử."),
)  # fmt: skip
def test_namesakes_in_different_bodies_and_places_stay_two(answer):
    assert answer("people") == [("Trần Văn Bình", 1, False), ("Trần Văn Bình", 1, True)]


@tells(
    a=news("2024-03-01", "Chống hạn", "Ông Trần Văn Bình, Chủ tịch UBND huyện, cho biết hồ ở Lâm Đồng còn ít nước."),
    b=news("2024-03-04", "Chợ mới", "Ông Trần Văn Bình, Chủ tịch UBND huyện, cho biết chợ ở Hà Giang đã mở."),
)  # fmt: skip
def test_a_body_of_a_unit_that_is_not_named_ties_nobody(answer):
    assert answer("people") == [("Trần Văn Bình", 1, True)] * 2


RELEASE = (
    "Ông Nguyễn Đức Hòa, Phó Chủ tịch UBND tỉnh {province}, cho biết chiến dịch tiêm chủng mùa đông bắt đầu từ tuần sau ở mọi trạm y tế.\n\n"
    "Trẻ dưới năm tuổi được tiêm miễn phí, người già được khám tại nhà, cán bộ xã lập danh sách từng hộ và gửi về trước cuối tháng.\n\n"
    "Vắc xin được giữ lạnh suốt đường đi, mỗi điểm tiêm có bác sĩ trực và xe cứu thương, sau khi tiêm người dân ngồi lại theo dõi nửa giờ.\n\n"
    "Những nhà ở xa sẽ có đội lưu động đến tận bản, mang theo tủ lạnh nhỏ chạy pin, cùng sổ ghi để lần sau không ai bị bỏ sót."
)


@tells(
    a=news("2024-11-01", "Tiêm chủng mùa đông", RELEASE.format(province="Lạng Sơn")),
    b=news("2024-11-01", "Tiêm chủng mùa đông", RELEASE.format(province="Sơn La")),
)
def test_one_text_printed_for_two_provinces_tells_of_two_people_of_one_name(answer):
    assert answer("copies") == [("reworked",)]
    assert answer("people") == [("Nguyễn Đức Hòa", 1, True)] * 2


@tells(
    a=news("2024-11-01", "Tiêm chủng mùa đông", RELEASE.format(province="Lạng Sơn")),
    b=news("2024-11-01", "Tiêm chủng trước mùa đông", RELEASE.format(province="Lạng Sơn")),
)
def test_who_is_parted_by_a_person_stands_apart_from_what_the_article_is_a_copy_of(loaded):
    star = loaded(QUESTIONS)
    assert star["people"] == [("Nguyễn Đức Hòa", 2, True)] and len(star["copies"]) == 1
    star.star.execute(
        "INSERT INTO ops.identity (telling_id, verdict, reason, judged_by, \"at\") SELECT min(telling_id), 'apart', 'trùng tên', 'Lan', now() FROM mart.identities WHERE entity_kind = 'person'"
    )
    merge.judge_again(star.star)
    assert star["people"] == [("Nguyễn Đức Hòa", 1, True)] * 2


@tells(
    a=news("2023-02-01", "Mở trường", "Bà Đào Thị Sen, Giám đốc Sở Y tế tỉnh Bắc Giang, cho biết thuốc đã đủ."),
    b=news("2023-05-01", "Xưởng mới", "Bà Đào Thị Sen, Giám đốc Công ty TNHH Lúa Vàng, cho biết xưởng đã chạy thử."),
)  # fmt: skip
def test_the_last_word_on_two_who_were_joined_and_parted_counts(loaded):
    star = loaded(QUESTIONS)
    apart = [("Đào Thị Sen", 1, True), ("Đào Thị Sen", 1, False)]
    one = [("Đào Thị Sen", 2, True)]
    said = "INSERT INTO ops.identity (telling_id, other_id, verdict, reason, judged_by, \"at\") SELECT {}, '{}', 'xem lại', 'Lan', now() FROM mart.identities WHERE entity_kind = 'person'"
    pair, each = "min(telling_id), max(telling_id)", "{}(telling_id), NULL"
    for ids, verdict, meant in (
        (pair, "same", one),
        (each.format("max"), "apart", apart),
        (each.format("max"), "undone", apart),  # the evidence holds again, the joining does not
        (pair, "same", one),
        (each.format("min"), "apart", apart),
        (pair, "same", one),
        (pair, "undone", apart),
    ):
        star.star.execute(said.format(ids, verdict))
        merge.judge_again(star.star)
        assert sorted(star["people"]) == sorted(meant), (ids, verdict)


@tells(
    a=news("2021-03-01", "Hội nghị Tỉnh ủy", "Bí thư Tỉnh ủy Sơn La Lò Minh Tuấn chủ trì và phát biểu rằng năm nay khó."),
    b=news("2019-03-01", "Kỳ họp", "Ông Lò Minh Tuấn, Chủ tịch UBND tỉnh Sơn La, cho biết thu ngân sách tăng."),
)  # fmt: skip
def test_leading_offices_of_one_province_are_those_of_one_person(answer):
    assert answer("people") == [("Lò Minh Tuấn", 2, True)]
    assert {w[1:] for w in answer("why")} == {("same_seat", "Sơn La")}


@tells(
    a=news("2024-03-01", "Vải thiều", "Ông Vũ Đình Hòa, Giám đốc Sở Y tế tỉnh Bắc Giang, cho biết dịch đã giảm."),
    b=news("2024-04-01", "Dịch giảm", "Sở Y tế tỉnh Bắc Giang họp sáng nay.", "Giám đốc Vũ Đình Hòa cho biết thuốc đã đủ."),
)  # fmt: skip
def test_a_title_without_its_body_is_that_of_the_body_named_beside_it(answer):
    assert ("Vũ Đình Hòa", 2, True) in answer("people")


@tells(
    a=news("2024-03-01", "Vườn ổi", "Ông Nguyễn Văn Hùng ở xã Tân Lập cho biết vườn ổi năm nay được mùa."),
    b=news("2024-04-01", "Ao cá", "Ông Nguyễn Văn Hùng ở xã Phú Lộc cho biết cá năm nay được giá."),
)  # fmt: skip
def test_private_people_are_known_within_their_article(answer):
    assert answer("people") == [("Nguyễn Văn Hùng", 1, False)] * 2
    assert {w[1] for w in answer("why")} == {"alone"}


@tells(
    a=news("2024-03-01", "Họp báo", "Đại tá Lê Văn Sơn, Giám đốc Công an tỉnh Hà Nam, cho biết vụ án đã rõ."),
    b=news("2024-04-01", "Bắt trộm", "Công an tỉnh Hà Nam bắt Lê Văn Sơn vì trộm xe.", "Lê Văn Sơn khai nhận đã bán xe."),
)  # fmt: skip
def test_a_bare_name_in_a_crime_story_is_not_the_police_officer_of_that_name(answer):
    assert [row for row in answer("people") if row[0] == "Lê Văn Sơn"] == [("Lê Văn Sơn", 1, False), ("Lê Văn Sơn", 1, True)]  # fmt: skip


@tells(
    a=news("2024-03-01", "Nhà máy mới", "Công ty cổ phần Sao Hôm khởi công nhà máy trị giá 20 tỷ đồng."),
    b=news("2024-04-01", "Nhà máy chạy thử", "Công ty Sao Hôm cho biết nhà máy đã chạy thử."),
)  # fmt: skip
def test_a_firm_told_without_its_legal_form_is_the_one_known(answer):
    assert answer("organizations") == [("Công ty cổ phần Sao Hôm", ["Công ty Sao Hôm"])]


@tells(
    a=news("2024-03-01", "Nhà máy mới", "Công ty cổ phần Sao Hôm khởi công nhà máy trị giá 20 tỷ đồng."),
    b=news("2024-04-01", "Kho lạnh", "Công ty TNHH Sao Hôm cho biết kho lạnh đã đầy."),
    c=news("2024-04-02", "Bến xe", "Công ty Sao Hôm cho biết bến xe đã đầy."),
)  # fmt: skip
def test_two_firms_of_one_name_and_different_forms_stay_two(answer):
    assert [row[0] for row in answer("organizations")] == ["Công ty Sao Hôm", "Công ty TNHH Sao Hôm", "Công ty cổ phần Sao Hôm"]  # fmt: skip


@tells(
    a=news("2024-03-01", "Đại hội", "Bí thư Thành ủy thành phố Hải Phòng Đỗ Mạnh Hiến cho biết cảng đã đầy."),
    b=news("2024-04-01", "Cảng biển", "Bí thư Thành ủy Hải Phòng Đỗ Mạnh Hiến cho biết cảng đã rộng hơn."),
)  # fmt: skip
def test_a_provincial_body_is_one_with_and_without_the_word_for_its_province(answer):
    names = {name for body, aliases, _ in answer("bodies") for name in (body, *aliases) if "Thành ủy" in name}
    assert len([b for b in answer("bodies") if "Thành ủy" in b[0]]) == 1 and len(names) >= 1
    assert answer("people") == [("Đỗ Mạnh Hiến", 2, True)]


FAIR = "Ngày 12/4, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức Hội chợ Công Thương vùng Bắc Trung Bộ."


@tells(
    a=news("2024-04-12", "Khai mạc hội chợ", FAIR, "Người dân đến rất đông."),
    b=news("2024-04-13", "Đông khách ở Vinh", "Chiều qua trời mưa to.", FAIR),
)  # fmt: skip
def test_one_event_told_by_two_papers_is_one(answer):
    events = [e for e in answer("events") if "Công Thương" in e[0]]
    assert [(e[1], e[3]) for e in events] == [("2024-04-12", 2)]


@tells(
    a=news("2024-04-12", "Họp ở Vinh", "Sáng 12/4, tại Nghệ An, UBND tỉnh Nghệ An tổ chức họp báo."),
    b=news("2024-04-12", "Họp ở Huế", "Sáng 12/4, tại Hà Tĩnh, UBND tỉnh Hà Tĩnh tổ chức họp báo."),
)  # fmt: skip
def test_meetings_without_a_name_of_their_own_stay_apart(answer):
    ((rows, events),) = answer("event rows")
    assert rows == events
