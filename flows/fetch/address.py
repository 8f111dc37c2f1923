"""Which addresses may be fetched: http and https, to hosts that everybody can reach.

Whatever a page, a feed or a redirect names is read here before a socket is opened; `connect.py` connects to
nothing but what was judged here.
"""

import ipaddress
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

import idna

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}

# What is reachable by some only, by the special-purpose registries of IANA (RFC 6890 and its updates), and what
# clouds answer their own machines at (169.254.169.254 lies within link-local, 100.100.100.200 within shared).
KINDS = {
    "this network's own": ["0.0.0.0/8", "::/128"],
    "private": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"],
    "shared by a provider's customers": ["100.64.0.0/10"],
    "loopback": ["127.0.0.0/8", "::1/128"],
    "link-local": ["169.254.0.0/16", "fe80::/10"],
    "a cloud's metadata": ["168.63.129.16/32"],
    "multicast": ["224.0.0.0/4", "ff00::/8"],
    "for documentation": ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"],
    "for benchmarks": ["198.18.0.0/15"],
    "a tunnel's": ["192.88.99.0/24", "2001::/32", "2002::/16"],  # 6to4 and Teredo, given up (RFC 7526)
    "reserved": ["192.0.0.0/24", "240.0.0.0/4", "2001::/23"],
}
NOT_PUBLIC = [(ipaddress.ip_network(n), kind) for kind, networks in KINDS.items() for n in networks]
GLOBAL = ipaddress.IPv6Network("2000::/3")  # the only part of IPv6 given out to everybody
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address

LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
# Left as they are in a path or query; all else is escaped.
KEPT = "%/:?[]@!$&'()*+,;=~-._"


class Refused(ValueError):
    """An address that is not fetched: `reason` is a code, the words say what and why."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


@dataclass(frozen=True)
class Address:
    """An address as it is asked for: host in ASCII and small letters, an IP address in its one usual spelling."""

    scheme: str
    host: str  # an IPv6 address without brackets
    port: int
    target: str  # path and query

    @property
    def authority(self) -> str:
        """Host and port, without the scheme's own port."""
        return bracketed(self.host) + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.target


def parse(url: str) -> Address:
    """The address that a URL names; raises Refused with the reason url, scheme or userinfo.

    >>> parse("HTTPS://Báo.example:443/Tin tức?a=1#x").url
    'https://xn--bo-mia.example/Tin%20t%E1%BB%A9c?a=1'
    >>> parse("http://0x7f.1/").host, parse("http://[::FFFF:7f00:1]:8000").authority
    ('127.0.0.1', '[::ffff:7f00:1]:8000')
    """
    text = url.strip(" \t\r\n\f")
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", text) or "\\" in text.split("?")[0]:
        raise Refused(
            "url",
            f"{shown(url)}: có ký tự không địa chỉ nào có / holds characters that no address holds; sửa ở nơi nêu nó / mend it where it is named",
        )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Refused(
            "url",
            f"{shown(url)}: không phải địa chỉ / is no address ({error}); sửa ở nơi nêu nó / mend it where it is named",
        ) from error
    if parts.scheme not in PORTS:
        raise Refused("scheme", f"{shown(url)}: chỉ tải http và https / only http and https are fetched")
    if "@" in parts.netloc:
        raise Refused(
            "userinfo",
            f"{parts.scheme}://…@{shown(parts.netloc.rpartition('@')[2])}: không tải địa chỉ có tên đăng nhập hay mật khẩu / addresses with a name or password are not fetched",
        )
    host = _host(parts.hostname or "", url, literal="[" in parts.netloc)
    query = f"?{parts.query}" if parts.query else ""
    target = quote((parts.path or "/") + query, safe=KEPT)
    return Address(parts.scheme, host, PORTS[parts.scheme] if port is None else port, target)


def host_of(url: str) -> str:
    """The host by whose pace an address is asked for; "" where it is no address to fetch.

    >>> host_of("HTTPS://Bao.example:8443/tin"), host_of("tin.txt")
    ('bao.example', '')
    """
    try:
        return parse(url).host
    except Refused:
        return ""


def _host(named: str, url: str, literal: bool) -> str:
    if literal:
        try:
            address = ipaddress.IPv6Address(named)
            if address.scope_id is not None:
                raise ValueError("a zone is one machine's own")
            return str(address)
        except ValueError as error:
            raise Refused(
                "url", f"{shown(url)}: [{shown(named)}] không phải địa chỉ IPv6 / is no IPv6 address"
            ) from error
    host = unquote(named)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise Refused(
                "url", f"{shown(url)}: {shown(named)} không phải tên máy chủ / is no name of a host ({error})"
            ) from error
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if NUMERIC.fullmatch(labels[-1]):
        return _ipv4(labels, url)
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise Refused(
            "url",
            f"{shown(url)}: {shown(named) or 'trống / nothing'} không phải tên máy chủ / is no name of a host",
        )
    return host


