"""Entries keep their ids and dates through whatever an editor changes, but a date.

With `BROADSHEET_EDITS=100` in the environment more edits are made than the suite takes time for.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import feedparser

from broadsheet import flow
from broadsheet.site import site

EDITS = int(os.environ.get("BROADSHEET_EDITS", "16"))
PLACES = ("Amble", "Brine", "Cove", "Dray", "Eyot", "Frith", "Goole", "Hythe", "Inver", "Jura")
SETTINGS = {
    "title": ("Digest", "The Digest", "Harbour News & <more>"),
    "tagline": ("Day by day", "Once a week"),
    "author": ("The desk", "An Editor"),
    "list_length": (3, 30),
    "feed_length": (8, 30),
    "publish": ("full", "excerpt"),
    "language": ("en", "de"),
}
TEMPLATE = "<!doctype html><title>Topic</title><p>A page of topics, {number}.</p>"
Edit = Callable[[Path, random.Random], None]
Told = dict[str, tuple[str, ...]]


def laid(root: Path) -> Path:
    for number, place in enumerate(PLACES):
        day = 20 + number % 3
        at = root / f"content/2025/07/{day}/ferry-to-{place.lower()}.md"
        at.parent.mkdir(parents=True, exist_ok=True)
        text = f"The ferry to {place} stopped on Monday, Anna Keel of the Harbour Board said.\n\n"
        at.write_text(
            f"---\ntitle: Ferry to {place} stops\ndate: 2025-07-{day}T09:1{number}:00Z\n"
            f"source: The Lantern\ntopics: [transport]\n---\n\n{text * 3}",
            "utf-8",
        )
    (root / "broadsheet.yaml").write_text("title: Digest\npictures: none\n", "utf-8")
    return root


def an_article(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(root.glob("content/2*/*/*/*.md")))


def title(root: Path, chance: random.Random) -> None:
    article = an_article(root, chance)
    new = f"title: Retold {chance.random()}"
    article.write_text(re.sub(r"(?m)^title: .*$", new, article.read_text("utf-8"), count=1))


def body(root: Path, chance: random.Random) -> None:
    article = an_article(root, chance)
    head, _, text = article.read_text("utf-8").partition("\n---\n")
    pieces = text.strip().split("\n\n")
    chance.shuffle(pieces)
    more = f"Another paragraph on {chance.choice(PLACES)}, number {chance.random()}."
    article.write_text(head + "\n---\n\n" + "\n\n".join([*pieces, more]) + "\n", "utf-8")


def topics(root: Path, chance: random.Random) -> None:
    article = an_article(root, chance)
    slugs = chance.sample(["transport", "weather", "politics", "economy"], 2)
    new = f"topics: [{', '.join(slugs)}]"
    article.write_text(re.sub(r"(?m)^topics: .*$", new, article.read_text("utf-8"), count=1))


def template(root: Path, chance: random.Random) -> None:
    at = root / "templates/pages/topic.html"
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(TEMPLATE.replace("{number}", str(chance.random())), "utf-8")


def settings(root: Path, chance: random.Random) -> None:
    said = {name: chance.choice(values) for name, values in SETTINGS.items()}
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in said.items()]
    (root / "broadsheet.yaml").write_text("".join(lines) + "pictures: none\n", "utf-8")


KINDS: tuple[Edit, ...] = (title, body, topics, template, settings)


def told(root: Path) -> Told:
    """Return (id, published, updated) of each entry of each feed, by feed and link."""
    found: Told = {}
    for feed in sorted((root / "site").rglob("feed.atom")):
        for entry in feedparser.parse(feed.read_bytes()).entries:
            key = f"{feed.parent.relative_to(root / 'site')} {entry.link}"
            found[key] = (entry.id, entry.published, entry.updated)
    for feed in sorted((root / "site").rglob("feed.json")):
        for item in json.loads(feed.read_bytes())["items"]:
            key = f"{feed.relative_to(root / 'site')} {item['url']}"
            found[key] = (item["id"], item["date_published"], item.get("date_modified", ""))
    return found


def test_ids_and_dates_are_the_same_after_every_edit(tmp_path: Path) -> None:
    here = site(laid(tmp_path))
    chance = random.Random(8)
    assert not flow.publish(here, jobs=1).problems
    known = told(tmp_path)
    assert len(known) > 4 * len(PLACES)
    changed = 0
    for number in range(EDITS):
        KINDS[number % len(KINDS)](tmp_path, chance)
        assert not flow.publish(here, jobs=1).problems
        now = told(tmp_path)
        assert len(now) >= 16
        wrong = {key: (known[key], was) for key, was in now.items() if known.get(key, was) != was}
        assert wrong == {}, f"edit {number}"
        changed += now.keys() != known.keys()
        known |= now
    assert changed, "no edit has reached a feed"
    assert len({value[0] for key, value in known.items() if key.startswith(". ")}) == len(PLACES)


def test_a_change_of_a_date_is_seen(tmp_path: Path) -> None:
    here = site(laid(tmp_path))
    flow.publish(here, jobs=1)
    before = told(tmp_path)
    article = an_article(tmp_path, random.Random(1))
    text = article.read_text("utf-8")
    article.write_text(text.replace("---\n", "---\nlastmod: 2025-08-01T09:00:00Z\n", 1))
    flow.publish(here, jobs=1)
    after = told(tmp_path)
    assert after != before
    assert {key: value[:2] for key, value in after.items()} == {
        key: value[:2] for key, value in before.items()
    }
