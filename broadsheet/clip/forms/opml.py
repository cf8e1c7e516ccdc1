"""OPML: a list of feeds to follow. It holds no articles; what it lists can be collected."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.parsers import expat

from broadsheet.clip.forms.entry_lines import first_tag, layout
from broadsheet.clip.forms.feed_text import decoded
from broadsheet.clip.forms.markup import plain_line
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.sound_xml import MOST_DEPTH, mended
from broadsheet.errors import Problem

_MOST_BYTES = 20_000_000
_MOST_FEEDS = 20_000
_LONGEST = 200
_LONGEST_ADDRESS = 2000
_HEAD = 65_536
_OPML = re.compile(r"<opml[\s>]", re.I)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a list names: its title ("" without), address, and folders (`News/Islands`)."""

    title: str
    url: str
    folder: str = ""


def is_opml(head: bytes, name: str) -> bool:
    """Tell whether a document that begins so is OPML; its name says nothing."""
    text = decoded(head[:_HEAD])
    return _OPML.match(text, first_tag(text)) is not None


def clipped(record: Record) -> Clipped:
    """Return no articles, and a problem that says what such a file is for."""
    many = len(feeds(record.data, record.charset))
    listed = "no feeds" if not many else "one feed" if many == 1 else f"{many:,} feeds"
    hint = "`python build.py collect` follows the feeds of an OPML file and of sources.yaml"
    said = f"a list of {listed} (OPML), not articles"
    return Clipped(problems=(Problem(record.seed, said, hint=hint),))


def feeds(text: str | bytes, charset: str = "") -> tuple[Subscription, ...]:
    """Return the feeds that an OPML document lists, each address once, in its order.

    A broken document gives those before its fault. Document types and entities are not read;
    at most 20 MB and 20,000 feeds are. Never raises.
    """
    if len(text) > _MOST_BYTES:
        return ()
    whole = decoded(text, charset) if isinstance(text, bytes) else text
    laid = layout(whole)
    if laid.name.lower() != "opml":
        return ()
    start = _OPML.search(whole)
    piece = mended(whole[start.start() :] if start else "", dict(laid.entities))
    return _Reader().read(piece)


class _EnoughError(Exception):
    """Enough was read."""


class _Reader:
    """Walks the outlines of a document."""

    def __init__(self) -> None:
        self._folders: list[str] = []
        self._depth = 0
        self._found: dict[str, Subscription] = {}

    def read(self, document: str) -> tuple[Subscription, ...]:
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        with suppress(expat.ExpatError, _EnoughError):
            parser.Parse(document.encode("utf-8", "ignore"), True)
        return tuple(self._found.values())

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH or len(self._found) >= _MOST_FEEDS:
            raise _EnoughError
        if name.lower() != "outline":
            return
        told = {key.lower(): value for key, value in attributes.items()}
        title = plain_line(told.get("title") or told.get("text") or "")[:_LONGEST]
        url = _address(told.get("xmlurl", ""))
        self._folders.append("" if url else title.replace("/", " "))
        if url:
            folder = "/".join(part for part in self._folders if part)
            self._found.setdefault(url, Subscription(title, url, folder))

    def _close(self, name: str) -> None:
        self._depth -= 1
        if name.lower() == "outline" and self._folders:
            self._folders.pop()


def _address(text: str) -> str:
    """Return an address of the web, "" for any other; `feed:` stands for http."""
    url = "".join(text.split())[:_LONGEST_ADDRESS]
    if url.lower().startswith("feed:"):
        rest = url[5:]
        url = rest if rest.lower().startswith("http") else f"http:{rest}"
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""
