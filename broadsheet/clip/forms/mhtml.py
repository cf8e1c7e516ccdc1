"""A web page saved whole, as one message of several parts (RFC 2557): the page among its parts."""

from __future__ import annotations

import binascii
import datetime as dt
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.utils import parsedate_to_datetime

from broadsheet.clip.forms.mimeparts import Headers, head
from broadsheet.clip.forms.nouns import Record, Stream
from broadsheet.clip.forms.streams import MOST_BYTES, Buffered
from broadsheet.errors import Problem
from broadsheet.model import Dropped

_MOST_PARTS = 20_000
_MOST_HEADER = 65_536
_LONGEST_LINE = 1 << 16
_SAVED = re.compile(
    rb"^(?:Snapshot-Content-Location|Content-Location|X-MAF[\w-]{0,40}):|^From: ?<Saved by "
    rb"|^Content-Type: ?multipart/related;[^\x00]{0,400}type=\"?(?:text/html|application/xhtml)",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL = re.compile(
    rb"^(?:Received|Message-ID|To|Delivered-To|List-[\w-]{1,40}):", re.IGNORECASE | re.MULTILINE
)
_RELATED = re.compile(rb"multipart/related", re.IGNORECASE)
_FIELD = re.compile(rb"[!-9;-~]{1,80}:")
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Part:
    headers: Headers
    data: bytes


def is_mhtml(head: bytes, name: str) -> bool:
    """Return whether bytes begin a page that a browser saved whole, and no message to a person."""
    top = re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n")[:16_384], maxsplit=1)[0]
    if not _FIELD.match(top) or not _RELATED.search(top):
        return False
    return _SAVED.search(top) is not None and _MAIL.search(top) is None


def records(stream: Stream, outer: Record) -> Iterator[Record | Problem | Dropped]:
    """Yield the page, with the address and time of its capture.

    Frames and pictures are its parts, and no captures of their own. Read part by part.
    """
    lines = Buffered(stream)
    headers = _headers(lines)
    declared = _declared(headers)
    start = _param(declared, "start").strip("<> ")
    page, others = None, 0
    for part in _parts(lines, _param(declared, "boundary").encode("utf-8", "replace")):
        is_start = bool(start) and start in part.headers.raw("content-id")
        is_page = _declared(part.headers).get_content_type() in _PAGES
        if is_page and (page is None or is_start):
            page = part
        others += 1
    if page is None:
        yield Problem(outer.seed, "a saved page without a page", hint="save it again")
        return
    yield _record(headers, page, outer)
    if others > 1:
        yield Dropped(outer.seed, 1, f"{others - 1} other parts", "belongs to a saved page")


def _parts(lines: Buffered, boundary: bytes) -> Iterator[_Part]:
    """Yield the parts; of what is no page, the headers alone."""
    mark = b"--" + boundary
    _, is_open = _body(lines, mark, keep=False)
    for _ in range(_MOST_PARTS):
        if not is_open or not boundary:
            return
        headers = _headers(lines)
        keep = _declared(headers).get_content_type() in _PAGES
        data, is_open = _body(lines, mark, keep)
        yield _Part(headers, data)


def _body(lines: Buffered, mark: bytes, keep: bool) -> tuple[bytes, bool]:
    """Return the bytes up to the next boundary, and whether another part follows it."""
    held: list[bytes] = []
    size = 0
    begins = True
    while line := lines.line(_LONGEST_LINE):
        if begins and line.startswith(mark):
            return b"".join(held), line[len(mark) : len(mark) + 2] != b"--"
        begins = line.endswith(b"\n")
        size += len(line)
        if keep and size <= 2 * MOST_BYTES:
            held.append(line)
    return b"".join(held), False


def _headers(lines: Buffered) -> Headers:
    block: list[bytes] = []
    size = 0
    while (line := lines.line(_LONGEST_LINE)) and line.strip():
        size += len(line)
        if size <= _MOST_HEADER:
            block.append(line)
    return head(b"".join(block) + b"\r\n")


def _declared(headers: Headers) -> Message:
    fields = Message()
    fields["Content-Type"] = headers.raw("content-type")[:2000] or "text/plain"
    return fields


def _param(fields: Message, name: str) -> str:
    try:
        return str(fields.get_param(name, "") or "")
    except (ValueError, LookupError, TypeError):
        return ""


def _record(headers: Headers, page: _Part, outer: Record) -> Record | Problem:
    data = _decoded(page.data, page.headers.raw("content-transfer-encoding").strip().lower())
    if len(data) > MOST_BYTES:
        return Problem(outer.seed, f"the page is larger than {MOST_BYTES // 1_000_000} MB")
    named = (page.headers.raw("content-location"), headers.raw("snapshot-content-location"))
    address = next((one for one in named if one.startswith(("http://", "https://"))), "")
    sidecar = outer.sidecar
    if sidecar.url is None and address:
        sidecar = replace(sidecar, url="".join(address.split())[:4000])
    media = _declared(page.headers).get_content_type()
    charset = _param(_declared(page.headers), "charset")
    record = replace(outer, data=data, sidecar=sidecar, media=media, charset=charset)
    if outer.captured_basis == "stated":
        return record
    saved = _saved(headers.raw("date"))
    return replace(record, captured=saved, captured_basis="stated") if saved else record


def _saved(date: str) -> dt.datetime | None:
    """Return when the page was saved, None where its zone is not known; -0000 is in UTC."""
    try:
        saved = parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError):
        return None
    if saved.tzinfo is None and date.rstrip().endswith("-0000"):
        return saved.replace(tzinfo=dt.UTC)
    return saved if saved.tzinfo else None


def _decoded(data: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return quopri.decodestring(data)
    if encoding != "base64":
        return data
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return b""
