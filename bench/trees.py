"""What lies in a folder: which files a build wrote, and how two builds differ."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FEEDS = (".atom", ".rss", "feed.json")

Marks = Mapping[str, tuple[int, int, int]]
Digests = Mapping[str, bytes]


def _files(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield os.path.relpath(entry.path, folder), entry


def marks(folder: Path) -> Marks:
    """Return path -> (inode, nanoseconds of its last writing, size), which any writing changes."""
    found = {}
    for name, entry in _files(folder):
        stat = entry.stat()
        found[name] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


def written(before: Marks, after: Marks) -> int:
    """Return how many files were made or written anew, with the same bytes or others."""
    return sum(before.get(name) != mark for name, mark in after.items())


def digests(folder: Path) -> Digests:
    """Return path -> hash of its bytes."""
    return {
        name: hashlib.blake2b(Path(entry.path).read_bytes(), digest_size=16).digest()
        for name, entry in _files(folder)
    }


@dataclass(frozen=True, slots=True)
class Ripple:
    """The files that a build left wrong, against a clean build of the same input."""

    stale: tuple[str, ...]
    missing: tuple[str, ...]
    orphaned: tuple[str, ...]

    def __str__(self) -> str:
        return f"{len(self.stale):,} / {len(self.missing):,} / {len(self.orphaned):,}"


def ripple(left: Digests, clean: Digests) -> Ripple:
    """Return which files are out of date, not there, or there although they should not be."""
    return Ripple(
        stale=tuple(sorted(name for name in left if clean.get(name, left[name]) != left[name])),
        missing=tuple(sorted(clean.keys() - left.keys())),
        orphaned=tuple(sorted(left.keys() - clean.keys())),
    )


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was printed: pages and feeds, and their bytes."""

    pages: int
    page_bytes: int
    feeds: int
    feed_bytes: int
    files: int


def extent(found: Marks) -> Extent:
    """Return how much lies in a printed folder."""
    sizes = {name: size for name, (_, _, size) in found.items()}
    pages = [size for name, size in sizes.items() if name.endswith(".html")]
    feeds = [size for name, size in sizes.items() if name.endswith(FEEDS)]
    return Extent(len(pages), sum(pages), len(feeds), sum(feeds), len(sizes))
