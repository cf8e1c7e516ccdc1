"""The library: the knowledge graph of all articles, and who lives at which address."""

from __future__ import annotations

from broadsheet.library.addresses import Row, rows, tsv
from broadsheet.library.assembly import library, living
from broadsheet.library.doubts import Doubt, Merge, doubts, merges
from broadsheet.library.nouns import Edition, Kinship, Library, Reprint, Story, Term

__all__ = [
    "Doubt",
    "Edition",
    "Kinship",
    "Library",
    "Merge",
    "Reprint",
    "Row",
    "Story",
    "Term",
    "doubts",
    "library",
    "living",
    "merges",
    "rows",
    "tsv",
]
