"""The commands for other programs: JSON Lines in and out, nothing written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from broadsheet.cli.answers import Said, print_rows
from broadsheet.cli.options import Wanted, common, timezone
from broadsheet.telling import say


@click.command()
@click.option("--captured", help="When the captures were made, such as 2025-07-29T09:12+08:00.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@common
def clip(wanted: Wanted, captured: str | None, files: tuple[Path, ...]) -> int:
    """Print the clippings of captures as JSON Lines."""
    from broadsheet import filters

    zone = timezone(wanted)
    when = filters.captured(captured, zone) if captured else None
    if captured and when is None:
        raise click.BadParameter(f"{captured} is no time in ISO 8601", param_hint="--captured")
    said = Said()
    print_rows(filters.clipped(files, zone, when, said, wanted.jobs or 1))
    return said.status


@click.command()
@click.option("--tagger", "name", help="`rules`, or the name of a spaCy pipeline.")
@click.argument("file", default="-", type=click.File("rb"))
@common
def annotate(wanted: Wanted, name: str | None, file: Any) -> int:
    """Read {id, text, title?, lang?, source?} as JSON Lines; add what each text is about."""
    from broadsheet import filters
    from broadsheet.enrich import tagger

    said = Said()
    chosen = tagger.tagger(name)
    rows = filters.rows(file, _name(file), ("text",), said)
    print_rows(filters.annotated(rows, chosen))
    for problem in chosen.problems:
        say(problem)
    return said.status


@click.command()
@click.option("--tagger", "name", help="`rules`, or the name of a spaCy pipeline.")
@click.argument("file", default="-", type=click.File("rb"))
@common
def stories(wanted: Wanted, name: str | None, file: Any) -> int:
    """Read {id, text, title?, date?} as JSON Lines; print {id, story} for each."""
    from broadsheet import filters
    from broadsheet.enrich import tagger

    said = Said()
    chosen = tagger.tagger(name)
    rows = filters.rows(file, _name(file), ("id", "text"), said)
    print_rows(filters.grouped(rows, chosen, timezone(wanted), said))
    return said.status


def _name(file: Any) -> str:
    return str(getattr(file, "name", "-")).replace("<stdin>", "-")
