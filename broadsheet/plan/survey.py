"""What search engines are told: sitemaps, news, robots.txt. Gathered while the pages go by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from broadsheet.library import Library
from broadsheet.model import Page
from broadsheet.plan.articles import indexable
from broadsheet.plan.documents import (
    MOST_NEWS,
    MOST_URLS,
    KeyPage,
    NewsEntry,
    NewsPage,
    RobotsPage,
    SitemapIndexPage,
    SitemapPage,
)
from broadsheet.plan.moments import zone
from broadsheet.plan.views import ArticlePage, EditionPage, EntityPage, Head, SourcePage, StoryPage

SITEMAP = "/sitemap.xml"
NEWS = "/news.xml"
_YEAR = re.compile(r"/(\d{4})/")
_A_DAY = len(dt.date.min.isoformat())
_TWO_DAYS = dt.timedelta(days=2)
_SURELY_OLD = 5  # days: the zones of two articles are two days apart at most
_FIRST = dt.datetime.min.replace(tzinfo=dt.UTC)


class Survey:
    """What search engines are told, gathered while the pages go by: indexable ones alone.

    `urls` has the address of each, with the day of the newest thing that it shows.
    """

    def __init__(self, library: Library, urls: Mapping[str, str] = MappingProxyType({})) -> None:
        self._library = library
        self._settings = library.settings
        self.urls = dict(urls)

    def note(self, page: Page) -> None:
        """Remember a page that search engines may list."""
        head = getattr(page.data, "head", None)
        if isinstance(head, Head) and "noindex" not in head.robots:
            self.urls[page.permalink] = _day(page.data)
        else:
            self.urls.pop(page.permalink, None)

    def _news(self) -> list[tuple[dt.datetime, NewsEntry]]:
        """Return the articles of the last two days, each with its instant."""
        library, found = self._library, []
        if not library.articles:
            return []
        newest = _utc(library.articles[-1].date.isoformat(), self._settings.timezone)
        since = newest - min(_TWO_DAYS, newest - _FIRST)
        for article in reversed(library.articles):
            if (library.articles[-1].day - article.day).days > _SURELY_OLD:
                break
            stamp = _utc(article.date.isoformat(), self._settings.timezone)
            if stamp >= since and indexable(article):
                at = self._settings.absolute(library.permalinks[article.id])
                told = NewsEntry(at, article.title, article.date.isoformat(), article.lang)
                found.append((stamp, told))
        return found

    def pages(self, most: int = MOST_URLS) -> Iterator[Page]:
        """Yield the sitemaps of what was noted, of `most` addresses each, and robots.txt."""
        settings = self._settings
        urls = sorted((settings.absolute(at), day) for at, day in self.urls.items())
        yield from self._sitemaps(urls, most)
        news = self._news()
        if news:
            ranked = sorted(news, key=lambda one: (one[0], one[1].url), reverse=True)
            entries = tuple(entry for _, entry in ranked[:MOST_NEWS])
            yield Page(NEWS, "news", NewsPage(settings.title, settings.language, entries))
        at = settings.absolute(NEWS) if news else ""
        yield Page("/robots.txt", "robots", RobotsPage(settings.absolute(SITEMAP), at))
        if settings.indexnow_key:
            yield Page(f"/{settings.indexnow_key}.txt", "key", KeyPage(settings.indexnow_key))

    def _sitemaps(self, urls: Sequence[tuple[str, str]], most: int) -> Iterator[Page]:
        """Yield one sitemap, or one for each year and one for the rest, and their index.

        Years that are over stay as they are: only what grows is printed again.
        """
        if len(urls) <= most:
            yield Page(SITEMAP, "sitemap", SitemapPage(tuple(urls)))
            return
        years: dict[str, list[tuple[str, str]]] = {}
        for at, day in urls:
            found = _YEAR.match(at, len(self._settings.url))
            years.setdefault(found[1] if found else "pages", []).append((at, day))
        maps = []
        for name, group in sorted(years.items()):
            for start in range(0, len(group), most):
                part = tuple(group[start : start + most])
                permalink = f"/sitemap-{name}{f'-{start // most + 1}' if start else ''}.xml"
                maps.append((self._settings.absolute(permalink), max(day for _, day in part)))
                yield Page(permalink, "sitemap", SitemapPage(part))
        yield Page(SITEMAP, "sitemaps", SitemapIndexPage(tuple(maps)))


def _utc(stamp: str, timezone: str) -> dt.datetime:
    """Return an instant in UTC, to compare; a bare day begins at midnight of the site's zone."""
    when = dt.datetime.fromisoformat(stamp)
    if when.tzinfo is None:
        when = when.replace(tzinfo=zone(timezone) if len(stamp) <= _A_DAY else dt.UTC)
    try:
        return when.astimezone(dt.UTC)
    except OverflowError:  # the first and the last hours of time
        return when.replace(tzinfo=dt.UTC)


def _day(view: object) -> str:
    """Return the day of the newest thing that a page shows; "" where none is its own."""
    match view:
        case ArticlePage():
            stamp = (view.modified or view.moment).iso
        case EditionPage():
            stamp = view.moment.iso if view.moment else ""
        case EntityPage() | SourcePage() | StoryPage():
            stamp = view.last.iso
        case _:
            stamp = ""
    return stamp[:_A_DAY]
