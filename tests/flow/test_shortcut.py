"""An edit of a body alone plans few pages, and gives the very bytes of a clean build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import TOPICS, Desk, QuickPress, publish
from fakes import files
from test_incremental import assert_same

from broadsheet import content, flow, library, plan
from broadsheet.config import Settings
from broadsheet.model import Page
from broadsheet.shortcut.graph import Graph, packed, unpacked
from broadsheet.state import State

SETTINGS = (
    "",
    "list_length: 2\nfeed_length: 3\n",
    "publish: excerpt\nlist_length: 1\n",
    "feeds: topics\nfeed_length: 1\npictures: all\n",
)


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", QuickPress)


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The addresses of the pages that each short build planned."""
    found: list[list[str]] = []
    real: Callable[..., tuple[list[Page], frozenset[str]]] = plan.reached_pages

    def noted(*given: object) -> tuple[list[Page], frozenset[str]]:
        pages, gone = real(*given)
        found.append([page.permalink for page in pages])
        return pages, gone

    monkeypatch.setattr("broadsheet.plan.reached_pages", noted)
    return found


def stood(root: Path) -> None:
    """Publish until there is nothing left to do: the register of addresses is an input too."""
    for path in (root / "content").rglob("*.md"):  # whoever wants the same address is a problem
        path.write_text(path.read_text().replace("aliases: [/old-address/]\n", ""))
    for _ in range(2):
        assert not publish(root).problems


@pytest.mark.slow
@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("seed", range(4))
def test_articles_edited_in_any_order_give_the_bytes_of_a_clean_build(
    tmp_path: Path, seed: int, settings: str, planned: list[list[str]]
) -> None:
    desk = Desk(tmp_path / "site", seed, articles=14)
    (desk.root / "broadsheet.yaml").write_text(f"title: The Ellery Digest\n{settings}")
    stood(desk.root)
    for number in range(8):
        edits = desk.random.choices((*BODIES, *FACTS), k=desk.random.randint(1, 3))
        for edit in edits:
            edit(desk)
        publish(desk.root)
        done = f"{number}: {[edit.__name__ for edit in edits]}"
        assert_same(desk.published(), desk.clean_build(tmp_path / "clean"), done)
    assert planned, "no build took the short way"


def append(desk: Desk) -> None:
    if path := desk._any_article():
        path.write_text(f"{path.read_text().rstrip()}\n\nNobody knows why.\n")


def lengthen(desk: Desk) -> None:
    """Make it take minutes longer to read."""
    if path := desk._any_article():
        path.write_text(path.read_text() + "\n" + "Then it rained in Skerrow. " * 100 + "\n")


def empty(desk: Desk) -> None:
    if path := desk._any_article():
        front, mark, _ = path.read_text().rpartition("\n---\n")
        path.write_text(front + mark)


def refile(desk: Desk) -> None:
    """File an article under other topics."""
    if path := desk._any_article():
        topics = f"topics: {desk._some(TOPICS)}"
        path.write_text(re.sub("^topics: .*$", topics, path.read_text(), count=1, flags=re.M))


BODIES = (Desk.edit_body, append, append, lengthen, empty)
FACTS = (Desk.add_article, Desk.delete_article, Desk.rewrite_article, Desk.rename_article, refile)


# ---- which pages are planned, and when not so -----------------------------------------------

TEXT = """\
---
title: {title}
date: {day}
summary: What the council did.
source: Northwire
topics: [politics]
people: [Mara Lindqvist]
places: [Skerrow]
about: [Mara Lindqvist]
---

The council met in the morning.

Mara Lindqvist spoke of the ferry in Skerrow.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that stands, of one article a day, of which the first feeds have the newest."""
    (tmp_path / "broadsheet.yaml").write_text("title: The Ellery Digest\nfeed_length: 2\n")
    for day in range(1, 8):
        file = article(tmp_path, day)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(title=f"Report {day}", day=f"2025-07-{day:02}"))
    stood(tmp_path)
    return tmp_path


def article(root: Path, day: int) -> Path:
    return root / f"content/2025/07/{day:02}/report.md"


def edit(root: Path, day: int, old: str, new: str) -> flow.Report:
    file = article(root, day)
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    return publish(root)


def test_a_sentence_that_names_nobody_reaches_its_page_and_the_search(
    root: Path, planned: list[list[str]]
) -> None:
    edit(root, 2, "in the morning", "in the evening")  # that it is edited is told on /status/
    edit(root, 2, "in the evening", "at noon")
    pages = [at for at in planned[1] if not at.startswith("/search/")]
    assert pages == ["/2025/07/02/report/"]
    assert "/search/index.json" in planned[1]


def test_the_newest_article_is_in_feeds_too(root: Path, planned: list[list[str]]) -> None:
    edit(root, 7, "in the morning", "at noon")
    feeds = {at for at in planned[0] if at.endswith("feed.atom")}
    terms = ("topics/politics", "sources/northwire", "people/mara-lindqvist", "places/skerrow")
    assert feeds == {"/feed.atom", *(f"/{term}/feed.atom" for term in terms)}


