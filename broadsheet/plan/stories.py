"""The stories: their index, and a page each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from broadsheet.library import Story, Term
from broadsheet.library.nouns import STORIES
from broadsheet.library.related import of_story
from broadsheet.model import Article, Page
from broadsheet.plan.articles import related
from broadsheet.plan.editions import address
from broadsheet.plan.lists import leaves
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import Pieces, notes, rank
from broadsheet.plan.prose import Passage
from broadsheet.plan.retelling import Retold, retelling
from broadsheet.plan.views import Alone, Link, StoriesPage, StoryDay, StoryPage, Teller, Told
from broadsheet.plan.voices import Voices
from broadsheet.search import Remember

_COMPARED = 8  # outlets of a comparison
_SHOWN = 8  # reports of a day with their own sentence; the rest is folded


def story_pages(pieces: Pieces, voices: Voices, remember: Remember) -> Iterator[Page]:
    """Yield the index of stories, the newest first, and the page of each."""
    library = pieces.library
    for leaf in leaves(library.stories, STORIES, library.settings.base, _length(pieces)):
        if leaf.permalink not in pieces.wanted:
            continue
        title = f"Stories, page {leaf.number}" if leaf.number else "Stories"
        head = pieces.head(leaf.permalink, title, "Events that more than one report tells of")
        cards = tuple(pieces.story_card(story) for story in leaf.entries)
        yield Page(leaf.permalink, "stories", StoriesPage(pieces.chrome, head, cards, leaf.pager))
    for story in library.stories:
        if story.permalink in pieces.wanted:
            yield Page(story.permalink, "story", _page(story, pieces, voices, remember))


def _length(pieces: Pieces) -> int:
    return pieces.library.settings.list_length


def _page(story: Story, pieces: Pieces, voices: Voices, remember: Remember) -> StoryPage:
    first = pieces.stub(story.first)
    people, organizations, places = pieces.cast(story.articles)
    feeds = pieces.feeds(story.permalink, story.first.title)
    title = story.first.title
    told = retelling(story, pieces, remember)
    tellers = _tellers(story, pieces)
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
        timeline=_timeline(story, told, pieces),
        people=people,
        organizations=organizations,
        places=places,
        related=related(of_story(story, pieces.library.related_to), pieces),
        feeds=feeds,
        quotes=voices.of_story(story),
        tellers=tellers,
        leaders=_leaders(tellers),
        differences=_differences(story, told, pieces),
    )


def _sources(story: Story, pieces: Pieces) -> tuple[Link, ...]:
    """Return the outlets in the order in which they reported."""
    outlets = (outlet for one in story.articles for outlet in pieces.library.outlets_of(one))
    return tuple(dict.fromkeys(map(pieces.link, outlets)))


def _topics(story: Story, pieces: Pieces) -> tuple[Link, ...]:
    ranked = rank(pieces.library.topics_of[article.id] for article in story.articles)
    return tuple(pieces.link(topic) for topic, _ in ranked)


def _timeline(story: Story, told: Retold, pieces: Pieces) -> tuple[StoryDay, ...]:
    """Return the days of the story, the newest first; of a day with many reports most are folded.

    In a day the first report stands first: the others are read against it.
    """
    own = dict(zip((article.id for article in story.articles), told.own, strict=True))
    days = [(day, tuple(group)) for day, group in groupby(story.articles, key=lambda a: a.day)]
    return tuple(
        StoryDay(
            heading=moment(day).text,
            edition=pieces.href(address(day)),
            told=tuple(_told(one, own.get(one.id), pieces) for one in articles[:_SHOWN]),
            folded=pieces.stubs(articles[_SHOWN:]),
        )
        for day, articles in reversed(days)
    )


def _told(article: Article, own: Passage | None, pieces: Pieces) -> Told:
    stub = pieces.stub(article)
    if own is None:
        return Told(stub, stub.summary)
    return Told(stub, own.text, stub.href + own.place)


def _differences(story: Story, told: Retold, pieces: Pieces) -> tuple[Alone, ...]:
    """Return what one outlet alone states, in the order in which they first reported."""
    found: dict[Link, dict[str, list[Link]]] = {}
    for article, stated in zip(story.articles, told.stated, strict=True):
        source = pieces.source(article) or Link("", "")
        for one in stated:
            link = Link(one.text, pieces.article_href(article) + one.place)
            found.setdefault(source, {}).setdefault(one.kind, []).append(link)
    kinds = ("figure", "date", "name")
    alone = (Alone(o, *(tuple(by.get(kind, ())) for kind in kinds)) for o, by in found.items())
    return tuple(alone)[:_COMPARED]


def _tellers(story: Story, pieces: Pieces) -> tuple[Teller, ...]:
    first: dict[Term, Article] = {}
    reports: Counter[Term] = Counter()
    for article in story.articles:
        for outlet in pieces.library.outlets_of(article):
            first.setdefault(outlet, article)
            reports[outlet] += 1
    return tuple(
        Teller(pieces.link(outlet), pieces.stub(article).moment, reports[outlet])
        for outlet, article in first.items()
    )


def _leaders(tellers: Sequence[Teller]) -> int:
    """Return how many outlets may have been first.

    One alone when it and all others of its day state the hour. An hour that was only inferred,
    or is that of the capture, tells nothing; then all who reported that day are named.
    """
    same = [one.first for one in tellers if one.first.text == tellers[0].first.text]
    stated = all(one.clock and one.basis in ("", "relative") for one in same)
    return sum(one.iso == same[0].iso for one in same) if stated and same else len(same)
