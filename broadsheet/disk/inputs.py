"""Inputs: they belong to people. Read, never through a link that leads out; written with care."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from broadsheet.disk.room import (
    RACY_NS,
    TEMPORARY,
    is_scratch,
    is_utf8,
    no_room_told_apart,
    plain_bytes,
    plain_stream,
)
from broadsheet.errors import InputError, Problem

TEXT_LIMIT = 5_000_000
_DEPTH = 32


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
        if is_scratch(entry.name):
            continue
        path = f"{prefix}/{entry.name}"
        if fault := _name_fault(entry.name):
            problems.append(Problem(ascii(path)[1:-1], fault, hint="give it another name"))
        elif not entry.is_dir(follow_symlinks=False):
            yield path, entry
        elif depth < _DEPTH:
            yield from _entries(folder / entry.name, path, depth + 1, problems)
        else:
            problems.append(Problem(path, f"lies deeper than {_DEPTH} folders"))


def _name_fault(name: str) -> str:
    """Return why nobody could be told of a file of this name, or ""."""
    if not is_utf8(name):
        return "the name of the file is not UTF-8"
    odd = any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in name)
    return "the name of the file holds a control character" if odd else ""


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
        return plain_bytes(root / path, limit + 1)
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


def opened(root: Path, path: str) -> BinaryIO:
    """Return a plain file to be read piece by piece; raise InputError."""
    try:
        return plain_stream(root / path)
    except OSError as error:
        raise InputError(Problem(path, f"cannot be read: {error.strerror}")) from None


def sign(root: Path, path: str) -> tuple[int, str]:
    """Return a file's size and how it looks from outside; raise InputError.

    The look is "" for a file so young that it may change and look the same.
    """
    try:
        found = (root / path).stat()
    except OSError as error:
        raise InputError(Problem(path, f"cannot be read: {error.strerror}")) from None
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    looks = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    return found.st_size, looks if newest + RACY_NS <= time.time_ns() else ""


def modified(root: Path, path: str) -> dt.datetime:
    """Return the time of the last change of a file, in UTC, to the second; raise InputError."""
    try:
        seconds = int((root / path).stat().st_mtime)
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OSError, OverflowError, ValueError) as error:
        raise InputError(Problem(path, f"has no usable time: {error}")) from None


def exists(root: Path, path: str) -> bool:
    return (root / path).is_file()


def put(root: Path, path: str, data: str, was: str | None) -> bool:
    """Write a text among the inputs, whole or not at all; return whether it was written.

    `was` is the text that the file held when it was read, None for a file that was not there:
    when someone has changed it since, their version stays. Raises OSError, NoRoomError when it
    is no use to go on with other files.
    """
    file = root / path
    with no_room_told_apart():
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary = _beside(root, file)
        try:
            temporary.write_bytes(data.encode())
            if was is None:
                return _put_new(temporary, file)
            if file.is_symlink() or text(root, path, len(was) * 4 + 4) != was:
                return False
            os.replace(temporary, file)
            return True
        except InputError:
            return False
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _beside(root: Path, file: Path) -> Path:
    """Return a temporary name on the file's own file system, out of people's sight if possible."""
    name = f"{TEMPORARY}{os.getpid()}.tmp"
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


def copied(source: Path, target: Path, prefix: str) -> list[str]:
    """Copy a tree into a folder that is not there yet; return the names, with a prefix."""
    shutil.copytree(source, target, symlinks=True)
    files = (file.relative_to(target) for file in target.rglob("*") if file.is_file())
    return sorted(f"{prefix}{file.as_posix()}" for file in files)
