"""A wire's text on two outlets is one report; a formula with other facts is not."""

from __future__ import annotations

import datetime as dt
import random

from broadsheet.enrich.stories import Told, stories
from broadsheet.enrich.stories.duplicates import duplicates

DAY = dt.date(2026, 3, 3)
WIRE = (
    "PORT SENNET (Northwire) - Engineers closed the Kestrel Bridge to all traffic on Tuesday after "
    "a climber found cracks beside the main cable. The city will run free launches from three "
    "piers, and the trains will go on until midnight. Nobody was hurt, chief engineer Ilse "
    "Vandrake told reporters, and the deck does not move. A second survey begins on Wednesday."
)


def told(id: str, text: str, days: int = 0, story: str | None = None) -> Told:
    return Told(id, f"Title of {id}", text, DAY + dt.timedelta(days), (), story)


def pairs(*texts: str) -> list[tuple[int, int]]:
    return list(duplicates([told(str(n), text) for n, text in enumerate(texts)]))


def test_the_same_words_are_one_report_whatever_their_case_and_stops():
    assert pairs(WIRE, WIRE.upper().replace(",", "")) == [(0, 1)]


def test_a_teaser_is_one_report_with_its_text():
    assert pairs(WIRE, WIRE[:170]) == [(0, 1)]


def test_a_few_words_changed_are_one_report():
    assert pairs(WIRE, WIRE.replace("Tuesday", "the day").replace("three", "four")) == [(0, 1)]


def test_a_formula_with_other_facts_is_another_report():
    shares = "Shares of {} closed {} at {} crowns on {} in {} trading, while those of {} gained {}."
    one = shares.format("Helvane", "lower", 41, "Monday", "thin", "Quern Press", 3) * 2
    two = shares.format("Skerrow Line", "higher", 17, "Friday", "brisk", "Orrin Rail", 9) * 2
    assert pairs(one, two) == []


def test_texts_of_a_few_words_say_too_little():
    assert pairs("No comment.", "No comment.") == []


def test_the_same_report_a_month_later_is_another():
    assert list(duplicates([told("a", WIRE), told("b", WIRE, 30)])) == []


def test_one_report_is_one_story_even_beyond_the_window():
    found = stories([told("a", WIRE), told("b", WIRE, 5)])
    assert found == {"a": "a", "b": "a"}


def test_known_stories_stay_apart_even_for_one_report():
    found = stories([told("a", WIRE, story="x"), told("b", WIRE, story="y"), told("c", WIRE)])
    assert found["a"] == "x"
    assert found["b"] == "y"
    assert found["c"] in ("x", "y")


def test_a_story_runs_on_beyond_the_window_from_day_to_day():
    days = [
        told(f"{n:02d}", f"{WIRE} On day {n} launch number {n * 7} carried {n * 911} people.", n)
        for n in range(8)
    ]
    assert set(stories(days).values()) == {"00"}


def test_many_copies_of_one_text_are_grouped_without_being_compared_all():
    many = [told(f"{n:04d}", WIRE) for n in range(1500)]
    assert set(stories(random.Random(1).sample(many, 1500)).values()) == {"0000"}
