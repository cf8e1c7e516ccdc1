"""Topics and sources, and the topics that nobody described."""

from __future__ import annotations

from newsroom import article, shelved

from broadsheet.model import Topic


def test_topics_have_the_names_they_were_given_and_the_others_one_made_of_the_slug() -> None:
    shelves = shelved(article("2025/07/29/a", topics=["economy", "export-controls", "Ice Hockey"]))
    assert [(t.permalink, t.name, t.code) for t in shelves.topics] == [
        ("/topics/economy/", "Economy", "medtop:04000000"),
        ("/topics/export-controls/", "Export controls", ""),
        ("/topics/ice-hockey/", "Ice Hockey", ""),
    ]


def test_a_topic_counts_once_for_an_article() -> None:
    shelves = shelved(article("2025/07/29/a", topics=["economy", "Economy"]))
    assert [len(topic.articles) for topic in shelves.topics] == [1]


def test_a_topic_knows_the_one_above_it_where_that_has_a_page() -> None:
    beneath = {"derbies": Topic("derbies", "Derbies", "", "sport")}
    alone = shelved(article("2025/07/29/a", topics=["derbies"]), topics=beneath)
    both = shelved(article("2025/07/29/a", topics=["sport", "derbies"]), topics=beneath)
    assert [(topic.name, topic.parent) for topic in alone.topics] == [("Derbies", "")]
    assert [(topic.name, topic.parent) for topic in both.topics] == [
        ("Derbies", "topic:sport"),
        ("Sport", ""),
    ]


def test_sources_are_joined_under_the_commonest_spelling() -> None:
    shelves = shelved(
        article("2025/07/29/a", source="VALE POST"),
        article("2025/07/29/b", source="Vale Post"),
        article("2025/07/29/c", source="Vale Post"),
        article("2025/07/29/d", source="  "),
    )
    assert [(s.permalink, s.name, len(s.articles)) for s in shelves.sources] == [
        ("/sources/vale-post/", "Vale Post", 3)
    ]


def test_editions_hold_the_articles_of_the_day_as_it_is_written() -> None:
    shelves = shelved(article("2025/07/29/a"), article("2025/07/30/b"), article("2025/07/29/c"))
    assert [[a.id for a in edition.articles] for edition in shelves.editions] == [
        ["2025/07/29/a", "2025/07/29/c"],
        ["2025/07/30/b"],
    ]
