"""Days named in running text, and the day of the capture inferred from them."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from pathlib import Path

import pytest

from broadsheet.dates import captured, mentioned

MINUTES = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
PRINTED = [dt.date(2025, 7, 29)]  # a Tuesday; 5 August is one too
REAL = Path(__file__).parents[3] / "shared/seeds/daily8-maskpark.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aug 5 - Ellery's port", [(5, 8, None, None)]),
        ("PORT ELLERY, Aug. 5 (NNA) --", [(5, 8, None, None)]),
        ("HARBOUR CITY, May 12, 2025 /Newsline/ --", [(12, 5, 2025, None)]),
        ("he said on Tuesday (Aug 5)", [(5, 8, None, 1)]),
        ("on Tuesday, August 5, 2025, the", [(5, 8, 2025, 1)]),
        ("due on 12 August and 11 September", [(12, 8, None, None), (11, 9, None, None)]),
        ("an Aug. 12 detention hearing", [(12, 8, None, None)]),
        ("on the 5th of August", [(5, 8, None, None)]),
        ("August 5th", [(5, 8, None, None)]),
        ("el martes 5 de agosto de 2025", [(5, 8, 2025, 1)]),
        ("le 5 août 2025", [(5, 8, 2025, None)]),
        ("am Dienstag, 5. August", [(5, 8, None, 1)]),
        ("Selasa (5/8/2025)", [(5, 8, 2025, None)]),
        ("5 августа 2025 года", [(5, 8, 2025, None)]),
        ("في ٥ أغسطس ٢٠٢٥", [(5, 8, 2025, None)]),
        ("新潮社港城8月5日电", [(5, 8, None, None)]),
        ("2025年8月5日", [(5, 8, 2025, None)]),
        ("8월 5일", [(5, 8, None, None)]),
        ("filed 2025-08-05 in court", [(5, 8, 2025, None)]),
        ("in October 2022 and until July 2025", []),
        ("10 may be held, and 5 march on", []),
        ("May told 12 people", []),
        ("Section 230, 5.5 August", []),
        ("$5 August", []),
        ("32 August, August 45", []),
        ("", []),
    ],
)
def test_days_named_in_running_text(
    text: str, expected: list[tuple[int, int, int | None, int | None]]
) -> None:
    assert [(p.day, p.month, p.year, p.weekday) for p in mentioned(text)] == expected


def test_positions_count_code_points_of_the_text_as_given() -> None:
    text = "😀 في ٥ أغسطس ثم 12 August"
    assert [text[p.position : p.end] for p in mentioned(text)] == ["٥ أغسطس", "12 August"]


Lede = tuple[dt.timedelta, str]


@pytest.mark.parametrize(
    ("why", "ledes", "expected"),
    [
        (
            "the dateline of the newest item",
            [
                (14 * MINUTES, "Aug 5 - Ellery's biggest yard shut on Tuesday, after a leak."),
                (HOUR, "Two were held, the ministry announced Tuesday. A hearing is on Aug. 12."),
            ],
            "2025-08-05",
        ),
        ("a place first", [(HOUR, "PORT ELLERY, Aug 5 (NNA) - The port shut.")], "2025-08-05"),
        ("a comment", [(HOUR, "COMMENTARY, Aug 5 — Ports are people.")], "2025-08-05"),
        ("a year stated", [(HOUR, "BRIN, Aug 5, 2025 /Newsline/ -- Brin Co says")], "2025-08-05"),
        ("an age to add", [(24 * HOUR, "PORT ELLERY, Aug 4 - The port shut.")], "2025-08-05"),
        ("half a day is a day", [(20 * HOUR, "BRIN, Aug 4 (NNA) - Said on Monday")], "2025-08-05"),
        ("the day before in the text", [(HOUR, "Aug 5 - It fell on Monday.")], "2025-08-05"),
        ("a lede with weekday", [(HOUR, "He was charged on Tuesday (Aug 5).")], "2025-08-05"),
        ("another language", [(HOUR, "BRIN, 5 août (ANL) - Le port a fermé")], "2025-08-05"),
        ("no language of blanks", [(HOUR, "新潮社港城8月5日电 港口关闭")], "2025-08-05"),
        ("a hearing is ahead", [(HOUR, "The hearing will be on Tuesday, Aug. 12.")], None),
        ("a bare future date", [(HOUR, "Two were held. They return on Aug. 12.")], None),
        ("the weekday does not fit", [(HOUR, "Aug 5 - The yard shut on Friday.")], None),
        ("too old an item", [(72 * HOUR, "BRIN, Aug 2 (NNA) - The yard shut.")], None),
        ("half a year ahead is a wrong year", [(HOUR, "BRIN, Jul 4 (NNA) - It shut.")], None),
        ("a stated year in the past", [(HOUR, "BRIN, Aug 5, 2024 - It shut.")], None),
        ("a month is no day", [(HOUR, "The leak began in August 2025.")], None),
        ("nothing at all", [(HOUR, "The port shut.")], None),
        ("no items", [], None),
        (
            "items that disagree",
            [(HOUR, "BRIN, Aug 5 - It shut."), (2 * HOUR, "BRIN, Aug 9 - It opened.")],
            None,
        ),
        (
            "an older item's older dateline",
            [(HOUR, "BRIN, Aug 5 - It shut."), (2 * HOUR, "BRIN, Aug 3 - It opened.")],
            "2025-08-05",
        ),
        (
            "one weekday that three share",
            [(n * HOUR, f"Mayor {n} resigned Thursday.") for n in (1, 2, 3)],
            "2025-07-31",
        ),
        (
            "the printed day's own weekday is the next one",
            [(n * HOUR, f"Mayor {n} resigned Tuesday.") for n in (1, 2, 3)],
            "2025-08-05",
        ),
        ("two are not several", [(n * HOUR, f"{n} resigned Thursday.") for n in (1, 2)], None),
        (
            "weekdays that differ",
            [(n * HOUR, f"{n} quit {d}.") for n, d in enumerate(("Thursday", "Friday") * 2)],
            None,
        ),
    ],
)
def test_the_day_of_the_capture(why: str, ledes: list[Lede], expected: str | None) -> None:
    for order in itertools.islice(itertools.permutations(ledes), 6):
        day = captured(order, PRINTED)
        assert (day.isoformat() if day else None) == expected, why


def test_never_before_any_printed_day() -> None:
    lede = [(HOUR, "Aug 4 - The yard shut on Monday.")]
    assert captured(lede, [dt.date(2025, 8, 5), dt.date(2024, 1, 1)]) == dt.date(2025, 8, 5)
    assert captured(lede, [dt.date(2025, 8, 20)]) is None


def test_the_year_turns_between_the_printed_day_and_the_capture() -> None:
    lede = [(HOUR, "BRIN, Jan 2 (NNA) - The yard shut.")]
    assert captured(lede, [dt.date(2025, 12, 30)]) == dt.date(2026, 1, 2)


def test_without_a_printed_day_only_a_stated_year_will_do() -> None:
    assert captured([(HOUR, "BRIN, Aug 5 (NNA) - It shut.")], []) is None
    assert captured([(HOUR, "BRIN, Aug 5, 2025 (NNA) - It shut.")], []) == dt.date(2025, 8, 5)


@pytest.mark.parametrize("unit", ["a", "1 ", "Aug ", "Monday, ", "A, ", "1/", "Aug 5 - ", "on ("])
def test_a_megabyte_of_anything_takes_no_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    started = time.process_time()
    mentioned(text)
    captured([(dt.timedelta(0), text)], PRINTED)
    assert time.process_time() - started < 2


@pytest.mark.skipif(not REAL.exists(), reason="the first capture is not beside the project")
def test_the_first_capture_is_of_5_august_2025() -> None:
    lines = REAL.read_text("utf-8").splitlines()
    newest = next(line for line in lines if line.startswith("Aug 5 - "))
    others = [line for line in lines if line.startswith("Two Chinese nationals")]
    ledes = [(14 * MINUTES, newest), *((HOUR, line) for line in others)]
    assert captured(ledes, PRINTED) == dt.date(2025, 8, 5)


@pytest.mark.parametrize(
    ("lede", "expected"),
    [
        ("Aug 5 - The port reopened on Tuesday.", dt.date(2025, 8, 5)),
        ("The port reopened, the mayor said on Tuesday, Aug. 12.", dt.date(2025, 8, 12)),
        ("ELLERY, Aug 5 (NNA) -- The port reopened.", dt.date(2026, 8, 5)),
        ("ELLERY, Dec 5 (NNA) -- The port reopened.", dt.date(2025, 12, 5)),
        ("The port reopened on Tuesday.", None),
        ("The port will reopen on Tuesday, Aug. 12.", None),
    ],
)
def test_where_no_day_is_printed_the_weekday_tells_the_year(
    lede: str, expected: dt.date | None
) -> None:
    latest = dt.date(2026, 11, 22)  # the day of the file itself
    assert captured([(14 * MINUTES, lede)], [], latest) == expected
