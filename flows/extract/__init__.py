"""A Reading becomes facts; a module for each fact type."""

import polars as pl

from flows.contracts import FACTS
from flows.extract.agreements import agreements
from flows.extract.citations import citations
from flows.extract.events.events import events
from flows.extract.fact import as_facts
from flows.extract.measurements.measurements import measurements
from flows.extract.mentions import mentions
from flows.extract.positions.positions import position_observations
from flows.extract.projects.investments import investments
from flows.extract.statements.statements import at_events, statements
from flows.extract.targets.targets import targets
from flows.extract.topics import topics
from flows.read import Reading
from flows.read.answers import answers
from flows.read.lexicon import Lexicon


def facts(reading: Reading, lexicon: Lexicon) -> dict[str, pl.DataFrame]:
    """The facts of a batch by fact type (contracts.FACTS), and its `article_topics`."""
    said = statements(reading, lexicon)
    invested = investments(reading)
    projects = invested.filter(~pl.col("again"))
    measured = measurements(reading, lexicon, said, projects)
    happened = events(reading, said)
    rows = {
        "mentions": mentions(reading),
        "measurements": measured,
        "targets": targets(reading, measured, said, projects),
        "statements": at_events(said, happened, reading),
        "events": happened,
        "position_observations": position_observations(reading),
        "citations": citations(reading),
        "agreements": agreements(reading, lexicon),
        "investments": invested,
    }
    none = pl.DataFrame(schema={"s": pl.UInt32, "start": pl.UInt32, "end": pl.UInt32, "rule": pl.String})
    found = {name: as_facts(rows.get(name, none), reading, name) for name in FACTS}
    found["article_topics"] = topics(reading, lexicon)
    answers().keep()  # what its rules learnt, for the next process
    return found
