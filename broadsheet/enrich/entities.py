"""Which people, organizations and places a text names, under which names, in which order.

A tagger proposes; the rules here dispose: the gazetteer, names cleaned of what surrounds them,
one type a name by vote, and one canonical name for all the forms of one entity in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.enrich import casing, naming, rules, salience, surfaces
from broadsheet.enrich.reading import Reading
from broadsheet.enrich.tagger import Tagger
from broadsheet.enrich.tokens import tokens
from broadsheet.model import Annotations, Mention


def prepared(reading: Reading) -> str:
    """Return what a tagger reads: the title, a blank line, the text; capitals-only set right.

    Every code point keeps its place.
    """
    return casing.truecased(f"{reading.title}\n\n{reading.text}")


def entities(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    tagged = None if is_rules(tagger) else tagger.mentions(prepared(reading), found.lang)
    return with_entities(reading, found, tagged)


def is_rules(tagger: Tagger) -> bool:
    return tagger.version.startswith("rules")


def with_entities(
    reading: Reading, found: Annotations, tagged: Sequence[Mention] | None = None
) -> Annotations:
    """Return the annotations with the mentions of the text and the names, by salience.

    The rules are asked for a second opinion of what was tagged, or for the only one.
    """
    text = prepared(reading)
    body_start = len(reading.title) + 2
    words = tokens(text)
    ours = rules.mentions(text, words)
    proposed = (ours, ()) if tagged is None else (tagged, ours)
    spans = surfaces.settled(text, words, proposed, heads(reading))
    named = naming.named(text, words, spans)
    listed = salience.ranked(reading, named, body_start)
    mentions = tuple(
        replace(one, start=one.start - body_start, end=one.end - body_start)
        for one in named
        if one.start >= body_start
    )
    return replace(
        found,
        mentions=mentions,
        people=listed["person"],
        organizations=listed["organization"],
        places=listed["place"],
    )


def heads(reading: Reading) -> list[tuple[int, int]]:
    """Return where all words are capital, so that capitals say nothing of names."""
    found = casing.shouted(f"{reading.title}\n\n{reading.text}")
    if surfaces.is_headline_case(reading.title) and not casing.is_shouted(reading.title):
        return [(0, len(reading.title)), *found]
    return found
