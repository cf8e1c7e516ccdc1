"""People, organizations and places: their indexes from A to Z, and the pages of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from broadsheet.library import Term
from broadsheet.library.companions import crowd
from broadsheet.library.nouns import FOLDERS, TYPES
from broadsheet.model import Article, Page
from broadsheet.plan.charts import weeks
from broadsheet.plan.lists import Leaf, leaves
from broadsheet.plan.pieces import NOINDEX, Pieces, rank
from broadsheet.plan.sightings import Sightings
from broadsheet.plan.terms import leaf_title
from broadsheet.plan.together import FEW, MOST, together
from broadsheet.plan.views import (
    Chip,
    EntitiesPage,
    EntityPage,
    Head,
    Letter,
    Link,
    Sighting,
    TermRow,
)
from broadsheet.plan.voices import Voices
from broadsheet.search import Remember
from broadsheet.text import slug

_HEADINGS = {"person": "People", "organization": "Organizations", "place": "Places"}
ALL = "/entities/"
COMPANIONS = (FEW, MOST)  # shown: those met once fill up to so many
_OUTLETS = 8
_TOPICS = 8


def entity_pages(pieces: Pieces, voices: Voices, remember: Remember) -> Iterator[Page]:
    """Yield the four indexes, and the pages of every entity that has its own."""
    entities = pieces.library.entities
    if ALL in pieces.wanted:
        yield _index(ALL, "Names", entities, pieces)
    for kind in TYPES:
        if FOLDERS[kind] not in pieces.wanted:
            continue
        named = tuple(term for term in entities if term.kind == kind)
        yield _index(FOLDERS[kind], _HEADINGS[kind], named, pieces)
    seen = Sightings(pieces, remember)
    gathered = crowd(pieces.library.articles, pieces.library.entities_of)
    settings = pieces.library.settings
    for term in entities:
        if not term.permalink:
            continue
        for leaf in leaves(term.articles, term.permalink, settings.base, settings.list_length):
            if leaf.permalink not in pieces.wanted:
                continue
            view = _entity(term, leaf, seen, pieces)
            if not leaf.number:
                companions, network = together(term, gathered, seen, pieces)
                quotes = voices.of_term(term)
                view = replace(view, quotes=quotes, together=companions, network=network)
            yield Page(leaf.permalink, "entity", view)


def _index(permalink: str, heading: str, named: Sequence[Term], pieces: Pieces) -> Page:
    intro = "Who and what the articles name, from A to Z."
    types = [("All", ALL), *((_HEADINGS[kind], FOLDERS[kind]) for kind in TYPES)]
    view = EntitiesPage(
        site=pieces.chrome,
        head=pieces.head(permalink, heading, intro),
        heading=heading,
        intro=intro,
        types=tuple(Link(text, pieces.href(at)) for text, at in types),
        letters=_letters(named, pieces),
    )
    return Page(permalink, "entities", view)


def _letters(named: Sequence[Term], pieces: Pieces) -> tuple[Letter, ...]:
    ranked = sorted((slug(term.name), term.key, term) for term in named)
    return tuple(
        Letter(letter, letter.lower(), tuple(_listed(term, pieces) for _, _, term in group))
        for letter, group in groupby(ranked, key=lambda item: _letter(item[0]))
    )


def _listed(term: Term, pieces: Pieces) -> Chip:
    """Return a name of the index: with its count, or with its articles where it has no page."""
    chip = pieces.counted(term, len(term.articles))
    if term.permalink:
        return chip
    return replace(chip, articles=tuple(map(pieces.article_link, term.articles)))


def _letter(sortable: str) -> str:
    return sortable[0].upper() if sortable[:1].isalpha() else "0-9"


def _entity(term: Term, leaf: Leaf[Article], seen: Sightings, pieces: Pieces) -> EntityPage:
    """Return one page of an entity; numbered ones hold their own articles and nothing that grows.

    Its feeds exist from two articles on.
    """
    main = leaf.number == 0
    articles = term.articles if main else tuple(reversed(leaf.entries))
    record = term.record
    head = _head(term, leaf, pieces)
    return EntityPage(
        site=pieces.chrome,
        head=head,
        name=term.name,
        type=term.kind,
        card=record.body if record and main else "",
        other_names=term.other_names if main else (),
        same_as=record.same_as if record and main else (),
        count=len(articles),
        first=pieces.stub(articles[0]).moment,
        last=pieces.stub(articles[-1]).moment,
        weeks=weeks(articles) if main else (),
        timeline=tuple(_sighting(article, term, seen, pieces) for article in leaf.entries),
        together=(),
        outlets=_outlets(term, pieces) if main else (),
        topics=_topics(term, pieces) if main else (),
        pager=leaf.pager,
        feeds=head.feeds,
    )


def _head(term: Term, leaf: Leaf[Article], pieces: Pieces) -> Head:
    several = len(term.articles) > 1
    return pieces.head(
        leaf.permalink,
        leaf_title(term.name, leaf.number),
        f"{term.name} in the news",
        robots="" if term.indexable else NOINDEX,
        feeds=pieces.feeds(term.permalink, term.name) if several else None,
    )


def _sighting(article: Article, term: Term, seen: Sightings, pieces: Pieces) -> Sighting:
    said = seen.of(article).first.get(term.key)
    if said is None:
        return Sighting(pieces.stub(article), "")
    place = pieces.article_href(article) + said.place if said.place else ""
    return Sighting(pieces.stub(article), said.text, place)


def _outlets(term: Term, pieces: Pieces) -> tuple[TermRow, ...]:
    ranked = rank(pieces.library.outlets_of(article) for article in term.articles)
    return tuple(TermRow(pieces.link(source), n, None) for source, n in ranked[:_OUTLETS])


def _topics(term: Term, pieces: Pieces) -> tuple[Link, ...]:
    ranked = rank(pieces.library.topics_of[article.id] for article in term.articles)
    return tuple(pieces.link(topic) for topic, _ in ranked[:_TOPICS])
