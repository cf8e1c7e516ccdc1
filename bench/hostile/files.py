"""What is published for programs, read as they read it: XML, JSON, feeds, redirects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree, html

from bench.hostile.lists import PRODUCT

_XML = {".atom", ".rss", ".xml", ".opml", ".svg"}
_TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "br",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "em",
        "strong",
        "code",
        "img",
        "div",
    ]
)
_HREF = re.compile(r"(?:https?://|mailto:|/(?!/)|#|\?|[^:/?#\\]*(?:[/?#]|\Z))", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._/-]+")
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')


def faults(site: Path) -> Iterator[str]:
    """Yield what is wrong with the files of a published folder."""
    for file in sorted(one for one in site.rglob("*") if one.is_file()):
        name = file.relative_to(site).as_posix()
        if not _NAME.fullmatch(name):
            yield f"{name!r} is an odd name"
        data = file.read_bytes()
        if file.suffix in _XML:
            yield from (f"{name}: {one}" for one in _of_xml(file.suffix, data))
        elif file.suffix == ".json":
            yield from (f"{name}: {one}" for one in _of_json(name, data))
        elif file.suffix == ".html":
            yield from (f"{name}: {one}" for one in _of_page(data))


def _of_page(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "strict")
    if PRODUCT in text:
        yield "a template ran"
    for target in _REFRESH.findall(text):
        if not re.fullmatch(r"/(?!/)[A-Za-z0-9._~/-]*", unescape(target)):
            yield f"leads on to {target[:80]}"


def _of_xml(kind: str, data: bytes) -> Iterator[str]:
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield f"not well-formed: {error}"
        return
    if kind in (".atom", ".rss"):
        read = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
        if read.bozo:
            yield f"feedparser: {read.get('bozo_exception')}"
        for entry in read.entries:
            yield from _of_entry(entry)


def _of_entry(entry: Any) -> Iterator[str]:
    for link in entry.get("links", ()):
        if not re.match(r"https?://", link.get("href", "")):
            yield f"a link to {link.get('href')!r}"
    for content in entry.get("content", ()):
        yield from _of_html(content.get("value", ""))


def _of_html(text: str) -> Iterator[str]:
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        if not isinstance(element.tag, str) or element.tag not in _TAGS:
            yield f"<{element.tag}> in an entry"
            continue
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name in ("style", "srcset"):
                yield f"{name}={str(value)[:60]} in an entry"
            if name in ("href", "src") and not _HREF.match(str(value)):
                yield f"{name}={str(value)[:60]} in an entry"


def _of_json(name: str, data: bytes) -> Iterator[str]:
    try:
        said = json.loads(data)
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    if name.endswith("feed.json"):
        for item in said["items"]:
            yield from _of_html(item.get("content_html", "") or "x")
            yield from _addresses(item[key] for key in ("url", "external_url") if key in item)


def _addresses(all: Iterable[str]) -> Iterator[str]:
    yield from (f"a link to {one!r}" for one in all if not re.match(r"https?://", one))
