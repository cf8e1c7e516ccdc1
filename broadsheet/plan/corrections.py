"""What was wrong and was put right: on the article's page, on one page for all, and in feeds.

A correction stands where the mistake stood, dated, and is never taken back silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.content import body
from broadsheet.library import Library
from broadsheet.library.nouns import CORRECTIONS
from broadsheet.model import Article, Block, Page, When, chronology
from broadsheet.plan.lists import leaves
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.prose import contains
from broadsheet.plan.views import Corrected, Correction, CorrectionsPage, Link
from broadsheet.text import direction

_ABOUT = "What was wrong on this site, and what is right"
_WITHHELD = "The correction stands in the article."


@dataclass(frozen=True, slots=True)
class Put:
    """A correction of an article: when it was put right, its place in the page, its words."""

    article: Article
    when: When
    correction: Correction


def corrections(article: Article) -> tuple[Correction, ...]:
    """Return the corrections of an article, the newest first."""
    return tuple(one.correction for one in reversed(_put(article)))


def _put(article: Article) -> list[Put]:
    """Return the corrections of an article, the oldest first, each with an id of its own."""
    days: Counter[str] = Counter()
    found = []
    for when, text in sorted(article.corrected, key=lambda one: chronology(one[0])):
        day = when.isoformat()[:10]
        days[day] += 1
        place = f"correction-{day}" + (f"-{days[day]}" if days[day] > 1 else "")
        found.append(Put(article, when, Correction(place, moment(when), text)))
    return found


def every_correction(library: Library) -> tuple[Put, ...]:
    """Return the corrections of all articles, the oldest first."""
    found = [one for article in library.articles if article.corrections for one in _put(article)]
    return tuple(sorted(found, key=lambda one: (chronology(one.when), one.article.id)))


def told(one: Put, library: Library) -> str:
    """Return the words of a correction as other pages may repeat them."""
    withheld = tuple(library.withheld.get(one.article.id, ()))
    return _WITHHELD if contains(one.correction.text, withheld) else one.correction.text


def noted(article: Article, markdown: str) -> str:
    """Return a body, as Markdown, with the corrections of its article above it."""
    notes = [
        f"**Correction, {one.moment.text}:** {body((Block('paragraph', one.text),))}"
        for one in corrections(article)
    ]
    return "\n\n".join((*notes, markdown)) if notes else markdown


def correction_pages(pieces: Pieces) -> Iterator[Page]:
    """Yield the pages that list all corrections, where there is any."""
    library = pieces.library
    listed = every_correction(library)
    if not listed:
        return
    settings = library.settings
    feeds = pieces.feeds(CORRECTIONS, "Corrections")
    for leaf in leaves(listed, CORRECTIONS, settings.base, settings.list_length):
        title = f"Corrections, page {leaf.number}" if leaf.number else "Corrections"
        head = pieces.head(leaf.permalink, title, _ABOUT, feeds=feeds)
        entries = tuple(_corrected(one, pieces) for one in leaf.entries)
        view = CorrectionsPage(pieces.chrome, head, entries, leaf.pager)
        yield Page(leaf.permalink, "corrections", view)


def _corrected(one: Put, pieces: Pieces) -> Corrected:
    article = one.article
    href = f"{pieces.article_href(article)}#{one.correction.id}"
    return Corrected(
        moment=one.correction.moment,
        text=told(one, pieces.library),
        article=Link(article.title, href),
        lang=article.lang,
        dir=direction(article.lang),
    )
