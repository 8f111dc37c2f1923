"""robots.txt: what it says, what its absence says, and what a host that cannot answer says."""

import time
from dataclasses import replace
from itertools import chain

import pytest

from flows.fetch.contracts import Request
from tests.web import QUICK, Names, Reply, endless, gzipped, hang_up, in_turn, redirect

TEXT = b"<p>Tin</p>"
NO = "User-agent: *\nDisallow: /tin"

# robots.txt, and how /tin ends then: outcome and reason.
SAYS = {
    "nothing is forbidden": ("User-agent: *\nDisallow:", "fetched", None),
    "all is forbidden": ("User-agent: *\nDisallow: /", "refused", "robots"),
    "the path is forbidden": (NO, "refused", "robots"),
    "the path is forbidden, with a byte order mark": ("\ufeff" + NO, "refused", "robots"),
    "forbidden in gzip": (gzipped(NO.encode()), "refused", "robots"),
    "khotin is forbidden": (
        "User-agent: khotin\nDisallow: /\n\nUser-agent: *\nDisallow:",
        "refused",
        "robots",
    ),
    "others are forbidden": ("User-agent: GPTBot\nDisallow: /", "fetched", None),
    "khotin alone is allowed": (
        "User-agent: *\nDisallow: /\n\nUser-agent: khotin\nAllow: /",
        "fetched",
        None,
    ),
    "the longer rule allows": ("User-agent: *\nDisallow: /\nAllow: /tin", "fetched", None),
    "a pattern forbids": ("User-agent: *\nDisallow: /*in$", "refused", "robots"),
    "no robots.txt, but a page": ("<html><body>Không tìm thấy</body></html>", "fetched", None),
    "bytes that are no text": (bytes(range(256)), "fetched", None),
    "401": (Reply(status=401), "fetched", None),
    "403": (Reply(status=403), "fetched", None),
    "404": (Reply(status=404), "fetched", None),
    "410": (Reply(status=410), "fetched", None),
    "429": (Reply(status=429), "refused", "robots_unread"),
    "500": (Reply(status=500), "refused", "robots_unread"),
    "503, then rules": (in_turn(Reply(status=503), NO), "refused", "robots"),
    "503 for an hour": (Reply(status=503, headers={"Retry-After": "3600"}), "put_off", "later"),
    "no answer": (hang_up, "refused", "robots_unread"),
    "an answer that stops": (Reply(b"User-agent", length=99), "refused", "robots_unread"),
    "an answer that is no gzip": (
        Reply(b"User", headers={"Content-Encoding": "gzip"}),
        "refused",
        "robots_unread",
    ),
    "an endless one: its first half megabyte counts": (
        endless(piece=(NO + "\n").encode() * 999),
        "refused",
        "robots",
    ),
    "a redirect to rules": (redirect("/luat"), "refused", "robots"),
    "a redirect to itself": (redirect("/robots.txt"), "fetched", None),
    "a redirect to a private address": (redirect("http://10.0.0.1/robots.txt"), "refused", "address"),
}


@pytest.mark.parametrize(("robots", "outcome", "reason"), SAYS.values(), ids=SAYS)
def test_robots_txt_is_obeyed(web, client, robots, outcome, reason):
    web.on("/robots.txt", robots)
    web.on("/luat", NO)
    page = web.on("/tin", TEXT)
    got = client().fetch(Request(page))
    assert (got.outcome, got.reason) == (outcome, reason), got
    assert web.counts["/tin"] == (1 if outcome == "fetched" else 0)
    if outcome == "refused":
        assert web.host in (got.detail or "") and got.body is None


def test_robots_txt_is_asked_for_once_a_site_and_run(web, client):
    pages = [web.on(f"/{i}", TEXT) for i in range(5)]
    opened = client()
    assert [f.outcome for f in chain.from_iterable(opened.fetch_all(map(Request, pages)))] == ["fetched"] * 5
    assert web.counts["/robots.txt"] == 1


def test_a_redirect_needs_the_leave_of_the_site_it_leads_to(web, client):
    web.on("/a", redirect(web.url("/b", "hai.example")), host="mot.example")
    web.on("/robots.txt", "User-agent: *\nDisallow: /b", host="hai.example")
    web.on("/b", TEXT, host="hai.example")
    got = client("mot.example", "hai.example").fetch(Request(web.url("/a", "mot.example")))
    assert (got.outcome, got.reason, web.counts["/b"]) == ("refused", "robots", 0)
    assert got.redirects == (web.url("/a", "mot.example"),)


def test_a_host_that_is_not_there_failed_and_was_not_refused(client):
    got = client(resolve=Names()).fetch(Request("http://khong-co.example/tin"))
    assert (got.outcome, got.reason) == ("failed", "dns")


@pytest.mark.parametrize(
    ("says", "delay"),
    [("Crawl-delay: 0.1", 0.1), ("Crawl-delay: 3600", 0.2), ("Request-rate: 10/1s", 0.1)],
    ids=["as asked", "up to a bound", "as a rate"],
)
def test_a_crawl_delay_is_kept(web, client, says, delay):
    web.on("/robots.txt", f"User-agent: *\n{says}")
    pages = [web.on(f"/{i}", TEXT) for i in range(4)]
    began = time.monotonic()
    got = list(
        chain.from_iterable(client(limits=replace(QUICK, crawl_delay=0.2)).fetch_all(map(Request, pages)))
    )
    assert [f.outcome for f in got] == ["fetched"] * 4
    assert 3 * delay <= time.monotonic() - began < 60
