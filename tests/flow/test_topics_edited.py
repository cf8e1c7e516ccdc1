"""An edit of `content/topics.yaml` reaches the articles that nobody edited, and their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import QuickPress
from fakes import files

from broadsheet import content, flow
from broadsheet.site import site

CAPTURE = """Quay Gazette
Late goal keeps Elden Rovers in the cup
5 August 2025
The striker headed home in injury time as the goalkeeper stood still, and the crowd sang on.
The football club meets Skerrow in the cup final, said coach Ines Calder after the match.

Quay Gazette
Jury hears of stolen lanterns
5 August 2025
The jury heard the prosecutors for a week before the judge at the crown court in Port Elden.
A verdict of the trial is expected when the court meets again, said the judge.
"""


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    seed = tmp_path / "seeds" / "quay-2025-08-05.txt"
    seed.parent.mkdir()
    seed.write_text(CAPTURE)
    assert flow.ingest(site(tmp_path)).written == 2
    return tmp_path


def article(root: Path, word: str) -> Path:
    return next((root / "content").rglob(f"*{word}*.md"))


def topics(root: Path, word: str) -> list[str]:
    path = article(root, word)
    found, problems = content.article(path.read_text(), "content/a.md", "UTC", "en")
    assert found is not None
    assert problems == ()
    return list(found.topics)


def declare(root: Path, text: str) -> None:
    (root / "content" / "topics.yaml").write_text(text)


def test_both_levels_stand_in_the_front_matter(root: Path) -> None:
    assert topics(root, "goal") == ["sport", "soccer"]
    assert topics(root, "jury") == ["crime-law-and-justice", "judiciary"]


def test_an_edit_files_anew_what_nobody_edited_and_leaves_the_rest(root: Path) -> None:
    edited = article(root, "jury")
    edited.write_text(edited.read_text().replace("judiciary", "courts-of-elden"))
    by_hand = edited.read_bytes()
    declare(
        root,
        "soccer: {hide: true}\ncup-ties: {parent: sport, terms: {cup final: 6, goalkeeper: 6}}\n"
        "lanterns: {terms: {lantern: 9}}\n",
    )
    report = flow.ingest(site(root))
    assert report.problems == ()
    assert topics(root, "goal") == ["sport", "cup-ties"]
    assert edited.read_bytes() == by_hand


def test_a_name_alone_files_nothing_anew(root: Path) -> None:
    declare(root, "sport: Games\n")
    assert flow.ingest(site(root)).written == 0


def test_broken_topics_are_told_and_file_as_they_last_did(root: Path) -> None:
    declare(root, "soccer: {hide: true}\n")
    flow.ingest(site(root))
    assert topics(root, "goal") == ["sport"]
    declare(root, "soccer: {hide: true\n")
    report = flow.ingest(site(root))
    assert [problem.path for problem in report.problems] == ["content/topics.yaml"]
    assert topics(root, "goal") == ["sport"]


def test_the_number_of_jobs_shows_in_nothing(root: Path, tmp_path: Path) -> None:
    declare(root, "soccer: {hide: true}\n")
    flow.ingest(site(root), clean=True, jobs=1)
    one = files(root / "content")
    flow.ingest(site(root), clean=True, jobs=2)
    assert files(root / "content") == one


def test_a_page_of_the_second_level_and_its_parent_link_each_other(root: Path) -> None:
    flow.publish(site(root))
    pages = files(root / "site")
    assert (
        b'<p class="kicker"><a href="/topics/sport/">Sport</a></p>'
        in pages["topics/soccer/index.html"]
    )
    assert b'<a href="/topics/soccer/">Soccer</a>' in pages["topics/sport/index.html"]
    index = pages["topics/index.html"]
    assert index.index(b'href="/topics/sport/"') < index.index(b'href="/topics/soccer/"')
    assert index.count(b'href="/topics/soccer/"') == 1


def test_a_hidden_topic_takes_those_beneath_it_along(root: Path) -> None:
    declare(root, "sport: {hide: true}\n")
    flow.publish(site(root))
    pages = files(root / "site")
    assert not any("topics/sport" in name or "topics/soccer" in name for name in pages)


def test_a_topic_whose_parent_has_no_page_stands_in_the_index_by_itself(root: Path) -> None:
    path = article(root, "goal")
    path.write_text(path.read_text().replace("- sport\n", ""))
    flow.publish(site(root))
    pages = files(root / "site")
    assert b'href="/topics/sport/"' not in pages["topics/soccer/index.html"]
    assert b'href="/topics/soccer/"' in pages["topics/index.html"]


def test_moving_a_topic_prints_what_a_clean_build_prints(root: Path) -> None:
    flow.publish(site(root))
    declare(root, "judiciary: {name: Courts, parent: sport}\n")
    flow.publish(site(root))
    again = files(root / "site")
    flow.publish(site(root), clean=True)
    assert files(root / "site") == again
    assert b'<a href="/topics/sport/">Sport</a>' in again["topics/judiciary/index.html"]
