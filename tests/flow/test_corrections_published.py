"""A correction reaches all that shows it, and an incremental build is a clean one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk import QuickPress
from fakes import files

from broadsheet import flow
from broadsheet.site import site

FERRY = "content/2025/07/29/ferry.md"
STEPS = [
    "",
    "corrections: '2025-08-06: It was 12.'\n",
    "corrections: '2025-08-06: It was 13.'\n",
    "corrections: ['2025-08-06: It was 13.', '2025-08-08: And on Sunday.']\nlastmod: 2025-08-09\n",
    "draft: true\ncorrections: '2025-08-06: It was 12.'\n",
    "corrections: '2025-08-06: It was 12.'\n",
    "",
]


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", QuickPress)


def written(root: Path, path: str, said: str, body: str = "It rained.") -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: Ferry\ndate: 2025-07-29\n{said}---\n{body}\n")


def test_corrections_come_change_and_go_as_in_a_clean_build(tmp_path: Path) -> None:
    root, clean = tmp_path / "site", tmp_path / "clean"
    written(root, "content/2025/07/30/mill.md", "", "The mill stands.")
    for number, said in enumerate(STEPS):
        written(root, FERRY, said)
        flow.publish(site(root))
        if number == 1:  # an edit of the text alone goes another way
            written(root, FERRY, said, "It poured.")
            flow.publish(site(root))
            written(root, FERRY, said)
            flow.publish(site(root))
        shutil.copytree(root / "content", clean / "content")
        flow.publish(site(clean))
        assert files(root / "site") == files(clean / "site"), said
        shutil.rmtree(clean)


def test_a_site_without_corrections_has_no_trace_of_them(tmp_path: Path) -> None:
    written(tmp_path, FERRY, "")
    flow.publish(site(tmp_path))
    assert not any(b"orrection" in data for data in files(tmp_path / "site").values())


def test_the_bytes_of_a_site_are_the_same_once_its_only_correction_is_gone(tmp_path: Path) -> None:
    written(tmp_path, FERRY, "")
    flow.publish(site(tmp_path))
    before = files(tmp_path / "site")
    written(tmp_path, FERRY, STEPS[1])
    flow.publish(site(tmp_path))
    assert "corrections/feed.rss" in files(tmp_path / "site")
    written(tmp_path, FERRY, "")
    flow.publish(site(tmp_path))
    assert files(tmp_path / "site") == before
