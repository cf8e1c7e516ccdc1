"""An editor merges and splits stories by one line; no address is lost and no link dies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk import QuickPress

from broadsheet import flow
from broadsheet.site import site

FILES = {"dam": "dam", "flood": "dam", "relief": "dam", "vote": "vote", "count": "vote"}


def write(root: Path, name: str, story: str | None, day: int = 10) -> None:
    path = root / f"content/2026/03/{day}/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"story: {story}\n" if story else ""
    path.write_text(
        f"---\ntitle: On the {name}\ndate: 2026-03-{day}\nsource: {name} Post\n{line}---\n\nText.\n"
    )


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    for name, story in FILES.items():
        write(tmp_path, name, story if story != name else None)
    publish(tmp_path)
    return tmp_path


def publish(root: Path) -> None:
    report = flow.publish(site(root))
    assert report.problems == ()
    assert flow.check(site(root)).problems == ()


def page(root: Path, address: str) -> str:
    return (root / "site" / address.strip("/") / "index.html").read_text()


def moved_to(root: Path, address: str) -> str | None:
    found = re.search(r'http-equiv="refresh" content="0; ?url=([^"]+)"', page(root, address))
    return found[1] if found else None


def tellers(root: Path, story: str) -> set[str]:
    """Return the articles that the page of a story lists."""
    return set(re.findall(r'href="/2026/03/10/(\w+)/"', page(root, f"/stories/{story}/")))


def test_a_line_in_each_article_merges_two_stories_and_the_old_address_leads_on(root: Path) -> None:
    assert tellers(root, "vote") == {"vote", "count"}
    write(root, "count", "dam")
    write(root, "vote", "dam")
    publish(root)
    assert tellers(root, "dam") == set(FILES)
    assert moved_to(root, "/stories/vote/") == "/stories/dam/"


def test_one_line_splits_an_article_out(root: Path) -> None:
    write(root, "relief", "relief")
    publish(root)
    assert tellers(root, "dam") == {"dam", "flood"}
    assert moved_to(root, "/stories/dam/") is None
    assert "Same story" not in page(root, "/2026/03/10/relief/")


def test_a_story_that_dissolves_leaves_a_redirect(root: Path) -> None:
    write(root, "count", None)
    publish(root)
    assert moved_to(root, "/stories/vote/") in {"/2026/03/10/vote/", "/2026/03/10/count/"}
    assert "Same story" not in page(root, "/2026/03/10/vote/")


def test_a_story_that_comes_back_has_its_old_address(root: Path) -> None:
    write(root, "count", None)
    publish(root)
    write(root, "count", "vote")
    publish(root)
    assert moved_to(root, "/stories/vote/") is None
    assert tellers(root, "vote") == {"vote", "count"}


def test_a_story_keeps_its_address_whatever_becomes_of_its_first_article(root: Path) -> None:
    (root / "content/2026/03/10/dam.md").unlink()
    publish(root)
    assert tellers(root, "dam") == {"flood", "relief"}
    write(root, "source", "dam", day=11)
    publish(root)
    assert "On the source" in page(root, "/stories/dam/")
    assert moved_to(root, "/stories/dam/") is None
