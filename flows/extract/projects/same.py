"""One row a project of an article: names that mean the same, and what the tellings lend each other."""

from functools import cache

import polars as pl

from flows.extract.projects import words
from flows.extract.projects.stages import furthest
from flows.extract.reference_words import project_kinds
from flows.letters import CAPITAL, LETTER, SMALL
from flows.read.name_borders import ONE_SYLLABLE
from flows.read.rules import of_rows

FILLED = ("amount_vnd", "amount_usd", "investor", "place", "stage", "project_count")
# A part is not the whole, nor another part: "thành phần 3 thuộc dự án …".
PART = r"^(nhà ga|đường băng|sân đỗ|(?:thành phần|tiểu dự án|gói thầu|giai đoạn|phân kỳ)(?: số)? [0-9a-z.-]+)"
JOINS = (
    r"^nối\s|(?:đường|tuyến|nhánh)\snối\s"  # "đường nối cao tốc A - B với quốc lộ 9" is not "cao tốc A - B"
)
STRETCH = r"\s\((?:giai đoạn [0-9I]+, )?đoạn từ [^()]*\)$"  # what lies at its ends does not name it
SHORT = 8  # words of a name without a proper name that is told for short
ABBREVIATED = r"(?:TP|Tp)\.?\s?(?:HCM|Hồ Chí Minh)"


# "khu dân cư Hòn Nét (Leaf Town)": its other name, by which the article goes on to call it.
OTHER_NAME = rf"^[”\"]?\s\((?i:(?:còn gọi là|gọi tắt là|tên thương mại(?: là)?|hay|nay là|dự án)\s)*([“\"]?{CAPITAL}[^()]{{3,50}})\)"


