"""The metrics, provinces and years that the words of a question name, and the parameters that these fill in: `khotin ask thu ngân sách An Giang`."""

import re
from dataclasses import dataclass
from functools import cache

from flows.assets import plain_rows
from flows.letters import folded, parted
from flows.place_names import provinces

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# The parameters that a name of each kind is given to, the first of these that a question has.
TAKEN_BY = {
    "metric": ("metric",),
    "place": ("subject", "place"),
    "year": ("year",),
    "office": ("title",),
    "body": ("organization", "party"),
    "person": ("person",),
}


@dataclass(frozen=True)
class Named:
    """What words name: kind (metric, place, year, office, body, person), what a parameter is given for it, and which of the words those are."""

    kind: str
    name: str
    begin: int
    end: int


def named(words: list[str], with_marks: bool) -> list[Named]:
    """What the words of a question name, the longest names first found. Words are in lower case; `with_marks` tells whether their diacritics count."""
    known = _known(with_marks)
    found: list[Named] = []
    begin = 0
    while begin < len(words):
        for end in range(min(len(words), begin + 10), begin, -1):
            called = known.get(" ".join(words[begin:end]))
            if called is None and end == begin + 1 and YEAR.fullmatch(words[begin]):
                called = ("year", words[begin])
            if called is not None:
                found.append(Named(*called, begin, end))
                begin = end - 1
                break
        begin += 1
    return found


@cache
def _known(with_marks: bool) -> dict[str, tuple[str, str]]:
    """What each name in lower case means: kind and the name by which a parameter takes it. Words that two metrics share mean neither.

    A whole name goes before a part of another's, a metric before a province that is called the same without marks. Raises
    SeedFault where the user's own seed is wrong.
    """
    whole: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    for row in plain_rows("metrics"):
        names = [row["name_vi"], row["name_en"], row["code"].replace("_", " ")]
        triggers = [t for t in (row["triggers"] or "").split("|") if not t.endswith("~")]
        short = {word for t in triggers for word in t.split() if word.isupper()}  # "FDI", but no "projects"
        for name in names + triggers:
            if " " in name or name.upper() in short:
                whole.setdefault(folded(name, with_marks), set()).add(row["name_vi"])
        for told in (parted(n, with_marks) for n in names):
            for begin in range(len(told)):
                for end in range(begin + 2, len(told) + 1):
                    parts.setdefault(" ".join(told[begin:end]), set()).add(row["name_vi"])
    meant = parts | whole
    known = {words: ("metric", min(metrics)) for words, metrics in meant.items() if len(metrics) == 1}
    for row in provinces():
        for name in (row["name"], *filter(None, (row["aliases"] or "").split("|"))):
            known.setdefault(folded(name, with_marks), ("place", row["name"]))
    return known
