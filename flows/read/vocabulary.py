"""Long lists of words of which few stand in a text: only those that may stand there are looked for.

polars builds its Aho-Corasick automaton anew at every call, and for thousands of words that costs more than the
search through a short text. So it is with patterns of many words, which are compiled anew.
"""

from collections.abc import Iterable
from functools import cached_property, lru_cache

import polars as pl

GRAM = 5  # characters of a word's beginning that a text must hold
LONG = 130_000  # characters of text from which on most words occur, and the automaton is the smaller cost
MANY = 5_000  # texts that are not even put together


class Vocabulary:
    """Words in the order in which they win where they overlap; not `cased`, they stand in texts in any case."""

    def __init__(self, words: Iterable[str], cased: bool = True) -> None:
        self.words, self.cased = list(words), cased
        self._begun: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            self._begun.setdefault((word if cased else word.lower())[:GRAM], []).append(place)
        self._short = [place for gram, places in self._begun.items() if len(gram) < GRAM for place in places]

    def within(self, texts: pl.Series) -> list[str]:
        """The words without those that certainly stand in none of the texts, in the same order; at least one, as polars
        takes no empty list.

        >>> Vocabulary(["Hạ Long", "Hạ Hòa", "Huế"]).within(pl.Series(["ở Hạ Long"]))
        ['Hạ Long', 'Huế']
        """
        told = in_few(texts)
        if told is None:
            return self.words
        grams = _grams(told if self.cased else told.lower())
        places = [place for gram in grams & self._begun.keys() for place in self._begun[gram]]
        return [self.words[place] for place in sorted(self._short + places)] or self.words[:1]

    def pattern(self, texts: pl.Series) -> str:
        """A pattern of those words, the longest first.

        >>> Vocabulary(["Nhật Bản", "Hàn Quốc"]).pattern(pl.Series(["với Hàn Quốc"]))
        '(?:Hàn Quốc)'
        """
        within = self.within(texts)
        return self._every if within is self.words else either(within)

    @cached_property
    def _every(self) -> str:
        return either(self.words)


def in_few(texts: pl.Series) -> str | None:
    """The texts, a line each, where they are few enough to look through for words one by one; else null."""
    if len(texts) > MANY:
        return None
    told = "\n".join(text for text in texts.to_list() if text is not None)
    return told if len(told) <= LONG else None


@lru_cache(maxsize=8)
def _grams(told: str) -> frozenset[str]:
    """What may be the beginning of a word in a text."""
    return frozenset(told[at : at + GRAM] for at in range(len(told) - GRAM + 1))


def either(options: list[str]) -> str:
    """A pattern of any of the words, the longest first, their special characters escaped."""
    ordered = sorted({o for o in options if o}, key=lambda o: (-len(o), o))
    return (
        "(?:" + "|".join(o.replace(".", r"\.").replace("(", r"\(").replace("-", r"\-") for o in ordered) + ")"
    )


def cased(options: str) -> str:
    """A pattern of words with | between as texts write them: lower, first letter or every syllable a capital, all
    capitals. Plain alternatives run several times faster than a pattern without case.
    """
    forms = {f for w in options.split("|") for f in (w, w[0].upper() + w[1:], w.title(), w.upper())}
    return either(sorted(forms))
