"""Archives that are known and not read: what they are, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.clip.forms.nouns import Record, Stream
from broadsheet.errors import Problem

_UNPACK = "unpack it, and put its files into seeds/"
_KNOWN = (
    (b"ZIM\x04", "a ZIM archive", "`zimdump dump --dir=FOLDER FILE` unpacks it into pages"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x04\x22\x4d\x18", "packed by LZ4", "unpack it: `lz4 -d FILE`"),
    (b"SQLite format 3\x00", "a database", "export what it holds as JSON Lines or CSV"),
)


def is_unread(head: bytes, name: str) -> bool:
    """Return whether bytes begin an archive of a kind that is not read."""
    return any(head.startswith(magic) for magic, _, _ in _KNOWN)


def records(stream: Stream, outer: Record) -> Iterator[Problem]:
    """Yield the one problem that says what the archive is; nothing more of it is read."""
    head = stream.read(64)
    for magic, told, hint in _KNOWN:
        if head.startswith(magic):
            yield Problem(outer.seed, f"is {told}, which is not read", hint=hint)
