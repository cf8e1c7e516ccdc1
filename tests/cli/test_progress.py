"""What a person sees while they wait: how much is done, how fast, and nothing of it in a log."""

from __future__ import annotations

import threading

import pytest

from broadsheet import telling


@pytest.mark.parametrize(
    ("stage", "done", "total", "rate", "shown"),
    [
        ("captures, MB", 120, 1050, 8.12, "120/1,050 MB, 8.1 MB/s"),
        ("articles", 64, 17000, 41.7, "64/17,000, 42/s"),
        ("pages", 3, 0, 0.0, "3, 0.0/s"),
    ],
)
def test_what_is_done_is_told_with_its_rate(
    stage: str, done: int, total: int, rate: float, shown: str
) -> None:
    assert telling.amount(stage, done, total, rate) == shown


def test_a_bar_is_drawn_where_there_is_something_to_wait_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(telling, "_PATIENCE", 0.0)
    monkeypatch.setattr(telling, "_OFTEN", 0.001)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    threads = threading.active_count()
    with telling.shown_progress(True) as progress:
        for done in range(1, 4):
            progress("captures, MB", done, 3)
        assert threading.active_count() == threads
    assert "3/3 MB" in capsys.readouterr().err


def test_a_log_gets_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with telling.shown_progress(True) as progress:
        progress("captures", 1, 2)
    assert capsys.readouterr().err == ""
