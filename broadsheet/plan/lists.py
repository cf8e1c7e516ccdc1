"""Long lists in pages that stand still: full pages are numbered from the oldest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from broadsheet.library.nouns import older_pages
from broadsheet.plan.views import Link, Pager

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list: its number (0: the first one, with the newest), entries, neighbours."""

    number: int
    permalink: str
    entries: tuple[T, ...]  # the newest first
    pager: Pager


def leaves(entries: Sequence[T], permalink: str, base: str, length: int) -> Iterator[Leaf[T]]:
    """Yield the pages of a list, the first one first; `entries` come oldest first.

    The first page shows the newest `length` to `2 * length - 1`, so that a new entry touches
    it alone until a page is full.
    """
    full = older_pages(len(entries), length)
    for number in (0, *range(full, 0, -1)):
        start = (number - 1) * length if number else full * length
        part = entries[start : start + length] if number else entries[start:]
        at = f"{permalink}page/{number}/" if number else permalink
        pager = Pager(
            newer=_newer(number, full, base + permalink),
            older=_older(number, full, base + permalink),
        )
        yield Leaf(number, at, tuple(reversed(part)), pager)


def _newer(number: int, full: int, first: str) -> Link | None:
    if number == 0:
        return None
    return Link("Newest", first) if number == full else Link(*_page(number + 1, first))


def _older(number: int, full: int, first: str) -> Link | None:
    below = number - 1 if number else full
    return Link(*_page(below, first)) if below else None


def _page(number: int, first: str) -> tuple[str, str]:
    return f"Page {number}", f"{first}page/{number}/"
