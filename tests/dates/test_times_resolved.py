"""Ages against a capture, ISO texts, and the dates in file names."""

from __future__ import annotations

import datetime as dt
import os
import time

import pytest

from broadsheet.dates import in_name, iso, printed, resolved

DAY = dt.date(2025, 8, 5)
NOON = dt.datetime(2025, 8, 5, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def against(line: str, captured: dt.date | dt.datetime | None) -> str:
    found = printed(line)
    assert found is not None
    when = resolved(found, captured)
    return when.isoformat() if when else ""


@pytest.mark.parametrize(
    ("line", "on_a_day", "at_noon"),
    [
        ("14 minutes ago", "2025-08-05", "2025-08-05T11:46:00+08:00"),
        ("an hour ago", "2025-08-05", "2025-08-05T11:00:00+08:00"),
        ("11 hours ago", "2025-08-05", "2025-08-05T01:00:00+08:00"),
        ("20 hours ago", "2025-08-04", "2025-08-04T16:00:00+08:00"),
        ("a day ago", "2025-08-04", "2025-08-04"),
        ("yesterday", "2025-08-04", "2025-08-04"),
        ("today, 09:12", "2025-08-05", "2025-08-05"),
        ("2 weeks ago", "2025-07-22", "2025-07-22"),
        ("a month ago", "2025-07-05", "2025-07-05"),
        ("6 months ago", "2025-02-05", "2025-02-05"),
        ("a year ago", "2024-08-05", "2024-08-05"),
        ("a few hours ago", "2025-08-05", "2025-08-05"),
        ("29 July", "2025-07-29", "2025-07-29"),
        ("December 24", "2024-12-24", "2024-12-24"),
        ("29 February", "2024-02-29", "2024-02-29"),
        ("29-07-2025", "2025-07-29", "2025-07-29"),
        ("29 July 2025 09:12 GMT", "2025-07-29T09:12:00+00:00", "2025-07-29T09:12:00+00:00"),
    ],
)
def test_a_printed_time_against_its_capture(line: str, on_a_day: str, at_noon: str) -> None:
    assert (against(line, DAY), against(line, NOON)) == (on_a_day, at_noon)


def test_an_age_means_nothing_without_a_capture_time() -> None:
    assert against("14 minutes ago", None) == ""
    assert against("29 July", None) == ""
    assert against("29 July 2025", None) == "2025-07-29"


def test_the_last_day_of_a_month_has_no_namesake_in_a_shorter_one() -> None:
    assert against("a month ago", dt.date(2025, 3, 31)) == "2025-02-28"


def test_an_age_beyond_the_calendar_is_no_date() -> None:
    assert against("999 years ago", DAY) == "1026-08-05"
    assert against("999 years ago", dt.date(900, 1, 1)) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-07-29", "2025-07-29"),
        ("2025-07-29T09:12:00Z", "2025-07-29T09:12:00+00:00"),
        ("2025-07-29T09:12:00z", "2025-07-29T09:12:00+00:00"),
        ("2025-07-29 09:12", "2025-07-29T09:12:00+02:00"),
        ("2025-07-29T09:12:00+0800", "2025-07-29T09:12:00+08:00"),
        ("2025-07-29T09:12:00.250Z", "2025-07-29T09:12:00.250000+00:00"),
        (" 2025-07-29 ", "2025-07-29"),
        ("2025-02-30", ""),
        ("2025-07-29T25:00", ""),
        ("20250729", ""),
        ("29-07-2025", ""),
        ("2025-W31-2", ""),
        ("yesterday", ""),
        ("", ""),
        ("2" * 1_000_000, ""),
    ],
)
def test_iso_texts(text: str, expected: str) -> None:
    when = iso(text, "Europe/Paris")
    assert (when.isoformat() if when else "") == expected


def test_a_zone_that_does_not_exist_counts_as_utc() -> None:
    assert iso("2025-07-29T09:12", "Mars/Olympus") == dt.datetime(2025, 7, 29, 9, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("harbour-2025-08-05.txt", "2025-08-05"),
        ("2025-08-05.html", "2025-08-05"),
        ("harbour_20250805.txt", "2025-08-05"),
        ("2025_08_05 harbour.txt", "2025-08-05"),
        ("05-08-2025.txt", "2025-08-05"),
        ("harbour-29.07.2025.txt", "2025-07-29"),
        ("20250805-1410.txt", "2025-08-05T14:10:00+02:00"),
        ("2025-08-05T14:10.txt", "2025-08-05T14:10:00+02:00"),
        ("2025-08-05T14-10-00Z.txt", "2025-08-05T14:10:00+00:00"),
        ("2025-08-05_1410.txt", "2025-08-05T14:10:00+02:00"),
        ("2025-08-05 14.10.25.txt", "2025-08-05T14:10:25+02:00"),
        ("20250805T141000+0900.txt", "2025-08-05T14:10:00+09:00"),
        ("web-20250805141000.html", "2025-08-05T14:10:00+00:00"),
        ("2025-08-05-0012.txt", "2025-08-05"),
        ("2025-08-05-12.txt", "2025-08-05"),
        ("2025-08-05_9999.txt", "2025-08-05"),
        ("2025-07-29-to-2025-08-05.txt", ""),
        ("harbour-2025-13-05.txt", ""),
        ("harbour-2025.txt", ""),
        ("harbour-12345678.txt", ""),
        ("1234520250805.txt", ""),
        ("harbour.txt", ""),
        ("", ""),
    ],
)
def test_dates_in_file_names(name: str, expected: str) -> None:
    when = in_name(name, "Europe/Paris")
    assert (when.isoformat() if when else "") == expected


def test_nothing_depends_on_the_zone_of_the_machine() -> None:
    lines = ["July 29, 2025 9:14 PM EDT", "29. srpnja 2025.", "yesterday", "2025-07-29T23:59:00Z"]
    readings = []
    before = os.environ.get("TZ")
    for name in ("Pacific/Kiritimati", "America/Los_Angeles"):
        os.environ["TZ"] = name
        time.tzset()
        readings.append([against(line, NOON) for line in lines])
    os.environ.pop("TZ") if before is None else os.environ.__setitem__("TZ", before)
    time.tzset()
    assert readings[0] == readings[1]
