"""The short way of a build in which nothing but some articles was edited, came or went.

A build that went well leaves what it planned from: the library of all articles without their
bodies, what else is shown of each body (its gist), and how every input looked. Where since then
only articles were written to, the library is made again of what changed, and only the pages that
the difference reaches are planned. Whatever else is found is left to the whole build: `None`.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet import content, disk, library, plan, printing
from broadsheet.content.followed import PATH as LOG
from broadsheet.content.followed import followed
from broadsheet.disk import Look, Output
from broadsheet.errors import InputError, Problem
from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.library import Library, Removal, spoken, struck
from broadsheet.minting import add_addresses
from broadsheet.model import Article, Page
from broadsheet.plan import Edit, Gist, Shift, Texts
from broadsheet.printing import Order, Run, Stopwatch
from broadsheet.reading import (
    ADDRESSES,
    LOG_LIMIT,
    REGISTER_LIMIT,
    is_article,
    shown,
)
from broadsheet.render import Press
from broadsheet.shortcut.shelf import (
    Shelf,
    forget,
    keep,
    keep_graph,
    note_of,
    remember,
    remembered,
    with_library,
)
from broadsheet.site import Site
from broadsheet.state import State

__all__ = [
    "Desk",
    "articles",
    "brought_up",
    "built",
    "mark",
    "marked",
    "remember",
    "remembered",
    "unhurried",
]

MOST = 200  # articles that were edited, came or went: with more, all is as soon planned anew
_MANIFEST = "search/index.json"
_LARGEST = 100_000_000  # bytes of it
_REGISTERS = (ADDRESSES, CAPTURED, LOG)


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


@dataclass(frozen=True, slots=True)
class Edited:
    """An article as it was and as it is, bodies and all; None where there is none."""

    before: Article | None
    after: Article | None

    @property
    def is_body_alone(self) -> bool:
        """Whether both are there, of the same facts."""
        if self.before is None or self.after is None:
            return False
        return _facts(self.before) == _facts(self.after)


def built(site: Site, now: Look | None, state: State, watch: Stopwatch) -> Run | None:
    """Bring the site up to edits of articles; None where there is more to do, or other things."""
    with unhurried():
        return _built(site, now, state, watch)


def _built(site: Site, now: Look | None, state: State, watch: Stopwatch) -> Run | None:
    said = note_of(state)
    if said is None or now is None or not (paths := articles(site, now.changed(said.look))):
        return None
    try:
        output = disk.output(site.out, site.state / "scratch", state.ledger.rows)
        looked = printing.as_left(output, state)
        if looked is None:
            return None
        state.ledger.put(looked)
        watch.lap("looking at what is published")
        shelf = with_library(said, state)
        if shelf is None:
            return None
        watch.lap("loading the library")
        done = brought_up(
            Desk(site, state, shelf, watch, Press(site.templates)), paths, now, output
        )
    except OSError:
        return None
    if done is None:
        forget(state)  # whoever tries again in this process need not load it once more
        return None
    return done[0]


def articles(site: Site, changed: Sequence[str] | None) -> list[str]:
    """Return the articles that were edited, came or went, relative to the site.

    With them the registers that a build itself adds to. Nothing where other files changed.
    """
    root = f"{site.root}/"
    paths = [path.removeprefix(root) for path in changed or ()]
    fit = len(paths) <= MOST and all(
        path in _REGISTERS or (path.startswith("content/") and is_article(path)) for path in paths
    )
    return paths if fit else []


def brought_up(
    desk: Desk, paths: Sequence[str], now: Look, output: Output
) -> tuple[Run, Shelf] | None:
    """Print what the edits of these articles reach; None where that is not all there is to do."""
    try:
        edited = [_read(desk, path) for path in paths if path not in _REGISTERS]
        after = _library(desk, edited, paths)
        desk.watch.lap("reading what was edited")
        return _printed(desk, edited, after, now, output)
    except (StaleError, InputError, OSError, LookupError):
        return None


def _library(desk: Desk, edited: Sequence[Edited], paths: Sequence[str]) -> Library:
    """Return the library as it is now; the same one where bodies alone were edited."""
    was = desk.shelf.library
    if CAPTURED in paths and was.removal != Removal():
        raise StaleError  # by what was captured, originals that were taken out are traced
    gists = _gists(desk.shelf, edited)
    same = all(one.is_body_alone and _leads_alike(one, desk.shelf.gists, gists) for one in edited)
    made = was if same and ADDRESSES not in paths else _made_again(desk, edited, gists)
    told = was.followed
    if LOG in paths:
        told, faults = followed(disk.text(desk.site.root, LOG, LOG_LIMIT))
        if faults:
            raise StaleError
    return made if made.followed == told else replace(made, followed=told)


def _leads_alike(one: Edited, past: Mapping[str, Gist], now: Mapping[str, Gist]) -> bool:
    """Return whether the same names are in the lead: another one may have a page now."""
    id = one.after.id if one.after else ""
    return id not in now or (id in past and past[id].leading == now[id].leading)


def _made_again(desk: Desk, edited: Sequence[Edited], gists: Mapping[str, Gist]) -> Library:
    """Return the library of the articles as they are now; raise StaleError for a doubtful one."""
    graph, was = desk.shelf.graph, desk.shelf.library
    if was.removal != Removal():
        raise StaleError  # what was taken out may be anything
    kept = {article.id: article for article in (*was.articles, *was.drafts)}
    for one in edited:
        if one.before and not one.after:
            del kept[one.before.id]
        if one.after and not one.is_body_alone:
            kept[one.after.id] = replace(one.after, body="")
    known, faults = library.rows(_register(desk))
    made = library.library_again(
        kept.values(),
        graph.records,
        graph.topics,
        known,
        was,
        lambda article: gists[article.id].leading,
    )
    if faults or made.problems:
        raise StaleError
    return made


def _gists(shelf: Shelf, edited: Sequence[Edited]) -> dict[str, Gist]:
    """Return the gists of all articles that are published now."""
    gists = dict(shelf.gists)
    for one in edited:
        if one.before:
            gists.pop(one.before.id, None)
        if one.after and not one.after.draft:
            gists[one.after.id] = plan.gist(one.after)
    return gists


def _register(desk: Desk) -> str:
    if not disk.exists(desk.site.root, ADDRESSES):
        return ""
    return disk.text(desk.site.root, ADDRESSES, REGISTER_LIMIT)


def _printed(
    desk: Desk, edited: Sequence[Edited], after: Library, now: Look, output: Output
) -> tuple[Run, Shelf]:
    state, shelf = desk.state, desk.shelf
    gists = _gists(shelf, edited)
    texts = _texts(desk, gists, {one.after.id: one.after for one in edited if one.after})
    edits = [
        Edit(one.before, shelf.gists[one.before.id], gists[one.before.id])
        for one in edited
        if one.before and one.before.id in shelf.gists and one.before.id in gists
    ]
    state.memo.whole = False
    if desk.hurries and after is shelf.library:
        own = plan.own_pages(after, texts, [edit.article.id for edit in edits])
        printing.run(own, desk.press, output, state, Order(watch=desk.watch, gone=()))
    pages, gone = plan.reached_pages(_shift(desk, edited, after, texts, edits), state.memo)
    now = _with_addresses(desk, after, now)
    desk.watch.lap("planning")
    mark(texts, state)
    for one in edited:
        if one.before and not one.after:
            state.good.drop(one.before.path)
    run = printing.run(pages, desk.press, output, state, Order(watch=desk.watch, gone=gone))
    return run, _noted(desk, replace(shelf, look=now, gists=gists, texts=texts), after, run)


def _noted(desk: Desk, fresh: Shelf, after: Library, run: Run) -> Shelf:
    """Return what the next build starts from, and remember it where nothing went wrong."""
    state = desk.state
    if after is not fresh.library:
        fresh = replace(fresh, graph=replace(fresh.graph, library=after))
    if not (run.problems or run.notes or state.notes):
        if after is not desk.shelf.library:
            fresh = replace(fresh, seal=keep_graph(fresh.graph, state))
        printing.remember(fresh.look, state)
        keep(fresh, state)
        desk.watch.lap("remembering")
    return fresh


def _shift(
    desk: Desk, edited: Sequence[Edited], after: Library, texts: Texts, edits: Sequence[Edit]
) -> Shift:
    was = {one.before.id: one.before for one in edited if one.before}
    past = _texts(desk, desk.shelf.gists, was)
    manifest = disk.read(desk.site.out, _MANIFEST, _LARGEST)
    published = frozenset(map(_permalink, desk.state.ledger.rows))
    return Shift(desk.shelf.library, after, past, texts, edits, published, manifest)


def _permalink(path: str) -> str:
    """Return the address of a published file."""
    inner, slash, name = path.rpartition("/")
    return f"/{inner}{slash}" if name == "index.html" else f"/{path}"


def _with_addresses(desk: Desk, after: Library, now: Look) -> Look:
    """Add to the register what is about to be published; return the look after that."""
    if after is desk.shelf.library:
        return now
    text = _register(desk)
    rows = plan.addresses(after, library.rows(text)[0])
    root = desk.site.root
    held = text if disk.exists(root, ADDRESSES) else None
    if add_addresses(root, ADDRESSES, held, library.tsv(rows)):
        raise StaleError
    seen = disk.look_again(now, [str(root / ADDRESSES)]) if rows else now
    if seen is None:
        raise StaleError
    return seen


def _texts(desk: Desk, gists: dict[str, Gist], in_hand: Mapping[str, Article]) -> Texts:
    """Return bodies, of which some are in hand and others are read again; and what was left."""

    def body(article: Article) -> str:
        found = in_hand.get(article.id)
        if found is None:
            found = _parsed(desk, article.path)[0]
            if plan.version(found) != gists[article.id].version:
                raise StaleError
        return found.body

    left = desk.shelf.texts
    return Texts(body, gists, dict(left.months), dict(left.days), dict(left.urls), set(left.former))


def _read(desk: Desk, path: str) -> Edited:
    """Return an article as it was and as it is; raise StaleError in doubt."""
    before = after = None
    good = desk.state.good.get(path)
    if good is not None:
        before = _as_told(good[0], desk)
        known = desk.shelf.gists.get(before.id)
        if not before.draft and (known is None or plan.version(before) != known.version):
            raise StaleError
    if disk.exists(desk.site.root, path):
        after, key, parsed = _parsed(desk, path)
        names = desk.shelf.library.removal.names
        if good is not None and spoken(good[0], names) != spoken(parsed[0], names):
            raise StaleError  # what no page may repeat of it is another
        desk.state.memo.put(content.article, key, parsed)
        desk.state.good.put(path, key)
    if good is None and after is None:
        raise StaleError
    return Edited(before, after)


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
    return _as_told(article, desk), key, (article, problems)


def _as_told(article: Article, desk: Desk) -> Article:
    """Return the article of a file as the library has it."""
    return struck(shown(article, desk.shelf.graph.hidden), desk.shelf.library.removal.names)
