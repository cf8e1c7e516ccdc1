"""Where articles mention entities: the first sentence that names each, and those that name two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.library.nouns import Edition
from broadsheet.plan.articles import shown
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

#: By the id of the article.
Sightings = Mapping[str, Seen]


def sightings(pieces: Pieces, remember: Remember) -> Sightings:
    """Return what each article that names anyone says of them; each body is read once.

    A day is remembered as one: so a build in which one article changed reads those of its day.
    """
    found: dict[str, Seen] = {}
    for edition in pieces.library.editions:
        found |= _of_edition(edition, pieces, remember)
    return found


def _of_edition(edition: Edition, pieces: Pieces, remember: Remember) -> Sightings:
    keys, read = texts(edition, pieces)
    found = remember(naming, read)
    return {id: _seen(said, keys[id]) for id, said in zip(keys, found, strict=True)}


def texts(edition: Edition, pieces: Pieces) -> tuple[dict[str, tuple[str, ...]], tuple[Text, ...]]:
    """Return whom each article names, by their keys, and what `naming` is called with."""
    withheld = pieces.library.withheld
    keys: dict[str, tuple[str, ...]] = {}
    found: list[Text] = []
    for article in edition.articles:
        if terms := pieces.entities(article):
            sought = {term.key: pieces.sought(term) for term in terms}
            keys[article.id] = tuple(sought)
            closed = tuple(sorted(withheld.get(article.id, ())))
            found.append((shown(article, pieces), tuple(sought.values()), closed))
    return keys, tuple(found)


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


# ---- reading: pure, of texts alone, so that it can be remembered ------------------------------

#: A sentence, the place of its paragraph, and whom it names, by their order. A plain tuple: a
#: site has a hundred thousand of them, and each is remembered.
Naming = tuple[str, str, tuple[int, ...]]


def naming(texts: Sequence[Text]) -> tuple[tuple[Naming, ...], ...]:
    """Return for each text the sentences that name somebody.

    Of the paragraphs that name someone for the first time, until everybody was named.
    """
    return tuple([tuple(_naming(*text)) for text in texts])


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
