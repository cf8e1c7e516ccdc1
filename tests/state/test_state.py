"""What is remembered, and that no damaged memory ever makes a build wrong."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broadsheet import memo as memo_module
from broadsheet.model import Article, Block, Clipping, Span
from broadsheet.state import Row, State, locked
from broadsheet.text import slug

ROWS = [Row(f"{n}/index.html", "t", "d", "c", n, n, n, n) for n in range(40)]


def kept(folder: Path) -> Path:
    """Return the file of a state that holds a ledger and a memo."""
    with State(folder) as state:
        state.memo(slug, "Words on a page")
        state.settle(ROWS, [])
    return folder / "state.db"


def test_the_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    kept(tmp_path)
    with State(tmp_path) as state:
        assert list(state.ledger.rows.values()) == sorted(ROWS, key=lambda row: row.path)
        assert not state.fresh
        assert state.notes == []


def test_a_row_dropped_stays_away(tmp_path: Path) -> None:
    kept(tmp_path)
    with State(tmp_path) as state:
        state.settle([], ["3/index.html"])
    with State(tmp_path) as state:
        assert "3/index.html" not in state.ledger.rows
        assert not state.fresh


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scribbled(file: Path) -> None:
    file.write_bytes(b"no database at all" * 500)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def of_another_version(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 99")


def with_a_trigger(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM ledger; END")


def missing_a_row(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("DELETE FROM ledger WHERE path = '7/index.html'")


def with_a_changed_path(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE ledger SET path = 'holiday.jpg' WHERE path = '7/index.html'")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        truncated,
        scribbled,
        of_another_version,
        with_a_trigger,
        missing_a_row,
        with_a_changed_path,
        a_folder,
    ],
)
def test_a_damaged_state_is_begun_afresh_and_told(tmp_path: Path, damage) -> None:
    damage(kept(tmp_path))
    with State(tmp_path) as state:
        assert state.fresh
        assert state.ledger.rows == {}
        assert "afresh" in state.notes[0]
        assert state.memo(slug, "Words on a page") == "words-on-a-page"
        state.settle(ROWS[:2], [])


def test_a_link_in_the_place_of_the_state_is_dropped_and_not_followed(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.db"
    with sqlite3.connect(theirs) as db:
        db.execute("CREATE TABLE mine (x)")
    before = theirs.read_bytes()
    (tmp_path / "state.db").symlink_to(theirs)
    with State(tmp_path) as state:
        state.settle(ROWS, [])
    assert theirs.read_bytes() == before
    assert not (tmp_path / "state.db").is_symlink()


def test_whoever_waits_for_another_build_is_told_for_whom(tmp_path: Path) -> None:
    told: list[str] = []
    with locked(tmp_path, told.append):
        assert told == []
        done = threading.Thread(target=lambda: locked(tmp_path, told.append).__enter__())
        done.start()
        while not told:
            time.sleep(0.001)
        assert done.is_alive()
    done.join(5)
    assert told == [f"process {os.getpid()} is building this site"]


def test_an_empty_state_file_is_as_good_as_none(tmp_path: Path) -> None:
    empty(kept(tmp_path))
    with State(tmp_path) as state:
        assert state.fresh
        assert state.ledger.rows == {}


def test_every_single_damaged_byte_gives_the_right_ledger_or_none(tmp_path: Path) -> None:
    whole = kept(tmp_path / "whole").read_bytes()
    for at in range(0, len(whole), 61):
        folder = tmp_path / str(at)
        folder.mkdir()
        hurt = bytearray(whole)
        hurt[at] ^= 0x5A
        (folder / "state.db").write_bytes(bytes(hurt))
        with State(folder) as state:
            rows = dict(state.ledger.rows)
            assert rows in ({}, {row.path: row for row in ROWS})
            assert bool(rows) != state.fresh
            assert state.memo(slug, "Words on a page") == "words-on-a-page"


def test_a_folder_that_cannot_be_written_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with State(tmp_path / "state") as state:
        assert state.fresh
        assert "no state can be kept" in state.notes[0]
        assert state.memo(slug, "Words") == "words"
        state.settle(ROWS, [])
    assert len(state.ledger.rows) == 40


def test_a_result_is_worked_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path)
    with State(tmp_path) as state:
        monkeypatch.setattr("broadsheet.text.anyascii", lambda text: pytest.fail("again"))
        assert state.memo(slug, "Words on a page") == "words-on-a-page"


def test_another_value_or_other_code_is_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with State(tmp_path) as state:
        key = state.memo.key(slug, "Words")
        assert state.memo.key(slug, "Words") == key
        assert state.memo.key(slug, "words") != key
        monkeypatch.setattr(memo_module, "_code", lambda module: "changed")
        assert state.memo.key(slug, "Words") != key


def test_a_key_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from broadsheet.state import State; from broadsheet.text import slug;"
        "print(State(pathlib.Path(sys.argv[1])).memo.key(slug, 'Words'))"
    )
    keys = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(keys) == 1


def test_nouns_come_back_exactly(tmp_path: Path) -> None:
    zone = ZoneInfo("Asia/Kuala_Lumpur")
    clipping = Clipping(
        "seeds/a.txt",
        Span(2, 9),
        "Title",
        (Block("paragraph", "Text"),),
        date=dt.datetime(2025, 7, 29, 9, 12, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        captured=dt.datetime(2025, 7, 29, tzinfo=zone),
    )
    article = Article("2025/07/29/a", "Title", dt.date(2025, 7, 29), extra={"mood": ["fair"]})
    value = (clipping, article, None, frozenset({"a"}))
    with State(tmp_path) as state:
        state.memo.put(slug, "k" * 32, value)
        state.save()
    with State(tmp_path) as state:
        assert state.memo.stored("k" * 32) == (True, value)


class Bomb:
    """Unpickled without care, this would run a command."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self):
        return (Path.touch, (self.target,))


