"""What is there for machines and for whoever lost the way: sitemap, robots, 404, redirects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from broadsheet.library import Library
from broadsheet.model import Page
from broadsheet.plan.documents import RobotsPage, SitemapPage
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import (
    ArticlePage,
    EditionPage,
    EntityPage,
    Head,
    Link,
    MessagePage,
    RedirectPage,
    SourcePage,
    StoryPage,
)

SITEMAP = "/sitemap.xml"


def lost_page(pieces: Pieces) -> Page:
    """Return the page for an address where nothing is."""
    message = (
        "Nothing is published at this address: it may be mistyped, or what stood here was "
        "withdrawn. Pages that only moved lead on by themselves."
    )
    head = pieces.head("/404.html", "Not found", robots="noindex")
    links = (Link("The latest edition", pieces.chrome.home), *pieces.chrome.nav[1:])
    view = MessagePage(pieces.chrome, head, "There is no such page", message, links)
    return Page("/404.html", "message", view)


def redirect_pages(pieces: Pieces, living: Iterable[str]) -> Iterator[Page]:
    """Yield a page for each address that moved, save those where a page lives.

    Addresses that differ in case alone count as one: not every disk tells them apart.
    """
    library = pieces.library
    alive = frozenset(living)
    taken = {address.casefold() for address in alive}
    for old, target in sorted(library.moved.items()):
        if target in alive and old.casefold() not in taken:
            taken.add(old.casefold())
            head = Head("Moved", "", library.settings.absolute(target), robots="noindex")
            view = RedirectPage(head, library.settings.language, pieces.href(target))
            yield Page(old, "redirect", view)


class Survey:
    """What a sitemap lists, gathered while the pages go by: indexable ones, with their day."""

    def __init__(self, library: Library) -> None:
        self._settings = library.settings
        self._urls: list[tuple[str, str]] = []

    def note(self, page: Page) -> None:
        """Remember a page that search engines may list."""
        head = getattr(page.data, "head", None)
        if isinstance(head, Head) and "noindex" not in head.robots:
            self._urls.append((self._settings.absolute(page.permalink), _day(page.data)))

    def pages(self) -> tuple[Page, Page]:
        """Return the sitemap of what was noted, and the robots.txt that names it."""
        urls: Sequence[tuple[str, str]] = sorted(self._urls)
        sitemap = self._settings.absolute(SITEMAP)
        return (
            Page(SITEMAP, "sitemap", SitemapPage(tuple(urls))),
            Page("/robots.txt", "robots", RobotsPage(sitemap)),
        )


def _day(view: object) -> str:
    """Return the day of the newest thing that a page shows; "" where none is its own."""
    match view:
        case ArticlePage():
            stamp = (view.modified or view.moment).iso
        case EditionPage():
            stamp = view.moment.iso if view.moment else ""
        case EntityPage() | SourcePage() | StoryPage():
            stamp = view.last.iso
        case _:
            stamp = ""
    return stamp[: len(dt.date.min.isoformat())]
