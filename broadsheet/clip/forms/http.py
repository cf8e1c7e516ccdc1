"""What a server answered, as web archives keep it: status, headers, and the body as it was meant.

RFC 9112 for the message, RFC 9110 section 8.4 for what it was packed with.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from broadsheet.clip.forms.streams import MOST_BYTES, RATIO, broken

_FREE = 4_000_000
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?!\d)")
_CHUNK = re.compile(rb"\s{0,4}([0-9A-Fa-f]{1,8})[^\n]{0,1000}\n")
_MOST_HEADERS = 262_144


@dataclass(frozen=True, slots=True)
class Answer:
    """A status (0: it is none of a server), headers by names in small letters, the raw body."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(data: bytes) -> Answer:
    """Return the answer that bytes hold."""
    status = _STATUS.match(data)
    if status is None:
        return Answer(0, {}, b"")
    ends = [(at, size) for size, end in _ENDS if (at := data.find(end, 0, _MOST_HEADERS)) >= 0]
    at, size = min(ends, default=(len(data), 0))
    headers: dict[str, str] = {}
    for line in data[:at].decode("latin-1").splitlines()[1:500]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return Answer(int(status[1]), headers, data[at + size :])


_ENDS = ((4, b"\r\n\r\n"), (2, b"\n\n"))


def payload(said: Answer) -> bytes:
    """Return the body as it was meant; raise InputError for a bomb, and what cannot be unpacked.

    Many archives keep the headers of what they have unpacked already: a body that is not what
    they say is taken as it is.
    """
    body = said.body
    if "chunked" in said.headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    named = said.headers.get("content-encoding", "").lower().split(",")
    for coding in reversed([name.strip() for name in named if name.strip()][:3]):
        if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            body = _unpacked(body, partial(_zlib, bits=31))
        elif coding == "deflate" and body:
            body = _unpacked(body, partial(_zlib, bits=15 if body[0] & 15 == 8 else -15))
        elif coding == "br":
            body = _unpacked(body, _brotli)
        elif coding == "zstd" and body.startswith(b"\x28\xb5\x2f\xfd"):
            raise broken("is packed with zstd, which is not read", "collect the page anew")
    return body


def _joined(body: bytes) -> bytes:
    """Return chunks as one body; what is not chunked, as it is."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(parts) if parts else body


def _unpacked(body: bytes, unpack: Callable[[bytes, int], bytes | None]) -> bytes:
    """Return what a body holds, itself where it is not packed; raise InputError for a bomb."""
    most = min(MOST_BYTES, max(_FREE, RATIO * len(body)))
    found = unpack(body, most + 1)
    if found is None:
        return body
    if len(found) > most:
        raise broken(f"unpacks to more than {most:,} bytes", "taken for a bomb")
    return found


def _zlib(body: bytes, most: int, *, bits: int) -> bytes | None:
    """Return what came out before the end or the damage; None where nothing did."""
    engine = zlib.decompressobj(bits)
    try:
        return engine.decompress(body, most)
    except zlib.error:
        return _by_pieces(body, most, bits) or None


def _by_pieces(body: bytes, most: int, bits: int) -> bytes:
    engine = zlib.decompressobj(bits)
    found = b""
    for at in range(0, len(body), 4096):
        try:
            found += engine.decompress(body[at : at + 4096], most - len(found))
        except (zlib.error, ValueError):
            break
        if len(found) >= most:
            break
    return found


def _brotli(body: bytes, most: int) -> bytes | None:
    try:
        brotli = import_module("brotli")
    except ImportError:
        raise broken("is packed with Brotli, and no `brotli` is installed") from None
    engine = brotli.Decompressor()
    found = bytearray()
    try:
        found += engine.process(body, output_buffer_limit=most)
        while len(found) < most and not engine.can_accept_more_data():
            found += engine.process(b"", output_buffer_limit=most - len(found))
    except brotli.error:
        return bytes(found) or None
    return bytes(found)
