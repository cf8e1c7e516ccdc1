"""A clipping as one row of JSON Lines."""

from __future__ import annotations

from typing import Any

from broadsheet.model import Clipping, When


def row(clipping: Clipping) -> dict[str, Any]:
    """Return the clipping as a mapping whose keys always stand in the same order."""
    return {
        "seed": clipping.seed,
        "lines": [clipping.span.first, clipping.span.last],
        "title": clipping.title,
        "source": clipping.source,
        "agency": clipping.agency,
        "authors": list(clipping.authors),
        "date": _iso(clipping.date),
        "date_basis": clipping.date_basis,
        "when": clipping.when,
        "section": clipping.section,
        "dateline": clipping.dateline,
        "body": "\n\n".join(block.text for block in clipping.body),
        "credits": list(clipping.credits),
        "keywords": list(clipping.keywords),
        "via": clipping.via,
        "url": clipping.url,
        "lang": clipping.lang,
        "rights": clipping.rights,
        "captured": _iso(clipping.captured),
        "captured_basis": clipping.captured_basis,
    }


def _iso(when: When | None) -> str | None:
    return when.isoformat() if when is not None else None
