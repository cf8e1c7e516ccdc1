"""The ready-made pieces that pages are composed of: links, stubs, chips, cards, heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from broadsheet.config import Settings
from broadsheet.library import Library, Story, Term
from broadsheet.library.nouns import TYPES
from broadsheet.model import Article
from broadsheet.plan import forms, prose
from broadsheet.plan.moments import moment
from broadsheet.plan.texts import Texts
from broadsheet.plan.views import Card, Chip, Chrome, Feeds, Head, Link, Reprint, Stub
from broadsheet.text import direction, squeezed

_DESCRIPTION = 200
SHOWN = 3  # reports of a card; the rest is folded
_ON_CARD = 5  # entities of a card
NOINDEX = "noindex, follow"


class Wanted(Protocol):
    """The addresses of the pages to plan; see plan.reach."""

    def __contains__(self, permalink: object, /) -> bool: ...


class _Any:
    def __contains__(self, permalink: object, /) -> bool:
        return True


ANY = _Any()


@dataclass(frozen=True, slots=True)
class Pieces:
    """The library, and every piece made from it so far: a stub is made once."""

    library: Library
    chrome: Chrome
    texts: Texts = field(default_factory=Texts)
    wanted: Wanted = ANY
    _stubs: dict[str, Stub] = field(default_factory=dict)
    _chips: dict[Term, Chip] = field(default_factory=dict)
    _forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _sought: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _links: dict[Term, Link] = field(default_factory=dict)

    def href(self, permalink: str) -> str:
        """Return the address as a page of this site prints it; "" for what has no page."""
        return self.chrome.base + permalink if permalink else ""

    def link(self, term: Term) -> Link:
        if term not in self._links:
            self._links[term] = Link(term.name, self.href(term.permalink))
        return self._links[term]

    def article_href(self, article: Article) -> str:
        return self.href(self.library.permalinks[article.id])

    def article_link(self, article: Article) -> Link:
        return Link(article.title, self.article_href(article))

    def chip(self, term: Term) -> Chip:
        """Return the entity as it is named in passing, without a count."""
        if term not in self._chips:
            self._chips[term] = self.counted(term, 0)
        return self._chips[term]

    def counted(self, term: Term, count: int) -> Chip:
        return Chip(term.name, self.href(term.permalink), term.kind, count)

    def forms(self, term: Term) -> tuple[str, ...]:
        """Return the forms under which a text may mention the entity."""
        if term.key not in self._forms:
            self._forms[term.key] = forms.forms(term)
        return self._forms[term.key]

    def sought(self, term: Term) -> tuple[str, ...]:
        """Return the forms to look for in a text: datelines print places in capitals."""
        if term.key not in self._sought:
            plain = self.forms(term)
            capitals = (form.upper() for form in plain) if term.kind == "place" else ()
            self._sought[term.key] = (*plain, *capitals)
        return self._sought[term.key]

    def entities(self, article: Article) -> tuple[Term, ...]:
        return self.library.entities_of.get(article.id, ())

    def topic(self, article: Article) -> Link | None:
        """Return the topic that fits the article most."""
        topics = self.library.topics_of.get(article.id, ())
        return self.link(topics[0]) if topics else None

    def source(self, article: Article) -> Link | None:
        source = self.library.source_of.get(article.id)
        return self.link(source) if source else None

    def stub(self, article: Article) -> Stub:
        """Return the article as lists show it."""
        if article.id not in self._stubs:
            self._stubs[article.id] = self._stub(article)
        return self._stubs[article.id]

    def stubs(self, articles: Iterable[Article]) -> tuple[Stub, ...]:
        return tuple(self.stub(article) for article in articles)

    def _stub(self, article: Article) -> Stub:
        return Stub(
            id=article.id,
            title=article.title,
            href=self.article_href(article),
            moment=moment(article.date, article.date_basis),
            lang=article.lang,
            dir=direction(article.lang),
            source=self.source(article),
            topic=self.topic(article),
            summary=self.summary(article),
            notes=notes((article,)),
            minutes=self.texts.gist(article).minutes,
            reprints=self.reprints(article),
        )

    def summary(self, article: Article) -> str:
        """Return the article's summary, or the opening of its body where it has none."""
        return article.summary or self.texts.gist(article).opening

    def reprints(self, article: Article) -> tuple[Reprint, ...]:
        """Return the other outlets of the article's text."""
        return tuple(
            Reprint(self.link(one.outlet), one.headline if one.headline != article.title else "")
            for one in self.library.reprints_of.get(article.id, ())
        )

    def card(self, articles: Sequence[Article], news: Sequence[Article] = ()) -> Card:
        """Return a story as it stood with these articles, one alone included.

        The headline is the earliest article's; of `news`, an edition's own, when there is any:
        those reports are seen first, the older ones follow.
        """
        first = articles[0]
        story = self.library.story_of.get(first.id) if len(articles) > 1 else None
        seen = {article.id for article in news}
        reports = [*news, *(a for a in articles if a.id not in seen)] if story else []
        stub = self.stub(news[0] if news else first)
        return Card(
            headline=stub.title,
            href=self.href(story.permalink) if story else stub.href,
            lang=stub.lang,
            dir=stub.dir,
            moment=self.stub(first).moment,
            sources=self.outlets(articles),
            topic=next((topic for a in articles if (topic := self.topic(a))), None),
            notes=notes(articles),
            summary=stub.summary,
            reports=self.stubs(reports[:SHOWN]),
            folded=self.stubs(reports[SHOWN:]),
            source=None if story else stub.source,
            entities=self.foremost(articles, _ON_CARD),
            fresh=len(news) if len(news) < len(articles) else 0,
            reprints=() if story else stub.reprints,
        )

    def story_card(self, story: Story) -> Card:
        return self.card(story.articles)

    def outlets(self, articles: Iterable[Article]) -> int:
        """Return how many outlets tell; when none is named, it is still one."""
        outlets = (outlet for article in articles for outlet in self.library.outlets_of(article))
        return max(1, len({outlet.key for outlet in outlets}))

    def foremost(self, articles: Iterable[Article], most: int, but: str = "") -> tuple[Chip, ...]:
        """Return the entities that most of these articles are about, without their counts."""
        articles = tuple(articles)
        about = self.library.about_of
        bags = (about.get(article.id) or self.entities(article) for article in articles)
        ranked = rank(bags, apart=any(article.id not in about for article in articles))
        return tuple([self.chip(term) for term, _ in ranked[: most + 1] if term.key != but][:most])

    def cast(self, articles: Sequence[Article]) -> tuple[tuple[Chip, ...], ...]:
        """Return people, organizations, places: those that most of the articles name first."""
        named: Iterable[Term]
        if len(articles) == 1:  # in its own order: most pages are of one article
            named = self.entities(articles[0])
        else:
            named = [term for term, _ in rank(map(self.entities, articles))]
        return tuple(tuple([self.chip(t) for t in named if t.kind == kind]) for kind in TYPES)

    def feeds(self, permalink: str, name: str = "") -> Feeds | None:
        """Return the three feeds of an address, to link from a page; None: it has none."""
        settings = self.library.settings
        return self.feeds_at(permalink, name) if has_feeds(permalink, settings) else None

    def feeds_at(self, permalink: str, name: str = "") -> Feeds:
        """Return the addresses of the three feeds that this one has or would have."""
        site = self.library.settings.title
        at = self.href(permalink)
        title = f"{name} · {site}" if name else site
        return Feeds(title, f"{at}feed.atom", f"{at}feed.rss", f"{at}feed.json")

    def head(self, permalink: str, title: str, description: str = "", **more: object) -> Head:
        """Return the head of a page; its title ends with the site's."""
        settings = self.library.settings
        full = f"{title} · {settings.title}" if title else settings.title
        about = prose.opening(description, _DESCRIPTION)
        return Head(full, about, settings.absolute(permalink), **more)  # type: ignore[arg-type]


