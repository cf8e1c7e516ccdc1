"""Which article holds which term, and how much it says: one month, in parts by term.

A posting is the distance to the term's last article of the month, times eight, plus a level: how
much the article is about the term, by BM25F (Robertson, Zaragoza and Taylor, "Simple BM25
extension to multiple weighted fields", 2004) against an article of a fixed length, so that it
depends on nothing but the article itself. It is written in digits to the base of 40, the lowest
first, the last one from an alphabet of its own; printable, as it travels compressed and as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from typing import Any

import orjson

from broadsheet.search.nouns import Entry, Month
from broadsheet.search.words import STEMS, terms, tokens

#: Every character that is printable and stands in JSON as it is.
_PRINTABLE = [chr(n) for n in range(32, 127) if chr(n) not in '"\\']
MONTHS = "".join(_PRINTABLE[:12])  # marks, in a joined list, the month of what follows
MORE = "".join(_PRINTABLE[12:52])
LAST = "".join(_PRINTABLE[52:92])
LEVELS = 8
_ENDS = frozenset(LAST)
PREFIX = 4  # letters of a term that choose its part: whoever types them needs one part alone

# What an occurrence weighs, in halves of one in the text.
_BODY, _LEDE, _TITLE, _NAME, _SUBJECT, _ALIKE = 2, 2, 12, 8, 4, 4
_HEAVIEST = 63
_OFTEN = _HEAVIEST // _BODY  # as often as this, a word of the text weighs most
_USUAL = 400  # words of an article whose occurrences count neither more nor less
_SATURATION = 1.2
_LINK = re.compile(r"\]\([^()\n]{0,2000}\)|<[a-z]+:[^<>\n]{0,2000}>")
_SIZE = 8  # bytes of a part's digest


def code(value: int) -> str:
    """Return a number as the index writes it."""
    digits = ""
    while value >= 40:
        digits += MORE[value % 40]
        value //= 40
    return digits + LAST[value]


class _Codes(dict[int, str]):
    """Every number as the index writes it, worked out when it is first met."""

    def __missing__(self, value: int) -> str:
        self[value] = written = code(value)
        return written


CODES = _Codes()


def _levels(norm: float) -> list[int]:
    """Return the level of each weight for an article `norm` times as long as usual."""
    least = 0.5 / (0.5 + _SATURATION)
    found = []
    for weight in range(_HEAVIEST + 1):
        scaled = weight / _BODY / norm
        told = (scaled / (scaled + _SATURATION) - least) / (1 - least)
        found.append(min(LEVELS - 1, max(0, int(told * LEVELS))))
    return found


_TABLES = [_levels(0.5 + 0.25 * step) for step in range(7)]  # norms of 0.5 to 2


def slot(term: str, slots: int) -> int:
    """Return the part that holds a term: by its first letters, the same in every month."""
    value = 0
    for letter in term[:PREFIX]:
        value = (value * 31 + ord(letter)) & 0xFFFFFFFF
    return (value ^ value >> 15) & (slots - 1)


class _Postings(dict[str, list[Any]]):
    """For each term the next article's number, times LEVELS; behind it, what is written so far."""

    def __missing__(self, term: str) -> list[Any]:
        self[term] = made = [0]
        return made


def parts(month: Month) -> tuple[bytes, ...]:
    """Return the postings of a month: for each slot a JSON object, term to postings."""
    if month.made is not None:
        return month.made()
    found = _Postings()
    for number, entry in enumerate(month.entries):
        _post(entry, number, found)
    spread: list[dict[str, str]] = [{} for _ in range(month.slots)]
    slots: dict[str, int] = {}
    for term in sorted(found):
        start = term[:PREFIX]
        if start not in slots:
            slots[start] = slot(start, month.slots)
        spread[slots[start]][term] = "".join(found[term][1:])
    return tuple(orjson.dumps(part) if part else b"" for part in spread)


def levels(entry: Entry) -> dict[str, int]:
    """Return under which terms an article is found, each with its level."""
    found = _Postings()
    _post(entry, 0, found)
    return {term: LAST.index(written[1]) for term, written in found.items()}


def decoded(written: str) -> Iterator[tuple[int, int]]:
    """Yield the articles of a term, by their numbers, each with its level."""
    value, scale, number = 0, 1, -1
    for digit in written:
        if digit not in _ENDS:
            value += MORE.index(digit) * scale
            scale *= 40
            continue
        value += LAST.index(digit) * scale
        number += 1 + value // LEVELS
        yield number, value % LEVELS
        value, scale = 0, 1


def encoded(found: Iterable[tuple[int, int]]) -> str:
    """Return what `decoded` reads."""
    written, following = "", 0
    for number, level in found:
        written += CODES[(number - following) * LEVELS + level]
        following = number + 1
    return written


def digests(month: Month, made: Callable[[Month], tuple[bytes, ...]] = parts) -> bytes:
    """Return the digests of a month's parts, one after the other, zeros for an empty one."""
    return b"".join(
        blake2b(part, digest_size=_SIZE).digest() if part else bytes(_SIZE) for part in made(month)
    )


def digest(all: bytes, number: int) -> bytes:
    """Return the digest of one part from those of all."""
    return all[number * _SIZE : (number + 1) * _SIZE]


def _post(entry: Entry, number: int, found: _Postings) -> None:
    body = _bare(entry.body())
    listed = tokens(body)
    counts: Counter[str] = Counter(map(STEMS.__getitem__, listed))
    del counts[""]
    table = _TABLES[min(6, max(0, round(2 * len(listed) / _USUAL)))]
    heavy = _weights(entry, body)
    for term in heavy:
        heavy[term] += _BODY * counts.pop(term, 0)
    for term in {term for form in entry.hidden for term in terms(form)}:
        counts.pop(term, None)
        heavy.pop(term, None)
    here = number * LEVELS
    following = here + LEVELS
    for term, times in counts.items():  # runs for every word of the site: kept flat for speed
        written = found[term]
        level = table[_BODY * times] if times < _OFTEN else LEVELS - 1
        written.append(CODES[here - written[0] + level])
        written[0] = following
    for term, weight in heavy.items():
        written = found[term]
        written.append(CODES[here - written[0] + table[min(_HEAVIEST, weight)]])
        written[0] = following


def _weights(entry: Entry, body: str) -> dict[str, int]:
    """Return what the terms of title, names, subjects, outlet and lede weigh beside the text."""
    found: dict[str, int] = {}
    for weight, told in (
        (_TITLE, terms(entry.title)),
        (_NAME, [term for name in entry.names for term in _terms(name)]),
        (_SUBJECT, [term for subject in entry.subjects for term in _terms(subject)]),
        (_ALIKE, _terms(entry.source)),
        (_LEDE, terms(body.lstrip()[:2000].partition("\n\n")[0])),
    ):
        for term in told:
            found[term] = found.get(term, 0) + weight
    return found


@lru_cache(maxsize=8192)  # outlets, topics and names come again and again
def _terms(text: str) -> tuple[str, ...]:
    return tuple(terms(text))


def _bare(markdown: str) -> str:
    """Return the text without what a reader does not see: addresses of links, entities."""
    if "](" in markdown or "://" in markdown:
        markdown = _LINK.sub(" ", markdown)
    return unescape(markdown) if "&" in markdown else markdown
