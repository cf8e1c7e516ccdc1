"""Hangs the bell into folders, anew wherever one was swapped for another."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import warnings
from collections.abc import Sequence
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from broadsheet.watch.bell import Bell

_MINE = Path("/proc/self/fdinfo")
_LIMITS = {
    errno.ENOSPC: "the system watches no more folders (raise fs.inotify.max_user_watches)",
    errno.EMFILE: "the system has no watch to give (raise fs.inotify.max_user_instances)",
}
_NO_EVENTS = "the system tells of no changes here"

# Of what it loses it tells a log, in words for its own makers; we look for ourselves.
logging.getLogger("watchdog").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")

Identity = tuple[int, int]

# What may mean other bytes. Without this, each file that a build reads is an event as well.
_WANTED = [
    getattr(events, f"{kind}{what}Event")
    for kind in ("File", "Dir")
    for what in ("Created", "Deleted", "Moved", "Modified", "Closed", "Attrib")
    if (kind == "File" or what in ("Created", "Deleted", "Moved"))
    and hasattr(events, f"{kind}{what}Event")
]


class Hanging:
    """The bell, hung into every watched folder that exists and into the root itself.

    `lack` says why events will be missing, or is "".
    """

    def __init__(self, bell: Bell, root: Path, watched: Sequence[Path]) -> None:
        self._bell = bell
        self._root = root
        self._watched = tuple(watched)
        self._hung: dict[Path, tuple[ObservedWatch, Identity]] = {}
        self._observer: BaseObserver | None = None
        self._counted = 0
        self._short = True  # at the beginning all watches were asked for before folders are counted
        self.lack = ""
        try:
            self._observer = Observer()
            self._observer.start()
        except OSError as error:
            self._fall_back(error)
        self.renew(frozenset())

    def renew(self, lost: frozenset[str]) -> None:
        """Watch every folder that exists; one that was deleted or moved is let go first."""
        for folder in (self._root, *self._watched):
            identity = _identity(folder)
            held = self._hung.get(folder)
            if held and (str(folder) in lost or identity != held[1]):
                self._let_go(folder)
            if identity and folder not in self._hung:
                self._hang(folder, identity)

    def renew_all(self) -> None:
        """Hang everything anew: somewhere it is missing."""
        for folder in tuple(self._hung):
            self._let_go(folder)
        self.renew(frozenset())

    def count(self, folders: int) -> None:
        """Compare the folders that were just seen with the watches that the system gave.

        Nobody else is told of a watch that is refused further down. A folder that is a moment
        old has none yet, so only the second time counts.
        """
        if folders == self._counted and not self._short:
            return
        given = _watches_given()
        short = given is not None and given < folders
        if short and self._short:
            self.lack = self.lack or _LIMITS[errno.ENOSPC]
        self._counted, self._short = folders, short

    def end(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(timeout=2)

    def _hang(self, folder: Path, identity: Identity) -> None:
        if self._observer is None:
            return
        try:
            deep = folder != self._root
            watch = self._observer.schedule(
                self._bell, str(folder), recursive=deep, event_filter=_WANTED
            )
        except OSError as error:
            if error.errno != errno.ENOENT:  # gone a moment ago: it is looked for again
                self._fall_back(error)
            return
        self._hung[folder] = watch, identity

    def _let_go(self, folder: Path) -> None:
        watch, _ = self._hung.pop(folder)
        if self._observer is not None:
            with contextlib.suppress(KeyError):  # it was stopped meanwhile
                self._observer.unschedule(watch)

    def _fall_back(self, error: OSError) -> None:
        self.lack = self.lack or _LIMITS.get(error.errno or 0, _NO_EVENTS)


def _identity(folder: Path) -> Identity | None:
    """Return what tells a folder from another one of its name; None for what is no folder."""
    try:
        found = os.stat(folder)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None


def _watches_given() -> int | None:
    """Return how many watches the system keeps for us; None where it does not say.

    Linux lists them, a line each, in the description of the file that they are read from.
    """
    try:
        said = [text for file in _MINE.iterdir() if (text := _text(file))]
    except OSError:
        return None
    return sum(text.count("\ninotify ") + text.startswith("inotify ") for text in said)


def _text(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""
