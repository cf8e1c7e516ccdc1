"""The whole journey on one screen: `ingest` takes seeds/ to content/, `publish` that to site/."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from broadsheet import checking, disk, library, plan, printing, shortcut
from broadsheet.captures import seeds
from broadsheet.config import Settings
from broadsheet.disk import Look
from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.intake.deciding import decisions
from broadsheet.library import Library
from broadsheet.minting import add_addresses
from broadsheet.model import Annotations, Clipping, Dropped, Page
from broadsheet.printing import Order, Progress, Report, Run, silent
from broadsheet.printing.announcing import announce
from broadsheet.printing.foresight import Foresight
from broadsheet.reading import ADDRESSES, Kept, Reader, read, settings
from broadsheet.render import Press
from broadsheet.shelving import Shelving
from broadsheet.shortcut import unhurried
from broadsheet.site import Site
from broadsheet.state import State, locked, mute
from broadsheet.stock import filing, shelf
from broadsheet.workshop import Workshop

__all__ = ["Report", "check", "ingest", "ping", "publish", "settings"]

_HERE = ("localhost", "127.0.0.1", "::1")


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
        passed: list[Dropped] = []
        read_seeds = seeds(site.root, found.paths, said.timezone, problems, passed)
        topics = filing(Reader(site, state, problems))
        signed = partial(_sign, site)
        work = Workshop(state.memo, said, jobs, progress, topics, signed)
        clipped = work.clipped(read_seeds, problems)
        told = work.annotated(clipped, problems)
        state.save()
        done = _shelve(site, state, said, told)
        known = shelved(read(site, state)) if names else None
    return Report(
        written=len(done.written),
        problems=tuple(sorted({*problems, *done.problems}, key=str)),
        notes=(*state.notes, *work.notes),
        kept=tuple(done.kept),
        articles=tuple(done.written),
        dropped=(*passed, *(drop for cut in clipped for drop in cut.dropped)),
        names=_names(known) if known else None,
        merges=_merges(known) if known else None,
        seconds=time.monotonic() - started,
    )


def _sign(site: Site, path: str) -> str:
    try:
        return disk.sign(site.root, path)[1]
    except InputError:
        return ""


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
    decided = decisions(told, held)
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
    jobs: int = 1,
    names: bool = False,
    progress: Progress = silent,
    say: Callable[[str], None] = mute,
) -> Report:
    """Bring site/ up to content/, templates/ and the settings; raise SettingsError.

    With `clean` every file is made again, and none is believed to be as it was left. `jobs`
    processes print; their number shows in no result. With `names` the report has those to look
    at. `say` is told when another build is waited for.
    """
    started, watch = time.monotonic(), printing.Stopwatch()
    with locked(site.state, say), State(site.state, forget=clean) as state, unhurried():
        disk.sweep(site.state)
        now = printing.inputs(site)
        if not (clean or names) and (same := _standing(site, now, state)):
            watch.lap("looking from outside")
            seconds = time.monotonic() - started
            return Report(run=same, seconds=seconds, spent=tuple(watch.spent.items()))
        watch.lap("looking from outside")
        if not (clean or names) and (run := shortcut.built(site, now, state, watch)):
            return _report(run, state, watch, started)
        kept = read(site, state)
        watch.lap("reading")
        known = shelved(kept)
        rows = plan.addresses(known, kept.register)
        faults = add_addresses(site.root, ADDRESSES, kept.register_text, library.tsv(rows))
        if rows and not faults:
            now = printing.inputs_since(now, site, str(site.root / ADDRESSES))
        watch.lap("the library")
        order = Order(clean, kept.incomplete, progress, jobs, watch)
        ahead = Foresight(state.memo, jobs if clean or state.fresh else 1)
        texts = plan.Texts()
        pages = plan.pages(known, ahead, ahead.foresee, texts)
        run = _run(site, shortcut.marked(pages, texts, state), state, order)
        problems = {*kept.problems, *known.problems, *faults, *run.problems}
        if not (problems or kept.incomplete or state.notes or run.notes):
            printing.remember(now, state)
            shortcut.remember(now, state, known, texts, kept)
            watch.lap("remembering")
    return Report(
        run=run,
        problems=tuple(sorted(problems, key=str)),
        notes=(*state.notes, *run.notes),
        names=_names(known) if names else None,
        merges=_merges(known) if names else None,
        seconds=time.monotonic() - started,
        spent=tuple(watch.spent.items()),
        drafts=len(known.drafts),
    )


def _report(run: Run, state: State, watch: printing.Stopwatch, started: float) -> Report:
    seconds = time.monotonic() - started
    notes = (*state.notes, *run.notes)
    return Report(
        run=run,
        problems=run.problems,
        notes=notes,
        seconds=seconds,
        spent=tuple(watch.spent.items()),
    )


def _standing(site: Site, now: Look | None, state: State) -> Run | None:
    """Return the run of a site at which nothing has changed; None where there is more to see."""
    try:
        scratch, ours = site.state / "scratch", state.ledger.rows
        return printing.standing(now, state, lambda: disk.output(site.out, scratch, ours))
    except OSError:
        return None


def _run(site: Site, pages: Iterable[Page], state: State, order: Order) -> Run:
    try:
        folder = disk.output(site.out, site.state / "scratch")
    except OSError as error:
        return Run(problems=(Problem("site", f"cannot be written: {error.strerror}"),))
    return printing.run(pages, Press(site.templates), folder, state, order)


def shelved(kept: Kept) -> Library:
    """Return the library of what was read."""
    terms = (kept.topics, kept.settings, kept.register, kept.removed)
    made = library.library(kept.articles, kept.records, *terms)
    return replace(made, followed=kept.followed)


def _names(known: Library) -> tuple[str, ...]:
    return tuple(doubt.question for doubt in library.doubts(known.entities))


def _merges(known: Library) -> tuple[str, ...]:
    return tuple(one.question for one in library.merges(known.articles, known.story_of))


# ---- ping --------------------------------------------------------------------------------------


def ping(site: Site, say: Callable[[str], None] = mute) -> Report:
    """Tell hubs and search engines what was published since they were last told.

    Raises SettingsError where the settings name nobody to tell.
    """
    started = time.monotonic()
    said = settings(site)
    if not said.websub and not said.indexnow_key:
        hint = "set `websub` or `indexnow_key`"
        raise SettingsError(Problem(site.config.name, "names nobody to ping", hint=hint))
    if said.host in _HERE:
        fault = f"`url: {said.url}` is of this machine: nobody else can look there"
        hint = "say where readers find the site"
        raise SettingsError(Problem(site.config.name, fault, hint=hint))
    with locked(site.state, say):
        files, problems = announce(said, site.out, site.state)
    notes = (f"told of changed files: {files}",)
    return Report(problems=problems, notes=notes, seconds=time.monotonic() - started)


# ---- check -------------------------------------------------------------------------------------


def check(site: Site, progress: Progress = silent, now: dt.datetime | None = None) -> Report:
    """Look for problems in content/, templates, links, feeds and addresses; write nothing.

    `now` tells what is in the future: the present instant, if not given.
    """
    started = time.monotonic()
    with State(None) as state:
        kept = read(site, state)
        known = shelved(kept)
        made = checking.Site(Press(site.templates), known, tuple(plan.pages(known)))
        written = checking.Written(
            articles=kept.articles,
            records=kept.records,
            topics=kept.topics,
            register=kept.register,
            paths=disk.listing(site.root, "content").paths,
            text=Reader(site, state, []).text,
        )
        told = (*kept.problems, *known.problems)
        moment = now or dt.datetime.now(dt.UTC)
        problems = checking.problems(written, made, told, moment, progress)
    return Report(problems=problems, seconds=time.monotonic() - started)
