"""What builds leave wrong: the files that differ from a clean build of the same input."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.builds import Tell
from bench.cost import busy, cost
from bench.edits import EDITS, Edit, Shelf
from bench.presses.press import clear
from bench.trees import Digests, Ripple, digests, marks, ripple

QUIET = 3.0  # seconds without a file written and without work: a watching program is done
IDLE = 0.05  # seconds of CPU time in those that are no work
PATIENCE = 300.0

# Makes the edit and brings the printed folder up to date, as the press does it.
Follow = Callable[[Shelf, Edit, int], None]


@dataclass(frozen=True, slots=True)
class Left:
    """What a press left wrong after an edit."""

    press: str
    edit: str
    ripple: Ripple


def ripples(shelves: Sequence[Shelf], tell: Tell) -> Iterator[Left]:
    """Yield what each press leaves wrong after each kind of edit, building and while watching.

    "clean" is the difference of two clean builds: what a press prints differently by chance.
    """
    for shelf in shelves:
        yield from _told(shelf, shelf.press.name, _built, 0, tell)
        if shelf.press.watch(shelf.folder):
            yield from _told(shelf, f"{shelf.press.name}, watching", _watched, len(EDITS), tell)


def _told(shelf: Shelf, name: str, follow: Follow, first: int, tell: Tell) -> Iterator[Left]:
    _clean(shelf)
    for number, edit in enumerate(EDITS, first):
        follow(shelf, edit, number)
        left = digests(shelf.folder / shelf.press.printed)
        found = Left(name, edit.name, ripple(left, _clean(shelf)))
        tell(f"{name}, {edit.name}: {found.ripple}")
        yield found


def _clean(shelf: Shelf) -> Digests:
    clear(shelf.press, shelf.folder)
    cost(shelf.press.build(shelf.folder), shelf.folder, watch_memory=False)
    return digests(shelf.folder / shelf.press.printed)


def _built(shelf: Shelf, edit: Edit, number: int) -> None:
    edit.made(shelf, number)
    cost(shelf.press.build(shelf.folder), shelf.folder, watch_memory=False)


def _watched(shelf: Shelf, edit: Edit, number: int) -> None:
    """Make the edit while the press watches; it starts with a build of its own."""
    printed = shelf.folder / shelf.press.printed
    if edit.name == "clean":
        edit.made(shelf, number)
    command = shelf.press.watch(shelf.folder) or []
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=shelf.folder, stdout=quiet, stderr=quiet) as process:
        try:
            _rest(process.pid, printed)
            if edit.name != "clean":
                edit.made(shelf, number)
                _rest(process.pid, printed)
        finally:
            process.terminate()


def _rest(pid: int, printed: Path) -> None:
    """Wait until nothing was written, and nothing done, for a while."""
    end = time.monotonic() + PATIENCE
    work, before, now = busy(pid), None, marks(printed)
    while (not now or now != before or busy(pid) - work > IDLE) and time.monotonic() < end:
        work, before = busy(pid), now
        time.sleep(QUIET)
        now = marks(printed)
