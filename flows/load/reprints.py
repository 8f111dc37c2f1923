"""Which articles are copies of which: texts become shingles here, in polars; they are compared in DuckDB (sql/settle)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from flows.assets import sql
from flows.load.tables import has_rows
from flows.load.texts import in_parts

Numbers = npt.NDArray[np.uint64]

KNOWN = 100_000  # words whose codes are kept for the next texts
# What parts words, but the single blanks that most are parted by already: a third of the time.
APART = r"[^\p{L}\p{M}\p{N}]{2,}|[^\p{L}\p{M}\p{N} ]"
FIGURE = 7  # the code of every figure where figures are masked
# Shingles are made of these letters: marks, case, "đ" and "d", "i" and "y", and the dots within figures tell no texts apart.
ALIKE = str.maketrans("đy", "di")
# Odd, and their sum below 2^33, so that no five words of 31 bits overflow.
FACTORS = (1_540_483_477, 1_367_130_551, 998_244_353, 1_224_736_769, 754_974_721)
EVEN = 1_048_573  # a prime below 2^20: what a shingle leaves of it is even enough to sample by
RATE, LEAST = 16, 20  # one shingle in sixteen is sampled, of a short text about twenty


def settle_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Ties copies to their originals for what a run touched (temp table `touched`), and notes which facts they repeat.

    Leaves `affected_article`: the articles touched, and those that became a copy or ceased to be one. A function of
    the current texts, never of the order in which they came.
    """
    compare(connection)
    connection.execute(sql("settle/duplicates.sql"))
    if has_rows(connection, "ranked"):
        connection.execute(sql("settle/copied_facts.sql"))


def compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Finds the stories that are told more than once among what a run touched: temp table `story`."""
    unsampled = (  # the ids first, so that the texts of a large star are not read for a small run
        "SELECT version_id AS id, text FROM dim_article "
        "WHERE version_id IN (SELECT version_id FROM dim_article ANTI JOIN bridge_shingle USING (version_id))"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE compared AS SELECT DISTINCT article_id FROM dim_article ANTI JOIN bridge_shingle USING (version_id)"
    )
    for coded in _coded(connection, unsampled):
        _run_on(connection, "sampled", _sampled(coded), "settle/sampled.sql")
    connection.execute(sql("settle/candidates.sql"))
    _shingle(connection, "SELECT article_id FROM likely UNION SELECT other_id FROM likely")
    connection.execute(sql("settle/reprints.sql"))
    _shingle(connection, "SELECT article_id FROM member")
    while connection.execute("SELECT count(*) FROM member").fetchone() != (0,):
        connection.execute(sql("settle/story.sql"))


def _shingle(connection: duckdb.DuckDBPyConnection, articles: str) -> None:
    """All shingles of the current texts of these articles, into temp table `shingled`."""
    texts = (
        f"SELECT article_id AS id, text FROM dim_article SEMI JOIN current_article USING (version_id) WHERE article_id IN ({articles}) "
        "AND article_id NOT IN (SELECT article_id FROM shingled)"
    )
    for coded in _coded(connection, texts):
        _run_on(connection, "coded", _all_shingles(coded), "settle/shingled.sql")


def _run_on(connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame, statements: str) -> None:
    """Runs the statements of a file that call these rows by this name."""
    connection.register(name, rows)
    connection.execute(sql(statements))
    connection.unregister(name)


@dataclass(frozen=True)
class Coded:
    """Texts as numbers: of each its id and how many words it has; the codes of all their words, text after text."""

    ids: pl.Series
    lengths: npt.NDArray[np.int64]
    codes: Numbers
    masked: Numbers  # with all figures alike

    def owners(self) -> npt.NDArray[np.int64]:
        """Of each word the place of its text in `ids`."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def wholes(self) -> pl.Series:
        """A number for each text, made of all its words."""
        ends = np.cumsum(self.lengths).tolist()
        texts = zip([0, *ends], ends, strict=False)
        return pl.Series([_number(self.codes[a:b].tobytes(), 8) for a, b in texts], dtype=pl.UInt64)


def _coded(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Coded]:
    """The texts of a query (id, text), some at a time; what is done with each part may use the connection."""
    known: dict[str, tuple[int, int]] = {}
    for texts in in_parts(connection, query):
        yield _words(texts, known)


