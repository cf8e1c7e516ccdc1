"""The index after a few articles changed, came or went: only the terms that did, too.

What is made here is what `files` would make of all articles; it takes as long as the texts that
changed, and not as long as their month. Whatever it would need and is not remembered raises
LookupError, and so does an archive that is cut into other segments now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from broadsheet.search import postings
from broadsheet.search.nouns import FACETS, Entry, Facet, Month, Narrowed, Remember, month
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
from broadsheet.search.sheets import MANIFEST, characters, marks, offered, sheets

_CODE = re.compile(f"[{re.escape(postings.MORE)}]*[{re.escape(postings.LAST)}]")
#: The place that each article had in its month, None where it had none.
Places = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The articles of one month, as they are now, and the place that each had.

    `before` has those that changed or went, by the place that they had; one that went has no
    place now.
    """

    name: str
    entries: Sequence[Entry]
    before: Mapping[int, Entry]
    places: Places


@dataclass(frozen=True, slots=True)
class Known:
    """What the last index tells, and what narrows this one.

    `sizes`: how many articles each month has now. `versions`: what stood for its words.
    `narrowed` gives all articles of a month, as they are now; `restated`: whether what results
    can be narrowed by is other than it was, or in another order.
    """

    sizes: Mapping[str, int]
    versions: Mapping[str, str]
    manifest: bytes
    narrowing: Mapping[str, Sequence[Facet]]
    narrowed: Callable[[str], Sequence[Narrowed]]
    restated: bool


@dataclass(frozen=True, slots=True)
class Patched:
    """The files that are other ones now, the manifest last; which go; the months' versions."""

    files: tuple[Placed, ...]
    gone: tuple[str, ...]
    versions: Mapping[str, str]


def patched_files(rewritten: Sequence[Rewritten], known: Known, remember: Remember) -> Patched:
    """Return what changes; raise LookupError where less is remembered than is needed."""
    said = orjson.loads(known.manifest)
    standing = frozenset(_named(said))
    if {one["name"] for one in said["months"]} != known.sizes.keys():
        raise LookupError("a month came or went")
    found = list(_patched(said, {one.name: one for one in rewritten}, known, remember))
    versions = dict(known.versions)
    made = []
    for placed, version in found:
        versions.update(version)
        made += [placed] if placed and placed.address not in standing else []
    for mark in MARK:
        del said[mark]
    gone = standing - frozenset(_named(said))
    made.append(Placed(MANIFEST, plain("", said)[1].file))
    return Patched(tuple(made), tuple(sorted(gone)), versions)


Told = tuple[Placed | None, Mapping[str, str]]


def _patched(
    said: dict[str, Any], rewritten: Mapping[str, Rewritten], known: Known, remember: Remember
) -> Iterator[Told]:
    """Yield all files that may be others, with the versions of months; bring `said` up to them."""
    written = characters(known.narrowing)
    newest = max(known.sizes)
    bases = _bases(known.sizes)
    drawer = Drawer(remember)
    for listed in said["segments"]:
        at = listed["at"]
        names = sorted(name for name in known.sizes if _at(name, newest) == at)
        listed["bases"] = [bases[name] for name in names]
        here = [rewritten[name] for name in names if name in rewritten]
        if here:
            yield from _terms(listed, _segment(at, names, here, known, remember), drawer)
        if here or known.restated:
            told = [marks(name, known.narrowed(name), written) for name in names]
            listed["facets"], placed = plain(f"{at}/facets-", {"months": told})
            yield placed, {}
    for one in said["months"]:
        one["base"] = bases[one["name"]]
        if one["name"] in rewritten:
            rows = list(sheets(f"{one['at']}-", rewritten[one["name"]].entries))
            one["rows"] = "".join(name for name, _ in rows)
            yield from ((placed, {}) for _, placed in rows)
    said["size"] = sum(known.sizes.values())
    every = {kind: offered(known.narrowing[kind]) for kind in FACETS}
    said["facets"], placed = plain("facets-", every)
    yield placed, {}


