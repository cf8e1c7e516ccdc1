"""What reading lists export: Wallabag, Readwise, Pocket, Instapaper, Raindrop, Omnivore.

An entry with its text becomes an article. Most exports hold no texts: those are lists of links
that `collect` can fetch, and one problem says so. The names of columns are those of the
programs' own exports, as of 2025.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from broadsheet.clip.forms import rows, sheets
from broadsheet.clip.forms.declared import article, declared
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.errors import Problem
from broadsheet.model import Block, Dropped, Span
from broadsheet.text import squeezed

Row = Mapping[str, Any]
Shape = Callable[[Row], dict[str, Any]]

MOST_LINKS = 100_000
_MOST_NAMED = 1000
_MOST_QUOTES = 1000
_LINKED = re.compile(
    r"""<a\s[^>]{0,2000}?href\s*=\s*["']([^"'<>]{1,2000})["'][^>]{0,4000}>([^<]{0,2000})""", re.I
)
_BOOKMARKS = re.compile(rb"<!DOCTYPE\s+NETSCAPE-Bookmark-file-1|<title>Pocket Export</title>", re.I)
_WALLABAG = re.compile(rb'"(?:is_archived|given_url|reading_time)"\s*:')
_OMNIVORE = re.compile(rb'"(?:savedAt|readingProgress)"\s*:')
_TAGS = re.compile(r"\s*[|,\[\]'\"]+\s*")
_TEXTS = frozenset({"text", "content", "body", "maintext", "article", "full_text", "html"})
_TITLES = frozenset({"title", "headline"})
_URLS = frozenset({"url", "link", "href"})


def is_exports(head: bytes, name: str) -> bool:
    """Tell whether bytes begin an export: known columns of a sheet, keys of JSON, bookmarks."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        return _BOOKMARKS.search(start[:2000]) is not None
    if start[:1] in (b"[", b"{"):
        return _json(start) is not None
    return _sheet(sheets.columns(sheets.text_of(head[:8000]))) is not None


def clipped(record: Record) -> Clipped:
    """Return the articles of an export, and what it has links of only."""
    start = record.data.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = rows.Found()
    if start[:1] == b"<":
        return _finished(record, found, [*_bookmarks(record.data)])
    entries, shape = _read(record.data)
    if shape is _highlights:
        return _quoted(record, entries, found)
    return _finished(record, found, _taken(record, found, entries, shape))


def links(data: bytes, *, bare: bool = False) -> tuple[tuple[str, str], ...]:
    """Return (address, title) of every entry of an export; if `bare` of those without a text."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        listed = [link for link, _ in _bookmarks(data)]
    else:
        entries, shape = _read(data)
        told = (shape(row) for row, _ in entries if not isinstance(row, str))
        listed = [_link(row) for row in told if not (bare and rows.has_text(row))]
    return tuple(dict.fromkeys(link for link in listed if link[0]))[:MOST_LINKS]


@dataclass(frozen=True, slots=True)
class _Highlighted:
    """What was marked in one text."""

    row: Row
    blocks: list[Block]
    first: int
    last: list[int]


def _read(data: bytes) -> tuple[Iterator[tuple[Row | str, Span]], Shape]:
    """Return the entries of JSON or a sheet, and how they are read."""
    start = data[:65_536].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"[", b"{"):
        return rows.rows(data), _json(start) or dict
    text = sheets.text_of(data)
    return _entries(text), _sheet(sheets.columns(text)) or dict


def _entries(text: str) -> Iterator[tuple[Row | str, Span]]:
    for entry in sheets.rows(text):
        if isinstance(entry, sheets.Fault):
            yield entry.message, Span(entry.line, entry.line)
        else:
            yield entry


def _taken(
    record: Record, found: rows.Found, entries: Iterator[tuple[Row | str, Span]], shape: Shape
) -> list[tuple[tuple[str, str], int]]:
    """Add what has a text; return what is only a link, with its line."""
    bare: list[tuple[tuple[str, str], int]] = []
    for row, span in islice(entries, MOST_LINKS):
        if isinstance(row, str):
            found.fault(Problem(record.seed, row, span.first))
            continue
        shaped = shape(row)
        link = _link(shaped)
        if rows.has_text(shaped):
            rows.take(found, record, shaped, span)
        elif link[0]:
            bare.append((link, span.first))
        else:
            found.fault(Problem(record.seed, "an entry without text and address", span.first))
    return bare


def _finished(
    record: Record, found: rows.Found, bare: list[tuple[tuple[str, str], int]]
) -> Clipped:
    reason = "a link without its text"
    for (url, title), line in bare[:_MOST_NAMED]:
        found.dropped.append(Dropped(record.seed, line, (title or url)[:300], reason))
    if bare:
        many = "1 link" if len(bare) == 1 else f"{len(bare):,} links"
        hint = "`python build.py collect FILE` fetches them; then keep the list elsewhere"
        found.problems.append(Problem(record.seed, f"holds {many} without a text", hint=hint))
    elif not found.clippings and not found.problems:
        found.problems.append(Problem(record.seed, "the export is empty"))
    return found.clipped(record.seed)


def _link(row: Row) -> tuple[str, str]:
    url = next((row[name] for name in row if name.lower() in _URLS and row[name]), "")
    title = next((row[name] for name in row if name.lower() in _TITLES and row[name]), "")
    is_web = isinstance(url, str) and url.strip()[:8].lower().startswith(("http://", "https://"))
    return (url.strip()[:2000] if is_web else "", squeezed(str(title))[:300])


# ---- shapes ---------------------------------------------------------------------------------


def _json(start: bytes) -> Shape | None:
    if _WALLABAG.search(start) and b'"content"' in start:
        return _wallabag
    return _omnivore if _OMNIVORE.search(start) and b'"slug"' in start else None


def _wallabag(row: Row) -> dict[str, Any]:
    return {
        "title": row.get("title"),
        "url": row.get("url") or row.get("given_url"),
        "html": row.get("content"),
        "tags": _labels(row.get("tags")),
        "date": row.get("published_at"),
        "authors": row.get("published_by"),
        "saved": row.get("created_at"),
        "lang": row.get("language"),
        "domain": row.get("domain_name"),
    }


def _omnivore(row: Row) -> dict[str, Any]:
    """Return an entry of Omnivore's list; `html` is there where it was put beside."""
    return {
        "title": row.get("title"),
        "url": row.get("url"),
        "html": row.get("html"),
        "tags": _labels(row.get("labels")),
        "date": row.get("publishedAt"),
        "author": row.get("author"),
        "saved": row.get("savedAt"),
        "description": row.get("description"),
        "site": row.get("siteName"),
    }


