"""The stages of ingest as filters for other programs: rows in, rows out, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from broadsheet import captures, clip, dates
from broadsheet.enrich import annotating
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.stories import Told, stories
from broadsheet.enrich.tagger import Tagger
from broadsheet.errors import InputError, Problem
from broadsheet.model import Annotations, Capture, Seed, When
from broadsheet.printing import silent
from broadsheet.workshop.documents import Documents

Row = dict[str, Any]
Say = Callable[[Problem], None]

_LONGEST = 20_000_000  # bytes of a line
_TOLD = 4000  # code points of a text that stories are made of
_LIST = ("people", "organizations", "places", "key_points")


def clipped(
    files: Sequence[Path], timezone: str, captured: When | None, say: Say, jobs: int = 1
) -> Iterator[Row]:
    """Yield a row for each clipping of the captures.

    Furniture is learned over all text dumps among them; documents of other forms give their rows
    as soon as each is read.
    """
    read = [found for file in files if (found := _read(file, timezone, captured, say))]
    learned = clip.furniture(one for one in read if isinstance(one, Capture))
    work = Documents(timezone, jobs, silent)
    for is_dump, some in groupby(read, lambda one: isinstance(one, Capture)):
        if is_dump:
            done = (clip.clippings(dump, learned.within(dump)) for dump in _dumps(some))
        else:
            done = (cut for _, cut in work.clipped([s for s in some if isinstance(s, Seed)]))
        for cut in done:
            for problem in cut.problems:
                say(problem)
            yield from (clip.row(clipping) for clipping in cut.clippings)


def _dumps(some: Iterable[Capture | Seed]) -> Iterator[Capture]:
    return (one for one in some if isinstance(one, Capture))


def _read(file: Path, timezone: str, captured: When | None, say: Say) -> Capture | Seed | None:
    """Return a text dump as a capture, any other file as a seed to be read later."""
    try:
        declared = captures.declared_beside(file)
        seed = captures.seed(file.parent, file.name, declared, timezone)
    except InputError as error:
        say(replace(error.problem, path=str(file.parent / error.problem.path)))
        return None
    sidecar = replace(seed.sidecar, captured=captured) if captured else seed.sidecar
    seed = replace(seed, path=str(file), sidecar=sidecar)
    if seed.opened is not None:
        return seed
    capture, problems = clip.capture(seed, timezone)
    for problem in problems:
        say(problem)
    return capture


def captured(text: str, timezone: str) -> When | None:
    """Return the time that a person stated, or None when it cannot be read."""
    return dates.iso(text, timezone)


def rows(lines: Iterable[bytes], name: str, needed: Sequence[str], say: Say) -> Iterator[Row]:
    """Yield the rows of JSON Lines; a line that is none, or lacks a key, is said and left out."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > _LONGEST:
            say(Problem(name, f"longer than {_LONGEST:,} bytes", number))
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            say(Problem(name, f"not JSON: {error.msg}", number, error.colno))
            continue
        fault = _row_fault(row, needed)
        if fault:
            say(Problem(name, fault, number, hint=f"needed: {', '.join(needed)}"))
        else:
            yield row


def _row_fault(row: Any, needed: Sequence[str]) -> str:
    if not isinstance(row, dict):
        return "not a JSON object"
    missing = next((key for key in needed if row.get(key) is None), None)
    if missing:
        return f"has no `{missing}`"
    odd = next((key for key in ("text", "title") if not isinstance(row.get(key) or "", str)), None)
    return f"`{odd}` is no text" if odd else ""


def annotated(found: Iterable[Row], tagger: Tagger) -> Iterator[Row]:
    """Yield each row with what its text is about, as soon as it is read."""
    for row in found:
        yield {**row, **_shown(annotating.annotated(_untold(row), tagger))}


def _untold(row: Row) -> Untold:
    lang, source = row.get("lang"), row.get("source")
    return Untold(
        title=row.get("title") or "",
        text=row["text"],
        lang=lang if isinstance(lang, str) else None,
        source=source if isinstance(source, str) else None,
    )


def _shown(found: Annotations) -> Row:
    mentions = [
        {"start": m.start, "end": m.end, "type": m.type, "name": m.name} for m in found.mentions
    ]
    return {
        "lang": found.lang,
        "mentions": mentions,
        **{key: list(getattr(found, key)) for key in _LIST[:3]},
        "topics": [asdict(topic) for topic in found.topics],
        "summary": found.summary,
        "key_points": list(found.key_points),
        "quotes": [asdict(quote) for quote in found.quotes],
        "about": list(found.about),
    }


def grouped(found: Iterable[Row], tagger: Tagger, timezone: str, say: Say) -> Iterator[Row]:
    """Yield {id, story} for each row, in the order of the rows; stories need all of them.

    Of a row only what stories are made of is kept. An id that came before is a problem.
    """
    ids: dict[str, Any] = {}
    told: list[Told] = []
    for row in annotated(found, tagger):
        key = str(row["id"])
        if key in ids:
            say(Problem("stories", f"the id {key[:80]} was there before", hint="the first stands"))
            continue
        ids[key] = row["id"]
        told.append(_told(row, key, timezone, say))
    story = stories(told)
    yield from ({"id": id, "story": story[key]} for key, id in ids.items())


def _names(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (*row["people"], *row["organizations"], *row["places"])


def _told(row: Row, key: str, timezone: str, say: Say) -> Told:
    stated = row.get("date")
    date = dates.iso(stated, timezone) if isinstance(stated, str) else None
    if stated is not None and date is None:
        message = f"the date of {key[:80]} cannot be read: {str(stated)[:40]}"
        say(Problem("stories", message, hint="ISO 8601, such as 2025-07-29; taken as undated"))
    return Told(
        id=key,
        title=(row.get("title") or "")[:_TOLD],
        text=row["text"][:_TOLD],
        date=date,
        names=_names(row),
    )
