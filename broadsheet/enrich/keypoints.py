"""Up to three sentences of a text, word for word, that say most of it without repeating.

A sentence is worth its place (early is better), what it shares with the title and the rest (the
centroid of D. Radev et al., 2004) and what it adds to those chosen: maximal marginal relevance
(J. Carbonell, J. Goldstein, SIGIR 1998). Words count by their rarity in news.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from broadsheet.enrich.frequencies import Frequencies
from broadsheet.enrich.reading import Reading, Sentence
from broadsheet.enrich.summary import is_dense, is_good, without_dateline
from broadsheet.enrich.tagger import Tagger
from broadsheet.enrich.topics.lexicon import stemmed
from broadsheet.model import Annotations
from broadsheet.text import folded

_WORD = re.compile(r"[^\W_]{2,}")
_FEWEST = 5  # sentences a text must have
_MOST = 3
_LOOKED_AT = 60
_LENGTHS = range(40, 401)  # code points of a sentence
_DENSE = range(10, 201)  # the same in a script whose letters are words
_EARLY, _LATER = 1.6, 0.6  # what the first place is worth, and how soon that fades
_CENTRAL, _TITLE, _ADDS = 2.0, 0.3, 0.7
_rarity = lru_cache(maxsize=1 << 15)(Frequencies().rarity)  # in news at large

Vector = Mapping[str, float]


def key_points(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    return replace(found, key_points=chosen(reading))


def chosen(reading: Reading) -> tuple[str, ...]:
    """Return the key points in the order of the text, no dateline; none for a short text."""
    prose = reading.prose
    if len(prose) < _FEWEST:
        return ()
    looked_at = prose[:_LOOKED_AT]
    vectors = [vector(one.text) for one in looked_at]
    title = vector(reading.title)
    whole = centroid([*vectors, title])
    fit = [n for n, one in enumerate(looked_at) if _is_fit(one, reading.title)]
    worth = {
        n: _EARLY / (1 + _LATER * n)
        + _CENTRAL * cosine(vectors[n], whole)
        + _TITLE * cosine(vectors[n], title)
        for n in fit
    }
    picked: list[int] = []
    while fit and len(picked) < _MOST:
        best = min(fit, key=lambda n: (-round(_marginal(n, worth, vectors, picked), 9), n))
        picked.append(best)
        fit.remove(best)
    return tuple(
        without_dateline(looked_at[n].text) if n == 0 else looked_at[n].text for n in sorted(picked)
    )


def _is_fit(sentence: Sentence, title: str) -> bool:
    text = sentence.text
    lengths = _DENSE if is_dense(text) else _LENGTHS
    if len(text) not in lengths or not is_good(text, folded(title)):
        return False
    return not text.endswith("?") and text[0] not in "\"“'‘«„»"


def _marginal(
    number: int, worth: Mapping[int, float], vectors: Sequence[Vector], picked: Sequence[int]
) -> float:
    nearest = max((cosine(vectors[number], vectors[other]) for other in picked), default=0.0)
    return worth[number] - _ADDS * nearest


def vector(text: str) -> Vector:
    """Return the words of a text that say something, by their rarity, at unit length."""
    counts = Counter(stemmed(_WORD.findall(text.lower())))
    weights = {word: _rarity(word, count) for word, count in counts.items()}
    return _unit({word: weight for word, weight in weights.items() if weight > 0})


def centroid(vectors: Sequence[Vector]) -> Vector:
    total: dict[str, float] = {}
    for one in vectors:
        for word, weight in one.items():
            total[word] = total.get(word, 0.0) + weight
    return _unit(total)


def _unit(weights: Mapping[str, float]) -> Vector:
    length = math.sqrt(math.fsum([weight * weight for weight in weights.values()]))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(left: Vector, right: Vector) -> float:
    if len(left) > len(right):
        left, right = right, left
    return math.fsum([weight * right[word] for word, weight in left.items() if word in right])
