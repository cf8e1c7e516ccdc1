"""The library, put together: articles in, everything that pages are made from out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from broadsheet.config import Settings
from broadsheet.content.removed import Removed
from broadsheet.errors import Problem
from broadsheet.library import addresses, moves
from broadsheet.library.addresses import Row, Wish
from broadsheet.library.authority import authority
from broadsheet.library.entities import named
from broadsheet.library.kin import related
from broadsheet.library.nouns import CORRECTIONS, STORIES, Edition, Library
from broadsheet.library.removal import removal, unspoken
from broadsheet.library.safety import sensitive
from broadsheet.library.salience import Leading, leading
from broadsheet.library.stories import stem, stories
from broadsheet.library.striking import struck
from broadsheet.library.terms import sources, topics
from broadsheet.model import Article, Record, Topic, chronology
from broadsheet.text import slug


def library(
    articles: Iterable[Article],
    records: Iterable[Record],
    known_topics: Mapping[str, Topic],
    settings: Settings,
    register: Sequence[Row],
    removed: Removed = Removed(),  # noqa: B008 - frozen and empty
) -> Library:
    """Return all published articles with their addresses, terms, stories and neighbours.

    `known_topics` are by slug; `register` holds the rows of `content/addresses.tsv`. Drafts are
    set aside, and so is what was `removed`. The result depends on the values alone, in whatever
    order they come.
    """
    ranked = sorted(articles, key=lambda a: (chronology(a.date), a.id))
    if not (removed.articles or removed.names):
        return _library(ranked, tuple(records), known_topics, settings, register)
    gone = removal(removed, ranked, tuple(records), register, settings.url)
    left = [article for article in ranked if article.id not in gone.ids]
    told = [struck(article, gone.names) for article in left]
    given = _Given(gone.reserved)
    made = _library(told, tuple(records), known_topics, settings, register, given)
    return unspoken(made, left, gone, register)


@dataclass(frozen=True, slots=True)
class _Given:
    """What else decides: addresses where nobody lives, what was before, which names lead."""

    reserved: frozenset[str] = frozenset()
    before: Library | None = None
    leading: Leading = leading


def library_again(
    articles: Iterable[Article],
    records: Iterable[Record],
    known_topics: Mapping[str, Topic],
    register: Sequence[Row],
    before: Library,
    leading: Leading,
) -> Library:
    """Return the library after edits: what is the same as `before` is taken from there.

    The settings are those of before, and nothing was removed. `leading` tells which names lead an
    article, as no article brings its body along.
    """
    ranked = sorted(articles, key=lambda a: (chronology(a.date), a.id))
    given = _Given(before=before, leading=leading)
    return _library(ranked, records, known_topics, before.settings, register, given)


def _library(
    ranked: Sequence[Article],
    records: Iterable[Record],
    known_topics: Mapping[str, Topic],
    settings: Settings,
    register: Sequence[Row],
    given: _Given = _Given(),
) -> Library:
    published = tuple(article for article in ranked if not article.draft)
    owner = addresses.owners(register)
    permalinks, clashes = _permalinks(published, owner, given.reserved)
    told = stories(published, owner)
    story_of = {article.id: story for story in told for article in story.articles}
    claims, doubled = authority(sorted(records, key=lambda record: record.slug))
    private = sensitive(published, story_of)
    whom = named(published, claims, private, owner, given.reserved, given.leading)
    filed, topics_of = topics(published, known_topics)
    outlets, source_of, reprints_of = sources(published, owner)
    present = moves.directory(permalinks, told, whom, claims, (*filed, *outlets))
    known = moves.with_past_stories(present, published, story_of)
    aliases, refused = moves.aliases(published, permalinks)
    return Library(
        settings=settings,
        articles=published,
        drafts=tuple(article for article in ranked if article.draft),
        permalinks=permalinks,
        entities=whom.entities,
        topics=filed,
        sources=outlets,
        stories=told,
        editions=_editions(published),
        entities_of=whom.of,
        about_of=whom.about,
        topics_of=topics_of,
        source_of=source_of,
        reprints_of=reprints_of,
        story_of=story_of,
        related_to=related(published, whom.of, topics_of, story_of, given.before),
        withheld=whom.withheld,
        sensitive=private,
        moved={**moves.moved(known, register), **aliases},
        problems=(*clashes, *doubled, *refused),
    )


def _permalinks(
    articles: Sequence[Article], owner: dict[str, str], reserved: frozenset[str]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return the address of each article by id, and a problem for each that was in its way."""
    wishes = {a.id: _wish(a) for a in sorted(articles, key=lambda article: article.id)}
    given = addresses.minted(tuple(wishes.values()), owner, reserved)
    permalinks = {id: given[wish.key] for id, wish in wishes.items()}
    lives_at = {permalink: id for id, permalink in permalinks.items()}
    clashes = tuple(
        Problem(
            f"content/{id}.md",
            f"wants the address {wish.permalink} of content/{lives_at[wish.permalink]}.md",
            hint=f"it is published at {permalinks[id]}; give one of the two a slug of its own",
            key="slug",
        )
        for id, wish in wishes.items()
        if permalinks[id] != wish.permalink and wish.permalink in lives_at
    )
    return permalinks, clashes


def _wish(article: Article) -> Wish:
    day = article.day
    folder = f"/{day.year:04}/{day.month:02}/{day.day:02}/"
    return Wish(f"article:{article.id}", folder, slug(article.slug or stem(article)))


def _editions(articles: Sequence[Article]) -> tuple[Edition, ...]:
    days = groupby(articles, key=lambda article: article.day)
    return tuple(Edition(day, tuple(group)) for day, group in days)


def living(library: Library) -> tuple[Row, ...]:
    """Return (address, key) of everything that has a page of its own, numbered pages included."""
    homes = [(library.permalinks[a.id], f"article:{a.id}") for a in library.articles]
    lists = [(at, f"page:{at}") for at in (STORIES, CORRECTIONS)]
    lists += [(story.permalink, story.key) for story in library.stories]
    lists += [(term.permalink, term.key) for term in library.terms if term.permalink]
    pages = library.page_counts()
    numbered = [
        (f"{at}page/{number}/", key)
        for at, key in lists
        for number in range(1, pages.get(at, 0) + 1)
    ]
    return (*homes, *lists[2:], *numbered)
