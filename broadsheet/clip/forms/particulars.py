"""What a repeated block says of itself: its link, its time, its author, how much it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from broadsheet import dates
from broadsheet.clip.forms.colophon import is_more, is_sponsor, reason
from broadsheet.clip.forms.headlines import INLINE, Survey, text
from broadsheet.clip.forms.markup import address
from broadsheet.clip.forms.tree import Element
from broadsheet.clip.lines import byline

MARK = "data-told"
_SHORT = 90  # characters of a line that may be a time or a byline
_LOOKED_AT = 24  # short lines of a block that are read
_PIECES = re.compile(r"\s*(?:[|·•]|\s[–—-]\s|\s{2,})\s*")
_BETWEEN = re.compile(r"[,;]\s*")
_BY = re.compile(r"(?:^|[\s_-])(?:by|byline|author|autor|auteur)s?(?=$|[\s_-])")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_PRICE = re.compile(r"[€$£¥]\s?\d|\d\s?(?:€|£|eur|usd|gbp)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What one block says: `headed` where the link is the headline's, `left` is not its text."""

    title: str
    url: str | None
    headed: bool
    when: str | None
    clock: bool
    author: str | None
    prose: int
    priced: bool
    sponsored: bool
    article: bool
    ending: str
    left: tuple[Element, ...]


def particulars(
    headline: Element, elements: Sequence[Element], seen: Survey, base: str | None
) -> Particulars:
    """Return what a block says of itself, given its headline and all its elements."""
    own = _around(headline, elements[0])
    url, headed = _link(headline, elements, base)
    when, author, left = _stamped(own, elements, seen)
    mores = [a for element in elements for a in element.iter("a") if is_more(text(a))]
    size = sum(seen.size(element) for element in elements)
    unsaid = sum(seen.size(one) for one in {headline, *left, *mores})
    return Particulars(
        title=_title(text(headline)),
        url=url,
        headed=headed,
        when=when,
        clock=when is not None and _CLOCK.fullmatch(when) is not None,
        author=author,
        prose=max(0, size - unsaid),
        priced=any(_PRICE.search(text(element)[:1000]) for element in elements),
        sponsored=_is_sponsored(elements),
        article=any(one.tag == "article" for one in own) or elements[0].tag == "article",
        ending=_ending(elements),
        left=(headline, *left, *mores),
    )


def _title(words: str) -> str:
    """Return a headline without the stop of one that opens its paragraph."""
    return words if words.endswith("..") else words.removesuffix(".")


def _around(headline: Element, top: Element) -> list[Element]:
    """Return the headline and the elements around it, up to the block's own."""
    found = [headline]
    while found[-1] is not top:
        above = found[-1].getparent()
        if above is None:
            break
        found.append(above)
    return found


def _link(
    headline: Element, elements: Sequence[Element], base: str | None
) -> tuple[str | None, bool]:
    """Return the address of a block, and whether its headline leads there."""
    above = headline
    for _ in range(6):
        if above.tag == "a" and (url := _elsewhere(above, base)):
            return url, True
        parent = above.getparent()
        if parent is None:
            break
        above = parent
    long = len(text(headline))
    for a in headline.iter("a"):
        if 2 * len(text(a)) >= long and (url := _elsewhere(a, base)):
            return url, True
    links = [a for element in elements for a in element.iter("a")]
    for a in links[:200]:
        if is_more(text(a)) and (url := _elsewhere(a, base)):
            return url, True
    urls = {url for a in links[:200] if (url := _elsewhere(a, base))}
    return (urls.pop() if len(urls) == 1 else None), False


def _elsewhere(a: Element, base: str | None) -> str | None:
    """Return where a link leads, or None where that is the document itself, or nobody's text."""
    url = address(a.get("href"), base)
    if (
        url is None
        or url.startswith("mailto:")
        or (base and urldefrag(url)[0] == urldefrag(base)[0])
    ):
        return None
    return url if urlsplit(url).path.strip("/") or urlsplit(url).query else None


def _stamped(
    own: Sequence[Element], elements: Sequence[Element], seen: Survey
) -> tuple[str | None, str | None, list[Element]]:
    """Return the time and the author that short lines give, and the elements that say no more."""
    when = author = None
    left: list[Element] = []
    for element in _short(own, elements, seen):
        words = text(element)
        pieces = [piece for piece in _PIECES.split(words) if piece]
        told = 0
        for piece in pieces:
            if name := _author(piece, element):
                author, told = author or name, told + 1
            elif found := _when(piece):
                when, told = when or found, told + 1
        told += sum(piece.strip().endswith("min read") for piece in pieces)
        if told and told == len(pieces):
            left.append(element)
        if when and author:
            break
    return when, author, left


def _short(own: Sequence[Element], elements: Sequence[Element], seen: Survey) -> list[Element]:
    found: list[Element] = []
    inside: set[Element] = set()
    for top in elements:
        for element in top.iter():
            if len(found) >= _LOOKED_AT:
                return found
            if element.getparent() in inside:
                inside.add(element)
                continue
            look = seen.looks.get(element)
            if look is None or element in own or not 3 <= look.size <= _SHORT or not look.leaf:
                continue
            if element.tag == "a" and is_more(text(element)):
                continue
            if element.tag in INLINE and element.tag not in ("span", "small", "em", "i", "font"):
                continue
            inside.add(element)
            found.append(element)
    return found


def _author(piece: str, element: Element) -> str | None:
    names = byline(piece)
    if names:
        return ", ".join(names)
    named = (element.get("class") or "")[:200].lower()
    if (_BY.search(named) or element.get("rel") == "author") and not any(map(str.isdigit, piece)):
        names = byline(f"By {piece}")
    return ", ".join(names) or None


def _when(piece: str) -> str | None:
    """Return the time that a piece of a line is, perhaps with a comma and more behind it."""
    if not any(map(str.isdigit, piece)) and len(piece) > 20:
        return None
    if _CLOCK.fullmatch(piece):
        return piece
    if dates.printed(piece):
        return piece
    head, _, _ = piece.rpartition(", ")
    return head if head and any(map(str.isdigit, head)) and dates.printed(head) else None


def _is_sponsored(elements: Sequence[Element]) -> bool:
    """Tell whether a block is labelled as an advertisement, in it or just above."""
    above = elements[0].getprevious()
    if above is not None and isinstance(above.tag, str) and is_sponsor(text(above)[:200]):
        return True
    for element in elements:
        for number, one in enumerate(element.iter()):
            if number > 40:
                break
            if isinstance(one.tag, str) and is_sponsor((one.text or "").strip()[:200]):
                return True
    return False


def _ending(elements: Sequence[Element]) -> str:
    """Return the last words of a block."""
    for element in reversed(elements):
        pieces = [piece.strip() for piece in element.itertext()]
        said = [
            piece for piece in pieces if len(piece) > 8 and not is_more(piece) and not reason(piece)
        ]
        if said:
            return str(said[-1])
    return ""
