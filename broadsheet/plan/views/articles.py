"""The page of one article."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views.parts import (
    Chip,
    Chrome,
    Correction,
    Head,
    Link,
    Moment,
    Related,
    Reprint,
    Stub,
)


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
class Provenance:
    seed: str
    lines: str  # "lines 68 to 70"
    captured: Moment | None
    captured_basis: str
    date_basis: str
    via: str
    edited: bool
    annotated: str = ""  # "spacy:en_core_web_sm 3.8.0"
    undone: tuple[str, ...] = ()  # what is not done for texts in its language
    also_in: tuple[tuple[str, str], ...] = ()  # other captures, each with its "lines 68 to 70"


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
    reprints: tuple[Reprint, ...] = ()
    corrections: tuple[Correction, ...] = ()  # the newest first
