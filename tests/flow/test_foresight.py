"""What several processes found out ahead is what one finds, and a worker that dies costs time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.printing import foresight
from broadsheet.printing.foresight import Foresight
from broadsheet.state import State

PARENT = os.getpid()


@pytest.fixture
def foreseeing(tmp_path: Path) -> Iterator[Callable[[int], Foresight]]:
    with State(tmp_path) as state:
        yield lambda jobs: Foresight(state.memo, jobs)


def doubled(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


def mortal(number: int) -> int:
    if number == 40 and os.getpid() != PARENT:
        os._exit(9)
    return 2 * number


# The memo's keys hold the code of the room that a function belongs to.
doubled.__module__ = mortal.__module__ = "broadsheet.plan"

CALLS = [(doubled, (n,)) for n in range(foresight.FEW)]


def test_what_was_foreseen_was_made_by_others(foreseeing: Callable[[int], Foresight]) -> None:
    ahead = foreseeing(2)
    ahead.foresee(iter(CALLS))
    found = [ahead(function, *values) for function, values in CALLS]
    assert [value for value, _ in found] == [2 * n for n in range(foresight.FEW)]
    assert PARENT not in {maker for _, maker in found}


def test_it_is_remembered_and_asked_for_in_any_order(
    foreseeing: Callable[[int], Foresight],
) -> None:
    ahead = foreseeing(2)
    ahead.foresee(iter(CALLS))
    first = [ahead(function, *values) for function, values in reversed(CALLS)]
    assert [ahead(function, *values) for function, values in reversed(CALLS)] == first


@pytest.mark.parametrize(("jobs", "calls"), [(1, CALLS), (2, CALLS[:-1])])
def test_one_process_or_few_calls_need_no_others(
    foreseeing: Callable[[int], Foresight], jobs: int, calls: list[foresight.Call]
) -> None:
    ahead = foreseeing(jobs)
    ahead.foresee(iter(calls))
    assert ahead(doubled, 7) == (14, PARENT)


def test_what_nobody_foresaw_is_made_here(foreseeing: Callable[[int], Foresight]) -> None:
    ahead = foreseeing(2)
    ahead.foresee(iter(CALLS))
    assert ahead(doubled, 1000) == (2000, PARENT)


def test_a_worker_that_dies_costs_nothing_but_time(
    foreseeing: Callable[[int], Foresight],
) -> None:
    ahead = foreseeing(2)
    ahead.foresee((mortal, (n,)) for n in range(foresight.FEW))
    assert [ahead(mortal, n) for n in range(foresight.FEW)] == [2 * n for n in range(foresight.FEW)]
