"""What each report of a story says in its own way: the sentence that is most its own.

A word is a report's own when no other report of the story has it. The paragraph, then the
sentence in it, with the largest share of such words is the report's own sentence: counted by
whole words, the earliest of equals, so that it is the same in every build.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from broadsheet.plan.facts import words
from broadsheet.plan.prose import Passage, contains, opening, passages
from broadsheet.text import sentences

_READ = 16  # paragraphs among which the own sentence is sought
_SHORTEST, _WIDEST = 6, 60  # words of it
_LONGEST = 320  # characters of it
_FADE = 24  # a paragraph counts the less the later it stands
_EASE = 8  # words added to every length, so that no scrap of a sentence wins


@dataclass(frozen=True, slots=True)
class Report:
    """All of an article that it is compared by.

    `markdown` is as much of the body as is published; `aside` is what else is known of its text.
    `names` are those of its entities, each with the forms under which a text may mention it.
    """

    markdown: str
    aside: str
    lang: str
    day: dt.date
    outlet: str
    withheld: tuple[str, ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """A report as it was read: its paragraphs, and the words of each, case folded."""

    report: Report
    passages: tuple[Passage, ...]
    words: tuple[frozenset[str], ...]


def read(report: Report) -> Account:
    """Return the report with its paragraphs parted."""
    found = tuple(passages(report.markdown))
    return Account(report, found, tuple(words(one.text) for one in found))


def own_sentences(told: Sequence[Account], said: str) -> tuple[Passage | None, ...]:
    """Return by report the sentence that is most its own, where it has one, and its place.

    What the page says already, `said`, is not said again.
    """
    every = [frozenset[str]().union(*account.words) for account in told]
    met: set[str] = set()
    shared: set[str] = set()
    for held in every:
        shared |= met & held
        met |= held
    stale = tuple(sentences(said))
    return tuple(
        _own_sentence(account, held - shared, (*account.report.withheld, *stale))
        for account, held in zip(told, every, strict=True)
    )


def _own_sentence(account: Account, own: Set[str], closed: Sequence[str]) -> Passage | None:
    """Return the best sentence of the best paragraph; never one that holds what is `closed`."""
    ranked = sorted(
        (-_share(held, own) * (_FADE - n), n)
        for n, held in enumerate(account.words[:_READ])
        if held
    )
    for share, n in ranked[:3]:
        passage = account.passages[n]
        fit = [s for s in _fit(passage.text) if not contains(s, closed)]
        if share and fit:
            best = max(fit, key=lambda sentence: _share(words(sentence), own))
            return Passage(opening(best, _LONGEST), passage.place)
    return None


def _fit(paragraph: str) -> Iterator[str]:
    for sentence in sentences(paragraph):
        if _SHORTEST <= len(sentence.split()) <= _WIDEST:
            yield sentence


def _share(held: frozenset[str], own: Set[str]) -> int:
    """Return the share of own words in thousandths."""
    return 1000 * len(held & own) // (len(held) + _EASE)
