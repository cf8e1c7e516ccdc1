"""How two printed folders differ, and what a build wrote, on folders of a few files."""

from __future__ import annotations

import os
from pathlib import Path

from bench.trees import Extent, digests, extent, marks, ripple, written


def laid(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_what_a_build_left_wrong_is_stale_missing_or_orphaned(tmp_path: Path) -> None:
    left = laid(tmp_path / "left", {"a/index.html": "old", "b.html": "same", "gone.html": "x"})
    clean = laid(tmp_path / "clean", {"a/index.html": "new", "b.html": "same", "c/d.html": "y"})
    found = ripple(digests(left), digests(clean))
    assert found.stale == ("a/index.html",)
    assert found.missing == ("c/d.html",)
    assert found.orphaned == ("gone.html",)
    assert str(found) == "1 / 1 / 1"


def test_the_same_files_leave_nothing_wrong(tmp_path: Path) -> None:
    one = laid(tmp_path / "one", {"a.html": "a"})
    other = laid(tmp_path / "other", {"a.html": "a"})
    assert str(ripple(digests(one), digests(other))) == "0 / 0 / 0"


def test_a_file_written_again_counts_even_with_the_same_bytes(tmp_path: Path) -> None:
    folder = laid(tmp_path, {"kept.html": "k", "same.html": "s", "other.html": "o"})
    before = marks(folder)
    later = before["same.html"][1] + 1
    laid(folder, {"other.html": "longer", "deep/new.html": "n"})
    os.utime(folder / "same.html", ns=(later, later))
    assert written(before, marks(folder)) == 3
    assert written({}, marks(folder)) == 4
    assert written(marks(folder), marks(folder)) == 0


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert marks(tmp_path / "none") == digests(tmp_path / "none") == {}


def test_pages_and_feeds_are_counted_apart(tmp_path: Path) -> None:
    files = {
        "index.html": "12345",
        "a/index.html": "1",
        "feed.atom": "12",
        "topics/a/feed.json": "3",
        "sitemap.xml": "long",
    }
    assert extent(marks(laid(tmp_path, files))) == Extent(
        pages=2, page_bytes=6, feeds=2, feed_bytes=3, files=5
    )
