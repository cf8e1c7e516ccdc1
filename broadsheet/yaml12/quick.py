"""Front matter as a machine writes it: one value a line, lists an item a line.

Whatever is not surely that is left to PyYAML, which says the same of what is read here, and
takes six times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.yaml12.nouns import Document, Node, resolved

_LONGEST = 20_000  # characters
_ENTRY = re.compile(r"([a-z][a-z_]{0,40}):(?: (.+))?")
_ITEM = "  - "
# A text without marks begins with a letter or a digit; one in quotes holds nothing escaped.
_BARE = re.compile(r"[^\W_](?:.*[^\s:])?")
_IN_QUOTES = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")


def quick(text: str, first_line: int = 1) -> Document | None:
    """Return the document, or None where a closer look is needed; lines count from first_line."""
    if len(text) > _LONGEST or not text.replace("\n", "").isprintable():
        return None
    entries: dict[str, Node] = {}
    for key, node in _entries(text.removesuffix("\n").split("\n"), first_line):
        if node is None or key in entries:
            return None
        entries[key] = node
    return Document({key: node.value for key, node in entries.items()}, entries, True)


def _entries(lines: list[str], first_line: int) -> Iterator[tuple[str, Node | None]]:
    """Yield each key with its value; None for the value where a closer look is needed."""
    at = 0
    while at < len(lines):
        found = _ENTRY.fullmatch(lines[at])
        if found is None:
            yield "", None
            return
        number = at + first_line
        at += 1
        if found[2] is None:
            end = at
            while end < len(lines) and lines[end].startswith(_ITEM):
                end += 1
            yield found[1], _list(lines[at:end], number)
            at = end
        elif found[2] == "[]":
            yield found[1], Node([], number, 1)
        else:
            yield found[1], _scalar(found[2], number, 1)


def _list(lines: list[str], number: int) -> Node | None:
    """Return the list of the items on these lines, which follow the one that names it."""
    items: list[Node] = []
    for below, line in enumerate(lines, number + 1):
        item = _scalar(line.removeprefix(_ITEM), below, 5)
        if item is None:
            return None
        items.append(item)
    return Node([item.value for item in items], number, 1, items=tuple(items)) if items else None


def _scalar(written: str, line: int, column: int) -> Node | None:
    if _BARE.fullmatch(written):
        if ": " in written or " #" in written:
            return None
        return Node(resolved(written), line, column, text=written)
    if quotes := _IN_QUOTES.fullmatch(written):
        text = quotes[1] if quotes[1] is not None else quotes[2]
        return Node(text, line, column, text=text)
    return None
