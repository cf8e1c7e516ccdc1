"""What an editor declares of topics in `content/topics.yaml`: names, terms, topics of their own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from broadsheet.content.keys import near
from broadsheet.content.values import Values, requoted
from broadsheet.errors import InputError, Problem
from broadsheet.model import TopicNote
from broadsheet.text import slug, words
from broadsheet.yaml12 import Document, Node, load

__all__ = ["TopicNote", "topics"]

_KEYS = ("name", "terms", "parent", "hide", "not")
_ALLOWED = f"allowed: {', '.join(_KEYS)}"
_PLAIN = 3.0  # the weight of a term in a list without weights: it speaks for its topic alone
_MOST = 10.0  # the greatest weight
_WORDS = 5  # in a term
_TERMS = 5000  # in a file
_SURE = 12  # letters of a slug that is not taken for another one by chance


def topics(
    text: str, path: str, known: Mapping[str, str] | None = None
) -> tuple[dict[str, TopicNote] | None, tuple[Problem, ...]]:
    """Return slug -> note of a `content/topics.yaml`, and what is wrong in it.

    An entry is `slug: Name`, or a mapping with `name`, `terms`, `parent`, `hide` and `not`.
    `known` are the topics that there are, each with the one above it ("" for none); without
    them parents are not looked up. None for a file that cannot be read at all.
    """
    try:
        document = load(text, path)
    except InputError as error:
        return None, (error.problem,)
    if document.value is not None and not document.is_mapping:
        return None, (Problem(path, "topics are lines of `slug: Name`", 1, 1),)
    values = Values(path, text.split("\n"), "UTC", first_line=1)
    entries = _slugged(values, document)
    notes = {name: _note(values, name, node) for name, node in entries.items()}
    if known is not None:
        said = dict(notes)
        for name, node in entries.items():
            notes[name] = _placed(values, name, node, said, known)
    _refuse_too_many(values, notes, document)
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
        values.say(node, f"`{name}` must be a name, or have `name`, `terms` or `hide`")
        return TopicNote()
    found: dict[str, Any] = {}
    for key, entry in node.entries.items():
        ours = "hide" if key == "hidden" else key
        if ours not in _KEYS:
            meant = near(key, _KEYS)
            hint = f"did you mean `{meant}`?" if meant else _ALLOWED
            values.say(entry, f"unknown key `{key}`", hint)
        elif entry.value is not None and (value := _TAKEN[ours](values, key, entry)) is not None:
            found[_FIELDS.get(ours, ours)] = value
    return TopicNote(**found)


def _text(values: Values, key: str, node: Node) -> str | None:
    if node.text is None:
        values.say(node, f"`{key}` must be a text", requoted(values.line(node)))
        return None
    return node.text.strip() or None


def _flag(values: Values, key: str, node: Node) -> bool | None:
    if isinstance(node.value, bool):
        return node.value
    values.say(node, f"`{key}` must be true or false", f"{key}: true")
    return None


def _terms(values: Values, key: str, node: Node) -> tuple[tuple[str, float], ...]:
    """Return the phrases and their weights; those of a plain list all weigh the same."""
    if not node.entries:
        return tuple((phrase, _PLAIN) for phrase in _phrases(values, key, node))
    found = []
    for phrase, entry in node.entries.items():
        weight = entry.value
        if isinstance(weight, bool) or not isinstance(weight, int | float):
            values.say(
                entry, f"the weight of `{phrase[:40]}` must be a number", f"{phrase[:40]}: 3"
            )
        elif not math.isfinite(weight) or abs(weight) > _MOST:
            fault = f"the weight of `{phrase[:40]}` must be between {-_MOST:g} and {_MOST:g}"
            values.say(entry, fault, f"{phrase[:40]}: {'-' if weight < 0 else ''}{_MOST:g}")
        elif _is_phrase(values, phrase, entry):
            found.append((phrase, float(weight)))
    return tuple(found)


def _phrases(values: Values, key: str, node: Node) -> tuple[str, ...]:
    if node.text is not None:
        return (node.text,) if _is_phrase(values, node.text, node) else ()
    if not node.items and not isinstance(node.value, list):
        values.say(node, f"`{key}` must be a list of phrases", f"{key}: []")
    found = []
    for item in node.items:
        if item.text is None:
            values.say(item, f"`{key}` must hold phrases only", requoted(values.line(item)))
        elif _is_phrase(values, item.text, item):
            found.append(item.text)
    return tuple(found)


def _is_phrase(values: Values, phrase: str, node: Node) -> bool:
    many = len(words(phrase))
    if not many:
        values.say(node, f"`{phrase[:40]}` has no word that a text could hold")
    elif many > _WORDS:
        hint = " ".join(phrase.split()[:_WORDS])
        values.say(node, f"`{phrase[:60]}` has more than {_WORDS} words", hint)
    return 0 < many <= _WORDS


def _placed(
    values: Values,
    name: str,
    node: Node,
    notes: Mapping[str, TopicNote],
    known: Mapping[str, str],
) -> TopicNote:
    """Return the note, without a parent that cannot be one; say what may be a slip."""
    note = notes[name]
    doubtful = name not in known and not note.terms and len(name) >= _SURE
    if doubtful and (meant := near(name, tuple(known))):
        values.say(node, f"`{name}` is no topic of ours", f"did you mean `{meant}`?")
    if note.parent is None:
        return note
    at = node.entries["parent"]
    every = {**known, **{slug: one.parent or known.get(slug, "") for slug, one in notes.items()}}
    if note.parent not in every or note.parent == name:
        meant = near(note.parent, tuple(one for one in every if one != name))
        hint = f"did you mean `{meant}`?" if meant else "a slug of a topic, such as `sport`"
        values.say(at, f"`parent: {note.parent[:60]}` is no other topic", hint)
    elif every[note.parent]:
        fault = f"`{note.parent}` stands beneath `{every[note.parent]}`: there are two levels"
        values.say(at, fault, f"parent: {every[note.parent]}")
    elif any(name == one for one in every.values()):
        values.say(at, f"`{name}` has topics beneath it: there are two levels")
    else:
        return note
    return TopicNote(note.name, note.hidden, None, note.terms, note.cues)


def _refuse_too_many(values: Values, notes: dict[str, TopicNote], document: Document) -> None:
    """Leave out the terms and cues of each topic that come after the most that a file may hold."""
    many = 0
    for name, note in notes.items():
        many += len(note.terms) + len(note.cues)
        if many > _TERMS:
            values.say(document.entries[name], f"more than {_TERMS} terms in the file")
            notes[name] = TopicNote(note.name, note.hidden, note.parent)


_FIELDS = {"hide": "hidden", "not": "cues"}
_TAKEN: dict[str, Any] = {
    "name": _text,
    "terms": _terms,
    "parent": _text,
    "hide": _flag,
    "not": _phrases,
}
