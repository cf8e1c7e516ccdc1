"""The command: options, exit status, and what a person is told. Rooms are imported when used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import broadsheet as package
from broadsheet.errors import BroadsheetError, Problem, SettingsError
from broadsheet.telling import (
    as_json,
    count,
    explained,
    noted,
    say,
    shown_progress,
    summary,
    work_list,
)

if TYPE_CHECKING:
    from broadsheet.flow import Report
    from broadsheet.site import Site

DONE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Wanted:
    """The common options, wherever on the line they stood."""

    site: Path = Path()
    config: Path | None = None
    explain: bool = False
    clean: bool = False
    jobs: int | None = None  # not said: one to understand, all processors to print
    quiet: bool = False
    json: bool = False
    profile: bool = False


_OPTIONS = (
    click.option("--site", type=click.Path(path_type=Path), help="The site's folder [default: .]."),
    click.option("--config", type=click.Path(path_type=Path), help="Its settings file."),
    click.option("--explain", is_flag=True, default=None, help="Say why for each thing done."),
    click.option("--clean", is_flag=True, default=None, help="Believe nothing of former builds."),
    click.option("--jobs", type=click.IntRange(1, 64), help="Processes that understand and print."),
    click.option("--quiet", is_flag=True, default=None, help="Say nothing but problems."),
    click.option("--json", is_flag=True, default=None, help="Print the report as JSON."),
    click.option("--profile", is_flag=True, default=None, help="Say where the time went."),
)
_NAMES = frozenset(Wanted.__dataclass_fields__)


def common(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command the common options, as one `Wanted` before its own arguments.

    What stands after the command's name wins over what stands before it.
    """

    @wraps(function)
    def called(**given: Any) -> int | None:
        own = {name: value for name, value in given.items() if name not in _NAMES}
        return function(_wanted(click.get_current_context()), **own)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _wanted(context: click.Context) -> Wanted:
    """Return the options of the command and of the group it stands in."""
    said: dict[str, Any] = {}
    for level in (context.parent, context):
        given = level.params if level else {}
        said |= {name: given[name] for name in _NAMES if given.get(name) is not None}
    return Wanted(**said)


@click.group(invoke_without_command=True, context_settings={"max_content_width": 100})
@click.version_option(package.__version__, prog_name="broadsheet")
@common
def command(wanted: Wanted) -> int | None:
    """A press for news digests: seeds/ -> content/ -> site/.

    Without a command: ingest, then publish.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return None
    return _build(wanted, ingest=True, publish=True)


@command.command()
@common
def ingest(wanted: Wanted) -> int:
    """Cut the captures in seeds/ into articles in content/."""
    return _build(wanted, ingest=True, publish=False)


@command.command()
@click.option("--ping", is_flag=True, help="Then tell the hub and IndexNow of what changed.")
@common
def publish(wanted: Wanted, ping: bool) -> int:
    """Print content/ to site/."""
    return _build(wanted, ingest=False, publish=True, ping=ping)


@command.command()
@common
def ping(wanted: Wanted) -> int:
    """Tell the hub and IndexNow of what was published since they were last told."""
    from broadsheet import flow

    return _tell(flow.ping(_site(wanted), _say), wanted, "pinged")


@command.command()
@common
def check(wanted: Wanted) -> int:
    """Look for problems in front matter, links, feeds and addresses; write nothing."""
    from broadsheet import flow

    with shown_progress(not (wanted.quiet or wanted.json)) as progress:
        report = flow.check(_site(wanted), progress)
    return _tell(report, wanted, count(len(report.problems), "problem"))


@command.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@common
def serve(wanted: Wanted, host: str, port: int) -> int:
    """Publish, watch, serve on this machine, and reload the browser."""
    from broadsheet import flow
    from broadsheet import serve as server
    from broadsheet.keeping import Keeper

    site = _site(wanted)
    base = flow.settings(site).base
    keeper = Keeper(site, _say)

    def build() -> server.Built:
        keeper.drop()
        try:
            report = flow.ingest(site, say=_say) + flow.publish(site, say=_say)
        except (BroadsheetError, OSError) as error:
            problem = _problem(error)
            say(problem)
            return server.Built(False, (problem,))
        return told(report)

    def told(report: Report) -> server.Built:
        _tell(report, wanted, summary(report))
        return server.built(report)

    watched = (site.seeds, site.content, *site.templates)
    stand = server.Stand(site.root, site.out, watched, (site.out, site.state), base, host, port)
    quick = (lambda named: told(r) if (r := keeper.report(named)) else None, keeper.is_still)
    server.serve(stand, build, click.echo, quick)
    return DONE


@command.command()
@click.argument("title")
@common
def new(wanted: Wanted, title: str) -> int:
    """Begin an empty article under TITLE, dated today."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    from broadsheet import flow
    from broadsheet.site import draft
    from broadsheet.text import words

    if not words(title):
        raise click.BadParameter("has no word in it", param_hint="TITLE")
    site = _site(wanted)
    zone = ZoneInfo(flow.settings(site).timezone)
    click.echo(draft(site, title, dt.datetime.now(zone).date()))
    return DONE


