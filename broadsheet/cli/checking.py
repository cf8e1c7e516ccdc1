"""The command that looks for mistakes, for a person, for programs, and for GitHub's pages."""

from __future__ import annotations

import os
from pathlib import Path

import click

from broadsheet.cli.answers import tell
from broadsheet.cli.options import DONE, PROBLEMS, Wanted, common, site_of
from broadsheet.errors import Problem, visible
from broadsheet.telling import as_json, count, shown_progress

_TEXT, _JSON, _GITHUB = "text", "json", "github"


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice((_TEXT, _JSON, _GITHUB)),
    help="Lines of `path:line:col: message (cure)`, JSON, or annotations for GitHub Actions.",
)
@common
def check(wanted: Wanted, form: str | None) -> int:
    """Look for problems in front matter, links, feeds and addresses; write nothing."""
    from broadsheet import flow

    form = form or (_JSON if wanted.json else _TEXT)
    site = site_of(wanted)
    with shown_progress(not wanted.quiet and form == _TEXT) as progress:
        report = flow.check(site, progress)
    found = count(len(report.problems), "problem")
    if form == _TEXT:
        return tell(report, wanted, found)
    if form == _JSON:
        click.echo(as_json(report))
    else:
        for problem in report.problems:
            click.echo(annotation(problem, _below(site.root)))
        if not wanted.quiet:
            click.echo(found)
    return PROBLEMS if report.problems else DONE


def annotation(problem: Problem, folder: str = "") -> str:
    """Return a problem as the workflow command that makes GitHub show it at its line.

    `folder` leads from where we stand to the site. A message is escaped by GitHub's rules, so
    that no text of a file can end the command or begin another.
    """
    cure = f" ({problem.hint})" if problem.hint else ""
    place = {
        "file": f"{folder}{problem.path}",
        "line": str(problem.line or 1),
        "col": str(problem.column or 1),
        "title": "broadsheet check",
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::error {said}::{_data(f'{problem.message}{cure}')}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _below(root: Path) -> str:
    """Return the way from the present folder to the site's, "" where they are one."""
    way = os.path.relpath(root).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"
