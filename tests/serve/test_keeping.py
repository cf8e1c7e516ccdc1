"""What the editor's server keeps between builds: right, or let go of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet import disk, flow
from broadsheet.keeping import Keeper
from broadsheet.site import site

FRONT = "title: The ferry\ndate: 2025-07-29\nsummary: It left.\ntopics: [politics]\n"
TEXT = f"---\n{FRONT}---\n\nIt sank.\n"
PAGE = "site/2025/07/29/ferry/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / "content/2025/07/29/ferry.md"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT)
    (tmp_path / "broadsheet.yaml").write_text("title: The Ellery Digest\n")
    for _ in range(2):  # the register of addresses is an input of the second build
        flow.publish(site(tmp_path))
    return tmp_path


@pytest.fixture
def keeper(root: Path) -> Iterator[Keeper]:
    keeper = Keeper(site(root))
    assert keeper.is_still()
    yield keeper
    keeper.drop()


def saved(root: Path, old: str, new: str) -> list[str]:
    """Edit the article; return what events name: the file, its folder, an editor's own files."""
    file = root / "content/2025/07/29/ferry.md"
    file.write_text(file.read_text().replace(old, new))
    return [str(file), str(file.parent), f"{file}~", str(file.with_name(".ferry.md.swp"))]


def page(root: Path) -> str:
    return (root / PAGE).read_text()


def test_bodies_saved_one_after_the_other_are_printed(root: Path, keeper: Keeper) -> None:
    for old, new in (("sank", "swam"), ("swam", "flew"), ("flew", "sank")):
        report = keeper.report(saved(root, old, new))
        assert report is not None
        assert report.run is not None
        assert report.run.changed
        assert f"It {new}." in page(root)
    assert keeper.is_still()
    assert not flow.publish(site(root)).run.rendered  # type: ignore[union-attr]


def test_an_event_without_an_edit_builds_nothing(root: Path, keeper: Keeper) -> None:
    report = keeper.report([str(root / "content")])
    assert report is not None
    assert report.run is not None
    assert not report.run.rendered


def test_an_edit_of_which_no_event_told_is_seen_when_it_is_quiet(
    root: Path, keeper: Keeper
) -> None:
    saved(root, "sank", "swam")
    assert keeper.report([]) is not None
    assert not keeper.is_still()


def test_an_edit_of_the_same_size_and_time_is_seen(root: Path, keeper: Keeper) -> None:
    file = root / "content/2025/07/29/ferry.md"
    was = file.stat()
    saved(root, "sank", "swam")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert keeper.report([str(file)]) is not None
    assert "It swam." in page(root)


def test_an_edit_that_sets_size_and_time_back_is_seen_however_old_the_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.disk.looks.RACY_NS", -(10**12))  # no file counts as young
    file = root / "content/2025/07/29/ferry.md"
    was = file.stat()
    before = disk.look([root / "content"])
    saved(root, "sank", "swam")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    now = disk.look([root / "content"])
    assert before is not None
    assert now is not None
    assert not now.still(before)
    assert now.edited(before) == (str(file),)


def test_a_damaged_page_is_seen_when_it_is_quiet(root: Path, keeper: Keeper) -> None:
    (root / PAGE).write_text("scribbled")
    assert not keeper.is_still()


def test_a_new_seed_is_seen_when_it_is_quiet(root: Path, keeper: Keeper) -> None:
    (root / "seeds").mkdir()
    (root / "seeds/a.txt").write_text("news")
    assert not keeper.is_still()


@pytest.mark.parametrize(("old", "new"), [("politics", "sport"), ("The ferry", "A boat")])
def test_facts_saved_are_printed_wherever_they_stand(
    root: Path, keeper: Keeper, old: str, new: str
) -> None:
    report = keeper.report(saved(root, old, new))
    assert report is not None
    assert new.capitalize() in (root / "site/index.html").read_text()
    assert keeper.is_still()
    assert keeper.report(saved(root, "sank", "swam")) is not None
    assert "It swam." in page(root)
    assert not flow.publish(site(root)).run.rendered  # type: ignore[union-attr]


def test_an_article_that_is_broken_is_left_to_the_whole_build(root: Path, keeper: Keeper) -> None:
    assert keeper.report(saved(root, "title: ", "title: [")) is None


def test_files_that_come_and_go_are_left_to_the_whole_build(root: Path, keeper: Keeper) -> None:
    new = root / "content/2025/07/29/new.md"
    new.write_text(TEXT)
    assert keeper.report([str(new)]) is None
    new.unlink()
    assert keeper.report([str(new)]) is not None
    (root / "content/2025/07/29/ferry.md").unlink()
    assert keeper.report([str(root / "content/2025/07/29/ferry.md")]) is None


def test_a_build_by_somebody_else_is_noticed(root: Path, keeper: Keeper) -> None:
    saved(root, "sank", "swam")
    flow.publish(site(root))
    assert keeper.report(saved(root, "swam", "flew")) is None


def test_a_site_with_a_problem_is_always_built_in_whole(root: Path) -> None:
    (root / "content/2025/broken.md").write_text("---\ntitle: [\n---\n")
    flow.publish(site(root))
    keeper = Keeper(site(root))
    assert keeper.is_still()
    assert keeper.report(saved(root, "sank", "swam")) is None
