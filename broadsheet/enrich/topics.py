"""What a text is filed under: the 17 top-level Media Topics of the IPTC, by a lexicon of ours.

A term counts with its weight, damped for repetition and raised in the title; the outlet's own
section adds a prior. Up to three topics, and none where nothing speaks clearly for one.
Codes and names: IPTC Media Topics (cv.iptc.org/newscodes/mediatopic), CC BY 4.0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from broadsheet.enrich import tables
from broadsheet.enrich.reading import Reading
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations, Topic, TopicScore
from broadsheet.text import folded, slug

_NAMES = (
    "arts, culture, entertainment and media",
    "crime, law and justice",
    "disaster, accident and emergency incident",
    "economy, business and finance",
    "education",
    "environment",
    "health",
    "human interest",
    "labour",
    "lifestyle and leisure",
    "politics and government",
    "religion",
    "science and technology",
    "society",
    "sport",
    "conflict, war and peace",
    "weather",
)
TOPICS: tuple[Topic, ...] = tuple(
    Topic(slug(name), name[0].upper() + name[1:], f"medtop:{number:02d}000000")
    for number, name in enumerate(_NAMES, start=1)
)
_CODES = {topic.slug: topic.code for topic in TOPICS}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,8}")
_LONGEST = 5  # words in a term
_MOST = 1500  # words of a body that are looked at
_TITLE = 2.5  # what a term in the title counts for
_LEAD = 60  # words of the body that open it
_LEADING = 1.5  # what a term there counts for
_FIRM = 3.0  # the weight of a term that speaks for its topic alone
_LOOSE = 0.7  # what a topic's score is worth when no such term stands in the text
_ENOUGH = 4.0  # the score below which nothing is said
_SHARE = 0.5  # of the first topic's score, for a second and third
_PRIOR = 5.0  # what the outlet's own section counts for


@dataclass(frozen=True, slots=True)
class Term:
    words: tuple[str, ...]
    topic: str
    weight: float


def topics(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    return replace(found, topics=fitting(scores(reading)))


def fitting(scored: Mapping[str, float]) -> tuple[TopicScore, ...]:
    """Return up to three topics, most fitting first, scored by their share of the first."""
    order = sorted(scored, key=lambda one: (-round(scored[one], 6), one))
    if not order or scored[order[0]] < _ENOUGH:
        return ()
    best = scored[order[0]]
    chosen = [one for one in order[:3] if scored[one] >= max(_ENOUGH, _SHARE * best)]
    return tuple(TopicScore(one, _CODES[one], round(scored[one] / best, 2)) for one in chosen)


def scores(reading: Reading) -> dict[str, float]:
    """Return how strongly the text speaks for each topic."""
    untold = reading.untold
    counts: dict[Term, float] = {}
    for text, weight in ((reading.title, _TITLE), (" . ".join(untold.keywords[:20]), 1.5)):
        for term in matched(stems(text)):
            counts[term] = counts.get(term, 0.0) + weight
    body = stems(reading.text)[:_MOST]
    for words, weight in ((body[:_LEAD], _LEADING), (body[_LEAD:], 1.0)):
        for term in matched(words):
            counts[term] = counts.get(term, 0.0) + weight
    total: dict[str, float] = {}
    firm: set[str] = set()
    for term in sorted(counts, key=lambda one: (one.topic, one.words)):
        gained = term.weight * (1 + math.log2(max(counts[term], 1.0)))
        total[term.topic] = total.get(term.topic, 0.0) + gained
        if term.weight >= _FIRM:
            firm.add(term.topic)
    total = {one: score if one in firm else _LOOSE * score for one, score in total.items()}
    for one in of_section(untold.section):
        total[one] = total.get(one, 0.0) + _PRIOR
    return total


def of_section(section: str | None) -> tuple[str, ...]:
    """Return the topics of an outlet's section, by its name or a word of it."""
    if not section:
        return ()
    table = _sections()
    name = folded(section)
    return table.get(name) or next((table[w] for w in name.split() if w in table), ())


def matched(words: Sequence[str]) -> list[Term]:
    """Return the terms in a text, the longest at each place; each may stand for two topics."""
    lexicon = _lexicon()
    hits: list[Term] = []
    at = 0
    while at < len(words):
        entries = lexicon.get(words[at])
        length = 1
        if entries:
            for form, terms in entries:
                if len(form) == 1 or tuple(words[at : at + len(form)]) == form:
                    hits += terms
                    length = len(form)
                    break
        at += length
    return hits


def stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower())]


def stem(word: str) -> str:
    """Return a word without possessive and plural: enough for terms written with both."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suia":
        return word[:-1]
    return word


@cache
def _lexicon() -> dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]]:
    """Return the terms by their first word, the longest first."""
    forms: dict[tuple[str, ...], list[Term]] = {}
    topic, weight = "", 0.0
    for line in tables.lines("topics.txt"):
        if line.startswith("["):
            topic = line.strip("[] \n")
            continue
        number, _, rest = line.partition(":")
        weight = float(number)
        for entry in rest.split(","):
            words = tuple(stems(entry))[:_LONGEST]
            if words:
                forms.setdefault(words, []).append(Term(words, topic, weight))
    index: dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]] = {}
    for words, terms in forms.items():
        index.setdefault(words[0], []).append((words, tuple(terms)))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return index


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    return {
        folded(name): tables.listed(topics_)
        for names, topics_ in (row[:2] for row in tables.rows("sections.txt"))
        for name in tables.listed(names)
    }
