"""The watch wakes for every way of saving a file, and sleeps through our own reading."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broadsheet.watch import Watch

# Two threads of the observer add the same watch at times, and pytest shows what we do not.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")


class Builder:
    """Counts builds; `settled` waits until no further one comes."""

    def __init__(self, reads: Path) -> None:
        self.count = 0
        self.reads = reads

    def __call__(self) -> None:
        for file in self.reads.rglob("*.md"):
            file.read_bytes()  # as a real build does: this must not wake the watch again
        self.count += 1

    def settled(self, wanted: int = 1, quiet: float = 0.25) -> int:
        deadline = time.monotonic() + 5
        while self.count < wanted and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(quiet)
        return self.count


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "content" / "a.md").write_text("one")
    return tmp_path


@pytest.fixture
def builder(site: Path) -> Iterator[Builder]:
    builder = Builder(site / "content")
    folders = [site / "content", site / "templates"]
    watch = Watch(site, folders, ignored=[site / "site", site / ".broadsheet"])
    stopped = threading.Event()
    thread = threading.Thread(target=watch.run, args=(builder, stopped))
    thread.start()
    yield builder
    watch.stop(stopped)
    thread.join(timeout=5)
    assert not thread.is_alive()


def in_place(site: Path) -> None:
    (site / "content" / "a.md").write_text("two")


def by_rename(site: Path) -> None:
    (site / "content" / ".a.md.swp").write_text("two")
    os.replace(site / "content" / ".a.md.swp", site / "content" / "a.md")


def moved_in(site: Path) -> None:
    outside = site.parent / f"{site.name}-outside.md"
    outside.write_text("two")
    shutil.move(outside, site / "content" / "b.md")


def deleted(site: Path) -> None:
    (site / "content" / "a.md").unlink()


def new_folder(site: Path) -> None:
    (site / "content" / "2026" / "03").mkdir(parents=True)
    (site / "content" / "2026" / "03" / "c.md").write_text("new")


def settings(site: Path) -> None:
    (site / "broadsheet.yaml").write_text("title: Other")


@pytest.mark.parametrize(
    "save", [in_place, by_rename, moved_in, deleted, new_folder, settings], ids=lambda f: f.__name__
)
def test_every_way_of_saving_wakes_it(
    site: Path, builder: Builder, save: Callable[[Path], None]
) -> None:
    save(site)
    assert builder.settled() >= 1


def test_two_saves_in_ten_milliseconds_end_in_a_build_that_saw_both(
    site: Path, builder: Builder
) -> None:
    (site / "content" / "a.md").write_text("two")
    time.sleep(0.005)
    (site / "content" / "a.md").write_text("three")
    assert 1 <= builder.settled() <= 2


def test_our_own_output_and_reading_never_wake_it(site: Path, builder: Builder) -> None:
    (site / "site" / "index.html").write_text("printed")
    (site / ".broadsheet").mkdir()
    (site / ".broadsheet" / "state.db").write_text("state")
    (site / "content" / "a.md").read_text()
    assert builder.settled(wanted=0) == 0


def test_a_folder_that_appears_later_is_watched(site: Path, builder: Builder) -> None:
    (site / "templates").mkdir()
    seen = builder.settled()
    assert seen >= 1
    (site / "templates" / "base.html").write_text("<p>new</p>")
    assert builder.settled(wanted=seen + 1) > seen


def test_a_folder_that_was_replaced_is_watched_anew(site: Path, builder: Builder) -> None:
    shutil.rmtree(site / "content")
    (site / "content").mkdir()
    seen = builder.settled()
    (site / "content" / "z.md").write_text("after")
    assert builder.settled(wanted=seen + 1) > seen