def rank(bags: Iterable[Iterable[Term]], apart: bool = True) -> list[tuple[Term, int]]:
    """Return terms with how many bags hold each: the most frequent first, then the foremost.

    How foremost a term is, its place in a bag tells: among those of its kind, when `apart`.
    """
    tallies: dict[Term, list[int]] = {}  # how many bags, the best place
    for bag in bags:
        places: dict[str, int] = {}
        for term in bag:
            kind = term.kind if apart else ""
            place = places.get(kind, 0)
            places[kind] = place + 1
            tally = tallies.get(term)
            if tally is None:
                tallies[term] = [1, place]
                continue
            tally[0] += 1
            if place < tally[1]:
                tally[1] = place
    ranked = sorted(tallies.items(), key=lambda item: (-item[1][0], item[1][1], item[0].key))
    return [(term, tally[0]) for term, tally in ranked]


def notes(articles: Iterable[Article]) -> tuple[str, ...]:
    """Return the content notes of the articles in words: "sexual violence"."""
    slugs = (note for article in articles for note in article.content_notes)
    return tuple(dict.fromkeys(squeezed(slug.replace("-", " ")) for slug in slugs))


def has_feeds(permalink: str, settings: Settings) -> bool:
    """Tell whether a term or a story has feeds of its own, as the settings say."""
    if settings.feeds == "topics":
        return permalink.startswith("/topics/")
    return settings.feeds == "all"
