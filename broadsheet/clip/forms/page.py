"""Saved web pages: the article that a page holds, or the several, with all that it declares."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from broadsheet.clip.dateline import dateline
from broadsheet.clip.forms import metadata as told
from broadsheet.clip.forms import repeats, stubs
from broadsheet.clip.forms.base import based, lines
from broadsheet.clip.forms.captions import captioned
from broadsheet.clip.forms.cleaning import Cleaned, cleaned
from broadsheet.clip.forms.declared import is_believed, when
from broadsheet.clip.forms.decoding import decoded
from broadsheet.clip.forms.extract import extracted
from broadsheet.clip.forms.markup import blocks, element_blocks, said
from broadsheet.clip.forms.metadata import Metadata
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.repeats import Part
from broadsheet.clip.forms.signatures import authors, wires
from broadsheet.clip.forms.tree import MOST, MOST_TAGS, Element, is_cut, parsed
from broadsheet.errors import Problem
from broadsheet.model import Block, Clipping, Dropped, Span, When
from broadsheet.text import folded, sentences

MOST_BYTES = 100_000_000
_MOST_PARTS = 500
_LEAST = 40  # characters of a text
_PART = 200  # characters; less is a teaser
_FEW = 3  # parts that may be what an article's page shows of others
_ARTICLE = 800  # characters of a text that may be an article beside them
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|article|table|h1)\b", re.IGNORECASE
)
_NOT_PAGE = re.compile(
    rb"\s*<(?:\?xml[^>]{0,300}>\s*)?(?:<!--.{0,500}?-->\s*)*<?(?:rss|feed|rdf:RDF|opml)\b",
    re.I | re.S,
)


def is_page(head: bytes, name: str) -> bool:
    """Tell whether a document is HTML, from its first bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if not start.startswith(b"<") or _NOT_PAGE.match(start):
        return False
    return _PAGE.search(head) is not None


def clipped(record: Record) -> Clipped:
    """Return the article of a saved page, or the several that it holds; else a problem."""
    if len(record.data) > MOST_BYTES:
        hint = f"at most {MOST_BYTES:,}"
        return _refused(record, f"{len(record.data):,} bytes are too many for a page", hint)
    text = decoded(record.data, record.charset)
    root, html = parsed(text)
    if root is None:
        return _refused(record, "there is nothing in this page", "save it again")
    done = _cut(record, root, html)
    if not is_cut(text):
        return done
    hint = f"at most {MOST_TAGS:,} tags and {MOST:,} characters; split the page"
    problem = Problem(record.seed, "the page is too long: not all of it was read", hint=hint)
    return replace(done, problems=(*done.problems, problem))


def _cut(record: Record, root: Element, html: str) -> Clipped:
    found = told.metadata(root, record)
    base = told.base(root, record, found)
    if found.ours:
        return _own(record, root, found, base)
    if not _is_one(found) and (several := _several(record, html, root, found, base)):
        return several
    return _single(record, html, root, found, base)


def _refused(record: Record, message: str, hint: str) -> Clipped:
    return Clipped(problems=(Problem(record.seed, message, hint=hint),))


def _is_one(found: Metadata) -> bool:
    return found.article and bool(found.title) and (found.date is not None or bool(found.text))


# ---- one article ------------------------------------------------------------------------------


def _single(record: Record, html: str, root: Element, found: Metadata, base: str | None) -> Clipped:
    body = extracted(root, html, base, found.text)
    if stub := stubs.reason(root, found, body):
        return _refused(record, *stub)
    kept = cleaned(body or blocks(found.text), found.title, found.authors)
    if _size(kept.blocks) < _LEAST:
        hint = "save the page once it is shown whole, or write the text by hand"
        return _refused(record, "no article was found in this page", hint)
    title = found.title or _first(kept.blocks)
    if not title:
        return _refused(record, "this page has no headline", "write one into its <title>")
    kept.blocks = captioned(kept.blocks, root)
    made = _made(record, replace(found, title=title), kept, _date(root, record, found))
    return Clipped((made,), _dropped(record, kept), _doubts(record, found, kept.blocks))


def _made(record: Record, found: Metadata, kept: Cleaned, date: When | None) -> Clipping:
    opened = dateline(next((b.text for b in kept.blocks if b.kind == "paragraph"), ""))
    return based(
        record,
        title=found.title,
        body=tuple(kept.blocks),
        source=found.source,
        agency=found.agency or opened.agency,
        authors=found.authors or kept.authors,
        date=date,
        section=found.section,
        dateline=opened.place,
        credits=tuple(kept.credits),
        keywords=found.keywords or tuple(kept.keywords),
        url=found.url,
        lang=found.lang,
        updated=found.updated,
        summary=_summary(found, kept.blocks),
    )


def _first(body: Sequence[Block]) -> str:
    """Return the first sentence of a text without a headline."""
    parts = sentences(body[0].text) if body else []
    return parts[0][:150] if parts else ""


def _summary(found: Metadata, body: Sequence[Block]) -> str | None:
    """Return the declared standfirst, unless it merely repeats how the text begins."""
    summary = found.summary
    if not summary:
        return None
    opening = folded(" ".join(block.text for block in body[:4]))
    plain = folded(summary).rstrip(".… ")
    is_new = plain and plain[:200] not in opening and plain != folded(found.title)
    return summary if is_new else None


def _date(root: Element, record: Record, found: Metadata) -> When | None:
    """Return when it was published: as declared, else the day that the page shows."""
    if found.date is not None:
        return found.date
    day = _day(root, found.url or record.sidecar.url, record.captured)
    return day if day is not None and is_believed(day, record.captured) else None


