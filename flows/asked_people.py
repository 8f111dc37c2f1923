"""The offices, bodies and people that the words of a question name: `khotin ask chủ tịch UBND TP.HCM là ai`."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.asked_names import Named
from flows.assets import own_seeds, plain_rows
from flows.letters import folded, without_marks
from flows.place_names import provinces

# Bodies that every province has, as questions are given them; "Sở" goes before a field ("Sở Y tế").
COMMITTEES = {
    "Ủy ban nhân dân": "UBND",
    "Uỷ ban nhân dân": "UBND",
    "UBND": "UBND",
    "Hội đồng nhân dân": "HĐND",
    "HĐND": "HĐND",
}
PARTIES = {"Tỉnh ủy": "Tỉnh ủy", "Tỉnh uỷ": "Tỉnh ủy", "Thành ủy": "Thành ủy", "Thành uỷ": "Thành ủy"}
DEPARTMENT, MINISTRY = "Sở", "Bộ"
UNITS = ("tỉnh", "thành phố", "tp")  # before a province's name
BELOW = ("huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu")  # before a name that capitals end
# What an office leads where only its province is told: "chủ tịch tỉnh A", "bí thư A".
LEADS = {"Chủ tịch": "UBND", "Phó Chủ tịch": "UBND", "Bí thư": "ủy", "Phó Bí thư": "ủy"}
HONORIFICS = ("ông", "bà")
USUAL = ("văn", "thị")  # middle names that make a person's of a surname in small letters ("trần văn bảy")
# Without marks these are other words too ("đang thi công", "do văn phòng", "ba lễ hội"): what may stand there, and how long a surname is then.
SURE, SURE_LETTERS = ("văn", "ông"), 4
LONGEST = 12  # words of a name of a body


@dataclass(frozen=True)
class Word:
    """A word of a question: as it was typed, as names are compared, and whether only blanks stand before it."""

    typed: str
    plain: str
    goes_on: bool

    @property
    def is_name(self) -> bool:
        """Whether it has a capital."""
        return self.typed[0].isupper()


def with_people(text: str, places: Sequence[Named], with_marks: bool) -> list[Named]:
    """What the words name, offices, bodies and people among them; a place within a person's name, or a metric's words, are none of their own.

    `places` is what `flows.asked_names.named` found; `with_marks` tells whether diacritics count.
    """
    words = _words(text, with_marks)
    taken = {i for name in places for i in range(name.begin, name.end)}
    offices = list(_known(words, "office", with_marks, taken))
    bodies = _apart([*_of_places(words, places, with_marks), *_led(words, offices, places), *_with_names(words, with_marks), *_known(words, "body", with_marks, taken)])  # fmt: skip
    within = {i for body in bodies for i in range(body.begin, body.end)}
    ahead = {office.end for office in offices} | {body.end for body in bodies}
    people = [
        _with_office(p, [*offices, *bodies], words, with_marks)
        for p in _people(words, places, within, ahead, with_marks)
    ]
    persons = {i for person in people for i in range(person.begin, person.end)}
    kept = [name for name in places if not persons & set(range(name.begin, name.end))]
    held = [name for name in (*offices, *bodies) if not persons & set(range(name.begin, name.end))]
    return sorted([*kept, *held, *people], key=lambda name: (name.begin, -name.end))


def _words(text: str, with_marks: bool) -> list[Word]:
    text = unicodedata.normalize("NFC", text)
    found, end = [], 0
    for word in re.finditer(r"[^\W_]+", text):
        plain = word[0].lower() if with_marks else without_marks(word[0])
        found.append(Word(word[0], plain, not text[end : word.start()].strip()))
        end = word.end()
    return found


def _known(words: list[Word], kind: str, with_marks: bool, taken: set[int]) -> Iterator[Named]:
    """Offices, or bodies, that the seeds know by name, the longest first found, where no place or metric is named."""
    names = _names(kind, with_marks, own_seeds())
    begin = 0
    while begin < len(words):
        for end in range(min(len(words), begin + LONGEST), begin, -1):
            name = names.get(" ".join(w.plain for w in words[begin:end]))
            # Of one word only what is written so: "VFF", but no word that is a brand too.
            is_alone = end == begin + 1 and not words[begin].typed.isupper()
            if name and not is_alone and not taken & set(range(begin, end)):
                yield Named(kind, name, begin, end)
                begin = end - 1
                break
        begin += 1


def _of_places(words: list[Word], places: Sequence[Named], with_marks: bool) -> Iterator[Named]:
    """Bodies of provinces: "UBND tỉnh A", "tỉnh ủy A", "Sở Y tế A", "Công an TP A"."""
    heads = _heads(with_marks, own_seeds())
    for place in (p for p in places if p.kind == "place"):
        end = _before_unit(words, place.begin)
        for begin in range(max(0, end - LONGEST), end):
            if head := heads.get(" ".join(w.plain for w in words[begin:end])):
                yield Named("body", _of(head, place.name), begin, place.end)
                break


def _led(words: list[Word], offices: Sequence[Named], places: Sequence[Named]) -> Iterator[Named]:
    """What offices lead of which only the province is told; it has no words but the office's and the province's own."""
    for office in (o for o in offices if o.name in LEADS):
        for place in (p for p in places if p.kind == "place"):
            if _before_unit(words, place.begin) == office.end:
                yield Named("body", _of(LEADS[office.name], place.name), office.end, place.end)


def _of(head: str, place: str) -> str:
    unit = _units(own_seeds()).get(place, "tỉnh")
    if head == "ủy":
        return f"{'Tỉnh' if unit == 'tỉnh' else 'Thành'} ủy {place}"
    if head in PARTIES or head.startswith(f"{DEPARTMENT} "):
        return f"{head} {place}"
    return f"{head} {unit} {place}"


def _before_unit(words: list[Word], begin: int) -> int:
    """Where the word for its unit begins that stands before a place, else where the place does."""
    for unit in UNITS:
        said = without_marks(unit).split()
        if begin >= len(said) and [without_marks(w.typed) for w in words[begin - len(said) : begin]] == said:
            return begin - len(said)
    return begin


def _with_names(words: list[Word], with_marks: bool) -> Iterator[Named]:
    """Bodies of a word for one and a name in capitals: "UBND huyện Sông Mây", "Tập đoàn Sao Mai"."""
    opening = {**_openings(with_marks, own_seeds()), **_heads(with_marks, own_seeds())}
    below = [tuple(folded(unit, with_marks).split()) for unit in BELOW]
    for begin in range(len(words)):
        for middle in range(min(len(words), begin + LONGEST), begin, -1):
            if " ".join(w.plain for w in words[begin:middle]) not in opening:
                continue
            unit = next(
                (len(u) for u in below if tuple(w.plain for w in words[middle : middle + len(u)]) == u), 0
            )
            end = middle + unit
            while end < len(words) and words[end].is_name and words[end].goes_on:
                end += 1
            if end > middle + unit:
                yield Named("body", " ".join(w.typed for w in words[begin:end]), begin, end)
            break


def _people(
    words: list[Word], places: Sequence[Named], within: set[int], ahead: set[int], with_marks: bool
) -> Iterator[Named]:
    """People by their whole names, which do not begin a place's or lie `within` a body's, nor are a district's; `ahead` is where words end behind
    which one is likely."""
    surnames = _surnames(with_marks, own_seeds())
    begun, ended = {p.begin for p in places} | within, {p.end for p in places if p.kind == "place"}
    end = 0
    for begin, word in enumerate(words):
        strong = surnames.get(word.plain)
        if strong is None or begin in begun or begin < end:
            continue
        far = (
            _capitals(words, begin)
            if word.is_name
            else _small(words, begin, strong, begin in ahead, with_marks)
        )
        is_place = far in ended and not strong  # "Đường Hồ Chí Minh"
        typed = [w.typed if w.is_name else w.typed.title() for w in words[begin:far]]
        if (
            far - begin >= (2 if strong else 3)
            and not is_place
            and " ".join(typed) not in _districts(own_seeds())
        ):
            end = far
            yield Named("person", " ".join(typed), begin, end)


def _with_office(person: Named, before: Sequence[Named], words: list[Word], with_marks: bool) -> Named:
    """A person's name with the office and body before it, or "ông" or "bà": it is asked for by the name."""
    begin = person.begin
    while (name := next((n for n in before if n.end == begin and n.begin < begin), None)) is not None:
        begin = name.begin
    if begin == person.begin > 0 and words[begin - 1].plain in {folded(w, with_marks) for w in HONORIFICS}:
        begin -= 1
    return replace(person, begin=begin)


