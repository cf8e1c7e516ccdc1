"""Lines set in capitals, given back the case that the rest of the text has."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LINE = re.compile(r"[^\n]+")
_ENOUGH = 4  # capitals in a line before it counts as set in capitals


def truecased(text: str) -> str:
    """Return the text with its capitals-only lines in mixed case, every letter in its place."""
    loud = [m for m in _LINE.finditer(text) if is_shouted(m.group())]
    if not loud:
        return text
    model = _cases(text)
    parts: list[str] = []
    cursor = 0
    for line in loud:
        parts.append(text[cursor : line.start()])
        parts.append(_WORD.sub(lambda m: _cased(m.group(), model), line.group()))
        cursor = line.end()
    return "".join([*parts, text[cursor:]])


def shouted(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of the lines that are set in capitals."""
    return [m.span() for m in _LINE.finditer(text) if is_shouted(m.group())]


def is_shouted(line: str) -> bool:
    if any(c.islower() for c in line):
        return False
    return sum(c.isupper() for c in line) >= _ENOUGH and len(line.split()) > 1


def _cases(text: str) -> dict[str, str]:
    """Return the commonest mixed-case spelling of each word, first in the alphabet on a tie."""
    counts: dict[str, Counter[str]] = {}
    for line in _LINE.findall(text):
        if not is_shouted(line):
            for word in _WORD.findall(line):
                counts.setdefault(word.upper(), Counter())[word] += 1
    return {
        key: min(spellings, key=lambda one: (-spellings[one], one))
        for key, spellings in counts.items()
    }


def _cased(word: str, model: dict[str, str]) -> str:
    known = model.get(word.upper())
    if known is None:
        known = word if len(word) <= 3 else word[0] + word[1:].lower()
    return known if len(known) == len(word) else word
