"""What one edit touches: few pages, and exactly those."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from newsroom import article, changed, planned, shelved

from broadsheet.library import Library
from broadsheet.model import Article

FEEDS = ("feed.atom", "feed.rss", "feed.json")


def feeds(*addresses: str) -> set[str]:
    return {f"{address}{name}" for address in addresses for name in FEEDS}


def month() -> list[Article]:
    """Return thirty days of three articles: with an outlet, two names and a topic each."""
    return [
        article(
            f"2025/06/{day:02}/report-{n}",
            source=f"Outlet {n}",
            topics=["economy" if n else "weather"],
            people=[f"Person {chr(65 + (day + n) % 7)}"],
            places=["Vale"],
            summary=f"What happened on day {day}.",
            body=f"It rained in Vale. Person {chr(65 + (day + n) % 7)} saw it.\n\nThe end.",
        )
        for day in range(1, 31)
        for n in range(3)
    ]


def edited(articles: Iterable[Article], id: str, **changes: object) -> Library:
    return shelved(*(replace(a, **changes) if a.id == id else a for a in articles))  # type: ignore[arg-type]


def test_a_change_of_the_body_touches_its_page_and_the_feeds_that_still_hold_it() -> None:
    articles = month()
    old = "2025/06/02/report-1"
    body = next(a.body for a in articles if a.id == old)
    after = edited(articles, old, body=body + "\n\nAn afterthought.")
    ripple = changed(shelved(*articles), after)
    assert ripple == {
        "new": set(),
        "changed": {"/2025/06/02/report-1/"} | feeds("/people/person-d/", "/sources/outlet-1/"),
        "gone": set(),
    }


def test_a_change_of_the_sentence_that_names_someone_touches_the_pages_that_quote_it() -> None:
    articles = month()
    newest = "2025/06/30/report-0"
    after = edited(articles, newest, body="It snowed in Vale. Person C saw it.")
    assert changed(shelved(*articles), after)["changed"] == {
        "/2025/06/30/report-0/",
        "/places/vale/",
        *feeds("/", "/topics/weather/", "/sources/outlet-0/", "/places/vale/", "/people/person-c/"),
    }


def test_a_new_article_today_touches_what_lists_it_and_leaves_closed_days_alone() -> None:
    articles = month()
    news = article(
        "2025/06/30/report-3",
        source="Outlet 3",
        topics=["economy"],
        people=["Person A"],
        places=["Tarn"],
        summary="News.",
        body="Person A came to Tarn.",
    )
    ripple = changed(shelved(*articles), shelved(*articles, news))
    assert ripple["new"] == {
        "/2025/06/30/report-3/",
        "/sources/outlet-3/",
        "/places/tarn/",
        *feeds("/sources/outlet-3/"),
    }
    listing = {
        *("/", "/2025/06/30/", "/2025/06/", "/2025/", "/topics/", "/topics/economy/"),
        *("/sources/", "/entities/", "/people/", "/places/", "/people/person-a/"),
        *("/feeds/", "/feeds/feeds.opml", "/status/", "/sitemap.xml"),
        *feeds("/", "/topics/economy/", "/people/person-a/"),
    }
    neighbour = {"/2025/06/30/report-2/"}
    touched = ripple["changed"] - listing - neighbour
    assert listing | neighbour <= ripple["changed"]
    assert {at for at in touched if at < "/2025/06/23/" or not at.startswith("/2025/06/")} == set()
    assert ripple["gone"] == set()


def test_a_new_article_of_the_next_day_leaves_old_editions_and_articles_as_they_were() -> None:
    articles = month()
    news = article("2025/07/20/later", people=["Person A"], topics=["economy"], body="Person A.")
    ripple = changed(shelved(*articles), shelved(*articles, news))
    dated = {at for at in ripple["changed"] if at.startswith("/2025/06/")}
    assert dated == {"/2025/06/30/", "/2025/06/"}  # their links to the newer edition and month


def test_a_new_article_touches_one_page_of_a_long_list() -> None:
    articles = month()
    news = article("2025/07/01/a", source="Outlet 1", places=["Vale"], topics=["economy"])
    before = shelved(*articles, list_length=8)
    after = shelved(*articles, news, list_length=8)
    touched = changed(before, after)["changed"]
    numbered = {at for at in touched if "/page/" in at}
    assert numbered == set()
    assert {"/topics/economy/", "/sources/outlet-1/", "/places/vale/"} <= touched


def test_the_front_page_follows_the_earlier_stories_that_fill_it_and_no_others() -> None:
    articles = month()
    before = shelved(*articles)
    shown = edited(articles, "2025/06/29/report-0", summary="What is known by now.")
    older = edited(articles, "2025/06/20/report-0", summary="What is known by now.")
    assert "/" in changed(before, shown)["changed"]
    assert "/" not in changed(before, older)["changed"]


def test_a_story_that_goes_on_leaves_the_editions_of_its_first_days_alone() -> None:
    first = [
        article("2025/06/01/dam", story="dam", source="Vale Post"),
        article("2025/06/01/break", story="dam", source="Tarn Times"),
    ]
    before = shelved(*first)
    after = shelved(*first, article("2025/06/09/inquiry", story="dam", source="Orrin Wire"))
    touched = changed(before, after)["changed"]
    assert "/stories/dam/" in touched
    assert "/2025/06/01/dam/" in touched
    old, new = (planned(shelves)["/2025/06/01/"].data for shelves in (before, after))
    assert replace(new, newer=None) == old  # but for the link to the newer edition


def test_nothing_changes_when_the_same_articles_come_in_another_order() -> None:
    articles = month()
    ripple = changed(shelved(*articles), shelved(*reversed(articles)))
    assert ripple == {"new": set(), "changed": set(), "gone": set()}


def test_a_list_that_fills_a_page_makes_one_and_touches_the_page_before_it() -> None:
    articles = [article(f"2025/06/{day:02}/a", topics=["economy"]) for day in range(1, 9)]
    news = article("2025/06/09/a", topics=["economy"])
    ripple = changed(shelved(*articles, list_length=3), shelved(*articles, news, list_length=3))
    assert {at for at in ripple["new"] if "/page/" in at} == {"/topics/economy/page/2/"}
    assert {at for at in ripple["changed"] if "/page/" in at} == {"/topics/economy/page/1/"}


def test_only_the_settings_touch_every_page() -> None:
    articles = month()
    ripple = changed(shelved(*articles), shelved(*articles, title="Another Paper"))
    assert ripple["changed"] >= {"/", "/2025/06/02/report-1/", "/topics/weather/", "/404.html"}


def test_a_date_of_a_leap_century_or_the_last_day_of_time_is_planned_too() -> None:
    shelves = shelved(
        article("0001/01/01/first", people=["Ana Vale"]),
        article("9999/12/31/last", people=["Ana Vale"], date=dt.date.max),
    )
    assert changed(shelves, shelves)["changed"] == set()
