"""The nouns of the search index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from broadsheet.fingerprint import fingerprint

T = TypeVar("T")

#: What results can be narrowed by, beside the date; the names are those of an address's query.
FACETS = ("topic", "person", "organization", "place", "source")
#: The same and the parts of dates, with their headings, in the order of the page.
HEADINGS = {
    "topic": "Topics",
    "person": "People",
    "organization": "Organizations",
    "place": "Places",
    "source": "Sources",
    "year": "Years",
    "month": "Months",
}


class Remember(Protocol):
    """Calls a pure function, or returns what it returned before for the same values."""

    def __call__(self, function: Callable[..., T], *values: Any) -> T: ...


#: A pure function and the values that it is called with.
Call = tuple[Callable[..., Any], tuple[Any, ...]]


def afresh(function: Callable[..., T], *values: Any) -> T:
    """Remember nothing."""
    return function(*values)


@dataclass(frozen=True, slots=True)
class Facet:
    """What results can be narrowed by: `slug` stands in addresses, `name` on the page."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index knows of one article, and all that it knows.

    `texts` names the texts that are searched beside the body; `version` stands for the body.
    `hidden` are forms under which the article must not be found. Nothing of an article with
    notes is shown before them.
    """

    title: str
    address: str  # as the pages print it
    month: str  # "2025-07"
    day: int
    iso: str
    when: str  # "29 July 2025, 09:12 UTC"
    lang: str
    source: str
    notes: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    hidden: tuple[str, ...]
    facets: Sequence[Sequence[str]]  # slugs, in the order of FACETS
    version: str
    _body: Callable[[], str]

    def body(self) -> str:
        """Return the published text, as Markdown."""
        return self._body()

    @property
    def searched(self) -> tuple[Any, ...]:
        """All that decides under which terms the article is found."""
        return self.title, self.names, self.subjects, self.source, self.hidden, self.version


class Narrowed(Protocol):
    """What narrows the search of an article: its day, and slugs in the order of FACETS."""

    @property
    def day(self) -> int: ...
    @property
    def facets(self) -> Sequence[Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class Month:
    """The articles of a month, in order; its postings are spread over `slots` parts.

    `made` makes the postings where there is a shorter way than to read all articles.
    """

    name: str
    slots: int
    entries: tuple[Entry, ...]
    version: str  # stands for all of it in the memo
    made: Callable[[], tuple[bytes, ...]] | None = field(default=None, compare=False)


def month(name: str, slots: int, entries: Sequence[Entry]) -> Month:
    """Return a month, known by what its articles are found under."""
    version = fingerprint(slots, [entry.searched for entry in entries])
    return Month(name, slots, tuple(entries), version)


@dataclass(frozen=True, slots=True)
class IndexFile:
    """A file of the index, known by `digest` alone: its bytes are made when they are wanted."""

    digest: str
    _made: Callable[[], bytes] = field(compare=False)

    def data(self) -> bytes:
        return self._made()

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as the bytes themselves."""
        return written, (self.digest, self.data())


def written(digest: str, data: bytes) -> IndexFile:
    """Return a file whose bytes are known already."""
    return IndexFile(digest, lambda: data)
