"""What both halves of the disk's room share: plain reading, hashes, and a disk without room."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".broadsheet-"
RACY_NS = 2_000_000_000  # a file younger than this at the last look may have changed unseen
_PIECE = 1 << 20  # bytes of a file that grew while it was read
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class NoRoomError(OSError):
    """The disk is full or may not be written: nothing more can be written there."""


@contextlib.contextmanager
def no_room_told_apart() -> Iterator[None]:
    """Raise NoRoomError in place of an OSError that says so."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise NoRoomError(error.errno, error.strerror, error.filename) from None
        raise


def plain_bytes(file: Path, limit: int) -> bytes:
    """Return the first bytes of a plain file, never waiting for a pipe; raise OSError.

    Asked for no more than the file holds: room for the limit, made for each, takes half a
    millisecond, ten times as long as to read an article.
    """
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file")
        data = os.read(handle, min(limit, found.st_size + 1))
        while 0 < len(data) < limit and (more := os.read(handle, min(_PIECE, limit - len(data)))):
            data += more
        return data
    finally:
        os.close(handle)


def plain_stream(file: Path) -> BinaryIO:
    """Return a plain file opened for reading, never waiting for a pipe; raise OSError."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is not a plain file")
    return os.fdopen(handle, "rb")


def is_utf8(path: str) -> bool:
    """Return whether a name as the disk gave it is text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_scratch(name: str) -> bool:
    """Return whether a name is that of a hidden file, an editor's backup or a download."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".part"))


def digest(data: bytes) -> str:
    """Return the hash that tells one content from another."""
    return blake2b(data, digest_size=16).hexdigest()


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed build of ours left in a folder of ours."""
    with contextlib.suppress(OSError):
        for file in folder.glob(f"{TEMPORARY}*.tmp"):
            file.unlink(missing_ok=True)
