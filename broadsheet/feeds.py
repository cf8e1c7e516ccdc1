"""Feeds and the other files for programs: Atom, RSS, JSON Feed, OPML, sitemap, robots.txt.

Atom and RSS go through feedgen, whose habits end here: it stamps the present time on whatever has
no date (every date is given), puts the newest entry last to first (entries are appended), lets a
later link replace the channel's (the page comes last), forgets the relation of an entry's links
(`_EntryExtras` sets it), drops authors without an e-mail address from RSS (Dublin Core names
them), and stops at characters that XML forbids (`xml_clean`).
"""

from __future__ import annotations

import datetime as dt
import html as markup
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlsplit

import orjson

from .plan.documents import Entry, FeedPage, OpmlPage, RobotsPage, SitemapPage

Html = Callable[[str], str]

MOST_URLS = 50_000  # what one sitemap may hold, by the protocol
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # the `updated` that Atom wants of an empty feed
_UNTITLED = "Untitled"
_GENERATOR = "Broadsheet"

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_PLANES = "".join(f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + _PLANES + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def rendered(kind: str, data: Any, html: Html) -> bytes:
    """Return the bytes of a planned file: kind atom, rss, json, opml, sitemap or robots.

    `html` turns a body's Markdown into HTML. The same data gives the same bytes at any time.
    """
    match kind:
        case "atom" | "rss" | "json":
            return _FEEDS[kind](data, html)
        case "opml" | "sitemap" | "robots":
            return _FILES[kind](data)
    raise ValueError(f"no file of kind {kind!r}: atom, rss, json, opml, sitemap or robots")


def xml_clean(text: str) -> str:
    """Return the text without what XML 1.0 forbids or discourages.

    Control characters, lone surrogates and non-characters go; surrogate pairs become one character.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return _FORBIDDEN.sub("", text)


# ---- Atom and RSS ---------------------------------------------------------------------------


def _atom(page: FeedPage, html: Html) -> bytes:
    return _ended(_generator(page, html, "application/atom+xml").atom_str(pretty=True))


def _rss(page: FeedPage, html: Html) -> bytes:
    return _ended(_generator(page, html, "application/rss+xml").rss_str(pretty=True))


def _generator(page: FeedPage, html: Html, media_type: str) -> Any:
    from feedgen.feed import FeedGenerator  # slow to load, and of use to publishing alone

    feed = FeedGenerator()
    title = _title(page.title)
    feed.register_extension("extras", _FeedExtras, _EntryExtras)
    feed.generator(_GENERATOR)
    feed.id(xml_clean(page.id) or _address(page.url))
    feed.title(title)
    feed.description(xml_clean(page.description) or title)
    feed.language(xml_clean(page.language) or "und")
    feed.author(name=_title(page.author or page.title))
    feed.updated(_newest(page))
    feed.link(href=_address(page.url), rel="self", type=media_type)
    feed.link(href=_address(page.home), rel="alternate", type="text/html")
    for entry in page.entries:
        _add(feed, entry, html)
    return feed


def _add(feed: Any, entry: Entry, html: Html) -> None:
    item = feed.add_entry(order="append")
    item.extras.entry = entry
    item.id(xml_clean(entry.id) or _address(entry.url))
    item.title(_title(entry.title))
    item.link(href=_address(entry.url), rel="alternate", type="text/html")
    item.published(_instant(entry.published))
    item.updated(_instant(entry.updated or entry.published))
    item.author([{"name": name} for name in _authors(entry)])
    item.category([{"term": name} for name in _unique(entry.topics)])
    if summary := xml_clean(entry.summary):
        # Readers take an RSS description for HTML: what is plain text must be escaped for that.
        item.summary(markup.escape(summary, quote=False), type="html")
    if content := _content(entry, html):
        item.content(content, type="html")


class _FeedExtras:
    """Declares, in feedgen's terms, the name space that entries use in RSS."""

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC}

    def extend_atom(self, feed: Any) -> Any:
        return feed

    def extend_rss(self, feed: Any) -> Any:
        return feed


class _EntryExtras:
    """What feedgen does not write of an entry: link relations, language, outlet, authors."""

    entry: Entry

    def extend_atom(self, element: Any) -> Any:
        """Complete an Atom entry in place."""
        for link in element.findall("link"):
            link.attrib.update({"rel": "alternate", "type": "text/html"})
            if via := self._via():
                link.addnext(element.makeelement("link", via))
        if language := xml_clean(self.entry.lang):
            element.attrib[_LANG] = language
        self._add_outlet(element)
        return element

    def extend_rss(self, element: Any) -> Any:
        """Complete an RSS item in place."""
        if names := _authors(self.entry):
            # One element for all: of several, readers show the last alone.
            _append(element, f"{{{_DC}}}creator", ", ".join(names))
        self._add_outlet(element)
        if language := xml_clean(self.entry.lang):
            _append(element, f"{{{_DC}}}language", language)
        if via := self._via():
            element.append(element.makeelement(f"{{{_ATOM}}}link", via, {"atom": _ATOM}))
        return element

    def _via(self) -> dict[str, str]:
        """Return the attributes of the link to the original; empty when it is not known."""
        if not (href := _web_address(self.entry.original)):
            return {}
        title = xml_clean(self.entry.source).strip()
        return {"rel": "via", "href": href, **({"title": title} if title else {})}

    def _add_outlet(self, element: Any) -> None:
        if source := xml_clean(self.entry.source).strip():
            _append(element, f"{{{_DC}}}publisher", source)


