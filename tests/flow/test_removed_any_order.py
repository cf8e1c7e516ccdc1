"""Whatever is removed and taken back, in any order, an incremental build is a clean one."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import PEOPLE, PLACES, Desk, QuickPress
from test_incremental import assert_same


class Removing(Desk):
    """Someone who removes things and takes them back."""

    def remove(self) -> None:
        articles = sorted(path.as_posix() for path in (self.root / "content").glob("2*/*/*/*.md"))
        some = self.random.sample(articles, min(2, len(articles)))
        lines = [f"  - {path.removeprefix(f'{self.root}/')}" for path in some]
        names = self.random.sample([*PEOPLE, *PLACES], 2)
        told = [f"  - name: {names[0]}\n    redact: true", f"  - {names[1]}"]
        text = "\n".join(["articles:", *lines, "names:", *told]) + "\n"
        (self.root / "content/removed.yaml").write_text(text)

    def take_back(self) -> None:
        (self.root / "content/removed.yaml").unlink(missing_ok=True)


EDITS = (
    *(Removing.remove, Removing.remove, Removing.take_back, Removing.edit_body, Removing.edit_body),
    *(Removing.add_article, Removing.rewrite_article, Removing.delete_article),
    *(Removing.rename_article, Removing.write_record, Removing.change_settings),
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_bytes_are_those_of_a_clean_build(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", QuickPress)
    desk = Removing(tmp_path / "site", seed)
    for number in range(8):
        edits = desk.random.choices(EDITS, k=desk.random.randint(1, 3))
        for edit in edits:
            edit(desk)
        desk.build()
        done = [edit.__name__ for edit in edits]
        assert_same(desk.published(), desk.clean_build(tmp_path / "clean"), f"{number}: {done}")
