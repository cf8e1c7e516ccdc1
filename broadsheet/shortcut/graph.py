"""The library as it is kept between builds: no bodies, and nothing but plain tuples.

A library of ten thousand articles holds a hundred thousand nouns that refer to each other. Packed
as numbers and texts it is kept and read back in a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from broadsheet.library import Edition, Kinship, Library, Reprint, Story, Term
from broadsheet.model import Article, Record, Topic

_FACTS = tuple(field.name for field in fields(Article))
_BODY = _FACTS.index("body")
_TERM = tuple(field.name for field in fields(Term))
_ARTICLES = _TERM.index("articles")
_OF = ("entities_of", "about_of", "topics_of")
_NOUNS = ("articles", "drafts", "entities", "topics", "sources", "stories", "editions")
_MAPS = ("source_of", "reprints_of", "story_of", "related_to")
_PLAIN = (
    *("settings", "permalinks", "withheld", "sensitive"),
    *("moved", "problems", "followed", "removal"),
)
_KEPT = frozenset((*_NOUNS, *_MAPS, *_OF, *_PLAIN))


@dataclass(frozen=True, slots=True)
class Graph:
    """The library without bodies, and what else of content/ it was made of."""

    library: Library
    records: tuple[Record, ...]
    topics: Mapping[str, Topic]
    hidden: frozenset[str]  # topics that are shown nowhere


def is_kept(library: Library) -> bool:
    """Return whether all that a library holds is kept: it may hold something that is not."""
    plain = Library(library.settings)
    other = (field.name for field in fields(Library) if field.name not in _KEPT)
    return all(getattr(library, name) == getattr(plain, name) for name in other)


def packed(graph: Graph) -> tuple[Any, ...]:
    """Return a graph as plain tuples; articles and terms are numbers in their order."""
    library = graph.library
    articles = (*library.articles, *library.drafts)
    at = {article.id: n for n, article in enumerate(articles)}
    terms = {term: n for n, term in enumerate(library.terms)}

    def places(listed: Iterable[Article]) -> tuple[int, ...]:
        return tuple([at[article.id] for article in listed])

    return (
        [_values(article, _FACTS, _BODY, "") for article in articles],
        len(library.articles),
        [_values(term, _TERM, _ARTICLES, places(term.articles)) for term in terms],
        (len(library.entities), len(library.topics)),
        [(story.name, story.permalink, places(story.articles)) for story in library.stories],
        [(one.day, places(one.articles)) for one in library.editions],
        [
            {id: tuple([terms[term] for term in told]) for id, told in getattr(library, of).items()}
            for of in _OF
        ],
        {id: terms[term] for id, term in library.source_of.items()},
        {
            id: [(terms[one.outlet], one.headline) for one in told]
            for id, told in library.reprints_of.items()
        },
        {
            id: [(at[one.article.id], one.closeness, one.shared) for one in kin]
            for id, kin in library.related_to.items()
        },
        [getattr(library, name) for name in _PLAIN],
        (graph.records, graph.topics, graph.hidden),
    )


def _values(noun: object, names: Sequence[str], place: int, instead: Any) -> tuple[Any, ...]:
    values = [getattr(noun, name) for name in names]
    values[place] = instead
    return tuple(values)


def unpacked(data: tuple[Any, ...]) -> Graph:
    """Return a graph from its tuples; raise ValueError, TypeError, LookupError for any others."""
    facts, published, termed, sizes, storied, days, of, sources, reprints, kin, plain, rest = data
    every = [Article(*values) for values in facts]
    entitled, filed = sizes

    def those(places: Iterable[int]) -> tuple[Article, ...]:
        return tuple([every[n] for n in places])

    terms = [_term(values, those(values[_ARTICLES])) for values in termed]
    stories = tuple(Story(name, at, those(places)) for name, at, places in storied)
    told: dict[str, Any] = {
        **{name: _each(told, terms) for name, told in zip(_OF, of, strict=True)},
        **dict(zip(_PLAIN, plain, strict=True)),
    }
    library = Library(
        articles=tuple(every[:published]),
        drafts=tuple(every[published:]),
        entities=tuple(terms[:entitled]),
        topics=tuple(terms[entitled : entitled + filed]),
        sources=tuple(terms[entitled + filed :]),
        stories=stories,
        editions=tuple(Edition(day, those(places)) for day, places in days),
        source_of={id: terms[n] for id, n in sources.items()},
        reprints_of={
            id: tuple(Reprint(terms[n], told) for n, told in found)
            for id, found in reprints.items()
        },
        story_of={article.id: story for story in stories for article in story.articles},
        related_to={
            id: tuple([Kinship(every[n], close, shared) for n, close, shared in found])
            for id, found in kin.items()
        },
        **told,
    )
    return Graph(library, *rest)


def _each(told: Mapping[str, Iterable[int]], terms: Sequence[Term]) -> dict[str, tuple[Term, ...]]:
    return {id: tuple([terms[n] for n in places]) for id, places in told.items()}


def _term(values: tuple[Any, ...], articles: tuple[Article, ...]) -> Term:
    told: Any = (*values[:_ARTICLES], articles, *values[_ARTICLES + 1 :])
    return Term(*told)
