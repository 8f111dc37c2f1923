"""What hosts answer, each case ending as a row with an outcome, a reason and a sentence."""

import gzip
import re
import socket
import threading
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from urllib.parse import quote

import brotli
import pytest

from flows.fetch.client import Client, user_agent
from flows.fetch.contracts import Request
from tests.web import (
    QUICK,
    Names,
    Reply,
    Web,
    brotlied,
    certified,
    endless,
    gzipped,
    hang_up,
    in_turn,
    redirect,
    slow,
    unless_known,
)

TEXT = "Thu ngân sách năm 2025 đạt 1.234 tỷ đồng.".encode() * 50
LATIN = "Thu ngân sách".encode("cp1258", errors="replace")

FETCHED = {
    "a page": TEXT,
    "an empty page": b"",
    "gzip": gzipped(TEXT),
    "gzip of two members": Reply(
        gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:]), headers={"Content-Encoding": "gzip"}
    ),
    "gzip with bytes behind": Reply(gzip.compress(TEXT) + b"rest", headers={"Content-Encoding": "gzip"}),
    "x-gzip": Reply(gzip.compress(TEXT), headers={"Content-Encoding": "X-GZIP"}),
    "a file of gzip": Reply(gzip.compress(TEXT), headers={"Content-Type": "application/x-gzip"}),
    "a file of gzip, packed once more": gzipped(gzip.compress(TEXT)),
    "a file of gzip in small pieces": slow(gzip.compress(TEXT), gap=0.001, piece=1),
    "deflate": Reply(zlib.compress(TEXT), headers={"Content-Encoding": "deflate"}),
    "bare deflate": Reply(zlib.compress(TEXT)[2:-4], headers={"Content-Encoding": "deflate"}),
    "brotli": brotlied(TEXT),
    "no length, until the connection ends": lambda _: Reply(iter([TEXT]), length=None),
    "a slow body": slow(TEXT, gap=0.01, piece=1000),
    "a slow head": Reply(TEXT, head_gap=0.001),
    "a wrong charset": Reply(TEXT, headers={"Content-Type": "text/html; charset=iso-8859-1"}),
    "a charset that is none": Reply(
        TEXT, headers={"Content-Type": "text/html; charset=tiếng-việt".encode().decode("latin-1")}
    ),
    "windows-1258": Reply(LATIN, headers={"Content-Type": "text/html; charset=windows-1258"}),
    "500, then 200": in_turn(Reply(status=500), TEXT),
    "503, then 429, then 200": in_turn(Reply(status=503), Reply(status=429), TEXT),
    "429 with a short Retry-After, then 200": in_turn(Reply(status=429, headers={"Retry-After": "0"}), TEXT),
    "a connection that ends without an answer, then 200": in_turn(hang_up, TEXT),
    "a body cut short, then whole": in_turn(Reply(TEXT[:10], length=len(TEXT)), TEXT),
}


@pytest.mark.parametrize("answer", FETCHED.values(), ids=FETCHED)
def test_fetched(web, client, answer):
    page = web.on("/tin", answer)
    got = client().fetch(Request(page))
    assert (got.outcome, got.reason, got.detail, got.status) == ("fetched", None, None, 200), got
    assert got.body in (TEXT, b"", LATIN)
    assert (got.url, got.final_url, got.redirects) == (page, page, ())
    assert abs(datetime.now(UTC) - got.fetched_at) < timedelta(seconds=10)


