"""Signals, a reader who has gone, a failing disk: a plain line, the right status, a whole site."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, QuickPress
from fakes import files
from running import PROJECT
from test_killed import dead_links

from broadsheet import cli, disk


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", QuickPress)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A site that was built and then edited."""
    desk = Desk(tmp_path / "site", 3, articles=4)
    assert published(desk) == 0
    desk.add_article()
    desk.rename_article()
    (desk.root / "broadsheet.yaml").write_text("title: Another\nurl: https://example.org/\n")
    return desk


def published(desk: Desk, *options: str) -> int:
    return cli.main(["publish", "--quiet", "--jobs", "1", "--site", str(desk.root), *options])


def at_write(number: int, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something happen before the build writes a file, counted from 1."""
    real = disk.Output.write
    left = [number]

    def write(output: disk.Output, path: str, data: bytes) -> disk.Stat:
        left[0] -= 1
        if left[0] == 0:
            act()
        return real(output, path, data)

    monkeypatch.setattr("broadsheet.disk.Output.write", write)


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("SIGINT", 130, "interrupted"),
        ("SIGTERM", 143, "told to end"),
        ("SIGHUP", 129, "hung up"),
    ],
)
def test_a_signal_ends_a_build_with_a_word_and_the_next_one_heals(
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    status: int,
    words: str,
) -> None:
    before = signal.getsignal(signal.Signals[name])
    with monkeypatch.context() as patch:
        at_write(4, lambda: os.kill(os.getpid(), signal.Signals[name]), patch)
        assert published(desk) == status
    assert capsys.readouterr().err.strip() == words
    assert signal.getsignal(signal.Signals[name]) == before
    assert dead_links(desk.root / "site") == []
    assert published(desk) == 0
    assert files(desk.root / "site") == desk.clean_build(tmp_path / "clean")


def test_a_signal_that_is_ignored_stays_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        at_write(2, lambda: os.kill(os.getpid(), signal.SIGHUP), monkeypatch)
        assert published(desk) == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_reader_who_has_gone_costs_the_words_and_not_the_site(desk: Desk, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "broadsheet", "publish", "--site", str(desk.root)]
    run = subprocess.run(
        command, cwd=PROJECT, stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert (run.returncode, run.stderr) == (141, "")
    assert files(desk.root / "site") == desk.clean_build(tmp_path / "clean")


FAILING = [
    *(("replace", number) for number in (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)),
    *(("link", errno.EDQUOT), ("mkdir", errno.ENOSPC), ("unlink", errno.EACCES)),
    *(("open", errno.EMFILE), ("open", errno.EIO), ("scandir", errno.EMFILE)),
]


@pytest.mark.parametrize(
    ("name", "number"), FAILING, ids=[f"{name}-{errno.errorcode[n]}" for name, n in FAILING]
)
def test_a_disk_that_fails_from_some_point_on_is_told_and_the_next_build_heals(
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    number: int,
) -> None:
    kept = files(desk.root / "content")
    with monkeypatch.context() as patch:
        patch.setattr(f"os.{name}", failing(getattr(os, name), number, desk.root / "site"))
        status = published(desk)
    said = capsys.readouterr().err
    assert (status != 0) == bool(said.strip())
    assert status in (0, 1, 2)
    assert "Traceback" not in said
    assert kept.items() <= files(desk.root / "content").items() or "addresses" in said
    assert dead_links(desk.root / "site") == []
    assert published(desk) == 0
    assert files(desk.root / "site") == desk.clean_build(tmp_path / "clean")


def failing(real: Callable[..., Any], number: int, folder: Path) -> Callable[..., Any]:
    """Return the function, failing from its third call on that names a place in a folder."""
    left = [3]

    def call(*args: Any, **options: Any) -> Any:
        left[0] -= any(str(arg).startswith(f"{folder}/") for arg in args)
        if left[0] <= 0 and any(str(arg).startswith(f"{folder.parent}/") for arg in args):
            raise OSError(number, os.strerror(number), str(args[0]))
        return real(*args, **options)

    return call
