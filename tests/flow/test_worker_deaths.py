"""A worker that is killed costs its own piece of work; one without a build ends by itself."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from desk import QuickPress
from fakes import FakePress, printed, sheets
from test_flow import CAPTURE

from broadsheet import clip, flow
from broadsheet.model import Artifact, Page
from broadsheet.site import site


def test_a_capture_that_workers_die_of_is_a_problem_and_the_others_are_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    for name in ("ferry", "train", "bus"):
        seed = tmp_path / "seeds" / f"{name}-2025-08-05.txt"
        seed.parent.mkdir(exist_ok=True)
        seed.write_text(CAPTURE.replace("Ferry", name.title()).replace("Council", f"{name} board"))
    real, here = clip.clippings, os.getpid()

    def dying(capture: Any, *more: Any) -> Any:
        if "train" in capture.seed and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(capture, *more)

    monkeypatch.setattr("broadsheet.clip.clippings", dying)
    dying.__module__, dying.__qualname__ = real.__module__, real.__qualname__
    report = flow.ingest(site(tmp_path), jobs=2)
    (problem,) = report.problems
    assert problem.path == "seeds/train-2025-08-05.txt"
    assert "died" in problem.message
    assert report.written == 4
    monkeypatch.setattr("broadsheet.clip.clippings", real)
    assert flow.ingest(site(tmp_path), jobs=2).written == 2


class SlowPress(FakePress):
    """Writes down which process prints, and takes its time."""

    def __init__(self, note: Path) -> None:
        super().__init__()
        self.note = note

    def artifact(self, page: Page) -> Artifact:
        self.note.write_text(str(os.getpid()))
        time.sleep(60)
        return super().artifact(page)


def test_the_workers_of_a_killed_build_end_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.printing.workers.FEW", 1)
    note = tmp_path / "note"
    build = os.fork()
    if build == 0:
        try:
            printed(tmp_path, sheets("a", "b", "c"), SlowPress(note), jobs=2)
        finally:
            os._exit(1)
    until(lambda: note.exists() and note.read_text() != "")
    worker = int(note.read_text())
    assert worker != build
    os.kill(build, signal.SIGKILL)
    os.waitpid(build, 0)
    until(lambda: not is_running(worker))


def until(true: Any) -> None:
    """Wait until something is so; it is a matter of milliseconds, or never."""
    for _ in range(3000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def is_running(process: int) -> bool:
    try:
        said = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return said.rpartition(") ")[2][0] not in "ZX"
