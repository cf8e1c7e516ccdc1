"""What is different between two libraries: articles, terms, stories and days, by their keys.

Worked out from the libraries alone, and rather too much than too little: an article counts where
anything differs that a page may show of it, were it the address of one of its names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Set
from dataclasses import dataclass

from broadsheet.library import Library, Story, Term


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs. `regrouped` terms have other articles; `touched` ones any that differs."""

    before: Library
    after: Library
    articles: frozenset[str] = frozenset()  # by id, like all that follows
    kin: frozenset[str] = frozenset()  # articles with other related ones
    regrouped: frozenset[str] = frozenset()  # by key, like all that follows
    recast: frozenset[str] = frozenset()  # terms with another name, address or record
    touched: frozenset[str] = frozenset()
    stories: frozenset[str] = frozenset()
    days: frozenset[dt.date] = frozenset()

    @property
    def libraries(self) -> tuple[Library, Library]:
        return self.before, self.after

    @property
    def is_nothing(self) -> bool:
        return not (self.articles or self.kin or self.regrouped or self.recast)


def difference(before: Library, after: Library, restated: Set[str] = frozenset()) -> Difference:
    """Return what differs; `restated` are the articles of which cards show another text.

    Raises LookupError where a key does not tell one term from all others.
    """
    if before is after and not restated:
        return Difference(before, after)
    past, now = _by_key(before), _by_key(after)
    both = past.keys() & now.keys()
    once = past.keys() ^ now.keys()
    recast = once | {key for key in both if _face(past[key]) != _face(now[key])}
    regrouped = once | {key for key in both if _ids(past[key], now[key])}
    articles = {*restated, *_edited(before, after)}
    for terms in (past, now):
        articles.update(a.id for key in recast if key in terms for a in terms[key].articles)
    for key in regrouped & both:
        articles.update(_ids(past[key], now[key]))
    told = {*_told(before, after, articles)}
    found = frozenset(articles)
    return Difference(
        before,
        after,
        articles=found,
        kin=frozenset(_akin(before, after, found)),
        regrouped=frozenset(regrouped),
        recast=frozenset(recast),
        touched=frozenset((*recast, *regrouped, *_bearing(before, found), *_bearing(after, found))),
        stories=frozenset(told),
        days=frozenset(_days(before, after, found, told)),
    )


def _by_key(library: Library) -> dict[str, Term]:
    found = {term.key: term for term in library.terms}
    if len(found) != len(library.terms):
        raise LookupError("two terms of one key")
    return found


def _face(term: Term) -> tuple[object, ...]:
    """Return what pages show of a term beside its articles."""
    shown = (term.name, term.permalink, term.other_names, term.code, term.parent)
    return (*shown, term.record, term.listed_as)


def _ids(one: Term, other: Term) -> frozenset[str]:
    """Return the articles that only one of two terms has."""
    if one.articles == other.articles:
        return frozenset()
    return frozenset({a.id for a in one.articles} ^ {a.id for a in other.articles})


def _edited(before: Library, after: Library) -> Iterator[str]:
    """Yield who came, went or was edited, moved, or names others whom it must not name."""
    past = {article.id: article for article in before.articles}
    now = {article.id: article for article in after.articles}
    yield from past.keys() ^ now.keys()
    for id, article in now.items():
        was = past.get(id)
        if was is not None and was is not article and was != article:
            yield id
    at = before.permalinks
    yield from (id for id, address in after.permalinks.items() if at.get(id) != address)
    yield from before.sensitive ^ after.sensitive
    closed = before.withheld.keys() | after.withheld.keys()
    yield from (id for id in closed if before.withheld.get(id) != after.withheld.get(id))


def _bearing(library: Library, ids: Set[str]) -> Iterator[str]:
    """Yield the keys of the terms that these articles bear."""
    for article in library.articles:
        if article.id in ids:
            yield from (term.key for term in library.entities_of.get(article.id, ()))
            yield from (term.key for term in library.topics_of.get(article.id, ()))
            yield from (term.key for term in library.outlets_of(article))


def _told(before: Library, after: Library, articles: Set[str]) -> Iterator[str]:
    past = {story.key: story for story in before.stories}
    now = {story.key: story for story in after.stories}
    yield from past.keys() ^ now.keys()
    for key in past.keys() & now.keys():
        if _tells(past[key]) != _tells(now[key]):
            yield key
    for library in (before, after):
        for story in library.stories:
            if any(article.id in articles for article in story.articles):
                yield story.key


def _tells(story: Story) -> tuple[object, ...]:
    return (story.permalink, *[article.id for article in story.articles])


def _akin(before: Library, after: Library, articles: Set[str]) -> Iterator[str]:
    """Yield the articles that other ones are related to, or one that differs."""
    past, now = before.related_to, after.related_to
    yield from past.keys() ^ now.keys()
    for id, kin in now.items():
        was = past.get(id)
        if was is not kin and was is not None:
            told = [(one.article.id, one.closeness, one.shared) for one in kin]
            if told != [(one.article.id, one.closeness, one.shared) for one in was]:
                yield id
        for one in kin:
            if one.article.id in articles:
                yield id
                break


def _days(before: Library, after: Library, articles: Set[str], told: Set[str]) -> Iterator[dt.date]:
    """Yield the days of articles that differ or tell a story that does, and empty ones."""
    past = {edition.day for edition in before.editions}
    yield from past ^ {edition.day for edition in after.editions}
    for library in (before, after):
        for article in library.articles:
            story = library.story_of.get(article.id)
            if article.id in articles or (story is not None and story.key in told):
                yield article.day
