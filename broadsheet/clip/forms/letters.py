"""The text of a letter, whatever it was written in: its blocks, and what is no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from broadsheet.clip.forms import colophon
from broadsheet.clip.forms.forwarded import Forwarded, forwarded
from broadsheet.clip.forms.headlines import INLINE, ends_line, headlines, survey, unseen
from broadsheet.clip.forms.tracking import is_counter, unwrapped
from broadsheet.clip.forms.tree import Element, tree
from broadsheet.clip.lines import byline, key
from broadsheet.dates import printed
from broadsheet.model import Block, LinkedBlock

_TOP = 6  # blocks at the top among which a date and a byline may stand
_SHORT = 90
_AFTER_LABEL = 2  # blocks of an advertisement below its label
_AD_LENGTH = 600
_MOST_LINES = 400  # lines of a letter among which the headers of a forwarded one are looked for
_LIST_LINKS = re.compile(r"(?:[^|·•/]{2,30}[|·•/]\s*)+[^|·•/]{2,30}")


@dataclass(slots=True)
class Read:
    """What is left of a text: its blocks, its byline and time, and what was left out and why."""

    blocks: list[Block] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    when: str | None = None
    more: str | None = None  # where the text goes on
    browser: str | None = None  # where it can be read on the web
    dropped: list[tuple[str, str]] = field(default_factory=list)


def page(html: str, sent_on: bool) -> tuple[Element | None, Forwarded | None, bool]:
    """Return an HTML letter as a tree without hidden things and without what a forwarder added.

    The last value tells whether the tree was changed in its text, so that lines no longer count.
    """
    root = tree(html)
    if root is None:
        return None, None, False
    etree.strip_tags(root, etree.Comment)
    for element in [one for one in root.iter() if isinstance(one.tag, str) and unseen(one)]:
        if element.getparent() is not None:
            element.drop_tree()
    lines, nodes = _lines(root)
    found = forwarded(lines, sent_on)
    if found:
        _emptied(nodes, found.last)
    return root, found, found is not None


def mark_subheads(root: Element) -> None:
    """Make headings of the lines that only look like them, as those of letters do."""
    for headline in headlines(survey(root)):
        heading, _, big, bold, _ = headline.style
        if not heading and (big or bold) and ends_line(headline.element):
            headline.element.tag = "h3"


def _lines(root: Element) -> tuple[list[str], list[list[tuple[Element, bool]]]]:
    """Return the first lines of a letter as they are shown, and the texts that each is made of."""
    lines: list[str] = [""]
    nodes: list[list[tuple[Element, bool]]] = [[]]

    def turn() -> None:
        if lines[-1].strip():
            lines.append("")
            nodes.append([])

    def say(text: str | None, element: Element, tail: bool) -> None:
        if text:
            lines[-1] = f"{lines[-1]}{text}"[:2000]
            nodes[-1].append((element, tail))

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if len(lines) > _MOST_LINES:
            break
        if element.tag not in INLINE:
            turn()
        if event == "start" and element.tag not in ("head", "title"):
            say(element.text, element, False)
        elif event == "end":
            say(element.tail, element, True)
    return [" ".join(line.split()) for line in lines], nodes


def _emptied(nodes: Sequence[Sequence[tuple[Element, bool]]], last: int) -> None:
    for line in nodes[: last + 1]:
        for element, tail in line:
            if tail:
                element.tail = " "
            else:
                element.text = " "


def read(blocks: Sequence[Block], title: str, digest: bool = False) -> Read:
    """Return blocks without what letters print around a text; links as they were before counting.

    `digest` says that they are one article of several: nothing then ends the whole letter.
    """
    found = Read()
    end = _end(blocks) if not digest else len(blocks)
    skip = 0
    for number, block in enumerate(blocks):
        reason = (
            "after the end of the letter" if number > end else _reason(block, found, title, number)
        )
        if reason is None and skip and block.kind != "subhead" and len(block.text) <= _AD_LENGTH:
            reason, skip = "advertisement", skip - 1
        if reason is None:
            skip = 0
            found.blocks.append(cleaned(block))
        else:
            skip = _AFTER_LABEL if colophon.is_sponsor(block.text) else skip
            found.dropped.append((block.text[:300], reason))
    return found


def _end(blocks: Sequence[Block]) -> int:
    """Return at which block a letter's own end begins; its number of blocks where none does."""
    from_here = min(len(blocks) * 3 // 5, max(0, len(blocks) - 3))
    for number in range(from_here, len(blocks)):
        if colophon.is_end(blocks[number].text):
            posted = number > from_here and colophon.is_postal(blocks[number - 1].text)
            return number - 2 if posted else number - 1
    return len(blocks)


def _reason(block: Block, found: Read, title: str, number: int) -> str | None:
    """Return why a block is no part of the text, and take from it what it tells."""
    text = block.text
    reason = colophon.reason(text)
    urls = [link.url for link in block.links] if isinstance(block, LinkedBlock) else []
    if reason:
        if reason == "view in browser" and len(urls) == 1:
            found.browser = unwrapped(urls[0])
        return reason
    if colophon.is_more(text) and len(text) < 60:
        found.more = found.more or (unwrapped(urls[0]) if len(urls) == 1 else None)
        return "link to the rest"
    if number < _TOP and len(text) <= 300 and key(text) == key(title):
        return "the title once more"
    if len(urls) > 2 and len(text) < 200 and _LIST_LINKS.fullmatch(text):
        return "a row of links"
    return _signed(text, found) if not found.blocks[2:] and len(text) <= _SHORT else None


def _signed(text: str, found: Read) -> str | None:
    """Return that a line at the top is a byline or a time, or both, and keep what it says."""
    pieces = [piece.strip() for piece in re.split(r"[|·•]", text) if piece.strip()]
    told = 0
    for piece in pieces:
        if authors := byline(piece):
            found.authors = found.authors or authors
            told += 1
        elif printed(piece):
            found.when = found.when or piece
            told += 1
    return "byline and time" if told and told == len(pieces) else None


def cleaned(block: Block) -> Block:
    """Return a block whose links lead where they led before a service counted who follows them."""
    if not isinstance(block, LinkedBlock):
        return block
    return replace(block, links=tuple(replace(one, url=unwrapped(one.url)) for one in block.links))


def own_address(found: Read) -> str | None:
    """Return where a letter stands on the web, if an address says so that counts nobody."""
    for url in (found.browser, found.more):
        if url and not is_counter(url):
            return url
    return None
