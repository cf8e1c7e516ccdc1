"""The short way of a build in which nothing but bodies of articles was edited.

A build that went well leaves what it planned from: the library of all articles without their
bodies, what else is shown of each body (its gist), and how every input looked. Where since then
only articles were written to, and their facts are the same, only the pages that a body reaches
are planned. Whatever else is found is left to the whole build: `None`.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import orjson

from broadsheet import content, disk, plan, printing
from broadsheet.disk import Look, Output
from broadsheet.errors import InputError, Problem
from broadsheet.library import Library
from broadsheet.model import Article, Page
from broadsheet.plan import Edit, Gist, Texts
from broadsheet.printing import Order, Run, Stopwatch
from broadsheet.reading import is_article, shown
from broadsheet.render import Press
from broadsheet.site import Site
from broadsheet.state import State

MOST = 20  # edited articles: with more, the whole build is hardly longer
_LIBRARY = "library"  # under which names the state has what is remembered
_SHELF = "shelf"
_MANIFEST = "search/index.json"
_LARGEST = 100_000_000  # bytes of it
_FACTS = tuple(field.name for field in fields(Article))


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the last build was made from. `seal` names the library that is kept with it."""

    look: Look
    gists: dict[str, Gist]
    months: Mapping[str, str]  # what stands for each in the search
    hidden: frozenset[str]  # topics that are shown nowhere
    library: Library
    seal: str


class StaleError(Exception):
    """A body is not the one that the last build knew: someone writes while we read."""


