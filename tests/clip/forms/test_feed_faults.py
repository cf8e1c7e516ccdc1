"""Feeds that are broken, mislabelled, huge or made to do harm."""

from __future__ import annotations

import datetime as dt
import gzip
import random
from pathlib import Path

import pytest

from bench.feeds import mutated
from broadsheet.clip.forms import entry_lines, feed, json_feed, opml, sound_xml
from broadsheet.clip.forms.nouns import Clipped, Record

FIXTURES = Path(__file__).parent / "fixtures" / "feed"
CAPTURED = dt.datetime(2025, 8, 1, 12, tzinfo=dt.UTC)
ITEM = "<item>\n<title>Headline {0}</title><link>https://l.example/{0}</link></item>\n"


def clipped(data: bytes | str, charset: str = "") -> Clipped:
    data = data.encode() if isinstance(data, str) else data
    return feed.clipped(Record("seeds/feed", data, CAPTURED, "stated", charset=charset))


def titles(data: bytes | str, charset: str = "") -> list[str]:
    return [clipping.title for clipping in clipped(data, charset).clippings]


def rss(*items: str, before: str = "") -> str:
    return f'{before}<rss version="2.0"><channel>{"".join(items)}</channel></rss>'


class TestTorn:
    def test_the_entries_before_a_tear_are_kept_and_the_tear_is_told(self) -> None:
        whole = rss(*(ITEM.format(n) for n in range(5)))
        told = clipped(whole[: whole.index("Headline 4") + 8])
        assert [c.title for c in told.clippings][:4] == [f"Headline {n}" for n in range(4)]
        assert [(p.line, p.message) for p in told.problems] == [
            (9, "the file ends inside this entry")
        ]

    def test_a_torn_json_feed_gives_its_whole_items(self) -> None:
        data = (FIXTURES / "bay.json").read_bytes()
        told = clipped(data[: data.index(b"It has two")])
        assert [c.title for c in told.clippings] == ["Tides & <tables> printed"]
        assert [(p.line, p.message) for p in told.problems] == [
            (19, "the file ends inside this item")
        ]

    def test_one_broken_entry_costs_no_other(self) -> None:
        broken = "<item><title>Bro<b>ken</title><nope:x y=1></item>"
        found = titles(rss(ITEM.format(1), broken, ITEM.format(2)))
        assert (found[0], found[-1]) == ("Headline 1", "Headline 2")

    @pytest.mark.parametrize(
        "inside",
        [
            "Fish & chips &copy; Ann",
            "Rain<br>and <img src=x> wind",
            "<dc:undeclared>x</dc:undeclared>",
            "<strange:thing>x</strange:thing>",
            "1 < 2",
            "<![CDATA[never closed",
            "<!-- never closed",
        ],
    )
    def test_what_publishers_often_get_wrong_is_mended(self, inside: str) -> None:
        text = rss(f"<item><title>Kept</title><description>{inside}</description></item>")
        assert titles(text) == ["Kept"]

    def test_an_item_never_closed_ends_where_the_next_begins(self) -> None:
        assert titles(rss("<item><title>One</title>", "<item><title>Two</title></item>")) == [
            "One",
            "Two",
        ]

    def test_a_geotag_of_nonsense_costs_no_article(self) -> None:
        text = (
            "<item><title>Where</title><gml:pos>1</gml:pos><width/><image><width/></image></item>"
        )
        spaces = '<rss version="2.0" xmlns:gml="http://www.opengis.net/gml"><channel>'
        assert titles(f"{spaces}{text}</channel></rss>") == ["Where"]


class TestLabels:
    @pytest.mark.parametrize("label", ["iso-8859-1", "us-ascii", "no-such", "rot13", "utf-16"])
    def test_utf_8_is_read_as_such_whatever_its_label(self, label: str) -> None:
        head = f'<?xml version="1.0" encoding="{label}"?>'
        assert titles(rss("<item><title>Café à Ébène</title></item>", before=head)) == [
            "Café à Ébène"
        ]

    @pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1252"])
    def test_western_bytes_are_read_as_such_whatever_their_label(self, label: str) -> None:
        head = f'<?xml version="1.0" encoding="{label}"?>'
        text = rss("<item><title>Café “à”</title></item>", before=head)
        assert titles(text.encode("cp1252")) == ["Café “à”"]

    @pytest.mark.parametrize("name", ["koi8-r", "windows-1251", "iso-8859-5"])
    def test_other_bytes_are_read_by_their_label_or_their_senders(self, name: str) -> None:
        text = rss("<item><title>Паром опоздал</title></item>")
        head = f'<?xml version="1.0" encoding="{name}"?>'
        assert titles((head + text).encode(name)) == ["Паром опоздал"]
        assert titles(text.encode(name), charset=name) == ["Паром опоздал"]

    @pytest.mark.parametrize("name", ["utf-16", "utf-16-be", "utf-8-sig", "utf-32"])
    def test_wide_characters_are_known_by_their_mark(self, name: str) -> None:
        head = '<?xml version="1.0"?>'
        assert titles(rss("<item><title>Ébène</title></item>", before=head).encode(name)) == [
            "Ébène"
        ]


