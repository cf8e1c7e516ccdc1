"""Grouping by average link: two groups become one while their articles are alike on the whole.

After R. Sokal and C. Michener, "A statistical method for evaluating systematic relationships",
1958, over the few pairs that were compared. Only pairs that are close in time count, so that a
story may run on for weeks. The likest groups join first; equal ones in the order of articles.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from broadsheet.enrich.stories.candidates import COMPARED, Edge
from broadsheet.enrich.stories.likeness import WINDOW_DAYS

LIKE_ENOUGH = 0.5

Heaped = tuple[float, int, int, int, int]


class Groups:
    """The groups so far, each known by a number; `label` is a story that is final."""

    def __init__(self, when: Sequence[float | None], labels: Sequence[str | None]) -> None:
        self.when = when
        self.labels = dict(enumerate(labels))
        self.members = {number: [number] for number in range(len(when))}
        self.days = {number: [] if day is None else [day] for number, day in enumerate(when)}
        self.group_of = list(range(len(when)))
        self.first = list(range(len(when)))  # of each group, by the number of the group
        self.sums: dict[int, dict[int, float]] = {}
        self.changed: dict[int, int] = {}
        self.weakest: dict[int, float] = {}  # article -> the least likeness that ties it in

    def unite(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join the groups of each pair, whatever their likeness."""
        for one, other in pairs:
            left, right = self.group_of[one], self.group_of[other]
            if left != right and self._may_join(left, right):
                self._join(left, right)

    def link(self, edges: Iterable[Edge]) -> None:
        """Join the likest groups as long as they are like enough."""
        for one, other, likely in edges:
            left, right = self.group_of[one], self.group_of[other]
            if left != right:
                self._add(left, right, likely)
        heap: list[Heaped] = []
        for group in sorted(self.sums):
            self._offer(heap, group, upwards=True)
        while heap:
            likeness, left, right, *seen = heapq.heappop(heap)
            if seen == [self.changed.get(left, 0), self.changed.get(right, 0)]:
                self._weigh(left, right, -likeness)
                self._offer(heap, self._join(left, right))

    def _weigh(self, left: int, right: int, likeness: float) -> None:
        """Note how like the articles are that come to a story: to the final one, or the older."""
        comes = max(left, right, key=lambda g: (not self.labels[g], self.first[g]))
        for member in self.members[comes]:
            self.weakest[member] = min(self.weakest.get(member, 1.0), likeness)

    def _add(self, left: int, right: int, likely: float) -> None:
        for a, b in ((left, right), (right, left)):
            sums = self.sums.setdefault(a, {})
            sums[b] = sums.get(b, 0.0) + likely

    def _offer(self, heap: list[Heaped], group: int, upwards: bool = False) -> None:
        """Put the likely joins of a group on the heap; old offers fall out by their count."""
        sums = self.sums.get(group, {})
        # A mean is no more than its sum, so that most are not worth working out.
        for other in sorted(one for one, likely in sums.items() if likely >= LIKE_ENOUGH):
            if upwards and other < group:
                continue
            likeness = self._likeness(group, other)
            if likeness >= LIKE_ENOUGH and self._may_join(group, other):
                left, right = min(group, other), max(group, other)
                seen = self.changed.get(left, 0), self.changed.get(right, 0)
                heapq.heappush(heap, (-round(likeness, 9), left, right, *seen))

    def _may_join(self, left: int, right: int) -> bool:
        ours, theirs = self.labels[left], self.labels[right]
        return ours is None or theirs is None or ours == theirs

    def _likeness(self, left: int, right: int) -> float:
        """Return the mean over the pairs in time, those counted that could be compared."""
        is_small = len(self.members[left]) <= len(self.members[right])
        small, great = (left, right) if is_small else (right, left)
        most = COMPARED * len(self.members[small])
        return self.sums[left][right] / max(1, min(self._pairs(small, great, most), most))

    def _pairs(self, small: int, great: int, most: int) -> int:
        """Return how many pairs of two groups are in one window; articles without a day are."""
        days = self.days[great]
        timeless = len(self.members[great]) - len(days)
        pairs = (len(self.members[small]) - len(self.days[small])) * len(self.members[great])
        for day in self.days[small]:
            last = bisect_right(days, day + WINDOW_DAYS)
            pairs += last - bisect_left(days, day - WINDOW_DAYS) + timeless
            if pairs >= most:
                break
        return pairs

    def _join(self, left: int, right: int) -> int:
        """Join two groups under the number of the greater one, and return it."""
        gone, kept = sorted((left, right), key=lambda g: (len(self.members[g]), -g))
        for member in self.members[gone]:
            self.group_of[member] = kept
        self.members[kept] += self.members.pop(gone)
        self.first[kept] = min(self.first[kept], self.first[gone])
        self.days[kept] = sorted(self.days[kept] + self.days.pop(gone))
        self.labels[kept] = self.labels[kept] or self.labels[gone]
        self.changed[kept] = self.changed.get(kept, 0) + 1
        self.changed[gone] = self.changed.get(gone, 0) + 1
        for other, likely in self.sums.pop(gone, {}).items():
            del self.sums[other][gone]
            if other != kept:
                self._add(kept, other, likely)
        return kept
