"""Where articles mention entities: the first sentence that names each, and those that name two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.fingerprint import fingerprint
from broadsheet.library.nouns import Edition
from broadsheet.model import Article
from broadsheet.plan.articles import is_excerpt, shown
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.prose import Passage, contains, opening, passages
from broadsheet.search import Remember
from broadsheet.text import sentences

_LONGEST = 400  # characters of a sentence shown

Forms = tuple[str, ...]
#: A text in Markdown, the forms of each of its entities, and those that must not be repeated.
Text = tuple[str, tuple[Forms, ...], Forms]


@dataclass(frozen=True, slots=True)
class Seen:
    """What an article says of its entities, by their keys.

    `first` has the sentence that first names each, with its place on the article's page. `shared`
    has those that name two or more, of the paragraphs that name someone for the first time.
    """

    first: Mapping[str, Passage]
    shared: tuple[tuple[frozenset[str], Passage], ...]

    def both(self, one: str, other: str) -> Passage | None:
        """Return the first sentence that names both entities."""
        found = (said for keys, said in self.shared if one in keys and other in keys)
        return next(found, None)


NOTHING = Seen({}, ())


class Sightings:
    """What each article that names anyone says of them; each body is read once, if at all.

    A day is remembered as one: so a build in which one article changed reads those of its day.
    """

    def __init__(self, pieces: Pieces, remember: Remember) -> None:
        self._pieces = pieces
        self._remember = remember
        self._editions = {edition.day: edition for edition in pieces.library.editions}
        self._read: dict[dt.date, Mapping[str, Seen]] = {}

    def of(self, article: Article) -> Seen:
        """Return what the article says of those it names."""
        day = article.day
        if day not in self._read:
            self._read[day] = _of_edition(self._editions[day], self._pieces, self._remember)
        return self._read[day].get(article.id, NOTHING)


def _of_edition(edition: Edition, pieces: Pieces, remember: Remember) -> Mapping[str, Seen]:
    keys, day = reading(edition, pieces)
    found = remember(naming, day)
    return {id: _seen(said, keys[id]) for id, said in zip(keys, found, strict=True)}


def reading(edition: Edition, pieces: Pieces) -> tuple[dict[str, tuple[str, ...]], Day]:
    """Return whom each article names, by their keys, and what `naming` is called with."""
    withheld = pieces.library.withheld
    keys: dict[str, tuple[str, ...]] = {}
    found: list[Reading] = []
    for article in edition.articles:
        if terms := pieces.entities(article):
            sought = {term.key: pieces.sought(term) for term in terms}
            keys[article.id] = tuple(sought)
            closed = tuple(sorted(withheld.get(article.id, ())))
            found.append((article, tuple(sought.values()), closed))
    return keys, _day(found, pieces)


def _seen(said: Sequence[Naming], known: Sequence[str]) -> Seen:
    first: dict[str, Passage] = {}
    shared: list[tuple[frozenset[str], Passage]] = []
    for text, place, named in said:
        passage = Passage(text, place)
        keys = [known[n] for n in named]
        if len(keys) > 1:
            shared.append((frozenset(keys), passage))
        for key in keys:
            first.setdefault(key, passage)
    return Seen(first, tuple(shared))


#: An article, the forms of each of its entities, and those that must not be repeated.
Reading = tuple[Article, tuple[Forms, ...], Forms]


@dataclass(frozen=True, slots=True)
class Day:
    """The texts of a day, known by what stands for them: they are read when they are wanted."""

    version: str
    texts: Callable[[], tuple[Text, ...]]


def _day(readings: Sequence[Reading], pieces: Pieces) -> Day:
    versions = [
        (pieces.texts.gist(article).version, is_excerpt(article, pieces), sought, closed)
        for article, sought, closed in readings
    ]

    def texts() -> tuple[Text, ...]:
        return tuple([(shown(a, pieces), sought, closed) for a, sought, closed in readings])

    return Day(fingerprint(versions), texts)


def named_in(article: Article, pieces: Pieces) -> tuple[Naming, ...]:
    """Return the sentences of one article that name somebody, as the pages of names have them."""
    sought = tuple(pieces.sought(term) for term in pieces.entities(article))
    closed = tuple(sorted(pieces.library.withheld.get(article.id, ())))
    return tuple(_naming(shown(article, pieces), sought, closed))


# ---- reading: pure, of texts alone, so that it can be remembered ------------------------------

#: A sentence, the place of its paragraph, and whom it names, by their order. A plain tuple: a
#: site has a hundred thousand of them, and each is remembered.
Naming = tuple[str, str, tuple[int, ...]]


def naming(day: Day) -> tuple[tuple[Naming, ...], ...]:
    """Return for each text the sentences that name somebody.

    Of the paragraphs that name someone for the first time, until everybody was named.
    """
    return tuple([tuple(_naming(*text)) for text in day.texts()])


def _naming(markdown: str, sought: Sequence[Forms], withheld: Forms) -> Iterator[Naming]:
    missing = dict(enumerate(sought))
    for passage in passages(markdown):
        text = passage.text
        if not any(contains(text, forms) for forms in missing.values()):
            continue
        present = [(n, forms) for n, forms in enumerate(sought) if contains(text, forms)]
        for sentence in sentences(text):
            named = tuple([n for n, forms in present if contains(sentence, forms)])
            if named and not contains(sentence, withheld):
                yield opening(sentence, _LONGEST), passage.place, named
                for n in named:
                    missing.pop(n, None)
        if not missing:
            return
