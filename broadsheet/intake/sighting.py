"""A clipping as ingest sees it: what was found out about it, and what it is known again by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from broadsheet.fingerprint import fingerprint
from broadsheet.intake.addresses import address_key, ident_key
from broadsheet.intake.likeness import shingles, simhash, title_key
from broadsheet.model import Annotations, Clipping, chronology


@dataclass(frozen=True)
class Sighting:
    """A clipping, what was found out about it, and what it is known again by."""

    clipping: Clipping
    annotations: Annotations
    title: str  # the key of the title
    whole: str  # the fingerprint of all that the clipping itself says
    text: str
    address: str = ""  # the key of its address
    ident: str = ""  # the key of what its publisher calls it

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what it is known by from outside, the surest first."""
        return tuple(dict.fromkeys(key for key in (self.address, self.ident) if key))

    @property
    def place(self) -> str:
        return f"{self.clipping.seed}#{self.clipping.span}"

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def bits(self) -> int | None:
        """The simhash of the text, worked out when it is first asked for; None without words."""
        return simhash(self.text)

    @cached_property
    def shingles(self) -> frozenset[int]:
        return shingles(self.text)


def sighting(clipping: Clipping, annotations: Annotations) -> Sighting:
    """Return the clipping as a sighting. Its captured time has no part in what it is known by."""
    c = clipping
    said: tuple[object, ...]
    said = (c.title, c.body, c.source, c.agency, c.authors, c.when, c.dateline, c.url)
    if c.ident or c.updated or c.summary:
        said = (*said, c.ident, c.updated, c.summary)
    return Sighting(
        clipping,
        annotations,
        title=title_key(c.title),
        whole=fingerprint(said)[:16],
        text="\n".join(block.text for block in c.body),
        address=address_key(c.url),
        ident=ident_key(c.ident, c.url, c.source),
    )


def order(sighting: Sighting) -> tuple[str, str, int, int]:
    """Return the order of captures: by capture time, seed and lines.

    A time that is only the file's own stands after all others, unread: it is another one in
    every clone.
    """
    c = sighting.clipping
    known = c.captured is not None and c.captured_basis != "file"
    when = f"0{chronology(c.captured)}" if known and c.captured else "1"
    return when, c.seed, c.span.first, c.span.last
