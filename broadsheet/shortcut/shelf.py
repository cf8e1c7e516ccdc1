"""What a build leaves for the next one: what it was made from, and how everything looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from broadsheet import printing
from broadsheet.disk import Look
from broadsheet.library import Library
from broadsheet.plan import Gist, Texts
from broadsheet.reading import Kept
from broadsheet.shortcut.graph import Graph, is_kept, packed, unpacked
from broadsheet.state import State

_LIBRARY = "library"  # under which names the state has what is remembered
_SHELF = "shelf"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the last build was made from. `seal` names the graph that is kept with it."""

    look: Look
    gists: dict[str, Gist]
    texts: Texts
    graph: Graph
    seal: str

    @property
    def library(self) -> Library:
        return self.graph.library


def remember(now: Look | None, state: State, made: Library, texts: Texts, read: Kept) -> None:
    """Keep, after a whole build without a fault, what a short one starts from."""
    if now is not None and is_kept(made):
        gists = {article.id: texts.gist(article) for article in made.articles}
        graph = Graph(made, read.records, read.topics, read.hidden)
        keep(Shelf(now, gists, texts, graph, keep_graph(graph, state)), state)


def keep_graph(graph: Graph, state: State) -> str:
    return state.memo.keep(_LIBRARY, packed(graph), {})


def keep(shelf: Shelf, state: State) -> None:
    texts = shelf.texts
    said = {
        "signs": shelf.look.signs,
        "words": shelf.look.words,
        "files": shelf.look.files,
        "gists": {id: _said(gist) for id, gist in shelf.gists.items()},
        "months": texts.months,
        "days": texts.days,
        "urls": texts.urls,
        "former": sorted(texts.former),
        "seal": shelf.seal,
    }
    try:
        state.say(_SHELF, orjson.dumps(said).decode())
    except (TypeError, ValueError):  # a name that is not UTF-8
        state.say(_SHELF, "")


def forget(state: State) -> None:
    """Leave nothing: the next build is a whole one."""
    state.say(_SHELF, "")


@dataclass(frozen=True, slots=True)
class Note:
    """What a shelf is said to hold, before its library is loaded."""

    look: Look
    said: Mapping[str, Any]


def note_of(state: State) -> Note | None:
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
    note = note_of(state)
    if note is None or now is None or not now.still(note.look):
        return None
    return with_library(note, state)


def with_library(note: Note, state: State) -> Shelf | None:
    said = note.said
    try:
        gists = {id: _gist(*told) for id, told in said["gists"].items()}
        data = state.memo.kept(_LIBRARY, said["seal"])
        if data is None:
            return None
        graph = unpacked(data)
        if len(gists) != len(graph.library.articles):
            return None
        days = {day: (n, sources, tuple(told)) for day, (n, sources, told) in said["days"].items()}
        texts = Texts(
            months=said["months"], days=days, urls=said["urls"], former=set(said["former"])
        )
        return Shelf(note.look, gists, texts, graph, said["seal"])
    except (ValueError, TypeError, LookupError, AttributeError):
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
