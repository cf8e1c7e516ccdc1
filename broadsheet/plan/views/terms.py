"""Topics and sources."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views.parts import (
    Bar,
    Card,
    Chip,
    Chrome,
    Feeds,
    Head,
    Link,
    Moment,
    Pager,
    Stub,
)


@dataclass(frozen=True, slots=True)
class TermRow:
    """A topic or a source in its index, with the topics beneath it."""

    link: Link
    count: int
    latest: Stub | None
    beneath: tuple[TermRow, ...] = ()


@dataclass(frozen=True, slots=True)
class TermsPage:
    """`/topics/` and `/sources/`: kind `terms`."""

    site: Chrome
    head: Head
    heading: str
    intro: str
    rows: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """`/topics/<slug>/`: kind `topic`, with the topic above it and those beneath it."""

    site: Chrome
    head: Head
    name: str
    code: str
    count: int
    weeks: tuple[Bar, ...]
    stories: tuple[Card, ...]
    articles: tuple[Stub, ...]
    entities: tuple[Chip, ...]
    related: tuple[Link, ...]
    pager: Pager
    feeds: Feeds | None
    parent: Link | None = None
    beneath: tuple[TermRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A topic's share of an outlet's articles and of the others', in whole percent."""

    link: Link
    own: int
    others: int


@dataclass(frozen=True, slots=True)
class Missed:
    """A story that an outlet did not tell, and how many others did."""

    link: Link
    outlets: int
    moment: Moment
    notes: tuple[str, ...]
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an outlet tells more and less than the others, up to a day; and what it left out.

    `stories` is how many stories two others or more told on days on which it is read here, and
    `told` how many of them it told too.
    """

    until: Moment
    more: tuple[Share, ...]
    less: tuple[Share, ...]
    stories: int
    told: int
    missed: tuple[Missed, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """`/sources/<slug>/`: kind `source`."""

    site: Chrome
    head: Head
    name: str
    count: int
    first: Moment
    last: Moment
    weeks: tuple[Bar, ...]
    topics: tuple[TermRow, ...]
    articles: tuple[Stub, ...]
    entities: tuple[Chip, ...]
    pager: Pager
    feeds: Feeds | None
    coverage: Coverage | None = None
