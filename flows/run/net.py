"""The outer net: one bad document costs itself. What reading raises is looked for by halves, until the document that
raises it stands alone and can be set aside by name.

What is no document's fault goes on up: what the operating system refuses, an order to stop, and a failure that so many
documents share that it must be khotin's own.
"""

import errno
import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

FAILED, KILLED = "failed", "killed"  # reasons: reading it raised; reading it ended the process
LEAST, SHARE = (
    10,
    0.05,
)  # the same failure in so many documents, and in more than this share of them, is khotin's
ORDERS = (KeyboardInterrupt, SystemExit, GeneratorExit)
OF_MACHINE = {
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE, errno.EACCES, errno.EPERM,
}  # fmt: skip
# Libraries tell the system's number in words: "No space left on device (os error 28)".
NUMBER = re.compile(r"os error (\d+)|\[Errno (\d+)\]")
MESSAGE = 300  # letters of an exception's message that are kept
T = TypeVar("T")


class SharedFailure(RuntimeError):
    """Many documents fail in one way: khotin or its set-up is at fault, and not they."""


def by_halves(
    start: int,
    stop: int,
    attempt: Callable[[int, int], T],
    alone: Callable[[int, BaseException], T],
    caught: Callable[[BaseException], bool],
) -> Iterator[tuple[int, T]]:
    """(where a part begins, what it gave) of numbers from `start` to `stop`, in their order.

    A part is as large as `attempt` can take without raising what is `caught`; of a number that it cannot take at all,
    `alone` makes what it gives. Raises on what is not caught.

    >>> parts = by_halves(0, 4, lambda a, b: [12 / (n - 2) for n in range(a, b)], lambda n, why: [str(why)], of_document)
    >>> list(parts)
    [(0, [-6.0, -12.0]), (2, ['division by zero']), (3, [12.0])]
    """
    waiting = [(start, stop)]
    while waiting:
        first, last = waiting.pop()
        try:
            given = attempt(first, last)
        except BaseException as error:
            if not caught(error):
                raise
            if last - first > 1:
                middle = (first + last) // 2
                waiting += [(middle, last), (first, middle)]
                continue
            given = alone(first, error)
        yield first, given


def of_document(error: BaseException) -> bool:
    """Whether an error may be a document's own: nobody's order to stop, nothing that the operating system refuses.

    A panic of polars is one, which derives from BaseException only.

    >>> of_document(OSError(28, "No space left on device")), of_document(ZeroDivisionError())
    (False, True)
    """
    if isinstance(error, ORDERS):
        return False
    numbers = {error.errno} if isinstance(error, OSError) else set()
    numbers |= {int(a or b) for a, b in NUMBER.findall(str(error))}
    return not numbers & OF_MACHINE


def told(error: BaseException) -> str:
    """An error in one line: its type, the place in khotin's code, its message."""
    places = [(f.f_globals.get("__name__", ""), line, f.f_code.co_name) for f, line in traceback.walk_tb(error.__traceback__)]  # fmt: skip
    ours = [f" in {module}:{line} {name}" for module, line, name in places if module.startswith("flows.")]
    message = " ".join(str(error).split())[:MESSAGE]
    return f"{type(error).__name__}{ours[-1] if ours else ''}: {message}"


def check(details: Iterable[tuple[str, str]], documents: int) -> None:
    """Raises SharedFailure where the documents set aside, (origin, what `told` said), fail too often in one way."""
    rows = list(details)
    for failure, times in Counter(_way(detail) for _, detail in rows).most_common(1):
        if times < LEAST or times <= SHARE * documents:
            return
        origin, detail = next(row for row in rows if _way(row[1]) == failure)
        raise SharedFailure(
            f"{times} of {documents} documents fail in one way, the first {origin}: {detail}; nothing was published, for "
            "documents are not to blame for that: mend the rule or the seed that it names, then run again"
        )


def _way(detail: str) -> str:
    """How a document fails, whatever the message says of its words."""
    return detail.split(": ")[0]
