"""What a text says of earlier events, left out: it is not what the text reports.

`A tanker outran two boats, a month after pirates released her sister ship` is news of the one
ship alone. Clauses are known in English by how long ago they say that something was.
"""

from __future__ import annotations

import re

_COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|some|several"
    r"|many|few)"
)
_EARLIER = re.compile(
    rf"\b(?:{_COUNT} (?:weeks?|months?|years?|decades?) (?:after|since|ago|before|earlier)"
    r"|last (?:week|month|year|spring|summer|autumn|winter))\b[^.;]*"
)
_BEFORE = 120  # letters in which the comma that opens the clause is looked for


def foreground(text: str) -> str:
    """Return a text without such clauses; the whole where there would be nothing left.

    A clause goes from the comma before it, or else from the count itself, to the sentence's end.
    """
    kept: list[str] = []
    at = 0
    small = text.replace("İ", "I").lower()  # of the same length, and read much faster
    for found in _EARLIER.finditer(small):
        kept.append(text[at : _opening(text, max(at, found.start() - _BEFORE), found.start())])
        at = found.end()
    left = "".join((*kept, text[at:]))
    return left if left.strip() else text


def _opening(text: str, first: int, clause: int) -> int:
    """Return where a clause opens: at the last comma since `first`, if it is of its sentence."""
    comma = max(text.rfind(mark, first, clause) for mark in ",;")
    return comma if comma > text.rfind(".", first, clause) else clause
