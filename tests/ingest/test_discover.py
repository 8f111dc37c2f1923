"""Which documents a source holds, and what they are called."""

import logging
import os
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from flows.ingest import NothingFound, discover
from flows.ingest.discover import NOT_READ, told_passed


def origins(*sources: str | Path) -> list[str]:
    return [found.origin for found in discover(sources)]


def written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Một dòng tin.")
    return path


def test_a_folder_gives_every_document_below_it_under_the_folders_own_name(folder):
    for name in ("b.txt", "2025/thang-5/a.MD", "trang.htm", "anh.jpg", "rows.parquet"):
        written(folder / name)
    assert origins(folder) == [
        "articles/2025/thang-5/a.MD",
        "articles/b.txt",
        "articles/rows.parquet",
        "articles/trang.htm",
    ]


def test_a_single_file_is_called_by_its_folder_and_its_name(folder):
    assert origins(written(folder / "a.txt")) == ["articles/a.txt"]


def test_a_glob_is_called_from_the_folder_above_its_first_wildcard(folder):
    written(folder / "2024/a.txt"), written(folder / "2025/a.txt"), written(folder / "2025/b.md")
    assert origins(folder / "20*" / "*.txt") == ["articles/2024/a.txt", "articles/2025/a.txt"]
    assert origins(folder / "**" / "*.md") == ["articles/2025/b.md"]


def test_a_relative_source_and_one_through_dots_are_called_the_same(folder, monkeypatch):
    written(folder / "a.txt")
    monkeypatch.chdir(folder)
    assert (
        origins(".") == origins("../articles") == origins("*.txt") == origins("a.txt") == ["articles/a.txt"]
    )


def test_a_name_in_decomposed_letters_gives_a_composed_origin(folder):
    written(folder / unicodedata.normalize("NFD", "Quảng Trị.txt"))
    assert origins(folder) == ["articles/Quảng Trị.txt"]


def test_a_document_that_two_sources_hold_is_found_once(folder):
    file = written(folder / "a.txt")
    assert origins(folder, file, folder / "*.txt") == ["articles/a.txt"]


def test_a_source_without_documents_says_what_where_and_what_to_do(folder):
    written(folder / "anh.jpg")
    for source in (folder, folder / "missing.txt", folder / "*.csv", folder / "anh.jpg"):
        with pytest.raises(
            NothingFound, match=r"no document there .*khotin reads .txt, .md, .*check the path"
        ) as error:
            discover([source])
        assert str(source) in str(error.value)


def test_a_source_of_files_that_khotin_does_not_read_says_which(folder):
    for name in ("a.pdf", "b.PDF", "c.doc", "~$d.docx"):
        written(folder / name)
    with pytest.raises(NothingFound, match=r"no document there, chỉ có / but 2 .pdf, 1 .doc "):
        discover([folder])
    written(folder / "e.docx")
    assert origins(folder) == [f"articles/{n}" for n in ("a.pdf", "b.PDF", "c.doc", "e.docx")]


def test_files_passed_over_are_counted_by_their_endings_and_what_holds_no_text_is_not(folder):
    for name in ("ok.txt", "muc/a.xml", "b.XML", "c.sqlite", "d.warc.gz", "e.jsonl.lz4", "scan.pdf"):
        written(folder / name)
    for name in ("anh.jpg", "trang_files/kieu.css", ".an.xml", "~$a.xml", "._b.xml", "_tam.xml", "ban-nhap"):
        written(folder / name)
    passed = Counter()
    assert len(discover([folder], passed)) == 3  # the .pdf and the name without an ending are told by `land`
    assert passed == {".xml": 2, ".sqlite": 1, ".warc.gz": 1, ".lz4": 1}
    told = str(told_passed(passed))
    assert told.startswith("5 tệp thuộc loại khotin không đọc đã bị bỏ qua / 5 files of kinds that khotin does not read passed over: 2 .xml, ")  # fmt: skip
    assert "`khotin run FILE` reads a WARC file" in told
    assert told_passed(Counter()) is None
    (folder / "ok.txt").unlink()
    for name in ("ban-nhap", "scan.pdf"):
        (folder / name).unlink()
    with pytest.raises(NothingFound, match=r"no document there, chỉ có / but 2 .xml, "):
        discover([folder])


