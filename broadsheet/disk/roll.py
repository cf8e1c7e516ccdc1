"""The roll: which of the published files are ours, kept among them.

The ledger knows them as well. Where it is lost (a fresh clone, a cleared folder), the roll tells
what we wrote from what a person put beside it. It goes by name, since bytes tell neither: a style
sheet made small names no maker, and a person may keep a copy of a page of ours. It stands where
readers can fetch it, so it holds digests: no address, and no name in one, can be read from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

ROLL = ".broadsheet.txt"
_HEAD = b"# Broadsheet: which files it published here"


def roll(paths: Iterable[str]) -> bytes:
    """Return the file that lists these paths: a digest a line, in order."""
    return b"\n".join((_HEAD, *sorted(map(_sign, paths)), b""))


def enrolled(data: bytes, paths: Iterable[str]) -> frozenset[str]:
    """Return those of some paths that a roll lists; none of a file that is no roll."""
    head, *signs = data.split(b"\n")
    listed = frozenset(signs) if head == _HEAD else frozenset()
    return frozenset(path for path in paths if _sign(path) in listed)


def _sign(path: str) -> bytes:
    return blake2b(path.encode(), digest_size=12).hexdigest().encode()
