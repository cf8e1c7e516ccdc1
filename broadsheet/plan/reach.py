"""How far the edit of a body reaches: the addresses of all pages that may show anything of it.

Worked out from the library alone, and rather too far than not far enough. Nothing in it knows
what the pages look like: the plan in whole is what tests hold it against.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.library import Library, Story, Term
from broadsheet.library.nouns import STORIES
from broadsheet.library.related import of_story
from broadsheet.model import Article
from broadsheet.plan.editions import address
from broadsheet.plan.feeds import MOST
from broadsheet.plan.lists import leaves
from broadsheet.plan.texts import Gist

STATUS = "/status/"


@dataclass(frozen=True, slots=True)
class Edit:
    """An article whose body was edited: as it was, body and all, and its gist before and after."""

    article: Article
    before: Gist
    after: Gist

    @property
    def shows_on_cards(self) -> bool:
        return self.before.on_cards != self.after.on_cards


def reach(edit: Edit, library: Library, sounds_alike: bool) -> frozenset[str]:
    """Return the addresses of the pages that the edit may change.

    `sounds_alike`: what other pages repeat of the text, sentences that name somebody and what
    was said, is the same. A feed stands for all three of its formats by the address of the first.
    """
    article = edit.article
    found = {library.permalinks[article.id], *_of_its_words(article, library)}
    if not sounds_alike:
        for term in library.entities_of.get(article.id, ()):
            found.update(_lists(term, [article], library))
    if edit.before.for_editors != edit.after.for_editors:
        found.add(STATUS)
    if edit.shows_on_cards:
        found.update(_of_its_stub(article, library))
    return frozenset(found)


def _of_its_words(article: Article, library: Library) -> Iterator[str]:
    """Yield what shows the text, or compares it: feeds and its story."""
    if story := library.story_of.get(article.id):
        yield story.permalink
    yield from _feeds(article, library)


def _feeds(article: Article, library: Library) -> Iterator[str]:
    most = min(library.settings.feed_length, MOST)
    channels = {"/": library.articles}
    channels |= {term.permalink: term.articles for term in library.terms}
    channels |= {story.permalink: story.articles for story in library.stories}
    sent = {at for at, articles in channels.items() if _holds(articles[-most:], article)}
    yield from (f"{at}feed.atom" for at in sent)
    sent.add(library.permalinks[article.id])  # of a story that dissolved, its feeds have this one
    yield from (f"{old}feed.atom" for old, target in library.moved.items() if target in sent)


def _holds(articles: tuple[Article, ...], sought: Article) -> bool:
    return any(article.id == sought.id for article in articles)


def _lists(term: Term, articles: list[Article], library: Library) -> Iterator[str]:
    """Yield the first page of a term, and those that list one of the articles."""
    if not term.permalink:
        return
    yield term.permalink
    ids = {article.id for article in articles}
    settings = library.settings
    for leaf in leaves(term.articles, term.permalink, settings.base, settings.list_length):
        if any(one.id in ids for one in leaf.entries):
            yield leaf.permalink


def _of_its_stub(article: Article, library: Library) -> Iterator[str]:
    """Yield what shows how long it takes to read, or its opening: whatever lists it."""
    own = library.story_of.get(article.id)
    told = list(own.articles) if own else [article]
    yield from ("/", STATUS, "/topics/", "/sources/")
    yield from (address(one.day) for one in told)
    yield from (library.permalinks[one.id] for one in told)
    yield from _kin(article, library)
    yield from _stories(article, own, library)
    ids = {one.id for one in told}
    for term in library.terms:
        if any(one.id in ids for one in term.articles):
            yield from _lists(term, told, library)


def _kin(article: Article, library: Library) -> Iterator[str]:
    for id, kin in library.related_to.items():
        if any(one.article.id == article.id for one in kin):
            yield library.permalinks[id]


def _stories(article: Article, own: Story | None, library: Library) -> Iterator[str]:
    """Yield the pages of stories that it is related to, and the indexes that have its own."""
    for story in library.stories:
        kin = of_story(story, library.related_to)
        if any(one.article.id == article.id for one in kin):
            yield story.permalink
    settings = library.settings
    for leaf in leaves(library.stories, STORIES, settings.base, settings.list_length):
        if own in leaf.entries:
            yield leaf.permalink
