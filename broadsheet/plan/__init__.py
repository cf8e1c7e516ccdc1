"""Which pages exist, and exactly what each one shows: Library -> pages.

Planning is pure and cheap, and happens in whole on every build; only pages whose data differ
from last time are rendered. So a page holds nothing that it does not show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from broadsheet.library import Library, Row, living
from broadsheet.library.addresses import new_rows
from broadsheet.model import Page
from broadsheet.plan.archives import archive_pages
from broadsheet.plan.articles import article_pages
from broadsheet.plan.chrome import chrome
from broadsheet.plan.editions import composition, edition_pages
from broadsheet.plan.entities import entity_pages
from broadsheet.plan.feeds import feed_pages
from broadsheet.plan.machines import Survey, lost_page, redirect_pages
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.status import status_page
from broadsheet.plan.stories import story_pages
from broadsheet.plan.terms import source_pages, topic_pages
from broadsheet.plan.voices import Voices

__all__ = ["addresses", "pages"]


def pages(library: Library) -> Iterator[Page]:
    """Yield every page of the site, each address once: articles first, redirects last."""
    pieces = Pieces(library, chrome(library.settings))
    made_up = [composition(edition, pieces) for edition in library.editions]
    voices = Voices(pieces)
    survey = Survey(library)
    planned: set[str] = set()
    for page in chain(
        article_pages(pieces),
        story_pages(pieces, voices),
        topic_pages(pieces),
        source_pages(pieces),
        entity_pages(pieces, voices),
        edition_pages(made_up, pieces),
        archive_pages(made_up, pieces),
        feed_pages(pieces),
        (status_page(pieces), lost_page(pieces)),
    ):
        survey.note(page)
        planned.add(page.permalink)
        yield page
    yield from survey.pages()
    planned.update(("/sitemap.xml", "/robots.txt"))
    yield from redirect_pages(pieces, planned)


def addresses(library: Library, known: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows to add to the register of addresses, `known`, for all that lives now."""
    return new_rows(living(library), known)
