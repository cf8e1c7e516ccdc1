"""The search page, and all that the index knows of each article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from broadsheet.library import Library, Term
from broadsheet.library.nouns import TYPES
from broadsheet.model import Article, Page
from broadsheet.plan.articles import is_excerpt, shown
from broadsheet.plan.editions import month_address
from broadsheet.plan.moments import month_name
from broadsheet.plan.pieces import Pieces
from broadsheet.plan.views import Link, Moment, SearchPage
from broadsheet.search import Entry, Facet, Remember, Rewritten, afresh, files, patched_files
from broadsheet.search.nouns import Month
from broadsheet.search.patching import Known
from broadsheet.search.postings import parts

T = TypeVar("T")

SEARCH = "/search/"
KIND = "index"
_TERMS = 500  # topics and outlets that results can be narrowed by
_NAMES = 100  # people, organizations, places: those that most articles name
_MONTHS = 12


def search_pages(
    pieces: Pieces, entries: Sequence[Entry], remember: Remember = afresh
) -> Iterator[Page]:
    """Yield the files of the index, the manifest after those that it names; then the page.

    `remember` calls a pure function, or knows what it returned before: the words of a month are
    looked at again only when one of its articles has others.
    """
    noted = _noting(remember, pieces.texts.months)
    for placed in files(entries, narrowing(pieces.library), noted):
        yield Page(SEARCH + placed.address, KIND, placed.file)
    yield search_page(pieces)


def in_use(months: Mapping[str, str]) -> Iterator[tuple[Callable[..., Any], Month]]:
    """Yield what was remembered of the words of months, and with which value."""
    for name, version in months.items():
        yield parts, Month(name, 0, (), version)


def _noting(remember: Remember, months: dict[str, str]) -> Remember:
    """Return the same, which notes of which months the words are asked for, by their versions."""

    def noted(function: Callable[..., T], *values: Any) -> T:
        months.update({value.name: value.version for value in values if isinstance(value, Month)})
        return remember(function, *values)

    return noted


def patched_pages(
    past: Pieces, pieces: Pieces, changed: Set[str], manifest: bytes, remember: Remember
) -> tuple[list[Page], list[str]]:
    """Return the files of the index that may be others, and the addresses of those that go.

    `changed` are the articles that came, went or may be found or shown otherwise; `manifest` is
    the one that stands. Raises LookupError where less is remembered than is needed.
    """
    months, before = _months(pieces.library), _months(past.library)
    dirty = {
        _month(article)
        for library in (past.library, pieces.library)
        for article in library.articles
        if article.id in changed
    }
    slugs, former = Slugs(), Slugs()
    rewritten = []
    for name in sorted(dirty & months.keys()):
        places = {article.id: n for n, article in enumerate(before.get(name, ()))}
        was = {
            n: entry(article, past, former)
            for n, article in enumerate(before.get(name, ()))
            if article.id in changed
        }
        held = months[name]
        entries = [entry(article, pieces, slugs) for article in held]
        rewritten.append(Rewritten(name, entries, was, [places.get(a.id) for a in held]))
    offered = narrowing(pieces.library)
    known = Known(
        sizes={name: len(held) for name, held in months.items()},
        versions=pieces.texts.months,
        manifest=manifest,
        narrowing=offered,
        narrowed=lambda name: [_narrowed(one, pieces.library, slugs) for one in months[name]],
        restated=offered != narrowing(past.library),
    )
    patched = patched_files(rewritten, known, remember)
    pieces.texts.months.update(patched.versions)
    pages = [Page(SEARCH + one.address, KIND, one.file) for one in patched.files]
    return pages, [SEARCH + address for address in patched.gone]


@dataclass(frozen=True, slots=True)
class _Marked:
    """What narrows the search of an article."""

    day: int
    facets: Sequence[Sequence[str]]


def _narrowed(article: Article, library: Library, slugs: Slugs) -> _Marked:
    return _Marked(article.day.day, _facets(article, library, slugs))


def _months(library: Library) -> dict[str, list[Article]]:
    months: dict[str, list[Article]] = {}
    for article in library.articles:
        months.setdefault(_month(article), []).append(article)
    return months


def _month(article: Article) -> str:
    return f"{article.day.year:04}-{article.day.month:02}"


def search_page(pieces: Pieces) -> Page:
    """Return the page to search on."""
    days = [edition.day for edition in pieces.library.editions]
    months = {(day.year, day.month): day for day in days}
    newest = list(months.values())[: -_MONTHS - 1 : -1]
    years = sorted({day.year for day in days}, reverse=True)
    about = "Every article by word, topic, name, source and day"
    view = SearchPage(
        site=pieces.chrome,
        head=pieces.head(SEARCH, "Search", about),
        index=pieces.href(SEARCH),
        is_empty=not days,
        months=tuple(Link(month_name(day), pieces.href(month_address(day))) for day in newest),
        years=tuple(Link(str(year), pieces.href(f"/{year:04}/")) for year in years),
    )
    return Page(SEARCH, "search", view)


# ---- what the index is handed ---------------------------------------------------------------


class Slugs(dict[Term, str]):
    """The last part of each term's address: it stands for the term in the address of a search."""

    def __missing__(self, term: Term) -> str:
        self[term] = slug = term.permalink.rstrip("/").rpartition("/")[2]
        return slug


