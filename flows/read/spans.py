"""Where a pattern stands in a text, in code points. The only module that computes spans.

polars tells matches, not places. So every match is fenced in by a separator, the text is split
there, and the lengths of the pieces add up to places: one pass of the Rust regex engine,
several times faster than `re.finditer`. Patterns are Rust regexes: linear time, no look-around.
"""

from collections.abc import Mapping

import polars as pl

FENCE = "\x1e"
TAG = 0xE000  # private-use characters tell which alternative matched; cleaning strips them from texts


def lex(frame: pl.DataFrame, patterns: Mapping[str, str], column: str, *, flags: str = "") -> pl.DataFrame:
    """Every non-overlapping match of the patterns in a text column, leftmost first.

    At one place the pattern named first wins, so a date can claim digits before a quantity sees
    them. `frame` is returned once a match without `column`, with `token` (the pattern's name,
    String), `surface` (String), `start` and `end` (UInt32, code points within the text). A
    match of no length is no match.

    >>> found = lex(pl.DataFrame({"t": ["ngày 3/9 chi 40 tỷ"]}), {"date": r"\\d+/\\d+", "number": r"\\d+"}, "t")
    >>> found.select("token", "surface", "start", "end").rows()
    [('date', '3/9', 5, 8), ('number', '40', 13, 15)]
    """
    names = list(patterns)
    pattern = flags + "|".join(f"(?P<k{i}>{p})" for i, p in enumerate(patterns.values()))
    fenced = FENCE + "".join(f"{chr(TAG + i)}${{k{i}}}" for i in range(len(names))) + FENCE
    tags = f"[{chr(TAG)}-{chr(TAG + len(names) - 1)}]"
    return (
        frame.with_row_index("_text")
        .with_columns(pl.col(column).str.replace_all(pattern, fenced).str.split(FENCE).alias("_piece"))
        .filter(pl.col("_piece").list.len() > 1)
        .drop(column)
        .explode("_piece")
        .with_columns(
            surface=pl.col("_piece").str.replace_all(tags, ""),
            token=pl.col("_piece").str.extract(f"({tags})[^{chr(TAG)}-{chr(TAG + len(names) - 1)}]"),
        )
        .with_columns(end=pl.col("surface").str.len_chars().cum_sum().over("_text"))
        .with_columns(start=pl.col("end") - pl.col("surface").str.len_chars())
        .filter(pl.col("token").is_not_null())
        .with_columns(
            pl.col("token").replace_strict(
                {chr(TAG + i): n for i, n in enumerate(names)}, return_dtype=pl.String
            )
        )
        .drop("_text", "_piece")
    )


def find(frame: pl.DataFrame, pattern: str, column: str, *, flags: str = "") -> pl.DataFrame:
    """`lex` with one pattern: `surface`, `start`, `end` of each match."""
    return lex(frame, {"match": pattern}, column, flags=flags).drop("token")
