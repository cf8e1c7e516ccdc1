"""Records that contradict each other: said with files and lines, and settled the same each time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from newsroom import article, shelved

from broadsheet import content
from broadsheet.library import Library
from broadsheet.model import Record


def record(slug: str, *lines: str) -> Record:
    """Return the record of a file whose front matter holds these lines, from line 2 on."""
    text = "\n".join(("---", *lines, "---", ""))
    found, problems = content.record(text, f"content/entities/{slug}.md")
    assert found is not None
    assert problems == ()
    return found


def said(records: Iterable[Record], **more: object) -> list[str]:
    return [str(problem) for problem in shelved(records=list(records)).problems]


VALE_PORT = record("a", "name: Vale Port", "type: organization", "aliases:", "  - The Port")


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        pytest.param(
            record("b", "type: organization", "name: Orrin Port", "aliases: [Old Quay, The Port]"),
            "content/entities/b.md:4: claims the alias 'The Port' "
            "(also claimed by content/entities/a.md:5, which has it; keep it in one of the two)",
            id="one alias",
        ),
        pytest.param(
            record("b", "name: Orrin", "type: organization", "aliases:", "  - x", "  - THE  port"),
            "content/entities/b.md:6: claims the alias 'THE  port' "
            "(also claimed by content/entities/a.md:5, which has it; keep it in one of the two)",
            id="in another case",
        ),
        pytest.param(
            record("b", "type: organization", "name: the port"),
            "content/entities/a.md:5: claims the alias 'The Port' "
            "(also claimed by content/entities/b.md:3, which has it; keep it in one of the two)",
            id="an alias that is the other's name",
        ),
        pytest.param(
            record("b", "type: organization", "name: VALE PORT"),
            "content/entities/b.md:3: claims the name 'VALE PORT' "
            "(also claimed by content/entities/a.md:2, which has it; keep it in one of the two)",
            id="one name",
        ),
    ],
)
def test_two_that_claim_one_name_are_a_problem_with_both_files_and_lines(
    other: Record, fault: str
) -> None:
    assert said([VALE_PORT, other]) == [fault]


ANA = record("ana", "name: Ana Vale", "type: person", "aliases:", "  - The Port")


def test_an_alias_that_records_of_two_types_claim_names_both_files_and_lines() -> None:
    assert said([VALE_PORT, ANA]) == [
        "content/entities/ana.md:5: claims the alias 'The Port' "
        "(also claimed by content/entities/a.md:5, an organization; "
        "an article's list decides, or keep it in one of the two)"
    ]


def test_so_does_an_alias_that_is_the_name_of_another_type() -> None:
    port = record("port", "name: The Port", "type: place")
    assert said([port, ANA]) == [
        "content/entities/ana.md:5: claims the alias 'The Port' "
        "(also claimed by content/entities/port.md:2, a place; "
        "an article's list decides, or keep it in one of the two)"
    ]


def test_two_types_may_be_named_alike() -> None:
    person = record("ana", "name: Vale Port", "type: person")
    assert said([VALE_PORT, person]) == []


@pytest.mark.parametrize(
    "itself", ["tarn", "Tarn", "/places/tarn/", "tarn.md", "content/entities/tarn.md"]
)
def test_a_record_that_points_to_itself_is_a_problem(itself: str) -> None:
    tarn = record("tarn", "name: Tarn", "type: place", f"same_as: [{itself}]")
    assert said([tarn]) == [
        f"content/entities/tarn.md:4: `same_as` points to the record itself: {itself!r} "
        "(leave it out)"
    ]


def test_an_address_elsewhere_is_none() -> None:
    elsewhere = "same_as: [https://example.org/places/tarn/]"
    assert said([record("tarn", "name: Tarn", "type: place", elsewhere)]) == []


def test_a_record_that_lists_itself_among_its_aliases_is_a_problem() -> None:
    itself = record("tarn", "name: Tarn", "type: place", "aliases:", "  - Tarnby", "  - Tarn")
    assert said([itself]) == [
        "content/entities/tarn.md:6: the alias 'Tarn' is the name of the record itself "
        "(leave it out)"
    ]


def test_another_spelling_in_case_among_the_aliases_is_none() -> None:
    assert said([record("tarn", "name: Tarn", "type: place", "aliases: [TARN]")]) == []


def test_the_record_whose_name_it_is_wins_else_the_first_by_slug() -> None:
    records = [
        record("a", "name: Ana Vale", "type: person", "aliases: [Vale, Bo]"),
        record("b", "name: Bo", "type: person", "aliases: [Vale]"),
        record("c", "name: Cleo", "type: person", "aliases: [Vale]"),
    ]
    told = article("2025/07/29/a", people=["Vale", "Bo"])

    def winners(shelves: Library) -> tuple[list[str], list[str]]:
        problems = [str(problem) for problem in shelves.problems]
        return [term.name for term in shelves.entities_of["2025/07/29/a"]], problems

    outcomes = [winners(shelved(told, records=order)) for order in permutations(records)]
    assert outcomes[0][0] == ["Ana Vale", "Bo"]
    assert len(outcomes[0][1]) == 3
    assert all(outcome == outcomes[0] for outcome in outcomes)
