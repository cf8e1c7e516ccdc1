"""The output folder: it may hold files of other people, and only what is ours is removed."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from broadsheet.disk.roll import ROLL, enrolled
from broadsheet.disk.room import (
    TEMPORARY,
    NoRoomError,
    digest,
    is_utf8,
    no_room_told_apart,
    plain_bytes,
    sweep,
)

_ODD = ("", ".", "..")
# Why a single page cannot have its place, while others can.
_IN_THE_WAY = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG)
_LARGEST_INODE = 2**63 - 1
_PLACEHOLDER = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    b'<meta name="generator" content="Broadsheet">\n<meta name="robots" content="noindex">\n'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    b"<title>Being printed</title>\n</head>\n<body>\n"
    b"<p>This page is being printed. Please come back in a minute.</p>\n</body>\n</html>\n"
)
# What tells people whose a file is: a maker named in its first bytes. A copy says so as well, so
# nothing is removed by it.
_MARKS = (
    b'<meta name="generator" content="broadsheet',
    b"<generator>broadsheet",
    b"<!-- broadsheet",
    b"/* broadsheet",
    b"/*! broadsheet",  # which a minifier keeps
    b"# broadsheet",
    b'"_broadsheet"',
    b"software\0broadsheet",  # in a picture
)
_MARKED_WITHIN = 8192
_LONGEST_ROLL = 1 << 28  # bytes: some millions of files


class Stat(NamedTuple):
    """How a file looks without reading it. `seen_ns` is the clock just before the look."""

    size: int
    mtime_ns: int
    inode: int
    seen_ns: int


@dataclass(slots=True)
class Output:
    """The output folder as it was found, kept up to date with what is done to it."""

    root: Path
    scratch: Path  # where temporary files are made
    files: dict[str, Stat] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)  # never entered, never trusted
    _made: set[str] = field(default_factory=set)
    _plain: dict[str, bool] = field(default_factory=dict)  # folders, and whether they are no links
    _count: int = 0
    _is_ready: bool = False
    _has_model: bool = False

    def hold(self, path: str) -> None:
        """Put a page that says "being printed" at an address where there is nothing yet."""
        try:
            self._make_folder(path)
            self._link_placeholder(path)
        except NoRoomError:
            raise
        except OSError as error:
            if error.errno in _IN_THE_WAY:
                raise
            # Not the fault of this page: go on, and the next ones would have dead links.
            raise NoRoomError(error.errno, error.strerror, f"{self.root}/{path}") from None

    def _link_placeholder(self, path: str) -> None:
        model = self._temporary("placeholder")
        try:
            with no_room_told_apart():
                if not self._has_model:
                    _written(model, _PLACEHOLDER)
                    self._has_model = True
                os.link(model, f"{self.root}/{path}")
        except FileExistsError:
            return
        except NoRoomError:
            raise
        except OSError:  # a file system without links
            self.write(path, _PLACEHOLDER)

    def write(self, path: str, data: bytes) -> Stat:
        """Write a file whole or not at all; raise OSError (NoRoomError: no use to go on)."""
        self._make_folder(path)
        self._count += 1
        temporary = self._temporary(f"{os.getpid()}-{self._count}")
        try:
            with no_room_told_apart():
                found = _written(temporary, data)
                os.replace(temporary, f"{self.root}/{path}")
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
        self.saw(path, found)
        return found

    def saw(self, path: str, found: Stat) -> None:
        """Remember how a file looks that was written, here or by a copy of this process."""
        self.files[path] = found
        self.links.discard(path)

    def look(self, path: str) -> Stat | None:
        """Return how a file looks now; None where there is none."""
        now = time.time_ns()
        try:
            return _stat(os.lstat(f"{self.root}/{path}"), now)
        except OSError:
            return None

    def seek(self, path: str) -> None:
        """Look at one file, in an output of which not everything was looked at."""
        if not self._is_plain(path.rpartition("/")[0]):
            return
        now = time.time_ns()
        with contextlib.suppress(OSError):
            found = os.lstat(f"{self.root}/{path}")
            if stat.S_ISLNK(found.st_mode):
                self.links.add(path)
            elif not stat.S_ISDIR(found.st_mode):
                self.files[path] = _stat(found, now)

    def _is_plain(self, folder: str) -> bool:
        """Whether no folder on the way is a link; those that are, are noted."""
        if folder in self._plain:
            return self._plain[folder]
        is_plain = not folder
        if folder and self._is_plain(folder.rpartition("/")[0]):
            try:
                mode = os.lstat(f"{self.root}/{folder}").st_mode
            except OSError:
                mode = 0
            is_plain = stat.S_ISDIR(mode)
            if stat.S_ISLNK(mode):
                self.links.add(folder)
        self._plain[folder] = is_plain
        return is_plain

    def blank(self, path: str) -> None:
        """Put the placeholder in the place of a page of ours that is about to go."""
        if path.endswith(".html") and path in self.files:
            self.write(path, _PLACEHOLDER)

    def remove(self, path: str) -> None:
        """Remove a file of ours, and the folders that it leaves empty."""
        if self.is_safe(path):
            gone = (FileNotFoundError, IsADirectoryError, NotADirectoryError)
            with no_room_told_apart(), contextlib.suppress(*gone):
                os.unlink(self.root / path)
            self.files.pop(path, None)
            self.links.discard(path)
            self._remove_empty(path)

    def digest(self, path: str) -> str:
        """Return the hash of a file's bytes, "" when it cannot be read or is a link."""
        if path in self.links:
            return ""
        try:
            return digest((self.root / path).read_bytes())
        except OSError:
            return ""

    def enrolled(self) -> frozenset[str]:
        """Return the files of ours as the roll among them says; none where there is no roll."""
        if ROLL in self.links:
            return frozenset()
        try:
            return enrolled(plain_bytes(self.root / ROLL, _LONGEST_ROLL), self.files)
        except OSError:
            return frozenset()

    def is_marked(self, path: str) -> bool:
        """Whether a file names us as its maker."""
        if path in self.links:
            return False
        try:
            head = plain_bytes(self.root / path, _MARKED_WITHIN).lower()
        except OSError:
            return False
        return any(mark in head for mark in _MARKS)

    def is_safe(self, path: str) -> bool:
        """Whether a path stays inside the folder: relative, tidy, through no linked folder."""
        parts = path.split("/")
        if not all(parts) or any(part in (".", "..") or "\0" in part for part in parts):
            return False
        return not any("/".join(parts[:n]) in self.links for n in range(1, len(parts)))

    def _temporary(self, name: str) -> str:
        """Return a path in the scratch folder, which is made when it is first needed."""
        if not self._is_ready:
            with no_room_told_apart():
                self.scratch.mkdir(parents=True, exist_ok=True)
            self._is_ready = True
        return f"{self.scratch}/{TEMPORARY}{name}.tmp"

    def tidy(self) -> None:
        """Leave nothing of ours between the published files but those."""
        if self._has_model:
            with contextlib.suppress(OSError):
                os.unlink(self._temporary("placeholder"))
            self._has_model = False
        if self._is_ready and _is_within(self.scratch, self.root):
            with contextlib.suppress(OSError):
                os.rmdir(self.scratch)
            self._is_ready = False

    def _make_folder(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        if parent in self._made and path.rpartition("/")[2] not in _ODD and "\0" not in path:
            return
        if not self.is_safe(path):
            raise OSError(errno.ELOOP, "it would be written outside the output folder")
        if parent not in self._made:
            try:
                with no_room_told_apart():
                    _make(f"{self.root}/{parent}")
            except NoRoomError:
                raise
            except OSError as error:
                if error.errno not in (errno.EEXIST, errno.ENOTDIR):
                    raise
                raise OSError(error.errno, "a file stands where a folder is needed") from None
            self._made.add(parent)

    def _remove_empty(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        while parent:
            try:
                os.rmdir(self.root / parent)
            except OSError:
                return
            self._made.discard(parent)
            parent = parent.rpartition("/")[0]


def output(root: Path, scratch: Path, only: Iterable[str] | None = None) -> Output:
    """Return the output folder as it is now, made if need be; clear scratch files left over.

    With `only` these files alone are looked at, which takes a fraction of the time. Raises
    OSError where there can be no such folder.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        fault = "a link that leads nowhere" if root.is_symlink() else "a file"
        raise OSError(errno.EEXIST, f"{fault} stands where the folder is needed") from None
    scratch = _usable(scratch, root)
    found = Output(root, scratch)
    if only is None:
        _scan(found, str(root), "")
    else:
        for path in only:
            found.seek(path)
    sweep(scratch)
    if _is_within(scratch, root):
        with contextlib.suppress(OSError):
            os.rmdir(scratch)
    return found


def _is_within(scratch: Path, root: Path) -> bool:
    return scratch.parent == root


def _usable(scratch: Path, root: Path) -> Path:
    """Return a scratch folder on the same file system as the output: files move there whole."""
    with contextlib.suppress(OSError):
        scratch.mkdir(parents=True, exist_ok=True)
        if scratch.stat().st_dev == root.stat().st_dev and os.access(scratch, os.W_OK):
            return scratch
    return root / f"{TEMPORARY}scratch"


def _scan(found: Output, folder: str, prefix: str) -> None:
    """Note every file below a folder. Linked folders are not entered."""
    now = time.time_ns()
    with contextlib.suppress(PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if not is_utf8(path) or path.startswith(TEMPORARY):
                continue
            if entry.is_symlink():
                found.links.add(path)
            elif entry.is_dir(follow_symlinks=False):
                _scan(found, entry.path, f"{path}/")
            else:
                found.files[path] = _stat(entry.stat(follow_symlinks=False), now)


def _make(folder: str) -> None:
    """Make a folder, and those above it, where they are not there yet."""
    try:
        os.mkdir(folder)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    except FileExistsError:
        if not os.path.isdir(folder):
            raise


def _written(path: str, data: bytes) -> Stat:
    """Write a file of our own from beginning to end; plain calls take half of the time of `open`.

    Nothing is flushed to the disk here: after a power cut the next build sees what is altered.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        return _stat(os.fstat(handle), time.time_ns())
    finally:
        os.close(handle)


def _stat(found: os.stat_result, seen_ns: int) -> Stat:
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino & _LARGEST_INODE, seen_ns)
