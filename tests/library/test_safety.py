"""People in articles about sexual violence or minors are nowhere listed, linked or joined."""

from __future__ import annotations

import pytest
from newsroom import article, planned, record, shelved

from broadsheet.library.safety import is_sensitive
from broadsheet.model import Page

NOTED = {"content_notes": ("sexual-violence",), "source": "Vale Post"}


@pytest.mark.parametrize(
    ("note", "sensitive"),
    [
        ("sexual-violence", True),
        ("minors", True),
        ("child-abuse", True),
        ("graphic-violence", False),
        ("suicide", False),
        ("minority-rights", False),
    ],
)
def test_which_content_notes_protect_people(note: str, sensitive: bool) -> None:
    assert is_sensitive([note]) is sensitive


def test_a_person_in_such_an_article_gets_no_page_and_no_link() -> None:
    told = article("2025/07/29/trial", people=["Ilse Brandt"], body="Ilse Brandt spoke.", **NOTED)
    plan = planned(shelved(told))
    assert "/people/ilse-brandt/" not in plan
    page = plan["/2025/07/29/trial/"].data
    assert page.people == ()
    assert page.text.linked == ()


def test_all_articles_of_a_story_count_when_one_bears_the_note() -> None:
    shelves = shelved(
        article("2025/07/29/trial", people=["Ilse Brandt"], story="trial"),
        article("2025/07/30/verdict", people=["Ilse Brandt"], story="trial", **NOTED),
    )
    assert shelves.entities == ()


def test_other_articles_of_that_person_count() -> None:
    shelves = shelved(
        article("2025/07/29/trial", people=["Ilse Brandt"], **NOTED),
        article("2025/07/30/harvest", people=["Ilse Brandt"], places=["Vale"]),
    )
    (brandt, _) = shelves.entities
    assert [a.id for a in brandt.articles] == ["2025/07/30/harvest"]
    assert shelves.entities_of["2025/07/29/trial"] == ()
    assert shelves.related_to == {}


def test_a_record_that_says_public_opens_the_person() -> None:
    told = article("2025/07/29/trial", people=["Ilse Brandt"], **NOTED)
    opened = shelved(told, records=[record("Ilse Brandt", public=True)])
    silent = shelved(told, records=[record("Ilse Brandt")])
    assert [term.name for term in opened.entities] == ["Ilse Brandt"]
    assert silent.entities == ()


def test_organizations_and_places_of_such_an_article_keep_their_pages() -> None:
    told = article("2025/07/29/trial", organizations=["Vale Court"], places=["Vale"], **NOTED)
    assert {t.permalink for t in shelved(told).entities} == {
        "/organizations/vale-court/",
        "/places/vale/",
    }


def test_a_person_listed_as_an_organization_there_stays_hidden_when_known_elsewhere() -> None:
    shelves = shelved(
        article("2025/07/29/trial", organizations=["Ilse Brandt"], **NOTED),
        article("2025/07/30/a", people=["Ilse Brandt"]),
        article("2025/07/31/b", people=["Ilse Brandt"]),
    )
    assert shelves.entities_of["2025/07/29/trial"] == ()
    assert [len(term.articles) for term in shelves.entities] == [2]


def test_a_sentence_that_names_a_hidden_person_is_not_repeated_elsewhere() -> None:
    told = article(
        "2025/07/29/trial",
        people=["Ilse Brandt"],
        places=["Vale"],
        body="Brandt told the court in Vale of it. The court in Vale adjourned.",
        **NOTED,
    )
    (sighting,) = planned(shelved(told))["/places/vale/"].data.timeline
    assert sighting.sentence == "The court in Vale adjourned."


def test_a_hidden_person_leaves_no_trace_in_indexes_feeds_and_figures() -> None:
    told = article("2025/07/29/trial", "A trial", people=["Ilse Brandt"], body="A text.", **NOTED)
    shown = {at: _printed(page) for at, page in planned(shelved(told)).items()}
    assert [at for at, text in shown.items() if "brandt" in text.casefold()] == []


def _printed(page: Page) -> str:
    return page.data.data().decode() if page.kind == "index" else repr(page.data)