def test_a_sentence_that_names_somebody_reaches_the_pages_of_names(
    root: Path, planned: list[list[str]]
) -> None:
    edit(root, 2, "spoke of the ferry", "sank the ferry")
    assert {"/people/mara-lindqvist/", "/places/skerrow/"} <= set(planned[0])
    assert b"sank the ferry" in (root / "site/places/skerrow/index.html").read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Report 2", "title: Another"),
        ("topics: [politics]", "topics: [sport]"),
        ("date: 2025-07-02", "date: 2025-07-09"),
        ("people: [Mara Lindqvist]", "people: [Ines Calder]"),
        ("source: Northwire", "draft: true"),
    ],
)
def test_a_fact_that_is_another_reaches_some_pages_and_no_others(
    root: Path, planned: list[list[str]], old: str, new: str
) -> None:
    edit(root, 2, old, new)
    assert "/keys/" not in planned[0]
    assert_clean(root)


def test_the_first_edit_after_a_first_build_takes_the_short_way_too(
    tmp_path: Path, planned: list[list[str]]
) -> None:
    (tmp_path / "broadsheet.yaml").write_text("title: The Ellery Digest\nlist_length: 2\n")
    for day in range(1, 8):  # so lists have pages that are only in the register afterwards
        file = article(tmp_path, day)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = TEXT.format(title=f"Report {day}", day=f"2025-07-{day:02}")
        file.write_text(text if day < 3 else text.replace("Mara Lindqvist", "Tobias Okafor"))
    publish(tmp_path)
    edit(tmp_path, 2, "title: Report 2", "title: Another report")
    assert planned
    assert_clean(tmp_path)


def test_an_article_that_comes_or_goes_takes_the_short_way_too(
    root: Path, planned: list[list[str]]
) -> None:
    news = article(root, 7).with_name("news.md")
    news.write_text(TEXT.format(title="News", day="2025-07-07"))
    publish(root)
    assert "/2025/07/07/news/" in planned[0]
    assert "/2025/07/07/news/" in (root / "content/addresses.tsv").read_text()
    assert_clean(root)
    news.unlink()
    article(root, 3).unlink()
    publish(root)
    assert len(planned) == 2
    assert not (root / "site/2025/07/07/news").exists()
    assert_clean(root)


def test_an_article_that_cannot_be_read_is_planned_in_whole(
    root: Path, planned: list[list[str]]
) -> None:
    assert edit(root, 2, "title: Report 2", "title: [never closed").problems
    assert planned == []


def test_a_lead_that_names_somebody_else_may_give_them_a_page(
    root: Path, planned: list[list[str]]
) -> None:
    file = article(root, 2)
    file.write_text(file.read_text().replace("about: [Mara Lindqvist]\n", ""))
    stood(root)
    planned.clear()
    edit(root, 2, "The council met", "The council of Skerrow met")
    edit(root, 2, "Mara Lindqvist spoke", "The mayor spoke")
    assert len(planned) == 2
    assert_clean(root)


def assert_clean(root: Path) -> None:
    """A build of the same inputs in a folder where nothing was before gives the same files."""
    clean = root.parent / f"{root.name}-clean"
    shutil.copytree(root / "content", clean / "content")
    shutil.copy(root / "broadsheet.yaml", clean)
    publish(clean)
    assert_same(files(root / "site"), files(clean / "site"), "")
    shutil.rmtree(clean)


def test_without_what_is_remembered_of_the_search_all_is_planned(
    root: Path, planned: list[list[str]]
) -> None:
    with State(root / ".broadsheet") as state:
        standing = state.standing
        state._db.execute("DELETE FROM memo WHERE function LIKE '%postings.parts'")
        state.stand(standing)
    report = edit(root, 2, "in the morning", "at noon")
    assert planned == []
    assert report.run is not None
    assert b"at noon" in (root / "site/2025/07/02/report/index.html").read_bytes()


def test_a_broken_article_stands_as_the_short_way_last_printed_it(root: Path) -> None:
    edit(root, 2, "in the morning", "at noon")
    file = article(root, 2)
    file.write_text("---\ntitle: [never closed\n---\n")
    (root / "site/2025/07/02/report/index.html").unlink()
    assert publish(root).problems
    assert b"at noon" in (root / "site/2025/07/02/report/index.html").read_bytes()


def test_a_page_that_was_damaged_beside_an_edit_is_mended(root: Path) -> None:
    whole = files(root / "site")["index.html"]
    (root / "site/index.html").write_text("scribbled")
    edit(root, 2, "in the morning", "at noon")
    assert files(root / "site")["index.html"] == whole


def test_no_page_reads_a_body_but_through_the_door(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 5, articles=30)
    read = {
        found.id: found
        for path in (desk.root / "content").rglob("*.md")
        if (found := content.article(path.read_text(), path.relative_to(tmp_path).as_posix())[0])
    }
    whole = library.library(read.values(), (), {}, Settings(title="The Ellery Digest"), ())
    with State(None) as state:
        graph = Graph(whole, (), {}, frozenset())
        seal = state.memo.keep("library", packed(graph), {})
        facts = unpacked(state.memo.kept("library", seal)).library
    assert not any(article.body for article in facts.articles)
    gists = {article.id: plan.gist(article) for article in whole.articles}
    texts = plan.Texts(lambda article: read[article.id].body, gists)
    assert list(plan.pages(facts, texts=texts)) == list(plan.pages(whole))
