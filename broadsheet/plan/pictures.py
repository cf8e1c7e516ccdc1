"""Share pictures: which pages have one, and what is written on it.

A picture holds a title, so it is drawn anew only when that changes. Whatever has a content note
has none, and neither has a title in letters that the typeface lacks: no picture beats boxes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from broadsheet.config import Settings
from broadsheet.library import Library
from broadsheet.library.nouns import STORIES
from broadsheet.model import Article, Page
from broadsheet.plan.documents import Picture
from broadsheet.plan.moments import moment
from broadsheet.plan.views import ArticlePage, Card, EditionPage, Head, StoryPage

NAME = "share.png"
_LONGEST = 300  # characters of a title; more does not fit on the picture
_ABOUT = 60  # characters of the lines above and below
#: The letters of PT Serif: Latin and Cyrillic with their marks, and what a newspaper sets.
DRAWN = (
    " -~\u00a0-\u0109\u010c-\u0113\u0116-\u011f\u0122-\u0127\u012a\u012b\u012e-\u0131"
    "\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014c\u014d\u0150-\u0165\u016a-\u0173"
    "\u0178-\u017f\u0218-\u021b\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e\u045f"
    "\u048a-\u04c0\u1e9e\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2116\u2122"
)
_LETTERS = re.compile(f"[{DRAWN}]*")


def with_pictures(pages: Iterable[Page], settings: Settings) -> Iterator[Page]:
    """Yield the pages, those with a picture naming it, and after each its picture."""
    for page in pages:
        picture = _picture(page.data, settings)
        if picture is None:
            yield page
            continue
        at = f"{page.permalink}{NAME}"
        yield replace(page, data=_naming(page.data, settings.absolute(at)))
        yield Page(at, "picture", picture)


def forwarded(
    pages: Iterable[Page], drawn: Mapping[str, Picture], library: Library
) -> Iterator[Page]:
    """Yield pages that lead on from a former address, with the picture that stood there.

    It is the one of the page that lives; `drawn` has all pictures by their addresses. A story
    that dissolved keeps one, of the article that its page leads to.
    """
    article_at = {library.permalinks[article.id]: article for article in library.articles}
    for page in pages:
        yield page
        old, target = page.permalink, library.moved[page.permalink]
        picture = drawn.get(f"{target}{NAME}")
        if picture is None and old.startswith(STORIES) and target in article_at:
            picture = _of_article(article_at[target], library.settings)
        if picture and old.endswith("/"):
            yield Page(f"{old}{NAME}", "picture", picture)


def _naming(data: ArticlePage | StoryPage | EditionPage, at: str) -> object:
    head: Head = data.head
    return replace(data, head=replace(head, picture=at))


def _picture(data: object, settings: Settings) -> Picture | None:
    """Return what is written on the picture of a page, None for a page that has none."""
    if settings.pictures == "none":
        return None
    match data:
        case StoryPage(notes=()):
            return _drawable(settings.title, data.headline, data.first.text)
        case EditionPage(is_front=True):
            return _drawable("", settings.title, settings.tagline)
        case EditionPage():
            return _of_edition(data, settings)
        case ArticlePage(notes=()) if settings.pictures == "all" and not _beside_a_note(data):
            source = f"{data.source.text} · " if data.source else ""
            return _drawable(settings.title, data.title, f"{source}{data.moment.text}")
    return None


def _of_edition(data: EditionPage, settings: Settings) -> Picture | None:
    """Return the picture of an edition: the first of its headlines that needs no note."""
    cards: tuple[Card, ...] = (*((data.lead,) if data.lead else ()), *data.cards)
    free = (card for card in cards if not card.notes)
    when = data.moment.text if data.moment else ""
    return next((_drawable(settings.title, card.headline, when) for card in free), None)


def _of_article(article: Article, settings: Settings) -> Picture | None:
    if settings.pictures == "none" or article.content_notes:
        return None
    return _drawable(settings.title, article.title, moment(article.date).text)


def _beside_a_note(data: ArticlePage) -> bool:
    return data.story is not None and any(stub.notes for stub in data.story.others)


def _drawable(above: str, title: str, below: str) -> Picture | None:
    """Return the picture, without the lines that cannot be drawn; None when its title cannot."""
    fit = _letters(title, _LONGEST)
    return Picture(_letters(above, _ABOUT), fit, _letters(below, _ABOUT)) if fit else None


def _letters(text: str, most: int) -> str:
    """Return the text on one line, cut where it is too long; "" when a letter of it is lacking."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not _LETTERS.fullmatch(line):
        return ""
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
