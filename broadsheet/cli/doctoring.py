"""The command `doctor`: what a site and its machine look like, in one screen."""

from __future__ import annotations

from dataclasses import asdict

import click

from broadsheet.cli.options import DONE, PROBLEMS, Wanted, common, site_of


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@common
def doctor(wanted: Wanted, port: int) -> int:
    """Look for what will hurt: limits, disk, encodings, clock, model, versions.

    Nothing is built or changed. The exit status is 1 where there is something to cure.
    """
    from broadsheet.doctor import findings

    found = list(findings(site_of(wanted), port))
    if wanted.json:
        import orjson

        rows = orjson.dumps([asdict(one) for one in found], option=orjson.OPT_INDENT_2)
        click.echo(rows.decode())
    else:
        width = max(len(one.about) for one in found)
        for one in found:
            if one.cure or not wanted.quiet:
                click.echo(f"{'!' if one.cure else ' '} {one.about:<{width}}  {one.found}")
            if one.cure:
                click.echo(f"  {'':<{width}}  -> {one.cure}")
    return PROBLEMS if any(one.cure for one in found) else DONE
