"""Any YAML text, read by PyYAML (libyaml where it is built in); mistakes say the cure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from broadsheet.errors import InputError, Problem
from broadsheet.yaml12.nouns import Document, Node, resolved
from broadsheet.yaml12.writing import quoted

MAX_CHARS = 256 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 20
MAX_KEY = 200

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTRY = re.compile(r"(\s*(?:- +)?)([^\s:#\-'\"][^\s:]*):[ \t]*(.*)")
_ITEM = re.compile(r"(\s*- +)(.+)")

_PLAINER = {
    "mapping values are not allowed in this context": "a colon inside a value: quote the value",
    "did not find expected key": "text after the end of a value: quote the whole value",
    "found unexpected end of stream": "a quote that is opened and never closed",
    "found character that cannot start any token": "a character that cannot begin a value",
    "did not find expected node content": "a character that cannot begin a value",
    "did not find expected alphabetic or numeric character": "a `*` or `&`: quote the value",
    "did not find expected comment or line break": "a `|` or `>`: quote the value",
    "block sequence entries are not allowed in this context": "a list inside a line",
    "did not find expected ',' or ']'": "a list that is opened and never closed",
    "could not find expected ':'": "a line that is no `key: value`",
}


def thorough(text: str, path: str, first_line: int = 1) -> Document:
    """Return the document, or raise InputError with line, column and the corrected line.

    `first_line` is the line of the file at which the text begins.
    """
    place = _Place(path, first_line)
    _refuse_unreadable(text, place)
    builder = _Builder(place)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise InputError(_problem(error, text, place)) from None
    root = builder.root or Node(None, first_line, 1)
    return Document(root.value, root.entries, isinstance(root.value, dict))


_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    first_line: int

    def refusal(self, line: int, column: int, message: str, hint: str = "") -> InputError:
        """Return the error for a line and column that count from 0 within the text."""
        return InputError(Problem(self.path, message, line + self.first_line, column + 1, hint))


def _refuse_unreadable(text: str, place: _Place) -> None:
    if len(text) > MAX_CHARS:
        raise place.refusal(0, 0, f"longer than {MAX_CHARS // 1024} KB")
    if found := _FORBIDDEN.search(text):
        before = text[: found.start()]
        start = before.rfind("\n") + 1
        line = text[start:].split("\n", 1)[0]
        raise place.refusal(
            before.count("\n"),
            found.start() - start,
            f"a control character, U+{ord(found[0]):04X}",
            _FORBIDDEN.sub("", line).strip()[:200],
        )


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    line: int
    column: int
    anchor: str | None
    nodes: int  # how many had been counted when it was opened
    entries: dict[str, Node] | None = None
    items: list[Node] = field(default_factory=list)
    key: Node | None = None


class _Builder:
    """Puts the parser's events together, counting what hostile input could blow up."""

    def __init__(self, place: _Place) -> None:
        self._place = place
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._nodes = 0
        self.root: Node | None = None

    def take(self, event: Any) -> None:
        line, column = event.start_mark.line, event.start_mark.column
        if getattr(event, "tag", None) not in (None, "!", "tag:yaml.org,2002:str"):
            raise self._place.refusal(line, column, f"tags such as `{event.tag}` are not read")
        match event:
            case yaml.ScalarEvent():
                self._scalar(event, line, column)
            case yaml.AliasEvent():
                self._alias(str(event.anchor), line, column)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._open(event, line, column)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close()
            case yaml.DocumentStartEvent() if self.root is not None:
                raise self._place.refusal(line, column, "a second document begins here")

    def _scalar(self, event: Any, line: int, column: int) -> None:
        value = resolved(event.value) if event.implicit[0] else event.value
        self._count(1, line, column)
        self._put(Node(value, line, column, text=event.value), event.anchor, 1)

    def _alias(self, anchor: str, line: int, column: int) -> None:
        if anchor not in self._anchors:
            raise self._place.refusal(line, column, f"nothing is named `&{anchor}` before this")
        node, weight = self._anchors[anchor]
        self._count(weight, line, column)
        self._put(node, None, weight)

    def _open(self, event: Any, line: int, column: int) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self._place.refusal(line, column, f"nested deeper than {MAX_DEPTH}")
        self._count(1, line, column)
        entries: dict[str, Node] | None = {} if isinstance(event, yaml.MappingStartEvent) else None
        self._stack.append(_Open(line, column, event.anchor, self._nodes - 1, entries))

    def _close(self) -> None:
        top = self._stack.pop()
        node = _mapping(top) if top.entries is not None else _sequence(top)
        self._put(node, top.anchor, self._nodes - top.nodes)

    def _put(self, node: Node, anchor: str | None, weight: int) -> None:
        if anchor is not None:
            self._anchors[anchor] = (node, weight)
        if not self._stack:
            self.root = self._shifted(node)
        elif (top := self._stack[-1]).entries is None:
            top.items.append(self._shifted(node))
        elif top.key is None:
            top.key = self._key(node, top.entries)
        else:
            place = self._shifted(top.key)
            entry = Node(node.value, place.line, place.column, node.text, node.items, node.entries)
            top.entries[str(top.key.text)] = entry
            top.key = None

    def _key(self, node: Node, entries: Mapping[str, Node]) -> Node:
        if not node.text or len(node.text) > MAX_KEY:
            raise self._place.refusal(node.line, node.column, "a key must be a short text")
        if node.text in entries:
            first = entries[node.text].line
            raise self._place.refusal(
                node.line,
                node.column,
                f"`{node.text}` is said twice, first on line {first}",
                "keep one of the two",
            )
        return node

    def _shifted(self, node: Node) -> Node:
        """Return the node with its place counted as in the file, for whoever reads it."""
        line = node.line + self._place.first_line
        return Node(node.value, line, node.column + 1, node.text, node.items, node.entries)

    def _count(self, nodes: int, line: int, column: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise self._place.refusal(line, column, f"more than {MAX_NODES} values")


def _mapping(top: _Open) -> Node:
    entries = top.entries or {}
    value = {key: node.value for key, node in entries.items()}
    return Node(value, top.line, top.column, entries=entries)


def _sequence(top: _Open) -> Node:
    value = [node.value for node in top.items]
    return Node(value, top.line, top.column, items=tuple(top.items))


# ---- mistakes and their cure ----------------------------------------------------------------


def _problem(error: yaml.YAMLError, text: str, place: _Place) -> Problem:
    """Return what is wrong, at the line where a correction helps if one is found."""
    said = str(getattr(error, "problem", None) or "cannot be read as YAML")
    said = _PLAINER.get(said, said)
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    places = [(mark.line, mark.column) for mark in marks if mark is not None] or [(0, 0)]
    line, column = places[0]
    lines = text.split("\n")
    cure = _cure(lines, [at for at, _ in places])
    if cure is None:
        return place.refusal(line, column, said).problem
    at, (corrected, cause) = cure
    column = column if at == line else len(lines[at]) - len(lines[at].lstrip())
    return place.refusal(at, column, cause or said, corrected.strip()).problem


def _cure(lines: list[str], places: list[int]) -> tuple[int, tuple[str, str]] | None:
    """Return the first line, near the error, that parses once corrected; and the correction."""
    broken = _first_error("\n".join(lines))
    for at in dict.fromkeys([*places, places[0] - 1, places[0] - 2]):
        if not 0 <= at < len(lines):
            continue
        for line, cause in _corrections(lines[at]):
            still = _first_error("\n".join([*lines[:at], line, *lines[at + 1 :]]))
            if still is None or (broken is not None and still > max(broken, at)):
                return at, (line, cause)
    return None


def _first_error(text: str) -> int | None:
    try:
        for _ in yaml.parse(text, Loader=_LOADER):
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark is not None else 0
    return None


def _corrections(line: str) -> Iterator[tuple[str, str]]:
    """Yield what a person may have meant by a line, the likeliest first, and the cause."""
    line = line.rstrip()
    content = line.lstrip()
    indent = line[: len(line) - len(content)]
    if "\t" in indent:
        yield indent.replace("\t", "  ") + content, "a tab: indent with blanks"
    if found := _ENTRY.fullmatch(line):
        before, key, value = found.groups()
        if indent and before == indent:
            yield content, "a line indented deeper than its neighbours"
        if value.startswith("[") and "]" not in value:
            yield f"{before}{key}: {value}]", ""
        yield f"{before}{key}: {value}", "no blank after the colon"
        yield f"{before}{key}: {quoted(_bare(value))}", ""
    elif found := _ITEM.fullmatch(line):
        yield f"{found[1]}{quoted(_bare(found[2]))}", ""


def _bare(value: str) -> str:
    """Return a value without the quotes that a person put around it."""
    value = value.strip()
    mark, rest = value[:1], value[1:]
    if mark not in ("'", '"') or (mark in rest and not rest.endswith(mark)):
        return value
    return rest.removesuffix(mark)
