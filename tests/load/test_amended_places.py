"""Whose a figure is, as a person says it: a place by the gazetteer's own name, or a refusal with the near ones."""

import re

import pytest

from flows.load.amended_places import with_places

OF_NOBODY = {"subject": None, "subject_kind": None}
OF_A_PLACE = {"subject": "Kiên Giang", "subject_kind": "place"}
OF_A_FIRM = {"subject": "Công ty Hoa Mai", "subject_kind": "organization"}


@pytest.mark.parametrize(
    ("row", "changes", "subject", "kind"),
    [
        (OF_A_PLACE, {"subject": "tien giang"}, "Tiền Giang", "place"),
        (OF_A_PLACE, {"subject": "tỉnh Tiền Giang"}, "Tiền Giang", "place"),
        (OF_A_PLACE, {"subject": "hoà bình"}, "Hòa Bình", "place"),
        (OF_A_PLACE, {"subject": "TP.HCM"}, "Hồ Chí Minh", "place"),
        (OF_A_PLACE, {"subject": "đbscl"}, "Đồng bằng sông Cửu Long", "place"),
        (OF_A_PLACE, {"subject": "Hoa Kỳ"}, "Mỹ", "country"),
        (OF_NOBODY, {"subject": "Sóc Trăng"}, "Sóc Trăng", "place"),
        (OF_NOBODY, {"subject": "viet nam"}, "Việt Nam", "country"),
        (OF_A_FIRM, {"subject": "an giang", "subject_kind": "place"}, "An Giang", "place"),
        # What is said to be no place is called as it is called.
        (OF_A_PLACE, {"subject": "Công ty Hoa Đào", "subject_kind": "organization"}, "Công ty Hoa Đào", "organization"),
        (OF_A_FIRM, {"subject": "Tập đoàn Sao Biển"}, "Tập đoàn Sao Biển", "organization"),
        (OF_A_FIRM, {"subject": "hoa binh"}, "hoa binh", "organization"),
        (OF_A_PLACE, {"subject": None}, None, None),
        (OF_A_PLACE, {"value": "5"}, "Kiên Giang", "place"),
    ],
)  # fmt: skip
def test_a_subject_that_is_a_place_is_called_as_the_gazetteer_calls_it(row, changes, subject, kind):
    amended = row | with_places("measurements", row, changes)
    assert (amended["subject"], amended["subject_kind"]) == (subject, kind)


@pytest.mark.parametrize(
    ("row", "changes", "words"),
    [
        (OF_A_PLACE, {"subject": "Kiên Giangg"}, "did you mean Kiên Giang"),
        (OF_A_PLACE, {"subject": "Kiền Giang"}, "did you mean Kiên Giang"),
        (OF_A_PLACE, {"subject": "Công ty Hoa Đào"}, "--set subject_kind=organization"),
        (OF_NOBODY, {"subject": "Công ty Hoa Đào"}, "--set subject_kind=organization"),
        (
            OF_NOBODY,
            {"subject": "Áo", "subject_kind": "place"},
            "it is a country: --set subject_kind=country",
        ),
        (OF_A_FIRM, {"subject_kind": "place"}, "no place is called so"),
    ],
)
def test_a_place_that_nobody_knows_is_refused_with_the_near_names(row, changes, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        with_places("measurements", row, changes)


def test_places_of_other_facts_are_understood_without_diacritics_and_never_refused():
    assert with_places("events", {}, {"place": "ben tre"}) == {"place": "Bến Tre"}
    assert with_places("investments", {}, {"place": "Cụm công nghiệp Hoa Đào"}) == {
        "place": "Cụm công nghiệp Hoa Đào"
    }
    assert with_places("targets", {}, {"subject": "Bộ Công Thương"}) == {"subject": "Bộ Công Thương"}
    assert with_places("mentions", {}, {"entity": "ben tre"}) == {"entity": "ben tre"}
