"""The archives: a page a month with its editions, a page a year with its months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from broadsheet.model import Page
from broadsheet.plan.calendars import calendar
from broadsheet.plan.charts import weeks
from broadsheet.plan.editions import Composition, address, day, month_address
from broadsheet.plan.moments import month, month_name
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import ArchivePage, Calendar, Cell, Day, Link

_HEADLINES = 3
_WEEKS = 53  # of a year
Group = tuple[Composition, ...]


def archive_pages(made_up: Sequence[Composition], pieces: Pieces) -> Iterator[Page]:
    """Yield the archives of all months and years that have an edition."""
    yield from _months(_groups(made_up, _month_address), pieces)
    yield from _years(_groups(made_up, _year_address), pieces)


def _groups(made_up: Sequence[Composition], address: Callable[[Composition], str]) -> list[Group]:
    return [tuple(group) for _, group in groupby(made_up, key=address)]


def _months(months: Sequence[Group], pieces: Pieces) -> Iterator[Page]:
    links = [Link(_month_name(group), pieces.href(_month_address(group[0]))) for group in months]
    for n, group in enumerate(months):
        up = Link(_year_name(group), pieces.href(_year_address(group[0])))
        view = ArchivePage(
            site=pieces.chrome,
            head=pieces.head(_month_address(group[0]), _month_name(group)),
            heading=_month_name(group),
            up=up,
            months=(),
            days=tuple(day(one, pieces, _HEADLINES) for one in reversed(group)),
            newer=links[n + 1] if n + 1 < len(links) else None,
            older=links[n - 1] if n else None,
            calendar=_calendar(group, pieces),
        )
        yield Page(_month_address(group[0]), "archive", view)


def _years(years: Sequence[Group], pieces: Pieces) -> Iterator[Page]:
    links = [Link(_year_name(group), pieces.href(_year_address(group[0]))) for group in years]
    for n, group in enumerate(years):
        months = [_month(part, pieces) for part in _groups(group, _month_address)]
        view = ArchivePage(
            site=pieces.chrome,
            head=pieces.head(_year_address(group[0]), _year_name(group)),
            heading=_year_name(group),
            up=None,
            months=tuple(reversed(months)),
            days=(),
            newer=links[n + 1] if n + 1 < len(links) else None,
            older=links[n - 1] if n else None,
            weeks=weeks([a for one in group for a in one.edition.articles], _WEEKS),
        )
        yield Page(_year_address(group[0]), "archive", view)


def _calendar(group: Group, pieces: Pieces) -> Calendar:
    days = [(one.edition.day, len(one.edition.articles)) for one in group]
    cells = {
        day.day: Cell(day.day, pieces.href(address(day)), day.isoformat(), articles)
        for day, articles in days
    }
    return calendar(days[0][0], cells)


def _month(group: Group, pieces: Pieces) -> Day:
    articles = sum(len(one.edition.articles) for one in group)
    link = Link(_month_name(group), pieces.href(_month_address(group[0])))
    return Day(link, month(group[0].edition.day), articles, _foremost(group))


def _foremost(group: Group) -> tuple[str, ...]:
    """Return the headlines that most sources told in the month, the newest first among equals."""
    leads = sorted(group, key=lambda one: (-one.lead.sources, -one.edition.day.toordinal()))
    return tuple(dict.fromkeys(one.lead.headline for one in leads))[:_HEADLINES]


def _month_address(one: Composition) -> str:
    return month_address(one.edition.day)


def _year_address(one: Composition) -> str:
    return f"/{one.edition.day.year:04}/"


def _month_name(group: Group) -> str:
    return month_name(group[0].edition.day)


def _year_name(group: Group) -> str:
    return str(group[0].edition.day.year)
