"""What a command answers: problems, reports, rows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.options import DONE, PROBLEMS, Wanted
from broadsheet.errors import BroadsheetError, BusyError, Problem
from broadsheet.telling import as_json, explained, noted, say

if TYPE_CHECKING:
    from broadsheet.flow import Report


def remark(told: str) -> None:
    click.echo(told, err=True)


def waiting(told: str) -> None:
    """Say who builds, and that we wait."""
    remark(f"{told}: waiting")


def refusing(told: str) -> None:
    """Raise BusyError with who builds."""
    raise BusyError(Problem("site", told, hint="--wait waits for it"))


def as_problem(error: BroadsheetError | OSError) -> Problem:
    """Return an error as what a person is shown."""
    if isinstance(error, BroadsheetError):
        return error.problem
    return Problem(str(error.filename or "broadsheet"), error.strerror or str(error))


class Said:
    """Says problems as they come, and remembers that there were some."""

    def __init__(self) -> None:
        self.status = DONE

    def __call__(self, problem: Problem) -> None:
        self.status = PROBLEMS
        say(problem)


def tell(report: Report, wanted: Wanted, summary: str) -> int:
    """Tell a report as it was asked for; return the exit status."""
    for problem in report.problems:
        say(problem)
    if not wanted.quiet:
        for note in noted(report, wanted.explain):
            click.echo(note, err=True)
    if wanted.json:
        click.echo(as_json(report))
    else:
        for line in explained(report) if wanted.explain else ():
            click.echo(line)
        if not wanted.quiet:
            click.echo(summary)
    return PROBLEMS if report.problems else DONE


def print_rows(rows: Iterable[dict[str, Any]]) -> None:
    import orjson

    try:
        for row in rows:
            sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever read our rows has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(DONE) from None
