"""The first mention of each entity in a text becomes a link: whole words, longest form first.

One pass over the words, whatever the number of forms. A form that was linked once still
takes its later places, so that `Korea` is not linked inside a second `South Korea`.
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
        same = text.translate(_SAME)
        end = 0
        for word in _WORD.finditer(same):
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

    def _longest(self, text: str, word: re.Match[str]) -> tuple[str, str] | None:
        for form, href in self.forms.get(word[0], ()):
            if text.startswith(form, word.start()) and _ends(text, word.start() + len(form)):
                return form, href
        return None


def mentions(linked: Sequence[Linked]) -> Mentions:
    """Return what to look for; a form that two entities share belongs to the first.

    One without an address is not linked, and takes its places all the same.
    """
    owners: dict[str, str] = {}
    for entity in linked:
        for form in entity.forms:
            owners.setdefault(form.translate(_SAME).strip(), entity.href)
    forms: dict[str, list[tuple[str, str]]] = {}
    for form, href in sorted(owners.items(), key=lambda item: (-len(item[0]), item[0])):
        first = _WORD.match(form)
        if first:
            forms.setdefault(first[0], []).append((form, href))
    return Mentions(forms)


def _ends(text: str, at: int) -> bool:
    """Tell whether a word ends here: no letter goes on after one."""
    goes_on = at < len(text) and _LETTER.match(text[at]) and _LETTER.match(text[at - 1])
    return not goes_on
