"""Front matter in the form of a machine is read without PyYAML, which is asked here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.content import markdown
from broadsheet.content.front import parts
from broadsheet.model import Article
from broadsheet.yaml12.quick import quick
from broadsheet.yaml12.thorough import thorough

VALUES = ("a", "Ottilie", "no", "1", "07", "0x1f", "1.5", "null", "~", "2025-07-29T09:12:00Z")
MARKS = (" ", " ", ":", ": ", " #", "#", "-", "- ", "'", '"', "\\", "&", "*", "!", "[]", "{}", "=")
ODD = ("é", "“", "\t", "\xa0", "\u2028", "\x85", "---", "...", "%", "@", "`", "|", ">", "?")
TEXTS = st.lists(st.sampled_from((*VALUES, *MARKS, *ODD)), max_size=5).map("".join)
LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["title", "people", "a_b", "x-y", "no"]), TEXTS),
    st.sampled_from(["people:", "places:", "title:", "places: []", "", "# remark", "  more"]),
    st.builds("  - {}".format, TEXTS),
)
FRONTS = st.lists(LINES, max_size=6).map("\n".join) | st.text(max_size=20)


@given(front=FRONTS, end=st.sampled_from(["", "\n"]))
@settings(max_examples=1500, deadline=None)
@example("title: a\n  - b", "\n")
@example("people:\n  - a\n  - b: c\n", "")
@example("title: |", "")
def test_what_is_read_quickly_says_what_the_parser_says(front: str, end: str) -> None:
    found = quick(front + end, 2)
    if found is not None:
        assert found == thorough(front + end, "x.md", 2)


@given(
    title=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    names=st.lists(st.text(st.characters(codec="utf-8"), max_size=9), max_size=3).map(tuple),
)
@settings(max_examples=200, deadline=None)
def test_what_a_machine_writes_is_read_alike_both_ways(title: str, names: tuple[str, ...]) -> None:
    written = markdown(Article("x", title, dt.date(2025, 7, 29), summary=title, people=names))
    front = parts(written, "x.md").front
    found = quick(front, 2)
    if found is not None:
        assert found == thorough(front, "x.md", 2)


def test_nearly_every_sample_is_read_quickly() -> None:
    files = list((Path(__file__).parents[2] / "content").glob("2*/**/*.md"))
    fronts = [parts(file.read_text("utf-8"), file.name).front for file in files]
    assert sum(quick(front) is not None for front in fronts) > 0.8 * len(fronts)


@pytest.mark.parametrize("front", ["title: a: b", "title: #x", "a\tb: c", "title:\n", "- a", ""])
def test_what_is_in_doubt_is_left_to_the_parser(front: str) -> None:
    assert quick(front) is None
