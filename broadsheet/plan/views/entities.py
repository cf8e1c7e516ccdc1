"""People, organizations and places."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views.parts import (
    Bar,
    Chip,
    Chrome,
    Feeds,
    Head,
    Link,
    Moment,
    Pager,
    Said,
    Stub,
)
from broadsheet.plan.views.terms import TermRow


@dataclass(frozen=True, slots=True)
class Letter:
    letter: str
    anchor: str
    entities: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class EntitiesPage:
    """`/entities/` (all), `/people/`, `/organizations/`, `/places/`: kind `entities`."""

    site: Chrome
    head: Head
    heading: str
    intro: str
    types: tuple[Link, ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that mentions the entity, with the sentence that does, and where that stands."""

    stub: Stub
    sentence: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity seen together with this one, and the evidence: an article that names both.

    `sentence` names both and stands where the evidence leads; "" when no one sentence does.
    """

    chip: Chip
    evidence: Link
    sentence: str = ""
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """Names, the entity's own first, and ties: (place of one, of the other, strength 1 to 3)."""

    names: tuple[str, ...]
    ties: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """`/people/<slug>/`, `/organizations/<slug>/`, `/places/<slug>/`: kind `entity`."""

    site: Chrome
    head: Head
    name: str
    type: str
    card: str  # Markdown, from the authority record
    other_names: tuple[str, ...]
    same_as: tuple[str, ...]
    count: int
    first: Moment
    last: Moment
    weeks: tuple[Bar, ...]
    timeline: tuple[Sighting, ...]
    together: tuple[Companion, ...]
    outlets: tuple[TermRow, ...]
    topics: tuple[Link, ...]
    pager: Pager
    feeds: Feeds | None  # from two articles on
    quotes: tuple[Said, ...] = ()  # the newest first
    network: Network | None = None  # from three companions on
