"""A headline is the one that readers saw, without outlet and section; a byline is its names."""

from __future__ import annotations

import pytest

from broadsheet.clip.forms.signatures import authors
from broadsheet.clip.forms.titles import title
from broadsheet.clip.forms.tree import tree


def picked(page: str, told: list[str] | None = None, named: list[str] | None = None) -> str:
    root = tree(page)
    assert root is not None
    return title(root, told or [], named or [], ["The Vellin Courier", "courier.example"])


@pytest.mark.parametrize(
    "page",
    [
        "<title>Harbour road closed | News | VC</title><div>Harbour road closed</div>",
        "<title>VC : Harbour road closed</title><td><b>Harbour road closed</b></td>",
        "<title>VC - Harbour road closed - quay - Boats</title><span>Harbour road closed</span>",
        "<title>Harbour road closed</title><h1>News</h1><h1>Harbour road closed</h1>",
        "<title>Harbour road closed - News - VC</title><h1>News</h1><p>Harbour road closed</p>",
        "<title>Harbour road closed</title><h1>Harbour road closed <small>Foto: Ek</small></h1>",
        "<title>Harbour road closed</title><h1><i>Dec 18</i> Harbour road closed</h1>",
    ],
)
def test_the_line_that_is_also_a_part_of_the_title_is_the_headline(page: str) -> None:
    assert picked(page) == "Harbour road closed"


def test_a_section_is_no_headline_where_a_longer_line_is_one() -> None:
    page = "<title>Road of the old harbour closed to lorries - National News - VC</title>"
    page += "<h1>National News</h1><h1>Road of the old harbour closed to lorries</h1>"
    assert picked(page) == "Road of the old harbour closed to lorries"


def test_the_only_headline_shown_stands_above_a_title_that_names_the_outlet() -> None:
    page = "<title>The Isle</title><h1>Doctors of Vellin warn against the old harbour road</h1>"
    assert picked(page) == "Doctors of Vellin warn against the old harbour road"


def test_a_headline_shown_that_speaks_of_something_else_does_not() -> None:
    page = "<title>x</title><h1>Welcome to our new and better letters page</h1>"
    named = ["Harbour road closed to lorries"]
    assert picked(page, named=named) == named[0]


def test_what_all_metadata_say_stands_above_a_shorter_form_of_it() -> None:
    whole = "Harbour: Nine lorries of Vellin seen from below"
    page = "<title>x</title><h1>Nine lorries of Vellin seen from below</h1>"
    assert picked(page, [whole], [whole]) == whole


def test_a_name_of_the_outlet_that_is_the_headline_itself_is_believed_to_be_none() -> None:
    headline = "First game of Karre will be out in December for ten"
    root = tree(f"<title>{headline}</title><h1>back to the start page of the outlet</h1>")
    assert root is not None
    assert title(root, [], [headline], ["VC", headline]) == headline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Lee Dec 18, 2025", ("Ann Lee",)),
        ("Ann Lee 18 December 2025", ("Ann Lee",)),
        ("Bo Ek The Vellin Courier", ("Bo Ek",)),
        ("Ann Lee Ann Lee", ("Ann Lee",)),
        ("Florence says:", ()),
        ("mother. At the Vellin Quay", ()),
        ("April Jones and Mark May", ("April Jones", "Mark May")),
        ("Anna St. James", ("Anna St. James",)),
    ],
)
def test_a_byline_is_read_without_its_day_its_outlet_and_its_echo(
    line: str, names: tuple[str, ...]
) -> None:
    assert authors([line], ["The Vellin Courier"]) == names
