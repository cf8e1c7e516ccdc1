"""Feeds as subscribers get them: read back with feedparser, and by a real newsboat."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import html
import http.server
import os
import shutil
import sqlite3
import subprocess
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import orjson
import pytest

from broadsheet.feeds import MOST_URLS, rendered, xml_clean
from broadsheet.plan.documents import Entry, FeedPage, OpmlPage, RobotsPage, SitemapPage
from broadsheet.plan.views import Feeds

KINDS = ("atom", "rss", "json")

FERRY = Entry(
    id="tag:ellery.example,2025-07-29:/2025/07/29/ferry-late",
    title="Ferry late again & <nobody> surprised",
    url="https://ellery.example/2025/07/29/ferry-late/",
    summary="It was 5 < 6 minutes late & full.",
    markdown="It was *late*.",
    published="2025-07-29T09:12:00+02:00",
    updated="2025-07-30T08:00:00+02:00",
    authors=("Ines Calder", "Tomas Brin"),
    topics=("Transport", "Weather", "Transport"),
    source="The Lantern",
    original="https://lantern.example/ferry?a=1&b=2",
    lang="en",
)
PORT = Entry(
    id="tag:ellery.example,2025-07-28:/2025/07/28/port",
    title="ميناء إليري يغلق",
    url="https://ellery.example/2025/07/28/port/",
    summary="أغلق الميناء يوم الاثنين.",
    markdown="",
    published="2025-07-28T00:00:00+00:00",
    updated="2025-07-28T00:00:00+00:00",
    source="Harbour Post",
    original="javascript:alert(1)",
    lang="ar",
)
SITE = FeedPage(
    id="tag:ellery.example,2025-01-01:/",
    title="The Ellery Digest",
    description="News of the island",
    url="https://ellery.example/feed.atom",
    home="https://ellery.example/",
    language="en",
    author="An Editor",
    updated="2025-07-30T08:00:00+02:00",
    entries=(FERRY, PORT),
)


def typeset(markdown: str) -> str:
    return f"<p>{html.escape(markdown).replace('*late*', '<em>late</em>')}</p>"


def read(kind: str, page: FeedPage = SITE) -> Any:
    found = feedparser.parse(rendered(kind, page, typeset))
    assert not found.bozo, found.get("bozo_exception")
    return found


def json_feed(page: FeedPage = SITE) -> Any:
    return orjson.loads(rendered("json", page, typeset))


def of_entry(**changes: Any) -> FeedPage:
    return dataclasses.replace(SITE, entries=(dataclasses.replace(FERRY, **changes),))


@pytest.mark.parametrize("kind", ["atom", "rss"])
class TestReadByFeedparser:
    def test_the_channel_is_the_page_it_belongs_to(self, kind: str) -> None:
        channel = read(kind).feed
        assert channel.title == "The Ellery Digest"
        assert channel.link == "https://ellery.example/"
        assert channel.subtitle == "News of the island"
        assert channel.language == "en"
        selves = [link.href for link in channel.links if link.rel == "self"]
        assert selves == ["https://ellery.example/feed.atom"]

    def test_entries_keep_their_order(self, kind: str) -> None:
        assert [entry.title for entry in read(kind).entries] == [FERRY.title, PORT.title]

    def test_an_entry_has_the_id_minted_for_it_and_not_an_address(self, kind: str) -> None:
        entry = read(kind).entries[0]
        assert entry.id == FERRY.id
        assert entry.link == FERRY.url
        assert kind == "atom" or not entry.guidislink

    def test_an_entry_has_one_alternate_link_and_one_to_the_original(self, kind: str) -> None:
        links = [(link.rel, link.href) for link in read(kind).entries[0].links]
        assert sorted(links) == [("alternate", FERRY.url), ("via", FERRY.original)]

    def test_an_original_that_is_no_web_address_is_not_linked(self, kind: str) -> None:
        assert [link.rel for link in read(kind).entries[1].links] == ["alternate"]

    def test_the_body_is_html_and_the_summary_shows_as_it_reads(self, kind: str) -> None:
        entry = read(kind).entries[0]
        assert entry.content[0].type == "text/html"
        assert entry.content[0].value == "<p>It was <em>late</em>.</p>"
        assert html.unescape(entry.summary) == FERRY.summary

    def test_without_a_body_only_the_summary_is_sent(self, kind: str) -> None:
        entry = read(kind).entries[1]
        assert entry.summary == PORT.summary
        assert "content" not in entry

    def test_authors_are_named_and_the_outlet_where_no_one_is(self, kind: str) -> None:
        ferry, port = read(kind).entries
        assert ", ".join(author.name for author in ferry.authors) == "Ines Calder, Tomas Brin"
        assert [author.name for author in port.authors] == ["Harbour Post"]
        assert ferry.publisher == "The Lantern"

    def test_topics_are_categories_once_each(self, kind: str) -> None:
        assert [tag.term for tag in read(kind).entries[0].tags] == ["Transport", "Weather"]

    def test_times_are_those_of_the_article(self, kind: str) -> None:
        entry = read(kind).entries[0]
        assert entry.published_parsed[:5] == (2025, 7, 29, 7, 12)
        if kind == "atom":
            assert entry.updated_parsed[:5] == (2025, 7, 30, 6, 0)

    def test_the_feed_was_updated_when_its_newest_entry_was(self, kind: str) -> None:
        assert read(kind).feed.updated_parsed[:5] == (2025, 7, 30, 6, 0)

    def test_a_feed_without_a_time_of_its_own_takes_the_newest_entry(self, kind: str) -> None:
        page = dataclasses.replace(SITE, updated="")
        assert read(kind, page).feed.updated_parsed[:5] == (2025, 7, 30, 6, 0)

    def test_a_feed_with_no_entry_is_valid_and_of_no_particular_day(self, kind: str) -> None:
        found = read(kind, dataclasses.replace(SITE, entries=(), updated=""))
        assert found.entries == []
        assert found.feed.updated_parsed[:3] == (1970, 1, 1)

    def test_empty_fields_are_filled_where_a_feed_demands_them(self, kind: str) -> None:
        bare = Entry("", "", "https://ellery.example/x/", "", "", "", "")
        page = FeedPage("", "", "", SITE.url, SITE.home, "", "", "", (bare,))
        found = read(kind, page)
        assert found.feed.title == "Untitled"
        assert found.entries[0].title == "Untitled"
        assert found.entries[0].id == "https://ellery.example/x/"

    def test_what_xml_forbids_never_reaches_a_subscriber(self, kind: str) -> None:
        mud = "mud\x00\x08\x0b\x1f\x7f\ud800\ufffe\U0001ffff"
        strings = {f.name: mud for f in dataclasses.fields(Entry) if f.type == "str"}
        entry = Entry(**{**strings, "authors": (mud,), "topics": (mud,)})
        page = dataclasses.replace(SITE, title=mud, description=mud, author=mud, entries=(entry,))
        found = read(kind, page)
        assert found.feed.title == found.entries[0].title == "mud"
        assert found.entries[0].content[0].value == "<p>mud</p>"

    def test_a_body_may_hold_anything_that_is_text(self, kind: str) -> None:
        page = of_entry(markdown="]]> &amp; <![CDATA[ \U0001f4f0 \n\n\tx")
        shown = read(kind, page).entries[0].content[0].value
        assert html.unescape(shown).split() == ["<p>]]>", "&amp;", "<![CDATA[", "📰", "x</p>"]


def test_rss_says_that_ids_are_no_addresses() -> None:
    root = ET.fromstring(rendered("rss", SITE, typeset))
    assert [guid.get("isPermaLink") for guid in root.iter("guid")] == ["false", "false"]


def test_atom_says_the_language_of_feed_and_entry() -> None:
    root = ET.fromstring(rendered("atom", SITE, typeset))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert [root.get(lang), *(entry.get(lang) for entry in entries)] == ["en", "en", "ar"]


class TestJsonFeed:
    def test_the_channel(self) -> None:
        feed = json_feed()
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["home_page_url"] == "https://ellery.example/"
        assert feed["feed_url"] == SITE.url
        assert feed["authors"] == [{"name": "An Editor"}]
        assert [item["id"] for item in feed["items"]] == [FERRY.id, PORT.id]

    def test_an_item_with_a_body(self) -> None:
        assert json_feed()["items"][0] == {
            "id": FERRY.id,
            "url": FERRY.url,
            "external_url": FERRY.original,
            "title": FERRY.title,
            "content_html": "<p>It was <em>late</em>.</p>",
            "summary": FERRY.summary,
            "date_published": FERRY.published,
            "date_modified": FERRY.updated,
            "authors": [{"name": "Ines Calder"}, {"name": "Tomas Brin"}],
            "tags": ["Transport", "Weather"],
            "language": "en",
            "_broadsheet": {"source": "The Lantern"},
        }

    def test_an_item_without_one_has_its_summary_as_text(self) -> None:
        item = json_feed()["items"][1]
        assert item["content_text"] == PORT.summary
        assert "content_html" not in item
        assert "external_url" not in item
        assert item["language"] == "ar"

    def test_no_entry_is_an_empty_list(self) -> None:
        assert json_feed(dataclasses.replace(SITE, entries=()))["items"] == []

    def test_lone_surrogates_do_not_stop_it(self) -> None:
        assert json_feed(of_entry(title="mud\ud800\x00"))["items"][0]["title"] == "mud"


class TestSameBytes:
    @pytest.mark.parametrize("kind", KINDS)
    def test_at_any_time(self, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
        class Clock(type):
            def __instancecheck__(cls, value: object) -> bool:
                return isinstance(value, dt.datetime)

        class Later(metaclass=Clock):
            @staticmethod
            def now(tz: dt.tzinfo) -> dt.datetime:
                return dt.datetime(2099, 1, 1, tzinfo=tz)

        first = rendered(kind, SITE, typeset)
        monkeypatch.setattr("feedgen.feed.datetime", Later)
        monkeypatch.setattr("feedgen.entry.datetime", Later)
        assert rendered(kind, SITE, typeset) == first
        assert b"2099" not in rendered(kind, dataclasses.replace(SITE, updated=""), typeset)

    def test_without_a_trace_of_the_library_that_wrote_them(self) -> None:
        for kind in KINDS:
            assert b"feedgen" not in rendered(kind, SITE, typeset)

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_edit_of_title_and_body_keeps_the_id(self, kind: str) -> None:
        edited = rendered(kind, of_entry(title="New", markdown="New"), typeset)
        assert FERRY.id.encode() in edited


class TestFilesForPrograms:
    FEED = Feeds("Transport", *(f"https://ellery.example/t/feed.{kind}" for kind in KINDS))

    def test_opml_lists_each_feed_in_its_group(self) -> None:
        page = OpmlPage("Ellery & co\x00", (("Topics", (self.FEED,)), ("Stories", ())))
        root = ET.fromstring(rendered("opml", page, typeset))
        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert root.findtext("head/title") == "Ellery & co"
        groups = root.findall("body/outline")
        assert [group.get("text") for group in groups] == ["Topics", "Stories"]
        assert groups[0][0].attrib == {
            "type": "rss",
            "text": "Transport",
            "title": "Transport",
            "xmlUrl": "https://ellery.example/t/feed.atom",
            "htmlUrl": "https://ellery.example/t/",
        }

    def test_a_sitemap_gives_each_address_its_day(self) -> None:
        urls = (("https://ellery.example/", ""), ("https://ellery.example/a?b=1&c", "2025-07-29"))
        root = ET.fromstring(rendered("sitemap", SitemapPage(urls), typeset))
        assert [[field.text for field in url] for url in root] == [
            ["https://ellery.example/a?b=1&c", "2025-07-29"],
            ["https://ellery.example/"],
        ]

    def test_a_sitemap_keeps_the_newest_of_too_many(self) -> None:
        old = tuple((f"https://ellery.example/{n}/", "2020-01-01") for n in range(MOST_URLS))
        new = ("https://ellery.example/new/", "2025-07-29")
        data = rendered("sitemap", SitemapPage((*old, new)), typeset)
        assert data.count(b"<url>") == MOST_URLS
        assert b"/new/" in data

    def test_robots_may_go_everywhere_and_are_told_the_sitemap(self) -> None:
        data = rendered("robots", RobotsPage("https://ellery.example/sitemap.xml"), typeset)
        expected = "User-agent: *\nDisallow:\n\nSitemap: https://ellery.example/sitemap.xml\n"
        assert data.decode() == expected

    def test_a_kind_that_is_none_of_them_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no file of kind 'pdf'"):
            rendered("pdf", SITE, typeset)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain\ttext\nand\r", "plain\ttext\nand\r"),
        ("\x00\x08\x0b\x0c\x1f", ""),
        ("a\x7f\x80\x85\x9fb", "a\x85b"),
        ("\ud83d\udcf0", "📰"),
        ("\ud83d", ""),
        ("x\udcf0y\ud83dz", "xyz"),
        ("\ufdd0\ufdef\ufffe\uffff\U0010fffe\U0010ffff", ""),
        ("\ufffd📰é", "\ufffd📰é"),
        ("", ""),
    ],
)
def test_clean_text_is_what_xml_may_hold(text: str, clean: str) -> None:
    assert xml_clean(text) == clean


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("kind", ["atom", "rss"])
@pytest.mark.skipif(
    not shutil.which("newsboat") and not os.environ.get("CI"),
    reason="newsboat is not installed (it is required where CI is set)",
)
def test_newsboat_reads_it(kind: str, tmp_path: Path) -> None:
    public, home = tmp_path / "public", tmp_path / "home"
    public.mkdir()
    home.mkdir()
    (public / f"feed.{kind}").write_bytes(rendered(kind, SITE, typeset))
    with served(public) as address:
        (home / "urls").write_text(f"{address}/feed.{kind}\n")
        reload_into(home)
    with contextlib.closing(sqlite3.connect(home / "cache.db")) as database:
        columns = "guid, title, url, author, content, pubDate"
        rows = database.execute(f"SELECT {columns} FROM rss_item").fetchall()
        feeds = database.execute("SELECT title, url FROM rss_feed").fetchall()
    assert feeds == [("The Ellery Digest", "https://ellery.example/")]
    items = {guid: fields for guid, *fields in rows}
    assert set(items) == {FERRY.id, PORT.id}
    title, url, author, content, published = items[FERRY.id]
    stamp = int(dt.datetime.fromisoformat(FERRY.published).timestamp())
    assert (url, published) == (FERRY.url, stamp)
    assert author == "Ines Calder, Tomas Brin"
    assert content == "<p>It was <em>late</em>.</p>"
    assert [html.unescape(title), items[PORT.id][0]] == [FERRY.title, PORT.title]


def reload_into(home: Path) -> None:
    """Let newsboat fetch what `urls` names, with nothing of the person's own settings."""
    (home / "config").write_text("")
    files = ["-u", home / "urls", "-c", home / "cache.db", "-C", home / "config"]
    places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
    env = {**os.environ, **places, "no_proxy": "*", "NO_PROXY": "*", "LC_ALL": "C.UTF-8"}
    command = ["newsboat", *files, "-x", "reload"]
    subprocess.run(command, env=env, check=True, timeout=60, capture_output=True)
