"""Connections to the address that was judged, and to no other.

The name is resolved once for a connection, every address it has is judged, and the socket is opened to one of
those: a name that is answered differently the next moment (DNS rebinding) gains nothing. TLS and the Host header
keep the name, so certificates are checked against it.
"""

import asyncio
import contextlib
import os
import ssl
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import certifi
import httpcore

from flows.fetch.address import bracketed, checked, is_ip
from flows.fetch.contracts import Resolve

TRIED = 4  # addresses of a name, one after the other


class NoAddress(OSError):
    """A name that leads nowhere."""


class Counted(httpcore.AsyncNetworkStream):
    """A connection that counts what an answer brought beyond its head.

    A body longer than its Content-Length is cut by every client without a word; here it shows.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._head = b""
        self.body_bytes: int | None = None  # None as long as the head is not whole
        self.tail = b""  # the last bytes that came

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self._stream.read(max_bytes, timeout)
        self.tail = (self.tail + data[-5:])[-5:]
        if self.body_bytes is not None:
            self.body_bytes += len(data)
            return data
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        while end and head[9:10] == b"1":  # an interim answer (100, 103) comes before the answer itself
            self._head = rest
            head, end, rest = rest.partition(b"\r\n\r\n")
        if end:
            self._head, self.body_bytes = b"", len(rest)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            self._head, self.body_bytes = b"", None
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return Counted(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Checked(httpcore.AsyncNetworkBackend):
    """Opens sockets to judged addresses only."""

    def __init__(self, resolve: Resolve, allowed: frozenset[tuple[str, int | None]]) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first judged address that answers; Refused, NoAddress or httpcore's errors."""
        found = [host] if is_ip(host) else await self._addresses(host, port, timeout)
        failed: Exception = NoAddress(f"{bracketed(host)}: không có địa chỉ / has no address")
        for address in checked(host, port, found, self._allowed)[:TRIED]:
            try:
                return Counted(
                    await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    async def _addresses(self, host: str, port: int, timeout: float | None) -> Sequence[str]:
        """What the resolver says, in a thread that is not waited for: a resolver may take as long as it likes."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[str]] = loop.create_future()

        def tell(found: Sequence[str], error: Exception | None) -> None:
            if answer.done():
                return
            if error is None:
                answer.set_result(found)
            else:
                answer.set_exception(error)

        def ask() -> None:
            found: Sequence[str] = []
            failed: Exception | None = None
            try:
                found = self._resolve(host, port)
            except (OSError, UnicodeError) as error:
                failed = NoAddress(f"{bracketed(host)}: không tìm thấy máy chủ / has no address ({error})")
            except Exception as error:
                failed = error
            with contextlib.suppress(RuntimeError):  # the client was closed in the meantime
                loop.call_soon_threadsafe(tell, found, failed)

        threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
        try:
            async with asyncio.timeout(timeout):
                return await answer
        except TimeoutError as error:
            raise NoAddress(
                f"{bracketed(host)}: không ai trả lời địa chỉ của nó trong / no answer about its address within {timeout:g} s"
            ) from error


def connections(
    resolve: Resolve, allowed: frozenset[tuple[str, int | None]], kept: int
) -> httpcore.AsyncConnectionPool:
    """A pool that keeps `kept` idle connections.

    httpcore is what httpx sends its requests with. Taken by itself it has no proxies out of the environment (a proxy
    would connect to addresses that nobody judged), no netrc, no cookies and no redirects of its own.
    """
    return httpcore.AsyncConnectionPool(
        ssl_context=_trusted(os.environ.get("SSL_CERT_FILE")),
        max_connections=None,  # the callers limit themselves
        max_keepalive_connections=kept,
        keepalive_expiry=30,
        network_backend=Checked(resolve, allowed),
    )


@cache
def _trusted(_: str | None) -> ssl.SSLContext:
    """The certificates of the system, or of SSL_CERT_FILE, and Mozilla's; reading them takes 40 ms."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
