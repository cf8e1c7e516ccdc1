"""What a line of an unknown page is by itself: a time, a byline, an outlet, a link, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet import dates
from broadsheet.clip import phrases, stamp
from broadsheet.clip.lines import byline, finished, names, without_bullet
from broadsheet.dates import Printed
from broadsheet.text import folded

_READING = re.compile(
    r"(?:(?:tiempo |temps |tempo )?(?:de |di )?(?:lectura|lecture|leitura|lettura)(?: de)? ?:? ?"
    r"|reading time:? ?|lesezeit:? ?|estimated reading time:? ?)?(?:about |less than"
    r" )?(?:a|\d{1,3}) ?"
    r"(?:-? ?(?:min|mins|minute|minutes|minuten|minutos)\.?)(?:[ -](?:read|reading|to read"
    r"|lesezeit|de lectura|de lecture))?"
)
_SOURCE = re.compile(
    r"(?:source|sources|quelle|redaktion|fuente|fonte|sumber|via|from|المصدر|来源|來源|出典)"
    r"\s?[:：]\s?(.{2,80})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+[|·•‧–—/-]\s+|\s?[|·•‧]\s?|,\s(?=[^\W\d_])")
_BAR = re.compile(r"[|·•‧]")
_PLACE = re.compile(
    r"(.{2,80}?)(?: (?:in|at|on|from) |, (?=[^\W\d_]+$|[^a-z]+$))([A-Z][\w .'’-]{2,40})"
)
_NAMED = re.compile(
    r"([^\W\d_]\S{0,20}(?: [^\W\d_]\S{0,20}){1,3}),"
    r" ([A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2})"
)
_AGED = re.compile(
    r"(?:(?P<name>[^\W\d_].{0,50}?)? ?[/|·•–—-] ?)?(?P<age>\d{1,2} ?(?:m|h|hr|hrs|d|w))"
)
_COUNTS = re.compile(
    r"\d[\d,.]* ?[km]? ?(?:points?|comments?|votes?|upvotes?|likes?|views?|shares?|replies"
    r"|reactions?|reads?|clicks?)|hide|save|share|flag|discuss|reply|past|web"
)
_COUNTED = re.compile(r"\d[\d,.]* (?:points?|votes?|upvotes?|likes?) ")
_FILED = re.compile(r"(?:[Ii]n|[Ee]m|[Ee]n|[Dd]ans|Filed under:?) ([A-Z].{2,40})")
_HANDLE = re.compile(r"(?:(?:posted|submitted|shared) )?by [\w.-]{1,30}")
_ISSUED = re.compile(r"(?:last )?(?:published|posted|updated|modified|created)\b", re.IGNORECASE)
_AFTER_CLOCK = re.compile(r"\s?(?:[,|·•]|\s[-–—])\s?")
_PAPER_WORDS = """
news times post today daily herald tribune journal gazette mail star sun mirror express telegraph
guardian chronicle observer record weekly press media online desk wire agency bureau report review
voice network radio channel the monitor courier standard argus echo nation
"""
_PAPERS = frozenset(_PAPER_WORDS.split())
_ADDRESS = re.compile(
    r"(?:(?:link|url|read at|original|permalink)\s?:\s?)?<?(https?://[^\s<>]{4,500})>?", re.I
)
# Fields that a tool puts above a text, as in `sitename: Gazette`.
_FIELD = re.compile(
    r"(?P<name>author|authors|byline|sitename|site|publisher|date|published(?: time)?|hostname|url"
    r"|url source|description|categories|tags|fingerprint|id|license|image|pagetype|filedate"
    r"|language|markdown content)\s?:\s?(?P<value>.{0,2000})",
    re.IGNORECASE,
)
_DATES = ("date", "published", "published time")
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
    text = text.strip("*_#·•| ")
    address = _addressed(text)
    if address or len(text) > 160:
        return address
    return _sourced(text) or _single(text) or _signed(text) or _several(text)


def clocked(text: str) -> Meta | None:
    """Return a line that is a time of day, with or without who wrote then; None for others."""
    if len(text) > stamp.LONGEST or not text[:1].isalnum():
        return None
    whole = dates.clock(text)
    if whole is not None:
        return Meta(whole)
    parts = _AFTER_CLOCK.split(text, maxsplit=1)
    printed = dates.clock(parts[0]) if len(parts) == 2 else None
    authors = names(parts[1]) if printed else ()
    return Meta(printed, authors=authors) if authors else None


def declared(text: str) -> Meta | None:
    """Return what a field above an extracted text says, as in `author: Ann Lee`."""
    match = _FIELD.fullmatch(text)
    if match is None:
        return None
    name, value = match["name"].lower(), match["value"].strip()
    if name in ("author", "authors", "byline"):
        return Meta(authors=byline(value) or names(value))
    if name in ("sitename", "site", "publisher"):
        return Meta(outlet=value or None)
    if name in ("url", "url source"):
        return _addressed(value) or NO_META
    return Meta(stamp.stamp(value)) if name in _DATES else NO_META


def _addressed(text: str) -> Meta | None:
    match = _ADDRESS.fullmatch(text) if "://" in text else None
    return Meta(url=match[1]) if match else None


def signed(text: str) -> Meta | None:
    """Return a line of a name and a place, as in `Ann Lee, Paris`; None for others."""
    match = _NAMED.fullmatch(text)
    authors = names(match[1]) if match else ()
    return Meta(authors=authors, place=match[2]) if match and authors else None


def aged(text: str) -> Meta | None:
    """Return a line that ends in a bare age, as in `Gazette by Ann Lee / 3h`; None for others."""
    match = _AGED.fullmatch(text) if len(text) <= stamp.LONGEST else None
    printed = dates.printed(f"{match['age']} ago") if match else None
    if match is None or printed is None:
        return None
    name, _, writer = (match["name"] or "").partition(" by ")
    whole = Meta(replace(printed, text=match["age"]), authors=names(writer) if writer else ())
    return whole.joined(label(name)) if name else whole


def label(text: str) -> Meta:
    """Return a short line beside a time as the outlet, wire or section that it names."""
    name = without_bullet(text).strip(" |·•:")
    filed = _FILED.fullmatch(name)
    if filed:
        return Meta(section=filed[1])
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


def _signed(text: str) -> Meta | None:
    """Read `Ann Lee Published May 12, 2025 | 02:10 PM`, or `88 points by ann 3 hours ago`."""
    if len(text) > stamp.LONGEST:
        return None
    for name, printed in dates.glued(text):
        counted = _COUNTED.sub("", name)
        if _HANDLE.fullmatch(folded(counted)):
            return Meta(printed, authors=byline(counted))
        if _ISSUED.match(text[len(name) :].lstrip()) and len(name) <= 40:
            return Meta(printed).joined(_writer(name))
    return None


def _writer(name: str) -> Meta:
    """Return the name before `Published ...` as a person's, unless it is a newspaper's."""
    words = folded(name).split()
    person = 2 <= len(words) <= 4 and not _PAPERS.intersection(words)
    authors = byline(name) or (names(name) if person else ())
    return Meta(authors=authors) if authors else label(name)


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
        known = _single(part) or _signed(part) or _counts(part)
        if known is None and whole.printed and dates.clock(part):
            known = NO_META
        if known is not None:
            named = True
            whole = whole.joined(known)
        elif len(part) <= 40 and len(part.split()) <= 5 and not finished(part):
            whole = whole.joined(label(part))
        else:
            return None
    return whole if named else None


def _counts(part: str) -> Meta | None:
    return Meta() if _COUNTS.fullmatch(folded(part)) else None


def gathered(metas: Sequence[Meta]) -> Meta:
    whole = Meta()
    for one in metas:
        whole = whole.joined(one)
    return whole
