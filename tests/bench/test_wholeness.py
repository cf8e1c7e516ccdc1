"""What the crash bench calls whole: it sees dead links, differences and damage of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.crashes import touched
from bench.newsdesk import ACCIDENTS, EDITS, Newsdesk
from bench.wholeness import dead_links, difference, files, inputs

PAGE = '<a class="x" href="/a/">a</a> <img src=\'/b.png\'> <a href="#p1">1</a>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "b.png").write_bytes(b"")
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "a" / "index.html").write_text('<a href="../">up</a> <a href="https://x.example/">')
    return tmp_path


def test_a_site_whose_links_all_lead_somewhere_has_no_dead_ones(site: Path) -> None:
    assert dead_links(site) == []


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ('<a href="/c/">', "index.html -> /c/"),
        ('<a rel=x href="/a">', "index.html -> /a"),
        ("<img src='c.png'>", "index.html -> c.png"),
        ('<link href="/style.css" rel=stylesheet>', "index.html -> /style.css"),
    ],
)
def test_one_that_leads_nowhere_is_seen(site: Path, link: str, told: str) -> None:
    (site / "index.html").write_text(link)
    assert dead_links(site) == [told]


def test_a_site_below_a_path_is_followed_from_there(site: Path) -> None:
    (site / "index.html").write_text('<a href="/news/a/"> <a href="/a/b/">')
    assert dead_links(site, "/news") == ["index.html -> /a/b/"]


def test_every_difference_of_two_trees_is_told() -> None:
    told = difference({"a": b"1", "b": b"2"}, {"b": b"3", "c": b"4"})
    assert told == ["a should not be there", "b differs", "c is missing"]


def test_an_input_may_be_as_it_was_or_as_the_build_leaves_it_and_nothing_else() -> None:
    before, after = {"a": b"1", "b": b"1", "c": b"1"}, {"a": b"1", "b": b"2", "d": b"1"}
    assert touched({"a": b"1", "b": b"2", "c": b"1", "d": b"1"}, before, after) == []
    assert touched({"a": b"", "b": b"1", "d": b"half", "e": b"1"}, before, after) == [
        *("a", "c", "d", "e")
    ]


def test_a_seed_gives_the_same_history_every_time(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        desk = Newsdesk(tmp_path / name, 4, articles=3, captures=1)
        for edit in (*EDITS, *ACCIDENTS):
            edit(desk)
        trees.append(files(desk.root))
        desk.mend()
        assert not any(b"never closed" in data for data in inputs(desk.root).values())
    assert trees[0] == trees[1]