def omnivore(entry: Row, page: str) -> dict[str, Any]:
    """Return the row of an entry of Omnivore with its page, `content/<slug>.html`."""
    return _omnivore({**entry, "html": page})


def _sheet(names: tuple[str, ...]) -> Shape | None:
    """Return how the rows of a sheet are read, None for a sheet of something else."""
    known = frozenset(names)
    for columns, shape in _SHEETS:
        if columns <= known:
            return shape
    return dict if known & _TITLES and known & (_TEXTS | _URLS) else None


def _reading_list(row: Row) -> dict[str, Any]:
    """Return an entry of a list of links; what it says of a text is an excerpt or a note."""
    return {"title": row.get("title"), "url": row.get("url")}


def _wallabag_sheet(row: Row) -> dict[str, Any]:
    return {
        "title": row.get("title"),
        "url": row.get("url"),
        "html": row.get("content"),
        "tags": _labels(row.get("tags")),
        "lang": row.get("language"),
        "saved": row.get("creation date"),
    }


def _highlights(row: Row) -> dict[str, Any]:
    return {
        "title": row.get("book title"),
        "author": row.get("book author"),
        "tags": _labels(row.get("document tags")),
        "saved": row.get("highlighted at"),
    }


_SHEETS: tuple[tuple[frozenset[str], Shape], ...] = (
    (frozenset({"title", "url", "content", "tags", "mime type"}), _wallabag_sheet),
    (frozenset({"highlight", "book title", "book author"}), _highlights),
    (frozenset({"title", "url", "time_added", "status"}), _reading_list),  # Pocket
    (frozenset({"title", "url", "document tags", "saved date"}), _reading_list),  # Readwise Reader
    (frozenset({"url", "title", "selection", "folder"}), _reading_list),  # Instapaper
    (frozenset({"title", "excerpt", "url", "folder", "created"}), _reading_list),  # Raindrop
)


def _labels(value: Any) -> list[str]:
    """Return tags, whether they are a list, names in a list, or `a|b`, `a, b`, `['a', 'b']`."""
    if isinstance(value, list):
        named = (
            one.get("label") or one.get("name") if isinstance(one, dict) else one for one in value
        )
        return [one for one in named if isinstance(one, str)]
    return [part for part in _TAGS.split(value) if part] if isinstance(value, str) else []


# ---- highlights and bookmarks ---------------------------------------------------------------


def _quoted(
    record: Record, entries: Iterator[tuple[Row | str, Span]], found: rows.Found
) -> Clipped:
    """Return what was marked in each text as one article of quotations."""
    texts: dict[tuple[str, str], _Highlighted] = {}
    for row, span in entries:
        if isinstance(row, str):
            found.fault(Problem(record.seed, row, span.first))
            continue
        key = (row.get("book title", ""), row.get("book author", ""))
        text = texts.setdefault(key, _Highlighted(row, [], span.first, [span.last]))
        text.last[0] = span.last
        if len(text.blocks) < _MOST_QUOTES:
            text.blocks.extend(_marked(row))
    for text in texts.values():
        _add_quoted(record, found, text)
    return _finished(record, found, [])


def _marked(row: Row) -> Iterator[Block]:
    for kind, name in (("quote", "highlight"), ("paragraph", "note")):
        if said := squeezed(rows.readable(row.get(name) or "")):
            yield Block("quote" if kind == "quote" else "paragraph", said)


def _add_quoted(record: Record, found: rows.Found, text: _Highlighted) -> None:
    if not text.blocks:
        found.fault(Problem(record.seed, "highlights without a text", text.first))
        return
    said = declared(_highlights(text.row))
    clipping, problems = article(
        record, said, tuple(text.blocks), Span(text.first, text.first), text.blocks[0].text[:100]
    )
    found.clippings.append(clipping)
    for problem in problems:
        found.fault(problem)


def _bookmarks(data: bytes) -> Iterator[tuple[tuple[str, str], int]]:
    text = sheets.text_of(data)
    line, at = 1, 0
    for found in islice(_LINKED.finditer(text), MOST_LINKS):
        line += text.count("\n", at, found.start())
        at = found.start()
        link = _link({"url": html.unescape(found[1]), "title": html.unescape(found[2])})
        if link[0]:
            yield link, line
