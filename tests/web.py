"""A small web of the tests' own: a real server on loopback, names of its own, and a watch that nothing leaves loopback.

`Web` answers by path, or by host and path, and counts what it was asked. `Names` is a resolver over a table.
`Watch` fails a connection or a look-up that would leave this machine, and remembers it.
"""

import contextlib
import errno
import gzip
import ipaddress
import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from flows.fetch.contracts import Limits

# Nothing waits without need; deadlines are far, so that a busy machine meets none.
QUICK = Limits(
    connect_seconds=30,
    read_seconds=30,
    total_seconds=60,
    body_bytes=200_000,
    decoded_bytes=400_000,
    redirects=4,
    attempts=3,
    wait_initial=0.005,
    wait_max=0.02,
    wait_jitter=0.005,
    retry_after=1,
    host_delay=0,
    crawl_delay=0.2,
)


@dataclass
class Asked:
    """A request as it came in."""

    host: str  # the Host header, port included
    path: str  # with the query
    headers: dict[str, str]  # names in small letters
    at: float = field(default_factory=time.monotonic)


@dataclass
class Reply:
    """An answer. The body may be an iterator of pieces; `length` overrides Content-Length, None leaves it out."""

    body: bytes | Iterator[bytes] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | str | None = "right"
    head_gap: float = 0.0  # seconds between two bytes of the head
    keep: bool = False  # the connection stays open, whatever the answer


Answering = Callable[[Asked], Reply]


class Web:
    """A server on 127.0.0.1, as long as the block runs. What nobody set up is a 404, robots.txt too."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._routes: dict[tuple[str | None, str], Answering] = {}
        self.asked: list[Asked] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.web = self
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.scheme = "http" if tls is None else "https"
        self.port: int = self._server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"

    def __enter__(self) -> "Web":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def on(self, path: str, answer: Answering | Reply | bytes | str, host: str | None = None) -> str:
        """What a path answers, of one host or of every host; returns its URL."""
        self._routes[host, path] = _answering(answer)
        return self.url(path, host or "127.0.0.1")

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(a.path for a in self.asked)

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        name, path = asked.host.rpartition(":")[0], asked.path.partition("?")[0]
        for key in [(name, asked.path), (None, asked.path), (name, path), (None, path)]:
            if key in self._routes:
                return self._routes[key](asked)
        return Reply(b"nothing here", 404)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128
    web: Web


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    server: _Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            if (
                self.server.web.scheme == "http" and self.rfile.peek(1)[:1] == b"\x16"
            ):  # somebody speaks TLS to a server that has none
                self.wfile.write(b"HTTP/1.1 400 It\r\n\r\n")
                return
            while (line := self.rfile.readline()).strip():
                headers = {}
                while head := self.rfile.readline().strip():
                    name, _, value = head.partition(b":")
                    headers[name.decode().lower()] = value.decode().strip()
                asked = Asked(headers.get("host", ""), line.split()[1].decode(), headers)
                if not self._send(self.server.web.answer(asked)):
                    return

    def _send(self, reply: Reply) -> bool:
        """Sends an answer; False where the connection cannot be used again."""
        headers = dict(reply.headers)
        whole = isinstance(reply.body, bytes)
        if reply.length == "right" and whole and reply.status != 304:
            headers.setdefault("Content-Length", str(len(reply.body)))
        elif isinstance(reply.length, int):
            headers["Content-Length"] = str(reply.length)
        lines = [f"HTTP/1.1 {reply.status} It", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
        head = "\r\n".join(lines).encode("latin-1")
        if reply.head_gap:
            for i in range(len(head)):
                self.wfile.write(head[i : i + 1])
                time.sleep(reply.head_gap)
            head = b""
        if isinstance(reply.body, bytes):
            self.wfile.write(head + reply.body)
            known = isinstance(reply.length, int) and reply.length < len(reply.body)
            return reply.keep or known or reply.length == "right"
        self.wfile.write(head)
        for piece in reply.body:
            self.wfile.write(piece)
        return False


def _answering(answer: Answering | Reply | bytes | str) -> Answering:
    if isinstance(answer, str):
        answer = answer.encode()
    if isinstance(answer, bytes):
        answer = Reply(answer, headers={"Content-Type": "text/html; charset=utf-8"})
    if isinstance(answer, Reply):
        fixed = answer
        return lambda _: fixed
    return answer


# Answers that a test sets up by name.


def redirect(to: str, status: int = 302, **headers: str) -> Reply:
    return Reply(status=status, headers={"Location": to, **headers})


def in_turn(*answers: Answering | Reply | bytes | str) -> Answering:
    """One answer after the other, the last one from then on."""
    left = [_answering(a) for a in answers]
    return lambda asked: (left.pop(0) if len(left) > 1 else left[0])(asked)


def unless_known(body: bytes, etag: str | None = None, last_modified: str | None = None) -> Answering:
    """The body, or 304 to who has it already."""

    def answer(asked: Asked) -> Reply:
        headers = {k: v for k, v in {"ETag": etag, "Last-Modified": last_modified}.items() if v}
        known = etag is not None and asked.headers.get("if-none-match") == etag
        known |= last_modified is not None and asked.headers.get("if-modified-since") == last_modified
        return Reply(status=304, headers=headers) if known else Reply(body, headers=headers)

    return answer


def hang_up(asked: Asked) -> Reply:
    """No answer: the connection ends."""
    raise ConnectionAbortedError


def slow(body: bytes, gap: float, piece: int = 1) -> Answering:
    """A body in pieces, with so many seconds before each."""

    def pieces() -> Iterator[bytes]:
        for i in range(0, len(body), piece):
            time.sleep(gap)
            yield body[i : i + piece]

    return lambda _: Reply(pieces(), length=len(body))


def endless(gap: float = 0.0, piece: bytes = b"tin " * 1000) -> Answering:
    """A body that never ends, until the other side goes."""

    def pieces() -> Iterator[bytes]:
        while True:
            time.sleep(gap)
            yield piece

    return lambda _: Reply(pieces(), length=None)


def gzipped(body: bytes, **headers: str) -> Reply:
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip", **headers})


def brotlied(body: bytes) -> Reply:
    return Reply(brotli.compress(body, quality=4), headers={"Content-Encoding": "br"})


def certified(folder: Path, *names: str) -> tuple[ssl.SSLContext, Path]:
    """TLS for a server under names, and the file of the certificate that it has to be trusted by."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(n) for n in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, chain = folder / "trusted.pem", folder / "server.pem"
    trusted.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain.write_bytes(private + trusted.read_bytes())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context, trusted


