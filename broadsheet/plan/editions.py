"""The front page and the edition of each day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.library import Edition
from broadsheet.model import Article, Page, chronology
from broadsheet.plan.moments import moment, month_name
from broadsheet.plan.pieces import Pieces, rank
from broadsheet.plan.views import Card, Day, Earlier, EditionPage, Group, Link
from broadsheet.text import folded

MOST = 12  # stories that are cards at all
CARDS = 4  # single reports become cards only until there are so many
FULL = 8  # stories of a front page that needs none of earlier days
RECENT = 7
HEADLINES = 3  # of a day, in archives
_FRONT_CARDS = 6  # of the front page, which leads to the whole edition
_FRONT_GROUPS = 8
_FRONT_BRIEFS = 3
_TOPICS = 8
_ENTITIES = 12
_UNFILED = "Other news"


@dataclass(frozen=True, slots=True)
class Composition:
    """How an edition is made up, the most widely reported first."""

    edition: Edition
    lead: Card
    cards: tuple[Card, ...]
    briefs: tuple[Article, ...]

    @property
    def headlines(self) -> tuple[str, ...]:
        return (self.lead.headline, *(card.headline for card in self.cards))


@dataclass(frozen=True, slots=True)
class Outline:
    """What archives show of an edition: how many articles and, first, its lead.

    `sources` are those of the lead.
    """

    day: dt.date
    articles: int
    sources: int
    headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Makes up editions, each once and only where it is asked for."""

    pieces: Pieces
    _made: dict[dt.date, Composition] = field(default_factory=dict)

    def of(self, edition: Edition) -> Composition:
        if edition.day not in self._made:
            self._made[edition.day] = composition(edition, self.pieces)
        return self._made[edition.day]

    def outline(self, edition: Edition) -> Outline:
        one = self.of(edition)
        headlines = one.headlines[:HEADLINES]
        return Outline(edition.day, len(edition.articles), one.lead.sources, headlines)


