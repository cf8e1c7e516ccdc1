"""What content/ holds, read through the memo; a broken file counts as it last was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from broadsheet import config, content, disk, intake, library
from broadsheet.config import Settings
from broadsheet.content.followed import PATH as LOG
from broadsheet.content.followed import Followed
from broadsheet.content.followed import followed as followed_in
from broadsheet.content.removed import PATH as REMOVED
from broadsheet.content.removed import Removed
from broadsheet.content.removed import removed as removed_in
from broadsheet.enrich import SUBTOPICS, TOPICS, Notes, telling
from broadsheet.errors import InputError, Problem, SettingsError
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
    notes = _notes(reader, found.paths)
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


def _notes(reader: Reader, paths: Iterable[str]) -> Mapping[str, TopicNote]:
    """Return what an editor says of topics, as it last was where the file is broken."""
    if TOPICS_FILE not in paths:
        return {}
    return reader.one(content.topics, TOPICS_FILE, _ABOVE) or {}


def filing(reader: Reader) -> Notes:
    """Return what an editor says of topics that changes what an article is filed under."""
    return telling(_notes(reader, disk.listing(reader.site.root, "content").paths))


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
        removed = _read_removed(reader, paths)
        if removed.articles and kept.register_text is None and ADDRESSES in paths:
            hint = f"without it nobody knows what {REMOVED} means"
            raise InputError(Problem(ADDRESSES, "cannot be read", hint=hint))
        rows = _sightings(reader, removed, paths).rows
    except InputError as error:
        raise SettingsError(error.problem) from None
    found, faults = intake.traced(removed, kept.articles, rows, kept.settings.url)
    reader.problems.extend(faults)
    return found


def _read_removed(reader: Reader, paths: Collection[str]) -> Removed:
    if REMOVED not in paths:
        return Removed()
    removed, faults = removed_in(disk.text(reader.site.root, REMOVED))
    reader.problems.extend(faults)
    return removed


def _sightings(reader: Reader, removed: Removed, paths: Collection[str]) -> intake.Register:
    """Return the register of captures, where an entry can only be traced with it."""
    if all(entry.what in paths for entry in removed.articles):
        return intake.Register()
    return _captured(reader, paths)


def _captured(reader: Reader, paths: Collection[str]) -> intake.Register:
    if intake.PATH not in paths:
        return intake.Register()
    return intake.register(disk.text(reader.site.root, intake.PATH, REGISTER_LIMIT))[0]


def _banned(
    reader: Reader, said: Settings, paths: Collection[str], shelf: intake.Shelf
) -> intake.Banned:
    """Return what captures must not bring again; raise InputError where that cannot be told."""
    removed = _read_removed(reader, paths)
    if not removed.articles:
        return intake.Banned()
    articles, rows = tuple(shelf.articles.values()), shelf.register.rows
    traced, _ = intake.traced(removed, articles, rows, said.url)
    taken = library.removal(traced, articles, (), _addresses(reader, paths), said.url)
    return intake.banned(taken.ids, traced, articles, rows, said.url)


def _addresses(reader: Reader, paths: Collection[str]) -> tuple[library.Row, ...]:
    if ADDRESSES not in paths:
        return ()
    return library.rows(disk.text(reader.site.root, ADDRESSES, REGISTER_LIMIT))[0]


def refused(site: Site) -> frozenset[str]:
    """Return the keys of the addresses that must not be fetched; raise SettingsError."""
    if not disk.exists(site.root, REMOVED):
        return frozenset()
    said, paths = settings(site), disk.listing(site.root, "content").paths
    with State(None) as state:
        reader = Reader(site, state, [])
        try:
            removed = _read_removed(reader, paths)
            register = _addresses(reader, paths)
            rows = _captured(reader, paths).rows
        except InputError as error:
            raise SettingsError(error.problem) from None
        traced, _ = intake.traced(removed, (), rows, said.url)
        known = library.removal(traced, (), (), register, said.url).ids
        files = {entry.what for entry in removed.articles} | {f"content/{id}.md" for id in known}
        found = [path for path in paths if path in files and is_article(path)]
        articles = reader.all(content.article, found, said.timezone, said.language)
        ids = known | {article.id for article in articles}
        return intake.banned(ids, traced, articles, rows, said.url).keys


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


def shelf(reader: Reader, said: Settings) -> tuple[intake.Shelf, dict[str, str]]:
    """Return what content/ holds and the text of each file; raise InputError without a register.

    With a register that cannot be read nobody knows what a person deleted.
    """
    found = disk.listing(reader.site.root, "content").paths
    texts: dict[str, str] = {}
    articles: dict[str, Article] = {}
    for path in filter(is_article, found):
        text = reader.text(path)
        if text is None:
            continue
        texts[path] = text
        article, _ = reader.state.memo(content.article, text, path, said.timezone, said.language)
        if article is not None:
            articles[path] = article
    register: intake.Register = intake.Register()
    problems: tuple[Problem, ...] = ()
    if intake.PATH in found:
        texts[intake.PATH] = disk.text(reader.site.root, intake.PATH, REGISTER_LIMIT)
        register, problems = intake.register(texts[intake.PATH])
    reader.problems.extend(problems)
    held = intake.Shelf(articles, frozenset(found), register)
    return replace(held, banned=_banned(reader, said, found, held)), texts
