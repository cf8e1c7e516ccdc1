"""The times that a text itself states: weekdays, months, days of a month, the newest year.

Where no date is known they are what tells a second fire in the same street from the first one.
Read by the tables of all languages that dates are printed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.dates.words import lexicon

_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th|er|º)?")
_WEEKDAY = 5  # letters of a weekday, and
_MONTH = 4  # of a month without a day: `Sun`, `Mar` and `may` are other words as well
# What each kind of time is worth where two texts share one, and where both have one and share
# none; fitted on pairs of look-alike events.
_WORTH = {"days": (2.8, 0.0), "months": (0.5, -0.8), "weekdays": (0.8, -1.5)}
_SAME_YEAR, _OTHER_YEAR = 3.0, -0.75


@dataclass(frozen=True, slots=True)
class Times:
    """What a text states, months and weekdays by their numbers; `year` is the newest."""

    weekdays: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    days: frozenset[tuple[int, int]] = frozenset()  # month and day of it
    year: int | None = None


def times(words: Sequence[str]) -> Times:
    """Return the times that the words of a text state."""
    months, weekdays = _words()
    said = [word.lower() for word in words]
    found = [at for at, word in enumerate(said) if word in months]
    days = {(months[said[at]], day) for at in found if (day := _day(said, at))}
    named = {months[said[at]] for at in found if _is_month(words[at])}
    years = [int(word) for word in words if word[0] in "12" and _YEAR.fullmatch(word)]
    return Times(
        frozenset(weekdays[word] for word in said if word in weekdays),
        frozenset(named | {month for month, _ in days}),
        frozenset(days),
        max(years, default=None),
    )


def agreement(one: Times, other: Times) -> float:
    """Return what two texts' times say for one event, or against it; 0 where they say nothing."""
    total = 0.0
    for kind, (shared, apart) in _WORTH.items():
        left, right = getattr(one, kind), getattr(other, kind)
        if left and right:
            total += apart if left.isdisjoint(right) else shared
    if one.year is not None and other.year is not None:
        total += _SAME_YEAR if one.year == other.year else _OTHER_YEAR
    return total


def _day(said: Sequence[str], at: int) -> int:
    """Return the day beside a month: `3 March`, `March 3rd`, `3 de marzo`; 0 without one."""
    before = at - 2 if at > 1 and said[at - 1] in ("de", "of") else at - 1
    for place in (at + 1, before):
        if 0 <= place < len(said) and (found := _DAY.fullmatch(said[place])):
            return int(found[1])
    return 0


def _is_month(word: str) -> bool:
    return word[0].isupper() and len(word) >= _MONTH


@cache
def _words() -> tuple[dict[str, int], dict[str, int]]:
    known = lexicon()
    weekdays = {word: day for word, day in known.weekdays.items() if len(word) >= _WEEKDAY}
    return known.months, weekdays
