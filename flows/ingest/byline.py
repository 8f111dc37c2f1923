"""Who wrote an article, where its end says so."""

import polars as pl

from flows.letters import CAPITAL, LETTER, SMALL

NAME = rf"{CAPITAL}[{LETTER}.]*(?:\s+{CAPITAL}[{LETTER}.]*){{1,4}}"
PLACE = r"(?:\s*\([^()]+\))?"  # "Lê Na (từ Bình Dương)"
SIGNED = rf"(?i:tác giả|bài|bài, ảnh|bài và ảnh|tin, ảnh|tin|thực hiện|pv|phóng viên|theo)\s*:\s*{CAPITAL}.*|(?i:theo)\s+{CAPITAL}[^.]*"
INITIALS = rf"(?:{CAPITAL}\.\s?){{1,4}}{CAPITAL}?"
# A last paragraph: "Theo TTXVN", "Bài, ảnh: Lê Na", "Minh Hạnh - Thu Trang", "N.T.A".
LINE = rf"^({SIGNED}|{NAME}(?:\s*[-–,/&]\s*{NAME})*{PLACE}|{INITIALS})$"
# A name run into the last paragraph, after its full stop.
RUN_ON = rf"[.!?…”/]\s+({CAPITAL}{SMALL}+(?: {CAPITAL}{SMALL}+){{1,3}}{PLACE})$"
LONGEST = 80


def byline(text: pl.Expr) -> pl.Expr:
    """The line (String) that names the author or the source, at the end of a text; null without one."""
    tail = text.str.tail(LONGEST + 2)
    line = tail.str.extract(r"\n\n([^\n]+)$")
    return pl.coalesce(line.str.extract(LINE), tail.str.extract(RUN_ON)).str.strip_chars()
