"""What pages say of themselves to programs: honest about whose words they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from newsroom import article, planned, record, shelved

from broadsheet.model import Page
from broadsheet.render import Press

PRESS = Press([Path(__file__).parents[2] / "templates"])
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
ORIGINAL = "https://post.example/floods"


def paper(**settings: Any) -> dict[str, Page]:
    floods = article(
        "2025/07/29/floods",
        "Floods in Vale </script><b>",
        source="Vale Post",
        source_url=ORIGINAL,
        authors=["Mara Quist"],
        agency="Wire",
        people=["Ines Okafor"],
        story="floods",
        body="The river rose in Vale. Ines Okafor saw it.",
    )
    water = article("2025/07/29/water", source="Tarn Times", story="floods", body="Water.")
    own = article("2025/07/29/fair", "A fair", authors=["Jo Bell"], body="A fair was held.")
    bare = article("2025/07/29/bare", source="Vale Post", source_url="https://post.example/bare")
    okafor = record("Ines Okafor", same_as=("https://www.wikidata.org/wiki/Q0", "javascript:x"))
    shelves = shelved(
        *(floods, water, own, bare),
        records=(okafor,),
        **{"url": "https://example.org/paper", "title": "The Paper", **settings},
    )
    return planned(shelves)


def html(page: Page) -> str:
    return PRESS.artifact(page).data.decode()


def told(page: Page) -> Any:
    (found,) = _DATA.findall(html(page))
    return json.loads(found)


def test_an_outlets_article_is_based_on_its_publishers_and_bears_no_author_of_ours() -> None:
    said = told(paper()["/2025/07/29/floods/"])
    assert said["@type"] == "Article"
    assert said["publisher"]["name"] == "The Paper"
    assert "author" not in said
    original = said["isBasedOn"]
    assert (original["@type"], original["url"]) == ("NewsArticle", ORIGINAL)
    assert original["publisher"] == {"@type": "Organization", "name": "Vale Post"}
    assert original["author"] == [{"@type": "Person", "name": "Mara Quist"}]
    assert original["sourceOrganization"]["name"] == "Wire"


def test_an_article_of_the_sites_own_is_news_by_its_author() -> None:
    said = told(paper()["/2025/07/29/fair/"])
    assert said["@type"] == "NewsArticle"
    assert said["author"] == [{"@type": "Person", "name": "Jo Bell"}]
    assert "isBasedOn" not in said


def test_a_story_and_an_edition_list_what_they_lead_to() -> None:
    plan = paper()
    for at in ("/stories/floods/", "/2025/07/29/"):
        said = told(plan[at])
        assert (said["@type"], said["mainEntity"]["@type"]) == ("CollectionPage", "ItemList")
        urls = [entry["url"] for entry in said["mainEntity"]["itemListElement"]]
        assert urls
        assert all(url.startswith("https://example.org/paper/") for url in urls)
        assert {url.removeprefix("https://example.org/paper") for url in urls} <= plan.keys()


def test_the_front_page_is_the_site() -> None:
    said = told(paper()["/"])
    assert (said["@type"], said["url"]) == ("WebSite", "https://example.org/paper/")


def test_an_entity_is_what_it_is_and_leads_to_the_web_alone() -> None:
    said = told(paper()["/people/ines-okafor/"])
    assert (said["@type"], said["name"]) == ("Person", "Ines Okafor")
    assert said["sameAs"] == ["https://www.wikidata.org/wiki/Q0"]


def test_pages_that_are_about_nothing_of_their_own_say_nothing() -> None:
    plan = paper()
    for at in ("/topics/", "/2025/", "/feeds/", "/keys/", "/404.html"):
        assert "ld+json" not in html(plan[at])


def test_a_title_cannot_leave_the_block_of_data() -> None:
    page = paper()["/2025/07/29/floods/"]
    assert html(page).count("</script>") == html(page).count("<script")
    assert told(page)["headline"] == "Floods in Vale </script><b>"


def canonical(at: str, **settings: Any) -> str:
    found = _CANONICAL.search(html(paper(**settings)[at]))
    assert found
    return found[1]


def test_a_text_shown_whole_is_canonical_where_it_was_published() -> None:
    assert canonical("/2025/07/29/floods/") == ORIGINAL
    assert 'property="og:url" content="https://example.org/paper/2025/07/29/floods/"' in html(
        paper()["/2025/07/29/floods/"]
    )


@pytest.mark.parametrize(
    ("at", "settings"),
    [
        ("/2025/07/29/floods/", {"publish": "excerpt"}),  # an excerpt is not the original again
        ("/2025/07/29/bare/", {}),  # and neither is a headline alone
        ("/2025/07/29/water/", {}),  # the original is not known
        ("/2025/07/29/fair/", {}),  # our own
        ("/stories/floods/", {}),
    ],
)
def test_everything_else_is_canonical_here(at: str, settings: dict[str, str]) -> None:
    assert canonical(at, **settings) == f"https://example.org/paper{at}"


def test_an_original_that_is_no_address_is_passed_over() -> None:
    page = paper()["/2025/07/29/floods/"]
    bad = replace(page, data=replace(page.data, head=replace(page.data.head, original='http://"x')))
    assert _CANONICAL.findall(html(bad)) == ["https://example.org/paper/2025/07/29/floods/"]


def test_a_page_with_a_picture_shows_it_large_and_another_says_so_in_words() -> None:
    plan = paper()
    story = html(plan["/stories/floods/"])
    assert (
        'property="og:image" content="https://example.org/paper/stories/floods/share.png"' in story
    )
    assert 'name="twitter:card" content="summary_large_image"' in story
    article = html(plan["/2025/07/29/fair/"])
    assert "og:image" not in article
    assert 'name="twitter:card" content="summary"' in article
