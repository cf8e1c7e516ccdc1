"""What search engines are told: sitemaps in parts, news of two days, robots.txt, a key."""

from __future__ import annotations

import datetime as dt
from typing import Any

from newsroom import article, at, changed, planned, shelved

from broadsheet.library import Library
from broadsheet.plan.survey import Survey

URL = "https://example.org/paper"


def own(*days: str, **more: Any) -> Library:
    return shelved(*(article(f"{day}/a") for day in days), url=URL, **more)


def surveyed(library: Library, most: int) -> dict[str, Any]:
    survey = Survey(library)
    for page in planned(library).values():
        survey.note(page)
    return {page.permalink: page for page in survey.pages(most)}


def test_a_site_of_usual_size_has_one_sitemap_of_what_may_be_listed() -> None:
    plan = planned(own("2025/07/29"))
    urls = {url for url, _ in plan["/sitemap.xml"].data.urls}
    assert f"{URL}/2025/07/29/a/" in urls
    assert f"{URL}/404.html" not in urls
    assert not any(url.endswith((".png", ".atom", ".xml")) for url in urls)


def test_a_large_one_is_split_by_year_and_each_address_is_in_one_part() -> None:
    library = own("2023/05/01", "2023/05/02", "2024/05/01", "2025/05/01")
    whole = surveyed(library, 50_000)["/sitemap.xml"].data.urls
    parts = surveyed(library, 4)
    index = parts["/sitemap.xml"]
    assert index.kind == "sitemaps"
    listed = [url.removeprefix(URL) for url, _ in index.data.maps]
    assert "/sitemap-2023.xml" in listed
    assert "/sitemap-2023-2.xml" in listed
    assert "/sitemap-pages.xml" in listed
    assert all(len(parts[at].data.urls) <= 4 for at in listed)
    assert sorted(url for at in listed for url in parts[at].data.urls) == sorted(whole)


def test_a_part_of_a_year_that_is_over_stays_as_it_is() -> None:
    before = surveyed(own("2023/05/01", "2024/05/01"), 3)
    after = surveyed(own("2023/05/01", "2024/05/01", "2025/05/01"), 3)
    assert before["/sitemap-2023.xml"] == after["/sitemap-2023.xml"]
    assert "/sitemap-2025.xml" in after


def test_the_index_says_when_each_part_changed_last() -> None:
    maps = dict(
        surveyed(own("2023/05/01", "2023/06/02", "2025/05/01"), 4)["/sitemap.xml"].data.maps
    )
    assert maps[f"{URL}/sitemap-2025.xml"] == "2025-05-01"


def news(library: Library) -> list[str]:
    plan = planned(library)
    return [entry.url for entry in plan["/news.xml"].data.entries] if "/news.xml" in plan else []


def test_news_are_the_articles_of_the_two_days_before_the_newest() -> None:
    clocked = [
        article("2025/07/29/a", date=at("2025-07-29", "12:00")),
        article("2025/07/27/b", date=at("2025-07-27", "12:00")),
        article("2025/07/27/c", date=at("2025-07-27", "11:59")),
        article("2025/07/28/d", date=dt.date(2025, 7, 28)),
    ]
    assert news(shelved(*clocked, url=URL)) == [
        f"{URL}/2025/07/29/a/",
        f"{URL}/2025/07/28/d/",
        f"{URL}/2025/07/27/b/",
    ]


def test_outlets_articles_and_those_that_ask_not_to_be_listed_are_no_news() -> None:
    library = shelved(
        article("2025/07/29/a", source="Vale Post"), article("2025/07/29/b", noindex=True), url=URL
    )
    plan = planned(library)
    assert "/news.xml" not in plan
    assert plan["/robots.txt"].data.news == ""


def test_a_third_partys_article_is_listed_where_its_file_says_that_it_may_be() -> None:
    (page,) = (
        page
        for page in planned(
            shelved(article("2025/07/29/a", source="Vale Post", noindex=False))
        ).values()
        if page.kind == "article"
    )
    assert page.data.head.robots == ""


def test_robots_are_told_of_the_news_where_there_are_some() -> None:
    assert planned(own("2025/07/29"))["/robots.txt"].data.news == f"{URL}/news.xml"


def test_the_first_and_the_last_day_of_time_are_surveyed_too() -> None:
    first, last = article("0001/01/01/a"), article("9999/12/31/b", date=dt.date.max)
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        assert news(shelved(first, timezone=zone))
        assert news(shelved(last, timezone=zone))


def test_an_empty_site_has_a_sitemap_and_no_news() -> None:
    plan = planned(shelved())
    assert "/sitemap.xml" in plan
    assert "/news.xml" not in plan


def test_a_key_for_indexnow_is_published_at_its_own_name() -> None:
    plan = planned(own("2025/07/29", indexnow_key="0123456789abcdef"))
    assert plan["/0123456789abcdef.txt"].data.key == "0123456789abcdef"
    assert not any(at.endswith(".txt") and at != "/robots.txt" for at in planned(shelved()))


def test_a_hub_is_named_by_every_feed() -> None:
    plan = planned(own("2025/07/29", websub="https://hub.example/"))
    hubs = {page.data.hub for at, page in plan.items() if "feed." in at}
    assert hubs == {"https://hub.example/"}


def test_a_new_article_of_today_touches_no_part_but_its_own_year() -> None:
    ripple = changed(own("2025/07/29"), own("2025/07/29", "2025/07/30"))
    assert "/news.xml" in ripple["changed"]
    assert "/robots.txt" not in ripple["changed"]