def test_a_prepared_value_runs_nothing(tmp_path: Path) -> None:
    data = pickle.dumps(Bomb(tmp_path / "ran"))
    with State(tmp_path / "state") as state:
        key = state.memo.key(slug, "Words")
        row = (key, "broadsheet.text.slug", memo_module._seal(key, data), data)
        state._db.execute("INSERT INTO memo VALUES (?,?,?,?)", row)
        assert state.memo(slug, "Words") == "words"
    assert not (tmp_path / "ran").exists()


def test_a_value_under_a_wrong_key_is_not_believed(tmp_path: Path) -> None:
    with State(tmp_path) as state:
        state.memo(slug, "One")
        state.save()
        other = state.memo.key(slug, "Two")
        state._db.execute("UPDATE memo SET key = ?", (other,))
        assert state.memo(slug, "Two") == "two"


def test_many_results_keep_their_order_and_only_the_unknown_are_worked_out(tmp_path: Path) -> None:
    asked: list[tuple[str, ...]] = []

    def work(function, calls):
        asked.extend(calls)
        return [function(*values) for values in calls]

    with State(tmp_path) as state:
        state.memo(slug, "Two")
        found = state.memo.each(slug, [("One",), ("Two",), ("Three",)], work)
    assert found == ["one", "two", "three"]
    assert asked == [("One",), ("Three",)]


def test_results_no_longer_asked_for_are_swept_once_they_outnumber_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memo_module, "_SLACK", 5)
    with State(tmp_path) as state:
        for n in range(50):
            state.memo(slug, f"Old {n}")
        state.good.put("content/a.md", state.memo.key(slug, "Old 7"))
        state.save()
    with State(tmp_path) as state:
        state.memo(slug, "New")
        state.save()
        assert state.memo.stored(state.memo.key(slug, "New"))[0]
        assert not state.memo.stored(state.memo.key(slug, "Old 8"))[0]
        assert state.good.get("content/a.md") == "old-7"


def test_forgetting_keeps_the_ledger(tmp_path: Path) -> None:
    kept(tmp_path)
    with State(tmp_path, forget=True) as state:
        assert not state.memo.stored(state.memo.key(slug, "Words on a page"))[0]
        assert len(state.ledger.rows) == 40
