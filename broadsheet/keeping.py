"""What the editor's server keeps between builds, so that a save is a page in a moment.

The library without bodies, the look of every input and published file, the press with its
templates: all of it is what a short build would load anew. Only the files that the watch named
are looked at before the page is printed; afterwards, when it is quiet, everything is, so that a
file of which no event told is missed for a moment at most.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from broadsheet import disk, printing, shortcut
from broadsheet.disk import Look, Output
from broadsheet.errors import BroadsheetError
from broadsheet.printing import Report, Run, Stopwatch
from broadsheet.render import Press
from broadsheet.shortcut import Desk, unhurried
from broadsheet.site import Site
from broadsheet.state import State, locked, mute


@dataclass(slots=True)
class _Held:
    """A site as it stood after the last build, with all that the next one needs."""

    desk: Desk
    output: Output
    seeds: Look | None
    marks: tuple[str, str]  # what the state says while nobody else has built


class Keeper:
    """Keeps a site between the builds of one thread; lets go of it wherever in doubt."""

    def __init__(self, site: Site, say: Callable[[str], None] = mute) -> None:
        self._site = site
        self._say = say
        self._held: _Held | None = None

    def drop(self) -> None:
        """Forget everything: somebody else builds."""
        if self._held is not None:
            self._held.desk.state.__exit__()
            self._held = None
            gc.unfreeze()

    def is_still(self) -> bool:
        """Return whether every file is as it was kept; load what can be kept, first of all."""
        try:
            if self._held is not None:
                return self._is_as_left(self._held)
            self._load()
        except OSError:
            return False
        return True  # whatever is other than it was has its own event

    def _is_as_left(self, held: _Held) -> bool:
        with locked(self._site.state, self._say):
            now = printing.inputs(self._site)
            seen = now is not None and now.still(held.desk.shelf.look)
            if (
                not seen
                or _seeds(self._site) != held.seeds
                or _marks(held.desk.state) != held.marks
            ):
                return False
            output = disk.output(
                self._site.out, self._site.state / "scratch", held.desk.state.ledger.rows
            )
            if printing.as_left(output, held.desk.state) is None:
                return False
            held.output = output
        return True

    def drafts(self) -> int | None:
        """Return how many articles are not published; None where nothing is kept."""
        return len(self._held.desk.shelf.library.drafts) if self._held else None

    def report(self, named: Iterable[str]) -> Report | None:
        """Build what the named files ask for where that is bodies alone; None for all else."""
        held = self._held
        if held is None:
            return None
        try:
            with locked(self._site.state, self._say), unhurried():
                return self._built(held, named)
        except (BroadsheetError, OSError):
            return None  # the whole build says what is wrong

    def _built(self, held: _Held, named: Iterable[str]) -> Report | None:
        desk = held.desk
        before = desk.shelf.look
        now = disk.look_again(before, _of_inputs(named, before))
        edited = now.changed(before) if now else None
        if now is None or edited is None or _marks(desk.state) != held.marks:
            return None
        if not edited:
            return Report(run=Run(planned=len(desk.state.ledger.rows)))
        desk.watch = Stopwatch()
        paths = shortcut.articles(self._site, edited)
        done = shortcut.brought_up(desk, paths, now, held.output) if paths else None
        if done is None:
            return None
        run, desk.shelf = done
        held.marks = _marks(desk.state)
        spent = tuple(desk.watch.spent.items())
        notes = (*desk.state.notes, *run.notes)
        if run.problems or notes:
            self.drop()
        seconds = sum(seconds for _, seconds in spent)
        drafts = len(desk.shelf.library.drafts)
        return Report(
            run=run, problems=run.problems, notes=notes, seconds=seconds, spent=spent, drafts=drafts
        )

    def _load(self) -> None:
        state = State(self._site.state)
        try:
            with locked(self._site.state, self._say):
                self._held = self._loaded(state)
        finally:
            if self._held is None:
                state.__exit__()
        if self._held is not None:
            gc.collect()
            gc.freeze()  # an archive in memory need not be walked through again and again

    def _loaded(self, state: State) -> _Held | None:
        shelf = shortcut.remembered(state, printing.inputs(self._site))
        if shelf is None:
            return None
        output = disk.output(self._site.out, self._site.state / "scratch", state.ledger.rows)
        if printing.as_left(output, state) is None:
            return None
        desk = Desk(self._site, state, shelf, Stopwatch(), Press(self._site.templates), True)
        return _Held(desk, output, _seeds(self._site), _marks(state))


def _marks(state: State) -> tuple[str, str]:
    return state.said("standing"), state.said("ledger")


def _seeds(site: Site) -> Look | None:
    return disk.look((site.seeds,))


def _of_inputs(named: Iterable[str], known: Look) -> list[str]:
    """Return the named files that are inputs, or may be from now on: no folders, no scratch."""
    return [
        path
        for path in sorted(set(named))
        if path in known.files
        or (
            os.path.lexists(path)
            and not os.path.isdir(path)
            and not disk.is_scratch(os.path.basename(path))
        )
    ]
