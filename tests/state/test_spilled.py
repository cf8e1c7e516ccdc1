"""Many new results are written on the way, so that a first build of a large site holds few."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from broadsheet.state import State
from broadsheet.text import slug


@pytest.fixture(autouse=True)
def few_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.memo._MOST_HELD", 3)


def rows(folder: Path) -> int:
    with sqlite3.connect(folder / "state.db") as db:
        return int(db.execute("SELECT count(*) FROM memo").fetchone()[0])


def test_results_are_written_before_the_build_ends(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        for n in range(7):
            state.memo(slug, f"Title {n}")
        assert rows(tmp_path) == 6


def test_what_was_written_is_known_at_once_and_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with State(tmp_path) as state:
        found = [state.memo(slug, f"Title {n}") for n in range(7)]
        assert [state.memo(slug, f"Title {n}") for n in range(7)] == found
        state.save()
    monkeypatch.setattr("broadsheet.text.anyascii", lambda text: pytest.fail("again"))
    with State(tmp_path) as state:
        assert [state.memo(slug, f"Title {n}") for n in range(7)] == found


def test_a_state_that_cannot_be_written_is_held_and_told_of(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        other = sqlite3.connect(tmp_path / "state.db", timeout=0, isolation_level=None)
        state._db.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        found = [state.memo(slug, f"Title {n}") for n in range(7)]
        assert [state.memo(slug, f"Title {n}") for n in range(7)] == found
        state.save()
        assert [note for note in state.notes if "could not be kept" in note]
        other.close()
