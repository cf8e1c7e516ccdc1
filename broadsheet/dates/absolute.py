"""Dates as they are printed in full, with or without a clock: day first unless none fits."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from ..model import When
from .words import WORD, is_dense, lexicon
from .zones import offset

# Words become single marks, so that one short grammar reads every language: a month is one of
# U+E001 to U+E00C, a weekday one of U+E010 to U+E016, A and P are ante and post meridiem.
_MONTH, _WEEKDAY = 0xE000, 0xE010
_M = "[\ue001-\ue00c]"
_W = "[\ue010-\ue016]"

_DATES = (
    rf"(?P<d>\d{{1,2}})[ ./-]?(?P<m>{_M})[ ./-]?(?P<y>\d{{4}})",
    rf"(?P<m>{_M})[ -]?(?P<d>\d{{1,2}})[ -](?P<y>\d{{4}})",
    rf"(?P<y>\d{{4}})[ ./-]?(?P<m>{_M})[ ./-]?(?P<d>\d{{1,2}})",
    r"(?P<y>\d{4})(?P<p>[-./])(?P<m>\d{1,2})(?P=p)(?P<d>\d{1,2})",
    r"(?P<d>\d{1,2})(?P<q>[-./])(?P<m>\d{1,2})(?P=q)(?P<y>\d{4})",
    rf"(?P<d>\d{{1,2}})[ ./-]?(?P<m>{_M})[ ./-]?'?(?P<y>\d\d)",
    rf"(?P<m>{_M})[ -]?(?P<d>\d{{1,2}}) '(?P<y>\d\d)",
    rf"(?P<d>\d{{1,2}}) ?(?P<m>{_M})",
    rf"(?P<m>{_M}) ?(?P<d>\d{{1,2}})",
)
_CLOCK = (
    r"(?P<b>[AP])? ?(?P<h>\d{1,2})(?:[:.h](?P<mi>\d\d)(?:[:.](?P<s>\d\d)(?:[.,]\d+)?)?)? ?"
    r"(?P<a>[AP])?(?: ?(?P<z>[^\W\d_]{1,5}(?: ?[+-]\d\d?(?::?\d\d)?)?|[+-]\d\d?(?::?\d\d)?))?"
)
_SHAPES = (
    rf"(?:(?P<w>{_W}) ?)?%s(?: ?(?P<v>{_W}))?(?:[ t]{_CLOCK})?",
    rf"{_CLOCK} (?:(?P<w>{_W}) ?)?%s",
)
_CTIME = rf"(?:(?P<w>{_W}) )?(?P<m>{_M}) (?P<d>\d{{1,2}}) {_CLOCK} (?P<y>\d{{4}})"
_WHOLE = (
    *(re.compile(shape % date) for date in _DATES for shape in _SHAPES),
    re.compile(_CTIME),
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)?z")
_GLUED = re.compile(r"[^\W\d_]{2}\d|[^\W\d_th]\d")
_HOURS = r"(?:uhr|hrs?|hs|h|uur|น|बजे)"


def _month_mark(found: re.Match[str]) -> str:
    number = int(found[1])
    return f" {chr(_MONTH + number)}" if 1 <= number <= 12 else found[0]


# What each script, and then every line, is rid of before the grammar sees it, in this order.
_EAST_ASIAN = (
    (re.compile(r"上午|午前|오전"), "A"),
    (re.compile(r"下午|晚上|午後|오후"), "P"),
    (re.compile(r"(\d{4}) ?[年년]"), r"\1 "),
    (re.compile(r"(\d{1,2}) ?[月월]"), _month_mark),
    (re.compile(r"(\d) ?[日号號일]"), r"\1 "),
    (re.compile(r"(\d) ?[時时點点시] ?(\d{1,2}) ?[分분](?: ?\d+ ?[秒초])?"), r"\1:\2 "),
    (re.compile(r"(\d) ?[時时點点시]"), r"\1:00 "),
    (re.compile(r"[(（]([月火水木金土日월화수목금토])[)）]"), " "),
)
_ALL = (
    (re.compile(r"tháng (\d{1,2})"), _month_mark),
    (re.compile(r"(\d) ?([ap])\.? ?m\b\.?"), lambda found: found[1] + found[2].upper()),
    (re.compile(r"\b(\d{1,2}) ?h ?(\d\d)\b"), r"\1:\2"),
    (re.compile(rf"([:.h]\d\d) ?{_HOURS}(?![^\W\d_])"), r"\1"),
    (re.compile(rf"( \d{{1,2}}) ?{_HOURS}(?![^\W_])"), r"\1:00"),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th|er|[ºª°])(?![^\W_])"), ""),
    (re.compile(r"\bthe (?=\d)"), ""),
    (re.compile(r"(\d{4})\. (\d{1,2})\. (\d{1,2})"), r"\1.\2.\3"),
    (re.compile(r"\b(\d{1,2})\. (\d{1,2})\. (\d{4})"), r"\1.\2.\3"),
    (re.compile(r"[()\[\]|·•,–—]|[.-](?= |$)|:$|(?<!\d)/|/(?!\d)"), " "),
)
_DOTS = re.compile(r"(?<=[\ue001-\ue016])\.")
_SPACES = re.compile(r" +")


class Stated(NamedTuple):
    """A date in full, or (`when` None: the year is missing) its month and day."""

    when: When | None
    month: int
    day: int


def stated(text: str) -> Stated | None:
    """Return the date that the whole of a plain text states. Day comes before month.

    A clock with a known zone gives an instant; any other date is a day. Month-first is read only
    where day-first is no date at all, or where the weekday printed beside it settles the matter.
    """
    if compact := _COMPACT.fullmatch(text):
        return _instant([int(part or 0) for part in compact.groups()])
    marked = _marked(text)
    for pattern in _WHOLE:
        if (found := pattern.fullmatch(marked)) and (read := _read(found.groupdict())):
            return read
    return None


def _instant(parts: list[int]) -> Stated | None:
    year, month, day, hour, minute, second = parts
    try:
        when = dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.UTC)
    except ValueError:
        return None
    return Stated(when, month, day) if _day(year, month, day) else None


def _marked(text: str) -> str:
    """Return the text with months, weekdays and meridiems as marks and filling words gone."""
    if any(map(is_dense, text)):
        for pattern, put in _EAST_ASIAN:
            text = pattern.sub(put, text)
    elif _GLUED.search(text.replace("utc", "").replace("gmt", "")):
        return ""  # a word glued to a number: the sort of line that `glued` takes apart
    for pattern, put in _ALL:
        text = pattern.sub(put, text)
    text = _DOTS.sub(" ", _words_marked(text))
    return _SPACES.sub(" ", text).strip(" .:-")


def _words_marked(text: str) -> str:
    months, weekdays, fillers = lexicon()
    for phrase, mark in _phrases():
        text = text.replace(phrase, mark)
    several = sum(word in months for word in WORD.findall(text)) > 1

    def mark_of(found: re.Match[str]) -> str:
        word = found[0]
        # `mar` is March in some languages and Tuesday in others: beside a month it is the day.
        if word in weekdays and (word not in months or several):
            return chr(_WEEKDAY + weekdays[word])
        if word in months:
            return chr(_MONTH + months[word])
        return " " if word in fillers else word

    return WORD.sub(mark_of, text)


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Return the names that are more than one word, or stand without blanks, and their marks."""
    months, weekdays, fillers = lexicon()
    marks = dict.fromkeys(fillers, " ")
    marks |= {word: f" {chr(_WEEKDAY + number)} " for word, number in weekdays.items()}
    marks |= {word: f" {chr(_MONTH + number)} " for word, number in months.items()}
    odd = [word for word in marks if not WORD.fullmatch(word) or is_dense(word[0])]
    return tuple((word, marks[word]) for word in sorted(odd, key=lambda word: (-len(word), word)))


