"""Dumps of unknown sites: articles found by what recurs, with no word of the site known.

Time lines are the anchors (a link word such as `Full Story`, where it closes each item). What
stands around an anchor - outlet, byline, reading time, bullets - is drawn into it; then all
anchors vote on whether the title stands before the anchor, after it, or both, or whether the
anchor closes the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from broadsheet.clip.chunks import by_separators
from broadsheet.clip.cut import Cut, Cuts, same_title
from broadsheet.clip.entries import Entry, prose, short
from broadsheet.clip.furniture import Furniture
from broadsheet.clip.lines import Line, without_bullet
from broadsheet.clip.markup import unmarked
from broadsheet.clip.neighbours import entries_of
from broadsheet.clip.records import Record, by_anchors
from broadsheet.dates import Printed

_FIELD = re.compile(r"(?:title|headline|subject|titel|titre|título)\s?:\s?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,3})[.)] (?=\S)")
_SITE = re.compile(r" \(((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}(?:/[\w.-]{1,40})?)\)$")
_USEFUL = ("text", "meta", "link", "rule")


def cuts(lines: Sequence[Line], furniture: Furniture) -> Cuts:
    """Return the articles of a page of an unknown site."""
    learned = frozenset(furniture.lines)
    entries = entries_of(unmarked(lines), learned)
    useful = [e for e in entries if e.kind in _USEFUL]
    waste = [(e.line, _reason(e, learned)) for e in entries if e.kind not in _USEFUL]
    waste += [(e.line, "link word") for e in _cut_off(useful)]
    records = by_separators(useful, "rule") or by_separators(useful, "link")
    if not records:
        waste += [(e.line, "rule") for e in useful if e.kind == "rule"]
        useful = [e for e in useful if e.kind != "rule"]
        records = by_anchors(useful)
    records = _with_text(useful, _united(useful, records))
    found = _unnumbered([_cut(useful, record) for record in records])
    bounds = (min(records[0].members), max(records[-1].members)) if records else None
    taken = {useful[n].line.number for record in records for n in record.members}
    for place, rest in enumerate(useful):
        if rest.line.number not in taken:
            waste.append((rest.line, _leftover(rest, place, bounds)))
    return Cuts(tuple(found), tuple(waste), header=_header(entries, found))


def _cut_off(entries: Sequence[Entry]) -> list[Entry]:
    """Return the link words that were parted from the text of the same line."""
    return [e for one, e in pairwise(entries) if one.line.number == e.line.number]


def _header(entries: Sequence[Entry], found: Sequence[Cut]) -> Printed | None:
    """Return the date that stands at the page's top, above all articles."""
    first = min((cut.first for cut in found), default=0)
    top = (e.meta.printed for e in entries if e.line.number < first)
    return next((printed for printed in top if printed is not None), None)


def _united(entries: Sequence[Entry], records: Sequence[Record]) -> list[Record]:
    """Return the records, a title alone being part of the next one if that prints it again."""
    found: list[Record] = []
    for record in records:
        last = found[-1] if found and record.body and not found[-1].body else None
        if last and same_title(entries[last.title].text, entries[record.title].text):
            meta, members = last.meta.joined(record.meta), (*last.members, *record.members)
            found[-1] = replace(record, meta=meta, members=members)
        else:
            found.append(record)
    return found


def _with_text(entries: Sequence[Entry], records: list[Record]) -> list[Record]:
    """Return the records without lists of headlines: two or more in a row that have no text.

    A page that is all headlines keeps them. What heads a list is no part of the text above it.
    """
    if not any(prose(entries[n]) for record in records for n in record.body):
        return records
    empty = [not record.body for record in records]
    lone = [
        is_empty and not (any(empty[max(0, n - 1) : n]) or any(empty[n + 1 : n + 2]))
        for n, is_empty in enumerate(empty)
    ]
    kept: list[Record] = []
    for n, record in enumerate(records):
        if not empty[n] or lone[n]:
            heads_list = n + 2 < len(records) and empty[n + 1] and empty[n + 2]
            kept.append(_trimmed(entries, record) if heads_list else record)
    return kept


def _trimmed(entries: Sequence[Entry], record: Record) -> Record:
    """Return the record without the short lines that end it."""
    last = len(record.body)
    while last > 1 and short(entries[record.body[last - 1]]):
        last -= 1
    if last == len(record.body):
        return record
    members = tuple(n for n in record.members if n < record.body[last])
    return replace(record, members=members, body=record.body[:last])


def _unnumbered(cuts: Sequence[Cut]) -> list[Cut]:
    """Return the cuts, the numbers of a list and the sites in brackets taken off their titles."""
    numbers = [_NUMBER.match(cut.title) for cut in cuts]
    order = [int(found[1]) for found in numbers if found]
    first = order[0] if order else 0
    running = order == list(range(first, first + len(order)))
    counted = running and len(order) >= 3 and len(order) * 2 >= len(cuts)
    sited = sum(_SITE.search(cut.title) is not None for cut in cuts)
    named = sited >= 2 and sited * 2 >= len(cuts)
    return [
        _renamed(cut, number.end() if counted and number else 0, named)
        for cut, number in zip(cuts, numbers, strict=True)
    ]


def _renamed(cut: Cut, start: int, named: bool) -> Cut:
    """Return the cut with its title from `start` on; if `named`, the site at its end as outlet."""
    title = cut.title[start:]
    site = _SITE.search(title) if named else None
    if site is None:
        return replace(cut, title=title)
    return replace(cut, title=title[: site.start()], outlet=cut.outlet or site[1])


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
        place=meta.place,
    )


def _headline(text: str) -> str:
    """Return a title without the mark of a heading, a list or a field before it."""
    return _FIELD.sub("", without_bullet(text).strip("#*_ ")) or text
