"""The watch over the tests themselves: it sees what would leave loopback, and lets nothing through."""

import asyncio
import socket

import pytest


def test_the_watch_stops_every_way_off_this_machine(watch):
    for address in ("93.184.216.34", "10.0.0.1"):
        watch.expect(address)
        with socket.socket() as one, pytest.raises(OSError, match="leave loopback"):
            one.connect((address, 80))
        with socket.socket() as one, pytest.raises(OSError, match="leave loopback"):
            one.connect_ex((address, 80))
        with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(OSError, match="leave loopback"):
            one.sendto(b"tin", (address, 53))
        with pytest.raises(OSError, match="leave loopback"):
            asyncio.run(asyncio.open_connection(address, 80))
    assert watch.left == ["93.184.216.34"] * 4 + ["10.0.0.1"] * 4
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("bao.example", 80)
    assert watch.unexpected == ["bao.example"]
    watch.looked_up.clear()


def test_the_watch_lets_loopback_through(watch, web):
    with socket.create_connection(("127.0.0.1", web.port)) as one:
        one.sendall(b"GET /khong HTTP/1.1\r\nHost: a\r\n\r\n")
        assert one.recv(100).startswith(b"HTTP/1.1 404")
    assert not watch.unexpected
