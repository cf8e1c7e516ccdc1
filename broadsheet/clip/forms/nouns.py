"""What the forms of captures hand each other: a record goes in, clippings come out."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.errors import Problem
from broadsheet.model import CapturedBasis, Clipping, Dropped, Sidecar, When


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


@dataclass(frozen=True, slots=True)
class Clipped:
    """What was cut from a capture, and each line or sentence that no article took."""

    clippings: tuple[Clipping, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
