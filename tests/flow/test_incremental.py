"""An incremental build gives the very bytes of a clean one, whatever was edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import EDITS, Desk, QuickPress

CHAINS = 10
SEQUENCES = 20  # in each chain: 200 in all


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse unchanged templates once for all builds: each is as exact, and far quicker."""
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", QuickPress)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(CHAINS))
def test_incremental_bytes_are_clean_bytes(tmp_path: Path, seed: int) -> None:
    desk = Desk(tmp_path / "site", seed)
    for number in range(SEQUENCES):
        edits = desk.random.choices(EDITS, k=desk.random.randint(1, 4))
        for edit in edits:
            edit(desk)
        desk.build()
        done = [edit.__name__ for edit in edits]
        assert_same(desk.published(), desk.clean_build(tmp_path / "clean"), f"{number}: {done}")


def assert_same(found: dict[str, bytes], wanted: dict[str, bytes], after: str) -> None:
    assert sorted(found) == sorted(wanted), after
    different = [path for path in wanted if found[path] != wanted[path]]
    assert different == [], after
