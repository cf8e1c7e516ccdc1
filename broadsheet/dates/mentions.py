"""Days named in running text: `on Tuesday (Aug 5)`, `el 5 de agosto de 2025`, `8月5日`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from .languages import LANGUAGES
from .words import either, forms, is_dense, lexicon, plain

LONGEST_TEXT = 20_000
_CAPITAL = {"en", "de"}  # whose months and weekdays are no names in small letters: `10 may be`
_HOMONYMS = {"id", "ur", "fa", "tr", "fi", "hu"}  # where a weekday's name means more than that
# One character for one character: positions must hold in the text as it was given.
_SAME_LENGTH = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९أإآىی", "0123456789" * 3 + "ااايي")


@dataclass(frozen=True, slots=True)
class Partial:
    """A day named in a text. `weekday` counts from Monday as 0; positions are code points."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    position: int
    end: int

    def in_year(self, year: int) -> dt.date | None:
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month, weekday = rf"(?P<m>{either(_spelled('months'))})", f"(?:{either(_spelled('weekdays'))})"
    day = r"(?P<d>(?<![\d$€£¥#.,:/-])\d{1,2}(?![\d%:]|[.,]\d))"
    year = r"(?:,? (?:de |del |da )?(?P<y>(?:19|20)\d\d)\b)?"
    before = rf"(?:(?P<w>\b{weekday}),? \(?(?:the )?)?"
    after = rf"(?:,? ?\(?(?P<v>{weekday})\b)?"
    return (
        re.compile(
            rf"{before}{day}(?:st|nd|rd|th|er|\.|º)?,? (?:de |of )?{month}\b\.?{year}{after}"
        ),
        re.compile(rf"{before}\b{month}\.? {day}(?:st|nd|rd|th)?{year}{after}"),
        re.compile(
            r"(?:(?P<y>\d{4}) ?[年년] ?)?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日号號일]"
        ),
        re.compile(r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
        re.compile(r"(?<![\d/.])(?P<d>\d{1,2})(?P<q>[/.])(?P<m>\d{1,2})(?P=q)(?P<y>20\d\d)(?!\d)"),
    )


def _spelled(kind: str) -> list[str]:
    """Return the spellings of names in running text: whole names, and English abbreviations."""
    spellings: list[str] = []
    for language in LANGUAGES:
        if kind == "weekdays" and language.code in _HOMONYMS:
            continue
        for cell in getattr(language, kind).split("|"):
            known = forms(cell) if language.code == "en" and kind == "months" else forms(cell)[:1]
            for form in known:
                spellings += [form.capitalize(), form.upper()]
                spellings += [] if language.code in _CAPITAL else [form]
    return [spelling for spelling in spellings if spelling]


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = _spelled("weekdays")
    apart = [name for name in names if not is_dense(name[0])]
    joined = [name for name in names if is_dense(name[0])]
    return re.compile(rf"\b(?:{either(apart)})\b|(?:{either(joined)})")


def mentioned(text: str) -> tuple[Partial, ...]:
    """Return the days named in the first 20,000 characters of a text, in order of position."""
    even = text[:LONGEST_TEXT].translate(_SAME_LENGTH)
    found = (_partial(match) for pattern in _patterns() for match in pattern.finditer(even))
    partials = sorted((p for p in found if p), key=lambda p: (p.position, -p.end))
    apart: list[Partial] = []
    for partial in partials:
        if not apart or partial.position >= apart[-1].end:
            apart.append(partial)
    return tuple(apart)


def weekdays(text: str) -> tuple[tuple[int, int], ...]:
    """Return (position, weekday from Monday as 0) of each weekday named in a text."""
    names = lexicon().weekdays
    even = text[:LONGEST_TEXT].translate(_SAME_LENGTH)
    return tuple(
        (found.start(), names[plain(found[0])]) for found in _weekday_pattern().finditer(even)
    )


def _partial(match: re.Match[str]) -> Partial | None:
    parts = match.groupdict()
    months, names, _ = lexicon()
    month = int(parts["m"]) if parts["m"].isdigit() else months[plain(parts["m"])]
    year = int(parts["y"]) if parts["y"] else None
    weekday = parts.get("w") or parts.get("v")
    named = names[plain(weekday)] if weekday else None
    partial = Partial(int(parts["d"]), month, year, named, match.start(), match.end())
    return partial if partial.in_year(year or 2024) else None
