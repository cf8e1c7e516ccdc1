"""How the index lies on disk: segments of time, and in each a file for a share of all terms.

The newest month is a segment of its own; the months before it are one for each year. So a query
asks for few files, a new article touches the small newest segment alone, and an edit in the past
the few files of its year that hold a word which came or went. Files are named by what they
hold: a build that is killed leaves the files that the old manifest names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import groupby
from typing import Any

import orjson

from broadsheet.search import postings
from broadsheet.search.nouns import Entry, IndexFile, Month, Remember, afresh, month

PER_SLOT = 18  # articles: a file of terms then has some 10 KB
MOST_SLOTS = 4096
MARK = {"_broadsheet": 1}  # in every file: it names its maker
NAME = 5  # letters of a name that stand for what the file holds
NOTHING = "-" * NAME
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Segment:
    """Months whose terms share files: `at` is "2025-07" for the newest one, else "2025"."""

    at: str
    slots: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of the index with its address under `/search/`."""

    address: str
    file: IndexFile


def segments(entries: Sequence[Entry]) -> tuple[Segment, ...]:
    """Return the segments of all articles, the newest first; entries come from the oldest on."""
    if not entries:
        return ()
    newest = max(entry.month for entry in entries)
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.month if entry.month == newest else entry.month[:4], []).append(
            entry
        )
    return tuple(_segment(at, groups[at]) for at in sorted(groups, key=_recent))


def _recent(at: str) -> tuple[int, int]:
    """Sort the newest month before its year, and years from the newest on."""
    return -int(at[:4]), -len(at)


def slots_for(articles: int) -> int:
    """Return over how many files the terms of so many articles are spread."""
    slots = 1
    while slots * PER_SLOT < articles and slots < MOST_SLOTS:
        slots *= 2
    return slots


def _segment(at: str, entries: Sequence[Entry]) -> Segment:
    slots = slots_for(len(entries))
    ranked = sorted(entries, key=lambda entry: entry.month)
    months = groupby(ranked, key=lambda entry: entry.month)
    return Segment(at, slots, tuple(month(name, slots, list(group)) for name, group in months))


def short(digest: bytes) -> str:
    """Return the letters that a file's name has of the digest of what it holds."""
    number = int.from_bytes(digest[:4], "big")
    return "".join(_ALPHABET[number >> 5 * n & 31] for n in range(NAME))


def plain(address: str, data: Any) -> tuple[str, Placed]:
    """Return the short name and the file of a small piece of data, its name in its address."""
    made = orjson.dumps(MARK | data)
    digest = blake2b(made, digest_size=16)
    name = short(digest.digest())
    return name, Placed(f"{address}{name}.json", IndexFile(digest.hexdigest(), lambda: made))


class Drawer:
    """The postings of the months of one segment at a time: they are large."""

    version = ""  # where they come from shows in no result

    def __init__(self, remember: Remember = afresh) -> None:
        self.remember = remember
        self._at = ""
        self._held: dict[str, tuple[bytes, ...]] = {}

    def open(self, segment: Segment) -> Callable[[Month], tuple[bytes, ...]]:
        """Return what gives the postings of the segment's months; those of others are let go."""
        if segment.at != self._at:
            self._at = segment.at
            self._held.clear()
        return self

    def __call__(self, month: Month) -> tuple[bytes, ...]:
        if month.name not in self._held:
            self._held[month.name] = self.remember(postings.parts, month)
        return self._held[month.name]


def shards(segment: Segment, drawer: Drawer) -> Iterator[tuple[str, Placed | None]]:
    """Yield the short name and the file of each slot, None for one without terms."""
    supply = drawer.open(segment)
    known = [drawer.remember(postings.digests, month, supply) for month in segment.months]
    for number in range(segment.slots):
        held = b"".join(postings.digest(one, number) for one in known)
        if not any(held):
            yield NOTHING, None
            continue
        digest = blake2b(held, digest_size=16)
        name = short(digest.digest())
        made = partial(_joined, segment, drawer, number)
        placed = Placed(f"{segment.at}/{number}-{name}.json", IndexFile(digest.hexdigest(), made))
        yield name, placed


def _joined(segment: Segment, drawer: Drawer, number: int) -> bytes:
    """Return a slot's terms with their postings of all months, each after the month's mark."""
    supply = drawer.open(segment)
    found: dict[str, str] = {}
    for mark, one in zip(postings.MONTHS, segment.months, strict=False):
        part = supply(one)[number]
        for term, written in (orjson.loads(part) if part else {}).items():
            found[term] = f"{found.get(term, '')}{mark}{written}"
    return orjson.dumps({**MARK, **{term: found[term] for term in sorted(found)}})
