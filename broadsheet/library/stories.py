"""Stories: which articles tell one event, as their front matter says."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.library.addresses import Wish, minted
from broadsheet.library.nouns import STORIES, Story
from broadsheet.model import Article
from broadsheet.text import slug, squeezed


def stem(article: Article) -> str:
    """Return the last part of the article's id: the name of the story that it would begin."""
    return article.id.rpartition("/")[2]


def stories(articles: Sequence[Article], owner: dict[str, str]) -> tuple[Story, ...]:
    """Return the stories of two articles or more, by their first article.

    An article without a `story` joins the story that is named after it, so that an editor
    merges two by writing one line.
    """
    told: dict[str, list[Article]] = {}
    for article in articles:
        if name := squeezed(article.story or ""):
            told.setdefault(name, []).append(article)
    began: set[str] = set()
    for article in articles:
        name = stem(article)
        if not squeezed(article.story or "") and name in told and name not in began:
            began.add(name)
            told[name].append(article)
    order = {article.id: n for n, article in enumerate(articles)}
    members = {
        name: tuple(sorted(group, key=lambda article: order[article.id]))
        for name, group in told.items()
        if len(group) > 1
    }
    names = sorted(members, key=lambda name: (order[members[name][0].id], name))
    wishes = [Wish(f"story:{name}", STORIES, slug(name)) for name in names]
    at = minted(wishes, owner)
    return tuple(Story(name, at[f"story:{name}"], members[name]) for name in names)
