"""What a front matter may hold, as JSON Schema (draft 7), made from the table of keys.

As strict as the reader is: what it would tell as a problem is invalid, what it takes is valid.
Unknown keys are allowed, as they are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet.content.described import DESCRIBED, RECORD_DESCRIBED
from broadsheet.content.keys import RECORD_KEYS, Key

Schema = dict[str, Any]

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?"
_WHEN = f"{_DAY}([Tt ]{_CLOCK} ?([Zz]|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
_WORD: Schema = {"type": ["string", "number", "boolean"]}
_LIST: Schema = {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}}
_DATED: Schema = {"type": "string", "pattern": f"^{_WHEN}: .*\\S"}
_DATED_MAP: Schema = {
    "anyOf": [
        {
            "type": "object",
            "properties": {"date": {"type": "string", "pattern": f"^{_WHEN}$"}, "text": _WORD},
            "required": ["date", "text"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "patternProperties": {f"^{_WHEN}$": _WORD},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ]
}
_PAIR: Schema = {"anyOf": [_WORD, {"type": "object", "additionalProperties": _WORD}]}
_VALUE: Mapping[str, Schema] = {
    "text": _WORD,
    "slug": {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    "lang": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"},
    "texts": {"anyOf": [_WORD, _LIST]},
    "slugs": {"anyOf": [_WORD, _LIST]},
    "pairs": {"anyOf": [_PAIR, {"type": "array", "items": {"anyOf": [_PAIR, {"type": "null"}]}}]},
    "dated": {
        "anyOf": [
            _DATED,
            _DATED_MAP,
            {"type": "array", "items": {"anyOf": [_DATED, _DATED_MAP, {"type": "null"}]}},
        ]
    },
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "when": {"type": "string", "pattern": f"^\\s*{_WHEN}\\s*$"},
    "flag": {"type": "boolean"},
}


def schema(
    title: str,
    keys: Sequence[Key],
    synonyms: Mapping[str, str] | None = None,
    topics: Sequence[str] = (),
) -> Schema:
    """Return the schema of a front matter with these keys; `topics` are slugs to propose."""
    described = RECORD_DESCRIBED if keys is RECORD_KEYS else DESCRIBED
    properties = {key.name: _property(key, described, topics) for key in keys}
    for name, ours in (synonyms or {}).items():
        same = f"Another name for `{ours}`."
        properties[name] = {**properties[ours], "description": same}
    needed = {"required": ["type"]} if keys is RECORD_KEYS else {}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{title} of Broadsheet: its front matter",
        "type": "object",
        "properties": properties,
        **needed,
    }


def _property(key: Key, described: Mapping[str, str], topics: Sequence[str]) -> Schema:
    told: Schema = {"description": described[key.name]}
    if key.kind == "choice":
        return {**told, "enum": [*key.allowed, None]}
    if key.name == "topics" and topics:
        known = {"type": "array", "items": {"anyOf": [{"enum": list(topics)}, _LIST["items"]]}}
        return {**told, "anyOf": [known, *_VALUE["slugs"]["anyOf"], {"type": "null"}]}
    return {**told, "anyOf": [_VALUE[key.kind], {"type": "null"}]}
