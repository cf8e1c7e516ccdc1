"""A build that lost its state knows every file that it wrote, and no file of a person."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from fakes import FakePress, files, printed, sheets

from broadsheet import flow
from broadsheet.disk import ROLL
from broadsheet.disk.roll import enrolled
from broadsheet.model import Artifact
from broadsheet.site import site

CONFIG = "title: The Vey\nurl: https://vey.example/\n"
ARTICLE = "---\ntitle: Ferry waits\ndate: 2025-07-01\n---\nThe ferry waited.\n"
OURS_TO_THE_EYE = b'<!doctype html><meta name="generator" content="Broadsheet"><p>kept by hand'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    (folder / "content" / "2025").mkdir(parents=True)
    (folder / "broadsheet.yaml").write_text(CONFIG)
    (folder / "content" / "2025" / "ferry.md").write_text(ARTICLE)
    return folder


def own(root: Path, name: str, text: str) -> Path:
    """Write a file of the site's own templates."""
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def build(root: Path) -> dict[str, bytes]:
    assert flow.publish(site(root)).problems == ()
    return files(root / "site")


def clean(root: Path) -> dict[str, bytes]:
    into = root.with_name("clean")
    shutil.copytree(root, into, ignore=shutil.ignore_patterns("site", ".broadsheet"))
    return build(into)


def lose_state(root: Path) -> None:
    shutil.rmtree(root / ".broadsheet")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("static/own.css", "/* Broadsheet */ p { margin: 1px }"),
        ("static/own.css", "p { margin: 1px }"),
        ("static/own.js", "let a = 1;"),
        ("static/type/own.woff2", "letters"),
        ("static/100% odd\nname.txt", "seldom"),
    ],
)
def test_a_static_file_that_names_no_maker_goes_with_its_source(
    root: Path, name: str, text: str
) -> None:
    source = own(root, name, text)
    assert name in build(root)
    lose_state(root)
    source.unlink()
    assert build(root) == clean(root)


def test_a_page_of_a_persons_template_goes_with_its_article(root: Path) -> None:
    own(root, "pages/article.html", "<!doctype html><title>{{ page.title }}</title>")
    build(root)
    lose_state(root)
    (root / "content" / "2025" / "ferry.md").unlink()
    assert build(root) == clean(root)


def test_what_a_person_keeps_in_the_site_stays_whatever_it_looks_like(root: Path) -> None:
    build(root)
    mine = {
        "old/index.html": OURS_TO_THE_EYE,
        "static/mine.css": b"/* Broadsheet, in our colours */ p { color: teal }",
        "front-page-of-2024.html": (root / "site" / "index.html").read_bytes(),
        "2019/.broadsheet.txt": b"index.html\n",
        "2019/index.html": OURS_TO_THE_EYE,
    }
    for name, data in mine.items():
        (root / "site" / name).parent.mkdir(exist_ok=True)
        (root / "site" / name).write_bytes(data)
    lose_state(root)
    (root / "content" / "2025" / "ferry.md").unlink()
    assert build(root) == {**clean(root), **mine}


def test_without_any_record_nothing_is_removed_and_that_is_told(root: Path) -> None:
    build(root)
    lose_state(root)
    (root / "site" / ROLL).unlink()
    (root / "content" / "2025" / "ferry.md").unlink()
    report = flow.publish(site(root))
    assert list((root / "site" / "2025").rglob("index.html"))
    assert any("of which there is no record" in note for note in report.notes)
    assert build(root).keys() > clean(root).keys()


def test_the_roll_names_every_file_and_is_the_same_in_every_order(root: Path) -> None:
    found = build(root)
    assert enrolled(found[ROLL], [*found, "mine.html"]) == found.keys()
    assert clean(root)[ROLL] == found[ROLL]


def test_the_roll_tells_nobody_an_address(root: Path) -> None:
    assert b"html" not in build(root)[ROLL]


@pytest.mark.parametrize("damage", ["", "# Broadsheet", "nonsense\0\n\xff", None])
def test_a_damaged_roll_is_written_again(root: Path, damage: str | None) -> None:
    whole = build(root)
    if damage is None:
        (root / "site" / ROLL).unlink()
    else:
        (root / "site" / ROLL).write_text(damage, encoding="latin-1")
    assert build(root) == whole


def test_a_site_of_before_there_was_a_roll_gets_one(tmp_path: Path) -> None:
    from broadsheet.state import State

    printed(tmp_path, sheets("a"))
    whole = files(tmp_path / "site")
    (tmp_path / "site" / ROLL).unlink()
    with State(tmp_path / ".broadsheet") as state:
        state.settle((), [ROLL])
    printed(tmp_path, sheets("a"))
    assert files(tmp_path / "site") == whole


def test_a_link_in_the_place_of_the_roll_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    victim = tmp_path / "precious.txt"
    victim.write_text("keep.html\n")
    (tmp_path / "site" / "keep.html").write_text("mine")
    (tmp_path / "site" / ROLL).symlink_to(victim)
    printed(tmp_path, sheets("a"))
    assert victim.read_text() == "keep.html\n"
    assert (tmp_path / "site" / "keep.html").read_text() == "mine"
    assert not (tmp_path / "site" / ROLL).is_symlink()


class Bare(FakePress):
    """A press none of whose files says who made it."""

    def artifact(self, page: object) -> Artifact:
        made = super().artifact(page)  # type: ignore[arg-type]
        return Artifact(made.path, made.data.replace(b"Broadsheet", b"nobody"))

    def static(self) -> tuple[Artifact, ...]:
        return (Artifact("static/style.css", b"p{}"),)


class CutOffError(BaseException):
    """Not an Exception: nothing may catch it and go on."""


@pytest.mark.parametrize("before", [(), ("a", "b", "c")], ids=["a first build", "a later one"])
def test_killed_anywhere_and_the_state_lost_nothing_stays_and_nothing_of_a_person_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...]
) -> None:
    """Every file that a killed build had written was on the roll before it was there."""
    replace, kills = os.replace, 0
    while True:
        root = tmp_path / str(kills)
        (root / "site").mkdir(parents=True)
        (root / "site" / "mine.html").write_bytes(OURS_TO_THE_EYE)
        if before:
            printed(root, sheets(*before), Bare())
        left = [kills]

        def cutting(*given: object) -> None:
            left[0] -= 1  # noqa: B023
            if left[0] < 0:  # noqa: B023
                raise CutOffError
            replace(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "replace", cutting)
        try:
            printed(root, sheets("b", "d", "e"), Bare("2"))
            ended = True
        except CutOffError:
            ended = False
        monkeypatch.setattr(os, "replace", replace)
        lose_state(root)
        printed(root, sheets("z"), Bare())
        assert files(root / "site").keys() == {
            *("index.html", "z/index.html", "static/style.css", "mine.html", ROLL)
        }
        kills += 1
        if ended:
            break
    assert kills > 5
