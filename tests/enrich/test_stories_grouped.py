"""Articles of one event stand together, look-alikes apart, in any order."""

from __future__ import annotations

import random
from dataclasses import replace

from pieces import events

from broadsheet.enrich.stories import Told, stories


def groups(assigned: dict[str, str]) -> set[frozenset[str]]:
    by_story: dict[str, set[str]] = {}
    for id, story in assigned.items():
        by_story.setdefault(story, set()).add(id)
    return {frozenset(ids) for ids in by_story.values()}


def named() -> list[tuple[Told, str]]:
    """The events, each with the capitalized names that an annotator would give it."""
    names = ("Lorvale", "Peru", "Rosa Quispe", "Kedar", "Nepal", "Bimal Thapa", "Velta Energy")
    names += ("Ingrid Solheim", "Brandtwerke", "Uwe Lenz", "Frankfurt", "Castlebrook")
    return [
        (replace(told, names=tuple(n for n in names if n in told.title + told.text)), event)
        for told, event in events()
    ]


def test_events_are_told_apart():
    expected = {told.id: event for told, event in named()}
    assert groups(stories([told for told, _ in named()])) == groups(expected)


def test_events_are_told_apart_without_names():
    assert groups(stories([told for told, _ in events()])) == groups(
        {told.id: event for told, event in events()}
    )


def test_any_order_gives_the_same_stories():
    told = [one for one, _ in named()]
    straight = stories(told)
    for seed in range(5):
        shuffled = random.Random(seed).sample(told, len(told))
        assert stories(shuffled) == straight


def test_a_story_is_named_for_its_first_article():
    assigned = stories([told for told, _ in named()])
    assert assigned["2025/03/06/lorvale-toll-rises"] == "lorvale-market-collapses"


def test_a_known_story_is_final_and_draws_new_articles():
    told = [one for one, _ in named()]
    known = [replace(told[0], story="peru-quake"), *told[1:]]
    assigned = stories(known)
    assert assigned[told[0].id] == "peru-quake"
    assert assigned["2025/03/06/lorvale-toll-rises"] == "peru-quake"
    split = [replace(one, story=f"own-{n}") for n, one in enumerate(told)]
    assert stories(split) == {one.id: f"own-{n}" for n, one in enumerate(told)}


def test_an_event_of_two_weeks_later_is_another_story():
    assigned = stories([told for told, _ in named()])
    assert assigned["2025/03/20/lorvale-rebuilds"] == "lorvale-rebuilds"


def test_articles_without_a_date_still_find_their_story():
    told = [replace(one, date=None) for one, event in named() if event in ("velta", "festival")]
    assigned = stories(told)
    assert assigned["2025/03/04/velta-chief-quits"] == assigned["2025/03/05/velta-shares-plunge"]
    assert len(set(assigned.values())) == 2


def test_two_first_articles_of_one_stem_get_two_slugs():
    one = Told("2025/01/01/notes", "Apples are ripe", "The orchard of Uncle Ben is full.")
    other = Told("2025/02/01/notes", "Bridge opens", "Cars cross the river at Selm again.")
    assert set(stories([one, other]).values()) == {"notes", "notes-2"}


def test_nothing_told_is_no_story():
    assert stories([]) == {}
