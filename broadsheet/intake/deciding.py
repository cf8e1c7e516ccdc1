"""What an ingest has to do, decided before anything is done, and handed on as values.

Captures are taken in the order of their times, so that the order of files does not matter. An
article that a person has edited stays, one that a person has deleted stays away, and all that is
decided here is written by someone else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.content import markdown, plain, sealed, written
from broadsheet.content.removed import PATH as REMOVED
from broadsheet.enrich.stories import Placed, Told, placed
from broadsheet.errors import Problem
from broadsheet.intake.addresses import address_key
from broadsheet.intake.holding import Holding
from broadsheet.intake.holdings import holdings
from broadsheet.intake.merging import (
    elsewhere,
    filled,
    merged,
    steadied,
)
from broadsheet.intake.places import also_in, kept
from broadsheet.intake.register import Register, Registered, ordered
from broadsheet.intake.removal import Banned
from broadsheet.intake.sighting import Sighting, order, sighting
from broadsheet.model import Annotations, Article, Clipping
from broadsheet.text import slug, squeezed, unique_slug

_REMOVED = f"stays away: see {REMOVED}"
SURE = 0.65  # how like its story an article must be, to need no second look


@dataclass(frozen=True, slots=True)
class Write:
    """A file to write: a new article, or a better version of one that nobody has edited."""

    path: str
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Keep:
    """A file that a person has edited: it stays as it is."""

    path: str
    reason: str = "kept: edited by hand"


@dataclass(frozen=True, slots=True)
class Away:
    """A file that a person has deleted: it does not come back."""

    path: str
    reason: str = "stays away: deleted by hand"


@dataclass(frozen=True, slots=True)
class Same:
    """A file that is already what it would be."""

    path: str


Intent = Write | Keep | Away | Same


@dataclass(frozen=True, slots=True)
class Shelf:
    """What `content/` holds: the articles that can be read, by path; the paths of all files,
    those that cannot be read too; the register; and what was removed from the site."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    paths: frozenset[str] = frozenset()
    register: Register = field(default_factory=Register)
    banned: Banned = field(default_factory=Banned)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What to do, in the order of paths; and the register, to be written when it is done."""

    intents: tuple[Intent, ...]
    register: Register
    problems: tuple[Problem, ...] = ()


def decisions(clipped: Iterable[tuple[Clipping, Annotations]], shelf: Shelf) -> Decisions:
    """Return what an ingest of these clippings has to do."""
    every = sorted((sighting(*pair) for pair in clipped), key=order)
    dated = [one for one in every if one.clipping.date or one.clipping.captured]
    found = holdings(dated, shelf.articles, shelf.paths, shelf.register.rows)
    refused = [holding for holding in found if not holding.path and _is_banned(holding, shelf)]
    found = [holding for holding in found if holding not in refused] if refused else found
    had = [_intent(holding, shelf) for holding in found if holding.path and holding.members]
    had += [_refusal(holding) for holding in refused]
    fresh = [holding for holding in found if not holding.path]
    new = _with_stories(_new(fresh, shelf), shelf)
    for holding, article in zip(fresh, new, strict=True):
        holding.path = article.path
    added = [Write(article.path, markdown(article), is_new=True) for article in new]
    intents = sorted([*had, *added], key=lambda intent: intent.path)
    after = Register(_rows(found, shelf.register.rows), shelf.register.damaged)
    return Decisions(tuple(intents), after, tuple(_undated(every)))


def _rows(found: Iterable[Holding], before: Sequence[Registered]) -> tuple[Registered, ...]:
    """Return the register's rows afterwards.

    A row that a capture's own lines have replaced, because they are read better now, is dropped;
    one whose capture is gone stays.
    """
    rows = set(before)
    known = {(row.file, row.seed, row.first, row.last, row.whole): row for row in before}
    for holding in found:
        rows.difference_update({*holding.rows}.difference(kept(holding)))
        rows.update(_row(holding.path, member, known) for member in holding.members)
    return ordered(rows)


def _row(
    path: str, member: Sighting, known: Mapping[tuple[str, str, int, int, str], Registered]
) -> Registered:
    c = member.clipping
    place = (path, c.seed, c.span.first, c.span.last)
    if (row := known.get((*place, member.whole))) is not None:
        return replace(row, address=member.address, ident=member.ident)
    source = squeezed(c.source or "")
    known_by = (member.bits, member.address, member.ident)
    return Registered(*place, member.title, member.whole, source, *known_by)


def _undated(sightings: Iterable[Sighting]) -> Iterable[Problem]:
    for one in sightings:
        c = one.clipping
        if not (c.date or c.captured):
            hint = f"a line `captured: 2025-07-29` in {c.seed.rpartition('.')[0]}.yaml"
            yield Problem(c.seed, f"no date for `{c.title[:60]}`", c.span.first, hint=hint)


# ---- articles that are had already --------------------------------------------------------


def _is_banned(holding: Holding, shelf: Shelf) -> bool:
    """Return whether what has no file yet is a removed article all the same, by its address."""
    return any(key in shelf.banned.keys for one in holding.members for key in one.keys)


def _refusal(holding: Holding) -> Away:
    return Away(REMOVED, f"keeps away {', '.join(one.place for one in holding.members[:3])}")


def _intent(holding: Holding, shelf: Shelf) -> Intent:
    old, is_there = holding.article, holding.path in shelf.paths
    if shelf.banned.has(holding.path):
        return Keep(holding.path, _REMOVED) if is_there else Away(holding.path, _REMOVED)
    if old is None:
        return Keep(holding.path) if is_there else Away(holding.path)
    if old.edited:
        return Keep(holding.path)
    new = _version(holding, old)
    if new.generated == old.generated or (text := markdown(new)) == markdown(old):
        return Same(holding.path)
    return Write(holding.path, text, is_new=False)


def _version(holding: Holding, old: Article) -> Article:
    """Return the article as it would be written today, at its old place.

    The capture that it was made from goes first, so that another one that says no more changes
    nothing, whatever its time and name.
    """
    members = sorted(holding.members, key=order)
    members.sort(key=lambda member: member.place != old.seed)
    made, is_volatile = _made(members, old.id, old.story)
    left = [row for row in kept(holding) if all(row.whole != one.whole for one in members)]
    agree = bool(left) and bool(
        {key for one in members for key in one.keys}.intersection(
            [address_key(old.source_url), *(key for row in left for key in row.keys)]
        )
    )
    new = steadied(filled(made, old, agree) if left else made, old, is_volatile)
    new = replace(new, also_in=also_in(holding, new.seed))
    return made if new == made else sealed(new)


def _made(members: Sequence[Sighting], id: str, story: str | None) -> tuple[Article, bool]:
    """Return the members, in order, as one article; and whether its date hangs on a file's time."""
    one, is_volatile = merged(members)
    clipping = one.clipping
    seen = ((member.clipping.source, member.clipping.title) for member in members)
    also_at = elsewhere(seen, clipping.source, clipping.title)
    return written(clipping, one.annotations, id, story, also_at), is_volatile


