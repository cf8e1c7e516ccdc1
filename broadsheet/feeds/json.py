"""JSON Feed 1.1. Each entry is written once, and stands in every feed that carries it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson

from broadsheet.feeds.fields import (
    Html,
    address,
    authors,
    changed,
    content,
    ended,
    identity,
    instant,
    title,
    told,
    unique,
    web_address,
    xml_clean,
)
from broadsheet.plan.documents import Entry, FeedPage

_EMPTY = b"[]\n}"  # how a feed without entries ends


def json(page: FeedPage, html: Html) -> bytes:
    """Return the feed as JSON."""
    channel = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(page.title),
        "home_page_url": address(page.home),
        "feed_url": address(page.url),
        "description": xml_clean(page.description),
        "language": xml_clean(page.language),
        "authors": [{"name": title(page.author or page.title)}],
        "hubs": [{"type": "WebSub", "url": hub}] if (hub := web_address(page.hub)) else [],
    }
    around = orjson.dumps({**told(channel), "items": []}, option=orjson.OPT_INDENT_2)
    if not page.entries:
        return ended(around)
    items = b",\n    ".join(_item(entry, html) for entry in page.entries)
    return b"%b[\n    %b\n  ]\n}\n" % (around.removesuffix(_EMPTY), items)


@lru_cache(maxsize=2048)
def _item(entry: Entry, html: Html) -> bytes:
    """Return the entry as it stands among the others, indented by four."""
    fields = orjson.dumps(_fields(entry, html), option=orjson.OPT_INDENT_2)
    return fields.replace(b"\n", b"\n    ")


def _fields(entry: Entry, html: Html) -> dict[str, Any]:
    body, name, summary = content(entry, html), title(entry.title), xml_clean(entry.summary)
    item = {
        "id": identity(entry),
        "url": address(entry.url),
        "external_url": web_address(entry.original),
        "title": name,
        "content_html": body,
        "content_text": "" if body else summary or name,
        "summary": summary,
        "date_published": instant(entry.published).isoformat(),
        "date_modified": changed(entry).isoformat(),
        "authors": [{"name": author} for author in authors(entry)],
        "tags": unique(entry.topics),
        "language": xml_clean(entry.lang),
        "_broadsheet": told({"source": xml_clean(entry.source).strip()}),
    }
    return told(item)
