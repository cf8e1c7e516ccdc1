"""When each article is of: its printed time against the time of the capture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet import dates
from broadsheet.dates import Printed
from broadsheet.model import Capture, CapturedBasis, DateBasis, When

_LEDE = 400

Dated = tuple[When | None, DateBasis | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What an article says of its own time."""

    printed: Printed | None
    lede: str
    dateline_day: str | None = None


def captured(
    capture: Capture, told: Sequence[Told], header: Printed | None = None
) -> tuple[When | None, CapturedBasis]:
    """Return when the capture was made: as stated or named, else inferred, else the file's.

    `header` is a date at the page's top that is no article's: a newsletter's own.
    """
    if capture.captured_basis != "file":
        return capture.captured, capture.captured_basis
    ledes = [
        (t.printed.age, t.lede[:_LEDE]) for t in told if t.printed and t.printed.age is not None
    ]
    days = [_day(t.printed.stated) for t in told if t.printed and t.printed.stated is not None]
    latest = _day(capture.captured) if capture.captured else None
    inferred = dates.captured(sorted(ledes), sorted(days), latest)
    if inferred is None and header is not None and header.stated is not None:
        inferred = _day(header.stated)
    return (inferred, "inferred") if inferred else (capture.captured, capture.captured_basis)


def dated(told: Told, capture_time: When | None, basis: CapturedBasis) -> Dated:
    """Return an article's date and what it rests on (None: the capture states it)."""
    if told.printed is not None:
        when = dates.resolved(told.printed, capture_time)
        if when is not None and told.printed.stated is not None:
            return when, None
        if when is not None:
            return when, "inferred" if basis == "inferred" else "relative"
    named = _dateline_date(told.dateline_day, capture_time)
    if named is not None:
        return named
    return (None if capture_time is None else _day(capture_time)), "captured"


def _dateline_date(
    text: str | None, capture_time: When | None
) -> tuple[When, DateBasis | None] | None:
    """Return the day that a dateline names; without a year, the last such day by the capture."""
    for part in dates.mentioned(text or "")[:1]:
        if part.year is not None:
            return _valid(part.year, part.month, part.day, None)
        if capture_time is None:
            return None
        limit = _day(capture_time)
        for year in (limit.year, limit.year - 1):
            found = _valid(year, part.month, part.day, "inferred")
            if found is not None and _day(found[0]) <= limit + dt.timedelta(days=1):
                return found
    return None


def _valid(
    year: int, month: int, day: int, basis: DateBasis | None
) -> tuple[When, DateBasis | None] | None:
    try:
        return dt.date(year, month, day), basis
    except ValueError:
        return None


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when
