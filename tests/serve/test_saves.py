"""No way of saving is missed: with events, without them, at the limits of the system."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import PROJECT

from bench.watching import (
    PART,
    PATTERNS,
    Reading,
    Save,
    burst,
    during_a_build,
    idle,
    saves,
    watched,
)
from bench.watching import laid as laid_out
from broadsheet.watch import bell, hanging

# Two of its own threads add the same watch at times, and pytest shows what we do not.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    with watched(laid_out(tmp_path_factory.mktemp("saves") / "paper")) as reading:
        yield reading


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "paper")


@pytest.mark.parametrize("save", PATTERNS, ids=lambda save: save.__name__)
def test_a_save_is_noticed(reading: Reading, save: Save) -> None:
    reading.takes = 0.2 if save is during_a_build else 0.0
    found = saves(reading, save, 1)
    assert None not in found.waits
    assert reading.said == []


def test_a_burst_ends_in_a_build_of_what_is_there(site: Path) -> None:
    with watched(site) as reading:
        whole, builds, _ = burst(reading, 2000)
    assert whole
    assert builds < 20


def test_while_nothing_changes_nothing_is_built(site: Path) -> None:
    with watched(site) as reading:
        assert idle(reading, 2.5) == 0


def test_what_no_event_told_of_is_seen_all_the_same_and_said_once(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell.Bell, "on_any_event", lambda self, event: None)
    with watched(site) as reading:
        for text in ("one", "two", "three"):
            (site / PART / "a.md").write_text(text)
            assert reading.wait()
    (told,) = reading.said
    assert "does not tell of every change" in told


def test_a_single_event_that_was_lost_is_made_good_without_a_word(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(site) as reading:
        with monkeypatch.context() as deaf:
            deaf.setattr(bell.Bell, "on_any_event", lambda self, event: None)
            (site / PART / "a.md").write_text("unheard")
            assert reading.wait()
        (site / PART / "a.md").write_text("heard")
        assert reading.wait()
    assert reading.said == []


def test_without_a_watch_of_the_system_files_are_looked_at(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise OSError(errno.EMFILE, "inotify instance limit reached")

    monkeypatch.setattr(hanging, "Observer", refused)
    with watched(site) as reading:
        (site / PART / "a.md").write_text("two")
        assert reading.wait()
        (site / "content/new").mkdir()
        (site / "content/new/b.md").write_text("three")
        assert reading.wait()
    (told,) = reading.said
    assert "max_user_instances" in told


LIMITED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {project!r})
Path("/proc/sys/user/{limit}").write_text("{most}")
from bench.watching import PART, laid, watched
with watched(laid(Path({site!r}))) as reading:
    for text in ("one", "two", "three"):
        (reading.site / PART / "a.md").write_text(text)
        assert reading.wait(), "missed"
    print(reading.said)
"""


@pytest.mark.parametrize(
    ("limit", "most", "word"),
    [("max_inotify_watches", 3, "max_user_watches"), ("max_inotify_instances", 0, "instances")],
)
def test_at_the_limit_of_the_system_it_is_said_and_files_are_looked_at(
    tmp_path: Path, limit: str, most: int, word: str
) -> None:
    room = ["unshare", "--user", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*room, "true"], check=False).returncode:
        pytest.skip("no user namespaces here, in which to lower a limit")
    program = LIMITED.format(
        project=str(PROJECT), limit=limit, most=most, site=str(tmp_path / "paper")
    )
    run = subprocess.run(
        [*room, sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("looking at every file") == 1
    assert word in run.stdout


def test_folders_beside_ours_whose_names_begin_alike_are_watched(site: Path) -> None:
    with watched(site) as reading:
        (site / "site.yaml").write_text("title: Beside\n")
        began = time.monotonic()
        assert reading.wait()
        assert time.monotonic() - began < 5


def test_a_link_out_of_the_site_is_looked_at_where_it_leads(site: Path, tmp_path: Path) -> None:
    (tmp_path / "far.md").write_text("far")
    (site / PART / "far.md").symlink_to(tmp_path / "far.md")
    with watched(site) as reading:
        (tmp_path / "far.md").write_text("further")
        assert reading.wait()
    assert reading.said == []
