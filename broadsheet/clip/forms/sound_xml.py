"""Pieces of XML made sound, or refused: no document type, no entity, no depth without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from html.entities import html5
from typing import Any
from xml.parsers import expat

MOST_DEPTH = 200
_MOST_ATTRIBUTES = 100
_MOST_PREFIXES = 50
_SKIPPED = re.compile(r"<!--|<!\[CDATA\[|<\?")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_REFERENCE = re.compile(r"&(?:#(?:\d{1,7}|[xX][0-9a-fA-F]{1,6});|(\w{1,40});|)")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONE = re.compile(r"<(?![A-Za-z_/!?])")
_RUN = re.compile(r"[<&]{20,}")  # never text, and each would cost a parser a call
_VOID = re.compile(r"<(br|hr|img|input|wbr)((?:\s[^<>]{0,2000})?)(?<!/)>", re.I)
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_DECLARED = re.compile(r"xmlns:([\w.-]{1,40})\s*=")
# What feeds use, often without declaring it.
_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def fault(document: str) -> str | None:
    """Return what is wrong with an XML document, None where it is sound and of sane shape."""
    judge = _Judge()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartElementHandler = judge.open
    parser.EndElementHandler = judge.close
    parser.StartDoctypeDeclHandler = judge.refuse
    try:
        parser.Parse(document.encode("utf-8", "ignore"), True)
    except expat.ExpatError as error:
        return expat.errors.messages.get(error.code, "not well-formed")
    except _RefusedError as refused:
        return str(refused)
    return None


class _RefusedError(Exception):
    """What is well-formed and yet not taken."""


class _Judge:
    def __init__(self) -> None:
        self._depth = 0

    def open(self, _: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise _RefusedError(f"elements nested more than {MOST_DEPTH} deep")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _RefusedError(f"an element with more than {_MOST_ATTRIBUTES} attributes")

    def close(self, _: str) -> None:
        self._depth -= 1

    def refuse(self, *_: Any) -> None:
        raise _RefusedError("a document type inside the document")


def declared(root: str, piece: str = "") -> str:
    """Return a start tag that declares the prefixes that a piece, and most feeds, use."""
    known = set(_DECLARED.findall(root)) | {"xml", "xmlns"}
    missing = {prefix: uri for prefix, uri in _SPACES.items() if prefix not in known}
    for used in _PREFIX.finditer(piece):
        if len(missing) >= _MOST_PREFIXES:
            break
        if used[1] not in known:
            missing.setdefault(used[1], f"urn:undeclared:{used[1]}")
    spaces = "".join(f' xmlns:{prefix}="{escape(uri)}"' for prefix, uri in missing.items())
    at = len(root) - (2 if root.endswith("/>") else 1)
    return f"{root[:at]}{spaces}>"


def mended(piece: str, entities: Mapping[str, str]) -> str:
    """Return a piece of XML with what publishers most often get wrong put right.

    Names of HTML's characters and of the feed's own `entities`, a bare `&` or `<`, the elements
    of HTML that have no end. What stands in CDATA is left alone; one never closed is closed.
    """

    def said(found: re.Match[str]) -> str:
        name = found[1]
        if not name:
            return found[0] if len(found[0]) > 1 else "&amp;"
        if name in _OWN:
            return found[0]
        value = entities.get(name) or html5.get(f"{name};")
        return value_of(value) if value else f"&amp;{name};"

    def value_of(value: str) -> str:
        return value if value.startswith("&#") else escape(value)

    def put_right(text: str) -> str:
        text = _REFERENCE.sub(said, _RUN.sub(lambda run: run[0][-1], text))
        return _VOID.sub(r"<\1\2/>", _LONE.sub("&lt;", text))

    parts = (put_right(text) if is_markup else text for text, is_markup in _parted(piece))
    return "".join(parts)


def _parted(piece: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text and whether each is markup, not CDATA or a comment."""
    at = 0
    while found := _SKIPPED.search(piece, at):
        yield piece[at : found.start()], True
        mark = _ENDS[found[0]]
        end = piece.find(mark, found.end())
        at = end + len(mark) if end >= 0 else len(piece)
        if found[0] == "<![CDATA[":
            yield piece[found.start() : at] + ("" if end >= 0 else mark), False
    yield piece[at:], True


def rebuilt(document: str) -> str | None:
    """Return what a forgiving parser can make of a broken document, None if nothing."""
    from lxml import etree  # loaded where something is broken

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(document.encode("utf-8", "ignore"), parser)
        text = None if root is None else etree.tostring(root, encoding="unicode")
    except (etree.LxmlError, ValueError):
        return None
    return text if text and fault(text) is None else None
