"""`export`: a site's articles as JSON Lines, which a new site reads back as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from broadsheet.cli import main

STORM = """\
---
title: "Storm [[Ada]] & sons: {% 5 %} boats lost"
date: 2025-07-29T06:40:00+02:00
lang: en
source: The Sennet Courier
agency: Reuters
authors:
  - Ada Lind and Sons
source_url: https://courier.example/storm?id=1&b=2
section: Coast
topics:
  - disaster
keywords:
  - small boats
people:
  - Tilda Ros
captured: 2025-07-29T09:00:00+02:00
captured_basis: stated
seed: seeds/a.txt#L1-L9
mood: grim
shelf: 010
---

The storm passed over Port Elden \\*at night\\*, and 5 \\* 3  boats were lost.

## What was lost

- the [Marsh Tern](<https://courier.example/tern_(ship)>)
- the quay

> "We waited," said Tilda Ros.

| Hour | Wind |
| --- | --- |
| 6 | 11 |
"""
CALM = "---\ntitle: Calm returns\ndate: 2025-07-30\nsource: The Ember\n---\n\nThe sea lay flat.\n"
DRAFT = "---\ntitle: Not yet\ndate: 2025-07-30\ndraft: true\n---\n\nNothing is certain.\n"
NOTED = """\
---
title: Court hears of the choir
date: 2025-07-30
content_notes: [sexual-violence]
people: [Nell Ode, Per Holm]
about: [Nell Ode]
organizations: [The Choir]
quotes:
  - "Nell Ode: I was afraid."
  - "Per Holm: Nell Ode told me."
  - "Per Holm: We heard her."
---

Nell Ode spoke to the court.
"""
HIDDEN = "---\nname: Tilda Ros\ntype: person\npublic: false\n---\n"
OPENED = "---\nname: Per Holm\ntype: person\npublic: true\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles and a draft, in a folder where we stand."""
    put(tmp_path, "2025/07/29/storm", STORM)
    put(tmp_path, "2025/07/30/calm", CALM)
    put(tmp_path, "2025/07/30/draft", DRAFT)
    (tmp_path / "broadsheet.yaml").write_text("url: https://press.example/daily\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(site: Path, name: str, text: str) -> None:
    path = site / "content" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def exported(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> list[dict[str, Any]]:
    capfdbinary.readouterr()
    assert main(["export", *arguments]) == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_each_article_is_a_row_in_the_order_of_paths(site: Path, capfdbinary) -> None:
    rows = exported(capfdbinary)
    assert [row["path"] for row in rows] == [
        *("content/2025/07/29/storm.md", "content/2025/07/30/calm.md")
    ]
    assert rows == exported(capfdbinary)


def test_a_row_holds_every_value_its_file_has(site: Path, capfdbinary) -> None:
    storm = exported(capfdbinary)[0]
    assert storm["title"] == "Storm [[Ada]] & sons: {% 5 %} boats lost"
    assert storm["date"] == "2025-07-29T06:40:00+02:00"
    assert storm["topics"] == ["disaster"]
    assert storm["extra"] == {"mood": "grim", "shelf": "010"}
    assert storm["markdown"] == STORM.split("---\n\n", 1)[1].rstrip("\n")
    assert storm["text"].startswith("The storm passed over Port Elden *at night*, and 5 * 3  boats")
    assert storm["permalink"] == "/2025/07/29/storm/"
    assert storm["address"] == "https://press.example/daily/2025/07/29/storm/"
    assert storm["image"] is None


def test_a_story_is_named_by_its_address(site: Path, capfdbinary) -> None:
    put(site, "2025/07/30/calm", CALM.replace("---\n\n", "story: storm\n---\n\n"))
    rows = exported(capfdbinary)
    assert [row["story"] for row in rows] == [None, "storm"]
    assert {row["story_permalink"] for row in rows} == {"/stories/storm/"}


def test_names_that_the_site_withholds_stay_out(site: Path, capfdbinary) -> None:
    put(site, "2025/07/30/court", NOTED)
    put(site, "entities/tilda-ros", HIDDEN)
    put(site, "entities/per-holm", OPENED)
    _, _, court = rows = exported(capfdbinary)
    assert rows[0]["people"] == []
    assert (court["people"], court["about"], court["organizations"]) == (
        *(["Per Holm"], [], ["The Choir"]),
    )
    assert court["quotes"] == ["Per Holm: We heard her."]


def test_a_file_is_written_whole_and_only_an_export_is_replaced(site: Path, capsys) -> None:
    assert main(["export", "--out", "all.jsonl"]) == 0
    first = (site / "all.jsonl").read_bytes()
    assert first.count(b"\n") == 2
    assert "2 articles in all.jsonl" in capsys.readouterr().err
    assert main(["export", "--out", "all.jsonl", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    (site / "mine.txt").write_text("a note of mine")
    assert main(["export", "--out", "mine.txt"]) == 2
    assert (site / "mine.txt").read_text() == "a note of mine"
    assert sorted(path.name for path in site.iterdir()) == [
        *("all.jsonl", "broadsheet.yaml", "content", "mine.txt")
    ]


def test_a_broken_file_is_said_and_the_others_are_printed(site: Path, capfd) -> None:
    put(site, "2025/07/30/broken", "---\ntitle: [never\n---\n")
    assert main(["export"]) == 1
    said = capfd.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.err.startswith("content/2025/07/30/broken.md:")


SAME = ("title", "date", "lang", "source", "agency", "authors", "source_url", "section")
SAME_TOO = ("date_basis", "captured", "captured_basis", "markdown", "text")


def same(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in (*SAME, *SAME_TOO)}


@pytest.mark.parametrize("form", ["export", "content"])
def test_what_one_site_exports_is_the_same_in_another(
    form: str, site: Path, tmp_path_factory: pytest.TempPathFactory, capfdbinary
) -> None:
    put(site, "2025/07/29/storm", STORM.replace("---\n\n", "generated: 0123456789abcdef\n---\n\n"))
    put(site, "2025/07/30/calm", CALM.replace("---\n\n", "generated: 0123456789abcdef\n---\n\n"))
    before = exported(capfdbinary)
    other = tmp_path_factory.mktemp("other")
    (other / "seeds").mkdir()
    if form == "export":
        assert main(["export", "--quiet", "--out", str(other / "seeds" / "old.jsonl")]) == 0
    else:
        for path in site.glob("content/2025/**/*.md"):
            (other / "seeds" / path.name).write_text(path.read_text())
    assert main(["ingest", "--site", str(other), "--quiet"]) == 0
    after = {row["title"]: row for row in exported(capfdbinary, "--site", str(other))}
    assert len(after) == len(before) == 2
    for row in before:
        back = after[row["title"]]
        was, now = same(row), same(back)
        if row["captured"] is None:  # then the new site knows when its file was made
            for name in ("captured", "captured_basis"):
                was.pop(name), now.pop(name)
        was["lang"] = was["lang"] or now["lang"]
        assert now == was
        assert back["keywords"] == [*row["keywords"], *row["topics"]]


def test_what_was_removed_is_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/storm.md").write_text(STORM)
    (tmp_path / "content/calm.md").write_text(CALM)
    removed = "articles:\n  - content/calm.md\nnames:\n  - name: Tilda Ros\n    redact: true\n"
    (tmp_path / "content/removed.yaml").write_text(removed)
    assert main(["export", "--site", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "Calm returns" not in said
    assert "Tilda" not in said
    assert "said (name removed)" in said
