"""The commands about reading itself: extract, explain, rules. `flows.cli` adds them to khotin."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from flows.cli.rows import plain
from flows.cli.terminal import WarehouseOption, console, day, errors, place

NOT_PRINTED = ("fact_type", "fact_id", "sentence", "confidence", "rule", "char_start", "char_end")


class Printed(StrEnum):
    """How the facts of a text are printed: they are of many kinds, which no one table of columns holds."""

    json = "json"
    table = "table"


def add_to(app: typer.Typer) -> None:
    """Adds the commands about reading to the app."""
    for command in (extract, explain, rules):
        app.command()(command)


def extract(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.")] = "-",
    published_on: Annotated[
        str | None,
        typer.Option(help="The day of publication, YYYY-MM-DD: relative dates rest on it.", callback=day),
    ] = None,
    format: Annotated[Printed, typer.Option(help="json or table.")] = Printed.json,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Lines of {id, text, published_on} in, lines of {id, mentions, facts} out."
        ),
    ] = False,
) -> None:
    """The facts of one text, read as a run reads a .txt file of it; no warehouse is touched.

    Places (`char_start`, `char_end`) are those of the cleaned text, as in the warehouse: NFC, plain blanks, nothing
    unseen, one blank line between paragraphs, header lines left out. `--published-on` goes before a date in the text.

    Examples: `khotin extract article.txt --published-on 2025-10-15 --format table` · `khotin extract --jsonl - < in.jsonl`
    """
    from flows import extract as extraction
    from flows import read
    from flows.ingest.texts import article_rows
    from flows.read import lexicon
    from flows.report.extracted import extracted

    if not jsonl:
        _check_is_text(file)
    content = _content(file)
    lines = _lines(content) if jsonl else [{"id": file, "text": content, "published_on": published_on}]
    words = lexicon.load()
    articles = article_rows(lines)
    if not jsonl and content.strip() and not articles["text"][0]:
        raise ValueError(f"{file}: không phải văn bản / this is no text")
    reading = read.read(articles, words)
    found = list(extracted(articles, reading.sentences, extraction.facts(reading, words)))
    if jsonl:
        for line in found:
            print(json.dumps(line, ensure_ascii=False, default=plain))
    elif format is Printed.json:
        print(json.dumps(found[0], ensure_ascii=False, indent=1, default=plain))
    else:
        for fact in found[0]["facts"]:
            values = {k: v for k, v in fact.items() if v not in (None, False) and k not in NOT_PRINTED}
            told = "  ".join(f"{k}={plain(v)}" for k, v in values.items())
            console.print(Text.assemble((fact["fact_type"], "bold"), "  ", told))
        if not found[0]["facts"]:
            errors.print("không đọc được dữ kiện nào / no fact was read", style="yellow")


def explain(
    fact_id: Annotated[
        str, typer.Argument(help="An id from the column fact_id of any view, or how it begins.")
    ],
    warehouse: WarehouseOption = None,
) -> None:
    """The sentence with the span marked, the article, the rule, the run and its checks."""
    from flows.load.judged_facts import found
    from flows.report.explain import explain as explanation

    path = place(warehouse)
    console.print(explanation(path, found(path, fact_id)))


def rules(
    words: Annotated[str, typer.Argument(help="Only rules with these words in their name or place.")] = "",
    warehouse: WarehouseOption = None,
) -> None:
    """The rules of reading: what each reads, where it stands, how often it was right, what it gave in the last run.

    Examples: `khotin rules` · `khotin rules date_` · `khotin rules "phần trăm"`
    """
    from flows.report.rules import listing
    from flows.report.rules import rules as found

    path = place(warehouse)
    known = found(path if path.exists() else None, words)
    console.print(listing(known))
    console.print(
        f"{known.height} quy tắc/rules; đúng/right: của số đã đọc soát / of those that a person read"
    )


def _check_is_text(file: str) -> None:
    """Raises ValueError for a file that by its ending is a page, a data set, or what else is no text: its markup would be read as one."""
    from flows.ingest.discover import NOT_READ, kind_of, why_not_read

    kind = kind_of(file)
    if not Path(file).suffix or kind is None or kind.startswith(("text/plain", "text/markdown")):
        return
    hint = why_not_read(file) if kind == NOT_READ else f"`khotin run {file}` nạp được / takes it in"
    raise ValueError(
        f"{file}: ở đây chỉ đọc văn bản / a text is read here (.txt, .md, or - for standard input), and this is none: {hint}"
    )


def _content(file: str) -> bytes:
    """The bytes of a file, or of standard input for "-"."""
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _lines(content: bytes) -> list[dict[str, Any]]:
    """Lines of {id, text, published_on}. Raises ValueError with the line that is none."""
    lines = []
    for number, words in enumerate(content.splitlines(), 1):
        if not words.strip():
            continue
        try:
            line = json.loads(words)
        except UnicodeDecodeError as error:
            raise ValueError(
                f"dòng / line {number} không phải UTF-8 / is no UTF-8 text at byte {error.start}: save the file as UTF-8"
            ) from None
        except json.JSONDecodeError as error:
            raise ValueError(f"dòng / line {number} không phải JSON / is no JSON: {error}") from None
        if not isinstance(line, dict) or not isinstance(line.get("text"), str):
            raise ValueError(
                f'dòng / line {number} không có văn bản / has no text: give {{"id": …, "text": …, "published_on": …}}'
            )
        try:
            date.fromisoformat(line.get("published_on") or "2000-01-01")
        except (TypeError, ValueError):
            raise ValueError(
                f"dòng / line {number}: published_on {line['published_on']!r} không phải ngày / is no day: YYYY-MM-DD"
            ) from None
        lines.append(line)
    return lines
