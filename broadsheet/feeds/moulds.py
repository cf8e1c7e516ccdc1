"""Atom and RSS the quick way: feedgen makes a mould, and the words of each entry are poured in.

A mould is what feedgen makes of an entry whose every field is a marked hole; one serves all
entries that have the same fields. An entry is poured once and stands in every feed that carries
it: a fifteenth of the time of making each anew. Whatever has no plain shape goes to `reference`.
"""

from __future__ import annotations

import datetime as dt
import html as markup
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count

from broadsheet.feeds.fields import (
    Html,
    address,
    authors,
    changed,
    content,
    identity,
    instant,
    newest,
    title,
    unique,
    web_address,
    xml_clean,
)
from broadsheet.feeds.reference import reference
from broadsheet.plan.documents import Entry, FeedPage

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HOLE = re.compile(r'("?)zz-([a-z]+[0-9]*)-zz')
_PUBLISHED, _UPDATED = "2001-01-01T01:01:01+01:01", "2002-02-02T02:02:02+02:02"
_QUOTE = '"'
_ORIGINAL = "https://zz-via-zz/"
# Where the entries of a feed stand: before these lines.
_ENDS = {"atom": "</feed>\n", "rss": "  </channel>\n</rss>\n"}
_ENTRY = {"atom": "  <entry", "rss": "    <item"}


@dataclass(frozen=True, slots=True)
class Mould:
    """XML with holes: a piece, a hole, a piece, ... A hole has a name and knows its quotes."""

    solid: tuple[str, ...]
    holes: tuple[str, ...]  # a name; with `"` before it in an attribute


def cast(kind: str, page: FeedPage, html: Html) -> bytes:
    """Return the feed, kind atom or rss: byte for byte what `reference` returns."""
    if not _is_plain(page):
        return reference(kind, page, html)
    head, end = _frame(kind)
    entries = [_poured(kind, entry, html) for entry in page.entries]
    return "".join((_filled(head, _of_feed(page)), *entries, end)).encode()


def _is_plain(page: FeedPage) -> bool:
    """Return whether everything has an address, without which feedgen may refuse or guess."""
    return all(map(address, (page.url, page.home, *(entry.url for entry in page.entries))))


@lru_cache(maxsize=4096)
def _poured(kind: str, entry: Entry, html: Html) -> str:
    values = _of_entry(entry, html)
    return _filled(_entry_mould(kind, tuple(values)), values)


def _filled(mould: Mould, values: Mapping[str, str]) -> str:
    pieces = [mould.solid[0]]
    for hole, piece in zip(mould.holes, mould.solid[1:], strict=True):
        text = values[hole.removeprefix(_QUOTE)]
        pieces += (_attribute(text) if hole[0] == _QUOTE else text, piece)
    return "".join(pieces)


# ---- what is poured --------------------------------------------------------------------------


def _of_feed(page: FeedPage) -> dict[str, str]:
    name = title(page.title)
    when = newest(page)
    return _escaped(
        id=identity(page),
        title=name,
        description=xml_clean(page.description) or name,
        url=address(page.url),
        home=address(page.home),
        language=xml_clean(page.language) or "und",
        author=title(page.author or page.title),
        updated=when.isoformat(),
        changed=_rfc822(when),
    )


@lru_cache(maxsize=1024)
def _of_entry(entry: Entry, html: Html) -> dict[str, str]:
    """Return the fields that the entry has, escaped; of lists one for each name."""
    published = instant(entry.published)
    source = xml_clean(entry.source).strip()
    # Readers take an RSS description for HTML: what is plain text must be escaped for that.
    summary = markup.escape(xml_clean(entry.summary), quote=False)
    found = {
        "summary": summary,
        "content": content(entry, html),
        "via": web_address(entry.original),
        "source": source,
        "lang": xml_clean(entry.lang),
        **{f"author{n}": name for n, name in enumerate(authors(entry))},
        **{f"topic{n}": name for n, name in enumerate(unique(entry.topics))},
    }
    return _escaped(
        id=identity(entry),
        title=title(entry.title),
        url=address(entry.url),
        published=published.isoformat(),
        dated=_rfc822(published),
        updated=changed(entry).isoformat(),
        **{name: text for name, text in found.items() if text},
    )


def _escaped(**fields: str) -> dict[str, str]:
    """Return the fields as XML holds them in a text."""
    return {name: _text(text) for name, text in fields.items()}


def _text(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return text.replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def _rfc822(when: dt.datetime) -> str:
    """Return the time as RSS prints it, in English whatever the locale."""
    day, month = _DAYS[when.weekday()], _MONTHS[when.month - 1]
    return when.strftime(f"{day}, %d {month} %Y %H:%M:%S %z")


# ---- moulds ----------------------------------------------------------------------------------


@cache
def _frame(kind: str) -> tuple[Mould, str]:
    """Return the head of a feed as a mould, and its end."""
    made = _made(kind, ())
    return _mould(made.removesuffix(_ENDS[kind])), _ENDS[kind]


@cache
def _entry_mould(kind: str, fields: tuple[str, ...]) -> Mould:
    """Return the mould of an entry that has these fields."""
    hole = {name: f"zz-{name}-zz" for name in fields}
    entry = Entry(
        id="zz-id-zz",
        title="zz-title-zz",
        url="zz-url-zz",
        summary=hole.get("summary", ""),
        markdown=hole.get("content", ""),
        published=_PUBLISHED,
        updated=_UPDATED,
        authors=tuple(hole[name] for name in fields if name.startswith("author")),
        topics=tuple(hole[name] for name in fields if name.startswith("topic")),
        source=hole.get("source", ""),
        original=_ORIGINAL if "via" in hole else "",
        lang=hole.get("lang", ""),
    )
    made = _made(kind, (entry,))
    return _mould(made[made.index(_ENTRY[kind]) : made.index(_ENDS[kind])])


def _made(kind: str, entries: tuple[Entry, ...]) -> str:
    """Return what feedgen makes of a feed in which everything is a hole."""
    page = FeedPage(
        id="zz-id-zz",
        title="zz-title-zz",
        description="zz-description-zz",
        url="zz-url-zz",
        home="zz-home-zz",
        language="zz-language-zz",
        author="zz-author-zz",
        updated=_UPDATED,
        entries=entries,
    )
    made = reference(kind, page, str).decode()
    dates = {_PUBLISHED: "published", _UPDATED: "updated"}
    for when, name in dates.items():
        later = "dated" if name == "published" else "changed"
        made = made.replace(when, f"zz-{name}-zz")
        made = made.replace(_rfc822(dt.datetime.fromisoformat(when)), f"zz-{later}-zz")
    return made.replace(_ORIGINAL, "zz-via-zz")


def _mould(made: str) -> Mould:
    pieces = _HOLE.split(made)
    solid = [pieces[0]]
    holes = []
    for at in count(1, 3):
        if at >= len(pieces):
            break
        quote, name, piece = pieces[at : at + 3]
        solid[-1] += quote
        holes.append(quote + name)
        solid.append(piece)
    return Mould(tuple(solid), tuple(holes))
