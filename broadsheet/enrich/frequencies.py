"""How rare a word is: its share of the archive, blended with its share of news at large."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from broadsheet.enrich import tables
from broadsheet.enrich.topics.lexicon import stem

_BACKGROUND = 1000  # articles that the background frequencies weigh as much as
_UNSEEN = 0.002  # share of news at large that a word of no table is in
_STOP_WORD, _IN_NEWS = 0.5, 0.1  # the same of a stop word, and of a newsy one, in its language


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of how many articles a term, or a name behind `=`, is."""

    of: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def rarity(self, term: str, count: float = 1.0) -> float:
        """Return the weight of a term: its inverse document frequency, blended, by its count."""
        expected = background().get(term, _UNSEEN) * _BACKGROUND
        rarity = math.log((self.total + _BACKGROUND) / (self.of.get(term, 0) + expected)) - 0.7
        if rarity <= 0:
            return 0.0
        return rarity if count == 1 else (1 + math.log(count)) * rarity


@cache
def background() -> Mapping[str, float]:
    """Return the share of news articles that a common word is in, by the tables."""
    shares: dict[str, float] = {}
    for line in tables.lines("frequencies.txt"):
        share, _, words = line.partition(":")
        for word in words.split():
            term = stem(word)
            shares[term] = min(0.9, shares.get(term, 0.0) + float(share))
    for line in tables.lines("stopwords.txt"):
        language, _, words = line.partition(":")
        for word in words.split():
            shares.setdefault(stem(word), _IN_NEWS if language.endswith("news") else _STOP_WORD)
    return shares
