"""Bodies as they come over the wire: undone bit by bit, and no more of them than is allowed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest

from broadsheet.collect.decoding import BodyError, body


def bits(data: bytes, size: int) -> Iterator[bytes]:
    return (data[n : n + size] for n in range(0, len(data), size))


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("", bytes),
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("X-GZip", lambda data: gzip.compress(data) * 2),
        ("gzip", lambda data: gzip.compress(data) + bytes(50)),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
    ],
)
def test_whatever_the_pieces(size: int, encoding: str, pack: object) -> None:
    plain = b"".join(b"%d boats. " % n for n in range(900))
    packed = pack(plain)  # type: ignore[operator]
    found = body(bits(packed, size), encoding, 1_000_000, 200)
    assert found in (plain, plain * 2)


def test_a_bomb_is_left_before_it_bursts() -> None:
    packed = gzip.compress(bytes(200_000_000), 9)
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for piece in bits(packed, 1000):
            taken += len(piece)
            yield piece

    with pytest.raises(BodyError, match="grows to more than 200 times"):
        body(pieces(), "gzip", 10**9, 200)
    assert taken < len(packed) / 20


def test_a_body_is_cut_where_that_is_wanted() -> None:
    packed = gzip.compress(bytes(5_000_000), 9)
    assert len(body([packed], "gzip", 1000, 200, cut=True)) == 1000
    with pytest.raises(BodyError, match="larger"):
        body([packed], "gzip", 1000, 200)


@pytest.mark.parametrize("data", [b"x", b"\x1f\x8b", b"\x1f\x8b\x08" + bytes(40), b"\x78\x9c\xff"])
def test_what_is_broken_is_told(data: bytes) -> None:
    with pytest.raises(BodyError):
        body([data], "gzip", 1000, 200)
