"""CSV as rows with the lines where they stand, whatever is wrong with the file.

RFC 4180, with the delimiter that the head uses: a comma, a semicolon or a tab.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from broadsheet.model import Span

MOST_ROWS = 100_000
_LONGEST_CELL = 4_000_000
_MOST_COLUMNS = 200
_MOST_FAULTS = 3  # of rows whose quotes do not end: each of them is read to the end of the file
_DELIMITERS = ",;\t"

csv.field_size_limit(_LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, and why."""

    line: int
    message: str


def text_of(data: bytes) -> str:
    """Return the text of a sheet: UTF-8, UTF-16 by its mark, else Windows-1252; without NULs."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            cut = error.start > len(data) - 4
            text = data.decode("utf-8-sig" if cut else "cp1252", "replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def columns(text: str) -> tuple[str, ...]:
    """Return the names in the first line of a sheet, in small letters; () where it is none."""
    head = text[:4000].lstrip("\n").partition("\n")[0]
    try:
        cells = next(csv.reader([head], delimiter=_delimiter(head)), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().lower() for cell in cells[:_MOST_COLUMNS]) if len(cells) > 1 else ()


def rows(text: str) -> Iterator[tuple[Mapping[str, str], Span] | Fault]:
    """Yield each row below the head by the names of its columns; blank ones are passed over."""
    names = columns(text)
    every = text.split("\n")
    at = next((number for number, line in enumerate(every) if line.strip()), 0)
    delimiter = _delimiter(every[at])
    at, faults, found = at + 1, 0, 0
    while at < len(every):
        cells, size = _cells(every, at, delimiter)
        if cells is None:
            faults += 1
            yield Fault(at + 1, "quotes that do not end, or a cell that is too long")
            if faults == _MOST_FAULTS:
                yield Fault(at + 2, "what follows is not read: quotes are broken")
                return
        elif any(cell.strip() for cell in cells):
            found += 1
            if found > MOST_ROWS:
                yield Fault(at + 1, f"more than {MOST_ROWS:,} rows")
                return
            yield dict(zip(names, cells, strict=False)), Span(at + 1, at + size)
        at += size


def _cells(every: list[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """Return the cells of the row that begins at a line, None for a broken one; and its lines."""
    if not every[at]:
        return [], 1
    below = (f"{every[number]}\n" for number in range(at, len(every)))
    reader = csv.reader(below, delimiter=delimiter)
    try:
        cells = next(reader, [])
    except csv.Error:
        return None, 1
    size = max(1, reader.line_num)
    if size > 1 and at + size >= len(every) and _is_open(every[at : at + size]):
        return None, 1
    return [cell.removesuffix("\n") for cell in cells[:_MOST_COLUMNS]], size


def _is_open(lines: list[str]) -> bool:
    return sum(line.count('"') for line in lines) % 2 == 1


def _delimiter(head: str) -> str:
    return max(_DELIMITERS, key=head.count)
