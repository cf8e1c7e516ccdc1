"""The project's own stages, run over a folder of labelled captures: cut, annotate, group."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.understanding.labels import Labels, labels_beside
from broadsheet import captures, clip
from broadsheet.enrich import annotating
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.stories import Told, stories
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations, Capture, When
from broadsheet.workshop import untold

HERE = Path(__file__).parent
HALVES = ("tune", "held-out")
_ZONE = "UTC"
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as it was cut, and what a person says of it."""

    id: str
    date: When | None
    untold: Untold
    labels: Labels


@dataclass(frozen=True, slots=True)
class Half:
    """The pieces of one folder, how many articles it labels, and how many were cut besides."""

    name: str
    pieces: tuple[Piece, ...]
    labelled: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What the stages made of a half. `stories` were found with the dates withheld."""

    annotations: tuple[Annotations, ...]
    stories: dict[str, str]
    dated_stories: dict[str, str]
    words_per_second: float


def half(name: str) -> Half:
    """Return a half, its captures cut: a label belongs to the article of the same title."""
    files = sorted((HERE / name).glob("*.txt"))
    read = [_capture(file) for file in files]
    learned = clip.furniture(read)
    pieces: list[Piece] = []
    labelled = cut = 0
    for file, capture in zip(files, read, strict=True):
        said = {one.title: one for one in labels_beside(file)}
        labelled += len(said)
        done = clip.clippings(capture, learned.within(capture)).clippings
        cut += len(done)
        for number, one in enumerate(done, start=1):
            if one.title in said:
                id = f"{file.stem}-{number}"
                pieces.append(Piece(id, one.date, untold(one, _LANGUAGE), said[one.title]))
    return Half(name, tuple(pieces), labelled, cut - len(pieces))


def _capture(file: Path) -> Capture:
    seed = captures.seed(file.parent, file.name, captures.declared_beside(file), _ZONE)
    capture, problems = clip.capture(seed, _ZONE)
    if capture is None:
        raise SystemExit("\n".join(map(str, problems)))
    return capture


def understood(half: Half, tagger: Tagger) -> Understood:
    """Return what the stages make of a half; the time to load a model is not counted."""
    texts = [piece.untold for piece in half.pieces]
    annotating.annotated(Untold("", "Nothing happened."), tagger)
    start = time.process_time()
    found = annotating.annotated_all(texts, tagger)
    seconds = time.process_time() - start
    words = sum(len(f"{text.title} {text.text}".split()) for text in texts)
    return Understood(
        annotations=tuple(found),
        stories=_stories([replace(piece, date=None) for piece in half.pieces], found),
        dated_stories=_stories(half.pieces, found),
        words_per_second=words / max(seconds, 1e-9),
    )


def _stories(pieces: Sequence[Piece], found: Sequence[Annotations]) -> dict[str, str]:
    told = [
        Told(
            id=piece.id,
            title=piece.untold.title,
            text=piece.untold.text,
            date=piece.date,
            names=(*one.people, *one.organizations, *one.places),
        )
        for piece, one in zip(pieces, found, strict=True)
    ]
    return dict(stories(told))
