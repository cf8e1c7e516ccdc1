"""What people declare in small files: authority records, and sidecars of captures."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.content.front import parts
from broadsheet.content.keys import RECORD_KEYS, SIDECAR_KEYS
from broadsheet.content.values import Values, read
from broadsheet.errors import InputError, Problem
from broadsheet.model import Record, Sidecar
from broadsheet.yaml12 import Document, load


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
    """Yield where the file says name, type, `same_as`, and each alias by its place among them."""
    entries = document.entries
    yield from ((key, entries[key].line) for key in ("name", "type", "same_as") if key in entries)
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
