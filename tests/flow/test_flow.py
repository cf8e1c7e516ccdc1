"""From captures and content to a site: what is kept, what is reported, what is printed again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk import QuickPress
from fakes import files

from broadsheet import disk, flow
from broadsheet.errors import SettingsError
from broadsheet.model import Page
from broadsheet.render import Press, TemplateError
from broadsheet.site import site

CAPTURE = """\
logo
Ferry link to Skerrow halted after storm

Ferry link to Skerrow halted after storm

Northwire29-07-2025
By Ines Calder
PORT ELDEN (Northwire) -The ferry between Port Elden and Skerrow was halted on Tuesday.
The harbour office said that it would look at the pier again in the morning.
Orange background

Try Our AI Features

Explore what Daily8 AI can do for you:

Comments

No comments yet...

Related Articles
Council backs flood defence
Council backs flood defence
Quayside Daily
time14 minutes ago
  • Politics
  • Quayside Daily
Council backs flood defence
The council voted on 5 August for a wall along the river. Mayor Tobias Okafor spoke of relief.
DOWNLOAD THE APP
"""
ARTICLE = """\
---
title: {title}
date: 2025-07-29
source: Northwire
topics: [politics]
people: [Mara Lindqvist, Tobias Okafor]
---

Mara Lindqvist spoke in Port Elden.

Tobias Okafor did not.
"""


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of one capture."""
    seed = tmp_path / "seeds" / "daily8-ferry.txt"
    seed.parent.mkdir()
    seed.write_text(CAPTURE)
    seed.with_suffix(".yaml").write_text("captured: 2025-08-05T09:00:00Z\n")
    return tmp_path


def articles(root: Path) -> list[Path]:
    return sorted((root / "content").glob("2*/*/*/*.md"))


def kept(root: Path) -> list[Path]:
    """Write three articles by hand; return their files."""
    for title in ("Storm", "Strike", "Verdict"):
        path = root / "content" / "2025" / "07" / "29" / f"{title.lower()}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(title=title))
    return articles(root)


# ---- ingest: promise P3 ------------------------------------------------------------------


def test_a_capture_becomes_articles_and_a_second_ingest_changes_no_byte(root: Path) -> None:
    report = flow.ingest(site(root))
    assert (report.written, report.problems) == (2, ())
    before = files(root / "content")
    assert flow.ingest(site(root)).written == 0
    assert files(root / "content") == before


def test_every_line_of_a_capture_is_in_an_article_or_accounted_for(root: Path) -> None:
    report = flow.ingest(site(root))
    text = "".join(path.read_text() for path in articles(root))
    dropped = {drop.line for drop in report.dropped}
    spans = [line.partition("#L")[2] for line in text.splitlines() if line.startswith("seed:")]
    told = set()
    for first, _, last in (span.partition("-L") for span in spans):
        told |= set(range(int(first), int(last or first) + 1))
    lines = CAPTURE.splitlines()
    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= told | dropped


def test_a_hand_edit_stands(root: Path) -> None:
    flow.ingest(site(root))
    path = articles(root)[0]
    path.write_text(path.read_text().replace("halted", "stopped"))
    edited = path.read_bytes()
    report = flow.ingest(site(root))
    assert path.read_bytes() == edited
    assert any("kept: edited by hand" in line for line in report.kept)


def test_an_article_deleted_by_hand_stays_away_even_in_a_fresh_clone(root: Path) -> None:
    flow.ingest(site(root))
    articles(root)[0].unlink()
    assert any("deleted by hand" in line for line in flow.ingest(site(root)).kept)
    assert len(articles(root)) == 1
    shutil.rmtree(root / ".broadsheet")
    flow.ingest(site(root))
    assert len(articles(root)) == 1


def test_with_a_register_that_cannot_be_read_nothing_is_written(root: Path) -> None:
    (root / "content").mkdir()
    (root / "content" / "ingested.tsv").write_bytes(b"\xff\xfe\x00bad")
    report = flow.ingest(site(root))
    assert report.written == 0
    assert "ingested.tsv:1: is not UTF-8" in str(report.problems[0])
    assert articles(root) == []