IMPATIENT = {
    "an endless slow body": replace(QUICK, total_seconds=0.8),
    "a head that drips": replace(QUICK, total_seconds=0.8),
    "a body that stops": replace(QUICK, read_seconds=0.5),
    "a head that stops": replace(QUICK, read_seconds=0.5),
}
COMPRESSED_ZEROS = gzip.compress(bytes(30_000_000))
FAILED = {
    "403": (
        Reply(b"no", 403),
        "status",
        403,
        r"trả lời / answered 403 Forbidden; xem lại địa chỉ / look at the address",
    ),
    "404": (Reply(b"gone", 404), "status", 404, r"answered 404 Not Found"),
    "410": (Reply(b"gone", 410), "status", 410, r"answered 410 Gone"),
    "204": (Reply(status=204, length=None), "status", 204, r"204"),
    "206 that nobody asked for": (Reply(b"part", 206), "status", 206, r"206"),
    "304 that nobody asked for": (Reply(status=304), "status", 304, r"304"),
    "500 each time": (Reply(status=500), "status", 500, r"500 .*later run \(đã hỏi 3 lần / asked 3 times\)"),
    "a redirect without address": (Reply(status=302), "status", 302, r"302 Found"),
    "429 for an hour": (
        Reply(status=429, headers={"Retry-After": "3600"}),
        "later",
        429,
        r"left alone for 3,600 s",
    ),
    "a body longer than its length": (Reply(TEXT, length=10), "length", 200, r"states 10 bytes and sends"),
    "a body shorter than its length": (Reply(TEXT, length=9999), "length", 200, r"ended before the body did"),
    "a chunk cut short": (
        Reply(b"5\r\nti", headers={"Transfer-Encoding": "chunked"}, length=None),
        "length",
        200,
        r"ended before",
    ),
    "a stated length beyond the limit": (
        Reply(TEXT, length=10**9),
        "too_large",
        200,
        r"says that it has 1,000,000,000 bytes",
    ),
    "an endless body": (endless(), "too_large", 200, r"sends more than 200,000 bytes"),
    "an endless slow body": (endless(0.02, b"t"), "timeout", None, r"not done within 0.8 s"),
    "a body that stops": (slow(TEXT, gap=2, piece=100), "timeout", None, r"nothing came for 0.5 s"),
    "a head that stops": (Reply(TEXT, head_gap=2), "timeout", None, r"nothing came for 0.5 s"),
    "a head that drips": (
        Reply(TEXT, headers={"X": "y" * 500}, head_gap=0.02),
        "timeout",
        None,
        r"not done within 0.8 s",
    ),
    "an endless head": (Reply(TEXT, headers={"X": "y" * 300_000}), "protocol", None, r"no proper HTTP"),
    "no HTTP": (
        lambda _: Reply(iter([b"SSH-2.0-OpenSSH\r\n\r\n"]), status="200 ok\r\n\x00: \x00"),
        "protocol",
        None,
        r"no proper HTTP",
    ),
    "two lengths": (
        Reply(TEXT, headers={"content-length": "3, 4"}, length=None),
        "protocol",
        None,
        r"no proper HTTP",
    ),
    "a gzip bomb": (
        Reply(COMPRESSED_ZEROS, headers={"Content-Encoding": "gzip"}),
        "bomb",
        200,
        r"bytes of gzip became more than 400,000",
    ),
    "a brotli bomb": (
        Reply(brotli.compress(bytes(30_000_000), quality=3), headers={"Content-Encoding": "br"}),
        "bomb",
        200,
        r"bytes of br became",
    ),
    "a deflate bomb": (
        Reply(zlib.compress(bytes(30_000_000)), headers={"Content-Encoding": "deflate"}),
        "bomb",
        200,
        r"bytes of deflate",
    ),
    "a bomb in a file of gzip": (
        Reply(COMPRESSED_ZEROS, headers={"Content-Type": "application/gzip"}),
        "bomb",
        200,
        r"bytes of gzip became more than 400,000",
    ),
    "a bomb in a file of gzip that is packed once more": (
        Reply(gzip.compress(COMPRESSED_ZEROS), headers={"Content-Encoding": "gzip"}),
        "bomb",
        200,
        r"bytes of gzip became more than 400,000",
    ),
    "a file of gzip that ends early": (Reply(gzip.compress(TEXT)[:-9]), "encoding", 200, r"ends early"),
    "gzip over gzip": (
        Reply(gzip.compress(COMPRESSED_ZEROS), headers={"Content-Encoding": "gzip, gzip"}),
        "encoding",
        200,
        r"was not asked for",
    ),
    "zstd": (Reply(TEXT, headers={"Content-Encoding": "zstd"}), "encoding", 200, r"was not asked for"),
    "plain text called gzip": (
        Reply(TEXT, headers={"Content-Encoding": "gzip"}),
        "encoding",
        200,
        r"no gzip",
    ),
    "plain text called brotli": (
        Reply(TEXT, headers={"Content-Encoding": "br"}),
        "encoding",
        200,
        r"no brotli",
    ),
    "gzip that ends early": (
        Reply(gzip.compress(TEXT)[:-9], headers={"Content-Encoding": "gzip"}),
        "encoding",
        200,
        r"ends early",
    ),
    "brotli that ends early": (
        Reply(brotli.compress(TEXT)[:-9], headers={"Content-Encoding": "br"}),
        "encoding",
        200,
        r"ends early",
    ),
}


