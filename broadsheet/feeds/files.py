"""The list of all feeds, as feed readers take it: OPML; and headers, as hosts take them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from broadsheet.feeds.fields import address, ended, title
from broadsheet.plan.documents import HeadersPage, OpmlPage

# The policy of the pages themselves, and what only a header can say.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def opml(page: OpmlPage) -> bytes:
    """Return OPML 2.0: a group of outlines for each group of feeds, Atom first named."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title(page.title)
    body = ET.SubElement(root, "body")
    for name, feeds in page.groups:
        group = ET.SubElement(body, "outline", text=title(name), title=title(name))
        for feed in feeds:
            label, atom = title(feed.title), address(feed.atom)
            home = atom.removesuffix("feed.atom")
            ET.SubElement(
                group, "outline", type="rss", text=label, title=label, xmlUrl=atom, htmlUrl=home
            )
    return _document(root)


def headers(page: HeadersPage) -> bytes:
    """Return `_headers`, as Netlify and Cloudflare Pages read it, for every file of the site."""
    lines = [f"  {name}: {value}" for name, value in _HEADERS.items()]
    return "\n".join(["# Broadsheet", f"{page.base}/*", *lines, ""]).encode()


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ended(ET.tostring(root, "utf-8"))
