"""Where the time of a build went: by stage, and by template."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Spent = tuple[str, float]  # what the time was spent on, in seconds of the wall's clock

PAGES = "pages of kind "  # what the times of templates begin with
_TEMPLATES = 5  # kinds that are told one by one


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage; each begins where the last one ended."""

    spent: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        """End a stage."""
        now = time.perf_counter()
        self.add(stage, now - self._last)
        self._last = now

    def add(self, what: str, seconds: float) -> None:
        self.spent[what] = self.spent.get(what, 0.0) + seconds


def lines(spent: Iterable[Spent]) -> list[str]:
    """Return about ten lines: every stage in its order, then the costliest kinds of pages.

    The times of kinds are those of all workers together, so they may exceed the stage's own.
    """
    every = list(spent)
    stages = [one for one in every if not one[0].startswith(PAGES)]
    kinds = sorted((one for one in every if one[0].startswith(PAGES)), key=lambda one: -one[1])
    rest = sum(seconds for _, seconds in kinds[_TEMPLATES:])
    told = [*stages, *kinds[:_TEMPLATES], *([("pages of other kinds", rest)] if rest else [])]
    return _table(told, sum(seconds for _, seconds in stages))


def _table(rows: Sequence[Spent], whole: float) -> list[str]:
    width = max((len(name) for name, _ in rows), default=0)
    return [
        f"{name:{width}} {seconds:8.2f} s {100 * seconds / (whole or 1):4.0f} %"
        for name, seconds in rows
    ]
