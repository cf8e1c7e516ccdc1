"""RSS and Atom as entries: cut into pieces that are sound XML, each read by feedparser.

feedparser is given small documents alone, under the feed's own first tag, so that its time and
memory have a bound and one broken entry costs no other. It is not asked to sanitise: that takes
eight times as long as all the rest, and nothing but text and addresses is taken from it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadsheet.clip.forms import sound_xml
from broadsheet.clip.forms.entry_lines import Layout, Place
from broadsheet.clip.forms.feed_nouns import Broken, Channel, Entry, Media, Text, TextKind

_MOST_ENTRY = 1_500_000  # characters
_BATCH = 100
_BATCH_LENGTH = 200_000
_MOST_REBUILT = 2000  # broken entries that are mended one by one
_MOST_LIST = 100  # links, authors, tags of one entry
_HTML = frozenset({"text/html", "application/xhtml+xml"})
# Tags of which nothing is taken, and over whose nonsense feedparser falls.
_RARE = re.compile(
    r"</?(?:(?:gml|georss|geo|psc|cc|itunes|admin|creativecommons):[\w.-]{1,40}|image|width|height)"
    r"(?:\s[^<>]{0,2000})?>",
    re.I,
)
_NAME = re.compile(r"<([\w.:-]{1,60})")
_HOLDS = re.compile(r">[^<>]*[^\W_]|[\"']|<!\[", re.I)  # text, an attribute, or CDATA
# feedparser looks for an address in the name of an author, in the square of a word's length.
_UNBROKEN = re.compile(r"(?<![A-Za-z0-9_.+-])([A-Za-z0-9_.+-]{1000})[A-Za-z0-9_.+-]+")
_TOO_MANY = "an entry is broken, and so are too many before it"
_ROOTS = {
    "feed": '<feed xmlns="http://www.w3.org/2005/Atom">',
    "entry": '<feed xmlns="http://www.w3.org/2005/Atom">',
    "rdf": '<rdf:RDF xmlns="http://purl.org/rss/1.0/">',
}


class _Bytes:
    """A document for feedparser, which would take bare bytes for the name of a file."""

    def __init__(self, text: str) -> None:
        self._data = text.encode("utf-8", "ignore")

    def read(self) -> bytes:
        return self._data


@dataclass(frozen=True, slots=True)
class Press:
    """Reads pieces of one feed under its first tag. `base` is where the feed was found."""

    root: str
    name: str
    entities: Mapping[str, str]
    base: str

    def document(self, piece: str, is_strange: bool = False) -> str:
        root = sound_xml.declared(self.root, piece if is_strange else "")
        return f"{root}{piece}</{self.name}>"

    def parsed(self, document: str) -> Any:
        """Return what feedparser makes of a sound document, None where it falls over it."""
        import feedparser  # slow to load

        headers = {"content-type": "application/xml; charset=utf-8"}
        if self.base:
            headers["content-location"] = self.base
        try:
            return feedparser.parse(
                _Bytes(_UNBROKEN.sub(r"\1", document)),
                response_headers=headers,
                sanitize_html=False,
                resolve_relative_uris=False,
            )
        except Exception:  # its rules for rare elements fall over nonsense in many ways
            return None

    def sound(self, piece: str) -> str | None:
        """Return a sound document with the piece in it, mended as little as possible."""
        for text in (piece, sound_xml.mended(piece, self.entities)):
            document = self.document(text, is_strange=True)
            if sound_xml.fault(document) is None:
                return document
        return sound_xml.rebuilt(document)


def press(layout: Layout, base: str) -> Press:
    """Return what reads the pieces of a feed; a first tag that is broken gives way to a plain."""
    entities = dict(layout.entities)
    kind = layout.name.rpartition(":")[2].lower()
    own = Press(layout.root, layout.name, entities, base)
    if kind in ("rss", "rdf", "feed", "channel") and sound_xml.fault(own.document("")) is None:
        return own
    plain = _ROOTS.get(kind, '<rss version="2.0">')  # an entry alone brings its name space
    return Press(plain, plain[1:].split()[0].rstrip(">"), entities, base)


def channel(layout: Layout, base: str) -> Channel:
    """Return what the feed says of itself."""
    tool = press(layout, base)
    head = layout.head
    end = head.lower().rfind(f"</{layout.name.lower()}")
    feed = _first(tool, head[:end] if end >= 0 else head, "feed") or {}
    generator = str(feed.get("generator") or "")
    return Channel(
        title=_plain(feed.get("title")),
        link=_plain(feed.get("link")) or None,
        lang=_plain(feed.get("language")) or None,
        rights=_plain(feed.get("rights")) or None,
        is_ours=generator.strip() == "Broadsheet",
    )


def entries(text: str, layout: Layout, base: str) -> Iterator[Entry | Broken]:
    """Yield the entries of a feed in their order, and those that cannot be read."""
    tool, left = press(layout, base), _MOST_REBUILT
    for batch in _batches(layout.places):
        pieces = [_piece(text, place) for place in batch]
        parsed = _pressed(tool, pieces)
        if parsed is not None:
            yield from (_entry(*pair) for pair in zip(parsed, batch, strict=True))
            continue
        for piece, place in zip(pieces, batch, strict=True):
            is_one = left > 0 or not _HOLDS.search(piece)
            left -= 1
            yield _alone(tool, piece, place) if is_one else Broken(place.span, _TOO_MANY)


def _piece(text: str, place: Place) -> str:
    """Return the text of an entry, closed where its end is missing; nothing of one too long."""
    if place.end - place.start > _MOST_ENTRY:
        return ""
    piece = text[place.start : place.end]
    name = None if place.is_whole else _NAME.match(piece)
    return f"{piece}</{name[1]}>" if name else piece


def _pressed(tool: Press, pieces: Sequence[str]) -> Sequence[Any] | None:
    """Return the entries in pieces that are sound together, as they are or mended."""
    mended = (sound_xml.mended(piece, tool.entities) for piece in pieces)
    for joined in ("".join(pieces), "".join(mended)):
        document = tool.document(joined)
        if sound_xml.fault(document) is None:
            parsed = tool.parsed(document)
            found = [] if parsed is None else [*parsed.entries]
            return found if len(found) == len(pieces) else None
    return None


def _alone(tool: Press, piece: str, place: Place) -> Entry | Broken:
    """Return one entry that was not sound, or not among sound ones."""
    if not piece:
        size = place.end - place.start
        return Broken(place.span, f"an entry of {size:,} characters is too long")
    if not _HOLDS.search(piece):
        return Entry(place.span)
    parsed = _first(tool, piece, "entries")
    if not parsed:
        return Broken(place.span, "an entry is broken beyond mending")
    return _entry(parsed[0], place)


def _first(tool: Press, piece: str, what: str) -> Any:
    """Return what feedparser finds in a piece; without the rare elements where it must be so."""
    for text in (piece, _RARE.sub("", piece)):
        document = tool.sound(text)
        parsed = tool.parsed(document) if document else None
        if parsed is not None:
            return parsed.get(what)
    return None


def _batches(places: Sequence[Place]) -> Iterator[list[Place]]:
    batch: list[Place] = []
    length = 0
    for place in places:
        size = place.end - place.start
        if batch and (len(batch) == _BATCH or length + size > _BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        batch.append(place)
        length += size
    if batch:
        yield batch


# ---- what feedparser found -------------------------------------------------------------------


def _entry(parsed: Any, place: Place) -> Entry:
    found: dict[str, Any] = dict(parsed)
    source = found.get("source")
    source = dict(source) if isinstance(source, Mapping) else {}
    content = _content(found)
    return Entry(
        span=place.span,
        title=_text(found.get("title_detail"), found.get("title")),
        ident=_plain(found.get("id")) or None,
        link=_link(found),
        original=_related(found, "via"),
        content=content,
        summary=_text(found.get("summary_detail"), found.get("summary")),
        published=_plain(found.get("published")) or _plain(found.get("created")),
        updated=_plain(found.get("updated")),
        authors=tuple(_names(found)),
        tags=tuple(_tags(found)),
        source=_plain(source.get("title")) or None,
        source_url=_plain(source.get("link")) or _plain(source.get("href")) or None,
        publisher=_plain(found.get("publisher")) or None,
        lang=_plain(found.get("language")) or _language(found),
        media=tuple(_media(found)),
    )


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _listed(found: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return a list of what feedparser collected under a key, whatever it put there."""
    value = found.get(key)
    many = value[:_MOST_LIST] if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, Mapping)]


