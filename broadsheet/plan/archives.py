"""The archives: a page a month with its editions, a page a year with its months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from broadsheet.model import Page
from broadsheet.plan.calendars import calendar
from broadsheet.plan.charts import weeks_of
from broadsheet.plan.editions import HEADLINES, Outline, address, edition_link, month_address
from broadsheet.plan.moments import moment, month, month_name
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import ArchivePage, Calendar, Cell, Day, Link

_WEEKS = 53  # of a year
Group = tuple[Outline, ...]


def archive_pages(days: Sequence[Outline], pieces: Pieces) -> Iterator[Page]:
    """Yield the archives of all months and years that have an edition."""
    yield from _months(_groups(days, _month_address), pieces)
    yield from _years(_groups(days, _year_address), pieces)


def _groups(days: Sequence[Outline], address: Callable[[Outline], str]) -> list[Group]:
    return [tuple(group) for _, group in groupby(days, key=address)]


def _months(months: Sequence[Group], pieces: Pieces) -> Iterator[Page]:
    links = [Link(_month_name(group), pieces.href(_month_address(group[0]))) for group in months]
    for n, group in enumerate(months):
        if _month_address(group[0]) not in pieces.wanted:
            continue
        up = Link(_year_name(group), pieces.href(_year_address(group[0])))
        view = ArchivePage(
            site=pieces.chrome,
            head=pieces.head(_month_address(group[0]), _month_name(group)),
            heading=_month_name(group),
            up=up,
            months=(),
            days=tuple(_day(one, pieces) for one in reversed(group)),
            newer=links[n + 1] if n + 1 < len(links) else None,
            older=links[n - 1] if n else None,
            calendar=_calendar(group, pieces),
        )
        yield Page(_month_address(group[0]), "archive", view)


def _years(years: Sequence[Group], pieces: Pieces) -> Iterator[Page]:
    links = [Link(_year_name(group), pieces.href(_year_address(group[0]))) for group in years]
    for n, group in enumerate(years):
        if _year_address(group[0]) not in pieces.wanted:
            continue
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
            weeks=weeks_of({one.day: one.articles for one in group}, _WEEKS),
        )
        yield Page(_year_address(group[0]), "archive", view)


def _calendar(group: Group, pieces: Pieces) -> Calendar:
    days = [(one.day, one.articles) for one in group]
    cells = {
        day.day: Cell(day.day, pieces.href(address(day)), day.isoformat(), articles)
        for day, articles in days
    }
    return calendar(days[0][0], cells)


def _month(group: Group, pieces: Pieces) -> Day:
    articles = sum(one.articles for one in group)
    link = Link(_month_name(group), pieces.href(_month_address(group[0])))
    return Day(link, month(group[0].day), articles, _foremost(group))


def _day(one: Outline, pieces: Pieces) -> Day:
    return Day(edition_link(one.day, pieces), moment(one.day), one.articles, one.headlines)


def _foremost(group: Group) -> tuple[str, ...]:
    """Return the headlines that most sources told in the month, the newest first among equals."""
    leads = sorted(group, key=lambda one: (-one.sources, -one.day.toordinal()))
    return tuple(dict.fromkeys(one.headlines[0] for one in leads))[:HEADLINES]


def archives_of(days: Sequence[Outline]) -> frozenset[str]:
    """Return the addresses of the archives that show these days."""
    return frozenset(at for one in days for at in (_month_address(one), _year_address(one)))


def _month_address(one: Outline) -> str:
    return month_address(one.day)


def _year_address(one: Outline) -> str:
    return f"/{one.day.year:04}/"


def _month_name(group: Group) -> str:
    return month_name(group[0].day)


def _year_name(group: Group) -> str:
    return str(group[0].day.year)
