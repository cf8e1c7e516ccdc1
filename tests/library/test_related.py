"""Related articles: rare names in common, a reason, and lists that stand still."""

from __future__ import annotations

from typing import Any

from newsroom import article, shelved

from broadsheet.library import Library
from broadsheet.model import Article


def related(shelves: Library, id: str) -> list[str]:
    return [kin.article.id for kin in shelves.related_to.get(id, ())]


def crowd(day: int, **more: Any) -> list[Article]:
    """Return eight articles of one day that all name Vale, so that the name says little."""
    return [article(f"2025/07/{day:02}/crowd-{n}", places=["Vale"], **more) for n in range(8)]


def test_articles_that_name_the_same_organization_are_related_with_the_reason() -> None:
    shelves = shelved(
        article("2025/07/29/chips", organizations=["Orrin Works"], topics=["economy"]),
        article("2025/07/30/plant", organizations=["Orrin Works"], topics=["economy"]),
        article("2025/07/30/fair", places=["Vale"]),
        article("2025/07/30/vote"),
    )
    (kin,) = shelves.related_to["2025/07/29/chips"]
    assert (kin.article.id, kin.shared) == ("2025/07/30/plant", ("Orrin Works", "economy"))
    assert related(shelves, "2025/07/30/fair") == []


def test_a_place_that_everyone_names_relates_nothing() -> None:
    assert shelved(*crowd(29)).related_to == {}


def test_rare_places_do_and_are_the_reason() -> None:
    shelves = shelved(
        article("2025/07/29/a", places=["Vale", "Tarn Bay", "Orrin"]),
        article("2025/07/29/b", places=["Vale", "Tarn Bay", "Orrin"]),
        *crowd(29),
    )
    assert related(shelves, "2025/07/29/a") == ["2025/07/29/b"]
    assert shelves.related_to["2025/07/29/a"][0].shared == ("Orrin", "Tarn Bay")


def test_among_few_articles_one_name_is_enough_but_not_a_place_that_most_name() -> None:
    shelves = shelved(
        article("2025/07/29/chips", organizations=["Orrin Works"], places=["Vale"]),
        article("2025/07/29/plant", organizations=["Orrin Works"], places=["Vale"]),
        article("2025/07/29/stock", organizations=["Orrin Works"]),
        article("2025/07/29/groups", places=["Vale"]),
    )
    assert related(shelves, "2025/07/29/stock") == ["2025/07/29/plant", "2025/07/29/chips"]
    assert related(shelves, "2025/07/29/groups") == []


def test_the_rarer_name_counts_more() -> None:
    shelves = shelved(
        article("2025/07/29/it", people=["Ana Vale", "Bo Tarn"]),
        article("2025/07/29/rare", people=["Ana Vale"]),
        *(article(f"2025/07/29/often-{n}", people=["Bo Tarn"]) for n in range(4)),
    )
    assert related(shelves, "2025/07/29/it")[0] == "2025/07/29/rare"


def test_articles_of_the_same_story_are_not_related_to_each_other() -> None:
    shelves = shelved(
        article("2025/07/29/a", people=["Ana Vale"], story="a"),
        article("2025/07/29/b", people=["Ana Vale"], story="a"),
        article("2025/07/29/c", people=["Ana Vale"]),
    )
    assert related(shelves, "2025/07/29/a") == ["2025/07/29/c"]


def test_at_most_five_are_named_the_nearest_in_time_among_equals() -> None:
    shelves = shelved(
        *(article(f"2025/07/{day:02}/a", people=["Ana Vale", "Bo Tarn"]) for day in range(1, 30)),
        *(article(f"2025/07/{day:02}/other-{n}") for day in range(1, 30) for n in range(6)),
    )
    assert related(shelves, "2025/07/15/a") == [
        "2025/07/14/a",
        "2025/07/16/a",
        "2025/07/13/a",
        "2025/07/17/a",
        "2025/07/12/a",
    ]


def test_news_more_than_a_week_later_changes_no_list_and_no_weight() -> None:
    july = [
        article(f"2025/07/{day:02}/a", people=["Ana Vale"], places=["Vale"]) for day in (1, 2, 3)
    ]
    august = [
        article(f"2025/08/{day:02}/a", people=["Ana Vale"], places=["Vale"]) for day in range(1, 30)
    ]
    before, after = shelved(*july), shelved(*july, *august)
    assert [after.related_to[a.id] for a in july] == [before.related_to[a.id] for a in july]
    assert before.related_to


def test_hidden_people_relate_nothing() -> None:
    told = {"people": ["Ilse Brandt"], "content_notes": ("sexual-violence",)}
    assert (
        shelved(article("2025/07/29/a", **told), article("2025/07/29/b", **told)).related_to == {}
    )
