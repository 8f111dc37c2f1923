"""Old reports make room for new ones."""

import re
import shutil
from pathlib import Path

RUN = re.compile(r"^(\d{8}T\d{6}-[0-9a-f]{6})(?:-since-[-\d]+)?(?:\.html)?$")


def runs(reports: Path) -> list[str]:
    """The ids of the runs that have reports, the oldest first."""
    return sorted({match[1] for path in reports.glob("*") if (match := RUN.match(path.name))})


def prune(reports: Path, keep: int) -> list[str]:
    """Removes all reports but those of the newest `keep` runs, each with its pages and Data Docs; the ids of the runs.

    What else lies in the folder stays there.
    """
    found = [(match[1], path) for path in reports.glob("*") if (match := RUN.match(path.name))]
    gone = sorted({run_id for run_id, _ in found})[:-keep]
    for run_id, path in found:
        if run_id in gone and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif run_id in gone:
            path.unlink(missing_ok=True)
    return gone
