"""What an editor says of topics, as the annotator needs it: more terms, other ones, none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from broadsheet.enrich.topics.subjects import BY_SLUG
from broadsheet.model import TopicNote

Notes = tuple[tuple[str, TopicNote], ...]


def telling(notes: Mapping[str, TopicNote]) -> Notes:
    """Return those that change what a text is filed under, by slug; a name alone does not."""
    bare = ((slug, replace(note, name=None)) for slug, note in sorted(notes.items()))
    return tuple((slug, note) for slug, note in bare if note != TopicNote())


def parents(notes: Notes) -> dict[str, str]:
    """Return the topic above each ("" for those of the top level), with the editor's own."""
    above = {slug: topic.parent for slug, topic in BY_SLUG.items()}
    for slug, note in notes:
        if note.parent is not None or note.terms:
            above[slug] = note.parent or above.get(slug, "")
    return above


def hidden(notes: Notes) -> frozenset[str]:
    """Return the topics that are not to be given, with those beneath them."""
    gone = {slug for slug, note in notes if note.hidden}
    return frozenset(gone | {slug for slug, parent in parents(notes).items() if parent in gone})
