"""One row a project of an article: names that mean the same, and what the tellings lend each other."""

import polars as pl

from flows.extract.projects.stages import furthest
from flows.read.rules import of_rows

FILLED = ("amount_vnd", "amount_usd", "investor", "place", "stage", "project_count")
# What opens a name by habit: told with it or without it, it is the same project.
HABIT = r"^(?:(?:dự án|công trình|tuyến|đầu tư|xây dựng|thành phần|đoạn)\s)+"


@of_rows
def one_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the rows of one article about one project, the one that says most, with what it lacks from the others, under
    its fullest name; each total once.
    """
    rows = _grouped(rows)
    filled = pl.sum_horizontal([pl.col(c).is_not_null().cast(pl.Int32) for c in FILLED])
    ranked = rows.with_columns(_filled=filled).sort(["_filled", "s", "start"], descending=[True, False, False])
    same = ["a", "_group", "is_total"]
    paid = pl.col("amount_vnd").is_not_null() | pl.col("amount_usd").is_not_null()
    money = ["amount_vnd", "amount_usd", "comparator"]
    lent = [
        pl.when(paid).then(c).otherwise(pl.col(c).filter(paid).first().over(same)).alias(c) for c in money
    ]
    others = [pl.coalesce(c, pl.col(c).drop_nulls().first().over(same)) for c in ("place", "investor")]
    return (
        ranked.with_columns(*lent, *others, stage=furthest(same))
        .unique(same, keep="first", maintain_order=True)
        .sort("s", "start")
    )


def _grouped(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds _group: what tells the projects and totals of an article apart. A name that another one of the article holds
    whole ("cầu Bến Đá", "cầu vượt Bến Đá 2 - Phú Sơn") means the same project where only one holds it.
    """
    fold = pl.col("project").str.to_lowercase().str.replace_all("–", "-", literal=True)
    fold = fold.str.replace(HABIT, "").str.replace_all(r"\s?-\s?", " - ")
    rows = rows.with_columns(_fold=fold)
    names = rows.filter(~pl.col("is_total")).select("a", "_fold").unique()
    longer = names.join(names.rename({"_fold": "_full"}), on="a").filter(
        pl.col("_fold").str.len_chars() < pl.col("_full").str.len_chars(),
        (" " + pl.col("_full") + " ").str.contains(" " + pl.col("_fold") + " ", literal=True),
    )
    alone = longer.group_by("a", "_fold").agg(pl.col("_full").sort_by(pl.col("_full").str.len_chars()).last(), n=pl.len())
    rows = rows.join(alone.filter(pl.col("n") == 1).drop("n"), on=["a", "_fold"], how="left", maintain_order="left")
    total = pl.concat_str(
        pl.col("amount_vnd").cast(pl.String).fill_null(""), pl.lit("|"), pl.col("amount_usd").cast(pl.String).fill_null("")
    )
    return rows.with_columns(_group=pl.when("is_total").then(total).otherwise(pl.coalesce("_full", "_fold")))
