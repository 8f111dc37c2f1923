"""Great Expectations decides what may land: over the staged frames, and over the star before it is published."""

from dataclasses import dataclass, field

import polars as pl

from flows.contracts import FAILING, QUARANTINE, RESULTS
from flows.validate.later import put_off

put_off()


@dataclass(frozen=True)
class Outcome:
    """What a validation found. `stops` are critical failures of whole tables, a line each; `failing`, the star's rows to leave out."""

    results: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=RESULTS))
    quarantined: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=QUARANTINE))
    stops: list[str] = field(default_factory=list)
    failing: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FAILING))
    profile: pl.DataFrame = field(
        default_factory=pl.DataFrame
    )  # of the run's sources: source, measure, value, counted


def warm() -> None:
    """Imports Great Expectations, which takes seconds; a run calls this beside its extraction."""
    from flows.validate import suites  # noqa: F401
