"""The table of languages, made ready to read with: plain forms, lexicons and patterns."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from .language import Language
from .languages import AND, JUST_NOW, LANGUAGES, MIN_READ, VAGUE

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
SECONDS = dict(zip(UNITS, (1, 60, 3600, 86400, 604800, 2592000, 31536000), strict=True))

WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~·•–—،。，]+")
_SPACE = re.compile(r"\s+")
_ORDINAL = frozenset([*"etzhapmºª°", "the", "st", "nd", "rd", "th", "er", "am", "pm", "utc", "gmt"])
_ZEROES = "٠۰०০๐"
_PLAIN = {
    **{ord(zero) + n: str(n) for zero in _ZEROES for n in range(10)},
    **dict.fromkeys([*range(0x64B, 0x653), 0x640, 0x307, *range(0x200B, 0x2010)]),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]),
    **str.maketrans("أإآىیک’‘ʼ", "اااييك'''"),
    **str.maketrans("‐‑‒−", "----"),
    ord("،"): ",",
    ord("。"): ".",
}


def plain(text: str) -> str:
    """Return the form that lines are read in: NFKC, case folded, digits 0 to 9, marks dropped."""
    if text.isascii():
        return _SPACE.sub(" ", text).strip().lower()
    folded = unicodedata.normalize("NFKC", text).lower().translate(_PLAIN)
    return _SPACE.sub(" ", folded).strip()


def forms(cell: str) -> tuple[str, ...]:
    """Return the forms of one member of a cell, in plain form, with blanks for underscores."""
    return tuple(plain(form.replace("_", " ")) for form in cell.split())


def valued(cell: str) -> dict[str, int]:
    """Return form -> value for a cell of `form=value`."""
    pairs = (item.rpartition("=") for item in cell.split())
    return {plain(form.replace("_", " ")): int(value) for form, _, value in pairs}


def either(words: list[str] | tuple[str, ...] | dict[str, int]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def units(language: Language) -> dict[str, tuple[str, int]]:
    """Return form -> (unit, how many of it the form itself means: two for a dual)."""
    found: dict[str, tuple[str, int]] = {}
    for unit, cell in zip(UNITS, language.units.split("|"), strict=False):
        for item in cell.split():
            form, _, value = item.partition("=")
            found.setdefault(plain(form.replace("_", " ")), (unit, int(value or 1)))
    return found


class Lexicon(NamedTuple):
    """Words of all languages by what they do in an absolute date."""

    months: dict[str, int]
    weekdays: dict[str, int]
    fillers: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of absolute dates; where two languages disagree the earlier row wins."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    fillers: set[str] = set()
    for language in LANGUAGES:
        for number, cell in enumerate(language.months.split("|"), 1):
            for form in forms(cell):
                months.setdefault(form, number)
        for number, cell in enumerate(language.weekdays.split("|")):
            for form in forms(cell):
                weekdays.setdefault(form, number)
        fillers.update(forms(language.fillers))
    return Lexicon(months, weekdays, frozenset(fillers - months.keys() - weekdays.keys()))


@cache
def label_pattern() -> str:
    """Return a pattern for the labels that may stand before a date, or between two."""
    labels = [form for language in LANGUAGES for form in forms(language.labels)]
    return rf"(?:{either(labels)})"


@cache
def vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """Return every word of time, and every character of those written without blanks."""
    cells: list[str] = [*AND, *JUST_NOW, *VAGUE, *MIN_READ]
    for row in LANGUAGES:
        cells += [row.months, row.weekdays, row.units, row.numbers, row.days]
        cells += [*row.ago, row.labels, row.fillers]
    cells = [re.sub(r"=\d+|[|*_]", " ", cell) for cell in cells]
    words = {word for cell in cells for word in WORD.findall(plain(cell))} | _ORDINAL
    dense = "年月日時时分秒點点上下午前後后火水木金土曜號号시분초년월일오전후요午"
    joined = {char for word in words for char in word if is_dense(char)}
    return frozenset(words), frozenset(joined | set(dense))


def is_dense(char: str) -> bool:
    """Tell whether the script of a character is written without blanks between words."""
    return "\u0e00" <= char <= "\u0e7f" or "\u3040" <= char <= "\u9fff" or "가" <= char <= "힣"


def unknown(text: str, limit: int = 3) -> int:
    """Return how many words of a plain text are no words of time, counting up to the limit."""
    words, dense = vocabulary()
    count = 0
    for found in WORD.finditer(text):
        word = found[0]
        if word in words or (is_dense(word[0]) and dense.issuperset(word)):
            continue
        count += 1
        if count >= limit:
            break
    return count
