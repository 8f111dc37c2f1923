"""docs/sources.md does what it says: each of its examples gives the table that stands after it."""

import re
from datetime import UTC, datetime

import polars as pl
import pytest

from flows.assets import reference, root, seed_file
from flows.contracts import DOCUMENTS
from flows.fetch import feeds, lists, sitemaps
from flows.fetch.offers import kind_of_answer
from flows.ingest import discover, land, parse
from flows.ingest.columns import FIELDS, plain_name
from flows.ingest.discover import KINDS, UNREAD, UNREAD_ARCHIVES

GUIDE = (root() / "docs" / "sources.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```file (\S+)\n(.*?)^```", GUIDE, re.M | re.S))
LISTINGS = {url: (body, table) for url, body, table in re.findall(r"^```listing (\S+)\n(.*?)^```\n\n((?:\|[^\n]*\n)+)", GUIDE, re.M | re.S)}  # fmt: skip
READERS = {"feed": feeds.read, "sitemap": sitemaps.read, "list": lists.read}


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()[2:]]


def test_every_file_gives_the_row_that_the_guide_shows(tmp_path):
    folder = tmp_path / "bai"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    known = pl.DataFrame(schema={"origin": pl.String, "sha256": pl.String})
    landed = pl.concat(
        land(discover([folder]), tmp_path / "landing", datetime(2026, 1, 1, tzinfo=UTC), known)
    )
    articles, rejected = parse(landed.select(DOCUMENTS.names()), tmp_path / "landing")
    columns = ["origin", "title", "published_on", "published_from", "source"]
    read = [[str(v or "").removeprefix("bai/") for v in row] for row in articles.select(columns).rows()]
    shown = rows(GUIDE.split("These files give:\n\n")[1].split("\n\n")[0])
    assert (sorted(read), rejected.height) == (sorted(shown), 0)


@pytest.mark.parametrize("url", LISTINGS)
def test_every_listing_names_what_the_guide_shows(url):
    body, table = LISTINGS[url]
    listing = READERS[kind_of_answer(body.encode(), url)](body.encode(), url)
    read = [[str(v or "") for v in (item.url, item.title, item.published_at)] for item in listing.items]
    assert (read, listing.problems) == (rows(table), ())


def test_every_kind_of_listing_has_an_example():
    assert {kind_of_answer(body.encode(), url) for url, (body, _) in LISTINGS.items()} == set(READERS)
    assert len(LISTINGS) == len(re.findall(r"^```listing", GUIDE, re.M))


def test_the_guide_names_every_kind_of_file_and_real_columns():
    told = set(re.findall(r"`(\.\w+)`", GUIDE))
    assert set(KINDS) - told == {".jsonlines", ".jl"}
    assert told - set(KINDS) - {".gz", ".bz2", ".xz", ".zst", ".zip"} <= UNREAD | UNREAD_ARCHIVES
    names = set(map(plain_name, reference("columns")["name"]))
    columns = GUIDE.split("| holds | names |")[1].split("\n\n")[0]
    assert {plain_name(name) for name in re.findall(r"`([^`]+)`", columns)} <= names
    assert set(reference("columns")["field"]) == set(FIELDS)
    assert seed_file("columns").is_file()
