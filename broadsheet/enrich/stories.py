"""Which articles tell of one event: a single pass over the articles in their order.

Each article is a bag of weighted words and names; it joins the story it is most like, among
those of the last 72 hours, if it is like enough, and begins one of its own if not. The same kind
of event with other names and places stays apart, because names weigh most. An inverted index
finds the stories worth comparing. After J. Allan et al., "Topic Detection and Tracking", 1998.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from broadsheet.enrich import tables
from broadsheet.enrich.topics import stem
from broadsheet.model import When, chronology
from broadsheet.text import unique_slug

WINDOW_DAYS = 3.0
_LIKE_ENOUGH = 0.22
_NAMES_ENOUGH = 0.02
_CAPITAL = 1.2  # what a capitalized word counts for, inside a sentence or not
_MERGE_ENOUGH = 0.21
_NAMES = 0.45  # the names' part in how like two articles are
_NAMELESS = 0.6  # what likeness of words counts for where no name is shared
_COMPARED = 40  # articles of a story that another is compared with, the latest
_SECOND_LOOKS = 1  # times that the new articles are placed again among all stories
_WORDS = 250  # of a text that are looked at
_TERMS = 60  # of an article that are kept
_INDEXED = 25  # terms by which a story is found
_BACKGROUND = 1000  # articles that the background frequencies weigh as much as
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+){0,4}")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """An article to group. `story` is final where it is known; `names` are its entities."""

    id: str
    title: str
    text: str
    date: When | None = None
    names: tuple[str, ...] = ()
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Bag:
    """An article as it is compared: its day (in days, UTC), its words, its names."""

    id: str
    day: float | None
    words: Vector
    names: Vector
    leads: tuple[str, ...]  # the heaviest words, by which stories find it


def stories(told: Sequence[Told]) -> dict[str, str]:
    """Return id -> story slug for every article; one alone has its own.

    A slug is the file stem of the story's first article. Any order in gives the same out.
    An article that is published and tells a story of its own should come with that as `story`,
    or it may be drawn into another.
    """
    order = sorted(told, key=lambda one: (_key(one), one.id))
    frequencies = document_frequencies(order)
    board = _Board()
    new: list[Bag] = []
    for one in order:
        bag = bagged(one, frequencies, len(order))
        if one.story:
            board.put(bag, f"={one.story}")
        else:
            new.append(bag)
    for bag in new:
        board.put(bag, board.nearest(bag) or bag.id)
    board.merge([bag.id for bag in new])
    for bag in new * _SECOND_LOOKS:
        board.take(bag)
        board.put(bag, board.nearest(bag) or bag.id)
    return _slugs(order, board)


def _slugs(order: Sequence[Told], board: _Board) -> dict[str, str]:
    """Return the slugs: a known story keeps its own, a new one is named for its first article."""
    slugs = {f"={one.story}": one.story for one in order if one.story}
    taken = set(slugs.values())
    for one in order:
        key = board.story_of[one.id]
        if key not in slugs:
            slugs[key] = unique_slug(one.id.rsplit("/", 1)[-1], taken)
            taken.add(slugs[key])
    return {one.id: slugs[board.story_of[one.id]] for one in order}


def _key(told: Told) -> str:
    return chronology(told.date) if told.date else "9999"


def _day(told: Told) -> float | None:
    """Return the date as days and parts of days, UTC; a bare day counts from its noon."""
    if told.date is None:
        return None
    if isinstance(told.date, dt.datetime):
        return told.date.timestamp() / 86400
    return float(told.date.toordinal() - dt.date(1970, 1, 1).toordinal()) + 0.5


class _Board:
    """The stories so far, and which of them a word leads to. Keys: `=slug`, or a first id."""

    def __init__(self) -> None:
        self.stories: dict[str, dict[str, Bag]] = {}
        self.story_of: dict[str, str] = {}
        self.index: dict[str, dict[str, Bag]] = {}

    def put(self, bag: Bag, key: str) -> None:
        self.stories.setdefault(key, {})[bag.id] = bag
        self.story_of[bag.id] = key
        for term in bag.leads:
            self.index.setdefault(term, {})[bag.id] = bag

    def take(self, bag: Bag) -> None:
        """Take an article off the board; a story that it leaves empty is gone."""
        key = self.story_of.pop(bag.id)
        del self.stories[key][bag.id]
        if not self.stories[key]:
            del self.stories[key]
        for term in bag.leads:
            del self.index[term][bag.id]

    def nearest(self, bag: Bag) -> str | None:
        """Return the story that an article is most like, if it is like enough."""
        best, chosen = _LIKE_ENOUGH, None
        for key in self._candidates(bag):
            near = [_alike(bag, one) for one in self._recent(key) if _together(bag, one)]
            likeness = 0.5 * max(near) + 0.5 * math.fsum(near) / len(near) if near else 0.0
            if likeness > best + 1e-9:
                best, chosen = likeness, key
        return chosen

    def merge(self, ids: Sequence[str]) -> None:
        """Join new stories whose articles are, on the whole, as like as those of one."""
        for id in ids:
            key = self.story_of[id]
            if key.startswith("=") or id != next(iter(self.stories[key])):
                continue
            members = self._recent(key)
            best, chosen = _MERGE_ENOUGH, None
            for other in sorted({k for bag in members for k in self._candidates(bag)} - {key}):
                likeness = _mean_likeness(members, self._recent(other))
                if likeness > best + 1e-9:
                    best, chosen = likeness, other
            if chosen is not None:
                for bag in list(self.stories[key].values()):
                    self.take(bag)
                    self.put(bag, chosen)

    def _recent(self, key: str) -> list[Bag]:
        return list(self.stories[key].values())[-_COMPARED:]

    def _candidates(self, bag: Bag) -> list[str]:
        """Return the stories that hold an article of the window with two leading words alike."""
        shared: Counter[str] = Counter()
        for term in bag.leads:
            for one in self.index.get(term, {}).values():
                if _together(bag, one):
                    shared[one.id] += 1
        return sorted({self.story_of[id] for id, count in shared.items() if count >= 2})


def _together(one: Bag, other: Bag) -> bool:
    """Tell whether two articles are close enough in time to tell of one event."""
    return one.day is None or other.day is None or abs(one.day - other.day) <= WINDOW_DAYS


def _mean_likeness(left: Sequence[Bag], right: Sequence[Bag]) -> float:
    near = [_alike(a, b) for a in left for b in right if _together(a, b)]
    return math.fsum(near) / len(near) if near else 0.0


def _alike(one: Bag, other: Bag) -> float:
    return alike(one.words, one.names, other.words, other.names)


def alike(words: Vector, names: Vector, other_words: Vector, other_names: Vector) -> float:
    """Return how like two articles are, 0 to 1: words and names together, names to forbid."""
    by_words = _cosine(words, other_words)
    if not names or not other_names:
        return by_words
    by_names = _cosine(names, other_names)
    if by_names < _NAMES_ENOUGH:
        return by_words * _NAMELESS
    return (1 - _NAMES) * by_words + _NAMES * by_names


# ---- vectors -------------------------------------------------------------------------------


def terms(told: Told) -> Counter[str]:
    """Return the words of an article with their counts; the title's count three times."""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(told.title):
        counts[stem(word.lower())] += 3
    for word in _WORD.findall(told.text[:4000])[:_WORDS]:
        counts[stem(word.lower())] += 1
    return counts


