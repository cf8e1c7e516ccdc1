"""A feed of very many entries as several feeds, so that each is cut within the limits of one.

A slice is the feed's first tag, what it says of itself, and some hundreds of its entries. Blank
lines stand for what was left out, so that every entry keeps its lines.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from broadsheet.clip.forms import entry_lines, json_feed
from broadsheet.clip.forms.feed_text import decoded
from broadsheet.clip.forms.nouns import Record
from broadsheet.errors import Problem

TOGETHER = 1000  # entries: about half a second
_FEWEST_BYTES = 20 * TOGETHER  # fewer hold no more entries than one slice does, or very small ones
_MOST_BEFORE = 200_000  # characters before the entries, which every slice repeats


class _Place(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def is_whole(self) -> bool: ...


def parts(record: Record) -> Iterator[Record | Problem]:
    """Yield a feed as it is, or as feeds of a thousand entries each, in their order.

    All have the feed's own seed. Entries beyond the limit are a problem.
    """
    if len(record.data) <= _FEWEST_BYTES:
        yield record
        return
    text = decoded(record.data, record.charset)
    found = (_json if json_feed.is_json(text) else _xml)(text)
    if found is None:
        yield record
        return
    texts, is_cut = found
    for part in texts:
        yield replace(record, data=codecs.BOM_UTF8 + part.encode("utf-8", "ignore"))
    if is_cut:
        said = f"more than {entry_lines.MOST_ENTRIES:,} entries: the others were left out"
        yield Problem(record.seed, said, hint="split the file")


def _xml(text: str) -> tuple[Iterator[str], bool] | None:
    laid = entry_lines.layout(text)
    if len(laid.places) <= TOGETHER or laid.places[0].start > _MOST_BEFORE:
        return None
    head = laid.head.replace("\n", " ")
    before = text[: laid.start] + laid.root + head
    groups = _groups(text, laid.places)
    return (_at_line(before, line) + part for line, part, _ in groups), laid.is_cut


def _json(text: str) -> tuple[Iterator[str], bool] | None:
    laid = json_feed.items(text)
    if len(laid.places) <= TOGETHER or laid.places[0].start > _MOST_BEFORE:
        return None
    before, end = text[: laid.places[0].start], laid.places[-1].end
    after = "]" + laid.head[laid.head.rfind("]") + 1 :]
    texts = (
        _at_line(before, line) + part.rstrip(", \t\r\n") + (after if is_whole else "")
        for line, part, is_whole in _groups(text[:end], laid.places)
    )
    return texts, laid.is_cut


def _groups(text: str, places: Sequence[_Place]) -> Iterator[tuple[int, str, bool]]:
    """Yield (line that it begins on, text, whether its last entry is whole) for each slice."""
    line, counted = 1, 0
    for at in range(0, len(places), TOGETHER):
        group = places[at : at + TOGETHER]
        start, end = group[0].start, group[-1].end
        line += text.count("\n", counted, start)
        counted = start
        yield line, text[start:end], group[-1].is_whole


def _at_line(before: str, line: int) -> str:
    """Return what stands before a slice, so long that the slice begins on its own line."""
    return before + "\n" * (line - 1 - before.count("\n"))
