"""Articles of an unknown page, around its anchors: title before them, after them, or closing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from broadsheet.clip.anchors import Anchor, anchors_of, layout_of
from broadsheet.clip.cut import same_title
from broadsheet.clip.dateline import dateline
from broadsheet.clip.entries import Entry, prose, short, title_like
from broadsheet.clip.meta import NO_META, Meta, gathered, label

_NUMBER = re.compile(r"(\d{1,3})[.)] (?=\S)")
_LISTED = 3  # numbered titles that make a list


@dataclass(frozen=True, slots=True)
class Record:
    """An article's entries: its whole stretch, its title, and those of its body."""

    title: int
    meta: Meta
    members: tuple[int, ...]
    body: tuple[int, ...]


def by_anchors(entries: Sequence[Entry]) -> list[Record]:
    anchors = anchors_of(entries)
    opened = _numbered(entries) or _datelined(entries)
    if len(opened) > max(1, len(anchors)):
        return _between(entries, opened)
    if not anchors:
        named = [n for n, e in enumerate(entries) if e.meta.closing]
        signed = [Anchor(n, n + 1, entries[n].meta) for n in named]
        return _closing(entries, signed) if len(signed) > 1 else _one(entries)
    layout = layout_of(entries, anchors)
    if layout == "before":
        return _before(entries, anchors)
    return _after(entries, anchors) if layout == "after" else _closing(entries, anchors)


def _before(entries: Sequence[Entry], anchors: Sequence[Anchor]) -> list[Record]:
    heads: list[tuple[int, int, Anchor]] = []
    for anchor in anchors:
        floor = heads[-1][2].end if heads else 0
        title = _title_above(entries, anchor, floor)
        if title is None:
            continue
        first = title
        while first > floor and same_title(entries[first - 1].text, entries[title].text):
            first -= 1
        heads.append((first, title, anchor))
    kickers = _kickers(entries, heads)
    records: list[Record] = []
    for place, (first, title, anchor) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(entries)
        kicker, meta = kickers[place], anchor.meta
        if kicker is not None:
            meta = meta.joined(label(entries[kicker].text))
        start = first if kicker is None else kicker
        stand = [*range(title + 1, anchor.first), *range(anchor.end, end)]
        records.append(_record(entries, title, meta, start, end, stand))
    return _without_kickers(entries, records)


def _without_kickers(entries: Sequence[Entry], records: list[Record]) -> list[Record]:
    """Return the records, none holding the kicker that opens the next one."""
    limits = [*(min(record.members) for record in records[1:]), len(entries)]
    cleaned: list[Record] = []
    for record, limit in zip(records, limits, strict=False):
        members = tuple(n for n in record.members if n < limit)
        body = tuple(n for n in record.body if n < limit)
        cleaned.append(replace(record, members=members, body=body))
    return cleaned


def _kickers(
    entries: Sequence[Entry], heads: Sequence[tuple[int, int, Anchor]]
) -> list[int | None]:
    """Return the place of the kicker above each title, or None; the first one's if most have one.

    A name alone between each article's time and the next title is surely one.
    """
    floors = [0, *(anchor.end for _, _, anchor in heads)]
    places = list(zip([head[0] for head in heads], floors, strict=False))
    counts = Counter(e.text for e in entries)
    lone = [first - 1 == floor and short(entries[floor]) for first, floor in places[1:]]
    sure = len(lone) > 1 and sum(lone) > 0.8 * len(lone)
    kickers = [_kicker(entries, first, floor, counts, sure) for first, floor in places]
    if sum(kicker is not None for kicker in kickers[1:]) * 2 < len(heads) - 1 or len(heads) < 2:
        kickers[:1] = [None] * len(kickers[:1])
    return kickers


def _kicker(
    entries: Sequence[Entry], first: int, floor: int, counts: Counter[str], sure: bool
) -> int | None:
    """Return the place of a short line right above a title that names a section or outlet."""
    if first - 1 < floor or not short(entries[first - 1]):
        return None
    close = entries[first].line.number - entries[first - 1].line.number == 1
    apart = first - 2 < floor or entries[first - 1].line.number - entries[first - 2].line.number > 1
    known = label(entries[first - 1].text)
    sure = sure or counts[entries[first - 1].text] > 1
    return first - 1 if (close and apart) or known.section or known.agency or sure else None


def _title_above(entries: Sequence[Entry], anchor: Anchor, floor: int) -> int | None:
    """Return the title above an anchor; a standfirst of one or two lines may stand between."""
    for place in range(anchor.first - 1, max(floor, anchor.first - 4) - 1, -1):
        if entries[place].kind == "link":
            return None
        if title_like(entries[place]):
            return place
    return None


def _after(entries: Sequence[Entry], anchors: Sequence[Anchor]) -> list[Record]:
    limits = [*(anchor.first for anchor in anchors[1:]), len(entries)]
    heads = [
        (anchor, title)
        for anchor, limit in zip(anchors, limits, strict=True)
        if (title := _title_below(entries, anchor.end, limit)) is not None
    ]
    records: list[Record] = []
    for place, (anchor, title) in enumerate(heads):
        end = heads[place + 1][0].first if place + 1 < len(heads) else len(entries)
        records.append(
            _record(entries, title, anchor.meta, anchor.first, end, range(title + 1, end))
        )
    return _credited(entries, records)


