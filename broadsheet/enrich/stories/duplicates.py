"""Articles that are one report: a wire's text that several outlets print.

Reports are found by the runs of five words that open them (A. Broder, "On the resemblance and
containment of documents", 1997): the few least hashes of the runs find likely pairs, and the
share of the shorter one's runs that the other holds decides. A teaser is so found with its text.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from broadsheet.enrich.stories.sketch import days
from broadsheet.enrich.stories.told import Told

_RUN = 5  # words
_OPENING = 30  # words of a text by which it is found
_LEAST = 8  # hashes of its opening that are indexed
_FOUND_BY = 3  # of them that two texts share
_REACH = 50  # earlier texts of a hash that are looked at, the latest
_FEWEST = 15  # runs of a text that can be told for another's
_ENOUGH = 0.8  # share of the shorter one's runs that the longer one holds
_DAYS = 7.0  # between the same report here and there
_COMPARED = 8  # earlier texts that one is compared with
_WORD = re.compile(r"\w+")
_LETTERS = 4000


def duplicates(order: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places in the order whose articles are one report."""

    @lru_cache(maxsize=256)
    def runs(number: int) -> frozenset[int]:
        return _runs(order[number].text)

    index: dict[int, list[int]] = {}
    for number, told in enumerate(order):
        least = sorted(_runs(told.text, _OPENING))[:_LEAST]
        if len(least) < _LEAST:
            continue
        met = Counter(other for mark in least for other in index.get(mark, ())[-_REACH:])
        near = [n for n, count in met.items() if count >= _FOUND_BY and _in_time(order[n], told)]
        for other in sorted(near, key=lambda n: (-met[n], -n))[:_COMPARED]:
            if is_one_report(runs(other), runs(number)):
                yield other, number
                break
        for mark in least:
            index.setdefault(mark, []).append(number)


def is_one_report(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether nearly all that the shorter text says stands in the longer one."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _FEWEST and len(shorter & longer) >= _ENOUGH * len(shorter)


def _runs(text: str, most: int | None = None) -> frozenset[int]:
    words = _WORD.findall(text[:_LETTERS].casefold())[:most]
    return frozenset(
        zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)
    )


def _in_time(one: Told, other: Told) -> bool:
    first, second = days(one.date), days(other.date)
    return first is None or second is None or abs(first - second) <= _DAYS
