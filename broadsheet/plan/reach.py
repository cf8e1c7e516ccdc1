"""How far edits reach: the addresses of all pages that may show anything of what was edited.

Worked out from the libraries alone, as they were and as they are, and rather too far than not far
enough. Nothing in it knows what the pages look like: the plan in whole is what tests hold it
against. Each function tells of one kind of page, of which `plan.pages` makes all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from broadsheet.library import Library, Story, Term
from broadsheet.library.companions import Crowd, company, crowd
from broadsheet.library.nouns import CORRECTIONS, FOLDERS, STORIES, TYPES
from broadsheet.model import Article
from broadsheet.plan.editions import FULL, RECENT, address
from broadsheet.plan.entities import ALL, COMPANIONS
from broadsheet.plan.feeds import MOST, OPML, channels
from broadsheet.plan.lists import Leaf, leaves
from broadsheet.plan.search import SEARCH
from broadsheet.plan.stirred import Difference
from broadsheet.plan.texts import Gist

STATUS = "/status/"
FEEDS = "/feeds/"
T = TypeVar("T", Article, Story)


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
    """Return the addresses of the pages that an edit of a body may change, cards left aside.

    `sounds_alike`: what other pages repeat of the text, sentences that name somebody and what
    was said, is the same. A feed stands for all three of its formats by the address of the first.
    """
    article = edit.article
    found = {library.permalinks[article.id], *_of_its_words(article, library)}
    if not sounds_alike:
        for term in library.entities_of.get(article.id, ()):
            found.update(_lists(term, article, library))
    if edit.before.for_editors != edit.after.for_editors:
        found.add(STATUS)
    return frozenset(found)


def _of_its_words(article: Article, library: Library) -> Iterator[str]:
    """Yield what shows the text, or compares it: feeds and its story."""
    if story := library.story_of.get(article.id):
        yield story.permalink
    sent = {at for at, _, tail in _sent(library) if article.id in tail}
    sent.add(library.permalinks[article.id])  # of a story that dissolved, its feeds have this one
    yield from _with_former(sent, library)


def _lists(term: Term, article: Article, library: Library) -> Iterator[str]:
    """Yield the first page of a term, and those that list the article."""
    if term.permalink:
        yield term.permalink
        for leaf in _leaves(term.articles, term.permalink, library):
            if any(one.id == article.id for one in leaf.entries):
                yield leaf.permalink


def _leaves(entries: Sequence[T], permalink: str, library: Library) -> Iterator[Leaf[T]]:
    settings = library.settings
    return leaves(entries, permalink, settings.base, settings.list_length)


# ---- what is different between two libraries ---------------------------------------------------


def reached(found: Difference) -> frozenset[str]:
    """Return the addresses of the pages that a difference may change, new and former ones."""
    past, now = ((len(one.drafts), one.followed) for one in found.libraries)
    if found.is_nothing:
        return frozenset([STATUS] if past != now else ())
    parts = (_articles, _stories, _terms, _entities, _indexes, _editions, _feeds)
    return frozenset(at for part in parts for at in part(found))


def _articles(found: Difference) -> Iterator[str]:
    """Yield the articles themselves, those related, told together, and next to them."""
    for library in found.libraries:
        ids = {*found.articles, *found.kin}
        for story in library.stories:
            if story.key in found.stories:
                ids.update(article.id for article in story.articles)
        for edition in library.editions:
            if edition.day in found.days:
                listed = [article.id for article in edition.articles]
                places = [n for n, id in enumerate(listed) if id in found.articles]
                ids.update(id for n in places for id in listed[max(0, n - 1) : n + 2])
        yield from (library.permalinks[id] for id in ids if id in library.permalinks)


def _stories(found: Difference) -> Iterator[str]:
    for library in found.libraries:
        for story in library.stories:
            if story.key in found.stories or any(a.id in found.kin for a in story.articles):
                yield story.permalink
    past, now = (
        {leaf.permalink: leaf for leaf in _leaves(library.stories, STORIES, library)}
        for library in found.libraries
    )
    for at in past.keys() | now.keys():
        told = [
            (leaf.pager, [s.key for s in leaf.entries]) if (leaf := leaves.get(at)) else None
            for leaves in (past, now)
        ]
        entries = now[at].entries if at in now else ()
        if told[0] != told[1] or any(story.key in found.stories for story in entries):
            yield at


def _terms(found: Difference) -> Iterator[str]:
    """Yield the lists of terms that differ; first pages where they show a story that does."""
    past, now = ({term.key: term for term in library.terms} for library in found.libraries)
    for key in found.touched:
        yield from _of_list(past.get(key), now.get(key), found)
    for library in found.libraries:
        for story in library.stories:
            if story.key in found.stories:
                for article in story.articles:
                    topics = library.topics_of.get(article.id, ())
                    yield from (topic.permalink for topic in topics)
    for topic in found.after.topics:
        above = found.recast | found.regrouped
        if topic.parent in above:  # its name stands on all pages of those beneath
            yield from (
                leaf.permalink for leaf in _leaves(topic.articles, topic.permalink, found.after)
            )
        if topic.key in above and topic.parent in now:
            yield now[topic.parent].permalink
    for topic in found.before.topics:
        if topic.key in found.regrouped and topic.parent in now:
            yield now[topic.parent].permalink


def _of_list(past: Term | None, now: Term | None, found: Difference) -> Iterator[str]:
    """Yield the first page of a term, and those of its list that show anything else."""
    was, is_now = (
        {leaf.permalink: leaf for leaf in _leaves(term.articles, term.permalink, library)}
        if term and term.permalink
        else {}
        for term, library in zip((past, now), found.libraries, strict=True)
    )
    yield from (term.permalink for term in (past, now) if term and term.permalink)
    is_recast = now is None or now.key in found.recast
    for at in was.keys() | is_now.keys():
        one, other = was.get(at), is_now.get(at)
        if is_recast or one is None or other is None or _lists_others(one, other, found):
            yield at


def _lists_others(one: Leaf[Article], other: Leaf[Article], found: Difference) -> bool:
    if one.pager != other.pager or len(one.entries) != len(other.entries):
        return True
    pairs = zip(one.entries, other.entries, strict=True)
    return any(a.id != b.id or b.id in found.articles for a, b in pairs)


def _entities(found: Difference) -> Iterator[str]:
    """Yield the pages of names that meet others, and the indexes from A to Z."""
    kinds = tuple(f"{kind}:" for kind in TYPES)
    regrouped = {key for key in found.regrouped | found.recast if key.startswith(kinds)}
    if regrouped or any(_only_listed(library, found) for library in found.libraries):
        yield ALL
        yield from (FOLDERS[kind] for kind in TYPES)
    first = _first_moved(found)
    if regrouped or first is not None:
        yield from _in_other_company(found, regrouped, first)


def _only_listed(library: Library, found: Difference) -> bool:
    """Return whether an article that differs stands in the indexes itself, below a name."""
    listed = (library.entities_of.get(id, ()) for id in found.articles)
    return any(not term.permalink for terms in listed for term in terms)


def _first_moved(found: Difference) -> int | None:
    """Return from which place on the order of all articles is another one."""
    past, now = found.before.articles, found.after.articles
    pairs = enumerate(zip(past, now, strict=False))
    least = min(len(past), len(now))
    at = next((n for n, (one, other) in pairs if one is not other and one.id != other.id), least)
    return at if at < max(len(past), len(now)) else None


def _in_other_company(found: Difference, regrouped: set[str], first: int | None) -> Iterator[str]:
    past, now = (crowd(one.articles, one.entities_of) for one in found.libraries)
    was = {term.key: term for term in past.ordinals}
    beside = {
        other.key
        for term in now.ordinals
        if term.key in regrouped
        for n in now.ordinals[term]
        for other in now.named[n]
    }
    for term, ordinals in now.ordinals.items():
        before = was.get(term.key)
        if not term.permalink or before is None or term.key in found.touched:
            continue
        is_near = term.key in beside or (first is not None and first <= ordinals[-1])
        if is_near and _company(before, past) != _company(term, now):
            yield term.permalink


def _company(term: Term, crowd: Crowd) -> list[tuple[str, int]]:
    return [(one.term.key, one.count) for one in company(term, crowd, *COMPANIONS)]


def _indexes(found: Difference) -> Iterator[str]:
    """Yield what tells of all articles at once: it is planned after any edit of facts."""
    yield from ("/topics/", "/sources/", STATUS)
    if found.before.is_corrected or found.after.is_corrected:
        yield from (CORRECTIONS, FEEDS, OPML)
    for library in found.libraries:  # what they cover is counted beside all others
        yield from (source.permalink for source in library.sources)


# ---- days ---------------------------------------------------------------------------------------


def _editions(found: Difference) -> Iterator[str]:
    """Yield the editions that differ, those next to days that came or went, and the front page."""
    past, now = ([edition.day for edition in one.editions] for one in found.libraries)
    yield from map(address, found.days)
    moved = set(past) ^ set(now)
    if moved:
        yield SEARCH
        yield from map(address, _beside(now, moved))
    recent = {*past[-FULL - RECENT - 1 :], *now[-FULL - RECENT - 1 :]}
    if moved or recent & found.days or past[-1:] != now[-1:]:
        yield "/"


def _beside(days: Sequence[dt.date], moved: set[dt.date]) -> Iterator[dt.date]:
    """Yield of these days the nearest before and after each that came or went."""
    for day in moved:
        yield from [other for other in days if other < day][-1:]
        yield from [other for other in days if other > day][:1]


# ---- feeds --------------------------------------------------------------------------------------


def _feeds(found: Difference) -> Iterator[str]:
    past, now = ({at: (name, tail) for at, name, tail in _sent(one)} for one in found.libraries)
    changed = {at for at in past.keys() | now.keys() if past.get(at) != now.get(at)}
    for at, (_, tail) in now.items():
        if not found.articles.isdisjoint(tail):
            changed.add(at)
    for library in found.libraries:
        homes = library.permalinks
        changed.update(homes[id] for id in found.articles if id in homes)
    for library in found.libraries:
        yield from _with_former(changed, library)
    former = found.before.moved.items() ^ found.after.moved.items()
    yield from (f"{old}feed.atom" for old, _ in former)
    if [(at, name) for at, (name, _) in past.items()] != [
        (at, name) for at, (name, _) in now.items()
    ]:
        yield from (FEEDS, OPML)


def _sent(library: Library) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the address of each channel, its name, and the articles of its feeds."""
    most = min(library.settings.feed_length, MOST)
    for channel in channels(library):
        tail = channel.articles[-most:] if most else ()
        yield channel.permalink, channel.name, tuple([article.id for article in tail])


def _with_former(changed: set[str], library: Library) -> Iterator[str]:
    """Yield the feeds of addresses, and those at addresses where they lived before."""
    yield from (f"{at}feed.atom" for at in changed)
    yield from (f"{old}feed.atom" for old, target in library.moved.items() if target in changed)
