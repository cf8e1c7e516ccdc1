"""What content/ holds, read through the memo; a broken file counts as it last was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from broadsheet import config, content, disk, intake, library
from broadsheet.config import Settings
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
_REGISTER_LIMIT = 200_000_000  # bytes of a file that only grows


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
    incomplete: bool = False  # something that may have been published cannot be read


def read(site: Site, state: State) -> Kept:
    """Return the contents of content/ and the settings; a broken file as it last was."""
    found = disk.listing(site.root, "content")
    reader = Reader(site, state, [*found.problems, *_misnamed(found.paths)])
    said = settings(site)
    articles = [path for path in found.paths if is_article(path)]
    records = [path for path in found.paths if path.startswith(ENTITIES) and path.endswith(".md")]
    notes = _notes(reader, found.paths)
    register = reader.text(ADDRESSES, _REGISTER_LIMIT) if ADDRESSES in found.paths else None
    rows, faults = library.rows(register or "")
    kept = Kept(
        settings=said,
        articles=reader.all(content.article, articles, said.timezone, said.language),
        records=reader.all(content.record, records),
        register=rows,
        register_text=register,
    )
    state.good.keep(found.paths)
    problems = tuple(sorted({*reader.problems, *faults}, key=str))
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


def is_article(path: str) -> bool:
    """Whether a file of content/ is an article by its name."""
    return path.endswith(".md") and not path.startswith(ENTITIES)


def _misnamed(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each file that somebody may take for an article, and nobody reads."""
    for path in paths:
        if path.lower().endswith(_LIKE_ARTICLES) and not path.endswith(".md"):
            yield Problem(path, "is not read", hint="the name of an article ends in .md")


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
        texts[intake.PATH] = disk.text(reader.site.root, intake.PATH, _REGISTER_LIMIT)
        register, problems = intake.register(texts[intake.PATH])
    reader.problems.extend(problems)
    return intake.Shelf(articles, frozenset(found), register), texts
