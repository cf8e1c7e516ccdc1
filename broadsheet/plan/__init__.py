"""Which pages exist, and exactly what each one shows: Library -> pages.

Planning is pure and cheap, and happens in whole on every build; only pages whose data differ
from last time are rendered. So a page holds nothing that it does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from broadsheet.library import Library, Row, living
from broadsheet.library.addresses import new_rows
from broadsheet.model import Page
from broadsheet.plan.archives import archive_pages
from broadsheet.plan.articles import article_pages
from broadsheet.plan.chrome import chrome
from broadsheet.plan.documents import Picture
from broadsheet.plan.editions import composition, edition_pages
from broadsheet.plan.entities import entity_pages
from broadsheet.plan.feeds import feed_pages
from broadsheet.plan.machines import keys_page, lost_page, redirect_pages
from broadsheet.plan.pictures import forwarded, with_pictures
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.retelling import compared, retold
from broadsheet.plan.search import entries, search_pages
from broadsheet.plan.sightings import naming, texts
from broadsheet.plan.status import status_page
from broadsheet.plan.stories import story_pages
from broadsheet.plan.survey import Survey
from broadsheet.plan.terms import source_pages, topic_pages
from broadsheet.plan.voices import Voices
from broadsheet.search import Call, Entry, Remember, afresh, calls

__all__ = ["addresses", "pages"]


def pages(
    library: Library,
    remember: Remember = afresh,
    foresee: Callable[[Iterator[Call]], None] | None = None,
) -> Iterator[Page]:
    """Yield every page of the site, each address once: articles first, redirects last.

    `remember` calls a pure function, or returns what it gave before for the same values.
    `foresee` is told all long calls that it will be asked for, to make them in other processes.
    """
    pieces = Pieces(library, chrome(library.settings))
    indexed = entries(pieces)
    if foresee:
        foresee(_calls(pieces, indexed))
    made_up = [composition(edition, pieces) for edition in library.editions]
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
        edition_pages(made_up, pieces),
        archive_pages(made_up, pieces),
        feed_pages(pieces),
        search_pages(pieces, indexed, remember),
        (keys_page(pieces), status_page(pieces), lost_page(pieces)),
    )
    for page in with_pictures(shown, library.settings):
        survey.note(page)
        planned.add(page.permalink)
        if isinstance(page.data, Picture):
            drawn[page.permalink] = page.data
        yield page
    for page in survey.pages():
        planned.add(page.permalink)
        yield page
    yield from forwarded(redirect_pages(pieces, planned), drawn, library)


def _calls(pieces: Pieces, indexed: Sequence[Entry]) -> Iterator[Call]:
    """Yield the calls that take half the time of planning: whatever reads whole texts."""
    yield from ((retold, compared(story, pieces)) for story in pieces.library.stories)
    yield from ((naming, (texts(day, pieces)[1],)) for day in pieces.library.editions)
    yield from calls(indexed)


def addresses(library: Library, known: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows to add to the register of addresses, `known`, for all that lives now."""
    return new_rows(living(library), known)
