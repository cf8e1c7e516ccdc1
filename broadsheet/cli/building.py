"""The command without a name, and those that make the site or look at it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.answers import refusing, tell, waiting
from broadsheet.cli.options import Wanted, common, site_of
from broadsheet.telling import shown_progress, summary, work_list

if TYPE_CHECKING:
    from broadsheet.printing import Report
    from broadsheet.site import Site


@click.command()
@common
def ingest(wanted: Wanted) -> int:
    """Cut the captures in seeds/ into articles in content/."""
    return build(wanted, ingest=True, publish=False)


@click.command()
@click.option("--ping", is_flag=True, help="Then tell the hub and IndexNow of what changed.")
@common
def publish(wanted: Wanted, ping: bool) -> int:
    """Print content/ to site/."""
    return build(wanted, ingest=False, publish=True, ping=ping)


@click.command()
@common
def ping(wanted: Wanted) -> int:
    """Tell the hub and IndexNow of what was published since they were last told."""
    from broadsheet import flow

    return tell(flow.ping(site_of(wanted), _turn(wanted)), wanted, "pinged")


def build(wanted: Wanted, *, ingest: bool, publish: bool, ping: bool = False) -> int:
    from broadsheet.printing import Report, profile, unchanged

    site = site_of(wanted)
    only_prints = publish and not (ingest or ping or wanted.clean)
    turn = _turn(wanted)
    report = unchanged(site, turn, _shortly) if only_prints else Report()
    if report.run is None:
        report += _built(wanted, site, (ingest, publish, ping), turn)
    if ingest and not (wanted.quiet or wanted.json):
        for line in work_list(report, wanted.explain):
            click.echo(line, err=True)
    if wanted.profile:
        for line in profile(report.spent):
            click.echo(line, err=True)
    return tell(report, wanted, summary(report))


def _turn(wanted: Wanted) -> Callable[[str], None]:
    """Return what is done when another process is building the site."""
    return waiting if wanted.wait else refusing


def _shortly(*given: Any) -> Any:
    from broadsheet.shortcut import built  # only where something changed: it takes time to load

    return built(*given)


def _built(
    wanted: Wanted,
    site: Site,
    halves: tuple[bool, bool, bool],
    turn: Callable[[str], None],
) -> Report:
    """Do the halves that are wanted; once one is done, the others are waited for."""
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
                say=turn,
            )
            turn = waiting
        if publish:
            report += flow.publish(
                site,
                clean=wanted.clean,
                jobs=wanted.jobs or os.cpu_count() or 1,
                names=ingest,
                progress=progress,
                say=turn,
            )
        if ping:
            report += flow.ping(site, say=waiting)
    return report
