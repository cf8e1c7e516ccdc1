"""In which order a text's names stand, and which of them stand in its lists at all."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.enrich.reading import Reading, dateline_end
from broadsheet.enrich.surfaces import is_outlet
from broadsheet.model import EntityType, Mention

_LEAD = 600  # code points from the start of the text that count as its lead


def ranked(
    reading: Reading, mentions: Sequence[Mention], body_start: int
) -> dict[EntityType, tuple[str, ...]]:
    """Return the names of each type, most salient first."""
    scores: dict[str, float] = {}
    first: dict[str, int] = {}
    types: dict[str, EntityType] = {}
    lede = body_start + dateline_end(reading.text)
    for one in mentions:
        scores[one.name] = scores.get(one.name, 0.0) + _weight(one, body_start, lede)
        first.setdefault(one.name, one.start)
        types[one.name] = one.type
    order = sorted(scores, key=lambda name: (-round(scores[name], 6), first[name], name))
    lists: dict[EntityType, tuple[str, ...]] = {}
    for type_ in ("person", "organization", "place"):
        kind: EntityType = type_
        shown = [n for n in order if types[n] == kind and is_listed(n, kind, scores[n], reading)]
        lists[kind] = tuple(shown)
    return lists


def _weight(mention: Mention, body_start: int, lede: int) -> float:
    """Return what one mention adds: most in the title, much in the lead, little in a dateline."""
    if mention.start < body_start:
        return 4.0
    if mention.start < lede:
        return 0.2
    return 2.0 if mention.start < lede + _LEAD else 1.0


def is_listed(name: str, type_: EntityType, score: float, reading: Reading) -> bool:
    """Tell whether a name is an entity of the article, and not its source or half a name."""
    if is_outlet(name) or name == reading.untold.source:
        return name in reading.title and name != reading.untold.source
    return type_ != "person" or len(name.split()) > 1 or score >= 6.0
