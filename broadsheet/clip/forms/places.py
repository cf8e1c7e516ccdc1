"""Where in a document a text stands: its line, found by its words."""

from __future__ import annotations

import re
from bisect import bisect_right

from broadsheet.clip.forms.tree import Element

_WORDS = re.compile(r"[^\s<>&\"'’“”]{2,}(?: [^\s<>&\"'’“”]{2,}){0,5}")
_LINE_LIMIT = 65_535  # the parser counts no further


class Places:
    """The lines of one document, asked for in the order of its texts."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._starts = [found.end() for found in re.finditer("\n", html)]
        self._at = 0

    def line(self, words: str, element: Element) -> int:
        """Return the line on which the words begin, behind those asked for before.

        Where they stand nowhere as they are, it is the line that the parser gives the element.
        """
        pieces = sorted(_WORDS.findall(words), key=len, reverse=True)
        for piece in pieces[:3]:
            found = self._html.find(piece, self._at)
            if found >= 0:
                self._at = found
                return bisect_right(self._starts, found) + 1
        told = element.sourceline or 1
        return min(told, len(self._starts) + 1) if told < _LINE_LIMIT else 1
