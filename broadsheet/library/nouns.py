"""The nouns of the library: terms, stories, and all that is known about all articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from broadsheet.config import Settings
from broadsheet.content.followed import Followed
from broadsheet.errors import Problem
from broadsheet.model import Article, EntityType, Record, When

TermKind = Literal["person", "organization", "place", "topic", "source"]

#: Where the pages of each kind live.
FOLDERS: Mapping[TermKind, str] = {
    "person": "/people/",
    "organization": "/organizations/",
    "place": "/places/",
    "topic": "/topics/",
    "source": "/sources/",
}
STORIES = "/stories/"
CORRECTIONS = "/corrections/"
_SURNAME = 3  # letters of a surname that stands alone

#: The types of entities, in the order in which a page shows them.
TYPES: tuple[EntityType, ...] = ("person", "organization", "place")


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A member of a taxonomy, with its articles from the oldest to the newest.

    `key` names it in the register of addresses: `person:Mara Lindqvist`, `topic:politics`. The
    permalink is "" for a name that is only listed, without a page of its own.
    """

    kind: TermKind
    key: str
    name: str
    permalink: str
    articles: tuple[Article, ...]
    code: str = ""
    other_names: tuple[str, ...] = ()
    record: Record | None = None
    listed_as: tuple[EntityType, ...] = ()  # the types under which articles list an entity
    parent: str = ""  # the key of the topic above, where that one has a page

    @property
    def indexable(self) -> bool:
        """A private person is not offered to search engines; one with a record is."""
        return self.kind != "person" or self.record is not None


@dataclass(frozen=True, slots=True)
class Reprint:
    """Another outlet that printed an article's text, and under which headline."""

    outlet: Term
    headline: str


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """Two or more articles that tell one event, from the oldest to the newest."""

    name: str
    permalink: str
    articles: tuple[Article, ...]

    @property
    def key(self) -> str:
        return f"story:{self.name}"

    @property
    def first(self) -> Article:
        return self.articles[0]


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """The articles of one day, in order."""

    day: dt.date
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """An article related to another: how closely, and the names of what they share."""

    article: Article
    closeness: int
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One that was removed: all its whole names, and the types of lists that it leaves.

    With `redact` it leaves the texts as well.
    """

    forms: tuple[str, ...]
    types: tuple[EntityType, ...] = TYPES
    redact: bool = False

    @property
    def surnames(self) -> tuple[str, ...]:
        """The last words of a person's names, by which texts go on to call them."""
        if "person" not in self.types:
            return ()
        last = (form.split()[-1] for form in self.forms if len(form.split()) > 1)
        return tuple(dict.fromkeys(n for n in last if len(n) >= _SURNAME and n[:1].isupper()))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What answers at the address of a removed article, or of the page of a removed name."""

    permalink: str
    kind: Literal["article", "person", "organization", "place"]
    date: When | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """What was taken out. `ids` are of articles; `moved` has former address -> tombstone.

    `stories` has the names of stories that removed articles told -> the tombstone of one of them.
    """

    ids: frozenset[str] = frozenset()
    names: tuple[Name, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def reserved(self) -> frozenset[str]:
        """The addresses at which nobody else may live."""
        return frozenset((*(stone.permalink for stone in self.tombstones), *self.moved))


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All published articles and how they hang together. Keys of mappings are article ids."""

    settings: Settings
    articles: tuple[Article, ...] = ()  # by (chronology, id)
    drafts: tuple[Article, ...] = ()
    permalinks: Mapping[str, str] = field(default_factory=dict)
    entities: tuple[Term, ...] = ()  # by (type, name)
    topics: tuple[Term, ...] = ()  # by name
    sources: tuple[Term, ...] = ()  # by name
    stories: tuple[Story, ...] = ()  # by the first article
    editions: tuple[Edition, ...] = ()
    entities_of: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    about_of: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)  # where that is told
    topics_of: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    source_of: Mapping[str, Term] = field(default_factory=dict)
    reprints_of: Mapping[str, tuple[Reprint, ...]] = field(default_factory=dict)
    story_of: Mapping[str, Story] = field(default_factory=dict)
    related_to: Mapping[str, tuple[Kinship, ...]] = field(default_factory=dict)
    withheld: Mapping[str, frozenset[str]] = field(default_factory=dict)  # forms not to repeat
    sensitive: frozenset[str] = frozenset()  # articles whose people are protected
    moved: Mapping[str, str] = field(default_factory=dict)  # old address -> the living one
    followed: tuple[Followed, ...] = ()  # what is collected, and how it stands with it
    removal: Removal = field(default_factory=Removal)  # what an editor took out
    problems: tuple[Problem, ...] = ()

    def outlets_of(self, article: Article) -> tuple[Term, ...]:
        """Return the outlets that printed an article, the one that it is taken from first."""
        source = self.source_of.get(article.id)
        also = (reprint.outlet for reprint in self.reprints_of.get(article.id, ()))
        return (*((source,) if source else ()), *also)

    @property
    def is_corrected(self) -> bool:
        """Whether any article bears a correction."""
        return any(article.corrected for article in self.articles)

    @property
    def terms(self) -> tuple[Term, ...]:
        return (*self.entities, *self.topics, *self.sources)

    def page_counts(self) -> dict[str, int]:
        """Return how many numbered pages each list has beside its first one, by address."""
        lists = {term.permalink: len(term.articles) for term in self.terms if term.permalink}
        lists[STORIES] = len(self.stories)
        lists[CORRECTIONS] = sum(len(article.corrected) for article in self.articles)
        return {at: older_pages(n, self.settings.list_length) for at, n in lists.items()}


def older_pages(entries: int, length: int) -> int:
    """Return how many full pages stand behind the first, which shows length to 2*length - 1."""
    return max(0, entries // length - 1)
