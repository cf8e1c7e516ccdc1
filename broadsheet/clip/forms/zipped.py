"""Zip archives, WACZ among them; one whose directory is lost is read from its first member on."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from broadsheet.clip.forms import members as by_name
from broadsheet.clip.forms import omnivore
from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.streams import MOST_BYTES, RATIO, Ahead, Buffered, Held, broken, whole
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped

_MOST_INNER = 64_000_000  # bytes of a zip inside another file, which is held while it is read
_MOST_DIRECTORY = 48_000_000
_MOST_MEMBERS = 200_000
_FREE = 4_000_000
_LOCAL = b"PK\x03\x04"
_LINK = 0o120000
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError)
_ODD = (NotImplementedError, ValueError, struct.error, MemoryError)


def is_zip(head: bytes) -> bool:
    """Return whether bytes begin a zip archive, an empty one too."""
    return head.startswith((_LOCAL, b"PK\x05\x06"))


def members(ahead: Ahead, outer: Record) -> Iterator[Record | Opened | Problem | Dropped]:
    """Yield each file of a zip archive; raise InputError where it is damaged beyond reading."""
    source = ahead.rewound()
    if source is None:
        data = whole(ahead, _MOST_INNER)
        if len(data) > _MOST_INNER:
            raise broken(f"is a zip of more than {_MOST_INNER:,} bytes inside", "unpack it first")
        source = Held(data)
    try:
        _refuse_crowds(source)
        archive = zipfile.ZipFile(source)
    except (*_FAULTS, *_ODD):
        source.seek(0)
        yield from _salvaged(Buffered(source), outer)
        return
    yield from _listed(archive, outer)


def _refuse_crowds(source: Any) -> None:
    """Raise InputError for a directory that would not fit into memory."""
    source.seek(0, 2)
    size = min(source.tell(), 65_557)
    source.seek(-size, 2)
    tail = source.read(size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 16:
        raise zipfile.BadZipFile("no directory")
    count, length = struct.unpack_from("<HI", tail, at + 10)
    far = tail.rfind(b"PK\x06\x06", 0, at)
    if far >= 0 and len(tail) >= far + 48:
        count, length = struct.unpack_from("<QQ", tail, far + 32)
    if count > _MOST_MEMBERS or min(length, 0xFFFFFFFE) == length > _MOST_DIRECTORY:
        raise broken(f"holds more than {_MOST_MEMBERS:,} files", "split it")


def _all(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes; raise InputError where they are damaged, locked or too many."""
    try:
        info = archive.getinfo(name)
        with archive.open(info) as body:
            data = whole(_Body(body, max(info.compress_size, 1)))
    except (*_FAULTS, *_ODD, KeyError) as error:
        raise broken(f"cannot be unpacked ({str(error)[:60]})", "pack it anew") from None
    if len(data) > MOST_BYTES:
        raise broken(f"holds more than {MOST_BYTES:,} bytes", "unpack it first")
    return data


def _listed(
    archive: zipfile.ZipFile, outer: Record
) -> Iterator[Record | Opened | Problem | Dropped]:
    names = {info.filename for info in archive.infolist()}
    if omnivore.is_omnivore(names):
        yield from omnivore.members(sorted(names), partial(_all, archive), outer)
        return
    is_wacz = "datapackage.json" in names and any(n.startswith("archive/") for n in names)
    for info in archive.infolist():
        name = _name(info)
        if info.is_dir():
            continue
        if is_wacz and not name.startswith("archive/"):
            yield Dropped(by_name.place(outer, name), 1, name, "about the web archive")
        else:
            yield from _member(archive, info, name, (names, outer))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, among: tuple[set[str], Record]
) -> Iterator[Opened | Problem | Dropped]:
    names, outer = among
    place = by_name.place(outer, name)
    if found := by_name.passed(outer, name, names):
        yield found
    elif (info.external_attr >> 16) & 0o170000 == _LINK:
        yield Problem(place, "is a link, which is not followed", hint="pack the file itself")
    elif info.flag_bits & 1:
        yield Problem(place, "is locked with a password", hint="pack it without one")
    else:
        try:
            body = archive.open(info)
        except (*_FAULTS, *_ODD) as error:
            yield Problem(place, f"cannot be unpacked ({str(error)[:60]})", hint="pack it anew")
            return
        with body:
            yield Opened(replace(outer, seed=place), _Body(body, max(info.compress_size, 1)))


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; many programs write UTF-8 and do not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


