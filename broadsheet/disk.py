"""The only room that touches files: read, write atomically, prune.

Two folders are told apart. *Inputs* belong to people: they are read, never through a link that
leads out of the folder, and a file there is replaced only while it still holds what was read.
The *output* folder may hold files of other people as well: only what is ours is removed there.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from broadsheet.errors import InputError, Problem

TEXT_LIMIT = 5_000_000
_LARGEST_INODE = 2**63 - 1
_DEPTH = 32
_TEMPORARY = ".broadsheet-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_PLACEHOLDER = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    b'<meta name="generator" content="Broadsheet">\n<meta name="robots" content="noindex">\n'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    b"<title>Being printed</title>\n</head>\n<body>\n"
    b"<p>This page is being printed. Please come back in a minute.</p>\n</body>\n</html>\n"
)
# What shows that a file is ours when the ledger is lost: a generator named in its first bytes.
_MARKS = (
    b'<meta name="generator" content="broadsheet',
    b"<generator>broadsheet",
    b"<!-- broadsheet",
    b"/* broadsheet",
    b"# broadsheet",
    b'"_broadsheet"',
)
_MARKED_WITHIN = 8192


class NoRoomError(OSError):
    """The disk is full or may not be written: nothing more can be published."""


@dataclass(frozen=True, slots=True)
class Stat:
    """How a file looks without reading it. `seen_ns` is the clock just before the look."""

    size: int
    mtime_ns: int
    inode: int
    seen_ns: int


# ---- inputs ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listing:
    """The files under an input folder, sorted, and what cannot be read there."""

    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def listing(root: Path, folder: str) -> Listing:
    """Return the files under `root/folder`, their paths relative to root.

    Hidden files, editors' backups and scratch files are passed over. A linked folder is not
    entered, and a link that leads out of the folder is a problem.
    """
    paths: list[str] = []
    problems: list[Problem] = []
    top = root / folder
    inside = os.path.realpath(top)
    for path, entry in _entries(top, folder, 0, problems):
        fault = _fault(entry, inside)
        if fault:
            problems.append(Problem(path, fault, hint="put the file itself there"))
        elif not entry.is_dir():
            paths.append(path)
    return Listing(tuple(sorted(paths)), tuple(sorted(problems)))


def _entries(
    folder: Path, prefix: str, depth: int, problems: list[Problem]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        problems.append(Problem(prefix, f"cannot be listed: {error.strerror}"))
        return
    for entry in found:
        if _is_scratch(entry.name):
            continue
        path = f"{prefix}/{entry.name}"
        if not _is_utf8(path):
            problems.append(Problem(ascii(path)[1:-1], "the name of the file is not UTF-8"))
        elif not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif depth < _DEPTH:
            yield from _entries(folder / entry.name, path, depth + 1, problems)
        else:
            problems.append(Problem(path, f"lies deeper than {_DEPTH} folders"))


def _is_scratch(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".part"))


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fault(entry: os.DirEntry[str], inside: str) -> str:
    """Return why an entry that is no plain folder must not be read, or ""."""
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if os.path.commonpath([target, inside]) != inside:
            return "is a link that leads out of the folder"
        if os.path.isdir(target):
            return "is a link to a folder, which is not followed"
        if not os.path.isfile(target):
            return "is a link that leads nowhere"
    return "" if entry.is_file() else "is not a plain file"


def read(root: Path, path: str, limit: int = TEXT_LIMIT) -> bytes:
    """Return the bytes of an input, at most limit + 1 of them; raise InputError."""
    try:
        return _bytes(root / path, limit + 1)
    except OSError as error:
        raise InputError(Problem(path, f"cannot be read: {error.strerror}")) from None


def text(root: Path, path: str, limit: int = TEXT_LIMIT) -> str:
    """Return a UTF-8 file as text with plain line ends; raise InputError."""
    data = read(root, path, limit)
    if len(data) > limit:
        raise InputError(Problem(path, f"is larger than {limit // 1_000_000} MB"))
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            Problem(path, "is not UTF-8 text", line, hint="save it as UTF-8")
        ) from None
    return found.replace("\r\n", "\n").replace("\r", "\n")


def modified(root: Path, path: str) -> dt.datetime:
    """Return the time of the last change of a file, in UTC, to the second; raise InputError."""
    try:
        seconds = int((root / path).stat().st_mtime)
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OSError, OverflowError, ValueError) as error:
        raise InputError(Problem(path, f"has no usable time: {error}")) from None


def exists(root: Path, path: str) -> bool:
    return (root / path).is_file()


def _bytes(file: Path, limit: int) -> bytes:
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file")
        return stream.read(limit)


def put(root: Path, path: str, data: str, was: str | None) -> bool:
    """Write a text among the inputs, whole or not at all; return whether it was written.

    `was` is the text that the file held when it was read, None for a file that was not there:
    when someone has changed it since, their version stays.
    """
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = _beside(root, file)
    temporary.write_bytes(data.encode())
    try:
        if was is None:
            return _put_new(temporary, file)
        if file.is_symlink() or text(root, path, len(was) * 4 + 4) != was:
            return False
        os.replace(temporary, file)
        return True
    except InputError:
        return False
    finally:
        temporary.unlink(missing_ok=True)


def _beside(root: Path, file: Path) -> Path:
    """Return a temporary name on the file's own file system, out of people's sight if possible."""
    name = f"{_TEMPORARY}{os.getpid()}.tmp"
    hidden = root / ".broadsheet"
    if hidden.is_dir() and hidden.stat().st_dev == file.parent.stat().st_dev:
        return hidden / name
    return file.with_name(name)


def _put_new(temporary: Path, file: Path) -> bool:
    try:
        os.link(temporary, file)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if file.exists():
            return False
        os.replace(temporary, file)
    return True


# ---- the output ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Output:
    """The output folder as it was found, kept up to date with what is done to it."""

    root: Path
    scratch: Path  # where temporary files are made
    files: dict[str, Stat] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)  # never entered, never trusted
    _made: set[str] = field(default_factory=set)
    _count: int = 0

    def hold(self, path: str) -> None:
        """Put a page that says "being printed" at an address where there is nothing yet."""
        model = self.scratch / "placeholder.html"
        self._make_folder(path)
        try:
            if not model.exists():
                model.write_bytes(_PLACEHOLDER)
            os.link(model, self.root / path)
        except FileExistsError:
            return
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise NoRoomError(error.errno, error.strerror) from None
            self.write(path, _PLACEHOLDER)

    def write(self, path: str, data: bytes) -> Stat:
        """Write a file whole or not at all; raise OSError (NoRoomError: no use to go on)."""
        self._make_folder(path)
        self._count += 1
        temporary = self.scratch / f"{_TEMPORARY}{os.getpid()}-{self._count}.tmp"
        try:
            temporary.write_bytes(data)
            self.files[path] = found = _stat(os.stat(temporary), time.time_ns())
            os.replace(temporary, self.root / path)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            if error.errno in _NO_ROOM:
                raise NoRoomError(error.errno, error.strerror) from None
            raise
        self.links.discard(path)
        return found

    def remove(self, path: str) -> None:
        """Remove a file of ours, and the folders that it leaves empty."""
        if self.is_safe(path):
            with contextlib.suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
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

    def is_marked(self, path: str) -> bool:
        """Whether a file names us as its maker."""
        if path in self.links:
            return False
        try:
            head = _bytes(self.root / path, _MARKED_WITHIN).lower()
        except OSError:
            return False
        return any(mark in head for mark in _MARKS)

    def is_safe(self, path: str) -> bool:
        """Whether a path stays inside the folder: relative, tidy, through no linked folder."""
        parts = path.split("/")
        if not all(parts) or any(part in (".", "..") or "\0" in part for part in parts):
            return False
        return not any("/".join(parts[:n]) in self.links for n in range(1, len(parts)))

    def _make_folder(self, path: str) -> None:
        if not self.is_safe(path):
            raise OSError(errno.ELOOP, "it would be written outside the output folder")
        parent = path.rpartition("/")[0]
        if parent not in self._made:
            try:
                (self.root / parent).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                if error.errno in _NO_ROOM:
                    raise NoRoomError(error.errno, error.strerror) from None
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


def output(root: Path, scratch: Path) -> Output:
    """Return the output folder as it is now, made if need be; clear scratch files left over."""
    root.mkdir(parents=True, exist_ok=True)
    scratch = _usable(scratch, root)
    found = Output(root, scratch)
    _scan(found, str(root), "")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(exist_ok=True)
    return found


def _usable(scratch: Path, root: Path) -> Path:
    """Return a scratch folder on the same file system as the output: files move there whole."""
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        if scratch.stat().st_dev == root.stat().st_dev and os.access(scratch, os.W_OK):
            return scratch
    except OSError:
        pass
    return root / f"{_TEMPORARY}scratch"


def _scan(found: Output, folder: str, prefix: str) -> None:
    """Note every file below a folder. Linked folders are not entered."""
    now = time.time_ns()
    with contextlib.suppress(PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if not _is_utf8(path) or path.startswith(_TEMPORARY):
                continue
            if entry.is_symlink():
                found.links.add(path)
            elif entry.is_dir(follow_symlinks=False):
                _scan(found, entry.path, f"{path}/")
            else:
                found.files[path] = _stat(entry.stat(follow_symlinks=False), now)


def _stat(found: os.stat_result, seen_ns: int) -> Stat:
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino & _LARGEST_INODE, seen_ns)


def digest(data: bytes) -> str:
    """Return the hash that tells one content from another."""
    return blake2b(data, digest_size=16).hexdigest()


def copied(source: Path, target: Path, prefix: str) -> list[str]:
    """Copy a tree into a folder that is not there yet; return the names, with a prefix."""
    shutil.copytree(source, target, symlinks=True)
    files = (file.relative_to(target) for file in target.rglob("*") if file.is_file())
    return sorted(f"{prefix}{file.as_posix()}" for file in files)
