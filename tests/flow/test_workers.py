"""Any number of workers prints the same bytes, and a worker that dies costs nothing but time."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from desk import EDITS, Desk, QuickPress
from fakes import FakePress, files, printed, sheets

from broadsheet import disk, flow
from broadsheet.model import Artifact, Page
from broadsheet.printing import workers
from broadsheet.site import site

TITLES = [f"report-{n}" for n in range(70)]


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers take part in sites as small as those of tests."""
    monkeypatch.setattr("broadsheet.printing.workers.FEW", 1)
    monkeypatch.setattr("broadsheet.printing.workers._BATCH", 3)
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)


class MortalPress(FakePress):
    """Kills the process that prints one of the pages, if that is a worker."""

    def __init__(self) -> None:
        super().__init__()
        self.parent = os.getpid()

    def artifact(self, page: Page) -> Artifact:
        if page.permalink == "/report-40/" and os.getpid() != self.parent:
            os._exit(9)
        return super().artifact(page)


def test_several_workers_print_what_one_does(tmp_path: Path) -> None:
    one = printed(tmp_path / "one", sheets(*TITLES))
    for jobs in (2, 4):
        many = printed(tmp_path / str(jobs), sheets(*TITLES), jobs=jobs)
        assert many == one
        assert files(tmp_path / str(jobs) / "site") == files(tmp_path / "one" / "site")


def test_the_pages_are_printed_by_others(tmp_path: Path) -> None:
    press = FakePress()
    printed(tmp_path, sheets(*TITLES), press, jobs=2)
    assert press.printed == []


def test_what_workers_printed_is_left_alone_by_the_next_build(tmp_path: Path) -> None:
    printed(tmp_path, sheets(*TITLES), jobs=2)
    again = printed(tmp_path, sheets(*TITLES), jobs=2)
    assert (again.rendered, again.new, again.changed) == (0, 0, 0)


def test_a_worker_that_dies_leaves_the_rest_to_one_process_which_says_so(tmp_path: Path) -> None:
    run = printed(tmp_path / "a", sheets(*TITLES), MortalPress(), jobs=2)
    printed(tmp_path / "b", sheets(*TITLES))
    assert files(tmp_path / "a" / "site") == files(tmp_path / "b" / "site")
    assert [note for note in run.notes if "the workers stopped" in note]
    assert run.problems == ()
    assert printed(tmp_path / "a", sheets(*TITLES)).rendered == 0


def test_a_page_that_cannot_be_made_stops_no_other(tmp_path: Path) -> None:
    broken = FakePress(broken=frozenset({"/report-7/"}))
    run = printed(tmp_path, sheets(*TITLES), broken, jobs=3)
    assert [problem.message for problem in run.problems] == ["no such field"]
    assert b"being printed" in (tmp_path / "site" / "report-7" / "index.html").read_bytes()
    assert run.new == len(TITLES) + 1


def test_a_full_disk_is_told_by_the_worker_that_meets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(output: disk.Output, path: str, data: bytes) -> None:
        raise disk.NoRoomError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("broadsheet.disk.Output.write", full)
    run = printed(tmp_path, sheets(*TITLES), jobs=2)
    assert [str(problem) for problem in run.problems] == [
        "site: cannot be written: No space left on device (the next build goes on from here)"
    ]


def test_a_system_that_cannot_copy_processes_prints_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert not workers.can_copy()
    press = FakePress()
    printed(tmp_path, sheets("a", "b"), press, jobs=2)
    assert sorted(press.printed) == ["/", "/a/", "/b/"]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [2, 4])
def test_incremental_bytes_of_many_are_clean_bytes_of_one(tmp_path: Path, jobs: int) -> None:
    desk = Desk(tmp_path / "site", seed=jobs)
    for number in range(4):
        edits = desk.random.choices(EDITS, k=desk.random.randint(1, 4))
        for edit in edits:
            edit(desk)
        flow.publish(site(desk.root), jobs=jobs)
        desk.is_lost = False
        done = [edit.__name__ for edit in edits]
        assert desk.published() == desk.clean_build(tmp_path / "clean"), f"{number}: {done}"