def _day(root: Element, url: str | None, captured: When | None) -> dt.date | None:
    """Return the day that a page shows; where none is marked, one that stands in its text.

    A first of January out of running text is a year that was read, and no day.
    """
    last = (captured or dt.date(2100, 1, 1)).strftime("%Y-%m-%d")
    if found := _found_day(root, url, last, everywhere=False):
        return found
    found = _found_day(root, url, last, everywhere=True)
    return found if found and (found.month, found.day) != (1, 1) else None


def _found_day(root: Element, url: str | None, last: str, everywhere: bool) -> dt.date | None:
    from htmldate import find_date

    try:
        found = find_date(
            root,
            url=url,
            original_date=True,
            extensive_search=everywhere,
            min_date="1990-01-01",
            max_date=last,
        )
        return dt.date.fromisoformat(found) if found else None
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _dropped(record: Record, kept: Cleaned) -> tuple[Dropped, ...]:
    return tuple(
        Dropped(record.seed, _line(record.data, text), text, reason)
        for text, reason in kept.dropped
    )


def _line(data: bytes, text: str) -> int:
    """Return the line that holds the beginning of a text, the first one where none does."""
    at = data.find(text[:24].encode("utf-8", "replace"))
    return data.count(b"\n", 0, max(at, 0)) + 1


def _doubts(record: Record, found: Metadata, body: Sequence[Block] = ()) -> tuple[Problem, ...]:
    """Return what is doubtful of an article that is kept all the same."""
    doubts: list[Problem] = []
    if found.unbelieved is not None:
        hint = "the day shown, or that of the capture is taken; a sidecar can say `captured`"
        message = f"the date {found.unbelieved.isoformat()} is not believed"
        doubts.append(Problem(record.seed, message, hint=hint))
    if body and stubs.is_begun(found, body):
        hint = "save the page while signed in"
        doubts.append(Problem(record.seed, "only the free beginning of the article", hint=hint))
    return tuple(doubts)


# ---- several articles -------------------------------------------------------------------------


def _several(
    record: Record, html: str, root: Element, found: Metadata, base: str | None
) -> Clipped | None:
    """Return the articles of a page that holds several; None where it is one article."""
    parts = repeats.articles(html, base)[:_MOST_PARTS]
    if len(parts) < 2:
        return None
    read = [(part, cleaned(blocks(part.html, base), part.title, ())) for part in parts]
    if len(parts) <= _FEW and _is_beside(root, html, base, [kept for _, kept in read]):
        return None
    full = [(part, kept) for part, kept in read if _size(kept.blocks) >= _PART]
    if len(full) < 2:
        if full or found.article:
            return None
        hint = "`collect` follows its links; or save the articles themselves"
        return _refused(record, f"this is a list page of {len(parts)} headlines", hint)
    made = tuple(_part(record, found, part, kept) for part, kept in full)
    told_off = [part for part, kept in read if _size(kept.blocks) < _PART]
    left = tuple(
        Dropped(record.seed, part.first_line, part.title[:200], "only a teaser")
        for part in told_off
    )
    return Clipped(made, left)


def _is_beside(root: Element, html: str, base: str | None, read: Sequence[Cleaned]) -> bool:
    """Tell whether a page's own text is far longer than its few parts: they stand beside it."""
    whole = _size(extracted(root, html, base, ""))
    return whole >= _ARTICLE and whole > 1.5 * sum(_size(kept.blocks) for kept in read)


def _size(body: Iterable[Block]) -> int:
    return sum(len(block.text) for block in body)


def _part(record: Record, page: Metadata, part: Part, kept: Cleaned) -> Clipping:
    signed = [part.author] if part.author else []
    last = max(part.first_line, min(part.last_line, lines(record.data)))
    own = Metadata(
        title=part.title,
        authors=authors(signed, [page.source or ""]),
        agency=next(iter(wires(signed)), None),
        source=page.source,
        url=part.url,
        lang=page.lang,
        section=page.section,
    )
    date = when(part.when, record.timezone) if part.when else None
    if date is None or not is_believed(date, record.captured):
        date = None
    one = replace(record, sidecar=replace(record.sidecar, url=None))
    made = _made(one, own, kept, date or _shared(page))
    return replace(made, span=Span(part.first_line, last), when=part.when)


def _shared(page: Metadata) -> When | None:
    """Return the page's own day, which its articles have where they bear none."""
    return page.date


# ---- pages of ours ----------------------------------------------------------------------------


def _own(record: Record, root: Element, found: Metadata, base: str | None) -> Clipped:
    """Return the article of a page that this program printed, exactly as it was."""
    prose = next(iter(root.xpath(".//main//article//div[@class='prose']")), None)
    if prose is not None:
        _restore(prose)
    body = [] if prose is None else element_blocks(prose, base)
    kept = Cleaned(blocks=body)
    for line in root.xpath(".//main//article/p[@class='credits']")[:1]:
        kept.credits += said(line).split(" · ")
    return Clipped((_made(record, found, kept, found.date),), (), _doubts(record, found))


def _restore(prose: Element) -> None:
    """Take out what printing added, and say again what was a caption."""
    for link in prose.xpath(".//a[@class='entity']"):
        link.attrib.pop("href", None)
    for paragraph in prose.iter("p"):
        whole = len(paragraph) == 1 and not (paragraph.text or "").strip()
        if whole and paragraph[0].tag == "em" and not (paragraph[0].tail or "").strip():
            paragraph.tag = "figcaption"
