"""What the index says of articles beside their words: how to show them, what narrows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.search import postings
from broadsheet.search.nouns import FACETS, HEADINGS, Call, Entry, Facet, Remember, afresh
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
    written = {
        kind: {facet.slug: _character(number) for number, facet in enumerate(narrowing[kind])}
        for kind in FACETS
    }
    known = segments(entries)
    bases = _bases(known)
    listed, months = [], []
    for segment in known:
        names = ""
        for name, shard in shards(segment, drawer):
            names += name
            if shard:
                yield shard
        marks, facets = plain(f"{segment.at}/facets-", {"months": _marks(segment, written)})
        yield facets
        firsts = [bases[month.name] for month in segment.months]
        listed.append({"at": segment.at, "terms": names, "facets": marks, "bases": firsts})
        for order, month in enumerate(segment.months):
            at = f"{segment.at}/{order}"
            sheets = list(_sheets(f"{at}-", month.entries))
            yield from (sheet for _, sheet in sheets)
            short = "".join(name for name, _ in sheets)
            months.append({"name": month.name, "base": bases[month.name], "at": at, "rows": short})
    name, offered = plain("facets-", {kind: _offered(narrowing[kind]) for kind in FACETS})
    yield offered
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


def _offered(facets: Sequence[Facet]) -> list[list[str]]:
    return [[facet.slug, facet.name] for facet in facets]


def _sheets(address: str, entries: Sequence[Entry]) -> Iterator[tuple[str, Placed]]:
    """Yield (short name, file) of the rows of a month, so many in each file."""
    for number, start in enumerate(range(0, len(entries), ROWS)):
        rows = [_row(entry) for entry in entries[start : start + ROWS]]
        yield plain(f"{address}{number}-", {"rows": rows})


def _row(entry: Entry) -> list[Any]:
    row = [entry.title, entry.address, entry.iso, entry.when, entry.source, entry.lang]
    return [*row, ", ".join(entry.notes)] if entry.notes else row


def _marks(segment: Segment, written: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    """Return for each month one string a facet: for each article its characters, then a blank."""
    found = []
    for month in segment.months:
        days = "".join([_character(entry.day) for entry in month.entries])
        told = {"name": month.name, "day": days}
        for place, kind in enumerate(FACETS):
            known = written[kind]
            told[kind] = " ".join(
                ["".join([known[s] for s in e.facets[place] if s in known]) for e in month.entries]
            )
        found.append(told)
    return found


def _character(number: int) -> str:
    """Return the character for a number; those that JSON would write longer are rare enough."""
    return chr(_FIRST + number)
