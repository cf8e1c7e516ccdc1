"""Editions and archives: what was told on a day, in a month, in a year."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views.parts import Bar, Card, Chip, Chrome, Group, Head, Link, Moment


@dataclass(frozen=True, slots=True)
class Day:
    """One edition in an archive."""

    link: Link
    moment: Moment
    articles: int
    headlines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stories of an earlier day that help to fill the front page."""

    link: Link
    moment: Moment
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a calendar; `href` is "" on a day without an edition."""

    day: int
    href: str = ""
    iso: str = ""
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month in weeks of seven, from Monday; None for days of the months around it."""

    caption: str
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class EditionPage:
    """`/` and `/2025/07/29/`: kind `edition`."""

    site: Chrome
    head: Head
    moment: Moment | None  # None: nothing published yet
    is_front: bool
    lead: Card | None
    cards: tuple[Card, ...]
    briefs: tuple[Group, ...]
    articles: int
    sources: int
    minutes: int
    newer: Link | None
    older: Link | None
    up: Link | None = None  # the archive of its month
    earlier: tuple[Earlier, ...] = ()  # the front page alone, when the newest day is thin
    recent: tuple[Day, ...] = ()  # the front page's rail
    whole: Link | None = None  # the edition's own page, where the front page shows less
    topics: tuple[Link, ...] = ()
    entities: tuple[Chip, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """`/2025/` and `/2025/07/`: kind `archive`. `months` for a year, `days` for a month."""

    site: Chrome
    head: Head
    heading: str
    up: Link | None
    months: tuple[Day, ...]
    days: tuple[Day, ...]
    newer: Link | None
    older: Link | None
    calendar: Calendar | None = None  # of a month
    weeks: tuple[Bar, ...] = ()  # of a year
