"""When the articles of a capture are of, and what that rests on."""

from __future__ import annotations

import datetime as dt

from broadsheet import clip
from broadsheet.model import Capture, CapturedBasis, When

FILE = dt.datetime(2031, 1, 1, tzinfo=dt.UTC)
ITEM = "Radio Kell\n{time}\n- Radio Kell\n{title}\n{body}\n"


def rows(
    text: str, captured: When = FILE, basis: CapturedBasis = "file"
) -> list[dict[str, object]]:
    capture = Capture("seeds/a.txt", text, captured, basis)
    return [clip.row(one) for one in clip.clippings(capture, clip.Furniture()).clippings]


def item(time: str, body: str, title: str = "Rovers win at the last") -> str:
    return ITEM.format(time=time, title=title, body=body)


def test_an_age_is_resolved_against_a_known_capture_time() -> None:
    noon = dt.datetime(2025, 8, 5, 12, tzinfo=dt.UTC)
    (row,) = rows(item("2 hours ago", "The match ended late."), noon, "stated")
    assert (row["date"], row["date_basis"]) == ("2025-08-05T10:00:00+00:00", "relative")


def test_an_age_against_a_time_that_was_inferred_is_inferred() -> None:
    body = "Aug 5 - Rovers won on Tuesday with a goal in the last minute, to loud cheers."
    row = rows("Sea wall done\n" + item("an hour ago", body) + item("30-07-2025", "Old news."))[0]
    assert (row["captured_basis"], row["captured"]) == ("inferred", "2025-08-05")


def test_a_stated_date_has_no_basis() -> None:
    (row,) = rows(item("04-08-2025", "The match ended late."))
    assert (row["date"], row["date_basis"], row["when"]) == ("2025-08-04", None, "04-08-2025")


def test_an_article_without_any_time_takes_the_day_of_the_capture() -> None:
    (row,) = rows("Sea wall is done\nThe wall was finished by the council, at last.\n")
    assert (row["date"], row["date_basis"]) == ("2031-01-01", "captured")


def test_a_dateline_with_a_year_states_the_date() -> None:
    (row,) = rows(
        "Pan opened\nBRACKWATER, July 9, 2025 /PRNewswire/ -- A pan has opened, it said.\n"
    )
    assert (row["date"], row["date_basis"]) == ("2025-07-09", None)


def test_a_dateline_without_a_year_is_the_last_such_day() -> None:
    text = (
        "Pan opened\nBRACKWATER, July 9 (Reuters) - A second salt pan has opened, the firm said.\n"
    )
    (row,) = rows(text, dt.date(2025, 3, 1), "stated")
    assert (row["date"], row["date_basis"]) == ("2024-07-09", "inferred")


def test_a_newsletters_own_date_is_when_it_was_captured() -> None:
    text = "The Brief\n9 August 2025\n\n" + "".join(
        f"{title}\n{title} was told by the council on a long evening.\nFull Story\n\n"
        for title in ("Sea wall is done", "Wells are closed", "Cinema to close")
    )
    assert [(row["date"], row["date_basis"]) for row in rows(text)] == [
        ("2025-08-09", "captured")
    ] * 3
