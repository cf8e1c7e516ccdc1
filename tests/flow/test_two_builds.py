"""Two builds of one site: one builds, the other waits or says who; a dead one blocks nobody."""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path

import pytest
from desk import Desk
from fakes import files

from broadsheet import cli, disk
from broadsheet.errors import SettingsError
from broadsheet.site import site
from broadsheet.state import locked


def in_a_copy(*arguments: str) -> int:
    """Run the command in a copy of this process; return its number."""
    child = os.fork()
    if child == 0:
        status = 70
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            status = cli.main([*arguments, "--jobs", "1"])
        finally:
            os._exit(status)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "site", 5, articles=3)


def test_the_second_build_says_who_builds_and_goes(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(desk.root)
    with locked(desk.root / ".broadsheet"):
        assert cli.main(["publish", "--site", str(desk.root)]) == 75
    told = f"site: process {os.getpid()} is building this site (--wait waits for it)\n"
    assert capsys.readouterr().err == told
    assert files(desk.root) == {**before, ".broadsheet/lock": str(os.getpid()).encode()}


def test_it_waits_where_it_is_told_to(desk: Desk) -> None:
    with locked(desk.root / ".broadsheet"):
        child = in_a_copy("publish", "--wait", "--site", str(desk.root))
        assert os.waitpid(child, os.WNOHANG) == (0, 0)
    assert ended(child) == 0
    assert (desk.root / "site" / "index.html").exists()


@pytest.mark.parametrize("seed", range(3))
def test_two_builds_at_once_leave_the_bytes_of_one(tmp_path: Path, seed: int) -> None:
    desk = Desk(tmp_path / "site", seed, articles=4)
    arguments = ("publish", "--site", str(desk.root), *(["--wait"] if seed else []))
    ends = sorted(map(ended, [in_a_copy(*arguments), in_a_copy(*arguments)]))
    assert ends in ([0, 0], *([] if seed else [[0, 75]]))
    assert desk.published() == desk.clean_build(tmp_path / "clean")


def test_a_number_left_by_a_dead_process_blocks_nobody(desk: Desk) -> None:
    child = os.fork()
    if child == 0:
        with locked(desk.root / ".broadsheet"):
            os.kill(os.getpid(), signal.SIGKILL)
    assert ended(child) == -signal.SIGKILL
    assert (desk.root / ".broadsheet" / "lock").read_text() == str(child)
    assert cli.main(["publish", "--quiet", "--site", str(desk.root)]) == 0


def test_a_worker_that_outlives_its_build_does_not_hold_the_lock(tmp_path: Path) -> None:
    wake, hold = os.pipe()
    ready, tell = os.pipe()
    with locked(tmp_path):
        child = os.fork()
        if child == 0:
            os.close(hold)
            os.write(tell, b"!")
            os.read(wake, 1)
            os._exit(0)
        assert os.read(ready, 1) == b"!"
    with (tmp_path / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(hold)
    assert ended(child) == 0


def test_a_folder_that_may_not_be_written_is_locked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refused(path: object, flags: int, *more: object, **options: object) -> int:
        if flags & os.O_CREAT:
            raise OSError(30, "Read-only file system")
        return real(path, flags, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("os.open", refused)
    told: list[str] = []

    def refusing(whom: str) -> None:
        told.append(whom)
        raise TimeoutError

    with locked(tmp_path / ".broadsheet"), pytest.raises(TimeoutError):  # noqa: SIM117
        with locked(tmp_path / ".broadsheet", refusing):
            pass
    assert told == ["another process is building this site"]


# ---- what a killed build, or somebody else, left there -------------------------------------------


def test_what_a_killed_build_left_is_gone_after_the_next_start(desk: Desk) -> None:
    state = desk.root / ".broadsheet"
    (state / "scratch").mkdir(parents=True)
    scraps = [state / ".broadsheet-7.tmp", state / "scratch" / ".broadsheet-7-1.tmp"]
    for scrap in scraps:
        scrap.write_text("half a page")
    (state / "state.db-wal").write_bytes(b"half a transaction")
    assert cli.main(["publish", "--quiet", "--site", str(desk.root)]) == 0
    assert not any(scrap.exists() for scrap in scraps)
    assert not (state / "state.db-wal").exists()


def test_a_link_in_the_place_of_our_folder_is_refused_and_nothing_behind_it_touched(
    desk: Desk, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "state.db").write_text("mine")
    (desk.root / ".broadsheet").symlink_to(theirs)
    with pytest.raises(SettingsError, match="is a link"):
        site(desk.root)
    assert cli.main(["publish", "--site", str(desk.root)]) == 2
    assert files(theirs) == {"state.db": b"mine"}


def test_a_file_in_its_place_costs_the_memory_and_not_the_site(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk.root / ".broadsheet").write_text("mine")
    assert cli.main(["publish", "--site", str(desk.root)]) == 0
    assert "no state can be kept" in capsys.readouterr().err
    assert (desk.root / ".broadsheet").read_text() == "mine"
    assert files(desk.root / "site") == desk.clean_build(tmp_path / "clean")


def test_a_text_left_half_written_among_inputs_is_no_input(desk: Desk) -> None:
    disk.put(desk.root, "content/topics.yaml", "politics: Power\n", None)
    (desk.root / "content" / ".broadsheet-9.tmp").write_text("half a te")
    assert ".broadsheet-9.tmp" not in "".join(disk.listing(desk.root, "content").paths)
    assert cli.main(["publish", "--quiet", "--site", str(desk.root)]) == 0
