"""What a run of the press is asked for, what it makes, and why each file is made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from broadsheet.disk import RACY_NS, Stat
from broadsheet.errors import Problem
from broadsheet.model import Artifact, Dropped, Page
from broadsheet.printing.stopwatch import Spent, Stopwatch
from broadsheet.state import Row

Found = Literal["as left", "missing", "altered"]
Progress = Callable[[str, int, int], None]  # stage, done, of how many


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Order:
    """How to run. `clean`: make every file again. `keep`: remove nothing this time.

    `jobs`: how many processes print, where there is much to do; it shows in no result.
    `gone`: all files stand as they should but for what is planned, and for these addresses, which
    are no more; None: what is planned is all that there is to be.
    """

    clean: bool = False
    keep: bool = False
    progress: Progress = silent
    jobs: int = 1
    watch: Stopwatch = field(default_factory=Stopwatch)
    gone: Collection[str] | None = None


class Press(Protocol):
    """What turns a page into a file; see render.Press."""

    def closure(self, kind: str) -> str: ...
    def prepare(self, kinds: Iterable[str]) -> None: ...
    def artifact(self, page: Page) -> Artifact: ...
    def static(self) -> tuple[Artifact, ...]: ...


class Reason(NamedTuple):
    """Why a file was made again, kept or removed."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


@dataclass(frozen=True, slots=True)
class Made:
    """What a file is made from: the fingerprints of its template and of its data."""

    template: str
    data: str


@dataclass(frozen=True, slots=True)
class Step:
    """A file to make. `turn` orders the writing."""

    path: str
    why: str
    made: Made
    turn: int
    source: Page | Artifact


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the press did. A file whose bytes came out the same is not counted."""

    planned: int = 0
    new: int = 0
    changed: int = 0
    removed: int = 0
    rendered: int = 0
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a command did, and what was wrong with its inputs. `seconds` is wall time."""

    written: int | None = None  # articles; None when none were to be written
    run: Run | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()  # what an ingest left as people made it, and why
    articles: tuple[str, ...] = ()  # the articles that an ingest wrote, and whether they are new
    dropped: tuple[Dropped, ...] = ()
    names: tuple[str, ...] | None = None  # those that an editor should look at
    seconds: float = 0.0
    merges: tuple[str, ...] | None = None  # the stories that an editor should look at
    spent: tuple[Spent, ...] = ()  # where the time of a publishing went
    drafts: int | None = None  # articles that are not published; None: not counted

    def __add__(self, other: Report) -> Report:
        both = [report.written for report in (self, other) if report.written is not None]
        return Report(
            sum(both) if both else None,
            other.run or self.run,
            tuple(dict.fromkeys((*self.problems, *other.problems))),
            tuple(dict.fromkeys((*self.notes, *other.notes))),
            (*self.kept, *other.kept),
            (*self.articles, *other.articles),
            (*self.dropped, *other.dropped),
            self.names if other.names is None else other.names,
            self.seconds + other.seconds,
            self.merges if other.merges is None else other.merges,
            (*self.spent, *other.spent),
            self.drafts if other.drafts is None else other.drafts,
        )


def reason(made: Made, row: Row | None, found: Found, clean: bool = False) -> str | None:
    """Return why a file must be made again, or None when it stands as it should."""
    if row is None:
        return "new" if found == "missing" else "no record of how it was made"
    if not row.template:
        return "was not finished"
    if clean:
        return "clean build"
    if (row.template, row.data) != (made.template, made.data):
        return _difference(made, row)
    return None if found == "as left" else f"file {found}"


def _difference(made: Made, row: Row) -> str:
    if row.template == made.template:
        return "page data changed"
    return "template changed" if row.data == made.data else "template and page data changed"


def is_old(row: Row) -> bool:
    """Whether a file was written so long ago that another look at it can be trusted."""
    return row.mtime_ns + RACY_NS <= time.time_ns()


def is_trusted(row: Row, stat: Stat) -> bool:
    """Whether a look from outside is enough to say that a file is as it was left."""
    same = (row.size, row.mtime_ns, row.inode) == (stat.size, stat.mtime_ns, stat.inode)
    return same and row.mtime_ns + RACY_NS <= row.seen_ns
