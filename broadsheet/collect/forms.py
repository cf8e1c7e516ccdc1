"""What a fetched file is, judged from its first bytes: the server's label is only a hint."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = 4096
_FEED = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)[\s>/]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')
_HTML = re.compile(rb"<!doctype\s+html|<(?:html|head|body|article|title|meta|h1|p|div)[\s>]", re.I)
_PAST_COMMENTS = re.compile(rb"<!--.{0,3000}?-->|<\?[^>]{0,300}>", re.DOTALL)
_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a sound",
    b"ID3": "a sound",
    b"OggS": "a sound or a film",
    b"\x00\x00\x00": "a film",
    b"\x1f\x8b": "a packed file",
    b"PK\x03\x04": "a packed file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What a file is: a feed, a page, or another text to be kept; and how its name ends.

    `kind` is "" for what no article can be cut from; `told` then says what it is.
    """

    kind: str
    ending: str = ""
    told: str = ""


def form(data: bytes, media: str) -> Form:
    """Return what the bytes are."""
    head = _text_of(data[:_HEAD])
    begun = head.lstrip()
    if begun.startswith(b"%PDF-"):
        return Form("page", ".pdf")
    for magic, told in _BINARY.items():
        if head.startswith(magic):
            return Form("", told=told)
    plain = _PAST_COMMENTS.sub(b"", begun)
    if begun[:1] in b"{[" and begun:
        is_feed = _JSON_FEED.search(head) or media == "application/feed+json"
        return Form("feed" if is_feed else "page", ".json")
    if (found := _FEED.search(plain)) and not _HTML.search(plain[: found.start()]):
        return Form("feed", ".xml")
    if _HTML.search(plain) or "html" in media:
        return Form("page", ".html")
    if begun.startswith(b"<?xml") or media.endswith("xml"):
        return Form("page", ".xml")
    if b"\0" in head or not (media.startswith("text/") or not media):
        return Form("", told=f"of a form that holds no articles: {media[:60] or 'not told'}")
    return Form("page", ".md" if media == "text/markdown" else ".txt")


def _text_of(head: bytes) -> bytes:
    """Return the first bytes without a byte order mark; those of UTF-16 as if they were ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")
