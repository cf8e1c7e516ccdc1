"""All figures of one half with one tagger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.understanding import verdicts
from bench.understanding.labels import KINDS, passages
from bench.understanding.measures import Tally, b_cubed, rouge
from bench.understanding.stages import Half, Piece, Understood
from broadsheet.model import Annotations
from broadsheet.text import sentences

Rouge = tuple[float, float, float]
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Tallies by the name of what they count; ROUGE is a mean over the articles.

    Stories are precision and recall, with the dates withheld and with them.
    """

    tallies: Mapping[str, Tally]
    stories: tuple[float, float]
    dated_stories: tuple[float, float]
    key_points: Rouge
    lead: Rouge


def figures(half: Half, made: Understood) -> Figures:
    """Return the figures of a half."""
    pieces = half.pieces
    every = {"cut": Tally(len(pieces), len(pieces) + half.unknown, half.labelled)}
    for piece, found in zip(pieces, made.annotations, strict=True):
        for what, some in tallies(piece, found).items():
            every[what] = every.get(what, Tally()) + some
    wanted = {piece.id: piece.labels.story for piece in pieces}
    pairs = list(verdicts.look_alikes(pieces))
    wrong = sum(verdicts.joined(made.stories, *pair) for pair in pairs)
    every["joined"] = Tally(wrong, len(pairs), len(pairs))
    points = [" ".join(found.key_points) for found in made.annotations]
    return Figures(
        tallies=every,
        stories=b_cubed(made.stories, wanted),
        dated_stories=b_cubed(made.dated_stories, wanted),
        key_points=_mean_rouge(half, points),
        lead=_mean_rouge(half, [lead(piece.untold.text) for piece in pieces]),
    )


def tallies(piece: Piece, found: Annotations) -> dict[str, Tally]:
    """Return what one article adds to each tally."""
    labels = piece.labels
    given = verdicts.names(found, labels)
    heard = verdicts.quotes(found, labels)
    return {
        **{kind: verdicts.tally(given, labels.names, type_) for kind, type_ in KINDS.items()},
        "all": verdicts.tally(given, labels.names),
        "shown": verdicts.shown(given),
        "salient": verdicts.salient(given, labels),
        "topics": verdicts.topics(found, labels),
        "first topic": verdicts.first_topic(found, labels.topics[:1]),
        "fitting topic": verdicts.first_topic(found, labels.topics),
        "spans": verdicts.spans(heard, labels),
        "speakers": verdicts.speakers(heard, labels),
        "scares": verdicts.scares(heard, labels),
    }


def lead(text: str) -> str:
    """Return the first three sentences of a text: what key points are measured beside."""
    first = [one for paragraph in text.split("\n\n") for one in sentences(paragraph)]
    return " ".join(first[:_LEAD])


def _mean_rouge(half: Half, given: list[str]) -> Rouge:
    scores = [
        rouge(text, passages(piece.labels.key, piece.untold.text))
        for piece, text in zip(half.pieces, given, strict=True)
    ]
    one, two, longest = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return one, two, longest
