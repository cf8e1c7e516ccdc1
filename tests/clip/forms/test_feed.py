"""Feeds: what becomes of an entry, whatever the format that brings it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import orjson
import pytest

from broadsheet.clip.forms import feed
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.model import Block, Clipping, LinkedBlock, Sidecar, Span

FIXTURES = Path(__file__).parent / "fixtures" / "feed"
CAPTURED = dt.datetime(2025, 8, 1, 12, tzinfo=dt.UTC)
TWO_EAST = dt.timezone(dt.timedelta(hours=2))
NAMES = ("lantern.rss", "harbour.atom", "isles.rdf", "gather.rss", "bay.json")
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def clipped(data: bytes | str, **told: Any) -> Clipped:
    data = data.encode() if isinstance(data, str) else data
    return feed.clipped(Record("seeds/feed", data, CAPTURED, "stated", Sidecar(**told)))


def of_file(name: str) -> tuple[Clipping, ...]:
    return clipped((FIXTURES / name).read_bytes()).clippings


def rss(*items: str, head: str = "<title>The Lantern</title>") -> str:
    channel = f"<channel>{head}<link>https://lantern.example/</link>{''.join(items)}</channel>"
    return f'<rss version="2.0" {SPACES}>{channel}</rss>'


def item(title: str = "A title", inside: str = "", link: str = "https://lantern.example/a") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{inside}</item>"


def one(inside: str = "", title: str = "A title") -> Clipping:
    (found,) = clipped(rss(item(title, inside))).clippings
    return found


def words(clipping: Clipping) -> list[str]:
    return [block.text for block in clipping.body]


@pytest.mark.parametrize("name", NAMES)
def test_each_format_is_known_from_its_bytes_whatever_its_name(name: str) -> None:
    head = (FIXTURES / name).read_bytes()[:65_536]
    assert feed.is_feed(head, "page.html")


@pytest.mark.parametrize(
    "text",
    [
        "<html><head><link rel='alternate' type='application/rss+xml'></head></html>",
        "<opml version='2.0'><body/></opml>",
        "<p>Write <rss> first, then <channel>.</p>",
        '{"title": "An article", "body": "text"}',
        "The <feed> of the cattle\n\nwas late.",
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:li/></rdf:RDF>',
        "",
    ],
)
def test_what_only_speaks_of_feeds_is_none(text: str) -> None:
    assert not feed.is_feed(text.encode(), "feed.xml")


class TestRss:
    def test_the_whole_text_is_taken_and_the_description_is_its_standfirst(self) -> None:
        ferry = of_file("lantern.rss")[0]
        assert [(b.kind, b.text) for b in ferry.body[:-1]] == [
            ("paragraph", "The morning boat left at nine."),
            ("subhead", "What comes next"),
            ("item", "A new pump"),
            ("item", "A new timetable"),
            ("quote", "We are sorry."),
        ]
        assert str(ferry.summary).startswith("The morning boat kept")
        assert ferry.credits == ("The post Ferry late again appeared first on The Lantern.",)

    def test_who_when_and_where_are_as_declared(self) -> None:
        ferry = of_file("lantern.rss")[0]
        assert ferry.title == "Ferry late again & nobody surprised"
        assert ferry.authors == ("Ines Calder", "Tomas Brin")
        assert ferry.date == dt.datetime(2025, 7, 29, 9, 12, tzinfo=TWO_EAST)
        assert str(ferry.date).endswith("+02:00")
        assert ferry.date_basis is None
        assert ferry.when == "Tue, 29 Jul 2025 09:12:00 +0200"
        assert (ferry.source, ferry.via, ferry.lang) == ("The Lantern", None, "en-gb")

    def test_the_address_is_the_page_behind_the_counter_without_tracking(self) -> None:
        assert of_file("lantern.rss")[0].url == "https://lantern.example/ferry?id=7"

    def test_categories_are_keywords_and_a_known_section_is_the_section(self) -> None:
        ferry = of_file("lantern.rss")[0]
        assert ferry.keywords == ("World", "Harbour works")
        assert ferry.section == "World"

    def test_a_recording_is_a_link_at_the_end_and_a_picture_is_nothing(self) -> None:
        last = of_file("lantern.rss")[0].body[-1]
        assert isinstance(last, LinkedBlock)
        assert last.text == "Audio: bells.mp3"
        (link,) = last.links
        assert last.text[link.start : link.end] == "bells.mp3"
        assert link.url == "https://lantern.example/audio/bells.mp3"

    def test_a_summary_is_the_text_where_there_is_no_other(self) -> None:
        square = of_file("lantern.rss")[1]
        assert words(square)[0].startswith("Work on the square begins")
        assert square.summary is None

    def test_a_relative_link_leads_from_the_feeds_own_page(self) -> None:
        assert of_file("lantern.rss")[1].url == "https://lantern.example/square"

    def test_an_author_is_a_name_and_never_an_address(self) -> None:
        assert of_file("lantern.rss")[1].authors == ("Maro Tell",)
        assert one("<author>desk@lantern.example</author>").authors == ()

    def test_a_title_alone_is_a_headline_of_the_capture_s_day(self) -> None:
        council = of_file("lantern.rss")[2]
        assert council.body == ()
        assert (council.date, council.date_basis) == (dt.date(2025, 8, 1), "captured")

    def test_an_item_without_title_and_text_is_a_problem_with_its_line(self) -> None:
        (problem,) = clipped((FIXTURES / "lantern.rss").read_bytes()).problems
        assert (problem.line, problem.message) == (42, "an entry without title and text")

    def test_spans_are_the_lines_of_each_item(self) -> None:
        text = (FIXTURES / "lantern.rss").read_text().split("\n")
        for clipping in of_file("lantern.rss"):
            assert "<item>" in text[clipping.span.first - 1]
            assert "</item>" in text[clipping.span.last - 1]


class TestOthers:
    def test_rdf_in_latin_letters_keeps_its_umlauts(self) -> None:
        (bridge,) = of_file("isles.rdf")
        assert bridge.title == "Brücke gesperrt"
        assert (bridge.source, bridge.lang) == ("Inselbote", "de")
        assert bridge.ident == "https://isles.example/a"
        assert bridge.date == dt.datetime(2025, 7, 29, 7, 15, tzinfo=TWO_EAST)

    def test_atom_resolves_against_every_base_around(self) -> None:
        pier = of_file("harbour.atom")[0]
        assert pier.url == "https://harbour.example/fr/quais/jetee.html"
        assert isinstance(pier.body[0], LinkedBlock)
        assert pier.body[0].links[0].url == "https://harbour.example/fr/quais/horaires.html"

    def test_atom_titles_are_read_as_xhtml_html_and_text(self) -> None:
        titles = [clipping.title for clipping in of_file("harbour.atom")]
        assert titles == ["La jetée rouvre", "Deux étoiles de mer"]
        assert {c.source for c in of_file("harbour.atom")} == {"Le Port du matin"}

    def test_atom_tells_when_it_was_changed(self) -> None:
        pier, stars = of_file("harbour.atom")
        assert pier.updated == dt.datetime(2025, 7, 29, 9, 30, tzinfo=TWO_EAST)
        assert pier.date == dt.datetime(2025, 7, 29, 8, 0, tzinfo=TWO_EAST)
        assert (stars.date, stars.updated) == (dt.datetime(2025, 7, 28, 7, tzinfo=dt.UTC), None)

    def test_an_atom_entry_by_itself_is_a_feed_of_one(self) -> None:
        entry = '<entry xmlns="http://www.w3.org/2005/Atom"><title>Alone</title></entry>'
        assert feed.is_feed(entry.encode(), "x")
        assert [c.title for c in clipped(entry).clippings] == ["Alone"]

    def test_a_prefixed_feed_is_read_like_any(self) -> None:
        text = (
            '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title>'
            "<a:entry><a:title>One</a:title></a:entry></a:feed>"
        )
        assert feed.is_feed(text.encode(), "x")
        assert [c.title for c in clipped(text).clippings] == ["One"]

    def test_json_items_are_articles_with_their_lines(self) -> None:
        tides, note = of_file("bay.json")
        assert tides.title == "Tides & <tables> printed"
        assert tides.span == Span(7, 18)
        assert tides.url == "https://bay.example/1"
        assert tides.summary == "Printed on Monday."
        assert words(note) == ["A note without a title.", "It has two paragraphs."]
        assert note.title == "A note without a title."

    def test_a_number_for_an_id_is_told_apart_from_that_of_other_feeds(self) -> None:
        assert [c.ident for c in of_file("bay.json")] == ["https://bay.example/1", "bay.example#2"]

    def test_what_a_person_declared_stands_above_the_feed(self) -> None:
        told = clipped(rss(item()), source="My Lantern", lang="cy", url="https://x.example/feed")
        assert [(c.source, c.lang) for c in told.clippings] == [("My Lantern", "cy")]

    def test_the_address_of_the_feed_is_never_that_of_an_article(self) -> None:
        (found,) = clipped(
            rss("<item><title>No link</title></item>"), url="https://x.example/feed"
        ).clippings
        assert found.url is None


class TestAggregators:
    def test_entries_of_many_hosts_are_their_outlets_via_the_feed(self) -> None:
        found = of_file("gather.rss")
        assert {clipping.via for clipping in found} == {"Island Gatherer"}
        assert [c.source for c in found][:2] == ["Harbour Post", "seals.example"]

    def test_the_outlet_behind_a_headline_is_cut_off(self) -> None:
        assert of_file("gather.rss")[0].title == "Mill burns down"

    def test_an_outlet_with_two_hosts_is_no_aggregator(self) -> None:
        links = [f"https://lantern.example/{n}" for n in range(8)] + ["https://shop.example/a"]
        found = clipped(rss(*(item(f"T {link}", link=link) for link in links))).clippings
        assert {(c.source, c.via) for c in found} == {("The Lantern", None)}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Lantern - Latest news", "The Lantern"),
        ("The Lantern | World", "The Lantern"),
        ("World news | The Lantern", "The Lantern"),
        ("The Lantern RSS Feed", "The Lantern"),
        ("The Lantern » Feed", "The Lantern"),
        ("Lantern: All posts", "Lantern"),
        ("News", "News"),
        ("Port News - Home", "Port News"),
    ],
)
def test_an_outlet_is_the_feeds_title_without_what_makes_it_a_feed(title: str, name: str) -> None:
    (found,) = clipped(rss(item(), head=f"<title>{title}</title>")).clippings
    assert found.source == name


class TestTitles:
    @pytest.mark.parametrize(
        ("written", "title"),
        [
            ("Tom &amp; Ann", "Tom & Ann"),
            ("Tom &amp;amp; Ann", "Tom & Ann"),
            ("<![CDATA[The <b>bold</b> one]]>", "The bold one"),
            ("The &lt;b&gt;bold&lt;/b&gt; one", "The bold one"),
            ("5 &lt; 6 and 7 &gt; 2", "5 < 6 and 7 > 2"),
            ("Love &nbsp; rain &mdash; at last", "Love rain — at last"),
            ("Q&A with <b>Ann</b>", "Q&A with Ann"),
            ("Bell\x07 rings\x00", "Bell rings"),
        ],
    )
    def test_a_title_is_one_line_of_text(self, written: str, title: str) -> None:
        assert one(title=written).title == title

    def test_a_text_without_a_title_begins_with_one(self) -> None:
        text = "Rain fell all night over the harbour and the old town. " * 4
        (found,) = clipped(rss(f"<item><description>{text}</description></item>")).clippings
        assert found.title.startswith("Rain fell all night")
        assert len(found.title) <= 125


class TestTimes:
    @pytest.mark.parametrize("when", ["Tue, 29 Jul 2087 10:00:00 GMT", "soon", "1/1/0001", "٠٠"])
    def test_a_time_that_cannot_be_is_a_problem_and_the_capture_counts(self, when: str) -> None:
        told = clipped(rss(item(inside=f"<pubDate>{when}</pubDate>")))
        assert told.clippings[0].date == dt.date(2025, 8, 1)
        assert told.clippings[0].date_basis == "captured"
        assert [problem.line for problem in told.problems] == [1]

    def test_two_digits_are_a_year_of_the_last_century_where_they_must_be(self) -> None:
        found = one("<pubDate>Fri, 09 Feb 96 23:59:45 +0000</pubDate>")
        assert found.date == dt.datetime(1996, 2, 9, 23, 59, 45, tzinfo=dt.UTC)


class TestTwice:
    def test_of_one_id_the_newest_text_stays(self) -> None:
        old = item("Old", "<guid>g:1</guid><pubDate>Mon, 28 Jul 2025 09:00:00 GMT</pubDate>")
        new = item("New", "<guid>g:1</guid><pubDate>Tue, 29 Jul 2025 09:00:00 GMT</pubDate>")
        for told in (clipped(rss(old, new)), clipped(rss(new, old))):
            assert [c.title for c in told.clippings] == ["New"]
            assert [d.text for d in told.dropped] == ["Old"]
            assert not told.problems

    def test_an_id_that_all_articles_share_is_not_believed(self) -> None:
        told = clipped(
            rss(*(item(f"T{n}", "<guid>g:1</guid>", f"https://l.example/{n}") for n in range(3)))
        )
        assert [c.title for c in told.clippings] == ["T0", "T1", "T2"]
        assert {c.ident for c in told.clippings} == {None}
        assert len(told.problems) == 1


def test_texts_that_say_no_more_than_the_title_are_left_out() -> None:
    assert one("<description>A title</description>").body == ()


def test_a_title_with_its_outlet_behind_it_is_no_text() -> None:
    again = (
        "&lt;a href='https://x.example/'&gt;A title&lt;/a&gt;&amp;nbsp; &lt;b&gt;The Post&lt;/b&gt;"
    )
    assert one(f"<description>{again}</description>").body == ()
    assert words(one("<description>A title is not all.</description>")) == ["A title is not all."]


def test_films_are_linked_once_and_pictures_not_at_all() -> None:
    film = '<media:content url="/f.mp4" type="video/mp4"/>'
    picture = '<media:content url="/p.jpg"/><enclosure url="/q" type="image/png"/>'
    space = '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/">'
    text = f"{space}<channel>{item(inside=film + film + picture)}</channel></rss>"
    (found,) = clipped(text, url="https://lantern.example/feed").clippings
    assert words(found) == ["Video: f.mp4"]


def test_a_plain_text_is_parted_at_its_blank_lines() -> None:
    found = one("<description>One\nline &amp;amp; more.\n\nTwo.</description>")
    assert found.body == (Block("paragraph", "One line & more."), Block("paragraph", "Two."))


def test_a_cut_short_description_is_no_standfirst() -> None:
    inside = "<description>Something else […]</description>"
    assert one(f"{inside}<content:encoded>All of it.</content:encoded>").summary is None


def test_nothing_but_text_and_web_addresses_comes_out() -> None:
    hostile = (
        '<content:encoded><![CDATA[<p onclick="x()">A <a href="javascript:alert(1)">b</a>'
        "<script>alert(2)</script><style>p{}</style><iframe src='//x'></iframe> c</p>"
        '<svg onload="x()"><text>s</text></svg>]]></content:encoded>'
        '<enclosure url="javascript:alert(3)" type="audio/mpeg"/>'
    )
    found = one(hostile)
    assert words(found) == ["A b c"]
    assert not any(isinstance(block, LinkedBlock) for block in found.body)
    text = orjson.dumps(dataclasses.asdict(found), default=str)
    assert b"alert" not in text
