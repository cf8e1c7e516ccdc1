"""What an annotator is given: a text nobody has understood yet, and how it divides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from broadsheet.model import TopicNote
from broadsheet.text import sentences

CAP = 100_000  # code points of a body that are looked at: the cost of any text is bounded by it
_WORD = 200  # code points that a word may have
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DATELINE = re.compile(
    r"^(?:[A-Z][\w.'’]{0,30}(?:[ ,/-]{1,2}[A-Z][\w.'’]{0,30}){0,5}"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: [(/][\w &./:-]{2,30}[)/]| \d{1,2})? ?(?:--?|–|—) ?"
    r"|[A-Z][A-Z .,'’-]{2,40}(?: ?\([\w &]{2,30}\))?: ?(?=[A-Z\"“]))"
)


@dataclass(frozen=True, slots=True)
class Untold:
    """A text to annotate: paragraphs apart by blank lines, and what its capture said of it.

    `lang` is a hint (the sidecar's, or the site's language), not the truth.
    """

    title: str
    text: str
    lang: str | None = None
    source: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it stands in the text: `start` in code points, `paragraph` from 0."""

    start: int
    text: str
    paragraph: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Reading:
    """An untold text with its sentences. Only the first `CAP` code points are looked at."""

    untold: Untold
    lang: str = "en"
    notes: tuple[tuple[str, TopicNote], ...] = ()  # what an editor says of topics

    @property
    def title(self) -> str:
        return self.untold.title[:1000]

    @cached_property
    def text(self) -> str:
        whole = self.untold.text
        if len(whole) <= CAP:
            return whole
        blank = max(whole.rfind(" ", CAP - _WORD, CAP), whole.rfind("\n", CAP - _WORD, CAP))
        return whole[: blank if blank > 0 else CAP]  # no word, and so no name, is cut in two

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        start = number = 0
        for gap in [*_PARAGRAPH.finditer(self.text), None]:
            end = gap.start() if gap else len(self.text)
            found += placed(self.text[start:end], start, number)
            number += bool(self.text[start:end].strip())
            start = gap.end() if gap else end
        return tuple(found)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where the sentences start, in code points."""
        return tuple(one.start for one in self.sentences)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """The sentences that are not headings: they end like one or are long."""
        return tuple(one for one in self.sentences if is_prose(one.text))


def placed(paragraph: str, offset: int, number: int) -> list[Sentence]:
    """Return the sentences of a paragraph with their place in the whole text."""
    found: list[Sentence] = []
    cursor = 0
    for text in sentences(paragraph):
        at = paragraph.find(text, cursor)
        if at < 0:
            continue
        found.append(Sentence(offset + at, text, number))
        cursor = at + len(text)
    return found


def is_prose(text: str) -> bool:
    if text.upper() == text and text.lower() != text:
        return False
    ended = text.rstrip("\"'”’)»").endswith((".", "!", "?", "…", "。", "！", "？", "؟", "।"))
    return ended or len(text) > 80


def dateline_end(text: str) -> int:
    """Return where the lede begins: after `BEIJING (Reuters) - `, or 0 without a dateline."""
    found = _DATELINE.match(text[:160])
    if not found:
        return 0
    head = found.group().split("(")[0].rstrip(" -–—:")
    letters = [c for c in head if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    wired = "(" in found.group() or "/" in found.group()
    dated = any(c.isdigit() for c in head)
    shouted = bool(letters) and capitals >= 0.6 * len(letters)
    return found.end() if wired or dated or shouted else 0
