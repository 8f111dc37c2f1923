"""Bodies as they were sent (gzip, deflate, br), and files packed with gzip, become bytes, piece by piece: a bomb is met before it has grown."""

import zlib
from collections.abc import Iterator

PIECE = 65_536  # decoded bytes at a time
ACCEPTED = "gzip, deflate, br"
A_GZIP = b"\x1f\x8b\x08"  # how a file of gzip begins, such as sitemap-1.xml.gz


class Broken(ValueError):
    """The body is not what its Content-Encoding says, or ends early."""


class Identity:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def finish(self) -> None: ...


class Gzip:
    """gzip, also of several members; what follows the last one is ignored, as browsers do."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(31)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            self._begun = True
            if self._inflate.eof:
                if not data.startswith(b"\x1f"):
                    return
                self._inflate = zlib.decompressobj(31)
            try:
                out = self._inflate.decompress(data, PIECE)
                data = self._inflate.unconsumed_tail or self._inflate.unused_data
                yield out
            except zlib.error as error:
                raise Broken(f"no gzip ({error})") from error

    def finish(self) -> None:
        if self._begun and not self._inflate.eof:
            raise Broken("dòng gzip đứt sớm / the gzip stream ends early")


class Deflate:
    """zlib streams, and the bare deflate that some servers send under the same name."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._inflate.eof:
            if not self._begun and data[0] & 0x0F != 8:
                self._inflate = zlib.decompressobj(-15)
            self._begun = True
            try:
                out = self._inflate.decompress(data, PIECE)
                data = self._inflate.unconsumed_tail
                yield out
            except zlib.error as error:
                raise Broken(f"no deflate ({error})") from error

    def finish(self) -> None:
        if self._begun and not self._inflate.eof:
            raise Broken("dòng deflate đứt sớm / the deflate stream ends early")


class Brotli:
    def __init__(self) -> None:
        import brotli

        self._error = brotli.error
        self._brotli = brotli.Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(data)
        try:
            yield self._brotli.process(data, output_buffer_limit=PIECE)
            while not self._brotli.can_accept_more_data():
                yield self._brotli.process(b"", output_buffer_limit=PIECE)
        except self._error as error:
            raise Broken(f"no brotli ({error})") from error

    def finish(self) -> None:
        if self._begun and not self._brotli.is_finished():
            raise Broken("dòng brotli đứt sớm / the brotli stream ends early")


class Unpacked:
    """What a body holds that is itself a file of gzip, whatever it was sent as; any other body as it is."""

    def __init__(self, sent: "Coding") -> None:
        self._sent, self._begin = sent, b""
        self._file: Identity | Gzip | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        for part in self._sent.feed(data):
            yield from self._of(part)

    def finish(self) -> Iterator[bytes]:
        """What is left; Broken where the body or the file in it ends early."""
        self._sent.finish()
        if self._file is None:
            yield self._begin
        else:
            self._file.finish()

    def _of(self, part: bytes) -> Iterator[bytes]:
        if self._file is None:
            self._begin += part
            if len(self._begin) < len(A_GZIP):
                return
            self._file = Gzip() if self._begin.startswith(A_GZIP) else Identity()
            part, self._begin = self._begin, b""
        yield from self._file.feed(part)

    @property
    def is_packed(self) -> bool:
        return isinstance(self._file, Gzip)


Coding = Identity | Gzip | Deflate | Brotli
CODINGS: dict[str, type[Coding]] = {
    "gzip": Gzip,
    "x-gzip": Gzip,
    "deflate": Deflate,
    "br": Brotli,
}


def decoder(content_encoding: str) -> Unpacked:
    """The decoder for a Content-Encoding, which unpacks a file of gzip as well; Broken for one that was not asked for, or for one over another.

    >>> b"".join(decoder("gzip").feed(__import__("gzip").compress(b"tin")))
    b'tin'
    >>> b"".join(decoder("").feed(__import__("gzip").compress(b"tin")))
    b'tin'
    """
    return Unpacked(_coding(content_encoding))


def _coding(content_encoding: str) -> Coding:
    named = [c for part in content_encoding.lower().split(",") if (c := part.strip()) not in ("", "identity")]
    if not named:
        return Identity()
    if len(named) > 1 or named[0] not in CODINGS:
        raise Broken(f"Content-Encoding {content_encoding[:80]!r} was not asked for ({ACCEPTED} were)")
    return CODINGS[named[0]]()
