"""Which articles tell of one event.

1. `duplicates`: a wire's text on two outlets is one report, and one story.
2. `candidates`: of each article and those of the 72 hours before it that share its leading words,
   how likely they tell of one event (`likeness`), by what is rare in each (`sketch`).
3. `linking`: the likest groups become one while they are alike on the whole.

After J. Allan et al., "Topic Detection and Tracking", 1998. Deterministic, and of no order: the
articles are first put in order of date and id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.enrich.stories.candidates import edges
from broadsheet.enrich.stories.duplicates import duplicates
from broadsheet.enrich.stories.linking import Groups
from broadsheet.enrich.stories.sketch import days
from broadsheet.enrich.stories.told import Told
from broadsheet.model import chronology
from broadsheet.text import unique_slug

__all__ = ["Placed", "Told", "placed", "stories"]


@dataclass(frozen=True, slots=True)
class Placed:
    """The story of an article, and how likely it is that it tells it.

    `likeness` is that of the weakest link to the story's first article, from `LIKE_ENOUGH` to 1;
    None where nothing was worked out: for the first one, one alone, a copy, or a known story.
    """

    story: str
    likeness: float | None = None


def stories(told: Sequence[Told]) -> dict[str, str]:
    """Return id -> story slug for every article; one alone has its own: see `placed`."""
    return {id: place.story for id, place in placed(told).items()}


def placed(told: Sequence[Told]) -> dict[str, Placed]:
    """Return id -> story for every article; one alone has its own.

    A slug is the file stem of the story's first article. Any order in gives the same out.
    An article that is published and tells a story of its own should come with that as `story`,
    or it may be drawn into another.
    """
    order = sorted(told, key=lambda one: (chronology(one.date) if one.date else "9999", one.id))
    groups = Groups([days(one.date) for one in order], [one.story for one in order])
    groups.unite(_known(order))
    if any(one.story is None for one in order):
        groups.unite(duplicates(order))
        groups.link(edges(order))
    slugs = _slugs(order, groups)
    return {
        one.id: Placed(slugs[one.id], None if one.story else groups.weakest.get(number))
        for number, one in enumerate(order)
    }


def _known(order: Sequence[Told]) -> list[tuple[int, int]]:
    """Return pairs of articles whose story is known to be one."""
    first: dict[str, int] = {}
    return [
        (first.setdefault(one.story, number), number)
        for number, one in enumerate(order)
        if one.story is not None
    ]


def _slugs(order: Sequence[Told], groups: Groups) -> dict[str, str]:
    """Return the slugs: a known story keeps its own, a new one is named for its first article."""
    taken = {one.story for one in order if one.story}
    slugs: dict[int, str] = {}
    for number, one in enumerate(order):
        group = groups.group_of[number]
        if group not in slugs:
            label = groups.labels[group]
            slugs[group] = label or unique_slug(one.id.rsplit("/", 1)[-1], taken)
            taken.add(slugs[group])
    return {one.id: slugs[groups.group_of[number]] for number, one in enumerate(order)}
