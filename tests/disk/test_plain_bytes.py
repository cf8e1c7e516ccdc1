"""The first bytes of a plain file, however large it is and whatever it does meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.disk.room import plain_bytes


@settings(deadline=None)
@given(data=st.binary(max_size=50), limit=st.integers(0, 60))
def test_the_first_bytes_up_to_a_limit(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, limit: int
) -> None:
    file = tmp_path_factory.mktemp("plain") / "a"
    file.write_bytes(data)
    assert plain_bytes(file, limit) == data[:limit]


def test_a_file_that_is_read_in_pieces_comes_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(bytes(range(256)) * 10)
    real = os.read
    monkeypatch.setattr("os.read", lambda handle, most: real(handle, min(most, 100)))
    assert plain_bytes(tmp_path / "a", 10_000) == bytes(range(256)) * 10
    assert plain_bytes(tmp_path / "a", 150) == (bytes(range(256)) * 10)[:150]


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a plain file"):
        plain_bytes(tmp_path / "pipe", 10)
