"""OPML: which feeds a list names, and that it is no capture of articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.clip.forms import opml
from broadsheet.clip.forms.nouns import Record
from broadsheet.clip.forms.opml import Subscription
from broadsheet.feeds import rendered
from broadsheet.plan.documents import OpmlPage
from broadsheet.plan.views import Feeds

LIST = (Path(__file__).parent / "fixtures" / "feed" / "subscriptions.opml").read_bytes()


def outlines(*rows: str) -> str:
    return f"<opml version='2.0'><body>{''.join(rows)}</body></opml>"


def test_feeds_come_in_their_order_with_their_folders_and_each_once() -> None:
    assert opml.feeds(LIST) == (
        Subscription("The Lantern", "https://lantern.example/feed.rss", "News/Islands"),
        Subscription("Bay & Notes", "http://bay.example/feed.json", "News"),
        Subscription("Alone", "https://alone.example/atom"),
    )


def test_a_list_is_known_from_its_bytes() -> None:
    assert opml.is_opml(LIST[:65_536], "feeds.txt")
    assert not opml.is_opml(b"<rss><channel/></rss>", "feeds.opml")
    assert not opml.is_opml(b"I wrote <opml> by hand.", "feeds.opml")


def test_a_list_in_seeds_is_a_problem_that_says_what_it_is_for() -> None:
    told = opml.clipped(Record("seeds/feeds.opml", LIST))
    assert not told.clippings
    (problem,) = told.problems
    assert problem.message == "a list of 3 feeds (OPML), not articles"
    assert "build.py collect" in problem.hint


def test_the_list_that_a_site_prints_is_read_back() -> None:
    at = [f"https://ellery.example/feed.{kind}" for kind in ("atom", "rss", "json")]
    page = OpmlPage("Ellery", (("Topics & more", (Feeds("Trade", *at),)),))
    assert opml.feeds(rendered("opml", page, str)) == (
        Subscription("Trade", "https://ellery.example/feed.atom", "Topics & more"),
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/hosts", "/feed", "", "http://", "http://[::1/"]
)
def test_what_is_no_address_of_the_web_is_no_feed(url: str) -> None:
    assert opml.feeds(outlines(f'<outline xmlUrl="{url}"/>')) == ()


def test_a_torn_list_gives_the_feeds_before_its_fault() -> None:
    rows = [f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(3)]
    text = outlines(*rows)
    assert len(opml.feeds(text[: text.index("a.example/2")])) == 2


def test_a_bare_ampersand_is_forgiven() -> None:
    (found,) = opml.feeds(outlines('<outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"/>'))
    assert (found.title, found.url) == ("A & B", "https://a.example/?x=1&y=2")


def test_entities_are_not_unfolded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://secret.example/")
    grown = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    outside = f'<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">'
    text = f'<!DOCTYPE opml [<!ENTITY b0 "ha">{grown}{outside}]>' + outlines(
        '<outline text="&b11;" xmlUrl="https://a.example/"/><outline xmlUrl="&s;"/>'
    )
    assert opml.feeds(text) == (Subscription("&b11;", "https://a.example/"),)


def test_depth_and_number_have_an_end() -> None:
    deep = "<outline text='a'>" * 1000 + "<outline xmlUrl='https://deep.example/'/>"
    first = '<outline xmlUrl="https://a.example/"/>'
    assert len(opml.feeds(outlines(first, deep))) == 1
    many = (f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(20_010))
    assert len(opml.feeds(outlines(*many))) == 20_000
