"""What a reader should be told before any detail: sexual violence, minors, suicide, gore.

A careful lexicon: a strong term speaks for a note alone, weak ones only together. A note is
about the matter of a text, so that a passing word in a long one says nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from broadsheet.enrich import tables
from broadsheet.enrich.reading import Reading
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations

_ENOUGH = 3.0
_TITLE = 2.0
_DILUTED = 600  # words of body for which the bar stands; longer texts need more
_SPACE = re.compile(r"\s+")


def content_notes(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    return replace(found, content_notes=warned(reading)) if found.lang == "en" else found


def warned(reading: Reading) -> tuple[str, ...]:
    """Return the slugs of the notes that the text needs, in the order of the table."""
    title = _plain(reading.title)
    text = _plain(reading.text)
    bar = _ENOUGH * max(1.0, (text.count(" ") / _DILUTED) ** 0.5)
    return tuple(
        note
        for note, pattern, weights in _lexicon()
        if _weight(pattern, weights, title) * _TITLE + _weight(pattern, weights, text) >= bar
    )


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text.lower().replace("’", "'"))


def _weight(pattern: re.Pattern[str], weights: Mapping[str, float], text: str) -> float:
    if not any(term in text for term in weights):  # nearly always, and seen much sooner
        return 0.0
    counts: dict[str, int] = {}
    for match in pattern.finditer(text):
        counts[match.group()] = counts.get(match.group(), 0) + 1
    return math.fsum(weights[term] * math.sqrt(min(count, 3)) for term, count in counts.items())


@cache
def _lexicon() -> tuple[tuple[str, re.Pattern[str], Mapping[str, float]], ...]:
    notes: dict[str, dict[str, float]] = {}
    note = ""
    for line in tables.lines("notes.txt"):
        if line.startswith("["):
            note = line.strip("[] \n")
            continue
        number, _, rest = line.partition(":")
        for term in rest.split(","):
            notes.setdefault(note, {})[term.strip()] = float(number)
    return tuple((name, _pattern(terms), terms) for name, terms in notes.items())


def _pattern(terms: Mapping[str, float]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
