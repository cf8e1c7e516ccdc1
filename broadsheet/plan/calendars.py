"""A month as a calendar: its weeks from Monday, each day with its edition and how much it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from broadsheet.plan.moments import month_name
from broadsheet.plan.views import Calendar, Cell

_WEEK = 7


def calendar(month: dt.date, editions: Mapping[int, Cell]) -> Calendar:
    """Return the calendar of the month of a day; `editions` are by the day of the month."""
    first = month.replace(day=1)
    days = [editions.get(n) or Cell(n) for n in range(1, _length(first) + 1)]
    before: list[Cell | None] = [None] * first.weekday()
    cells = [*before, *days]
    cells += [None] * (-len(cells) % _WEEK)
    weeks = tuple(tuple(cells[n : n + _WEEK]) for n in range(0, len(cells), _WEEK))
    return Calendar(month_name(month), weeks)


def _length(first: dt.date) -> int:
    """Return the days of a month; the last month of the calendar has one too."""
    if first.month == 12:
        return 31
    return (first.replace(month=first.month + 1) - first).days
