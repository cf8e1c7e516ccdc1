"""The library: the knowledge graph of all articles, and who lives at which address."""

from __future__ import annotations

from broadsheet.library.addresses import Row, rows, tsv
from broadsheet.library.assembly import library, library_again, living
from broadsheet.library.doubts import Doubt, Merge, doubts, merges
from broadsheet.library.nouns import Edition, Kinship, Library, Removal, Reprint, Story, Term
from broadsheet.library.removal import removal
from broadsheet.library.striking import spoken, struck

__all__ = [
    "Doubt",
    "Edition",
    "Kinship",
    "Library",
    "Merge",
    "Removal",
    "Reprint",
    "Row",
    "Story",
    "Term",
    "doubts",
    "library",
    "library_again",
    "living",
    "merges",
    "removal",
    "rows",
    "spoken",
    "struck",
    "tsv",
]
