"""Dates as a page shows them, and as feeds want them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from broadsheet.model import When
from broadsheet.plan.views import Moment

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def moment(when: When, basis: str | None = None) -> Moment:
    """Return a date to show; the clock in the date's own zone, "" when only the day is known."""
    day = when.date() if isinstance(when, dt.datetime) else when
    text = f"{day.day} {month_name(day)}"
    return Moment(iso=when.isoformat(), text=text, clock=_clock(when), basis=basis or "")


def _clock(when: When) -> str:
    if not isinstance(when, dt.datetime):
        return ""
    clock = f"{when.hour:02}:{when.minute:02}"
    if when.tzinfo is dt.UTC:  # as most are; to ask for the name of a zone takes longer
        return f"{clock} UTC"
    zone = when.strftime("%z")
    return f"{clock} UTC" if zone in ("", "+0000") else f"{clock} {zone[:3]}:{zone[3:5]}"


def month_name(day: dt.date) -> str:
    """Return "July 2025"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def month(day: dt.date) -> Moment:
    return Moment(iso=f"{day.year:04}-{day.month:02}", text=month_name(day))


def instant(when: When, timezone: str) -> str:
    """Return ISO 8601 with a zone: a bare day begins at midnight in the site's time zone."""
    if isinstance(when, dt.datetime):
        return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).isoformat()
    return dt.datetime.combine(when, dt.time(), zone(timezone)).isoformat()


def zone(timezone: str) -> dt.tzinfo:
    """Return the zone of that name; UTC where the machine does not know it."""
    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        return dt.UTC
