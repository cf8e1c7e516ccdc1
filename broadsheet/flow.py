"""The whole journey on one screen: `ingest` takes seeds/ to content/, `publish` that to site/."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from broadsheet import disk, intake, library, plan, printing
from broadsheet.captures import seeds
from broadsheet.checking import Checking
from broadsheet.config import Settings
from broadsheet.errors import InputError, Problem
from broadsheet.library import Library
from broadsheet.model import Annotations, Clipping, Dropped, Page
from broadsheet.printing import Order, Progress, Run, silent
from broadsheet.reading import ADDRESSES, Kept, Reader, read, settings, shelf
from broadsheet.render import Press
from broadsheet.shelving import Shelving
from broadsheet.site import Site
from broadsheet.state import State, locked, mute
from broadsheet.workshop import Workshop

__all__ = ["Report", "check", "ingest", "publish", "settings"]


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
        )


# ---- ingest ------------------------------------------------------------------------------------


def ingest(
    site: Site,
    *,
    clean: bool = False,
    jobs: int = 1,
    names: bool = False,
    progress: Progress = silent,
    say: Callable[[str], None] = mute,
) -> Report:
    """Write the articles of the captures in seeds/ to content/; raise SettingsError.

    What a person edited stays, what a person deleted stays away. `jobs` processes cut and
    annotate; their number shows in no result. With `names` the report has those to look at.
    `say` is told when another build is waited for.
    """
    started = time.monotonic()
    problems: list[Problem] = []
    with locked(site.state, say), State(site.state, forget=clean) as state:
        disk.sweep(site.state)
        said = settings(site)
        found = disk.listing(site.root, "seeds")
        problems.extend(found.problems)
        read_seeds = seeds(site.root, found.paths, said.timezone, problems)
        work = Workshop(state.memo, said, jobs, progress)
        clipped = work.clipped(read_seeds, problems)
        told = work.annotated(clipped, problems)
        state.save()
        done = _shelve(site, state, said, told)
        asked = _names(shelved(read(site, state))) if names else None
    return Report(
        written=len(done.written),
        problems=tuple(sorted({*problems, *done.problems}, key=str)),
        notes=(*state.notes, *work.notes),
        kept=tuple(done.kept),
        articles=tuple(done.written),
        dropped=tuple(drop for cut in clipped for drop in cut.dropped),
        names=asked,
        seconds=time.monotonic() - started,
    )


def _shelve(
    site: Site, state: State, said: Settings, told: Iterable[tuple[Clipping, Annotations]]
) -> Shelving:
    """Write what is new or better.

    The register comes last: a killed ingest leaves articles that the next one knows by their
    seed and lines, and never a row for an article that was not written, which would be taken
    for one that a person deleted.
    """
    reader = Reader(site, state, [])
    try:
        held, texts = shelf(reader, said)
    except InputError as error:
        return Shelving(site.root, {}, problems=[error.problem])
    decided = intake.decisions(told, held)
    done = Shelving(site.root, texts, problems=[*reader.problems, *decided.problems])
    for intent in decided.intents:
        done.take(intent)
    done.register(decided.register)
    return done


# ---- publish -----------------------------------------------------------------------------------


def publish(
    site: Site,
    *,
    clean: bool = False,
    names: bool = False,
    progress: Progress = silent,
    say: Callable[[str], None] = mute,
) -> Report:
    """Bring site/ up to content/, templates/ and the settings; raise SettingsError.

    With `clean` every file is made again, and none is believed to be as it was left. With `names`
    the report has those to look at. `say` is told when another build is waited for.
    """
    started = time.monotonic()
    with locked(site.state, say), State(site.state, forget=clean) as state:
        disk.sweep(site.state)
        kept = read(site, state)
        known = shelved(kept)
        faults = _remember_addresses(site, kept, known)
        run = _run(site, plan.pages(known), state, Order(clean, kept.incomplete, progress))
    problems = {*kept.problems, *known.problems, *faults, *run.problems}
    return Report(
        run=run,
        problems=tuple(sorted(problems, key=str)),
        notes=(*state.notes, *run.notes),
        names=_names(known) if names else None,
        seconds=time.monotonic() - started,
    )


def _run(site: Site, pages: Iterable[Page], state: State, order: Order) -> Run:
    try:
        folder = disk.output(site.out, site.state / "scratch")
    except OSError as error:
        return Run(problems=(Problem("site", f"cannot be written: {error.strerror}"),))
    return printing.run(pages, Press(site.templates), folder, state, order)


def shelved(kept: Kept) -> Library:
    """Return the library of what was read."""
    return library.library(kept.articles, kept.records, kept.topics, kept.settings, kept.register)


def _names(known: Library) -> tuple[str, ...]:
    return tuple(doubt.question for doubt in library.doubts(known.entities))


def _remember_addresses(site: Site, kept: Kept, known: Library) -> tuple[Problem, ...]:
    """Add the addresses that are about to be published to the register that is kept for ever."""
    rows = plan.addresses(known, kept.register)
    if not rows:
        return ()
    was = kept.register_text
    if was is None and (site.root / ADDRESSES).exists():
        return ()  # a problem already; what it holds is worth more than what it lacks
    before = f"{was.rstrip()}\n" if was and was.strip() else ""
    try:
        disk.put(site.root, ADDRESSES, before + library.tsv(rows), was)
    except OSError as error:
        return (Problem(ADDRESSES, f"cannot be written: {error.strerror}"),)
    return ()


# ---- check -------------------------------------------------------------------------------------


def check(site: Site, progress: Progress = silent) -> Report:
    """Look for problems in content/, templates, links, feeds and addresses; write nothing."""
    started = time.monotonic()
    with State(None) as state:
        kept = read(site, state)
        known = shelved(kept)
        press = Press(site.templates)
        found = Checking(press, known, tuple(plan.pages(known)), Reader(site, state, []).text)
        problems = dict.fromkeys((*kept.problems, *known.problems, *found.problems(progress)))
    return Report(problems=tuple(sorted(problems, key=str)), seconds=time.monotonic() - started)
