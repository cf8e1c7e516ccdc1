"""The index after the text of a few articles changed: only the terms that came or went.

What is made here is what `files` would make of all articles; it takes as long as the texts that
changed, and not as long as their month. Whatever it would need and is not remembered raises
LookupError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import orjson

from broadsheet.search import postings
from broadsheet.search.nouns import Entry, Month, Remember, month
from broadsheet.search.segments import (
    MARK,
    NAME,
    NOTHING,
    Drawer,
    Placed,
    Segment,
    plain,
    shards,
    slots_for,
)
from broadsheet.search.sheets import MANIFEST


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The articles of one month, as they are now; `before` has those that changed, by place."""

    name: str
    entries: Sequence[Entry]
    before: Mapping[int, Entry]


@dataclass(frozen=True, slots=True)
class Known:
    """What the last index tells: how many articles each month has, and its version; a manifest."""

    sizes: Mapping[str, int]
    versions: Mapping[str, str]
    manifest: bytes


@dataclass(frozen=True, slots=True)
class Patched:
    """The files that are other ones now, the manifest last; which go; the months' versions."""

    files: tuple[Placed, ...]
    gone: tuple[str, ...]
    versions: Mapping[str, str]


def patched_files(rewritten: Sequence[Rewritten], known: Known, remember: Remember) -> Patched:
    """Return what changes; raise LookupError where less is remembered than is needed."""
    said = orjson.loads(known.manifest)
    newest = max(known.sizes)
    found: list[Placed] = []
    gone: list[str] = []
    versions = dict(known.versions)
    told = sorted(rewritten, key=lambda one: _at(one.name, newest))
    for at, group in groupby(told, key=lambda one: _at(one.name, newest)):
        segment = _segment(at, list(group), known, remember)
        listed = next(one for one in said["segments"] if one["at"] == at)
        versions.update({month.name: month.version for month in segment.months})
        was = listed["terms"]
        listed["terms"] = ""
        drawer = Drawer(remember)
        for one in segment.months:
            drawer.open(segment)(one)  # the files are made later: whatever lacks is met now
        for number, (name, shard) in enumerate(shards(segment, drawer)):
            before = was[number * NAME : (number + 1) * NAME]
            listed["terms"] += name
            if name != before:
                found += [shard] if shard else []
                gone += [f"{at}/{number}-{before}.json"] if before != NOTHING else []
    for mark in MARK:
        del said[mark]
    found.append(Placed(MANIFEST, plain("", said)[1].file))
    return Patched(tuple(found), tuple(gone), versions)


def _at(name: str, newest: str) -> str:
    """Return the segment of a month."""
    return name if name == newest else name[:4]


def _segment(at: str, rewritten: Sequence[Rewritten], known: Known, remember: Remember) -> Segment:
    newest = max(known.sizes)
    names = sorted(name for name in known.sizes if _at(name, newest) == at)
    slots = slots_for(sum(known.sizes[name] for name in names))
    months = {name: _remembered(name, slots, known) for name in names}
    for one in rewritten:
        fresh = month(one.name, slots, one.entries)
        made = _patch(months[one.name], one, remember)
        months[one.name] = replace(fresh, made=made)
    return Segment(at, slots, tuple(months.values()))


def _remembered(name: str, slots: int, known: Known) -> Month:
    """Return a month by its version alone."""

    def made() -> tuple[bytes, ...]:
        raise LookupError(name)

    return Month(name, slots, (), known.versions[name], made)


def _patch(
    before: Month, rewritten: Rewritten, remember: Remember
) -> Callable[[], tuple[bytes, ...]]:
    def made() -> tuple[bytes, ...]:
        old = remember(postings.parts, before)
        return patched(old, [(n, was, rewritten.entries[n]) for n, was in rewritten.before.items()])

    return made


def patched(
    parts: Sequence[bytes], changes: Sequence[tuple[int, Entry, Entry]]
) -> tuple[bytes, ...]:
    """Return a month's postings after some of its articles changed.

    Each change is the place of the article, and what the index knew of it and knows now.
    """
    spread: dict[int, dict[str, str]] = {}
    for place, before, after in changes:
        was, now = postings.levels(before), postings.levels(after)
        for term in was.keys() | now.keys():
            if was.get(term) == now.get(term):
                continue
            number = postings.slot(term, len(parts))
            if number not in spread:
                spread[number] = orjson.loads(parts[number] or b"{}")
            held = dict(postings.decoded(spread[number].get(term, "")))
            held.pop(place, None)
            if term in now:
                held[place] = now[term]
            spread[number][term] = postings.encoded(sorted(held.items()))
    made = list(parts)
    for number, part in spread.items():
        kept = {term: part[term] for term in sorted(part) if part[term]}
        made[number] = orjson.dumps(kept) if kept else b""
    return tuple(made)
