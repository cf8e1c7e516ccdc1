"""A feed of very many entries comes apart, and its articles are those of the whole."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from broadsheet import dates
from broadsheet.clip.forms import entry_clipping, entry_lines, feed, json_feed, slices, table
from broadsheet.clip.forms.nouns import Opened, Record
from broadsheet.clip.forms.streams import Held
from broadsheet.clip.forms.unpacking import documents
from broadsheet.errors import Problem
from broadsheet.model import Clipping, Sidecar

CAPTURED = dt.datetime(2025, 8, 1, 12, tzinfo=dt.UTC)
HEAD = (
    "<channel>\n<title>The\nQuay &amp; Bay</title>\n<link>https://quay.example/</link>\n"
    "<language>en-GB</language>\n"
)
WORDS = ("harbour", "ferry", "Vesterå", "&amp; tide", "<![CDATA[<b>rain</b>]]>", "night\n\nwatch")


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "TOGETHER", 7)
    monkeypatch.setattr(slices, "_FEWEST_BYTES", 0)


def record(text: str, encoding: str = "utf-8") -> Record:
    about = Sidecar(url="https://quay.example/feed")
    return Record("seeds/quay.xml", text.encode(encoding), CAPTURED, "stated", about)


def entry(number: int) -> str:
    pick = random.Random(number)
    words = " ".join(pick.choices(WORDS, k=3))
    return (
        f"<item><title>Report {number} {words}</title>\n"
        + "\n" * pick.randrange(3)
        + f"<link>/{number}</link>"
        f"<pubDate>{1 + number % 28} Jun 2025 10:00 GMT</pubDate><description>{words}\n"
        f"{words}</description></item>" + "\n" * pick.randrange(3)
    )


def rss(number: int, before: str = "") -> str:
    items = "".join(map(entry, range(number)))
    return f"{before}<rss\n version='2.0'>\n{HEAD}{items}</channel>\n</rss>\n"


def atom(number: int) -> str:
    entries = "".join(
        f"<entry><id>tag:quay.example,2025:{n}</id><title>Tide {n}</title>\n<updated>2025-06-0"
        f"{1 + n % 9}T09:00:00Z</updated>\n<content type='html'>It rose.</content></entry>\n"
        for n in range(number)
    )
    name = "<author><name>Mara Lindqvist</name></author><title>Quay</title>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>\n{entries}\n{name}\n</feed>"


def json_text(number: int) -> str:
    items = [{"id": f"a:{n}", "title": f"T{n} {{[", "content_text": "a ]\n"} for n in range(number)]
    about = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay", "items": items}
    return json.dumps({**about, "language": "en"}, indent=1)


def parts(whole: Record) -> list[Record]:
    return [part for part in feed.parts(whole) if isinstance(part, Record)]


def articles(found: Iterator[Record]) -> list[Clipping]:
    return [one for part in found for one in table.clipped(part).clippings]


@pytest.mark.parametrize(
    "text",
    [
        rss(40),
        rss(15, "<?xml version='1.0'\n encoding='iso-8859-1'?>\n<!-- <rss> -->\n"),
        rss(15, '<!DOCTYPE rss [\n<!ENTITY sea "Vey">\n]>\n').replace("Report", "&sea;"),
        atom(30),
        json_text(25),
    ],
    ids=["rss", "declared", "entities", "atom", "json"],
)
def test_the_articles_of_all_parts_are_those_of_the_whole(text: str) -> None:
    whole = record(text)
    found = parts(whole)
    assert len(found) > 2
    together = articles(iter([whole]))
    assert len(together) == len(articles(iter(found))) > 14
    assert articles(iter(found)) == together
    assert max(one.span.last for one in together) <= text.count("\n") + 1


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_a_part_is_read_in_the_letters_of_the_whole(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    whole = record(rss(20, f"<?xml version='1.0' encoding='{name}'?>"), encoding)
    assert articles(iter(parts(whole))) == articles(iter([whole]))
    assert any("Vesterå" in one.title for one in articles(iter(parts(whole))))


@pytest.mark.parametrize("text", [rss(30), json_text(30)], ids=["rss", "json"])
def test_a_torn_feed_comes_apart_as_well(text: str) -> None:
    whole = record(text[: text.rindex("T2" if text[0] == "{" else "Report 2") + 9])
    told = [problem for part in parts(whole) for problem in table.clipped(part).problems]
    assert [(one.line, one.message) for one in told] == [
        (one.line, one.message) for one in table.clipped(whole).problems
    ]
    assert len(told) == 1
    assert articles(iter(parts(whole))) == articles(iter([whole]))


def test_a_feed_of_few_entries_stays_as_it_is() -> None:
    whole = record(rss(7))
    assert parts(whole) == [whole]
    far = record(rss(9, f"<!--{' ' * 250_000}-->"))
    assert parts(far) == [far]


def test_entries_beyond_the_limit_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (entry_lines, json_feed):
        monkeypatch.setattr(module, "MOST_ENTRIES", 20)
    for text in (rss(25), json_text(25)):
        *found, last = feed.parts(record(text))
        assert len(articles(one for one in found if isinstance(one, Record))) == 20
        assert isinstance(last, Problem)
        assert (last.message, last.hint) == (
            "more than 20 entries: the others were left out",
            "split the file",
        )


def test_whoever_reads_a_file_gets_its_parts() -> None:
    whole = record(rss(30))
    opened = Opened(replace(whole, data=b""), Held(whole.data))
    found = list(documents(opened, len(whole.data)))
    assert len(found) == 5
    assert {one.seed for one in found if isinstance(one, Record)} == {"seeds/quay.xml"}


def test_the_short_way_to_a_time_agrees_with_the_long_one() -> None:
    pick = random.Random(4)
    usual = 0
    for _ in range(800):
        zone = pick.choice(["GMT", "UT", "Z", f"{pick.choice('+-')}{pick.randrange(1600):04}"])
        day = pick.choice(["", "Tue, "]) + f"{pick.randint(1, 31):{pick.choice(['', '02'])}}"
        month = pick.choice(entry_clipping._MONTHS)
        clock = f"{pick.randrange(25):02}:{pick.randrange(61):02}" + pick.choice(["", ":07"])
        text = f"{day} {month} 20{pick.randrange(100):02} {clock} {zone}"
        if found := entry_clipping._USUAL.fullmatch(text):
            usual += 1
            printed = dates.printed(text)
            assert printed is not None
            assert repr(entry_clipping._usual(found)) == repr(printed.stated), text
    assert usual > 300
