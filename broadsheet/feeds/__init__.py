"""Feeds and the other files for programs: Atom, RSS, JSON Feed, OPML, sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from broadsheet.feeds.fields import EPOCH, Html, xml_clean
from broadsheet.feeds.files import headers, opml
from broadsheet.feeds.hub import with_hub
from broadsheet.feeds.json import json
from broadsheet.feeds.maps import index, key, news, robots, sitemap
from broadsheet.feeds.moulds import cast
from broadsheet.plan.documents import MOST_URLS

__all__ = ["EPOCH", "MOST_URLS", "rendered", "xml_clean"]

_FILES: dict[str, Callable[[Any], bytes]] = {
    "opml": opml,
    "sitemap": sitemap,
    "sitemaps": index,
    "news": news,
    "robots": robots,
    "key": key,
    "headers": headers,
}


def rendered(kind: str, data: Any, html: Html) -> bytes:
    """Return the bytes of a planned file: a feed (kind atom, rss, json), or one of `_FILES`.

    `html` turns a body's Markdown into HTML. The same data gives the same bytes at any time.
    """
    match kind:
        case "atom" | "rss":
            return with_hub(cast(kind, data, html), data.hub)
        case "json":
            return json(data, html)
        case _ if kind in _FILES:
            return _FILES[kind](data)
    raise ValueError(f"no file of kind {kind!r}: atom, rss, json, {', '.join(_FILES)}")
