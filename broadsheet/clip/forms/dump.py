"""A text dump inside another file, read as it is read by itself."""

from __future__ import annotations

from broadsheet.clip.cutting import clippings
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.furniture import furniture
from broadsheet.clip.kind import text_of
from broadsheet.model import Capture


def clipped(record: Record) -> Clipped:
    """Return the articles of a dump; what recurs is learned from it alone."""
    text, problems = text_of(record.seed, record.data)
    if text is None:
        return Clipped(problems=problems)
    sidecar = record.sidecar
    capture = Capture(record.seed, text, record.captured, record.captured_basis, sidecar)
    done = clippings(capture, furniture([capture]).within(capture))
    return Clipped(done.clippings, done.dropped, (*problems, *done.problems))
