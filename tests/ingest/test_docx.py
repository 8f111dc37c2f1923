"""Word documents become articles; what looks like one and is none, or unpacks to too much, is set aside by name."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.ingest.docx import docx_fields
from flows.ingest.unpack import NotUnpacked

TITLE = "Huyện Mường Sen xây thêm bốn trường mầm non"
BODY = [
    "Chủ tịch huyện Lò Thị Mẫu cho biết tổng vốn của bốn công trình là 86,5 tỷ đồng, lấy từ ngân sách tỉnh.",
    "Mỗi trường có sáu phòng học, một bếp ăn bán trú và sân chơi có mái che ở nơi trẻ em đi bộ được tới.",
]


def written(
    *paragraphs: str, title: str | None = None, heading: tuple[str, ...] = (), table: str = ""
) -> bytes:
    """A document: a table that heads it, a title in the style of that name, paragraphs, a table of figures."""
    document = docx.Document()
    document.core_properties.created = datetime(2013, 12, 23, tzinfo=UTC)
    document.core_properties.author = "Admin"
    document.core_properties.title = "Document1"
    if heading:
        for cell, text in zip(document.add_table(1, len(heading)).rows[0].cells, heading, strict=True):
            cell.text = text
    if title:
        document.add_paragraph(title, style="Title")
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    return saved(document)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({n: archive.read(n) for n in archive.namelist() if n != name} | {name: part})


def test_a_document_gives_its_title_and_paragraphs_without_tables(take_in):
    article = take_in({"a.docx": written(*BODY, title=TITLE, table="Thu nội địa 45.600")}).article
    assert (article["title"], article["text"]) == (TITLE, "\n\n".join([TITLE, *BODY]))
    assert article["byline"] is None


def test_a_first_line_is_the_title_as_in_a_text_file(take_in):
    assert take_in({"a.docx": written(TITLE, *BODY)}).article["title"] == TITLE


def test_when_a_file_was_made_is_no_date(take_in):
    article = take_in({"a.docx": written(TITLE, *BODY)}).article
    assert (article["published_on"], article["published_from"]) == (None, None)


def test_a_document_of_the_administration_is_dated_where_its_heading_says(take_in):
    heading = (
        "UBND HUYỆN MƯỜNG SEN\nSố: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMường Sen, ngày 4 tháng 3 năm 2025",
    )
    article = take_in({"a.docx": written("BÁO CÁO", TITLE, *BODY, heading=heading)}).article
    assert (article["published_on"], article["published_from"]) == (date(2025, 3, 4), "header")
    assert "CỘNG HÒA" not in article["text"]


def test_a_place_and_a_day_in_a_later_table_are_not_its_own():
    assert (
        docx_fields(written(TITLE, *BODY, table="Lam Giang, ngày 4 tháng 3 năm 2025"))["published_raw"]
        is None
    )


def test_the_day_on_a_cover_page_is_its_publication(take_in):
    cover = b'<CoverPageProperties xmlns="http://schemas.microsoft.com/office/2006/coverPageProps"><PublishDate>2025-03-04T00:00:00</PublishDate></CoverPageProperties>'
    article = take_in({"a.docx": with_part(written(TITLE, *BODY), "customXml/item1.xml", cover)}).article
    assert (article["published_on"], article["published_from"]) == (date(2025, 3, 4), "metadata")


def test_a_text_that_stands_in_tables_only_is_read():
    assert BODY[0] in docx_fields(written(table=f"{TITLE}\n{BODY[0]}"))["body"]


def test_words_that_were_taken_out_or_moved_are_no_text():
    document = docx.Document()
    paragraph = document.add_paragraph(BODY[0])
    for tag, words in (("w:del", "đã xóa"), ("w:moveFrom", "đã chuyển"), ("w:ins", " Thêm vào.")):
        change = docx.oxml.OxmlElement(tag)
        run = docx.oxml.OxmlElement("w:r")
        text = docx.oxml.OxmlElement("w:t")
        text.text = words
        run.append(text), change.append(run), paragraph._p.append(change)
    assert docx_fields(saved(document))["body"] == f"{BODY[0]} Thêm vào."


def test_a_document_in_a_zip_is_read(take_in):
    taken = take_in({"tin.zip": packed({"a.docx": written(TITLE, *BODY), "b.pdf": b"%PDF-1.7"})})
    assert taken.article["origin"] == "articles/tin.zip/a.docx"
    assert taken.reasons == {"articles/tin.zip/b.pdf": "not_read"}


GOOD = written(TITLE, *BODY)
BOMB = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


@pytest.mark.parametrize(
    ("content", "reason", "why"),
    [
        (b"", "unreadable", "no Word document"),
        (b"PK\x03\x04" + b"\0" * 50, "unreadable", "no Word document"),
        (b"\xd0\xcf\x11\xe0" * 50, "unreadable", "no Word document"),
        (GOOD[: len(GOOD) // 2], "unreadable", "no Word document"),
        (packed({"a.txt": b"tin"}), "unreadable", "no Word document that can be read"),
        (with_part(GOOD, "word/document.xml", BOMB), "unreadable", "declares a document type"),
        (with_part(GOOD, "word/document.xml", b"<w"), "unreadable", "no Word document that can be read"),
        (with_part(GOOD, "word/document.xml", b" " * 20_000_001), "too_large", "word/document.xml unpacks to"),
        (with_part(GOOD, "word/media/a.bmp", b"\0" * 30_000_000), "too_large", "a.bmp unpacks to"),
    ],
    ids=["nothing", "zeros", "an old .doc", "cut", "a zip", "XML bomb", "broken", "zip bomb", "picture bomb"],
)  # fmt: skip
def test_what_cannot_be_read_is_set_aside_with_its_reason(take_in, content, reason, why):
    taken = take_in({"a.docx": content, "b.txt": f"{TITLE}\n\n{BODY[0]}"})
    assert taken.reasons == {"articles/a.docx": reason}
    assert why in taken.rejected["detail"][0]
    assert taken.articles.height == 1


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)), st.binary(max_size=20))
def test_any_bytes_are_a_document_or_none(start, stop, put):
    try:
        assert docx_fields(GOOD[:start] + put + GOOD[stop:])["body"] is not None
    except NotUnpacked as error:
        assert error.reason in ("unreadable", "too_large")


def test_files_that_khotin_does_not_read_are_told_once_and_stop_nothing(take_in):
    files = {
        "a.txt": f"{TITLE}\n\n{BODY[0]}",
        "b.pdf": b"%PDF-1.7",
        "c.doc": b"\xd0\xcf",
        "~$d.docx": b"x",
        "e.jpg": b"x",
        "f": BODY[0],
        "g.7z": b"7z",
    }
    taken = take_in(files)
    assert taken.articles.height == 1
    assert taken.reasons == {f"articles/{n}": "not_read" for n in ("b.pdf", "c.doc", "f", "g.7z")}
    told = dict(taken.rejected.select("origin", "detail").rows())
    assert (
        told["articles/b.pdf"]
        == "khotin không đọc .pdf, lưu thành .docx hay .txt / khotin does not read .pdf: save it as .docx or .txt"
    )
    assert "let it end in .txt" in told["articles/f"] and "pack it as .zip" in told["articles/g.7z"]
    again = take_in(known=taken.known)
    assert again.rejected.height == 0
