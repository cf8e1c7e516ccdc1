"""Dumps of unknown sites: articles found by what recurs, with no word of the site known.

Time lines are the anchors (a link word such as `Full Story`, where it closes each item). What
stands around an anchor - outlet, byline, reading time, bullets - is drawn into it; then all
anchors vote on whether the title stands before the anchor, after it, or both, or whether the
anchor closes the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.clip.chunks import by_separators
from broadsheet.clip.cut import Cut, Cuts
from broadsheet.clip.entries import Entry, entries_of
from broadsheet.clip.furniture import Furniture
from broadsheet.clip.lines import Line, without_bullet
from broadsheet.clip.records import Record, by_anchors

_FIELD = re.compile(r"(?:title|headline|subject|titel|titre|título)\s?:\s?", re.IGNORECASE)
_USEFUL = ("text", "meta", "link", "rule")


def cuts(lines: Sequence[Line], furniture: Furniture) -> Cuts:
    """Return the articles of a page of an unknown site."""
    learned = frozenset(furniture.lines)
    entries = entries_of(lines, learned)
    useful = [e for e in entries if e.kind in _USEFUL]
    waste = [(e.line, _reason(e, learned)) for e in entries if e.kind not in _USEFUL]
    records = by_separators(useful, "rule") or by_separators(useful, "link")
    if not records:
        waste += [(e.line, "rule") for e in useful if e.kind == "rule"]
        useful = [e for e in useful if e.kind != "rule"]
        records = by_anchors(useful)
    found = [_cut(useful, record) for record in records]
    bounds = (min(records[0].members), max(records[-1].members)) if records else None
    taken = {useful[n].line.number for record in records for n in record.members}
    for place, rest in enumerate(useful):
        if rest.line.number not in taken:
            waste.append((rest.line, _leftover(rest, place, bounds)))
    top = useful[: bounds[0]] if bounds else []
    header = next((e.meta.printed for e in top if e.meta.printed is not None), None)
    return Cuts(tuple(found), tuple(waste), header=header)


def _reason(one: Entry, learned: frozenset[str]) -> str:
    if one.kind == "image":
        return "image line"
    return "furniture: learned" if one.text in learned else "furniture: page"


def _leftover(one: Entry, place: int, bounds: tuple[int, int] | None) -> str:
    if one.kind in ("link", "rule"):
        return "link word" if one.kind == "link" else "rule"
    if bounds is None:
        return "no article near"
    if place < bounds[0]:
        return "furniture: header"
    return "furniture: footer" if place > bounds[1] else "furniture: repeated"


def _cut(entries: Sequence[Entry], record: Record) -> Cut:
    numbers = [entries[n].line.number for n in record.members]
    meta = record.meta
    return Cut(
        _headline(entries[record.title].text),
        min(numbers),
        max(numbers),
        tuple(entries[n].line for n in record.body),
        meta.outlet,
        meta.section,
        meta.agency,
        meta.authors,
        meta.printed,
        url=meta.url,
    )


def _headline(text: str) -> str:
    """Return a title without the mark of a heading, a list or a field before it."""
    return _FIELD.sub("", without_bullet(text).strip("#*_ ")) or text
