"""What was right, too much or missing: annotations of an article against its labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from bench.understanding.labels import KINDS, Labels, Name, Said
from bench.understanding.measures import Tally
from broadsheet.enrich.topics.subjects import SUBTOPICS
from broadsheet.model import Annotations, EntityType, Quote
from broadsheet.text import folded

SHOWN = 2  # of each of the three lists: six names at most


@dataclass(frozen=True, slots=True)
class Given:
    """A name that an annotator gave, its place in its list (from 0), and whose name it is."""

    type: EntityType
    name: str
    rank: int
    hit: Name | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A quote that an annotator gave, what was said there, and whether the speaker is right."""

    quote: Quote
    hit: Said | None
    is_by_right_speaker: bool


class Told(Protocol):
    """What has an id and labels."""

    @property
    def id(self) -> str: ...

    @property
    def labels(self) -> Labels: ...


def names(found: Annotations, labels: Labels) -> list[Given]:
    """Return the names given, without those that need not and may be; each is hit once."""
    left = list(labels.names)
    given: list[Given] = []
    for kind, type_ in KINDS.items():
        rank = 0
        for name in getattr(found, kind):
            hit = next((one for one in left if one.type == type_ and one.is_called(name)), None)
            if hit is not None:
                left.remove(hit)
            elif labels.is_neither(name):
                continue
            given.append(Given(type_, name, rank, hit))
            rank += 1
    return given


def tally(given: Iterable[Given], wanted: Iterable[Name], type_: EntityType | None = None) -> Tally:
    """Return how right the names of a type are, or of all types."""
    mine = [one for one in given if type_ in (None, one.type)]
    right = [one for one in wanted if type_ in (None, one.type)]
    return Tally(sum(one.hit is not None for one in mine), len(mine), len(right))


def shown(given: Iterable[Given]) -> Tally:
    """Return how right the first names of each list are: those that a card shows."""
    first = [one for one in given if one.rank < SHOWN]
    return Tally(sum(one.hit is not None for one in first), len(first), 0)


def salient(given: Sequence[Given], labels: Labels) -> Tally:
    """Return how many of the n salient names of each type stand among its list's first n."""
    total = Tally()
    for type_ in KINDS.values():
        many = sum(one.salient for one in labels.names if one.type == type_)
        first = [one for one in given if one.type == type_ and one.rank < many]
        right = sum(one.hit is not None and one.hit.salient for one in first)
        total += Tally(right, many, many)
    return total


def topics(found: Annotations, labels: Labels) -> Tally:
    given = set(top_level(found))
    return Tally(len(given & set(labels.topics)), len(given), len(labels.topics))


def top_level(found: Annotations) -> list[str]:
    """Return the topics that labels speak of: those beneath are left out."""
    beneath = {topic.slug for topic in SUBTOPICS}
    return [topic.slug for topic in found.topics if topic.slug not in beneath]


def first_topic(found: Annotations, allowed: Sequence[str]) -> Tally:
    """Return 1 of 1 when the first topic is one of those allowed."""
    return Tally(int(any(topic.slug in allowed for topic in found.topics[:1])), 1, 1)


def quotes(found: Annotations, labels: Labels) -> list[Heard]:
    """Return the quotes given; one counts when its words are those between quotation marks."""
    left = list(labels.quotes)
    heard: list[Heard] = []
    for quote in found.quotes:
        hit = next((one for one in left if _words(one.text) == _words(quote.text)), None)
        if hit is not None:
            left.remove(hit)
        heard.append(Heard(quote, hit, hit is not None and _speaks(quote, hit, labels)))
    return heard


def _speaks(quote: Quote, said: Said, labels: Labels) -> bool:
    if quote.speaker is None or said.speaker is None:
        return False
    who = [one for one in labels.names if one.name == said.speaker]
    return any(one.is_called(quote.speaker) for one in who)


def spans(heard: Sequence[Heard], labels: Labels) -> Tally:
    right = sum(one.hit is not None and one.hit.speaker is not None for one in heard)
    return Tally(right, len(heard), len(labels.spoken))


def speakers(heard: Sequence[Heard], labels: Labels) -> Tally:
    """Return how many of the spoken quotes were found with their speaker."""
    right = sum(one.is_by_right_speaker for one in heard)
    return Tally(right, len(heard), len(labels.spoken))


def scares(heard: Sequence[Heard], labels: Labels) -> Tally:
    """Return how many scare quotes were taken for speech."""
    taken = sum(one.hit is not None and one.hit.speaker is None for one in heard)
    return Tally(taken, len(labels.scare), len(labels.scare))


def _words(text: str) -> str:
    return " ".join(folded(text).split()).strip(" .,;:!?\"'“”‘’")


def look_alikes(pieces: Sequence[Told]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield pairs of events of one kind: the ids of the articles of either."""
    members: dict[tuple[str, str], list[str]] = {}
    for piece in pieces:
        if piece.labels.event:
            key = (piece.labels.event, piece.labels.story)
            members.setdefault(key, []).append(piece.id)
    for one, other in combinations(sorted(members), 2):
        if one[0] == other[0]:
            yield members[one], members[other]


def joined(stories: dict[str, str], one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether an article of one event stands in a story with one of another."""
    return not {stories[id] for id in one}.isdisjoint(stories[id] for id in other)
