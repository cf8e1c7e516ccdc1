"""What can be wrong with a whole site: what was written, pages and their links, feeds.

Everything is told with line and column, so that an editor of text can lead there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.checking.desk import Desk
from broadsheet.checking.links import Pages
from broadsheet.checking.places import Places
from broadsheet.errors import Problem
from broadsheet.library import Library, Row
from broadsheet.model import Article, Page, Record
from broadsheet.printing import Progress
from broadsheet.render import Press, path

__all__ = ["Places", "Written", "problems"]


@dataclass(frozen=True, slots=True)
class Written:
    """What content/ holds: `topics` are the known slugs, `paths` all files."""

    articles: Sequence[Article]
    records: Sequence[Record]
    topics: Collection[str]
    register: Sequence[Row]
    paths: Sequence[str]
    text: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Site:
    """What is made of it: the library and every page."""

    press: Press
    library: Library
    pages: tuple[Page, ...]


def problems(
    written: Written, site: Site, told: Iterable[Problem], now: dt.datetime, progress: Progress
) -> tuple[Problem, ...]:
    """Return all that is wrong, `told` by others included, each with its place, in order."""
    places = Places(written.text)
    found = (*told, *_found(written, site, now, progress))
    return tuple(sorted({places.placed(one) for one in found}, key=_place))


def _found(written: Written, site: Site, now: dt.datetime, progress: Progress) -> Iterator[Problem]:
    files = {path(page.permalink) for page in site.pages}
    files |= {artifact.path for artifact in site.press.static()}
    yield from Desk(
        library=site.library,
        articles=written.articles,
        records=written.records,
        topics=written.topics,
        paths=written.paths,
        living=[page.permalink for page in site.pages if page.kind != "redirect"],
        files=files,
        kept={key for _, key in written.register},
        now=now,
    ).problems()
    pages = Pages(site.press, site.library, site.pages, written.text, frozenset(files))
    yield from pages.problems(progress)


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line or 0, problem.column or 0, problem.message
