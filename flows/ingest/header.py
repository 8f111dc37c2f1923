"""What stands before an article's text in a file: front matter, or a small block of "key: value" lines."""

import re

from flows.ingest.columns import names, plain_name

KEY_LINE = re.compile(r"([^\W\d][^\n:]{0,30}?)\s*:(?:\s+(.*))?$")
WORD = re.compile(r"[^\W\d_]{2,}")
DATE_WORDS = 4  # "Date: 12/6/2025 …" with more words is a title's line
LONGEST = 60  # lines of front matter; a dash line with none to close it within these opens no front matter

# Bounded or stopped by their own marks, so that no file is read in more than linear time.
MARKS = (
    (re.compile(r"^ {0,3}#{1,6}[ \t]+", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*(?:[ \t]+\"[^\"\n]{0,300}\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE), ""),
)


def split_header(text: str) -> tuple[dict[str, str], str]:
    """(fields, body) of a decoded file: fields by their names in FIELDS of the columns, filled ones only.

    Front matter stands between lines of `---` and may hold keys khotin does not know; a block of "key: value"
    lines holds known keys only (a Vietnamese one, which may open a sentence, not alone), and a blank line or `---` closes
    it. Neither is part of the text.
    """
    lines = text.lstrip("\ufeff \t\r\n").splitlines()
    fenced = bool(lines) and lines[0].strip() == "---"
    if not fenced and not (lines and KEY_LINE.match(lines[0].strip())):
        return {}, text
    known = {name: field for name, field in names().items() if field not in ("body", "published_more")}
    end = _fence_end(lines) if fenced else _block_end(lines, known)
    if end is None:
        return {}, text
    fields: dict[str, str] = {}
    for line in lines[1 if fenced else 0 : end]:
        match = KEY_LINE.match(line.strip())
        value = (match[2] or "").strip().strip("\"'").strip() if match else ""
        field = known.get(plain_name(match[1])) if match else None
        if field and value:
            fields.setdefault(field, value)
    return fields, "\n".join(lines[end + 1 :])


def without_markdown(text: str) -> str:
    """Markdown's words without its marks; a link keeps its words, an image its caption."""
    for pattern, replacement in MARKS:
        text = pattern.sub(replacement, text)
    return text


def _fence_end(lines: list[str]) -> int | None:
    return next((i for i, line in enumerate(lines[1:LONGEST], 1) if line.strip() == "---"), None)


def _block_end(lines: list[str], known: dict[str, str]) -> int | None:
    """The line that closes a block of known keys; null where the file does not open with one."""
    for i, line in enumerate(lines[:LONGEST]):
        if line.strip() in ("", "---"):
            return i if i > 1 or (i == 1 and lines[0].split(":")[0].isascii()) else None
        match = KEY_LINE.match(line.strip())
        field = known.get(plain_name(match[1])) if match else None
        if (
            not match
            or not field
            or (field == "published_raw" and len(WORD.findall(match[2] or "")) > DATE_WORDS)
        ):
            return None
    return None
