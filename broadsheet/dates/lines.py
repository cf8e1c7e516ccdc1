"""Lines that are a time and nothing else, and lines where a time is glued to an outlet."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from ..model import When, chronology
from . import relative
from .absolute import stated
from .foreign import foreign_day
from .languages import MIN_READ
from .words import either, label_pattern, plain, unknown

LONGEST_LINE = 120
_LONGEST_SUFFIX = 64
_YEAR = re.compile(r"(?:19|20)\d\d")
_EDGES = " \t.,:;|·•–—-/"
# `Ellery Times - 2` before `9 July`: the dash parts them, so that the 2 is of the date.
_TORN = re.compile(r"(?:\s[-–—]|[|·•,:])\s*\d+$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A time as it is printed: either `stated`, or an `age`, or a day without its year.

    `unit` is the precision: "second", "minute", "hour", "day", "week", "month" or "year".
    `yearless` is (month, day) of a line such as `29 July`; `resolved` finds its year.
    """

    text: str
    stated: When | None = None
    age: dt.timedelta | None = None
    unit: str = "day"
    yearless: tuple[int, int] | None = None


def printed(line: str) -> Printed | None:
    """Return the time that the whole line states, in any of some thirty languages, or None.

    A label (`Published:`, `Mis à jour le`) may precede it and a reading time may follow it.
    A date with a clock in a known zone is an instant; without one it is a day.
    """
    if len(line) > LONGEST_LINE and len(line := line[: LONGEST_LINE * 4].strip()) > LONGEST_LINE:
        return None
    text, line = plain(line), line.strip()
    strangers = unknown(text)
    return _own(text, line, strangers) or (_foreign(text, line) if strangers == 1 else None)


def _own(text: str, line: str, strangers: int) -> Printed | None:
    """Read a line by our own table; up to two unknown words may be a zone's name, by a year."""
    if not text or (strangers and (strangers > 2 or not _YEAR.search(text))):
        return None
    return _labelled(text, line)


def _labelled(text: str, line: str) -> Printed | None:
    """Read a line of one date, or of several with a label each: the earliest is taken."""
    label, reading_time = _furniture()
    text = reading_time.sub("", text) or " "
    text = text[1:-1] if text[0] + text[-1:] in ("()", "[]") else text
    pieces = [piece for part in label.split(text) if (piece := part.strip(_EDGES))]
    times = [time for piece in pieces[:4] if (time := _bare(piece, line))]
    if not times or len(times) != len(pieces) or len(times) > 3:
        return None
    whens = [time.stated for time in times if time.stated is not None]
    return times[whens.index(min(whens, key=chronology))] if len(whens) == len(times) else times[0]


@cache
def _furniture() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a label before, between or after dates, and of a reading time."""
    word = r"[^\W\d_]"
    label = rf"(?<!{word}){label_pattern()}(?!{word})[ :.|/-]*"
    return re.compile(label), re.compile(rf"[ |·•,–—(-]+\d{{1,3}}[ -]?(?:{either(MIN_READ)})\)?$")


def _bare(text: str, line: str) -> Printed | None:
    if age := relative.age(text):
        return Printed(line, age=age.age, unit=age.unit)
    if not (found := stated(text)):
        return None
    if found.when is None:
        return Printed(line, yearless=(found.month, found.day))
    unit = "minute" if isinstance(found.when, dt.datetime) else "day"
    return Printed(line, stated=found.when, unit=unit)


def _foreign(text: str, line: str) -> Printed | None:
    day = foreign_day(text)
    return Printed(line, stated=day) if day else None


def glued(line: str) -> tuple[tuple[str, Printed], ...]:
    """Return all readings of a line as a prefix with a time after it, the longest time first.

    `News2429-07-2025` is (`News24`, 29 July) and (`News242`, 9 July): whoever knows the outlets
    chooses. The prefix comes without the blanks and dashes that may stand between.
    """
    line = line.strip()
    if not 2 <= len(line) <= LONGEST_LINE:
        return ()
    if not _sign_of_time().search(plain(line[-_LONGEST_SUFFIX:])):
        return ()
    readings = []
    for start in range(max(1, len(line) - _LONGEST_SUFFIX), len(line)):
        if not line[start].isalnum():
            continue
        prefix = line[:start].rstrip(_EDGES)
        if not _LETTER.search(prefix) or _TORN.search(prefix) or _is_adverb(line, start, prefix):
            continue
        suffix = line[start:]
        time = _own(text := plain(suffix), suffix, unknown(text))
        if time and not time.yearless and (time.age is not None or not _is_torn_word(line, start)):
            readings.append((prefix, time))
    return tuple(readings)


def _is_adverb(line: str, start: int, prefix: str) -> bool:
    """Tell whether one word stands apart at the end, as in `Why the ferry is late today`."""
    return line[start:].isalpha() and line[:start] != prefix and line[:start].rstrip() == prefix


@cache
def _sign_of_time() -> re.Pattern[str]:
    """Return a pattern for what a year, an age or a day cannot do without."""
    return re.compile(rf"{_YEAR.pattern}|(?:{either(relative.markers())})(?![^\W\d_])")


def _is_torn_word(line: str, start: int) -> bool:
    """Tell whether a small letter follows a letter: `Versi` before `on 29 July 2025`."""
    return line[start].islower() and line[start - 1].isalpha()
