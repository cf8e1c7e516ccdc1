"""A page's body without what is no text of it: its headline again, notes, credits, promotion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet import dates
from broadsheet.clip import phrases
from broadsheet.clip.forms import beside
from broadsheet.clip.lines import byline, key
from broadsheet.model import Block

_HEAD = 4  # blocks at the beginning among which headline, byline and time may stand
_LONGEST = 160


@dataclass(slots=True)
class Cleaned:
    """What is left of a body, and what was taken from it: (text, reason)."""

    blocks: list[Block] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    dropped: list[tuple[str, str]] = field(default_factory=list)


def cleaned(blocks: Sequence[Block], title: str, authors: Sequence[str]) -> Cleaned:
    """Return a body without its headline, byline, credits, keywords and phrases of furniture."""
    made = Cleaned()
    names = {key(name) for name in authors}
    heading = key(title)
    last = beside.end(blocks)
    for block in blocks[:last]:
        if block.kind in ("code", "row"):
            made.blocks.append(block)
            continue
        reason = _noise(block, heading, names, made)
        if reason:
            made.dropped.append((block.text[:300], reason))
        else:
            made.blocks.append(block)
    while made.blocks and made.blocks[-1].kind == "subhead":
        made.dropped.append((made.blocks.pop().text[:300], "heads nothing"))
    made.dropped += [(block.text[:300], "below the article") for block in blocks[last:]]
    return made


def _noise(block: Block, heading: str, names: set[str], made: Cleaned) -> str | None:
    """Return why a block is no part of the text, None where it is."""
    text = block.text
    if reason := beside.reason(block):
        return reason
    if beside.is_link(block):
        return "leads to another page"
    if len(text) > _LONGEST:
        return None
    if len(made.blocks) < _HEAD:
        if heading and key(text) == heading:
            return "the headline again"
        if reason := _signature(text, names, made):
            return reason
    if words := phrases.keywords(text):
        made.keywords += words
        return "keywords"
    if block.kind == "paragraph" and phrases.credit(text):
        made.credits.append(text)
        return "credit"
    return phrases.noise(text)


def _signature(text: str, names: set[str], made: Cleaned) -> str | None:
    if (signed := byline(text)) or key(text) in names:
        made.authors = made.authors or signed
        return "byline"
    return "time" if len(text) < 80 and dates.printed(text) is not None else None
