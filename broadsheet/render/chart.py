"""Weekly bars, as the numbers of an inline SVG: no style, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.plan.views import Bar

HEIGHT = 48
STEP = 12
GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart in user units: its width and height, its bars, and the largest count."""

    width: int
    height: int
    most: int
    bars: tuple[Column, ...]


def columns(weeks: Sequence[Bar]) -> Columns:
    """Return the chart of the weeks; a week with anything in it is at least 2 units high."""
    most = max((week.count for week in weeks), default=0)
    bars = tuple(
        _column(number, week.count, most) for number, week in enumerate(weeks) if week.count > 0
    )
    return Columns(max(1, len(weeks) * STEP - GAP), HEIGHT, most, bars)


def _column(number: int, count: int, most: int) -> Column:
    height = max(2, round(HEIGHT * count / most))
    return Column(number * STEP, HEIGHT - height, STEP - GAP, height)
