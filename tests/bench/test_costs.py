"""What a command costs, and the tables and the plot that are made of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from running import PROJECT

from bench import table
from bench.builds import Series
from bench.cost import Cost, FailedError, busy, cost, family, share
from bench.plot import plot
from bench.ripples import Left
from bench.serving import Waits
from bench.trees import Extent, Ripple

EXTENT = Extent(12, 1_500_000, 3, 400_000, 20)


def built(press: str, walls: list[float], memory: float = 100, edit: str = "clean") -> Series:
    costs = tuple(Cost(wall, wall * 2, memory) for wall in walls)
    return Series(1000, edit, press, costs, memory, 7, EXTENT)


def test_ratios_are_taken_run_by_run_and_their_median_told() -> None:
    # The medians are 2 and 10; but run by run ours took a half, a fifth and a quarter.
    assert table.ratio([1, 2, 5], [2, 10, 20]) == 0.25
    assert table.ratio([2], [8]) == 0.25


def test_a_press_that_ran_less_often_is_compared_by_its_median() -> None:
    assert table.ratio([1, 2, 9], [4]) == 0.5


def test_the_table_of_costs_holds_medians_and_ratios() -> None:
    rows = list(
        table.costs([built("Broadsheet", [1, 3, 2]), built("Hugo", [4, 4, 8], 400)], "Broadsheet")
    )
    assert rows[2] == "| 1,000 | clean | Broadsheet | 2.00 s | 4.00 s | 100 MiB | 7 | | | |"
    assert rows[3] == (
        "| 1,000 | clean | Hugo | 4.00 s | 8.00 s | 400 MiB | 7 | 0.25 | 0.25 | 0.25 |"
    )


def test_the_table_of_ripples_has_a_row_for_each_press() -> None:
    left = [
        Left("Broadsheet", "clean", Ripple((), (), ())),
        Left("Hugo", "clean", Ripple((), (), ())),
        Left("Hugo", "one article deleted", Ripple(("a", "b"), (), ("c",))),
    ]
    rows = list(table.ripples(left))
    assert rows[2] == "| Broadsheet | 0 / 0 / 0 |  |  |  |  |  |"
    assert rows[3] == "| Hugo | 0 / 0 / 0 |  |  |  |  | 2 / 0 / 1 |"


def test_all_rows_of_a_table_have_as_many_cells() -> None:
    tables = [
        list(table.extents([built("Hugo", [1])])),
        list(table.costs([built("Broadsheet", [1]), built("Hugo", [2])], "Broadsheet")),
        list(table.ripples([Left("Hugo", "clean", Ripple((), (), ()))])),
        list(table.waits([Waits(1000, "Hugo", (0.1, 0.2))])),
    ]
    for rows in tables:
        assert len({row.count("|") for row in rows}) == 1, rows


def test_waits_are_told_by_their_median_and_95th_percentile() -> None:
    waits = Waits(1000, "Hugo", tuple(number / 1000 for number in range(101)))
    assert waits.median == pytest.approx(0.050)
    assert waits.late == pytest.approx(0.095)
    assert Waits(1000, "Hugo", (0.3,)).late == 0.3


def test_the_plot_has_a_named_point_for_every_build() -> None:
    found = [
        built(press, [wall], edit=edit)
        for edit in ("clean", "unchanged")
        for press, wall in (("Broadsheet", 0.2), ("Hugo & others", 12.0))
    ]
    drawing = ElementTree.fromstring(plot(found))
    titles = [one.text for one in drawing.iter() if one.tag.endswith("title")]
    assert titles.count("Broadsheet: 0.20 s") == titles.count("Hugo & others: 12.00 s") == 2


# ---- measuring ------------------------------------------------------------------------------

HOLD = "held = bytearray(60 << 20); held[::4096] = b'x' * len(held[::4096])"


def test_memory_of_a_process_counts_at_its_peak(tmp_path: Path) -> None:
    """Measured from a small process: the system counts what a process held before its program."""
    measuring = f"""
import sys
from pathlib import Path
from bench.cost import cost
command = [sys.executable, "-c", {HOLD!r}]
print(cost(command, Path({str(tmp_path)!r}), watch_memory=False).memory)
"""
    said = subprocess.run(
        [sys.executable, "-c", measuring], cwd=PROJECT, capture_output=True, check=True
    )
    assert 60 < float(said.stdout) < 110


def test_memory_of_children_counts_together() -> None:
    one = f"{HOLD}; print(); import sys; sys.stdin.read()"
    both = f"""
import subprocess, sys
pipe = subprocess.PIPE
held = [subprocess.Popen([sys.executable, "-c", {one!r}], stdin=pipe, stdout=pipe) for _ in "ab"]
for each in held:
    each.stdout.readline()
print(flush=True)
sys.stdin.read()
"""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", both], stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        process.stdout.readline()
        assert 120 < sum(map(share, family(process.pid))) / 1024 < 220
        process.communicate()


def test_cpu_time_of_children_counts(tmp_path: Path) -> None:
    work = [sys.executable, "-c", "sum(range(3_000_000))"]
    around = [sys.executable, "-c", f"import subprocess; subprocess.run({work!r})"]
    assert cost(around, tmp_path, watch_memory=False).cpu > 0.03


def test_work_is_counted_while_a_process_is_alive() -> None:
    before = busy(os.getpid())
    sum(range(3_000_000))
    assert busy(os.getpid()) > before


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="ended with 3:\nno such topic"):
        cost([sys.executable, "-c", "print('no such topic'); raise SystemExit(3)"], tmp_path)


def test_a_family_is_a_process_and_its_descendants() -> None:
    assert os.getpid() in set(family(os.getppid()))
    assert os.getppid() not in set(family(os.getpid()))
