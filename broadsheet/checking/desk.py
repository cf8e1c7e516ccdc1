"""What an editor may have got wrong that no single file shows: names of things that are not there.

Each problem names the key and the value that it is about; `places` finds where they stand.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from broadsheet.content.keys import near
from broadsheet.errors import Problem
from broadsheet.library import Library
from broadsheet.library.entities import names
from broadsheet.library.moves import normalised
from broadsheet.library.stories import stem
from broadsheet.model import Article, Record, When
from broadsheet.plan.moments import zone
from broadsheet.text import folded, slug, squeezed

_MANY = 2000  # names of stories: among more, what was meant is not looked for


@dataclass(frozen=True, slots=True)
class Desk:
    """All that was written: `articles` with the drafts, `paths` of every file in content/.

    `topics` are the slugs that are known; `living` the addresses of pages, `files` all that is
    published; `kept` the keys of the register of addresses; `now` the present instant.
    """

    library: Library
    articles: Sequence[Article]
    records: Sequence[Record]
    topics: Collection[str]
    paths: Sequence[str]
    living: Collection[str]
    files: Container[str]
    kept: Container[str]
    now: dt.datetime

    def problems(self) -> Iterator[Problem]:
        yield from self._names_of_files()
        yield from self._topics()
        yield from self._stories()
        yield from self._left_behind()
        yield from self._aliases()
        yield from self._records()
        for article in self.articles:
            if not article.draft:
                yield from self._future(article)
            yield from _order(article)
            yield from self._image(article)

    # ---- files and addresses --------------------------------------------------------------

    def _names_of_files(self) -> Iterator[Problem]:
        """Yield a problem for each two files that are one where capitals do not count."""
        seen: dict[str, str] = {}
        for path in sorted(self.paths):
            other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
            if other != path:
                fault = f"on many disks this is the same file as {other}"
                yield Problem(path, fault, 1, 1, "give one of the two another name")

    def _aliases(self) -> Iterator[Problem]:
        living = {address.casefold(): address for address in self.living}
        at = {permalink: id for id, permalink in self.library.permalinks.items()}
        seen: dict[str, tuple[str, Article]] = {}
        for article in sorted(self.library.articles, key=lambda article: article.id):
            for alias in filter(lambda alias: alias.startswith("/"), article.aliases):
                address = normalised(alias) or alias
                if there := living.get(address.casefold()):
                    whose = f"content/{at[there]}.md" if there in at else f"the page {there}"
                    yield _said(article, f"alias of a page: {alias[:80]} is {whose}", alias)
                first, other = seen.setdefault(address.casefold(), (address, article))
                if first != address:
                    fault = f"alias taken, but for capitals: {address} is {first} of {other.path}"
                    yield _said(article, fault, alias)

    # ---- what is named ----------------------------------------------------------------------

    def _topics(self) -> Iterator[Problem]:
        """Yield a problem for each topic that may be a slip, or that nobody else uses."""
        used = Counter(at for article in self.articles for at in set(map(slug, article.topics)))
        unknown = {at: _meant(at, self.topics, used[at]) for at in used if at not in self.topics}
        for article in self.articles:
            for at in dict.fromkeys(map(slug, article.topics)):
                if at not in unknown or not (unknown[at] or used[at] == 1):
                    continue
                meant = f"did you mean `{unknown[at]}`? if not, " if unknown[at] else ""
                hint = f"{meant}describe it in content/topics.yaml: `{at}: Its name`"
                fault = f"unknown topic `{at[:60]}`"
                yield Problem(article.path, fault, hint=hint, key="topics", value=at)

    def _stories(self) -> Iterator[Problem]:
        told = Counter(squeezed(article.story or "") for article in self.articles)
        known = {stem(article) for article in self.articles}
        known |= {name for name, number in told.items() if number > 1}
        for article in self.articles:
            name = squeezed(article.story or "")
            if not name or name in known or f"story:{name}" in self.kept:
                continue
            meant = near(name, tuple(known)) if len(known) < _MANY else None
            cure = f"did you mean `{meant}`?" if meant else "the slug of the story's first article"
            fault = f"no article begins or tells the story `{name[:80]}`"
            yield Problem(article.path, fault, hint=f"{cure}; or leave it out", key="story")

    def _left_behind(self) -> Iterator[Problem]:
        """Yield a problem for each article whose story is named after one that was removed."""
        gone = {id.rpartition("/")[2] for id in self.library.removal.ids}
        first = {story.name: stem(story.first) for story in self.library.stories}
        for article in self.library.articles if gone else ():
            name = squeezed(article.story or "")
            if name in gone:
                cure = f"story: {first[name]}" if name in first else "leave it out"
                fault = f"`story: {name[:80]}` names an article that was removed"
                yield Problem(article.path, fault, hint=cure, key="story")

    def _records(self) -> Iterator[Problem]:
        listed = {folded(name) for article in self.articles for _, name in names(article)}
        for record in self.records:
            claimed = {folded(name) for name in (record.name, *record.aliases)}
            if record.public is not False and listed.isdisjoint(claimed):
                hint = "add the name that articles have as an alias, or delete the record"
                fault = f"no article names {record.name[:80]!r}"
                yield Problem(record.path, fault, hint=hint, key="name")
            for other in record.same_as:
                if not _is_web(other):
                    fault = f"`same_as` is no web address: {other[:80]!r}"
                    hint = "such as https://www.wikidata.org/wiki/Q42"
                    yield Problem(record.path, fault, hint=hint, key="same_as", value=other)

    def _image(self, article: Article) -> Iterator[Problem]:
        image = article.image or ""
        if not image or _is_web(image):
            return
        path = unquote(image.partition("#")[0].partition("?")[0]).removeprefix("/")
        if path not in self.files:
            fault = f"there is no image {image[:80]!r}"
            hint = "put it into templates/static/ and write /static/ and its name"
            yield Problem(article.path, fault, hint=hint, key="image")

    # ---- dates ------------------------------------------------------------------------------

    def _future(self, article: Article) -> Iterator[Problem]:
        hint = "correct it, or write `draft: true` until then"
        for key, when in (("date", article.date), ("lastmod", article.lastmod)):
            if when and self._is_ahead(when):
                yield Problem(article.path, f"`{key}` is in the future", hint=hint, key=key)
        for line, (when, _) in zip(article.corrections, article.corrected, strict=False):
            if self._is_ahead(when):
                fault = "a correction is dated in the future"
                yield Problem(article.path, fault, hint="correct it", key="corrections", value=line)

    def _is_ahead(self, when: When) -> bool:
        if isinstance(when, dt.datetime):
            return when.tzinfo is not None and when > self.now
        return when > self.now.astimezone(zone(self.library.settings.timezone)).date()


def _meant(at: str, topics: Collection[str], used: int) -> str | None:
    """Return the topic that was meant: `sports` is a slip of `sport`, `science` a beginning.

    A beginning that several articles use is a topic of the editor's own.
    """
    found = near(at, tuple(topics))
    if found or used > 1:
        return found
    begun = {one.partition("-and-")[0]: one for one in sorted(topics) if "-and-" in one}
    return begun.get(near(at, tuple(begun)) or "")


def _order(article: Article) -> Iterator[Problem]:
    """Yield a problem for whatever is said to have changed before the article was there."""
    hint = f"not before {article.day.isoformat()}"
    if article.lastmod and _day(article.lastmod) < article.day:
        yield Problem(article.path, "`lastmod` is before `date`", hint=hint, key="lastmod")
    for line, (when, _) in zip(article.corrections, article.corrected, strict=False):
        if _day(when) < article.day:
            fault = "a correction is dated before the article"
            yield Problem(article.path, fault, hint=hint, key="corrections", value=line)


def _day(when: When) -> dt.date:
    return when.date() if isinstance(when, dt.datetime) else when


def _said(article: Article, fault: str, alias: str) -> Problem:
    hint = "leave it out, or give one of the two another address"
    return Problem(article.path, fault, hint=hint, key="aliases", value=alias)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
