"""Who is seen together with an entity: each with its evidence, and all in a small picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from broadsheet.library import Term
from broadsheet.library.companions import Company, Crowd, company
from broadsheet.model import Article
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.prose import Passage, opening
from broadsheet.plan.sightings import Sightings
from broadsheet.plan.views import Companion, Link, Network
from broadsheet.text import direction

MOST = 12
FEW = 5  # companions shown though one article alone names both
_DRAWN = 7
_LEAST_DRAWN = 3
_READ = 60  # articles whose sentences tie the companions of a picture
_LONGEST = 200  # characters of a sentence shown
_LABEL = 22


def together(
    term: Term, crowd: Crowd, seen: Sightings, pieces: Pieces
) -> tuple[tuple[Companion, ...], Network | None]:
    """Return who is named with an entity less by chance than others, and a picture of them.

    The picture is None below three companions. Evidence is the oldest there is, so that it stays.
    """
    found = company(term, crowd, FEW, MOST)
    evidence = _evidence(term, [one.term for one in found], seen, pieces)
    companions = tuple(
        _companion(one, *evidence[one.term], pieces) for one in found if one.term in evidence
    )
    return companions, _network(term, found[:_DRAWN], seen, pieces)


def _evidence(
    term: Term, others: Sequence[Term], seen: Sightings, pieces: Pieces
) -> dict[Term, tuple[Article, Passage | None]]:
    """Return for each companion the first article whose sentence names both, or names both."""
    found: dict[Term, tuple[Article, Passage | None]] = {}
    missing = dict.fromkeys(others)
    for article in term.articles:
        named = missing.keys() & pieces.entities(article)
        for other in named:
            said = seen.of(article).both(term.key, other.key)
            if said:
                found[other] = (article, said)
                del missing[other]
            else:
                found.setdefault(other, (article, None))
        if not missing:
            break
    return found


def _companion(one: Company, article: Article, said: Passage | None, pieces: Pieces) -> Companion:
    place = said.place if said else ""
    return Companion(
        chip=pieces.counted(one.term, one.count),
        evidence=Link(article.title, pieces.article_href(article) + place),
        sentence=opening(said.text, _LONGEST) if said else "",
        lang=article.lang,
        dir=direction(article.lang),
    )


def _network(
    term: Term, found: Sequence[Company], seen: Sightings, pieces: Pieces
) -> Network | None:
    if len(found) < _LEAST_DRAWN:
        return None
    ranks = {one.term.key: n for n, one in enumerate(found, 1)}
    own = [(0, n, _width(one.count)) for n, one in enumerate(found, 1)]
    ties: dict[tuple[int, int], int] = {}
    for pair in _pairs(term.articles[:_READ], ranks, seen):
        ties[pair] = ties.get(pair, 0) + 1
    others = [(*pair, _width(count)) for pair, count in sorted(ties.items())]
    names = (term.name, *(one.term.name for one in found))
    return Network(tuple(opening(name, _LABEL) for name in names), (*own, *others))


def _pairs(
    articles: Sequence[Article], ranks: dict[str, int], seen: Sightings
) -> Iterator[tuple[int, int]]:
    """Yield the companions that one sentence names, two by two, each pair once an article."""
    for article in articles:
        groups = (keys for keys, _ in seen.of(article).shared)
        yield from {
            pair
            for keys in groups
            for pair in combinations(sorted(ranks[key] for key in keys & ranks.keys()), 2)
        }


def _width(count: int) -> int:
    """Return how strong a line is: once, a few times, often."""
    return 1 + (count > 1) + (count > 4)
