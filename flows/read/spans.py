"""Where a pattern stands in a text, in code points. The only module that computes spans.

polars tells matches, not places. So every match is fenced in by a separator, the text is split
there, and the lengths of the pieces add up to places: one pass of the Rust regex engine,
several times faster than `re.finditer`. Patterns are Rust regexes: linear time, no look-around.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from flows.letters import FIGURE, LETTER
from flows.read import neighbours
from flows.read.rules import of_rows
from flows.read.vocabulary import Vocabulary, in_few

FENCE = "\x1e"  # cleaning strips it from texts


@of_rows
def lex(
    frame: pl.DataFrame,
    patterns: Mapping[str, str],
    column: str,
    words: bool = False,
    cues: Mapping[str, Sequence[str]] | None = None,
    cued: pl.Series | None = None,
) -> pl.DataFrame:
    """Every non-overlapping match of the patterns in a text column, leftmost first; with `words` only such
    as begin where a word does.

    `cues` are words, by a pattern's name, of which every match holds one: texts without them are not
    looked through, and where no text has one the pattern is not even compiled, which for a long one costs most. They are
    looked for in `cued`, row by row, which are the texts in lower case where nothing else is given.

    At one place the pattern named first wins, so a date can claim digits before a quantity sees
    them. `frame` is returned once a match without `column`, with `token` (the pattern's name,
    String), `surface` (String), `start` and `end` (UInt32, code points within the text). Each
    pattern runs alone: many small automata stay in the engine's cache where one large one does not.

    >>> found = lex(pl.DataFrame({"t": ["ngày 3/9 chi 40 tỷ"]}), {"date": r"\\d+/\\d+", "number": r"\\d+"}, "t")
    >>> found.select("token", "surface", "start", "end").rows()
    [('date', '3/9', 5, 8), ('number', '40', 13, 15)]
    """
    numbered = frame.with_row_index("_row")
    lower = frame[column].str.to_lowercase() if cues and cued is None else cued
    likely = None if lower is None else _Cued(numbered, lower)
    each = [
        find(likely.by(cues[name]) if likely and cues and name in cues else numbered, pattern, column, words)
        for name, pattern in patterns.items()
    ]
    found = pl.concat(
        [
            rows.with_columns(token=pl.lit(name), _rank=pl.lit(rank))
            for rank, (name, rows) in enumerate(zip(patterns, each, strict=True))
            if rows.height or rank == 0
        ]
    )
    return _leftmost(found).drop("_row", "_rank")


class _Cued:
    """A frame of which only the rows are wanted whose text holds one of some words."""

    def __init__(self, frame: pl.DataFrame, texts: pl.Series) -> None:
        self.frame, self.texts = frame, texts
        self.told = in_few(texts)

    def by(self, cues: Sequence[str]) -> pl.DataFrame:
        """The rows with one of the cues."""
        met = [cue for cue in cues if self.told is None or cue in self.told]
        return self.frame.filter(self.texts.str.contains_any(met)) if met else self.frame.clear()


@cache
def order(s: str = "s", at: str = "start") -> pl.Expr:
    """A number (Int64) that grows in reading order within a batch: by the sentence's number, and the place in it."""
    return pl.col(s).cast(pl.Int64) * 100_000 + pl.col(at).cast(pl.Int64)


ROUNDS = 3  # how often matches that only met losers get another chance


@cache
def _place(by: str, at: str) -> pl.Expr:
    """A place (Int64) that grows from one group of texts to the next."""
    return pl.col(by).cast(pl.Int64) * 2**32 + pl.col(at).cast(pl.Int64)


def _leftmost(found: pl.DataFrame) -> pl.DataFrame:
    """Of matches that overlap the one that begins first, at one place the one of the least rank."""
    if found.is_empty():
        return found
    waiting = found.sort("_row", "start", "_rank")
    kept = waiting.clear()
    for _ in range(ROUNDS):
        free = waiting.select(pl.col("start") >= neighbours.reached("_row").fill_null(0)).to_series()
        if free.all():
            kept = pl.concat([kept, waiting])
            break
        kept = pl.concat([kept, waiting.filter(free)])
        waiting = without_overlap(waiting.filter(~free), kept, "_row")
    return kept.sort("_row", "start")


