"""One text at several outlets: the report of a wire, or of a paper that lends its own.

Two clippings of two outlets are one report when nearly all that the shorter one says stands in
the longer one, within a week. What only looks like it stays apart: a formula filled with other
names and figures, a live blog, a brief beside a long report, a notice that stands for a text.
Where in doubt two files are better than one: nothing is lost, and they are one story anyway.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.enrich.stories.duplicates import DAYS, Openings, is_one_report, marks, runs
from broadsheet.intake.likeness import same_outlet
from broadsheet.text import words

_COMPARED = 8  # texts that one is compared with, those that open most like it
_LOST = 10  # one in so many of the shorter text's names, and of its figures, may be missing
_HALF = 0.5  # of the longer text: a shorter one must have the same headline
_SHORT = 60  # runs of words; the headline of a shorter text must have to do with it
_LETTERS = 4000
_WORD = re.compile(r"\w+")
_LIVE = re.compile(
    r"^\W*live\b|\blive\W*$|\blive[ -]?(?:updates?|blog|ticker|coverage|reporting)\b"
    r"|\bas it happened\b|\bminute by minute\b|\ben direct\b|\ben directo\b|\bao vivo\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A text as one outlet printed it; `day` is None where no capture or outlet states it."""

    title: str
    text: str
    source: str | None
    day: dt.date | None


class Copies:
    """The tellings so far, each of an article that is known by a number."""

    def __init__(self) -> None:
        self._openings = Openings()
        self._tellings: list[tuple[int, Telling]] = []

    def add(self, number: int, telling: Telling) -> None:
        if telling.text:
            self._openings.add(len(self._tellings), marks(telling.text))
            self._tellings.append((number, telling))

    def best(self, telling: Telling, allowed: Callable[[int], bool]) -> int | None:
        """Return the article that this is a copy of: the likest, of equal ones the first."""
        met = self._openings.near(marks(telling.text))
        ours = {number for number in {self._tellings[at][0] for at in met} if allowed(number)}
        near = [at for at in met if self._tellings[at][0] in ours]
        ranked = sorted(near, key=lambda at: (-met[at], at))[:_COMPARED]
        found = [(-likeness(telling, self._tellings[at][1]), at) for at in ranked]
        score, at = min(found, default=(0.0, 0))
        return self._tellings[at][0] if score < 0 else None


def likeness(one: Telling, other: Telling) -> float:
    """Return how like two tellings of one report are, up to 1; 0 where they are not one."""
    may_be_one = (
        one.source
        and other.source
        and not same_outlet(one.source, other.source)
        and are_near(one.day, other.day)
        and not (_LIVE.search(one.title[:400]) or _LIVE.search(other.title[:400]))
    )
    if not may_be_one:
        return 0.0
    shorter, longer = sorted((one, other), key=lambda telling: len(_runs(telling.text)))
    few, many = _runs(shorter.text), _runs(longer.text)
    if not is_one_report(few, many) or not _says_the_same(shorter, longer):
        return 0.0
    return len(few & many) / len(few | many)


def are_near(one: dt.date | None, other: dt.date | None) -> bool:
    """Return whether two days are near enough for a text to be printed here and there."""
    return one is None or other is None or abs((one - other).days) <= DAYS


def _says_the_same(shorter: Telling, longer: Telling) -> bool:
    if len(_runs(shorter.text)) < _HALF * len(_runs(longer.text)):
        return _topic(shorter.title) == _topic(longer.title) and _has_facts(shorter, longer)
    if len(_runs(shorter.text)) < _SHORT and not _is_headed(shorter, longer):
        return False
    return _has_facts(shorter, longer)


def _has_facts(shorter: Telling, longer: Telling) -> bool:
    """Return whether the longer text has the names and figures of the shorter one."""
    said = _WORD.findall(shorter.text[:_LETTERS])
    names = {word.casefold() for word in said if word[0].isupper()}
    figures = {word.casefold() for word in said if any(map(str.isdigit, word))}
    known = _words(longer.text)
    return all(len(facts - known) <= len(facts) // _LOST for facts in (names, figures))


def _is_headed(one: Telling, other: Telling) -> bool:
    """Return whether two headlines share a word, or each has one with its own text."""
    if _topic(one.title) & _topic(other.title):
        return True
    return all(_topic(telling.title) & _words(telling.text) for telling in (one, other))


def _topic(title: str) -> frozenset[str]:
    return frozenset(word for word in words(title[:400]) if len(word) > 3)


@lru_cache(maxsize=256)
def _runs(text: str) -> frozenset[int]:
    return runs(text)


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text[: 2 * _LETTERS].casefold()))
