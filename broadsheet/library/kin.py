"""Whose related articles may be others now: what an edit stirs among the kin of all articles.

A list of kin hangs on the weights of an article's terms, on who was looked at, and on what those
bear. So an article keeps its kin where no term of it weighs otherwise, none of those looked at
was edited, came or went, and its story has the same articles. A term's weight moves in whole
steps: most articles that come or go move none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from broadsheet.library.nouns import Kinship, Library, Story, Term
from broadsheet.library.related import Shelves, enough, kinships, shelves, weight
from broadsheet.model import Article


def related(
    articles: Sequence[Article],
    entities_of: Mapping[str, tuple[Term, ...]],
    topics_of: Mapping[str, tuple[Term, ...]],
    story_of: Mapping[str, Story],
    before: Library | None = None,
) -> dict[str, tuple[Kinship, ...]]:
    """Return the kin of all articles, which are in order; what stands is taken from `before`."""
    now = shelves(articles, entities_of, topics_of)
    if before is None:
        return kinships(now, story_of, {}, {article.id for article in articles})
    past = shelves(before.articles, before.entities_of, before.topics_of)
    stirred = set(_stirred(_Change(past, now, _edited(past, now))))
    stirred.update(_retold(before.story_of, story_of))
    return kinships(now, story_of, before.related_to, stirred)


@dataclass(frozen=True, slots=True)
class _Change:
    """What was there, what is there; who was edited, came or went, or bears other terms."""

    past: Shelves
    now: Shelves
    edited: Set[str]


def _edited(past: Shelves, now: Shelves) -> set[str]:
    before = {article.id: n for n, article in enumerate(past.articles)}
    found = set(before)
    for n, article in enumerate(now.articles):
        m = before.get(article.id)
        if m is None:
            found.add(article.id)
        elif article is past.articles[m] and _alike(past.terms[m], now.terms[n]):
            found.discard(article.id)
    return found


def _alike(one: Collection[Term], other: Collection[Term]) -> bool:
    return [_face(term) for term in one] == [_face(term) for term in other]


def _face(term: Term) -> tuple[str, str]:
    return term.key, term.name


def _stirred(change: _Change) -> Iterator[str]:
    """Yield the ids of those whose kin may be others, but for their stories."""
    yield from change.edited
    horizons = _horizons(change)
    yield from _of_terms(change, horizons)
    ordinals = 0
    for day, group in groupby(change.now.days):
        size = sum(1 for _ in group)
        places = range(ordinals, ordinals + size)
        ordinals += size
        was, now = horizons[day]
        if was != now:
            yield from _of_day(change.now, places, (was, now))


def _horizons(change: _Change) -> dict[int, tuple[int, int]]:
    """Return by day how far its articles saw, and how far they see."""
    past, now = change.past, change.now
    return {day: (past.horizon(day), now.horizon(day)) for day in dict.fromkeys(now.days)}


def _of_day(now: Shelves, places: range, horizons: tuple[int, int]) -> Iterator[str]:
    """Yield those of a day for whom more or fewer articles make some term weigh otherwise."""
    if enough(horizons[0]) != enough(horizons[1]):
        yield from (now.articles[n].id for n in places)
        return
    critical = _critical(*sorted(horizons))
    for n in places if critical else ():
        for term in now.terms[n]:
            if bisect_left(now.bearing[term], horizons[1]) in critical:
                yield now.articles[n].id
                break


def _critical(least: int, most: int) -> frozenset[int]:
    """Return how many bearers a term has whose rarity differs between two sizes of the archive."""
    steps = range(most.bit_length() + 1)
    return frozenset(n for k in steps for n in range((least >> k) + 1, (most >> k) + 1))


def _of_terms(change: _Change, horizons: Mapping[int, tuple[int, int]]) -> Iterator[str]:
    """Yield the bearers of the terms of edited articles who may see another weight or article."""
    past, now = change.past, change.now
    was = {term.key: term for term in past.bearing}
    touched = _borne(past, change.edited) | _borne(now, change.edited)
    for term, bearing in now.bearing.items():
        if term.key not in touched:
            continue
        before = was.get(term.key)
        for n in bearing:
            if before is None or _differs(change, (before, term), horizons[now.days[n]]):
                yield now.articles[n].id


def _borne(shelves: Shelves, ids: Set[str]) -> set[str]:
    listed = zip(shelves.articles, shelves.terms, strict=True)
    return {term.key for article, terms in listed if article.id in ids for term in terms}


def _differs(change: _Change, terms: tuple[Term, Term], horizons: tuple[int, int]) -> bool:
    """Return whether a term weighs otherwise, or others are looked at, behind a horizon."""
    past, now = change.past, change.now
    if weight(past, terms[0], horizons[0]) != weight(now, terms[1], horizons[1]):
        return True
    if terms[1].kind == "topic":
        return False
    seen = [now.articles[n].id for n in now.seen(terms[1], horizons[1])]
    if any(id in change.edited for id in seen):
        return True
    return seen != [past.articles[n].id for n in past.seen(terms[0], horizons[0])]


def _retold(past: Mapping[str, Story], now: Mapping[str, Story]) -> Iterator[str]:
    """Yield the articles whose story has other articles."""
    alike: dict[tuple[Story, Story], bool] = {}
    for id in past.keys() | now.keys():
        one, other = past.get(id), now.get(id)
        if one is None or other is None:
            yield id
            continue
        if (one, other) not in alike:
            alike[one, other] = [a.id for a in one.articles] == [a.id for a in other.articles]
        if not alike[one, other]:
            yield id
