"""Sitemaps, news, robots.txt and keys as search engines read them; hubs as feed readers do."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import feedparser
import pytest

from broadsheet.feeds import rendered
from broadsheet.plan.documents import (
    Entry,
    FeedPage,
    KeyPage,
    NewsEntry,
    NewsPage,
    RobotsPage,
    SitemapIndexPage,
)

HUB = "https://hub.example/?a=1&b=2"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
ENTRY = Entry(
    "tag:a,2025:/a", 'A rel="self" fair', "https://a.example/a/", "", "", "2025-07-29", ""
)


def feed(hub: str) -> FeedPage:
    home = "https://a.example/"
    return FeedPage("tag:a,2025:/", "T", "", f"{home}feed.atom", home, "en", "", "", (ENTRY,), hub)


def parsed(kind: str, page: object) -> ET.Element:
    return ET.fromstring(rendered(kind, page, str))


def test_an_index_lists_sitemaps_with_their_newest_day() -> None:
    maps = (("https://a.example/sitemap-2024.xml", "2024-12-31"), ("https://a.example/b&c.xml", ""))
    root = parsed("sitemaps", SitemapIndexPage(maps))
    assert root.tag == f"{MAP}sitemapindex"
    assert [[field.text for field in one] for one in root] == [
        ["https://a.example/sitemap-2024.xml", "2024-12-31"],
        ["https://a.example/b&c.xml"],
    ]


def test_news_say_what_when_and_in_which_language() -> None:
    entry = NewsEntry(
        "https://a.example/a/", "A <fair> & more\x00", "2025-07-29T09:12:00+02:00", ""
    )
    (url,) = parsed("news", NewsPage("The Paper", "en", (entry,)))
    assert url.findtext(f"{MAP}loc") == "https://a.example/a/"
    (about,) = url.findall(f"{NEWS}news")
    assert about.findtext(f"{NEWS}publication/{NEWS}name") == "The Paper"
    assert about.findtext(f"{NEWS}publication/{NEWS}language") == "en"
    assert about.findtext(f"{NEWS}publication_date") == "2025-07-29T09:12:00+02:00"
    assert about.findtext(f"{NEWS}title") == "A <fair> & more"


def test_news_hold_no_more_than_engines_take() -> None:
    entries = tuple(
        NewsEntry(f"https://a.example/{n}/", "A", "2025-07-29", "en") for n in range(1001)
    )
    assert len(parsed("news", NewsPage("P", "en", entries))) == 1_000


def test_robots_name_both_maps() -> None:
    page = RobotsPage("https://a.example/sitemap.xml", "https://a.example/news.xml")
    assert rendered("robots", page, str).decode().splitlines()[-2:] == [
        "Sitemap: https://a.example/sitemap.xml",
        "Sitemap: https://a.example/news.xml",
    ]


def test_a_key_is_alone_in_its_file() -> None:
    assert rendered("key", KeyPage("0123456789abcdef"), str) == b"0123456789abcdef"


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_reader_finds_the_hub_beside_the_feeds_own_address(kind: str) -> None:
    found = feedparser.parse(rendered(kind, feed(HUB), str))
    assert not found.bozo
    links = {link.rel: link.href for link in found.feed.links}
    assert (links["hub"], links["self"]) == (HUB, "https://a.example/feed.atom")
    assert found.feed.link == "https://a.example/"
    assert [entry.title for entry in found.entries] == [ENTRY.title]


def test_json_names_the_hub_too() -> None:
    assert json.loads(rendered("json", feed(HUB), str))["hubs"] == [{"type": "WebSub", "url": HUB}]


@pytest.mark.parametrize("kind", ["atom", "rss", "json"])
@pytest.mark.parametrize("hub", ["", "javascript:x"])
def test_without_a_hub_nothing_is_said_of_one(kind: str, hub: str) -> None:
    assert b"hub" not in rendered(kind, feed(hub), str)
