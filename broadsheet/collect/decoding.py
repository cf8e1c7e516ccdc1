"""Bodies as they come over the wire, decoded bit by bit: what grows too large is cut off early."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

ASKED_FOR = "gzip, deflate"  # br and zstd would save little, and each needs a library more
_STEP = 1 << 16
_ENOUGH_TO_JUDGE = 1 << 20
_HEADER = 2  # bytes that tell which kind it is
_EITHER = 32 + zlib.MAX_WBITS  # a gzip or a zlib header


class BodyError(Exception):
    """A body that cannot be used; says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def body(
    pieces: Iterable[bytes], encoding: str, largest: int, ratio: int, cut: bool = False
) -> bytes:
    """Return the decoded body; raise BodyError, having read no more than was needed to tell.

    `encoding` is what Content-Encoding says. `cut`: return the first `largest` bytes of more.
    """
    names = [name.strip().lower() for name in encoding.split(",")]
    used = [name for name in names if name not in ("", "identity")]
    if not used:
        plain: Iterable[bytes] = pieces
    elif used in (["gzip"], ["x-gzip"], ["deflate"]):
        plain = _inflated(pieces, ratio)
    else:
        raise BodyError(f"came encoded as {', '.join(used)[:60]}, which was not asked for")
    whole = bytearray()
    for piece in plain:
        whole += piece
        if len(whole) > largest:
            if cut:
                return bytes(whole[:largest])
            raise BodyError(f"is larger than {largest / 1_000_000:g} MB")
    return bytes(whole)


def _inflated(pieces: Iterable[bytes], ratio: int) -> Iterator[bytes]:
    """Yield what the pieces hold, at most 64 KB at a time, however much one of them hides."""
    inflater = Inflater()
    taken = given = 0
    for piece in pieces:
        taken += len(piece)
        for plain in inflater.plain(piece):
            given += len(plain)
            if given > _ENOUGH_TO_JUDGE and given > taken * ratio:
                raise BodyError(f"grows to more than {ratio} times what was sent")
            yield plain
    if taken and not inflater.is_whole:
        raise BodyError("ended before it was whole")


class Inflater:
    """Undoes gzip, with any number of members, and both kinds of deflate."""

    def __init__(self) -> None:
        self._one = zlib.decompressobj(_EITHER)
        self._begun = False
        self._head = b""

    @property
    def is_whole(self) -> bool:
        return self._one.eof

    def plain(self, data: bytes) -> Iterator[bytes]:
        """Yield what the next bytes hold, in steps."""
        if not self._begun:
            data = self._head = self._head + data
            if len(data) < _HEADER:
                return
        while data:
            if self._one.eof:
                if not data.startswith(b"\x1f\x8b"):
                    return  # padding behind the last member
                self._one = zlib.decompressobj(_EITHER)
            yield self._step(data)
            data = self._one.unconsumed_tail or self._one.unused_data

    def _step(self, data: bytes) -> bytes:
        try:
            plain = self._one.decompress(data, _STEP)
        except zlib.error:
            if self._begun:
                raise BodyError("is broken: it cannot be decoded") from None
            return self._raw_step(data)
        self._begun = True
        return plain

    def _raw_step(self, data: bytes) -> bytes:
        """Some servers send deflate without the header that the standard asks for."""
        self._one, self._begun = zlib.decompressobj(-zlib.MAX_WBITS), True
        return self._step(data)
