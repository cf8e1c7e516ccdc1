"""What a whole line says of time: the tables beside this file are the specification."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from broadsheet.dates import Printed, glued, printed

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if not line.startswith("#"))
    return [(line, expected) for line, _, expected in pairs]


def told(time: Printed | None) -> str:
    """Say a reading in the words of the tables; ages in the unit they are known to."""
    if time is None:
        return ""
    if time.yearless:
        return "--{:02}-{:02}".format(*time.yearless)
    if time.stated is not None:
        return time.stated.isoformat()
    assert time.age is not None
    seconds = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
    seconds |= {"month": 30 * 86400, "year": 365 * 86400}
    count = time.age.total_seconds() / seconds[time.unit]
    return f"{count:g} {time.unit}" + ("" if count == 1 else "s")


@pytest.mark.parametrize(("line", "expected"), rows("printed.tsv"))
def test_a_line_that_is_a_time_is_read(line: str, expected: str) -> None:
    assert told(printed(line)) == expected


@pytest.mark.parametrize("line", (HERE / "not_dates.txt").read_text("utf-8").splitlines())
def test_a_line_that_is_no_time_is_left_alone(line: str) -> None:
    assert told(printed(line)) == ""


@pytest.mark.parametrize(("line", "expected"), rows("glued.tsv"))
def test_every_reading_of_a_glued_line_comes_longest_time_first(line: str, expected: str) -> None:
    readings = [f"{prefix}={told(time)}" for prefix, time in glued(line)]
    assert "|".join(readings) == expected


def test_the_tables_are_large_enough_to_mean_something() -> None:
    assert len(rows("printed.tsv")) >= 200
    assert len((HERE / "not_dates.txt").read_text("utf-8").splitlines()) >= 80


def test_a_few_hours_are_known_to_the_day_only() -> None:
    found = printed("a few hours ago")
    assert found is not None
    assert found.unit == "day"


def test_the_text_is_kept_as_printed() -> None:
    found = printed("  Published: 29 July 2025 ")
    assert found is not None
    assert found.text == "Published: 29 July 2025"


def test_digits_of_every_script_read_alike() -> None:
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯"):
        line = "29-07-2025".translate({ord(str(n)): digit for n, digit in enumerate(digits)})
        found = printed(line)
        assert found is not None
        assert found.stated == dt.date(2025, 7, 29)


@pytest.mark.parametrize(
    "unit",
    ["a", "1", " ", "1 ", "1/", "ago ", "a ", "29 July ", "Published ", "年", "٢", "-", "\u0301"],
)
def test_a_megabyte_of_anything_takes_no_time(unit: str) -> None:
    line = unit * (1_000_000 // len(unit))
    started = time.process_time()
    for text in (line, line[:119], line[:60] + " 2025"):
        printed(text)
        glued(text)
    assert time.process_time() - started < 0.5


def test_prose_is_turned_away_at_once() -> None:
    prose = [
        "The ferry was late again on Tuesday, its captain said, and nobody was surprised.",
        "Harbour works resume",
        "By Ines Calder",
        "The council has spent 12 years and 4 million marks on the breakwater at Port Ellery.",
    ]
    for line in prose:
        printed(line)
    started = time.process_time()
    for _ in range(250):
        for line in prose:
            printed(line)
    assert (time.process_time() - started) / 1000 < 100e-6  # some 5 microseconds; slow machines
