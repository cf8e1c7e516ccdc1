"""Articles a week, for the bars of a term."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from broadsheet.model import Article
from broadsheet.plan.moments import moment
from broadsheet.plan.views import Bar

MOST = 26


def weeks(articles: Sequence[Article], most: int = MOST) -> tuple[Bar, ...]:
    """Return the weeks from the first article to the last, at most `most`, the empty ones too.

    The chart ends with the last article and not with today, so that it stands still.
    """
    return weeks_of(Counter([article.day for article in articles]), most)


def weeks_of(days: Mapping[dt.date, int], most: int = MOST) -> tuple[Bar, ...]:
    """Return the same for days, each with the number of its articles."""
    counts: Counter[int] = Counter()
    for day, articles in days.items():
        counts[_monday(day)] += articles
    last = max(counts, default=0)
    first = max(min(counts, default=1), last - 7 * (most - 1))
    return tuple(Bar(_label(monday), counts[monday]) for monday in range(first, last + 1, 7))


def _monday(day: dt.date) -> int:
    return day.toordinal() - day.weekday()


@lru_cache(maxsize=1024)  # the charts of all terms show the same weeks
def _label(monday: int) -> str:
    """Return the first day of the week; before the calendar begins, its first day."""
    return moment(dt.date.fromordinal(max(1, monday))).text
