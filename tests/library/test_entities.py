"""Names become entities: one thing, one page."""

from __future__ import annotations

from newsroom import article, record, shelved

from broadsheet.library import Library


def pages(shelves: Library) -> dict[str, int]:
    """Return the address of every entity, and how many articles name it."""
    return {term.permalink: len(term.articles) for term in shelves.entities}


def test_a_name_in_two_articles_is_one_entity() -> None:
    shelves = shelved(
        article("2025/07/29/a", people=["Mara Lindqvist"]),
        article("2025/07/30/b", people=["Mara Lindqvist"]),
    )
    assert pages(shelves) == {"/people/mara-lindqvist/": 2}


def test_names_that_differ_in_case_and_space_are_one_under_the_commonest_spelling() -> None:
    shelves = shelved(
        article("2025/07/29/a", organizations=["Orrin  Works"]),
        article("2025/07/30/b", organizations=["ORRIN WORKS"]),
        article("2025/07/31/c", organizations=["Orrin Works"]),
    )
    assert [term.name for term in shelves.entities] == ["Orrin Works"]
    assert pages(shelves) == {"/organizations/orrin-works/": 3}


def test_a_record_joins_its_aliases_renames_and_says_the_type() -> None:
    shelves = shelved(
        article("2025/07/29/a", organizations=["HPA"]),
        article("2025/07/30/b", places=["Harbour Authority"]),
        records=[record("Port of Harbour", "organization", aliases=("HPA", "Harbour Authority"))],
    )
    assert pages(shelves) == {"/organizations/port-of-harbour/": 2}
    assert shelves.entities[0].other_names == ("HPA", "Harbour Authority")


def test_a_record_of_the_same_type_is_preferred() -> None:
    shelves = shelved(
        article("2025/07/29/a", people=["Vale"]),
        article("2025/07/30/b", places=["Vale"]),
        records=[
            record("Ana Vale", "person", aliases=("Vale",)),
            record("Vale County", "place", aliases=("Vale",)),
        ],
    )
    assert pages(shelves) == {"/people/ana-vale/": 1, "/places/vale-county/": 1}
    assert [str(problem) for problem in shelves.problems] == [
        "content/entities/vale-county.md: claims the alias 'Vale' (also claimed by"
        " content/entities/ana-vale.md, a person; an article's list decides, or keep it in one"
        " of the two)"
    ]


def test_two_records_of_one_type_that_claim_a_name_are_a_problem() -> None:
    shelves = shelved(
        records=[record("Ana Vale", aliases=("Vale",)), record("Bo Vale", aliases=("Vale",))]
    )
    assert [str(problem) for problem in shelves.problems] == [
        "content/entities/bo-vale.md: claims the alias 'Vale' (also claimed by"
        " content/entities/ana-vale.md, which has it; keep it in one of the two)"
    ]


def test_a_name_under_two_types_gets_one_page_of_the_type_listed_more_often() -> None:
    shelves = shelved(
        article("2025/07/29/a", organizations=["Telebird"]),
        article("2025/07/30/b", organizations=["Telebird"]),
        article("2025/07/31/c", people=["Telebird"]),
    )
    assert pages(shelves) == {"/organizations/telebird/": 3}


def test_as_often_under_two_types_a_place_wins_over_an_organization_over_a_person() -> None:
    assert pages(
        shelved(
            article("2025/07/29/a", people=["Tarn"]),
            article("2025/07/30/b", organizations=["Tarn"]),
            article("2025/07/31/c", places=["Tarn"]),
        )
    ) == {"/places/tarn/": 3}
    assert pages(
        shelved(
            article("2025/07/29/a", people=["Tarn"]),
            article("2025/07/30/b", organizations=["Tarn"]),
        )
    ) == {"/organizations/tarn/": 2}


def test_a_record_that_is_not_public_hides_its_entity_everywhere() -> None:
    shelves = shelved(
        article("2025/07/29/a", people=["Nils Ode", "Mara Lindqvist"]),
        records=[record("Nils Ode", public=False)],
    )
    assert pages(shelves) == {"/people/mara-lindqvist/": 1}
    assert [term.name for term in shelves.entities_of["2025/07/29/a"]] == ["Mara Lindqvist"]


def test_names_of_one_slug_get_addresses_of_their_own() -> None:
    shelves = shelved(
        article("2025/07/29/a", people=["José Bell"]),
        article("2025/07/30/b", people=["Jose Bell"]),
    )
    assert pages(shelves) == {"/people/jose-bell/": 1, "/people/jose-bell-2/": 1}


def test_the_order_of_articles_and_records_does_not_matter() -> None:
    articles = [
        article("2025/07/29/a", people=["Tarn", "Bo Vale"]),
        article("2025/07/30/b", places=["Tarn", "Vale"]),
        article("2025/07/31/c", organizations=["TARN"]),
    ]
    records = [record("Bo Vale", aliases=("Vale",)), record("Ana Vale", aliases=("Vale",))]
    forwards = shelved(*articles, records=records)
    backwards = shelved(*reversed(articles), records=list(reversed(records)))
    assert [(t.key, t.permalink, t.articles) for t in forwards.entities] == [
        (t.key, t.permalink, t.articles) for t in backwards.entities
    ]
    assert forwards.problems == backwards.problems
