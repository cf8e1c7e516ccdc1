"""Who is named with whom, by Dunning's log-likelihood.

Ted Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (Computational
Linguistics 19:1, 1993): for two names, the articles that name both, one, the other and neither
make a table of four cells, and G² says how far it is from what chance would do. Unlike a count it
does not favour whoever is named everywhere; unlike mutual information it does not favour whoever
is named once.

What was published after the last article that names an entity does not count for it: so news
about others never stirs its page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from broadsheet.library.nouns import Term
from broadsheet.model import Article


@dataclass(frozen=True, slots=True)
class Company:
    """An entity named with another: in how many articles, and G² in whole units, cut.

    0 where the two meet no more often than by chance.
    """

    term: Term
    count: int
    strength: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """The ordinals of the articles that name each entity, what each names, and n·ln n by n."""

    ordinals: Mapping[Term, Sequence[int]]
    named: Sequence[tuple[Term, ...]]
    weights: Sequence[float]


def crowd(articles: Sequence[Article], entities_of: Mapping[str, tuple[Term, ...]]) -> Crowd:
    """Return who is named where; `articles` are in order."""
    named = [entities_of.get(article.id, ()) for article in articles]
    ordinals: dict[Term, list[int]] = {}
    for n, terms in enumerate(named):
        for term in terms:
            ordinals.setdefault(term, []).append(n)
    weights = [0.0, *(n * log(n) for n in range(1, len(named) + 1))]
    return Crowd(ordinals, named, weights)


def company(term: Term, crowd: Crowd, few: int, most: int) -> tuple[Company, ...]:
    """Return with whom an entity is named, the least by chance first, then the most often.

    At most `most`; those that one article alone names with it fill up to `few`.
    """
    counts: dict[Term, int] = {}
    for n in crowd.ordinals.get(term, ()):
        for other in crowd.named[n]:
            counts[other] = counts.get(other, 0) + 1
    counts.pop(term, None)
    again = {other: count for other, count in counts.items() if count > 1}
    found = [
        Company(other, count, _strength(term, other, count, crowd))
        for other, count in (again if len(again) >= few else counts).items()
    ]
    found.sort(key=lambda one: (-(one.count > 1), -one.strength, -one.count))
    return tuple(found[: min(most, max(few, len(again)))])


def _strength(term: Term, other: Term, both: int, crowd: Crowd) -> int:
    """Return G² = 2 Σ observed · ln(observed / expected), from sums of n·ln n."""
    own = len(crowd.ordinals[term])
    every = crowd.ordinals[term][-1] + 1
    theirs = bisect_left(crowd.ordinals[other], every)
    if both * every <= own * theirs:
        return 0
    of = crowd.weights
    cells = of[both] + of[own - both] + of[theirs - both] + of[every - own - theirs + both]
    margins = of[own] + of[every - own] + of[theirs] + of[every - theirs]
    return int(2 * (cells - margins + of[every]))
