"""What feeds are made from: entries that keep their names, stamps that are not the build's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from newsroom import article, at, planned, shelved


def feed(*articles: Any, permalink: str = "/feed.atom", **settings: Any) -> Any:
    return planned(shelved(*articles, url="https://news.example.org/sub", **settings))[
        permalink
    ].data


def test_an_entry_keeps_its_id_whatever_is_edited() -> None:
    told = article("2025/07/29/floods", "Floods")
    moved = replace(told, title="High water", date=at("2025-08-01", "10:00"), slug="high-water")
    (before,), (after,) = feed(told).entries, feed(moved).entries
    assert before.id == after.id == "tag:news.example.org,2025-07-29:/2025/07/29/floods"
    assert after.url == "https://news.example.org/sub/2025/08/01/high-water/"


def test_an_id_of_other_letters_is_still_a_uri() -> None:
    (entry,) = feed(article("2025/07/29/überflutung in vale")).entries
    assert entry.id == "tag:news.example.org,2025-07-29:/2025/07/29/%C3%BCberflutung%20in%20vale"


def test_a_feed_holds_the_newest_first_and_no_more_than_it_should() -> None:
    articles = [article(f"2025/07/{day:02}/a", f"Day {day}") for day in range(1, 30)]
    assert [entry.title for entry in feed(*articles, feed_length=3).entries] == [
        "Day 29",
        "Day 28",
        "Day 27",
    ]


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    early = article("2025/07/29/a", date=at("2025-07-29", "09:00"))
    late = article("2025/07/29/b", date=at("2025-07-29", "10:00"))
    changed = replace(early, lastmod=at("2025-07-30", "08:00"))
    assert feed(early, late).updated == "2025-07-29T10:00:00+00:00"
    assert feed(changed, late).updated == "2025-07-30T08:00:00+00:00"
    assert feed().updated == ""


def test_a_bare_day_begins_at_midnight_where_the_site_is() -> None:
    (entry,) = feed(article("2025/07/29/a"), timezone="Asia/Kuala_Lumpur").entries
    assert entry.published == "2025-07-29T00:00:00+08:00"


def test_the_three_formats_differ_in_their_own_address_alone() -> None:
    told = article("2025/07/29/a", topics=["economy"])
    feeds = [
        feed(told, permalink=f"/topics/economy/feed.{kind}") for kind in ("atom", "rss", "json")
    ]
    assert [one.url.rsplit(".", 1)[1] for one in feeds] == ["atom", "rss", "json"]
    assert {replace(one, url="") for one in feeds} == {replace(feeds[0], url="")}
    assert feeds[0].home == "https://news.example.org/sub/topics/economy/"


def test_the_opml_lists_absolute_addresses() -> None:
    plan = planned(shelved(article("2025/07/29/a", topics=["economy"]), url="https://e.org/sub"))
    groups = plan["/feeds/feeds.opml"].data.groups
    assert [(heading, [one.atom for one in all]) for heading, all in groups] == [
        ("The Broadsheet", ["https://e.org/sub/feed.atom"]),
        ("Topics", ["https://e.org/sub/topics/economy/feed.atom"]),
    ]
