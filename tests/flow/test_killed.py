"""A build killed at any instant leaves no dead link, and the next one heals everything."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Desk, QuickPress, publish
from fakes import FakePress, Sheet, files, printed, sheets

from broadsheet.model import Page

OPERATIONS = ("link", "replace", "unlink", "mkdir", "rmdir", "stat")
LINK = re.compile(rb'href="(/[^"]*)"')


class KilledError(BaseException):
    """Not an Exception: nothing may catch it and go on."""


def dead_links(site: Path) -> list[str]:
    """Return every link in the folder that leads nowhere."""
    here = files(site)
    return [
        f"{name} -> {link.decode()}"
        for name, data in here.items()
        for whole in LINK.findall(data)
        for link in [whole.partition(b"#")[0]]  # a page still to be written has no paragraphs yet
        if (link.decode().lstrip("/") + ("index.html" if link.endswith(b"/") else "")) not in here
    ]


def killed_at(
    k: int, monkeypatch: pytest.MonkeyPatch, build: Callable[[], Any], left: list[int] | None = None
) -> bool:
    """Run a build that dies at its k-th operation on the disk; return whether it got so far.

    `left` holds how many operations it may still do.
    """
    left = [k] if left is None else left

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise KilledError
            return real(*args, **options)

        return call

    with monkeypatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(f"os.{name}", dying(getattr(os, name)))
        patch.setattr(
            "broadsheet.state.State._store",
            dying(__import__("broadsheet.state", fromlist=["State"]).State._store),
        )
        try:
            build()
        except KilledError:
            return True
    return False


BEFORE = [*sheets("a", "b", "gone"), Page("/past/", "edition", Sheet("past", ("/past/one/",)))]
BEFORE += [Page("/past/one/", "article", Sheet("one", ("/past/",)))]
AFTER = [
    *sheets("a", "b", "new", "newer"),
    Page("/new/feed.atom", "atom", Sheet("feed")),
    Page("/gone/", "redirect", Sheet("moved", ("/new/",))),
]


@pytest.mark.parametrize("before", [[], BEFORE], ids=["into an empty folder", "over a site"])
def test_every_link_resolves_wherever_the_build_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Page]
) -> None:
    printed(tmp_path / "clean", AFTER, FakePress("2"))
    whole = files(tmp_path / "clean" / "site")
    k = 0
    while True:
        k += 1
        root = tmp_path / str(k)
        if before:
            printed(root, before)
        died = killed_at(k, monkeypatch, lambda root=root: printed(root, AFTER, FakePress("2")))
        assert dead_links(root / "site") == [], f"killed at operation {k}"
        printed(root, AFTER, FakePress("2"))
        assert files(root / "site") == whole, f"not healed after operation {k}"
        if not died:
            break
    assert k > 30


# ---- the same with the real plan and templates ---------------------------------------------------

KILLS = 20  # of a first build, and of each later one


def prepared(desk: Desk, is_first: bool) -> None:
    """Bring a site to where the killed build finds it, and its inputs to what that build makes."""
    paths = sorted((desk.root / "content").glob("2*/*/*/*.md"))
    if is_first:
        return
    publish(desk.root)
    paths[0].unlink()
    paths[1].rename(paths[1].with_name("renamed.md"))
    text = paths[2].read_text().replace("title: ", "slug: moved\ntitle: Now ", 1)
    paths[2].write_text(text)
    desk.add_article()
    desk.write_record()


@pytest.mark.slow
@pytest.mark.parametrize("is_first", [True, False], ids=["a first build", "an incremental build"])
def test_every_link_of_a_real_site_resolves_wherever_the_build_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    start = tmp_path / "start"
    prepared(Desk(start, 7, articles=4), is_first)

    def build(name: str) -> Path:
        shutil.copytree(start, tmp_path / name)
        return tmp_path / name

    publish(build("first"))  # reads the code once, and whatever else is read once
    counted = build("counted")
    operations = counted_operations(monkeypatch, lambda: publish(counted))
    whole = files(counted / "site")
    assert operations > 100
    for k in sorted(random.Random(is_first).sample(range(1, operations + 1), KILLS)):
        root = build(str(k))
        assert killed_at(k, monkeypatch, lambda root=root: publish(root))
        assert dead_links(root / "site") == [], f"killed at operation {k}"
        assert not publish(root).problems
        assert files(root / "site") == whole, f"not healed after operation {k}"
        shutil.rmtree(root)


def counted_operations(monkeypatch: pytest.MonkeyPatch, build: Callable[[], Any]) -> int:
    """Run a build; return at how many operations it could have died."""
    survived = 1_000_000
    left = [survived]
    assert not killed_at(survived, monkeypatch, build, left)
    return survived - left[0]


def test_what_a_killed_build_left_is_owned_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for k in range(1, 60):
        root = tmp_path / str(k)
        printed(root, sheets("a"))
        killed_at(k, monkeypatch, lambda root=root: printed(root, sheets("a", "b", "c")))
        printed(root, sheets("a"))
        names = {".broadsheet.txt", "index.html", "a/index.html", "static/style.css"}
        assert set(files(root / "site")) == names