@contextlib.contextmanager
def unhurried() -> Iterator[None]:
    """Collect no garbage for a while: nouns form no cycles, and a tenth of a build is saved."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# ---- what is remembered --------------------------------------------------------------------------


def remember(now: Look | None, state: State, made: Library, texts: Texts, hidden: Any) -> None:
    """Keep, after a whole build without a fault, what a short one starts from."""
    if now is None:
        return
    seal = state.memo.keep(_LIBRARY, made, {Article: bodiless})
    gists = {article.id: texts.gist(article) for article in made.articles}
    _note(Shelf(now, gists, texts.months, frozenset(hidden), made, seal), state)


def bodiless(article: Article) -> tuple[Any, ...]:
    """Return how an article is taken apart to be kept: all but its body."""
    return Article, tuple("" if name == "body" else getattr(article, name) for name in _FACTS)


def _note(shelf: Shelf, state: State) -> None:
    said = {
        "signs": shelf.look.signs,
        "words": shelf.look.words,
        "files": shelf.look.files,
        "gists": {id: _said(gist) for id, gist in shelf.gists.items()},
        "months": shelf.months,
        "hidden": sorted(shelf.hidden),
        "seal": shelf.seal,
    }
    try:
        state.say(_SHELF, orjson.dumps(said).decode())
    except (TypeError, ValueError):  # a name that is not UTF-8
        state.say(_SHELF, "")


@dataclass(frozen=True, slots=True)
class Note:
    """What a shelf is said to hold, before its library is loaded."""

    look: Look
    said: Mapping[str, Any]


def _note_of(state: State) -> Note | None:
    """Return what the last build left, where the site still stands as it left it."""
    before = printing.remembered(state.standing)
    try:
        said = orjson.loads(state.said(_SHELF))
        if before is None or said["signs"] != before.signs:
            return None
        return Note(replace(before, files=said["files"], words=said["words"]), said)
    except (ValueError, TypeError, KeyError):
        return None


def remembered(state: State, now: Look | None) -> Shelf | None:
    """Return what the last build left, where the inputs are still the same."""
    note = _note_of(state)
    if note is None or now is None or not now.still(note.look):
        return None
    return _with_library(note, state)


def _with_library(note: Note, state: State) -> Shelf | None:
    said = note.said
    try:
        gists = {id: _gist(*told) for id, told in said["gists"].items()}
        library = state.memo.kept(_LIBRARY, said["seal"])
        if not isinstance(library, Library) or len(gists) != len(library.articles):
            return None
        hidden = frozenset(said["hidden"])
        return Shelf(note.look, gists, said["months"], hidden, library, said["seal"])
    except (ValueError, TypeError, KeyError):
        return None


def _said(gist: Gist) -> tuple[object, ...]:
    return (
        gist.minutes,
        gist.opening,
        gist.is_empty,
        gist.edited,
        gist.leading,
        gist.version,
    )


def _gist(
    minutes: int, opening: str, is_empty: bool, edited: bool, leading: list[int], version: str
) -> Gist:
    return Gist(minutes, opening, is_empty, edited, tuple(leading), version)


def mark(texts: Texts, state: State) -> None:
    """Keep what is remembered of the words of each month: a short build starts from it."""
    for function, value in plan.in_use(texts.months):
        state.memo.mark(function, value)


def marked(pages: Iterable[Page], texts: Texts, state: State) -> Iterator[Page]:
    """Yield the pages of a whole plan; then mark what is of use, as it is known only then."""
    yield from pages
    mark(texts, state)


# ---- the build -----------------------------------------------------------------------------------


@dataclass(slots=True)
class Desk:
    """What a short build works with. `hurries`: the articles themselves are printed first."""

    site: Site
    state: State
    shelf: Shelf
    watch: Stopwatch
    press: Press
    hurries: bool = False


def built(site: Site, now: Look | None, state: State, watch: Stopwatch) -> Run | None:
    """Bring the site up to edits of bodies; None where there is more to do, or other things."""
    with unhurried():
        return _built(site, now, state, watch)


def _built(site: Site, now: Look | None, state: State, watch: Stopwatch) -> Run | None:
    said = _note_of(state)
    if said is None or now is None or not (paths := articles(site, now.edited(said.look))):
        return None
    shelf = _with_library(said, state)
    if shelf is None:
        return None
    try:
        output = disk.output(site.out, site.state / "scratch")
        looked = printing.as_left(output, state)
        if looked is None:
            return None
        state.ledger.put(looked)
        done = brought_up(
            Desk(site, state, shelf, watch, Press(site.templates)), paths, now, output
        )
    except OSError:
        return None
    return done[0] if done else None


def articles(site: Site, edited: Sequence[str] | None) -> list[str]:
    """Return the edited articles, relative to the site; nothing where other files were edited."""
    root = f"{site.root}/"
    paths = [path.removeprefix(root) for path in edited or ()]
    fit = len(paths) <= MOST and all(p.startswith("content/") and is_article(p) for p in paths)
    return paths if fit else []


def brought_up(
    desk: Desk, paths: Sequence[str], now: Look, output: Output
) -> tuple[Run, Shelf] | None:
    """Print what the edits of these articles reach; None where that is not all there is to do."""
    try:
        edited = [_read(desk, path) for path in paths]
        desk.watch.lap("reading")
        return _printed(desk, edited, now, output)
    except (StaleError, InputError, OSError, LookupError):
        return None


def _printed(
    desk: Desk, edited: Sequence[tuple[Article, Article]], now: Look, output: Output
) -> tuple[Run, Shelf]:
    site, state, shelf = desk.site, desk.state, desk.shelf
    gists = {**shelf.gists, **{after.id: plan.gist(after) for _, after in edited}}
    texts = Texts(_bodies(desk, [after for _, after in edited], gists), gists, dict(shelf.months))
    edits = [Edit(old, shelf.gists[old.id], gists[old.id]) for old, _ in edited]
    state.memo.whole = False
    if desk.hurries:
        own = plan.own_pages(shelf.library, texts, edits)
        printing.run(own, desk.press, output, state, Order(watch=desk.watch, gone=()))
    manifest = disk.read(site.out, _MANIFEST, _LARGEST)
    pages, gone = plan.reached_pages(shelf.library, texts, edits, manifest, state.memo)
    mark(texts, state)
    order = Order(watch=desk.watch, gone=gone)
    run = printing.run(pages, desk.press, output, state, order)
    fresh = replace(shelf, look=now, gists=gists, months=texts.months)
    if not (run.problems or run.notes or state.notes):
        printing.remember(now, state)
        _note(fresh, state)
        desk.watch.lap("remembering")
    return run, fresh


def _bodies(
    desk: Desk, edited: Sequence[Article], gists: Mapping[str, Gist]
) -> Callable[[Article], str]:
    """Return what gives bodies: those that were edited are in hand, others are read again."""
    in_hand = {article.id: article for article in edited}

    def body(article: Article) -> str:
        found = in_hand.get(article.id)
        if found is None:
            found = _parsed(desk, article.path)[0]
            if plan.version(found) != gists[article.id].version:
                raise StaleError
        return found.body

    return body


def _read(desk: Desk, path: str) -> tuple[Article, Article]:
    """Return an article as it was and as it is, its body alone another one; raise StaleError."""
    good = desk.state.good.get(path)
    if good is None:
        raise StaleError
    before = shown(good[0], desk.shelf.hidden)
    known = desk.shelf.gists.get(before.id)
    after, key, parsed = _parsed(desk, path)
    if known is None or plan.version(before) != known.version or _facts(after) != _facts(before):
        raise StaleError
    if plan.gist(after).leading != known.leading:
        raise StaleError  # another name may have a page now
    desk.state.memo.put(content.article, key, parsed)
    desk.state.good.put(path, key)
    return before, after


def _facts(article: Article) -> Article:
    return replace(article, body="", edited=False)


def _parsed(desk: Desk, path: str) -> tuple[Article, str, tuple[Article, tuple[Problem, ...]]]:
    """Return an article as it is read now, under which key that is remembered, and what is.

    Raises StaleError, or InputError, where there is none, or one with a fault.
    """
    text = disk.text(desk.site.root, path)
    said = desk.shelf.library.settings
    given = (text, path, said.timezone, said.language)
    article, problems = content.article(*given)
    if article is None or problems:
        raise StaleError
    key = desk.state.memo.key(content.article, *given)
    return shown(article, desk.shelf.hidden), key, (article, problems)
