"""Where nothing has changed nothing is read or planned; whatever changes is seen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import QuickPress
from fakes import files

from broadsheet import disk, flow
from broadsheet.printing import unchanged
from broadsheet.site import site

ARTICLE = "---\ntitle: The ferry\ndate: 2025-07-29\ntopics: [politics]\n---\n\nIt sank.\n"


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that was built some time ago, and looked at once more."""
    article = tmp_path / "content" / "2025" / "07" / "29" / "ferry.md"
    article.parent.mkdir(parents=True)
    article.write_text(ARTICLE)
    (tmp_path / "broadsheet.yaml").write_text("title: The Ellery Digest\n")
    for _ in range(3):  # the register of addresses, written by the first build, is an input
        flow.publish(site(tmp_path))
    return tmp_path


def is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Return whether a build decides from outside that there is nothing to do."""
    read: list[int] = []
    real = flow.read
    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.flow.read", lambda *given: (read.append(1), real(*given))[1])
        report = flow.publish(site(root))
    assert report.run is not None
    assert report.run.planned == len(files(root / "site"))
    return not read and not report.run.rendered


def test_a_second_build_reads_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_left_alone(root, monkeypatch)


def test_what_a_first_build_wrote_into_the_register_is_no_news(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content" / "addresses.tsv").unlink()
    flow.publish(site(root))
    assert (root / "content" / "addresses.tsv").exists()
    assert is_left_alone(root, monkeypatch)


def test_an_edit_made_while_the_register_was_written_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content" / "addresses.tsv").unlink()
    real = flow.shelved

    def edited_meanwhile(kept: flow.Kept) -> flow.Library:
        (root / "content/2025/07/29/ferry.md").write_text(ARTICLE.replace("sank", "swam"))
        return real(kept)

    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.flow.shelved", edited_meanwhile)
        flow.publish(site(root))
    assert not is_left_alone(root, monkeypatch)
    assert "swam" in (root / "site/2025/07/29/ferry/index.html").read_text()


def as_before(file: Path, data: bytes) -> None:
    """Change a file so that size and time tell nothing."""
    found = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


EDITS: dict[str, Callable[[Path], object]] = {
    "an article edited": lambda root: (root / "content/2025/07/29/ferry.md").write_text(
        ARTICLE.replace("sank", "swam")
    ),
    "an article edited, to the same size and time": lambda root: as_before(
        root / "content/2025/07/29/ferry.md", ARTICLE.replace("sank", "swam").encode()
    ),
    "an article deleted": lambda root: (root / "content/2025/07/29/ferry.md").unlink(),
    "an article added": lambda root: (root / "content/2025/07/29/b.md").write_text(ARTICLE),
    "an article that is a link": lambda root: (root / "content/2025/07/29/c.md").symlink_to(
        "ferry.md"
    ),
    "settings changed": lambda root: (root / "broadsheet.yaml").write_text("title: Another\n"),
    "settings gone": lambda root: (root / "broadsheet.yaml").unlink(),
    "a template added": lambda root: (
        (root / "templates" / "parts").mkdir(parents=True),
        (root / "templates" / "parts" / "x.html").write_text("x"),
    ),
    "a page damaged": lambda root: (root / "site/index.html").write_text("scribble"),
    "a page damaged, to the same size and time": lambda root: as_before(
        root / "site/index.html", b"x" * (root / "site/index.html").stat().st_size
    ),
    "a page gone": lambda root: (root / "site/index.html").unlink(),
    "a page that is a link": lambda root: (
        (root / "site/index.html").unlink(),
        (root / "site/index.html").symlink_to("404.html"),
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_change_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path], object]
) -> None:
    edit(root)
    assert not is_left_alone(root, monkeypatch)


def test_a_file_of_someone_else_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "site" / "photo.jpg").write_bytes(b"mine")
    report = flow.publish(site(root))
    assert report.run is not None
    assert (report.run.new, report.run.changed, report.run.removed) == (0, 0, 0)


def test_problems_are_told_again_at_every_build(root: Path) -> None:
    (root / "content" / "2025" / "broken.md").write_text("---\ntitle: a: b\n---\n")
    for _ in range(3):
        assert flow.publish(site(root)).problems


def test_a_clock_that_jumped_back_is_not_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time_ns
    monkeypatch.setattr("time.time_ns", lambda: real() - 3_600_000_000_000)
    article = root / "content/2025/07/29/ferry.md"
    flow.publish(site(root))
    as_before(article, ARTICLE.replace("sank", "swam").encode())
    flow.publish(site(root))
    assert b"swam" in (root / "site/2025/07/29/ferry/index.html").read_bytes()


def test_a_folder_that_cannot_be_looked_at_is_never_taken_for_unchanged(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("nowhere")
    assert disk.look([tmp_path]) is None


def test_hidden_and_scratch_files_do_not_count(tmp_path: Path) -> None:
    before = disk.look([tmp_path])
    for name in (".hidden", "a.md~", "#a.md#", "a.swp"):
        (tmp_path / name).write_text("x")
    assert before is not None
    assert disk.look([tmp_path]) == before


def test_nothing_to_do_is_told_without_loading_what_would_do_it(root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from broadsheet.site import site;"
        "from broadsheet.printing import unchanged;"
        f"assert unchanged(site(Path({str(root)!r}))).run.planned;"
        "print([m for m in ('jinja2', 'yaml', 'broadsheet.plan', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_damaged_state_is_told_of_though_it_was_met_before_the_build(root: Path) -> None:
    state = root / ".broadsheet" / "state.db"
    state.write_bytes(b"no database at all" * 500)
    for name in ("state.db-wal", "state.db-shm"):
        (root / ".broadsheet" / name).unlink(missing_ok=True)
    before = unchanged(site(root))
    assert before.run is None
    assert [note for note in before.notes if "cannot be used" in note]
