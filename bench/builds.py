"""Builds of the same edits, by every press in turn."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from bench.cost import Cost, cost
from bench.edits import EDITS, Edit, Shelf, unchanged
from bench.trees import Extent, extent, marks, written

SETTLE = 2.5  # seconds: nobody builds again sooner, and file times are trusted only after two

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Series:
    """What one press's builds after one kind of edit cost, in the order of the runs.

    `memory` is from the first run, which is not timed where others follow: looking at memory
    slows what is looked at. `written` is the number of files that the last build wrote, `extent`
    all that lay there after the first.
    """

    articles: int
    edit: str
    press: str
    costs: tuple[Cost, ...]
    memory: float
    written: int
    extent: Extent

    @property
    def wall(self) -> float:
        return median(cost.wall for cost in self.costs)

    @property
    def cpu(self) -> float:
        return median(cost.cpu for cost in self.costs)


@dataclass(frozen=True, slots=True)
class Built:
    """One build: what it cost, how many files it wrote, and all that lay there then."""

    cost: Cost
    written: int
    extent: Extent


def series(
    shelves: Sequence[Shelf], runs: int, once: frozenset[str], tell: Tell
) -> Iterator[Series]:
    """Yield what builds cost, for every kind of edit and every press.

    All presses build after the same edit before the next edit is made, in turn from the first
    and from the last, so that what else the machine does falls on all of them. Those named in
    `once` take part in the first run only.
    """
    found: dict[tuple[str, str], list[Built]] = defaultdict(list)
    for run in range(runs + 1 if runs > 1 else 1):
        for edit in EDITS:
            if edit.made is unchanged:
                time.sleep(SETTLE)
            for shelf in shelves if run % 2 == 0 else shelves[::-1]:
                if run and shelf.press.name in once:
                    continue
                built = _built(shelf, edit, run)
                found[edit.name, shelf.press.name].append(built)
                tell(f"run {run}, {edit.name}, {shelf.press.name}: {built.cost.wall:.2f} s")
    for (edit_name, press), all_built in found.items():
        yield Series(
            articles=len(shelves[0].ids),
            edit=edit_name,
            press=press,
            costs=tuple(built.cost for built in all_built[1:] or all_built),
            memory=all_built[0].cost.memory,
            written=all_built[-1].written,
            extent=all_built[0].extent,
        )


def _built(shelf: Shelf, edit: Edit, run: int) -> Built:
    edit.made(shelf, run)
    printed = shelf.folder / shelf.press.printed
    before = marks(printed)
    os.sync()  # or the files of the last build are still being written during this one
    spent = cost(shelf.press.build(shelf.folder), shelf.folder, watch_memory=run == 0)
    after = marks(printed)
    return Built(spent, written(before, after), extent(after))
