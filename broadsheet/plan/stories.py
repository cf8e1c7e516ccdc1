"""The stories: their index, and a page each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from broadsheet.library import Story
from broadsheet.library.nouns import STORIES
from broadsheet.library.related import of_story
from broadsheet.model import Page
from broadsheet.plan.articles import related
from broadsheet.plan.editions import address
from broadsheet.plan.lists import leaves
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import Pieces, notes, rank
from broadsheet.plan.views import Group, Link, StoriesPage, StoryPage
from broadsheet.plan.voices import Voices


def story_pages(pieces: Pieces, voices: Voices) -> Iterator[Page]:
    """Yield the index of stories, the newest first, and the page of each."""
    library = pieces.library
    for leaf in leaves(library.stories, STORIES, library.settings.base, _length(pieces)):
        title = f"Stories, page {leaf.number}" if leaf.number else "Stories"
        head = pieces.head(leaf.permalink, title, "Events that more than one report tells of")
        cards = tuple(pieces.story_card(story) for story in leaf.entries)
        yield Page(leaf.permalink, "stories", StoriesPage(pieces.chrome, head, cards, leaf.pager))
    for story in library.stories:
        yield Page(story.permalink, "story", _page(story, pieces, voices))


def _length(pieces: Pieces) -> int:
    return pieces.library.settings.list_length


def _page(story: Story, pieces: Pieces, voices: Voices) -> StoryPage:
    first = pieces.stub(story.first)
    people, organizations, places = pieces.cast(story.articles)
    feeds = pieces.feeds(story.permalink, story.first.title)
    title = story.first.title
    return StoryPage(
        site=pieces.chrome,
        head=pieces.head(story.permalink, title, first.summary, feeds=feeds, kind="article"),
        headline=title,
        lang=first.lang,
        dir=first.dir,
        notes=notes(story.articles),
        summary=first.summary,
        summary_of=first,
        first=first.moment,
        last=pieces.stub(story.articles[-1]).moment,
        days=len({article.day for article in story.articles}),
        sources=_sources(story, pieces),
        topics=_topics(story, pieces),
        timeline=_timeline(story, pieces),
        people=people,
        organizations=organizations,
        places=places,
        related=related(of_story(story, pieces.library.related_to), pieces),
        feeds=feeds,
        quotes=voices.of_story(story),
    )


def _sources(story: Story, pieces: Pieces) -> tuple[Link, ...]:
    """Return the outlets in the order in which they reported."""
    told_by = (pieces.source(article) for article in story.articles)
    return tuple(dict.fromkeys(link for link in told_by if link))


def _topics(story: Story, pieces: Pieces) -> tuple[Link, ...]:
    ranked = rank(pieces.library.topics_of[article.id] for article in story.articles)
    return tuple(pieces.link(topic) for topic, _ in ranked)


def _timeline(story: Story, pieces: Pieces) -> tuple[Group, ...]:
    days = groupby(reversed(story.articles), key=lambda article: article.day)
    return tuple(
        Group(moment(day).text, pieces.href(address(day)), pieces.stubs(articles))
        for day, articles in days
    )
