"""One thing goes wrong: it is told, everything else is done, and nothing is lost by it."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import QuickPress
from fakes import files
from test_flow import ARTICLE, CAPTURE, articles, kept

from broadsheet import clip, disk, flow
from broadsheet.enrich import annotating
from broadsheet.site import site


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two captures, of two articles each."""
    for name, other in (("ferry", "Ferry"), ("train", "Train")):
        seed = tmp_path / "seeds" / f"{name}-2025-08-05.txt"
        seed.parent.mkdir(exist_ok=True)
        text = CAPTURE.replace("Ferry", other)
        seed.write_text(text.replace("Council", "Senate") if name == "train" else text)
    return tmp_path


def failing(real: Callable[..., Any], on: str, number: int) -> Callable[..., Any]:
    """Return the function, failing with an error of the disk where a path holds a text."""

    def call(root: Path, path: str, *more: Any) -> Any:
        if on in path:
            error = disk.NoRoomError if number == errno.ENOSPC else OSError
            raise error(number, os.strerror(number))
        return real(root, path, *more)

    return call


# ---- ingest --------------------------------------------------------------------------------------


def test_an_article_that_cannot_be_written_stops_no_other_and_comes_later(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.disk.put", failing(disk.put, "train-link", errno.EACCES))
        report = flow.ingest(site(root))
    assert report.written == 3
    assert [str(problem) for problem in report.problems] == [
        "content/2025/07/29/train-link-to-skerrow-halted-after-storm.md: "
        "cannot be written: Permission denied"
    ]
    # Had the register known it, it would now be taken for one that a person deleted.
    assert flow.ingest(site(root)).written == 1
    assert len(articles(root)) == 4


def test_a_full_disk_is_one_problem_and_the_next_ingest_goes_on(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.disk.put", failing(disk.put, "council", errno.ENOSPC))
        report = flow.ingest(site(root))
    assert [problem.hint for problem in report.problems] == ["the next build goes on from here"]
    assert "No space left on device" in str(report.problems[0])
    report = flow.ingest(site(root))
    assert report.problems == ()
    assert len(articles(root)) == 4
    articles(root)[0].unlink()
    flow.ingest(site(root))
    assert len(articles(root)) == 3


@pytest.mark.parametrize("what", ["capture", "clippings"])
def test_a_capture_that_our_own_rules_fall_over_stops_no_other(
    root: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    real = getattr(clip, what)

    def falling(given: Any, *more: Any) -> Any:
        if "train" in getattr(given, "path", getattr(given, "seed", "")):
            raise IndexError("list index out of range")
        return real(given, *more)

    falling.__module__, falling.__qualname__ = real.__module__, real.__qualname__
    monkeypatch.setattr(f"broadsheet.clip.{what}", falling)
    report = flow.ingest(site(root))
    assert report.written == 2
    assert [problem.path for problem in report.problems] == ["seeds/train-2025-08-05.txt"]
    assert "IndexError: list index out of range" in str(report.problems[0])


def test_a_text_that_cannot_be_understood_is_an_article_all_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = annotating.annotated_all

    def falling(texts: Any, tagger: Any, notes: Any) -> Any:
        if any("Senate" in text.title for text in texts):
            raise KeyError("senate")
        return real(texts, tagger, notes)

    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.enrich.annotating.annotated_all", falling)
        report = flow.ingest(site(root))
    assert report.written == 4
    assert [str(problem).partition(" (")[0] for problem in report.problems] == [
        "seeds/train-2025-08-05.txt:21: could not be taken apart: KeyError: 'senate'"
    ]
    report = flow.ingest(site(root))
    assert (report.problems, report.articles) == (
        (),
        ("content/2025/08/05/senate-backs-flood-defence.md: changed",),
    )


def test_an_ingest_tells_each_article_that_it_wrote(root: Path) -> None:
    told = flow.ingest(site(root)).articles
    assert [line for line in told if line.endswith(": new")] == list(told)
    assert len(told) == 4
    assert flow.ingest(site(root)).articles == ()


# ---- what a person keeps in content/ -------------------------------------------------------------


def test_broken_topics_count_as_they_last_were(tmp_path: Path) -> None:
    kept(tmp_path)
    notes = tmp_path / "content" / "topics.yaml"
    notes.write_text("politics: Power\n")
    flow.publish(site(tmp_path))
    before = files(tmp_path / "site")
    for broken in ("politics: [never closed\n", "- politics\n"):
        notes.write_text(broken)
        assert flow.publish(site(tmp_path)).problems[0].path == "content/topics.yaml"
        assert files(tmp_path / "site") == before
    notes.write_bytes(b"\xff")
    assert flow.publish(site(tmp_path)).problems[0].path == "content/topics.yaml"
    assert files(tmp_path / "site") == before


def test_an_article_that_is_suddenly_empty_keeps_its_page(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    before = files(tmp_path / "site")
    paths[0].write_bytes(b"")
    report = flow.publish(site(tmp_path))
    assert "the file is empty" in str(report.problems[0])
    assert files(tmp_path / "site") == before


def test_a_file_that_looks_like_an_article_and_is_none_is_told(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    paths[0].rename(paths[0].with_suffix(".MD"))
    report = flow.check(site(tmp_path))
    assert [str(problem) for problem in report.problems] == [
        "content/2025/07/29/storm.MD:1:1: is not read (the name of an article ends in .md)"
    ]


# ---- publish -------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_half_way_is_told_with_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = kept(tmp_path)
    paths[2].write_text("---\ntitle: [never\n---\n")
    real = disk.Output.write
    left = [10]  # the roll, then nine files

    def filling(output: disk.Output, path: str, data: bytes) -> disk.Stat:
        left[0] -= 1
        if left[0] < 0:
            raise disk.NoRoomError(errno.ENOSPC, "No space left on device")
        return real(output, path, data)

    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.disk.Output.write", filling)
        report = flow.publish(site(tmp_path))
    assert [problem.path for problem in report.problems] == [
        "content/2025/07/29/verdict.md",
        "site",
    ]
    assert report.run is not None
    assert (report.run.new, report.run.rendered) == (9, 9)
    flow.publish(site(tmp_path))
    healed = files(tmp_path / "site")
    shutil.rmtree(tmp_path / "site")
    shutil.rmtree(tmp_path / ".broadsheet")
    flow.publish(site(tmp_path))
    assert files(tmp_path / "site") == healed


def test_something_in_the_place_of_the_output_folder_is_a_problem(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / "site").write_text("a file of mine")
    report = flow.publish(site(tmp_path))
    assert [str(problem) for problem in report.problems] == [
        "site: cannot be written: a file stands where the folder is needed"
    ]
    assert (tmp_path / "site").read_text() == "a file of mine"


def test_an_address_register_that_cannot_be_written_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path)
    monkeypatch.setattr("broadsheet.disk.put", failing(disk.put, "addresses", errno.EACCES))
    report = flow.publish(site(tmp_path))
    assert [str(problem) for problem in report.problems] == [
        "content/addresses.tsv: cannot be written: Permission denied"
    ]


# ---- what must not move --------------------------------------------------------------------------


def entries(root: Path) -> dict[str, str]:
    """Return title -> id of the entries of the site's JSON Feed."""
    import json

    feed = json.loads((root / "site" / "feed.json").read_bytes())
    return {entry["title"]: entry["id"] for entry in feed["items"]}


def test_a_subscriber_sees_no_article_twice_whatever_is_edited(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    before = entries(tmp_path)
    told = paths[0].read_text().replace("title: Storm", "title: Tempest\nslug: gale")
    paths[0].write_text(told.replace("2025-07-29", "2025-07-30") + "\nMore.\n")
    own = tmp_path / "templates" / "pages" / "article.html"
    own.parent.mkdir(parents=True)
    own.write_text("<!doctype html><title>{{ page.head.title }}</title>")
    flow.publish(site(tmp_path))
    after = entries(tmp_path)
    assert after.pop("Tempest") == before.pop("Storm")
    assert after == before
    moved = files(tmp_path / "site")["2025/07/29/storm/index.html"]
    assert b'href="/2025/07/30/gale/"' in moved


def test_one_line_merges_two_stories_and_splits_them_again(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    alone = files(tmp_path / "site")
    assert "stories/storm/index.html" not in alone
    strike = paths[1].read_text()
    paths[1].write_text(strike.replace("source:", "story: storm\nsource:"))
    flow.publish(site(tmp_path))
    page = files(tmp_path / "site")["stories/storm/index.html"]
    assert b"Storm" in page
    assert b"Strike" in page
    paths[1].write_text(strike)
    report = flow.publish(site(tmp_path))
    assert report.problems == ()
    assert flow.check(site(tmp_path)).problems == ()
    after = files(tmp_path / "site")
    assert b'href="/2025/07/29/storm/"' in after["stories/storm/index.html"]  # it was published
    assert after["2025/07/29/storm/index.html"] == alone["2025/07/29/storm/index.html"]


def test_a_deleted_article_leaves_no_dead_link(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    first = paths[0].with_name("alone.md")
    first.write_text(ARTICLE.format(title="Alone").replace("Mara Lindqvist", "Ravi Thorne"))
    flow.publish(site(tmp_path))
    first.unlink()
    flow.publish(site(tmp_path))
    assert not any("ravi-thorne" in path or "alone" in path for path in files(tmp_path / "site"))
    assert flow.check(site(tmp_path)).problems == ()
