"""dateparser, for dates in the languages that our own table does not hold.

It is slow and generous, so it sees only short lines that hold one year, one day and a few words,
never reads an age (that would need a clock), and must find the very numbers that are printed.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_SHAPE = re.compile(
    r"(?:[^\W\d]{2,14}[.,]? ){0,2}(?:\d{1,2}\.?[a-z]{0,2} [^\d]{3,24}[ ,.]+\d{4}"
    r"|\d{4}[ .,]+[^\d]{3,24} \d{1,2}|[^\W\d]{3,14}\.? \d{1,2},? \d{4})\.?(?: [^\W\d]{1,5}\.?)?"
)
_SETTINGS = {
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,
    "PARSERS": ["absolute-time"],
    "TIMEZONE": "UTC",
    "RELATIVE_BASE": dt.datetime(2000, 1, 1),
}


@lru_cache(maxsize=4096)
def foreign_day(text: str) -> dt.date | None:
    """Return the day that a plain text of at most 40 characters states in full, or None."""
    if len(text) > 40 or not _SHAPE.fullmatch(text):
        return None
    import dateparser  # slow to load, and most captures never need it

    try:
        found = dateparser.parse(text, settings=_SETTINGS)
    except (ValueError, OverflowError, KeyError, IndexError, TypeError):
        return None
    if found is None:
        return None
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    return found.date() if {found.year, found.day} <= numbers else None
