"""khotin's side of benchmarks/peers: one piece of work in a process of its own, told by clock.py.

    python benchmarks/peers/ours.py WORK FOLDER      # FOLDER as `prepare` leaves it

Imports, lexicons and the tables that are to be there beforehand are made before the clock starts, as they are for the peers.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from clock import tell

sys.path.insert(0, str(Path(__file__).parents[2]))

from flows.assets import rules_version
from flows.files import UNORDERED, connected, parquet, share_out
from flows.load import catalogue, merge, publish
from flows.load.all_or_nothing import all_or_nothing
from flows.load.migrate import create_views, load_reference, migrate
from flows.load.tables import STAGED
from flows.validate.expectations import Asked, count_queries, counting, of_stage, written

ROUNDS = 20  # times that each page is read
BATCH_BYTES = 8_000_000  # as a run has it by itself
Work = Callable[[], dict[str, Any]]


def main(work: str, folder: Path) -> None:
    """Does a work of WORKS, or prepares."""
    if work == "prepare":
        print(json.dumps(prepare(folder)))
    else:
        tell(WORKS[work](folder))


def prepare(folder: Path) -> dict[str, int]:
    """From `articles.parquet` and `pages/`: a run's staging, the star it gives, the pages landed; the counts."""
    from flows.run import reading

    staging, warehouse = folder / "staging", folder / "star" / "khotin.duckdb"
    for source, kept in ((folder / "articles.parquet", staging), (folder / "pages", folder / "pages-staged")):
        home = folder / f"of-{kept.name}" / "khotin.duckdb"
        home.parent.mkdir()
        intake = reading.take_in([str(source)], home, BATCH_BYTES)
        if source.suffix:
            for batch in intake.batches:
                reading.read_batch(intake.staging, home.parent / "landing", batch)
            reading.keep_one_of_each(intake.staging, home)
        intake.staging.rename(kept)
    warehouse.parent.mkdir()
    with publish.locked(warehouse), publish.writing(warehouse) as work:
        merge.merge(work.connection, staging, "bench", rules_version())
        publish.publish(work, 1, 1)
    return {"rows": _rows(staging), "pages": len(list((folder / "pages").iterdir()))}


def load(folder: Path) -> Work:
    """The staged rows into the star's tables, which are there and empty, in one transaction; its keys counted; on the disk."""
    staging, file = folder / "staging", folder / "turn" / "khotin.duckdb"
    star = connected(file)
    share_out(star, file, staging)
    migrate(star)
    load_reference(star)
    star.execute("CHECKPOINT")

    def work() -> dict[str, Any]:
        star.execute(UNORDERED)
        merge.stage_views(star, staging)
        with all_or_nothing(star):
            merge.lay(star, "bench", rules_version())
        broken = _broken_keys(star)
        star.execute("CHECKPOINT")
        star.close()
        assert not broken, broken
        return {"units": _rows(staging)}

    return work


def load_whole(folder: Path) -> Work:
    """A new warehouse of the staged rows: views, rows, settling, the whole audit, search index, publication."""
    from flows.validate.star import audit_at_once

    staging, warehouse = folder / "staging", folder / "turn" / "khotin.duckdb"

    def work() -> dict[str, Any]:
        with publish.locked(warehouse), publish.writing(warehouse) as opened:
            merge.merge(opened.connection, staging, "bench", rules_version())
            outcome = audit_at_once(opened.connection, whole=True)
            assert not outcome.stops and outcome.failing.is_empty(), outcome.stops
            publish.publish(opened, 1, 1)
        return {"units": _rows(staging)}

    return work