def _credited(entries: Sequence[Entry], records: list[Record]) -> list[Record]:
    """Return the records, a name alone below most of the titles being the outlet."""
    named = [
        record.body[:1] == (record.title + 1,)
        and len(record.body) > 1
        and short(entries[record.body[0]])
        for record in records
    ]
    if sum(named) < max(2, 0.6 * len(records)):
        return records
    return [
        replace(
            record,
            meta=record.meta.joined(label(entries[record.body[0]].text)),
            body=record.body[1:],
        )
        if is_named
        else record
        for record, is_named in zip(records, named, strict=True)
    ]


def _title_below(entries: Sequence[Entry], at: int, limit: int) -> int | None:
    for place in range(at, min(at + 2, limit)):
        if entries[place].kind == "text":
            return place if title_like(entries[place]) else None
    return None


def _closing(entries: Sequence[Entry], anchors: Sequence[Anchor]) -> list[Record]:
    records: list[Record] = []
    start = 0
    for anchor in anchors:
        texts = [n for n in range(start, anchor.first) if entries[n].kind == "text"]
        title = _headline(entries, texts, first=not records)
        if title is None:
            continue
        meta = anchor.meta.joined(
            gathered(
                [entries[n].meta for n in range(start, anchor.first) if entries[n].kind == "meta"]
            )
        )
        first = title if not records else start
        records.append(
            _record(entries, title, meta, first, anchor.end, range(title + 1, anchor.first))
        )
        start = anchor.end
    return records


def _headline(entries: Sequence[Entry], texts: Sequence[int], first: bool) -> int | None:
    """Return the title among the texts of a stretch; at the page's top it is next to the prose."""
    body = next((k for k, n in enumerate(texts) if prose(entries[n])), len(texts))
    titles = [n for n in texts[:body] if title_like(entries[n])]
    if not titles:
        return None
    kickers = [n for n in titles[:-1] if short(entries[n])]
    return titles[-1] if first else titles[len(kickers)] if titles[0] in kickers else titles[0]


def _numbered(entries: Sequence[Entry]) -> list[int]:
    """Return the titles `1. ...`, `2. ...` of a list, if each stands above its text."""
    found = [(n, int(match[1])) for n, e in enumerate(entries) if (match := _NUMBER.match(e.text))]
    above = all(
        title_like(entries[n]) and any(e.kind == "text" for e in entries[n + 1 : n + 2])
        for n, _ in found
    )
    apart = all(after - before > 1 for (before, _), (after, _) in pairwise(found))
    running = [number for _, number in found] == list(range(1, len(found) + 1))
    listed = len(found) >= _LISTED and running and above and apart
    return [n for n, _ in found] if listed else []


def _datelined(entries: Sequence[Entry]) -> list[int]:
    """Return the titles above a lede that opens with a dateline of a day or a wire."""
    return [
        n
        for n, (title, lede) in enumerate(pairwise(entries))
        if title_like(title) and prose(lede) and _opens(lede.text)
    ]


def _opens(lede: str) -> bool:
    found = dateline(lede)
    return found.place is not None and (found.day or found.agency) is not None


def _between(entries: Sequence[Entry], titles: Sequence[int]) -> list[Record]:
    ends = [*titles[1:], len(entries)]
    return [
        _record(entries, title, NO_META, title, end, range(title + 1, end))
        for title, end in zip(titles, ends, strict=True)
    ]


def _one(entries: Sequence[Entry]) -> list[Record]:
    """Return the whole page as one article, if it reads like one."""
    texts = [n for n, e in enumerate(entries) if e.kind == "text"]
    if not any(prose(entries[n]) for n in texts):
        return []
    title = _headline(entries, texts, first=True)
    if title is None:
        title = texts[0]
    meta = gathered([e.meta for e in entries if e.kind == "meta"])
    return [_record(entries, title, meta, title, len(entries), range(title + 1, len(entries)))]


def _record(
    entries: Sequence[Entry],
    title: int,
    meta: Meta,
    first: int,
    end: int,
    places: Sequence[int],
) -> Record:
    """Return a record whose body is the text among `places`, without a page's last short lines."""
    body = [
        n
        for n in places
        if entries[n].kind == "text" and not same_title(entries[n].text, entries[title].text)
    ]
    last = end
    if end == len(entries):
        while (
            body
            and len(body) > 1
            and short(entries[body[-1]])
            and not entries[body[-1]].text.isupper()
        ):
            last = body.pop()
        last = min(last, end)
    stays = [n for n in range(first, end) if n < last and entries[n].kind != "link"]
    ends = max([title, *body, *(n for n in stays if entries[n].kind == "meta")])
    byline = [entries[n].meta for n in places if n < last and entries[n].kind == "meta"]
    return Record(title, meta.joined(gathered(byline)), tuple(range(first, ends + 1)), tuple(body))