@command.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Begin a new site in DIR, with sample captures."""
    from broadsheet.site import begin

    made = begin(folder)
    click.echo(f"{count(len(made), 'file')} in {folder}; next: broadsheet serve --site {folder}")
    return DONE


# ---- filters ------------------------------------------------------------------------------------


@command.command()
@click.option("--captured", help="When the captures were made, such as 2025-07-29T09:12+08:00.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@common
def clip(wanted: Wanted, captured: str | None, files: tuple[Path, ...]) -> int:
    """Print the clippings of captures as JSON Lines."""
    from broadsheet import filters

    zone = _timezone(wanted)
    when = filters.captured(captured, zone) if captured else None
    if captured and when is None:
        raise click.BadParameter(f"{captured} is no time in ISO 8601", param_hint="--captured")
    said = _Said()
    _print(filters.clipped(files, zone, when, said))
    return said.status


@command.command()
@click.option("--tagger", "name", help="`rules`, or the name of a spaCy pipeline.")
@click.argument("file", default="-", type=click.File("rb"))
@common
def annotate(wanted: Wanted, name: str | None, file: Any) -> int:
    """Read {id, text, title?, lang?, source?} as JSON Lines; add what each text is about."""
    from broadsheet import enrich, filters

    said = _Said()
    tagger = enrich.tagger(name)
    rows = filters.rows(file, _name(file), ("text",), said)
    _print(filters.annotated(rows, tagger))
    for problem in tagger.problems:
        say(problem)
    return said.status


@command.command()
@click.option("--tagger", "name", help="`rules`, or the name of a spaCy pipeline.")
@click.argument("file", default="-", type=click.File("rb"))
@common
def stories(wanted: Wanted, name: str | None, file: Any) -> int:
    """Read {id, text, title?, date?} as JSON Lines; print {id, story} for each."""
    from broadsheet import enrich, filters

    said = _Said()
    tagger = enrich.tagger(name)
    rows = filters.rows(file, _name(file), ("id", "text"), said)
    _print(filters.grouped(rows, tagger, _timezone(wanted), said))
    return said.status


def _say(told: str) -> None:
    click.echo(told, err=True)


def _problem(error: BroadsheetError | OSError) -> Problem:
    """Return an error as what a person is shown."""
    if isinstance(error, BroadsheetError):
        return error.problem
    return Problem(str(error.filename or "broadsheet"), error.strerror or str(error))


class _Said:
    """Says problems as they come, and remembers that there were some."""

    def __init__(self) -> None:
        self.status = DONE

    def __call__(self, problem: Problem) -> None:
        self.status = PROBLEMS
        say(problem)


def _print(rows: Iterable[dict[str, Any]]) -> None:
    import orjson

    try:
        for row in rows:
            sys.stdout.buffer.write(orjson.dumps(row) + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever read our rows has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(DONE) from None


def _name(file: Any) -> str:
    return str(getattr(file, "name", "-")).replace("<stdin>", "-")


def _timezone(wanted: Wanted) -> str:
    """Return the time zone of the site that we stand in, UTC outside of one."""
    from broadsheet import flow
    from broadsheet.site import site

    try:
        found = site(wanted.site, wanted.config)
    except SettingsError:
        if wanted.config is not None:
            raise
        return "UTC"
    return flow.settings(found).timezone


def _build(wanted: Wanted, *, ingest: bool, publish: bool, ping: bool = False) -> int:
    from broadsheet.printing import Report, profile, unchanged

    site = _site(wanted)
    only_prints = publish and not (ingest or ping or wanted.clean)
    report = unchanged(site, _say, _shortly) if only_prints else Report()
    if report.run is None:
        report += _built(wanted, site, (ingest, publish, ping))
    if ingest and not (wanted.quiet or wanted.json):
        for line in work_list(report, wanted.explain):
            click.echo(line, err=True)
    if wanted.profile:
        for line in profile(report.spent):
            click.echo(line, err=True)
    return _tell(report, wanted, summary(report))


def _shortly(*given: Any) -> Any:
    from broadsheet.shortcut import built  # only where something changed: it takes time to load

    return built(*given)


def _built(wanted: Wanted, site: Site, halves: tuple[bool, bool, bool]) -> Report:
    from broadsheet import flow

    ingest, publish, ping = halves
    with shown_progress(not (wanted.quiet or wanted.json)) as progress:
        report = flow.Report()
        if ingest:
            report += flow.ingest(
                site,
                clean=wanted.clean,
                jobs=wanted.jobs or 1,
                names=not publish,
                progress=progress,
                say=_say,
            )
        if publish:
            report += flow.publish(
                site,
                clean=wanted.clean,
                jobs=wanted.jobs or os.cpu_count() or 1,
                names=ingest,
                progress=progress,
                say=_say,
            )
        if ping:
            report += flow.ping(site, say=_say)
    return report


def _site(wanted: Wanted) -> Site:
    from broadsheet.site import site

    return site(wanted.site, wanted.config)


def _tell(report: Report, wanted: Wanted, summary: str) -> int:
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


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0 done, 1 problems in inputs, 2 usage or settings, 130 stopped."""
    try:
        status = command.main(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return USAGE
    except SettingsError as error:
        say(error.problem)
        return USAGE
    except BroadsheetError as error:
        say(error.problem)
        return PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except OSError as error:
        say(_problem(error))
        return USAGE
    return status if isinstance(status, int) else DONE
