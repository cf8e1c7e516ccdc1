"""What the index says of articles beside their words: how to show them, what narrows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.search import postings
from broadsheet.search.nouns import FACETS, HEADINGS, Call, Entry, Facet, Narrowed, Remember, afresh
from broadsheet.search.segments import Drawer, Placed, Segment, plain, segments, shards
from broadsheet.search.words import RULES

ROWS = 16  # articles of a sheet: results come from all over the archive
_FIRST = 48  # the character for number 0
MANIFEST = "index.json"

Narrowing = Mapping[str, Sequence[Facet]]


def files(
    entries: Sequence[Entry], narrowing: Narrowing, remember: Remember = afresh
) -> Iterator[Placed]:
    """Yield every file of the index, the manifest last: it names all others.

    `entries` come from the oldest on; `narrowing` has what is offered for each of FACETS.
    """
    drawer = Drawer(remember)
    written = characters(narrowing)
    known = segments(entries)
    bases = _bases(known)
    listed, months = [], []
    for segment in known:
        names = ""
        for name, shard in shards(segment, drawer):
            names += name
            if shard:
                yield shard
        told = [marks(month.name, month.entries, written) for month in segment.months]
        narrowed, facets = plain(f"{segment.at}/facets-", {"months": told})
        yield facets
        firsts = [bases[month.name] for month in segment.months]
        listed.append({"at": segment.at, "terms": names, "facets": narrowed, "bases": firsts})
        for order, month in enumerate(segment.months):
            at = f"{segment.at}/{order}"
            rows = list(sheets(f"{at}-", month.entries))
            yield from (sheet for _, sheet in rows)
            short = "".join(name for name, _ in rows)
            months.append({"name": month.name, "base": bases[month.name], "at": at, "rows": short})
    name, every = plain("facets-", {kind: offered(narrowing[kind]) for kind in FACETS})
    yield every
    months.sort(key=lambda month: str(month["name"]))
    said = {
        "size": len(entries),
        "kinds": HEADINGS,
        "facets": name,
        "segments": listed,
        "months": months,
        **RULES,
    }
    yield Placed(MANIFEST, plain("", said)[1].file)


def characters(narrowing: Narrowing) -> dict[str, dict[str, str]]:
    """Return the character that stands for each slug, by kind."""
    return {
        kind: {facet.slug: _character(number) for number, facet in enumerate(narrowing[kind])}
        for kind in FACETS
    }


def calls(entries: Sequence[Entry]) -> Iterator[Call]:
    """Yield the calls of `files` that take long: the words of each month."""
    for segment in segments(entries):
        yield from ((postings.parts, (month,)) for month in segment.months)


def _bases(known: Sequence[Segment]) -> dict[str, int]:
    """Return the number of each month's first article, counted from the oldest on."""
    found: dict[str, int] = {}
    total = 0
    for month in sorted((m for s in known for m in s.months), key=lambda month: month.name):
        found[month.name] = total
        total += len(month.entries)
    return found


def offered(facets: Sequence[Facet]) -> list[list[str]]:
    return [[facet.slug, facet.name] for facet in facets]


def sheets(address: str, entries: Sequence[Entry]) -> Iterator[tuple[str, Placed]]:
    """Yield (short name, file) of the rows of a month, so many in each file."""
    for number, start in enumerate(range(0, len(entries), ROWS)):
        rows = [_row(entry) for entry in entries[start : start + ROWS]]
        yield plain(f"{address}{number}-", {"rows": rows})


def _row(entry: Entry) -> list[Any]:
    row = [entry.title, entry.address, entry.iso, entry.when, entry.source, entry.lang]
    return [*row, ", ".join(entry.notes)] if entry.notes else row


def marks(
    name: str, entries: Sequence[Narrowed], written: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return for a month one string a facet: for each article its characters, then a blank."""
    days = "".join([_character(entry.day) for entry in entries])
    told = {"name": name, "day": days}
    for place, kind in enumerate(FACETS):
        known = written[kind]
        told[kind] = " ".join(
            ["".join([known[s] for s in e.facets[place] if s in known]) for e in entries]
        )
    return told


def _character(number: int) -> str:
    """Return the character for a number; those that JSON would write longer are rare enough."""
    return chr(_FIRST + number)