def _terms(listed: dict[str, Any], segment: Segment, drawer: Drawer) -> Iterator[Told]:
    """Yield the files of a segment's terms."""
    if len(listed["terms"]) != segment.slots * NAME:
        raise LookupError("the terms are spread over another number of files")
    yield None, {month.name: month.version for month in segment.months}
    for one in segment.months:
        drawer.open(segment)(one)  # the files are made later: whatever lacks is met now
    files = list(shards(segment, drawer))
    listed["terms"] = "".join(name for name, _ in files)
    yield from ((placed, {}) for _, placed in files)


def _named(said: Mapping[str, Any]) -> Iterator[str]:
    """Yield the address of every file that a manifest names."""
    yield f"facets-{said['facets']}.json"
    for one in said["segments"]:
        yield f"{one['at']}/facets-{one['facets']}.json"
        for number, name in enumerate(_names(one["terms"])):
            if name != NOTHING:
                yield f"{one['at']}/{number}-{name}.json"
    for one in said["months"]:
        for number, name in enumerate(_names(one["rows"])):
            yield f"{one['at']}-{number}-{name}.json"


def _names(joined: str) -> Iterator[str]:
    return (joined[at : at + NAME] for at in range(0, len(joined), NAME))


def _bases(sizes: Mapping[str, int]) -> dict[str, int]:
    """Return the number of each month's first article, counted from the oldest on."""
    found: dict[str, int] = {}
    total = 0
    for name in sorted(sizes):
        found[name] = total
        total += sizes[name]
    return found


def _at(name: str, newest: str) -> str:
    """Return the segment of a month."""
    return name if name == newest else name[:4]


def _segment(
    at: str, names: Sequence[str], here: Sequence[Rewritten], known: Known, remember: Remember
) -> Segment:
    slots = slots_for(sum(known.sizes[name] for name in names))
    months = {name: _remembered(name, slots, known) for name in names}
    for one in here:
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
        if len(old) != before.slots:
            raise LookupError(before.name)
        return patched(moved(old, rewritten), list(_changes(rewritten)))

    return made


Change = tuple[int, Entry | None, Entry | None]


def _changes(rewritten: Rewritten) -> Iterator[Change]:
    """Yield the articles that are found under other terms, or that came, by their places now."""
    for place, (entry, was) in enumerate(zip(rewritten.entries, rewritten.places, strict=True)):
        if was is None:
            yield place, None, entry
        elif was in rewritten.before:
            before = rewritten.before[was]
            if before.searched != entry.searched:
                yield place, before, entry


def moved(parts: Sequence[bytes], rewritten: Rewritten) -> Sequence[bytes]:
    """Return a month's postings with its articles at their places of now; without those that went.

    Those that came have none yet.
    """
    now = {was: place for place, was in enumerate(rewritten.places) if was is not None}
    if all(was == place for was, place in now.items()) and not rewritten.before.keys() - now.keys():
        return parts
    at = [now.get(was, -1) for was in range(1 + max((*now, *rewritten.before)))]
    coded = _Coded()
    return [_moved(part, at, coded) if part else part for part in parts]


class _Coded(dict[str, int]):
    """What each code stands for, worked out when it is first met."""

    def __missing__(self, written: str) -> int:
        value, scale = 0, 1
        for digit in written[:-1]:
            value += postings.MORE.index(digit) * scale
            scale *= 40
        self[written] = value = value + postings.LAST.index(written[-1]) * scale
        return value


def _moved(part: bytes, at: Sequence[int], coded: _Coded) -> bytes:
    kept: dict[str, str] = {}
    for term, written in orjson.loads(part).items():
        number = 0
        found: list[tuple[int, int]] = []
        for code in map(coded.__getitem__, _CODE.findall(written)):
            number += code >> 3
            if at[number] >= 0:
                found.append((at[number], code & 7))
            number += 1
        if found:
            found.sort()  # one that was dated anew may stand before others now
            kept[term] = postings.encoded(found)
    return orjson.dumps(kept) if kept else b""


def patched(parts: Sequence[bytes], changes: Sequence[Change]) -> tuple[bytes, ...]:
    """Return a month's postings after some of its articles changed.

    Each change is the place of the article, and what the index knew of it and knows now.
    """
    spread: dict[int, dict[str, str]] = {}
    for place, before, after in changes:
        was = postings.levels(before) if before else {}
        now = postings.levels(after) if after else {}
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
