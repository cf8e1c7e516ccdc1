"""Which addresses are of one article, and which are of none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.intake.addresses import address_key, ident_key, scope

FERRY = "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour"
ONE = [
    "http://ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "https://www.ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "https://m.ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "https://amp.ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "https://www.m.ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "HTTPS://Ottilie-Post.EXAMPLE/2026/03/10/ferry-stays-in-harbour",
    "https://ottilie-post.example./2026/03/10/ferry-stays-in-harbour",
    "https://ottilie-post.example:443/2026/03/10/ferry-stays-in-harbour",
    "http://ottilie-post.example:80/2026/03/10/ferry-stays-in-harbour",
    "https://ida:secret@ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour/",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour/amp",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour/amp/",
    "https://ottilie-post.example/amp/2026/03/10/ferry-stays-in-harbour",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour.amp",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?amp",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?amp=1",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?outputType=amp",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour/index.html",
    "https://ottilie-post.example//2026/03/10//ferry-stays-in-harbour",
    "https://ottilie-post.example/2026/03/./10/ferry-stays-in-harbour",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour#comments",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?utm_source=rss&utm_medium=x",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?fbclid=IwAR0",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?mc_cid=1&mc_eid=2",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?ref=home&cmp=share",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?gclid=x&msclkid=y&igshid=z",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?at_medium=RSS&at_campaign=K",
    "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour?",
    "https://ottilie-post.example/2026/03/10/%66erry-stays-in-harbour",
    "  https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour\n",
    "//ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
]


@pytest.mark.parametrize("url", ONE)
def test_spellings_of_one_address_are_one(url: str) -> None:
    assert address_key(url) == address_key(FERRY) != ""


SAME = [
    ("https://a.example/story.php?id=12&lang=en", "http://a.example/story.php?lang=en&id=12"),
    ("https://a.example/?p=123", "https://a.example/?p=123&amp;utm_source=feed"),
    ("https://a.example/?p=123", "https://www.a.example/?p=123&utm_source=feed"),
    ("https://a.example/caf%C3%A9-opens-again", "https://a.example/caf%c3%a9-opens-again"),
    ("https://a.example/caf%C3%A9-opens-again", "https://a.example/café-opens-again"),
    ("https://a.example/x?id=a%20b-1", "https://a.example/x?id=a+b-1"),
    ("https://bücher.example/ein-neues-buch", "https://xn--bcher-kva.example/ein-neues-buch"),
    ("https://a.example/news/4711.html", "https://a.example/news/4711.html?xtor=RSS-1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_page(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) != ""


OTHER = [
    ("https://a.example/story.php?id=12", "https://a.example/story.php?id=13"),
    ("https://a.example/?p=123", "https://a.example/?p=124"),
    ("https://a.example/2026/ferry-stays-here", "https://b.example/2026/ferry-stays-here"),
    ("https://en.a.example/ferry-in-harbour-1", "https://de.a.example/ferry-in-harbour-1"),
    ("https://a.example/ferry-in-harbour", "https://a.example:8080/ferry-in-harbour"),
    ("https://a.example/2026/03/10/ferry", "https://a.example/2026/03/11/ferry"),
    ("https://a.example/p/AbC123xy", "https://a.example/p/abc123XY"),
    ("https://a.example/a%2Fb-12345", "https://a.example/a/b-12345"),
    ("https://a.example/ferry-in-harbour?page=2", "https://a.example/ferry-in-harbour"),
    ("https://a.example/read-me-now?gid=1", "https://a.example/read-me-now?gid=2"),
    ("https://a.example/read?article=ferry", "https://a.example/read?article=bridge"),
]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_pages(one: str, other: str) -> None:
    assert "" not in (address_key(one), address_key(other))
    assert address_key(one) != address_key(other)


NONE = [
    None,
    "",
    "   ",
    "https://ottilie-post.example",
    "https://ottilie-post.example/",
    "https://ottilie-post.example/index.html",
    "https://ottilie-post.example/?utm_source=mail",
    "https://ottilie-post.example/#top",
    "https://ottilie-post.example/news",
    "https://ottilie-post.example/news/",
    "https://ottilie-post.example/world/europe",
    "https://ottilie-post.example/live",
    "https://ottilie-post.example/news/live",
    "https://ottilie-post.example/en/latest",
    "https://ottilie-post.example/amp",
    "https://ottilie-post.example/2026/03/10/",
    "https://ottilie-post.example/2026/03",
    "https://ottilie-post.example/tag/ferries-and-boats",
    "https://ottilie-post.example/category/local-news-and-views",
    "https://ottilie-post.example/author/ida-maren-of-ottilie",
    "https://ottilie-post.example/search?q=ferry-in-harbour",
    "https://ottilie-post.example/feed/",
    "https://ottilie-post.example/feed.xml",
    "https://ottilie-post.example/rss.xml",
    "https://ottilie-post.example/about-us",
    "https://ottilie-post.example/page/2",
    "mailto:ida@ottilie-post.example",
    "javascript:alert(1)",
    "ftp://ottilie-post.example/2026/03/10/ferry-stays-in-harbour",
    "file:///home/ida/2026/03/10/ferry-stays-in-harbour.html",
    "/2026/03/10/ferry-stays-in-harbour",
    "ferry-stays-in-harbour",
    "https://",
    "https:///2026/03/10/ferry-stays-in-harbour",
    "https://[::1/2026/03/10/ferry-stays-in-harbour",
    "https://a.example:port/2026/03/10/ferry-stays-in-harbour",
]


@pytest.mark.parametrize("url", NONE)
def test_a_front_a_section_or_a_broken_address_is_none(url: str | None) -> None:
    assert address_key(url) == ""


ARTICLES = [
    "https://a.example/ferry-stays-in-harbour",
    "https://a.example/2026/03/10/ferry",
    "https://a.example/news/4711",
    "https://a.example/articles/c0k1l2m3n4o",
    "https://a.example/p/ferry",
    "https://a.example/world/europe/ferry-stays-in-harbour-12345678",
    "https://a.example/posts/hello/",
    "https://a.example/渡轮停航调查结束之前",
    "https://a.example/ferry.html",
    "https://a.example/index.php?option=com_content&id=5",
]


@pytest.mark.parametrize("url", ARTICLES)
def test_an_article_has_a_key(url: str) -> None:
    assert address_key(url)


def test_a_very_long_address_is_cut_and_still_its_own() -> None:
    long = f"{FERRY}-{'x' * 5_000}"
    assert len(address_key(long)) <= 300
    assert address_key(long + "1") != address_key(long + "2")


@given(st.text(max_size=200) | st.text(max_size=60).map(lambda rest: f"https://a.example/{rest}"))
def test_no_text_is_too_strange(url: str) -> None:
    key = address_key(url)
    assert not set(key) & set("\n\r\t\x00")
    assert address_key(f"https://{key}") == key if key else True


def test_an_id_is_known_by_its_publisher() -> None:
    assert ident_key("tag:a.example,2026:12", None, None) == "tag:a.example,2026:12"
    assert ident_key("12", "https://a.example/2026/x-y-z", None) == "a.example#12"
    assert ident_key("12", None, "Ottilie Post") == "ottilie post#12"
    assert ident_key("12", None, None) == ""
    assert ident_key("a.example#12", "https://b.example/x", None) == "a.example#12"
    assert ident_key("<news.12@mail.a.example>", None, None) == "mid:news.12@mail.a.example"
    assert ident_key("news.12@mail.a.example", "https://b.example/", "B") == (
        "mid:news.12@mail.a.example"
    )
    assert ident_key("news.12@mail.a.example#3", None, None) == "mid:news.12@mail.a.example#3"
    assert ident_key("https://www.a.example/?p=12", None, None) == address_key(
        "http://a.example/?p=12"
    )
    assert ident_key("tag:a.example\x00,\ud800 \n12", None, None) == "tag:a.example, 12"
    assert ident_key("", "https://a.example/", None) == ""
    assert ident_key("https://a.example/", None, None) == ""
    assert len(ident_key("tag:a.example," + "x" * 5000, None, None)) <= 300


def test_keys_of_one_publisher_have_one_scope() -> None:
    assert scope("a.example/2026/x-y-z") == scope("a.example/?p=12") == "a.example"
    assert scope("tag:a.example,2026:12") == "tag:a.example"
    assert scope("a.example#12") == "a.example#"
    assert scope("mid:12@a.example") == ""
    assert scope("urn:uuid:12") == ""
