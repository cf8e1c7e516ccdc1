"""What is there for whoever lost the way: the page of nothing, redirects, the list of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadsheet.library.nouns import Tombstone
from broadsheet.model import Page
from broadsheet.plan.documents import HeadersPage
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import Head, KeysPage, Link, MessagePage, RedirectPage


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


def headers_page(pieces: Pieces) -> Page:
    """Return the file that tells hosts which headers to send."""
    return Page("/_headers", "headers", HeadersPage(pieces.library.settings.base))


def tombstone_pages(pieces: Pieces) -> Iterator[Page]:
    """Yield what answers in place of removed articles and names, telling nothing of them."""
    for stone in pieces.library.removal.tombstones:
        what = "article" if stone.kind == "article" else "page"
        when = f" on {moment(stone.date).text}" if stone.date else ""
        message = f"This {what} was removed{when}{_because(stone)}"
        head = pieces.head(stone.permalink, "Removed", robots="noindex")
        links = (Link("The latest edition", pieces.chrome.home), *pieces.chrome.nav[1:])
        view = MessagePage(pieces.chrome, head, "Removed", message, links)
        yield Page(stone.permalink, "message", view)


def _because(stone: Tombstone) -> str:
    said = stone.reason.rstrip(".")
    return f": {said}." if said else "."


def keys_page(pieces: Pieces) -> Page:
    """Return the page that lists the keys, and lets a reader switch them off."""
    head = pieces.head("/keys/", "Keys", "The keys of this site, and how to switch them off")
    return Page("/keys/", "keys", KeysPage(pieces.chrome, head))


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
