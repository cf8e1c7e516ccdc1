"""Times that texts state tell one event from the next where no date is known."""

from __future__ import annotations

import re

from broadsheet.enrich.stories import Told, placed, stories
from broadsheet.enrich.stories.background import foreground
from broadsheet.enrich.stories.times import Times, agreement, times

FIRE = (
    "A fire broke out in the warehouse of Orrin Rail in Castlebrook on {day}. Chief Ilse Vandrake "
    "said {number} engines were called, and nobody was hurt. The warehouse stood empty."
)


def read(text: str) -> Times:
    return times(re.findall(r"\w+", text))


def test_days_months_weekdays_and_years_are_read() -> None:
    found = read("On Monday 3 March 2025, and again on April 21st, after the fire of 2019")
    assert found == Times(frozenset({0}), frozenset({3, 4}), frozenset({(3, 3), (4, 21)}), 2025)


def test_they_are_read_in_other_languages() -> None:
    assert read("El incendio del jueves 3 de marzo").days == {(3, 3)}
    assert read("El incendio del jueves 3 de marzo").weekdays == {3}
    assert read("Am Freitag, 4. Juli").days == {(7, 4)}


def test_words_that_are_also_names_of_times_are_not_taken_for_them() -> None:
    assert read("The sun may march on, and Sat Mar, 50 people in all, sat down") == Times()


def test_a_shared_day_speaks_for_one_event_and_another_weekday_against_it() -> None:
    shared = agreement(read("on 3 March"), read("March 3, a Monday"))
    apart = agreement(read("on Monday"), read("on Thursday"))
    assert shared > 2
    assert apart < -1
    assert agreement(read("on Monday"), read("in the evening")) == 0


def test_two_fires_of_other_weekdays_and_figures_are_two_events_one_of_the_same_is_one() -> None:
    one = Told("a", "Warehouse burns", FIRE.format(day="Monday", number="eleven"))
    same = Told("b", "Castlebrook warehouse on fire", FIRE.format(day="Monday", number="eleven"))
    other = Told("c", "Warehouse burns again", FIRE.format(day="Thursday", number="forty"))
    near = placed([one, same])["b"]
    far = placed([one, other])["c"]
    assert near.story == "a"
    assert (near.likeness or 1) > (far.likeness or 0)


def test_what_a_text_says_of_earlier_events_is_left_out() -> None:
    told = "A tanker outran two boats, a month after pirates released the Halcyon Star. It is safe."
    assert foreground(told) == "A tanker outran two boats. It is safe."
    assert foreground("Five weeks after the disaster") == "Five weeks after the disaster"
    assert foreground("Rain fell on Monday.") == "Rain fell on Monday."


def test_a_long_line_without_stops_is_read_quickly() -> None:
    assert len(foreground("a few of them went " * 5000)) > 0


def test_the_likeness_of_an_article_is_that_of_its_weakest_link_to_the_first() -> None:
    texts = [FIRE.format(day="Monday", number=number) for number in ("eleven", "twelve", "twenty")]
    told = [Told(str(n), f"Warehouse burns {n}", text) for n, text in enumerate(texts)]
    found = placed(told)
    assert found["0"].likeness is None
    assert all(place.likeness is None or 0.5 <= place.likeness <= 1 for place in found.values())
    assert {id: place.story for id, place in found.items()} == stories(told)


def test_a_known_story_has_no_likeness_to_doubt() -> None:
    text = FIRE.format(day="Monday", number="eleven")
    found = placed([Told("a", "Warehouse burns", text, story="x"), Told("b", "It burns", text)])
    assert found["a"].likeness is None
    assert found["b"].story == "x"
