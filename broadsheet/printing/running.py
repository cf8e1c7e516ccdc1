"""The run of the press: which files are out of date and why, and writing them in a safe order.

A file is made again only where the fingerprint of its template and data differs from the
ledger's, or where the published file is missing or altered. The order keeps every link alive
at every instant: an address gets a placeholder before any page that may name it is written,
and loses its file only after the last page that named it was written again.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from broadsheet.disk import ROLL, NoRoomError, Output, Stat, digest, roll
from broadsheet.errors import BroadsheetError, Problem
from broadsheet.model import Artifact, Page
from broadsheet.printing.making import Outcome, row_of
from broadsheet.printing.nouns import (
    Found,
    Made,
    Order,
    Press,
    Reason,
    Run,
    Step,
    is_old,
    reason,
)
from broadsheet.printing.signs import Signs
from broadsheet.printing.standing import condition
from broadsheet.printing.stopwatch import PAGES
from broadsheet.printing.workers import in_phases, outcomes
from broadsheet.render import path as published_path
from broadsheet.state import Row, State

T = TypeVar("T")
_HEADERS = "_headers"
_LEAVES = ("article", "redirect", "message")  # pages that list no others


@dataclass(slots=True)
class _Job:
    """A run in progress."""

    press: Press
    output: Output
    state: State
    clean: bool
    signs: Signs = field(default_factory=Signs)
    steps: dict[str, Step] = field(default_factory=dict)
    planned: set[str] = field(default_factory=lambda: {ROLL})
    seen: dict[str, Row] = field(default_factory=dict)
    problems: dict[Problem, None] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)  # of what was made, for the ledger
    changed: list[str] = field(default_factory=list)  # the paths whose bytes are other ones
    removed: list[str] = field(default_factory=list)
    enrolled: Row | None = None  # the roll as it was written
    unclear: bool = False  # some page could not be made: nothing is removed in this build


def brought_up(
    pages: Iterable[Page], press: Press, output: Output, state: State, order: Order
) -> Run:
    """Bring the output folder up to the plan; return what that took."""
    job = _Job(press, output, state, order.clean, unclear=order.keep)
    if order.gone is None:
        _plan(job, pages)
    else:
        _plan_again(job, pages, order.gone)
    order.watch.lap("planning")
    before = frozenset(output.files) | output.links
    try:
        _claim(job, _adopted(job) if state.fresh else ())
        order.watch.lap("claiming addresses")
        _print(job, order)
        order.watch.lap("printing")
        _prune(job)
        _enrol(job)
    except NoRoomError as error:
        fault = f"cannot be written: {error.strerror}"
        _fail(job, Problem("site", fault, hint="the next build goes on from here"))
    output.tidy()
    own = (job.enrolled,) if job.enrolled else ()
    made = _looked_at(job, (*job.rows, *own))
    state.settle([*job.seen.values(), *made], job.removed)
    order.watch.lap("removing and recording")
    new = sum(path not in before for path in job.changed)
    return Run(
        planned=len(job.planned),
        new=new,
        changed=len(job.changed) - new,
        removed=len(job.removed),
        rendered=len(job.rows),
        reasons=_reasons(job, before),
        problems=tuple(sorted(job.problems, key=str)),
        notes=tuple(job.notes),
    )


# ---- what is out of date -----------------------------------------------------------------------


def _plan(job: _Job, pages: Iterable[Page]) -> None:
    """Note every path of the plan, and a step for each that is out of date."""
    for artifact in _static(job):
        made = Made(digest(artifact.data), "")
        _consider(job, artifact.path, made, artifact, 0)
    closures: dict[str, str | None] = {}
    for page in pages:
        if page.kind not in closures:
            closures[page.kind] = _closure(job, page.kind)
        template = closures[page.kind]
        path = _path(job, page)
        if path is None:
            continue
        if template is None:
            job.planned.add(path)
            job.failed.add(path)
        else:
            _consider(job, path, _made(job, path, template, page), page, _turn(path, page.kind))


def _plan_again(job: _Job, pages: Iterable[Page], gone: Collection[str]) -> None:
    """Note the paths of a plan of which only a part is made anew; see Order.

    Templates are the same as they were: their fingerprints stand in the ledger.
    """
    rows = job.state.ledger.rows
    for page in pages:
        path = _path(job, page)
        if path is None:
            continue
        if path not in rows:
            job.output.seek(path)  # it may be a file of somebody else
        template = rows[path].template if path in rows else _closure(job, page.kind)
        made = _made(job, path, template or "", page)
        _consider(job, path, made, page, _turn(path, page.kind))
    job.planned.update(rows.keys() - {published_path(address) for address in gone})


def _made(job: _Job, path: str, template: str, page: Page) -> Made:
    """Return what a file is made from; whoever makes it signs a page that is made in any case."""
    row = job.state.ledger.rows.get(path)
    is_sure = job.clean or row is None or not row.template
    return Made(template, "" if is_sure else job.signs.of(page))


def _static(job: _Job) -> tuple[Artifact, ...]:
    try:
        return job.press.static()
    except BroadsheetError as error:
        _fail(job, error.problem)
    except OSError as error:
        _fail(job, Problem(error.filename or "templates", f"cannot be read: {error.strerror}"))
    return ()


def _path(job: _Job, page: Page) -> str | None:
    try:
        return published_path(page.permalink)
    except BroadsheetError as error:
        _fail(job, error.problem)
        return None


def _closure(job: _Job, kind: str) -> str | None:
    try:
        return job.press.closure(kind)
    except BroadsheetError as error:
        _fail(job, error.problem)
        return None


def _fail(job: _Job, problem: Problem) -> None:
    job.problems[problem] = None
    job.unclear = True


def _consider(job: _Job, path: str, made: Made, source: Page | Artifact, turn: int) -> None:
    if path in job.planned:
        kept = "the first one stands"
        job.problems[Problem(f"site/{path}", "two pages share this address", hint=kept)] = None
        return
    job.planned.add(path)
    if path == _HEADERS and path in job.output.files and not job.output.is_marked(path):
        return  # what a person tells the host stays: ours says on its first line that it is
    row = job.state.ledger.rows.get(path)
    why = reason(made, row, _found(job, path, row), job.clean)
    if why:
        job.steps[path] = Step(path, why, made, turn, source)


def _found(job: _Job, path: str, row: Row | None) -> Found:
    """Return the condition of a published file; note a fresh look that can be trusted later."""
    found, fresh = condition(job.output, path, row)
    if fresh:
        job.seen[path] = fresh
    return found


def _turn(path: str, kind: str) -> int:
    if not path.endswith(".html"):
        return 3
    return 1 if kind in _LEAVES else 2


# ---- writing -------------------------------------------------------------------------------------


def _adopted(job: _Job) -> tuple[str, ...]:
    """Return the files of ours in a folder whose ledger was lost: those that the roll names."""
    output = job.output
    found = output.enrolled() - job.planned
    if found:
        job.notes.append(f"files of a former build taken over: {len(found)}")
    stray = sum(map(output.is_marked, output.files.keys() - job.planned - found))
    if stray:
        told = "files that look like ours, and of which there is no record, stay"
        job.notes.append(f"{told}: {stray}")
    return tuple(sorted(found))


def _claim(job: _Job, adopted: Iterable[str]) -> None:
    """Own every path that will be written, then give each new page a placeholder."""
    known = job.state.ledger.rows
    fresh = sorted(path for path in job.planned if path not in known)
    job.state.claim(Row(path) for path in (*fresh, *adopted))
    if fresh:
        _enrol(job)
    missing = job.planned - (job.output.files.keys() | job.output.links)
    _clear_the_way(job, missing)
    for path in sorted(missing):
        if path.endswith(".html"):
            _attempt(job, path, partial(job.output.hold, path))


def _enrol(job: _Job) -> None:
    """List what is ours among the files themselves: before they are there, and when some went."""
    rows = job.state.ledger.rows
    known = job.enrolled or rows.get(ROLL)
    data = roll(rows.keys() - set(job.removed))
    content = digest(data)
    found, looked = condition(job.output, ROLL, known)
    if found == "as left" and known is not None and known.content == content:
        job.enrolled = looked or known
    elif stat := _attempt(job, ROLL, partial(job.output.write, ROLL, data)):
        job.enrolled = row_of(ROLL, Made(content, ""), content, stat)


def _clear_the_way(job: _Job, missing: Iterable[str]) -> None:
    """Remove a file of ours that stands where the plan now needs a folder."""
    folders = {parent for path in missing for parent in _parents(path)}
    for path in sorted(folders & job.state.ledger.rows.keys() - job.planned):
        job.output.remove(path)


def _parents(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _attempt(job: _Job, path: str, act: Callable[[], T]) -> T | None:
    try:
        return act()
    except NoRoomError:
        raise
    except OSError as error:
        _fail(job, Problem(f"site/{path}", f"cannot be written: {error.strerror}"))
        job.failed.add(path)
        return None


def _print(job: _Job, order: Order) -> None:
    """Render and write every step, as many at once as there are workers."""
    steps = sorted(job.steps.values(), key=lambda step: (_place(job, step), step.path))
    phases = in_phases(steps, partial(_place, job))
    work = (job.press, job.output, job.signs)
    for done, outcome in enumerate(outcomes(phases, work, order.jobs, job.notes.append)):
        order.progress("pages", done, len(steps))
        _note(job, outcome)
        if outcome.kind:
            order.watch.add(PAGES + outcome.kind, outcome.seconds)
        if outcome.full:
            raise NoRoomError(errno.ENOSPC, outcome.full)
    _hold_failed(job)


def _note(job: _Job, outcome: Outcome) -> None:
    if outcome.note:
        job.notes.append(outcome.note)
    if outcome.problem:
        _fail(job, outcome.problem)
        job.failed.add(outcome.path)
    if outcome.row:
        job.rows.append(outcome.row)
        job.output.saw(outcome.path, Stat(*outcome.row[4:]))
        if outcome.is_changed:
            job.changed.append(outcome.path)


def _hold_failed(job: _Job) -> None:
    """Leave something at each address that others link to and that could not be made."""
    for path in sorted(job.failed - job.output.files.keys()):
        with contextlib.suppress(OSError):
            job.output.hold(path)


def _place(job: _Job, step: Step) -> tuple[int, int]:
    """Static files, new files for programs, new pages; then changed pages, indexes, feeds."""
    is_new = step.path not in job.output.files
    turn = 0 if is_new and step.turn == 3 else step.turn
    return (0 if turn == 0 else 1 if is_new else 2, turn)


def _prune(job: _Job) -> None:
    """Remove what is ours and no longer planned; nothing while some page still shows its past."""
    gone = sorted(job.state.ledger.rows.keys() - job.planned)
    if job.unclear:
        if gone:
            job.notes.append(f"old files that stay until every page can be made: {len(gone)}")
        return
    # Pages that go may lead to one another: first none of them leads anywhere, then they go.
    for act in (job.output.blank, job.output.remove):
        for path in gone:
            _attempt(job, path, partial(act, path))
    job.removed += [path for path in gone if path not in job.failed]


def _looked_at(job: _Job, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows as seen at the end: what was written long enough before is trusted from now on.

    Else the next build would have to read every file that this one wrote.
    """
    for row in rows:
        found = job.output.look(row.path) if is_old(row) else None
        same = found is not None and found[:3] == (row.size, row.mtime_ns, row.inode)
        yield row._replace(seen_ns=found.seen_ns) if found and same else row


def _reasons(job: _Job, before: Container[str]) -> tuple[Reason, ...]:
    made = {path: step.why for path, step in job.steps.items()}
    failed = {
        path: f"could not be made{': kept as it was' if path in before else ''}"
        for path in job.failed
    }
    gone = dict.fromkeys(job.removed, "removed")
    whys: Mapping[str, str] = {**made, **failed, **gone}
    return tuple(Reason(path, why) for path, why in sorted(whys.items()))
