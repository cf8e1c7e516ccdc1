"""Moved addresses: where a reader of an old address is sent.

Every target is the address of a page that lives, so redirects neither chain nor loop. A page
that lives at an old address wins over the redirect: the plan sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet.errors import Problem
from broadsheet.library.addresses import Row
from broadsheet.library.authority import Authority
from broadsheet.library.entities import Named
from broadsheet.library.nouns import CORRECTIONS, STORIES, Story, Term
from broadsheet.library.stories import stem
from broadsheet.model import Article, EntityType
from broadsheet.text import folded, squeezed

_SEGMENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")
_LONGEST = 400
_RESERVED = frozenset({"static"})


@dataclass(frozen=True, slots=True)
class Directory:
    """Where everything that has a page lives now, by its key in the register."""

    articles: Mapping[str, str]  # article id -> address
    stories: Mapping[str, str]  # name of a story, present or past -> address
    entities: Mapping[str, str]  # folded name -> address
    records: Authority
    records_at: Mapping[str, str]  # slug of a record -> address
    others: Mapping[str, str]  # folded key of a topic or source -> address

    def address(self, key: str) -> str | None:
        """Return where the thing that the key names is shown today; None when nowhere."""
        kind, _, name = key.partition(":")
        match kind:
            case "article":
                return self.articles.get(name)
            case "story":
                return self.stories.get(name)
            case "person" | "organization" | "place":
                return self._entity(name, kind)
            case "page":
                return name if name in (STORIES, CORRECTIONS) else None
        return self.others.get(folded(key))

    def _entity(self, name: str, kind: EntityType) -> str | None:
        record = self.records.record(name, kind)
        return self.records_at.get(record.slug) if record else self.entities.get(folded(name))


def directory(
    permalinks: Mapping[str, str],
    stories: Sequence[Story],
    whom: Named,
    records: Authority,
    others: Iterable[Term],
) -> Directory:
    """Return the directory of all that lives; articles are those that have a permalink."""
    paged = [term for term in whom.entities if term.permalink]
    return Directory(
        articles=permalinks,
        stories={story.name: story.permalink for story in stories},
        entities={folded(t.name): t.permalink for t in paged if not t.record},
        records=records,
        records_at={t.record.slug: t.permalink for t in paged if t.record},
        others={folded(term.key): term.permalink for term in others},
    )


def with_past_stories(
    known: Directory, articles: Sequence[Article], story_of: Mapping[str, Story]
) -> Directory:
    """Return the directory with every story that dissolved, or might have, at its first article.

    When that article tells another story now, its readers are sent there.
    """
    past: dict[str, str] = {}
    for name_of in (lambda article: squeezed(article.story or ""), stem):
        for article in articles:
            name = name_of(article)
            if name and name not in past:
                story = story_of.get(article.id)
                past[name] = story.permalink if story else known.articles[article.id]
    return replace(known, stories={**past, **known.stories})


def moved(known: Directory, register: Sequence[Row]) -> dict[str, str]:
    """Return old address -> living address, for each row of the register that moved.

    Where several things lived at one address, the last that still lives anywhere counts.
    """
    found: dict[str, str] = {}
    for address, key in register:
        target = known.address(key)
        if target:
            found[address] = target
    elsewhere = ((address, target) for address, target in found.items() if address != target)
    return {address: target for address, target in elsewhere if normalised(address) == address}


def aliases(
    articles: Iterable[Article], permalinks: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return alias -> address for the front matter's `aliases` that begin with a slash."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for article in sorted(articles, key=lambda article: article.id):
        for alias in article.aliases:
            if not alias.startswith("/"):
                continue
            address = normalised(alias)
            if address is None:
                hint = "letters, digits and - . _ ~ between slashes, as in /old/address/"
                fault = f"no address: {alias[:80]!r}"
                problems.append(Problem(article.path, fault, hint=hint, key="aliases", value=alias))
            elif address in found and found[address] != permalinks[article.id]:
                hint = f"it leads to {found[address]}"
                fault = f"alias taken: {address}"
                problems.append(Problem(article.path, fault, hint=hint, key="aliases", value=alias))
            else:
                found[address] = permalinks[article.id]
    return found, tuple(problems)


def normalised(address: str) -> str | None:
    """Return the address as the site would publish it; None for one that it cannot.

    A last part with a dot is a file, all else is a folder: `/old` is `/old/`.
    """
    path = address.removesuffix("index.html") if address.endswith("/index.html") else address
    parts = path.strip("/").split("/")
    if not path.startswith("/") or len(path) > _LONGEST or parts[0].casefold() in _RESERVED:
        return None
    if not all(_SEGMENT.fullmatch(part) for part in parts):
        return None
    is_file = not path.endswith("/") and "." in parts[-1]
    folders = parts[:-1] if is_file else parts
    if any("." in part for part in folders):
        return None
    return f"/{'/'.join(parts)}" + ("" if is_file else "/")
