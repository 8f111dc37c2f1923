"""A document is kept packed where that saves room, comes back as it came, and never as anything else."""

import hashlib
import os
import tracemalloc
from pathlib import Path

import brotli
import pytest

from flows.contracts import DOCUMENTS
from flows.ingest import parse
from flows.ingest.kept import BLOCK, TOO_LARGE, DocumentDamaged, content_of, files_of, keep, kept_at, size_of

MENU = "".join(f"<li><a href='/chuyen-muc/{n}'>Chuyên mục {n}</a></li>" for n in range(400))
TEXT = "Chợ quê họp trở lại\n\nSáng nay, bà con trong xã đã họp chợ phiên đầu tiên của năm mới tại bãi đất ven sông."
PAGE = (
    f"<html><head><title>Chợ quê họp trở lại</title></head><body><nav><ul>{MENU}</ul></nav><article>"
    f"<h1>Chợ quê họp trở lại</h1><p>{TEXT}</p></article></body></html>"
).encode()
SHA = hashlib.sha256(PAGE).hexdigest()


@pytest.fixture
def packed(landing: Path) -> Path:
    """The file of a page that is kept."""
    assert keep(PAGE, landing) == SHA
    (file,) = (f for f in files_of(SHA, landing) if f.exists())
    return file


def files(landing: Path) -> dict[str, int]:
    return {p.name: p.stat().st_size for p in landing.rglob("*") if p.is_file()}


def test_a_page_is_kept_packed_and_comes_back_as_it_came(landing, packed):
    assert packed.name == f"{SHA}.br" and packed.stat().st_size < len(PAGE) / 5
    assert content_of(SHA, landing) == PAGE == brotli.decompress(packed.read_bytes())
    assert size_of(SHA, landing) == len(PAGE)


def test_the_same_bytes_are_packed_the_same_and_kept_once_in_whatever_form(landing, packed):
    before = packed.read_bytes()
    packed.unlink()
    keep(PAGE, landing)
    assert packed.read_bytes() == before
    packed.unlink()
    kept_at(SHA, landing).write_bytes(PAGE)  # as an earlier khotin kept it
    keep(PAGE, landing)
    assert files(landing) == {SHA: len(PAGE)} and content_of(SHA, landing) == PAGE


def test_what_packing_makes_no_smaller_by_a_block_lies_as_it_came(landing):
    small, noise = b"a" * BLOCK, os.urandom(20_000)
    shas = [keep(small, landing), keep(noise, landing)]
    assert files(landing) == dict(zip(shas, (len(small), len(noise)), strict=True))


def test_a_data_set_lies_as_it_came_though_its_bytes_are_kept_packed(take_in, landing):
    lines = "\n".join(f'{{"id": "t{n}", "title": "Chợ phiên thứ {n}", "body": "{TEXT.split(chr(10))[-1]} Phiên {n}."}}' for n in range(60))  # fmt: skip
    sha = keep(lines.encode(), landing)
    assert take_in({"a.jsonl": lines}).articles.height == 60
    assert {sha, f"{sha}.br"} <= set(files(landing))


CUT, FLIPPED, EMPTY, GONE, BOMB, OTHER = "cut", "flipped", "empty", "gone", "bomb", "other"


def spoil(file: Path, how: str) -> None:
    whole = file.read_bytes()
    if how == GONE:
        file.unlink()
        return
    middle = len(whole) // 2
    file.write_bytes(
        {
            CUT: whole[:middle],
            FLIPPED: whole[:middle] + bytes([whole[middle] ^ 64]) + whole[middle + 1 :],
            EMPTY: b"",
            BOMB: brotli.compress(bytes(3 * TOO_LARGE), quality=1),
            OTHER: brotli.compress(PAGE + b" "),
        }[how]
    )


@pytest.mark.parametrize("how", [CUT, FLIPPED, EMPTY, GONE, BOMB, OTHER])
def test_a_damaged_document_is_told_by_its_place_and_the_others_are_read(take_in, landing, how):
    taken = take_in({"a.html": PAGE, "b.txt": TEXT})
    spoil(kept_at(SHA, landing).with_name(f"{SHA}.br"), how)
    tracemalloc.start()
    with pytest.raises(DocumentDamaged, match=rf"{SHA}(?:: không còn /)? is not"):
        content_of(SHA, landing)
    assert tracemalloc.get_traced_memory()[1] < 2.5 * TOO_LARGE
    tracemalloc.stop()
    articles, rejected = parse(taken.documents.select(DOCUMENTS.names()), landing)
    assert articles["origin"].to_list() == ["articles/b.txt"]
    assert rejected.select("origin", "reason").rows() == [("articles/a.html", "damaged")]


def test_a_document_that_is_kept_as_it_came_is_held_against_its_hash_too(take_in, landing):
    taken = take_in({"b.txt": TEXT})
    file = kept_at(taken.documents["sha256"][0], landing)
    file.write_bytes(file.read_bytes().replace("họp".encode(), b"tan"))
    _, rejected = parse(taken.documents.select(DOCUMENTS.names()), landing)
    assert rejected["reason"].to_list() == ["damaged"]
