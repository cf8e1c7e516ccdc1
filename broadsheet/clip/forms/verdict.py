"""Whether repeated blocks are articles of their own, or the parts of one. Doubt says: of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from broadsheet.clip.forms.colophon import reason
from broadsheet.clip.forms.headlines import Survey, text
from broadsheet.clip.forms.particulars import Particulars
from broadsheet.clip.forms.tree import Element

_TEASER = 40  # characters: no less is a text
_PARAGRAPH = 80
_MOST_OF = 0.7
_INTRODUCTION = 500  # characters of text before the first block in a page that says it is one
_LONG_INTRODUCTION = 1200
_LARGER = 3  # times the usual text: that of the article which the others stand beside
_PARAGRAPHS = 5  # before the first block: more are an article
_FULL = 300
_LIVE = re.compile(r"LiveBlogPosting|class=[\"'][^\"'<>]{0,200}\blive-?blog", re.IGNORECASE)
_LIVE_WORDS = re.compile(
    r"\b(?:live ?blog|live updates?|as it happen(?:s|ed)|minute[ -]by[ -]minute|live:|liveticker"
    r"|en direct|en vivo|minuto a minuto|ao vivo|in diretta)(?!\w)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<(?:title|h1)\b[^<>]{0,400}>([^<]{0,300})", re.IGNORECASE)
_ONE = re.compile(
    r"<meta[^<>]{0,300}?og:type[\"'][^<>]{0,100}?content=[\"']article"
    r"|<meta[^<>]{0,100}?content=[\"']article[\"'][^<>]{0,100}?og:type",
    re.IGNORECASE,
)
_ONE_TYPED = re.compile(
    r"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"(?:\w{0,30}NewsArticle|Article|BlogPosting|Report)\""
)
_NUMBERED = re.compile(r"(?:#|no\. ?)?\d{1,3}[.):]\s", re.IGNORECASE)
_ASKED = re.compile(r"[?？]$")


@dataclass(frozen=True, slots=True)
class Around:
    """The text outside the blocks: characters and paragraphs before the first, and in all."""

    before: int = 0
    paragraphs: int = 0
    outside: int = 0


def is_live(html: str) -> bool:
    """Tell whether a document calls itself a live blog."""
    return _LIVE.search(html[:2_000_000]) is not None or any(
        _LIVE_WORDS.search(title) for title in _TITLE.findall(html[:200_000])
    )


def is_declared_one(html: str) -> bool:
    """Tell whether a document declares that it is one article."""
    head = html[:500_000]
    return _ONE.search(head) is not None or len(_ONE_TYPED.findall(head)) == 1


def around(regions: Sequence[Sequence[Element]], seen: Survey) -> Around:
    """Return how much running text stands outside the regions, and before the first of them."""
    inside = {one for region in regions for element in region for one in element.iter()}
    first = seen.order[regions[0][0]] if regions else 0
    before = paragraphs = outside = 0
    for element in seen.elements:
        look = seen.looks[element]
        if element in inside or look.size < _PARAGRAPH or not look.leaf:
            continue
        if _is_inside_leaf(element, seen) or look.linked * 2 > look.size or reason(text(element)):
            continue
        outside += look.size
        if seen.order[element] < first:
            before += look.size
            paragraphs += 1
    return Around(before, paragraphs, outside)


def _is_inside_leaf(element: Element, seen: Survey) -> bool:
    above = element.getparent()
    return above is not None and above in seen.looks and seen.looks[above].leaf


def are_articles(parts: Sequence[Particulars], around: Around, declared: bool) -> bool:
    """Tell whether blocks of one look are articles, by what most of them have of their own."""
    told = [one for one in parts if one.prose >= _TEASER]
    if len(told) < 2 or len(told) < 0.6 * len(parts):
        return False
    if len(told) < 3 and not all(one.article or one.prose >= _FULL for one in told):
        return False
    if not _are_headlines(told) or not _are_signed(told):
        return False
    return not _is_beside(told, around, declared)


def _are_headlines(told: Sequence[Particulars]) -> bool:
    """Tell whether titles read like headlines: wordy, different, not numbered, not for sale."""
    titles = [one.title for one in told]
    if len(set(titles)) < 0.9 * len(titles):
        return False
    words = median(max(len(title.split()), len(title) // 8) for title in titles)
    asked = sum(_ASKED.search(title) is not None for title in titles)
    numbered = sum(_NUMBERED.match(title) is not None for title in titles)
    priced = sum(one.priced and one.prose < _FULL for one in told)
    most = _MOST_OF * len(told)
    return words >= 4 and numbered < most and asked < most and priced < most


def _are_signed(told: Sequence[Particulars]) -> bool:
    """Tell whether most blocks have an address, or a time and an author, of their own."""
    most = _MOST_OF * len(told)
    headed = {one.url for one in told if one.headed and one.url}
    if len(headed) >= most:
        return True
    linked = {one.url for one in told if one.url}
    timed = [one for one in told if one.when and not one.clock]
    signed = [one for one in told if one.author]
    if len(timed) < most:
        return False
    apart = len({one.when for one in timed}) > 1
    full = median(one.prose for one in told) >= _FULL
    return len(linked) >= most or (len(signed) >= most and (apart or full)) or (apart and full)


def _is_beside(told: Sequence[Particulars], around: Around, declared: bool) -> bool:
    """Tell whether the blocks stand beside an article that is the page's own."""
    inside = sum(one.prose for one in told)
    largest = max(one.prose for one in told)
    usual = median(one.prose for one in told)
    if around.outside > inside or (2 * largest > inside and largest > _LARGER * usual):
        return True
    unlinked = [one.prose for one in told if not one.headed]
    if len(unlinked) * 2 < len(told) and max(unlinked, default=0) > 2 * usual:
        return True  # its own headline leads nowhere, those of the others do
    if len(told) == 2 and largest > _LARGER * min(one.prose for one in told):
        return True
    if declared and (around.before >= _INTRODUCTION or around.outside * 3 > inside):
        return True
    if around.before >= _LONG_INTRODUCTION and around.before >= 4 * usual:
        return True
    return around.paragraphs >= _PARAGRAPHS and usual < around.before / 2


def is_article(one: Particulars, parts: Sequence[Particulars]) -> bool:
    """Tell whether a block among articles is one itself."""
    return one.prose >= _TEASER and not one.sponsored and _NUMBERED.match(one.title) is None


def is_lead(one: Particulars) -> bool:
    """Tell whether a block of a look of its own is an article beside those that repeat."""
    wordy = max(len(one.title.split()), len(one.title) // 8) >= 4
    return wordy and one.prose >= _TEASER and not one.sponsored and reason(one.title) is None
