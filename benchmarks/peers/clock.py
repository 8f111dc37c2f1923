"""What a piece of work costs in its own process, told as one line of JSON; runs in khotin's environment and in each peer's, so it needs nothing but Python."""

import json
import resource
import time
from collections.abc import Callable
from typing import Any


def tell(work: Callable[[], dict[str, Any]]) -> None:
    """Does the work and prints its wall and processor seconds (those of all its threads and children), with what it counted."""
    wall, processor = time.monotonic(), _processor()
    counted = work()
    seconds = {"wall": time.monotonic() - wall, "processor": _processor() - processor}
    print(json.dumps(seconds | counted, default=str), flush=True)


def _processor() -> float:
    of = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in of)
