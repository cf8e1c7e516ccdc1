"""Where articles mention an entity: the first sentence that names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from broadsheet.library import Term
from broadsheet.model import Article
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.prose import contains, opening, prose
from broadsheet.text import sentences

_LONGEST = 400  # characters of a sentence shown

#: Article id -> key of the entity -> sentence.
Sightings = Mapping[str, Mapping[str, str]]


def sightings(pieces: Pieces) -> Sightings:
    """Return the sentences that mention the entities of each article; each body is read once."""
    return {
        article.id: _seen(article, terms, pieces)
        for article in pieces.library.articles
        if (terms := pieces.entities(article))
    }


def _seen(article: Article, terms: Sequence[Term], pieces: Pieces) -> dict[str, str]:
    sought = {term.key: _sought(term, pieces) for term in terms}
    withheld = tuple(sorted(pieces.library.withheld.get(article.id, ())))
    found: dict[str, str] = {}
    for paragraph in prose(article.body):
        present = {key: forms for key, forms in sought.items() if contains(paragraph, forms)}
        for key, sentence in _first(present, paragraph, withheld):
            found[key] = opening(sentence, _LONGEST)
            del sought[key]
        if not sought:
            break
    return found


def _sought(term: Term, pieces: Pieces) -> tuple[str, ...]:
    """Return the forms to look for; datelines print places in capitals."""
    forms = pieces.forms(term)
    return (*forms, *(form.upper() for form in forms)) if term.kind == "place" else forms


def _first(
    present: Mapping[str, tuple[str, ...]], paragraph: str, withheld: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield each entity with the first sentence of the paragraph that names it.

    A sentence that names someone withheld is never repeated.
    """
    missing = dict(present)
    for sentence in sentences(paragraph) if missing else ():
        if contains(sentence, withheld):
            continue
        for key in [key for key, forms in missing.items() if contains(sentence, forms)]:
            yield key, sentence
            del missing[key]
