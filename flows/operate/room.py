"""Says when the disk is full. Prefect's server cannot write its database then, so no turn begins that would say so itself."""

import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from flows.files import LITTLE
from flows.operate import logs

SECONDS = 20.0  # between two looks

FULL = "đĩa đầy / the disk of {} is full: no turn can begin. Make room (`khotin prune --dry-run` tells what may go); turns go on by themselves then"
FREE = "đĩa có chỗ lại / the disk of {} has room again: {:.1f} MB; turns go on"


def awaited(folder: Path, seconds: float = SECONDS) -> None:
    """Returns as soon as the disk of a folder has room; of one that is as good as full it says so, and when it has."""
    if shutil.disk_usage(folder).free >= LITTLE:
        return
    logs.say(FULL.format(folder), "warning")
    while (free := shutil.disk_usage(folder).free) < LITTLE:
        time.sleep(seconds)
    logs.say(FREE.format(folder, free / 1e6))


@contextlib.contextmanager
def watched(folder: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Looks every so many seconds, while the block runs, how much room the disk of a folder has: one line when it is as good
    as full, one when there is room again.
    """
    ended = threading.Event()

    def watch() -> None:
        full = False
        while not ended.wait(seconds):
            free = shutil.disk_usage(folder).free
            if (free < LITTLE) != full:
                full = not full
                logs.say(
                    FULL.format(folder) if full else FREE.format(folder, free / 1e6),
                    "warning" if full else "info",
                )

    looking = threading.Thread(target=watch, daemon=True)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()