def outlines(desk: Desk) -> list[Outline]:
    """Return what archives show of all days; those that are known already are not made up."""
    known = desk.pieces.texts.days
    found: list[Outline] = []
    for edition in desk.pieces.library.editions:
        told = known.get(edition.day.isoformat())
        one = Outline(edition.day, *told) if told else desk.outline(edition)
        known[edition.day.isoformat()] = (one.articles, one.sources, one.headlines)
        found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it stood at the end of a day, and what was reported of it that day."""

    known: tuple[Article, ...]
    news: tuple[Article, ...]


def address(day: dt.date) -> str:
    return f"/{day.year:04}/{day.month:02}/{day.day:02}/"


def composition(edition: Edition, pieces: Pieces) -> Composition:
    """Return the edition's stories, the one with most sources that day first, then the earliest.

    An edition shows what was known by the end of its day, so that it stands still afterwards.
    """
    told = _told(edition, pieces)
    order = {article.id: n for n, article in enumerate(edition.articles)}
    told.sort(key=lambda story: (-pieces.outlets(story.news), order[story.news[0].id]))
    several = [story for story in told if len(story.known) > 1]
    alone = [story for story in told if len(story.known) == 1]
    fill = max(0, CARDS + 1 - len(several))
    large, small = several[: MOST + 1], several[MOST + 1 :]
    lead, *cards = [pieces.card(story.known, story.news) for story in (*large, *alone[:fill])]
    briefs = tuple(story.news[0] for story in (*small, *alone[fill:]))
    return Composition(edition, lead, tuple(cards), briefs)


def _told(edition: Edition, pieces: Pieces) -> list[_Told]:
    news: dict[str, list[Article]] = {}
    for article in edition.articles:
        story = pieces.library.story_of.get(article.id)
        news.setdefault(story.key if story else article.id, []).append(article)
    return [_Told(_known(group, pieces), tuple(group)) for group in news.values()]


def _known(news: Sequence[Article], pieces: Pieces) -> tuple[Article, ...]:
    """Return the articles of the story up to the end of the day."""
    story = pieces.library.story_of.get(news[0].id)
    if story is None:
        return tuple(news)
    return story.articles[: bisect_right(story.articles, news[0].day, key=lambda a: a.day)]


def edition_pages(desk: Desk) -> Iterator[Page]:
    """Yield the front page and an edition a day, the oldest first."""
    pieces = desk.pieces
    editions = pieces.library.editions
    for n, edition in enumerate(editions):
        at = address(edition.day)
        if at in pieces.wanted:
            older = edition_link(editions[n - 1].day, pieces) if n else None
            newest = n == len(editions) - 1
            newer = None if newest else edition_link(editions[n + 1].day, pieces)
            yield Page(at, "edition", _edition(desk.of(edition), pieces, at, (newer, older)))
    if "/" in pieces.wanted:
        made_up = [desk.of(edition) for edition in editions[-FULL - RECENT :]]
        older = edition_link(editions[-2].day, pieces) if len(editions) > 1 else None
        yield Page(
            "/", "edition", _front(made_up, pieces, older) if made_up else _nothing_yet(pieces)
        )


def _front(made_up: Sequence[Composition], pieces: Pieces, older: Link | None) -> EditionPage:
    """Return the newest edition, filled up with earlier stories when it is thin."""
    *past, newest = made_up
    past.reverse()
    earlier = tuple(_earlier(newest, past, pieces))
    shown = {one.link for one in earlier}
    rest = [one for one in past if edition_link(one.edition.day, pieces) not in shown]
    recent = tuple(_recent(one, pieces) for one in rest[:RECENT])
    view = _edition(newest, pieces, "/", (None, older))
    briefs = tuple(_shortened(group) for group in view.briefs[:_FRONT_GROUPS])
    cards = view.cards[:_FRONT_CARDS]
    shorter = (cards, briefs) != (view.cards, view.briefs)
    whole = edition_link(newest.edition.day, pieces) if shorter else None
    return replace(view, cards=cards, briefs=briefs, whole=whole, earlier=earlier, recent=recent)


def _shortened(group: Group) -> Group:
    shown = group.stubs[:_FRONT_BRIEFS]
    return replace(group, stubs=shown, more=len(group.stubs) - len(shown))


def _earlier(newest: Composition, past: Sequence[Composition], pieces: Pieces) -> Iterator[Earlier]:
    """Yield the newest stories of earlier days, each once, until the page is full."""
    seen = {newest.lead.href, *(card.href for card in newest.cards)}
    room = FULL - len(seen) - len(newest.briefs)
    for one in past:
        briefs = (pieces.card((article,)) for article in one.briefs)
        told = (one.lead, *one.cards, *briefs)
        if cards := tuple(card for card in told if card.href not in seen)[: max(0, room)]:
            when = one.edition.day
            yield Earlier(edition_link(when, pieces), moment(when), cards)
            seen.update(card.href for card in cards)
            room -= len(cards)


def edition_link(when: dt.date, pieces: Pieces) -> Link:
    return Link(moment(when).text, pieces.href(address(when)))


def month_address(day: dt.date) -> str:
    return f"/{day.year:04}/{day.month:02}/"


def _recent(one: Composition, pieces: Pieces) -> Day:
    when = one.edition.day
    count = len(one.edition.articles)
    return Day(edition_link(when, pieces), moment(when), count, one.headlines[:1])


def _edition(
    one: Composition,
    pieces: Pieces,
    permalink: str,
    around: tuple[Link | None, Link | None],
) -> EditionPage:
    articles = one.edition.articles
    front = permalink == "/"
    settings = pieces.library.settings
    when = moment(one.edition.day)
    title = "" if front else when.text
    description = settings.tagline if front and settings.tagline else "; ".join(one.headlines)
    return EditionPage(
        site=pieces.chrome,
        head=pieces.head(permalink, title, description, feeds=pieces.chrome.feeds),
        moment=when,
        is_front=front,
        lead=one.lead,
        cards=one.cards,
        briefs=_grouped(one.briefs, pieces),
        articles=len(articles),
        sources=pieces.outlets(articles),
        minutes=sum(pieces.stub(article).minutes for article in articles),
        newer=around[0],
        older=around[1],
        up=Link(month_name(one.edition.day), pieces.href(month_address(one.edition.day))),
        topics=_topics(articles, pieces),
        entities=pieces.foremost(articles, _ENTITIES),
    )


def _topics(articles: Sequence[Article], pieces: Pieces) -> tuple[Link, ...]:
    ranked = rank(pieces.library.topics_of[article.id] for article in articles)
    return tuple(pieces.link(topic) for topic, _ in ranked[:_TOPICS])


def _grouped(articles: Sequence[Article], pieces: Pieces) -> tuple[Group, ...]:
    """Return single reports by first topic: the fullest group first, the unfiled ones last."""
    filed: dict[Link, list[Article]] = {}
    for article in sorted(articles, key=lambda a: (chronology(a.date), a.id)):
        filed.setdefault(pieces.topic(article) or Link(_UNFILED, ""), []).append(article)
    ranked = sorted(filed, key=lambda t: (not t.href, -len(filed[t]), folded(t.text), t.href))
    return tuple(Group(topic.text, topic.href, pieces.stubs(filed[topic])) for topic in ranked)


def _nothing_yet(pieces: Pieces) -> EditionPage:
    settings = pieces.library.settings
    head = pieces.head("/", "", settings.tagline, feeds=pieces.chrome.feeds)
    return EditionPage(pieces.chrome, head, None, True, None, (), (), 0, 0, 0, None, None)
