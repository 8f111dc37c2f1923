"""One request and its answer, bounded in time and size; what goes wrong has a reason and a sentence."""

import ssl
from dataclasses import dataclass

import httpcore

from flows.fetch.address import Address, Refused, shown
from flows.fetch.connect import Counted, NoAddress
from flows.fetch.contracts import Limits
from flows.fetch.decode import Broken, decoder

Headers = tuple[tuple[str, str], ...]
LATER = "lần chạy sau hỏi lại / try again in a later run"


class Ended(Exception):
    """A fetch that ends without a body.

    `again` says whether another attempt is worth it; a number is the seconds that the host wants to be left alone.
    """

    def __init__(
        self,
        reason: str,
        detail: str,
        *,
        outcome: str = "failed",
        status: int | None = None,
        headers: Headers = (),
        retry_after: float | None = None,
        again: bool | float = False,
    ) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.outcome = reason, detail, outcome
        self.status, self.headers, self.retry_after, self.again = status, headers, retry_after, again


@dataclass(frozen=True)
class Answer:
    """What a host answered; the body is read of successes only."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        return header(self.headers, name)


def header(headers: Headers, name: str) -> str | None:
    """The first value of a header, by its name in small letters."""
    return next((value for key, value in headers if key.lower() == name), None)


async def get(
    pool: httpcore.AsyncConnectionPool,
    address: Address,
    headers: dict[str, str],
    limits: Limits,
    cut_at: int | None = None,
) -> Answer:
    """The answer to a GET of one address, no redirect followed; raises Ended.

    With `cut_at` a longer body is no failure: its first bytes are taken.
    """
    url = httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=address.port,
        target=address.target.encode(),
    )
    timeouts = {
        "connect": limits.connect_seconds,
        "read": limits.read_seconds,
        "write": limits.read_seconds,
        "pool": None,
    }
    sent = [("Host", address.authority), *headers.items()]
    try:
        async with pool.stream("GET", url, headers=sent, extensions={"timeout": timeouts}) as response:
            found = tuple((_text(name), _text(value)) for name, value in response.headers)
            body = await _body(response, found, address, limits, cut_at)
            return Answer(response.status, found, body)
    except Refused as error:
        raise Ended(error.reason, str(error), outcome="refused") from error
    except NoAddress as error:
        raise Ended(
            "dns", f"{error}; xem lại địa chỉ, hoặc / look at the address, or {LATER}", again=True
        ) from error
    except httpcore.ConnectTimeout as error:
        words = f"{address.origin}: không kết nối được trong / no connection within {limits.connect_seconds:g} s; {LATER}"
        raise Ended("timeout", words, again=True) from error
    except httpcore.TimeoutException as error:
        words = (
            f"{address.url}: không nhận được gì trong / nothing came for {limits.read_seconds:g} s; {LATER}"
        )
        raise Ended("timeout", words) from error
    except httpcore.ConnectError as error:
        if isinstance(_root(error), ssl.SSLError):
            words = f"{address.origin}: chứng thư hay TLS không ổn / its certificate or TLS is not in order ({shown(str(error))}); báo chủ trang / tell its owner"
            raise Ended("tls", words) from error
        words = f"{address.origin}: không nối được / cannot be reached ({shown(str(error))}); {LATER}"
        raise Ended("connect", words, again=True) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        words = f"{address.url}: trả lời không đúng HTTP / the answer is no proper HTTP ({shown(str(error))}); {LATER}"
        raise Ended("protocol", words, again=True) from error


async def _body(
    response: httpcore.Response, headers: Headers, address: Address, limits: Limits, cut_at: int | None
) -> bytes:
    """The decoded body of a success; of other answers nothing, their connection is closed where a body would come."""
    stated = _length(headers)
    if response.status not in (200, 203):
        if response.status in (204, 304) or stated == 0:
            await response.aread()  # nothing, and the connection can be used again
            await _surplus(response, 0)
        return b""
    if cut_at is None and stated is not None and stated > limits.body_bytes:
        raise _too_large(response, address, f"nói là có / says that it has {stated:,} bytes", limits)
    try:
        return await _decoded(response, header(headers, "content-encoding") or "", address, limits, cut_at)
    except Broken as error:
        words = f"{address.url}: {error}; báo chủ trang, hoặc / tell its owner, or {LATER}"
        raise Ended("encoding", words, status=response.status, headers=headers) from error
    except (httpcore.RemoteProtocolError, httpcore.ReadError) as error:
        words = f"{address.url}: kết nối đứt giữa chừng / the connection ended before the body did ({shown(str(error))}); {LATER}"
        raise Ended("length", words, status=response.status, headers=headers, again=True) from error


async def _decoded(
    response: httpcore.Response, coding: str, address: Address, limits: Limits, cut_at: int | None
) -> bytes:
    decoding = decoder(coding)
    sent, size, parts = 0, 0, []
    async for data in response.aiter_stream():
        sent += len(data)
        if cut_at is None and sent > limits.body_bytes:
            raise _too_large(
                response, address, f"gửi hơn / sends more than {limits.body_bytes:,} bytes", limits
            )
        for part in decoding.feed(data):
            parts.append(part)
            size += len(part)
            if cut_at is not None and size >= cut_at:
                return b"".join(parts)[:cut_at]
            if cut_at is None and size > limits.decoded_bytes:
                words = f"{address.url}: bung ra quá lớn, không đọc / {sent:,} bytes of {coding or ('gzip' if decoding.is_packed else 'text')} became more than {limits.decoded_bytes:,}; not read"
                is_bomb = coding or decoding.is_packed
                raise Ended("bomb" if is_bomb else "too_large", words, status=response.status)
    parts += decoding.finish()
    if more := await _surplus(response, sent):
        words = f"{address.url} báo {sent:,} byte mà gửi thêm ít nhất {more:,}, nên chữ bị cắt / states {sent:,} bytes and sends {more:,} more at least, so its text is cut; báo chủ trang / tell its owner"
        raise Ended("length", words, status=response.status)
    return b"".join(parts)


async def _surplus(response: httpcore.Response, sent: int) -> int:
    """The bytes that came after a body's stated end; the connection, which they spoil for other pages, is closed."""
    stream = response.extensions.get("network_stream")
    if not isinstance(stream, Counted) or stream.body_bytes is None:
        return 0
    if any(name.lower() == b"transfer-encoding" for name, _ in response.headers):
        if not stream.tail.endswith(b"0\r\n\r\n"):  # more than the last chunk came
            await stream.aclose()
        return 0  # the chunks themselves say where the body ends
    if stream.body_bytes <= sent:
        return 0
    await stream.aclose()
    return stream.body_bytes - sent


def _too_large(response: httpcore.Response, address: Address, words: str, limits: Limits) -> Ended:
    words = (
        f"{address.url} {words}; chỉ đọc nhiều nhất / at most {limits.body_bytes:,} are read of one answer"
    )
    return Ended("too_large", words, status=response.status)


def _length(headers: Headers) -> int | None:
    value = header(headers, "content-length") or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _root(error: BaseException) -> BaseException:
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
