"""Values written as YAML, on one line each, quoted only where that is needed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from broadsheet.yaml12.nouns import resolved

_INDICATOR = re.compile(r"[,\[\]{}#&*!|>'\"%@`\s]|[-?:](?:\s|$)|---|\.\.\.|=$|<<$")
_NOT_PLAIN = re.compile(r"[\t\n\r\x85\u2028\u2029\ufeff]|: | #|:$|\s$")
# Not numbers or dates to us, but to other readers of YAML, who must not lose them either.
_CODE_OR_DATE = re.compile(r"[-+]?[0-9][0-9_.]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*", re.DOTALL)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_INVISIBLE = re.compile(
    r"[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
_ESCAPED = re.compile(r'[\\"]|' + _INVISIBLE.pattern)


def scalar(value: object) -> str:
    """Return None, a truth value, a number or a text as YAML, quoted only where it has to be."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    if isinstance(value, int | float):
        return repr(value)
    return _text(str(value))


def _text(text: str) -> str:
    if not _needs_quotes(text):
        return text
    if "'" not in text and ('"' in text or "\\" in text) and not _INVISIBLE.search(text):
        return f"'{text}'"
    return quoted(text)


def _needs_quotes(text: str) -> bool:
    return bool(
        resolved(text) is not text
        or _INDICATOR.match(text)
        or _NOT_PLAIN.search(text)
        or _INVISIBLE.search(text)
        or _CODE_OR_DATE.fullmatch(text)
    )


def quoted(text: str) -> str:
    """Return a text in double quotes, on one line, with everything invisible escaped."""
    return f'"{_ESCAPED.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    if 0xD800 <= code < 0xE000:  # half a character: no file can hold it
        return "\ufffd"
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 1 << 16
        else (f"\\U{code:08x}")
    )


def flow(value: object) -> str:
    """Return any value on one line, in flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quoted(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return quoted(value) if isinstance(value, str) else scalar(value)