def without_overlap(weaker: pl.DataFrame, stronger: pl.DataFrame, by: str = "s") -> pl.DataFrame:
    """The rows of `weaker` (`by`, a number, start, end) that share no place with a row of `stronger`, itself without overlaps."""
    if weaker.is_empty():
        return weaker
    if stronger.is_empty():
        return weaker.sort(by, "start", maintain_order=True)
    # A number a place, looked up among the others: a sixth of what a join by group costs.
    start, end = _place(by, "start"), _place(by, "end")
    spans = stronger.select(begins=start, ends=end).sort("begins", maintain_order=True)
    begun = pl.lit(spans["begins"]).search_sorted(end, side="left").cast(pl.Int64)
    until = pl.lit(spans["ends"].extend_constant(0, 1)).gather(begun - 1)  # 0 where none has begun
    return weaker.filter(until <= start).sort(by, "start", maintain_order=True)


def find(frame: pl.DataFrame, pattern: str, column: str, words: bool = False) -> pl.DataFrame:
    """Every non-overlapping match of one pattern: `frame` once a match without `column`, with `surface`,
    `start` and `end`; with `words` only such as begin where a word does.
    """
    if frame.is_empty():  # its pattern need not be compiled
        return _nothing(tuple(frame.schema.items()), column)
    likely = frame.filter(pl.col(column).str.contains(pattern))
    fenced = pl.col(column).str.replace_all(pattern, f"{FENCE}${{0}}{FENCE}")
    return _unfenced(likely, fenced, column, words)


def find_words(frame: pl.DataFrame, words: Vocabulary, column: str) -> pl.DataFrame:
    """Every non-overlapping place of the words in the lower-cased text: leftmost, at one place the word listed
    first. As `find`, and far faster than a pattern of them all; `surface` is in lower case.
    """
    lower = frame.with_columns(pl.col(column).str.to_lowercase()).drop_nulls(column)
    met = words.within(lower[column])
    fences = [f"{FENCE}{word}{FENCE}" for word in met]
    return _unfenced(lower, pl.col(column).str.replace_many(met, fences, leftmost=True), column)


LENGTH = pl.col("surface").str.len_chars()
IS_PLACE = (pl.int_range(pl.len()) % 2 == 1) & (pl.col("surface") != "")
INSIDE_WORD = pl.when(IS_PLACE).then(pl.col("surface").shift(1)).str.contains(rf"[{LETTER}{FIGURE}]$")


def _unfenced(frame: pl.DataFrame, fenced: pl.Expr, column: str, words: bool = False) -> pl.DataFrame:
    """The fenced places of a text column as rows: `frame` once a place, with surface, start and end."""
    if frame.is_empty():
        return _nothing(tuple(frame.schema.items()), column)
    pieces = _pieces(frame, fenced).explode("surface")
    begins = frame.select(pl.col(column).str.len_chars().cum_sum().shift(1, fill_value=0)).to_series()
    places = (
        pieces.with_columns(end=LENGTH.cum_sum() - pl.lit(begins).gather("_text"))
        .filter(IS_PLACE & ~INSIDE_WORD if words else IS_PLACE)
        .with_columns(start=pl.col("end") - LENGTH)
    )
    kept = [name for name in frame.columns if name != column]
    return frame[places["_text"], kept].with_columns(places[["surface", "end", "start"]])


@cache
def _nothing(columns: tuple[tuple[str, pl.DataType], ...], text: str) -> pl.DataFrame:
    """No place in a frame of these columns whose text column is `text`."""
    kept = {name: kind for name, kind in columns if name != text}
    return pl.DataFrame(schema={**kept, "surface": pl.String, "end": pl.UInt32, "start": pl.UInt32})


def _pieces(frame: pl.DataFrame, fenced: pl.Expr) -> pl.DataFrame:
    """The pieces of each text between the fences: _text, the row, and surface; one fence more, behind the text, makes
    them even in number, so that every second piece is a match, the last one an empty one.

    One expression a query: polars then stays on the thread whose cache holds the pattern that `find` has just compiled.
    """
    return frame.select((fenced + FENCE).str.split(FENCE).alias("surface")).with_row_index("_text")
