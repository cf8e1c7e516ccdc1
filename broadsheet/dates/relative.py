"""Ages as they are printed: `14 minutes ago`, `il y a 3 heures`, `昨天`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from .language import Language
from .languages import AND, JUST_NOW, LANGUAGES, VAGUE
from .words import SECONDS, UNITS, either, plain, units, valued

_GAP = re.compile(r"[ .,]+")
_CLOCK = r"(?:\D{0,9} ?\d{1,2}[:.h]\d\d(?: ?[ap] ?m)?(?: ?uhr| [a-z]{2,4})?)?"


class Age(NamedTuple):
    """How long ago, and the unit that says how exactly that is known."""

    age: dt.timedelta
    unit: str


class _Reader(NamedTuple):
    markers: tuple[str, ...]
    pattern: re.Pattern[str]
    numbers: dict[str, int]
    units: dict[str, tuple[str, int]]


@cache
def _readers() -> tuple[_Reader, ...]:
    return tuple(_reader(language) for language in LANGUAGES)


def _reader(language: Language) -> _Reader:
    numbers = valued(language.numbers) | VAGUE
    named = units(language)
    blank = " " if language.spaced else " ?"
    # A word needs the blank behind it, or `ay ago` would be a year; `un'ora` is the exception.
    number = rf"(\d{{1,3}} ?|(?:{either(numbers)})(?:(?<=')|{blank}))"
    unit = rf"({either(list(named))})"
    branches, markers = [], []
    for template in language.ago:
        before, sign, after = re.split(r"([_*])", plain(template), maxsplit=1)
        first = rf"{number}?{unit}" if sign == "*" else rf"{number}{unit}"
        second = rf"(?:{blank}(?:(?:{'|'.join(AND)}) ?)?{number}{unit})?"
        pieces = (_literal(before, blank), first, second, _literal(after, blank))
        branches.append("".join(pieces))
        markers.append(max((before.strip(), after.strip()), key=len))
    return _Reader(tuple(markers), re.compile("|".join(branches)), numbers, named)


def _literal(text: str, blank: str) -> str:
    return re.escape(text).replace(r"\ ", blank)


@cache
def _whole_days() -> tuple[re.Pattern[str], dict[str, int]]:
    days: dict[str, int] = {}
    for language in LANGUAGES:
        for form, age in valued(language.days).items():
            days.setdefault(form, age)
    return re.compile(rf"({either(days)}){_CLOCK}"), days


@cache
def _just_now() -> frozenset[str]:
    return frozenset(plain(phrase) for phrase in JUST_NOW)


@cache
def markers() -> tuple[str, ...]:
    """Return the words one of which every age has: `ago`, `vor`, `yesterday`."""
    templates = (marker for reader in _readers() for marker in reader.markers)
    return tuple(sorted({*templates, *_whole_days()[1], *_just_now()}))


def age(text: str) -> Age | None:
    """Return the age that the whole of a plain text states, in any language of the table."""
    if text in _just_now():
        return Age(dt.timedelta(0), "minute")
    pattern, days = _whole_days()
    if found := pattern.fullmatch(text):
        # Alone on a line, `Today`, `Heute`, `Hoy`, `Oggi` are as often newspapers.
        is_outlet = days[found[1]] == 0 and found[1] == text
        return None if is_outlet else Age(dt.timedelta(days=days[found[1]]), "day")
    even = _GAP.sub(" ", text.replace("(s)", "s")).strip()
    for reader in _readers():
        if any(marker in even for marker in reader.markers):
            match = reader.pattern.fullmatch(even)
            if match and (read := _read(reader, list(match.groups()))):
                return read
    return None


def _read(reader: _Reader, groups: list[str | None]) -> Age | None:
    """Add up the (number, unit) pairs of the branch that matched."""
    seconds, unit, vague = 0, "", False
    for count, name in zip(groups[::2], groups[1::2], strict=True):
        if name is None:
            continue
        unit, factor = reader.units[name]
        number, known = _counted(count.strip() if count else "1", reader.numbers)
        vague = vague or not known
        seconds += number * factor * SECONDS[unit]
    coarse = vague and UNITS.index(unit) < UNITS.index("day")
    return Age(dt.timedelta(seconds=seconds), "day" if coarse else unit) if unit else None


def _counted(word: str, numbers: dict[str, int]) -> tuple[int, bool]:
    """Return a number, and whether it is one or only "a few"."""
    return (int(word), True) if word.isdigit() else (numbers[word], word not in VAGUE)
