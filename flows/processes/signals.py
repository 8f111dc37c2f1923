"""Signals that ask a command to end: what is under way is undone and booked, and then it ends.

A signal is raised wherever the process happens to be. Some code turns what is raised in it into an error of its own
(pydantic's serializers, while Prefect is imported) or drops it (a finalizer, a callback): so that a signal was heard is
remembered, too, and asked after.
"""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator

ASKING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Called first when a signal asks to end: they end what would otherwise be waited on.
unblocking: list[Callable[[], None]] = []


_heard: int | None = None  # the signal that asked this process to end
_taken: tuple[int, ...] = ()  # those that raise Stopped now


class Stopped(KeyboardInterrupt):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(f"bị dừng bởi / stopped by {signal.Signals(number).name}")
        self.number = number


def asked() -> Stopped | None:
    """What a signal that asked this process to end says; None where none did."""
    return None if _heard is None else Stopped(_heard)


def go_on() -> None:
    """Raises Stopped where a signal asked this process to end and what it raised came to nothing."""
    if stopped := asked():
        raise stopped


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Signals that ask to end raise Stopped as long as the block runs; a second one ends the process at once.

    Whatever else the block raises after a signal is Stopped, too. A signal that was ignored (nohup) stays so. Process 1 of
    a container, too, obeys SIGTERM then.
    """
    global _heard, _taken
    before = {s: signal.getsignal(s) for s in ASKING if signal.getsignal(s) is not signal.SIG_IGN}
    _taken = tuple(before)
    take()
    try:
        yield
    except Exception as error:
        if stopped := asked():
            raise stopped from error
        raise
    finally:
        _heard, _taken = None, ()
        for number, handler in before.items():
            signal.signal(number, handler)


def take() -> None:
    """Within a stoppable block: has the signals raise Stopped again, after Prefect's flow engine took SIGTERM for itself."""
    for number in _taken:
        signal.signal(number, _stop)


def _stop(number: int, _: object) -> None:
    global _heard
    _heard = number
    for each in _taken:
        signal.signal(each, lambda number, _: os._exit(128 + number))
    for unblock in unblocking:
        unblock()
    raise Stopped(number)
