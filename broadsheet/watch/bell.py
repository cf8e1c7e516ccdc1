"""The bell that events ring: it knows which of them may mean other bytes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler

from broadsheet.disk import is_scratch

QUIET = 0.03  # seconds without an event before a build: an editor's save is several events
PATIENCE = 0.5  # seconds after which a build starts however busy the folder is
CROWD = 500  # named files from which on somebody moves a whole archive
CROWD_QUIET = 0.3
CROWD_PATIENCE = 30.0

# Reading a file is an event too ("opened"): only what can change its bytes may wake us.
_CHANGES = frozenset({"attrib", "closed", "created", "deleted", "modified", "moved"})


class Bell(FileSystemEventHandler):
    """Rings when something may have changed below one of the folders it was hung in."""

    def __init__(self, root: Path, ignored: Sequence[Path]) -> None:
        self._root = str(root)
        self._ignored = frozenset(str(path) for path in ignored)
        self._below = tuple(f"{path}{os.sep}" for path in ignored)
        self._rung = threading.Event()
        self._lock = threading.Lock()
        self._lost: set[str] = set()
        self._named: set[str] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        if event.is_directory and event.event_type in ("attrib", "modified"):
            return  # what changed in it has events of its own
        paths = {os.fsdecode(path) for path in (event.src_path, event.dest_path) if path}
        with self._lock:
            if event.event_type in ("deleted", "moved"):
                self._lost.add(os.fsdecode(event.src_path))
            paths = {path for path in paths if self._is_of_interest(path)}
            self._named |= paths
        if paths:
            self._rung.set()

    def ring(self) -> None:
        self._rung.set()

    def named(self) -> frozenset[str]:
        """Return the paths that events named since they were last taken."""
        with self._lock:
            return frozenset(self._named)

    def taken(self) -> frozenset[str]:
        """Return the paths that events named since this was last asked."""
        with self._lock:
            named, self._named = self._named, set()
        return frozenset(named)

    def lost(self) -> frozenset[str]:
        """Return what was deleted or moved away since this was last asked."""
        with self._lock:
            lost, self._lost = self._lost, set()
        return frozenset(lost)

    def wait_for_quiet(self, patience: float | None = None) -> bool:
        """Return once it rang and then kept still for a moment, so that a save is whole.

        False where it did not ring for as long as `patience`, in seconds.
        """
        if not self._rung.wait(patience):
            return False
        began = time.monotonic()
        while self._rung.is_set():
            self._rung.clear()
            quiet, longest = self._manners()
            if time.monotonic() - began >= longest:
                break
            self._rung.wait(quiet)
        return True

    def _manners(self) -> tuple[float, float]:
        """Return how long a quiet is, and how long one is waited for, in seconds."""
        if len(self._named) > CROWD:
            return CROWD_QUIET, CROWD_PATIENCE
        return QUIET, PATIENCE

    def _is_of_interest(self, path: str) -> bool:
        """Return whether a path may be that of an input: not ours, no editor's own file."""
        if path == self._root or path in self._ignored or path.startswith(self._below):
            return False
        within = path.removeprefix(self._root + os.sep)
        names = within.split(os.sep) if within != path else [os.path.basename(path)]
        return not any(map(is_scratch, names))
