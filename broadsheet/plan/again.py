"""A plan of only what edits reach: the pages that `plan.pages` would yield otherwise than before.

It goes through the same functions as the whole plan, and passes over every address that
`plan.reach` does not name. Whatever is reached and is not planned now is no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from broadsheet.library import Library
from broadsheet.library.nouns import CORRECTIONS
from broadsheet.model import Page
from broadsheet.plan.archives import archive_pages, archives_of
from broadsheet.plan.articles import article_pages
from broadsheet.plan.chrome import chrome
from broadsheet.plan.corrections import correction_pages
from broadsheet.plan.documents import Picture
from broadsheet.plan.editions import Desk, Outline, edition_pages, outlines
from broadsheet.plan.entities import entity_pages
from broadsheet.plan.feeds import FORMATS, feed_pages
from broadsheet.plan.machines import redirect_pages
from broadsheet.plan.pictures import NAME, forwarded, with_pictures
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.reach import STATUS, Edit, reach, reached
from broadsheet.plan.search import SEARCH, patched_pages, search_page
from broadsheet.plan.sightings import named_in
from broadsheet.plan.status import status_page
from broadsheet.plan.stirred import Difference, difference
from broadsheet.plan.stories import story_pages
from broadsheet.plan.survey import NEWS, Survey
from broadsheet.plan.terms import source_pages, topic_pages
from broadsheet.plan.texts import Texts
from broadsheet.plan.views import Chrome
from broadsheet.plan.voices import Voices
from broadsheet.search import Remember

_SITEMAPS = "/sitemap"
_ATOM = "feed.atom"


@dataclass(frozen=True, slots=True)
class Shift:
    """Two libraries, before edits and after, with their texts, and the bodies that were edited.

    `texts` have what the last plan left. `published` are the addresses of all files as they
    stand, and `manifest` is that of the search.
    """

    before: Library
    after: Library
    past: Texts
    texts: Texts
    edits: Sequence[Edit]
    published: Collection[str]
    manifest: bytes


def reached_pages(shift: Shift, remember: Remember) -> tuple[list[Page], frozenset[str]]:
    """Return the pages that the edits may change, and the addresses that are no more.

    Raises LookupError where less is remembered than is needed.
    """
    if shift.before.is_corrected != shift.after.is_corrected:
        raise LookupError("the foot of every page is another one")
    past = Pieces(shift.before, frame(shift.before), shift.past)
    present = Pieces(shift.after, frame(shift.after), shift.texts)
    restated = frozenset(edit.article.id for edit in shift.edits if edit.shows_on_cards)
    found = difference(shift.before, shift.after, restated)
    desk = Desk(present)
    days, archives = _archives(found, desk)
    wanted = {*reached(found), *archives}
    if CORRECTIONS in wanted:  # they are planned all at once
        wanted.update(at for at in shift.published if at.startswith(CORRECTIONS))
    bodies = [edit for edit in shift.edits if edit.article.id not in found.articles]
    for edit in bodies:
        wanted |= reach(edit, shift.after, _sounds_alike(edit, past, present))
    changed = {*found.articles, *(edit.article.id for edit in bodies)}
    index, gone = patched_pages(past, present, changed, shift.manifest, remember)
    pieces = replace(present, wanted=frozenset(wanted))
    shown = chain(_lists(pieces, desk, days, remember), index)
    planned = list(with_pictures(shown, shift.after.settings))
    if found.is_nothing:  # bodies alone: no page came, went or moved
        return planned, frozenset(gone)
    return _with_the_rest(shift, pieces, (wanted, planned), gone)


def _lists(
    pieces: Pieces, desk: Desk, days: Sequence[Outline], remember: Remember
) -> Iterator[Page]:
    voices = Voices(pieces)
    yield from article_pages(pieces)
    yield from story_pages(pieces, voices, remember)
    yield from topic_pages(pieces)
    yield from source_pages(pieces)
    yield from entity_pages(pieces, voices, remember)
    yield from edition_pages(replace(desk, pieces=pieces))
    yield from archive_pages(days, pieces)
    if CORRECTIONS in pieces.wanted:
        yield from correction_pages(pieces)
    yield from feed_pages(pieces)
    if SEARCH in pieces.wanted:
        yield search_page(pieces)
    if STATUS in pieces.wanted:
        yield status_page(pieces)


def _archives(found: Difference, desk: Desk) -> tuple[Sequence[Outline], frozenset[str]]:
    """Return what archives show of all days, and the addresses of those that show another day."""
    known = desk.pieces.texts.days
    before = dict(known)
    for day in found.days:
        known.pop(day.isoformat(), None)
    days = outlines(desk)
    changed = [
        Outline(dt.date.fromisoformat(day), *told)
        for one, other in ((before, known), (known, before))
        for day, told in one.items()
        if other.get(day) != told
    ]
    if before.keys() != known.keys():  # months and years lead to those next to them
        changed += days
    return days, archives_of(changed)


# ---- what tells of all pages, and what only leads to one ----------------------------------------


def _with_the_rest(
    shift: Shift, pieces: Pieces, done: tuple[Set[str], list[Page]], gone: Iterable[str]
) -> tuple[list[Page], frozenset[str]]:
    wanted, planned = done
    texts, published = shift.texts, set(shift.published)
    at = {page.permalink for page in planned}
    left = (set(_files(wanted, published)) - at) | set(gone)
    survey = Survey(shift.after, texts.urls)
    for address in left:
        survey.urls.pop(address, None)
    for page in planned:
        survey.note(page)
    told = list(survey.pages())
    maps = {one for one in published if one == NEWS or one.startswith(_SITEMAPS)}
    left |= {one for one in maps if one.endswith(".xml")} - {page.permalink for page in told}
    alive = (published - texts.former - left) | at | {page.permalink for page in told}
    drawn = {page.permalink: page.data for page in planned if isinstance(page.data, Picture)}
    leading = list(_leading(shift, pieces, alive, drawn))
    former = {page.permalink for page in leading} | _standing(shift, pieces, leading)
    left = (left | texts.former) - former - alive
    texts.urls.clear()
    texts.urls.update(survey.urls)
    texts.former.clear()
    texts.former.update(former)
    return [*planned, *told, *leading], frozenset(left & published)


def _leading(
    shift: Shift, pieces: Pieces, alive: set[str], drawn: Mapping[str, Picture]
) -> Iterator[Page]:
    """Yield what leads on from former addresses; pictures of pages that were planned now."""
    before, after = shift.before.moved, shift.after.moved
    led = ((old, at) for old, at in after.items() if old not in alive)  # to a page that lives: no
    if any(at not in pieces.wanted for old, at in led if before.get(old) != at):
        raise LookupError("an address moved to a page that nothing reached")
    pages = list(redirect_pages(pieces, alive))
    yield from (page for page in pages if after[page.permalink] not in pieces.wanted)
    fresh = (page for page in pages if after[page.permalink] in pieces.wanted)
    yield from forwarded(fresh, drawn, shift.after)


def _standing(shift: Shift, pieces: Pieces, leading: Sequence[Page]) -> set[str]:
    """Return the pictures at former addresses that stay: of pages that were not planned now."""
    moved = shift.after.moved
    olds = (page.permalink for page in leading if page.kind == "redirect")
    kept = {f"{old}{NAME}" for old in olds if moved[old] not in pieces.wanted}
    return kept & shift.texts.former


def _files(wanted: Iterable[str], published: Set[str]) -> Iterator[str]:
    """Yield which of the addresses have a file, with the files that belong to their pages."""
    for address in wanted:
        also = [f"{address}{NAME}"]
        if address.endswith(_ATOM):
            also = [f"{address.removesuffix('atom')}{kind}" for kind in FORMATS]
        yield from (at for at in (address, *also) if at in published)


def _sounds_alike(edit: Edit, past: Pieces, present: Pieces) -> bool:
    """Return whether pages of names repeat the same of the text as before."""
    article = edit.article
    return named_in(article, past) == named_in(article, present) and (
        Voices(past).of_article(article) == Voices(present).of_article(article)
    )


def frame(library: Library) -> Chrome:
    """Return what surrounds every page of a library."""
    return chrome(library.settings, library.is_corrected)


def own_pages(library: Library, texts: Texts, ids: Iterable[str]) -> Iterator[Page]:
    """Yield the pages of these articles alone, and their pictures."""
    wanted = frozenset(library.permalinks[id] for id in ids)
    pieces = Pieces(library, frame(library), texts, wanted)
    return with_pictures(article_pages(pieces), library.settings)
