"""A look at folders from outside: enough to say that nothing in them has changed since the last."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from broadsheet.disk.room import RACY_NS, digest, is_scratch

_SKIPPED = ("__pycache__",)


@dataclass(frozen=True, slots=True)
class Look:
    """How files looked: a hash of all names, sizes, times and inodes.

    `racy` has the hash of the bytes of those that are so young that they may change unseen;
    `files` what each looked like, by its path.
    """

    signs: str
    racy: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict, compare=False)
    words: str = field(default="", compare=False)

    def still(self, before: Look) -> bool:
        """Return whether this look, a later one, shows what was there before."""
        if self.signs != before.signs:
            return False
        return all(_bytes_of(path) == content for path, content in before.racy.items())

    def edited(self, before: Look) -> tuple[str, ...] | None:
        """Return the files whose bytes may be other ones than before, in order.

        None where more than that is different: a file came or went, or another word was said.
        """
        if self.files.keys() != before.files.keys():
            return None
        return self.changed(before)

    def changed(self, before: Look) -> tuple[str, ...] | None:
        """Return the files that came, went, or whose bytes may be other ones, in order.

        None where another word was said.
        """
        if self.words != before.words:
            return None
        every = self.files.items() ^ before.files.items()
        unseen = {p for p, content in before.racy.items() if _bytes_of(p) != content}
        return tuple(sorted({path for path, _ in every} | unseen))


def look(places: Iterable[Path], words: Iterable[str] = ()) -> Look | None:
    """Return how the files and folders look now, with more words that count as well.

    None where outside is not enough: a link leads elsewhere, or something cannot be seen.
    """
    now = time.time_ns()
    said = "\0".join(words)
    signs = blake2b(said.encode("utf-8", "surrogateescape"), digest_size=16)
    racy: dict[str, str] = {}
    files: dict[str, str] = {}
    try:
        for path, found in _files(places):
            files[path] = sign = _sign(found)
            signs.update(f"{path}\0{sign}\n".encode("utf-8", "surrogateescape"))
            if max(found.st_mtime_ns, found.st_ctime_ns) + RACY_NS > now:
                racy[path] = _bytes_of(path)
    except OSError:
        return None
    return Look(signs.hexdigest(), racy, files, said)


def look_again(before: Look, paths: Iterable[str]) -> Look | None:
    """Return the look as it would be now if no files but these had changed since.

    None where one came, went or became a link: then everything is to be looked at.
    """
    now = time.time_ns()
    files, racy = dict(before.files), dict(before.racy)
    try:
        for path in paths:
            found = _plain(path)
            if path not in files:
                return None
            files[path] = _sign(found)
            racy.pop(path, None)
            if max(found.st_mtime_ns, found.st_ctime_ns) + RACY_NS > now:
                racy[path] = _bytes_of(path)
    except OSError:
        return None
    signs = blake2b(before.words.encode("utf-8", "surrogateescape"), digest_size=16)
    for path, sign in files.items():
        signs.update(f"{path}\0{sign}\n".encode("utf-8", "surrogateescape"))
    return Look(signs.hexdigest(), racy, files, before.words)


def without(look: Look, path: str) -> Look:
    """Return the look without one file; its hash of all is left as it was."""
    files = {name: sign for name, sign in look.files.items() if name != path}
    racy = {name: content for name, content in look.racy.items() if name != path}
    return replace(look, files=files, racy=racy)


def _sign(found: os.stat_result) -> str:
    """Return how a file looks; no program can set back the time of its inode's last change."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _files(places: Iterable[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file with its state; raise OSError for a link."""
    for place in places:
        if not os.path.lexists(place):
            continue
        if os.path.isdir(place) and not os.path.islink(place):
            yield from _inside(str(place))
        else:
            yield str(place), _plain(str(place))


def _inside(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if is_scratch(entry.name) or entry.name in _SKIPPED:
            continue
        if entry.is_symlink():
            raise OSError(f"{entry.path} is a link")
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path)
        else:
            yield entry.path, entry.stat(follow_symlinks=False)


def _plain(path: str) -> os.stat_result:
    if os.path.islink(path):
        raise OSError(f"{path} is a link")
    return os.stat(path)


def _bytes_of(path: str) -> str:
    try:
        return digest(Path(path).read_bytes())
    except OSError:
        return ""
