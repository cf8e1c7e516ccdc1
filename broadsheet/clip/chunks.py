"""Articles of an unknown page that stand between separators: link words or ruled lines."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.clip.cut import same_title
from broadsheet.clip.entries import Entry, Kind, prose, short, title_like
from broadsheet.clip.meta import gathered, label
from broadsheet.clip.records import Record

_SHARE = 0.6


def by_separators(entries: Sequence[Entry], kind: Kind) -> list[Record]:
    """Return the records that separators of one kind part, if the page is built so.

    Where the page prints times, most of the stretches between separators must hold exactly one.
    """
    marks = [n for n, e in enumerate(entries) if e.kind == kind]
    if len(marks) < 2:
        return []
    records: list[Record] = []
    for start, end in zip([0, *(n + 1 for n in marks)], [*marks, len(entries)], strict=True):
        record = _chunk(entries, start, end)
        if record is not None:
            records.append(record)
    return records if len(records) >= 2 and _even(entries, marks, records) else []


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
    body = [n for n in texts if n > title and not same_title(entries[n].text, entries[title].text)]
    ends = end + (closed and entries[end].kind == "link")
    return Record(title, meta, tuple(range(first, ends)), tuple(body))


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
        return titles[-1]
    return titles[-1] if len(titles) > 1 and short(entries[titles[0]]) else titles[0]


def _greeting(entries: Sequence[Entry], first: int, later: Sequence[int]) -> bool:
    """Tell whether the prose at a page's top greets: short, and a gap parts it from a title."""
    if not later:
        return False
    gap = entries[later[0]].line.number - entries[later[0] - 1].line.number
    return gap > 1 and len(entries[first].text) < 160