@pytest.mark.parametrize("case", FAILED)
def test_failed(web, client, case):
    answer, reason, status, words = FAILED[case]
    page = web.on("/tin", answer)
    got = client(limits=IMPATIENT.get(case, QUICK)).fetch(Request(page))
    assert (got.outcome, got.reason, got.status) == ("failed", reason, status), got
    assert re.search(words, got.detail or ""), got.detail
    assert page in (got.detail or "") and got.body is None


REDIRECTED = {
    "301": (301, ["/a", "/b"]),
    "303": (303, ["/a", "/b"]),
    "307": (307, ["/a", "/b"]),
    "308": (308, ["/a", "/b"]),
    "four in a row": (302, ["/a", "/b", "/c", "/d", "/e"]),
    "an address with Vietnamese letters": (302, ["/a", "/tin-tức/ngân sách"]),
}


@pytest.mark.parametrize(("status", "way"), REDIRECTED.values(), ids=REDIRECTED)
def test_redirects_are_followed_address_by_address(web, client, status, way):
    for here, there in pairwise(way):
        web.on(here, redirect(there.encode().decode("latin-1"), status))
    web.on(quote(way[-1]), TEXT)
    got = client().fetch(Request(web.url("/a")))
    assert (got.outcome, got.body) == ("fetched", TEXT), got
    assert got.final_url == web.url(quote(way[-1]))
    assert got.redirects == tuple(web.url(p) for p in way[:-1])
    assert got.moved == (status in (301, 308))


NOT_FOLLOWED = {
    "to 127.0.0.1": ("http://127.0.0.1/", "refused", "address"),
    "to 127.0.0.1 in other words": ("http://0x7f.1/", "refused", "address"),
    "to 10.0.0.1": ("http://10.0.0.1/", "refused", "address"),
    "to [::1]": ("http://[::1]/", "refused", "address"),
    "to [::ffff:127.0.0.1]": ("http://[::ffff:127.0.0.1]/", "refused", "address"),
    "to the cloud's metadata": ("http://169.254.169.254/latest/meta-data/", "refused", "address"),
    "to a name with a private address": ("https://noi-bo.example/", "refused", "address"),
    "to a file": ("file:///etc/passwd", "refused", "scheme"),
    "to an address with a password": ("http://ai:mk@bao.example/", "refused", "userinfo"),
    "to a name that nobody knows": ("http://khong-co.example/", "failed", "dns"),
    "to no address": ("http://[", "failed", "redirect"),
    "to itself": ("/a", "failed", "redirect_loop"),
    "to itself with a cookie": ("/a#1", "failed", "redirect_loop"),
}


REFRESH = '<html><head><meta http-equiv="refresh" content="{}"></head><body>{}</body></html>'
AT_ONCE = REFRESH.format("0;url={}", "<a href='/b'>Mời bấm vào đây</a>")


@pytest.mark.parametrize("wait", ["0;url=/b", "0; URL='/b'", "3,url=/b"])
def test_a_page_that_only_leads_on_is_a_redirect(web, client, wait):
    web.on("/a", REFRESH.format(wait, "<script>dem()</script><p>Đang chuyển trang</p>"))
    web.on("/b", TEXT)
    got = client().fetch(Request(web.url("/a")))
    assert (got.outcome, got.body, got.final_url, got.moved) == ("fetched", TEXT, web.url("/b"), False)


@pytest.mark.parametrize(
    "page",
    [
        REFRESH.format("300", "<p>Tin mới</p>"),
        REFRESH.format("60;url=/b", "<p>Tin mới</p>"),
        REFRESH.format("0;url=/b", "<p>" + "Một bài báo có chữ của chính nó. " * 30 + "</p>"),
        REFRESH.format("1;no", "")
        .replace("<meta", "<noscript><meta")
        .replace("</head>", "</noscript></head>"),
        AT_ONCE.format("/b").replace("<head>", "<head><noscript>").replace("</head>", "</noscript></head>"),
        "<!-- " + AT_ONCE.format("/b") + " -->",
    ],
    ids=["none", "later", "with a text", "no address", "without scripts", "a comment"],
)
def test_a_refresh_of_a_page_that_is_shown_is_not_followed(web, client, page):
    web.on("/a", page)
    got = client().fetch(Request(web.url("/a")))
    assert (got.outcome, got.final_url, web.counts["/b"]) == ("fetched", web.url("/a"), 0)


