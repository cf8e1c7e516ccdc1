"""Reading what may be read, writing whole files, removing only what is ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from broadsheet import disk
from broadsheet.errors import InputError


def test_files_are_listed_in_order_without_scratch_files(tmp_path: Path) -> None:
    names = ("b.md", "a.md", ".hidden", "a.md~", ".a.md.swp", "#a.md#", "sub/c.md", ".git/x")
    for name in names:
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    found = disk.listing(tmp_path, "content")
    assert found.paths == ("content/a.md", "content/b.md", "content/sub/c.md")
    assert found.problems == ()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert disk.listing(tmp_path, "content") == disk.Listing()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("../secret.txt", "leads out of the folder"),
        ("/etc/hostname", "leads out of the folder"),
        ("nowhere.md", "leads nowhere"),
        ("folder", "a link to a folder"),
    ],
)
def test_a_link_that_must_not_be_followed_is_a_problem(
    tmp_path: Path, target: str, message: str
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "content" / "folder").mkdir(parents=True)
    (tmp_path / "content" / "link.md").symlink_to(target)
    found = disk.listing(tmp_path, "content")
    assert found.paths == ()
    assert message in found.problems[0].message


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("x")
    (tmp_path / "content" / "b.md").symlink_to("a.md")
    assert disk.listing(tmp_path, "content").paths == ("content/a.md", "content/b.md")


def test_a_pipe_is_no_plain_file(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    os.mkfifo(tmp_path / "seeds" / "pipe.txt")
    found = disk.listing(tmp_path, "seeds")
    assert "not a plain file" in found.problems[0].message
    with pytest.raises(InputError, match="plain file"):
        disk.read(tmp_path, "seeds/pipe.txt")


def test_a_name_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (Path(os.fsdecode(os.fsencode(tmp_path / "seeds") + b"/\xff.txt"))).write_text("x")
    found = disk.listing(tmp_path, "seeds")
    assert found.paths == ()
    assert "not UTF-8" in found.problems[0].message
    str(found.problems[0]).encode()


def test_a_name_that_would_break_a_line_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "two\nlines.txt").write_text("x")
    found = disk.listing(tmp_path, "seeds")
    assert found.paths == ()
    assert "control character" in found.problems[0].message
    assert "\n" not in str(found.problems[0])


def test_text_has_plain_line_ends_and_no_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert disk.text(tmp_path, "a.md") == "one\ntwo\nthree\n"


def test_text_that_is_not_utf8_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"one\ntwo \xe9\n")
    with pytest.raises(InputError, match=r"a\.md:2: is not UTF-8 text"):
        disk.text(tmp_path, "a.md")


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 100)
    assert len(disk.read(tmp_path, "big", 10)) == 11
    with pytest.raises(InputError, match="larger than"):
        disk.text(tmp_path, "big", 10)


def test_a_new_input_is_never_written_over_one_that_is_there(tmp_path: Path) -> None:
    assert disk.put(tmp_path, "content/a.md", "ours", None)
    assert not disk.put(tmp_path, "content/a.md", "ours again", None)
    assert (tmp_path / "content" / "a.md").read_text() == "ours"


def test_an_input_changed_by_a_person_meanwhile_is_left_alone(tmp_path: Path) -> None:
    disk.put(tmp_path, "a.md", "ours", None)
    assert disk.put(tmp_path, "a.md", "ours, newer", "ours")
    (tmp_path / "a.md").write_text("theirs")
    assert not disk.put(tmp_path, "a.md", "ours, newest", "ours, newer")
    assert (tmp_path / "a.md").read_text() == "theirs"
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("path", ["../a", "/a", "a/../../b", "a//b", "", "a/./b", "a\0b"])
def test_nothing_is_written_or_removed_outside_the_output(tmp_path: Path, path: str) -> None:
    found = disk.output(tmp_path / "site", tmp_path / ".broadsheet" / "scratch")
    with pytest.raises(OSError, match="outside the output folder"):
        found.write(path, b"x")
    found.remove(path)


def test_a_full_disk_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = disk.output(tmp_path / "site", tmp_path / "scratch")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(disk.NoRoomError):
        found.write("a.html", b"x")
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_file_system_without_links_gets_its_placeholders_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = disk.output(tmp_path / "site", tmp_path / "scratch")

    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refused)
    found.hold("a/index.html")
    assert b"being printed" in (tmp_path / "site" / "a" / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("data", "ours"),
    [
        (b'<html><head><meta name="generator" content="Broadsheet 0.1.0">', True),
        (b"<feed><generator>Broadsheet</generator>", True),
        (b'<html><head><meta name="generator" content="Hugo 0.1">', False),
        (b"<html>a page about Broadsheet", False),
        (b"", False),
        (b" " * 9000 + b'<meta name="generator" content="Broadsheet">', False),
    ],
)
def test_a_file_is_ours_when_it_names_us_as_its_maker(
    tmp_path: Path, data: bytes, ours: bool
) -> None:
    found = disk.output(tmp_path / "site", tmp_path / "scratch")
    (tmp_path / "site" / "a").write_bytes(data)
    assert found.is_marked("a") is ours


def test_scratch_files_of_a_killed_build_are_cleared_and_no_others(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / ".broadsheet-1-1.tmp").write_text("half a page")
    (scratch / "notes.txt").write_text("whatever lies behind a link to a folder of a person")
    disk.output(tmp_path / "site", scratch)
    assert [file.name for file in scratch.iterdir()] == ["notes.txt"]


def test_where_nothing_can_be_written_a_look_is_free_and_a_write_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()

    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("os.mkdir", read_only)
    monkeypatch.setattr("os.access", lambda *_: False)
    found = disk.output(tmp_path / "site", tmp_path / ".broadsheet" / "scratch")
    with pytest.raises(disk.NoRoomError, match="Read-only"):
        found.write("index.html", b"x")


def test_what_stands_in_the_place_of_the_output_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(OSError, match="a file stands where the folder is needed"):
        disk.output(tmp_path / "site", tmp_path / "scratch")
    (tmp_path / "site").unlink()
    (tmp_path / "site").symlink_to("nowhere")
    with pytest.raises(OSError, match="a link that leads nowhere stands"):
        disk.output(tmp_path / "site", tmp_path / "scratch")


def test_an_input_that_finds_no_room_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(disk.NoRoomError):
        disk.put(tmp_path, "content/a.md", "text", None)
    assert list((tmp_path / "content").iterdir()) == []
