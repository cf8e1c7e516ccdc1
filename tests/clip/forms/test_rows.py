"""Rows of articles in JSON: our own, and those of crawlers and data sets."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from broadsheet.clip.forms import table
from broadsheet.clip.forms.nouns import Clipped, Record
from broadsheet.clip.forms.rows import clipped, is_rows
from broadsheet.clip.row import row
from broadsheet.content.escape import body
from broadsheet.model import Block, Clipping, LinkedBlock, Span

FIXTURES = Path(__file__).parent / "fixtures" / "rows"
KEPT = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def said(data: bytes | str, name: str = "a.jsonl") -> Clipped:
    raw = data if isinstance(data, bytes) else data.encode()
    return clipped(Record(f"seeds/{name}", raw, KEPT))


def read(name: str) -> Clipped:
    return said((FIXTURES / name).read_bytes(), name)


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_the_table_knows_rows_from_their_bytes(name: str) -> None:
    assert table.form((FIXTURES / name).read_bytes(), name).name == "rows"


def test_each_line_is_an_article_where_it_stands() -> None:
    kilns, rain, untitled = read("crawled.jsonl").clippings
    assert (kilns.title, kilns.span, kilns.url) == (
        *("Kiln workers strike", Span(1, 1), "https://ember.example/kilns"),
    )
    assert kilns.date == dt.datetime(2025, 4, 2, 10, 15, tzinfo=dt.UTC)
    assert (kilns.authors, kilns.source, kilns.lang) == (("Per Holm",), "ember.example", "en")
    assert [block.text for block in kilns.body] == [
        *("The kilns stand cold.", "Work may begin again on Friday.")
    ]
    assert (rain.title, rain.source, rain.authors) == (
        *("Rain & wind", "The Ember", ("Nell Ode", "Tam Fir")),
    )
    assert rain.date == dt.datetime(2025, 4, 2, 10, 15, tzinfo=dt.UTC)
    (block,) = rain.body
    assert isinstance(block, LinkedBlock)
    assert (block.text, block.links[0].url) == (
        "Rain fell on the north.",
        "https://ember.example/north",
    )
    assert (untitled.title, untitled.span) == ("A text without a title.", Span(7, 7))
    assert untitled.date == dt.datetime(2025, 4, 2, 10, 15, tzinfo=dt.UTC)


def test_a_bad_line_is_a_problem_with_its_number_and_the_rest_goes_on() -> None:
    problems = {problem.line: problem.message for problem in read("crawled.jsonl").problems}
    assert sorted(problems) == [3, 4, 5]
    assert problems[3].startswith("not JSON")
    assert problems[4] == "not a JSON object"
    assert "no text" in problems[5]


def test_an_array_over_several_lines_gives_each_object_its_lines() -> None:
    done = read("pretty.json")
    assert [(one.title, one.span) for one in done.clippings] == [
        *(("First of two", Span(2, 6)), ("Second of two", Span(7, 11)))
    ]
    (problem,) = done.problems
    assert (problem.line, "2087" in problem.message) == (7, True)


def test_rows_that_share_a_line_are_told_apart_by_their_numbers() -> None:
    rows = [{"title": f"Number {n}", "text": "Some words."} for n in range(3)]
    spans = [one.span for one in said(json.dumps(rows)).clippings]
    assert spans == [Span(1, 1), Span(2, 2), Span(3, 3)]


def test_what_clip_prints_is_read_back() -> None:
    clipping = Clipping(
        seed="seeds/x.txt",
        span=Span(3, 9),
        title="A & B <i>",
        body=(Block("paragraph", "One."), Block("paragraph", "Two.")),
        source="The Ember",
        agency="Reuters",
        authors=("Per Holm",),
        date=dt.datetime(2025, 4, 2, 10, tzinfo=dt.UTC),
        date_basis="relative",
        section="Work",
        url="https://ember.example/a",
        captured=dt.datetime(2025, 4, 2, 12, tzinfo=dt.UTC),
        captured_basis="stated",
    )
    (back,) = said(json.dumps(row(clipping))).clippings
    kept = (
        "source",
        "agency",
        "authors",
        "date",
        "date_basis",
        "section",
        "url",
        "captured",
        "body",
    )
    assert [getattr(back, name) for name in kept] == [getattr(clipping, name) for name in kept]


def test_a_row_of_our_export_keeps_its_markdown_and_its_values() -> None:
    ours = {
        "title": "Salt &amp; [[roads]]",
        "date": "2025-04-02",
        "authors": ["Holm, Per and Sons"],
        "keywords": ["a, b"],
        "topics": ["transport"],
        "captured": "2025-04-03",
        "captured_basis": "name",
        "markdown": "One  \\[\\[two]].\n\n- [a](<https://x.example/>)",
        "permalink": "/2025/04/02/salt/",
    }
    (back,) = said(json.dumps(ours)).clippings
    assert body(back.body) == ours["markdown"].replace("]]", "]]")
    assert (back.title, back.authors, back.keywords) == (
        *("Salt &amp; [[roads]]", ("Holm, Per and Sons",), ("a, b", "transport")),
    )
    assert back.captured_basis == "name"


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"text": "x"}]}',
        '{"name": "pkg", "version": "1.0"}',
        '[1, 2, "title", "text"]',
        "not json at all",
        "",
    ],
)
def test_other_json_is_left_to_others(text: str) -> None:
    assert not is_rows(text.encode(), "a.json")


@pytest.mark.parametrize(
    "data",
    [
        b'{"title": "a", "text": ' + b"[" * 100_000,
        b"[" + b'{"a":' * 100_000,
        b'{"title": "a", "text": "\x00\xff\xfe"}',
        b'{"title": "a", "text": "' + b"x" * 9_000_000 + b'"}',
        b'[{"title": "a", "text": "b"',
        b'{"title": ["a"], "text": {"b": 1}, "date": 1e300, "authors": {"x": []}}',
    ],
    ids=["deep", "deeper", "bytes", "long", "torn", "odd"],
)
def test_json_made_to_hurt_is_a_problem(data: bytes) -> None:
    done = said(data)
    assert done.clippings == ()
    assert done.problems
    assert all(len(str(problem)) < 400 for problem in done.problems)


def test_only_the_first_problems_are_named() -> None:
    done = said(b"{nothing}\n" * 5000)
    assert len(done.problems) == 101
    assert "4,900 more" in done.problems[-1].message


def test_values_of_any_kind_do_no_harm() -> None:
    odd = (None, 5, 1e308, -1e18, True, [], {}, [[]], "", "\ud800x", "9" * 13, "2025-13-45")
    for value in odd:
        given = {"title": "A title", "text": "Words."}
        for name in ("date", "authors", "tags", "source", "url", "lang", "updated", "captured"):
            done = said(json.dumps({**given, name: value}))
            assert len(done.clippings) == (value != "\ud800x"), (name, value)
