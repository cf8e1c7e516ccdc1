"""Which pages exist, and exactly what each one shows: Library -> pages.

Planning is pure and cheap, and happens in whole on every build; only pages whose data differ
from last time are rendered. So a page holds nothing that it does not show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from broadsheet.plan.reach import STATUS, Edit, reach
from broadsheet.plan.retelling import compared, retold
from broadsheet.plan.search import entries, in_use, patched_pages, search_pages
from broadsheet.plan.sightings import named_in, naming, reading
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
    pieces = Pieces(library, chrome(library.settings), texts or Texts())
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
    yield from ((naming, (reading(day, pieces)[1],)) for day in pieces.library.editions)
    yield from calls(indexed)


def reached_pages(
    library: Library, texts: Texts, edits: Sequence[Edit], manifest: bytes, remember: Remember
) -> tuple[Iterator[Page], Sequence[str]]:
    """Return the pages that edits of bodies may change, and the addresses that are no more.

    The library is as it was before, `texts` are as they are now but for `months`; `manifest` is
    that of the search as it stands. Raises LookupError where less is remembered than is needed.
    """
    frame = chrome(library.settings)
    past, present = Pieces(library, frame), Pieces(library, frame, texts)
    wanted = frozenset[str]().union(
        *(reach(edit, library, _sounds_alike(edit, past, present)) for edit in edits)
    )
    pieces = Pieces(library, frame, texts, wanted)
    voices = Voices(pieces)
    before = {edit.article.id: edit.article for edit in edits}
    found, gone = patched_pages(pieces, before, manifest, remember)
    lists: Iterable[Page] = ()
    if any(edit.shows_on_cards for edit in edits):
        made_up = [composition(edition, pieces) for edition in library.editions]
        listed = chain(topic_pages(pieces), source_pages(pieces), edition_pages(made_up, pieces))
        lists = (page for page in listed if page.permalink in wanted)
    shown = chain(
        article_pages(pieces),
        story_pages(pieces, voices, remember),
        entity_pages(pieces, voices, remember),
        lists,
        [status_page(pieces)] if STATUS in wanted else (),
        feed_pages(pieces),
        found,
    )
    return with_pictures(shown, library.settings), gone


def own_pages(library: Library, texts: Texts, edits: Sequence[Edit]) -> Iterator[Page]:
    """Yield the pages of the edited articles alone, and their pictures."""
    wanted = frozenset(library.permalinks[edit.article.id] for edit in edits)
    pieces = Pieces(library, chrome(library.settings), texts, wanted)
    return with_pictures(article_pages(pieces), library.settings)


def _sounds_alike(edit: Edit, past: Pieces, present: Pieces) -> bool:
    """Return whether pages of names repeat the same of the text as before."""
    article = edit.article
    return named_in(article, past) == named_in(article, present) and (
        Voices(past).of_article(article) == Voices(present).of_article(article)
    )


def addresses(library: Library, known: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows to add to the register of addresses, `known`, for all that lives now."""
    return new_rows(living(library), known)