def _ipv4(labels: list[str], url: str) -> str:
    """An IPv4 address in any spelling that resolvers take: 1 to 4 parts, decimal, octal or hexadecimal.

    The last part fills what the others leave (https://url.spec.whatwg.org/#concept-ipv4-parser).
    """
    try:
        *firsts, last = [_number(label) for label in labels]
        room: int = 256 ** (4 - len(firsts))
        if len(labels) > 4 or last >= room or any(first > 255 for first in firsts):
            raise ValueError("out of bounds")
    except ValueError as error:
        raise Refused(
            "url", f"{shown(url)}: {shown('.'.join(labels))} không phải địa chỉ IPv4 / is no IPv4 address"
        ) from error
    return str(ipaddress.IPv4Address(sum(f << 8 * (3 - i) for i, f in enumerate(firsts)) + last))


def _number(label: str) -> int:
    if not re.fullmatch(
        r"[0-9a-fx]{1,40}", label
    ):  # int() takes signs, underscores and other scripts' digits
        raise ValueError(label)
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") and label != "0" else int(label, 10)


def kept_from_the_public(address: IP) -> str | None:
    """Of what kind an address is that not everybody can reach, or None.

    An IPv4 address within an IPv6 one is judged as itself.

    >>> kept_from_the_public(ipaddress.ip_address("64:ff9b::7f00:1"))
    'loopback'
    >>> kept_from_the_public(ipaddress.ip_address("93.184.216.34"))
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return kept_from_the_public(address.ipv4_mapped)
        if address in NAT64:
            return kept_from_the_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    for network, kind in NOT_PUBLIC:
        if address.version == network.version and address in network:
            return kind
    return "reserved" if address.version == 6 and address not in GLOBAL else None


def allowed_hosts(named: Sequence[str]) -> frozenset[tuple[str, int | None]]:
    """KHOTIN_ALLOW_HOSTS as hosts and ports, None for every port; ValueError where one is neither host nor host:port.

    >>> sorted(allowed_hosts(["Localhost:8000", "[::1]:80"]))
    [('::1', 80), ('localhost', 8000)]
    """
    found = set()
    for each in named:
        try:
            parts = urlsplit(f"http://{each.strip()}")
            if parts.netloc != each.strip() or "@" in parts.netloc:
                raise ValueError("no host")
            found.add((parse(f"http://{parts.netloc}/").host, parts.port))
        except ValueError as error:
            raise ValueError(
                f"{each!r}: không phải máy chủ hay máy chủ:cổng / is neither host nor host:port; ghi như / write it as example.vn or 127.0.0.1:8000"
            ) from error
    return frozenset(found)


def checked(
    host: str, port: int, found: Sequence[str], allowed: frozenset[tuple[str, int | None]]
) -> list[str]:
    """The addresses among those found that may be connected to; raises Refused where even one may not.

    A name with a public and a private address is refused as a whole: no honest public name has both.
    """
    addresses = [ipaddress.ip_address(each) for each in found]
    if (host, port) not in allowed and (host, None) not in allowed:
        for address in addresses:
            if kind := kept_from_the_public(address):
                named = "" if str(address) == host else f" dẫn đến / leads to {address}, which"
                raise Refused(
                    "address",
                    f"{bracketed(host)}{named} is {kind}: địa chỉ riêng, không kết nối / nothing was connected. Muốn tải thì ghi / name {bracketed(host)}:{port} "
                    "vào / in KHOTIN_ALLOW_HOSTS if it is to be fetched",
                )
    return list(dict.fromkeys(map(str, addresses)))


def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses that the machine's resolver gives, in its order; OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def bracketed(host: str) -> str:
    """A host as it stands in a URL."""
    return f"[{host}]" if ":" in host else host


def shown(text: str) -> str:
    """What somebody else wrote, safe to stand in a sentence: short, without control characters.

    >>> shown("a\\nb" + "x" * 300)[:6], len(shown("x" * 300))
    ('a?bxxx', 200)
    """
    text = "".join(c if c.isprintable() else "?" for c in text)
    return text if len(text) <= 200 else text[:199] + "…"
