"""Where in its file a value stands: line and column of a key, or of one item of its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from broadsheet.content.front import parts
from broadsheet.content.keys import SYNONYMS
from broadsheet.errors import InputError, Problem
from broadsheet.text import slug
from broadsheet.yaml12 import Node, load

_FIRST = (1, 1)


@dataclass(frozen=True, slots=True)
class Places:
    """Finds places in files; each is read once. `text` returns None for what cannot be read."""

    text: Callable[[str], str | None]
    _known: dict[str, Mapping[str, Node]] = field(default_factory=dict)

    def place(self, path: str, key: str, value: str = "") -> tuple[int, int]:
        """Return line and column of the value among those of the key, else of the key.

        A key that stands nowhere, in a file that is there, has the place of its beginning.
        """
        entries = self._entries(path)
        found = [entries[name] for name in _names(key) if name in entries]
        for node in found if value else ():
            for item in (*node.items, node):
                if _says(item, value):
                    return item.line, item.column
        return (found[0].line, found[0].column) if found else _FIRST

    def placed(self, problem: Problem) -> Problem:
        """Return the problem with line and column."""
        if problem.line is not None and (problem.column is not None or not problem.key):
            return replace(problem, column=problem.column or 1, key="", value="")
        line, column = self.place(problem.path, problem.key, problem.value)
        if problem.line not in (None, line):
            line, column = problem.line or 1, 1
        return replace(problem, line=line, column=column, key="", value="")

    def _entries(self, path: str) -> Mapping[str, Node]:
        if path not in self._known:
            self._known[path] = _read(path, self.text(path) if path.endswith(".md") else None)
        return self._known[path]


def _read(path: str, text: str | None) -> Mapping[str, Node]:
    try:
        return load(parts(text or "", path).front, path, first_line=2).entries
    except InputError:
        return {}


def _says(node: Node, value: str) -> bool:
    """Return whether a node is the value, or the mapping that `2025-08-06: words` is read as."""
    if node.text is not None:
        return value in (node.text, slug(node.text))
    return any(value == f"{head}: {item.text}" for head, item in node.entries.items())


def _names(key: str) -> tuple[str, ...]:
    return (key, *(name for name, ours in SYNONYMS.items() if ours == key))
