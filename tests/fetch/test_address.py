"""Addresses: what may be fetched is decided by where it leads, however it is spelled."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.address import Refused, allowed_hosts, checked, kept_from_the_public, parse

REFUSED = {
    "a file": ("file:///etc/passwd", "scheme"),
    "ftp": ("ftp://bao.example/a", "scheme"),
    "data": ("data:text/html,tin", "scheme"),
    "script": ("javascript:alert(1)", "scheme"),
    "gopher": ("gopher://127.0.0.1:6379/_PING", "scheme"),
    "no scheme": ("bao.example/tin", "scheme"),
    "nothing": ("", "scheme"),
    "a name and password": ("https://ai:mat-khau@bao.example/", "userinfo"),
    "another host before the @": ("https://bao.example@127.0.0.1/", "userinfo"),
    "a backslash before the @": ("https://bao.example\\@127.0.0.1/", "url"),
    "a line break in the host": ("http://bao.example\r\nHost: x/", "url"),
    "a null byte": ("http://bao.example\x00.vn/", "url"),
    "no host": ("http:///tin", "url"),
    "a space in the host": ("http://bao example/", "url"),
    "two dots": ("http://bao..example/", "url"),
    "a label of 64 letters": ("http://" + "a" * 64 + ".vn/", "url"),
    "a port beyond 65535": ("http://bao.example:99999/", "url"),
    "a port in words": ("http://bao.example:http/", "url"),
    "an open bracket": ("http://[::1/", "url"),
    "no IPv6 address": ("http://[::g]/", "url"),
    "an IPv6 zone": ("http://[fe80::1%25eth0]/", "url"),
    "five parts": ("http://1.2.3.4.5/", "url"),
    "an IPv4 part of 256": ("http://256.1.1.1/", "url"),
    "no octal digit": ("http://127.0.0.08/", "url"),
    "a lone surrogate": ("http://bao.example/\ud800", "url"),
}


@pytest.mark.parametrize(("url", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_address_to_fetch_is_refused_with_its_reason(url, reason):
    with pytest.raises(Refused) as refused:
        parse(url)
    assert refused.value.reason == reason
    assert len(str(refused.value)) < 500


SAME = {
    "hexadecimal and short": ("http://0x7f.1/", "127.0.0.1"),
    "one number": ("http://2130706433/", "127.0.0.1"),
    "one hexadecimal number": ("http://0x7f000001/", "127.0.0.1"),
    "two parts": ("http://127.1/", "127.0.0.1"),
    "octal": ("http://0177.0.0.01/", "127.0.0.1"),
    "a dot behind": ("http://127.0.0.1./", "127.0.0.1"),
    "escaped": ("http://%31%32%37.0.0.1/", "127.0.0.1"),
    "fullwidth digits": ("http://１２７.0.0.1/", "127.0.0.1"),
    "ideographic dots": ("http://127。0。0。1/", "127.0.0.1"),
    "circled digits": ("http://①②⑦.0.0.1/", "127.0.0.1"),
    "metadata as one number": ("http://2852039166/", "169.254.169.254"),
    "mapped into IPv6": ("http://[::ffff:127.0.0.1]/", "::ffff:7f00:1"),
    "IPv6 written out": ("http://[0:0:0:0:0:0:0:1]/", "::1"),
    "capitals": ("http://BAO.Example/", "bao.example"),
    "a dot behind a name": ("http://bao.example./", "bao.example"),
    "Vietnamese letters": ("http://báo.example/", "xn--bo-mia.example"),
    "Vietnamese letters, decomposed": ("http://ba\u0301o.example/", "xn--bo-mia.example"),
    "a soft hyphen": ("http://bao\u00ad.example/", "bao.example"),
}


@pytest.mark.parametrize(("url", "host"), SAME.values(), ids=SAME)
def test_spellings_of_one_host_are_one_host(url, host):
    assert parse(url).host == host


@given(
    st.integers(0, 2**32 - 1), st.integers(1, 4), st.sampled_from([str, hex, "0{:o}".format]), st.booleans()
)
def test_every_spelling_of_an_ipv4_address_is_read_as_that_address(number, parts, write, dot):
    firsts = [number >> 8 * (3 - i) & 255 for i in range(parts - 1)]
    last = number % 256 ** (5 - parts)
    host = ".".join(write(n) for n in [*firsts, last])
    assert socket.inet_ntoa(socket.inet_aton(host)) == str(
        ipaddress.IPv4Address(number)
    )  # as resolvers read it
    assert parse(f"http://{host}{'.' if dot else ''}/").host == str(ipaddress.IPv4Address(number))


@given(st.integers(0, 2**128 - 1).map(ipaddress.IPv6Address), st.booleans())
def test_every_spelling_of_an_ipv6_address_is_read_as_that_address(address, long):
    read = parse(f"http://[{(address.exploded if long else address.compressed).upper()}]:8080/")
    assert ipaddress.IPv6Address(read.host) == address
    assert read.authority == f"[{read.host}]:8080"


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_an_ipv4_address_within_an_ipv6_one_is_no_way_around(address):
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    compatible = ipaddress.IPv6Address(int(address))
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) + (int(address) << 80))
    assert kept_from_the_public(mapped) == kept_from_the_public(nat64) == kept_from_the_public(address)
    assert kept_from_the_public(compatible) and kept_from_the_public(sixtofour)


@given(st.ip_addresses())
def test_nothing_that_python_knows_as_not_global_counts_as_public(address):
    if kept_from_the_public(address) is None and getattr(address, "ipv4_mapped", None) is None:
        assert address.is_global and not address.is_multicast


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_refused(text):
    for url in (text, f"http://{text}/", f"https://bao.example/{text}"):
        try:
            read = parse(url)
        except Refused:
            continue
        assert read.url.isascii() and read.url.isprintable() and " " not in read.url
        assert parse(read.url) == read


KINDS = {
    "0.0.0.0": "this network's own",
    "10.0.0.1": "private",
    "172.31.255.255": "private",
    "192.168.1.1": "private",
    "100.64.0.1": "shared by a provider's customers",
    "100.100.100.200": "shared by a provider's customers",
    "127.255.0.1": "loopback",
    "169.254.169.254": "link-local",
    "168.63.129.16": "a cloud's metadata",
    "192.0.2.1": "for documentation",
    "198.19.0.1": "for benchmarks",
    "224.0.0.1": "multicast",
    "255.255.255.255": "reserved",
    "::": "this network's own",
    "::1": "loopback",
    "::127.0.0.1": "reserved",
    "::ffff:10.0.0.1": "private",
    "64:ff9b::a00:1": "private",
    "64:ff9b:1::1": "reserved",
    "2001::1": "a tunnel's",
    "2002:7f00:1::": "a tunnel's",
    "2001:db8::1": "for documentation",
    "fc00::1": "private",
    "fd00:ec2::254": "private",
    "fe80::1": "link-local",
    "ff02::1": "multicast",
    "8.8.8.8": None,
    "93.184.216.34": None,
    "2606:4700::1111": None,
    "64:ff9b::808:808": None,
}


@pytest.mark.parametrize(("address", "kind"), KINDS.items())
def test_an_address_is_everybodys_or_of_a_kind(address, kind):
    assert kept_from_the_public(ipaddress.ip_address(address)) == kind


def test_a_name_with_one_private_address_is_refused_whole():
    with pytest.raises(
        Refused, match=r"bao.example dẫn đến / leads to 10.0.0.1, which is private.*KHOTIN_ALLOW_HOSTS"
    ):
        checked("bao.example", 443, ["93.184.216.34", "10.0.0.1"], frozenset())


def test_only_the_host_that_was_named_is_allowed():
    allowed = allowed_hosts(["intranet.example:8000", "Wiki.example", "127.0.0.1:9000"])
    assert checked("intranet.example", 8000, ["10.0.0.1"], allowed) == ["10.0.0.1"]
    assert checked("wiki.example", 81, ["10.0.0.1"], allowed) == ["10.0.0.1"]
    for host, port, found in [
        ("intranet.example", 80, "10.0.0.1"),
        ("x.wiki.example", 80, "10.0.0.1"),
        ("rebind.example", 9000, "127.0.0.1"),  # it leads to an allowed address, but is not its name
    ]:
        with pytest.raises(Refused):
            checked(host, port, [found], allowed)


@pytest.mark.parametrize(
    "wrong", ["http://bao.example", "bao.example/tin", "", "a b", "bao.example:x", "ai@bao.example"]
)
def test_an_allowed_host_that_is_none_is_told(wrong):
    with pytest.raises(ValueError, match=r".* is neither host nor host:port"):
        allowed_hosts([wrong])
