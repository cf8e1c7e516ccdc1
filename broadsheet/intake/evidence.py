"""Whether two clippings with one address, or one id, tell of the same at all.

Addresses are used again, and some ids are of a whole feed. So titles or texts must have
something in common; how little is enough, because a text that was written anew is an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from broadsheet.intake.addresses import scope
from broadsheet.intake.likeness import shingles
from broadsheet.intake.sighting import Sighting
from broadsheet.text import folded, words

_LOOKED_AT = 8_000  # characters of a text
_HALF = 0.5  # of a shorter title's words, or of a teaser's, that the other one has
_TOLD = 0.6  # of a title's words that the other text has
_QUOTED = 0.15  # of a text's runs of words that a version written anew still has
_TEASER = 80  # words of a text that only sums up another one
_TWIN = 0.9  # of all runs of words of two texts: nothing but a slip was mended
_FEW = 3  # terms below which nothing is told from them
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,200}")


def same_title(one: str, other: str) -> bool:
    """Return whether two titles have half of their words in common."""
    a, b = terms(one), terms(other)
    if not a or not b:
        return folded(one) == folded(other)
    return len(a & b) >= max(_HALF * min(len(a), len(b)), min(2, len(a), len(b)))


def same_matter(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether of two (title, text) one tells what the other one is about."""
    return _is_headed(one, other) or _is_headed(other, one) or is_version(one[1], other[1])


def is_version(one: str, other: str) -> bool:
    """Return whether one text may be the other one written anew, or its summary."""
    if not one or not other:
        return False
    return is_teaser(one, other) or _shared(one, other) >= _QUOTED


def is_teaser(one: str, other: str) -> bool:
    """Return whether the shorter text is so short, and so near the longer, as to sum it up."""
    few, many = sorted((terms(one), terms(other)), key=len)
    is_short = min(len(one.split()), len(other.split())) <= _TEASER
    return is_short and len(few) >= 2 * _FEW and len(few & many) >= _HALF * len(few)


def is_twin(one: str, other: str) -> bool:
    """Return whether two texts are the same but for slips."""
    a, b = shingles(one), shingles(other)
    return bool(a) and len(a & b) >= _TWIN * len(a | b)


def clash(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether keys of one kind speak against one article: one publisher, two names."""
    known = set(theirs)
    mine = [key for key in ours if scope(key)]
    if not known or not mine or any(key in known for key in mine):
        return False
    scopes = {scope(key) for key in known}
    return any(scope(key) in scopes for key in mine)


def lone(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return the sightings, without keys that in one capture stand at things of different kinds.

    Such a key is that of the page, of the feed, of the message that holds them all.
    """
    every = list(sightings)
    first: dict[tuple[str, str], Sighting] = {}
    shared: set[tuple[str, str]] = set()
    for one in every:
        for key in one.keys:
            other = first.setdefault((one.clipping.seed, key), one)
            if other is not one and (one.clipping.seed, key) not in shared and _are_two(one, other):
                shared.add((one.clipping.seed, key))
    return [_without(one, shared) for one in every] if shared else every


def _are_two(one: Sighting, other: Sighting) -> bool:
    a, b = ((each.clipping.title, each.text) for each in (one, other))
    return one.title != other.title and not same_title(a[0], b[0]) and not same_matter(a, b)


def _without(one: Sighting, shared: set[tuple[str, str]]) -> Sighting:
    seed = one.clipping.seed
    address = "" if (seed, one.address) in shared else one.address
    ident = "" if (seed, one.ident) in shared else one.ident
    if (address, ident) == (one.address, one.ident):
        return one
    return replace(one, address=address, ident=ident)


def _is_headed(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether the first one's title says what the other one tells."""
    said = terms(one[0])
    return len(said) >= _FEW and len(said & terms(f"{other[0]}\n{other[1]}")) >= _TOLD * len(said)


def _shared(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / max(1, min(len(a), len(b)))


@lru_cache(maxsize=1024)
def terms(text: str) -> frozenset[str]:
    """Return the words that say something; of scripts without blanks, each two letters."""
    text = text[:_LOOKED_AT]
    found = {word for word in words(text) if len(word) > 3}
    if not text.isascii():
        for run in _DENSE.findall(text):
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)
