"""The documents in a file, however it is packed: one after the other, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from broadsheet.clip.forms import table
from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.streams import (
    HEAD,
    MOST_BYTES,
    Ahead,
    Allowance,
    Buffered,
    Held,
    whole,
)
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped

DEPTH = 3  # containers in containers
_MOST_DOCUMENTS = 1_000_000
_MOST_UNPACKED = 2_000_000_000
_PART = 4_000_000  # bytes of a large file of lines that are read together
_SWELLS = 40  # times the file's own size, where that is more


def documents(opened: Opened, size: int) -> Iterator[Record | Problem | Dropped]:
    """Yield every document of a file of so many bytes, each whole and none a container.

    What cannot be read is a Problem with the place where it lies; the others go on. No more than
    one document is held.
    """
    allowance = Allowance(max(_MOST_UNPACKED, _SWELLS * size), _MOST_DOCUMENTS)
    found = None
    for found in _inside(opened, 0, allowance):
        yield found
    if found is None:
        yield Problem(
            opened.record.seed, "holds nothing to read", hint="remove it, or pack it anew"
        )


def _inside(
    opened: Opened, depth: int, allowance: Allowance
) -> Iterator[Record | Problem | Dropped]:
    record = opened.record
    try:
        stream = Ahead(opened.stream, allowance if depth else None)
        row = table.form(stream.head(HEAD), record.seed)
        if not row.is_container:
            yield from _document(record, stream, row)
        elif depth >= DEPTH:
            hint = f"containers in containers are read {DEPTH} deep; unpack it first"
            yield Problem(record.seed, f"is {row.told}, packed too deep", hint=hint)
        else:
            yield from _records(row, stream, record, depth + 1, allowance)
    except InputError as error:
        yield replace(error.problem, path=error.problem.path or record.seed)


def _records(
    row: table.Form, stream: Ahead, record: Record, depth: int, allowance: Allowance
) -> Iterator[Record | Problem | Dropped]:
    for found in table.records(row, stream, record):
        if isinstance(found, (Problem, Dropped)):
            yield found
            continue
        allowance.count()
        if isinstance(found, Opened):
            yield from _inside(found, depth, allowance)
        elif (inner := table.form_of(found)).is_container:
            bare = replace(found, data=b"")
            yield from _inside(Opened(bare, Held(found.data)), depth, allowance)
        else:
            yield from table.parts(inner, found)


def _document(record: Record, stream: Ahead, row: table.Form) -> Iterator[Record | Problem]:
    data = whole(stream, row.most)
    if len(data) <= row.most:
        yield from table.parts(row, replace(record, data=data))
    elif row.is_lines and b"\n" in data:
        lines = Buffered(stream)
        lines.put_back(data)
        del data
        yield from _parts(record, lines)
    else:
        hint = f"at most {row.most // 1_000_000} MB of one document; split it"
        yield Problem(record.seed, "the document is too large", hint=hint)


def _parts(record: Record, lines: Buffered) -> Iterator[Record]:
    """Yield a large file of lines in parts, each named by the number of its first line."""
    part: list[bytes] = []
    size, first, number = 0, 1, 0
    while line := lines.line(MOST_BYTES):
        number += 1
        part.append(line)
        size += len(line)
        if size >= _PART:
            yield replace(record, seed=f"{record.seed}/lines-{first}", data=b"".join(part))
            part, size, first = [], 0, number + 1
    if part:
        yield replace(record, seed=f"{record.seed}/lines-{first}", data=b"".join(part))