def entries(pieces: Pieces) -> list[Entry]:
    """Return what the index knows of all articles, from the oldest on."""
    slugs = Slugs()
    return [entry(article, pieces, slugs) for article in pieces.library.articles]


def entry(article: Article, pieces: Pieces, slugs: Slugs) -> Entry:
    """Return what the index knows of an article: of a protected person not even the name."""
    library, day = pieces.library, article.day
    stub, entities = pieces.stub(article), pieces.entities(article)
    source, topics = library.source_of.get(article.id), library.topics_of.get(article.id, ())
    return Entry(
        title=article.title,
        address=stub.href,
        month=_month(article),
        day=day.day,
        iso=stub.moment.iso,
        when=_told(stub.moment),
        lang=article.lang,
        source=source.name if source else "",
        notes=stub.notes,
        names=(*_listed(article), *_recorded(entities)),
        subjects=tuple([topic.name for topic in topics]),
        hidden=tuple(sorted(library.withheld.get(article.id, ()))),
        facets=_facets(article, library, slugs),
        version=_version(article, pieces),
        _body=partial(shown, article, pieces),
    )


def _facets(article: Article, library: Library, slugs: Slugs) -> Sequence[Sequence[str]]:
    named: dict[str, list[str]] = {kind: [] for kind in TYPES}
    for term in library.entities_of.get(article.id, ()):
        named[term.kind].append(slugs[term])
    source, topics = library.source_of.get(article.id), library.topics_of.get(article.id, ())
    return [slugs[topic] for topic in topics], *named.values(), [slugs[source]] if source else ()


def _told(moment: Moment) -> str:
    return f"{moment.text}, {moment.clock}" if moment.clock else moment.text


def _listed(article: Article) -> tuple[str, ...]:
    """Return the names as the article lists them, so that no other article changes them."""
    return (*article.people, *article.organizations, *article.places)


def _recorded(entities: Sequence[Term]) -> Iterator[str]:
    for term in entities:
        if term.record:
            yield from (term.record.name, *term.record.aliases)


def _version(article: Article, pieces: Pieces) -> str:
    """Return what stands for the text that is shown."""
    text = pieces.texts.gist(article).version
    return f"{text} excerpt" if is_excerpt(article, pieces) else text


def narrowing(library: Library) -> dict[str, tuple[Facet, ...]]:
    """Return what results can be narrowed by: topics, outlets, and the names met most."""
    offered = {
        "source": _foremost(library.sources, 1, _TERMS),
        "topic": _foremost(library.topics, 1, _TERMS),
    }
    for kind in TYPES:
        named = [term for term in library.entities if term.kind == kind]
        offered[kind] = _foremost(named, 2, _NAMES)
    return offered


def _foremost(terms: Sequence[Term], least: int, most: int) -> tuple[Facet, ...]:
    """Return the terms with most articles, by name: their order stands while their ranks shift."""
    fit = [term for term in terms if term.permalink and len(term.articles) >= least]
    ranked = sorted(fit, key=lambda term: (-len(term.articles), term.key))[:most]
    slugs = Slugs()
    return tuple(Facet(slugs[t], t.name) for t in sorted(ranked, key=lambda t: t.permalink))
