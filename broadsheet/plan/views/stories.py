"""What several outlets tell of one event."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views.parts import (
    Card,
    Chip,
    Chrome,
    Feeds,
    Head,
    Link,
    Moment,
    Pager,
    Related,
    Said,
    Stub,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a story: its stub, and the sentence that is most its own, with its place."""

    stub: Stub
    sentence: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day of a story: its first reports, and the others, folded. `edition` is its address."""

    heading: str
    edition: str
    told: tuple[Told, ...]
    folded: tuple[Stub, ...] = ()

    @property
    def stubs(self) -> tuple[Stub, ...]:
        """All reports of the day."""
        return (*(one.stub for one in self.told), *self.folded)


@dataclass(frozen=True, slots=True)
class Teller:
    """An outlet of a story: when it first reported, and how many of the reports are its own."""

    link: Link
    first: Moment
    reports: int


@dataclass(frozen=True, slots=True)
class Alone:
    """What one outlet's reports state and the others' do not, each linked to its paragraph."""

    outlet: Link
    figures: tuple[Link, ...] = ()
    dates: tuple[Link, ...] = ()
    names: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`/stories/<slug>/`: kind `story`. `timeline` has a day each, the newest first.

    `tellers` come in the order in which they reported; `leaders` of them were first, as far as
    the times that are known can tell.
    """

    site: Chrome
    head: Head
    headline: str
    lang: str
    dir: str
    notes: tuple[str, ...]
    summary: str
    summary_of: Stub
    first: Moment
    last: Moment
    days: int
    sources: tuple[Link, ...]
    topics: tuple[Link, ...]
    timeline: tuple[StoryDay, ...]
    people: tuple[Chip, ...]
    organizations: tuple[Chip, ...]
    places: tuple[Chip, ...]
    related: tuple[Related, ...]
    feeds: Feeds | None
    quotes: tuple[Said, ...] = ()
    tellers: tuple[Teller, ...] = ()
    leaders: int = 0
    differences: tuple[Alone, ...] = ()


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """`/stories/`: kind `stories`."""

    site: Chrome
    head: Head
    cards: tuple[Card, ...]
    pager: Pager
