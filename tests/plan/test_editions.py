"""An edition is finite, says what is new that day, and stands in a calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from newsroom import article, planned, shelved

from broadsheet.plan.calendars import calendar
from broadsheet.plan.views import Cell


def test_a_story_that_goes_on_says_how_many_reports_are_new() -> None:
    plan = planned(
        shelved(
            *(article(f"2025/06/01/a{n}", story="a0", source=f"S{n}") for n in range(2)),
            *(article(f"2025/06/02/b{n}", story="a0", source=f"S{n}") for n in range(3)),
        )
    )
    assert plan["/2025/06/01/"].data.lead.fresh == 0
    assert plan["/2025/06/02/"].data.lead.fresh == 3
    assert plan["/stories/"].data.cards[0].fresh == 0


def test_a_full_front_page_leads_to_the_whole_edition() -> None:
    topics = [f"topic-{n}" for n in range(12)]
    today = [article(f"2025/06/01/a{n:03}", topics=[topics[n % 12]]) for n in range(80)]
    today += [article(f"2025/06/01/s{n}-{m}", story=f"s{n}-0") for n in range(20) for m in (0, 1)]
    plan = planned(shelved(*today))
    front, edition = plan["/"].data, plan["/2025/06/01/"].data
    assert (len(front.cards), len(front.briefs), len(front.briefs[0].stubs)) == (6, 8, 3)
    assert front.whole.href == "/2025/06/01/"
    assert (len(edition.cards), edition.whole) == (12, None)
    briefs = sum(len(group.stubs) + group.more for group in edition.briefs)
    assert briefs == 80 + 20 - 13  # a story without room for a card is one of them
    first = front.briefs[0]
    assert len(first.stubs) + first.more == len(edition.briefs[0].stubs)


def test_a_small_edition_is_whole_on_the_front_page() -> None:
    assert planned(shelved(article("2025/06/01/a")))["/"].data.whole is None


def test_the_archive_of_a_month_is_a_calendar_of_its_editions() -> None:
    plan = planned(shelved(article("2025/06/02/a"), article("2025/06/02/b")))
    first, second, *_ = plan["/2025/06/"].data.calendar.weeks
    assert first == (None, None, None, None, None, None, Cell(1))
    assert second[0] == Cell(2, "/2025/06/02/", "2025-06-02", 2)


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (dt.date(2024, 2, 9), 29),
        (dt.date(2025, 2, 9), 28),
        (dt.date(1, 1, 1), 31),
        (dt.date.max, 31),
    ],
)
def test_every_month_has_its_days_in_weeks_of_seven(day: dt.date, days: int) -> None:
    weeks = calendar(day, {}).weeks
    assert {len(week) for week in weeks} == {7}
    assert [cell.day for week in weeks for cell in week if cell] == list(range(1, days + 1))


def test_the_archive_of_a_year_has_bars_for_its_weeks() -> None:
    plan = planned(shelved(article("2025/01/06/a"), article("2025/12/29/b")))
    assert len(plan["/2025/"].data.weeks) == 52
