"""Atom and RSS as feedgen makes them: the form of every feed, and the judge of the quick way.

feedgen's habits end here: it stamps the present time on whatever has no date (every date is
given), puts the newest entry last to first (entries are appended), lets a later link replace the
channel's (the page comes last), forgets the relation of an entry's links (`_EntryExtras` sets it),
drops authors without an e-mail address from RSS (Dublin Core names them), and stops at characters
that XML forbids (`xml_clean`).
"""

from __future__ import annotations

import html as markup
from typing import Any

from broadsheet.feeds.fields import (
    Html,
    address,
    authors,
    changed,
    content,
    ended,
    identity,
    instant,
    newest,
    title,
    unique,
    web_address,
    xml_clean,
)
from broadsheet.plan.documents import Entry, FeedPage

_GENERATOR = "Broadsheet"
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def reference(kind: str, page: FeedPage, html: Html) -> bytes:
    """Return the feed, kind atom or rss, made by feedgen from beginning to end."""
    feed = _generator(page, html, f"application/{kind}+xml")
    return ended(feed.atom_str(pretty=True) if kind == "atom" else feed.rss_str(pretty=True))


def _generator(page: FeedPage, html: Html, media_type: str) -> Any:
    from feedgen.feed import FeedGenerator  # slow to load, and of use to publishing alone

    feed = FeedGenerator()
    name = title(page.title)
    feed.register_extension("extras", _FeedExtras, _EntryExtras)
    feed.generator(_GENERATOR)
    feed.id(identity(page))
    feed.title(name)
    feed.description(xml_clean(page.description) or name)
    feed.language(xml_clean(page.language) or "und")
    feed.author(name=title(page.author or page.title))
    feed.updated(newest(page))
    feed.link(href=address(page.url), rel="self", type=media_type)
    feed.link(href=address(page.home), rel="alternate", type="text/html")
    for entry in page.entries:
        _add(feed, entry, html)
    return feed


def _add(feed: Any, entry: Entry, html: Html) -> None:
    item = feed.add_entry(order="append")
    item.extras.entry = entry
    item.id(identity(entry))
    item.title(title(entry.title))
    item.link(href=address(entry.url), rel="alternate", type="text/html")
    item.published(instant(entry.published))
    item.updated(changed(entry))
    item.author([{"name": name} for name in authors(entry)])
    item.category([{"term": name} for name in unique(entry.topics)])
    if summary := xml_clean(entry.summary):
        # Readers take an RSS description for HTML: what is plain text must be escaped for that.
        item.summary(markup.escape(summary, quote=False), type="html")
    if body := content(entry, html):
        item.content(body, type="html")


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
        if names := authors(self.entry):
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
        if not (href := web_address(self.entry.original)):
            return {}
        outlet = xml_clean(self.entry.source).strip()
        return {"rel": "via", "href": href, **({"title": outlet} if outlet else {})}

    def _add_outlet(self, element: Any) -> None:
        if source := xml_clean(self.entry.source).strip():
            _append(element, f"{{{_DC}}}publisher", source)


def _append(element: Any, tag: str, text: str) -> None:
    child = element.makeelement(tag, nsmap={"dc": _DC})
    child.text = text
    element.append(child)
