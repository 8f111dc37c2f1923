"""Every test of this room has the tests' own web, and fails where a packet would leave loopback."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from flows.fetch.client import Client
from flows.fetch.contracts import Limits
from tests.web import QUICK, Names, Watch, Web, watch, web  # noqa: F401 - fixtures

Open = Callable[..., Client]


@pytest.fixture(autouse=True)
def nothing_leaves(watch: Watch) -> Watch:  # noqa: F811
    return watch


@pytest.fixture
def client(web: Web) -> Iterator[Open]:  # noqa: F811
    """Opens a client that may fetch from the tests' web, under any of the names given as well."""
    with ExitStack() as stack:

        def opened(
            *names: str,
            limits: Limits = QUICK,
            resolve: Names | None = None,
            contact: str | None = None,
            rests: dict[str, float] | None = None,
        ) -> Client:
            resolve = resolve or Names()
            for name in names:
                resolve.set(name, "127.0.0.1")
            allowed = [web.host, *(f"{name}:{web.port}" for name in names)]
            return stack.enter_context(Client(allowed, contact, resolve, limits, rests))

        yield opened
