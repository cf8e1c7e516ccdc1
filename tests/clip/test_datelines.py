"""The dateline that opens a lede: place, wire and day told apart, a missing blank mended."""

from __future__ import annotations

import pytest

from broadsheet.clip.dateline import dateline

# lede, place, wire, day, start of the mended text (None: unchanged)
CASES = [
    ("BEIJING (Reuters) -Rain fell.", "Beijing", "Reuters", None, "BEIJING (Reuters) - Rain"),
    ("PETALING JAYA: Rain fell.", "Petaling Jaya", None, None, None),
    ("PETALING JAYA:Rain fell.", "Petaling Jaya", None, None, "PETALING JAYA: Rain"),
    (
        "HONG KONG, May 12, 2025 /PRNewswire/ -- Rain fell.",
        "Hong Kong",
        "PRNewswire",
        "May 12, 2025",
        None,
    ),
    (
        "AUSTIN, Texas--(BUSINESS WIRE)--Rain fell.",
        "Austin, Texas",
        "Business Wire",
        None,
        "AUSTIN, Texas--(BUSINESS WIRE)-- R",
    ),
    ("COMMENTARY, July 29 — Rain fell.", None, None, "July 29", None),
    ("GEORGE TOWN, July 29 — Rain fell.", "George Town", None, "July 29", None),
    ("ABILENE, Texas () – A bill passed.", "Abilene, Texas", None, None, None),
    ("Washington (AFP) – Rain fell.", "Washington", "AFP", None, None),
    ("KUALA LUMPUR, Aug 3 (Bernama) -- Rain.", "Kuala Lumpur", "Bernama", "Aug 3", None),
    ("DUBAI, 3rd August, 2025 (WAM) -- Rain.", "Dubai", "WAM", "3rd August, 2025", None),
    ("Aug 5 - The maker of chips fell.", None, None, "Aug 5", None),
    ("Jun. 10—Voters approved it.", None, None, "Jun. 10", None),
    ("(Bloomberg) -- Rain fell.", None, "Bloomberg", None, None),
    ("OTTAWA - The union wrote.", "Ottawa", None, None, None),
    ("NEW DELHI: Rain fell.", "New Delhi", None, None, None),
    ("EXCLUSIVE: Rain fell.", None, None, None, None),
    ("Question: will it rain?", None, None, None, None),
    ("The mayor - who is ill - left.", None, None, None, None),
    ("WHAT was sold as paper is not.", None, None, None, None),
    ("Two people (both tired) - left.", None, None, None, None),
    ("He said: go.", None, None, None, None),
    ("NASA: the probe is lost.", None, None, None, None),
]


@pytest.mark.parametrize(("lede", "place", "wire", "day", "mended"), CASES)
def test_a_dateline_is_told_apart(
    lede: str, place: str | None, wire: str | None, day: str | None, mended: str | None
) -> None:
    found = dateline(lede)
    assert (found.place, found.agency, found.day) == (place, wire, day)
    assert found.text.startswith(mended) if mended else found.text == lede
