"""What open pages are told of each build."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

import orjson

from broadsheet.errors import Problem
from broadsheet.printing import Report

_KEEP_ALIVE = 15.0  # seconds between comments on an idle event stream


@dataclass(frozen=True, slots=True)
class Built:
    """What the browser is told of a build: `changed` when a page may look different.

    `restyled`: in nothing but style sheets, which a page can take anew while it stands.
    `drafts`: how many articles are not published; None where this build did not count them.
    """

    changed: bool
    problems: tuple[Problem, ...]
    restyled: bool = False
    drafts: int | None = None


def built(report: Report) -> Built:
    """Return what the browser is told of a report."""
    run = report.run
    changed = run is not None and run.new + run.changed + run.removed > 0
    reasons = run.reasons if run is not None else ()
    restyled = changed and all(one.path.endswith(".css") for one in reasons)
    return Built(changed, report.problems, restyled, report.drafts)


def _nowhere(problem: Problem) -> str:
    return ""


@dataclass(slots=True)
class Bulletin:
    """The last build, and the open pages that wait for the next one.

    `address` tells where an editor opens the place of a problem, or "".
    """

    address: Callable[[Problem], str] = _nowhere
    loop: asyncio.AbstractEventLoop | None = None
    press: str = field(default_factory=lambda: secrets.token_hex(4))
    number: int = 0
    style: int = 0
    posts: int = 0  # builds, whatever came of them
    drafts: int = 0
    problems: tuple[Problem, ...] = ()
    readers: set[asyncio.Event] = field(default_factory=set)

    def post(self, built: Built) -> None:
        """Tell every open page; called from the thread that builds."""
        if built.restyled:
            self.style += 1
        else:
            self.number += built.changed
        self.posts += 1
        self.problems = built.problems
        self.drafts = self.drafts if built.drafts is None else built.drafts
        self._tell()

    def count(self, drafts: int | None) -> None:
        """Tell how many drafts there are, where that is known and was not."""
        if drafts is not None and drafts != self.drafts:
            self.drafts = drafts
            self._tell()

    def _tell(self) -> None:
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._wake)

    @property
    def edition(self) -> str:
        """What the published pages are of: another one after each change of them."""
        return f"{self.press}-{self.number}"

    @property
    def build(self) -> str:
        """What was built last, whether or not it changed a page."""
        return f"{self.press}-{self.posts}"

    def event(self, trusted: bool = True) -> bytes:
        """Return how things stand. Problems, drafts, and where files lie: for this machine only."""
        news = {
            "edition": self.edition,
            "style": f"{self.press}-{self.style}",
            "build": self.build,
            "drafts": self.drafts if trusted else 0,
            "problems": [self._shown(problem) for problem in self.problems] if trusted else [],
        }
        return b"event: built\ndata: " + orjson.dumps(news) + b"\n\n"

    async def stream(self, trusted: bool = True) -> AsyncIterator[bytes]:
        """Yield how things stand now and after each build.

        Who reads slowly is told of the last build, not of each.
        """
        self.loop = asyncio.get_running_loop()
        woken = asyncio.Event()
        self.readers.add(woken)
        try:
            yield self.event(trusted)
            while True:
                try:
                    await asyncio.wait_for(woken.wait(), _KEEP_ALIVE)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                woken.clear()
                yield self.event(trusted)
        finally:
            self.readers.discard(woken)

    def _wake(self) -> None:
        for woken in self.readers:
            woken.set()

    def _shown(self, problem: Problem) -> dict[str, str]:
        place = (problem.path, problem.line, problem.column)
        return {
            "place": ":".join(str(part) for part in place if part is not None),
            "message": problem.message,
            "hint": problem.hint,
            "address": self.address(problem),
        }
