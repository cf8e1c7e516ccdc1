"""Feeds are poured into moulds; feedgen, which made the moulds, is the judge."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.feeds import rendered
from broadsheet.feeds.reference import reference
from broadsheet.plan.documents import Entry, FeedPage

TEXTS = st.text(
    st.one_of(st.sampled_from(" \t\r\n&<>\"'%zé\u200f\x00\x0b\x85\ud800\ufffe"), st.characters()),
    max_size=12,
)
ADDRESSES = TEXTS.map(lambda text: f"https://ellery.example/{text}") | st.just("javascript:x")
NAMES = st.lists(TEXTS | st.sampled_from(["Ines Calder", "zz-title-zz"]), max_size=3).map(tuple)
TIMES = st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat()) | st.sampled_from(
    ["2025-07-29", "", "no time", "2001-01-01T01:01:01+01:01"]
)
ENTRIES = st.builds(
    Entry,
    id=TEXTS,
    title=TEXTS,
    url=ADDRESSES,
    summary=TEXTS,
    markdown=TEXTS,
    published=TIMES,
    updated=TIMES,
    authors=NAMES,
    topics=NAMES,
    source=TEXTS,
    original=ADDRESSES,
    lang=TEXTS,
)
FEEDS = st.builds(
    FeedPage,
    id=TEXTS,
    title=TEXTS,
    description=TEXTS,
    url=ADDRESSES | st.just(""),
    home=ADDRESSES,
    language=TEXTS,
    author=TEXTS,
    updated=TIMES,
    entries=st.lists(ENTRIES, max_size=3).map(tuple),
)


def paragraph(markdown: str) -> str:
    return f"<p>{markdown}</p>\n"


@pytest.mark.parametrize("kind", ["atom", "rss"])
@given(page=FEEDS)
@settings(max_examples=150, deadline=None)
def test_whatever_an_entry_holds_it_is_written_as_feedgen_writes_it(
    kind: str, page: FeedPage
) -> None:
    try:
        wanted = reference(kind, page, paragraph)
    except ValueError:
        with pytest.raises(ValueError, match=r".+"):
            rendered(kind, page, paragraph)
        return
    assert rendered(kind, page, paragraph) == wanted


@given(page=FEEDS)
@settings(max_examples=50, deadline=None)
def test_json_put_together_from_ready_entries_is_laid_out_as_one(page: FeedPage) -> None:
    made = rendered("json", page, paragraph)
    assert made == orjson.dumps(orjson.loads(made), option=orjson.OPT_INDENT_2) + b"\n"
    assert len(orjson.loads(made)["items"]) == len(page.entries)


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_two_entries_of_one_shape_keep_their_own_words(kind: str) -> None:
    first = Entry(
        id="tag:a",
        title="First",
        url="https://a.example/1/",
        summary="",
        markdown="",
        published="2025-07-29T09:12:00Z",
        updated="",
        authors=("Ines Calder",),
    )
    second = replace(first, id="tag:b", title="Second", authors=("Tomas Brin",))
    at = "https://a.example/"
    page = FeedPage("tag:x", "T", "", at, at, "en", "", "", (first, second))
    both = rendered(kind, page, paragraph).decode()
    for said in ("tag:a", "First", "Ines Calder", "tag:b", "Second", "Tomas Brin"):
        assert both.count(f">{said}<") == 1, said
