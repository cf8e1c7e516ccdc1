"""All annotators over one text, or many: language, names, topics, summary, key points, quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from broadsheet.enrich.about import about
from broadsheet.enrich.entities import entities, is_rules, prepared, with_entities
from broadsheet.enrich.keypoints import key_points
from broadsheet.enrich.language import language
from broadsheet.enrich.notes import content_notes
from broadsheet.enrich.quotes import quotes
from broadsheet.enrich.reading import Reading, Untold
from broadsheet.enrich.summary import summary
from broadsheet.enrich.tagger import Rules, Tagger
from broadsheet.enrich.topics.filing import topics
from broadsheet.enrich.topics.wording import Notes
from broadsheet.model import Annotations

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
_RULES = Rules()
_PLAIN = "The mayor of the town said that the bridge to the harbour was to be closed in winter."


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


def load(untold: Sequence[Untold], tagger: Tagger) -> None:
    """Load what such texts need, so that none of them is charged for it."""
    for lang in sorted({language(one) for one in untold}):
        tagger.mentions(_PLAIN, lang)
    annotated(Untold("", _PLAIN, "en"), _RULES)


def _by(tagger: Tagger, lang: str) -> str:
    """Return who annotated a text; a pipeline leaves other languages than its own to the rules."""
    backend = tagger.version
    if backend.startswith("spacy:") and not backend.startswith(f"spacy:{lang}_"):
        backend = Rules.version
    return f"{backend}, annotators {VERSION}"
