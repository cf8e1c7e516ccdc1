"""Weighted terms by topic, and how a text is matched against them.

A term may stand for several topics, and against one with a weight below zero. At each place of
a text the longest term counts, so that a phrase may also keep a shorter one from counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from broadsheet.enrich import tables
from broadsheet.enrich.topics.subjects import BY_SLUG
from broadsheet.enrich.topics.wording import Notes, parents

LONGEST = 5  # words in a term
FIRM = 3.0  # the weight of a term that speaks for its topic alone
_LESS = 1.5  # what a weight above that loses where it counts for the topic above
_LONG = 40  # letters of a word; what is longer is none
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,8}")

# Plurals that mean another thing than their singular, and those of words that end in -ie.
_OTHERWISE = frozenset(("aids", "arms", "customs", "futures", "mets", "shares", "windows"))
_IE = frozenset(("calories", "cookies", "hoodies", "movies", "rookies", "selfies", "zombies"))

Form = tuple[str, ...]  # the stems of a term
Weights = dict[str, dict[Form, float]]  # by topic


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: they are counted often
class Term:
    words: Form
    topic: str
    weight: float


class Lexicon:
    """The terms of some topics, and by a first word how long they may be, the longest first."""

    def __init__(self, weights: Weights) -> None:
        forms: dict[Form, list[Term]] = {}
        for topic, terms in weights.items():
            for words, weight in terms.items():
                forms.setdefault(words, []).append(Term(words, topic, weight))
        self._terms = forms
        self._lengths: dict[str, list[int]] = {}
        for first, length in sorted({(words[0], len(words)) for words in forms}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def matched(self, words: Sequence[str]) -> list[Term]:
        """Return the terms in a text, the longest at each place."""
        lengths, known = self._lengths, self._terms
        hits: list[Term] = []
        free = 0  # the place up to which terms were found
        for at in [at for at, word in enumerate(words) if word in lengths]:
            for length in lengths[words[at]] if at >= free else ():
                if terms := known.get(tuple(words[at : at + length])):
                    hits += terms
                    free = at + length
                    break
        return hits


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Both levels, and the cues that keep a text from a topic of the editor's choice."""

    top: Lexicon
    second: Lexicon
    cues: Lexicon
    parents: dict[str, str]


@lru_cache(maxsize=4)
def lexicons(notes: Notes = ()) -> Lexicons:
    """Return our terms with the editor's, which take the place of ours."""
    above = parents(notes)
    weights = _ours()
    for slug, note in notes:
        own = dict(_forms(note.terms))
        weights = {**weights, slug: {**weights.get(slug, {}), **own}}
    cues = {slug: dict(_forms((cue, 1.0) for cue in note.cues)) for slug, note in notes}
    return Lexicons(
        Lexicon(_with_those_beneath(weights, above)),
        Lexicon({slug: terms for slug, terms in weights.items() if above.get(slug)}),
        Lexicon(cues),
        above,
    )


def _with_those_beneath(weights: Weights, above: dict[str, str]) -> Weights:
    """Return the terms of the top level; those beneath speak for it too, less strongly."""
    top = {slug: dict(terms) for slug, terms in weights.items() if not above.get(slug)}
    for slug, terms in weights.items():
        if parent := above.get(slug):
            mine = top.setdefault(parent, {})
            for words, weight in terms.items():
                if weight > 0:
                    mine.setdefault(words, min(weight, max(FIRM, weight - _LESS)))
    return top


@cache
def _ours() -> Weights:
    """Return the terms of our own tables; one written twice has the greater weight."""
    weights: Weights = {slug: {} for slug in BY_SLUG}
    for name in ("topics.txt", "topic-phrases.txt", "subtopics.txt"):
        topic = ""
        for line in tables.lines(name):
            if line.startswith("["):
                topic = line.strip("[] \n")
                continue
            number, _, rest = line.partition(":")
            for words, weight in _forms((entry, float(number)) for entry in rest.split(",")):
                known = weights[topic].get(words, weight)
                weights[topic][words] = max(known, weight, key=abs)
    return weights


def _forms(terms: Iterable[tuple[str, float]]) -> Iterator[tuple[Form, float]]:
    for term, weight in terms:
        if words := tuple(stems(term))[:LONGEST]:
            yield words, weight


def stems(text: str) -> list[str]:
    return stemmed(_WORD.findall(text.lower()))


def stemmed(words: Iterable[str]) -> list[str]:
    return [_stem(word) if len(word) <= _LONG else word for word in words]


def stem(word: str) -> str:
    """Return a word without possessive and plural: enough for terms written with both."""
    return _stem(word) if len(word) <= _LONG else word


@lru_cache(maxsize=1 << 15)  # news says most things in a few thousand words
def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-1] if word in _IE else word[:-3] + "y"
    if word.endswith(("sses", "shes", "tches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "suia":
        return word if word in _OTHERWISE else word[:-1]
    return word
