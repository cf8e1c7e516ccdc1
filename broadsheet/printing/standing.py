"""A site at which nothing has changed: told from outside, without reading or planning anything.

A build that went well leaves a look at all its inputs: content, templates, settings, our own code
and the packages beneath it. While the inputs look the same and every published file is as the
ledger has it, there is nothing to do.
"""

from __future__ import annotations

import platform
import sysconfig
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import orjson

import broadsheet
from broadsheet.disk import Look, Output, look, output, without
from broadsheet.printing.nouns import Found, Report, Run, is_trusted
from broadsheet.printing.stopwatch import Stopwatch
from broadsheet.site import Site
from broadsheet.state import Row, State, locked, mute


def inputs(site: Site) -> Look | None:
    """Return how everything looks that a published file may depend on; None: look inside."""
    ours = Path(broadsheet.__file__).parent
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    words = (platform.python_version(), str(site), *map(_changed, sorted(packages)))
    return look((site.content, site.config, site.log, *site.templates, ours), words)


def inputs_since(before: Look | None, site: Site, own: str) -> Look | None:
    """Return the look after this build itself wrote `own`; None where anything else has changed.

    What it wrote is what it was about to publish, so the published files answer to it too.
    """
    now = inputs(site)
    if before is None or now is None:
        return None
    return now if without(now, own).edited(without(before, own)) == () else None


def _changed(folder: str) -> str:
    """Return when a package was last added to a folder or taken from it."""
    try:
        return f"{folder} {Path(folder).stat().st_mtime_ns}"
    except OSError:
        return folder


Otherwise = Callable[[Site, Look | None, State, Stopwatch], Run | None]


def unchanged(
    site: Site, say: Callable[[str], None] = mute, otherwise: Otherwise | None = None
) -> Report:
    """Return the report of a site at which there is nothing to do; one without a run elsewhere.

    Decided without loading what reads, plans and prints, which takes longer than to look.
    `otherwise` may know another way that is shorter than a whole build.
    """
    watch = Stopwatch()
    if not (site.state / "state.db").is_file():
        return Report()
    with locked(site.state, say), State(site.state) as state:
        now = inputs(site)
        run = standing(now, state, partial(_output, site, state))
        watch.lap("looking from outside")
        if run is None and otherwise is not None:
            run = otherwise(site, now, state, watch)
        notes = tuple(state.notes)
    seconds = sum(watch.spent.values())
    problems = run.problems if run else ()
    notes += run.notes if run else ()
    return Report(
        run=run, problems=problems, notes=notes, seconds=seconds, spent=tuple(watch.spent.items())
    )


def _output(site: Site, state: State) -> Output:
    try:
        return output(site.out, site.state / "scratch", state.ledger.rows)
    except OSError:
        return Output(site.out, site.state / "scratch")


def standing(now: Look | None, state: State, outputs: Callable[[], Output]) -> Run | None:
    """Return the run that changes nothing, if that is the one to do; None to build."""
    before = remembered(state.standing)
    if now is None or before is None or not now.still(before):
        return None
    fresh = as_left(outputs(), state)  # a look at every file: only where the inputs are the same
    if fresh is None:
        return None
    if fresh:
        state.settle(fresh, ())
    if fresh or before.racy:
        remember(now, state)
    return Run(planned=len(state.ledger.rows))


def as_left(published: Output, state: State) -> list[Row] | None:
    """Return the rows to record after a closer look at published files; None if one is not so."""
    fresh: list[Row] = []
    for path, row in state.ledger.rows.items():
        found, looked = condition(published, path, row)
        if found != "as left" or not row.template:
            return None
        if looked:
            fresh.append(looked)
    return fresh


def remember(now: Look | None, state: State) -> None:
    """Note that the published files are all that these inputs make."""
    if now is not None:
        state.stand(orjson.dumps((now.signs, dict(now.racy))).decode())


def remembered(said: str) -> Look | None:
    """Return the look that was remembered, without what each file looked like."""
    try:
        signs, racy = orjson.loads(said)
    except (ValueError, TypeError):
        return None
    return Look(str(signs), racy) if isinstance(racy, Mapping) else None


def condition(published: Output, path: str, row: Row | None) -> tuple[Found, Row | None]:
    """Return the condition of a published file, and its row after a closer look, if one was due."""
    stat = published.files.get(path)
    if stat is None:
        return ("altered" if path in published.links else "missing"), None
    if row is None:
        return "altered", None
    if is_trusted(row, stat):
        return "as left", None
    if not row.content or published.digest(path) != row.content:
        return "altered", None
    return "as left", row._replace(**stat._asdict())
