"""The state of the data, for the editor: what is doubtful, missing or drawn twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from broadsheet.content.followed import Followed
from broadsheet.library import Library
from broadsheet.model import Article, Page
from broadsheet.plan.doubts import MOST, merge_concerns, name_concerns
from broadsheet.plan.moments import moment
from broadsheet.plan.pieces import NOINDEX, Pieces
from broadsheet.plan.views import Collected, Concern, StatusPage

_UNSURE = frozenset({"inferred", "file"})

_Doubt = tuple[str, str, Callable[[Article, Pieces], bool]]
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
        "Date counted back from a doubtful time",
        "Printed as an age, and the capture does not state its own time. Give the capture a "
        "sidecar with `captured`, or set `date`.",
        lambda article, _: article.date_basis == "relative" and article.captured_basis in _UNSURE,
    ),
    (
        "Date after the capture",
        "The article is dated later than the capture that holds it. Check `date`.",
        lambda article, _: _is_after_capture(article),
    ),
    (
        "No source",
        "The outlet is not known. Set `source`.",
        lambda article, pieces: article.id not in pieces.library.source_of,
    ),
    (
        "No topic",
        "The article is filed nowhere. Set `topics`.",
        lambda article, pieces: not pieces.library.topics_of.get(article.id),
    ),
    (
        "Not in English",
        "Names come from tables and capitals alone, topics from the outlet's section: see "
        "whether `people`, `organizations`, `places` and `topics` are complete.",
        lambda article, _: article.lang.partition("-")[0].lower() != "en",
    ),
    (
        "No text",
        "Only a title was found in the capture.",
        lambda article, pieces: pieces.texts.gist(article).is_empty,
    ),
    (
        "Edited by hand",
        "These are never changed by an ingest again.",
        lambda article, pieces: pieces.texts.gist(article).edited,
    ),
)


def status_page(pieces: Pieces) -> Page:
    """Return the page on data quality."""
    library = pieces.library
    head = pieces.head("/status/", "Data quality", "What this site holds", robots=NOINDEX)
    concerns = (*merge_concerns(pieces), *_concerns(pieces), *name_concerns(pieces))
    kept = tuple(c for c in concerns if c.stubs or c.doubts or c.merges)
    sources = tuple(_collected(row) for row in library.followed)
    failing = tuple(one for one in sources if one.fault)
    well = tuple(one for one in sources if not one.fault)
    figures = _figures(library)
    shown = StatusPage(pieces.chrome, head, figures, kept, failing, well)
    return Page("/status/", "status", shown)


def _collected(row: Followed) -> Collected:
    """Return a source without its address, which may hold a secret."""
    return Collected(
        title=row.title,
        host=urlsplit(row.url).hostname or "",
        succeeded=moment(row.succeeded) if row.succeeded else None,
        tried=moment(row.tried) if row.tried else None,
        fault=row.fault,
    )


def _figures(library: Library) -> tuple[tuple[str, int], ...]:
    kinds = [term.kind for term in library.entities]
    removed = len(library.removal.ids) + len(library.removal.names)
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
        *((("Removed", removed),) if removed else ()),
    )


def _concerns(pieces: Pieces) -> Iterator[Concern]:
    library = pieces.library
    for heading, explanation, doubtful in _DOUBTS:
        articles = [article for article in library.articles if doubtful(article, pieces)]
        more = f" The newest {MOST} of {len(articles)} are shown." if len(articles) > MOST else ""
        yield Concern(heading, explanation + more, pieces.stubs(reversed(articles[-MOST:])))


def _is_after_capture(article: Article) -> bool:
    """Return whether the article's day is later than that of its capture, by a day for zones."""
    captured = article.captured
    if captured is None:
        return False
    day = captured.date() if isinstance(captured, dt.datetime) else captured
    return (article.day - day).days > 1
