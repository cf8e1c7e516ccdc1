"""Which articles were cut from which lines of one capture; captures of 100,000 are looked up in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from broadsheet.intake.holding import Holding
from broadsheet.intake.register import Registered
from broadsheet.model import Span


class Lines:
    """The rows of one capture, each with its article."""

    def __init__(self) -> None:
        self._rows: list[tuple[Registered, Holding]] = []
        self._sorted: list[tuple[int, int]] = []  # first line, number of the row
        self._longest = 0

    def add(self, row: Registered, holding: Holding) -> None:
        self._rows.append((row, holding))
        self._longest = max(self._longest, row.last - row.first)

    def over(self, span: Span) -> list[tuple[Registered, Holding]]:
        """Return the rows that share a line with the span, in the order in which they came."""
        if len(self._sorted) < len(self._rows):
            self._sorted = sorted((row.first, at) for at, (row, _) in enumerate(self._rows))
        begin = bisect_left(self._sorted, (span.first - self._longest, -1))
        end = bisect_right(self._sorted, (span.last, len(self._rows)))
        near = sorted(at for _, at in self._sorted[begin:end])
        return [self._rows[at] for at in near if self._rows[at][0].last >= span.first]
