"""Web archives (ISO 28500), gzipped too: the pages, feeds and texts among their records.

Read by ourselves: a library that stops at the first damaged record loses all that follow, and one
that does not tell a record cut short from a whole one lets half a page pass for a page.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from broadsheet import dates
from broadsheet.clip.forms import http
from broadsheet.clip.forms.nouns import Record, Stream
from broadsheet.clip.forms.streams import MOST_BYTES, Ahead, Buffered, Inflated
from broadsheet.errors import InputError, Problem
from broadsheet.model import Dropped

_MOST_HEADER = 65_536
_LONGEST_LINE = 16_384
_WINDOW = 1 << 18
_MEDIA = (
    "text/html application/xhtml+xml text/xml application/xml application/rss+xml text/plain "
    "application/atom+xml application/rdf+xml application/feed+json multipart/related"
)
_WANTED = frozenset(_MEDIA.split())
_NEXT = re.compile(rb"(?:\r?\n){0,2}WARC/1\.[01]\r?\n(?=[Ww][Aa][Rr][Cc]-|[Cc]ontent-)")
_NO_NEWS = re.compile(r"/(?:robots|ads|app-ads|humans|security|sellers|llms)\.(?:txt|json)$")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")


@dataclass(slots=True)
class _Seen:
    """What went by so far: hashes of payloads, ids of responses, and what was passed over."""

    payloads: set[bytes] = field(default_factory=set)
    responses: set[bytes] = field(default_factory=set)
    passed: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Block:
    """A record as it stands in the archive: its number from 1, its headers, its bytes."""

    number: int
    headers: dict[str, str]
    data: bytes


def is_warc(head: bytes, name: str) -> bool:
    """Return whether bytes begin a web archive, be it gzipped."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 4096)
        except zlib.error:
            return False
    return re.match(rb"\s{0,64}WARC/[01]\.\d", head) is not None


def records(stream: Stream, outer: Record) -> Iterator[Record | Problem | Dropped]:
    """Yield each page, feed or text of an archive once, with its address and its time.

    Taken are responses of status 200, resources, and conversions of what is not there itself.
    A damaged record is a Problem, and reading goes on at the next one.
    """
    seen = _Seen()
    for found in _blocks(stream, outer.seed, seen):
        if isinstance(found, Problem):
            yield found
        elif record := _record(found, outer, seen):
            yield record
    if seen.passed:
        listed = ", ".join(f"{count:,} {what}" for what, count in seen.passed.most_common(12))
        yield Dropped(outer.seed, 1, listed, "records that hold no news")


# ---- records as they stand ----------------------------------------------------------------


def _blocks(stream: Stream, seed: str, seen: _Seen) -> Iterator[_Block | Problem]:
    ahead = Ahead(stream)
    packed = Inflated(ahead) if ahead.head(2) == b"\x1f\x8b" else None
    lines = Buffered(packed or ahead)
    number = 0
    while True:
        number += 1
        place = f"{seed}/record-{number}"
        try:
            found = _block(lines, number, seen)
        except InputError as error:
            yield replace(error.problem, path=place)
            lines.drop()
            if packed is None or not packed.skip_damage():
                return
            continue
        if found is None:
            return
        if isinstance(found, Problem):
            yield replace(found, path=place)
        elif found.data:
            yield found


def _block(lines: Buffered, number: int, seen: _Seen) -> _Block | Problem | None:
    """Return the next record, a Problem with it, or None at the end; raise InputError."""
    line = lines.line(_LONGEST_LINE)
    while line and not line.strip():
        line = lines.line(_LONGEST_LINE)
    if not line:
        return None
    if not line.startswith((b"WARC/1.", b"WARC/0.")):
        lines.put_back(line)
        _seek(lines)
        return Problem("", "no record begins where one should", hint="what follows is read")
    headers = _headers(lines)
    length = (headers or {}).get("content-length", "")
    if headers is None or not length.isascii() or not length.isdigit() or len(length) > 18:
        _seek(lines)
        return Problem("", "the headers of the record are damaged", hint="the others are read")
    return _content(lines, _Block(number, headers, b""), int(length), seen)


def _headers(lines: Buffered) -> dict[str, str] | None:
    """Return the headers by their names in small letters, None where they are none."""
    found: dict[str, str] = {}
    size = 0
    while line := lines.line(_LONGEST_LINE):
        size += len(line)
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return found
        name, colon, value = text.partition(":")
        if size > _MOST_HEADER or not (colon or text[0] in " \t"):
            return None
        if colon and text[0] not in " \t":
            found.setdefault(name.strip().lower(), value.strip())
    return None


def _content(lines: Buffered, block: _Block, length: int, seen: _Seen) -> _Block | Problem:
    why = _unwanted(block.headers)
    if why or length > MOST_BYTES:
        seen.passed[why or "larger than a document may be"] += 1
        if not _skip(lines, length):
            return Problem("", "the record is shorter than it says", hint="the file is cut off")
        if why:
            return block
        hint = f"at most {MOST_BYTES // 1_000_000} MB of one document"
        return Problem("", f"a record of {length:,} bytes is too large", hint=hint)
    data = lines.read(length)
    after = lines.read(4)
    lines.put_back(after)
    if len(data) == length and (not after.strip() or after == b"WARC"):
        return replace(block, data=data)
    return _resumed(lines, data)


