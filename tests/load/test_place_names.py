"""Places and their bodies are found by the names that people type for them, and by no other's."""

import pytest

from flows.load.published import opened
from flows.place_names import asked, merged_into, went_into


@pytest.fixture(scope="module")
def star(empty):
    with opened(empty) as connection:
        yield connection


def is_found(star, told: str, typed: str, macro: str = "is_named") -> bool:
    names = asked(typed, in_part=macro == "holds_name")
    (found,) = star.execute(f"SELECT mart.{macro}($told, $names)", {"told": told, "names": names}).fetchone()
    return bool(found)


TYPED = [
    ("Hồ Chí Minh", ("TP.HCM", "TP. HCM", "TP HCM", "TPHCM", "tphcm", "HCM", "Sài Gòn", "sai gon", "thành phố Hồ Chí Minh", "Tp. Hồ Chí Minh", "thanh pho ho chi minh", "Ho Chi Minh City", "TP  Hồ Chí Minh")),
    ("Quảng Ngãi", ("tỉnh Quảng Ngãi", "Tỉnh Quảng Ngãi", "tinh quang ngai", "QUẢNG NGÃI", "quảng ngải", "Quang Ngai province")),
    ("Cần Thơ", ("TP Cần Thơ", "TP.Cần Thơ", "tp can tho", "thành phố Cần Thơ")),
    ("Hà Nội", ("TP Hà Nội", "Thủ đô Hà Nội", "ha noi")),
    ("Đắk Nông", ("đăk nông", "Đak Nông", "Đắc Nông", "dak nong")),
    ("Bà Rịa - Vũng Tàu", ("Bà Rịa Vũng Tàu", "Bà Rịa – Vũng Tàu", "ba ria vung tau", "BR-VT", "brvt")),
    ("Thừa Thiên Huế", ("thua thien-hue", "Thừa Thiên - Huế", "TT-Huế", "Huế", "TP Huế")),
    ("Huế", ("Thừa Thiên Huế", "tinh thua thien hue")),
    ("Hòa Bình", ("Hoà Bình", "thành phố Hòa Bình")),
    ("Thủ Đức", ("TP Thủ Đức", "tp. thu duc", "thành phố Thủ Đức")),
    ("Tây Sơn", ("huyện Tây Sơn", "huyen tay son")),
    ("Quận 1", ("Quận 1", "quan 1")),
    ("Ủy ban nhân dân Thành phố Hồ Chí Minh", ("UBND TP.HCM", "ubnd tphcm", "UBND thanh pho Ho Chi Minh", "UBND Thành phố Hồ Chí Minh")),
    ("Ủy ban nhân dân tỉnh Đắk Nông", ("UBND tinh Dak Nong", "ubnd dak nong", "UBND Đắk Nông", "UBND tỉnh Đăk Nông")),
    ("Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", ("UBND tỉnh Bà Rịa Vũng Tàu", "ubnd brvt")),
    ("Hội đồng nhân dân tỉnh Hà Nam", ("HĐND Hà Nam", "HDND tỉnh Hà Nam", "hdnd ha nam", "hội đồng nhân dân tỉnh Hà Nam")),
    ("Thành ủy Thành phố Hồ Chí Minh", ("Thành ủy TP.HCM", "thanh uy tphcm")),
    ("Ủy ban nhân dân thành phố Thủ Đức", ("UBND TP. Thủ Đức", "ubnd tp thu duc")),
    ("cao tốc TP.HCM - Long Bình", ("cao tốc TP.HCM - Long Bình",)),
]  # fmt: skip


@pytest.mark.parametrize(("told", "typed"), [(told, typed) for told, names in TYPED for typed in names])
def test_a_place_or_body_is_found_as_people_type_it(star, told, typed):
    assert is_found(star, told, typed)


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("Hà Nam", "Hà Tĩnh"),
        ("Hà Nam", "ha tinh"),
        ("Đại học Hồ Chí Minh", "Đại học Sài Gòn"),
        ("Ủy ban nhân dân tỉnh Hòa Bình", "UBND thành phố Hòa Bình"),
        ("Ủy ban nhân dân tỉnh Hà Nam", "Hà Nam"),
        ("Ủy ban nhân dân tỉnh Hà Nam", "UBND tỉnh Nam Định"),
        ("Nguyễn Thái Bình", "Nguyễn Thài Bình"),
        ("Lê Hòa", "Lê Hoa"),
        ("Hồ Chí Minh", "thành phố"),
        ("Hồ Chí Minh", "Bình Dương"),
    ],
)
def test_another_one_is_not(star, told, typed):
    assert not is_found(star, told, typed)


@pytest.mark.parametrize(
    ("told", "typed", "is_so"),
    [
        ("Ủy ban nhân dân tỉnh Đắk Lắk", "UBND tỉnh Đắk Lắk", True),
        ("Ủy ban nhân dân tỉnh Đắk Lắk", "ubnd dak lak", True),
        ("Ủy ban nhân dân tỉnh Đắk Lắk", "UBND", True),
        ("Sở Y tế Thành phố Hồ Chí Minh", "TP.HCM", True),
        ("Sở Y tế Thành phố Hồ Chí Minh", "sở y tế", True),
        ("Học viện Chính trị quốc gia Hồ Chí Minh", "TP.HCM", False),
        ("Ủy ban nhân dân tỉnh Đắk Lắk", "UBND tỉnh Đắk Nông", False),
    ],
)
def test_a_part_of_a_body_s_name_is_found_likewise(star, told, typed, is_so):
    assert is_found(star, told, typed, "holds_name") is is_so


def test_provinces_of_today_and_of_before_know_each_other():
    assert merged_into("tỉnh Ninh Bình") == ["Hà Nam", "Nam Định"] and merged_into("Hà Nam") == []
    assert went_into("ha nam") == "Ninh Bình" and went_into("Ninh Bình") is None
    assert merged_into("Huế") == [] and went_into("Thừa Thiên Huế") is None  # one place by two names
    assert asked("Ninh Bình", lying=True) == "Ninh Bình|Hà Nam|Nam Định"
    assert asked("") == "" and asked("%", lying=True) == "%"
