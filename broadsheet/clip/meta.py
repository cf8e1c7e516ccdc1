"""What a line of an unknown page is by itself: a time, a byline, an outlet, a link, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.clip import phrases, stamp
from broadsheet.clip.lines import byline, finished, without_bullet
from broadsheet.dates import Printed
from broadsheet.text import folded

_READING = re.compile(
    r"(?:reading time:? ?|lesezeit:? ?|estimated reading time:? ?)?(?:about |less than"
    r" )?(?:a|\d{1,3}) ?"
    r"(?:-? ?(?:min|mins|minute|minutes|minuten|minutos)\.?)(?:[ -](?:read|reading|to read"
    r"|lesezeit|de lectura|de lecture))?"
)
_SOURCE = re.compile(
    r"(?:source|sources|quelle|fuente|fonte|sumber|via|from|المصدر|来源|來源|出典)\s?[::]\s?(.{2,80})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|·•‧–—/-]\s+|\s?[|·•‧]\s?|,\s(?=[^\W\d_])")
_BAR = re.compile(r"[|·•‧]")
_PLACE = re.compile(
    r"(.{2,80}?)(?: (?:in|at|on|from) |, (?=[^\W\d_]+$|[^a-z]+$))([A-Z][\w .'’-]{2,40})"
)
_ADDRESS = re.compile(
    r"(?:(?:link|url|read at|original|permalink)\s?:\s?)?<?(https?://[^\s<>]{4,500})>?", re.I
)
_SECTION_WORDS = """
world national nation local politics business economy markets finance money sport sports football
cricket culture arts entertainment lifestyle life health science technology tech environment
climate weather education opinion travel food property crime courts law society regional news
general international metro features energy religion history nature property jobs motoring media
music film books theatre style fashion beauty family money defence security transport agriculture
"""
SECTIONS = frozenset(_SECTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Meta:
    """What a line says of an article besides its text."""

    printed: Printed | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    section: str | None = None
    place: str | None = None
    url: str | None = None
    closing: bool = False

    def joined(self, other: Meta) -> Meta:
        """Return this with what it lacks taken from another line of the same article."""
        return replace(
            self,
            printed=self.printed or other.printed,
            outlet=self.outlet or other.outlet,
            authors=self.authors or other.authors,
            agency=self.agency or other.agency,
            section=self.section or other.section,
            place=self.place or other.place,
            url=self.url or other.url,
            closing=self.closing or other.closing,
        )


NO_META = Meta()


def meta(text: str) -> Meta | None:
    """Return what a line that is no text says of its article; None for text."""
    text = text.strip("*_# ")
    address = _ADDRESS.fullmatch(text) if "://" in text else None
    if address:
        return Meta(url=address[1])
    if len(text) > 160:
        return None
    return _sourced(text) or _single(text) or _several(text)


def label(text: str) -> Meta:
    """Return a short line beside a time as the outlet, wire or section that it names."""
    name = without_bullet(text).strip(" |·•:")
    wire = phrases.agency(name)
    if wire:
        return Meta(outlet=name, agency=wire)
    if all(word in SECTIONS | {"&", "and"} for word in folded(name).split()):
        return Meta(section=name)
    return Meta(outlet=name)


def _sourced(text: str) -> Meta | None:
    match = _SOURCE.fullmatch(text)
    if match is None:
        return None
    rest = match[1].strip()
    dated = stamp.separated(rest)
    name, printed = dated if dated else (rest, stamp.stamp(rest))
    outlet = None if printed and not dated else name.strip(" .()")
    return Meta(printed, outlet, agency=phrases.agency(outlet or ""), closing=True)


def _single(text: str) -> Meta | None:
    printed = stamp.stamp(text)
    if printed is not None:
        return Meta(printed)
    if _READING.fullmatch(folded(text)):
        return Meta()
    if _BAR.search(text):
        return None
    placed = _PLACE.fullmatch(text)
    if placed and (authors := byline(placed[1])):
        place = placed[2]
        return Meta(authors=authors, place=place.title() if place.isupper() else place)
    authors = byline(text)
    return Meta(authors=authors) if authors else None


def _several(text: str) -> Meta | None:
    """Read `Outlet | 3 min read | 29 July 2025`: known parts, and short names between them."""
    if finished(text) and not text.endswith((".", "!")):
        return None
    dated = stamp.separated(text)
    parts = [part for part in _BETWEEN.split(text) if part and part.strip()]
    if dated is None and len(parts) < 2:
        return None
    best = _parts(parts) if len(parts) > 1 else None
    if best is None and dated is not None:
        prefix = _parts([dated[0]], named=True)
        best = prefix.joined(Meta(dated[1])) if prefix else None
    return best


def _parts(parts: list[str], named: bool = False) -> Meta | None:
    whole = Meta()
    for part in parts:
        known = _single(part)
        if known is not None:
            named = True
            whole = whole.joined(known)
        elif len(part) <= 40 and len(part.split()) <= 5 and not finished(part):
            whole = whole.joined(label(part))
        else:
            return None
    return whole if named else None


def gathered(metas: Sequence[Meta]) -> Meta:
    whole = Meta()
    for one in metas:
        whole = whole.joined(one)
    return whole
