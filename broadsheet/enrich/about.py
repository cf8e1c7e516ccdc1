"""What an article is about, apart from what it merely mentions: at most six of its names.

A name gains by standing in the title and in the first sentences, by frequency, by spread over
the text and by being quoted; it loses in a dateline, in the last third alone, and where a place
only says where something is. The weights are those of a logistic model, rounded, that was fitted
on articles of our own in which the salient names are marked.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.enrich.reading import Reading, dateline_end
from broadsheet.enrich.tagger import Tagger
from broadsheet.model import Annotations, EntityType, Mention

MOST = 6
_PRIOR: Mapping[EntityType, float] = {"person": -1.5, "organization": -1.9, "place": -2.4}
_TITLE = 3.2
_FIRST, _SECOND = 2.4, 1.4  # in the first sentence; in the second or third
_AGAIN = 0.7  # for each doubling of the mentions
_SPREAD = 0.7  # for each further third of the text
_QUOTED = 1.2  # for a person who speaks, and for each doubling of what is quoted
_LATE = -0.8  # for a name of the last third alone
_ONLY_WHERE = -1.2
_LOCATING = re.compile(
    r"(?:^|[\s(])(?:in|near|at|outside|off|across|around|of|based in|en|à|dans|im|nel|nella|em)"
    r" (?:the |\w{1,12}ern )?$|[\w.], $"
)
_LOOK_BACK = 24  # code points before a place that tell whether it only locates
_THIRDS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How a name stands in its text; sentences are numbered from 0."""

    type: EntityType
    titled: bool
    sentences: tuple[int, ...]  # of its mentions outside the dateline
    only_where: bool
    quoted: int
    length: int  # sentences of the text

    @property
    def score(self) -> float:
        """The evidence that the text is about it, above 0 when that is likelier than not."""
        gained = _PRIOR[self.type] + _TITLE * self.titled
        gained += _AGAIN * math.log2(1 + len(self.sentences))
        if self.sentences:
            thirds = {_THIRDS * at // max(1, self.length) for at in self.sentences}
            first = self.sentences[0]
            gained += _FIRST if first == 0 else _SECOND if first < 3 else 0.0
            gained += _SPREAD * (len(thirds) - 1)
            gained += _LATE if self.length >= 9 and min(thirds) == _THIRDS - 1 else 0.0
        if self.type == "person":
            gained += _QUOTED * math.log2(1 + self.quoted)
        return gained + _ONLY_WHERE * self.only_where


def about(reading: Reading, found: Annotations, tagger: Tagger) -> Annotations:
    """Return the annotations with what the text is about, which its lists now begin with."""
    standing = standings(reading, found)
    score = {name: round(one.score, 6) for name, one in standing.items()}
    chosen = sorted((n for n in standing if score[n] > 0), key=lambda name: -score[name])[:MOST]
    if not chosen and standing:
        chosen = [max(standing, key=lambda name: score[name])]
    return replace(
        found,
        about=tuple(chosen),
        people=_foremost(found.people, chosen),
        organizations=_foremost(found.organizations, chosen),
        places=_foremost(found.places, chosen),
    )


def _foremost(names: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda n: chosen.index(n) if n in chosen else len(chosen)))


def standings(reading: Reading, found: Annotations) -> dict[str, Standing]:
    """Return how every listed name stands in the text, in the order of the lists."""
    placed: dict[str, list[Mention]] = {}
    for mention in found.mentions:
        placed.setdefault(mention.name, []).append(mention)
    lists: tuple[tuple[EntityType, Sequence[str]], ...] = (
        ("person", found.people),
        ("organization", found.organizations),
        ("place", found.places),
    )
    return {
        name: _standing(name, type_, placed.get(name, ()), reading, found)
        for type_, names in lists
        for name in names
    }


def _standing(
    name: str, type_: EntityType, placed: Sequence[Mention], reading: Reading, found: Annotations
) -> Standing:
    text = reading.text
    lede = dateline_end(text)
    body = [one for one in placed if one.start >= lede]
    starts = reading.starts
    forms = {name, *(text[one.start : one.end] for one in placed)}
    return Standing(
        type=type_,
        titled=any(is_titled(form, reading.title) for form in sorted(forms)),
        sentences=tuple(max(0, bisect_right(starts, one.start) - 1) for one in body),
        only_where=type_ == "place" and all(is_locating(text, one.start, one.end) for one in body),
        quoted=sum(quote.speaker == name for quote in found.quotes),
        length=len(starts),
    )


def is_titled(form: str, title: str) -> bool:
    """Tell whether a title has a form of a name as words of its own, capitals-only or not."""
    at = title.find(form)
    if at < 0 and title.isupper():
        at = title.find(form.upper())
    if at < 0:
        return False
    end = at + len(form)
    return not (title[at - 1 : at].isalnum() or title[end : end + 1].isalnum())


def is_locating(text: str, start: int, end: int) -> bool:
    """Tell whether a place only says where: `in Rome`, `Pasadena, California`, `Rome-based`."""
    if text.startswith(("-based", "-born"), end):
        return True
    return _LOCATING.search(text[max(0, start - _LOOK_BACK) : start]) is not None
