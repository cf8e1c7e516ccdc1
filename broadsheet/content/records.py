"""What people declare in small files: authority records, sidecars of captures, topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.content.front import parts
from broadsheet.content.keys import RECORD_KEYS, SIDECAR_KEYS, Key
from broadsheet.content.values import Values, read
from broadsheet.errors import InputError, Problem
from broadsheet.model import Record, Sidecar
from broadsheet.text import slug
from broadsheet.yaml12 import Document, Node, load


def record(text: str, path: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the authority record that a file such as `content/entities/x.md` holds.

    None, with the reason, when it cannot be read or says no type. `public` that is not plainly
    true is false: a mistake must not publish a person.
    """
    try:
        split = parts(text, path)
        document = load(split.front, path, first_line=2)
    except InputError as error:
        return None, (error.problem,)
    values = Values(path, split.front.split("\n"), "UTC")
    read(values, document.entries, RECORD_KEYS, {})
    found = values.found
    name = path.rpartition("/")[2].removesuffix(".md")
    if "type" not in found:
        if "type" in document.entries and values.problems:
            return None, tuple(values.problems)
        hint = "a line `type: person`, `type: organization` or `type: place`"
        values.problems.append(Problem(path, "the record has no type", 1, hint=hint))
        return None, tuple(values.problems)
    if "public" in found:
        found["public"] = document.entries["public"].value is True
    found["name"] = str(found.get("name", "")).strip() or name.replace("-", " ").title()
    lines = tuple(_lines(document, found.get("aliases", ())))
    return Record(slug=name, body=split.body, lines=lines, **found), tuple(values.problems)


def _lines(document: Document, aliases: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Yield where the file says the name and the type, and each alias by its place among them."""
    entries = document.entries
    yield from ((key, entries[key].line) for key in ("name", "type") if key in entries)
    if (node := entries.get("aliases")) is not None:
        at = {item.text: item.line for item in reversed(node.items) if item.text is not None}
        yield from ((f"aliases.{n}", at.get(text, node.line)) for n, text in enumerate(aliases))


def sidecar(text: str, path: str, timezone: str) -> Sidecar:
    """Return what a sidecar declares. InputError for any mistake: a date goes by it for good."""
    document = load(text, path)
    if document.value is not None and not document.is_mapping:
        raise InputError(Problem(path, "a sidecar is lines of `key: value`", 1, 1, _allowed()))
    values = Values(path, text.split("\n"), timezone, first_line=1)
    read(values, document.entries, SIDECAR_KEYS, {})
    for name in values.extra:
        node = document.entries[name]
        hint = next((p.hint for p in values.problems if p.line == node.line), "") or _allowed()
        raise InputError(Problem(path, f"unknown key `{name}`", node.line, node.column, hint))
    if values.problems:
        raise InputError(values.problems[0])
    return Sidecar(**values.found)


def _allowed() -> str:
    return f"allowed: {', '.join(key.name for key in SIDECAR_KEYS)}"


@dataclass(frozen=True, slots=True)
class TopicNote:
    """What a person says of a topic: another name for it, or that it is not to be shown."""

    name: str | None = None
    hidden: bool = False


_TOPIC_KEYS = (Key("name", "text"), Key("hidden", "flag"))


def topics(text: str, path: str) -> tuple[dict[str, TopicNote] | None, tuple[Problem, ...]]:
    """Return slug -> note of a `content/topics.yaml`, and what is wrong in it.

    An entry is `slug: Name`, or a mapping with `name` and `hidden`. None for a file that cannot
    be read at all.
    """
    try:
        document = load(text, path)
    except InputError as error:
        return None, (error.problem,)
    if document.value is not None and not document.is_mapping:
        return None, (Problem(path, "topics are lines of `slug: Name`", 1, 1),)
    values = Values(path, text.split("\n"), "UTC", first_line=1)
    notes = {name: _note(values, name, node) for name, node in _slugged(values, document).items()}
    return notes, tuple(values.problems)


def _slugged(values: Values, document: Document) -> dict[str, Node]:
    for name, node in document.entries.items():
        if slug(name) != name:
            values.say(node, f"`{name}` is no slug of a topic", slug(name))
    return {name: node for name, node in document.entries.items() if slug(name) == name}


def _note(values: Values, name: str, node: Node) -> TopicNote:
    if node.text is not None:
        return TopicNote(name=node.text.strip() or None)
    if not node.entries:
        values.say(node, f"`{name}` must be a name, or have `name` and `hidden`")
        return TopicNote()
    inner = Values(values.path, values.lines, values.timezone, first_line=1)
    read(inner, node.entries, _TOPIC_KEYS, {})
    for key in inner.extra:
        if not any(f"`{key}`" in problem.message for problem in inner.problems):
            inner.say(node.entries[key], f"unknown key `{key}`", "allowed: name, hidden")
    values.problems.extend(inner.problems)
    return TopicNote(**inner.found)
