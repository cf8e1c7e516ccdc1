"""Which articles tell one event: front matter decides."""

from __future__ import annotations

from newsroom import article, at, shelved

from broadsheet.library import Library


def told(shelves: Library) -> dict[str, list[str]]:
    return {story.permalink: [a.id for a in story.articles] for story in shelves.stories}


def test_two_articles_of_one_story_have_a_page_and_one_alone_has_none() -> None:
    shelves = shelved(
        article("2025/07/29/floods", story="floods"),
        article("2025/07/29/dam", story="floods"),
        article("2025/07/29/fair", story="fair"),
        article("2025/07/29/vote"),
    )
    assert told(shelves) == {"/stories/floods/": ["2025/07/29/dam", "2025/07/29/floods"]}


def test_one_line_in_another_article_joins_it_to_one_that_has_no_story() -> None:
    shelves = shelved(article("2025/07/29/floods"), article("2025/07/30/dam", story="floods"))
    assert told(shelves) == {"/stories/floods/": ["2025/07/29/floods", "2025/07/30/dam"]}


def test_of_two_articles_of_that_name_only_the_earliest_is_joined() -> None:
    shelves = shelved(
        article("2024/07/29/floods"),
        article("2025/07/29/floods"),
        article("2025/07/30/dam", story="floods"),
    )
    assert told(shelves) == {"/stories/floods/": ["2024/07/29/floods", "2025/07/30/dam"]}


def test_a_draft_tells_no_story() -> None:
    shelves = shelved(
        article("2025/07/29/floods"), article("2025/07/30/dam", story="floods", draft=True)
    )
    assert told(shelves) == {}
    assert [draft.id for draft in shelves.drafts] == ["2025/07/30/dam"]


def test_the_articles_of_a_story_stand_in_the_order_of_time() -> None:
    shelves = shelved(
        article("2025/07/29/b", date=at("2025-07-29", "18:00"), story="a"),
        article("2025/07/29/c", date=at("2025-07-29", "06:00"), story="a"),
        article("2025/07/29/a", story="a"),
    )
    assert told(shelves) == {"/stories/a/": ["2025/07/29/a", "2025/07/29/c", "2025/07/29/b"]}


def test_stories_whose_names_differ_in_case_have_addresses_of_their_own() -> None:
    shelves = shelved(
        article("2025/07/29/a", story="Floods"),
        article("2025/07/29/b", story="Floods"),
        article("2025/07/30/c", story="floods"),
        article("2025/07/30/d", story="floods"),
    )
    assert sorted(told(shelves)) == ["/stories/floods-2/", "/stories/floods/"]
