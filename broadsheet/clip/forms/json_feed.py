"""JSON Feed 1 and 1.1 as entries: each item is read by itself, so that a torn file gives the rest.

https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from broadsheet.clip.forms.entry_lines import MOST_ENTRIES, Place
from broadsheet.clip.forms.feed_nouns import Broken, Channel, Entry, Media, Text
from broadsheet.model import Span

_MOST_ITEM = 4_000_000  # characters
_MOST_HEAD = 200_000
_MOST_LIST = 100
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
_ITEMS = re.compile(r"\s{0,200}:\s{0,200}\[")


@dataclass(frozen=True, slots=True)
class Items:
    """A JSON Feed taken apart: the text around its items, and where each of them stands."""

    head: str
    places: tuple[Place, ...]
    is_cut: bool = False


def is_json(text: str) -> bool:
    """Tell whether the text of a feed is JSON, and not XML."""
    return text[:200].lstrip()[:1] == "{"


def items(text: str) -> Items:
    """Return how a JSON Feed is laid out, in time linear in its length."""
    opening = _opening(text)
    if opening < 0:
        return Items(text[:_MOST_HEAD], ())
    found: list[Place] = []
    end = len(text)
    for place in _places(text, opening):
        if isinstance(place, int):
            end = place
        elif len(found) == MOST_ENTRIES:
            return Items(_head(text, opening, len(text)), tuple(found), is_cut=True)
        else:
            found.append(place)
    return Items(_head(text, opening, end), tuple(found))


def _opening(text: str) -> int:
    """Return where the list of items begins, behind its bracket; -1 without one."""
    depth = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark == '"items"' and depth == 1 and (colon := _ITEMS.match(text, token.end())):
            return colon.end()
        if mark in ("{", "["):
            depth += 1
        elif mark in ("}", "]"):
            depth -= 1
    return -1


def _places(text: str, opening: int) -> Iterator[Place | int]:
    """Yield where each item stands, and last where the list ends, if it does."""
    depth, start, first = 0, opening, 1 + text.count("\n", 0, opening)
    counted = opening
    for token in _TOKEN.finditer(text, opening):
        mark = token[0]
        if mark in ("{", "["):
            if not depth:
                start = token.start()
                first += text.count("\n", counted, start)
                counted = start
            depth += 1
        elif mark in ("}", "]"):
            if not depth:
                yield token.start()
                return
            depth -= 1
            if not depth:
                yield Place(start, token.end(), _span(text, first, start, token.end()))
    if depth:
        yield Place(start, len(text), _span(text, first, start, len(text)), is_whole=False)


def _span(text: str, first: int, start: int, end: int) -> Span:
    return Span(first, first + text.count("\n", start, end))


def _head(text: str, opening: int, end: int) -> str:
    if opening > _MOST_HEAD:
        return "{}"
    rest = text[end : end + _MOST_HEAD] if end < len(text) else "]}"
    return text[:opening] + rest


def channel(head: str, base: str) -> Channel:
    """Return what the feed says of itself; nothing where it is torn."""
    told = _read(head)
    told = told if isinstance(told, dict) else {}
    home = _address(told, "home_page_url", base) or _address(told, "feed_url", base)
    return Channel(_word(told, "title"), home, _word(told, "language") or None)


def entries(text: str, places: tuple[Place, ...], base: str) -> Iterator[Entry | Broken]:
    """Yield the items of a feed in their order, and those that cannot be read."""
    for place in places:
        if not place.is_whole:
            yield Broken(place.span, "the file ends inside this item")
        elif place.end - place.start > _MOST_ITEM:
            size = place.end - place.start
            yield Broken(place.span, f"an item of {size:,} characters is too long")
        else:
            told = _read(text[place.start : place.end])
            if isinstance(told, dict):
                yield _entry(told, place.span, base)
            else:
                yield Broken(place.span, "an item that is no sound JSON object")


def _read(text: str) -> Any:
    import orjson

    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, RecursionError):
        return None


def _entry(told: Mapping[str, Any], span: Span, base: str) -> Entry:
    own = told.get("_broadsheet")
    html, plain = _word(told, "content_html"), _word(told, "content_text")
    return Entry(
        span=span,
        title=Text(_word(told, "title"), "plain"),
        ident=_ident(told.get("id")),
        link=_address(told, "url", base) or _address(told, "external_url", base),
        original=_address(told, "external_url", base),
        content=Text(html, "html", base or None) if html else Text(plain, "plain"),
        summary=Text(_word(told, "summary"), "plain"),
        published=_word(told, "date_published"),
        updated=_word(told, "date_modified"),
        authors=tuple(_names(told)),
        tags=tuple(tag for tag in _listed(told, "tags") if isinstance(tag, str)),
        publisher=_word(own, "source") or None if isinstance(own, Mapping) else None,
        lang=_word(told, "language") or None,
        media=tuple(_media(told, base)),
    )


def _word(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key)
    return value.strip() if isinstance(value, str) else ""


def _listed(told: Mapping[str, Any], key: str) -> list[Any]:
    value = told.get(key)
    return value[:_MOST_LIST] if isinstance(value, list) else []


def _ident(value: Any) -> str | None:
    """Return an id; some write numbers, which the first version took too."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _address(told: Mapping[str, Any], key: str, base: str) -> str | None:
    href = _word(told, key)
    try:
        return urljoin(base, href) if href else None
    except ValueError:
        return None


def _names(told: Mapping[str, Any]) -> Iterator[str]:
    for author in [*_listed(told, "authors"), told.get("author")]:
        if isinstance(author, Mapping) and (name := _word(author, "name")):
            yield name


def _media(told: Mapping[str, Any], base: str) -> Iterator[Media]:
    for one in _listed(told, "attachments"):
        if isinstance(one, Mapping) and (url := _address(one, "url", base)):
            yield Media(url, _word(one, "mime_type"), _word(one, "title"))
