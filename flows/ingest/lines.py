"""The text of a data set, in whatever encoding, by lines or pieces of bounded length."""

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from flows.ingest.decode import NotText, decode, legacy_reading, unmarked_utf_16

LONGEST_LINE = 20_000_000  # characters; a longer line comes in parts
PIECE = 1_000_000
SAMPLE = 1_000_000
HALVES = re.compile("[\udc80-\udcff]")


class Text:
    """A text that is read once, by `lines` (with their ends) or by `pieces`."""

    def __init__(self, file: TextIO, mended: Callable[[str], str]) -> None:
        self._file = file
        self._mended = mended

    def lines(self) -> Iterator[str]:
        """Lines with their ends, as written."""
        while line := self._file.readline(LONGEST_LINE):
            yield self._mended(line)

    def pieces(self) -> Iterator[str]:
        """Runs of PIECE characters."""
        while piece := self._file.read(PIECE):
            yield self._mended(piece)


@contextmanager
def opened(path: Path) -> Iterator[Text]:
    """The text of a file: UTF-8, UTF-16, or a legacy encoding, by what its first megabyte reads as.

    A line of a UTF-8 file that is not UTF-8 is read by itself. Raises NotText.
    """
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    encoding, errors, mended = _encoding(start)
    with path.open(encoding=encoding, errors=errors, newline="") as text:
        yield Text(text, mended)


def _encoding(start: bytes) -> tuple[str, str, Callable[[str], str]]:
    """The codec and error handler to open the file with, and what mends each line."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        decode(start)  # raises NotText, here and below
        return "utf-16", "replace", str
    if codec := unmarked_utf_16(start):
        decode(start)
        return codec, "replace", str
    if _is_utf_8(start):
        return "utf-8-sig", "surrogateescape", _mended
    decode(start)
    reading = legacy_reading(start)
    if reading is None:
        return "utf-8-sig", "surrogateescape", _mended
    return "latin-1", "strict", lambda line: reading(line.encode("latin-1"))


def _is_utf_8(start: bytes) -> bool:
    try:
        # An incremental decoder waits for the rest of a last character cut in half.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def _mended(line: str) -> str:
    """Bytes that are no UTF-8 came as half surrogates: such a line is in another encoding, or torn."""
    if not HALVES.search(line):
        return line
    content = line.encode("utf-8", "surrogateescape")
    try:
        return decode(content)
    except NotText:
        return content.decode("utf-8", "replace")