def test_a_file_whose_name_does_not_end_as_files_do_is_found_and_a_programs_is_not(folder):
    of_people = ("Bản tin 4.3.2025", "Bài 1. Kinh tế", "ban-tin", "tin.", "tin.gz", "tin.rar", "tin.pdf.gz")
    of_programs = (".DS_Store", "_SUCCESS", ".git/HEAD", "__MACOSX/tin", "__MACOSX/tin.txt", "._tin.txt", "tin.txt~", "anh.JPG", "lib.so", "khoa.p12")  # fmt: skip
    for name in (*of_people, *of_programs):
        written(folder / name)
    with pytest.raises(
        NothingFound, match=r"no document there, chỉ có / but .*5 không đuôi / without an ending"
    ):
        discover([folder])
    written(folder / "tin.txt")
    assert set(origins(folder)) == {f"articles/{n}" for n in (*of_people, "tin.txt")}
    assert {f.kind for f in discover([folder]) if not f.origin.endswith(".txt")} == {NOT_READ}


@pytest.mark.parametrize("nothing", ["", "  "])
def test_nothing_at_all_is_not_the_current_folder(nothing):
    with pytest.raises(ValueError, match=r"no source; .* / is a variable of the shell empty\?"):
        discover([nothing])


def test_an_address_of_another_scheme_is_refused():
    with pytest.raises(ValueError, match="only http and https are fetched"):
        discover(["ftp://example.vn/tin.html"])


def test_a_link_that_leads_out_of_its_folder_is_left_out_and_told(folder, tmp_path, caplog):
    written(folder / "a.txt")
    (folder / "secret.txt").symlink_to(written(tmp_path / "outside" / "secret.txt"))
    (folder / "more").symlink_to(tmp_path / "outside", target_is_directory=True)
    with caplog.at_level(logging.WARNING):
        assert origins(folder) == ["articles/a.txt"]
        assert origins(folder / "**" / "*.txt") == ["articles/a.txt"]
    assert "leads out of" in caplog.text


def test_a_link_within_the_folder_is_the_document_itself(folder):
    (folder / "b.txt").symlink_to(written(folder / "a.txt"))
    assert origins(folder) == ["articles/a.txt"]


def test_documents_of_one_name_in_two_folders_of_one_name_are_both_found(tmp_path):
    first, second = written(tmp_path / "x/articles/a.txt"), written(tmp_path / "y/articles/a.txt")
    found = discover([second.parent, first.parent])
    assert [(d.path, d.origin) for d in found] == [(first, "articles/a.txt"), (second, "articles/a.txt")]
    assert origins(tmp_path / "*" / "articles") == [
        f"{tmp_path.name}/x/articles/a.txt",
        f"{tmp_path.name}/y/articles/a.txt",
    ]


def test_names_that_cannot_be_told_apart_get_origins_of_their_own(folder):
    """One name in composed and in decomposed letters; a name in bytes that are no UTF-8, and as those are spelt."""
    composed = unicodedata.normalize("NFC", "Quảng Trị.txt")
    for name in (composed, unicodedata.normalize("NFD", composed), "tin\\xe9.txt"):
        written(folder / name)
    with open(os.fsencode(folder) + b"/tin\xe9.txt", "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(b"Tin.")
    found = origins(folder)
    assert len(set(found)) == 4
    assert {f"articles/{composed}", "articles/tin\\xe9.txt"} < set(found)
    spelt_anew = (f"articles/{composed}~", "articles/tin\\xe9.txt~")
    assert sum(origin.startswith(spelt_anew) for origin in found) == 2
    assert found == origins(folder)
    for origin in found:
        origin.encode()


def test_wildcards_in_the_names_of_real_files_are_letters(folder):
    file = written(folder / "[2024]/a [1]?*.txt")
    assert origins(file) == ["[2024]/a [1]?*.txt"]
    assert origins(file.parent) == origins(file.parent / "*.txt") == origins(file)
    assert origins(folder) == origins(folder / "*" / "*.txt") == ["articles/[2024]/a [1]?*.txt"]


def test_packed_files_and_other_names_of_data_sets_are_found(folder):
    names = ["a.jsonl.gz", "b.CSV.zst", "c.json", "d.jl", "e.tsv.xz", "f.ndjson.bz2", "g.zip", "h.html.gz"]
    unread = ["x.gz", "y.tar.gz"]
    for name in (*names, *unread, "_SUCCESS", "anh.jpg.gz"):
        written(folder / name)
    assert origins(folder) == [f"articles/{name}" for name in (*names, *unread)]
    assert [f.origin for f in discover([folder]) if f.kind == NOT_READ] == [f"articles/{n}" for n in unread]


def test_what_cannot_be_opened_is_found_and_stops_nothing(folder):
    written(folder / "a.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "folder.txt").mkdir()
    assert origins(folder) == [f"articles/{n}" for n in ("a.txt", "gone.txt", "pipe.jsonl", "round.txt")]