@pytest.mark.parametrize(("to", "outcome", "reason"), NOT_FOLLOWED.values(), ids=NOT_FOLLOWED)
def test_where_a_page_leads_is_judged_as_where_an_answer_leads(web, client, to, outcome, reason):
    web.on("/a", AT_ONCE.format(to))
    got = client(resolve=Names(**{"noi-bo.example": "192.168.1.9"})).fetch(Request(web.url("/a")))
    assert (got.outcome, got.reason, got.body, web.counts["/a"]) == (outcome, reason, None, 1), got


@pytest.mark.parametrize(("to", "outcome", "reason"), NOT_FOLLOWED.values(), ids=NOT_FOLLOWED)
def test_a_redirect_that_is_not_followed(web, client, to, outcome, reason):
    web.on("/a", redirect(to, **{"Set-Cookie": "a=1"}))
    got = client(resolve=Names(noi_bo_example="192.168.1.9", **{"noi-bo.example": "192.168.1.9"})).fetch(
        Request(web.url("/a"))
    )
    assert (got.outcome, got.reason, got.body) == (outcome, reason, None), got
    assert web.counts["/a"] == 1


def test_redirects_end_at_the_limit(web, client):
    for i in range(9):
        web.on(f"/{i}", redirect(f"/{i + 1}"))
    got = client().fetch(Request(web.url("/0")))
    assert (got.outcome, got.reason) == ("failed", "redirect")
    assert "more than 4 times" in (got.detail or "") and web.counts["/5"] == 0


def test_a_loop_over_two_hosts_is_a_loop(web, client):
    web.on("/a", redirect(web.url("/b", "hai.example")), host="mot.example")
    web.on("/b", redirect(web.url("/a", "mot.example")), host="hai.example")
    got = client("mot.example", "hai.example").fetch(Request(web.url("/a", "mot.example")))
    assert (got.outcome, got.reason, web.counts["/a"]) == ("failed", "redirect_loop", 1)


# Addresses that lead nowhere public: told, and no socket is opened (the watch would fail the test).
PRIVATE = {
    "loopback": "http://127.0.0.1:1/",
    "loopback as a number": "http://2130706433/",
    "loopback in IPv6": "http://[::1]:8080/",
    "loopback mapped": "http://[::ffff:7f00:1]/",
    "localhost": "http://localhost/",
    "private": "https://192.168.0.1/",
    "shared": "http://100.64.0.1/",
    "metadata": "http://169.254.169.254/",
    "NAT64 of a private one": "http://[64:ff9b::a00:1]/",
    "6to4": "http://[2002:a00:1::]/",
    "multicast": "http://239.1.1.1/",
    "a name for loopback": "http://loopback.example/",
    "a name for a private address": "http://noibo.example/",
    "a name for metadata": "https://metadata.example/",
    "a name with a public and a private address": "http://hai.example/",
    "the tests' web under a name that is not allowed": "http://loopback.example:{port}/",
}


@pytest.mark.parametrize("url", PRIVATE.values(), ids=PRIVATE)
def test_private_addresses_are_refused_before_a_socket_is_opened(web, client, watch, url):
    names = Names(
        localhost=["::1", "127.0.0.1"],
        loopback_example="127.0.0.1",
        noibo_example="10.1.2.3",
        metadata_example="169.254.169.254",
        hai_example=["93.184.216.34", "10.0.0.1"],
    )
    opened = watch.tried[:]
    got = client(resolve=names).fetch(Request(url.format(port=web.port)))
    assert (got.outcome, got.reason) == ("refused", "address"), got
    assert "KHOTIN_ALLOW_HOSTS" in (got.detail or "")
    assert watch.tried == opened and not web.asked


def test_the_address_that_was_judged_is_the_one_that_is_connected_to(web, client, watch):
    """A name that is public when it is judged and private a moment later gains nothing."""
    watch.expect("93.184.216.34")
    names = Names(rebind_example=[["93.184.216.34"], ["127.0.0.1"]])
    got = client(resolve=names, limits=replace(QUICK, attempts=1)).fetch(
        Request(web.url("/", "rebind.example"))
    )
    assert (got.outcome, got.reason) == ("failed", "connect"), got
    assert watch.left == ["93.184.216.34"] and names.asked == ["rebind.example"] and not web.asked


