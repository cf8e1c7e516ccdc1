"""What content/ holds, read through the memo; a broken file counts as it last was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from broadsheet import config, content, disk, library
from broadsheet.config import Settings
from broadsheet.content.followed import PATH as LOG
from broadsheet.content.followed import Followed
from broadsheet.content.followed import followed as followed_in
from broadsheet.content.removed import PATH as REMOVED
from broadsheet.content.removed import Removed
from broadsheet.content.removed import removed as removed_in
from broadsheet.enrich.topics.subjects import SUBTOPICS, TOPICS
from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.intake.register import Register, register
from broadsheet.intake.removal import traced
from broadsheet.model import Article, Record, Topic, TopicNote
from broadsheet.site import Site
from broadsheet.state import State
from broadsheet.text import slug

T = TypeVar("T")
Parse = Callable[..., tuple[T | None, tuple[Problem, ...]]]

ADDRESSES = "content/addresses.tsv"
TOPICS_FILE = "content/topics.yaml"
ENTITIES = "content/entities/"
_ABOVE = {topic.slug: topic.parent for topic in (*TOPICS, *SUBTOPICS)}
_LIKE_ARTICLES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
_LIKE_REMOVED = ("removed.yaml", "removed.yml")
REGISTER_LIMIT = 200_000_000  # bytes of a file that only grows
LOG_LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """All that content/ holds, as it was read."""

    settings: Settings
    articles: tuple[Article, ...] = ()
    records: tuple[Record, ...] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)
    register: tuple[library.Row, ...] = ()
    register_text: str | None = None
    problems: tuple[Problem, ...] = ()
    hidden: frozenset[str] = frozenset()  # topics
    followed: tuple[Followed, ...] = ()
    removed: Removed = field(default_factory=Removed)
    incomplete: bool = False  # something that may have been published cannot be read


def read(site: Site, state: State) -> Kept:
    """Return the contents of content/ and the settings; a broken file as it last was."""
    found = disk.listing(site.root, "content")
    reader = Reader(site, state, [*found.problems, *_misnamed(found.paths)])
    said = settings(site)
    articles = [path for path in found.paths if is_article(path)]
    records = [path for path in found.paths if path.startswith(ENTITIES) and path.endswith(".md")]
    notes = notes_in(reader, found.paths)
    register = reader.text(ADDRESSES, REGISTER_LIMIT) if ADDRESSES in found.paths else None
    rows, faults = library.rows(register or "")
    log = reader.text(LOG, LOG_LIMIT) if disk.exists(site.root, LOG) else None
    followed, odd = followed_in(log or "")
    kept = Kept(
        settings=said,
        articles=reader.all(content.article, articles, said.timezone, said.language),
        records=reader.all(content.record, records),
        register=rows,
        register_text=register,
        followed=followed,
    )
    kept = replace(kept, removed=_removed(reader, found.paths, kept))
    state.good.keep(found.paths)
    problems = tuple(sorted({*reader.problems, *faults, *odd}, key=str))
    incomplete = reader.incomplete or (register is None and ADDRESSES in found.paths)
    return _with_topics(replace(kept, problems=problems, incomplete=incomplete), notes)


def notes_in(reader: Reader, paths: Iterable[str]) -> Mapping[str, TopicNote]:
    """Return what an editor says of topics, as it last was where the file is broken."""
    if TOPICS_FILE not in paths:
        return {}
    return reader.one(content.topics, TOPICS_FILE, _ABOVE) or {}


def _with_topics(kept: Kept, notes: Mapping[str, TopicNote]) -> Kept:
    """Return the same with topics named as a person wants them, and without the hidden ones."""
    known = {topic.slug: topic for topic in (*TOPICS, *SUBTOPICS)}
    for at, note in notes.items():
        was = known.get(at) or Topic(at, at.replace("-", " ").capitalize())
        known[at] = replace(was, name=note.name or was.name, parent=note.parent or was.parent)
    hidden = {at for at, note in notes.items() if note.hidden}
    hidden |= {topic.slug for topic in known.values() if topic.parent in hidden}
    articles = tuple(shown(article, hidden) for article in kept.articles)
    return replace(kept, articles=articles, topics=known, hidden=frozenset(hidden))


def shown(article: Article, hidden: Collection[str]) -> Article:
    """Return the article without the topics that are hidden."""
    left = tuple(topic for topic in article.topics if slug(topic) not in hidden)
    return article if left == article.topics else replace(article, topics=left)


def settings(site: Site) -> Settings:
    """Return the site's settings, the defaults without a file; raise SettingsError."""
    name = site.config.name
    if not site.config.exists():
        return Settings()
    try:
        return config.settings(disk.text(site.config.parent, name), name)
    except InputError as error:
        raise SettingsError(error.problem) from None


