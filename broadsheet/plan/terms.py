"""Topics and sources: their indexes, and the pages of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from broadsheet.library import Story, Term
from broadsheet.model import Article, Page
from broadsheet.plan.charts import weeks
from broadsheet.plan.coverage import coverage, press
from broadsheet.plan.lists import Leaf, leaves
from broadsheet.plan.pieces import Pieces, rank
from broadsheet.plan.views import Card, Link, SourcePage, TermRow, TermsPage, TopicPage

_STORIES = 4
_ENTITIES = 12
_RELATED = 8


def topic_pages(pieces: Pieces) -> Iterator[Page]:
    """Yield the index of topics and the pages of each."""
    intro = "What the articles are about, by the IPTC Media Topics."
    if "/topics/" in pieces.wanted:
        yield _index("/topics/", "Topics", intro, pieces.library.topics, pieces)
    for term in pieces.library.topics:
        for leaf in _leaves(term, pieces):
            yield Page(leaf.permalink, "topic", _topic(term, leaf, pieces))


def source_pages(pieces: Pieces) -> Iterator[Page]:
    """Yield the index of sources and the pages of each."""
    intro = "The outlets whose articles are gathered here."
    if "/sources/" in pieces.wanted:
        yield _index("/sources/", "Sources", intro, pieces.library.sources, pieces)
    everything = press(pieces.library)
    for term in pieces.library.sources:
        for leaf in _leaves(term, pieces):
            view = _source(term, leaf, pieces)
            if not leaf.number:
                view = replace(view, coverage=coverage(term, everything, pieces))
            yield Page(leaf.permalink, "source", view)


def _leaves(term: Term, pieces: Pieces) -> Iterator[Leaf[Article]]:
    settings = pieces.library.settings
    found = leaves(term.articles, term.permalink, settings.base, settings.list_length)
    return (leaf for leaf in found if leaf.permalink in pieces.wanted)


def leaf_title(name: str, number: int) -> str:
    """Return the title of one page of a list."""
    return f"{name}, page {number}" if number else name


def _index(permalink: str, heading: str, intro: str, terms: Sequence[Term], pieces: Pieces) -> Page:
    rows = tuple(
        TermRow(
            pieces.link(term),
            len(term.articles),
            pieces.stub(term.articles[-1]),
            _beneath(term, pieces) if term.kind == "topic" else (),
        )
        for term in terms
        if not term.parent
    )
    head = pieces.head(permalink, heading, intro)
    return Page(permalink, "terms", TermsPage(pieces.chrome, head, heading, intro, rows))


def _topic(term: Term, leaf: Leaf[Article], pieces: Pieces) -> TopicPage:
    """Return one page of a topic; numbered ones hold their own articles and nothing that grows."""
    main = leaf.number == 0
    articles = term.articles if main else leaf.entries
    feeds = pieces.feeds(term.permalink, term.name)
    title = leaf_title(term.name, leaf.number)
    return TopicPage(
        site=pieces.chrome,
        head=pieces.head(leaf.permalink, title, f"News filed under {term.name}", feeds=feeds),
        name=term.name,
        code=term.code,
        count=len(articles),
        weeks=weeks(articles) if main else (),
        stories=_stories(term, pieces) if main else (),
        articles=pieces.stubs(leaf.entries),
        entities=pieces.foremost(articles, _ENTITIES) if main else (),
        related=_related(term, pieces) if main else (),
        pager=leaf.pager,
        feeds=feeds,
        parent=_parent(term, pieces),
        beneath=_beneath(term, pieces) if main else (),
    )


def _parent(term: Term, pieces: Pieces) -> Link | None:
    above = (other for other in pieces.library.topics if other.key == term.parent)
    return next(map(pieces.link, above), None)


def _beneath(term: Term, pieces: Pieces) -> tuple[TermRow, ...]:
    below = (other for other in pieces.library.topics if other.parent == term.key)
    return tuple(TermRow(pieces.link(one), len(one.articles), None) for one in below)


def _stories(term: Term, pieces: Pieces) -> tuple[Card, ...]:
    """Return the stories that last had an article under this topic."""
    newest: dict[str, Story] = {}
    for article in reversed(term.articles):
        if story := pieces.library.story_of.get(article.id):
            newest.setdefault(story.key, story)
        if len(newest) == _STORIES:
            break
    return tuple(map(pieces.story_card, newest.values()))


def _related(term: Term, pieces: Pieces) -> tuple[Link, ...]:
    """Return the topics that its articles are also filed under, but not its own kin."""
    ranked = rank(pieces.library.topics_of[article.id] for article in term.articles)
    return tuple(
        pieces.link(other)
        for other, _ in ranked
        if other is not term and other.parent != term.key and other.key != term.parent
    )[:_RELATED]


def _source(term: Term, leaf: Leaf[Article], pieces: Pieces) -> SourcePage:
    main = leaf.number == 0
    articles = term.articles if main else tuple(reversed(leaf.entries))
    feeds = pieces.feeds(term.permalink, term.name)
    title = leaf_title(term.name, leaf.number)
    return SourcePage(
        site=pieces.chrome,
        head=pieces.head(leaf.permalink, title, f"Articles of {term.name}", feeds=feeds),
        name=term.name,
        count=len(articles),
        first=pieces.stub(articles[0]).moment,
        last=pieces.stub(articles[-1]).moment,
        weeks=weeks(articles) if main else (),
        topics=_filed(term, pieces) if main else (),
        articles=pieces.stubs(leaf.entries),
        entities=pieces.foremost(articles, _ENTITIES) if main else (),
        pager=leaf.pager,
        feeds=feeds,
    )


def _filed(term: Term, pieces: Pieces) -> tuple[TermRow, ...]:
    ranked = rank(pieces.library.topics_of[article.id] for article in term.articles)
    return tuple(TermRow(pieces.link(topic), count, None) for topic, count in ranked)[:_RELATED]
