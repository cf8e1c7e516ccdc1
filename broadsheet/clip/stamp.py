"""Time lines: a line that is wholly a time, or an outlet with a time glued to it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from broadsheet import dates
from broadsheet.clip.lines import finished, key
from broadsheet.dates import Printed

LONGEST = 80
# Sites count up to the next unit: a larger number is another reading of the digits, as in
# `Channel 246 days ago`.
_USUAL = {"second": 60, "minute": 60, "hour": 24, "day": 7, "week": 5, "month": 12}
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=4096)
def stamp(text: str, prefixes: tuple[str, ...] = ()) -> Printed | None:
    """Return the time that a whole line prints, after an optional glued word of the site."""
    if len(text) > LONGEST:
        return None
    for prefix in prefixes:
        if text.startswith(prefix):
            printed = dates.printed(text[len(prefix) :].lstrip())
            if printed is not None:
                return printed
    return dates.printed(text)


def glued(text: str, outlets: Collection[str]) -> tuple[str, Printed] | None:
    """Return (outlet, time) of a line such as `Gazette 246 days ago`.

    `outlets` are the keys of known outlets and decide between readings; without one, the
    longest date wins, and the largest count of days, hours or minutes that is still usual.
    """
    if len(text) > LONGEST or finished(text):
        return None
    readings = [(_outlet(prefix), printed) for prefix, printed in dates.glued(text)]
    readings = [(outlet, printed) for outlet, printed in readings if outlet]
    for outlet, printed in readings:
        if key(outlet) in outlets:
            return outlet, printed
    fitting = [(outlet, printed) for outlet, printed in readings if text[len(outlet) :][:1].strip()]
    stated = [reading for reading in fitting if reading[1].age is None]
    usual = [reading for reading in fitting if _usual(reading[1])]
    return next(iter(stated or usual), None)


def _outlet(prefix: str) -> str:
    return prefix.strip(" \t·•|,–—-")


def _usual(printed: Printed) -> bool:
    count = _DIGITS.search(printed.text)
    if count is None:
        return True
    return 0 < int(count[0]) < _USUAL.get(printed.unit or "", 30)


def separated(text: str) -> tuple[str, Printed] | None:
    """Return (name, time) of a line such as `Gazette, 5 Aug 2025` or `Gazette | 2 hours ago`.

    The two must be kept apart by a sign, or by nothing: a blank alone is running text.
    """
    if len(text) > LONGEST or finished(text):
        return None
    readings = [(_outlet(prefix), printed) for prefix, printed in dates.glued(text)]
    fitting = [r for r in readings if r[0] and len(r[0]) <= 40 and len(r[0].split()) <= 5]
    signed = [r for r in fitting if not text[len(r[0]) :].lstrip()[:1].isalnum()]
    return next((r for r in [*signed, *fitting] if r in signed or not _blank_at(text, r[0])), None)


def _blank_at(text: str, outlet: str) -> bool:
    return text[len(outlet)].isspace()
