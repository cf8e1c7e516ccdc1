"""What is printed again, what is left alone, and what is never touched."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from fakes import FakePress, Sheet, files, printed, sheets

from broadsheet.disk import Output, Stat
from broadsheet.model import Page
from broadsheet.printing import Made, is_trusted, reason
from broadsheet.state import Row

MADE = Made("t1", "d1")
ROW = Row("a/index.html", "t1", "d1", "c1")


@pytest.mark.parametrize(
    ("row", "found", "clean", "why"),
    [
        (None, "missing", False, "new"),
        (None, "altered", False, "no record of how it was made"),
        (Row("a/index.html"), "as left", False, "was not finished"),
        (ROW, "as left", False, None),
        (ROW, "as left", True, "clean build"),
        (ROW, "missing", False, "file missing"),
        (ROW, "altered", False, "file altered"),
        (Row("a/index.html", "t0", "d1", "c1"), "as left", False, "template changed"),
        (Row("a/index.html", "t1", "d0", "c1"), "as left", False, "page data changed"),
        (Row("a/index.html", "t0", "d0"), "missing", False, "template and page data changed"),
    ],
)
def test_one_reason_for_each_file_made_again(row, found, clean, why) -> None:
    assert reason(MADE, row, found, clean) == why


def test_a_look_from_outside_is_trusted_only_two_seconds_after_the_last_change() -> None:
    row = Row("a", "t", "d", "c", size=5, mtime_ns=10_000_000_000, inode=7, seen_ns=12_000_000_000)
    same = Stat(5, 10_000_000_000, 7, 0)
    assert is_trusted(row, same)
    assert not is_trusted(Row("a", "t", "d", "c", 5, 10_000_000_000, 7, 11_999_999_999), same)
    assert not is_trusted(row, Stat(5, 10_000_000_001, 7, 0))
    assert not is_trusted(row, Stat(5, 10_000_000_000, 8, 0))


def test_a_first_build_prints_everything_and_a_second_nothing(tmp_path: Path) -> None:
    first = printed(tmp_path, sheets("a", "b"))
    assert (first.planned, first.new, first.changed, first.removed) == (5, 4, 0, 0)  # and the roll
    press = FakePress()
    second = printed(tmp_path, sheets("a", "b"), press)
    assert (second.new, second.changed, second.removed, second.rendered) == (0, 0, 0, 0)
    assert press.printed == []
    assert second.reasons == ()


def test_one_changed_page_is_the_only_one_printed(tmp_path: Path) -> None:
    printed(tmp_path, sheets("a", "b"))
    pages = sheets("a", "b")
    pages[1] = Page("/a/", "article", Sheet("a, corrected", ("/",)))
    press = FakePress()
    run = printed(tmp_path, pages, press)
    assert press.printed == ["/a/"]
    assert [str(why) for why in run.reasons] == ["a/index.html: page data changed"]


def test_a_changed_template_prints_all_and_says_so(tmp_path: Path) -> None:
    printed(tmp_path, sheets("a"))
    run = printed(tmp_path, sheets("a"), FakePress("2"))
    assert {why.why for why in run.reasons} == {"template changed"}
    assert run.changed == 3


def test_a_page_no_longer_planned_goes_with_its_folder(tmp_path: Path) -> None:
    printed(tmp_path, sheets("a", "b"))
    run = printed(tmp_path, sheets("a"))
    assert run.removed == 1
    assert not (tmp_path / "site" / "b").exists()
    assert ("b/index.html", "removed") in run.reasons


@pytest.mark.parametrize("damage", ["unlink", "rewrite", "same size", "link", "folder emptied"])
def test_a_damaged_file_is_mended(tmp_path: Path, damage: str) -> None:
    printed(tmp_path, sheets("a"))
    whole = files(tmp_path / "site")
    file = tmp_path / "site" / "a" / "index.html"
    if damage == "unlink":
        file.unlink()
    elif damage == "rewrite":
        file.write_text("hand made")
    elif damage == "same size":
        file.write_bytes(b"x" * file.stat().st_size)
    elif damage == "link":
        file.unlink()
        file.symlink_to("/etc/hostname")
    else:
        file.unlink()
        file.parent.rmdir()
    run = printed(tmp_path, sheets("a"))
    assert files(tmp_path / "site") == whole
    assert not file.is_symlink()
    assert [why.why for why in run.reasons] in (["file missing"], ["file altered"])


def test_a_file_that_is_not_ours_is_never_touched(tmp_path: Path) -> None:
    foreign = tmp_path / "site" / "a" / "photo.jpg"
    foreign.parent.mkdir(parents=True)
    foreign.write_bytes(b"mine")
    printed(tmp_path, sheets("a"))
    printed(tmp_path, sheets())
    printed(tmp_path, sheets(), clean=True)
    assert foreign.read_bytes() == b"mine"
    assert not (tmp_path / "site" / "a" / "index.html").exists()


def test_a_foreign_file_where_a_page_must_be_is_replaced_and_told(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("my own home page")
    run = printed(tmp_path, sheets())
    assert run.notes == ("site/index.html: a file of which there was no record was replaced",)
    assert b"front" in (tmp_path / "site" / "index.html").read_bytes()


def test_pages_of_a_lost_ledger_are_taken_over_by_the_roll(tmp_path: Path) -> None:
    printed(tmp_path, sheets("a", "b"))
    (tmp_path / "site" / "b" / "own.html").write_text("<html>mine</html>")
    for file in (tmp_path / ".broadsheet").glob("state.db*"):
        file.unlink()
    run = printed(tmp_path, sheets("a"))
    assert run.removed == 1
    assert run.changed == 1  # the front page, which no longer links to b
    assert set(files(tmp_path / "site")) == {
        ".broadsheet.txt",
        "index.html",
        "a/index.html",
        "b/own.html",
        "static/style.css",
    }


def test_clean_prints_all_again_and_removes_only_what_is_ours(tmp_path: Path) -> None:
    printed(tmp_path, sheets("a", "b"))
    press = FakePress()
    run = printed(tmp_path, sheets("a"), press, clean=True)
    assert sorted(press.printed) == ["/", "/a/"]
    assert run.removed == 1
    assert run.changed == 1  # the front page, which no longer links to b


def test_a_page_that_cannot_be_made_keeps_its_last_good_version(tmp_path: Path) -> None:
    printed(tmp_path, sheets("a", "b", "c"))
    before = files(tmp_path / "site")
    press = FakePress("2", broken=frozenset({"/a/"}))
    run = printed(tmp_path, sheets("a", "b"), press)
    after = files(tmp_path / "site")
    assert after["a/index.html"] == before["a/index.html"]
    assert after["b/index.html"] != before["b/index.html"]
    assert "c/index.html" in after  # the old page of a may still link to it
    assert [str(problem) for problem in run.problems] == [
        "templates/pages/article.html:7: no such field"
    ]
    healed = printed(tmp_path, sheets("a", "b"), FakePress("2"))
    assert healed.problems == ()
    assert "c/index.html" not in files(tmp_path / "site")


def test_a_broken_template_is_one_problem_however_many_pages_use_it(tmp_path: Path) -> None:
    run = printed(tmp_path, sheets("a", "b"), FakePress(broken=frozenset({"article"})))
    assert [str(problem) for problem in run.problems] == [
        "templates/pages/article.html:3: is broken"
    ]
    site = files(tmp_path / "site")
    assert b"being printed" in site["a/index.html"]  # the front page links to it
    printed(tmp_path, sheets("a", "b"))
    assert b"being printed" not in files(tmp_path / "site")["a/index.html"]


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a").symlink_to(outside)
    run = printed(tmp_path, sheets("a"))
    assert list(outside.iterdir()) == []
    assert "outside the output folder" in str(run.problems[0])


def test_two_pages_at_one_address_are_a_problem_and_the_first_stands(tmp_path: Path) -> None:
    twice = [*sheets("a"), Page("/a/", "article", Sheet("other"))]
    run = printed(tmp_path, twice)
    assert "two pages share this address" in str(run.problems[0])
    assert b" a " in files(tmp_path / "site")["a/index.html"]


def test_a_path_in_the_ledger_that_leads_outside_removes_nothing(tmp_path: Path) -> None:
    from broadsheet.state import State

    victim = tmp_path / "precious.txt"
    victim.write_text("keep")
    printed(tmp_path, sheets("a"))
    with State(tmp_path / ".broadsheet") as state:
        state.claim([Row("../precious.txt"), Row(str(victim)), Row("a/../../precious.txt")])
    printed(tmp_path, sheets("a"))
    assert victim.read_text() == "keep"


def test_a_file_of_ours_makes_way_for_a_folder(tmp_path: Path) -> None:
    printed(tmp_path, [Page("/old", "article", Sheet("a file"))])
    run = printed(tmp_path, [Page("/old/new/", "article", Sheet("a page"))])
    assert run.problems == ()
    assert "old/new/index.html" in files(tmp_path / "site")


def test_an_unchanged_build_reads_no_file_once_the_last_look_is_old_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(tmp_path, sheets("a", "b"))
    for file in (tmp_path / "site").rglob("*"):
        if file.is_file():
            os.utime(file, ns=(1_000_000_000, 1_000_000_000))
    printed(tmp_path, sheets("a", "b"))
    monkeypatch.setattr("broadsheet.disk.published.digest", lambda data: pytest.fail("read again"))
    assert printed(tmp_path, sheets("a", "b")).rendered == 0


def test_what_was_written_long_before_a_build_ended_is_not_read_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.printing.nouns.RACY_NS", 20_000_000)
    real = Output.tidy

    def late(output: Output) -> None:
        time.sleep(0.05)
        real(output)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "tidy", late)
        printed(tmp_path, sheets("a", "b"))
    monkeypatch.setattr(Output, "digest", lambda *_: pytest.fail("read again"))
    assert printed(tmp_path, sheets("a", "b")).rendered == 0


def test_what_is_altered_while_a_build_goes_on_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.printing.nouns.RACY_NS", 20_000_000)
    real = Output.tidy

    def altering(output: Output) -> None:
        page = tmp_path / "site" / "a" / "index.html"
        page.write_bytes(page.read_bytes()[::-1])
        time.sleep(0.05)
        real(output)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "tidy", altering)
        printed(tmp_path, sheets("a", "b"))
    assert printed(tmp_path, sheets("a", "b")).reasons == (("a/index.html", "file altered"),)
