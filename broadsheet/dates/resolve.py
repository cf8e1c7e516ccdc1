"""Times made definite: ages against the capture, ISO texts, and dates in file names."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ..model import When
from .lines import Printed
from .zones import zone

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?) ?([Zz]|[+-]\d\d(?::?\d\d)?)?)?"
)
_NAME_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<s>[-_. ]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)"
    r"|(?P<d2>\d\d)(?P<s2>[-_. ])(?P<m2>\d\d)(?P=s2)(?P<y2>(?:19|20)\d\d))"
    r"(?:(?P<t>[Tt_ -]|(?<=\d{8}))(?P<h>\d\d)(?P<c>[-:._h]?)(?P<mi>\d\d)(?:(?P=c)(?P<sec>\d\d))?"
    r"(?P<z>[Zz]|[+-]\d{4})?)?(?!\d)"
)


def resolved(printed: Printed, captured: When | None) -> When | None:
    """Return the time meant, given when the capture was made; None when that is not known.

    Ages in minutes and hours give an instant where the capture time is one; ages from a day on
    give a day, counted in the calendar. A day without a year is the last such day before the
    capture. Against a bare day, half a day and more of age counts as the day before.
    """
    if printed.stated is not None:
        return printed.stated
    if captured is None:
        return None
    today = captured.date() if isinstance(captured, dt.datetime) else captured
    if printed.yearless:
        return _last(*printed.yearless, today)
    if printed.age is None:
        return None
    try:
        return _before(printed.age, printed.unit, captured, today)
    except (OverflowError, ValueError):
        return None


def _before(age: dt.timedelta, unit: str, captured: When, today: dt.date) -> When:
    if unit in ("second", "minute", "hour"):
        if isinstance(captured, dt.datetime):
            return (captured - age).replace(microsecond=0)
        return today - days(age)
    if unit in ("month", "year"):
        months = round(age.days / 30) if unit == "month" else 12 * round(age.days / 365)
        return _months_before(today, months)
    if isinstance(captured, dt.datetime) and age % dt.timedelta(days=1):
        return (captured - age).date()
    return today - days(age)


def days(age: dt.timedelta) -> dt.timedelta:
    """Return an age in whole days, half a day rounded up."""
    return dt.timedelta(days=(age + dt.timedelta(hours=12)) // dt.timedelta(days=1))


def _months_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def _last(month: int, day: int, today: dt.date) -> dt.date | None:
    """Return the latest such day that is not after today; a day's grace for zones ahead."""
    latest = today + dt.timedelta(days=1)
    for year in range(latest.year, latest.year - 9, -1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found <= latest:
            return found
    return None


def iso(text: str, timezone: str) -> When | None:
    """Return the day or instant of an ISO 8601 text; a clock without a zone is in `timezone`."""
    found = _ISO.fullmatch(text.strip()[:64])
    if not found:
        return None
    day, clock, offset = found.groups()
    try:
        if not clock:
            return dt.date.fromisoformat(day)
        when = dt.datetime.fromisoformat(f"{day}T{clock.replace(',', '.')}{(offset or '').upper()}")
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=zone(timezone) or dt.UTC)


def in_name(filename: str, timezone: str) -> When | None:
    """Return the day or time in a file's name, or None where there is none or several differ.

    Known: `x-2025-08-05`, `20250805`, `05-08-2025` (day first), each with an optional time as in
    `T141000Z`, `_1410`, `14-10-00`. A time without a zone is in `timezone`; fourteen digits in a
    row are UTC, as web archives write them.
    """
    found = [_named(match.groupdict(), timezone) for match in _NAME_DATE.finditer(filename[:255])]
    times = [when for when in found if when]
    same = {when.date() if isinstance(when, dt.datetime) else when for when in times}
    return times[0] if len(same) == 1 else None


def _named(parts: dict[str, str | None], timezone: str) -> When | None:
    year, month, day = (int(parts[k] or parts[f"{k}2"] or 0) for k in "ymd")
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    if not parts["h"] or _is_counter(parts):
        return date
    try:
        clock = dt.time(int(parts["h"]), int(parts["mi"] or 0), int(parts["sec"] or 0))
    except ValueError:
        return date
    utc = (parts["z"] or "").upper() == "Z" or parts["t"] == ""
    if parts["z"] and not utc:
        return iso(f"{date}T{clock}{parts['z']}", timezone)
    return dt.datetime.combine(date, clock, dt.UTC if utc else zone(timezone) or dt.UTC)


def _is_counter(parts: dict[str, str | None]) -> bool:
    """Tell whether the digits behind the date are a running number: `2025-08-05-0012`."""
    return parts["t"] in ("-", " ") and not (parts["sec"] or parts["c"]) and bool(parts["s"])
