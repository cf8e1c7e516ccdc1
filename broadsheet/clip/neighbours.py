"""The lines of an unknown page in company: what a line is becomes plain beside the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from broadsheet.clip import signposts
from broadsheet.clip.entries import Entry, entry, prose, short
from broadsheet.clip.lines import Line, key
from broadsheet.clip.meta import NO_META, aged, clocked, declared, signed
from broadsheet.text import folded

_REPEATED = 3
_SPREAD = 6
_ENOUGH_LINKS = 2
_TITLE = re.compile(r"title\s?:\s?(?=\S)", re.IGNORECASE)


def entries_of(lines: Sequence[Line], learned: Collection[str]) -> list[Entry]:
    """Return the lines with their kinds, told by themselves and then by their neighbours."""
    alone = _declared([entry(line, learned) for line in lines])
    alone = _placed(_clocked(_unlinked(_linked(alone))))
    return _headed(_ended(_marked(_relabelled(alone))))


def _declared(entries: list[Entry]) -> list[Entry]:
    """Return the entries, the fields that a tool put above the text being meta lines.

    There are at least two, and none below the first line of text.
    """
    found: dict[int, Entry] = {}
    for n, one in enumerate(entries):
        meta, title = declared(one.text), _TITLE.match(one.text)
        if meta is not None:
            found[n] = replace(one, kind="meta", meta=meta)
        elif title is not None:
            text = one.text[title.end() :]
            found[n] = replace(one, line=replace(one.line, text=text), kind="text")
        elif prose(one):
            break
    return [found.get(n, e) for n, e in enumerate(entries)] if len(found) > 1 else entries


def _linked(entries: list[Entry]) -> list[Entry]:
    """Return the entries, link words at the ends of lines apart where a page has several.

    A link that repeats a title is a link as a whole.
    """
    found = {
        n: split
        for n, e in enumerate(entries)
        if e.kind == "text" and (split := signposts.linked(e.text))
    }
    if len(found) < _ENOUGH_LINKS:
        return entries
    titles = {key(e.text) for n, e in enumerate(entries) if n not in found}
    apart: list[Entry] = []
    for n, one in enumerate(entries):
        if n not in found:
            apart.append(one)
            continue
        text, word = found[n]
        link = replace(one, line=replace(one.line, text=word), kind="link")
        if key(text) in titles:
            apart.append(replace(one, kind="link"))
        else:
            apart += [replace(one, line=replace(one.line, text=text)), link]
    return apart


def _unlinked(entries: list[Entry]) -> list[Entry]:
    """Return the entries, link words being the page's own where most stand below a name alone."""
    links = [n for n, e in enumerate(entries) if e.kind == "link"]
    below = sum(n > 0 and short(entries[n - 1]) for n in links)
    if below * 2 <= len(links):
        return entries
    return [replace(e, kind="own") if e.kind == "link" else e for e in entries]


def _clocked(entries: list[Entry]) -> list[Entry]:
    """Return the entries, clocks and bare ages (`3h`) being times where a page prints many.

    Beside a date a clock only completes it, unless most clocks stand alone.
    """
    clocks = {
        n: found
        for n, e in enumerate(entries)
        if e.kind == "text" and (found := clocked(e.text) or aged(e.text))
    }
    dated = {n for n, e in enumerate(entries) if e.meta.printed is not None}
    beside = {n for n in clocks if {n - 1, n + 1} & dated}
    many = len(clocks) - len(beside) >= max(_REPEATED, len(dated))
    times = clocks if many else dict.fromkeys(beside, NO_META)
    return [
        replace(e, kind="meta", meta=times[n]) if n in times else e for n, e in enumerate(entries)
    ]


def _placed(entries: list[Entry]) -> list[Entry]:
    """Return the entries, `Ann Lee, Paris` being a byline where one stands below most times."""
    timed = [n for n, e in enumerate(entries) if e.meta.printed is not None]
    below = [n + 1 for n in timed if n + 1 < len(entries) and entries[n + 1].kind == "text"]
    found = {n: read for n in below if (read := signed(entries[n].text))}
    if len(found) < _ENOUGH_LINKS or len(found) * 2 < len(timed):
        return entries
    return [
        replace(e, kind="meta", meta=found[n]) if n in found else e for n, e in enumerate(entries)
    ]


def _headed(entries: list[Entry]) -> list[Entry]:
    """Return the entries, the page's own date at its top told from the times of its articles.

    The articles print ages or clocks, and only the first time of the page, above all prose, is
    a date.
    """
    times = [n for n, e in enumerate(entries) if e.kind == "meta" and e.meta.printed]
    if len(times) < _REPEATED or any(prose(e) for e in entries[: times[0]]):
        return entries
    stated = [printed.stated for n in times if (printed := entries[n].meta.printed)]
    if stated[0] is None or any(when is not None for when in stated[1:]):
        return entries
    head = replace(entries[times[0]], kind="own")
    return [*entries[: times[0]], head, *entries[times[0] + 1 :]]


def _ended(entries: list[Entry]) -> list[Entry]:
    """Return the entries, the lists of headlines and footers below the last text marked as own."""
    last = max((n for n, e in enumerate(entries) if prose(e) or e.kind == "link"), default=None)
    if last is None:
        return entries
    end = next(
        (n for n in range(last + 1, len(entries)) if _ends_page(entries[n])),
        len(entries),
    )
    while last + 1 < end < len(entries) and _loose(entries[end - 1]):
        end -= 1
    return entries[:end] + [replace(e, kind="own") for e in entries[end:]]


def _loose(one: Entry) -> bool:
    """Tell whether a line above a footer belongs to it: its own, or short and no signature."""
    return one.kind in ("own", "rule", "image") or (short(one) and one.text[0].isalnum())


def _ends_page(one: Entry) -> bool:
    return one.kind == "own" and signposts.ENDING.fullmatch(folded(one.text[:200])) is not None


def _relabelled(entries: list[Entry]) -> list[Entry]:
    """Return the entries with short lines that recur away from times marked as the page's own.

    A short line that recurs right after text, and is followed by a new title, is a link word.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(entries):
        if one.kind == "text" and len(one.text) <= 40 and len(one.text.split()) <= 5:
            places[one.text].append(at)
    often = {
        text
        for text, seen in places.items()
        if len(seen) >= _REPEATED and seen[-1] - seen[0] >= _SPREAD
    }
    marked: list[Entry] = []
    for at, one in enumerate(entries):
        if one.kind == "text" and one.text in often and not _near_time(entries, at):
            after_prose = at > 0 and prose(entries[at - 1])
            marked.append(replace(one, kind="link" if after_prose else "own"))
        else:
            marked.append(one)
    return marked


def _near_time(entries: Sequence[Entry], at: int) -> bool:
    near = entries[max(0, at - 3) : at + 4]
    return any(e.kind == "meta" for e in near)


def _marked(entries: list[Entry]) -> list[Entry]:
    """Return the entries, all that follow a closing notice (`© ...`) being the page's own."""
    tail = len(entries)
    while tail and entries[tail - 1].kind in ("own", "rule", "image"):
        tail -= 1
    notice = next(
        (
            n
            for n, e in enumerate(entries)
            if e.kind == "own" and e.text[:1] in "©(" and n > tail * 0.7
        ),
        None,
    )
    if notice is None:
        return entries
    return entries[:notice] + [replace(e, kind="own") for e in entries[notice:]]
