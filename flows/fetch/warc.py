"""What was fetched as WARC (ISO 28500), and any WARC as what was fetched, one record at a time.

warcio writes the records and reads their heads; the stream between them is read here, because a file of somebody
else's ends early, lies about lengths and hides bombs: a bad record is told, and the next one is looked for.
"""

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import responses
from importlib.metadata import version
from io import BytesIO
from typing import Any, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.limitreader import LimitReader
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)
from warcio.warcwriter import WARCWriter

from flows.fetch.address import shown
from flows.fetch.contracts import MOVED, Fetched, Limits
from flows.fetch.decode import PIECE, Broken, decoder
from flows.fetch.exchange import Headers, header

# Headers that describe the bytes as they were sent; kept bodies are decoded, so these are kept under another name,
# as Common Crawl does.
AS_SENT = ("content-encoding", "transfer-encoding", "content-length")
SENT = "X-Crawl-"
CAPTURE = "Khotin-Capture"  # what a record cannot say otherwise, as JSON
BETWEEN = b"\r\n\r\nWARC/1."  # the end of one record and the beginning of the next
MAGIC = b"\x1f\x8b\x08"
HEAD_BYTES = 256 * 1024
TOLD = {
    "url": str,
    "outcome": str,
    "reason": str | None,
    "detail": str | None,
    "retry_after": float | int | None,
    "redirects": list,
}
READABLE = ("response", "resource")


class BadRecord(ValueError):
    """A record that cannot be read; the next one may be."""


class Head(StatusAndHeaders):  # type: ignore[misc]
    """An HTTP head whose values stay as they were: warcio would escape what is not ASCII."""

    def to_ascii_bytes(self, header_filter: object = None) -> bytes:
        head: bytes = self.to_bytes(header_filter)
        return head


class Writer:
    """Writes to an open file, a gzip member a record; `written` counts them."""

    def __init__(self, file: BinaryIO, compress: bool = True) -> None:
        self._warc = WARCWriter(file, gzip=compress, warc_version="1.1")
        self.written = 0
        about = {"software": f"khotin/{version('khotin')}", "format": "WARC File Format 1.1"}
        self._warc.write_record(self._warc.create_warcinfo_record(None, about))

    def write(self, fetched: Fetched) -> bool:
        """Writes one capture; False for a fetch that no host answered, which leaves no record."""
        if fetched.status is None:
            return False
        headers = [(SENT + k if k.lower() in AS_SENT else k, v) for k, v in fetched.headers]
        body = fetched.body or b""
        if any(k.startswith(SENT) for k, _ in headers):
            headers.append(("Content-Length", str(len(body))))
        status = f"{fetched.status} {responses.get(fetched.status, '')}".strip()
        told = {
            "url": fetched.url,
            "outcome": fetched.outcome,
            "reason": fetched.reason,
            "detail": fetched.detail,
            "retry_after": fetched.retry_after,
            "redirects": fetched.redirects,
        }
        record = self._warc.create_warc_record(
            fetched.final_url,
            "response",
            payload=BytesIO(body),
            length=len(body),
            http_headers=Head(status, headers, protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": fetched.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                CAPTURE: json.dumps(told),
            },
        )
        self._warc.write_record(record)
        self.written += 1
        return True


def read(file: BinaryIO, limits: Limits = Limits()) -> Iterator[Fetched]:  # noqa: B008 - frozen
    """The captures of a WARC file, plain or gzip, in their order; `fetched_at` is the record's own date.

    Requests, revisits, descriptions and redirects are no captures: what one leads to has a record of its own. A record that cannot be read is `failed` with the reason
    `warc` and the place where it stands; no more than one record is held in memory.
    """
    stream = Stream(file)
    while stream.at_record():
        place = stream.place
        try:
            found = _record(stream, limits)
        except (BadRecord, Broken) as error:
            yield _bad("", f"record {place}: {error}; the next readable one is taken")
            if not stream.find_record():
                return
            continue
        if found is not None:
            yield found


def _record(stream: "Stream", limits: Limits) -> Fetched | None:
    """The next record, None where it is no capture."""
    head = _head(stream)
    stated = head.get_header("Content-Length") or ""
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):
        raise BadRecord(f"Content-Length {shown(stated)!r} is no number")
    length = int(stated)
    block = stream.read(min(length, limits.body_bytes + HEAD_BYTES))
    skipped = stream.skip(length - len(block))
    whole = len(block) + skipped == length
    if not whole or not stream.at_end_of_record():
        stream.push_back(b"" if skipped else block)  # it may hold the records that follow
        said = "it does not end after" if whole else "the file ends within"
        raise BadRecord(f"{said} the {length:,} bytes that it states")
    kind, url = head.get_header("WARC-Type"), (head.get_header("WARC-Target-URI") or "").strip("<>")
    if kind not in READABLE or not url.lower().startswith(("http:", "https:")):
        return None
    if skipped:
        return _bad(url, f"{shown(url)}: a record of {length:,} bytes is not read", "too_large")
    return _capture(head, kind, url, block, limits)


