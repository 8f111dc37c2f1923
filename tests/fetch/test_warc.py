"""WARC: what was written reads back equal; what others wrote reads as far as it is whole."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.fetch import warc
from flows.fetch.contracts import Fetched, Limits, Request
from tests.web import QUICK, gzipped, redirect, unless_known

AT = datetime(2025, 10, 1, 6, 30, 0, 123456, tzinfo=UTC)
TEXT = "<p>Thu ngân sách đạt 1.234 tỷ đồng.</p>".encode()


def fetched(**changes: object) -> Fetched:
    values = {
        "url": "https://bao.example/tin",
        "final_url": "https://bao.example/tin/1",
        "outcome": "fetched",
        "reason": None,
        "detail": None,
        "status": 200,
        "headers": (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", "45")),
        "body": TEXT,
        "fetched_at": AT,
        "redirects": ("https://bao.example/tin",),
    }
    return Fetched(**(values | changes))


def written(*captures: Fetched, compress: bool = True) -> bytes:
    file = io.BytesIO()
    writer = warc.Writer(file, compress)
    for each in captures:
        assert writer.write(each)
    assert writer.written == len(captures)
    return file.getvalue()


def read(data: bytes, limits: Limits = QUICK) -> list[Fetched]:
    return list(warc.read(io.BytesIO(data), limits))


CAPTURES = {
    "a page": fetched(),
    "an empty page": fetched(body=b""),
    "a page without headers": fetched(headers=()),
    "a page with the same header twice": fetched(headers=(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))),
    "a chunked one": fetched(headers=(("Transfer-Encoding", "chunked"), ("Content-Encoding", "br"))),
    "a body that is itself a WARC record": fetched(body=b"x\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n\r\n"),
    "bytes that are no text": fetched(body=bytes(range(256)) * 9),
    "letters in a header": fetched(headers=(("X-Nơi", "Quảng Ninh"),)),
    "not modified": fetched(outcome="not_modified", status=304, body=None),
    "404": fetched(outcome="failed", reason="status", detail="… đáp 404; xem lại", status=404, body=None),
    "later": fetched(
        outcome="failed", reason="later", detail="nghỉ", status=429, body=None, retry_after=3600.0
    ),
    "a broken body": fetched(outcome="failed", reason="encoding", detail="no gzip", body=None),
    "an address as it was typed": fetched(url=" HTTP://Báo.example/a b\t"),
}


@pytest.mark.parametrize("compress", [True, False], ids=["gzip", "plain"])
def test_what_was_written_reads_back_equal(compress):
    assert read(written(*CAPTURES.values(), compress=compress)) == list(CAPTURES.values())


NAME = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True).filter(
    lambda n: not n.lower().startswith("x-crawl-")
)
VALUE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(NAME, VALUE), max_size=6), st.binary(max_size=300), st.booleans())
def test_any_headers_and_any_body_read_back_equal(headers, body, compress):
    capture = fetched(headers=tuple(headers), body=body)
    assert read(written(capture, capture, compress=compress)) == [capture, capture]


def test_what_nobody_answered_leaves_no_record():
    file = io.BytesIO()
    writer = warc.Writer(file)
    assert not writer.write(fetched(outcome="refused", reason="robots", status=None, body=None))
    assert writer.written == 0 and read(file.getvalue()) == []


def test_what_was_fetched_comes_again_from_its_file(web, client):
    urls = [
        web.on("/a", gzipped(TEXT)),
        web.on("/b", redirect("/a")),
        web.on("/c", unless_known(TEXT, etag='"1"')),
        web.url("/d"),
    ]
    got = list(chain.from_iterable(client().fetch_all(Request(u, etag='"1"') for u in urls)))
    assert read(written(*got)) == got and {f.outcome for f in got} == {"fetched", "not_modified", "failed"}


def test_others_read_what_is_written():
    data = written(fetched())
    records = [
        (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
        for r in ArchiveIterator(io.BytesIO(data), check_digests="raise")
    ]
    assert [kind for kind, *_ in records] == ["warcinfo", "response"]
    assert records[1][1:] == ("https://bao.example/tin/1", TEXT)
    response = list(ArchiveIterator(io.BytesIO(data)))[1]
    assert response.rec_headers.get_header("WARC-Date") == "2025-10-01T06:30:00.123456Z"


LIES = {
    "a success that was none": {"outcome": "fetched", "status": 404},
    "an outcome that is none": {"outcome": "xong"},
    "a number for an address": {"url": 7},
    "numbers for redirects": {"redirects": (1, 2)},
    "words for seconds": {"retry_after": "lâu"},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_what_a_record_says_of_itself_is_checked(lie):
    [got] = read(written(fetched(**lie)))
    assert (got.outcome, got.reason, got.body) == ("failed", "warc", None)
    assert "Khotin-Capture cannot be read" in (got.detail or "")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Content-Length: " + "9" * 5000, "is no number"),
        ("Content-Length: ²", "is no number"),
        ("WARC-Date: hôm qua", "WARC-Date"),
        ("WARC-Date: 0001-01-01T00:00:00+14:00", "WARC-Date"),
        ("Khotin-Capture: " + "[" * 100_000, "Khotin-Capture"),
        ("Khotin-Capture: []", "Khotin-Capture"),
    ],
)
def test_a_hostile_head_is_told(head, words):
    answer = b"HTTP/1.1 200 OK\r\n\r\ntin"
    others = f"Content-Length: {len(answer)}\r\nWARC-Date: 2025-10-01T00:00:00Z"
    lines = f"{head}\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.example/a\r\n{others}"
    [got] = read(f"WARC/1.0\r\n{lines}\r\n\r\n".encode() + answer + b"\r\n\r\n")
    assert (got.outcome, got.reason) == ("failed", "warc") and words in (got.detail or "")


# Files of others: as CC-NEWS (a crawler's own names for the headers as sent), and as programs that keep bytes as sent.


def foreign(
    bodies: list[tuple[list[tuple[str, str]], bytes]], compress: bool = True, status: str = "200 OK"
) -> bytes:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compress)
    writer.write_record(writer.create_warcinfo_record("cc.warc.gz", {"software": "Nutch"}))
    for i, (headers, body) in enumerate(bodies):
        url = f"https://bao.example/{i}"
        answer = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "bao.example")], is_http_request=True)
        dates = {"WARC-Date": f"2025-10-0{i % 9 + 1}T00:00:00Z"}
        writer.write_record(
            writer.create_warc_record(url, "request", http_headers=asked, warc_headers_dict=dates)
        )
        writer.write_record(
            writer.create_warc_record(
                url, "response", io.BytesIO(body), len(body), http_headers=answer, warc_headers_dict=dates
            )
        )
    return file.getvalue()


CHUNKED = b"5\r\n" + TEXT[:5] + b"\r\n" + f"{len(TEXT) - 5:x}\r\n".encode() + TEXT[5:] + b"\r\n0\r\n\r\n"
AS_OTHERS_WRITE = {
    "decoded, as CC-NEWS": (
        [("X-Crawl-Content-Encoding", "gzip"), ("X-Crawl-Content-Length", "40"), ("Content-Length", "48")],
        TEXT,
    ),
    "decoded, with its header left": ([("Content-Encoding", "gzip")], TEXT),
    "gzip as sent": ([("content-encoding", "gzip")], gzip.compress(TEXT)),
    "brotli as sent": ([("Content-Encoding", "br")], brotli.compress(TEXT)),
    "chunks as sent": ([("Transfer-Encoding", "chunked")], CHUNKED),
    "called chunked": ([("Transfer-Encoding", "chunked")], TEXT),
    "no headers": ([], TEXT),
}


@pytest.mark.parametrize("compress", [True, False], ids=["gzip", "plain"])
def test_records_of_others_give_the_page(compress):
    got = read(foreign(list(AS_OTHERS_WRITE.values()), compress))
    assert {n: f.body for n, f in zip(AS_OTHERS_WRITE, got, strict=True)} == dict.fromkeys(
        AS_OTHERS_WRITE, TEXT
    )
    assert {f.outcome for f in got} == {"fetched"}
    assert got[0].headers == (("Content-Encoding", "gzip"), ("Content-Length", "40"))
    assert (got[1].url, got[1].fetched_at) == ("https://bao.example/1", datetime(2025, 10, 2, tzinfo=UTC))


def test_what_was_no_success_when_it_was_captured_is_told_as_that():
    got = read(foreign([([], TEXT)], status="404 Not Found"))
    assert [(f.outcome, f.reason, f.status, f.body) for f in got] == [("failed", "status", 404, None)]


def test_a_redirect_is_no_capture_what_it_leads_to_is():
    moved = [([("Location", "https://bao.example/moi")], b"")]
    assert read(foreign(moved, status="301 Moved Permanently")) == []
    assert [f.outcome for f in read(foreign([([], TEXT)], status="301 Moved Permanently"))] == ["failed"]


PAGES = [([("Content-Type", "text/html")], TEXT * 40 + str(i).encode()) for i in range(6)]
WHOLE = [body for _, body in PAGES]


def record_starts(data: bytes) -> list[int]:
    """Where the records of a gzip WARC begin."""
    iterator, found = ArchiveIterator(io.BytesIO(data)), []
    for _ in iterator:
        found.append(iterator.get_record_offset())
    return found


def damaged() -> dict[str, tuple[bytes, list[bytes]]]:
    """Damaged files, and the bodies that are still whole."""
    packed, plain = foreign(PAGES), foreign(PAGES, compress=False)
    third = record_starts(packed)[6]  # warcinfo, then request and response of each page
    fourth = record_starts(packed)[7]
    length = b"Content-Length: " + str(len(WHOLE[2])).encode()
    block = plain.index(WHOLE[2])
    stated = plain.rindex(b"Content-Length: ", 0, block)
    end = plain.index(b"\r\n", stated)

    def stating(text: bytes) -> bytes:
        return plain[:stated] + b"Content-Length: " + text + plain[end:]

    assert length not in plain  # the block's length counts the HTTP head as well
    return {
        "gzip, cut in the last record": (packed[:-40], WHOLE[:5]),
        "plain, cut in the last record": (plain[:-40], WHOLE[:5]),
        "plain, cut in a head": (plain[: plain.rindex(b"WARC-Date")], WHOLE[:5]),
        "gzip, a record overwritten": (
            packed[:third] + bytes(fourth - third) + packed[fourth:],
            WHOLE[:2] + WHOLE[3:],
        ),
        "gzip, bytes within a record turned": (
            packed[: third + 60]
            + bytes(b ^ 255 for b in packed[third + 60 : third + 90])
            + packed[third + 90 :],
            WHOLE[:2] + WHOLE[3:],
        ),
        "gzip, garbage between records": (packed[:third] + b"rubbish" * 99 + packed[third:], WHOLE),
        "plain, garbage between records": (
            plain.replace(b"\r\n\r\nWARC/1.0", b"\r\n\r\nrubbish\r\n\r\nWARC/1.0", 5),
            WHOLE,
        ),
        "plain, a length too long": (stating(b"3000"), WHOLE[:2] + WHOLE[3:]),
        "plain, a length far too long": (stating(b"99999"), WHOLE[:2] + WHOLE[3:]),
        "plain, a length too short": (stating(b"500"), WHOLE[:2] + WHOLE[3:]),
        "plain, a length in words": (stating(b"dai"), WHOLE[:2] + WHOLE[3:]),
        "plain, a negative length": (stating(b"-5"), WHOLE[:2] + WHOLE[3:]),
        "all in one gzip member": (gzip.compress(plain), WHOLE),
        "zeros behind": (packed + bytes(500), WHOLE),
    }


DAMAGED = damaged()


@pytest.mark.parametrize(("data", "whole"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_gives_every_record_that_is_whole_and_tells_the_rest(data, whole):
    got = read(data)
    assert [f.body for f in got if f.outcome == "fetched"] == whole
    bad = [f for f in got if f.outcome != "fetched"]
    assert {(f.outcome, f.reason) for f in bad} <= {("failed", "warc")}
    assert all("record" in (f.detail or "") for f in bad)
    assert bad or whole == WHOLE


@pytest.mark.parametrize(
    "data", [b"", b"\r\n\r\n", gzip.compress(b"")], ids=["nothing", "blank lines", "an empty gzip"]
)
def test_an_empty_file_is_empty(data):
    assert read(data) == []


@pytest.mark.parametrize(
    "data",
    [
        b"<html>Tin</html>",
        gzip.compress(b"tin" * 999),
        bytes(99_999),
        b"\x1f\x8b\x08",
        b"WARC/1.0\r\n" + b"a: b\r\n" * 99_999,
    ],
    ids=["a page", "gzip of a text", "zeros", "three bytes of gzip", "an endless head"],
)
def test_what_is_no_warc_is_told_once(data):
    got = read(data)
    assert [(f.outcome, f.reason) for f in got] == [("failed", "warc")]


def test_records_with_other_things_than_pages_are_passed_over():
    file = io.BytesIO()
    writer = WARCWriter(file)
    for url, kind in [
        ("dns:bao.example", "response"),
        ("https://bao.example/a", "metadata"),
        ("https://bao.example/a", "conversion"),
    ]:
        writer.write_record(
            writer.create_warc_record(url, kind, io.BytesIO(b"tin"), 3, warc_content_type="text/plain")
        )
    writer.write_record(
        writer.create_warc_record(
            "https://bao.example/b", "resource", io.BytesIO(TEXT), len(TEXT), warc_content_type="text/html"
        )
    )
    got = read(file.getvalue())
    assert [(f.url, f.body, f.headers) for f in got] == [
        ("https://bao.example/b", TEXT, (("Content-Type", "text/html"),))
    ]


BOMBS = {
    "a gzip body": ([("Content-Encoding", "gzip")], gzip.compress(bytes(20_000_000))),
    "a brotli body": ([("Content-Encoding", "br")], brotli.compress(bytes(20_000_000), quality=3)),
}


@pytest.mark.parametrize(("headers", "body"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_within_a_record_is_not_unpacked(headers, body):
    got = read(foreign([(headers, body), ([], TEXT)]))
    assert [(f.outcome, f.reason, f.body) for f in got] == [
        ("failed", "encoding", None),
        ("fetched", None, TEXT),
    ]


def test_a_record_that_is_too_large_is_told_and_the_next_one_read():
    got = read(foreign([([], bytes(3_000_000)), ([], TEXT)]))
    assert [(f.outcome, f.reason, f.body) for f in got] == [
        ("failed", "too_large", None),
        ("fetched", None, TEXT),
    ]


def test_memory_holds_one_record_whatever_the_file():
    """Two hundred records of 100 kB and a member that unpacks to 50 MB take less than 4 MB at once."""

    class Endless(io.RawIOBase):
        def __init__(self, pieces: Iterator[bytes]) -> None:
            self._pieces, self._left = pieces, b""

        def read(self, size: int = -1) -> bytes:
            self._left = self._left or next(self._pieces, b"")
            found, self._left = self._left[:size], self._left[size:]
            return found

    one = foreign([([], bytes(100_000))])
    bomb = gzip.compress(b"WARC/1.0\r\nContent-Length: 50000000\r\n\r\n" + bytes(50_000_000))

    def pieces() -> Iterator[bytes]:
        for _ in range(200):
            yield one
        yield bomb

    tracemalloc.start()
    count = sum(f.outcome == "fetched" for f in warc.read(Endless(pieces()), QUICK))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200
    assert peak < 4_000_000


@given(st.binary(max_size=400), st.integers(0, 3000), st.integers(1, 200))
def test_no_damage_raises(rubbish, at, cut):
    for data in (PACKED, PLAIN):
        for damaged_data in (data[:at] + rubbish + data[at + cut :], data[: at + cut], rubbish):
            for each in read(damaged_data):
                assert each.outcome in ("fetched", "failed")


PACKED, PLAIN = foreign(PAGES[:2]), foreign(PAGES[:2], compress=False)
