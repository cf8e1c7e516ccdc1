"""The feeds: of the site, and of every topic, source, story and much named entity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote

from broadsheet.library import Library
from broadsheet.library.nouns import CORRECTIONS, STORIES, TYPES
from broadsheet.model import Article, Page
from broadsheet.plan.articles import original, shown
from broadsheet.plan.corrections import Put, every_correction, noted, told
from broadsheet.plan.documents import Entry, FeedPage, OpmlPage
from broadsheet.plan.moments import instant
from broadsheet.plan.pieces import Pieces, has_feeds
from broadsheet.plan.views import Feeds, FeedsPage

MOST = 50
FORMATS = ("atom", "rss", "json")
OPML = "/feeds/feeds.opml"
_DATED = re.compile(r"(\d{4})/(\d{2})/(\d{2})/")
_MINTED = "2025-01-01"  # in the tags of things without a day of their own; never to be changed
_HEADINGS = {"person": "People", "organization": "Organizations", "place": "Places"}


@dataclass(frozen=True, slots=True)
class Channel:
    """What has feeds: its address, its name ("" for the site), its articles, oldest first."""

    permalink: str
    name: str
    articles: Sequence[Article]


def feed_pages(pieces: Pieces) -> Iterator[Page]:
    """Yield all feeds, the page that lists them, and their OPML."""
    library = pieces.library
    groups = _groups(library)
    known = _channels(groups, library)
    desk = _Desk(pieces)
    for channel in known:
        if f"{channel.permalink}feed.atom" in pieces.wanted:
            yield from _three(channel.permalink, desk.feeds(channel))
    yield from _forwarded({c.permalink: c for c in known}, desk)
    if "/feeds/" not in pieces.wanted:
        return
    if library.is_corrected and has_feeds(CORRECTIONS, library.settings):
        yield from _three(CORRECTIONS, desk.corrected())
        groups = [*groups, ("Corrections", [Channel(CORRECTIONS, "Corrections", ())])]
    listed = tuple(
        (heading, tuple(replace(pieces.feeds_at(c.permalink), title=c.name) for c in group))
        for heading, group in groups
    )
    main = pieces.chrome.feeds
    head = pieces.head("/feeds/", "Feeds", "Every feed of this site", feeds=main)
    view = FeedsPage(pieces.chrome, head, pieces.href(OPML), main, listed)
    yield Page("/feeds/", "feeds", view)
    yield Page(OPML, "opml", _opml(known[0], groups, library))


def channels(library: Library) -> list[Channel]:
    """Return whatever has feeds, the site itself first."""
    return _channels(_groups(library), library)


def _channels(groups: Sequence[tuple[str, list[Channel]]], library: Library) -> list[Channel]:
    return [Channel("/", "", library.articles), *(c for _, group in groups for c in group)]


def _groups(library: Library) -> list[tuple[str, list[Channel]]]:
    groups = [
        ("Topics", [Channel(t.permalink, t.name, t.articles) for t in library.topics]),
        ("Sources", [Channel(t.permalink, t.name, t.articles) for t in library.sources]),
    ]
    for kind in TYPES:
        named = (t for t in library.entities if t.kind == kind and len(t.articles) > 1)
        groups.append((_HEADINGS[kind], [Channel(t.permalink, t.name, t.articles) for t in named]))
    stories = [Channel(s.permalink, s.first.title, s.articles) for s in library.stories]
    every = [*groups, ("Stories", stories)]
    own = [
        (heading, [c for c in group if has_feeds(c.permalink, library.settings)])
        for heading, group in every
    ]
    return [(heading, group) for heading, group in own if group]


def _three(permalink: str, feeds: Mapping[str, FeedPage]) -> Iterator[Page]:
    for kind in FORMATS:
        yield Page(f"{permalink}feed.{kind}", kind, feeds[kind])


def _forwarded(channels: Mapping[str, Channel], desk: _Desk) -> Iterator[Page]:
    """Yield the feeds of terms and stories at the addresses where they lived before.

    A feed reader does not follow a page that redirects: who subscribed there reads on there.
    A story that dissolved keeps its feeds, with the article that its page leads to.
    """
    library = desk.pieces.library
    alive = {term.permalink for term in library.terms}
    alive.update(story.permalink for story in library.stories)
    article_at = {at: id for id, at in library.permalinks.items()}
    articles = {article.id: article for article in library.articles}
    for old, target in sorted(library.moved.items()):
        if old.count("/") != 3 or not old.endswith("/") or old in alive:
            continue
        if f"{old}feed.atom" not in desk.pieces.wanted:
            continue
        if target in channels:
            yield from _three(old, desk.feeds(channels[target]))
        elif old.startswith(STORIES) and has_feeds(old, library.settings):
            only = articles.get(article_at.get(target, ""))
            if only:
                yield from _three(old, desk.feeds(Channel(old, only.title, (only,))))


def _opml(site: Channel, groups: Sequence[tuple[str, list[Channel]]], library: Library) -> OpmlPage:
    title = library.settings.title
    everything = [(title, [site]), *groups]
    listed = tuple(
        (heading, tuple(_absolute(channel, library) for channel in group))
        for heading, group in everything
    )
    return OpmlPage(title, listed)


def _absolute(channel: Channel, library: Library) -> Feeds:
    settings = library.settings
    title = channel.name or settings.title
    return Feeds(title, *(settings.absolute(f"{channel.permalink}feed.{kind}") for kind in FORMATS))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Makes feeds; an entry is made once, however many feeds hold it."""

    pieces: Pieces
    entries: dict[str, Entry] = field(default_factory=dict)

    def feeds(self, channel: Channel) -> dict[str, FeedPage]:
        """Return the feed of a channel in each format, the newest entry first."""
        newest = reversed(channel.articles[-self.most :])
        return self._formats(channel, tuple(self.entry(article) for article in newest))

    def corrected(self) -> dict[str, FeedPage]:
        """Return the feed of all corrections in each format."""
        newest = reversed(every_correction(self.pieces.library)[-self.most :])
        channel = Channel(CORRECTIONS, "Corrections", ())
        return self._formats(channel, tuple(map(self._correction, newest)))

    @property
    def most(self) -> int:
        return min(self.pieces.library.settings.feed_length, MOST)

    def _formats(self, channel: Channel, entries: tuple[Entry, ...]) -> dict[str, FeedPage]:
        settings = self.pieces.library.settings
        title = f"{channel.name} · {settings.title}" if channel.name else settings.title
        about = f"{channel.name} in {settings.title}" if channel.name else settings.tagline
        updated = max((entry.updated for entry in entries), key=_utc, default="")
        return {
            kind: FeedPage(
                id=f"tag:{settings.host},{_MINTED}:{channel.permalink}",
                title=title,
                description=about or title,
                url=settings.absolute(f"{channel.permalink}feed.{kind}"),
                home=settings.absolute(channel.permalink),
                language=settings.language,
                author=settings.author or settings.title,
                updated=updated,
                entries=entries,
                hub=settings.websub,
            )
            for kind in FORMATS
        }

    def entry(self, article: Article) -> Entry:
        """Return the article as feeds send it."""
        if article.id not in self.entries:
            self.entries[article.id] = self._entry(article)
        return self.entries[article.id]

    def _entry(self, article: Article) -> Entry:
        library = self.pieces.library
        timezone = library.settings.timezone
        published = instant(article.date, timezone)
        return Entry(
            id=tag(article, library.settings.host),
            title=article.title,
            url=library.settings.absolute(library.permalinks[article.id]),
            summary=self.pieces.summary(article),
            markdown=noted(article, shown(article, self.pieces)),
            published=published,
            updated=instant(article.modified, timezone) if article.modified else published,
            authors=article.authors,
            topics=tuple(topic.name for topic in library.topics_of[article.id]),
            source=source.name if (source := library.source_of.get(article.id)) else "",
            original=original(article),
            lang=article.lang,
        )

    def _correction(self, one: Put) -> Entry:
        library, article, place = self.pieces.library, one.article, one.correction.id
        stated = instant(one.when, library.settings.timezone)
        return Entry(
            id=f"{tag(article, library.settings.host)}#{place}",
            title=f"Correction: {article.title}",
            url=f"{library.settings.absolute(library.permalinks[article.id])}#{place}",
            summary=told(one, library),
            markdown="",
            published=stated,
            updated=stated,
            lang=article.lang,
        )


def tag(article: Article, host: str) -> str:
    """Return the article's tag URI (RFC 4151), made of its id alone.

    Title, date, slug and text may change: a feed reader still knows the entry.
    """
    dated = _DATED.match(article.id)
    day = "-".join(dated.groups()) if dated else _MINTED
    return f"tag:{host},{day}:/{quote(article.id)}"


@lru_cache(maxsize=65536)  # an entry is in many feeds, and each asks which is the newest
def _utc(stamp: str) -> dt.datetime:
    return dt.datetime.fromisoformat(stamp)
