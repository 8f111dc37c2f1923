"""What the cells of a seed may say: codes from a short list, numbers, words that stand nowhere else.

A value that no reader knows matches nothing, silently, or ends a run in a trace: it is told before, with its place.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from flows.seeds import YES, Fault, told

CODE = (r"^[a-z][a-z0-9_]*$", "a code in small letters, such as green_economy")
NUMBER = (r"^\d+(?:\.\d+)?$", "digits with a point before decimals and no other mark, such as 0.1")
COUNT = (r"^\d+$", "digits")
DIMENSIONS = (
    "money", "percent", "ratio", "count", "area", "length", "mass", "power", "energy", "volume", "time",
)  # fmt: skip
TABLES = {".csv", ".tsv", ".xls", ".xlsx", ".ods"}  # how a file ends that is meant to be a seed


def _one_of(*codes: str) -> tuple[str, str]:
    """The form of a cell that holds one of a few codes."""
    return f"^(?:{'|'.join(codes)})$", ", ".join(codes[:-1]) + f" or {codes[-1]}"


def _some_of(*codes: str) -> tuple[str, str]:
    """The form of a cell that holds some of a few codes, | between."""
    one = f"(?:{'|'.join(codes)})"
    return rf"^{one}(?:\|{one})*$", f"of {', '.join(codes)}, | between"


@dataclass(frozen=True)
class Values:
    """What the cells of a seed's columns may say."""

    shapes: dict[str, tuple[str, str]] = field(default_factory=dict)  # column: pattern, how it is written
    filled: tuple[str, ...] = ()  # never empty
    own: str | None = None  # a column of words, | between, each of which stands in one row only


VALUES = {
    "metrics": Values(
        {
            "code": CODE,
            "units": _some_of(*DIMENSIONS),
            "needs_period": _one_of("true", "false"),
            "better": _one_of("higher", "lower", "none"),
            "is_flow": _one_of("true", "false"),
        },
        filled=("name_vi", "name_en", "triggers", "units", "needs_period", "better"),
        own="triggers",
    ),
    "units": Values(
        {"dimension": _one_of(*DIMENSIONS), "factor": NUMBER},
        filled=("name_vi", "name_en", "dimension", "factor"),
        own="words",
    ),
    "titles": Values({"rank": (r"^[1-9]$", "1, the highest, to 9"), "single_seat": YES}, ("rank", "single_seat")),
    "surnames": Values({"strong": YES}, ("strong",)),
    "reporting_verbs": Values(
        {
            "force": _one_of("say", "assert", "direct", "commit", "feel"),
            "marked": _one_of("yes", "words", "no"),
            "by": _one_of("anyone", "named", "person"),
        },
        ("head", "force", "marked", "by"),
    ),
    "topics": Values({"code": CODE, "times": COUNT}, ("terms", "times"), own="terms"),
    "event_kinds": Values({"event_kind": CODE, "plain": YES}, ("event_kind", "plain")),
    "event_words": Values(filled=("role",)),
    "document_kinds": Values({"kind": CODE, "bare": _one_of("yes", "number", "no")}, ("kind", "bare")),
    "project_kinds": Values({"kind": CODE}, ("alone",)),
    "project_stages": Values(filled=("stage", "ahead")),
    "office_changes": Values(filled=("change",)),
    "duty_words": Values(filled=("force",)),
    "named_times": Values(filled=("starts", "ends", "words"), own="words"),
    "fx_rates": Values(filled=("unit", "vnd")),
    "places": Values({"level": _one_of("region", "sea", "city", "province")}, ("level",)),
    "administrative_units": Values({"bare": _one_of("yes", "no")}, ("code", "name", "unit")),
    "central_bodies": Values(
        {
            "kind": _one_of(
                "government", "ministry", "ministry_level", "agency", "assembly", "party", "judiciary", "mass"
            )
        },
        ("kind",),
    ),
    "organizations": Values(
        {"kind": _one_of("state", "mass", "company", "platform", "bank", "press", "international")}, ("kind",)
    ),
    "organization_heads": Values({"kind": CODE, "lower": YES, "area": YES}, ("kind", "lower", "area")),
    "other_heads": Values({"kind": _one_of("head", "any", "compound")}, ("kind",)),
    "page_boxes": Values(
        {"where": _one_of("class", "heading", "headline", "notice", "offer", "links", "address", "counter")}, ("where", "kind")
    ),
    "confidence": Values({"right": COUNT, "read": COUNT}, ("right", "read")),
}  # fmt: skip


def wrong(name: str, frame: pl.DataFrame, path: Path, whole: Callable[[str], pl.DataFrame]) -> list[Fault]:
    """The values in the rows of seed NAME, read from `path`, that no reader of it knows.

    `whole` gives a seed with the user's rows on top by its name. Columns that a file may lack are left out of it.
    """
    promise = VALUES.get(name, Values())
    found: list[Fault] = []
    for column, (pattern, written) in promise.shapes.items():
        if column in frame.columns:
            unlike = ~pl.col(column).str.contains(pattern)
            found += told(frame, unlike, column, path, "is not allowed here", f"write {written}")
    for column in promise.filled:
        if column in frame.columns:
            found += told(frame, pl.col(column).is_null(), column, path, "is empty", "fill it in")
    if promise.own:
        found += _taken(frame, promise.own, path, whole(name))
    return sorted(found, key=lambda f: f.row or 0)


def _taken(frame: pl.DataFrame, column: str, path: Path, every: pl.DataFrame) -> list[Fault]:
    """Words that another row of the seed has already, and empty ones between two |."""
    key = frame.columns[0]
    words = pl.col(column).str.split("|")
    gap = told(
        frame, words.list.contains(""), column, path, "has an empty word", "take a | away, or write the word"
    )
    one = every.select(key, word=words).explode("word").drop_nulls("word").unique(maintain_order=True)
    shared = one.filter(pl.col("word").is_duplicated() & (pl.col("word") != ""))
    if shared.is_empty():
        return gap
    found = []
    for word, keys in shared.group_by("word", maintain_order=True).agg(key).iter_rows():
        mine = words.list.contains(word) & ~pl.col(key).is_in([keys[0]])
        mend = f"take {word!r} away here, or from {keys[0]}"
        found += told(frame, mine, column, path, f"has {word!r}, which is of {keys[0]} already", mend)
    return gap + found


def misnamed(folder: Path, known: list[str], alike: float = 0.6) -> list[Fault]:
    """Files in a folder of a user's seeds that are called like none of the seeds `known`: khotin would never read them.

    The seed that each may be meant for is named where the two names are as much `alike` (0 to 1).
    """
    found = []
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() not in TABLES or (file.suffix == ".csv" and file.stem in known):
            continue
        near = get_close_matches(file.stem.lower(), known, 1, alike)
        mend = f"call it {near[0]}.csv" if near else f"the seeds are {', '.join(known)}, each NAME.csv"
        found.append(Fault(file, "is no seed of khotin, so it is not read", mend))
    return found
