"""What an outlet covers and what it leaves out, counted fairly.

Only days on which the outlet is read here count, so that nobody is blamed for what we did not
read; and only stories that two other outlets or more told by then. Its newest day is left out as
long as there are others: that day is not over yet, and news of others would stir the page.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.library import Library, Story, Term
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import Pieces, notes
from broadsheet.plan.views import Coverage, Link, Missed, Share
from broadsheet.text import direction

_FEW = 5  # articles below which shares say nothing
_MARGIN = 5  # points of percent that make a difference
_SHARES = 4
_MISSED = 5
_OTHERS = 2
_ENOUGH = 3  # stories of others from which on something can be called left out


@dataclass(frozen=True, slots=True)
class Press:
    """The whole archive as outlets are held against it.

    `days` are those of all articles in order, `filed` those of each topic that stands under no
    other; `told` are the stories by day, each with the outlets that had told it by its end.
    """

    days: Sequence[dt.date]
    filed: Mapping[Term, Sequence[dt.date]]
    told: Mapping[dt.date, Sequence[tuple[Story, frozenset[Term]]]]


def press(library: Library) -> Press:
    """Return what all outlets told."""
    told: dict[dt.date, list[tuple[Story, frozenset[Term]]]] = {}
    for story in library.stories:
        for day, outlets in _days(story, library):
            told.setdefault(day, []).append((story, outlets))
    upper = (topic for topic in library.topics if not topic.parent)
    filed = {topic: [article.day for article in topic.articles] for topic in upper}
    return Press([a.day for a in library.articles], filed, told)


def _days(story: Story, library: Library) -> Iterator[tuple[dt.date, frozenset[Term]]]:
    """Yield each day of the story with who had told it by then."""
    known: set[Term] = set()
    for n, article in enumerate(story.articles):
        known.update(library.outlets_of(article))
        later = story.articles[n + 1 : n + 2]
        if not later or later[0].day != article.day:
            yield article.day, frozenset(known)


def coverage(source: Term, press: Press, pieces: Pieces) -> Coverage | None:
    """Return what the outlet covers beside the others; None where too little is there to say."""
    days = sorted({article.day for article in source.articles})
    closed = days[:-1] or days
    shares = tuple(_shares(source, closed[-1], press, pieces))
    more = sorted(
        (s for s in shares if s.own - s.others >= _MARGIN), key=lambda s: s.others - s.own
    )
    less = sorted(
        (s for s in shares if s.others - s.own >= _MARGIN), key=lambda s: s.own - s.others
    )
    others = _told_by_others(source, closed, press)
    missed = [story for story, outlets in others.items() if source not in outlets]
    told = len(others) - len(missed)
    if len(others) < _ENOUGH:
        missed = []
    if not more and not less and not missed:
        return None
    return Coverage(
        until=moment(closed[-1]),
        more=tuple(more[:_SHARES]),
        less=tuple(less[:_SHARES]),
        stories=len(others),
        told=told,
        missed=tuple(_missed(story, others[story], pieces) for story in _foremost(missed, others)),
    )


def _shares(source: Term, until: dt.date, press: Press, pieces: Pieces) -> Iterator[Share]:
    """Yield the share of each topic, in the outlet's articles and in those of all others."""
    end = until + min(dt.timedelta(1), dt.date.max - until)
    own = [article for article in source.articles if article.day <= until]
    others = bisect_left(press.days, end) - len(own)
    if len(own) < _FEW or others < _FEW:
        return
    counts: dict[Term, int] = {}
    for article in own:
        for topic in pieces.library.topics_of.get(article.id, ()):
            counts[topic] = counts.get(topic, 0) + 1
    for topic, days in press.filed.items():
        theirs = bisect_left(days, end) - counts.get(topic, 0)
        share = Share(
            link=pieces.link(topic),
            own=round(100 * counts.get(topic, 0) / len(own)),
            others=round(100 * theirs / others),
        )
        if counts.get(topic, 0) != 1 or share.own < share.others:  # one article is no habit
            yield share


def _told_by_others(
    source: Term, days: Sequence[dt.date], press: Press
) -> dict[Story, frozenset[Term]]:
    """Return the stories that others told on these days, each with who told it by its last one."""
    found: dict[Story, frozenset[Term]] = {}
    for day in days:
        told = press.told.get(day, ())
        found.update((story, by) for story, by in told if len(by - {source}) >= _OTHERS)
    return found


def _foremost(missed: Sequence[Story], others: Mapping[Story, frozenset[Term]]) -> list[Story]:
    """Return the stories that most outlets told, the newest of equals."""
    ranked = sorted(missed, key=lambda s: (-len(others[s]), -s.first.day.toordinal(), s.name))
    return ranked[:_MISSED]


def _missed(story: Story, outlets: frozenset[Term], pieces: Pieces) -> Missed:
    first = story.first
    return Missed(
        link=Link(first.title, pieces.href(story.permalink)),
        outlets=len(outlets),
        moment=moment(first.day),
        notes=notes(story.articles),
        lang=first.lang,
        dir=direction(first.lang),
    )
