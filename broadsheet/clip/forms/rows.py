"""JSON Lines of articles, or one JSON array or object of them: one article a row.

Read are the rows that our `clip` and `export` print, and the common shapes of others: crawlers,
news APIs, data sets. A row that is none is a problem with its line, and the rest goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

import orjson

from broadsheet.clip.forms.declared import TITLES, Declared, article, declared, url
from broadsheet.clip.forms.markdown import markdown
from broadsheet.clip.forms.markup import blocks
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.errors import Problem
from broadsheet.model import Block, Clipping, Dropped, Span
from broadsheet.text import sentences, squeezed

MOST_ROWS = 100_000
MOST_PROBLEMS = 100
_LONGEST_ROW = 8_000_000  # bytes
_LONGEST_TEXT = 2_000_000
_LONGEST_TITLE = 120
_OURS = ("generated", "permalink", "markdown")
_HTML = ("html", "content_html", "body_html", "article_html", "html_body")
_TEXTS = (
    "text",
    "maintext",
    "body",
    "content",
    "content_text",
    "article",
    "article_text",
    "full_text",
    "fulltext",
    "articlebody",
    "plain_text",
    "cleaned_text",
)
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|a|strong|em|span|blockquote)\b[^>]{0,500}>", re.I)
_SAYS_TEXT = re.compile(
    rb'"(?:' + "|".join((*_HTML, *_TEXTS, "markdown")).encode() + rb')"\s*:', re.IGNORECASE
)
_SAYS_TITLE = re.compile(rb'"(?:title|headline|name|url|link)"\s*:', re.IGNORECASE)
_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}\[\]\n]', re.DOTALL)
_BLANK = b" \t\r\n"


def is_rows(head: bytes, name: str) -> bool:
    """Tell whether bytes begin rows of articles: JSON objects with a title and a text."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if start[:1] not in (b"{", b"[") or _FEED.search(start[:4096]):
        return False
    if start[:1] == b"[" and start[1:].lstrip(_BLANK)[:1] != b"{":
        return False
    return _SAYS_TEXT.search(start) is not None and _SAYS_TITLE.search(start) is not None


@dataclass(slots=True)
class Found:
    """What rows gave so far; of problems only the first are named."""

    clippings: list[Clipping] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unnamed: int = 0

    def fault(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unnamed += 1

    def clipped(self, seed: str) -> Clipped:
        if self.unnamed:
            self.problems.append(Problem(seed, f"{self.unnamed:,} more rows are of no use"))
        return Clipped(tuple(self.clippings), tuple(self.dropped), tuple(self.problems))


def clipped(record: Record) -> Clipped:
    """Return the article of each row, at the lines where it stands."""
    found = Found()
    for number, (row, span) in enumerate(rows(record.data)):
        if number == MOST_ROWS:
            hint = "split the file"
            found.fault(Problem(record.seed, f"holds more than {MOST_ROWS:,} rows", hint=hint))
            break
        if isinstance(row, str):
            found.fault(Problem(record.seed, row, span.first))
        else:
            take(found, record, row, span)
    return found.clipped(record.seed)


def take(found: Found, record: Record, row: Mapping[str, Any], span: Span) -> None:
    """Add the article of a row, or what keeps it from being one."""
    said = declared(row, exact=all(name in row for name in _OURS[1:]))
    if said.said.get("draft") is True:
        title = said.text(TITLES) or "untitled"
        found.dropped.append(Dropped(record.seed, span.first, title, "a draft"))
        return
    body = _body(said)
    if not body and not (said.exact and said.text(TITLES)):
        found.fault(_empty(record.seed, said, span.first))
        return
    clipping, problems = article(record, said, body, span, _title(body))
    found.clippings.append(clipping)
    for problem in problems:
        found.fault(problem)


def _empty(seed: str, said: Declared, line: int) -> Problem:
    title = said.text(TITLES)
    named = f" of `{title[:60]}`" if title else ""
    hint = (
        "`collect` can fetch it: list it in sources.yaml, with `kind: page`"
        if url(said)
        else "`text` or `body` is expected"
    )
    return Problem(seed, f"the row{named} has no text", line, hint=hint)


def has_text(row: Mapping[str, Any]) -> bool:
    """Tell whether a row has something under one of the names for a text."""
    return any(row.get(name) for name in ("markdown", *_HTML, *_TEXTS))


def _body(said: Declared) -> tuple[Block, ...]:
    """Return the body of a row: as Markdown of ours, as HTML, or as plain paragraphs."""
    own = said.said.get("markdown")
    if isinstance(own, str) and own.strip():
        return markdown(own[:_LONGEST_TEXT], exact=said.exact)
    for name in (*_HTML, *_TEXTS):
        text = said.said.get(name)
        if isinstance(text, list):
            text = "\n\n".join(part for part in text[:10_000] if isinstance(part, str))
        if isinstance(text, str) and text.strip():
            return prose(text[:_LONGEST_TEXT], url(said), name in _HTML)
    return ()


def prose(text: str, base: str | None = None, is_html: bool = False) -> tuple[Block, ...]:
    """Return a text as blocks: HTML if it is that, else its paragraphs."""
    if is_html or _MARKUP.search(text):
        return blocks(text, base)
    parts = re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n"))
    if len(parts) == 1:
        parts = text.split("\n")
    found = (squeezed(readable(part)) for part in parts)
    return tuple(Block("paragraph", part) for part in found if part)


def readable(text: str) -> str:
    """Return a text without control characters."""
    return text.translate(_CONTROLS)


_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127, 0xFEFF, 0x200B))


def _title(body: tuple[Block, ...]) -> str:
    """Return the first sentence of a body, cut at a word: the title of what has none."""
    text = squeezed(body[0].text[:2000]) if body else ""
    first = next(iter(sentences(text)), text)
    if len(first) <= _LONGEST_TITLE:
        return first
    return f"{first[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…"


# ---- rows in bytes --------------------------------------------------------------------------


def rows(data: bytes) -> Iterator[tuple[Mapping[str, Any] | str, Span]]:
    """Yield (row, lines) of each row, or (what is wrong with it, lines).

    Rows that share a line are told apart by their numbers.
    """
    start = len(data) - len(data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK))
    whole = data[start : start + 1] == b"[" or not _is_lines(data, start)
    places = [*islice(_elements(data) if whole else _lines(data), MOST_ROWS + 1)]
    packed = any(before[1] == after[0] for before, after in pairwise(places))
    for number, (first, last, at, end) in enumerate(places, 1):
        span = Span(number, number) if packed else Span(first, last)
        if end - at > _LONGEST_ROW:
            yield f"a row longer than {_LONGEST_ROW:,} bytes", span
            continue
        yield _row(data[at:end]), span