def _head(stream: "Stream") -> StatusAndHeaders:
    try:
        return StatusAndHeadersParser(["WARC/1.1", "WARC/1.0"]).parse(LimitReader(stream, HEAD_BYTES))
    except EOFError as error:
        raise BadRecord("the file ends within it") from error
    except StatusAndHeadersParserException as error:
        raise BadRecord(f"no WARC record ({shown(str(error))})") from error


def _capture(head: StatusAndHeaders, kind: str, url: str, block: bytes, limits: Limits) -> Fetched | None:
    status, headers, payload = _answer(url, block) if kind == "response" else (200, _typed(head), block)
    if status in MOVED and header(headers, "location") and head.get_header(CAPTURE) is None:
        return None
    try:
        at = datetime.fromisoformat(head.get_header("WARC-Date") or "")
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        told = _told(head.get_header(CAPTURE), url, status)
    except (ValueError, OverflowError, RecursionError) as error:
        return _bad(url, f"{shown(url)}: WARC-Date or {CAPTURE} cannot be read ({shown(str(error))})")
    outcome, reason, detail = told["outcome"], told["reason"], told["detail"]
    body: bytes | None = None
    if outcome == "fetched":
        try:
            body = _decoded(headers, payload, limits)
        except Broken as error:
            outcome, reason, detail = "failed", "encoding", f"{shown(url)}: {error}"
    return Fetched(
        url=told["url"],
        final_url=url,
        outcome=outcome,
        reason=reason,
        detail=detail,
        status=status,
        headers=_as_sent(headers),
        body=body,
        fetched_at=at,
        retry_after=told["retry_after"],
        redirects=tuple(told["redirects"]),
    )


def _told(value: str | None, url: str, status: int) -> dict[str, Any]:
    """How a capture ended: as its writer says, or by its status; ValueError where what it says cannot be."""
    outcome = {200: "fetched", 203: "fetched", 304: "not_modified"}.get(status, "failed")
    if value is None:
        failed = outcome == "failed"
        detail = f"{shown(url)} answered {status} when it was captured" if failed else None
        reason = "status" if failed else None
        return {
            "url": url,
            "outcome": outcome,
            "reason": reason,
            "detail": detail,
            "retry_after": None,
            "redirects": [],
        }
    told = json.loads(value)
    if not isinstance(told, dict) or told.keys() != TOLD.keys():
        raise ValueError("other names than expected")
    if wrong := [name for name, kinds in TOLD.items() if not isinstance(told[name], kinds)]:
        raise ValueError(f"{wrong[0]} is of another kind")
    if told["outcome"] not in (outcome, "failed") or not all(isinstance(r, str) for r in told["redirects"]):
        raise ValueError(f"status {status} is not {told['outcome']}")
    return told


def _answer(url: str, block: bytes) -> tuple[int, Headers, bytes]:
    """Status, headers and payload of an HTTP answer as it stands in a record."""
    rest = BytesIO(block)
    try:
        head = StatusAndHeadersParser([], verify=False).parse(rest)
        status = int(head.get_statuscode())
    except (EOFError, ValueError) as error:
        raise BadRecord(f"{shown(url)}: no HTTP answer ({shown(str(error))})") from error
    if not head.protocol.startswith("HTTP/"):
        raise BadRecord(f"{shown(url)}: no HTTP answer, but {shown(head.protocol)!r}")
    return status, tuple(head.headers), rest.read()


def _typed(head: StatusAndHeaders) -> Headers:
    """The headers of a bare resource, which has a type and no more."""
    sort = head.get_header("Content-Type")
    return (("Content-Type", str(sort)),) if sort else ()


def _decoded(headers: Headers, payload: bytes, limits: Limits) -> bytes:
    """A payload without chunks and coding; Broken where it is not what its headers say, or too large."""
    if (header(headers, "transfer-encoding") or "").lower() == "chunked":
        payload = ChunkedDataReader(BytesIO(payload)).read()
    coding = header(headers, "content-encoding") or ""
    if "gzip" in coding.lower() and not payload.startswith(MAGIC[:2]):
        return payload  # decoded by who wrote the file, with the header left as it was
    decoding, parts, size = decoder(coding), [], 0
    for part in decoding.feed(payload):
        parts.append(part)
        size += len(part)
        if size > limits.decoded_bytes:
            raise Broken(f"{len(payload):,} bytes became more than {limits.decoded_bytes:,}, not read")
    return b"".join([*parts, *decoding.finish()])


