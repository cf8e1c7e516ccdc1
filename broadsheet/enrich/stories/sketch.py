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
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from broadsheet.enrich.frequencies import Frequencies
from broadsheet.enrich.stories.background import foreground
from broadsheet.enrich.stories.times import Times, times
from broadsheet.enrich.stories.told import Told
from broadsheet.enrich.topics.lexicon import stemmed
from broadsheet.model import When

_LETTERS = 2500  # of a text that are looked at
_WORDS = 250
_OPENING = 40  # words of a text that open it; its title comes before them
_CAPITAL = 1.2  # what a capitalized word counts for among all words
_MOST = 60  # terms of a vector
_LEADS = 25  # terms by which articles find each other
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+){0,4}")
_INITIALS = re.compile(r"\b[^\W\d_]\.(?:[^\W\d_]\.){1,4}")
_IN_WORDS = (  # numbers; smaller ones say too little
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand "
    "million billion dozen"
)
_COUNTS = frozenset(_IN_WORDS.split())

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article as it is compared. `day` is in days, UTC; `times` are those that it states."""

    id: str
    day: float | None
    times: Times
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
        found.update(set(stemmed({word.lower() for word in _words(one)})))
        found.update({f"={name}" for name in one.names})
        total += 1
    return Frequencies(found, total)


def sketch(told: Told, known: Frequencies) -> Sketch:
    """Return what an article is compared by."""
    title, text = foreground(told.title[:400]), foreground(told.text[:_LETTERS])
    words = _split(title) + _split(text)[:_WORDS]
    terms = stemmed([word.lower() for word in words])
    term_of = dict(zip(words, terms, strict=True))
    small = {word for word in term_of if word[0].islower()}
    capital = {
        term for word, term in term_of.items() if word[0].isupper() and word.lower() not in small
    }
    weights = {term: known.rarity(term, count) for term, count in Counter(terms).items()}
    whole = unit(_raised(weights, capital))
    return Sketch(
        id=told.id,
        day=days(told.date),
        times=times(words),
        words=whole,
        capitals=unit({term: weights[term] for term in capital}) or whole,
        opening=unit(_raised(_opening(title, text, known), capital)),
        numbers=unit({t: weights[t] for word, t in term_of.items() if _is_number(word)}),
        names=_names(told, known),
        leads=tuple(whole)[:_LEADS],
    )


def _raised(weights: Vector, capital: Set[str]) -> Vector:
    return {term: w * _CAPITAL if term in capital else w for term, w in weights.items()}


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word.lower() in _COUNTS


def _names(told: Told, known: Frequencies) -> Vector:
    return unit(
        {
            f"={name}": known.rarity(f"={name}") / (1 + 0.15 * rank)
            for rank, name in enumerate(told.names[:20])
        }
    )


def _words(told: Told) -> list[str]:
    return _split(told.title[:400]) + _split(told.text[:_LETTERS])[:_WORDS]


def _opening(title: str, text: str, known: Frequencies) -> Vector:
    words = _split(title) + _split(text[:600])[:_OPENING]
    counts = Counter(stemmed([word.lower() for word in words]))
    return {term: known.rarity(term, count) for term, count in counts.items()}


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
    heavy = sorted([(-round(weight, 9), term) for term, weight in weights.items() if weight > 0])
    kept = {term: weights[term] for _, term in heavy[:_MOST]}
    length = math.sqrt(math.fsum([weight * weight for weight in kept.values()]))
    return {term: weight / length for term, weight in kept.items()}
