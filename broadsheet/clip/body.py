"""A body cleaned and shaped: noise dropped, credits told apart, long lines cut to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from broadsheet.clip import phrases
from broadsheet.clip.dateline import Dateline, dateline
from broadsheet.clip.lines import Line, byline, capitals, finished, without_bullet
from broadsheet.model import Block
from broadsheet.text import joined, paragraphs, sentences, squeezed

_LONG = 700
_LONGEST_NOISE = 140
_LONGEST_CREDIT = 80
_STANDFIRST = 200
_PARAGRAPH = 100
_SHORT_HEADING = 70
_RUN_SUBHEAD = re.compile(
    r"(?:[A-Z][A-Z0-9'’&,-]+ ){2,8}[A-Z0-9'’&-]*[A-Z][?!:]?(?= [A-Z\"'“‘][a-z'\"’]?)"
)
_SIGNATURE = re.compile(r"(?:--|[-–—])\s?([^\W\d_][\w ]{1,24})\s*$")


@dataclass(slots=True)
class Body:
    """What the lines of one body say, and what was removed from them."""

    blocks: list[Block] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    dropped: list[tuple[Line, str, str]] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    dateline: Dateline = field(default_factory=lambda: Dateline(""))
    agency: str | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)


def body(lines: Sequence[Line], furniture: Collection[str] = ()) -> Body:
    """Return the body made of lines; `furniture` holds sentences learned to be no article's.

    A body of one line, or a line of more than 700 characters, is cut into paragraphs.
    """
    made = Body()
    kept = [(line, text) for line in lines if (text := _cleaned(line, made, furniture))]
    kept = _after_byline(kept, made)
    for place, (line, text) in enumerate(kept[:2]):
        found = dateline(text)
        sure = found.agency or found.day or len(text) > _PARAGRAPH
        if place == 0 or (found.place and sure):
            made.dateline = found
            kept[place] = (line, found.text)
        # A caption or a standfirst may stand above the line that opens with the dateline.
        if found.place or found.agency or found.day or len(text) > _STANDFIRST:
            break
    for place, (line, text) in enumerate(kept):
        made.blocks += _blocks(line, text, len(kept) == 1, _heading(kept, place))
    made.agency = made.dateline.agency or _signed(made)
    return made


def _after_byline(kept: list[tuple[Line, str]], made: Body) -> list[tuple[Line, str]]:
    if len(kept) > 1 and (authors := byline(kept[0][1])):
        made.authors = authors
        return kept[1:]
    return kept


def _signed(made: Body) -> str | None:
    """Return the wire that signs the last paragraph (`... today. — Bernama`)."""
    match = _SIGNATURE.search(made.blocks[-1].text[-40:]) if made.blocks else None
    return phrases.agency(match[1]) if match else None


# ---- what is removed -----------------------------------------------------------------------


def _cleaned(line: Line, made: Body, furniture: Collection[str]) -> str:
    """Return the part of a line that is text; the rest goes to its field or is dropped."""
    words = phrases.keywords(line.text)
    if words:
        made.keywords += words
        return ""
    reason = phrases.noise(line.text)
    if reason:
        made.dropped.append((line, line.text, reason))
        return ""
    alone = len(line.text) <= _LONGEST_CREDIT and not finished(line.text)
    whole = alone and phrases.credit(line.text)
    text = line.text if whole else _without_inline(line, made)
    if whole or phrases.credit(text):
        made.credits.append(text)
        return ""
    return _without_sentences(line, text, made, furniture)


def _without_inline(line: Line, made: Body) -> str:
    """Return the line without the phrases that were run together with its text."""
    text = line.text
    match = phrases.INLINE_KEYWORDS.search(text, max(0, len(text) - 320))
    if match:
        made.keywords += phrases.keywords(text[match.start() :].strip())
        text = text[: match.start()].rstrip()
    for reason, pattern in phrases.INLINE_NOISE:
        for found in pattern.finditer(text):
            made.dropped.append((line, squeezed(found[0]), reason))
        text = pattern.sub(" ", text)
    for found in phrases.INLINE_CREDIT.finditer(text):
        made.credits.append(found[0])
    text = phrases.INLINE_CREDIT.sub(" ", text)
    return squeezed(text)


def _without_sentences(line: Line, text: str, made: Body, furniture: Collection[str]) -> str:
    kept: list[str] = []
    parts = sentences(text)
    for part in parts:
        reason = "furniture: learned" if part in furniture else _noise(part)
        if reason:
            made.dropped.append((line, part, reason))
        elif phrases.credit(part):
            made.credits.append(part)
        else:
            kept.append(part)
    return text if len(kept) == len(parts) else joined(kept)


def _noise(sentence: str) -> str | None:
    """Return why a sentence is noise; a long one may have text run into it, and stays."""
    return phrases.noise(sentence) if len(sentence) <= _LONGEST_NOISE else None


# ---- how it is shaped ----------------------------------------------------------------------


def _heading(kept: Sequence[tuple[Line, str]], place: int) -> bool:
    """Tell whether a short line between paragraphs heads the one below."""
    text = kept[place][1]
    if capitals(text) and len(kept) > 1:
        return True
    if not 0 < place < len(kept) - 1 or len(text) > _SHORT_HEADING or finished(text):
        return False
    above, below = kept[place - 1][1], kept[place + 1][1]
    return text[:1].isupper() and finished(above) and len(below) > 80 and len(above) > 80


def _blocks(line: Line, text: str, alone: bool, heading: bool) -> list[Block]:
    if heading:
        return [Block("subhead", text)]
    if line.bullet and not alone:
        return [Block("item", without_bullet(text))]
    if not alone and len(text) <= _LONG:
        return [Block("paragraph", text)]
    return _run_blocks(text)


def _run_blocks(text: str) -> list[Block]:
    """Return one long line as paragraphs, subheads in capitals between its sentences apart."""
    blocks: list[Block] = []
    pending: list[str] = []
    for part in sentences(text):
        match = _RUN_SUBHEAD.match(part) if blocks or pending else None
        text_at = 0
        if match and len(match[0]) >= 12:
            blocks += [Block("paragraph", p) for p in paragraphs(joined(pending))]
            blocks.append(Block("subhead", match[0]))
            pending = []
            text_at = match.end()
        pending.append(part[text_at:].strip())
    return blocks + [Block("paragraph", p) for p in paragraphs(joined(pending))]