def _capitals(words: list[Word], begin: int) -> int:
    """Where a run of words in capitals ends."""
    end = begin + 1
    while end < min(len(words), begin + 5) and words[end].is_name and words[end].goes_on:
        end += 1
    return end


def _small(words: list[Word], begin: int, strong: bool, likely: bool, with_marks: bool) -> int:
    """Where a name of three words in small letters ends: behind an office, a body, "ông" or "bà", or with a usual middle name; `begin` where none is."""
    if begin + 3 > len(words):
        return begin
    honorifics = {folded(word, with_marks) for word in HONORIFICS if with_marks or word in SURE}
    usual = {folded(word, with_marks) for word in USUAL if with_marks or word in SURE}
    if begin > 0 and words[begin - 1].plain in honorifics:
        return begin + 3
    is_long = with_marks or len(words[begin].plain) >= SURE_LETTERS
    return begin + 3 if is_long and (likely or (strong and words[begin + 1].plain in usual)) else begin


def _apart(found: Sequence[Named]) -> list[Named]:
    """Names of which none lies over another that was found before it."""
    kept: list[Named] = []
    for name in found:
        if all(name.end <= other.begin or other.end <= name.begin for other in kept):
            kept.append(name)
    return kept


@cache
def _units(_: object) -> dict[str, str]:
    return {row["name"]: row["unit"] for row in provinces()}