class Names:
    """A resolver over a table: a name leads to addresses, or to one list of addresses after the other."""

    def __init__(self, **names: Any) -> None:
        self._names: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        for name, found in names.items():
            self.set(name.replace("_", "."), found)

    def set(self, name: str, found: str | list[str] | list[list[str]]) -> None:
        if isinstance(found, str):
            found = [found]
        self._names[name] = found if found and isinstance(found[0], list) else [found]  # type: ignore[list-item]

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self._names:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answers = self._names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Watch:
    """What would have left loopback; a test fails on it unless it says beforehand where to."""

    def __init__(self) -> None:
        self.tried: list[str] = []  # every address that a connection was tried to
        self.left: list[str] = []  # addresses off this machine that a connection was tried to
        self.looked_up: list[str] = []  # names that the system's resolver was asked for
        self.expected: set[str] = set()

    def expect(self, address: str) -> None:
        self.expected.add(address)

    @property
    def unexpected(self) -> list[str]:
        return [a for a in self.left if a not in self.expected] + self.looked_up


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """No packet leaves loopback: sockets refuse other addresses before they are opened, and the test fails."""
    found = Watch()

    def guarded(original: Callable[..., Any], place: int) -> Callable[..., Any]:
        def call(self: socket.socket, *arguments: Any) -> Any:
            to = arguments[place]
            found.tried.append(str(to))
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _loopback(str(to[0])):
                found.left.append(str(to[0]))
                raise OSError(errno.ENETUNREACH, "the tests let nothing leave loopback")
            return original(self, *arguments)

        return call

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if host not in (None, "localhost") and not _loopback(str(host)):
            found.looked_up.append(str(host))
            raise socket.gaierror(socket.EAI_NONAME, "the tests ask no resolver but their own")
        return original_look_up(host, *arguments, **options)

    original_look_up = socket.getaddrinfo
    for name, place in (("connect", 0), ("connect_ex", 0), ("sendto", -1)):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), place))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield found
    assert not found.unexpected, f"left loopback: {found.unexpected}"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as running:
        yield running
