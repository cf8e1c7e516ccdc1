"""The command that fetches what an editor follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.answers import remark, waiting
from broadsheet.cli.options import DONE, PROBLEMS, Wanted, common, site_of
from broadsheet.telling import count, say, shown_progress

if TYPE_CHECKING:
    from broadsheet.collect.nouns import Collected, Tally


@click.command()
@click.option(
    "--at-once",
    default=8,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many hosts are asked at the same time; each one request at a time.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be asked for; ask nobody.")
@click.argument("names", nargs=-1, metavar="[SOURCE | FILE]...")
@common
def collect(wanted: Wanted, at_once: int, dry_run: bool, names: tuple[str, ...]) -> int:
    """Fetch what sources.yaml names into seeds/; publish nothing.

    With names of sources only those, whether it is time or not; with a file the feeds that it
    lists (OPML), or each link of a reading list once.
    """
    from broadsheet.collect import Order
    from broadsheet.collect import collect as run

    with shown_progress(not (wanted.quiet or wanted.json)) as progress:
        order = Order(names, at_once, dry_run, progress, waiting)
        done = run(site_of(wanted), order)
    for problem in done.problems:
        say(problem)
    if not wanted.quiet:
        for note in _notes(done, wanted.explain or dry_run):
            remark(note)
    if wanted.json:
        click.echo(_as_json(done))
    elif not wanted.quiet:
        click.echo(_planned(done) if dry_run else _summary(done))
        if any(tally.stored for tally in done.tallies):
            click.echo("next: python build.py")
    return PROBLEMS if done.problems else DONE


def _notes(done: Collected, everything: bool) -> Iterator[str]:
    yield from done.notes
    for tally in done.tallies:
        title = tally.source.title
        yield from (f"{title}: {note}" for note in tally.notes)
        for miss in tally.later:
            of = "" if miss.url == tally.source.url else f" {miss.url}"
            yield f"{title}:{of} {miss.reason}{f'; {miss.again}' if miss.again else ''}"
        if everything:
            yield from (f"{title}: {path}" for path in tally.stored)
            left = f", {count(tally.left, 'page')} to fetch" if tally.left else ""
            yield f"{title}: {_state(tally)}{left}"


def _state(tally: Tally) -> str:
    return "to be asked" if tally.state == "waiting" else tally.state


def _planned(done: Collected) -> str:
    asked = [tally for tally in done.tallies if tally.state == "waiting"]
    pages = sum(tally.left for tally in done.tallies)
    rest = len(done.tallies) - len(asked)
    return f"{count(len(asked), 'source')} to ask, {rest} not due; {count(pages, 'page')} to fetch"


def _summary(done: Collected) -> str:
    """Return `12 stored, 30 unchanged, 2 failed; 51 requests; 8.1 s`."""
    figures = _figures(done)
    parts = [f"{figures['stored']} stored", f"{figures['unchanged']} unchanged"]
    told = {"refused": "refused", "failed": "failed", "left": "left for later"}
    parts += [f"{figures[key]} {word}" for key, word in told.items() if figures[key]]
    if figures["not_due"]:
        parts.append(f"{count(figures['not_due'], 'source')} not due")
    requests = count(done.requests, "request")
    return f"{', '.join(parts)}; {requests}; {done.seconds:.1f} s"


def _figures(done: Collected) -> dict[str, int]:
    every = done.tallies
    return {
        "stored": sum(len(tally.stored) for tally in every),
        "unchanged": sum(tally.unchanged for tally in every),
        "refused": sum(len(tally.refused) for tally in every),
        "failed": sum(len(tally.failed) for tally in every),
        "left": sum(tally.left for tally in every),
        "not_due": sum(tally.state == "not due" for tally in every),
        "requests": done.requests,
    }


def _as_json(done: Collected) -> str:
    import orjson

    whole: dict[str, Any] = {
        **_figures(done),
        "sources": [_row(tally) for tally in done.tallies],
        "problems": [problem.row for problem in done.problems],
        "notes": list(done.notes),
        "seconds": round(done.seconds, 3),
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode()


def _row(tally: Tally) -> dict[str, Any]:
    return {
        "url": tally.source.url,
        "title": tally.source.title,
        "state": tally.state,
        "stored": tally.stored,
        "unchanged": tally.unchanged,
        "left": tally.left,
        **{
            key: [asdict(miss) for miss in getattr(tally, key)]
            for key in ("refused", "failed", "later")
        },
        "notes": tally.notes,
    }
