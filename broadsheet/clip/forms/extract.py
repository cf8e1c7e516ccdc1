"""The text of a page's article, found among all that stands around it.

One extractor reads every page. A second, cheap one is asked whether it saw the same words; only
where it did not, two others are made. Where one of these holds the other, the shorter is taken,
for what the longer has besides is furniture; else the one that agrees best with the cheap one and
with the text that the page declares. Figures: `bench/pages.py`.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from lxml import etree

from broadsheet.clip.forms.markup import element_blocks
from broadsheet.clip.forms.tree import Element, tree
from broadsheet.model import Block

Words = Mapping[str, int]

_AGREED = 0.95  # share of words from which on two readings are one
_LOST = 0.3  # share of the first reading below which a second one may have lost the article
_HELD = 0.97  # share of a reading's words from which on another holds it
_KEPT = 0.65  # share of the longer reading that the shorter has left at least
_DECLARED = 80  # words of a declared text from which on it has a say, of two others
_MOST = 3_000_000  # characters of a page that several extractors are asked about
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]|\w+")
_NAMES = {
    **{"list": "ul", "item": "li", "row": "tr", "cell": "td", "quote": "blockquote"},
    **{"ref": "a", "lb": "br", "hi": "b", "del": "s", "graphic": "img", "head": "h2"},
}


def extracted(root: Element, html: str, base: str | None, told: str) -> list[Block]:
    """Return the blocks of a page's article, none where there is no text.

    `html` is the text that `root` was made of, no deeper than that; `told` is what the page
    declares as its text.
    """
    first = _read(root, base)
    if len(html) > _MOST:
        return first
    declared = _tally(told)
    heard = [(_tally(_glanced(html)), 1)]
    if sum(declared.values()) > _DECLARED:
        heard.append((declared, 2))
    if _is_agreed(_words(first), heard):
        return first
    second = _read(root, base, precise=True)
    if _is_lost(second, first, heard):
        second = first
    return _better(second, _readable(root, base), heard)


def _is_lost(precise: list[Block], first: list[Block], heard: list[tuple[Words, int]]) -> bool:
    """Tell whether the reading that leaves out more has left out the article."""
    sizes = [sum(_words(blocks).values()) for blocks in (precise, first)]
    return sizes[0] < _LOST * sizes[1] and _weight(precise, heard) <= _weight(first, heard)


def _better(one: list[Block], other: list[Block], heard: list[tuple[Words, int]]) -> list[Block]:
    """Return the reading that is heard more of; where one holds the other, the shorter.

    What the longer has besides is then furniture, unless the shorter lost a third of it.
    """
    words, others = _words(one), _words(other)
    if len(heard) == 1:
        for inner, outer, shorter in ((words, others, one), (others, words, other)):
            share = sum(inner.values()) / max(1, sum(outer.values()))
            if _KEPT < share <= 1 and _held(inner, outer) >= _HELD:
                return shorter
    return max((one, other), key=lambda blocks: _weight(blocks, heard))


def _held(inner: Words, outer: Words) -> float:
    """Return the share of a text's words that another text has too, 0 to 1."""
    shared = sum(min(count, outer.get(word, 0)) for word, count in inner.items())
    return shared / max(1, sum(inner.values()))


def _weight(blocks: list[Block], heard: Iterable[tuple[Words, int]]) -> float:
    words = _words(blocks)
    return sum(times * agreement(words, other) for other, times in heard)


def _is_agreed(words: Words, heard: Iterable[tuple[Words, int]]) -> bool:
    return any(agreement(words, other) >= _AGREED for other, _ in heard)


def agreement(one: Words, other: Words) -> float:
    """Return the share of words that two texts have in common, 0 to 1 (Dice, with counts)."""
    shared = sum(min(count, other.get(word, 0)) for word, count in one.items())
    whole = sum(one.values()) + sum(other.values())
    return 2 * shared / whole if whole else 0.0


def _words(blocks: Iterable[Block]) -> Words:
    return _tally("\n".join(block.text for block in blocks))


def _tally(text: str) -> Words:
    return Counter(_WORD.findall(text.lower()))


# ---- the extractors ---------------------------------------------------------------------------


@cache
def _trafilatura(precise: bool) -> tuple[Any, Any]:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction
    from trafilatura.settings import Extractor

    options = Extractor(
        precision=precise, comments=False, formatting=True, links=True, with_metadata=False
    )
    return bare_extraction, options


def _read(root: Element, base: str | None, precise: bool = False) -> list[Block]:
    """Return what trafilatura takes for the article."""
    extraction, options = _trafilatura(precise)
    try:
        document = extraction(deepcopy(root), options=options)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, etree.LxmlError):
        return []
    body = getattr(document, "body", None)
    return [] if body is None else element_blocks(_as_html(body), base)


def _as_html(body: Element) -> Element:
    for element in body.iter(etree.Element):
        if element.tag == "list" and element.get("rend") == "ol":
            element.tag = "ol"
        elif element.tag == "head":
            rend = element.get("rend") or ""
            element.tag = rend if re.fullmatch(r"h[1-6]", rend) else "h2"
        elif name := _NAMES.get(str(element.tag)):
            element.tag = name
        if target := element.get("target"):
            element.set("href", target)
    return body


def _readable(root: Element, base: str | None) -> list[Block]:
    """Return what the scores of readability take for the article."""
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    from readability import Document
    from readability.readability import Unparseable

    source = etree.tostring(root, encoding="unicode", method="html")
    try:
        found = tree(Document(source).summary(html_partial=True))
    except (Unparseable, ValueError, TypeError, AttributeError, KeyError, etree.LxmlError):
        return []
    read = [] if found is None else element_blocks(found, base)
    return [block for block in read if block.kind != "caption"]


def _glanced(html: str) -> str:
    """Return what resiliparse takes for the article, as plain text."""
    from resiliparse.extract.html2text import extract_plain_text

    try:
        return str(extract_plain_text(html, main_content=True, alt_texts=False))
    except (ValueError, RuntimeError):
        return ""
