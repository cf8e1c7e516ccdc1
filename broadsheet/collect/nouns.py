"""What collecting is about: a source, what a server answered, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from broadsheet.errors import Problem

Kind = Literal["feed", "page", "section"]


@dataclass(frozen=True, slots=True)
class Source:
    """What an editor follows, as `sources.yaml` or a list of others names it, and where."""

    url: str
    title: str = ""  # what we call it; its host if nobody says
    kind: Kind | None = None  # None: what it is found to be
    source: str | None = None
    lang: str | None = None
    rights: str | None = None
    noindex: bool | None = None
    every: float = 1.0  # hours
    most: int = 20
    links: str = ""  # the pattern of a section's links
    follow: bool = False
    path: str = "sources.yaml"
    line: int | None = 1
    once: bool = False  # a link of a list: fetched, and followed no further


@dataclass(frozen=True, slots=True)
class Sources:
    """What `sources.yaml` says: what to follow, and how we introduce ourselves."""

    sources: tuple[Source, ...] = ()
    opml: tuple[tuple[str, int], ...] = ()  # (file, line that names it)
    contact: str = ""
    delay: float = 1.0  # seconds between two requests to a host


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much. Times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0  # without a byte
    total: float = 90.0  # for one answer, however busily it drips
    largest: int = 20_000_000  # of a body, decoded
    ratio: int = 200  # decoded to received bytes, once there is a megabyte
    robots: int = 512_000  # of a robots.txt: RFC 9309 asks for 500 KiB
    redirects: int = 8
    patience: float = 30.0  # to wait for a host within a run; longer is a matter of another run
    tries: int = 3  # of a page that a feed or a section names


# ---- what a server answered ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Got:
    """A body. `final`: the address that it came from, `moved`: the new one if told for good."""

    url: str
    final: str
    data: bytes
    media: str = ""
    etag: str = ""
    modified: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """Not changed since it was last fetched."""

    url: str
    final: str
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Nothing that can be kept, and why. `until`: the epoch before which not to ask again."""

    reason: str
    kind: Literal["failed", "refused", "later", "gone"] = "failed"
    status: int = 0
    until: float | None = None


Answer = Got | Same | Fault


# ---- what came of it -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Miss:
    """An address that gave nothing. `again`: when it is tried again, in words ("" for never)."""

    url: str
    reason: str
    again: str = ""


@dataclass(slots=True)
class Tally:
    """What came of one source in one run."""

    source: Source
    state: Literal["waiting", "stored", "unchanged", "not due", "failed"] = "waiting"
    stored: list[str] = field(default_factory=list)
    unchanged: int = 0  # answered 304, or with the bytes of last time
    left: int = 0  # pages that a later run will ask for
    refused: list[Miss] = field(default_factory=list)
    failed: list[Miss] = field(default_factory=list)
    later: list[Miss] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run of collecting did."""

    tallies: tuple[Tally, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0
    seconds: float = 0.0