class TestBombs:
    def test_entities_that_grow_are_never_unfolded(self) -> None:
        grown = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
        before = f'<!DOCTYPE rss [<!ENTITY b0 "ha">{grown}]>'
        assert titles(rss("<item><title>x &b11;</title></item>", before=before)) == ["x &b11;"]

    def test_a_long_entity_is_never_unfolded(self) -> None:
        before = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 10_000}">]>'
        (title,) = titles(rss(f"<item><title>{'&a;' * 20_000}</title></item>", before=before))
        assert len(title) <= 500
        assert "x" not in title

    def test_a_short_entity_of_the_feeds_own_is_read(self) -> None:
        before = '<!DOCTYPE rss [<!ENTITY paper "The Lantern">]>'
        assert titles(rss("<item><title>By &paper;</title></item>", before=before)) == [
            "By The Lantern"
        ]

    def test_nothing_outside_the_document_is_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("the secret")
        before = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        found = titles(rss("<item><title>x &a;</title></item>", before=before))
        assert found == ["x &a;"]
        assert titles(str(secret)) == []

    def test_depth_and_attributes_have_an_end(self) -> None:
        deep = f"<item><title>a</title><x>{'<y>' * 500}{'</y>' * 500}</x></item>"
        many = " ".join(f'a{n}="1"' for n in range(500))
        wide = f"<item><title>b</title><x {many}/></item>"
        told = clipped(rss(ITEM.format(1), deep, wide, ITEM.format(2)))
        assert [c.title for c in told.clippings] == ["Headline 1", "Headline 2"]
        assert len(told.problems) == 2
        assert sound_xml.fault("<a>" * 300) == "elements nested more than 200 deep"

    @pytest.mark.parametrize(
        "piece", ["<!--", "<![CDATA[", "<", "&", "<item>", '"', "<a ", "&lt;table&gt;", "]]>", "<?"]
    )
    def test_a_piece_without_end_takes_no_longer_than_its_length(self, piece: str) -> None:
        text = rss(f"<item><title>a</title><description>{piece * 5000}</description></item>")
        assert clipped(text).clippings

    def test_json_without_end_is_a_problem(self) -> None:
        start = '{"version": "https://jsonfeed.org/version/1", "items": ['
        for rest in ("[" * 100_000, '{"a":' * 50_000, '\\"' * 100_000, '"' * 99_999):
            assert clipped(start + rest).problems

    def test_json_that_is_no_feed_inside_is_a_problem_for_each_item(self) -> None:
        start = '{"version": "https://jsonfeed.org/version/1", "items": '
        assert len(clipped(start + '[{"title": 5}, [], {"a" 1}, "x"]}').problems) == 3
        for rest in ("5}", '"x"}', "{}}", "null}", "[]}"):
            assert [p.message for p in clipped(start + rest).problems] == ["a feed without entries"]


class TestMany:
    def test_more_entries_than_the_limit_are_left_out_and_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(entry_lines, "MOST_ENTRIES", 150)
        monkeypatch.setattr(json_feed, "MOST_ENTRIES", 150)
        told = clipped(rss(*(ITEM.format(n) for n in range(160))))
        assert len(told.clippings) == 150
        assert "the others were left out" in told.problems[-1].message
        items = ",".join(f'{{"id": "a:{n}", "title": "T{n}"}}' for n in range(160))
        told = clipped(f'{{"version": "https://jsonfeed.org/version/1", "items": [{items}]}}')
        assert len(told.clippings) == 150
        assert "the others were left out" in told.problems[-1].message

    def test_lines_are_counted_over_many_batches(self) -> None:
        told = clipped(rss(*(ITEM.format(n) for n in range(350))))
        assert [c.span.first for c in told.clippings] == [1 + 2 * n for n in range(350)]

    def test_very_many_problems_are_counted(self) -> None:
        told = clipped(rss("<item/>" * 1000))
        assert len(told.problems) == 101
        assert told.problems[-1].message == "900 more entries have problems"

    def test_an_entry_that_is_too_long_is_left_out(self) -> None:
        long = f"<item><title>a</title><description>{'x ' * 750_001}</description></item>"
        told = clipped(rss(ITEM.format(1), long, ITEM.format(2)))
        assert [c.title for c in told.clippings] == ["Headline 1", "Headline 2"]
        assert "is too long" in told.problems[0].message


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_whatever_is_done_to_a_feed_it_is_read_or_refused(path: Path) -> None:
    chance, data = random.Random(path.name), path.read_bytes()
    other = (FIXTURES / "harbour.atom").read_bytes()
    for _ in range(60):
        hostile = mutated(data, other, chance)[:150_000]
        feed.is_feed(hostile[:65_536], path.name)
        found = clipped(hostile)
        last = hostile.count(b"\n") + 1
        assert all(c.title and 1 <= c.span.first <= c.span.last for c in found.clippings)
        if b"\x00" not in hostile:
            assert all(c.span.last <= last for c in found.clippings)
        opml.feeds(hostile)


def test_packed_bytes_are_no_feed_by_themselves() -> None:
    packed = gzip.compress((FIXTURES / "lantern.rss").read_bytes())
    assert not feed.is_feed(packed, "feed.xml")
    assert not clipped(packed).clippings