@cache
def _districts(_: object) -> frozenset[str]:
    return frozenset(row["name"] for row in plain_rows("administrative_units") if row["id"].startswith("d"))


@cache
def _names(kind: str, with_marks: bool, _: object) -> dict[str, str]:
    """The offices, or bodies, of the seeds by their plain names."""
    if kind == "office":
        return {folded(row["title"], with_marks): row["title"] for row in plain_rows("titles")}
    fields = [a for row in plain_rows("fields") for a in (row["aliases"] or "").split("|") if a]
    field_of = {
        a: row["field"] for row in plain_rows("fields") for a in (row["aliases"] or "").split("|") if a
    }
    known: dict[str, str] = {}
    for row in plain_rows("central_bodies"):
        for name in (row["name"], *filter(None, (row["aliases"] or "").split("|"))):
            known.setdefault(folded(name, with_marks), row["name"])
        for alias in fields:
            if row["name"] == f"{MINISTRY} {field_of[alias]}":
                known.setdefault(folded(f"{MINISTRY} {alias}", with_marks), row["name"])
    for row in plain_rows("organizations"):
        for name in (row["organization"], *filter(None, (row["aliases"] or "").split("|"))):
            known.setdefault(folded(name, with_marks), row["organization"])
    return known


@cache
def _heads(with_marks: bool, _: object) -> dict[str, str]:
    """Words that a province's name alone completes to a body's, and how the body is called."""
    heads = {**COMMITTEES, **PARTIES}
    heads |= {row["head"]: row["head"] for row in plain_rows("organization_heads") if row["area"] == "yes"}
    for row in plain_rows("fields"):
        for field in (row["field"], *filter(None, (row["aliases"] or "").split("|"))):
            heads[f"{DEPARTMENT} {field}"] = f"{DEPARTMENT} {row['field']}"
    return {folded(name, with_marks): called for name, called in heads.items()}


@cache
def _openings(with_marks: bool, _: object) -> dict[str, str]:
    """Words that open a body's name, the rest of which is in capitals."""
    return {folded(row["head"], with_marks): row["head"] for row in plain_rows("organization_heads")}


@cache
def _surnames(with_marks: bool, _: object) -> dict[str, bool]:
    """Surnames of one word, and whether two words in capitals behind one are a name by themselves."""
    found: dict[str, bool] = {}
    for row in plain_rows("surnames"):
        if " " not in row["surname"]:
            plain = folded(row["surname"], with_marks)
            found[plain] = found.get(plain, False) or row["strong"] == "yes"
    return found
