"""Which pages exist, and exactly what each one shows: Library -> pages.

Planning is pure, and happens in whole wherever a build is in doubt; `again` plans only what edits
reach. Pages whose data differ from last time are rendered, so a page holds nothing that it does
not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from broadsheet.library import Library, Row, living
from broadsheet.library.addresses import new_rows
from broadsheet.model import Page
from broadsheet.plan.again import Shift, frame, own_pages, reached_pages
from broadsheet.plan.archives import archive_pages
from broadsheet.plan.articles import article_pages
from broadsheet.plan.corrections import correction_pages
from broadsheet.plan.documents import Picture
from broadsheet.plan.editions import Desk, edition_pages, outlines
from broadsheet.plan.entities import entity_pages
from broadsheet.plan.feeds import feed_pages
from broadsheet.plan.machines import (
    headers_page,
    keys_page,
    lost_page,
    redirect_pages,
    tombstone_pages,
)
from broadsheet.plan.pictures import forwarded, with_pictures
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.reach import Edit
from broadsheet.plan.retelling import compared, retold
from broadsheet.plan.search import entries, in_use, search_pages
from broadsheet.plan.sightings import naming, reading
from broadsheet.plan.status import status_page
from broadsheet.plan.stories import story_pages
from broadsheet.plan.survey import Survey
from broadsheet.plan.terms import source_pages, topic_pages
from broadsheet.plan.texts import Gist, Texts, gist, version
from broadsheet.plan.voices import Voices
from broadsheet.search import Call, Entry, Remember, afresh, calls

__all__ = [
    "Edit",
    "Gist",
    "Shift",
    "Texts",
    "addresses",
    "gist",
    "in_use",
    "own_pages",
    "pages",
    "reached_pages",
    "version",
]


def pages(
    library: Library,
    remember: Remember = afresh,
    foresee: Callable[[Iterator[Call]], None] | None = None,
    texts: Texts | None = None,
) -> Iterator[Page]:
    """Yield every page of the site, each address once: articles first, redirects last.

    `remember` calls a pure function, or returns what it gave before for the same values.
    `foresee` is told all long calls that it will be asked for, to make them in other processes.
    """
    pieces = Pieces(library, frame(library), texts or Texts())
    indexed = entries(pieces)
    if foresee:
        foresee(_calls(pieces, indexed))
    desk = Desk(pieces)
    voices = Voices(pieces)
    survey = Survey(library)
    planned: set[str] = set()
    drawn: dict[str, Picture] = {}
    shown = chain(
        article_pages(pieces),
        story_pages(pieces, voices, remember),
        topic_pages(pieces),
        source_pages(pieces),
        entity_pages(pieces, voices, remember),
        edition_pages(desk),
        archive_pages(outlines(desk), pieces),
        correction_pages(pieces),
        feed_pages(pieces),
        search_pages(pieces, indexed, remember),
        (keys_page(pieces), status_page(pieces), lost_page(pieces), headers_page(pieces)),
        tombstone_pages(pieces),
    )
    for page in with_pictures(shown, library.settings):
        survey.note(page)
        planned.add(page.permalink)
        if isinstance(page.data, Picture):
            drawn[page.permalink] = page.data
        yield page
    pieces.texts.urls.update(survey.urls)
    yield from _at_last(survey, pieces, planned, drawn)


def _at_last(
    survey: Survey, pieces: Pieces, planned: set[str], drawn: Mapping[str, Picture]
) -> Iterator[Page]:
    """Yield what tells of all other pages, and what leads to them from former addresses."""
    for page in survey.pages():
        planned.add(page.permalink)
        yield page
    former = pieces.texts.former
    former.clear()
    for page in forwarded(redirect_pages(pieces, planned), drawn, pieces.library):
        former.add(page.permalink)
        yield page


def _calls(pieces: Pieces, indexed: Sequence[Entry]) -> Iterator[Call]:
    """Yield the calls that take half the time of planning: whatever reads whole texts."""
    yield from ((retold, compared(story, pieces)) for story in pieces.library.stories)
    yield from ((naming, (reading(day, pieces)[1],)) for day in pieces.library.editions)
    yield from calls(indexed)


def addresses(library: Library, known: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows to add to the register of addresses, `known`, for all that lives now."""
    return new_rows(living(library), known)
