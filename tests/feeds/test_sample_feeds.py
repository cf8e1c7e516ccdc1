"""Every feed of the sample site, as feedparser and a real newsboat read it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser
import pytest
from running import broadsheet, demand


def feeds(site: Path, kind: str) -> list[Path]:
    return sorted((site / "site").rglob(f"feed.{kind}"))


def ids(site: Path) -> dict[str, list[str]]:
    """Return the entry ids of every Atom feed, by its path."""
    return {
        str(feed.relative_to(site)): [
            entry.id for entry in feedparser.parse(feed.read_bytes())["entries"]
        ]
        for feed in feeds(site, "atom")
    }


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feedparser_takes_every_feed_without_complaint(demo: Path, kind: str) -> None:
    found = feeds(demo, kind)
    assert len(found) > 50
    for feed in found:
        parsed = feedparser.parse(feed.read_bytes())
        assert not parsed.bozo, f"{feed}: {parsed.get('bozo_exception')}"
        assert parsed.entries
        assert parsed.feed.title


def test_every_json_feed_says_its_version_and_bears_its_entries(demo: Path) -> None:
    for feed in feeds(demo, "json"):
        told: dict[str, Any] = json.loads(feed.read_bytes())
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert all(item["id"] and item["url"] for item in told["items"])


def test_the_three_feeds_of_an_address_tell_the_same_entries(demo: Path) -> None:
    for atom in feeds(demo, "atom"):
        told = [entry.id for entry in feedparser.parse(atom.read_bytes()).entries]
        rss = [
            entry.id for entry in feedparser.parse(atom.with_suffix(".rss").read_bytes()).entries
        ]
        listed = [
            item["id"] for item in json.loads(atom.with_suffix(".json").read_bytes())["items"]
        ]
        assert told == rss == listed


def test_entry_ids_survive_edits_of_titles_bodies_and_templates(demo: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(demo, site)
    before = ids(site)
    for article in site.glob("content/2*/*/*/*.md"):
        text = re.sub(r"(?m)^title: .*$", f"title: Retold {article.stem}", article.read_text())
        article.write_text(f"{text}\nAnother paragraph.\n")
    (site / "templates" / "parts").mkdir(parents=True)
    (site / "templates" / "pages").mkdir()
    (site / "templates" / "pages" / "message.html").write_text("<p>Nothing here.</p>\n")
    assert broadsheet("publish", "--site", str(site)).returncode == 0
    assert "Retold" in (site / "site" / "feed.atom").read_text()
    assert ids(site) == before


@pytest.fixture
def served(demo: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(demo / "site")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_newsboat_reads_every_feed(demo: Path, served: str, tmp_path: Path) -> None:
    demand(shutil.which("newsboat"), "newsboat")
    found = [*feeds(demo, "atom"), *feeds(demo, "rss")]
    urls = [f"{served}/{feed.relative_to(demo / 'site')}" for feed in found]
    for name, text in {"urls": "\n".join(urls) + "\n", "config": "reload-threads 4\n"}.items():
        (tmp_path / name).write_text(text)
    files = [f"--url-file={tmp_path / 'urls'}", f"--cache-file={tmp_path / 'cache.db'}"]
    command = ["newsboat", *files, f"--config-file={tmp_path / 'config'}", "-x", "reload"]
    home = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    subprocess.run(command, check=True, env=home, capture_output=True, timeout=120)
    with closing(sqlite3.connect(tmp_path / "cache.db")) as cache:
        titles = dict(cache.execute("select rssurl, title from rss_feed"))
        read = {guid for (guid,) in cache.execute("select guid from rss_item")}
    assert [url for url in urls if not titles.get(url)] == []
    # It keeps an entry once, whatever number of feeds bear it: so the ids are compared as a set.
    assert read == {entry for entries in ids(demo).values() for entry in entries}
