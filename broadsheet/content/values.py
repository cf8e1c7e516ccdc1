"""What the entries of a front matter say, as values of the right type, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from broadsheet.config import is_language
from broadsheet.content.keys import SYNONYMS, Key, near
from broadsheet.dates import iso
from broadsheet.errors import Problem
from broadsheet.model import When
from broadsheet.text import slug, words
from broadsheet.yaml12 import Node, quoted, scalar

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COMMA = re.compile(r"\s*,\s*")
_NO = frozenset({"no", "off", "n", "0", "false", "never"})


@dataclass(slots=True)
class Values:
    """The values found in one file, by key; `extra` holds the keys that are not ours."""

    path: str
    lines: list[str]
    timezone: str
    found: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, message, node.line, node.column, hint))

    def line(self, node: Node) -> str:
        """Return the line as written, where the node begins (front matter begins on line 2)."""
        at = node.line - self.first_line
        return self.lines[at] if 0 <= at < len(self.lines) else ""

    first_line: int = 2


def read(
    values: Values,
    entries: Mapping[str, Node],
    keys: tuple[Key, ...],
    synonyms: Mapping[str, str] = SYNONYMS,
) -> None:
    """Fill `values` from the entries of a front matter; never fails, only says problems."""
    ours = {key.name: key for key in keys}
    for name, node in entries.items():
        key = ours.get(synonyms.get(name, name))
        if key is None:
            values.extra[name] = node.value
            if meant := near(name, (*ours, *synonyms)):
                values.say(node, f"unknown key `{name}`", f"did you mean `{meant}`?")
        elif name == key.name or key.name not in entries:
            _take(values, key, name, node)
        elif key.kind not in ("texts", "slugs"):
            values.say(node, f"`{name}` and `{key.name}` are one key: `{key.name}` is used")
        else:
            _take(values, key, name, node)


def _take(values: Values, key: Key, name: str, node: Node) -> None:
    if node.value is None:
        return
    value = _VALUE[key.kind](values, key, name, node)
    if isinstance(value, tuple):
        known = values.found.get(key.name, ())
        values.found[key.name] = (*known, *(one for one in value if one not in known))
    elif value is not None:
        values.found[key.name] = value


def _text(values: Values, key: Key, name: str, node: Node) -> str | None:
    if node.text is None:
        values.say(node, f"`{name}` must be a text", requoted(values.line(node)))
    return node.text


def _slug(values: Values, key: Key, name: str, node: Node) -> str | None:
    text = node.text or ""
    if _SLUG.fullmatch(text):
        return text
    fault = f"`{name}` must be of a-z, 0-9 and hyphens"
    if not words(text):
        values.say(node, fault, "leave it out to have the file's name")
        return None
    values.say(node, fault, f"{name}: {slug(text)}")
    return slug(text)


def _lang(values: Values, key: Key, name: str, node: Node) -> str | None:
    text = _text(values, key, name, node)
    if text is None or is_language(text):
        return text
    values.say(node, f"`{name}: {text[:40]}` is no language code", f"{name}: en")
    return None


def _texts(values: Values, key: Key, name: str, node: Node) -> tuple[str, ...] | None:
    if node.text is not None:
        return (node.text,)
    if node.entries:
        values.say(node, f"`{name}` must be a list of texts", f"{name}: []")
        return None
    texts: list[str] = []
    for item in node.items:
        if item.text is None:
            values.say(item, f"`{name}` must hold texts only", requoted(values.line(item)))
        elif item.value is not None:
            texts.append(item.text)
    return tuple(texts)


def _pairs(values: Values, key: Key, name: str, node: Node) -> tuple[str, ...] | None:
    """Return lines of `Speaker: words`; without marks around it YAML reads one as a mapping."""
    items = [node] if node.text is not None or node.entries else node.items
    lines: list[str] = []
    for item in items:
        said = [(who, words.text) for who, words in item.entries.items() if words.text is not None]
        if item.text is not None:
            lines.append(item.text)
        elif said and len(said) == len(item.entries):
            lines += [f"{who}: {words}" for who, words in said]
        elif item.value is not None:
            values.say(item, f"`{name}` must hold lines of `{key.allowed[0]}`")
    return tuple(lines)


def _dated(values: Values, key: Key, name: str, node: Node) -> tuple[str, ...]:
    """Return lines of `2025-08-06: words`, however a YAML editor left them.

    Without marks around it a line is read as a mapping; so is `{date: ..., text: ...}`.
    """
    items = node.items if node.text is None and not node.entries else (node,)
    found = (_dated_line(values, key, name, item) for item in items if item.value is not None)
    return tuple(line for lines in found for line in lines)


def _dated_line(values: Values, key: Key, name: str, item: Node) -> tuple[str, ...]:
    said = {head: one.text or "" for head, one in item.entries.items()}
    if {*said} == {"date", "text"}:
        said = {said["date"]: said["text"]}
    if item.text is not None:
        head, _, words = item.text.partition(": ")
        said = {head: words}
    dated = [(iso(head, values.timezone), words.strip()) for head, words in said.items()]
    whole = [f"{written(when)}: {words}" for when, words in dated if when is not None and words]
    if not whole or len(whole) < len(dated):
        values.say(item, f"`{name}` must hold lines of a date and words", f'- "{key.allowed[0]}"')
    return tuple(whole)


def written(when: When) -> str:
    """Return a date as it is written in a file."""
    text = when.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def _slugs(values: Values, key: Key, name: str, node: Node) -> tuple[str, ...] | None:
    """Return slugs; one line with commas is a list too, and names are made slugs."""
    texts = _texts(values, key, name, node)
    if texts is None:
        return None
    if node.text is not None:
        texts = tuple(_COMMA.split(node.text[:10_000]))
    named = [text.lstrip("#") for text in texts if text.strip("# ")]
    return tuple(dict.fromkeys(t if _SLUG.fullmatch(t) else slug(t) for t in named))


def _when(values: Values, key: Key, name: str, node: Node) -> When | None:
    when = iso(node.text, values.timezone) if node.text is not None else None
    if when is None:
        values.say(
            node,
            f"`{name}` must be a date, or a date with a time and zone",
            f"{name}: 2025-07-29 or {name}: 2025-07-29T09:12:00Z",
        )
    return when


def _flag(values: Values, key: Key, name: str, node: Node) -> bool:
    if isinstance(node.value, bool):
        return node.value
    meant = (node.text or "").casefold() not in _NO
    values.say(node, f"`{name}` must be true or false", f"{name}: {scalar(meant)}")
    return meant


def _share(values: Values, key: Key, name: str, node: Node) -> float | None:
    value = node.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and 0 <= float(value) <= 1:
        return float(value)
    values.say(node, f"`{name}` must be a number from 0 to 1", "leave it out")
    return None


def _choice(values: Values, key: Key, name: str, node: Node) -> str | None:
    if node.text in key.allowed:
        return node.text
    values.say(node, f"`{name}` must be one of {', '.join(key.allowed)}")
    return None


def requoted(line: str) -> str:
    """Return a line `key: value` or `- value` with its value in quotes; "" for another line."""
    line = line.strip()
    if line.startswith("- "):
        return f"- {quoted(line[2:].strip())}"
    name, colon, value = line.partition(": ")
    return f"{name}: {quoted(value.strip())}" if colon and value.strip() else ""


_VALUE = {
    "text": _text,
    "slug": _slug,
    "lang": _lang,
    "texts": _texts,
    "slugs": _slugs,
    "pairs": _pairs,
    "dated": _dated,
    "share": _share,
    "when": _when,
    "flag": _flag,
    "choice": _choice,
}
