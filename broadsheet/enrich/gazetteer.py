"""Names known beforehand: places of the world, agencies, companies, people; and their types.

The tables are in `data/`: `places.txt`, `aliases.txt`, `nationalities.txt`, `outlets.txt`,
`generic.txt`. A form is matched word by word and by case; capitals-only text is matched too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from broadsheet.enrich import tables
from broadsheet.enrich.tokens import Token, tokens
from broadsheet.model import EntityType

_TYPES: Mapping[str, EntityType] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
}


_OUTSIDE = ("the ", "President ", "Sir ", "Ayatollah ")  # words before a name, not of it


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the tables. `rank` tells how sure it is: country, state, city or other."""

    name: str
    type: EntityType
    rank: str = "other"


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    known: Known


@cache
def forms() -> Mapping[str, Known]:
    """Return every form of every known name, as written in the tables."""
    table: dict[str, Known] = {}
    for known, spellings in _entries():
        for form in (known.name, *spellings):
            if not form.startswith(_OUTSIDE):
                table.setdefault(form, known)
    return MappingProxyType(table)


def _entries() -> Iterator[tuple[Known, tuple[str, ...]]]:
    for file in ("aliases.txt", "places.txt"):
        for row in tables.rows(file):
            rank, cell, spellings = (*row, "")[:3]
            type_ = _TYPES.get(rank, "place")
            rank = "alias" if rank in _TYPES else rank
            if spellings:
                yield Known(cell, type_, rank), tables.listed(spellings)
                continue
            for name in tables.listed(cell):
                yield Known(name, type_, rank), ()


@cache
def aliases() -> Mapping[str, tuple[str, ...]]:
    """Return the other forms of every canonical name that has any, for linking."""
    return MappingProxyType({known.name: others for known, others in _entries() if others})


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], Known]]]:
    """Return the forms by their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for form, known in forms().items():
        words = tuple(token.text for token in tokens(form))
        if words:
            index.setdefault(words[0], []).append((words, known))
        shouted = tuple(word.upper() for word in words)
        if words and shouted != words and len("".join(words)) > 4:
            index.setdefault(shouted[0], []).append((shouted, known))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return index


def found(text: str, words: Sequence[Token]) -> list[Found]:
    """Return the known names in a text, longest first at each place, none overlapping."""
    index = _index()
    hits: list[Found] = []
    at = 0
    while at < len(words):
        entries = index.get(words[at].text)
        match = _longest(text, words, at, entries) if entries else None
        if match is None:
            at += 1
            continue
        length, known = match
        hits.append(Found(words[at].start, words[at + length - 1].end, known))
        at += length
    return hits


def _longest(
    text: str,
    words: Sequence[Token],
    at: int,
    entries: Sequence[tuple[tuple[str, ...], Known]],
) -> tuple[int, Known] | None:
    for form, known in entries:
        length = len(form)
        if at + length > len(words):
            continue
        if all(words[at + i].text == form[i] for i in range(1, length)) and (
            length == 1 or words[at + length - 1].end - words[at].start <= len(" ".join(form)) + 4
        ):
            return length, known
    return None


@cache
def nationalities() -> frozenset[str]:
    return tables.wordlist("nationalities.txt")


@cache
def outlets() -> frozenset[str]:
    return tables.wordlist("outlets.txt")


@cache
def generic() -> frozenset[str]:
    """Return capitalized words that name nothing: `AI`, `Monday`, `CEO`."""
    return tables.wordlist("generic.txt")


@cache
def given_names() -> frozenset[str]:
    return tables.wordlist("given-names.txt")


@cache
def function_words() -> frozenset[str]:
    """Return words that begin sentences and no names."""
    return tables.wordlist("function-words.txt")


@cache
def empty_words() -> frozenset[str]:
    """Return all words that name nothing by themselves."""
    return generic() | nationalities() | function_words()


@cache
def common_words() -> frozenset[str]:
    """Return common words that are capital only where a sentence or an office makes them so."""
    entries = (
        word.strip()
        for file in ("topics.txt", "frequencies.txt")
        for line in tables.lines(file)
        for word in line.partition(":")[2].replace(" ", ",").split(",")
    )
    return frozenset(entry for entry in entries if entry.isalpha()) | function_words()


class _Aliases(Mapping[str, tuple[str, ...]]):
    """Canonical name -> other forms, read when first asked for."""

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return aliases()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(aliases())

    def __len__(self) -> int:
        return len(aliases())


ALIASES: Mapping[str, tuple[str, ...]] = _Aliases()
