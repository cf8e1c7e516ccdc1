"""The page of each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from broadsheet.enrich.reading import dateline_end
from broadsheet.enrich.undone import undone
from broadsheet.library import Edition, Kinship
from broadsheet.model import Article, Page
from broadsheet.plan import prose
from broadsheet.plan.corrections import corrections
from broadsheet.plan.editions import edition_link
from broadsheet.plan.forms import linked
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import NOINDEX, Pieces
from broadsheet.plan.views import ArticlePage, Head, Link, Provenance, Related, StoryRef, Text

_LINES = re.compile(r"L(\d{1,9})(?:-L(\d{1,9}))?")


def article_pages(pieces: Pieces) -> Iterator[Page]:
    """Yield the page of every article, edition by edition."""
    for edition in pieces.library.editions:
        for n, article in enumerate(edition.articles):
            at = pieces.library.permalinks[article.id]
            if at in pieces.wanted:
                yield Page(at, "article", _page(article, edition, n, pieces))


def _page(article: Article, edition: Edition, n: int, pieces: Pieces) -> ArticlePage:
    stub = pieces.stub(article)
    people, organizations, places = pieces.cast((article,))
    return ArticlePage(
        site=pieces.chrome,
        head=_head(article, pieces),
        title=article.title,
        lang=article.lang,
        dir=stub.dir,
        moment=stub.moment,
        modified=moment(article.modified) if article.modified else None,
        minutes=stub.minutes,
        topics=tuple(map(pieces.link, pieces.library.topics_of.get(article.id, ()))),
        authors=article.authors,
        agency=article.agency or "",
        source=stub.source,
        dateline=article.dateline or "",
        original=original(article),
        notes=stub.notes,
        text=_text(article, pieces),
        excerpt=is_excerpt(article, pieces),
        credits=article.credits,
        people=people,
        organizations=organizations,
        places=places,
        story=_story(article, pieces),
        related=related(pieces.library.related_to.get(article.id, ()), pieces),
        provenance=_provenance(article, pieces),
        edition=edition_link(edition.day, pieces),
        previous=_neighbour(edition, n - 1, pieces),
        next=_neighbour(edition, n + 1, pieces),
        reprints=stub.reprints,
        corrections=corrections(article),
    )


def _head(article: Article, pieces: Pieces) -> Head:
    permalink = pieces.library.permalinks[article.id]
    robots = "" if indexable(article) else NOINDEX
    told = {"robots": robots, "kind": "article", "original": _first_published(article, pieces)}
    return pieces.head(permalink, article.title, pieces.summary(article), **told)


def _first_published(article: Article, pieces: Pieces) -> str:
    """Return the address that stands for this text elsewhere, "" where ours stands for itself.

    A third party's text shown whole is a copy, and its canonical address is the original's. An
    excerpt, a headline alone and an article of the site's own are not the original again.
    """
    is_empty = pieces.texts.gist(article).is_empty
    whole = article.source and not is_empty and not is_excerpt(article, pieces)
    return original(article) if whole else ""


def indexable(article: Article) -> bool:
    """Return whether search engines may list the article: a third party's, only if it says so."""
    return not (article.source if article.noindex is None else article.noindex)


def is_excerpt(article: Article, pieces: Pieces) -> bool:
    """Return whether only the beginning of a third party's text is shown."""
    return bool(article.source) and pieces.library.settings.publish == "excerpt"


def shown(article: Article, pieces: Pieces) -> str:
    """Return as much of the body as is published, as Markdown."""
    body = pieces.texts.body(article)
    return prose.excerpt(body) if is_excerpt(article, pieces) else body


def original(article: Article) -> str:
    """Return the address of the original, "" when none is known or it is no web address."""
    url = article.source_url or ""
    return url if url.lower().startswith(("https://", "http://")) else ""


def _text(article: Article, pieces: Pieces) -> Text:
    terms = [(term, pieces.href(term.permalink)) for term in pieces.entities(article)]
    forms_of = {term.key: pieces.forms(term) for term, _ in terms}
    withheld = pieces.library.withheld.get(article.id, frozenset())
    markdown = shown(article, pieces)
    points = article.key_points
    if is_excerpt(article, pieces):
        seen = " ".join(prose.prose(markdown))
        points = tuple(point for point in points if point in seen)
    bare = tuple(point[dateline_end(point) :].lstrip() for point in points)
    return Text(markdown, linked(terms, withheld, forms_of), bare, pieces.chrome.base)


def _story(article: Article, pieces: Pieces) -> StoryRef | None:
    story = pieces.library.story_of.get(article.id)
    if story is None:
        return None
    others = pieces.stubs(other for other in story.articles if other.id != article.id)
    link = Link(story.first.title, pieces.href(story.permalink))
    return StoryRef(link, pieces.outlets(story.articles), others)


def related(kin: Sequence[Kinship], pieces: Pieces) -> tuple[Related, ...]:
    """Return related articles with the reason in words."""
    return tuple(Related(pieces.stub(one.article), _reason(one.shared)) for one in kin)


def _reason(shared: Sequence[str]) -> str:
    """Return "shares Nvidia, export controls"; names that hold commas are parted otherwise."""
    told = ", ".join(shared)
    return f"shares {'; '.join(shared) if told.count(',') >= len(shared) else told}"


def _provenance(article: Article, pieces: Pieces) -> Provenance | None:
    edited = pieces.texts.gist(article).edited
    if not article.seed and not article.via and not article.date_basis and not edited:
        return None
    seed, _, span = (article.seed or "").partition("#")
    return Provenance(
        seed=seed,
        lines=_lines(span),
        captured=moment(article.captured) if article.captured else None,
        captured_basis=article.captured_basis or "",
        date_basis=article.date_basis or "",
        via=article.via or "",
        edited=edited,
        annotated=article.annotated or "",
        undone=undone(article.lang, article.annotated),
        also_in=tuple(_place(place) for place in article.also_in),
    )


def _place(place: str) -> tuple[str, str]:
    seed, _, span = place.partition("#")
    return seed, _lines(span)


def _lines(span: str) -> str:
    """Return "lines 68 to 70" for `L68-L70`."""
    found = _LINES.fullmatch(span)
    if not found:
        return ""
    first, last = found.groups()
    return f"lines {first} to {last}" if last and last != first else f"line {first}"


def _neighbour(edition: Edition, n: int, pieces: Pieces) -> Link | None:
    if not 0 <= n < len(edition.articles):
        return None
    return pieces.article_link(edition.articles[n])
