"""Looks at everything that is watched, from outside: what differs from the last look?"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from broadsheet.disk import is_scratch

_PACE = 1.0  # seconds between two looks, at the least
_SHARE = 0.02  # of a processor that looks may take
_PACE_ALONE = 0.4  # where no events tell of changes
_SHARE_ALONE = 0.1

Sign = tuple[int, ...]


class Eyes:
    """Remembers how the files of some folders looked, and a root's own files."""

    def __init__(self, root: Path, watched: Sequence[Path], ignored: Sequence[Path]) -> None:
        self._root = str(root)
        self._watched = tuple(str(path) for path in watched)
        self._ignored = frozenset(str(path) for path in ignored)
        self._within = tuple(f"{place}{os.sep}" for place in self._watched)
        self._cost = 0.0
        self.folders = 0
        self.apart: set[str] = set()  # files of which no events are expected
        self._seen: dict[str, Sign] = {}
        self.changed()

    def changed(self) -> frozenset[str]:
        """Look; return the files that came, went or look other than at the last look."""
        began = time.thread_time()
        self.folders, self.apart = 0, set()
        now = dict(self._files())
        was, self._seen = self._seen, now
        self._cost = time.thread_time() - began
        return frozenset(path for path, _ in was.items() ^ now.items())

    def pace(self, trusts_events: bool) -> float:
        """Return the seconds from one look to the next."""
        if trusts_events:
            return max(_PACE, self._cost / _SHARE)
        return max(_PACE_ALONE, self._cost / _SHARE_ALONE)

    def _files(self) -> Iterator[tuple[str, Sign]]:
        yield from self._inside(self._root, deep=False)
        for place in self._watched:
            if os.path.isdir(place):
                yield from self._inside(place)
            elif found := self._sign(place):
                if os.path.dirname(place) != self._root:
                    self.apart.add(place)
                yield place, found

    def _inside(self, folder: str, deep: bool = True) -> Iterator[tuple[str, Sign]]:
        """Yield the files of a folder. Folders that are links are not entered."""
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError:
            return
        self.folders += 1
        for entry in entries:
            if is_scratch(entry.name) or entry.name == "__pycache__":
                continue
            if entry.path in self._ignored:
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    yield from self._inside(entry.path)
            elif sign := self._sign(entry.path):
                yield entry.path, sign

    def _sign(self, path: str) -> Sign | None:
        """Return how a file looks, and what a link leads to; None where there is nothing.

        The time of the last change of the inode is part of it, which no program can set back.
        """
        try:
            found = os.lstat(path)
            signs = _facts(found)
            if stat.S_ISLNK(found.st_mode) and not self._is_within(os.path.realpath(path)):
                self.apart.add(path)
                signs += _facts(os.stat(path))
        except OSError:
            return None
        return signs

    def _is_within(self, path: str) -> bool:
        return os.path.dirname(path) == self._root or path.startswith(self._within)


def _facts(found: os.stat_result) -> Sign:
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