def _is_lines(data: bytes, start: int) -> bool:
    """Tell whether the first line is an object by itself, rather than the begin of one."""
    end = data.find(b"\n", start)
    line = data[start : end if end >= 0 else len(data)].strip()
    return line.endswith(b"}") or len(line) > 200


def _lines(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    at, number = 0, 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        number += 1
        if data[at:end].strip(b" \t\r\xef\xbb\xbf"):
            yield number, number, at, end
        at = end + 1


def _elements(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield (first line, last line, start, end) of each object that stands in no other."""
    depth, line, at, first = 0, 1, 0, 1
    for token in _TOKEN.finditer(data):
        mark = token[0]
        if mark in (b"{", b"["):
            if mark == b"{" and depth == 0:
                at, first = token.start(), line
            depth += mark == b"{" or depth > 0
        elif mark in (b"}", b"]"):
            depth -= depth > 0
            if depth == 0 and mark == b"}" and at >= 0:
                yield first, line, at, token.end()
                at = -1
        else:
            line += mark.count(b"\n")
    if depth and at >= 0:
        yield first, line, at, len(data)


def _row(text: bytes) -> Mapping[str, Any] | str:
    try:
        row = orjson.loads(text.removeprefix(b"\xef\xbb\xbf").strip(_BLANK).rstrip(b","))
    except orjson.JSONDecodeError as error:
        return f"not JSON: {error.msg[:80]}"
    return row if isinstance(row, dict) else "not a JSON object"
