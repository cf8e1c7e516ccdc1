"""A Markdown file as one article: of Hugo, Jekyll, Obsidian and its Web Clipper, or our own.

Front matter is YAML between `---`, TOML between `+++`, or a JSON object. Without any, a file is
a note if it begins with its only first-level heading.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from broadsheet import dates
from broadsheet.clip.forms.base import lines
from broadsheet.clip.forms.declared import Declared, article, declared
from broadsheet.clip.forms.markdown import markdown
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.lines import key
from broadsheet.errors import InputError, Problem
from broadsheet.model import Block, Dropped, Span
from broadsheet.text import squeezed
from broadsheet.yaml12 import Node, load

_MOST_FRONT = 100_000
_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_LINE = re.compile(r"[^\s#:][^:\n]{0,80}:(?:\s|$)|[\s#}\]-]|$")
_ENTRY = re.compile(r"^[\w \"'-]{1,80}\s*[:=]", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+\S", re.MULTILINE)
_DAY_AND_NAME = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}-(?=.)")
_JSON_KEY = re.compile(r"\{\s*\"[^\"\n]{1,80}\"\s*:")
_NO_END = "the front matter has no end"


@dataclass(frozen=True, slots=True)
class _Note:
    """Front matter as it was understood, what is wrong with it, and the Markdown below it."""

    said: Mapping[str, Any]
    body: str
    problem: Problem | None = None


def is_notes(head: bytes, name: str) -> bool:
    """Tell whether a file is Markdown with front matter, or a note with one heading on top.

    A file that says it is plain text is a dump: pages print such fields above their articles.
    """
    if name.lower().endswith(".txt"):
        return False
    text = _text(head)
    fence = text[:3]
    if fence in _CLOSING and not text[3 : text.find("\n")].strip():
        return _is_fenced(text, fence, name)
    if _JSON_KEY.match(text):
        return _is_after_json(text)
    return _is_markdown(name) and text.startswith("# ") and len(_HEADING.findall(text)) == 1


def _is_fenced(text: str, fence: str, name: str) -> bool:
    closing = _CLOSING[fence].search(text, 4)
    if closing is None:
        return _is_markdown(name) and _ENTRY.search(text[:4000]) is not None
    front = text[4 : closing.start()]
    if fence == "+++":
        return _ENTRY.search(front) is not None
    is_mapping = all(_LINE.match(row) for row in front.split("\n"))
    return is_mapping and (_ENTRY.search(front) is not None or not front.strip())


def _is_after_json(text: str) -> bool:
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    rest = text[end:].lstrip()
    return isinstance(found, dict) and bool(rest) and rest[0] not in "{[,"


def _is_markdown(name: str) -> bool:
    return name.lower().endswith(_NAMES)


def clipped(record: Record) -> Clipped:
    """Return the note as one article; a draft is passed over."""
    note = _note(record, _text(record.data))
    if note.problem:
        return Clipped(problems=(note.problem,))
    exact = "generated" in note.said  # a file of ours
    found = declared(note.said, exact)
    if found.said.get("draft") is True or found.said.get("published") is False:
        title = found.text(("title",)) or _name(record.seed)
        return Clipped(dropped=(Dropped(record.seed, 1, title, "a draft"),))
    body = markdown(note.body, exact)
    title, body = _titled(found.text(("title", "headline")), body, record.seed, exact)
    if not body and not exact:
        hint = "write the article, or take the file out of seeds/"
        return Clipped(problems=(Problem(record.seed, "the note has no text", hint=hint),))
    span = Span(1, lines(record.data))
    found = _dated(replace(found, said={**found.said, "title": title}), record)
    clipping, problems = article(record, found, body, span)
    return Clipped((clipping,), problems=problems)


def _titled(
    title: str | None, body: tuple[Block, ...], seed: str, exact: bool
) -> tuple[str, tuple[Block, ...]]:
    """Return the title, and the body without the heading on top that repeats it."""
    top = body[0] if body and body[0].kind == "subhead" else None
    if title is None:
        heading = next((block.text for block in body if block.kind == "subhead"), None)
        title = heading or _name(seed)
    if top is not None and not exact and key(top.text) == key(title):
        body = body[1:]
    return title, body


def _name(seed: str) -> str:
    """Return a file's name as a title: `2025-07-29-low-tide.md` is `Low tide`."""
    stem = seed.rpartition("/")[2].rpartition(".")[0] or seed
    words = squeezed(_DAY_AND_NAME.sub("", stem).replace("-", " ").replace("_", " "))
    return words[:1].upper() + words[1:] or "Untitled"


def _dated(found: Declared, record: Record) -> Declared:
    """Return the same with the day that the file's name begins with, where nothing else says."""
    name = record.seed.rpartition("/")[2]
    if not _DAY_AND_NAME.match(name) or found.first(("date", "published", "publishdate")):
        return found
    day = dates.in_name(name[:10], record.timezone)
    return replace(found, said={**found.said, "date": day}) if day else found


# ---- front matter ---------------------------------------------------------------------------


def _text(data: bytes) -> str:
    """Return the text of a file with LF at the ends of lines; what is no UTF-8 is Windows-1252."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        near_end = error.start > len(data) - 4  # a head may be cut inside a character
        text = data.decode("utf-8-sig" if near_end else "cp1252", "replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")


def _note(record: Record, text: str) -> _Note:
    fence = text[:3]
    if fence in _CLOSING and not text[3 : text.find("\n")].strip():
        closing = _CLOSING[fence].search(text, 4, _MOST_FRONT)
        if closing is None:
            problem = Problem(record.seed, _NO_END, 1, 1, f"a line `{fence}` before the text")
            return _Note({}, "", problem)
        front, body = text[4 : closing.start()], text[closing.end() :]
        return (_yaml if fence == "---" else _toml)(record, front, body)
    if _JSON_KEY.match(text):
        return _json(record, text)
    return _Note({}, text)


def _yaml(record: Record, front: str, body: str) -> _Note:
    try:
        document = load(front, record.seed, first_line=2)
    except InputError as error:
        return _Note({}, body, error.problem)
    except RecursionError:
        return _Note({}, body, Problem(record.seed, "front matter is nested too deep", 2))
    if document.value is not None and not document.is_mapping:
        return _Note({}, body, Problem(record.seed, "front matter is lines of `key: value`", 2, 1))
    return _Note({name: _value(node) for name, node in document.entries.items()}, body)


def _value(node: Node) -> Any:
    """Return a value as written, for `010` and `12:30` are no numbers; truth values as such."""
    if node.items:
        return [_value(item) for item in node.items]
    if isinstance(node.value, bool) or node.text is None:
        return node.value
    return node.text if node.value is not None else None


def _toml(record: Record, front: str, body: str) -> _Note:
    try:
        said = tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        fault = f"front matter is no TOML: {str(error)[:80] or 'nested too deep'}"
        return _Note({}, body, Problem(record.seed, fault, 2))
    tables = said.get("taxonomies"), said.get("extra")  # as Zola has them
    for table in tables:
        said = {**table, **said} if isinstance(table, dict) else said
    return _Note(said, body)


def _json(record: Record, text: str) -> _Note:
    try:
        said, end = json.JSONDecoder().raw_decode(text[:_MOST_FRONT])
    except RecursionError:
        return _Note({}, "", Problem(record.seed, "front matter is nested too deep", 1))
    except ValueError as error:
        return _Note({}, "", Problem(record.seed, f"front matter is no JSON: {str(error)[:80]}", 1))
    return _Note(said if isinstance(said, dict) else {}, text[end:])