@dataclass(slots=True)
class Reader:
    """Reads and parses inputs through the memo, and keeps the last good result of each."""

    site: Site
    state: State
    problems: list[Problem]
    incomplete: bool = False

    def all(self, parse: Parse[T], paths: Sequence[str], *more: object) -> tuple[T, ...]:
        results = [self.one(parse, path, *more) for path in paths]
        return tuple(result for result in results if result is not None)

    def one(self, parse: Parse[T], path: str, *more: object) -> T | None:
        """Return the parsed file, or its last good version when it is broken."""
        text = self.text(path)
        if text is not None:
            key = self.state.memo.key(parse, text, path, *more)
            result, problems = self.state.memo.at(key, parse, text, path, *more)
            self.problems.extend(problems)
            if result is not None:
                self.state.good.put(path, key)
                return result
        return self._last(path)

    def _last(self, path: str) -> T | None:
        """Return the last good version; without one, note that a page may be missing."""
        good = self.state.good.get(path)
        self.incomplete |= good is None and self.state.may_know_less
        last: T | None = good[0] if good else None
        return last

    def text(self, path: str, limit: int = disk.TEXT_LIMIT) -> str | None:
        try:
            return disk.text(self.site.root, path, limit)
        except InputError as error:
            self.problems.append(error.problem)
            return None


# ---- what was removed ---------------------------------------------------------------------------


def _removed(reader: Reader, paths: Collection[str], kept: Kept) -> Removed:
    """Return what an editor took out; raise SettingsError where that cannot be told.

    Then nothing is published: it may be what must not be.
    """
    try:
        removed = removed_from(reader, paths)
        if removed.articles and kept.register_text is None and ADDRESSES in paths:
            hint = f"without it nobody knows what {REMOVED} means"
            raise InputError(Problem(ADDRESSES, "cannot be read", hint=hint))
        rows = _sightings(reader, removed, paths).rows
    except InputError as error:
        raise SettingsError(error.problem) from None
    found, faults = traced(removed, kept.articles, rows, kept.settings.url)
    reader.problems.extend(faults)
    return found


def removed_from(reader: Reader, paths: Collection[str]) -> Removed:
    if REMOVED not in paths:
        return Removed()
    removed, faults = removed_in(disk.text(reader.site.root, REMOVED))
    reader.problems.extend(faults)
    return removed


def _sightings(reader: Reader, removed: Removed, paths: Collection[str]) -> Register:
    """Return the register of captures, where an entry can only be traced with it."""
    if all(entry.what in paths for entry in removed.articles):
        return Register()
    return captured_in(reader, paths)


def captured_in(reader: Reader, paths: Collection[str]) -> Register:
    if CAPTURED not in paths:
        return Register()
    return register(disk.text(reader.site.root, CAPTURED, REGISTER_LIMIT))[0]


def addresses_in(reader: Reader, paths: Collection[str]) -> tuple[library.Row, ...]:
    if ADDRESSES not in paths:
        return ()
    return library.rows(disk.text(reader.site.root, ADDRESSES, REGISTER_LIMIT))[0]


def is_article(path: str) -> bool:
    """Whether a file of content/ is an article by its name."""
    return path.endswith(".md") and not path.startswith(ENTITIES)


def _misnamed(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file that somebody may take for an article, and nobody reads."""
    for path in paths:
        if path.lower().endswith(_LIKE_ARTICLES) and not path.endswith(".md"):
            yield Problem(path, "is not read", hint="the name of an article ends in .md")
        elif path.rpartition("/")[2].lower() in _LIKE_REMOVED and path != REMOVED:
            yield Problem(path, "is not read", hint=f"what was removed is said in {REMOVED}")
