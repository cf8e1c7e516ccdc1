"""Watching: events only wake us; every wake-up scans. Publishing in a loop, nothing else.

Events get lost: their queue runs over, the system has no more watches to give, a file system
tells of nothing, a folder is swapped for another one. So every file is looked at from outside
now and then, too, at a pace that costs next to nothing; and where events are missing, that is
said once and the looks take their place.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import Protocol

from broadsheet.watch.bell import Bell
from broadsheet.watch.eyes import Eyes
from broadsheet.watch.hanging import Hanging

__all__ = ["Bell", "Eyes", "Short", "Watch"]

CALM = 1.0  # seconds without an event before everything is looked at
GRACE = 0.8  # seconds that an event may take; a file moved away is told of after half a second
_MISSES = 2  # changes that no event told of, before events are no longer relied on


class Short(Protocol):
    """A shorter way to build, for the edits that it knows."""

    def builds(self, named: frozenset[str]) -> bool:
        """Build what the edits of these files ask for; False where that is too little."""

    @property
    def is_still(self) -> Callable[[], bool]:
        """Return whether nothing changed of which no event told."""


def _mute(told: str) -> None:
    """Say nothing."""


class Watch:
    """Watches some folders and files, and a root's own files but not its other folders."""

    def __init__(
        self,
        root: Path,
        watched: Sequence[Path],
        ignored: Sequence[Path],
        say: Callable[[str], None] = _mute,
    ) -> None:
        self.bell = Bell(root, ignored)
        self._say = say
        self._hanging = Hanging(self.bell, root, watched)
        self._eyes = Eyes(root, watched, ignored)
        self._heard: set[str] = set()  # what events named since the last look
        self._doubts: set[str] = set()  # what differs, and an event may yet tell of
        self._doubt_until = 0.0
        self._misses = 0
        self._told = False
        self._hanging.count(self._eyes.folders)
        self._look_at = time.monotonic() + self._eyes.pace(True)

    def run(
        self, build: Callable[[], None], stopped: threading.Event, short: Short | None = None
    ) -> None:
        """Build after every change until stopped; a folder that appears later is watched too.

        `short` tries first, with the paths that events named; after a quiet moment it looks
        whether everything is as it left it.
        """
        unsure = short is not None and not short.is_still()  # loads what it keeps
        self._hang()
        while True:
            rung = self.bell.wait_for_quiet(self._patience(unsure))
            if stopped.is_set():
                break
            named = self.bell.taken()
            self._heard |= named
            self._hang()
            missed = self._missed(named)
            if rung or missed:
                if short is None or not short.builds(named | missed):
                    build()
                unsure = short is not None
            elif unsure and short is not None:
                unsure = False
                if not short.is_still():
                    build()

    def stop(self, stopped: threading.Event) -> None:
        stopped.set()
        self.bell.ring()
        self._hanging.end()

    @property
    def _trusts(self) -> bool:
        """Whether events are expected of every change."""
        return self._misses < _MISSES and not self._hanging.lack

    def _patience(self, unsure: bool) -> float:
        """Return the seconds until there is something to do even if nobody rings."""
        due = [self._look_at - time.monotonic()]
        due += [self._doubt_until - time.monotonic()] if self._doubts else []
        due += [CALM] if unsure else []
        return max(0.0, min(due))

    def _hang(self) -> None:
        self._hanging.renew(self.bell.lost())
        if not self._trusts and not self._told:
            self._told = True
            why = self._hanging.lack or "the system does not tell of every change here"
            every = self._eyes.pace(False)
            self._say(f"{why}: looking at every file each {every:.1f} s instead")

    def _missed(self, named: frozenset[str]) -> frozenset[str]:
        """Return the files that look other than at the last look, while no event tells of it.

        Nothing before the next look is due. A file that events should tell of is doubted for
        as long as an event may take.
        """
        now = time.monotonic()
        self._doubts = _unheard(self._doubts, named)
        if self._doubts and now >= self._doubt_until:
            missed, self._doubts = self._doubts, set()
            self._misses += 1
            self._hanging.renew_all()
            return frozenset(missed)
        if now < self._look_at:
            return frozenset()
        unheard = _unheard(self._eyes.changed(), self._heard)
        self._heard.clear()
        self._hanging.count(self._eyes.folders)
        self._look_at = time.monotonic() + self._eyes.pace(self._trusts)
        if self._trusts:
            self._doubts |= unheard - self._eyes.apart
            self._doubt_until = now + GRACE
            unheard &= self._eyes.apart
        return frozenset(unheard)


def _unheard(paths: Set[str], named: Set[str]) -> set[str]:
    """Return the paths that are not named, nor is a folder above them."""
    left = {path for path in paths if path not in named}
    return {path for path in left if not any(str(above) in named for above in Path(path).parents)}