def _read(parts: dict[str, str | None]) -> Stated | None:
    month_text, day = parts["m"] or "", int(parts["d"] or 0)
    month = int(month_text) if month_text.isdigit() else ord(month_text) - _MONTH
    year_text = parts.get("y")
    if not year_text:
        return Stated(None, month, day) if _day(2024, month, day) else None
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    year -= 543 if 2480 <= year <= 2642 else 0  # the Buddhist calendar of Thailand
    date = _day(year, month, day)
    if parts.get("q"):
        date = _settled(date, _day(year, day, month), parts)
    if date is None:
        return None
    when = _timed(date, parts) if parts["h"] else date
    return Stated(when, date.month, date.day) if when else None


def _settled(
    day_first: dt.date | None, month_first: dt.date | None, parts: dict[str, str | None]
) -> dt.date | None:
    """Choose between the readings of `05/08/2025`: only a printed weekday prefers the second."""
    weekday = parts["w"] or parts.get("v")
    if not (day_first and month_first and weekday):
        return day_first or month_first
    named = ord(weekday) - _WEEKDAY
    told = month_first.weekday() == named != day_first.weekday()
    return month_first if told else day_first


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1900 <= year <= 2099 else None
    except ValueError:
        return None


def _timed(date: dt.date, parts: dict[str, str | None]) -> When | None:
    """Return the instant where a clock and a known zone are printed, the day without a zone.

    None when what is printed is no time of day: the line is no date either.
    """
    hour, meridiem = int(parts["h"] or 0), parts["a"] or parts["b"]
    if not (parts["mi"] or meridiem) or (meridiem and not 1 <= hour <= 12):
        return None
    if meridiem:
        hour = hour % 12 + (12 if meridiem == "P" else 0)
    try:
        clock = dt.time(hour, int(parts["mi"] or 0), int(parts["s"] or 0))
    except ValueError:
        return None
    naive = dt.datetime.combine(date, clock)
    zone = offset(parts["z"], naive) if parts["z"] else None
    return naive.replace(tzinfo=zone) if zone else date
