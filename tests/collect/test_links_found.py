"""Where feeds and sections lead, and what a fetched file is."""

from __future__ import annotations

import pytest

from broadsheet.collect.forms import form
from broadsheet.collect.links import articles, entries, feed_of
from broadsheet.collect.storing import folder_name, name

BASE = "https://ellery.example/news/"
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<link href="https://ellery.example/"/>
<entry><link rel="self" href="/self"/><link href="/2025/a"/></entry>
<entry><link rel="enclosure" href="/a.mp3"/></entry>
<entry><link rel="alternate" href="b#part"/></entry></feed>"""
RSS = b"""<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><channel><link>/home</link>
<item><link> https://ellery.example/a </link></item>
<item><guid>https://ellery.example/b</guid></item>
<item><guid isPermaLink="false">https://ellery.example/id</guid></item>
<item><link>https://count.example/c</link><f:origLink>https://ellery.example/c</f:origLink></item>
<item><link>javascript:alert(1)</link></item>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><item rdf:about="x"><link>https://ellery.example/r</link></item>
</rdf:RDF>"""
JSON = b'{"version":"https://jsonfeed.org/version/1.1","items":[{"url":"/j"},{"id":"2"},7,null]}'
ENTITIES = b"""<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><link>&x;&b;/e</link></item>
<item><link>/f</link></item></channel></rss>"""


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (ATOM, ["https://ellery.example/2025/a", "https://ellery.example/news/b"]),
        (RSS, [f"https://ellery.example/{at}" for at in "abc"]),
        (RDF, ["https://ellery.example/r"]),
        (JSON, ["https://ellery.example/j"]),
        (b"", []),
        (b"{", []),
        (b"[1]", []),
        (b"<rss><item", []),
    ],
)
def test_the_links_of_a_feed(data: bytes, found: list[str]) -> None:
    assert list(entries(data, BASE, 20)) == found


def test_entities_of_a_feed_are_not_resolved() -> None:
    found = entries(ENTITIES, BASE, 20)
    assert "https://ellery.example/f" in found
    assert not any("passwd" in url or "root" in url or "aaaa" in url for url in found)


def test_no_more_links_than_wanted() -> None:
    data = b"<rss>" + b"".join(b"<item><link>/%d</link></item>" % n for n in range(9000))
    assert len(entries(data, BASE, 3)) == 3


SECTION = """<html><head><base href="https://ellery.example/news/"></head><body>
<header><a href="/2025/01/01/in-the-header-of-it">A headline in the header of it</a></header>
<nav><a href="/2025/01/01/in-the-menu-of-it">A headline in the menu of it</a></nav>
<main>
<h2><a href="/world/ferry">Ferry</a></h2>
<a href="/2025/07/29/a-mole-is-mended-at-last">More</a>
<a href="story-of-the-long-winter-3?ref=1#top">Read on</a>
<a href="/world/123456">Twelve boats are back from the fishing</a>
<article><header><a href="/world/quay-sold">The old quay is sold</a></header></article>
<a href="/world/short">Short</a>
<a href="/tag/the-harbour-of-port-ellery">All about the harbour of Port Ellery</a>
<a href="/world/pictures-of-the-new-ferry.jpg">Pictures of the new ferry there</a>
<a href="https://gull.example/2025/07/29/from-another-site-too">Something from another site</a>
<a href="/news/?page=2">The next page of all this news</a>
<a href="/news">The news of Port Ellery today</a>
<a href="https://www.ellery.example/world/tides-are-turning">The tides are turning here</a>
</main><footer><a href="/2025/01/01/in-the-footer-of-it">A headline in the footer</a></footer>
"""


def test_the_articles_of_a_section() -> None:
    assert list(articles(SECTION.encode(), BASE, "", 20)) == [
        "https://ellery.example/world/ferry",
        "https://ellery.example/2025/07/29/a-mole-is-mended-at-last",
        "https://ellery.example/news/story-of-the-long-winter-3?ref=1",
        "https://ellery.example/world/123456",
        "https://ellery.example/world/quay-sold",
        "https://www.ellery.example/world/tides-are-turning",
    ]


def test_a_pattern_decides_alone() -> None:
    found = articles(SECTION.encode(), BASE, "/world/s*", 20)
    assert list(found) == ["https://ellery.example/world/short"]
    assert not articles(SECTION.encode(), BASE, "/*" * 40 + "x", 20)


@pytest.mark.parametrize("data", [b"", b"\0\1", b"<a href=", b"<div>" * 5000, b"\xff\xfe<"])
def test_a_hostile_section_has_no_articles(data: bytes) -> None:
    assert articles(data, BASE, "", 20) == ()


def test_the_feed_that_a_page_names() -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed">'
    assert feed_of(b"<html><head>" + link, BASE) == "https://ellery.example/feed"
    assert feed_of(b"", BASE) == ""


@pytest.mark.parametrize(
    ("data", "media", "kind", "ending"),
    [
        (RSS, "text/html", "feed", ".xml"),
        (ATOM, "", "feed", ".xml"),
        (RDF, "", "feed", ".xml"),
        (JSON, "", "feed", ".json"),
        (b"\xef\xbb\xbf <!-- a --><rss>", "", "feed", ".xml"),
        ('<?xml version="1.0"?><feed>'.encode("utf-16"), "", "feed", ".xml"),
        (b"<!DOCTYPE html><html>", "application/rss+xml", "page", ".html"),
        (b"<?xml version='1.0'?><html><body><rss>", "", "page", ".html"),
        (b"<p>Hello", "text/plain", "page", ".html"),
        (b"%PDF-1.7", "", "page", ".pdf"),
        (b"Hello", "text/plain", "page", ".txt"),
        (b"# Hello", "text/markdown", "page", ".md"),
        (b"{}", "application/json", "page", ".json"),
        (b"\x89PNG\r\n", "text/html", "", ""),
        (b"PK\x03\x04", "text/html", "", ""),
        (b"\0\0\0\x18ftypmp42", "video/mp4", "", ""),
        (b"a,b", "application/octet-stream", "", ""),
    ],
)
def test_what_a_fetched_file_is(data: bytes, media: str, kind: str, ending: str) -> None:
    found = form(data, media)
    assert (found.kind, found.ending) == (kind, ending)
    assert bool(found.told) == (not kind)


@pytest.mark.parametrize(
    "url",
    [
        "https://ellery.example/../../etc/passwd",
        "https://ellery.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "https://ellery.example/" + "long-" * 400,
        "https://ellery.example/CON.html",
        "https://ellery.example/%00%0a",
        "https://ellery.example/readme.yaml",
        "https://ellery.example/港口新闻",
        "https://ellery.example/",
        "https://[2606:4700::1]:8080/x",
    ],
)
def test_names_are_safe(url: str) -> None:
    import re

    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,80}", name(url))
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,99}", folder_name(url))


def test_a_query_tells_pages_apart() -> None:
    names = {name(f"https://ellery.example/story?id={n}") for n in range(5)}
    assert len(names) == 5
