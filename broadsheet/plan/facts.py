"""The figures and dates that a text states, in a form that can be compared.

Made to be careful: whether two texts state the same figure is answered with yes in doubt, so that
what is called one report's alone is. `1,200`, `1200` and `1.2 thousand` are one figure, and so
are `twelve` and `12`, `5 pm` and `17:00`. Months and number words are read in English only.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_WORDS = {word: n for n, word in enumerate(_ONES.split(), 1)}
_WORDS |= {"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "dozen": 12}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_TENS |= {"eighty": 80, "ninety": 90}
_TIMES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_TIMES |= {"m": 1e6, "bn": 1e9}
_NUMERALS = {**_WORDS, **_TENS}
_OPENERS = {word: re.compile(rf"\b{word}\b", re.IGNORECASE) for word in (*_NUMERALS, *_MONTHS)}


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTH = "|".join(_MONTHS)
_TENS_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES.split()[:9])}))?"
_FACT = re.compile(
    rf"""(?:
    (?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ](?P<month>{_MONTH})\b(?:[ ]\d{{4}}\b)?
    |(?P<month2>{_MONTH})[ ](?P<day2>\d{{1,2}})\b(?:,[ ]\d{{4}}\b)?
    |(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?
        (?:[ ]?(?P<half>[ap])\.?m\b(?:(?<=\.m)\.)?|(?<=:\d\d))
    |(?P<year>(?:19|20)\d\d)(?![\d.,]\d|[ ]?%)\b
    |(?P<digits>\d{{1,3}}(?:[,.\u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d{{1,15}}(?:[.,]\d{{1,6}})?)
    |(?P<word>{_TENS_WORD}|{"|".join(_WORDS)})\b
    )(?:[- ]?(?P<times>{"|".join(_TIMES)})\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w{2,}")
_TYPOGRAPHIC = "’‘“”–—…\u00a0"
_ASCII_WORDS = bytes(n if n < 128 and re.match(r"\w", chr(n)) else 32 for n in range(256))
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_PART = re.compile(r"(?=[- ])")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_BEFORE = re.compile(r"(?<![^\s(“\"'–—-])[$€£¥]$")
_UNIT = re.compile(r"(?:%|[ ](?:per[ ]cent|percent)\b)|((?:[- ][^\W\d_]{2,24}(?!\.\w)){1,2})")
_NO_UNIT = _listed(
    """
    a about after ago all also although an and are as at back because been before being between but
    by came could did do does during each every except first followed for former from got had has
    have he her him his how i if in into is it its just last later left less made may might more
    most must near next no not now of off on once only or other others out over past people's per
    said says she should since so some still such than that the their them then there these they
    this those though through to took under until up upon voted was we were what when where whether
    which while who whose will with within without would yet you your
    """
)
_DIGIT = re.compile(r"\d(?<!\w\d)")
_DASHES = frozenset("-–/")
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_LARGE = 1000  # a number that is worth to be shown though nothing says of what
_TOO_SMALL = 3  # below it, a word is no figure to compare: "one of them"

Kind = Literal["figure", "date"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or date as it is written, with the values that it may stand for."""

    kind: Kind
    text: str
    values: frozenset[str]
    at: int  # where it begins, in code points
    telling: bool  # worth to be shown; what is not counts as stated all the same


def words(text: str) -> frozenset[str]:
    """Return the words of a text, case folded; none of a single letter."""
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
    if text.isascii():  # half the time that the pattern takes
        return frozenset(text.lower().encode().translate(_ASCII_WORDS).decode().split()) - _LETTERS
    return frozenset(_WORD.findall(text.casefold()))


def facts(text: str, words: frozenset[str]) -> Iterator[Fact]:
    """Yield the figures and dates of a text with these `words`, in order."""
    for found in _written(text, words):
        if found["month"] or found["month2"]:
            day, month = found["day"] or found["day2"], found["month"] or found["month2"]
            yield _fact("date", found, {f"{int(day)} {month.lower()}"})
        elif found["hour"] and (found["half"] or found["minute"]):
            clock = f"{int(found['hour']) % 12}:{found['minute'] or '00'}"
            hour = found["hour"] + (f".{found['minute']}" if found["minute"] else "")
            yield _fact("date", found, {clock, *map(_shown, _values(hour))})
        elif found["year"] and not found["times"]:
            yield _fact("date", found, {found["year"]})
        else:
            yield _figure(text, found)


def _written(text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """Yield what may be a fact: it is tried only where a digit or a word begins that can be one."""
    end = 0
    for at in _beginnings(text, words):
        if at >= end and (found := _FACT.match(text, at)):
            end = found.end()
            yield found


def _beginnings(text: str, words: frozenset[str]) -> Iterable[int]:
    """Return where a fact may begin, in order; most texts hold few of the words that open one."""
    digits = [found.start() for found in _DIGIT.finditer(text)]
    openers = words & _OPENERS.keys()
    if not openers:
        return digits
    return sorted(digits + [at for word in openers for at in _places(text, word)])


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a word begins, or what begins with it: `_FACT` looks closer."""
    if not text.isascii():
        yield from (found.start() for found in _OPENERS[word].finditer(text))
        return
    lower = text.lower()  # a fifth of the time that the pattern takes
    at = lower.find(word)
    while at >= 0:
        end = at + len(word)
        if not (_is_letter(lower[at - 1 : at]) or _is_letter(lower[end : end + 1])):
            yield at
        at = lower.find(word, end)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def days(text: str, written: dt.date) -> frozenset[str]:
    """Return the days that a text of that day may mean by words: by "Tuesday" or "yesterday"."""
    near = [written.toordinal() + n for n in range(-7, 8)]
    told = text.casefold()
    named = {n for n, weekday in enumerate(_WEEKDAYS) if weekday in told}
    meant = (
        dt.date.fromordinal(n)
        for n in near
        if 0 < n <= dt.date.max.toordinal()
        and (abs(n - written.toordinal()) < 2 or (n - 1) % 7 in named)
    )
    return frozenset(f"{day.day} {_MONTHS[day.month - 1]}" for day in meant)


def _fact(kind: Kind, found: re.Match[str], values: set[str]) -> Fact:
    return Fact(kind, found[0], frozenset(values), found.start(), telling=True)


def _figure(text: str, found: re.Match[str]) -> Fact:
    written = found["digits"] or found["year"] or found["hour"] or found["word"]
    values, largest = _meant(written, (found["times"] or "").lower())
    sign = _BEFORE.search(text, max(0, found.start() - 2), found.start())
    start = sign.start() if sign else found.start()
    shown = text[start : found.end()] + _unit(text, found.end())
    telling = _is_telling(text, found, largest, shown)
    return Fact("figure", shown, values, start, telling)


@lru_cache(maxsize=4096)  # the same few hundred numbers stand in most reports
def _meant(written: str, times: str) -> tuple[frozenset[str], float]:
    """Return all values that a number may stand for, and the largest without its multiple."""
    plain = _values(written)
    by = _TIMES.get(times, 1)
    values = frozenset(_shown(value * factor) for value in plain for factor in (1, by))
    return values, max(plain, default=0)


def _is_telling(text: str, found: re.Match[str], value: float, shown: str) -> bool:
    """Return whether the figure says something where it stands alone: "38,000 households"."""
    if found["word"]:
        return value >= _TOO_SMALL and shown != found[0]
    before, after = (
        text[max(0, found.start() - 1) : found.start()],
        text[found.end() : found.end() + 2].lower(),
    )
    if before in _DASHES or after in _ORDINALS:  # a score, a range; "58th"
        return False
    bare = shown == found[0] and not found["times"]
    return not bare or (value >= _LARGE and after[:1] not in _DASHES)


def _unit(text: str, at: int) -> str:
    """Return what is counted, as far as it stands behind the figure: " kilometres", "%"."""
    found = _UNIT.match(text, at)
    if not found or not found[1]:
        return found[0] if found else ""
    words = _PART.split(found[1])[1:]
    kept: list[str] = []
    for word in words:
        if word[1:].casefold() in _NO_UNIT or not word[1:].islower():
            break
        kept.append(word)
    if len(kept) > 1 and kept[-1].endswith("ed"):  # "gulls watched"
        kept.pop()
    return "".join(kept)


def _values(written: str) -> set[float]:
    """Return what a number may mean: `1.200` is 1.2 and 1200."""
    word = written.lower().replace("-", " ")
    if word.split(" ")[0] in _NUMERALS:
        return {float(sum(_NUMERALS.get(part, 0) for part in word.split()))}
    if not written[0].isdecimal():
        return set()
    bare = written.replace("\u00a0", ",").replace("\u202f", ",")
    whole, dot, fraction = bare.replace(",", ".").rpartition(".")
    found = {float(f"{whole.replace('.', '')}{dot}{fraction}")}
    return found | ({float(re.sub(r"[.,]", "", bare))} if _GROUPED.fullmatch(bare) else set())


def _shown(value: float) -> str:
    return f"{value:.12g}"