def test_a_name_that_turns_private_between_attempts_is_refused_then(web, client, watch):
    watch.expect("93.184.216.34")
    names = Names(rebind_example=[["93.184.216.34"], ["127.0.0.1"]])
    got = client(resolve=names).fetch(Request(web.url("/", "rebind.example")))
    assert (got.outcome, got.reason) == ("refused", "address")
    assert watch.left == ["93.184.216.34"] and not web.asked


def test_the_next_address_of_a_name_is_tried_where_the_first_does_not_answer(web, client):
    names = Names(bao_example=["::1", "127.0.0.1"])
    web.on("/", TEXT)
    allowed = Client([f"bao.example:{web.port}"], resolve=names, limits=QUICK)
    with allowed as opened:
        assert opened.fetch(Request(web.url("/", "bao.example"))).outcome == "fetched"


def test_the_host_keeps_its_name(web, client):
    web.on("/tin", TEXT, host="bao.example")
    assert client("bao.example").fetch(Request(web.url("/tin", "bao.example"))).body == TEXT
    assert {a.host for a in web.asked} == {f"bao.example:{web.port}"}


def test_a_name_that_nobody_knows_and_a_resolver_that_sleeps_are_told(web, client):
    def asleep(host: str, port: int) -> list[str]:
        time.sleep(0.5)
        return ["93.184.216.34"]

    unknown = client().fetch(Request("http://khong-co.example/"))
    assert (unknown.outcome, unknown.reason) == ("failed", "dns") and "khong-co.example" in (
        unknown.detail or ""
    )
    limits = replace(QUICK, connect_seconds=0.02, attempts=1)
    slow_one = client(resolve=asleep, limits=limits).fetch(Request("http://cham.example/"))
    assert (slow_one.outcome, slow_one.reason) == ("failed", "dns")
    assert "no answer about its address within 0.02 s" in (slow_one.detail or "")


def test_a_port_that_nobody_listens_at_is_tried_again_and_told(web, client):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with Client([f"127.0.0.1:{port}"], limits=QUICK) as opened:
        got = opened.fetch(Request(f"http://127.0.0.1:{port}/tin"))
    assert (got.outcome, got.reason) == ("failed", "connect") and "cannot be reached" in (got.detail or "")


def test_tls_that_is_none_is_told(web, client):
    got = client().fetch(Request(f"https://{web.host}/tin"))
    assert (got.outcome, got.reason) == ("failed", "tls"), got