def _broken_keys(star: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of which a key is there twice, by the expectations of their suites that say so."""
    broken = []
    for name in of_stage("star"):
        suite = written(name)
        keys = [e for e in suite["expectations"] if e["type"] == "expect_column_values_to_be_unique" or e["meta"]["id"].endswith(".key_unique")]  # fmt: skip
        if keys and suite["meta"].get("schema", "main") == "main":
            queries = count_queries(suite | {"expectations": keys}, Asked(suite, []).relation)
            if any(star.execute(counting(queries)).fetchone() or ()):
                broken.append(name)
    return broken


def _rows(staging: Path) -> int:
    """The rows of a staging that are loaded."""
    scans = (pl.scan_parquet(parquet(staging / name)).select(pl.len()) for name in STAGED)
    return sum(scan.collect().item() for scan in scans)


def read_all(folder: Path) -> Work:
    """Sentences, mentions and every kind of fact of all articles."""
    return _reading(folder, pl.read_parquet(parquet(folder / "staging" / "articles")))


def read_sample(folder: Path) -> Work:
    """The same of the articles that underthesea reads."""
    sample = pl.read_ndjson(folder / "sample.jsonl")["version_id"].to_list()
    return _reading(folder, pl.read_parquet(parquet(folder / "staging" / "articles")).filter(pl.col("version_id").is_in(sample)))  # fmt: skip


def _reading(folder: Path, articles: pl.DataFrame) -> Work:
    from flows import extract
    from flows.read import lexicon, read

    words = lexicon.load()
    extract.facts(read(articles.head(5), words), words)  # what is made once is made

    def work() -> dict[str, Any]:
        sentences = facts = 0
        for part in articles.iter_slices(2_000):  # some as many as in a batch of a run
            reading = read(part, words)
            sentences += reading.sentences.height
            facts += sum(frame.height for frame in extract.facts(reading, words).values())
        return {"units": sentences, "facts": facts}

    return work


def pages(folder: Path) -> Work:
    """Landed pages to ARTICLES: decoded, told from lists, extracted, dated, cleaned, named."""
    from flows.ingest.parse import parse

    documents, landing = pl.read_parquet(parquet(folder / "pages-staged" / "documents")), folder / "of-pages-staged" / "landing"  # fmt: skip
    _, rejected = parse(documents, landing)
    assert rejected.is_empty(), rejected.to_dicts()

    many = pl.concat([documents] * ROUNDS)

    def work() -> dict[str, Any]:
        parse(many, landing)
        return {"units": many.height}

    return work


def trafilatura_alone(folder: Path) -> Work:
    """Pages to text and metadata as trafilatura does it by itself."""
    return _trafilatura(folder, {})


def trafilatura_as_asked(folder: Path) -> Work:
    """The same with the options that khotin gives it, which search for no date and read no comments or tables."""
    options = {"include_comments": False, "include_tables": False, "favor_precision": True}
    return _trafilatura(folder, options | {"date_extraction_params": {"extensive_search": False}})


def _trafilatura(folder: Path, options: dict[str, Any]) -> Work:
    from trafilatura import bare_extraction

    contents = [file.read_bytes() for file in sorted((folder / "pages").iterdir())]
    assert all(bare_extraction(content, with_metadata=True, **options) for content in contents)

    def work() -> dict[str, Any]:
        for content in contents * ROUNDS:
            bare_extraction(content, with_metadata=True, **options)
        return {"units": ROUNDS * len(contents)}

    return work


def validate(folder: Path) -> Work:
    """Every staged row against its suite, as the gate before loading does it."""
    from flows.validate import suites  # noqa: F401  # imports Great Expectations, which takes seconds
    from flows.validate.frames import validate_frames

    def work() -> dict[str, Any]:
        outcome = validate_frames(folder / "staging")
        broken = outcome.results.filter(~pl.col("success"))["expectation"].sort().to_list()
        return {"units": _rows(folder / "staging"), "checks": outcome.results.height, "broken": broken}

    return work


def views(folder: Path) -> Work:
    """The views of schema mart and the macros beside them, in a star that has none."""
    star = _without_views(folder)

    def work() -> dict[str, Any]:
        create_views(star)
        return {"units": _views(star)}

    return work


def commented_views(folder: Path) -> Work:
    """The same with what a run makes beside them: schema dq, and a comment on every view and column."""
    star = _without_views(folder)

    def work() -> dict[str, Any]:
        assert catalogue.make(star)
        return {"units": _views(star)}

    return work


def _without_views(folder: Path) -> duckdb.DuckDBPyConnection:
    file = folder / "turn" / "khotin.duckdb"
    shutil.copyfile(folder / "star" / "khotin.duckdb", file)
    star = connected(file)
    star.execute("DELETE FROM ops.catalogue")
    for (name,) in star.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall():
        star.execute(f"DROP VIEW mart.{name}")
    return star


def _views(star: duckdb.DuckDBPyConnection) -> int:
    (count,) = star.execute("SELECT count(*) FROM duckdb_views() WHERE schema_name = 'mart'").fetchone() or (
        0,
    )
    return int(count)


WORKS: dict[str, Callable[[Path], Work]] = {
    made.__name__: made
    for made in (load, load_whole, read_all, read_sample, pages, trafilatura_alone, trafilatura_as_asked, validate, views, commented_views)
}  # fmt: skip

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
