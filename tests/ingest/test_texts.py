"""One text read alone is the text that a run reads from a file of it."""

import pytest

from flows.contracts import ARTICLES
from flows.ingest.texts import article_rows

HOSTILE = {
    "decomposed": "Thu nga\u0302n sa\u0301ch ti\u0309nh đa\u0323t 56\u00a0200 tỷ đồng trong năm nay.",
    "unseen": "Thu ngân sách tỉnh đạt 56.\u200b200 tỷ\u00ad đồng\ufeff trong\u2060 năm nay.",
    "thin_blanks": "Thu ngân sách tỉnh đạt 56\u202f200\u2009tỷ đồng\u3000trong năm nay.",
    "line_ends": "Tỉnh họp về thu ngân sách\r\n\r\nThu ngân sách đạt 5 tỷ đồng.\u2028Chi ngân sách tăng.\rNợ giảm.",
    "header": "title: Tỉnh họp về ngân sách\ndate: 2025-03-04\nsource: Báo Mẫu\n\nThu ngân sách của tỉnh đạt 5 tỷ đồng.",
    "front_matter": "---\ntitle: Tỉnh họp về ngân sách\npublished: 4/3/2025\nkey: x\n---\nThu ngân sách của tỉnh đạt 5 tỷ đồng.",
    "date_line": "Thứ Ba, 4/3/2025 - 08:15\n\nTỉnh họp về ngân sách\n\nThu ngân sách của tỉnh đạt 5 tỷ đồng.\n\nTheo TTXVN",
    "entities": "<p>Thu ng&acirc;n s&aacute;ch&nbsp;của tỉnh đạt 5&nbsp;tỷ đồng.</p><script>x()</script><p>Chi giảm.</p>",
    "wrapped": "Huyện miền núi này có hơn\nchín nghìn hộ dân, phần lớn\nsống bằng nghề rừng và chăn\nnuôi gia súc trên các\nsườn đồi.",
    "look_alike": "Hợp tác xã thu 3,4 tỷ ðồng từ bán chè, uỷ ban và hoà giải viên chứng kiến.",
    "fences": "Thu ngân sách\x1e\x1d của tỉnh\ue010\ue001 đạt 5 tỷ đồng trong năm nay.",
    "astral": "\U0001f600 Thu ngân sách của tỉnh đạt 5 tỷ đồng. \U0001f600\U0001f600 Chi ngân sách giảm.",
}  # fmt: skip
# What names the article and its version is the run's own.
OWN = {
    "version_id",
    "article_id",
    "article_key",
    "keyed_by",
    "sha256",
    "source",
    "origin",
    "fetched_at",
    "captured_at",
}


def test_a_text_read_alone_is_the_text_of_a_run(take_in):
    run = take_in({f"{name}.txt": text for name, text in HOSTILE.items()}).articles
    alone = article_rows({"id": name, "text": text} for name, text in HOSTILE.items())
    same = [c for c in ARTICLES if c not in OWN]
    by_name = {row["origin"].rsplit("/")[-1].removesuffix(".txt"): row for row in run.to_dicts()}
    assert by_name.keys() == HOSTILE.keys()
    for row in alone.to_dicts():
        assert {c: row[c] for c in same} == {c: by_name[row["article_id"]][c] for c in same}


def test_the_day_given_goes_before_the_one_in_the_text():
    (row,) = article_rows([{"text": HOSTILE["date_line"], "published_on": "2025-10-15"}]).to_dicts()
    assert (str(row["published_on"]), row["published_from"]) == ("2025-10-15", "metadata")


def test_bytes_are_decoded_as_a_file_is():
    text = "Thu ngân sách của tỉnh đạt 5 tỷ đồng."
    rows = article_rows({"text": text.encode(code)} for code in ("utf-8-sig", "utf-16"))
    assert rows["text"].to_list() == [text, text]


@pytest.mark.parametrize("text", ["", " \n\u200b", b"\x00\x01\x02\x03" * 50, "\ud800"])
def test_what_is_no_text_is_an_empty_one(text):
    (read,) = article_rows([{"id": "x", "text": text}])["text"].to_list()
    assert read in ("", "?")


def test_a_day_that_is_none_is_refused():
    with pytest.raises(ValueError, match="2025-13-40"):
        article_rows([{"text": "Tin.", "published_on": "2025-13-40"}])