def _as_sent(headers: Headers) -> Headers:
    """The headers as the host sent them, where the writer of the file kept them under another name."""
    if not any(k.lower().startswith(SENT.lower()) for k, _ in headers):
        return headers
    kept = [(k, v) for k, v in headers if k.lower() != "content-length"]
    return tuple((k[len(SENT) :] if k.lower().startswith(SENT.lower()) else k, v) for k, v in kept)


def _bad(url: str, detail: str, reason: str = "warc") -> Fetched:
    return Fetched(url, url, "failed", reason, detail, None, (), None, datetime.now(UTC))


class Stream:
    """The bytes of a WARC file, decompressed piece by piece; `place` says where it is, for people."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._plain = b""
        self._at = 0  # what lies before it has been read
        self._raw = file.read(PIECE)
        self._read = len(self._raw)
        self._inflate = zlib.decompressobj(31) if self._raw.startswith(MAGIC) else None
        self._records = 0
        self._ended = False

    @property
    def place(self) -> str:
        return f"{self._records}, near byte {self._read - len(self._raw):,}"

    def at_record(self) -> bool:
        """Whether anything but blank lines follows."""
        self._records += 1
        while True:
            while self._plain[self._at : self._at + 1] in (b"\r", b"\n"):
                self._at += 1
            try:
                if self._left or not self._fill():
                    return self._left > 0
            except Broken:
                return True  # told by whoever reads it

    def at_end_of_record(self) -> bool:
        """Whether a record ends here: with blank lines, with the next record, or with the file."""
        try:
            while self._left < 16 and self._fill():
                pass
        except Broken:
            return True  # what follows is broken, this record is whole
        ahead = self._plain[self._at : self._at + 16]
        return ahead.startswith(b"\r\n\r\n") or ahead.lstrip(b"\r\n")[:5] in (b"", b"WARC/")

    def read(self, length: int) -> bytes:
        """So many bytes, fewer only where the file ends."""
        parts, left = [], length
        while left > 0 and (self._left or self._fill()):
            parts.append(self._plain[self._at : self._at + left])
            self._at += len(parts[-1])
            left -= len(parts[-1])
        return b"".join(parts)

    def skip(self, length: int) -> int:
        """Goes on by so many bytes without keeping them; how many there were."""
        left = length
        while left > 0 and (found := len(self.read(min(left, PIECE)))):
            left -= found
        return length - left

    def readline(self, length: int) -> bytes:
        """A line with its end, or its first `length` bytes."""
        while self._plain.find(b"\n", self._at) < 0 and self._left < length and self._fill():
            pass
        end = self._plain.find(b"\n", self._at, self._at + length) + 1 or self._at + length
        line = self._plain[self._at : end]
        self._at += len(line)
        return line

    def push_back(self, data: bytes) -> None:
        self._plain, self._at = data + self._plain[self._at :], 0

    def find_record(self) -> bool:
        """Goes to the next beginning of a record; False where there is none."""
        while True:
            found = self._plain.find(BETWEEN, self._at)
            if found >= 0:
                self._at = found + 4
                return True
            self._at = max(self._at, len(self._plain) - len(BETWEEN) + 1)
            try:
                if not self._fill():
                    return False
            except Broken:
                return self._next_member()

    @property
    def _left(self) -> int:
        return len(self._plain) - self._at

    def _fill(self) -> bool:
        """Takes in the next piece; False at the file's end. Broken where the compression is."""
        while not self._ended:
            between = self._inflate is not None and self._inflate.eof
            if between and not self._raw.strip(b"\0"):
                self._raw = self._raw[
                    :1
                ]  # zeros are padding where the file ends; before a record they are damage
                self._ended = not self._more()
                continue
            if between:
                self._inflate = zlib.decompressobj(31)
            if not self._raw and not self._more():
                self._ended = True
                if self._inflate is not None:
                    raise Broken("the file ends within it")
                return False
            out = self._inflated()
            self._plain, self._at = self._plain[self._at :] + out, 0
            if out:
                return True
        return False

    def _inflated(self) -> bytes:
        """Of the raw bytes, those that follow in plain; some stay raw where they are many."""
        if self._inflate is None:
            out, self._raw = self._raw, b""
            return out
        try:
            out = self._inflate.decompress(self._raw, PIECE)
        except zlib.error as error:
            raise Broken(f"its compression is broken ({error})") from error
        self._raw = self._inflate.unconsumed_tail or self._inflate.unused_data
        return out

    def _more(self) -> bool:
        data = self._file.read(PIECE)
        self._read += len(data)
        self._raw += data
        return bool(data)

    def _next_member(self) -> bool:
        """Goes to the next gzip member after broken bytes."""
        self._plain, self._at = b"", 0
        self._raw = self._raw[1:]
        while (found := self._raw.find(MAGIC)) < 0:
            self._raw = self._raw[-2:]
            if not self._more():
                self._ended = True
                return False
        self._raw, self._inflate = self._raw[found:], zlib.decompressobj(31)
        return True
