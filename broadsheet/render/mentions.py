"""The first mention of each entity in a text becomes a link: whole words, longest form first.

A form that was linked once still takes its later places, so that `Korea` is not linked inside a
second `South Korea`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.plan.views import Linked

# Letters of scripts written without blanks between words are words of their own.
_JOINED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_WORD = re.compile(rf"[{_JOINED}]|[^\W{_JOINED}]+|[^\w\s]")
_LETTER = re.compile(rf"[^\W{_JOINED}]")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands in a text: offsets in code points, and where it leads."""

    start: int
    end: int
    href: str


@dataclass(slots=True)
class Mentions:
    """The forms to look for, by their first word, and which entities were linked already."""

    forms: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def places(self, text: str) -> Iterator[Place]:
        """Yield the first mentions in this text, in order, and remember them."""
        same = text if text.isascii() else text.translate(_SAME)
        end = 0
        for word in self._begun(same):
            if word.start() < end:
                continue
            found = self._longest(same, word)
            if found is None:
                continue
            form, href = found
            end = word.start() + len(form)
            if href and href not in self.seen:
                self.seen.add(href)
                yield Place(word.start(), end, href)

    def _begun(self, text: str) -> Iterator[re.Match[str]]:
        """Yield, in order, the words of a text with which a form begins.

        To find the few is ten times as fast as to look at every word.
        """
        starts = {at for first in self.forms for at in _found(text, first)}
        for at in sorted(starts):
            word = _WORD.match(text, at)
            if word and _begins(text, at):
                yield word

    def _longest(self, text: str, word: re.Match[str]) -> tuple[str, str] | None:
        for form, href in self.forms.get(word[0], ()):
            if text.startswith(form, word.start()) and _ends(text, word.start() + len(form)):
                return form, href
        return None


def mentions(linked: Sequence[Linked]) -> Mentions:
    """Return what to look for; a form that two entities share belongs to the first.

    One without an address is not linked, and takes its places all the same. A form of several
    lines is sought in none.
    """
    owners: dict[str, str] = {}
    for entity in linked:
        for form in entity.forms:
            owners.setdefault(form.translate(_SAME).strip(), entity.href)
    forms: dict[str, list[tuple[str, str]]] = {}
    for form, href in sorted(owners.items(), key=lambda item: (-len(item[0]), item[0])):
        first = _WORD.match(form)
        if first and "\n" not in form:
            forms.setdefault(first[0], []).append((form, href))
    return Mentions(forms)


def _found(text: str, word: str) -> Iterator[int]:
    """Yield wherever the letters of a word stand."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _begins(text: str, at: int) -> bool:
    """Tell whether a word begins here; as one ends where the next begins, it is the same."""
    return at == 0 or _ends(text, at)


def _ends(text: str, at: int) -> bool:
    """Tell whether a word ends here: no letter goes on after one."""
    goes_on = at < len(text) and _LETTER.match(text[at]) and _LETTER.match(text[at - 1])
    return not goes_on
