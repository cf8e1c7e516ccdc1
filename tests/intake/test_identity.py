"""One article in several captures and forms: by address, by id, then by text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsstand import BRIDGE, FERRY, MARKET, Newsstand, clipping

from broadsheet.intake.register import PATH as CAPTURED
from broadsheet.model import Block, Clipping, Link, LinkedBlock

ADDRESS = "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour"
TITLE = "Ferry stays in harbour"
SUMMARY = "Two engines of the ferry between Saltmarsh and Ottilie failed; passengers go by bus."
CHANGED = FERRY.replace("The board expects the inquiry", "The board now expects the inquiry") + (
    " On Tuesday the master of the ferry gave evidence for three hours."
)
PATH = "content/2026/03/10/ferry-stays-in-harbour.md"


def at(hour: int, day: int = 10) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, tzinfo=dt.UTC)


def page(text: str = FERRY, seed: str = "page", **more: Any) -> Clipping:
    """Return the article as a saved page has it: with its address, a subhead and a link."""
    made = clipping(TITLE, text, seed=seed, **{"url": ADDRESS} | more)
    first, *rest = made.body
    linked = LinkedBlock("paragraph", first.text, (Link(4, 9, "https://ferries.example/"),))
    return replace(made, body=(linked, Block("subhead", "The inquiry"), *rest))


def entry(text: str = SUMMARY, seed: str = "feed", line: int = 10, **more: Any) -> Clipping:
    """Return the article as an entry of a feed."""
    said = {"url": f"{ADDRESS}?utm_source=rss", "ident": "tag:ottilie-post.example,2026:12"}
    return clipping(TITLE, text, seed=seed, line=line, **said | more)


dump = clipping(TITLE, FERRY, seed="dump", line=40, via="Daily8")
mail = clipping(TITLE, FERRY, seed="mail", ident="ferry.12@mail.ottilie-post.example")


def told(stand: Newsstand) -> list[tuple[str, ...]]:
    """Return what each article says, wherever its file is."""
    articles = [stand.article(path) for path in stand.paths]
    return sorted((a.title, a.body, str(a.date), a.summary, str(a.lastmod)) for a in articles)


# ---- one article -----------------------------------------------------------------------------


def test_all_forms_of_one_article_are_one_file_that_names_them() -> None:
    stand = Newsstand()
    assert stand.ingest(dump, page(), entry(summary=SUMMARY), mail) == {PATH: "new"}
    article = stand.article(PATH)
    assert article.seed == "seeds/page.txt#L1-L3"
    assert article.also_in == (
        "seeds/dump.txt#L40-L42",
        "seeds/feed.txt#L10-L12",
        "seeds/mail.txt#L1-L3",
    )
    assert "## The inquiry" in article.body
    assert article.source_url == ADDRESS
    assert article.via == "Daily8"
    assert article.summary == SUMMARY
    assert stand.ingest(mail, page(), dump, entry(summary=SUMMARY)) == {PATH: "same"}


def test_two_titles_under_one_address_are_one_article() -> None:
    stand = Newsstand()
    stand.ingest(entry(FERRY))
    other = replace(page(FERRY), title="Buses replace the Saltmarsh ferry")
    assert stand.ingest(entry(FERRY), other) == {PATH: "changed"}
    assert stand.paths == [PATH]


def test_an_id_makes_one_article_of_two_addresses() -> None:
    stand = Newsstand()
    moved = entry(CHANGED, "feed-2", url="https://ottilie-post.example/2026/03/11/ferry-inquiry")
    moved = replace(moved, title="Master of the ferry heard", captured=at(13))
    stand.ingest(entry(FERRY), moved)
    assert len(stand.paths) == 1


def test_the_id_of_an_entry_may_be_the_address_of_the_page() -> None:
    stand = Newsstand()
    by_feed = entry(url="https://feeds.example/r/771239", ident=ADDRESS)
    stand.ingest(by_feed, replace(page(), title="Inquiry into the ferry’s engines"))
    assert len(stand.paths) == 1


def test_a_teaser_in_a_feed_and_a_text_dump_are_one_article() -> None:
    apart, together = Newsstand(), Newsstand()
    apart.ingest(entry())
    apart.ingest(entry(), dump)
    together.ingest(dump, entry())
    assert apart.paths == together.paths == [PATH]
    assert apart.article(PATH).body == FERRY == together.article(PATH).body


def test_two_that_turn_out_to_be_one_are_joined_before_they_are_written() -> None:
    early = replace(dump, captured=at(1))
    feed = replace(entry(MARKET), title="Harbour in trouble", captured=at(2))
    late = replace(page(), captured=at(3), ident=feed.ident)
    stand = Newsstand()
    stand.ingest(early, replace(feed, body=(Block("paragraph", SUMMARY),)), late)
    assert stand.paths == [PATH]


# ---- two articles ----------------------------------------------------------------------------


def test_an_address_used_again_is_of_another_article() -> None:
    stand = Newsstand()
    other = clipping("Eel dearer at the market", MARKET, seed="b", url=ADDRESS)
    stand.ingest(page(), other)
    assert len(stand.paths) == 2
    assert set(stand.ingest(page(), other).values()) == {"same"}


def test_a_page_with_a_new_text_each_day_is_an_article_a_day() -> None:
    days = [
        clipping(
            "Morning briefing of Ottilie",
            text,
            seed=f"day-{day}",
            url="https://ottilie-post.example/briefing-of-the-day",
            date=dt.date(2026, 3, day),
            captured=at(6, day),
        )
        for day, text in ((1, FERRY), (8, BRIDGE), (15, MARKET))
    ]
    stand = Newsstand()
    stand.ingest(*days)
    assert len(stand.paths) == 3


def test_the_address_of_a_whole_page_is_that_of_none_of_its_articles() -> None:
    news = [(TITLE, FERRY), ("Cracks in Kestrel bridge", BRIDGE), ("Eel dearer", MARKET)]
    url = "https://ottilie-post.example/2026/03/10/what-happened-today"
    every = [clipping(t, text, line=9 * n, url=url) for n, (t, text) in enumerate(news, 1)]
    stand = Newsstand()
    stand.ingest(*every)
    assert len(stand.paths) == 3
    assert "what-happened" not in stand.files[CAPTURED]


@pytest.mark.parametrize("what", ["ident", "url"])
def test_other_entries_on_the_same_lines_are_other_articles(what: str) -> None:
    """A feed in one line, or one that was written anew with its entries moved."""
    formula = "The water at {} stands at {} centimetres, two more than yesterday, and will rise."
    names = {
        "ident": ("tag:ottilie-post.example,2026:{}", "ident"),
        "url": ("https://ottilie-post.example/water/{}00", "url"),
    }[what]
    one, other = (
        clipping(f"Water level {n}", formula.format(place, n), **{names[1]: names[0].format(n)})
        for n, place in ((31, "Ottilie lock"), (32, "Saltmarsh weir"))
    )
    stand = Newsstand()
    stand.ingest(one)
    stand.ingest(other)
    assert len(stand.paths) == 2
    assert stand.ingest(other)[stand.paths[1]] == "same"


def test_a_weekly_text_with_an_address_each_time_is_an_article_each_time() -> None:
    weeks = [
        clipping(
            "Water levels this week",
            f"The water at Ottilie lock stands at {week} centimetres. Boats may pass by day only.",
            seed=f"week-{week}",
            url=f"https://ottilie-post.example/water-levels-{week}",
            date=dt.date(2026, 3, 7 * week),
        )
        for week in (1, 2, 3)
    ]
    stand = Newsstand()
    stand.ingest(*weeks)
    assert len(stand.paths) == 3


def test_one_text_at_two_outlets_is_also_at_the_other_one() -> None:
    url = "https://marsh-mail.example/news/ferry-stays-in-the-harbour"
    copy = clipping(TITLE, FERRY, seed="z", source="Marsh Mail", url=url)
    stand = Newsstand()
    stand.ingest(page(), copy)
    (path,) = stand.paths
    assert stand.article(path).also_at == ("Marsh Mail",)
    assert stand.article(path).source_url == ADDRESS


# ---- which text ------------------------------------------------------------------------------


def test_a_changed_text_is_an_update_at_the_same_place() -> None:
    stand = Newsstand()
    old = entry(FERRY, captured=at(8))
    stand.ingest(old)
    new = replace(
        entry(CHANGED, "feed-2", captured=at(12), updated=at(11)), title="Master of ferry heard"
    )
    assert stand.ingest(old, new) == {PATH: "changed"}
    article = stand.article(PATH)
    assert (article.title, article.lastmod) == ("Master of ferry heard", at(11))
    assert "gave evidence" in article.body
    assert article.seed == "seeds/feed-2.txt#L10-L12"
    assert stand.ingest(new, old) == {PATH: "same"}


def test_an_update_counts_also_when_the_earlier_capture_is_gone() -> None:
    stand = Newsstand()
    stand.ingest(entry(CHANGED.replace("now ", ""), captured=at(8)))
    shorter = entry(FERRY, "feed-2", captured=at(12))
    assert stand.ingest(shorter) == {PATH: "changed"}
    assert stand.article(PATH).body == FERRY
    assert stand.ingest(shorter) == {PATH: "same"}


def test_an_entry_that_changed_in_its_feed_replaces_the_row_of_the_old_one() -> None:
    stand = Newsstand()
    stand.ingest(entry(FERRY, line=10))
    stand.ingest(entry(CHANGED, line=50, captured=at(18)))
    assert stand.paths == [PATH]
    assert stand.files[CAPTURED].count(PATH) == 1
    assert stand.article(PATH).also_in == ()
    assert "gave evidence" in stand.article(PATH).body


def test_a_stub_replaces_no_full_text_however_new_it_is() -> None:
    stand = Newsstand()
    stub = page(FERRY[:90], "stub", captured=at(20))
    stand.ingest(page(captured=at(8)), stub)
    assert FERRY.split(". ")[-1] in stand.article(PATH).body


def test_a_page_goes_before_a_dump_that_is_about_as_long() -> None:
    noisy = clipping(TITLE, FERRY + " Share this story with your friends.", seed="a-dump")
    stand = Newsstand()
    stand.ingest(noisy)
    stand.ingest(noisy, page(captured=at(1, 12)))
    assert "Share this" not in stand.article(PATH).body


def test_an_older_version_found_later_changes_nothing_but_its_mention() -> None:
    stand = Newsstand()
    new = entry(CHANGED, captured=at(18))
    stand.ingest(new)
    assert stand.ingest(new, entry(FERRY, "older", captured=at(8))) == {PATH: "changed"}
    article = stand.article(PATH)
    assert "gave evidence" in article.body
    assert article.also_in == ("seeds/older.txt#L10-L12",)


def test_a_time_of_change_is_never_invented() -> None:
    stand = Newsstand()
    stand.ingest(entry(FERRY), entry(CHANGED, "feed-2", captured=at(18)))
    assert stand.article(PATH).lastmod is None
    again = Newsstand()
    again.ingest(entry(FERRY, updated=dt.date(2026, 3, 10)))
    assert again.article(PATH).lastmod is None


@pytest.mark.parametrize("said", [FERRY.split(". ")[0] + ".", TITLE, "Ferry.", "x " * 400])
def test_a_standfirst_that_says_nothing_of_its_own_is_not_taken(said: str) -> None:
    stand = Newsstand()
    stand.ingest(page(summary=said))
    assert stand.article(PATH).summary == ""


def test_a_declared_standfirst_is_the_summary() -> None:
    stand = Newsstand()
    stand.ingest(page(summary=f" {SUMMARY} "))
    assert stand.article(PATH).summary == SUMMARY


def test_the_same_entry_in_a_hundred_captures_is_named_once() -> None:
    hours = [
        entry(FERRY, f"feed-{n:03}", captured=at(0) + dt.timedelta(hours=n)) for n in range(99)
    ]
    stand = Newsstand()
    stand.ingest(*hours, page())
    assert stand.article(PATH).also_in == ("seeds/feed-000.txt#L10-L12",)


def test_text_dumps_alone_are_written_as_ever() -> None:
    stand = Newsstand()
    stand.ingest(dump, clipping(TITLE, FERRY + " More soon.", seed="b"))
    assert "also_in" not in stand.files[PATH]
    lines = stand.files[CAPTURED].splitlines()
    assert lines[0].endswith("fingerprint, source")
    assert {line.count("\t") for line in lines[1:]} == {5}


# ---- what a person did -----------------------------------------------------------------------


@pytest.mark.parametrize("again", [page(SUMMARY, "b"), entry(CHANGED), entry(MARKET, url=None)])
def test_a_deleted_article_stays_away_in_any_form(again: Clipping) -> None:
    stand = Newsstand()
    stand.ingest(page(ident=again.ident))
    del stand.files[PATH]
    assert stand.ingest(replace(again, title="Told quite otherwise")) == {
        PATH: "stays away: deleted by hand"
    }
    assert stand.paths == []


def test_an_address_that_a_person_wrote_counts() -> None:
    stand = Newsstand()
    stand.ingest(dump)
    stand.files[PATH] = mine = stand.files[PATH].replace("via:", f"source_url: {ADDRESS}\nvia:")
    assert stand.ingest(replace(page(), title="Inquiry into ferry begins")) == {
        PATH: "kept: edited by hand"
    }
    assert stand.files[PATH] == mine


FORMS = [
    replace(dump, captured=at(6)),
    entry(captured=at(7)),
    page(captured=at(8)),
    mail,
    entry(FERRY, "full-feed", captured=at(13), updated=at(12)),
    page(CHANGED, "page-2", captured=at(15), updated=at(14), summary=SUMMARY),
    entry(SUMMARY, "feed-9", captured=at(16)),
]
OTHERS = [
    clipping("Cracks in Kestrel bridge", BRIDGE, seed="feed", line=20, ident="tag:o.example,1:2"),
    clipping("Eel dearer", MARKET, seed="feed", line=30, url="https://o.example/eel-is-dearer-now"),
]


@settings(max_examples=40, deadline=None)
@given(st.permutations([*FORMS, *OTHERS]))
def test_forms_in_any_order_are_the_same_articles(news: list[Clipping]) -> None:
    stand, other = Newsstand(), Newsstand()
    stand.ingest(*FORMS, *OTHERS)
    other.ingest(*news)
    assert other.files == stand.files
    assert len(stand.paths) == 3
    assert set(other.ingest(*news).values()) == {"same"}
    assert other.files == stand.files


@settings(max_examples=40, deadline=None)
@given(st.permutations(FORMS))
def test_forms_that_come_one_by_one_end_as_one_article(news: list[Clipping]) -> None:
    together, stand = Newsstand(), Newsstand()
    together.ingest(*FORMS)
    for count in range(1, len(news) + 1):
        stand.ingest(*news[:count])
    assert len(stand.paths) == 1
    assert told(stand) == told(together)
    before = dict(stand.files)
    assert set(stand.ingest(*reversed(news)).values()) == {"same"}
    assert stand.files == before


@settings(max_examples=30, deadline=None)
@given(st.permutations(FORMS), st.sampled_from(["edit", "delete"]), st.integers(1, 6))
def test_no_form_undoes_what_a_person_did(news: list[Clipping], change: str, first: int) -> None:
    stand = Newsstand()
    stand.ingest(*news[:first])
    (path,) = stand.paths
    if change == "edit":
        stand.files[path] += "\nA line of mine.\n"
    else:
        del stand.files[path]
    left = stand.files.get(path)
    for count in range(first, len(news) + 1):
        stand.ingest(*news[first - 1 : count])
        assert stand.files.get(path) == left
        assert stand.paths == ([path] if change == "edit" else [])


@settings(max_examples=30, deadline=None)
@given(st.permutations(FORMS), st.integers(0, 6))
def test_a_capture_that_goes_takes_no_article_with_it(news: list[Clipping], gone: int) -> None:
    stand = Newsstand()
    stand.ingest(*news)
    before = told(stand)
    stand.ingest(*news[:gone], *news[gone + 1 :])
    assert [one[:2] for one in told(stand)] == [one[:2] for one in before]
