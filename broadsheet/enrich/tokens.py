"""Words of a text with their places: the one pass that the rules go over."""

from __future__ import annotations

import re
from typing import NamedTuple

from broadsheet.enrich.tables import wordset

_TAILS = (
    "based|born|led|backed|listed|owned|controlled|made|occupied|style|era|wide|run|held|linked|"
    "imposed|administered|sponsored|supported|funded|trained|allied|bound|registered|headquartered|"
    "educated|aligned|brokered|mediated|drafted|built|designed|hosted|flagged|area|inspired"
)
_TOKEN = re.compile(
    r"\bU\. [SNK]\.|(?:[^\W\d_]\.){2,8}"
    rf"|\w+(?:[.&]\w+|-(?!(?:{_TAILS})\b)\w+|['’](?![sS]\b)\w+){{0,12}}"
)
_OPENERS = '\n.!?:;"“”‘«•*([|–—'
_DASHES = "-–—"
_ABBREVIATED = wordset(
    "mr mrs ms dr st gen sen rep gov lt col capt sgt prof rev hon jr sr vs no mt ft inc corp co ltd"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)


_ARTICLES = wordset("al el an ad ar as at az ul ur ed er es et")  # before Arabic names


class Token(NamedTuple):
    start: int
    end: int
    text: str
    is_capital: bool


def tokens(text: str) -> list[Token]:
    """Return words, initialisms (`U.S.`) and numbers; `'s` stands apart from its owner."""
    return [Token(*m.span(), word := m[0], is_capital(word)) for m in _TOKEN.finditer(text)]


def opens_sentence(text: str, start: int, before: str) -> bool:
    """Tell whether a word at `start` may be capital only because a sentence begins there.

    `before` is the word before it: a stop after `Mr` or an initial ends no sentence.
    """
    at = start - 1
    while at >= 0 and text[at] in " \t'":
        at -= 1
    if at < 0:
        return True
    mark = text[at]
    if mark == ".":
        return not (before.lower() in _ABBREVIATED or len(before) == 1 or "." in before)
    if mark in "([":
        return False
    if mark in _DASHES:
        return start - at > 1
    return mark in _OPENERS


def is_capital(word: str) -> bool:
    """Tell whether a word is written as a name is: `Harthi`, and `al-Harthi` too."""
    if word[0].isupper() or "-" not in word:
        return word[0].isupper()
    return word[2:3] == "-" and word[:2] in _ARTICLES and word[3:4].isupper()


def is_initialism(word: str) -> bool:
    """Tell whether a word is of capitals only, like `FBI`, `U.S.` or `G7`."""
    letters = [c for c in word if c.isalpha()]
    return 2 <= len(letters) <= 6 and all(c.isupper() for c in letters)
