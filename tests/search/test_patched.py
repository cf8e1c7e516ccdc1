"""The postings of a month patched for the texts that changed are those of the month read anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from broadsheet.search import Entry
from broadsheet.search.nouns import month
from broadsheet.search.patching import patched
from broadsheet.search.postings import decoded, encoded, parts

WORDS = ["ferry", "ferries", "harbour", "harvest", "council", "vote", "budget", "Skerrow", "étude"]


def entry(title: str, text: str) -> Entry:
    return Entry(
        title=title,
        address=f"/{title}/",
        month="2025-07",
        day=1,
        iso="2025-07-01",
        when="1 July 2025",
        lang="en",
        source="Northwire",
        notes=(),
        names=("Mara Lindqvist",),
        subjects=("Politics",),
        hidden=("Okafor",),
        facets=((), (), (), (), ()),
        version=text,
        _body=lambda: text,
    )


def text(chance: random.Random) -> str:
    """Return a text of a length that moves what each word in it counts for."""
    words = chance.choices(
        [*WORDS, "Okafor", f"word{chance.randint(0, 30)}"], k=chance.choice([0, 9, 400, 900])
    )
    return "\n\n".join(" ".join(words[n : n + 40]) for n in range(0, len(words), 40))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("slots", [1, 16])
def test_patched_postings_are_those_of_all_texts_read_again(seed: int, slots: int) -> None:
    chance = random.Random(seed)
    before = [entry(f"Report {n}", text(chance)) for n in range(40)]
    after = list(before)
    for place in chance.sample(range(40), 3):
        told = text(chance)
        after[place] = replace(before[place], version=told, _body=lambda told=told: told)
    changes = [(n, was, now) for n, (was, now) in enumerate(zip(before, after, strict=True))]
    found = patched(parts(month("2025-07", slots, before)), changes)
    assert found == parts(month("2025-07", slots, after))


def test_what_is_written_is_what_is_read_again() -> None:
    found = [(0, 7), (1, 0), (740, 3), (90_000, 5)]
    assert list(decoded(encoded(found))) == found