def _words(texts: pl.DataFrame, known: dict[str, tuple[int, int]]) -> Coded:
    """Texts (id, text) as numbers; `known` are codes of words that were met before."""
    whole = texts["text"].str.replace_all(r"(\d)[.,](\d)", "$1$2")
    words = whole.str.replace_all(APART, " ").str.strip_chars().str.split(" ")
    each = words.explode().to_arrow().dictionary_encode()
    code, masked = np.array(_codes(each.dictionary.to_pylist(), known), dtype=np.uint64).T
    at = each.indices.to_numpy(zero_copy_only=False)
    return Coded(texts["id"], words.list.len().cast(pl.Int64).to_numpy(), code[at], masked[at])


def _sampled(coded: Coded) -> pl.DataFrame:
    """The shingles (id, shingle) that stand for texts, and one more for each whole text.

    Which are taken depends on the text alone, and texts of like length take the same of what they share.
    """
    most = (np.clip(LEAST / coded.lengths, 1 / RATE, 1) * EVEN).astype(np.uint64)
    owners, mixed = coded.owners(), _mixed(coded.codes)
    first, last = owners[: len(mixed)], owners[len(owners) - len(mixed) :]
    taken = np.flatnonzero((first == last) & (mixed % EVEN <= most[first]))
    told = pl.DataFrame({"text": first[taken], "shingle": _shingles(mixed[taken])})
    wholes = pl.DataFrame({"text": np.arange(len(coded.ids)), "shingle": coded.wholes()})
    each = pl.concat([told, wholes]).unique()
    return each.select(id=coded.ids.gather(each["text"]), shingle="shingle")


def _all_shingles(coded: Coded) -> pl.DataFrame:
    """id, words (their number), whole (a number made of all of them), told (the shingles, each once), in_order (as they
    stand in the text) and masked (these with all figures alike).
    """
    owners, mixed = coded.owners(), _mixed(coded.codes)
    within = owners[: len(mixed)] == owners[len(owners) - len(mixed) :]
    ends = np.cumsum(np.maximum(coded.lengths - len(FACTORS) + 1, 0))
    in_order, masked = (
        np.split(_shingles(numbers[within]), ends[:-1]) for numbers in (mixed, _mixed(coded.masked))
    )
    return pl.DataFrame(
        {
            "id": coded.ids,
            "words": coded.lengths,
            "whole": coded.wholes(),
            "told": _lists([np.unique(one) for one in in_order]),
            "in_order": _lists(in_order),
            "masked": _lists(masked),
        }
    )


def _lists(each: list[Numbers]) -> pl.Series:
    """A list for each array."""
    ends = np.cumsum([0, *map(len, each)])
    return pl.Series(pl.from_arrow(pa.LargeListArray.from_arrays(ends, np.concatenate(each))))


def _mixed(codes: Numbers) -> Numbers:
    """Each word and the four after it as one number; of the last four words none."""
    count = max(len(codes) - len(FACTORS) + 1, 0)
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(FACTORS):
        mixed += codes[place : place + count] * np.uint64(factor)
    return mixed


def _shingles(mixed: Numbers) -> Numbers:
    """Mixed numbers as shingles: 20 bits to sample by, then 44 to tell them apart."""
    return (mixed % EVEN << np.uint64(44)) + (mixed >> np.uint64(20)) % np.uint64(2**44)


def _codes(words: list[str], known: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """Of each word its code (31 bits, the same on every machine), and that with all figures alike.

    Leading noughts of a figure say nothing ("03/4" is "3/4"). What is worked out is added to `known`, of KNOWN words at most.
    """
    if len(known) > KNOWN:
        known.clear()
    new = [word for word in words if word not in known]
    plain = (
        pl.Series(new, dtype=pl.String)
        .str.to_lowercase()
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}+", "")
    )
    for word, letters in zip(new, plain, strict=True):
        code = _number(letters.translate(ALIKE).lstrip("0").encode(), 4) >> 1
        known[word] = code, FIGURE if letters[:1].isdigit() else code
    return [known[word] for word in words]


def _number(content: bytes, size: int) -> int:
    """Bytes as a number of so many bytes."""
    return int.from_bytes(hashlib.md5(content).digest()[:size], "little")
