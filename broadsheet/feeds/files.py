"""The list of all feeds, as feed readers take it: OPML."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from broadsheet.feeds.fields import address, ended, title
from broadsheet.plan.documents import OpmlPage


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


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ended(ET.tostring(root, "utf-8"))
