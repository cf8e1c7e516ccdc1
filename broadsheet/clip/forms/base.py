"""What every clipping of a form takes from its record."""

from __future__ import annotations

from typing import Any

from broadsheet.clip.forms.nouns import Record
from broadsheet.model import Clipping, Span


def based(record: Record, **found: Any) -> Clipping:
    """Return a clipping of a record: what was found, and what its record and sidecar say.

    `found` are fields of a `Clipping`, at least `title`; a value of None or an empty one counts
    as not found. What a person declared in a sidecar stands above what the document says, but
    for its address: that of the document is its own, and a sidecar's the one it was taken from.
    """
    sidecar = record.sidecar
    known = {name: value for name, value in found.items() if value not in (None, "", ())}
    known.setdefault("title", "")
    if "span" not in known:
        known["span"] = Span(1, lines(record.data))
    known.setdefault("url", sidecar.url)
    declared = {"source": sidecar.source, "lang": sidecar.lang, "rights": sidecar.rights}
    known |= {name: value for name, value in declared.items() if value}
    if sidecar.noindex is not None:
        known["noindex"] = sidecar.noindex
    return Clipping(
        seed=record.seed,
        captured=record.captured,
        captured_basis=record.captured_basis,
        **known,
    )


def lines(data: bytes) -> int:
    """Return how many lines a document has, at least one."""
    return max(1, data.count(b"\n") + (not data.endswith(b"\n")))
