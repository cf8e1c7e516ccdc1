"""Which names an editor should look at, and which are clear."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import FrameType

import pytest
from newsroom import article, record, shelved

from broadsheet.library import doubts
from broadsheet.model import Article, Record


def found(*articles: Article, records: Sequence[Record] = ()) -> list[tuple[str, str, list[str]]]:
    """Return the kind of each doubt, the name, and those that it may stand for."""
    entities = shelved(*articles, records=records).entities
    return [(d.kind, d.name.name, [o.name for o in d.others]) for d in doubts(entities)]


@pytest.mark.parametrize(
    ("listed", "names", "doubt"),
    [
        ("organizations", ["Orrin Works", "Orrin Works Ltd"], "alike"),
        ("organizations", ["The Orrin Works", "Orrin Works"], "alike"),
        ("people", ["José Bell", "Jose Bell"], "alike"),
        ("people", ["Ilse Brandt", "Ilse Brandtt"], "alike"),
        ("people", ["Mohamed Vale", "Muhammed Vale"], "alike"),
        ("people", ["Ilse Brandt", "Ilse Brandt Vale"], "within"),
        ("organizations", ["Harbour Authority", "Vale Harbour Authority"], "within"),
        ("places", ["Sallow", "Sallow Mere"], "within"),
    ],
)
def test_names_of_one_type_that_may_be_one(listed: str, names: list[str], doubt: str) -> None:
    told = article("2025/07/29/a", **{listed: names})
    ((kind, one, others),) = found(told)
    assert kind == doubt
    assert {one, *others} == set(names)


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("places", ["Sallow", "South Sallow"]),
        ("places", ["Sallow", "Sallow County"]),
        ("places", ["Vale", "Dale"]),
        ("people", ["Ilse Brandt", "Ilse Vale"]),
        ("people", ["Chen Gang", "Chen Geng"]),
        ("organizations", ["Orrin Works", "Tarn Works"]),
        ("organizations", ["Justice Department", "State Department"]),
    ],
)
def test_names_that_are_plainly_two(listed: str, names: list[str]) -> None:
    assert found(article("2025/07/29/a", **{listed: names})) == []


def test_a_name_in_one_article_is_no_doubt_for_that_alone() -> None:
    assert found(article("2025/07/29/a", people=["Ilse Brandt"], places=["Vale"])) == []


def test_a_surname_is_offered_all_full_names_that_it_fits() -> None:
    told = [
        article("2025/07/29/a", people=["Brandt"]),
        article("2025/07/30/b", people=["Ilse Brandt", "Ove Brandt"]),
        article("2025/07/31/c", people=["Ove Brandt"]),
    ]
    assert found(*told) == [("surname", "Brandt", ["Ove Brandt", "Ilse Brandt"])]


def test_a_person_of_one_word_is_unresolved_until_a_record_says_who() -> None:
    told = article("2025/07/29/a", people=["Brandt"])
    assert found(told) == [("alone", "Brandt", [])]
    assert found(told, records=[record("Brandt")]) == []


def test_a_name_under_two_types_is_a_doubt_until_a_record_says_the_type() -> None:
    told = [article("2025/07/29/a", people=["Tarn"]), article("2025/07/30/b", places=["Tarn"])]
    assert found(*told) == [("types", "Tarn", [])]
    assert found(*told, records=[record("Tarn", "place")]) == []


def test_a_record_for_each_of_a_pair_keeps_them_apart() -> None:
    told = article("2025/07/29/a", people=["Ilse Brandt", "Ilse Brandtt"])
    one, other = record("Ilse Brandt"), record("Ilse Brandtt")
    assert found(told, records=[one]) != []
    assert found(told, records=[one, other]) == []


def test_nobody_who_is_hidden_is_in_doubt() -> None:
    told = article("2025/07/29/a", people=["Brandt"], content_notes=["minors"])
    assert found(told) == []


def test_four_times_the_names_are_four_times_the_work() -> None:
    names = [f"Person {chr(65 + n % 26)}{n:x} of Vale {n % 97}" for n in range(600)]
    entities = shelved(article("2025/07/29/a", people=names)).entities
    few, many = (steps(lambda n=n: doubts(entities[:n])) for n in (150, 600))
    assert 3.5 < many / few < 5
    few, many = (steps(lambda n=n: [(a, b) for a in range(n) for b in range(n)]) for n in (15, 60))
    assert many / few > 10, "all pairs would be seen"


def steps(work: Callable[[], object]) -> int:
    """Return how many instructions of Python are carried out: the same on every machine."""
    taken = 0

    def count(frame: FrameType, event: str, _: object) -> object:
        nonlocal taken
        frame.f_trace_opcodes = True
        taken += event == "opcode"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken


def test_a_name_under_two_types_is_asked_about_in_plain_words() -> None:
    told = [
        article("2025/07/29/a", people=["Agneta Brill"]),
        article("2025/07/30/b", organizations=["Agneta Brill"]),
    ]
    (doubt,) = doubts(shelved(*told).entities)
    path = "content/2025/07/30/b.md"
    assert doubt.question == f"Agneta Brill: a person or an organization? ({path})"
