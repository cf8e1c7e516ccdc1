"""What a person is told of a command: its summary, its reasons, its progress."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from broadsheet.errors import Problem, visible

if TYPE_CHECKING:
    from broadsheet.flow import Report
    from broadsheet.printing import Progress

_SOME = 5
_NAMES = 3
_OFTEN = 0.1  # seconds between two drawings
_PATIENCE = 1.0  # seconds of work before a progress bar is worth its place


def say(problem: Problem) -> None:
    """Print a problem where problems are looked for."""
    click.echo(str(problem), err=True)


def summary(report: Report) -> str:
    """Return `4 articles written; 61 files: 61 new, 0 changed, 0 removed; 0.8 s`."""
    parts = [] if report.written is None else [f"{count(report.written, 'article')} written"]
    if run := report.run:
        made = f"{run.new} new, {run.changed} changed, {run.removed} removed"
        parts.append(f"{count(run.planned, 'file')}: {made}")
    return "; ".join([*parts, f"{report.seconds:.1f} s"])


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def noted(report: Report, everything: bool) -> Iterator[str]:
    """Yield what is worth knowing and no problem; of the articles kept only some, if not asked."""
    yield from report.notes
    shown = report.kept if everything else report.kept[:_SOME]
    yield from map(visible, shown)
    if len(shown) < len(report.kept):
        yield f"and {len(report.kept) - len(shown)} more (--explain lists them)"


def work_list(report: Report, everything: bool) -> Iterator[str]:
    """Yield how many stories and names an editor should look at, and the first few of each."""
    for what, found in (("stories", report.merges or ()), ("names", report.names or ())):
        if found:
            yield f"{what} to look at: {len(found)} (see /status/)"
        for line in found if everything else found[:_NAMES]:
            yield f"  {line}"


def explained(report: Report) -> Iterator[str]:
    """Yield a line for each line of a capture that no article took, and for each file made."""
    yield from map(visible, report.articles)
    for drop in report.dropped:
        yield visible(f"{drop.seed}:{drop.line}: {drop.reason}: {drop.text}")
    for path, why in report.run.reasons if report.run else ():
        yield f"site/{path}: {why}"


def as_json(report: Report) -> str:
    """Return the whole report as JSON."""
    import orjson

    run = asdict(report.run) if report.run else {}
    reasons = report.run.reasons if report.run else ()
    whole = {
        "articles_written": report.written or 0,
        "pages": {key: value for key, value in run.items() if isinstance(value, int)},
        "problems": [problem.row for problem in report.problems],
        "notes": list(report.notes),
        "kept": list(report.kept),
        "articles": list(report.articles),
        "reasons": [{"path": path, "why": why} for path, why in reasons],
        "names": list(report.names or ()),
        "merges": list(report.merges or ()),
        "dropped": [asdict(drop) for drop in report.dropped],
        "seconds": round(report.seconds, 3),
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode()


@contextmanager
def shown_progress(wanted: bool) -> Iterator[Progress]:
    """Hand out what shows progress: a bar on a terminal once work is long, else nothing."""
    if not wanted or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()


class _Bar:
    """A progress bar that appears only when there is something to wait for."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._drawn = 0.0
        self._shown: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._shown is None:
            if time.monotonic() - self._began < _PATIENCE:
                return
            self._shown = _rich_progress()
        now = time.monotonic()
        if stage not in self._tasks:
            task = self._shown.add_task(stage.partition(",")[0], total=total or None, said="")
            self._tasks[stage] = (task, done, now)
        if now - self._drawn >= _OFTEN or done == total:
            self._drawn = now
            task, first, since = self._tasks[stage]
            said = amount(stage, done, total, (done - first) / max(now - since, _OFTEN))
            self._shown.update(task, completed=done, total=total or None, said=said)
            self._shown.refresh()

    def close(self) -> None:
        if self._shown is not None:
            self._shown.stop()


def amount(stage: str, done: int, total: int, rate: float) -> str:
    """Return `120/1,050 MB, 8.1 MB/s`; a stage names its unit after a comma, if it has one."""
    unit = stage.partition(",")[2]
    of = f"/{total:,}" if total else ""
    fast = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
    return f"{done:,}{of}{unit}, {fast}{unit}/s"


def _rich_progress() -> Any:
    """Return a bar with what is done, how fast, and how long the rest takes.

    It is drawn when it is told of something, and by no thread of its own: workers are forked
    beside it.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[said]}"),
        TimeRemainingColumn(compact=True),
    )
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, auto_refresh=False)
    shown.start()
    return shown
