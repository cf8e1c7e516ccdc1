"""In which order a text's names stand, and which of them stand in its lists at all."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.enrich import cues, gazetteer
from broadsheet.enrich.reading import Reading, dateline_end
from broadsheet.enrich.surfaces import is_outlet
from broadsheet.model import EntityType, Mention

_SHOWN = 6  # names of a kind; more only when they are known or stand twice
_MOST = 10
_SINGLE = 6.0  # what a person of one name must weigh
_DOUBTFUL = 0.5  # a mention's score at which an organization is not listed
_TITLED = 4.0  # the same when a title or the like speaks for a person
_LEAD = 600  # code points from the start of the text that count as its lead


def ranked(
    reading: Reading, mentions: Sequence[Mention], body_start: int
) -> dict[EntityType, tuple[str, ...]]:
    """Return the names of each type, most salient first."""
    scores: dict[str, float] = {}
    first: dict[str, int] = {}
    types: dict[str, EntityType] = {}
    sure: dict[str, bool] = {}
    lede = body_start + dateline_end(reading.text)
    for one in mentions:
        scores[one.name] = scores.get(one.name, 0.0) + _weight(one, body_start, lede)
        first.setdefault(one.name, one.start)
        types[one.name] = one.type
        sure[one.name] = one.score > _DOUBTFUL
    order = sorted(scores, key=lambda name: (-round(scores[name], 6), first[name], name))
    lists: dict[EntityType, tuple[str, ...]] = {}
    for type_ in ("person", "organization", "place"):
        kind: EntityType = type_
        shown = [
            name
            for name in order
            if types[name] == kind and is_listed(name, kind, scores[name], reading, sure[name])
        ]
        strong = [n for at, n in enumerate(shown) if at < _SHOWN or scores[n] > 1.0 or is_known(n)]
        lists[kind] = tuple(strong[:_MOST])
    return lists


def _weight(mention: Mention, body_start: int, lede: int) -> float:
    """Return what one mention adds: most in the title, much in the lead, little in a dateline."""
    if mention.start < body_start:
        return 4.0
    if mention.start < lede:
        return 0.2
    return 2.0 if mention.start < lede + _LEAD else 1.0


def is_known(name: str) -> bool:
    return name in gazetteer.forms()


def is_listed(name: str, type_: EntityType, score: float, reading: Reading, is_sure: bool) -> bool:
    """Tell whether a name is an entity of the article, and not its source or half a name.

    A name of one word that stands once, and not in the lead, is too doubtful for a page.
    """
    if is_outlet(name) or name == reading.untold.source:
        return name in reading.title and name != reading.untold.source
    words = name.split()
    if is_known(name):
        return True
    if type_ == "organization" and not is_sure:
        return False
    if all(word.lower() in cues.BODIES for word in words):
        return False
    if type_ == "person":
        return len(words) > 1 or score >= (_TITLED if is_sure else _SINGLE)
    return len(words) > 1 or score > 1.0
