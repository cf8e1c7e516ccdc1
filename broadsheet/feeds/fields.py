"""The fields of feeds, made fit for XML and for what readers demand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from broadsheet import text
from broadsheet.plan.documents import Entry, FeedPage

Html = Callable[[str], str]

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # the `updated` that Atom wants of an empty feed
_UNTITLED = "Untitled"
_PLANES = "".join(f"{chr(n + 0xFFFE)}{chr(n + 0xFFFF)}" for n in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + _PLANES + "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAFE = "%/:=&?~#+!$,;'@()*[]"


def xml_clean(text: str) -> str:
    """Return the text without what XML 1.0 forbids or discourages.

    Control characters, lone surrogates and non-characters go; surrogate pairs become one character.
    """
    # Nothing forbidden is printable, and to ask for that is ten times as fast as to search.
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    return _FORBIDDEN.sub("", text)


def title(text: str) -> str:
    """Return a clean line of text; feeds demand that it is not empty."""
    return " ".join(xml_clean(text).split()) or _UNTITLED


def content(entry: Entry, html: Html) -> str:
    """Return the body as HTML, "" where only the summary is sent."""
    return xml_clean(html(entry.markdown)).strip() if entry.markdown else ""


def authors(entry: Entry) -> list[str]:
    """Return who wrote it; the outlet where no one is named, or readers would name the site."""
    return unique(entry.authors) or unique([entry.source])


def unique(names: Iterable[str]) -> list[str]:
    """Return the names that say something, on one line each, every one once."""
    lines = (" ".join(xml_clean(name).split()) for name in names)
    return list(dict.fromkeys(line for line in lines if line))


def identity(thing: Entry | FeedPage) -> str:
    """Return the id of an entry or a feed; its address where it has none."""
    return xml_clean(thing.id) or address(thing.url)


def address(url: str) -> str:
    """Return an address of ASCII alone, with whatever an address may not hold percent-encoded."""
    return quote(xml_clean(url).strip(), safe=_SAFE)


def web_address(url: str) -> str:
    """Return the address when it is one of the web, or "" - a capture may say anything."""
    return address(text.web_address(xml_clean(url).strip()))


def instant(text: str) -> dt.datetime:
    """Return the instant of an ISO text; a day, or a clock without a zone, counts in UTC."""
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return EPOCH
    return when if when.tzinfo else when.replace(tzinfo=dt.UTC)


def changed(entry: Entry) -> dt.datetime:
    return instant(entry.updated or entry.published)


def newest(page: FeedPage) -> dt.datetime:
    """Return when the newest entry changed; never the time of the build."""
    if page.updated or not page.entries:
        return instant(page.updated)
    return max(map(changed, page.entries))


def told(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value}


def ended(data: bytes) -> bytes:
    return data if data.endswith(b"\n") else data + b"\n"
