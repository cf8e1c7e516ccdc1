"""A message taken apart: its headers, its texts, the messages inside it.

The structure is read here, in one pass for each of at most eight levels, because a parser that
recurses into every part can be kept busy for ever by a message of a few kilobytes. RFC 5322 and
RFC 2045 to 2047; what mail programs get wrong is read as it was meant.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message as Fields

MOST_BYTES = 30_000_000  # of one message
_MOST_HEADERS = 128_000  # bytes of headers that are read
_MOST_FIELDS = 2000
_LONGEST_FIELD = 8000  # bytes of one header that are read
_DEEPEST = 8
_MOST_PARTS = 300
_MOST_TEXT = 12_000_000  # bytes of one text

_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:(.*)", re.DOTALL)
_LINE = re.compile(rb"\r\n|\n|\r")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_SPACES = re.compile(r"\s+")
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin1": "cp1252",
         "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "ks_c_5601-1987": "cp949",
         "shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932"}  # fmt: skip
_WESTERN = frozenset({"", "cp1252", "iso-8859-15"})


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a message or part, in their order: names in small letters, raw values."""

    fields: tuple[tuple[str, str], ...] = ()
    cut: bool = False  # more were there than are read

    def get(self, name: str) -> str:
        """Return the first header of that name as text, encoded words decoded; "" for none."""
        return decoded_words(self.raw(name))

    def raw(self, name: str) -> str:
        return next((value for key, value in self.fields if key == name), "")

    def all(self, name: str) -> list[str]:
        return [decoded_words(value) for key, value in self.fields if key == name]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a message. Lines are those of the file, `plain` where they were not encoded."""

    html: bool
    text: str
    first_line: int
    last_line: int
    plain: bool
    flowed: bool = False
    delsp: bool = False
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its texts in their order, and the messages that it holds."""

    headers: Headers
    texts: tuple[Text, ...] = ()
    inner: tuple[Message, ...] = ()
    media: str = "text/plain"
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class _Budget:
    parts: int = _MOST_PARTS
    deep: bool = False
    many: bool = False


def message(data: bytes) -> Message:
    """Return a message taken apart. Never raises; what was not read is named in `faults`."""
    budget = _Budget()
    read = _message(data[:MOST_BYTES], 1, 0, budget)
    faults = []
    if read.headers.cut:
        faults.append("its headers are longer than is read")
    if budget.deep:
        faults.append(f"its parts are nested more than {_DEEPEST} deep")
    if budget.many:
        faults.append(f"it has more than {_MOST_PARTS} parts")
    if len(data) > MOST_BYTES:
        faults.append(f"it has more than {MOST_BYTES:,} bytes")
    return Message(read.headers, read.texts, read.inner, read.media, tuple(faults))


def head(data: bytes) -> Headers:
    """Return the headers that a message begins with."""
    return _split(data)[0]


def _message(data: bytes, line: int, depth: int, budget: _Budget) -> Message:
    headers, start = _split(data)
    found = list(_leaves(headers, data, start, line, depth, budget))
    texts = tuple(one for one in found if isinstance(one, Text))
    inner = tuple(one for one in found if isinstance(one, Message))
    return Message(headers, texts, inner, _declared(headers)[0])


def _split(data: bytes) -> tuple[Headers, int]:
    """Return the headers and where the body begins."""
    skip = 0
    while data[skip : skip + 1] in (b"\r", b"\n"):
        skip += 1
    if data[skip : skip + 5] in (b"From ", b">From"):
        skip = data.find(b"\n", skip) + 1 or len(data)
    end = _END.search(data, max(0, skip - 1))
    stop = end.start() if end else len(data)
    body = end.end() if end else len(data)
    block = data[skip : min(stop, skip + _MOST_HEADERS)]
    fields = _fields(block)
    cut = stop - skip > _MOST_HEADERS or len(fields) >= _MOST_FIELDS
    return Headers(tuple(fields), cut), body


def _fields(block: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, list[bytes]]] = []
    for line in _LINE.split(block):
        if line[:1] in (b" ", b"\t") and found:
            found[-1][1].append(line)
        elif match := _FIELD.match(line):
            found.append((match[1].decode("ascii", "replace").lower(), [match[2]]))
        if len(found) >= _MOST_FIELDS:
            break
    return [(name, _written(b"".join(lines)[:_LONGEST_FIELD])) for name, lines in found]


def _written(value: bytes) -> str:
    """Return a header's value as text: it may hold bytes that no standard allows."""
    return _SPACES.sub(" ", text_of(value, "").replace("\x00", "")).strip()


