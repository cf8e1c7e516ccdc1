"""Whether feeds are what their formats demand: RFC 4287, RSS 2.0, JSON Feed 1.1, sitemaps.

More than well-formed: what must be there, dates that are dates, ids that stand once, and a feed
that knows its own address. Each fault is told once for a file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import orjson

from broadsheet.errors import Problem
from broadsheet.model import Artifact

_ATOM = "{http://www.w3.org/2005/Atom}"
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_JSON_FEED = "https://jsonfeed.org/version/1"
_XML = (".atom", ".rss", ".opml", ".xml")


@dataclass(frozen=True, slots=True)
class Feeds:
    """Looks at the feeds of a site, whose address is `url`; `there` are the paths of its files."""

    url: str
    there: Container[str]
    _ids: dict[str, str] = field(default_factory=dict)  # of a feed -> its address, without format

    def faults(self, artifact: Artifact) -> Iterator[Problem]:
        """Yield what is wrong with a feed, list or map; nothing for other files."""
        found = dict.fromkeys(self._faults(artifact))
        yield from (Problem(f"site/{artifact.path}", fault) for fault in found)

    def _faults(self, artifact: Artifact) -> Iterator[str]:
        try:
            if artifact.path.endswith(".json"):
                said = orjson.loads(artifact.data)
                if artifact.path.endswith("feed.json"):
                    yield from self._json(said)
            elif artifact.path.endswith(_XML):
                yield from self._xml(ElementTree.fromstring(artifact.data))
        except (ElementTree.ParseError, orjson.JSONDecodeError) as error:
            yield f"is not well formed: {error}"

    def _xml(self, root: Element) -> Iterator[str]:
        if root.tag == f"{_ATOM}feed":
            yield from self._atom(root)
        elif root.tag == "rss":
            yield from self._rss(root)
        elif root.tag == "opml":
            for outline in root.iterfind("body/outline/outline"):
                yield from _lacking("an outline", outline.attrib.get, "text", "xmlUrl")
        else:
            for place in root.iter(f"{_MAP}loc"):
                if not (place.text or "").startswith(f"{self.url}/"):
                    yield f"names an address of another site: {(place.text or '')[:80]}"

    def _atom(self, feed: Element) -> Iterator[str]:
        def text(of: Element) -> Callable[[str], str | None]:
            return lambda name: of.findtext(f"{_ATOM}{name}")

        yield from _lacking("the feed", text(feed), "id", "title", "updated")
        entries = feed.findall(f"{_ATOM}entry")
        for entry in entries:
            yield from _lacking("an entry", text(entry), "id", "title", "updated")
            dated = (entry.findtext(f"{_ATOM}{name}") for name in ("updated", "published"))
            yield from _undated(dated, _is_instant)
            if all(of.find(f"{_ATOM}author") is None for of in (feed, entry)):
                yield "an entry has no author, and the feed has none"
            if not any(link.get("href") for link in entry.iterfind(f"{_ATOM}link")):
                yield "an entry has no link"
        yield from _undated([feed.findtext(f"{_ATOM}updated")], _is_instant)
        yield from _twice(entry.findtext(f"{_ATOM}id") for entry in entries)
        yield from self._itself(_self_link(feed), feed.findtext(f"{_ATOM}id"))

    def _rss(self, root: Element) -> Iterator[str]:
        channel = root.find("channel")
        if channel is None:
            yield "has no channel"
            return
        yield from _lacking("the channel", channel.findtext, "title", "link", "description")
        items = channel.findall("item")
        for item in items:
            if not (item.findtext("title") or item.findtext("description")):
                yield "an item has neither title nor description"
            yield from _lacking("an item", item.findtext, "guid")
            yield from _undated([item.findtext("pubDate")], _is_mail_date)
        yield from _twice(item.findtext("guid") for item in items)
        yield from self._itself(_self_link(channel))

    def _json(self, feed: Any) -> Iterator[str]:
        if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
            yield "has no items"
            return
        if not str(feed.get("version", "")).startswith(_JSON_FEED):
            yield "does not say its version"
        yield from _lacking("the feed", feed.get, "title")
        for item in feed["items"]:
            yield from _lacking("an item", item.get, "id")
            yield from _undated(map(item.get, ("date_published", "date_modified")), _is_instant)
            if not (item.get("content_html") or item.get("content_text")):
                yield "an item has no content"
        yield from _twice(item.get("id") for item in feed["items"])
        yield from self._itself(feed.get("feed_url"))

    def _itself(self, address: str | None, id: str | None = None) -> Iterator[str]:
        """Yield what is wrong with what a feed says of itself: its address, its id."""
        path = (address or "").removeprefix(f"{self.url}/")
        if path == address or path not in self.there:
            yield f"does not name an address of this site as its own: {str(address)[:80]}"
        own = path.rpartition(".")[0]
        if id and self._ids.setdefault(id, own) != own:
            yield f"bears the id of another feed, {self._ids[id]}"


def _self_link(of: Element) -> str | None:
    links = of.iterfind(f"{_ATOM}link")
    return next((link.get("href") for link in links if link.get("rel") == "self"), None)


def _lacking(what: str, get: Callable[[str], Any], *names: str) -> Iterator[str]:
    yield from (f"{what} has no {name}" for name in names if not get(name))


def _twice(ids: Iterable[str | None]) -> Iterator[str]:
    counted = Counter(id for id in ids if id)
    yield from (f"the id {id} stands twice" for id, number in counted.items() if number > 1)


def _undated(stamps: Iterable[str | None], is_date: Callable[[str], bool]) -> Iterator[str]:
    for stamp in stamps:
        if stamp and not is_date(stamp):
            yield f"{stamp[:40]!r} is no date"


def _is_instant(stamp: str) -> bool:
    """Return whether a text is a date of RFC 3339."""
    try:
        return dt.datetime.fromisoformat(stamp).tzinfo is not None and len(stamp) >= len(
            "2025-08-06T10:00:00Z"
        )
    except ValueError:
        return False


def _is_mail_date(stamp: str) -> bool:
    """Return whether a text is a date of RFC 822."""
    try:
        return parsedate_to_datetime(stamp).tzinfo is not None
    except ValueError:
        return False
