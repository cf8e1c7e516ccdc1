"""Tar archives, member by member (POSIX.1-2017 pax, ustar, GNU long names).

Read by ourselves: the standard library holds every member it has met, and a header of any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet.clip.forms import members as by_name
from broadsheet.clip.forms.nouns import Opened, Record, Stream
from broadsheet.clip.forms.streams import broken
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped

_BLOCK = 512
_MOST_NAME = 65_536
_PLAIN = (b"0", b"\0", b"7")
_LINKS = {b"1": "a link", b"2": "a link", b"3": "a device", b"4": "a device", b"6": "a pipe"}
_NAMING = {b"L": "gnu", b"x": "pax"}


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    size: int
    kind: bytes


def is_tar(head: bytes) -> bool:
    """Return whether bytes begin a tar archive whose first header is sound."""
    return head[257:262] == b"ustar" and _sum_fits(head[:_BLOCK])


def members(stream: Stream, outer: Record) -> Iterator[Opened | Problem | Dropped]:
    """Yield each file of a tar archive; raise InputError where it is damaged."""
    named = ""
    while header := _header(stream, outer):
        if header.kind in _NAMING or header.kind in (b"g", b"K"):
            named = _named(stream, header) or named
            continue
        name, named = named or header.name, ""
        body = _Body(stream, header.size, by_name.place(outer, name))
        if found := _member(replace_name(header, name), outer, body):
            yield found
        body.leave()


def replace_name(header: _Header, name: str) -> _Header:
    return replace(header, name=name.removeprefix("./"))


def _member(header: _Header, outer: Record, body: _Body) -> Opened | Problem | Dropped | None:
    if what := _LINKS.get(header.kind):
        place = by_name.place(outer, header.name)
        return Problem(place, f"is {what}, which is not followed", hint="pack the file itself")
    if header.kind not in _PLAIN or header.name.endswith("/") or not header.name:
        return None
    found = by_name.passed(outer, header.name, None)
    return found or Opened(replace(outer, seed=by_name.place(outer, header.name)), body)


class _Body:
    """The bytes of a member, and the padding after them."""

    def __init__(self, stream: Stream, size: int, place: str) -> None:
        self._stream = stream
        self._left = size
        self._padding = -size % _BLOCK
        self._place = place

    def read(self, size: int = -1, /) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        try:
            piece = self._stream.read(wanted) if wanted else b""
        except InputError:
            self._left = self._padding = 0  # it is told of once
            raise
        self._left -= len(piece)
        if wanted and not piece:
            self._left = self._padding = 0
            raise _at(self._place, "ends in the middle: the archive is cut off")
        return piece

    def leave(self) -> None:
        """Pass over what was not read; raise InputError when the archive ends before it does."""
        while self._left:
            self.read(1 << 16)
        while self._padding and (piece := self._stream.read(self._padding)):
            self._padding -= len(piece)


def _header(stream: Stream, outer: Record) -> _Header | None:
    block = _exactly(stream, _BLOCK)
    if not block.strip(b"\0"):
        return None
    if len(block) < _BLOCK or not _sum_fits(block):
        raise _at(outer.seed, "the archive is damaged or cut off")
    size = _number(block[124:136])
    if size < 0:
        raise _at(outer.seed, "the archive says an impossible size")
    prefix = _text(block[345:500]) if block[257:263] == b"ustar\0" else ""
    name = _text(block[:100])
    return _Header(f"{prefix}/{name}" if prefix else name, size, block[156:157])


def _named(stream: Stream, header: _Header) -> str:
    """Return the name that a header of its own gives the next member, or ""."""
    if header.size > _MOST_NAME and header.kind != b"g":
        raise broken("a header of the archive is too long")
    body = _Body(stream, header.size, "")
    data = _exactly(body, min(header.size, _MOST_NAME))
    body.leave()
    if header.kind == b"L":
        return _text(data)
    return _pax_path(data) if header.kind == b"x" else ""


def _pax_path(data: bytes) -> str:
    at = 0
    while (blank := data.find(b" ", at, at + 12)) > 0 and data[at:blank].isdigit():
        length = int(data[at:blank])
        key, _, value = data[blank + 1 : at + length - 1].partition(b"=")
        if key == b"path":
            return _text(value)
        at += max(length, 1)
    return ""


def _exactly(stream: Stream, size: int) -> bytes:
    pieces: list[bytes] = []
    while size and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _sum_fits(block: bytes) -> bool:
    if len(block) < _BLOCK:
        return False
    total = sum(block[:148]) + 8 * 32 + sum(block[156:])
    return _number(block[148:156]) == total


def _number(field: bytes) -> int:
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if digits and not digits.strip(b"01234567") else -1


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "replace")


def _at(place: str, message: str) -> InputError:
    return InputError(Problem(place, message, hint="fetch it again; what came before is read"))
