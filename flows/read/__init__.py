"""ARTICLES become sentences with roles, mentions with spans, and who "ông Ký" is."""

from dataclasses import dataclass

import polars as pl

from flows.read.dates import dates as calendar
from flows.read.dates.lunar import lunar
from flows.read.lexicon import Lexicon
from flows.read.marking import marked as mark
from flows.read.numbers import numerals, quantities
from flows.read.numbers.units import unit_pattern
from flows.read.organizations.elided import named_alone, settled
from flows.read.organizations.foreign import from_abroad
from flows.read.organizations.organizations import organizations as find_organizations
from flows.read.organizations.part_of import with_whole
from flows.read.people import actors as acting
from flows.read.people import holders, offices, people
from flows.read.people.changes import changed
from flows.read.places import places
from flows.read.sentences import sentences as split
from flows.read.spans import find, without_overlap
from flows.read.strokes import with_strokes

QUIET_ROLES = ["header", "byline"]
# What serves matching only: the text keeps what the paper wrote, letter for letter.
HYPHENS = dict.fromkeys("\u2010\u2011\u2012\ufe63\uff0d", "-")
LOOKS_ALIKE = {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "ɖ": "đ"} | HYPHENS
CREDIT = r"(?i)[(\s]*(?:ảnh|nguồn|đồ họa|video|clip|theo)\s*:.*$|\((?i:ảnh|nguồn|đồ họa|video)[^)]*\)[.\s]*$"


@dataclass(frozen=True)
class Reading:
    """A batch of articles as read. Mentions hold places relative to their sentence `s` of article `a`."""

    articles: pl.DataFrame  # ARTICLES, a, anchor_on, anchor_year, home
    sentences: pl.DataFrame  # SENTENCES, a, s
    quantities: pl.DataFrame  # value, value_high, unit, dimension, comparator, per, left, right
    unread: pl.DataFrame  # figures that no column holds
    dates: pl.DataFrame  # starts_on, ends_on, flow_start, part_of_day, sense, is_fuzzy, is_base
    lunar: pl.DataFrame  # days and months of the lunar calendar
    places: pl.DataFrame  # place, level, province, code, in_date_line (Boolean: where the text was written)
    organizations: pl.DataFrame  # organization, kind
    people: pl.DataFrame  # person, is_anaphor
    offices: (
        pl.DataFrame
    )  # title, organization, tenure, change, starts_on, ends_on, owner_start, owner_end, owner_from
    phrases: pl.DataFrame  # person, title, organization
    actors: pl.DataFrame  # speaker, speaker_kind, speaker_role, organization


def read(articles: pl.DataFrame, lexicon: Lexicon) -> Reading:
    """Reads a batch of ARTICLES: every mention with its span, and who or what it means."""
    articles = articles.with_row_index("a")
    sentences = split(articles)
    caption = pl.when(pl.col("role") == "caption").then("sentence").str.replace(CREDIT, "")
    told = sentences.filter(~pl.col("role").is_in(QUIET_ROLES)).with_columns(
        sentence=pl.coalesce(caption, "sentence").str.replace_many(LOOKS_ALIKE)
    )
    told = with_strokes(told)
    marked = mark(told.select("a", "s", "sentence"), lexicon)
    found_places = places.places(marked, articles, sentences, lexicon)
    homes = places.homes(articles, found_places, sentences)
    days = homes.with_columns(day=articles["published_on"])
    found_organizations = find_organizations(marked, days, lexicon)
    abroad = from_abroad(marked, found_organizations, found_places, lexicon)
    found_organizations = pl.concat([found_organizations, abroad]).sort("s", "start")
    units = named_alone(found_organizations, found_places, marked)
    found_organizations = settled(found_organizations, units, marked)
    tokens = people.names_and_titles(marked)
    found_offices = offices.offices(tokens, found_organizations, days, marked, lexicon)
    found_offices = with_whole(settled(found_offices, units, marked), found_organizations, marked)
    found_people = people.people(tokens, found_places)
    by_office = people.led(found_offices, found_places, told)
    found_people = pl.concat([found_people, without_overlap(by_office, found_people)])
    found_people = _outside(found_people, found_organizations)
    unit = unit_pattern(lexicon.unit.within(told["sentence"]))
    numerical = numerals.tokens(told, unit, lexicon.money_first, lexicon.named_time)
    anchors = calendar.anchors(numerical, articles, lexicon.event)
    found_dates = calendar.dates(numerical, anchors, lexicon.named_times)
    held = holders.held(found_people, found_offices, told)
    held = changed(held, found_people, found_dates, told, days, lexicon)
    subjects = tokens.filter(
        pl.col("token") == "subject", pl.col("left").str.contains(r"^[“\"]?$|[.;:,“] ?$")
    )
    named, phrases = acting.resolved(found_people, subjects, held, told)
    collectives = find(told.select("a", "s", "sentence"), acting.COLLECTIVE, "sentence")
    speakers = acting.actors(phrases, found_organizations, collectives, told)
    found_quantities = _outside(
        quantities.quantities(numerical, lexicon.units, lexicon.unit, lexicon.money_first),
        found_organizations,
    )
    return Reading(
        articles=articles.join(anchors, on="a", how="left", maintain_order="left").join(
            homes, on="a", how="left", maintain_order="left"
        ),
        sentences=sentences,
        quantities=found_quantities,
        unread=without_overlap(_outside(quantities.unread(numerical), found_organizations), found_quantities),
        dates=found_dates,
        lunar=lunar(numerical),
        places=_outside(found_places, found_organizations),
        organizations=found_organizations,
        people=named,
        offices=held,
        phrases=phrases,
        actors=speakers,
    )


def _outside(rows: pl.DataFrame, organizations: pl.DataFrame) -> pl.DataFrame:
    """What stands inside an organisation's name is no mention of its own."""
    return without_overlap(rows, organizations).sort("s", "start")
