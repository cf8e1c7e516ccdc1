"""Lines that are a time of day and nothing else: `22:24 Uhr`, `12.52pm BST`, `14h32`."""

from __future__ import annotations

import datetime as dt
import re

from .lines import Printed
from .words import plain
from .zones import offset

_CLOCK = re.compile(
    r"(?:at |um |à |a las |alle |om |kl\.? ?)?"
    r"(?P<h>\d{1,2})(?P<c>[:.h])(?P<mi>\d\d)(?::\d\d)?"
    r"(?P<a> ?[ap]\.? ?m\.?)?(?P<u> ?(?:uhr|hrs|hours|h|ore|uur))?(?:,? \(?(?P<z>[a-z]{1,5})\)?)?"
)
_ANY = dt.datetime(2000, 1, 1)


def clock(line: str) -> Printed | None:
    """Return the time of day that a whole line prints: it tells an order, and no day.

    A point between two numbers needs more to make it a time: `12.52pm`, not `12.52`.
    """
    line = line.strip()
    found = _CLOCK.fullmatch(plain(line)) if len(line) <= 40 else None
    if found is None or int(found["h"]) > 23 or int(found["mi"]) > 59:
        return None
    if found["z"] and offset(found["z"], _ANY) is None:
        return None
    sure = found["c"] != "." or found["a"] or found["u"] or found["z"]
    return Printed(line, unit="minute") if sure else None
