"""Related articles: those that share rare names and topics, with what they share.

Each shared term weighs 1 + floor(log2(N / n)), where n of N articles bear it: an inverse
document frequency in whole steps (Sparck Jones 1972), so that a score moves rarely and never
depends on how floating point rounds. People and organizations count twice, places and topics
once, and not at all when more than half of the articles bear them. An article looks no further
than `WINDOW` days after its own: later news can change neither its list nor the weights behind
it, and the pages of closed days stand still.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.library.nouns import Kinship, Story, Term
from broadsheet.model import Article

WINDOW = dt.timedelta(days=7)
MOST = 5
_NEWEST = 24  # how many articles of a term are looked at
_SHORTLIST = 16
_NAMED = 3
_FEW = 8
_STRONG = frozenset({"person", "organization"})
_SCORES = 24  # bits that hold a distance in days, of which there are four million


@dataclass(frozen=True, slots=True)
class Shelves:
    """The articles by ordinal, with their days (by number) and terms; and who bears each term."""

    articles: Sequence[Article]
    days: Sequence[int]
    entities: Sequence[tuple[Term, ...]]
    terms: Sequence[dict[Term, None]]
    bearing: Mapping[Term, Sequence[int]]

    def horizon(self, day: int) -> int:
        """Return how many articles an article of that day may know of."""
        return bisect_right(self.days, day + WINDOW.days)

    def seen(self, term: Term, horizon: int) -> Sequence[int]:
        """Return the newest bearers of a term before the horizon, which are looked at."""
        bearing = self.bearing[term]
        end = bisect_left(bearing, horizon)
        return bearing[max(0, end - _NEWEST) : end]


def shelves(
    articles: Sequence[Article],
    entities_of: Mapping[str, tuple[Term, ...]],
    topics_of: Mapping[str, tuple[Term, ...]],
) -> Shelves:
    """Return the articles, which are in order, as kin are looked for among them."""
    entities = [entities_of.get(article.id, ()) for article in articles]
    terms = [
        dict.fromkeys((*entities[n], *topics_of.get(article.id, ())))
        for n, article in enumerate(articles)
    ]
    bearing: dict[Term, list[int]] = {}
    for n, borne in enumerate(terms):
        for term in borne:
            bearing.setdefault(term, []).append(n)
    days = [article.day.toordinal() for article in articles]
    return Shelves(articles, days, entities, terms, bearing)


def kinships(
    shelves: Shelves,
    story_of: Mapping[str, Story],
    known: Mapping[str, tuple[Kinship, ...]],
    wanted: Collection[str],
) -> dict[str, tuple[Kinship, ...]]:
    """Return up to five related articles for each one that has any, the closest first.

    Articles of the same story are not related: they are the story. Those that are not `wanted`
    have whom they had before.
    """
    ordinals = {article.id: n for n, article in enumerate(shelves.articles)}
    kin: dict[str, tuple[Kinship, ...]] = {}
    for n, article in enumerate(shelves.articles):
        if article.id not in wanted:
            if found := known.get(article.id):
                kin[article.id] = found
            continue
        story = story_of.get(article.id)
        own = {ordinals[member.id] for member in story.articles} if story else {n}
        if found := _closest(shelves, n, own):
            kin[article.id] = found
    return kin


def _closest(shelves: Shelves, n: int, own: set[int]) -> tuple[Kinship, ...]:
    horizon = shelves.horizon(shelves.days[n])
    weights = {term: weight(shelves, term, horizon) for term in shelves.terms[n]}
    scores = _candidates(shelves, n, horizon, weights)
    least = enough(horizon)
    close: list[tuple[int, int, int]] = []
    for m in _shortlist(scores, n, own, shelves):
        borne = shelves.terms[m]
        closeness = sum([weight for term, weight in weights.items() if term in borne])
        if closeness >= least:
            close.append((-closeness, _distance(shelves, n, m), m))
    return tuple(
        Kinship(shelves.articles[m], -closeness, _reasons(shelves.terms[m], weights))
        for closeness, _, m in sorted(close)[:MOST]
    )


def enough(articles: int) -> int:
    """Return the least score: about half of what a name that only two articles share weighs.

    So one name alone is enough when no more than the square root of all bear it; among few
    articles, whenever it is a person's or an organization's.
    """
    return articles.bit_length() if articles >= _FEW else 2


def weight(shelves: Shelves, term: Term, horizon: int) -> int:
    """Return the weight of a term, as known before the horizon."""
    bearers = bisect_left(shelves.bearing[term], horizon)
    rarity = (horizon // max(1, bearers)).bit_length()
    strong = term.kind in _STRONG
    return 2 * rarity if strong else rarity if rarity > 1 else 0


def _candidates(
    shelves: Shelves, n: int, horizon: int, weights: Mapping[Term, int]
) -> dict[int, int]:
    """Return the newest bearers of each entity of article n, with what they weigh together."""
    scores: dict[int, int] = {}
    for term in shelves.entities[n]:
        weight = weights[term]
        for m in shelves.seen(term, horizon):
            scores[m] = scores.get(m, 0) + weight
    return scores


def _shortlist(scores: Mapping[int, int], n: int, own: set[int], shelves: Shelves) -> list[int]:
    """Return the ordinals with most points, of equals the nearest to n.

    Nearest by days, the earlier rather than the later; on one side the nearest in order. So no
    article that comes or goes between two others turns them round. (score, days, side, distance)
    are one number: those are sorted in a third of the time of tuples.
    """
    every = len(shelves.days)
    ranked = [
        (_distance(shelves, n, m) - (score << _SCORES) * every) * every + m
        for m, score in scores.items()
        if m not in own
    ]
    ranked.sort()
    return [one % every for one in ranked[:_SHORTLIST]]


def _distance(shelves: Shelves, n: int, m: int) -> int:
    days = shelves.days
    apart = (days[n] - days[m]) << 1 if m < n else ((days[m] - days[n]) << 1) | 1
    return apart * len(days) + abs(m - n)


def _reasons(terms: Iterable[Term], weights: Mapping[Term, int]) -> tuple[str, ...]:
    """Return the names of what is shared, the weightiest first: entities, then one topic."""
    shared = sorted((-weights[t], _as_reason(t), t.kind) for t in terms if weights.get(t))
    entities = [name for _, name, kind in shared if kind != "topic"]
    topics = [name for _, name, kind in shared if kind == "topic"]
    return (*entities[:_NAMED], *topics[:1])


def _as_reason(term: Term) -> str:
    """Return the term's name as it stands in a sentence: topics begin in lower case."""
    starts_word = term.name[1:2].islower() or term.name[1:2] == " "
    lower = term.kind == "topic" and starts_word
    return term.name[:1].lower() + term.name[1:] if lower else term.name


def of_story(story: Story, related_to: Mapping[str, tuple[Kinship, ...]]) -> tuple[Kinship, ...]:
    """Return what is related to the story's articles, the closest first, each article once."""
    best: dict[str, Kinship] = {}
    for kin in _all_kin(story.articles, related_to):
        if kin.article.id not in best or best[kin.article.id].closeness < kin.closeness:
            best[kin.article.id] = kin
    ranked = sorted(best.values(), key=lambda kin: (-kin.closeness, kin.article.id))
    return tuple(ranked[:MOST])


def _all_kin(
    articles: Iterable[Article], related_to: Mapping[str, tuple[Kinship, ...]]
) -> Iterable[Kinship]:
    return (kin for article in articles for kin in related_to.get(article.id, ()))
