"""Exactly what each page shows: the typed `page` that a template is handed, and nothing else.

Every `href` is ready to print (the site's base path is already on it). No view holds a clock
reading, an absolute total that changes with every build, or a whole article that is not its own.
"""

from __future__ import annotations

from dataclasses import dataclass

# ---- small parts --------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Head:
    """The `<head>` of one page. `robots` is "" when there is nothing to forbid."""

    title: str
    description: str
    canonical: str
    robots: str = ""
    feeds: Feeds | None = None
    kind: str = "website"  # OpenGraph: website or article


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity named in passing. `href` is "" when it has no page; an index lists its articles."""

    name: str
    href: str
    type: str  # person, organization, place
    count: int = 0
    articles: tuple[Link, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Pager:
    """Pages of a long list are numbered from the oldest, so that a new article touches one."""

    newer: Link | None = None
    older: Link | None = None


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
class Bar:
    """One week of a chart: its first day, and how many articles."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """A headed list of stubs (the rest of an edition by topic, a day of a timeline)."""

    heading: str
    href: str
    stubs: tuple[Stub, ...]


# ---- pages, one for each kind ---------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Linked:
    """The surface forms under which a body may mention an entity; the first one is linked."""

    forms: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Text:
    """A body to typeset: Markdown, what to link, and the sentences that need an anchor."""

    markdown: str
    linked: tuple[Linked, ...] = ()
    key_points: tuple[str, ...] = ()
    base: str = ""  # what goes before a link that a person typed as `/2026/03/14/...`


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


@dataclass(frozen=True, slots=True)
class Provenance:
    seed: str
    lines: str  # "lines 68 to 70"
    captured: Moment | None
    captured_basis: str
    date_basis: str
    via: str
    edited: bool
    annotated: str = ""  # "spacy:en_core_web_sm 3.8.0"


@dataclass(frozen=True, slots=True)
class StoryRef:
    """The story an article belongs to, seen from that article: the other reports only."""

    link: Link
    sources: int
    others: tuple[Stub, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`/2025/07/29/<slug>/`: kind `article`."""

    site: Chrome
    head: Head
    title: str
    lang: str
    dir: str
    moment: Moment
    modified: Moment | None
    minutes: int
    topics: tuple[Link, ...]
    authors: tuple[str, ...]
    agency: str
    source: Link | None
    dateline: str
    original: str
    notes: tuple[str, ...]
    text: Text
    excerpt: bool
    credits: tuple[str, ...]
    people: tuple[Chip, ...]
    organizations: tuple[Chip, ...]
    places: tuple[Chip, ...]
    story: StoryRef | None
    related: tuple[Related, ...]
    provenance: Provenance | None
    edition: Link
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class StoryPage:
    """`/stories/<slug>/`: kind `story`. `timeline` has a group a day, the newest first."""

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
    timeline: tuple[Group, ...]
    people: tuple[Chip, ...]
    organizations: tuple[Chip, ...]
    places: tuple[Chip, ...]
    related: tuple[Related, ...]
    feeds: Feeds
    quotes: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """`/stories/`: kind `stories`."""

    site: Chrome
    head: Head
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class TermRow:
    """A topic or a source in its index."""

    link: Link
    count: int
    latest: Stub | None


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
    """`/topics/<slug>/`: kind `topic`."""

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
    feeds: Feeds


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
    feeds: Feeds


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
    """An article that mentions the entity, with the sentence that does."""

    stub: Stub
    sentence: str


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity seen together with this one, and the evidence: an article that names both."""

    chip: Chip
    evidence: Link


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


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """`/feeds/`: kind `feeds`."""

    site: Chrome
    head: Head
    opml: str
    main: Feeds
    groups: tuple[tuple[str, tuple[Feeds, ...]], ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Names to look at, the one in doubt first; where it stands; what would settle it."""

    names: tuple[Chip, ...]
    articles: tuple[Link, ...]
    cure: str  # Markdown


@dataclass(frozen=True, slots=True)
class Concern:
    """One kind of doubt on the status page, and the articles or names it touches."""

    heading: str
    explanation: str
    stubs: tuple[Stub, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusPage:
    """`/status/`: kind `status`. Data quality, for the editor."""

    site: Chrome
    head: Head
    figures: tuple[tuple[str, int], ...]
    concerns: tuple[Concern, ...]


@dataclass(frozen=True, slots=True)
class MessagePage:
    """`/404.html`: kind `message`."""

    site: Chrome
    head: Head
    heading: str
    message: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RedirectPage:
    """An address that moved: kind `redirect`."""

    head: Head
    language: str
    target: str
