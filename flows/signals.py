"""Signals that ask a command to end: what is under way is undone and booked, and then it ends."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator

ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Called first when a signal asks to end: they end what would otherwise be waited on.
unblocking: list[Callable[[], None]] = []


class Stopped(KeyboardInterrupt):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.number = number


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Signals that ask to end raise Stopped as long as the block runs; a second one ends the process at once.

    One that was ignored (nohup) stays so. Process 1 of a container, too, obeys SIGTERM then.
    """
    before = {s: signal.getsignal(s) for s in ASKING if signal.getsignal(s) is not signal.SIG_IGN}

    def stop(number: int, _: object) -> None:
        for each in before:
            signal.signal(each, lambda number, _: os._exit(128 + number))
        for unblock in unblocking:
            unblock()
        raise Stopped(number)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
