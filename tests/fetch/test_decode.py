"""Decoding goes piece by piece, whatever a stream unpacks to and wherever it is cut."""

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.decode import PIECE, Broken, decoder

PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=3),
    "identity": bytes,
}


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_no_piece_of_a_bomb_is_large(coding):
    pieces = decoder(coding).feed(PACK[coding](bytes(20_000_000)))
    assert max(map(len, pieces)) <= 2 * PIECE


@given(st.sampled_from(sorted(PACK)), st.binary(max_size=2000), st.integers(1, 50))
def test_a_body_is_the_same_however_it_comes_in(coding, body, step):
    packed, decoding = PACK[coding](body), decoder(coding)
    got = b"".join(out for i in range(0, len(packed), step) for out in decoding.feed(packed[i : i + step]))
    assert got + b"".join(decoding.finish()) == body


@given(st.sampled_from(sorted(PACK)), st.binary(max_size=2000), st.integers(1, 50))
def test_a_file_of_gzip_is_unpacked_whatever_it_is_sent_as(coding, body, step):
    packed, decoding = PACK[coding](gzip.compress(body)), decoder(coding)
    got = b"".join(out for i in range(0, len(packed), step) for out in decoding.feed(packed[i : i + step]))
    assert (got + b"".join(decoding.finish()), decoding.is_packed) == (body, True)


@pytest.mark.parametrize("coding", sorted(PACK))
def test_no_piece_of_a_bomb_in_a_file_is_large(coding):
    pieces = decoder(coding).feed(PACK[coding](gzip.compress(bytes(20_000_000))))
    assert max(map(len, pieces)) <= 2 * PIECE


@given(st.sampled_from(["gzip", "deflate", "br"]), st.binary(min_size=1, max_size=300))
def test_other_bytes_are_decoded_or_told_as_broken(coding, data):
    decoding = decoder(coding)
    try:
        list(decoding.feed(data))
        list(decoding.finish())
    except Broken as error:
        assert str(error)
