"""Which articles are worth comparing, and how like they are: one pass over them in their order.

An inverted index of leading words finds them. What is kept is bounded by the window where
articles have dates, and what is compared is bounded for each article, so that the cost grows
with the number of articles and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from broadsheet.enrich.frequencies import Frequencies
from broadsheet.enrich.stories.likeness import WINDOW_DAYS, likelihood, together
from broadsheet.enrich.stories.sketch import Sketch, days, frequencies, sketch
from broadsheet.enrich.stories.told import Told

COMPARED = 40  # articles that one is compared with, those that share most leading words
_REACH = 150  # articles of a word that are looked at, the latest
_FEWEST = 2  # leading words that two articles must share
_FAINT = 0.03  # likelihoods below this count as none

Edge = tuple[int, int, float]


def edges(order: Sequence[Told]) -> Iterator[Edge]:
    """Yield (earlier, later, likelihood) by place in the order; known stories are not compared.

    The order is by date, articles without one at the end.
    """
    known = frequencies(order)
    undated = any(one.date is None for one in order)
    desk = _Desk(order, known)
    for number in range(len(order)):
        if not undated:
            desk.clear_before(number)
        yield from desk.compared(number)


class _Desk:
    """The sketches at hand, and which of them a leading word leads to."""

    def __init__(self, order: Sequence[Told], known: Frequencies) -> None:
        self.order = order
        self.known = known
        self.sketches: dict[int, Sketch] = {}
        self.index: dict[str, list[int]] = {}
        self.oldest = 0

    def clear_before(self, number: int) -> None:
        """Put away the sketches that have left the window."""
        day = days(self.order[number].date)
        while self.oldest < number:
            one = self.sketches[self.oldest]
            if day is None or one.day is None or day - one.day <= WINDOW_DAYS:
                return
            for term in one.leads:
                self.index[term].pop(0)
                if not self.index[term]:
                    del self.index[term]
            del self.sketches[self.oldest]
            self.oldest += 1

    def compared(self, number: int) -> list[Edge]:
        """Return the edges from an article to earlier ones, and take it in."""
        one = sketch(self.order[number], self.known)
        found = [
            (other, number, likely)
            for other in self._near(number, one)
            if (likely := likelihood(self.sketches[other], one)) >= _FAINT
        ]
        self.sketches[number] = one
        for term in one.leads:
            self.index.setdefault(term, []).append(number)
        return found

    def _near(self, number: int, one: Sketch) -> list[int]:
        shared: Counter[int] = Counter()
        for term in one.leads:
            shared.update(self.index.get(term, ())[-_REACH:])
        near = sorted((other for other, count in shared.items() if count >= _FEWEST), reverse=True)
        near.sort(key=shared.__getitem__, reverse=True)  # the latest first of those with as many
        fit = (other for other in near if self._may_be_one(other, number, one))
        return list(islice(fit, COMPARED))

    def _may_be_one(self, other: int, number: int, one: Sketch) -> bool:
        known = self.order[number].story is not None and self.order[other].story is not None
        return not known and together(self.sketches[other], one)
