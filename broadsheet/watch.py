"""Watching: events only wake us; every wake-up scans. Publishing in a loop, nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

QUIET = 0.03  # seconds without an event before a build: an editor's save is several events
CALM = 1.0  # seconds without an event before everything is looked at
PATIENCE = 0.5  # seconds after which a build starts however busy the folder is

# Reading a file is an event too ("opened"): only what can change its bytes may wake us.
_CHANGES = frozenset(
    {
        EVENT_TYPE_CLOSED,
        EVENT_TYPE_CREATED,
        EVENT_TYPE_DELETED,
        EVENT_TYPE_MODIFIED,
        EVENT_TYPE_MOVED,
    }
)


class Short(Protocol):
    """A shorter way to build, for the edits that it knows."""

    def builds(self, named: frozenset[str]) -> bool:
        """Build what the edits of these files ask for; False where that is too little."""

    @property
    def is_still(self) -> Callable[[], bool]:
        """Return whether nothing changed of which no event told."""


class Bell(FileSystemEventHandler):
    """Rings when something may have changed below one of the folders it was hung in."""

    def __init__(self, root: Path, ignored: Sequence[Path]) -> None:
        self._root = str(root)
        self._ignored = tuple(str(path) for path in ignored)
        self._rung = threading.Event()
        self.gone: set[str] = set()
        self._named: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or self._is_ours(event):
            return
        if event.event_type in (EVENT_TYPE_DELETED, EVENT_TYPE_MOVED):
            self.gone.add(str(event.src_path))
        self._named |= {str(path) for path in (event.src_path, event.dest_path) if path}
        self._rung.set()

    def ring(self) -> None:
        self._rung.set()

    def taken(self) -> frozenset[str]:
        """Return the paths that events named since this was last asked."""
        named, self._named = self._named, set()
        return frozenset(named)

    def wait_for_quiet(self, patience: float | None = None) -> bool:
        """Return once it rang and then kept still for a moment, so that a save is whole.

        False where it did not ring for as long as `patience`, in seconds.
        """
        if not self._rung.wait(patience):
            return False
        latest = time.monotonic() + PATIENCE
        while self._rung.is_set() and time.monotonic() < latest:
            self._rung.clear()
            self._rung.wait(QUIET)
        self._rung.clear()
        return True

    def _is_ours(self, event: FileSystemEvent) -> bool:
        path = str(event.src_path)
        return path == self._root or path.startswith(self._ignored)


class Watch:
    """Watches some folders below a root, and the root's own files but not its other folders."""

    def __init__(self, root: Path, folders: Sequence[Path], ignored: Sequence[Path]) -> None:
        self.bell = Bell(root, ignored)
        self._folders = tuple(folders)
        self._hung: dict[Path, ObservedWatch] = {}
        self._observer: BaseObserver = Observer()
        self._observer.schedule(self.bell, str(root), recursive=False)
        self._hang()
        self._observer.start()

    def run(
        self, build: Callable[[], None], stopped: threading.Event, short: Short | None = None
    ) -> None:
        """Build after every change until stopped; a folder that appears later is watched too.

        `short` tries first, with the paths that events named; after a quiet moment it looks
        whether everything is as it left it.
        """
        unsure = short is not None and not short.is_still()  # loads what it keeps
        while True:
            rung = self.bell.wait_for_quiet(CALM if unsure else None)
            if stopped.is_set():
                break
            named = self.bell.taken()
            self._hang()
            if rung:
                if short is None or not short.builds(named):
                    build()
                unsure = short is not None
            elif short is not None:
                unsure = False
                if not short.is_still():
                    build()

    def stop(self, stopped: threading.Event) -> None:
        stopped.set()
        self.bell.ring()
        self._observer.stop()
        self._observer.join(timeout=2)

    def _hang(self) -> None:
        """Watch every folder that exists; one that was deleted or moved away is let go first."""
        gone, self.bell.gone = self.bell.gone, set()
        for folder in self._folders:
            if str(folder) in gone and folder in self._hung:
                self._observer.unschedule(self._hung.pop(folder))
            if folder.is_dir() and folder not in self._hung:
                self._hung[folder] = self._observer.schedule(self.bell, str(folder), recursive=True)
