"""The state of the data, for the editor: what is doubtful, missing or drawn twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from broadsheet.library import Library, Term
from broadsheet.model import Article, Page
from broadsheet.plan.pieces import NOINDEX, Pieces
from broadsheet.plan.views import Concern, StatusPage
from broadsheet.text import slug

MOST = 100
_FORMS = frozenset({"inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc"})

_Doubt = tuple[str, str, Callable[[Article, Library], bool]]
_DOUBTS: tuple[_Doubt, ...] = (
    (
        "Date inferred",
        "No capture states the day: it was worked out from the text. Check `date`.",
        lambda article, _: article.date_basis == "inferred",
    ),
    (
        "Date of the capture",
        "Nothing tells the day: the day of the capture stands in. Set `date`.",
        lambda article, _: article.date_basis == "captured",
    ),
    (
        "No source",
        "The outlet is not known. Set `source`.",
        lambda article, library: article.id not in library.source_of,
    ),
    (
        "No topic",
        "The article is filed nowhere. Set `topics`.",
        lambda article, library: not library.topics_of.get(article.id),
    ),
    (
        "No text",
        "Only a title was found in the capture.",
        lambda article, _: not article.body.strip(),
    ),
    (
        "Edited by hand",
        "These are never changed by an ingest again.",
        lambda article, _: article.edited,
    ),
)


def status_page(pieces: Pieces) -> Page:
    """Return the page on data quality."""
    library = pieces.library
    head = pieces.head("/status/", "Data quality", "What this site holds", robots=NOINDEX)
    concerns = (*_concerns(pieces), _alike(pieces))
    kept = tuple(concern for concern in concerns if concern.stubs or concern.links)
    return Page("/status/", "status", StatusPage(pieces.chrome, head, _figures(library), kept))


def _figures(library: Library) -> tuple[tuple[str, int], ...]:
    kinds = [term.kind for term in library.entities]
    return (
        ("Articles", len(library.articles)),
        ("Drafts", len(library.drafts)),
        ("Editions", len(library.editions)),
        ("Stories", len(library.stories)),
        ("Topics", len(library.topics)),
        ("Sources", len(library.sources)),
        ("People", kinds.count("person")),
        ("Organizations", kinds.count("organization")),
        ("Places", kinds.count("place")),
    )


def _concerns(pieces: Pieces) -> Iterator[Concern]:
    library = pieces.library
    for heading, explanation, doubtful in _DOUBTS:
        articles = [article for article in library.articles if doubtful(article, library)]
        more = f" The newest {MOST} of {len(articles)} are shown." if len(articles) > MOST else ""
        yield Concern(heading, explanation + more, pieces.stubs(reversed(articles[-MOST:])))


def _alike(pieces: Pieces) -> Concern:
    pairs = look_alikes(pieces.library.entities)
    links = [pieces.link(term) for pair in pairs[:MOST] for term in pair]
    more = f" The first {MOST} of {len(pairs)} pairs are shown." if len(pairs) > MOST else ""
    return Concern(
        "Names that look alike",
        "Each pair may be one. Join them with an authority record that lists the other name "
        f"among its `aliases`.{more}",
        (),
        tuple(links),
    )


def look_alikes(entities: Sequence[Term]) -> list[tuple[Term, Term]]:
    """Return pairs of entities whose names differ in little, by name.

    Alike are names that differ in marks or in a company's form ("Inc."), and a surname alone
    beside a full name. Those share a key, so that not all names are compared with all.
    """
    groups: dict[str, list[Term]] = {}
    for term in entities:
        groups.setdefault(_bare(term.name), []).append(term)
    full: dict[str, Term] = {}
    for term in entities:
        if term.kind == "person" and " " in term.name:
            full.setdefault(slug(term.name.split()[-1]), term)
    pairs = [(group[0], other) for group in groups.values() for other in group[1:]]
    pairs += [
        (full[slug(term.name)], term)
        for term in entities
        if term.kind == "person" and " " not in term.name and slug(term.name) in full
    ]
    return sorted(pairs, key=lambda pair: (slug(pair[0].name), pair[0].key, pair[1].key))


def _bare(name: str) -> str:
    """Return the letters of a name, without "the" before and a company's form after it."""
    words = slug(name).split("-")
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
