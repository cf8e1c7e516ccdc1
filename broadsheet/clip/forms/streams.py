"""Bytes read piece by piece: looked at ahead, unpacked within limits, read line by line."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from broadsheet.clip.forms.nouns import Stream
from broadsheet.clip.forms.zstd import Frame, Frames, is_zstd
from broadsheet.errors import InputError, Problem

HEAD = 65_536
MOST_BYTES = 20_000_000  # of one document
RATIO = 200  # text shrinks to a tenth; only what is made for it shrinks further than this
_FREE = 4_000_000  # bytes that may come out before the ratio counts
_PIECE = 65_536
_MEMORY = 64_000_000  # for an xz window
_MARK = 9  # bytes that show how the next member is packed
_GZIP = b"\x1f\x8b\x08"
_ENDS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")


def broken(message: str, hint: str = "") -> InputError:
    """Return the error of a stream; whoever reads it knows the path."""
    return InputError(Problem("", message, hint=hint))


def is_compressed(head: bytes) -> bool:
    """Return whether the bytes begin like gzip, bzip2, xz or zstd."""
    return head.startswith(_ENDS) or is_zstd(head)


class Held:
    """Bytes in memory as a stream that can be wound back."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        end = len(self._data) if size is None or size < 0 else self._at + size
        piece = self._data[self._at : end]
        self._at += len(piece)
        return piece

    def seek(self, offset: int, whence: int = 0, /) -> int:
        base = (0, self._at, len(self._data))[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Keep the bytes: they are the record's."""


@dataclass(slots=True)
class Allowance:
    """What one file may still unpack to, in bytes and in documents."""

    bytes: int
    documents: int

    def spend(self, size: int) -> None:
        """Raise InputError when more came out than is allowed."""
        self.bytes -= size
        if self.bytes < 0:
            raise broken("unpacks to more than a file may", "unpack it, and keep what is news")

    def count(self) -> None:
        """Raise InputError when there are more documents than are allowed."""
        self.documents -= 1
        if self.documents < 0:
            raise broken("holds more documents than a file may", "split it")


class Ahead:
    """A stream whose first bytes are looked at before it is read; each byte is paid for."""

    def __init__(self, stream: Stream, allowance: Allowance | None = None) -> None:
        self._stream = stream
        self._allowance = allowance
        self._held = b""
        self._fault: InputError | None = None

    def head(self, size: int = HEAD) -> bytes:
        """Return the first bytes, fewer where there are no more. Only before anything is read."""
        try:
            while len(self._held) < size and (piece := self._more(size - len(self._held))):
                self._held += piece
        except InputError as error:
            self._fault = error  # what came before it is read first
        return self._held[:size]

    def read(self, size: int = -1, /) -> bytes:
        if size < 0:
            raise ValueError("a stream is read piece by piece")
        if not self._held:
            fault, self._fault = self._fault, None
            if fault:
                raise fault
            return self._more(size)
        piece, self._held = self._held[:size], self._held[size:]
        return piece

    def rewound(self) -> Any:
        """Return the stream below, at its first byte, or None where it cannot be wound back."""
        seekable = getattr(self._stream, "seekable", None)
        if seekable is None or not seekable():
            return None
        self._stream.seek(0)  # type: ignore[attr-defined]
        self._held = b""
        return self._stream

    def _more(self, size: int) -> bytes:
        piece = self._stream.read(size)
        if self._allowance:
            self._allowance.spend(len(piece))
        return piece


def whole(stream: Stream, limit: int = MOST_BYTES) -> bytes:
    """Return all bytes of a stream, at most limit + 1 of them."""
    pieces: list[bytes] = []
    left = limit + 1
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


class Inflated:
    """What a stream of gzip, bzip2, xz or zstd holds, one member after the other.

    Raises InputError where it ends too soon, is damaged, or swells like a bomb.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._raw = stream.read(_PIECE)
        self._make = _maker(self._raw)
        self._engine = self._make()
        self._begun = False
        self._taken, self._given = len(self._raw), 0

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, b"" at the end."""
        size = _PIECE if size < 0 else size
        while size:
            if self._is_hungry() and not self._fill():
                if self._begun:
                    self._begun = False
                    raise broken("ends in the middle: the file is cut off", "fetch it again")
                return b""
            if not self._begun and not self._opens():
                return b""
            if piece := self._piece(size):
                return piece
        return b""

    def _is_hungry(self) -> bool:
        return not self._raw and not (self._begun and self._engine.is_full)

    def skip_damage(self) -> bool:
        """Go on at the next gzip member after damage; return whether there is one."""
        self._begun = False
        self._engine = self._make()
        while True:
            at = self._raw.find(_GZIP, 1)
            if at >= 0:
                self._raw = self._raw[at:]
                return True
            self._raw = self._raw[-3:]
            if not self._fill():
                return False

    def _opens(self) -> bool:
        """Tell whether another member follows; padding after the last is passed over."""
        if self._raw.startswith(b"\0"):
            self._raw = self._raw.lstrip(b"\0")
        while len(self._raw) < _MARK and self._fill():
            pass
        if not is_compressed(self._raw):
            return False
        self._begun = True
        return True

    def _fill(self) -> bool:
        piece = self._stream.read(_PIECE)
        self._taken += len(piece)
        self._raw += piece
        return bool(piece)

    def _piece(self, size: int) -> bytes:
        try:
            piece, self._raw = self._engine.piece(self._raw, size)
        except (zlib.error, OSError, lzma.LZMAError, EOFError, MemoryError) as error:
            raise broken(f"is damaged ({str(error)[:60]})", "fetch it again") from None
        self._given += len(piece)
        if self._given > _FREE and self._given > RATIO * self._taken:
            raise broken(f"swells to more than {RATIO} times its size", "taken for a bomb")
        if self._engine.eof:
            self._engine = self._make()
            self._begun = False
        return piece


class _Zlib:
    """A gzip member, handled like those of the other libraries."""

    def __init__(self, bits: int = 31) -> None:
        self._engine = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def is_full(self) -> bool:
        return False

    def piece(self, raw: bytes, size: int) -> tuple[bytes, bytes]:
        """Return what came out, and what is left to go in."""
        piece = self._engine.decompress(raw, size)
        return piece, self._engine.unconsumed_tail or self._engine.unused_data


class _Fed:
    """A bzip2 or xz member: the libraries keep what does not fit out yet."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    @property
    def eof(self) -> bool:
        return bool(self._engine.eof)

    @property
    def is_full(self) -> bool:
        """Whether more comes out without anything going in."""
        return not self._engine.needs_input

    def piece(self, raw: bytes, size: int) -> tuple[bytes, bytes]:
        """Return what came out, and what is left to go in."""
        given = raw[:_PIECE] if self._engine.needs_input else b""
        piece = self._engine.decompress(given, size)
        rest = self._engine.unused_data if self._engine.eof else b""
        return piece, rest + raw[len(given) :]


def _maker(head: bytes) -> Callable[[], _Zlib | _Fed | Frame]:
    if is_zstd(head):
        return Frames().frame
    if head.startswith(b"BZh"):
        return lambda: _Fed(bz2.BZ2Decompressor())
    if head.startswith(_ENDS[2]):
        return lambda: _Fed(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MEMORY))
    return _Zlib


class Buffered:
    """A stream read by lines and pieces, with bytes that can be put back."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._held = b""
        self._at = 0

    def line(self, limit: int) -> bytes:
        """Return a line with its end, cut at the limit; b"" at the end of the stream."""
        while True:
            end = self._held.find(b"\n", self._at, self._at + limit)
            if end >= 0 or len(self._held) - self._at >= limit or not self._fill():
                stop = end + 1 if end >= 0 else min(self._at + limit, len(self._held))
                line = self._held[self._at : stop]
                self._at = stop
                return line

    def read(self, size: int = -1, /) -> bytes:
        """Return that many bytes, fewer only at the end of the stream."""
        pieces = [self._held[self._at : self._at + size]]
        self._at += len(pieces[0])
        left = size - len(pieces[0])
        while left > 0 and (piece := self._stream.read(min(left, 1 << 18))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def put_back(self, data: bytes) -> None:
        self._held = data + self._held[self._at :]
        self._at = 0

    def drop(self) -> None:
        """Forget what was read ahead."""
        self._held, self._at = b"", 0

    def _fill(self) -> bool:
        piece = self._stream.read(_PIECE)
        self._held = self._held[self._at :] + piece
        self._at = 0
        return bool(piece)
