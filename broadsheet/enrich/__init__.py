"""What a text is about: its language, names, topics, summary, key points, quotes, notes.

Each annotator is a function of (reading, what was found before it, tagger) in a file of its own;
they run in the order of `ANNOTATORS`. All of them are deterministic and look at no more than the
first 100,000 code points of a text, so that hostile ones cost a bounded time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from broadsheet.enrich import gazetteer
from broadsheet.enrich.about import about
from broadsheet.enrich.entities import entities, is_rules, prepared, with_entities
from broadsheet.enrich.keypoints import key_points
from broadsheet.enrich.language import language
from broadsheet.enrich.notes import content_notes
from broadsheet.enrich.quotes import quotes
from broadsheet.enrich.reading import Reading, Untold
from broadsheet.enrich.stories import Told, stories
from broadsheet.enrich.summary import summary
from broadsheet.enrich.tagger import Rules, Tagger, tagger
from broadsheet.enrich.topics import SUBTOPICS, TOPICS, Notes, telling, topics
from broadsheet.model import Annotations

__all__ = [
    "ALIASES",
    "SUBTOPICS",
    "TOPICS",
    "VERSION",
    "Notes",
    "Told",
    "Untold",
    "annotated",
    "annotated_all",
    "stories",
    "tagger",
    "telling",
]

VERSION = "4"  # of the annotators and their tables: part of what an annotation was made from
Annotator = Callable[[Reading, Annotations, Tagger], Annotations]

ANNOTATORS: tuple[Annotator, ...] = (
    entities,
    topics,
    summary,
    key_points,
    quotes,
    about,
    content_notes,
)
_BATCH = 64


def annotated(untold: Untold, tagger: Tagger, notes: Notes = ()) -> Annotations:
    """Return all that is found out about one text; `notes` say more of topics."""
    found = Annotations(lang=language(untold))
    reading = Reading(untold, found.lang, notes)
    for annotator in ANNOTATORS:
        found = annotator(reading, found, tagger)
    return replace(found, by=_by(tagger, found.lang))


def annotated_all(untold: Sequence[Untold], tagger: Tagger, notes: Notes = ()) -> list[Annotations]:
    """Return the same for many texts; a model reads them in batches, which is faster."""
    if is_rules(tagger):
        return [annotated(one, tagger, notes) for one in untold]
    done: list[Annotations] = []
    for start in range(0, len(untold), _BATCH):
        readings = [Reading(one, language(one), notes) for one in untold[start : start + _BATCH]]
        tagged = tagger.all_mentions(
            [prepared(reading) for reading in readings], [reading.lang for reading in readings]
        )
        for reading, mentions in zip(readings, tagged, strict=True):
            found = with_entities(reading, Annotations(lang=reading.lang), mentions)
            for annotator in ANNOTATORS[1:]:
                found = annotator(reading, found, tagger)
            done.append(replace(found, by=_by(tagger, found.lang)))
    return done


def _by(tagger: Tagger, lang: str) -> str:
    """Return who annotated a text; a pipeline leaves other languages than its own to the rules."""
    backend = tagger.version
    if backend.startswith("spacy:") and not backend.startswith(f"spacy:{lang}_"):
        backend = Rules.version
    return f"{backend}, annotators {VERSION}"


class _Aliases(Mapping[str, tuple[str, ...]]):
    """Canonical name -> other forms, read when first asked for."""

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return gazetteer.aliases()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(gazetteer.aliases())

    def __len__(self) -> int:
        return len(gazetteer.aliases())


ALIASES: Mapping[str, tuple[str, ...]] = _Aliases()
