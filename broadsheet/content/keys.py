"""The keys of an article's front matter, in the order in which a machine writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text", "slug", "lang", "texts", "slugs", "when", "flag", "choice", "pairs", "dated", "share"
]


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name (also the field of the article), and what its value must be."""

    name: str
    kind: Kind
    allowed: tuple[str, ...] = ()
    always: bool = False  # written even where it has its default


KEYS: tuple[Key, ...] = (
    Key("title", "text", always=True),
    Key("date", "when", always=True),
    Key("lastmod", "when"),
    Key("corrections", "dated", ("2025-08-06: what was wrong, and what is right",)),
    Key("draft", "flag"),
    Key("slug", "slug"),
    Key("aliases", "texts"),
    Key("lang", "lang", always=True),
    Key("summary", "text"),
    Key("image", "text"),
    Key("date_basis", "choice", ("relative", "inferred", "captured")),
    Key("source", "text"),
    Key("also_at", "pairs", ("Outlet: its headline",)),
    Key("agency", "text"),
    Key("authors", "texts"),
    Key("dateline", "text"),
    Key("source_url", "text"),
    Key("via", "text"),
    Key("section", "text"),
    Key("topics", "slugs"),
    Key("people", "texts"),
    Key("organizations", "texts"),
    Key("places", "texts"),
    Key("about", "texts"),
    Key("story", "text"),
    Key("story_doubt", "share"),
    Key("key_points", "texts"),
    Key("quotes", "pairs", ("Speaker: words",)),
    Key("content_notes", "texts"),
    Key("credits", "texts"),
    Key("keywords", "texts"),
    Key("rights", "text"),
    Key("noindex", "flag"),
    Key("seed", "text"),
    Key("also_in", "texts"),
    Key("captured", "when"),
    Key("captured_basis", "choice", ("stated", "name", "inferred", "file")),
    Key("annotated", "text"),
    Key("generated", "text"),
)
RECORD_KEYS: tuple[Key, ...] = (
    Key("name", "text"),
    Key("type", "choice", ("person", "organization", "place")),
    Key("aliases", "texts"),
    Key("same_as", "texts"),
    Key("public", "flag"),
)
SIDECAR_KEYS: tuple[Key, ...] = (
    Key("captured", "when"),
    Key("url", "text"),
    Key("source", "text"),
    Key("lang", "lang"),
    Key("rights", "text"),
    Key("noindex", "flag"),
)

#: Names that other programs give to our keys.
SYNONYMS = {
    "author": "authors",
    "tags": "topics",
    "categories": "topics",
    "published": "date",
    "updated": "lastmod",
    "description": "summary",
}


def near(name: str, known: tuple[str, ...]) -> str | None:
    """Return the known key that a person may have meant: one slip of the fingers away, or two."""
    plain = _letters(name)
    scored = [(_distance(plain, _letters(key)), key) for key in known]
    distance, key = min(scored, default=(99, ""))
    begun = min(len(plain), len(key)) > 4 and (key.startswith(plain) or plain.startswith(key))
    few = 0 if len(plain) < 3 else 2 if begun or len(plain) > 5 else 1
    if distance > few or (distance and len(key) <= 4 and _is_other_word(plain, _letters(key))):
        return None
    return key


def _letters(name: str) -> str:
    return name[:40].casefold().replace("_", "").replace("-", "").replace(" ", "")


def _is_other_word(a: str, b: str) -> bool:
    """Return whether two short words differ by another letter: `data` is not a slip of `date`."""
    return len(a) == len(b) and sorted(a) != sorted(b)


def _distance(a: str, b: str) -> int:
    """Return how many letters were added, left out, changed or swapped with a neighbour.

    The restricted Damerau-Levenshtein distance (optimal string alignment).
    """
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]
