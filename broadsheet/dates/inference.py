"""The day on which a capture was made, inferred from what its newest items say of themselves.

An item of `14 minutes ago` that opens with `Aug 5 - ...` was written on the day of the capture.
Three kinds of evidence are tried, the surest first: a day in a dateline; a past day in a lede
with its weekday; one weekday that several ledes share. Whatever contradicts itself is no answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .mentions import Partial, mentioned, weekdays
from .resolve import days

OLDEST = dt.timedelta(hours=36)
_FRESH = dt.timedelta(hours=12)
_LEDE = 400
_AGREEING = 3  # items that must share a weekday before it is believed without a date
_FARTHEST = dt.timedelta(days=300)
_DAY = dt.timedelta(days=1)
_YEARS = 6  # how far back a year is sought that gives a day the weekday named beside it

_BEFORE_DATELINE = re.compile(r"[^a-z.!?]{0,12}(?:[^.!?:;]{0,60}[,\s\])(])?[\s(]*")
_SMALL = re.compile(r"\b[a-zà-ÿ]{4,}")
_AFTER_DATELINE = re.compile(r"[.,]?(?:\s?[-–—:/(\[电電]|\s*$)")
_AHEAD = re.compile(
    r"\b(?:will|would|to be|set for|set to|scheduled|slated|until|till|by|from|next|due|expected"
    r"|expects?|deadline|begins?|starting|starts|before|ahead|upcoming|coming|through|plans?"
    r"|planned|hearing|effective|later|could|may be|is to|are to|has until)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:since|last|in|previous|earlier|ago|anniversary|born|dated|after)\b[^.!?,]{0,12}$",
    re.IGNORECASE,
)


class _Item(NamedTuple):
    age: dt.timedelta
    lede: str


class _Sign(NamedTuple):
    """A day an item names, and the day of the capture that follows from it."""

    named: dt.date
    capture: dt.date


class _Calendar(NamedTuple):
    """What is known of the year: the last printed day, else a year to try.

    `slack`: how many days a named weekday may lie behind the day of a dateline.
    """

    floor: dt.date | None
    year: int | None = None
    slack: int = 1


def captured(
    ledes: Sequence[tuple[dt.timedelta, str]],
    printed_days: Sequence[dt.date],
    latest: dt.date | None = None,
) -> dt.date | None:
    """Return the day of the capture, from (age, lede) of items of at most a day and a half.

    The year of a named day is the nearest that brings the capture not before any printed day;
    where no day is printed, the newest up to `latest` in which it has the weekday named.
    None when nothing says the day, or when what says it does not agree.
    """
    fresh = {_Item(age, text[:_LEDE]) for age, text in ledes if dt.timedelta(0) <= age <= OLDEST}
    items = sorted(fresh)
    floor = max(printed_days, default=None)
    if floor is not None or latest is None:
        return _inferred(items, _Calendar(floor))
    years = range(latest.year, latest.year - _YEARS, -1)
    calendars = [_Calendar(None, year, slack) for slack in (0, 1) for year in years]
    days = (_inferred(items, calendar) for calendar in calendars)
    return next((day for day in days if day and day <= latest + _DAY), None)


def _inferred(items: list[_Item], calendar: _Calendar) -> dt.date | None:
    for reading in (_datelines, _past_days):
        if signs := [sign for item in items for sign in reading(item, calendar)]:
            return _agreed(signs)
    return _shared_weekday(items, calendar.floor)


def _agreed(signs: list[_Sign]) -> dt.date | None:
    """Return what the newest item says, unless another names a day well after it."""
    capture = signs[0].capture
    latest = max(sign.named for sign in signs)
    if latest <= capture:
        return capture
    return latest if latest - capture == _DAY else None


def _datelines(item: _Item, calendar: _Calendar) -> Iterator[_Sign]:
    """Yield the sign of a day in the dateline, where no weekday of the lede speaks against it."""
    for partial in mentioned(item.lede)[:1]:
        if not _in_dateline(item.lede, partial):
            continue
        sign = _sign(partial, item.age, calendar)
        named = [weekday for _, weekday in weekdays(item.lede)]
        if sign and _fits(sign.named, partial, named, calendar.slack):
            yield sign


def _in_dateline(lede: str, partial: Partial) -> bool:
    before, after = lede[: partial.position], lede[partial.end : partial.end + 8]
    if not _BEFORE_DATELINE.fullmatch(before) or not _AFTER_DATELINE.match(after):
        return False
    return len(_SMALL.findall(before)) <= 1


def _fits(day: dt.date, partial: Partial, named: list[int], slack: int) -> bool:
    """Tell whether the weekdays named go with the day: that day itself, or `slack` before."""
    if partial.weekday is not None:
        return partial.weekday == day.weekday()
    return not named or any((day.weekday() - weekday) % 7 <= slack for weekday in named)


def _past_days(item: _Item, calendar: _Calendar) -> Iterator[_Sign]:
    """Yield the signs of days that a lede tells of, each confirmed by its weekday."""
    named = {weekday for _, weekday in weekdays(item.lede)}
    for partial in mentioned(item.lede):
        if _elsewhen(item.lede[: partial.position]):
            continue
        sign = _sign(partial, item.age, calendar)
        expected = {partial.weekday} if partial.weekday is not None else named
        if sign and sign.named.weekday() in expected:
            yield sign


def _sign(partial: Partial, age: dt.timedelta, calendar: _Calendar) -> _Sign | None:
    """Return the day in the nearest year that brings the capture not before the floor.

    A dateline may be a day behind the printed days (the zones of the world): that day is forgiven.
    """
    told = partial.year or calendar.year
    if told is None and calendar.floor is None:
        return None
    low = calendar.floor or dt.date.min
    first = told or low.year - 1
    for year in range(first, first + (1 if told else 5)):
        day = partial.in_year(year)
        capture = day + days(age) if day else None
        if day and capture and capture + _DAY >= low:
            near = told or capture - low <= _FARTHEST
            return _Sign(day, max(capture, low)) if near else None
    return None


def _shared_weekday(items: list[_Item], floor: dt.date | None) -> dt.date | None:
    """Return the first day after the printed ones that has the weekday all fresh ledes share."""
    told = Counter(w for item in items if item.age <= _FRESH for w in _first_weekday(item.lede))
    if floor is None or len(told) != 1:
        return None
    weekday, count = next(iter(told.items()))
    if count < _AGREEING:
        return None
    return floor + dt.timedelta(days=(weekday - floor.weekday() - 1) % 7 + 1)


def _first_weekday(lede: str) -> list[int]:
    """Return the first weekday a lede tells of as past, if any, in a list of at most one."""
    told = [weekday for at, weekday in weekdays(lede) if not _elsewhen(lede[:at])]
    return told[:1]


def _elsewhen(before: str) -> bool:
    """Tell whether the words before a day place it ahead, or well behind."""
    return bool(_AHEAD.search(before) or _HISTORY.search(before))
