"""An article counts for every outlet that printed its text; a merge in doubt is asked about."""

from __future__ import annotations

from newsroom import article, planned, shelved

from broadsheet.library import merges

FERRY = article(
    "2026/03/10/ferry",
    "Ferry stays in harbour",
    source="Ottilie Post",
    also_at=["Estuary Star", "Marsh Mail: Buses replace ferry"],
    story="ferry",
)
INQUIRY = article("2026/03/11/inquiry", source="Marsh Mail", story="ferry", story_doubt=0.56)


def test_an_article_is_one_of_each_outlet_s_that_printed_it() -> None:
    shelves = shelved(FERRY, INQUIRY)
    counts = {source.name: len(source.articles) for source in shelves.sources}
    assert counts == {"Estuary Star": 1, "Marsh Mail": 2, "Ottilie Post": 1}
    assert [term.name for term in shelves.outlets_of(FERRY)] == [
        *("Ottilie Post", "Estuary Star", "Marsh Mail"),
    ]
    assert shelves.source_of[FERRY.id].name == "Ottilie Post"


def test_an_outlet_that_is_named_twice_counts_once() -> None:
    twice = article("2026/03/10/x", source="Mail", also_at=["mail: Other", "Star", "STAR: Again"])
    shelves = shelved(twice)
    assert sorted(source.name for source in shelves.sources) == ["Mail", "Star"]
    assert [len(source.articles) for source in shelves.sources] == [1, 1]


def test_a_page_names_the_other_outlets_and_their_headlines() -> None:
    pages = planned(shelved(FERRY, INQUIRY))
    told = pages["/2026/03/10/ferry/"].data.reprints
    assert [(one.outlet.text, one.outlet.href, one.headline) for one in told] == [
        ("Estuary Star", "/sources/estuary-star/", ""),
        ("Marsh Mail", "/sources/marsh-mail/", "Buses replace ferry"),
    ]


def test_a_story_counts_each_outlet_once() -> None:
    pages = planned(shelved(FERRY, INQUIRY))
    story = pages["/stories/ferry/"].data
    assert [link.text for link in story.sources] == ["Ottilie Post", "Estuary Star", "Marsh Mail"]
    assert pages["/2026/03/10/ferry/"].data.story.sources == 3
    assert pages["/"].data.lead.sources == 3


def test_feeds_name_the_outlet_that_an_article_is_taken_from() -> None:
    pages = planned(shelved(FERRY, INQUIRY))
    entries = pages["/sources/estuary-star/feed.json"].data.entries
    assert [entry.source for entry in entries] == ["Ottilie Post"]


def test_a_merge_in_doubt_stands_on_the_status_page_with_its_cure() -> None:
    shelves = shelved(FERRY, INQUIRY)
    (merge,) = merges(shelves.articles, shelves.story_of)
    assert merge.question == (
        "Ferry stays in harbour: told here? (content/2026/03/11/inquiry.md, 0.56)"
    )
    concerns = {one.heading: one for one in planned(shelves)["/status/"].data.concerns}
    (shown,) = concerns["Stories in doubt"].merges
    assert (shown.article.href, shown.story.href) == ("/2026/03/11/inquiry/", "/stories/ferry/")
    assert shown.likeness == "0.56"
    assert "`story_doubt`" in shown.cure
    assert "`story: inquiry`" in shown.cure


def test_a_doubt_about_a_story_that_an_editor_left_is_settled() -> None:
    alone = article("2026/03/11/inquiry", story="inquiry", story_doubt=0.56)
    shelves = shelved(FERRY, alone)
    assert merges(shelves.articles, shelves.story_of) == ()
    headings = [one.heading for one in planned(shelves)["/status/"].data.concerns]
    assert "Stories in doubt" not in headings
