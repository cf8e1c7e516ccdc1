"""The nouns that travel between the rooms. Frozen, and importing nothing of ours.

Paths are posix and relative to the site folder. Lines count from 1. A `When` is a day when
only the day is known, and an instant with a zone otherwise: no precision is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal

When = dt.date | dt.datetime
DateBasis = Literal["relative", "inferred", "captured"]
CapturedBasis = Literal["stated", "name", "inferred", "file"]
_A_DAY = len("2025-08-06")
EntityType = Literal["person", "organization", "place"]
BlockKind = Literal["paragraph", "subhead", "quote", "item", "step", "row", "caption", "code"]


# ---- captures and what is cut from them -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a capture, first and last included."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"L{self.first}" if self.first == self.last else f"L{self.first}-L{self.last}"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a person declared beside a capture, in `<name>.yaml`."""

    captured: When | None = None
    url: str | None = None
    source: str | None = None
    lang: str | None = None
    rights: str | None = None
    noindex: bool | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A file in `seeds/`: nothing decoded, nothing understood.

    A text dump is held in `data`; any other form is read from `opened`, as often as it is called,
    and has no data here. `size` is in bytes; `sign` is how the file looked, "" where it is so
    young that it may change unseen.
    """

    path: str
    data: bytes
    modified: dt.datetime
    sidecar: Sidecar = Sidecar()
    opened: Callable[[], BinaryIO] | None = None
    size: int = 0
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """A seed's text, with the time at which the capture was made (None: not known yet)."""

    seed: str
    text: str
    captured: When | None
    captured_basis: CapturedBasis
    sidecar: Sidecar = Sidecar()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a body, as plain text: no Markdown, no line breaks.

    A `step` is an item of a numbered list. Rows that follow each other are a table, the first
    of them its head; cells are parted by tabs. Only `code` holds line breaks.
    """

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where a text leads on: code points `start` to `end` of its block, and an address."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class LinkedBlock(Block):
    """A block with links, in their order and not overlapping."""

    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Clipping:
    """An article cut out of a capture, not yet enriched. `when` is the time as printed.

    `ident` is what its publisher calls it, the same in every capture: a feed entry's id, a
    message's id. `updated` is when its publisher says that it was changed last, `summary` the
    standfirst that it declares.
    """

    seed: str
    span: Span
    title: str
    body: tuple[Block, ...] = ()
    source: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    date: When | None = None
    date_basis: DateBasis | None = None
    when: str | None = None
    section: str | None = None
    dateline: str | None = None
    credits: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    via: str | None = None
    url: str | None = None
    lang: str | None = None
    rights: str | None = None
    noindex: bool | None = None
    captured: When | None = None
    captured_basis: CapturedBasis = "file"
    ident: str | None = None
    updated: When | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line, or a sentence inside a line, that no article took, and why."""

    seed: str
    line: int
    text: str
    reason: str


# ---- what is understood ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of an entity: offsets in code points, `name` the canonical one."""

    start: int
    end: int
    type: EntityType
    name: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the IPTC Media Topics; `code` is like `medtop:02000000`, "" for our own.

    `parent` is the slug of the topic above it, "" on the top level.
    """

    slug: str
    name: str
    code: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class TopicNote:
    """What a person says of a topic: its name, its place, what speaks for it and against it.

    `terms` are phrases with their weights, `cues` phrases that keep a text from the topic.
    """

    name: str | None = None
    hidden: bool = False
    parent: str | None = None
    terms: tuple[tuple[str, float], ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicScore:
    slug: str
    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that was found out about one text. Names are canonical, most salient first."""

    lang: str = "en"
    mentions: tuple[Mention, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # of these names, at most six that the text is about
    topics: tuple[TopicScore, ...] = ()
    summary: str = ""
    key_points: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    content_notes: tuple[str, ...] = ()
    by: str = ""  # the backend and the annotators, with their versions


# ---- what is kept ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One Markdown file under `content/`. `id` is its path there without `.md`: for ever."""

    id: str
    title: str
    date: When
    body: str = ""
    date_basis: DateBasis | None = None
    lastmod: When | None = None
    corrections: tuple[str, ...] = ()  # each `2025-08-06: what was wrong`
    draft: bool = False
    slug: str | None = None
    aliases: tuple[str, ...] = ()
    lang: str = "en"
    summary: str = ""
    image: str | None = None
    source: str | None = None
    also_at: tuple[str, ...] = ()  # other outlets of this text: `Outlet` or `Outlet: its headline`
    agency: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    source_url: str | None = None
    via: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # of these names, those that the article is about
    story: str | None = None
    story_doubt: float | None = None  # how like its story it is, where that is little
    key_points: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()  # each `Speaker: what was said`
    content_notes: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    rights: str | None = None
    noindex: bool | None = None  # None: a third party's is not listed, our own is
    seed: str | None = None
    also_in: tuple[str, ...] = ()  # other captures of it, written like `seed`
    captured: When | None = None
    captured_basis: CapturedBasis | None = None
    annotated: str | None = None  # by which backend and version
    generated: str | None = None
    edited: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"content/{self.id}.md"

    @property
    def day(self) -> dt.date:
        """The calendar day as written, in the date's own zone: the edition it belongs to."""
        return self.date.date() if isinstance(self.date, dt.datetime) else self.date

    @property
    def corrected(self) -> tuple[tuple[When, str], ...]:
        """(when, what was wrong) of each correction that begins with a date."""
        parted = (line.partition(": ") for line in self.corrections)
        dated = ((_stated(head), text.strip()) for head, _, text in parted)
        return tuple((when, text) for when, text in dated if when is not None and text)

    @property
    def modified(self) -> When | None:
        """When the article was changed last: `lastmod`, or its newest correction."""
        stated = (self.lastmod,) if self.lastmod else ()
        return max((*stated, *(when for when, _ in self.corrected)), key=chronology, default=None)

    @property
    def reprints(self) -> tuple[tuple[str, str], ...]:
        """(outlet, its headline) of each line of `also_at`."""
        parted = (line.partition(": ") for line in self.also_at)
        return tuple((name.strip(), headline or self.title) for name, _, headline in parted)


@dataclass(frozen=True, slots=True)
class Record:
    """An authority record, `content/entities/<slug>.md`: a person's last word on an entity."""

    slug: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    public: bool | None = None
    body: str = ""
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)  # of `name`, `aliases.0`

    @property
    def path(self) -> str:
        return f"content/entities/{self.slug}.md"


# ---- what is published -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """A planned page: where, which template (`pages/<kind>.html`), and exactly what it shows."""

    permalink: str
    kind: str
    data: Any


@dataclass(frozen=True, slots=True)
class Artifact:
    """A rendered file: its path under `site/`, and its bytes."""

    path: str
    data: bytes


def _stated(text: str) -> When | None:
    """Return the day or the instant with a zone that a text is; None for any other text."""
    try:
        if len(text) == _A_DAY:
            return dt.date.fromisoformat(text)
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo else None


def chronology(when: When) -> str:
    """Return a key that sorts instants within a day in UTC and a bare day before them."""
    if not isinstance(when, dt.datetime):
        return when.isoformat()
    return f"{when.date().isoformat()}T{when.timestamp():015.3f}"
