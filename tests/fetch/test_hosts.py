"""Hosts side by side, each in its pace; results as they end, memory bounded, a stop at once."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import chain, islice

import pytest

from flows.fetch.client import Client
from flows.fetch.contracts import Request
from tests.web import QUICK, Asked, Names, Reply, Web, endless

each = chain.from_iterable  # of answers that came together


def starts(web: Web, host: str) -> list[float]:
    return [a.at for a in web.asked if a.host.startswith(host) and a.path != "/robots.txt"]


def test_one_host_is_asked_in_its_pace(web, client):
    web.on("/tin", b"tin")
    began = time.monotonic()
    opened = client(limits=replace(QUICK, host_delay=0.05))
    got = list(each(opened.fetch_all(Request(web.url("/tin")) for _ in range(5))))
    assert [f.outcome for f in got] == ["fetched"] * 5
    assert 3 * 0.05 <= time.monotonic() - began < 30


def test_a_request_may_bring_the_delay_of_its_source(web, client):
    web.on("/tin", b"tin")
    opened = client(limits=replace(QUICK, host_delay=30))
    began = time.monotonic()
    got = list(each(opened.fetch_all(Request(web.url("/tin"), delay=0.05) for _ in range(4))))
    assert [f.outcome for f in got] == ["fetched"] * 4
    assert 3 * 0.05 <= time.monotonic() - began < 30


def test_no_more_requests_at_once_than_a_host_is_asked_for(web, client):
    now, most, lock = [0], [0], threading.Lock()

    def answer(asked: Asked) -> Reply:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.02)
        with lock:
            now[0] -= 1
        return Reply(b"tin")

    web.on("/tin", answer)
    list(
        client(limits=replace(QUICK, host_requests=3)).fetch_all(Request(web.url("/tin")) for _ in range(15))
    )
    assert most[0] == 3


def test_a_slow_host_keeps_no_other_waiting(web, client):
    """The slow host, asked first, answers when thirty pages of the others have come."""
    names = ["cham.example", *(f"n{i}.example" for i in range(3))]
    others_came = threading.Event()

    def answer(_: Asked) -> Reply:
        others_came.wait(30)
        return Reply(b"xong")

    web.on("/tin", b"tin")
    web.on("/tin", answer, host="cham.example")
    requests = [Request(web.url("/tin", "cham.example"))] * 3
    requests += [Request(web.url("/tin", f"n{i % 3}.example")) for i in range(30)]
    opened = client(*names, limits=replace(QUICK, requests=4, host_requests=1))
    results = each(opened.fetch_all(requests))
    assert not [f for f in islice(results, 30) if "cham" in f.url]
    others_came.set()
    assert [f.body for f in results] == [b"xong"] * 3


def test_a_host_that_waits_for_its_pace_takes_no_place(web, client):
    names = [f"n{i}.example" for i in range(12)]
    web.on("/tin", b"tin")
    requests = [Request(web.url("/tin", n)) for n in names for _ in range(3)]
    opened = client(*names, limits=replace(QUICK, host_delay=0.3, requests=2))
    began = time.monotonic()
    assert {f.outcome for f in each(opened.fetch_all(requests))} == {"fetched"}
    assert time.monotonic() - began < 12 * 2 * 0.3  # what they would take one after the other


def test_every_request_ends_as_one_row_whatever_happens_to_it(web, client):
    web.on("/tin", b"tin")
    web.on("/lo", endless())
    urls = [
        web.url("/tin"),
        web.url("/lo"),
        web.url("/khong"),
        "http://10.0.0.1/",
        "file:///a",
        "http://khong.example/",
        "",
        "http://[",
    ]
    got = list(each(client().fetch_all(Request(u) for u in urls * 3)))
    assert sorted(f.url for f in got) == sorted(urls * 3)
    assert {(f.outcome, f.reason) for f in got} == {
        ("fetched", None),
        ("failed", "too_large"),
        ("failed", "status"),
        ("refused", "address"),
        ("refused", "scheme"),
        ("failed", "dns"),
        ("refused", "url"),
    }
    assert all(f.detail for f in got if f.outcome != "fetched")


def test_no_more_is_asked_for_than_what_was_not_yet_dealt_with(web, client):
    """While the caller works on what it was given, no more than `requests` are asked for: they and what it has."""
    web.on("/tin", b"tin")
    opened = client(limits=replace(QUICK, requests=4, host_requests=4))
    dealt_with = 0
    for answers in opened.fetch_all(Request(web.url(f"/tin?{i}")) for i in range(40)):
        time.sleep(0.02)
        assert len(starts(web, "127")) <= dealt_with + 4
        dealt_with += len(answers)
    assert dealt_with == 40


def test_requests_are_read_as_they_are_needed(web, client):
    web.on("/tin", b"tin")
    read = []

    def requests() -> Iterator[Request]:
        for i in range(100_000):
            read.append(i)
            yield Request(web.url(f"/tin?{i}"))

    assert len(list(islice(each(client().fetch_all(requests())), 20))) == 20
    assert len(read) <= 10_000


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, ValueError])
def test_a_stop_ends_at_once(web, stop):
    """Hosts that never end, and one that is far from its turn, are left where they are."""
    web.on("/lo", endless(0.02, b"t"))
    web.on("/tin", b"tin")
    limits = replace(QUICK, total_seconds=60, host_delay=60)
    names = Names(lo_example="127.0.0.1", cham_example="127.0.0.1")
    began = time.monotonic()
    with (
        pytest.raises(stop),
        Client([f"{n}:{web.port}" for n in ("lo.example", "cham.example")], None, names, limits) as opened,
    ):
        for got in each(
            opened.fetch_all(
                [Request(web.url("/lo", "lo.example")), *[Request(web.url("/tin", "cham.example"))] * 3]
            )
        ):
            assert got.outcome == "fetched"
            raise stop
    assert time.monotonic() - began < 20
    assert not [t for t in threading.enumerate() if t.name == "fetch"]


def test_a_signal_ends_a_fetch_that_is_waited_for(web, client):
    """Ctrl-C while a single fetch is under way: no result is waited for."""
    web.on("/lo", endless(0.02, b"t"))
    opened = client(limits=replace(QUICK, total_seconds=60))
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        opened.fetch(Request(web.url("/lo")))
    assert time.monotonic() - began < 20


def test_a_client_that_is_closed_tells_who_waits_for_it(web):
    web.on("/lo", endless(0.02, b"t"))
    opened = Client([web.host], limits=replace(QUICK, total_seconds=60))
    told: list[object] = []

    def wait() -> None:
        try:
            list(opened.fetch_all([Request(web.url("/lo"))]))
        except BaseException as error:
            told.append(type(error))

    with opened:
        waiting = threading.Thread(target=wait)
        waiting.start()
        while not web.counts["/lo"]:
            time.sleep(0.01)
    waiting.join(timeout=30)
    assert told == [CancelledError]


def test_a_fault_of_the_caller_is_not_swallowed(web, client):
    def requests() -> Iterator[Request]:
        yield Request(web.url("/tin"))
        raise RuntimeError("a fault of the caller's")

    with pytest.raises(RuntimeError, match="a fault of the caller's"):
        list(client().fetch_all(requests()))
