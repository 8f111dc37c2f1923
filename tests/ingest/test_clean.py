"""One text: NFC, plain blanks, a blank line between paragraphs, nothing unseen."""

import unicodedata

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.clean import cleaned


def clean(text: str) -> str:
    return pl.DataFrame({"text": [text]}).select(cleaned(pl.col("text"))).item()


def test_every_line_is_a_paragraph_whatever_ends_it():
    told = "Đoạn một.\n\nĐoạn hai.\n\nĐoạn ba."
    for text in (
        "Đoạn một.\r\nĐoạn hai.\r\nĐoạn ba.\r\n",
        "\n\n Đoạn một. \n\n\n\tĐoạn hai.\n \nĐoạn ba.  ",
        "Đoạn một.\rĐoạn hai.\u2028Đoạn ba.",
    ):
        assert clean(text) == told


def test_lines_wrapped_at_a_width_are_joined_and_paragraphs_kept():
    wrapped = (
        "Huyện miền núi này có hơn\nchín nghìn hộ dân, phần lớn\nsống bằng nghề rừng và chăn\nnuôi gia súc trên các\n"
        "sườn đồi thấp.\n\nNăm qua, thu nhập của bà\ncon đã khá hơn trước."
    )
    assert clean(wrapped) == (
        "Huyện miền núi này có hơn chín nghìn hộ dân, phần lớn sống bằng nghề rừng và chăn nuôi gia súc trên các "
        "sườn đồi thấp.\n\nNăm qua, thu nhập của bà con đã khá hơn trước."
    )


def test_headings_and_list_lines_stay_lines():
    text = "Kết quả\nDoanh thu tăng.\nBa dự án:\n- Cầu Sông Lam\n- Chợ Đầu Mối\n- Trường Bản Mới"
    assert clean(text) == text.replace("\n", "\n\n")


def test_what_cannot_be_seen_goes_and_blanks_become_plain():
    assert clean("Tin\u00a0mới\x1e\ue000\u200b\ufeff\x07:\tgiá\u2009gạo tăng") == "Tin mới: giá gạo tăng"


def test_several_blanks_are_one_but_ahead_of_a_capital_where_a_paragraph_may_have_ended():
    assert clean("Xã thu  3,2   tỷ \u00a0đồng.  \n  Hết") == "Xã thu 3,2 tỷ đồng.\n\nHết"
    assert clean("Ông Lê An, Công ty Lá Xanh   Sáng nay") == "Ông Lê An, Công ty Lá Xanh   Sáng nay"


def test_what_looks_alike_stays_as_the_paper_wrote_it():
    for text in ("uỷ ban", "ủy ban", "ðồng", "hoà", "“trích” – ‘lời’ … −5"):
        assert clean(text) == text


def test_a_printed_list_of_strings_becomes_text():
    printed = r"""Lời dẫn của bài.['\r\n    ', 'Tỉnh mở thêm chợ.', '\r\n', 'Ông Bình nói: "Chúng tôi mừng".', '\r\n   ', 'Theo ', 'kế hoạch', ' mới, chợ họp\xa0sớm.', '\r\n']"""
    assert clean(printed) == (
        'Lời dẫn của bài.\n\nTỉnh mở thêm chợ.\n\nÔng Bình nói: "Chúng tôi mừng".\n\nTheo kế hoạch mới, chợ họp sớm.'
    )


def test_a_blank_that_a_program_printed_is_a_blank_again():
    assert clean(r"Chợ họp\xa0 sớm, thu xa08,4 tỷ đồng cho xa0Sở An Phú. xa0 , Ông Bình mừng.") == (
        "Chợ họp sớm, thu 8,4 tỷ đồng cho Sở An Phú. , Ông Bình mừng."
    )
    assert clean("Chợ mới mở.\nxa0Dân xa 0 cây số, mã 0xa0.") == "Chợ mới mở.\n\nDân xa 0 cây số, mã 0xa0."


def test_ordinary_quotes_are_no_printed_list():
    text = "Các từ 'vườn', 'ao', 'chuồng' viết tắt là VAC ['vac']."
    assert clean(text) == text


def test_escaped_slashes_and_quotes_are_read():
    assert clean(r"Ngày 30\/4, xã \"nông thôn mới\" đón khách.") == 'Ngày 30/4, xã "nông thôn mới" đón khách.'


def test_markup_in_a_field_becomes_paragraphs():
    markup = "<p>Đoạn <b>một</b>&nbsp;&amp; hai.</p><script>var a = '<p>';</script><div class='x'>Đoạn ba<br/>Đoạn tư</div>"
    assert clean(markup) == "Đoạn một & hai.\n\nĐoạn ba\n\nĐoạn tư"
    assert clean("Chỉ số a < b và c > d, R&D; 5 <10") == "Chỉ số a < b và c > d, R&D; 5 <10"


def test_a_very_long_text_without_breaks_is_read_in_linear_time():
    text = "Ủng hộ: " + "bà Lê Thị Na 50.000; " * 40_000 + " " * 200_000 + "[" * 200_000
    assert len(clean(text)) == len(text) - 200_000  # one blank is left


@given(st.text(alphabet=st.sampled_from("aếđ Ưộ.,:'\"[]\\\r\n\t\x1e\ue001\u00a0\u0323<p>&;0"), max_size=120))
def test_cleaning_leaves_a_text_that_keeps_the_form(text):
    result = clean(text)
    assert unicodedata.is_normalized("NFC", result)
    assert result == result.strip()
    paragraphs = result.split("\n\n")
    assert all(p == p.strip() and "\n" not in p for p in paragraphs)
    assert result == "" or all(paragraphs)
