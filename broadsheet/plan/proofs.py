"""One page of a library, planned alone: what an editor sees of articles that are not published."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.library import Library
from broadsheet.model import Page
from broadsheet.plan.again import frame
from broadsheet.plan.archives import archive_pages
from broadsheet.plan.articles import article_pages
from broadsheet.plan.editions import Desk, edition_pages, outlines
from broadsheet.plan.entities import entity_pages
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.stories import story_pages
from broadsheet.plan.terms import source_pages, topic_pages
from broadsheet.plan.texts import Texts
from broadsheet.plan.views import Head, Link, MessagePage
from broadsheet.plan.voices import Voices
from broadsheet.search import afresh


def proof(library: Library, address: str) -> Page | None:
    """Return the page that a library has at an address, None where it shows no articles there."""
    pieces = Pieces(library, frame(library), Texts(), frozenset({address}))
    return next((page for page in _shown(pieces) if page.permalink == address), None)


def _shown(pieces: Pieces) -> Iterator[Page]:
    yield from article_pages(pieces)
    yield from edition_pages(Desk(pieces))
    voices = Voices(pieces)
    yield from story_pages(pieces, voices, afresh)
    yield from topic_pages(pieces)
    yield from source_pages(pieces)
    yield from entity_pages(pieces, voices, afresh)
    yield from archive_pages(outlines(Desk(pieces)), pieces)


def message(library: Library, heading: str, text: str, links: tuple[Link, ...] = ()) -> Page:
    """Return a page of the site that says something, for nobody but an editor."""
    around = frame(library)
    head = Head(f"{heading} · {library.settings.title}", "", "", robots="noindex")
    return Page("/", "message", MessagePage(around, head, heading, text, links))