@dataclass(slots=True)
class _Body:
    """A member's bytes; InputError where they are damaged, or swell like a bomb."""

    body: Any
    packed: int
    given: int = 0

    def read(self, size: int = -1, /) -> bytes:
        try:
            piece: bytes = self.body.read(size)
        except (*_FAULTS, *_ODD) as error:
            raise broken(f"is damaged ({str(error)[:60]})", "pack it anew") from None
        self.given += len(piece)
        if self.given > max(_FREE, RATIO * self.packed):
            raise broken(f"swells to more than {RATIO} times its size", "taken for a bomb")
        return piece


# ---- without a directory ------------------------------------------------------------------


def _salvaged(lines: Buffered, outer: Record) -> Iterator[Opened | Problem | Dropped]:
    """Yield the members of an archive that is cut off, as far as they came."""
    hint = "fetch it again; what came before is read"
    yield Problem(outer.seed, "the archive is cut off: its directory is missing", hint=hint)
    while (head := lines.read(30)).startswith(_LOCAL) and len(head) == 30:
        flags, method, packed, _, name_size, more = struct.unpack("<6xHH8xIIHH", head)
        raw = lines.read(name_size)
        lines.read(more)
        name = raw.decode("utf-8", "replace")
        place = by_name.place(outer, name)
        body = _Cut(lines, method, packed, bool(flags & 8))
        if flags & 1 or not body.is_readable:
            yield Problem(place, "cannot be read without the directory")
            return
        found = by_name.passed(outer, name, None)
        if not name.endswith("/"):
            yield found or Opened(replace(outer, seed=place), body)
        try:
            body.leave()
        except InputError as error:
            yield replace(error.problem, path=place)
            return


class _Cut:
    """The bytes of a member, stored or deflated, that stands without a directory."""

    def __init__(self, lines: Buffered, method: int, packed: int, is_open: bool) -> None:
        self._lines = lines
        self._engine = zlib.decompressobj(-15) if method == 8 else None
        self._left = packed
        self._is_open = is_open and not packed  # its size follows it
        self.is_readable = method == 8 or (method == 0 and not self._is_open)
        self._waiting = b""
        self._taken = self._given = 0

    def read(self, size: int = -1, /) -> bytes:
        size = 1 << 16 if size < 0 else size
        if self._engine is None:
            return self._raw(size) if size and self._left else b""
        while size and not self._engine.eof:
            given = self._waiting or self._raw(1 << 14)
            try:
                piece = self._engine.decompress(given, size)
            except zlib.error as error:
                raise broken(f"is damaged ({str(error)[:60]})") from None
            self._waiting = self._engine.unconsumed_tail
            self._given += len(piece)
            if self._given > max(_FREE, RATIO * self._taken):
                raise broken(f"swells to more than {RATIO} times its size", "taken for a bomb")
            if piece:
                return piece
        return b""

    def leave(self) -> None:
        """Stand at the next member; raise InputError when the archive ends before."""
        while self.read(1 << 16):
            pass
        if self._engine is None or not self._is_open:
            self._lines.read(self._left)
            return
        self._lines.put_back(self._engine.unused_data)
        mark = self._lines.read(16)
        self._lines.put_back(b"" if mark.startswith(b"PK\x07\x08") else mark[12:])

    def _raw(self, size: int) -> bytes:
        """Return packed bytes; raise InputError where there are no more."""
        piece = self._lines.read(size if self._is_open else min(size, self._left))
        self._left -= 0 if self._is_open else len(piece)
        self._taken += len(piece)
        if not piece:
            raise broken("ends in the middle: the archive is cut off", "fetch it again")
        return piece
