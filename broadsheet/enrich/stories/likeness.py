"""How likely two articles are to tell of one event.

A logistic model over how like their parts are (the square roots of cosines): capitalized words
weigh most, then numbers, the opening and the names, so that the same kind of event with other
names, places and figures stays apart. Its weights were fitted on pairs of articles of known
events, half of them look-alikes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from broadsheet.enrich.stories.sketch import Sketch
from broadsheet.enrich.stories.times import agreement

WINDOW_DAYS = 3.0
_BASE = -7.1
_CAPITALS, _WORDS, _NAMES, _NUMBERS, _OPENING = 6.4, 2.4, 2.2, 3.9, 1.2
_NUMBERLESS = 1.35  # where one of them names no number, that says nothing against
_SAME_DAY = 1.6  # what dated ones gain by being close
_A_DAY = -0.4  # and lose with each day between them


def together(one: Sketch, other: Sketch) -> bool:
    """Tell whether two articles are close enough in time to tell of one event."""
    return one.day is None or other.day is None or abs(one.day - other.day) <= WINDOW_DAYS


def likelihood(one: Sketch, other: Sketch) -> float:
    """Return how likely two articles are to tell of one event, from 0 to 1."""
    capitals = cosine(one.capitals, other.capitals)
    score = (
        _BASE
        + _CAPITALS * math.sqrt(capitals)
        + _WORDS * math.sqrt(cosine(one.words, other.words))
        + _OPENING * math.sqrt(cosine(one.opening, other.opening))
        + _NAMES * math.sqrt(_by_names(one, other, capitals))
        + _by_numbers(one, other)
        + _in_time(one, other)
    )
    return 1 / (1 + math.exp(-score))


def _by_names(one: Sketch, other: Sketch, capitals: float) -> float:
    """Return how like the names are; the capitalized words stand in where none were found."""
    return cosine(one.names, other.names) if one.names and other.names else capitals


def _by_numbers(one: Sketch, other: Sketch) -> float:
    if not one.numbers or not other.numbers:
        return _NUMBERLESS
    return _NUMBERS * math.sqrt(cosine(one.numbers, other.numbers))


def _in_time(one: Sketch, other: Sketch) -> float:
    """Return what time says: days apart, or for want of dates the times that both state."""
    if one.day is not None and other.day is not None:
        return _SAME_DAY + _A_DAY * abs(one.day - other.day)
    return agreement(one.times, other.times)


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    shared = left.keys() & right.keys()
    return math.fsum([left[term] * right[term] for term in shared]) if shared else 0.0
