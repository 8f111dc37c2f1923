"""Which home published what a lake holds: every snapshot tells its publication, and each is built upon the one before it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

import duckdb

TOLD = """
SELECT snapshot_id, snapshot_time, commit_extra_info FROM lake.snapshots()
WHERE commit_extra_info LIKE '%"home"%' ORDER BY snapshot_id DESC LIMIT ?
"""


@dataclass(frozen=True)
class Publication:
    """A star as a home published it: an id of its own, the id of the home's books (empty for a copy of a file), the machine and
    folder where that home lies, the star's generation.
    """

    id: str = ""
    home: str = ""
    where: str = ""
    generation: int = 0

    def words(self) -> str:
        """What its snapshot tells of it."""
        return json.dumps(asdict(self))


def told(connection: duckdb.DuckDBPyConnection, count: int = 1) -> list[tuple[Publication, datetime]]:
    """The last publications that a lake (attached as `lake`) holds, and when they were, the newest first; none where it has no star."""
    found = []
    for number, at, words in connection.execute(TOLD, [count]).fetchall():
        said = json.loads(words)
        known = {name: said[name] for name in Publication.__dataclass_fields__ if name in said}
        found.append((Publication(**{"id": f"snapshot {number}", **known}), at))
    return found


def last(connection: duckdb.DuckDBPyConnection) -> Publication | None:
    """The last publication that a lake holds; None where it has no star."""
    return next((publication for publication, _ in told(connection)), None)
