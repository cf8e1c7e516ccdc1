"""The commands of an editor's desk: look on while writing, begin an article, begin a site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.cli.answers import as_problem, tell, waiting
from broadsheet.cli.options import DONE, Wanted, common, site_of
from broadsheet.errors import BroadsheetError
from broadsheet.telling import count, say, summary

if TYPE_CHECKING:
    from broadsheet.flow import Report


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--editor", help="Which editor links of problems open [default: guessed].")
@common
def serve(wanted: Wanted, host: str, port: int, editor: str | None) -> int:
    """Publish, watch, serve on this machine, and reload the browser."""
    import os

    from broadsheet import flow
    from broadsheet import serve as server
    from broadsheet.keeping import Keeper

    site = site_of(wanted)
    base = flow.settings(site).base
    form = server.pattern(editor, os.environ)
    keeper = Keeper(site, waiting)

    def build() -> server.Built:
        keeper.drop()
        try:
            report = flow.ingest(site, say=waiting) + flow.publish(site, say=waiting)
        except (BroadsheetError, OSError) as error:
            problem = as_problem(error)
            say(problem)
            return server.Built(False, (problem,))
        return told(report)

    def told(report: Report) -> server.Built:
        tell(report, wanted, summary(report))
        return server.built(report)

    watched = (site.seeds, site.content, *site.templates, site.config)
    ours = (site.out, site.state)
    stand = server.Stand(site.root, site.out, watched, ours, base, host, port, form)
    quick = (
        lambda named: told(r) if (r := keeper.report(named)) else None,
        keeper.is_still,
        keeper.drafts,
    )
    server.serve(stand, build, click.echo, quick, server.Proofs(site, form))
    return DONE


@click.command()
@click.argument("title")
@click.option("--date", help="Another day than today, or an instant, in ISO 8601.")
@click.option("--topic", "topics", multiple=True, help="A slug; as often as there are topics.")
@click.option("--source", help="The outlet that published it.")
@common
def new(
    wanted: Wanted, title: str, date: str | None, topics: tuple[str, ...], source: str | None
) -> int:
    """Begin an empty article under TITLE, dated today."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    from broadsheet import flow
    from broadsheet.dates import iso
    from broadsheet.site import Begun, draft
    from broadsheet.text import slug, words

    if not words(title):
        raise click.BadParameter("has no word in it", param_hint="TITLE")
    site = site_of(wanted)
    zone = flow.settings(site).timezone
    when = iso(date, zone) if date else dt.datetime.now(ZoneInfo(zone)).date()
    if when is None:
        raise click.BadParameter(f"{date} is no date in ISO 8601", param_hint="--date")
    click.echo(draft(site, Begun(title, when, tuple(map(slug, topics)), source or "")))
    return DONE


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> int:
    """Begin a new site in DIR, with sample captures."""
    from broadsheet.site import begin

    made = begin(folder)
    click.echo(f"{count(len(made), 'file')} in {folder}; next: broadsheet serve --site {folder}")
    return DONE