@of_rows
def one_each(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the rows of one article about one project, the one that says most, with what it lacks from the others, under
    its fullest name; each total once.
    """
    same = ["a", "_group", "is_total"]
    rows = _grouped(rows).with_columns(_furthest=furthest(same))
    rows = _without_asked(rows, same)
    tells = pl.col("is_total") | pl.col("stage").eq_missing(pl.col("_furthest"))
    filled = pl.sum_horizontal([pl.col(c).is_not_null().cast(pl.Int32) for c in FILLED])
    # Where only its cost is told, no project is named.
    ranked = rows.with_columns(_filled=filled, costs=pl.col("costs").fill_null(False)).sort(
        ["costs", "_filled", "s", "start"], descending=[False, True, False, False]
    )
    where = pl.struct("s", "start", "end", "rule")
    teller = pl.when(~pl.col("is_total") & pl.col("stage").is_not_null() & tells).then(where)
    own = pl.col("is_total") | (pl.col("stage").is_not_null() & tells) | pl.col("_furthest").is_null()
    paid = pl.col("amount_vnd").is_not_null() | pl.col("amount_usd").is_not_null()
    payer = pl.when(paid).then(where)
    money = ["amount_vnd", "amount_usd", "comparator"]
    lent = [
        pl.when(paid).then(c).otherwise(pl.col(c).filter(paid).first().over(same)).alias(c) for c in money
    ]
    others = [
        pl.coalesce(c, pl.col(c).drop_nulls().first().over(same)) for c in ("place", "places", "investor")
    ]
    return (
        ranked.with_columns(
            *lent,
            *others,
            stage=pl.when("is_total").then("stage").otherwise("_furthest"),
            _teller=pl.when(~own).then(teller.drop_nulls().first().over(same)),
            _payer=pl.when(~paid & ~pl.col("is_total")).then(payer.drop_nulls().first().over(same)),
            project=pl.col("project")
            .sort_by(pl.col("_proper").list.len(), descending=True, maintain_order=True)
            .first()
            .over(same),
        )
        .unique(same, keep="first", maintain_order=True)
        .sort("s", "start")
    )


@of_rows
def with_tellings(kept: pl.DataFrame) -> pl.DataFrame:
    """The projects of one_each, and again, bare, each whose stage or whose capital another sentence tells, in that sentence: the first with its
    stage and sum, the other with its sum alone. Adds again (Boolean).
    """
    bare = ["place", "places", "investor", "comparator"]
    again = [
        kept.filter(pl.col(teller).is_not_null()).with_columns(
            *(pl.col(teller).struct.field(c).alias(c) for c in ("s", "start", "end", "rule")),
            *(pl.lit(None, kept.schema[c]).alias(c) for c in untold),
        )
        for teller, untold in (("_teller", bare), ("_payer", [*bare, "stage"]))
    ]
    return pl.concat([frame.with_columns(again=pl.lit(n > 0)) for n, frame in enumerate([kept, *again])])


def _without_asked(rows: pl.DataFrame, same: list[str]) -> pl.DataFrame:
    """Rows without sums that are only asked for ("đề xuất tăng tổng mức đầu tư lên …"), where the project is approved or the article has another."""
    paid = pl.col("amount_vnd").is_not_null() | pl.col("amount_usd").is_not_null()
    other = (paid & ~pl.col("asked")).any().over(same)
    left = pl.col("asked") & (other | ~pl.col("_furthest").is_in(["proposed"]).fill_null(True))
    return rows.with_columns(
        pl.when(~left).then(c).alias(c) for c in ("amount_vnd", "amount_usd", "comparator")
    )


def _grouped(rows: pl.DataFrame) -> pl.DataFrame:
    """Adds _group: what tells the projects and totals of an article apart. Two names are of one project where they are
    of one kind, and half the words of one and all those with a capital or a number stand in the other, or it opens the
    other. A short
    name that could mean several is left out unless a sum stands with it.
    """
    fold = pl.col("project").str.replace_all(ABBREVIATED, "Hồ Chí Minh").str.replace(_habit(), "")
    fold = fold.str.replace(STRETCH, "")
    # A first word that is no Vietnamese one is a brand ("Lakefield City"), any other may be a common word.
    word = fold.str.extract(r"^(\S+)")
    brand = word.str.contains(SMALL) & ~word.str.contains(f"^{ONE_SYLLABLE}$")
    brand &= ~word.str.to_lowercase().is_in([w.lower() for w in _openings()])
    head = fold.str.slice(0, 1)
    first, rest = pl.when(brand).then(head).otherwise(head.str.to_lowercase()), fold.str.slice(1)
    common = words.lower()  # no names, whatever their capitals: "Nhà máy Sản xuất ống tre"
    told = (first + rest).str.replace_many(list(common), list(common.values()))
    runs = told.str.extract_all(rf"{CAPITAL}{LETTER}*(?:\s{CAPITAL}{LETTER}*)*")
    runs = runs.list.eval(pl.element().str.to_lowercase()).list.set_difference(_openings())
    proper = runs.list.join(" ").str.extract_all(r"\S+")
    # "số 1", "giai đoạn 1": a number means what the word before it says.
    numbers = (first + rest).str.extract_all(rf"(?:{SMALL}+\s)?[0-9]+[A-Z]?")
    rows = rows.with_columns(
        _fold=fold.str.to_lowercase(), _proper=pl.concat_list(proper, numbers).list.unique().list.sort()
    )
    names = rows.filter(~pl.col("is_total")).select("a", "_fold", "_proper", "kind").unique()
    many = pl.col("_more").list.len() - pl.col("_proper").list.len()
    within = (pl.col("_proper").list.len() > 0) & (
        pl.col("_proper").list.set_difference("_more").list.len() == 0
    )
    opens = (pl.col("_proper").list.len() == 0) & pl.col("_full").str.starts_with(pl.col("_fold"))
    own, more = (pl.col(c).str.replace_all(",", "", literal=True).str.split(" ") for c in ("_fold", "_full"))
    # "dự án mở rộng tuyến đường": once an article names the road, it is meant.
    bare = own.list.set_difference(_no_kind())
    short = (pl.col("_proper").list.len() == 0) & (pl.col("_more").list.len() > 0) & (own.list.len() <= SHORT)
    short &= (bare.list.len() > 0) & (bare.list.set_difference(more).list.len() == 0)
    # "mở rộng sân bay Hòn Nét" and "cầu vượt Hòn Nét" share but a place.
    half = own.list.set_intersection(more).list.len() * 2 >= own.list.len()
    fuller = names.join(names.select("a", _full="_fold", _more="_proper", other="kind"), on="a").filter(
        (within & half) | opens | short,
        pl.col("_fold").str.extract(PART).eq_missing(pl.col("_full").str.extract(PART)),
        pl.col("_fold").str.contains(JOINS) == pl.col("_full").str.contains(JOINS),
        pl.col("kind").is_null() | pl.col("other").is_null() | (pl.col("kind") == pl.col("other")),
    )
    fuller = pl.concat([fuller, _other_names(rows, names)])
    most = (
        pl.col("_full").sort_by(pl.col("_more").list.len(), pl.col("_full").str.len_chars(), "_full").last()
    )
    known = fuller.group_by("a", "_fold", "kind").agg(
        _full=most, _apart=pl.col("_more").list.join(" ").filter(many > 0).n_unique() > 1
    )
    rows = rows.join(known, on=["a", "_fold", "kind"], how="left", maintain_order="left", nulls_equal=True)
    paid = pl.col("amount_vnd").is_not_null() | pl.col("amount_usd").is_not_null()
    total = pl.concat_str(
        pl.col("amount_vnd").cast(pl.String).fill_null(""),
        pl.lit("|"),
        pl.col("amount_usd").cast(pl.String).fill_null(""),
    )
    one = pl.when("_apart").then("_fold").otherwise(pl.coalesce("_full", "_fold"))
    return rows.filter(~pl.col("_apart").fill_null(False) | paid).with_columns(
        _group=pl.when("is_total").then(total).otherwise(one)
    )


@of_rows
def _other_names(rows: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """Of the names those that stand in brackets behind another, with that one, as the columns of `_grouped`'s fuller ones."""
    behind = pl.col("part").str.slice(pl.col("name_end") - pl.col("from_"), 80)
    told = rows.filter(~pl.col("is_total"), pl.col("name_end") >= pl.col("from_"))
    told = told.select(
        "a", _full="_fold", _more="_proper", other="kind", _alias=behind.str.extract(OTHER_NAME)
    ).drop_nulls("_alias")
    alias = pl.col("_alias").str.strip_chars('“”" ').str.to_lowercase()
    told = told.with_columns(_fold=alias).drop("_alias").unique()
    met = names.join(told, on=["a", "_fold"]).filter(
        pl.col("kind").is_null() | pl.col("other").is_null() | (pl.col("kind") == pl.col("other")),
        pl.col("_fold") != pl.col("_full"),
    )
    return met.select(*names.columns, "_full", "_more", "other")


@cache
def _habit() -> str:
    """What opens a name by habit: told with it or without it, it is the same project."""
    return rf"^(?i:{words.any_of('opening', 'stretch')}\s)+"


@cache
def _no_kind() -> list[str]:
    """Words of what is done, and those that tell no kind: what is left of a short form says what is built."""
    done = [
        *words.words("change"),
        *words.words("build"),
        *words.words("stretch"),
        "dòng",
        "con",
        "hạ tầng",
        "và",
    ]
    return sorted({part for word in done for part in word.split(" ")})


@cache
def _openings() -> list[str]:
    """The first words of kinds of work: a capital makes no name of them ("Nhà máy", "Metro")."""
    return project_kinds()["word"].str.extract(r"^(\S+)").unique().to_list()