def _append(element: Any, tag: str, text: str) -> None:
    child = element.makeelement(tag, nsmap={"dc": _DC})
    child.text = text
    element.append(child)


# ---- JSON Feed 1.1 --------------------------------------------------------------------------


def _json(page: FeedPage, html: Html) -> bytes:
    channel = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(page.title),
        "home_page_url": _address(page.home),
        "feed_url": _address(page.url),
        "description": xml_clean(page.description),
        "language": xml_clean(page.language),
        "authors": [{"name": _title(page.author or page.title)}],
    }
    items = [_json_item(entry, html) for entry in page.entries]
    return _ended(orjson.dumps(_told(channel) | {"items": items}, option=orjson.OPT_INDENT_2))


def _json_item(entry: Entry, html: Html) -> dict[str, Any]:
    content, title, summary = _content(entry, html), _title(entry.title), xml_clean(entry.summary)
    item = {
        "id": xml_clean(entry.id) or _address(entry.url),
        "url": _address(entry.url),
        "external_url": _web_address(entry.original),
        "title": title,
        "content_html": content,
        "content_text": "" if content else summary or title,
        "summary": summary,
        "date_published": _instant(entry.published).isoformat(),
        "date_modified": _instant(entry.updated or entry.published).isoformat(),
        "authors": [{"name": name} for name in _authors(entry)],
        "tags": _unique(entry.topics),
        "language": xml_clean(entry.lang),
        "_broadsheet": _told({"source": xml_clean(entry.source).strip()}),
    }
    return _told(item)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value}


# ---- OPML, sitemap, robots ------------------------------------------------------------------


def _opml(page: OpmlPage) -> bytes:
    """Return OPML 2.0: a group of outlines for each group of feeds, Atom first named."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = _title(page.title)
    body = ET.SubElement(root, "body")
    for name, feeds in page.groups:
        group = ET.SubElement(body, "outline", text=_title(name), title=_title(name))
        for feed in feeds:
            title = _title(feed.title)
            address = _address(feed.atom)
            home = address.removesuffix("feed.atom")
            ET.SubElement(
                group, "outline", type="rss", text=title, title=title, xmlUrl=address, htmlUrl=home
            )
    return _document(root)


def _sitemap(page: SitemapPage) -> bytes:
    """Return a sitemap of at most 50,000 addresses: those with the newest day, in a fixed order."""
    newest = sorted(sorted(set(page.urls)), key=lambda url: url[1], reverse=True)[:MOST_URLS]
    root = ET.Element("urlset", xmlns=_SITEMAP)
    for address, day in newest:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = _address(address)
        if day:
            ET.SubElement(url, "lastmod").text = xml_clean(day)
    return _document(root)


def _robots(page: RobotsPage) -> bytes:
    return f"User-agent: *\nDisallow:\n\nSitemap: {_address(page.sitemap)}\n".encode()


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + _ended(ET.tostring(root, "utf-8"))


_FEEDS = {"atom": _atom, "rss": _rss, "json": _json}
_FILES: dict[str, Callable[[Any], bytes]] = {
    "opml": _opml,
    "sitemap": _sitemap,
    "robots": _robots,
}


# ---- fields ---------------------------------------------------------------------------------


def _title(text: str) -> str:
    """Return a clean line of text; feeds demand that it is not empty."""
    return " ".join(xml_clean(text).split()) or _UNTITLED


def _content(entry: Entry, html: Html) -> str:
    return xml_clean(html(entry.markdown)).strip() if entry.markdown else ""


def _authors(entry: Entry) -> list[str]:
    """Return who wrote it; the outlet where no one is named, or readers would name the site."""
    return _unique(entry.authors) or _unique([entry.source])


def _unique(names: Iterable[str]) -> list[str]:
    lines = (" ".join(xml_clean(name).split()) for name in names)
    return list(dict.fromkeys(line for line in lines if line))


def _address(url: str) -> str:
    """Return an address of ASCII alone, with whatever an address may not hold percent-encoded."""
    return quote(xml_clean(url).strip(), safe=_SAFE)


def _web_address(url: str) -> str:
    """Return the address when it is one of the web, or "" - a capture may say anything."""
    try:
        parts = urlsplit(xml_clean(url).strip())
    except ValueError:
        return ""
    return _address(url) if parts.scheme in ("http", "https") and parts.netloc else ""


def _instant(text: str) -> dt.datetime:
    """Return the instant of an ISO text; a day, or a clock without a zone, counts in UTC."""
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return EPOCH
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)


def _newest(page: FeedPage) -> dt.datetime:
    """Return when the newest entry changed; never the time of the build."""
    if page.updated or not page.entries:
        return _instant(page.updated)
    return max(_instant(entry.updated or entry.published) for entry in page.entries)


def _ended(data: bytes) -> bytes:
    return data if data.endswith(b"\n") else data + b"\n"
