"""Exactly what each file for programs holds: feeds, OPML, sitemap, robots.

As in `views`, but for readers that are programs: addresses here are absolute.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.plan.views import Feeds

MOST_URLS = 50_000  # what one sitemap may hold, by the protocol
MOST_NEWS = 1_000  # what a news sitemap may hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `id` is a tag URI minted once; addresses are absolute."""

    id: str
    title: str
    url: str
    summary: str
    markdown: str  # the body to send; "" when only the summary is
    published: str  # ISO 8601 with zone
    updated: str
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    source: str = ""
    original: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """`feed.atom`, `feed.rss`, `feed.json` under an address: kinds `atom`, `rss`, `json`."""

    id: str
    title: str
    description: str
    url: str  # of this file, absolute
    home: str  # of the page it belongs to, absolute
    language: str
    author: str
    updated: str  # the newest entry's; "" with no entry
    entries: tuple[Entry, ...]
    hub: str = ""  # where WebSub subscribes, absolute


@dataclass(frozen=True, slots=True)
class OpmlPage:
    """`/feeds/feeds.opml`: kind `opml`. Hrefs are absolute."""

    title: str
    groups: tuple[tuple[str, tuple[Feeds, ...]], ...]


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """`/sitemap.xml`: kind `sitemap`: absolute addresses of indexable pages, with their day."""

    urls: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexPage:
    """`/sitemap.xml` of a large site: kind `sitemaps`: its sitemaps, with their newest day."""

    maps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """An article in the news sitemap. `published` is as the article states it: a day or more."""

    url: str
    title: str
    published: str
    language: str


@dataclass(frozen=True, slots=True)
class NewsPage:
    """`/news.xml`: kind `news`: the articles of the last two days, the newest first."""

    name: str
    language: str
    entries: tuple[NewsEntry, ...]


@dataclass(frozen=True, slots=True)
class RobotsPage:
    """`/robots.txt`: kind `robots`. `news` is "" where no news sitemap is."""

    sitemap: str
    news: str = ""


@dataclass(frozen=True, slots=True)
class KeyPage:
    """`/<key>.txt`: kind `key`, for IndexNow."""

    key: str


@dataclass(frozen=True, slots=True)
class HeadersPage:
    """`/_headers`: kind `headers`: what a host shall send along with every file below `base`."""

    base: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`share.png` under an address: kind `picture`: three lines, the middle one large."""

    above: str
    title: str
    below: str
