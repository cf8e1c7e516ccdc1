"""New files among the inputs, of any bytes: put there whole, and never over another one."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from pathlib import Path

from broadsheet.disk.room import TEMPORARY, no_room_told_apart


def add(root: Path, path: str, data: bytes, scratch: Path) -> None:
    """Write a new file whole or not at all; raise OSError (NoRoomError: no use to go on).

    FileExistsError where there is one of this name. `scratch` is a folder of ours for the
    unfinished file, on the same file system if possible.
    """
    file = root / path
    with no_room_told_apart():
        file.parent.mkdir(parents=True, exist_ok=True)
        top = os.path.realpath(root / path.partition("/")[0])
        if os.path.commonpath([os.path.realpath(file.parent), top]) != top:
            raise OSError(errno.ELOOP, "a link leads out of the folder", path)
        unfinished = scratch / f"{TEMPORARY}{os.getpid()}-{threading.get_ident()}.tmp"
        try:
            _write(unfinished, data)
            _place(unfinished, file, data)
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())  # it is fetched once, and then said to be there


def _place(unfinished: Path, file: Path, data: bytes) -> None:
    try:
        os.link(unfinished, file)
    except FileExistsError:
        raise
    except OSError as error:  # another file system, or one without links
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            raise
        with file.open("xb") as handle:
            handle.write(data)


def remove(root: Path, path: str) -> None:
    """Remove a file of ours that is of no use; one that is gone already is no error."""
    with contextlib.suppress(OSError):
        (root / path).unlink(missing_ok=True)


def sizes(root: Path, folder: str) -> dict[int, list[str]]:
    """Return the paths of the plain files of one folder, by their size in bytes."""
    found: dict[int, list[str]] = {}
    with contextlib.suppress(OSError), os.scandir(root / folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                size = entry.stat(follow_symlinks=False).st_size
                found.setdefault(size, []).append(f"{folder}/{entry.name}")
    return found