def test_a_certificate_is_checked_against_the_name_and_not_the_address(tmp_path, monkeypatch):
    """The socket goes to the judged address, while TLS asks for the name: another name of that server fails."""
    context, trusted = certified(tmp_path, "bao.example")
    asked_for: list[str | None] = []
    context.sni_callback = lambda _, name, __: asked_for.append(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    names = Names(bao_example="127.0.0.1", khac_example="127.0.0.1")
    with (
        Web(context) as web,
        Client([f"{n}:{web.port}" for n in ("bao.example", "khac.example")], None, names, QUICK) as opened,
    ):
        web.on("/tin", TEXT)
        right = opened.fetch(Request(web.url("/tin", "bao.example")))
        wrong = opened.fetch(Request(web.url("/tin", "khac.example")))
    assert (right.outcome, right.body) == ("fetched", TEXT), right
    assert (wrong.outcome, wrong.reason) == ("failed", "tls") and "khac.example" in (wrong.detail or "")
    assert set(asked_for) == {"bao.example", "khac.example"}


def test_what_has_not_changed_is_not_sent_again(web, client):
    page = web.on("/tin", unless_known(TEXT, etag='"a1"', last_modified="Wed, 01 Oct 2025 00:00:00 GMT"))
    opened = client()
    first = opened.fetch(Request(page))
    headers = dict(first.headers)
    again = opened.fetch(Request(page, etag=headers["ETag"]))
    dated = opened.fetch(Request(page, last_modified=headers["Last-Modified"]))
    assert first.outcome == "fetched"
    assert (again.outcome, again.status, again.body) == ("not_modified", 304, None)
    assert dated.outcome == "not_modified"


def test_validators_that_are_no_headers_are_left_out(web, client):
    page = web.on("/tin", TEXT)
    got = client().fetch(Request(page, etag="a\r\nX: y", last_modified="mới"))
    assert got.outcome == "fetched"
    assert not {"if-none-match", "if-modified-since", "x"} & set(web.asked[-1].headers)


def test_cookies_and_credentials_reach_nobody(web, client, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("default login ai password mk\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    web.on(
        "/a", redirect(web.url("/b", "hai.example"), **{"Set-Cookie": "phien=1; Path=/"}), host="mot.example"
    )
    web.on("/b", Reply(TEXT, headers={"Set-Cookie": "phien=2"}), host="hai.example")
    opened = client("mot.example", "hai.example")
    for _ in range(2):
        assert opened.fetch(Request(web.url("/a", "mot.example"))).outcome == "fetched"
    assert not [a for a in web.asked if {"cookie", "authorization", "referer"} & set(a.headers)]


def test_proxies_of_the_environment_are_not_used(web, client, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    page = web.on("/tin", TEXT)
    assert client().fetch(Request(page)).outcome == "fetched"


def test_who_asks_is_said(web, client):
    page = web.on("/tin", TEXT)
    client(contact="https://bao.example/bot").fetch(Request(page))
    assert {a.headers["user-agent"] for a in web.asked} == {user_agent("https://bao.example/bot")}
    assert user_agent(None).startswith("khotin/") and "(" not in user_agent(None)
    with pytest.raises(ValueError, match="KHOTIN_CONTACT"):
        user_agent("a\r\nX: y")


def test_a_host_that_wants_a_pause_gets_it(web, client):
    page = web.on("/tin", in_turn(Reply(status=429, headers={"Retry-After": "1"}), TEXT))
    began = time.monotonic()
    assert client().fetch(Request(page)).outcome == "fetched"
    assert time.monotonic() - began >= 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_host_that_wants_a_long_pause_is_left_alone_for_the_run(web, client, form):
    then = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    page = web.on("/tin", Reply(status=503, headers={"Retry-After": "7200" if form == "seconds" else then}))
    other = web.on("/khac", TEXT)
    opened = client()
    first, second = opened.fetch(Request(page)), opened.fetch(Request(other))
    assert (first.outcome, first.reason, first.status) == ("failed", "later", 503)
    assert (second.outcome, second.reason, second.status) == ("put_off", "later", None)
    assert first.retry_after == pytest.approx(7200, abs=5) == second.retry_after
    assert web.counts == {"/robots.txt": 1, "/tin": 1}
    assert opened.resting() == {"127.0.0.1": pytest.approx(7200, abs=5)}
    later = client(rests={"127.0.0.1": 600})
    assert later.fetch(Request(other)).retry_after == pytest.approx(600, abs=5)
    assert web.counts == {"/robots.txt": 1, "/tin": 1}


def test_a_robots_txt_that_is_to_be_asked_for_later_puts_off_its_site(web, client):
    web.on("/robots.txt", Reply(status=429, headers={"Retry-After": "7200"}))
    opened = client()
    found = [opened.fetch(Request(web.on(f"/tin-{n}", TEXT))) for n in (1, 2)]
    assert [(f.outcome, f.reason, f.status) for f in found] == [("put_off", "later", None)] * 2
    assert found[0].retry_after == pytest.approx(7200, abs=5) and web.counts == {"/robots.txt": 1}


LIE = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngian"
SPOILT = {
    "behind its length": (Reply(TEXT + LIE, length=len(TEXT)), "length"),
    "behind its last chunk": (
        Reply(
            b"3\r\ntin\r\n0\r\n\r\n" + LIE, headers={"Transfer-Encoding": "chunked"}, length=None, keep=True
        ),
        None,
    ),
    "behind no body": (Reply(LIE, status=204, length=None, keep=True), "status"),
    "behind 304": (Reply(LIE, status=304, length=None, keep=True), "status"),
}


@pytest.mark.parametrize(("answer", "reason"), SPOILT.values(), ids=SPOILT)
def test_what_a_host_sends_behind_an_answer_is_taken_for_no_other_page(web, client, answer, reason):
    spoilt, page = web.on("/dai", answer), web.on("/tin", TEXT)
    opened = client(limits=replace(QUICK, attempts=1))
    for _ in range(3):
        assert opened.fetch(Request(spoilt)).reason == reason
        assert opened.fetch(Request(page)).body == TEXT


def test_threads_share_a_client_and_its_connections(web, client):
    pages = [web.on(f"/{i}", f"trang {i}") for i in range(40)]
    opened, got = client(), {}

    def fetch(url: str) -> None:
        got[url] = opened.fetch(Request(url)).body

    threads = [threading.Thread(target=fetch, args=(p,)) for p in pages]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == {p: f"trang {i}".encode() for i, p in enumerate(pages)}
    assert web.counts["/robots.txt"] == 1
