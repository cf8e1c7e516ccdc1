"""Up to three sentences of a text, word for word, that say most of it without repeating.

A sentence is worth its place (early is better), what it shares with the rest (the centroid) and
what it adds to those chosen: maximal marginal relevance (J. Carbonell, J. Goldstein, SIGIR 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.enrich import gazetteer
from broadsheet.enrich.reading import Reading, Sentence
from broadsheet.enrich.summary import is_good, without_dateline
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations
from broadsheet.text import folded

_WORD = re.compile(r"[^\W_]{2,}")
_FEWEST = 5  # sentences a text must have
_MOST = 3
_LOOKED_AT = 60
_LENGTHS = range(40, 401)

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
    whole = centroid([*vectors, vector(reading.title)])
    fit = [n for n, one in enumerate(looked_at) if _is_fit(one, reading.title)]
    worth = {n: 1.6 / (1 + 0.6 * n) + cosine(vectors[n], whole) for n in fit}
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
    if len(text) not in _LENGTHS or not is_good(text, folded(title)):
        return False
    return not text.endswith("?") and text[0] not in "\"“'‘"


def _marginal(
    number: int, worth: Mapping[int, float], vectors: Sequence[Vector], picked: Sequence[int]
) -> float:
    nearest = max((cosine(vectors[number], vectors[other]) for other in picked), default=0.0)
    return worth[number] - 0.7 * nearest


def vector(text: str) -> Vector:
    """Return the words of a text that say something, at unit length."""
    empty = gazetteer.function_words()
    counts = Counter(word for word in _WORD.findall(text.lower()) if word not in empty)
    return _unit({word: 1 + math.log(count) for word, count in counts.items()})


def centroid(vectors: Sequence[Vector]) -> Vector:
    total: dict[str, float] = {}
    for one in vectors:
        for word, weight in one.items():
            total[word] = total.get(word, 0.0) + weight
    return _unit(total)


def _unit(weights: Mapping[str, float]) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(left: Vector, right: Vector) -> float:
    if len(left) > len(right):
        left, right = right, left
    return math.fsum(weight * right[word] for word, weight in left.items() if word in right)
