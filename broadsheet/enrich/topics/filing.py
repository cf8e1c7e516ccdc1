"""Choosing: a text is weighed against the lexicon, and filed where its words speak clearly.

A term counts with its weight, damped for repetition and raised in the title; the outlet's own
section adds a prior. Up to three topics of the top level, and for each of them at most one of
the second; none where nothing speaks clearly for one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from broadsheet.enrich import tables
from broadsheet.enrich.reading import Reading
from broadsheet.enrich.tagger import Tagger
from broadsheet.enrich.topics.lexicon import FIRM, Lexicon, Term, lexicons, stems
from broadsheet.enrich.topics.subjects import BY_SLUG
from broadsheet.enrich.topics.wording import Notes, hidden
from broadsheet.model import Annotations, TopicScore
from broadsheet.text import folded

_MOST = 1500  # words of a body that are looked at
_TITLE = 2.5  # what a term in the title counts for
_KEYWORD = 1.5
_LEAD = 60  # words of the body that open it
_LEADING = 1.5  # what a term there counts for
_LOOSE = 0.7  # what a topic's score is worth when no such term stands in the text
_TOPICS = 3  # at most, of the top level
_ENOUGH = 4.0  # the score below which nothing is said
_SHARE = 0.5  # of the first topic's score, for a second and third
_PRIOR = 5.0  # what the outlet's own section counts for
_CLEAR = 5.0  # the score below which no topic of the second level is given
_AHEAD = 1.2  # how many times the score of the next one beside it

Passage = tuple[list[str], float]  # words, and what a term among them counts for


@dataclass(frozen=True, slots=True)
class Weight:
    """How strongly a text speaks for a topic: `many` terms, and whether one is enough alone."""

    score: float = 0.0
    many: int = 0
    is_firm: bool = False


def topics(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    passages = _passages(reading)
    first = fitting(scores(reading, passages), reading.notes)
    return replace(found, topics=(*first, *_beneath(first, passages, reading.notes)))


def fitting(scored: Mapping[str, Weight], notes: Notes = ()) -> tuple[TopicScore, ...]:
    """Return up to three topics, most fitting first, scored by their share of the first.

    A second and third one stand on more than a single term, and not on loose ones alone.
    """
    gone = hidden(notes)
    order = [one for one in _ranked(scored) if one not in gone]
    if not order or scored[order[0]].score < _ENOUGH:
        return ()
    best = scored[order[0]].score
    least = max(_ENOUGH, _SHARE * best)
    more = [
        one
        for one in order[1:]
        if scored[one].score >= least and scored[one].is_firm and scored[one].many > 1
    ]
    return tuple(_score(one, scored[one].score / best) for one in [order[0], *more][:_TOPICS])


def scores(reading: Reading, passages: Sequence[Passage] | None = None) -> dict[str, Weight]:
    """Return how strongly the text speaks for each topic of the top level."""
    words = _passages(reading) if passages is None else passages
    lexicon = lexicons(reading.notes)
    total = weighed(lexicon.top, words)
    for one in of_section(reading.untold.section):
        known = total.get(one, Weight())
        total[one] = Weight(known.score + _PRIOR, known.many + 1, is_firm=True)
    against = _ruled_out(reading.notes, words)
    return {one: weight for one, weight in total.items() if one not in against}


def _ruled_out(notes: Notes, passages: Sequence[Passage]) -> frozenset[str]:
    """Return the topics that a cue of the editor's keeps the text from."""
    if not any(note.cues for _, note in notes):
        return frozenset()
    cues = lexicons(notes).cues
    return frozenset(term.topic for words, _ in passages for term in cues.matched(words))


def _beneath(
    first: Sequence[TopicScore], passages: Sequence[Passage], notes: Notes
) -> Iterator[TopicScore]:
    """Yield the one topic beneath each of the first that the text clearly speaks for."""
    if not first:
        return
    lexicon = lexicons(notes)
    total = weighed(lexicon.second, passages)
    gone = hidden(notes) | _ruled_out(notes, passages)
    ranked = [one for one in _ranked(total) if one not in gone]
    for above in first:
        mine = [one for one in ranked if lexicon.parents[one] == above.slug]
        scored = [total[one].score for one in mine[:2]] or [0.0]
        if total and scored[0] >= max([_CLEAR, *(_AHEAD * score for score in scored[1:])]):
            yield _score(mine[0], above.score)


def _ranked(total: Mapping[str, Weight]) -> list[str]:
    return sorted(total, key=lambda one: (-round(total[one].score, 6), one))


def weighed(lexicon: Lexicon, passages: Sequence[Passage]) -> dict[str, Weight]:
    """Return the weight of each topic whose terms stand in the passages."""
    counts: dict[Term, float] = {}
    for words, weight in passages:
        for term in lexicon.matched(words):
            counts[term] = counts.get(term, 0.0) + weight
    by_topic: dict[str, list[Term]] = {}
    for term in sorted(counts, key=attrgetter("topic", "words")):
        by_topic.setdefault(term.topic, []).append(term)
    return {topic: _weight(terms, counts) for topic, terms in by_topic.items()}


def _weight(terms: Sequence[Term], counts: Mapping[Term, float]) -> Weight:
    """Return what the terms of one topic say for it; less where all of them are loose."""
    score = 0.0
    for term in terms:
        score += term.weight * (1 + math.log2(max(counts[term], 1.0)))
    is_firm = any(term.weight >= FIRM for term in terms)
    many = sum(term.weight > 0 for term in terms)
    return Weight(score if is_firm else _LOOSE * score, many, is_firm)


def _passages(reading: Reading) -> tuple[Passage, ...]:
    body = stems(reading.text)[:_MOST]
    return (
        (stems(reading.title), _TITLE),
        (stems(" . ".join(reading.untold.keywords[:20])), _KEYWORD),
        (body[:_LEAD], _LEADING),
        (body[_LEAD:], 1.0),
    )


def _score(slug: str, share: float) -> TopicScore:
    return TopicScore(slug, BY_SLUG[slug].code if slug in BY_SLUG else "", round(share, 2))


def of_section(section: str | None) -> tuple[str, ...]:
    """Return the topics of an outlet's section, by its name or a word of it."""
    if not section:
        return ()
    table = _sections()
    name = folded(section)
    return table.get(name) or next((table[w] for w in name.split() if w in table), ())


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    return {
        folded(name): tables.listed(topics_)
        for names, topics_ in (row[:2] for row in tables.rows("sections.txt"))
        for name in tables.listed(names)
    }
