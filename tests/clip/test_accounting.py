"""Nothing disappears silently: each line is in a clipping or dropped with a reason."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import clip
from broadsheet.clip.lines import lines
from broadsheet.model import Capture

REASONS = re.compile(
    r"furniture: (?:Daily8|learned|page|header|footer|repeated)|image line|rule|link word|hashtags"
    r"|noise: (?:error|warning|share|promotion)|no article near|the same article again: L\d+-L\d+"
)
FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.txt"))
PIECES = [
    "", "", "logo", "#", "Latest news with #Kell", "Orange background", "Try Our AI Features",
    "Related Articles", "Comments", "Hashtags", "#ferry", "Full Story", "---", "Kell Courier",
    "Radio Kell", "time14 minutes ago", "an hour ago", "11-06-2025", "29 July 2025, 14:05",
    "Kell Courier11-06-2025", "Source: Radio Kell", "By Ana Roe", "3 min read", "  • Sports",
    "  • Radio Kell", "- Radio Kell", "![Boat adrift](x.jpg)", "https://post.example/1",
    "Sea wall vote ends quarrel", "Sea wall vote ends quarrel", "Boat adrift for nine hours",
    "The wall was breached three times since 2015. It flooded 60 houses in Salt Street.",
    "PORT KELL (Reuters) -Rain fell. Error in retrieving data It stopped. Photo: AFP",
    "READ MORE: The best tables", "WHAT NEXT", "© 2025 Kell", "منذ ساعة واحدة", "عنوان الخبر هنا",
]  # fmt: skip


def clipped(text: str) -> clip.Clipped:
    capture = Capture("seeds/a.txt", text, dt.date(2025, 8, 5), "stated")
    return clip.clippings(capture, clip.furniture([capture]))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_line_of_our_captures_is_accounted_for(path: Path) -> None:
    made = clipped(path.read_text("utf-8"))
    inside = {n for c in made.clippings for n in range(c.span.first, c.span.last + 1)}
    dropped = {drop.line for drop in made.dropped}
    for line in lines(path.read_text("utf-8")):
        assert line.number in inside | dropped
    assert all(REASONS.fullmatch(drop.reason) for drop in made.dropped)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_every_line_of_any_capture_is_accounted_for(pieces: list[str]) -> None:
    made = clipped("\n".join(pieces))
    inside: Counter[int] = Counter()
    for one in made.clippings:
        inside.update(range(one.span.first, one.span.last + 1))
    dropped = {drop.line for drop in made.dropped}
    for line in lines("\n".join(pieces)):
        assert inside[line.number] or line.number in dropped, line
        assert inside[line.number] <= 1, line
    assert all(REASONS.fullmatch(drop.reason) for drop in made.dropped)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    clipped(text)


def test_the_same_bytes_give_the_same_clippings() -> None:
    texts = [path.read_text("utf-8") for path in FIXTURES]
    assert [clipped(text) for text in texts] == [clipped(text) for text in texts]


@pytest.mark.parametrize(
    "one",
    [
        "a",
        " ",
        "\n",
        '"',
        "(",
        "-",
        "|",
        "5",
        "A ",
        "By ",
        "/",
        "! ",
        "time",
        "#\n",
        "a day ago\n",
        "Kell\n",
        "Error in retrieving data ",
    ],
)
def test_one_thing_a_hundred_thousand_times_takes_no_long_time(one: str) -> None:
    text = f"Title of it\n29 July 2025\n{one * (100_000 // len(one))}"
    start = time.process_time()
    clipped(text)
    assert time.process_time() - start < 3