def _resumed(lines: Buffered, data: bytes) -> Problem:
    """Return what is wrong with a record whose length is; the reader stands at the next one."""
    if inside := _NEXT.search(data):
        lines.put_back(data[inside.start() :])
        return Problem("", "the record is shorter than it says", hint="the next ones are read")
    _seek(lines)
    return Problem("", "the record is not as long as it says", hint="it is cut off, or damaged")


def _skip(lines: Buffered, length: int) -> bool:
    """Pass over bytes; where they are very many, only up to what looks like the next record.

    A length that reaches far beyond the end of its record would hide all that follow.
    """
    if length > MOST_BYTES:
        return _seek(lines, length)
    while length > 0 and (piece := lines.read(min(length, _WINDOW))):
        length -= len(piece)
    return length == 0


def _seek(lines: Buffered, most: int | None = None) -> bool:
    """Pass over what comes before the next record, at most so many bytes; False at the end."""
    before = b""
    while piece := lines.read(_WINDOW if most is None else min(_WINDOW, most)):
        window = before + piece
        if found := _NEXT.search(window):
            lines.put_back(window[found.start() :])
            return True
        before = window[-128:]
        most = None if most is None else most - len(piece)
    return most == 0


# ---- what is in them ----------------------------------------------------------------------


def _unwanted(headers: dict[str, str]) -> str:
    """Return what a record is that no article comes from, or ""."""
    kind = headers.get("warc-type", "").lower()
    if kind == "revisit":
        return "seen before (revisit)"
    if kind not in ("response", "resource", "conversion"):
        return f"{_shown(kind)} records"
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "response":
        return "" if media in ("", "application/http", "message/http") else f"{_shown(media)}"
    return "" if media in _WANTED else _shown(media)


def _record(block: _Block, outer: Record, seen: _Seen) -> Record | Problem | None:
    headers, data = block.headers, block.data
    kind = headers["warc-type"].lower()
    media, charset = _typed(headers.get("content-type", ""))
    place = f"{outer.seed}/record-{block.number}"
    if kind == "response":
        said = http.answer(data)
        why = _no_page(said)
        if why:
            seen.passed[why] += 1
            return None
        try:
            data = http.payload(said)
        except InputError as error:
            return replace(error.problem, path=place)
        media, charset = _typed(said.headers.get("content-type", ""))
    address = _address(headers.get("warc-target-uri", ""))
    if _is_known(block, data, seen) or (address and _NO_NEWS.search(address)):
        seen.passed["seen before, or for machines"] += 1
        return None
    return _dated(replace(outer, seed=place, data=data, media=media, charset=charset), block)


def _dated(record: Record, block: _Block) -> Record:
    """Return a record with the address and the time that the archive gives it."""
    address = _address(block.headers.get("warc-target-uri", ""))
    sidecar = replace(record.sidecar, url=address) if address else record.sidecar
    if sidecar.captured is None and (when := dates.iso(block.headers.get("warc-date", ""), "UTC")):
        return replace(record, sidecar=sidecar, captured=when, captured_basis="stated")
    return replace(record, sidecar=sidecar)


def _no_page(said: http.Answer) -> str:
    if said.status != 200:
        return f"of status {said.status}" if said.status else "no answers of a server"
    media = _typed(said.headers.get("content-type", ""))[0]
    if media and media not in _WANTED:
        return _shown(media)
    is_text = media or said.body.lstrip()[:1] == b"<" or said.headers.get("content-encoding")
    return "" if is_text else "without a type"


def _is_known(block: _Block, data: bytes, seen: _Seen) -> bool:
    """Tell whether these bytes, or the page that this is a version of, went by before."""
    digest = blake2b(data, digest_size=8).digest()
    refers = block.headers.get("warc-refers-to", "").encode()
    other = blake2b(refers, digest_size=8).digest()
    if digest in seen.payloads or (refers and other in seen.responses):
        return True
    seen.payloads.add(digest)
    own = block.headers.get("warc-record-id", "").encode()
    seen.responses.add(blake2b(own, digest_size=8).digest())
    return False


def _typed(value: str) -> tuple[str, str]:
    """Return media type and charset of a `Content-Type`."""
    media, _, rest = value.partition(";")
    charset = re.search(r"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{1,40})", rest[:400], re.IGNORECASE)
    return media.strip().lower()[:80], charset[1] if charset else ""


def _address(value: str) -> str | None:
    address = value.strip("<> ")
    is_web = address.startswith(("http://", "https://")) and len(address) <= 4000
    return address if is_web and not _CONTROL.search(address) else None


def _shown(kind: str) -> str:
    return _CONTROL.sub("?", kind)[:40] or "records without a type"
