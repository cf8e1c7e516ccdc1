"""What each press is given: the same articles, and the same edits of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.corpus import ALL_TOPICS, corpus
from bench.edits import EDITS, Shelf, base_template, one_body, one_deleted, one_topic
from bench.laying import shelves
from bench.presses import PRESSES, Press
from bench.presses.press import BENCH, clear, retopiced

MANY = 100
PEERS = BENCH / "peers"


@pytest.fixture(params=PRESSES, ids=lambda press: press.name)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    (laid,) = shelves(tmp_path, [request.param], MANY, seed=5)
    return laid


def texts(shelf: Shelf) -> dict[str, str]:
    files = (shelf.press.article_file(shelf.folder, id) for id in shelf.ids)
    return {file.name: file.read_text() for file in files if file.exists()}


def changes(shelf: Shelf, before: dict[str, str]) -> list[tuple[str, str]]:
    return [(before[name], text) for name, text in texts(shelf).items() if text != before[name]]


def test_every_article_stands_where_the_press_finds_it(shelf: Shelf) -> None:
    laid = texts(shelf)
    assert len(laid) == MANY
    for article in corpus(MANY, seed=5):
        text = laid[f"{article.id.rpartition('/')[2]}.md"]
        assert article.body in text
        assert all(name in text for name in (article.title, *article.topics, *article.people))
    assert (shelf.folder / shelf.press.base).read_text().count("</body>") == 1


def test_one_body_grows_by_a_paragraph(shelf: Shelf) -> None:
    before = texts(shelf)
    one_body(shelf, 2)
    ((old, new),) = changes(shelf, before)
    assert new == f"{old.rstrip()}\n\nOne more paragraph, number 2.\n"


def test_one_article_is_filed_under_another_topic(shelf: Shelf) -> None:
    before = texts(shelf)
    one_topic(shelf, 1)
    ((old, new),) = changes(shelf, before)
    found, made = shelf.press.topic.search(old), shelf.press.topic.search(new)
    assert found
    assert made
    assert found[0] != made[0]
    assert made[0] in ALL_TOPICS
    assert new == old[: found.start()] + made[0] + old[found.end() :]


def test_one_article_is_deleted_and_the_base_template_says_more(shelf: Shelf) -> None:
    one_deleted(shelf, 0)
    assert len(texts(shelf)) == MANY - 1
    base_template(shelf, 4)
    assert "<p>Print 4.</p>" in (shelf.folder / shelf.press.base).read_text()


def test_runs_edit_different_articles(shelf: Shelf) -> None:
    for run in range(10):
        for edit in EDITS:
            edit.made(shelf, run)
    assert len(texts(shelf)) == MANY - 10


def test_a_clean_build_finds_nothing_of_former_ones_and_all_that_was_laid(shelf: Shelf) -> None:
    before = texts(shelf)
    for name in (shelf.press.printed, *shelf.press.remembered):
        (shelf.folder / name).mkdir(parents=True, exist_ok=True)
        (shelf.folder / name / "left.html").write_text("left")
    clear(shelf.press, shelf.folder)
    assert not list(shelf.folder.rglob("left.html"))
    assert texts(shelf) == before


def test_an_article_without_a_topic_is_not_edited_by_mistake() -> None:
    press: Press = PRESSES[0]
    with pytest.raises(ValueError, match="no topic"):
        retopiced(press, "---\ntitle: A\n---\n\ntopics:\n  - health\n", ALL_TOPICS)


# ---- what is installed to compare with ------------------------------------------------------


def test_the_locks_of_the_peers_pin_with_hashes_and_record_no_address() -> None:
    python, node = PEERS / "requirements.lock", PEERS / "package-lock.json"
    pins = [line for line in python.read_text().splitlines() if "==" in line]
    assert python.read_text().count("--hash=sha256:") >= len(pins) > 5
    assert "://" not in python.read_text() + node.read_text()
    packages = json.loads(node.read_text())["packages"]
    assert all("integrity" in one for name, one in packages.items() if name)
