"""Which of several captures of one article has the text to print.

What is much shorter than the longest is a stub: a summary in a feed, the free beginning of an
article that is sold. Of the full texts the newest is printed, because an article under one
address that has changed is an update. Where it says about the same as another one, the form that
kept more of the page goes first (links, subheads, quotes, tables): it is the same text less
flattened. A text dump, which has neither address nor id, has the page around the article in it
as well, and is printed where nothing else is full.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.intake.likeness import same_outlet, shingles
from broadsheet.intake.sighting import Sighting
from broadsheet.model import Article, LinkedBlock, When, chronology

_LONGER = 1.2  # a text without address and id replaces another one only when it is so much longer
_FULL = 0.6  # of the longest text's words; what has fewer is a stub
_EQUAL = 0.8  # of the shorter text's runs of words that a text which says the same has
_ABOUT = 1.25  # in length


def best(members: Sequence[Sighting]) -> Sighting:
    """Return the member whose title and text are the article's; members are in their order."""
    first = longest(members)
    if not any(member.keys for member in members):
        return first
    own = [one for one in members if is_kin(one, first)]
    most = max(one.words for one in own)
    full = [one for one in own if one.words >= _FULL * most]
    known = _current([one for one in full if one.keys])
    return _richest(known) if known else longest(full)


def longest(members: Sequence[Sighting]) -> Sighting:
    """Return the first member, or a later one that is much longer."""
    base = members[0]
    for other in members[1:]:
        if other.words > _LONGER * base.words:
            base = other
    return base


def is_kin(one: Sighting, other: Sighting) -> bool:
    """Return whether two captures are of one outlet's article, not of one text at two outlets."""
    agree = any(key in other.keys for key in one.keys)
    return agree or same_outlet(one.clipping.source, other.clipping.source)


def is_newer(new: Article, old: Article) -> bool:
    """Return whether the newer of two versions is surely the first one."""
    if new.lastmod and old.lastmod and new.lastmod != old.lastmod:
        return chronology(new.lastmod) > chronology(old.lastmod)
    times = [one.captured if one.captured_basis != "file" else None for one in (new, old)]
    return times[0] is not None and times[1] is not None and _is_later(times[0], times[1])


def is_full(text: int, other: int) -> bool:
    """Return whether a text of so many words is no stub of another one."""
    return text >= _FULL * other


def _is_later(one: When, other: When) -> bool:
    return one != other and chronology(one) > chronology(other)


def _current(full: Sequence[Sighting]) -> list[Sighting]:
    """Return the versions that nobody declares to be outdated."""
    changed = [chronology(c.updated) for one in full if (c := one.clipping).updated]
    last = max(changed, default="")
    whens = [(one, one.clipping.updated) for one in full]
    return [one for one, when in whens if when is None or chronology(when) >= last]


def _richest(known: Sequence[Sighting]) -> Sighting:
    newest = max(known, key=_version)
    same = [one for one in known if one is newest or _says_the_same(one, newest)]
    most = max(map(_riches, same))
    chosen = max((one for one in same if _riches(one) == most), key=_version)
    return next(one for one in known if _as_printed(one) == _as_printed(chosen))


def _version(one: Sighting) -> tuple[str, str, int, int]:
    """Return the order of versions; a file's own time is another one in every clone, and none."""
    c = one.clipping
    when = c.captured if c.captured_basis != "file" else c.updated
    return chronology(when) if when else "", c.seed, c.span.first, c.span.last


def _as_printed(one: Sighting) -> tuple[str, object]:
    return one.clipping.title, one.clipping.body


def _says_the_same(one: Sighting, other: Sighting) -> bool:
    if one.text == other.text:
        return True
    fewer, more = sorted((one.words, other.words))
    a, b = shingles(one.text), shingles(other.text)
    return more <= _ABOUT * fewer and len(a & b) >= _EQUAL * min(len(a), len(b))


def _riches(one: Sighting) -> int:
    """Return how many sorts of things beside paragraphs a text has kept."""
    body = one.clipping.body
    links = any(isinstance(block, LinkedBlock) and block.links for block in body)
    return links + len({block.kind for block in body} - {"paragraph"})
