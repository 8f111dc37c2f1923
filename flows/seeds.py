"""Accidents of spreadsheets in a seed: what is wrong, in which file, row and column, and what to do.

An editor opens a seed in a spreadsheet, and the spreadsheet puts a mark at the file's head, divides by
semicolons, drops the zeros before a code, turns 2025-07-01 into 1/7/2025. Each is told before a run reads it.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

ISO_DAY = r"^\d{4}-\d{2}-\d{2}$"
MARK = b"\xef\xbb\xbf"
PLAIN_CSV = "save it as plain CSV: UTF-8, columns divided by commas"


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a seed; `row` counts the lines of the file from 1, as an editor sees them."""

    path: Path
    what: str
    mend: str
    row: int | None = None
    column: str | None = None

    @property
    def seen(self) -> str:
        """Where, and what is wrong there."""
        at = (f", row {self.row}" if self.row else "") + (f", column {self.column}" if self.column else "")
        return f"{self.path}{at}: {self.what}"

    def __str__(self) -> str:
        return f"{self.seen}; {self.mend}"


class SeedFault(ValueError):
    """A seed cannot be read as it stands; says the first fault and how many there are."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        more = f" (and {len(faults) - 1} more: khotin doctor lists them)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")

    def __reduce__(self) -> tuple[type["SeedFault"], tuple[list[Fault]]]:
        """A worker tells it to the run by pickling it."""
        return SeedFault, (self.faults,)


@dataclass(frozen=True)
class Promise:
    """What the readers of a seed rely on."""

    columns: tuple[str, ...]
    key: tuple[str, ...]  # no two rows alike in these, none of them empty
    shapes: dict[str, tuple[str, str]] = field(default_factory=dict)  # column: pattern, how it is written
    echo: tuple[str, str] | None = None  # the first column's digits stand in the second
    parents: dict[str, str] = field(default_factory=dict)  # column: SEED.COLUMN that names it, empty allowed
    optional: tuple[str, ...] = ()  # columns that a user's own file may lack


YES = ("^(?:yes|no)$", "yes or no")
# What of sources.csv says how a source is fetched; reading goes by the other columns.
FETCHED = (
    "kind", "address", "section", "language", "licence", "pass_on", "delay", "schedule", "active", "withdraws",
)  # fmt: skip
DAYS = ("valid_from", "valid_to", "changed_on")
UNIT_ID = (
    r"^(?:p\d{2}|d\d{3}|c\d{5})(?:-20\d{2})?$",
    "p and 2, d and 3 or c and 5 digits, such as c00004-2025",
)
PROMISES = {
    "administrative_units": Promise(
        ("id", "code", "name", "unit", "parent", "valid_from", "valid_to", "aliases", "bare"),
        ("id",),
        {
            "id": UNIT_ID,
            "code": (r"^(?:\d{2}|\d{3}|\d{5})$", "2, 3 or 5 digits with their leading zeros, such as 00004"),
            "unit": (
                "^(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)$",
                "the unit's word, such as xã",
            ),
        },
        echo=("code", "id"),
        parents={"parent": "administrative_units.id"},
    ),
    "administrative_successors": Promise(
        ("id", "successor", "changed_on"),
        ("id", "successor"),
        {"id": UNIT_ID, "successor": UNIT_ID},
        parents={"id": "administrative_units.id", "successor": "administrative_units.id"},
    ),
    "countries": Promise(
        ("code", "name", "name_en", "aliases"),
        ("code",),
        {"code": (r"^[A-Z]{2}$", "two capitals, such as VN")},
    ),
    "places": Promise(
        ("name", "level", "parent", "aliases"), ("name",), parents={"parent": "countries.name"}
    ),
    "central_bodies": Promise(("name", "kind", "valid_from", "valid_to", "symbol", "aliases"), ("name",)),
    "central_successors": Promise(
        ("name", "successor", "changed_on", "field"),
        ("name", "successor"),
        parents={"name": "central_bodies.name", "successor": "central_bodies.name"},
    ),
    "metrics": Promise(
        ("code", "name_vi", "name_en", "triggers", "units", "needs_period", "better", "is_flow", "successor"),
        ("code",),
        parents={"successor": "metrics.code"},
        optional=("is_flow",),
    ),
    "units": Promise(("code", "name_vi", "name_en", "dimension", "factor", "words"), ("code",)),
    "titles": Promise(
        ("title", "organization", "rank", "single_seat", "same_as"),
        ("title", "organization"),
        parents={"same_as": "titles.title"},
        optional=("same_as",),
    ),
    "rules": Promise(("rule", "name_vi", "name_en", "home", "section", "example"), ("rule",)),
    "surnames": Promise(("surname", "strong"), ("surname",)),
    "organization_endings": Promise(("ending",), ("ending",)),
    "given_names": Promise(("name",), ("name",)),
    "world_leaders": Promise(("name", "title", "organization", "valid_to"), ("name", "title")),
    "office_changes": Promise(
        ("word", "change"), ("word",), {"change": ("^(?:begins|ends|none)$", "begins, ends or none")}
    ),
    "reporting_verbs": Promise(("verb", "head", "force", "marked"), ("verb", "head")),
    "topics": Promise(("code", "name_vi", "name_en", "terms"), ("code",)),
    "sources": Promise(
        ("source", "name_vi", "name_en", "aliases", "folders", "ids"),
        ("source",),
        {
            "ids": ("^stable$", "stable, or empty"),
            "kind": (
                "^(?:feed|sitemap|list|page|warc|data_set|folder)$",
                "feed, sitemap, list, page, warc, data_set or folder",
            ),
            "pass_on": YES,
            "delay": (r"^\d+(?:\.\d+)?$", "seconds, such as 2"),
            "schedule": (
                r"^(?:[1-9]\d*[smhd]|\S+(?: \S+){4})$",
                "30m, 6h or 1d, or cron in Vietnam's time, such as 0 6 * * *",
            ),
            "active": YES,
            "withdraws": YES,
        },
        optional=FETCHED,
    ),
    "columns": Promise(
        ("name", "field"),
        ("name",),
        {
            "field": (
                "^(?:document_id|url|source|title|lead|byline|body|published_raw|published_more|captured_raw)$",
                "one of the fields that khotin's own rows name",
            )
        },
    ),
    "event_kinds": Promise(("noun", "event_kind"), ("noun",)),
    "event_words": Promise(
        ("word", "role"),
        ("word", "role"),
        {
            "role": (
                "^(?:ends|dated|whole|beside|apart|act|sort|then)$",
                "ends, dated, whole, beside, apart, act, sort or then",
            )
        },
    ),
    "duty_words": Promise(
        ("word", "force"),
        ("word", "force"),
        {
            "force": (
                "^(?:will|must|order|done|bid|last|plan|goal)$",
                "will, must, order, done, bid, last, plan or goal",
            )
        },
    ),
    "document_kinds": Promise(("name", "kind"), ("name",)),
    "named_times": Promise(
        ("name_vi", "name_en", "starts", "ends", "words"),
        ("name_vi",),
        dict.fromkeys(("starts", "ends"), (r"^\d{2}-\d{2}$", "month and day, such as 09-02")),
    ),
    "project_kinds": Promise(
        ("word", "kind", "alone", "same_as"),
        ("word",),
        {"alone": YES},
        parents={"same_as": "project_kinds.word"},
        optional=("same_as",),
    ),
    "project_words": Promise(("word", "role", "same_as"), ("word", "role"), optional=("same_as",)),
    "project_stages": Promise(
        ("word", "stage", "ahead"),
        ("word",),
        {
            "stage": (
                "^(?:proposed|approved|registered|started|delayed|suspended|cancelled|completed)$",
                "proposed, approved, registered, started, delayed, suspended, cancelled or completed",
            ),
            "ahead": YES,
        },
    ),
    "fx_rates": Promise(
        ("year", "unit", "vnd"),
        ("year", "unit"),
        {
            "year": (r"^\d{4}$", "four digits"),
            "vnd": (r"^\d+(?:\.\d+)?$", "digits with a point before decimals and no other mark"),
        },
        parents={"unit": "units.code"},
    ),
}
ROOT_PARENT = "VN"  # the parent of a province; a country's code, not a unit's id


def read(path: Path) -> pl.DataFrame:
    """The rows of a seed, every column String, empty cells null; lines that begin with # are remarks. A byte-order mark, which
    spreadsheets write, is none of its words.

    Raises SeedFault where the file is no plain CSV.
    """
    marked = path.read_bytes()
    try:
        frame = pl.read_csv(
            marked.removeprefix(MARK) if marked.startswith(MARK) else path,
            infer_schema=False,
            comment_prefix="#",
        )
    except pl.exceptions.PolarsError as error:
        raise SeedFault([_ragged(path, str(error))]) from error
    if frame.width == 1 and ";" in frame.columns[0]:
        row = _rows(path)[0][0]
        raise SeedFault([Fault(path, "its columns are divided by semicolons", PLAIN_CSV, row)])
    return frame


def faults(name: str, frame: pl.DataFrame, path: Path, whole: Callable[[str], pl.DataFrame]) -> list[Fault]:
    """What is wrong in the rows of seed NAME, read from `path`.

    `whole` gives a seed with the user's rows on top by its name, for the parents.
    """
    promise = PROMISES.get(name, Promise((), (frame.columns[0],)))
    missing = [c for c in promise.columns if c not in frame.columns]
    if missing:
        head = _rows(path)[0][0]
        what = f"column {missing[0]} is missing (there are {', '.join(frame.columns)})"
        return [Fault(path, what, "put the column back, with its name in the heading row", head)]
    found = [
        *_edges(frame, path),
        *_shapes(promise, frame, path),
        *_keys(promise, frame, path),
        *_parents(promise, frame, path, whole),
    ]
    return sorted(found, key=lambda f: f.row or 0)


def _edges(frame: pl.DataFrame, path: Path) -> list[Fault]:
    """A blank at the edge of a cell is never meant."""
    blank = r"^\s|\s$|^\x{feff}"
    return [
        fault
        for column in frame.columns
        for fault in told(
            frame,
            pl.col(column).str.contains(blank),
            column,
            path,
            "has a blank at its edge",
            "take it away",
        )
    ]


def _shapes(promise: Promise, frame: pl.DataFrame, path: Path) -> list[Fault]:
    found = []
    for column in [c for c in frame.columns if c in DAYS]:
        day = pl.col(column).str.to_date("%Y-%m-%d", strict=False)
        wrong = pl.col(column).is_not_null() & (~pl.col(column).str.contains(ISO_DAY) | day.is_null())
        found += told(
            frame, wrong, column, path, "is no day", "write year-month-day, such as 2025-07-01, as text"
        )
    for column, (pattern, written) in promise.shapes.items():
        found += told(
            frame,
            ~pl.col(column).str.contains(pattern),
            column,
            path,
            "has lost its form",
            f"write {written}",
        )
    if promise.echo:
        code, whole = promise.echo
        short = pl.col(code) != pl.col(whole).str.extract(r"(\d+)")
        found += told(
            frame,
            short,
            code,
            path,
            f"differs from the digits of {whole}",
            "keep its leading zeros: format the column as text",
        )
    return found


def _keys(promise: Promise, frame: pl.DataFrame, path: Path) -> list[Fault]:
    first = promise.key[0]
    empty = told(frame, pl.col(first).is_null(), first, path, "is empty", "fill it in or delete the row")
    again = (~pl.struct(promise.key).is_first_distinct()) & pl.col(first).is_not_null()
    twice = told(
        frame,
        again,
        first,
        path,
        "stands there already",
        "delete one of the rows or give it a key of its own",
    )
    return empty + twice


def _parents(
    promise: Promise, frame: pl.DataFrame, path: Path, whole: Callable[[str], pl.DataFrame]
) -> list[Fault]:
    found = []
    for column, target in promise.parents.items():
        seed, _, key = target.partition(".")
        known = whole(seed)[key].drop_nulls()
        unknown = ~pl.col(column).is_in(pl.concat([known, pl.Series([ROOT_PARENT])]).implode())
        mend = f"write one that stands in column {key} of {seed}.csv, or add it there"
        found += told(frame, unknown, column, path, "is unknown", mend)
    return found


def told(frame: pl.DataFrame, wrong: pl.Expr, column: str, path: Path, what: str, mend: str) -> list[Fault]:
    """A fault for each row where `wrong` is true; the rows of the file are counted only then."""
    bad = frame.with_row_index("_i").filter(wrong.fill_null(False)).select("_i", column).rows()
    if not bad:
        return []
    rows = _rows(path)[1:]
    return [
        Fault(path, f"{value!r} {what}", mend, rows[i][0] if i < len(rows) else None, column)
        for i, value in bad
    ]


def _rows(path: Path) -> list[tuple[int, str]]:
    """Number and text of the lines that are neither remarks nor blank; the first is the heading row."""
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def _ragged(path: Path, error: str) -> Fault:
    """The first row whose cells are more than the heading's; else what the reader said."""
    rows = _rows(path)
    width = len(next(csv.reader([rows[0][1]]), [])) if rows else 0
    for number, line in rows[1:]:
        cells = len(next(csv.reader([line]), []))
        if cells > width:
            return Fault(
                path, f"{cells} cells where the heading has {width}", "put text with commas in quotes", number
            )
    return Fault(path, f"no plain CSV ({error.splitlines()[0] if error else 'empty'})", PLAIN_CSV)
