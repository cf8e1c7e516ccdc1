"""When an article of several captures was printed, and when it was changed last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from broadsheet.intake.sighting import Sighting
from broadsheet.model import Clipping, When, chronology


def printed(kin: Sequence[Sighting], known: Clipping) -> Clipping:
    """Return the capture that says when the article was printed first, or `known`.

    Some publishers date an article anew with each change; the earliest day that is stated
    counts, and on that day rather a time than the day alone.
    """
    stated = [one.clipping for one in kin if one.clipping.date and not one.clipping.date_basis]
    return min(stated, key=_earliest, default=known)


def changed(base: Sighting, kin: Sequence[Sighting]) -> When | None:
    """Return when the text was changed last, as declared; of another capture only what surely
    is of this text: it has the same one, or was changed before this one was captured."""
    whens = [base.clipping.updated, *(_known(base, one) for one in kin)]
    return max((when for when in whens if when), key=chronology, default=None)


def _known(base: Sighting, one: Sighting) -> When | None:
    when, seen = one.clipping.updated, base.clipping
    if when is None or one.text == base.text:
        return when
    was_there = seen.captured is not None and seen.captured_basis != "file"
    is_past = was_there and seen.captured and chronology(when) <= chronology(seen.captured)
    return when if is_past and base.clipping.updated is None else None


def _earliest(clipping: Clipping) -> tuple[str, bool, str]:
    when = clipping.date
    if not isinstance(when, dt.datetime):
        return when.isoformat() if when else "9", True, ""
    return when.date().isoformat(), False, chronology(when)
