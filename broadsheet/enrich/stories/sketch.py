"""What an article is compared by: its weighted words, capitalized ones, opening, numbers, names.

A word's weight is its rarity: its share of the archive blended with its share of news at large,
so that a small archive knows that `said` is common, and a local one that its own town is. Each
vector is at unit length. After G. Salton and C. Buckley, "Term-weighting approaches", 1988.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from broadsheet.enrich.frequencies import Frequencies
from broadsheet.enrich.stories.told import Told
from broadsheet.enrich.topics import stem
from broadsheet.model import When

_LETTERS = 4000  # of a text that are looked at
_WORDS = 250
_OPENING = 40  # words of a text that open it; its title comes before them
_CAPITAL = 1.2  # what a capitalized word counts for among all words
_MOST = 60  # terms of a vector
_LEADS = 25  # terms by which articles find each other
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+){0,4}")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,5}")
_YEAR = re.compile(r"(?:19|20)\d\d")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article as it is compared. `day` is in days, UTC; `year` the newest that it names."""

    id: str
    day: float | None
    year: int | None
    words: Vector
    capitals: Vector
    opening: Vector
    numbers: Vector
    names: Vector
    leads: tuple[str, ...]


def frequencies(told: Iterable[Told]) -> Frequencies:
    found: Counter[str] = Counter()
    total = 0
    for one in told:
        found.update({stem(word.lower()) for word in _words(one)})
        found.update({f"={name}" for name in one.names})
        total += 1
    return Frequencies(found, total)


def sketch(told: Told, known: Frequencies) -> Sketch:
    """Return what an article is compared by."""
    words = _words(told)
    small = {word for word in words if word[0].islower()}
    counts = Counter(stem(word.lower()) for word in words)
    capital = {
        stem(word.lower()) for word in words if word[0].isupper() and word.lower() not in small
    }
    weights = {term: known.rarity(term, count) for term, count in counts.items()}
    raised = {t: w * (_CAPITAL if t in capital else 1.0) for t, w in weights.items()}
    opening = Counter(stem(word.lower()) for word in _opening(told))
    whole = unit(raised)
    years = [int(word) for word in words if _YEAR.fullmatch(word)]
    return Sketch(
        id=told.id,
        day=days(told.date),
        year=max(years, default=None),
        words=whole,
        capitals=unit({term: weights[term] for term in capital}) or whole,
        opening=unit(
            {t: known.rarity(t, c) * (_CAPITAL if t in capital else 1) for t, c in opening.items()}
        ),
        numbers=unit({term: weights[term] for term in counts if term[0].isdigit()}),
        names=_names(told, known),
        leads=tuple(whole)[:_LEADS],
    )


def _names(told: Told, known: Frequencies) -> Vector:
    return unit(
        {
            f"={name}": known.rarity(f"={name}") / (1 + 0.15 * rank)
            for rank, name in enumerate(told.names[:20])
        }
    )


def _words(told: Told) -> list[str]:
    return _split(told.title[:400]) + _split(told.text[:_LETTERS])[:_WORDS]


def _opening(told: Told) -> list[str]:
    return _split(told.title[:400]) + _split(told.text[:600])[:_OPENING]


def _split(text: str) -> list[str]:
    """Return the words of a text; `U.S.` is `US`."""
    return _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), text))


def days(when: When | None) -> float | None:
    """Return a date as days and parts of days, UTC; a bare day counts from its noon."""
    if when is None:
        return None
    if isinstance(when, dt.datetime):
        return when.timestamp() / 86400
    return float(when.toordinal() - dt.date(1970, 1, 1).toordinal()) + 0.5


def unit(weights: Mapping[str, float]) -> Vector:
    """Return the heaviest of the weights, heaviest first, scaled to unit length."""
    heavy = sorted(
        ((term, weight) for term, weight in weights.items() if weight > 0),
        key=lambda pair: (-round(pair[1], 9), pair[0]),
    )[:_MOST]
    length = math.sqrt(math.fsum(weight * weight for _, weight in heavy))
    return {term: weight / length for term, weight in heavy}
