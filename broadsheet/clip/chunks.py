"""Articles of an unknown page that stand between separators: link words or ruled lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from broadsheet.clip.cut import same_title
from broadsheet.clip.entries import Entry, Kind, prose, short, title_like
from broadsheet.clip.meta import Meta, gathered, label
from broadsheet.clip.records import Record

_SHARE = 0.6


def by_separators(entries: Sequence[Entry], kind: Kind) -> list[Record]:
    """Return the records that separators of one kind part, if the page is built so.

    Where the page prints times, most of the stretches between separators must hold exactly one.
    """
    marks = [n for n, e in enumerate(entries) if e.kind == kind]
    if len(marks) < 2:
        return []
    bounds = zip([n + 1 for n in marks], [*marks[1:], len(entries)], strict=True)
    records = [found for start, end in bounds if (found := _chunk(entries, start, end))]
    first = _chunk(entries, _opening(entries, marks[0], records), marks[0])
    records[:0] = [first] if first else []
    if len(records) < 2 or not _even(entries, marks, records):
        return []
    if _preface(records, marks[0]):
        records = records[1:]
    return _under_days(entries, records)


def _under_days(entries: Sequence[Entry], records: list[Record]) -> list[Record]:
    """Return the records, those without a time taking that of the day's heading above them.

    Times are headings where few articles have one, and each stands above its article's title.
    """
    timed = [record for record in records if record.meta.printed is not None]
    if not 0 < len(timed) <= 0.6 * len(records) or records[0].meta.printed is None:
        return records
    if any(_time_at(entries, record) > record.title for record in timed):
        return records
    found: list[Record] = []
    for record in records:
        day = found[-1].meta.printed if found else None
        found.append(replace(record, meta=record.meta.joined(Meta(day))))
    return found


def _time_at(entries: Sequence[Entry], record: Record) -> int:
    return next(n for n in record.members if entries[n].meta.printed is not None)


def _preface(records: Sequence[Record], first: int) -> bool:
    """Tell whether a page opens with words of its own: undated, all that follow being dated."""
    dated = [record.meta.printed is not None for record in records]
    return len(records) > 2 and records[0].title < first and not dated[0] and all(dated[1:])


def _opening(entries: Sequence[Entry], end: int, records: Sequence[Record]) -> int:
    """Return where the first stretch opens: at its time, where times open most of the others."""
    led = sum(entries[record.members[0]].meta.printed is not None for record in records)
    body = next((n for n in range(end) if prose(entries[n])), end)
    times = [n for n in range(body) if entries[n].meta.printed is not None]
    return times[-1] if times and led > _SHARE * len(records) else 0


def _even(entries: Sequence[Entry], marks: Sequence[int], records: Sequence[Record]) -> bool:
    """Tell whether the separators part the page's times, or all its text, evenly."""
    times = {n for n, e in enumerate(entries) if e.meta.printed is not None}
    bounds = zip([0, *marks], [*marks, len(entries)], strict=True)
    timed = [sum(start <= n < end for n in times) for start, end in bounds]
    single = sum(count == 1 for count in timed)
    if len(times) >= 0.5 * len(records):
        return single >= _SHARE * len(records) and sum(n > 1 for n in timed) <= 0.2 * len(timed)
    return len(records) >= _SHARE * (len(marks) - 1)


def _chunk(entries: Sequence[Entry], start: int, end: int) -> Record | None:
    """Return the article between two separators; the page's own head is left out of the first."""
    places = range(start, end)
    closed = end < len(entries)
    texts = [n for n in places if entries[n].kind == "text"]
    if not closed and not any(prose(entries[n]) or entries[n].kind == "meta" for n in places):
        return None
    title = _title(entries, texts, start == 0, closed) if texts else None
    if title is None or not (closed or " " in entries[title].text):
        return None
    first = start
    if start == 0:
        first = title
        while first > 0 and entries[first - 1].kind == "meta" and _close(entries, first):
            first -= 1
    metas = [n for n in range(first, end) if entries[n].kind == "meta"]
    meta = gathered([entries[n].meta for n in metas])
    head = [n for n in texts if n < title]
    if head and short(entries[head[-1]]) and (start > 0 or metas[:1] == [head[-1] + 1]):
        meta = meta.joined(label(entries[head[-1]].text))
    names = _names(entries, texts, title)
    meta = meta.joined(gathered([label(entries[n].text) for n in names]))
    body = [
        n
        for n in texts
        if n > title and n not in names and not same_title(entries[n].text, entries[title].text)
    ]
    ends = end + (closed and entries[end].kind == "link")
    return Record(title, meta, tuple(range(first, ends)), tuple(body))


def _names(entries: Sequence[Entry], texts: Sequence[int], title: int) -> list[int]:
    """Return the short lines between a title and its first text that stand right at a time."""
    names: list[int] = []
    for n in texts:
        beside = [*entries[n - 1 : n], *entries[n + 1 : n + 2]]
        if n > title and prose(entries[n]):
            break
        if n > title and short(entries[n]) and any(e.kind == "meta" for e in beside):
            names.append(n)
    return names


def _close(entries: Sequence[Entry], at: int) -> bool:
    return entries[at].line.number - entries[at - 1].line.number == 1


def _title(entries: Sequence[Entry], texts: Sequence[int], top: bool, closed: bool) -> int | None:
    """Return the title of a stretch: next to its prose at the page's top, else its first line."""
    proses = [n for n in texts if prose(entries[n])]
    titles = [n for n in texts if (not proses or n < proses[0]) and title_like(entries[n])]
    if top and len(proses) > 1 and not titles[1:]:
        later = [n for n in texts if proses[0] < n < proses[-1] and title_like(entries[n])]
        titles = [*titles, *later[:1]] if _greeting(entries, proses[0], later) else titles
    if not titles:
        return texts[0] if closed and not top and proses[:1] != texts[:1] else None
    if top:
        kicker = len(titles) > 1 and short(entries[titles[-1]]) and not short(entries[titles[-2]])
        return titles[-2] if kicker and entries[titles[-1]].text.isupper() else titles[-1]
    if len(titles) > 1 and short(entries[titles[0]]):
        return next((n for n in titles[1:] if not short(entries[n])), titles[-1])
    return titles[0]


def _greeting(entries: Sequence[Entry], first: int, later: Sequence[int]) -> bool:
    """Tell whether the prose at a page's top greets: short, and a gap parts it from a title."""
    if not later:
        return False
    gap = entries[later[0]].line.number - entries[later[0] - 1].line.number
    return gap > 1 and len(entries[first].text) < 160
