"""Mailboxes (mbox): message after message in one file, read as a stream.

All four dialects are read: a line `From ` begins a message where headers follow it; `>From `
inside one (mboxo, mboxrd) loses a `>`; a `Content-Length` (mboxcl) is not trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from broadsheet.clip.forms.nouns import Record, Stream
from broadsheet.clip.forms.streams import MOST_BYTES, Buffered
from broadsheet.errors import Problem

_LINE = 1 << 20
_POSTMARK = re.compile(
    rb"From [^\r\n]{0,300}?(?:\d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,40}(?:19|20)\d\d"
    rb"|(?:19|20)\d\d[^\r\n]{0,40}\d{1,2}:\d\d(?::\d\d)?)[^\r\n]{0,40}\r?\n?"
)
_HEADER = re.compile(rb"(?:>?From |[!-9;-~]{1,80}[ \t]*:)")
_QUOTED = re.compile(rb">+From ")
_NO_MESSAGE = "holds no message"


def is_mbox(head: bytes, name: str) -> bool:
    """Tell whether bytes are a mailbox: a line `From ` with a header below it."""
    text = head.lstrip(b"\r\n \t\xef\xbb\xbf")
    if not text.startswith(b"From "):
        return False
    first, _, below = text.partition(b"\n")
    named = name.lower().endswith((".mbox", ".mbx"))
    return (named or _POSTMARK.fullmatch(first) is not None) and _HEADER.match(below) is not None


def records(stream: Stream, outer: Record) -> Iterator[Record | Problem]:
    """Yield the messages of a mailbox in their order, one in memory at a time.

    `outer` is the mailbox itself; a message's seed is that of the mailbox and its number, its
    data begins with its own headers. One longer than a document may be is a problem.
    """
    buffered = Buffered(stream)
    number = 0
    message: list[bytes] = []
    size = 0
    blank = True
    for line in _lines(buffered):
        if blank and line.startswith(b"From ") and _begins(line, buffered):
            if number:
                yield _record(outer, number, message, size)
            number, message, size = number + 1, [], 0
        elif number:
            size += len(line)
            if size <= MOST_BYTES:
                message.append(line[1:] if _QUOTED.match(line) else line)
            else:
                message.clear()
        blank = not line.strip()
    if number:
        yield _record(outer, number, message, size)
    else:
        yield Problem(outer.seed, _NO_MESSAGE, hint="a line `From ` begins each in a mailbox")


def _lines(buffered: Buffered) -> Iterator[bytes]:
    while line := buffered.line(_LINE):
        yield line


def _begins(line: bytes, buffered: Buffered) -> bool:
    """Tell whether a line `From ` begins a message: a header stands below, or it is dated."""
    below = buffered.line(_LINE)
    buffered.put_back(below)
    return _HEADER.match(below) is not None or (
        _POSTMARK.fullmatch(line) is not None and not below.strip()
    )


def _record(outer: Record, number: int, message: list[bytes], size: int) -> Record | Problem:
    seed = f"{outer.seed}/message-{number}"
    if size > MOST_BYTES:
        return Problem(
            seed, f"{size:,} bytes are too many for a message", hint=f"at most {MOST_BYTES:,}"
        )
    return replace(outer, seed=seed, data=b"".join(message), media="message/rfc822", charset="")
