"""What the forms of captures hand each other: a record goes in, clippings come out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from broadsheet.clip.nouns import Clipped
from broadsheet.model import CapturedBasis, Sidecar, When

__all__ = ["Clipped", "Opened", "Record", "Stream"]


@dataclass(frozen=True, slots=True)
class Record:
    """A document as it lies in a seed: the file itself, or one inside it.

    `seed` is the file's path, followed by the document's place in it where it is one of many
    (`seeds/week.zip/monday/page.html`, `seeds/crawl.warc.gz/record-17`). `sidecar` is what a
    person declared of the file, filled up with what its wrapper says of this document; `media`
    and `charset` are what the wrapper declares of the bytes, and only hints. `timezone` is that
    of times printed without one.
    """

    seed: str
    data: bytes
    captured: When | None = None
    captured_basis: CapturedBasis = "file"
    sidecar: Sidecar = field(default_factory=Sidecar)
    media: str = ""
    charset: str = ""
    timezone: str = "UTC"


class Stream(Protocol):
    """Bytes that are read piece by piece; b"" at their end. InputError: they are damaged."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that is not held: its record without the bytes, and a stream of them.

    The stream is good until the next document is asked for.
    """

    record: Record
    stream: Stream