def capitals(told: Told) -> frozenset[str]:
    """Return the words that the text writes with a capital and never small."""
    words = _WORD.findall(told.text[:4000])[:_WORDS]
    small = {word for word in words if word[0].islower()}
    return frozenset(
        stem(word.lower()) for word in words if word[0].isupper() and word.lower() not in small
    )


def names_of(told: Told) -> tuple[str, ...]:
    """Return the names of an article; where none were found out, its capitalized words."""
    return told.names or tuple(sorted(capitals(told)))


def document_frequencies(told: Sequence[Told]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for one in told:
        found.update(set(terms(one)))
        found.update({f"={name}" for name in names_of(one)})
    return found


def bagged(told: Told, frequencies: Mapping[str, int], total: int) -> Bag:
    """Return the article's words and its names, weighted by rarity, each at unit length."""
    weights: Vector = {}
    capital = capitals(told)
    for term, count in terms(told).items():
        rarity = _rarity(term, frequencies.get(term, 0), total)
        if rarity > 0:
            raised = _CAPITAL if term in capital else 1.0
            weights[term] = (1 + math.log(count)) * rarity * raised
    kept = {term: weights[term] for term in _heaviest(weights, _TERMS)}
    names = {
        name: _rarity(f"={name}", frequencies.get(f"={name}", 0), total) / (1 + 0.15 * rank)
        for rank, name in enumerate(names_of(told)[:20])
    }
    leads = tuple(_heaviest(kept, _INDEXED))
    return Bag(told.id, _day(told), _unit(kept), _unit(names), leads)


def _rarity(term: str, frequency: int, total: int) -> float:
    """Return the inverse document frequency, the archive's own blended with the background's."""
    expected = _background().get(term, 0.002) * _BACKGROUND
    return max(0.0, math.log((total + _BACKGROUND) / (frequency + expected)) - 0.7)


def _heaviest(weights: Vector, most: int) -> list[str]:
    return sorted(weights, key=lambda term: (-round(weights[term], 9), term))[:most]


def _unit(weights: Vector) -> Vector:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _cosine(left: Vector, right: Vector) -> float:
    if len(left) > len(right):
        left, right = right, left
    return math.fsum(weight * right[term] for term, weight in left.items() if term in right)


@cache
def _background() -> Mapping[str, float]:
    """Return the share of news articles that a common word is in, by the table."""
    shares: dict[str, float] = {}
    for line in tables.lines("frequencies.txt"):
        share, _, rest = line.partition(":")
        for word in rest.split():
            shares.setdefault(stem(word), float(share))
    return shares
