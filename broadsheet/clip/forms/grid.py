"""Tables of HTML: which of them hold data, and their cells. Most of the web's are mere layout."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.clip.forms.tree import Element

_MOST_ROWS = 500
_MOST_COLUMNS = 30
_LONGEST_CELL = 400  # characters; a longer cell is a column of a page
_LAYOUT = frozenset({"presentation", "none"})
_NOT_IN_DATA = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "article", "blockquote")


def is_data(table: Element) -> bool:
    """Tell whether a table is rows of facts: two rows of two cells, none of them a text."""
    if table.get("role") in _LAYOUT or next(table.iterdescendants(*_NOT_IN_DATA), None) is not None:
        return False
    rows = cells(table)
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < 2 or len(wide) * 2 < len(rows):
        return False
    texts = [_length(cell) for row in rows for cell in row]
    return max(texts) <= _LONGEST_CELL and sum(1 for size in texts if size) * 2 >= len(texts)


def cells(table: Element) -> list[list[Element]]:
    """Return the cells of a table, row by row, without empty rows."""
    rows: list[list[Element]] = []
    for row in _rows(table):
        found = list(row.iterchildren("td", "th", "cell"))[:_MOST_COLUMNS]
        if any(_length(cell) for cell in found):
            rows.append(found)
        if len(rows) >= _MOST_ROWS:
            break
    return rows


def _rows(table: Element) -> Iterator[Element]:
    for child in table.iterchildren("tr", "row", "thead", "tbody", "tfoot"):
        if child.tag in ("tr", "row"):
            yield child
        else:
            yield from child.iterchildren("tr", "row")


def _length(cell: Element) -> int:
    """Return how long the text of a cell is, counted no further than is of interest."""
    size = 0
    for piece in cell.itertext():
        size += len(piece.strip())
        if size > _LONGEST_CELL:
            break
    return size
