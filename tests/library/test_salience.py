"""Who gets a page: what an article is about, and what comes up again; the rest is listed."""

from __future__ import annotations

import pytest
from newsroom import article, planned, published, record, shelved

from broadsheet.model import Article

NAMES = [f"Person {letter}" for letter in "ABCDEFGH"]
AT = "2025/07/29/a"


def told(id: str = AT, **more: object) -> Article:
    return article(id, **{"people": NAMES, "body": "A text.", **more})


def paged(*articles: Article, **more: object) -> set[str]:
    return {term.name for term in shelved(*articles, **more).entities if term.permalink}  # type: ignore[arg-type]


def test_the_first_six_of_a_list_have_a_page_and_the_others_have_none() -> None:
    assert paged(told()) == set(NAMES[:6])
    plan = planned(shelved(told()))
    assert "/people/person-f/" in plan
    assert "/people/person-g/" not in plan


def test_each_list_counts_for_itself() -> None:
    assert paged(told(places=["Vale"], organizations=["Tarn Works"])) == {
        *NAMES[:6],
        "Vale",
        "Tarn Works",
    }


def test_two_articles_make_a_page() -> None:
    assert "Person G" in paged(told(), told("2025/07/30/b", people=[*NAMES[2:], "Person G"]))


@pytest.mark.parametrize(
    ("title", "body", "has_page"),
    [
        ("Person G is back", "A text.", True),
        ("A title", "First.\n\nPerson G came.\n\nThird.", True),
        ("A title", "First.\n\nSecond.\n\nPerson G came.", False),
    ],
)
def test_so_does_the_title_or_the_lead_of_an_article(title: str, body: str, has_page: bool) -> None:
    assert ("Person G" in paged(told(title=title, body=body))) is has_page


def test_so_does_a_record() -> None:
    assert "Person H" in paged(told(), records=[record("Person H")])


def test_a_page_that_was_published_stays_while_an_article_names_it() -> None:
    before = shelved(told(people=["Person G"]))
    after = shelved(told(), register=published(before))
    assert "/people/person-g/" in planned(after)
    assert "/people/person-h/" not in planned(after)


def test_a_hidden_person_leaves_its_place_to_the_next() -> None:
    assert paged(told(), records=[record("Person A", public=False)]) == set(NAMES[1:7])


def test_a_name_without_a_page_is_listed_with_its_article_and_linked_nowhere() -> None:
    plan = planned(shelved(told(body="First.\n\nSecond.\n\nPerson G and Person A came.")))
    (letter,) = plan["/people/"].data.letters
    chips = {chip.name: chip for chip in letter.entities}
    assert chips["Person A"].href == "/people/person-a/"
    assert chips["Person A"].articles == ()
    assert chips["Person G"].href == ""
    assert [link.href for link in chips["Person G"].articles] == ["/2025/07/29/a/"]
    page = plan["/2025/07/29/a/"].data
    assert [chip.href for chip in page.people[5:]] == ["/people/person-f/", "", ""]
    assert {one.href for one in page.text.linked if "Person G" in one.forms} == {""}


def test_a_second_mention_changes_the_first_article_s_page_and_makes_the_name_s() -> None:
    alone = planned(shelved(told()))
    both = planned(shelved(told(), told("2025/07/30/b", people=["Person G"])))
    assert alone["/2025/07/29/a/"] != both["/2025/07/29/a/"]
    assert "/people/person-g/" in both


def test_what_an_article_says_it_is_about_is_among_its_foremost_names() -> None:
    assert paged(told(about=["Person G", "Person H"])) == {*NAMES[6:8], *NAMES[:4]}


def test_two_articles_or_a_record_make_a_page_whatever_they_are_about() -> None:
    one = told(about=["Person G"])
    two = told("2025/07/30/b", people=["Person A"], about=["Somebody"])
    assert {"Person A", "Person G", "Person B"} <= paged(one, two, records=[record("Person B")])


def test_an_article_whose_subjects_are_all_unknown_counts_as_one_that_names_none() -> None:
    assert paged(told(about=["Nobody of them"])) == set(NAMES[:6])
    hidden = record("Person H", public=False)
    assert paged(told(about=["Person H"]), records=[hidden]) == set(NAMES[:6])


def test_the_subjects_come_first_on_the_page_and_are_all_that_a_card_names() -> None:
    one = told(
        about=["Vale", "Person G", "Tarn Works", "G. Other"],
        places=["Lower Vale", "Vale"],
        organizations=["Tarn Works"],
        people=[*NAMES, "Gita Other"],
    )
    plan = planned(shelved(one, records=[record("Gita Other", aliases=("G. Other",))]))
    names = [chip.name for chip in plan["/"].data.lead.entities]
    assert names == ["Vale", "Person G", "Tarn Works", "Gita Other"]
    page = plan["/2025/07/29/a/"].data
    assert [chip.name for chip in page.people[:3]] == ["Person G", "Gita Other", "Person A"]
    assert [chip.name for chip in page.places] == ["Vale", "Lower Vale"]


def test_a_card_names_at_most_five_and_an_edition_takes_the_subjects_of_all() -> None:
    one = told(about=NAMES[:6])
    other = told("2025/07/29/b", people=["Person C", "Person Z"], about=["Person C"])
    plan = planned(shelved(one, other))
    assert [len(card.entities) for card in (plan["/"].data.lead, *plan["/"].data.cards)] == [5, 1]
    assert [chip.name for chip in plan["/"].data.entities] == ["Person C", *NAMES[:2], *NAMES[3:6]]
