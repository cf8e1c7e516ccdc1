"""Whom a page must not name: people in articles about sexual violence or about minors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from broadsheet.library.nouns import Story
from broadsheet.model import Article

#: Parts of a content note that make the people in an article private.
SENSITIVE = frozenset({"sexual", "rape", "minor", "minors", "child", "children"})


def is_sensitive(notes: Iterable[str]) -> bool:
    """Return whether one of the content notes protects the people of its article."""
    return any(not SENSITIVE.isdisjoint(note.casefold().split("-")) for note in notes)


def sensitive(articles: Iterable[Article], story_of: Mapping[str, Story]) -> frozenset[str]:
    """Return the ids of articles that bear such a note, or whose story has one that does."""
    noted = [article for article in articles if is_sensitive(article.content_notes)]
    told = {story.key: story for a in noted if (story := story_of.get(a.id))}
    ids = {article.id for article in noted}
    ids.update(article.id for story in told.values() for article in story.articles)
    return frozenset(ids)
