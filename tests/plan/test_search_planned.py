"""What the search index is handed of the library, and what it is not."""

from __future__ import annotations

from typing import Any

import orjson
from newsroom import article, planned, record, shelved

from broadsheet.library import Library
from broadsheet.model import Page


def index(shelves: Library) -> dict[str, Any]:
    """Return what the files of the index hold, by address."""
    pages: dict[str, Page] = planned(shelves)
    return {
        at: orjson.loads(page.data.data()) for at, page in pages.items() if page.kind == "index"
    }


def searched(shelves: Library) -> set[str]:
    """Return every term under which something is found."""
    return {
        term
        for held in index(shelves).values()
        for term, written in held.items()
        if not {"rows", "months", "topic"} & held.keys() and isinstance(written, str)
    }


def titles(shelves: Library) -> list[str]:
    return [row[0] for held in index(shelves).values() for row in held.get("rows", ())]


def offered(shelves: Library) -> dict[str, list[list[str]]]:
    (found,) = [held for at, held in index(shelves).items() if at.startswith("/search/facets-")]
    return {kind: values for kind, values in found.items() if kind != "_broadsheet"}


def test_an_excerpt_is_searched_as_far_as_it_is_shown() -> None:
    told = article("2025/07/29/a", source="Vale Post", body=f"{'Opening. ' * 70}\n\nZeppelin.")
    own = article("2025/07/29/b", body="Balloon.")
    assert {"zeppelin", "balloon"} <= searched(shelved(told, own))
    assert {"zeppelin", "balloon"} & searched(shelved(told, own, publish="excerpt")) == {"balloon"}


def test_drafts_are_not_searched_and_articles_kept_from_engines_are() -> None:
    draft = article("2025/07/29/a", "Secret", draft=True)
    quiet = article("2025/07/29/b", "Quiet", noindex=True)
    assert titles(shelved(draft, quiet)) == ["Quiet"]


def test_protected_people_are_neither_found_nor_offered() -> None:
    noted = [
        article(
            f"2025/07/29/{slug}",
            "Verdict",
            people=["Mara Lindqvist"],
            content_notes=["sexual-violence"],
            body="Mara Lindqvist spoke.",
        )
        for slug in ("a", "b")
    ]
    assert "lindqvist" not in searched(shelved(*noted))
    assert offered(shelved(*noted))["person"] == []
    opened = shelved(*noted, records=[record("Mara Lindqvist", public=True)])
    assert "lindqvist" in searched(opened)
    assert offered(opened)["person"] == [["mara-lindqvist", "Mara Lindqvist"]]


def test_a_hidden_name_is_not_searched_under_its_aliases_either() -> None:
    one = article("2025/07/29/a", people=["Mara Lindqvist"], body="Mara Lindqvist, the Heron.")
    hidden = record("Mara Lindqvist", aliases=("The Heron",), public=False)
    assert {"heron", "mara"} & searched(shelved(one, records=[hidden])) == set()


def test_addresses_stand_under_the_path_of_the_site() -> None:
    shelves = shelved(article("2025/07/29/a"), url="https://example.org/paper/")
    rows = [row for held in index(shelves).values() for row in held.get("rows", ())]
    assert [row[1] for row in rows] == ["/paper/2025/07/29/a/"]
    page = planned(shelves)["/search/"].data
    assert page.index == "/paper/search/"


def test_a_note_comes_with_the_row_of_its_article() -> None:
    shelves = shelved(article("2025/07/29/a", content_notes=["graphic-violence"]))
    (row,) = [row for held in index(shelves).values() for row in held.get("rows", ())]
    assert row[6] == "graphic violence"


def test_a_name_met_once_narrows_nothing() -> None:
    once = [article("2025/07/29/a", people=["Mara Lindqvist", "Ravi Thorne"])]
    once.append(article("2025/07/29/b", people=["Ravi Thorne"]))
    assert offered(shelved(*once))["person"] == [["ravi-thorne", "Ravi Thorne"]]


def test_a_site_without_articles_has_a_search_page_that_says_so() -> None:
    assert planned(shelved())["/search/"].data.is_empty
