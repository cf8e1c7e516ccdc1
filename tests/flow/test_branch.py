"""A branch of the process does the work, with what the process held when it was made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "clip" / "forms"))
from packing import dump, zipped

from broadsheet import flow
from broadsheet.site import site
from broadsheet.workshop import crowd
from broadsheet.workshop.branch import Branch

PROJECT = Path(__file__).parents[2]
held: list[int] = []


def seen(number: int) -> tuple[int, int, int]:
    """Return the number, how much the worker holds, and which process it is."""
    return number, len(held), os.getpid()


def deadly(number: int) -> str:
    if number == 3:
        os._exit(9)
    return str(number)


again = partial(crowd.alone, deadly, died=lambda piece, why: why)


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_results_come_in_order_from_processes_that_hold_what_there_was(jobs: int) -> None:
    held.clear()
    branch = Branch(seen, seen)
    held.extend(range(1000))
    try:
        for numbers in (range(5), range(5, 7), range(0)):
            found = list(branch.mapped(numbers, jobs))
            assert [number for number, _, _ in found] == list(numbers)
            assert {many for _, many, _ in found} <= {0}
            assert os.getpid() not in {process for _, _, process in found}
    finally:
        branch.close()
        held.clear()


def test_what_all_pieces_need_is_brought_before_workers_are_made() -> None:
    held.clear()
    branch = Branch(seen, seen, held.extend)
    try:
        found = list(branch.mapped([5, 6, 7], 2))
        assert [many for _, many, _ in found] == [3, 3, 3]
        assert held == []
    finally:
        branch.close()


def test_a_piece_that_kills_its_process_is_lost_alone() -> None:
    branch = Branch(deadly, again)
    try:
        assert list(branch.mapped(range(6), 1)) == ["0", "1", "2", crowd.DIED, "4", "5"]
    finally:
        branch.close()


def test_what_a_branch_that_dies_leaves_is_done_here() -> None:
    branch = Branch(seen, seen)
    results = branch.mapped(range(4), 0)
    first = next(results)
    os.kill(first[2], signal.SIGKILL)
    found = [first, *results, *branch.mapped(range(2), 0)]
    branch.close()
    assert [number for number, _, _ in found] == [0, 1, 2, 3, 0, 1]
    assert found[-1][2] == os.getpid()


def test_a_branch_that_is_closed_is_gone_at_once() -> None:
    branch = Branch(time.sleep, time.sleep)
    results = branch.mapped([0, 600], 1)
    next(results)
    branch.close()
    with pytest.raises(ProcessLookupError):
        os.kill(branch._id or 2**22 + 1, 0)
    branch.close()


def test_a_branch_ends_with_the_process_that_made_it() -> None:
    code = (
        "import os, signal, time\n"
        "from broadsheet.workshop.branch import Branch\n"
        "branch = Branch(time.sleep, time.sleep)\n"
        "branch._pipe.send(([600], 0))\n"
        "print(branch._id, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, capture_output=True, text=True, cwd=PROJECT, check=False)
    branch = int(done.stdout)
    until = time.monotonic() + 20
    while Path(f"/proc/{branch}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{branch}").exists()


def test_large_captures_give_the_same_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n}.txt": dump(place, n + 1) for n, place in enumerate(("Vey", "Bute", "Coll"))}
    done = []
    for large, jobs in ((0, 2), (1_000_000, 1)):
        monkeypatch.setattr("broadsheet.workshop._LARGE", large)
        root = tmp_path / str(large)
        (root / "seeds").mkdir(parents=True)
        (root / "seeds" / "week-2025-11-03.zip").write_bytes(zipped(files))
        report = flow.ingest(site(root), jobs=jobs)
        assert report.written == 3
        texts = sorted((root / "content").rglob("*.md"))
        done.append([(file.relative_to(root), file.read_bytes()) for file in texts])
    assert done[0] == done[1]
