"""What sort of thing a seed is, and its text: bytes in, a capture or a problem out."""

from __future__ import annotations

import re

from broadsheet import dates
from broadsheet.errors import Problem
from broadsheet.model import Capture, CapturedBasis, Seed, When

MOST_BYTES = 20_000_000
LONGEST_LINE = 2_000_000
MOST_LINES = 100_000

_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format": "a database",
    b"\x7fELF": "a program",
}
_MARKUP = re.compile(
    rb"\s*(?:<!doctype html|<html[\s>]|<\?xml|<rss[\s>]|<feed[\s>])", re.IGNORECASE
)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b")
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def capture(seed: Seed, timezone: str) -> tuple[Capture | None, tuple[Problem, ...]]:
    """Return the seed as a capture; None and a problem when its bytes are no text dump.

    The captured time is the sidecar's, else the file name's, else the file's own time with
    basis "file": then `clippings` prefers what it can infer from the text.
    """
    text, problems = text_of(seed.path, seed.data)
    if text is None:
        return None, problems
    time, basis = captured(seed, timezone)
    return Capture(seed.path, text, time, basis, seed.sidecar), problems


def text_of(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a dump; None and a problem when the bytes are none."""
    refusal = _refusal(data)
    if refusal:
        return None, (Problem(path, refusal[0], hint=refusal[1]),)
    text, problems = _decoded(path, data)
    refusal = _text_refusal(text) if text is not None else None
    if refusal:
        return None, (Problem(path, refusal[0], hint=refusal[1]),)
    return text, problems


def captured(seed: Seed, timezone: str) -> tuple[When, CapturedBasis]:
    """Return when a seed was made: as its sidecar says, else its name, else the file's own time."""
    if seed.sidecar.captured is not None:
        return seed.sidecar.captured, "stated"
    named = dates.in_name(seed.path.rsplit("/", 1)[-1], timezone)
    return (named, "name") if named is not None else (seed.modified, "file")


def _refusal(data: bytes) -> tuple[str, str] | None:
    """Return (message, hint) for bytes that are no text, judged without decoding them."""
    if len(data) > MOST_BYTES:
        return f"{len(data):,} bytes are too many", f"at most {MOST_BYTES:,}; split the file"
    if not data.strip():
        return "the file is empty", "remove it, or save the capture again"
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return f"this is {name}, not a text capture", "save the page as plain text"
    if _MARKUP.match(data[:200]):
        return "this is markup, not a text capture", "save the page as plain text"
    if not data.startswith(tuple(bom for bom, _ in _UTF16)):
        controls = len(data) - len(data.translate(None, _CONTROL))
        if controls * 50 > len(data):
            return "this is binary data, not text", "save the page as plain text in UTF-8"
    return None


def _text_refusal(text: str) -> tuple[str, str] | None:
    if not any(character.isalpha() for character in text):
        return "the file holds no words", "remove it, or save the capture again"
    if (many := text.count("\n")) > MOST_LINES:
        return f"{many:,} lines are too many", f"at most {MOST_LINES:,}; split the file"
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        return f"a line of {longest:,} characters is too long", f"at most {LONGEST_LINE:,}"
    return None


def _decoded(path: str, data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    for bom, encoding in _UTF16:
        if data.startswith(bom):
            return data[2:].decode(encoding, "replace").replace("\x00", ""), ()
    try:
        return _plain(data.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        return _salvaged(path, data, error)


def _salvaged(
    path: str, data: bytes, error: UnicodeDecodeError
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return text that is nearly UTF-8, or Windows-1252; else None and the problem."""
    line = data.count(b"\n", 0, error.start) + 1
    byte = f"byte 0x{data[error.start]:02X} is not UTF-8"
    loose = data.decode("utf-8-sig", "replace")
    broken = loose.count("\ufffd")
    multibyte = sum(character > "\x7f" for character in loose) - broken
    if multibyte >= 2 * broken or (broken == 1 and error.end == len(data)):
        note = Problem(path, byte, line, hint="that character was left out")
        return _plain(loose.replace("\ufffd", "")), (note,)
    high = sum(byte > 0x7F for byte in data)
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if not western or high * 4 > len(data):
        problem = Problem(path, f"{byte}, and no encoding fits", line, hint="save it as UTF-8")
        return None, (problem,)
    return _plain(western), ()


def _plain(text: str) -> str:
    return text.replace("\x00", "")
