"""The sources that are fetched: rows of seeds/reference/sources.csv with an address, and addresses that a person gives."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flows.assets import reference

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEB = re.compile(r"(?i)^https?://")
KINDS = ("feed", "sitemap", "list", "page", "warc", "data_set", "folder")
ON_DISK = ("data_set", "folder")  # what a run takes in as files
WARC = (".warc", ".warc.gz")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Source:
    """One thing to take in. `publisher` is its source in the star: null where the pages' host tells it."""

    name: str
    address: str
    kind: str | None = None  # KINDS; None: what the address answers tells
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    licence: str | None = None
    pass_on: bool = False
    delay: float | None = None  # seconds between two requests to its host
    schedule: str | None = None  # "30m", "6h" or cron in Vietnam's time; None: at every turn
    active: bool = False
    withdraws: bool = False  # of a folder: whether a file that is gone there withdraws its article

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """Whether its schedule asks for it, when it was last taken in at `last`."""
        if last is None or self.schedule is None:
            return True
        if pause := interval(self.schedule):
            return now - last >= pause * 0.9  # a turn of the schedule may come a little early
        from cronsim import CronSim

        return next(CronSim(self.schedule, last.astimezone(ZONE))) <= now.astimezone(ZONE)


def listed() -> dict[str, Source]:
    """The rows of sources.csv that have an address, by name."""
    rows = reference("sources")
    return {row["source"]: _source(row) for row in rows.iter_rows(named=True) if row["address"]}


def named(given: str, rows: dict[str, Source]) -> Source | None:
    """The source that an address, a WARC file or a row's name means; None for any other file."""
    if WEB.match(given):
        return of_address(given, rows.values())
    if given.lower().endswith(WARC):
        return Source(given, given, "warc")
    return rows.get(given)


def of_address(address: str, rows: Iterable[Source]) -> Source:
    """The row that fetches an address, else the address by itself, at the pace of a row of its host."""
    rows = list(rows)
    found = next((row for row in rows if row.address.rstrip("/") == address.rstrip("/")), None)
    if found:
        return found
    of_host = next((row for row in rows if host(row.address) == host(address)), None)
    alone = Source(address, address)
    return replace(alone, publisher=of_host.publisher, delay=of_host.delay) if of_host else alone


def host(address: str) -> str:
    """The host of an address, without www. and port: the name of its publisher.

    >>> host("http://www.bao.example:8080/rss")
    'bao.example'
    """
    return (urlsplit(address).hostname or "").removeprefix("www.")


LONGEST = timedelta(days=36_500)  # of a time that is told: what is more names no day any more


def interval(words: str) -> timedelta | None:
    """The time that "30m", "6h", "7d" names; None for anything else, and for more than a hundred years.

    >>> interval("90s")
    datetime.timedelta(seconds=90)
    """
    match = re.fullmatch(r"([1-9]\d{0,9})([smhd])", words.strip())
    seconds = int(match[1]) * timedelta(**{UNITS[match[2]]: 1}).total_seconds() if match else 0
    return timedelta(seconds=seconds) if 0 < seconds <= LONGEST.total_seconds() else None


def _on_disk(address: str) -> str:
    """Where files of a source lie: told from the folder of khotin.toml, where there is one."""
    home = os.environ.get("KHOTIN_HOME")
    return str(Path(home) / address) if home else address


def _source(row: dict[str, str | None]) -> Source:
    name = str(row["source"])
    return Source(
        name=name,
        address=_on_disk(str(row["address"])) if row["kind"] in ON_DISK else str(row["address"]),
        kind=row["kind"],
        publisher=name.partition("/")[0],
        section=row["section"],
        language=row["language"],
        licence=row["licence"],
        pass_on=row["pass_on"] == "yes",
        delay=float(row["delay"]) if row["delay"] else None,
        schedule=row["schedule"],
        active=row["active"] == "yes",
        withdraws=row["withdraws"] == "yes",
    )
