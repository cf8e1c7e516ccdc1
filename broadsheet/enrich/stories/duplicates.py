"""Articles that are one report: a wire's text that several outlets print.

Reports are found by the runs of five words that open them (A. Broder, "On the resemblance and
containment of documents", 1997): the few least hashes of the runs find likely pairs, and the
share of the shorter one's runs that the other holds decides. A teaser is so found with its text.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from broadsheet.enrich.stories.sketch import days
from broadsheet.enrich.stories.told import Told

DAYS = 7.0  # between the same report here and there
_RUN = 5  # words
_OPENING = 30  # words of a text by which it is found
_LEAST = 8  # hashes of its opening that are indexed
_FOUND_BY = 3  # of them that two texts share
_REACH = 50  # earlier texts of a hash that are looked at, the latest
_FEWEST = 15  # runs of a text that can be told for another's
_ENOUGH = 0.8  # share of the shorter one's runs that the longer one holds
_COMPARED = 8  # earlier texts that one is compared with
_WORD = re.compile(r"\w+")
_LETTERS = 4000


class Openings:
    """The openings of the texts so far, each text known by a number."""

    def __init__(self) -> None:
        self._index: dict[int, list[int]] = {}

    def near(self, marks: Iterable[int]) -> dict[int, int]:
        """Return number -> how many of these marks its opening has, of those that have enough."""
        met: Counter[int] = Counter()
        for mark in marks:
            met.update(self._index.get(mark, ())[-_REACH:])
        return {number: count for number, count in met.items() if count >= _FOUND_BY}

    def add(self, number: int, marks: Iterable[int]) -> None:
        for mark in marks:
            self._index.setdefault(mark, []).append(number)


def duplicates(order: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in the order whose articles are one report."""

    @lru_cache(maxsize=256)
    def runs_of(number: int) -> frozenset[int]:
        return runs(order[number].text)

    openings = Openings()
    for number, told in enumerate(order):
        least = marks(told.text)
        met = {n: c for n, c in openings.near(least).items() if _in_time(order[n], told)}
        for other in sorted(met, key=lambda n: (-met[n], -n))[:_COMPARED]:
            if is_one_report(runs_of(other), runs_of(number)):
                yield other, number
                break
        openings.add(number, least)


def is_one_report(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether nearly all that the shorter text says stands in the longer one."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _FEWEST and len(shorter & longer) >= _ENOUGH * len(shorter)


def marks(text: str) -> tuple[int, ...]:
    """Return the hashes by which a text is found; none for one that is too short."""
    opening = _in_a_row(text[: _LETTERS // 4], _OPENING)
    least = sorted({zlib.crc32(" ".join(run).encode()) for run in opening})[:_LEAST]
    return tuple(least) if len(least) == _LEAST else ()


def runs(text: str) -> frozenset[int]:
    """Return a hash of each five words in a row: to count by, they differ from run to run."""
    return frozenset(map(hash, _in_a_row(text)))


def _in_a_row(text: str, most: int | None = None) -> Iterator[tuple[str, ...]]:
    """Return each five words in a row, of the first `most` words."""
    words = _WORD.findall(text[:_LETTERS].casefold())[:most]
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


def _in_time(one: Told, other: Told) -> bool:
    first, second = days(one.date), days(other.date)
    return first is None or second is None or abs(first - second) <= DAYS