def decoded_words(value: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) as text."""
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(value)
    except (ValueError, binascii.Error, AttributeError):
        return value
    text = "".join(
        piece if isinstance(piece, str) else text_of(piece, charset or "")
        for piece, charset in pieces
    )
    return _SPACES.sub(" ", text.replace("\x00", "")).strip()


# ---- parts ------------------------------------------------------------------------------------


def _declared(headers: Headers) -> tuple[str, dict[str, str]]:
    """Return the type of a part's bytes, and the parameters that say more of it."""
    fields = Fields()
    fields["Content-Type"] = headers.raw("content-type")[:2000] or "text/plain"
    try:
        listed = fields.get_params(failobj=[]) or []
        media = fields.get_content_type()
        boundary = fields.get_boundary("")
    except (ValueError, LookupError, TypeError):
        return "text/plain", {}
    told = {str(name).lower(): str(value) for name, value in listed[1:] if isinstance(value, str)}
    return media, told | {"boundary": str(boundary or "")}


def _leaves(
    headers: Headers, data: bytes, start: int, line: int, depth: int, budget: _Budget
) -> Iterator[Text | Message]:
    """Yield the texts and messages of a part's body, which begins at `start`."""
    media, told = _declared(headers)
    if budget.parts <= 0:
        budget.many = True
        return
    budget.parts -= 1
    if depth > _DEEPEST:
        budget.deep = True
        return
    first = line + data.count(b"\n", 0, start)
    body = data[start:]
    if media.startswith("multipart/") and told["boundary"]:
        for piece, at in _pieces(body, told["boundary"].encode("utf-8", "replace")):
            inner, begin = _split(piece) if piece[:1] not in (b"\n", b"\r") else (Headers(), 0)
            if not inner.raw("content-type") and media == "multipart/digest":
                inner = Headers((*inner.fields, ("content-type", "message/rfc822")))
            yield from _leaves(inner, piece, begin, first + at, depth + 1, budget)
            if budget.many:
                return
    elif media in ("message/rfc822", "message/global"):
        decoded = _decoded(body, headers.raw("content-transfer-encoding"))
        yield _message(decoded, first, depth + 1, budget)
    elif media in ("text/plain", "text/html", "application/xhtml+xml", "text/enriched"):
        yield _text(headers, body, first, media, told)


def _pieces(body: bytes, boundary: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the parts between boundaries, each with the number of lines above it."""
    mark = b"--" + boundary
    at = 0 if body.startswith(mark) else _mark(body, mark, 0)
    counted = lines = 0
    while at >= 0:
        after = at + len(mark)
        if body[after : after + 2] == b"--":
            return
        start = body.find(b"\n", after)
        if start < 0:
            return
        at = _mark(body, mark, start)
        lines += body.count(b"\n", counted, start + 1)
        counted = start + 1
        yield body[start + 1 : at if at >= 0 else len(body)], lines


def _mark(body: bytes, mark: bytes, start: int) -> int:
    """Return where the next boundary stands that begins a line, or -1."""
    found = body.find(b"\n" + mark, start)
    return found + 1 if found >= 0 else -1


def _text(headers: Headers, body: bytes, first: int, media: str, told: dict[str, str]) -> Text:
    encoding = headers.raw("content-transfer-encoding")
    data = _decoded(body, encoding)
    html = media in ("text/html", "application/xhtml+xml")
    return Text(
        html=html,
        text=text_of(data[:_MOST_TEXT], told.get("charset", ""), html).replace("\x00", ""),
        first_line=first,
        last_line=first + max(0, body.rstrip().count(b"\n")),
        plain=encoding.strip().lower() in ("", "7bit", "8bit", "binary"),
        flowed=told.get("format", "").lower() == "flowed",
        delsp=told.get("delsp", "").lower() == "yes",
        attached=headers.raw("content-disposition").lower().startswith("attachment"),
    )


def _decoded(body: bytes, encoding: str) -> bytes:
    """Return bytes without their transfer encoding; broken base64 as far as it can be read."""
    how = encoding.strip().lower()
    if how == "quoted-printable":
        return quopri.decodestring(body)
    if how != "base64":
        return body
    packed = _NOT_BASE64.sub(b"", body)
    packed = packed[: len(packed) // 4 * 4 + (len(packed) % 4 if len(packed) % 4 != 1 else 0)]
    try:
        return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4))
    except binascii.Error:
        return b""


# ---- characters -------------------------------------------------------------------------------

_META = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,40})", re.IGNORECASE)


def text_of(data: bytes, charset: str, html: bool = False) -> str:
    """Return bytes as text. Valid UTF-8 is read as such where a Western charset is declared."""
    named = charset.strip(" \"'").lower()
    if not named and html and (found := _META.search(data[:4000])):
        named = found[1].decode("ascii").lower()
    named = _SAME.get(named, named)
    if data.isascii() and not named.startswith(("utf-16", "utf-7", "iso-2022", "hz")):
        return data.decode("ascii")
    if named in _WESTERN or named.replace("-", "") == "utf8":
        return _western(data, named)
    try:
        return data.decode(named, "replace")
    except (LookupError, ValueError, TypeError):  # unknown, or no charset at all
        return _western(data, named)


def _western(data: bytes, named: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    multibyte = sum(character > "\x7f" for character in loose[:200_000]) - broken
    if multibyte > 4 * broken:
        return loose
    return data.decode("cp1252", "replace")
