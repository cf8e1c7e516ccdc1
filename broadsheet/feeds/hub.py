"""The hub of a feed (WebSub): whoever subscribes there is told of news at once."""

from __future__ import annotations

from html import escape

from broadsheet.feeds.fields import web_address

_SELF = b'rel="self"'


def with_hub(feed: bytes, hub: str) -> bytes:
    """Return an Atom or RSS feed that names its hub, on a line after its own address."""
    href = web_address(hub)
    mark = feed.find(_SELF)
    if not href or mark < 0:
        return feed
    start, end = feed.rindex(b"\n", 0, mark) + 1, feed.index(b"\n", mark) + 1
    line = feed[start:end]
    element = line.split(b"<", 1)[0] + b"<" + line.split(b"<", 1)[1].split(b" ", 1)[0]
    return b'%b%b href="%b" rel="hub"/>\n%b' % (
        feed[:end],
        element,
        escape(href).encode(),
        feed[end:],
    )
