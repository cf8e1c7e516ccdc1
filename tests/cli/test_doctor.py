"""`doctor` says in one screen what a site stands on, and changes nothing."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from broadsheet.cli import command


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("content/2025/07", "seeds", "site"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "broadsheet.yaml").write_text("title: Harbour Digest\n")
    (tmp_path / "content/2025/07/a.md").write_text("---\ntitle: A\n---\n")
    return tmp_path


def said(site: Path, *more: str) -> tuple[int, dict[str, tuple[str, str]]]:
    done = CliRunner().invoke(
        command, ["doctor", "--site", str(site), "--json", *more], standalone_mode=False
    )
    assert done.exception is None, done.exception
    rows = json.loads(done.stdout)
    return done.return_value, {row["about"]: (row["found"], row["cure"]) for row in rows}


def snapshot(site: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in sorted(site.rglob("*"))}


def test_a_sound_site_is_described_in_one_screen(site: Path) -> None:
    _, found = said(site)
    assert found["settings"] == ("Harbour Digest, http://localhost:8000, UTC", "")
    assert "1 files" in found["watching"][0]
    assert len(found) <= 24


def test_nothing_is_changed(site: Path) -> None:
    (site / ".broadsheet").mkdir()
    before = snapshot(site)
    said(site)
    after = snapshot(site)
    state = str(site / ".broadsheet")
    assert {**before, state: 0} == {**after, state: 0}


def test_settings_that_cannot_be_used_are_named_with_their_line(site: Path) -> None:
    (site / "broadsheet.yaml").write_text("title: A\nlanguag: en\n")
    status, found = said(site)
    assert status == 1
    assert found["settings"][0].startswith("broadsheet.yaml:2")
    assert found["settings"][1]


def test_a_damaged_state_is_told_with_its_cure(site: Path) -> None:
    (site / ".broadsheet").mkdir()
    (site / ".broadsheet/state.db").write_bytes(b"no database" * 100)
    status, found = said(site)
    assert status == 1
    assert "damaged" in found["state"][0]
    assert "remove" in found["state"][1]


def test_a_sound_state_is_told_as_such(site: Path) -> None:
    (site / ".broadsheet").mkdir()
    with sqlite3.connect(site / ".broadsheet/state.db") as db:
        db.execute("CREATE TABLE t (a)")
    assert said(site)[1]["state"][0].endswith("sound")


def test_a_file_from_the_future_shows_a_clock_that_is_behind(site: Path) -> None:
    ahead = time.time() + 86_400
    os.utime(site / "content/2025/07/a.md", (ahead, ahead))
    status, found = said(site)
    assert status == 1
    assert "ahead" in found["clock"][1]


def test_a_port_that_is_taken_is_told(site: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        _, found = said(site, "--port", str(port))
    assert "in use" in found["port"][0]
    assert "--port" in found["port"][1]


def test_a_build_that_runs_is_named(site: Path) -> None:
    from broadsheet.state import locked

    with locked(site / ".broadsheet"):
        _, found = said(site)
    assert found["builds"][0] == f"process {os.getpid()} is building this site"
