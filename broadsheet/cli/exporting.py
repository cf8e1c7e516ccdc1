"""The command `export`: all articles of a site as JSON Lines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.answers import print_rows, remark
from broadsheet.cli.options import DONE, PROBLEMS, Wanted, common, site_of
from broadsheet.errors import Problem, SettingsError
from broadsheet.telling import count, say

if TYPE_CHECKING:
    from broadsheet.library import Library
    from broadsheet.model import Article

_BEGIN = b'{"path":"content/'


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="Write to a file [default: print].")
@common
def export(wanted: Wanted, out: Path | None) -> int:
    """Print all articles as JSON Lines: whole, as they are kept, in the order of their files.

    Drafts stay out, and so do the names of people whom the site does not name.
    """
    from broadsheet import flow, reading
    from broadsheet.state import State

    site = site_of(wanted)
    with State(None) as state:
        kept = reading.read(site, state)
    rows = exported(flow.shelved(kept))
    if out is None:
        print_rows(rows)
    else:
        written = _write(out, rows)
        if not wanted.quiet:
            remark(f"{count(written, 'article')} in {out}")
    for problem in kept.problems:
        say(problem)
    return PROBLEMS if kept.problems else DONE


def exported(library: Library) -> Iterator[dict[str, Any]]:
    """Yield the row of each published article: its file's values, its address and its story's.

    What the site withholds is withheld: names that a record hides, those of people in sensitive
    articles, and what is quoted of them.
    """
    from broadsheet.content.row import row

    for article in sorted(library.articles, key=lambda article: article.path):
        story = library.story_of.get(article.id)
        permalink = library.permalinks[article.id]
        yield {
            **row(_shown(article, library)),
            "permalink": permalink,
            "address": library.settings.url.rstrip("/") + permalink,
            "story_permalink": story.permalink if story else None,
        }


def _shown(article: Article, library: Library) -> Article:
    """Return the article without the names and quotations that the site withholds from it."""
    from dataclasses import replace

    withheld = library.withheld.get(article.id, frozenset())
    is_private = article.id in library.sensitive
    if not withheld and not is_private:
        return article
    hidden = {name.casefold() for name in withheld}

    def open_names(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if " ".join(name.split()).casefold() not in hidden)

    return replace(
        article,
        people=open_names(article.people),
        organizations=open_names(article.organizations),
        places=open_names(article.places),
        about=open_names(article.about),
        quotes=_quotes(article, library),
    )


def _quotes(article: Article, library: Library) -> tuple[str, ...]:
    from broadsheet.plan.prose import contains

    withheld = tuple(library.withheld.get(article.id, ()))
    named = {
        name.casefold()
        for term in library.entities_of.get(article.id, ())
        for name in (term.name, *term.other_names)
    }
    safe = (quote for quote in article.quotes if not contains(quote, withheld))
    if article.id not in library.sensitive:
        return tuple(safe)
    return tuple(quote for quote in safe if quote.partition(": ")[0].casefold() in named)


def _write(out: Path, rows: Iterator[dict[str, Any]]) -> int:
    """Write the rows whole or not at all; return how many. Only a former export is replaced.

    Raises SettingsError for a file that is something else.
    """
    import orjson

    if out.is_dir() or (out.exists() and not _is_ours(out)):
        hint = "name a file that is not there yet"
        raise SettingsError(Problem(str(out), "is no export, and stays as it is", hint=hint))
    written = 0
    beside = out.with_name(f".broadsheet-{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            for row in rows:
                file.write(orjson.dumps(row) + b"\n")
                written += 1
        os.replace(beside, out)
    finally:
        beside.unlink(missing_ok=True)
    return written


def _is_ours(out: Path) -> bool:
    with out.open("rb") as file:
        head = file.read(len(_BEGIN))
    return not head or head == _BEGIN
