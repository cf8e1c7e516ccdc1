"""Where the time went is told by stage and by template, in about ten lines."""

from __future__ import annotations

from pathlib import Path

from fakes import FakePress, sheets

from broadsheet import disk
from broadsheet.printing import Order, Stopwatch, profile, run
from broadsheet.printing.stopwatch import PAGES
from broadsheet.state import State


def test_stages_stand_in_their_order_and_kinds_by_their_cost() -> None:
    spent = [("reading", 1.0), (f"{PAGES}atom", 0.5), (f"{PAGES}article", 2.0), ("printing", 3.0)]
    assert [" ".join(line.split()) for line in profile(spent)] == [
        "reading 1.00 s 25 %",
        "printing 3.00 s 75 %",
        "pages of kind article 2.00 s 50 %",
        "pages of kind atom 0.50 s 12 %",
    ]


def test_kinds_that_cost_little_are_told_as_one() -> None:
    spent = [("printing", 10.0), *((f"{PAGES}{n}", float(n)) for n in range(1, 9))]
    lines = profile(spent)
    assert len(lines) == 7
    assert lines[-1].split() == ["pages", "of", "other", "kinds", "6.00", "s", "60", "%"]


def test_nothing_done_is_nothing_told() -> None:
    assert profile([]) == []


def test_a_run_tells_its_stages_and_the_kinds_it_printed(tmp_path: Path) -> None:
    watch = Stopwatch()
    with State(None) as state:
        output = disk.output(tmp_path / "site", tmp_path / "scratch")
        run(sheets("a"), FakePress(), output, state, Order(watch=watch))
    assert list(watch.spent) == [
        "planning",
        "claiming addresses",
        f"{PAGES}article",
        f"{PAGES}edition",
        "printing",
        "removing and recording",
    ]
