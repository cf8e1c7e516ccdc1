"""What was taken out, and stays out: `content/removed.yaml`, written by an editor.

It lies in content/ because it belongs to what it speaks of: kept in git with the articles, so that
every clone obeys it, and looked at by every build and by `serve`. A file that cannot be read is an
error and not a problem: nobody knows then what must not be published, so nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from broadsheet.content.keys import Key, near
from broadsheet.content.values import Values, read
from broadsheet.errors import InputError, Problem
from broadsheet.model import EntityType, When
from broadsheet.text import squeezed
from broadsheet.yaml12 import Node, load

PATH = "content/removed.yaml"
What = Literal["article", "name"]

_LISTS: dict[str, What] = {"articles": "article", "names": "name"}
_TOLD = (Key("date", "when"), Key("reason", "text"), Key("by", "text"))
_KEYS: dict[What, tuple[Key, ...]] = {
    "article": (Key("article", "text"), *_TOLD),
    "name": (
        Key("name", "text"),
        Key("type", "choice", ("person", "organization", "place")),
        Key("redact", "flag"),
        *_TOLD,
    ),
}
_SYNONYMS: dict[What, dict[str, str]] = {
    "article": dict.fromkeys(("path", "permalink", "address", "url", "file"), "article"),
    "name": dict.fromkeys(("slug", "address", "permalink", "path"), "name"),
}
_AS: dict[What, str] = {
    "article": "article: content/2026/03/14/x.md, its address on this site, or the original's",
    "name": "name: Jane Example",
}
_LONGEST = 2000
_MOST = 20_000  # entries of a list


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was taken out: what names it, as written, and what is told of it.

    `ids` are the articles that were found by an original's address. With `redact` a name is taken
    out of texts as well. `by` is for editors and shown nowhere.
    """

    what: str
    line: int
    column: int
    date: When | None = None
    reason: str = ""
    by: str = ""
    type: EntityType | None = None
    redact: bool = False
    ids: tuple[str, ...] = ()

    def problem(self, message: str, hint: str = "") -> Problem:
        return Problem(PATH, message, self.line, self.column, hint)


@dataclass(frozen=True, slots=True)
class Removed:
    """All entries, in the order of the file."""

    articles: tuple[Entry, ...] = ()
    names: tuple[Entry, ...] = ()


def removed(text: str, path: str = PATH) -> tuple[Removed, tuple[Problem, ...]]:
    """Return what the file takes out, and what is wrong with single entries.

    An entry is a line of text, or a mapping of `article` or `name` with `date`, `reason`, `by`,
    and for names `type` and `redact`. Raises InputError for a file that is no such lists at all.
    """
    document = load(text, path)
    if document.value is None:
        return Removed(), ()
    if not document.is_mapping:
        hint = "`articles:` and `names:`, each with lines of `- ...` beneath"
        raise InputError(Problem(path, "is no list of what was removed", 1, 1, hint))
    values = Values(path, text.split("\n"), "UTC", first_line=1)
    found: dict[What, list[Entry]] = {"article": [], "name": []}
    for key, node in document.entries.items():
        kind = _LISTS.get(key)
        if kind is None:
            meant = near(key, tuple(_LISTS))
            hint = f"did you mean `{meant}`?" if meant else f"allowed: {', '.join(_LISTS)}"
            raise InputError(Problem(path, f"unknown list `{key}`", node.line, node.column, hint))
        found[kind] += _entries(values, kind, node)
    return Removed(tuple(found["article"]), tuple(found["name"])), tuple(values.problems)


def _entries(values: Values, kind: What, node: Node) -> Iterator[Entry]:
    if node.value is None:
        return
    items = node.items or ((node,) if node.text is not None else ())
    if not items and node.value != []:
        values.say(node, f"`{kind}s` must be a list", f"- {_AS[kind]}")
    if len(items) > _MOST:
        values.say(items[_MOST], f"more than {_MOST} entries: those from here on are not read")
    for item in items[:_MOST]:
        entry = _entry(values, kind, item)
        if entry is not None:
            yield entry


def _entry(values: Values, kind: What, item: Node) -> Entry | None:
    if item.text is not None:
        said: dict[str, object] = {"what": item.text}
    elif item.entries:
        said = _said(values, kind, item)
    else:
        said = {}
    what = squeezed(str(said.pop("what", "") or ""))
    if not what or len(what) > _LONGEST:
        values.say(item, f"says no {kind} to remove", _AS[kind])
        return None
    return Entry(what, item.line, item.column, **said)  # type: ignore[arg-type]


def _said(values: Values, kind: What, item: Node) -> dict[str, object]:
    """Return what a mapping says, by the fields of an entry; what is wrong with it is said."""
    own = Values(values.path, values.lines, values.timezone, first_line=values.first_line)
    keys, synonyms = _KEYS[kind], _SYNONYMS[kind]
    read(own, item.entries, keys, synonyms)
    for name in own.extra:
        node = item.entries[name]
        if not any(problem.line == node.line for problem in own.problems):
            own.say(
                node, f"unknown key `{name}`", f"allowed: {', '.join(key.name for key in keys)}"
            )
    values.problems += own.problems
    found = own.found
    found["what"] = found.pop(kind, "")
    found["reason"] = squeezed(str(found.get("reason", "")))
    return found
