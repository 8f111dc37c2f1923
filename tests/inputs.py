"""Inputs that nobody meant: texts, pages and data sets made from a grammar and by mutation, and a run over them."""

import json
import random
import shutil
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from flows.run import reading
from flows.validate import history
from flows.validate.frames import validate_frames
from tests.ingest.test_datasets import EXPORTS, pieces, places, spoilt
from tests.ingest.test_pages import html, pages
from tests.read.test_strict import SAMPLES, mutated, numbers, sentences

HEADS = ["date: {n}\n", "date {n} {t}\n", "title: {t}\n", "{t}\nNgày {n}/{n}/{n}\n", "source: {t}\nurl: https://[{n}\n", "(Ngày {n}) ", "---\n", "\ufeff", "# {t}\n", ""]  # fmt: skip
COLUMNS = [
    "text",
    "body",
    "content",
    "title",
    "date",
    "pubDate",
    "id",
    "url",
    "source",
    "lead",
    "author",
    "x",
]
DATES = ["2024-02-30", "31/04/2025 25:61", "0000-00-00", "99999999999999", "2025-01-01T00:00:00+99:00", "hôm qua", "1e400", "-1"]  # fmt: skip


def _odd(sentence: str) -> str:
    """A sentence as a bad scraper keeps it: encoded twice, or its end lost."""
    return (
        sentence.encode("utf-8").decode("latin-1")
        if len(sentence) % 7 == 0
        else sentence[: len(sentence) * 5 // 6]
    )


told = st.one_of(
    sentences(), mutated(), sentences().map(_odd), st.sampled_from(SAMPLES), st.text(max_size=80)
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of a header of any kind and sentences of any kind."""
    head = draw(st.sampled_from(HEADS)).replace("{t}", draw(mutated())[:60])
    while "{n}" in head:
        head = head.replace("{n}", draw(numbers()), 1)
    between = draw(st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n", "\u2028", "\u2029", "\t"]))
    return head + between.join(draw(st.lists(told, min_size=1, max_size=6)))


ODD = [
    "-",
    "−",
    "%",
    " tỷ",
    " tỷ đồng",
    "0" * 40,
    "/0",
    "31/2/",
    "âm ",
    "từ ",
    "“",
    "\n\n",
    "\u2028",
    "\u0301",
    "\x00",
    '"',
    "{",
    "<p>",
    "đ",
    "²",
    " và ",
    ", ",
    "quý ",
    "năm ",
]
values = st.one_of(
    texts(), texts(), mutated(), numbers(), st.sampled_from(DATES), st.none(), st.integers(), st.floats(), st.booleans(), st.lists(mutated(), max_size=3),
    st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=20), max_size=3),
)  # fmt: skip
records = st.fixed_dictionaries({"text": texts()}, optional={c: values for c in COLUMNS if c != "text"})
rows = st.lists(st.one_of(records, st.dictionaries(st.sampled_from(COLUMNS), values, max_size=6)), min_size=1, max_size=6)  # fmt: skip
lines = rows.map(lambda rs: "\n".join(json.dumps(r, ensure_ascii=False) for r in rs))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


inputs = st.one_of(
    st.tuples(st.just(".txt"), texts().map(_bytes)),
    st.tuples(st.just(".txt"), texts().map(_bytes)),
    st.tuples(st.sampled_from([".md", ".txt"]), st.builds(spoilt, texts().map(_bytes), places, pieces)),
    st.tuples(st.just(".html"), st.one_of(pages, texts().map(lambda t: html(f"<article><h1>Tin</h1><p>{t}</p></article>"))).map(_bytes)),
    st.tuples(st.just(".jsonl"), lines.map(_bytes)),
    st.tuples(st.sampled_from([".csv", ".jsonl", ".json"]), st.builds(spoilt, st.sampled_from(EXPORTS) | lines.map(_bytes), places, pieces)),
)  # fmt: skip


def drawn(count: int, number: int | None = None) -> list[tuple[str, bytes]]:
    """So many inputs, (suffix, bytes): the same ones in every call, others for each `number`."""
    found: list[tuple[str, bytes]] = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=number is None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def draw(made: tuple[str, bytes]) -> None:
        found.append(made)

    draw() if number is None else seed(number)(draw)()
    return found


def crossed(made: list[tuple[str, bytes]], count: int, number: int) -> list[tuple[str, bytes]]:
    """So many more inputs: each begins as one of those made and ends as another of its kind, with odd pieces between."""
    draw = random.Random(number)
    kinds: dict[str, list[str]] = {}
    for suffix, content in made:
        kinds.setdefault(suffix, []).append(content.decode("utf-8", "surrogateescape"))
    found = []
    for suffix in draw.choices([suffix for suffix, _ in made], k=count):
        begins, ends = draw.choices(kinds[suffix], k=2)
        odd = "".join(draw.choices(ODD, k=draw.randrange(3)))
        text = begins[: draw.randrange(len(begins) + 1)] + odd + ends[draw.randrange(len(ends) + 1) :]
        found.append((suffix, text.encode("utf-8", "surrogateescape")))
    return found


def failures(made: list[tuple[str, bytes]], folder: Path) -> list[dict[str, str]]:
    """What a run set aside as failed of inputs: reason, origin and detail. Raises what would stop the run."""
    source = folder / "bao"
    source.mkdir(parents=True)
    for i, (suffix, content) in enumerate(made):
        (source / f"{i:05d}{suffix}").write_bytes(content)
    warehouse = folder / "khotin.duckdb"
    intake = reading.take_in([str(source)], warehouse, 8_000_000)
    _as_one(intake.staging / "documents")  # every data set has come as a batch of its own
    counts = [reading.read_batch(intake.staging, folder / "landing", "00001")]
    counts.append(reading.keep_one_of_each(intake.staging, intake.staging.parent.parent / "khotin.duckdb"))
    ways = sum(c.get(way, 0) for c in counts for way in ("loaded", "duplicate", "rejected"))
    assert ways == intake.read - intake.unchanged, "the accounts do not balance"
    outcome = validate_frames(intake.staging, today=history.profile(intake.staging))
    assert not outcome.stops, outcome.stops
    rejected = pl.read_parquet(intake.staging / "rejected" / "*.parquet")
    failed = rejected.filter(pl.col("reason") == "failed").select("origin", "detail").to_dicts()
    unchecked = outcome.quarantined.filter(reason="failed").select("origin", detail="payload").to_dicts()
    shutil.rmtree(intake.staging)
    return failed + unchecked


def _as_one(documents: Path) -> None:
    """Makes one batch of all."""
    files = sorted(documents.glob("*.parquet"))
    frame = pl.concat(map(pl.read_parquet, files))
    for file in files:
        file.unlink()
    frame.write_parquet(documents / "00001.parquet")