def test_an_ingest_killed_before_its_register_writes_nothing_twice(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.put

    def dying(where: Path, path: str, data: str, was: str | None) -> bool:
        if path.endswith(".tsv"):
            raise KeyboardInterrupt
        return real(where, path, data, was)

    with monkeypatch.context() as patch:
        patch.setattr("broadsheet.disk.put", dying)
        with pytest.raises(KeyboardInterrupt):
            flow.ingest(site(root))
    assert len(articles(root)) == 2
    assert flow.ingest(site(root)).written == 0
    articles(root)[0].unlink()
    flow.ingest(site(root))
    assert len(articles(root)) == 1


def test_several_processes_give_the_same_bytes_as_one(root: Path) -> None:
    for number in range(6):
        text = CAPTURE.replace("Ferry", f"Ferry {number}").replace("Council", f"Council {number}")
        (root / "seeds" / f"more-2025-08-0{number + 1}.txt").write_text(text)
    flow.ingest(site(root), jobs=1)
    alone = files(root / "content")
    shutil.rmtree(root / "content")
    flow.ingest(site(root), jobs=2, clean=True)
    assert files(root / "content") == alone


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
        ("zeros.txt", bytes(5000)),
        ("one-line.txt", b"x" * 3_000_000),
    ],
)
def test_a_seed_that_cannot_be_used_is_a_problem_and_the_others_go_on(
    root: Path, name: str, data: bytes
) -> None:
    (root / "seeds" / name).write_bytes(data)
    report = flow.ingest(site(root))
    assert report.written == 2
    assert [problem.path for problem in report.problems] == [f"seeds/{name}"]


def test_a_broken_sidecar_holds_back_its_capture_alone(root: Path) -> None:
    (root / "seeds" / "other.txt").write_text(CAPTURE.replace("Ferry", "Train"))
    (root / "seeds" / "other.yaml").write_text("captured: yesterday\n")
    report = flow.ingest(site(root))
    assert report.written == 2
    assert [problem.path for problem in report.problems] == ["seeds/other.yaml"]


def test_a_sidecar_without_a_capture_is_a_problem(root: Path) -> None:
    (root / "seeds" / "nothing.yaml").write_text("lang: en\n")
    report = flow.ingest(site(root))
    assert "a sidecar without its capture" in str(report.problems[0])


# ---- publish: promise P4, and what is printed again ----------------------------------------


