"""The article that a clipping becomes once it is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from broadsheet.content.articles import sealed
from broadsheet.content.escape import body, line
from broadsheet.model import (
    Annotations,
    Article,
    Clipping,
    DateBasis,
    Quote,
    When,
    chronology,
)

_QUOTES = 20  # of an article


def written(
    clipping: Clipping,
    annotations: Annotations,
    id: str,
    story: str | None,
    also_at: Iterable[str] = (),
) -> Article:
    """Return the article for a clipping, exactly as its file will be read back.

    `id` is like `2025/07/29/x`; `story` is the slug of the story's first article, and left out
    where that is the article itself; `also_at` names the other outlets of the same text.
    ValueError when neither clipping nor id gives a date.
    """
    date, basis = _date(clipping, id)
    return sealed(
        Article(
            id=id,
            title=line(clipping.title) or "Untitled",
            date=date,
            lastmod=_changed(clipping.updated, date),
            body=body(clipping.body),
            date_basis=basis,
            lang=annotations.lang,
            summary=line(annotations.summary),
            source=_text(clipping.source),
            also_at=_texts(also_at),
            agency=_text(clipping.agency),
            authors=_texts(clipping.authors),
            dateline=_text(clipping.dateline),
            source_url=_text(clipping.url),
            via=_text(clipping.via),
            section=_text(clipping.section),
            topics=tuple(topic.slug for topic in annotations.topics),
            people=_texts(annotations.people),
            organizations=_texts(annotations.organizations),
            places=_texts(annotations.places),
            about=_texts(annotations.about),
            story=story if story != id.rpartition("/")[2] else None,
            key_points=_texts(annotations.key_points),
            quotes=_quotes(annotations.quotes),
            content_notes=_texts(annotations.content_notes),
            credits=_texts(clipping.credits),
            keywords=_texts(clipping.keywords),
            rights=_text(clipping.rights),
            noindex=clipping.noindex,
            seed=f"{clipping.seed}#{clipping.span}",
            captured=clipping.captured,
            captured_basis=clipping.captured_basis if clipping.captured else None,
            annotated=_text(annotations.by),
        )
    )


def _date(clipping: Clipping, id: str) -> tuple[When, DateBasis | None]:
    if clipping.date is not None:
        return clipping.date, clipping.date_basis
    if clipping.captured is not None:
        return clipping.captured, "captured"
    return dt.date.fromisoformat(id[:10].replace("/", "-")), "captured"


def _changed(updated: When | None, date: When) -> When | None:
    """Return when it was changed, if that is after it was printed."""
    return updated if updated and chronology(updated) > chronology(date) else None


def _text(text: str | None) -> str | None:
    return (line(text) or None) if text is not None else None


def _quotes(quotes: Iterable[Quote]) -> tuple[str, ...]:
    """Return what was said as lines of `Speaker: words`; without a speaker it tells little."""
    named = (quote for quote in quotes if quote.speaker and ": " not in quote.speaker)
    return _texts(f"{quote.speaker}: {quote.text.rstrip(' ,')}" for quote in named)[:_QUOTES]


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(line, texts) if text))
