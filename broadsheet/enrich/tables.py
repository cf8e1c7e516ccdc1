"""The tables of words that the annotators go by, read once from the package's own data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from broadsheet.text import folded


def lines(name: str) -> Iterator[str]:
    """Yield the lines of `data/<name>` that are neither blank nor comments (`#`)."""
    text = files("broadsheet.enrich").joinpath("data", name).read_text("utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of a table: columns apart by `|`, blanks around them dropped."""
    for line in lines(name):
        yield [cell.strip() for cell in line.split("|")]


def listed(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that holds several, apart by `;`."""
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())


@cache
def wordlist(name: str) -> frozenset[str]:
    """Return the words of `data/<name>`, folded; apart by commas or line ends."""
    return frozenset(
        folded(word) for line in lines(name) for word in line.split(",") if word.strip()
    )


@cache
def sections(name: str) -> dict[str, frozenset[str]]:
    """Return the word lists of `data/<name>` by the `[heading]` each stands under."""
    found: dict[str, frozenset[str]] = {}
    heading = ""
    for line in lines(name):
        if line.startswith("["):
            heading = line.strip("[] ")
            continue
        words = frozenset(word.strip() for word in line.split(",") if word.strip())
        found[heading] = found.get(heading, frozenset()) | words
    return found


def wordset(text: str) -> frozenset[str]:
    """Return the words of a short table that stands in the code itself."""
    return frozenset(text.split())