def _text(detail: Any, value: Any) -> Text:
    if not isinstance(detail, Mapping):
        return Text(_plain(value))
    said = detail.get("value")
    return Text(_plain(said) or _plain(value), _kind(detail), _plain(detail.get("base")) or None)


def _kind(detail: Mapping[str, Any]) -> TextKind:
    declared = _plain(detail.get("type")).lower()
    return "html" if declared in _HTML else "either"


def _content(found: Mapping[str, Any]) -> Text:
    """Return the longest of an entry's texts that a reader could be shown."""
    readable = [
        one
        for one in _listed(found, "content")
        if _plain(one.get("type")).lower() in {*_HTML, "text/plain", ""}
    ]
    best = max(readable, key=lambda one: len(_plain(one.get("value"))), default=None)
    return _text(best, "")


def _link(found: Mapping[str, Any]) -> str | None:
    """Return the address of the entry's page: the one behind a counter, or the declared."""
    for key in ("feedburner_origlink", "pheedo_origlink"):
        if address := _plain(found.get(key)):
            return address
    return _related(found, "alternate") or _plain(found.get("link")) or None


def _related(found: Mapping[str, Any], relation: str) -> str | None:
    links = [link for link in _listed(found, "links") if link.get("rel") == relation]
    pages = [link for link in links if "html" in _plain(link.get("type")) or not link.get("type")]
    return next((href for link in pages or links if (href := _plain(link.get("href")))), None)


def _names(found: Mapping[str, Any]) -> Iterator[str]:
    written = _plain(found.get("author"))  # of several the last, and whole
    is_torn = "@" in written  # feedparser tears a name from behind its address
    names = [_plain(author.get("name")) for author in _listed(found, "authors")]
    if is_torn or not names:
        yield written
    for name in names:
        if name and not (is_torn and (name in written or name.count("(") != name.count(")"))):
            yield name


def _tags(found: Mapping[str, Any]) -> Iterator[str]:
    for tag in _listed(found, "tags"):
        if name := _plain(tag.get("label")) or _plain(tag.get("term")):
            yield name


def _language(found: Mapping[str, Any]) -> str | None:
    details = (*_listed(found, "content"), *_listed(found, "title_detail"))
    return next((lang for one in details if (lang := _plain(one.get("language")))), None)


def _media(found: Mapping[str, Any]) -> Iterator[Media]:
    for link in _listed(found, "links"):
        if link.get("rel") == "enclosure":
            yield _medium(link, link.get("href"))
    for medium in _listed(found, "media_content"):
        yield _medium(medium, medium.get("url"))


def _medium(told: Mapping[str, Any], url: Any) -> Media:
    kind = _plain(told.get("type")) or _plain(told.get("medium"))
    return Media(_plain(url), kind, _plain(told.get("title")))
