"""What a YAML text says: values with their places; and what a plain scalar means."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
# At most 18 digits, so that every number fits 64 bits, here and in whatever reads our JSON.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_OCTAL = re.compile(r"0o[0-7]{1,20}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place; an entry of a mapping has the place of its key.

    `value` is the resolved value, `text` a scalar as written, before it was resolved.
    """

    value: Any
    line: int
    column: int
    text: str | None = None
    items: tuple[Node, ...] = ()
    entries: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says: the value, and the entries of the top mapping with their places."""

    value: Any
    entries: Mapping[str, Node]
    is_mapping: bool


def resolved(text: str) -> Any:
    """Return what a plain scalar means: None, a truth value, a number, or the text itself."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) and not text.lstrip("+-").isdigit():
        number = float(text)
        return number if math.isfinite(number) else text
    return text
