"""A small network as an arc diagram: names one below another, an arc for each tie.

Martin Wattenberg, "Arc Diagrams: Visualizing Structure in Strings" (IEEE InfoVis 2002). The
layout is the order of the names, so that the same names always make the same picture, and
every name can be read, on the narrowest screen too.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views import Network

ROW = 26
_RADIUS = 4  # of the dot of a name


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie as the `d` of a path; `is_own` for those of the entity itself."""

    path: str
    width: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class Arcs:
    """The picture in user units: its size, the column of dots with a place each, and the arcs."""

    width: int
    height: int
    x: int
    radius: int
    dots: tuple[int, ...]
    arcs: tuple[Arc, ...]


def arcs(network: Network) -> Arcs:
    """Return the picture, a row of `ROW` units for each name; ties of no row are left out."""
    rows = len(network.names)
    x = ROW * max(1, rows - 1) // 2 + _RADIUS
    drawn = tuple(
        _arc(one, other, width, x) for one, other, width in network.ties if 0 <= one < other < rows
    )
    dots = tuple(map(_y, range(rows)))
    return Arcs(x + _RADIUS, ROW * rows, x, _RADIUS, dots, drawn)


def _y(row: int) -> int:
    return ROW * row + ROW // 2


def _arc(one: int, other: int, width: int, x: int) -> Arc:
    radius = (_y(other) - _y(one)) // 2
    path = f"M{x} {_y(one)}A{radius} {radius} 0 0 0 {x} {_y(other)}"
    return Arc(path, width, one == 0)