# ---- new articles -------------------------------------------------------------------------


def _new(found: Iterable[Holding], shelf: Shelf) -> list[Article]:
    """Return the articles for holdings without a path, each at a path of its own.

    A file's stem is unique in the whole of `content/`, not in its folder alone, because a story
    is known by the stem of its first article.
    """
    registered = (row.file for row in shelf.register.rows)
    known = (*shelf.paths, *shelf.articles, *registered, *shelf.banned.ids)
    taken = {_stem(path).casefold() for path in known}
    articles = []
    for holding in found:
        article, _ = _made(sorted(holding.members, key=order), "", None)
        article = replace(article, also_in=also_in(holding, article.seed))
        stem = unique_slug(slug(article.title), taken)
        taken.add(stem)
        articles.append(
            sealed(replace(article, id=f"{article.day.isoformat().replace('-', '/')}/{stem}"))
        )
    return articles


def _with_stories(new: Sequence[Article], shelf: Shelf) -> list[Article]:
    """Return the new articles with their stories; those of the others are final."""
    if not new:
        return []
    known = [one for one in shelf.articles.values() if one.id not in shelf.banned.ids]
    told = [_told(old, old.story or _stem(old.path)) for old in known if not old.draft]
    assigned = placed([*told, *(_told(article, None) for article in new)])
    return [sealed(_in_story(one, assigned[one.id])) for one in new]


def _in_story(article: Article, place: Placed) -> Article:
    """Return the article in its story, with how like that is where it may well be another."""
    story = _other(place.story, article)
    near = place.likeness is not None and place.likeness < SURE
    doubt = round(place.likeness, 2) if place.likeness is not None and near and story else None
    return replace(article, story=story, story_doubt=doubt)


def _told(article: Article, story: str | None) -> Told:
    names = (*article.people, *article.organizations, *article.places)
    return Told(article.id, article.title, plain(article.body), article.date, names, story)


def _other(story: str, article: Article) -> str | None:
    return story if story != _stem(article.path) else None


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")
