"""How a text opens: a date before or right after the title, the title, and where it stands."""

import polars as pl

from flows.ingest.published import DATE_LINE, DATE_MARK, DATELINE, IN_HEADING
from flows.letters import CAPITAL, LETTER

LONGEST_TITLE = 220
HEAD = 1_000


def with_opening(articles: pl.DataFrame) -> pl.DataFrame:
    """Adds `text`, `title_start`, `title_end` (Int32, null without a title), and `header_date`, `text_date` (String).

    Takes title, lead and body (cleaned Strings, nulls allowed). A title that is not given is the first line, if it
    is short, ends no sentence, and more follows. The text is title, lead and body, none of them twice; a date
    line before the title stays before it.
    """
    head = pl.col("body").str.head(HEAD)
    articles = articles.with_columns(
        _first=head.str.extract(r"^([^\n]+)"), _second=head.str.extract(r"^[^\n]+\n\n([^\n]+)")
    )
    articles = articles.with_columns(
        _mark=pl.col("_first").str.extract(DATE_MARK),
        **{f"{c}_is_date": pl.col(c).str.contains(DATE_LINE).fill_null(False) for c in ("_first", "_second")},
    )
    before_title = pl.col("_first_is_date") & pl.col("_second").is_not_null()
    articles = articles.with_columns(
        _prefix=pl.when(before_title).then(pl.col("_first") + "\n\n").otherwise(pl.col("_mark").fill_null("")),
        header_date=pl.when("_first_is_date").then("_first")
        .when(pl.col("_mark").is_not_null()).then("_mark")
        .when("_second_is_date").then("_second")
        .otherwise(head.str.extract(IN_HEADING)),
    )  # fmt: skip
    articles = articles.with_columns(_rest=pl.col("body").str.slice(pl.col("_prefix").str.len_chars()))
    return _composed(_titled(articles)).select(pl.exclude("^_.*$"))


def _titled(articles: pl.DataFrame) -> pl.DataFrame:
    """`title` where the body gives it; `_rest` begins after the title."""
    line = pl.col("_rest").str.head(HEAD).str.extract(r"^([^\n]+)")
    follows = pl.col("_rest").str.len_chars() > line.str.len_chars() + 2
    fits = (
        (line.str.len_chars() <= LONGEST_TITLE)
        & ~line.str.contains(r"(?:[^.]\.|[;,:])[\"”’']?$")
        & line.str.contains(LETTER)
    )
    own = pl.when(pl.col("title").is_null() & follows & fits).then(line)
    articles = articles.with_columns(title=pl.coalesce("title", own))
    opens = pl.col("_rest").str.starts_with(pl.col("title")).fill_null(False)
    after = pl.col("_rest").str.slice(pl.col("title").str.len_chars())
    # A title run into the text is its own line; a name that merely begins a sentence is no title said twice.
    is_title = opens & (
        after.str.contains(r"^(?:\n|$)")
        | ((pl.col("title").str.count_matches(" ") >= 5) & after.str.contains(rf"^ *[{CAPITAL}“\"(]"))
    )
    return articles.with_columns(
        _rest=pl.when(is_title).then(after.str.strip_chars_start()).otherwise("_rest"),
    )


def _composed(articles: pl.DataFrame) -> pl.DataFrame:
    said = pl.col("_rest").str.head(2 * HEAD).str.contains(pl.col("lead"), literal=True).fill_null(False)
    lead = pl.when(~said & (pl.col("lead") != pl.col("title")).fill_null(True)).then("lead")
    rest = pl.when(pl.col("_rest") != "").then("_rest")
    told = pl.concat_str("title", lead, rest, separator="\n\n", ignore_nulls=True)
    start = pl.when(pl.col("title").is_not_null()).then(pl.col("_prefix").str.len_chars())
    return articles.with_columns(
        text=pl.col("_prefix") + told,
        title_start=start.cast(pl.Int32),
        title_end=(start + pl.col("title").str.len_chars()).cast(pl.Int32),
        text_date=rest.str.head(HEAD).str.extract(DATELINE),
    )
