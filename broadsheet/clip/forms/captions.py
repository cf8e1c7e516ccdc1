"""The captions of an article's pictures, which extractors pass over, put back in their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.clip.forms.markup import hidden, said
from broadsheet.clip.forms.tree import Element
from broadsheet.clip.phrases import credit
from broadsheet.model import Block
from broadsheet.text import squeezed

_MOST = 40
_SHORTEST = 14  # characters: less names who took a picture
_LONGEST = 400
_OPENING = 40  # characters by which a paragraph is known again
_SENTENCE = re.compile(
    r"\A.{30,}?[a-zà-öø-ÿ\u0370-\u04ff\u0590-\u06ff\d”\"’)][.!?](?=\s|\Z)"
    r"|\A.{12,}?[\u3040-\u9fff\uac00-\ud7a3」”][。！？]",
    re.DOTALL,
)


def captioned(blocks: Sequence[Block], root: Element) -> list[Block]:
    """Return the blocks with the captions that stand among them: whole sentences, not credits.

    A caption goes behind the last block before it. Those before the first block and behind the
    last belong to other things, or to the picture at the head, which no text goes with.
    """
    if next(root.iter("figcaption"), None) is None:
        return list(blocks)
    places: dict[str, int] = {}
    for number, block in enumerate(blocks):
        places.setdefault(_opening(block.text), number)
    known = {block.text for block in blocks if block.kind == "caption"}
    behind: dict[int, list[Block]] = {}
    last = -1
    for element in root.iter("p", "h2", "h3", "li", "figcaption"):
        if element.tag != "figcaption":
            last = max(last, places.get(_opening(said(element)), -1))
            continue
        text = _told(element)
        if text and text not in known and 0 <= last < len(blocks) - 1 and len(known) < _MOST:
            known.add(text)
            behind.setdefault(last, []).append(Block("caption", text))
    return [one for n, block in enumerate(blocks) for one in (block, *behind.get(n, ()))]


def _opening(text: str) -> str:
    return squeezed(text)[:_OPENING]


def _told(caption: Element) -> str:
    """Return the sentences of a caption, "" where it is none, or only a credit."""
    text = said(caption)
    if not _SHORTEST <= len(text) <= _LONGEST or hidden(caption) or credit(text):
        return ""
    found = _SENTENCE.match(text)
    return found[0] if found else ""
