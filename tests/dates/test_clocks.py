"""Lines that are a time of day and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from broadsheet import dates


@pytest.mark.parametrize(
    "line",
    [
        "22:24 Uhr",
        "12.52pm BST",
        "03:27 PM",
        "14h32",
        "21:48",
        "9.02am",
        "20:15 CET",
        "um 7.30 Uhr",
    ],
)
def test_a_clock_is_read_and_names_no_day(line: str) -> None:
    printed = dates.clock(line)
    assert printed is not None
    assert printed.text == line
    assert dates.resolved(printed, dt.date(2025, 5, 12)) is None


@pytest.mark.parametrize(
    "line",
    ["12.52", "4.2950", "25:10", "12:75", "10:30 he said", "Kick-off: 17:10", "9:15 ABC", ""],
)
def test_what_is_no_clock(line: str) -> None:
    assert dates.clock(line) is None
