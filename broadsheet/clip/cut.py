"""A cut: the lines that belong to one article, told apart by role, before the body is cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.clip.lines import Line, key
from broadsheet.dates import Printed

Waste = tuple[Line, str]


@dataclass(frozen=True, slots=True)
class Cut:
    """One article's lines. `run` tells that its body was printed as one long line."""

    title: str
    first: int
    last: int
    body: tuple[Line, ...] = ()
    outlet: str | None = None
    section: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    printed: Printed | None = None
    keywords: tuple[str, ...] = ()
    url: str | None = None
    place: str | None = None

    @property
    def run(self) -> bool:
        return len(self.body) == 1

    @property
    def size(self) -> int:
        # One blank for each line, so that a body cut into lines weighs no less than in one run.
        return sum(len(line.text) + 1 for line in self.body)


@dataclass(frozen=True, slots=True)
class Cuts:
    """All cuts of a capture in its order, and the lines that belong to none, with reasons."""

    cuts: tuple[Cut, ...]
    waste: tuple[Waste, ...] = ()
    via: str | None = None
    header: Printed | None = None


def same_title(one: str, other: str) -> bool:
    """Tell whether two lines print one title: quotes, case and a cut end do not count."""
    first, second = sorted((key(one), key(other)), key=len)
    return first == second or (len(first) >= 24 and second.startswith(first))


def merged(kept: Cut, other: Cut) -> Cut:
    """Return the cut with what it lacks taken from another printing of the same article."""
    return replace(
        kept,
        outlet=kept.outlet or other.outlet,
        section=kept.section or other.section,
        agency=kept.agency or other.agency,
        authors=kept.authors or other.authors,
        printed=kept.printed or other.printed,
        keywords=kept.keywords or other.keywords,
        url=kept.url or other.url,
        place=kept.place or other.place,
    )


def between(lines: Sequence[Line], first: int, last: int) -> list[Line]:
    """Return the lines numbered from `first` to `last`."""
    return [line for line in lines if first <= line.number <= last]
