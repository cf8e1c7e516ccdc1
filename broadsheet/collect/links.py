"""Where a feed or a section leads: the addresses of its articles, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import translate
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson
from lxml import etree, html

from broadsheet.collect.addresses import RefusedError, address

_MOST_ENTRIES = 5000  # that are looked at in a feed
_MOST_LINKS = 5000  # that are looked at on a page
_LEAST_WORDS = 4  # of a headline, where an alphabet parts words
_LEAST_LETTERS = 12  # of one where it does not
_LONG_SLUG = 3  # hyphens in the last part of an address that is made from a headline
_AROUND = frozenset({"nav", "header", "footer", "aside", "form", "menu"})
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_CONTENT = frozenset({"article", "main", "section", "li"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_FURNITURE = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|people|contributors?|sections?|search|login|"
    r"signin|sign-in|register|subscri(?:be|ptions?)|account|about|contact|privacy|terms|help|faq|"
    r"newsletters?|feeds?|rss|shop|jobs|cookies?|legal|imprint|page)(?:/|$)",
    re.IGNORECASE,
)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif|mp[34]|m4a|mov|css|js|xml|rss|atom|json|zip|docx?|xlsx?)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/-]|$)")
_PAGERS = frozenset({"page", "p", "paged", "offset", "start"})


# ---- feeds -------------------------------------------------------------------------------------


def entries(data: bytes, base: str, most: int) -> tuple[str, ...]:
    """Return the addresses that the first `most` entries of a feed lead to."""
    found = _json_entries(data) if data.lstrip()[:1] in (b"{", b"[") else _xml_entries(data)
    return _plain(found, base, most)


def _json_entries(data: bytes) -> Iterator[str]:
    try:
        items = orjson.loads(data).get("items", [])
    except (ValueError, AttributeError):
        return
    for item in items[:_MOST_ENTRIES] if isinstance(items, list) else ():
        said = item.get("url") if isinstance(item, dict) else None
        yield said if isinstance(said, str) else ""


def _xml_entries(data: bytes) -> Iterator[str]:
    """Yield the link of each entry, "" where it has none. No entity is resolved."""
    events = etree.iterparse(
        BytesIO(data),
        events=("end",),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    seen = 0
    try:
        for _, element in events:
            if _name(element) not in ("item", "entry"):
                continue
            yield _link(element)
            element.clear()
            seen += 1
            if seen == _MOST_ENTRIES:
                return
    except etree.XMLSyntaxError:
        return  # what came before is of use


def _link(entry: Any) -> str:
    permalink = ""
    for child in entry:
        name, text = _name(child), (child.text or "").strip()
        if name in ("origlink",) and text:
            return text
        if name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                return str(child.get("href"))
        elif name == "link" and text:
            permalink = text
        elif name == "guid" and not permalink and child.get("ispermalink", "") != "false":
            is_address = text.startswith(("http://", "https://"))
            permalink = text if is_address and child.get("isPermaLink") != "false" else ""
    return permalink


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _plain(found: Iterator[str], base: str, most: int) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for number, text in enumerate(found):
        if number >= most:
            break
        try:
            if text:
                kept[address(text, base)] = None
        except RefusedError:
            continue
    return tuple(kept)


# ---- sections ----------------------------------------------------------------------------------


def articles(data: bytes, base: str, pattern: str, most: int) -> tuple[str, ...]:
    """Return the addresses on a section page that look like articles of the same site.

    With a `pattern`, those that match it. Where all of them tell their day, the newest first;
    else in the order of the page.
    """
    fits = _matching(pattern) if pattern else None
    kept: dict[str, None] = {}
    for url, anchor in _anchors(data, base):
        if not _is_of(url, base) or url in kept:
            continue
        if fits(url) if fits else _is_article(url, anchor, base):
            kept[url] = None
    found = list(kept)
    days = [_day(url) for url in found]
    if all(days):
        found = [url for _, url in sorted(zip(days, found, strict=True), key=_newest)]
    return tuple(found[:most])


def _newest(dated: tuple[str, str]) -> int:
    return -int(dated[0])


def _day(url: str) -> str:
    found = _DATED.search(urlsplit(url).path)
    return f"{found[1]}{found[2]}{found[3] or '00'}" if found else ""


def _matching(pattern: str) -> Any:
    """Return what says whether an address, or its path and query, is like the pattern."""
    like = re.compile(translate(pattern.lower())).match
    whole = pattern.startswith(("http://", "https://"))

    def fits(url: str) -> bool:
        parts = urlsplit(url.lower())
        if whole:
            return bool(like(url.lower()))
        query = f"?{parts.query}" if parts.query else ""
        return bool(like(parts.path) or like(parts.path.rstrip("/")) or like(parts.path + query))

    return fits


def _anchors(data: bytes, base: str) -> Iterator[tuple[str, Any]]:
    parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    declared = next((str(at.get("href") or "") for at in tree.iter("base")), "")
    with suppress(RefusedError):
        base = address(declared, base) if declared else base
    for number, anchor in enumerate(tree.iter("a")):
        if number == _MOST_LINKS:
            return
        try:
            yield address(str(anchor.get("href") or ""), base), anchor
        except RefusedError:
            continue


def _is_of(url: str, base: str) -> bool:
    """Return whether an address is of the same site, and of another page than the base."""
    mine, other = urlsplit(base), urlsplit(url)
    same = (mine.hostname or "").removeprefix("www.") == (other.hostname or "").removeprefix("www.")
    return same and other.path.rstrip("/") != mine.path.rstrip("/")


def _is_article(url: str, anchor: Any, base: str) -> bool:
    parts = urlsplit(url)
    path = parts.path
    if _NO_PAGE.search(path) or _FURNITURE.search(path):
        return False
    if _PAGERS & {key.lower() for key, _ in parse_qsl(parts.query)}:
        return False
    if urlsplit(base).path.startswith(path) or _is_around(anchor):
        return False
    last = path.rstrip("/").rpartition("/")[2]
    deep = path.strip("/").count("/") >= 1
    telling = last.count("-") >= _LONG_SLUG or bool(_DATED.search(path)) or _has_number(last)
    return (telling or deep) and (_is_headline(anchor) or telling)


def _has_number(last: str) -> bool:
    return bool(re.search(r"\d{5}", last))


def _is_around(anchor: Any) -> bool:
    """Return whether a link stands in what surrounds the page, and not in its list."""
    for above in anchor.iterancestors():
        if above.tag in _AROUND or above.get("role") in _AROUND_ROLES:
            return above.tag != "header" or not any(
                around.tag in _CONTENT for around in above.iterancestors()
            )
    return False


def _is_headline(anchor: Any) -> bool:
    text = " ".join("".join(anchor.itertext()).split())
    letters = sum(letter.isalpha() for letter in text)
    spaced = len(text.split()) >= _LEAST_WORDS
    if spaced or (letters >= _LEAST_LETTERS and not text.isascii()):
        return True
    return any(above.tag in _HEADINGS for above in (*anchor.iterancestors(), *anchor))


def feed_of(data: bytes, base: str) -> str:
    """Return the address of the feed that a page names, or ""."""
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(huge_tree=False))
        for link in tree.iter("link"):
            kinds = (link.get("type") or "").lower(), (link.get("rel") or "").lower()
            if kinds[0] in _FEED_TYPES and "alternate" in kinds[1]:
                return address(link.get("href") or "", base)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RefusedError):
        pass
    return ""


_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