def test_a_broken_article_keeps_its_page_and_stops_no_other(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    paths[0].write_text("---\ntitle: [never closed\n---\n")
    paths[1].write_text(ARTICLE.format(title="Strike ended"))
    report = flow.publish(site(tmp_path))
    after = files(tmp_path / "site")
    assert b"<h1>Storm</h1>" in after["2025/07/29/storm/index.html"]
    assert b"Strike ended" in after["2025/07/29/strike/index.html"]
    assert [problem.path for problem in report.problems] == ["content/2025/07/29/storm.md"]


def test_a_broken_article_of_unknown_past_keeps_its_page_too(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    paths[0].write_text("---\ntitle: [never closed\n---\n")
    shutil.rmtree(tmp_path / ".broadsheet")
    flow.publish(site(tmp_path))
    assert "2025/07/29/storm/index.html" in files(tmp_path / "site")
    paths[0].unlink()
    flow.publish(site(tmp_path))
    assert b"Storm" not in files(tmp_path / "site").get("2025/07/29/storm/index.html", b"")


def test_a_template_error_keeps_the_pages_and_names_template_and_line(tmp_path: Path) -> None:
    kept(tmp_path)
    flow.publish(site(tmp_path))
    before = files(tmp_path / "site")
    own = tmp_path / "templates" / "pages" / "article.html"
    own.parent.mkdir(parents=True)
    own.write_text("<p>\n{{ page.no_such_field }}</p>")
    report = flow.publish(site(tmp_path))
    assert files(tmp_path / "site") == before
    assert [(problem.path, problem.line) for problem in report.problems] == [
        ("templates/pages/article.html", 2)
    ]
    own.unlink()
    assert flow.publish(site(tmp_path)).problems == ()


def test_a_template_error_is_one_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "pages" / "article.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% if %}")
    with pytest.raises(TemplateError):
        Press(site_of(tmp_path)).closure("article")


def site_of(root: Path) -> tuple[Path, ...]:
    (root / "content").mkdir(exist_ok=True)
    return site(root).templates


def test_a_settings_error_builds_nothing(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / "broadsheet.yaml").write_text("titel: Wrong\n")
    with pytest.raises(SettingsError, match=r"broadsheet\.yaml:1:1: .*titel"):
        flow.publish(site(tmp_path))
    assert not (tmp_path / "site").exists()


def test_one_body_edit_prints_its_page_and_the_feeds_that_carry_it(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    paths[0].write_text(paths[0].read_text() + "\nOne more paragraph.\n")
    report = flow.publish(site(tmp_path))
    assert report.run is not None
    feeds = ("feed.atom", "feed.json", "feed.rss")
    carrying = ("", "people/mara-lindqvist/", "people/tobias-okafor/")
    carrying += ("sources/northwire/", "topics/politics/")
    wanted = {"2025/07/29/storm/index.html"} | {f"{at}{name}" for at in carrying for name in feeds}
    pages = [why for why in report.run.reasons if not why.path.startswith("search/")]
    assert {why.path for why in pages} == wanted
    assert {why.why for why in pages} == {"page data changed"}
    assert report.run.rendered == 16 + 2  # the words of its month, and the manifest of the index


def test_an_unchanged_build_prints_nothing(tmp_path: Path) -> None:
    kept(tmp_path)
    flow.publish(site(tmp_path))
    run = flow.publish(site(tmp_path)).run
    assert run is not None
    assert (run.rendered, run.new, run.changed, run.removed) == (0, 0, 0, 0)


def test_a_moved_article_leaves_a_redirect_in_a_clean_build_too(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    flow.publish(site(tmp_path))
    paths[0].write_text(paths[0].read_text().replace("source:", "slug: tempest\nsource:"))
    flow.publish(site(tmp_path))
    moved = files(tmp_path / "site")
    assert b"/2025/07/29/tempest/" in moved["2025/07/29/storm/index.html"]
    shutil.rmtree(tmp_path / "site")
    shutil.rmtree(tmp_path / ".broadsheet")
    flow.publish(site(tmp_path))
    assert files(tmp_path / "site") == moved


def test_a_full_disk_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path)

    def full(*_: object) -> None:
        raise disk.NoRoomError(28, "No space left on device")

    monkeypatch.setattr("broadsheet.disk.Output.write", full)
    report = flow.publish(site(tmp_path))
    assert [str(problem) for problem in report.problems] == [
        "site: cannot be written: No space left on device (the next build goes on from here)"
    ]


LINKED = """
[gone](/2020/01/01/never/) and [there](/2025/07/29/strike/)

[here](#p1), [not here](#p99), [its first](/2025/07/29/strike/#p1)

[not in it](../strike/#p99), [a file](strike.md), [elsewhere](https://example.org/x)
"""


CURE = " (correct the link, or leave it out)"


def test_check_names_dead_links_where_a_person_typed_them(tmp_path: Path) -> None:
    paths = kept(tmp_path)
    (tmp_path / "broadsheet.yaml").write_text("url: https://example.com/\n")
    assert flow.check(site(tmp_path)).problems == ()
    paths[0].write_text(paths[0].read_text() + LINKED)
    report = flow.check(site(tmp_path))
    assert [str(problem) for problem in report.problems] == [
        f"content/2025/07/29/storm.md:{place}{CURE}"
        for place in (
            "13:8: a dead link to /2020/01/01/never/",
            "15:25: a dead link to /2025/07/29/storm/#p99",
            "17:13: a dead link to /2025/07/29/strike/#p99",
            "17:39: a dead link to /2025/07/29/storm/strike.md",
        )
    ]
    assert {entry.name for entry in tmp_path.iterdir()} == {"broadsheet.yaml", "content"}


def test_every_link_of_a_published_site_resolves(root: Path) -> None:
    (root / "broadsheet.yaml").write_text("url: https://example.org/news/\n")
    flow.ingest(site(root))
    assert flow.check(site(root)).problems == ()


def test_a_site_under_a_hidden_topic_shows_it_nowhere(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / "content" / "topics.yaml").write_text("politics:\n  hidden: true\n")
    flow.publish(site(tmp_path))
    assert not any(name.startswith("topics/politics") for name in files(tmp_path / "site"))


def test_pages_are_values_that_can_be_fingerprinted(tmp_path: Path) -> None:
    from broadsheet import plan
    from broadsheet.fingerprint import fingerprint
    from broadsheet.reading import read
    from broadsheet.state import State

    kept(tmp_path)
    with State(None) as state:
        known = flow.shelved(read(site(tmp_path), state))
    pages: list[Page] = list(plan.pages(known))
    assert len({fingerprint(page.permalink, page.data) for page in pages}) == len(pages)


HOSTILE = {
    "first": "title: First\ndate: 0001-01-01T00:00:00+12:00",
    "last": "title: Last\ndate: 9999-12-31T23:59:59-12:00",
    "long": f"title: {'long ' * 20000}\ndate: 2025-01-01",
    "slug": "title: Slug\ndate: 2025-01-01\nslug: ../../etc/passwd",
    "alias": "title: Alias\ndate: 2025-01-01\naliases: [/../../x, /feed.atom, //evil.example/, /]",
    "names": 'title: N\ndate: 2025-01-01\npeople: ["../../x"]\nsource: "<script>1</script>"',
    "big": "title: Big\ndate: 2025-01-01\nmood: 123456789012345678901234567890",
}


def test_hostile_front_matter_harms_nothing_outside_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name, front in HOSTILE.items():
        (tmp_path / "content" / f"{name}.md").write_text(f"---\n{front}\n---\n\x01 [x](y\n")
    report = flow.publish(site(tmp_path))
    assert not any("a fault in Broadsheet" in str(problem) for problem in report.problems)
    assert {entry.name for entry in tmp_path.iterdir()} == {"content", "site", ".broadsheet"}
    assert flow.publish(site(tmp_path)).run.rendered == 0
    assert not any("dead link" in str(problem) for problem in flow.check(site(tmp_path)).problems)
