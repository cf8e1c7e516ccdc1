"""Figures and dates are read so that in doubt two texts state the same."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from broadsheet.plan.facts import days, facts, words


def told(text: str) -> list[str]:
    """Return what is worth to be shown."""
    return [fact.text for fact in facts(text, words(text)) if fact.telling]


def values(text: str) -> set[str]:
    return set().union(*(fact.values for fact in facts(text, words(text))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It left 38,000 households without power.", ["38,000 households"]),
        ("Winds of 143 kilometres an hour.", ["143 kilometres"]),
        ("eleven moored boats sank", ["eleven moored boats"]),
        (
            "It cost $1.2 million and 15 per cent more, or 9%.",
            ["$1.2 million", "15 per cent", "9%"],
        ),
        ("On 18 March 2026 at 21:30", ["18 March 2026", "21:30"]),
        ("On March 18, by 9.30 p.m., it ended.", ["March 18", "9.30 p.m."]),
        ("founded in 1994", ["1994"]),
        ("twenty-one votes", ["twenty-one votes"]),
        ("a 40-year-old", ["40-year-old"]),
    ],
)
def test_a_figure_is_shown_with_what_it_counts(text: str, shown: list[str]) -> None:
    assert told(text) == shown


@pytest.mark.parametrize(
    "text", ["one of them", "two men", "the 58th year", "Route 66.", "the 2-1 win", "Channel77"]
)
def test_what_says_nothing_alone_is_not_shown(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,200 people", "1200 people"),
        ("1.200 Menschen", "1200 people"),
        ("twelve boats", "12 boats"),
        ("a dozen boats", "12 boats"),
        ("1.2 million", "1,200,000"),
        ("5 pm", "17:00"),
        ("18 March 2026", "March 18"),
        ("15%", "15 per cent"),
        ("two men", "2 men"),
    ],
)
def test_two_ways_to_write_it_are_one_figure(one: str, other: str) -> None:
    assert values(one) & values(other)


def test_different_figures_are_different() -> None:
    assert not values("38,000 homes and 1,200 boats on 3 May") & values("39,000; 1,201; 4 May")


def test_a_weekday_and_yesterday_may_mean_a_date() -> None:
    meant = days("It happened on Wednesday.", dt.date(2026, 3, 20))
    assert {"18 march", "25 march", "19 march", "20 march"} <= meant
    assert "16 march" not in meant


@pytest.mark.parametrize("text", ["1,111," * 5000, "1." * 9999, "twenty-" * 5000, "9" * 99999])
def test_hostile_digits_are_read_in_one_pass(text: str) -> None:
    assert all(len(fact.text) < 64 for fact in facts(text, words(text)))


def test_the_first_and_the_last_day_have_neighbours_too() -> None:
    assert days("Monday", dt.date.min)
    assert days("Monday", dt.date.max)


@pytest.mark.parametrize("text", ["It's 12_a, O-K?", "The Vale’s “own” way—x…", "Straße, İ and ﬁ"])
def test_words_are_those_of_the_pattern_whatever_way_they_are_found(text: str) -> None:
    assert words(text) == frozenset(re.findall(r"\w{2,}", text.casefold()))
