"""Small parts that many pages show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date to show: `iso` for machines, `text` ("29 July 2025"), `clock` ("09:12 UTC" or "")."""

    iso: str
    text: str
    clock: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in an article, and when that was said; `id` is its place in the page."""

    id: str
    moment: Moment
    text: str


@dataclass(frozen=True, slots=True)
class Feeds:
    """The three feeds of one address, for autodiscovery and for the links on the page."""

    title: str
    atom: str
    rss: str
    json: str


@dataclass(frozen=True, slots=True)
class Chrome:
    """What surrounds every page of the site; changes only with the settings."""

    title: str
    tagline: str
    language: str
    base: str  # "" or "/sub": static files are at {base}/static/
    home: str
    nav: tuple[Link, ...]
    footer: tuple[Link, ...]
    feeds: Feeds
    origin: str = ""  # "https://example.org": an `href` behind it is an absolute address


@dataclass(frozen=True, slots=True)
class Head:
    """The `<head>` of one page. `robots` is "" when there is nothing to forbid.

    `canonical` is the page's own address. `original` is where the very text was published first:
    for search engines that is the canonical address, whatever shows it again.
    """

    title: str
    description: str
    canonical: str
    robots: str = ""
    feeds: Feeds | None = None
    kind: str = "website"  # OpenGraph: website or article
    original: str = ""
    picture: str = ""  # the absolute address of the share picture


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity named in passing. `href` is "" when it has no page; an index lists its articles."""

    name: str
    href: str
    type: str  # person, organization, place
    count: int = 0
    articles: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Reprint:
    """Another outlet that printed the same text; `headline` is "" where it is the same one."""

    outlet: Link
    headline: str = ""


@dataclass(frozen=True, slots=True)
class Stub:
    """An article in a list."""

    id: str
    title: str
    href: str
    moment: Moment
    lang: str
    dir: str
    source: Link | None = None
    topic: Link | None = None
    summary: str = ""
    notes: tuple[str, ...] = ()
    minutes: int = 1
    reprints: tuple[Reprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A story on the front page and in lists; one report alone is a story too."""

    headline: str
    href: str
    lang: str
    dir: str
    moment: Moment  # of the first report
    sources: int
    topic: Link | None = None
    notes: tuple[str, ...] = ()
    summary: str = ""
    reports: tuple[Stub, ...] = ()  # up to three shown; empty for a report alone
    folded: tuple[Stub, ...] = ()
    source: Link | None = None  # of a report alone
    entities: tuple[Chip, ...] = ()
    fresh: int = 0  # reports of the edition's own day, of a story that began before
    reprints: tuple[Reprint, ...] = ()  # of a report alone


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of a long list are numbered from the oldest, so that a new article touches one."""

    newer: Link | None = None
    older: Link | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a chart: its first day, and how many articles."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """A headed list of stubs: the rest of an edition by topic."""

    heading: str
    href: str
    stubs: tuple[Stub, ...]
    more: int = 0  # those that the edition's own page has beside these


@dataclass(frozen=True, slots=True)
class Related:
    stub: Stub
    reason: str  # "shares Nvidia, export controls"


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation: who said it, and the place in the article that has it."""

    text: str
    speaker: Chip
    article: Link
    lang: str
    dir: str
