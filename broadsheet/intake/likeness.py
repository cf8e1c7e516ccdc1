"""When two clippings are the same article: title, text and outlet, however they are spelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from broadsheet.fingerprint import fingerprint
from broadsheet.text import folded, words

_MOST_WORDS = 4000  # of a text that are looked at
_MASK = (1 << 64) - 1
_PRIMES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
# Bits of 64 in which two simhashes may differ. Unrelated texts differ in 32 of them, give or take
# 4: in 12 or less once in two million pairs, so that no article is lost in another.
_LIKE = 12
_SHARED = 0.6  # of the shorter text's shingles that the longer one must have
_GENERIC_WORDS = "the www com org net co uk ca au online news digital tv english edition"
_GENERIC = frozenset(_GENERIC_WORDS.split())
# For each value of a byte, its eight bits spread over eight lanes of 16 bits: sums of many
# hashes then need one addition for eight bits.
_LANES = [sum(((byte >> bit) & 1) << (16 * bit) for bit in range(8)) for byte in range(256)]


def title_key(title: str) -> str:
    """Return what titles are compared by: their words, whatever the case and punctuation."""
    return fingerprint(" ".join(words(title)) or folded(title))[:16]


@lru_cache(maxsize=50_000)
def _hashed(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _shingles(text: str) -> Iterator[int]:
    """Yield a 64-bit hash for each three words in a row; for a shorter text, one for all."""
    hashes = [_hashed(word) for word in words(text[: 40 * _MOST_WORDS])[:_MOST_WORDS]]
    if 0 < len(hashes) < 3:
        hashes += [0] * (3 - len(hashes))
    for three in zip(hashes, hashes[1:], hashes[2:], strict=False):
        yield sum(h * p for h, p in zip(three, _PRIMES, strict=True)) & _MASK


@lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[int]:
    """Return the set of a text's shingles."""
    return frozenset(_shingles(text))


def simhash(text: str) -> int | None:
    """Return 64 bits that differ little between texts that share most of their words in a row.

    None for a text without words. M. Charikar, "Similarity Estimation Techniques from Rounding
    Algorithms", 2002.
    """
    sums = [0] * 8
    count = 0
    for shingle in _shingles(text):
        count += 1
        for place, byte in enumerate(shingle.to_bytes(8, "big")):
            sums[place] += _LANES[byte]
    if not count:
        return None
    bits = 0
    for place in sums:
        for bit in range(7, -1, -1):
            bits = bits << 1 | (2 * (place >> (16 * bit) & 0xFFFF) > count)
    return bits


def like(a: int | None, b: int | None) -> bool:
    """Return whether two simhashes are surely of tellings of one text."""
    return a is not None and b is not None and (a ^ b).bit_count() <= _LIKE


def same_text(a: frozenset[int], b: frozenset[int]) -> bool:
    """Return whether of two texts one is, for the most part, in the other; given by shingles.

    A. Broder, "On the Resemblance and Containment of Documents", 1997. No text is in none.
    """
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= _SHARED * shorter


def same_outlet(a: str | None, b: str | None) -> bool:
    """Return whether two names may be of one outlet: `BBC`, `BBC News`; `SCMP`; or unknown."""
    if not a or not b:
        return True
    (one, short), (other, abbreviated) = _outlet(a), _outlet(b)
    return one == other or other in short or one in abbreviated


def _joined(name: Iterable[str]) -> str:
    name = list(name)
    return "".join(word for word in name if word not in _GENERIC) or "".join(name)


@lru_cache(maxsize=10_000)
def _outlet(name: str) -> tuple[str, frozenset[str]]:
    """Return an outlet's name without what is generic, and the initials that may stand for it."""
    said = words(name[:400])
    letters = "".join(word[0] for word in said) if len(said) > 1 else ""
    initials = (letters, letters.removeprefix("t"))
    return _joined(said), frozenset(short for short in initials if len(short) > 1)
