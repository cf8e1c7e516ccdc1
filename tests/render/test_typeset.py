"""A body is set for reading: first mentions linked, paragraphs numbered, key points anchored."""

from __future__ import annotations

import re

import pytest

from broadsheet.plan.views import Linked, Text
from broadsheet.render.typeset import typeset

FIRM = Linked(("Northmere Dredging", "Northmere"), "/organizations/northmere/")
KOREA = Linked(("Korea",), "/places/korea/")
SOUTH = Linked(("South Korea",), "/places/south-korea/")
OCONNOR = Linked(("O'Connor",), "/people/oconnor/")
TOKYO = Linked(("東京",), "/places/tokyo/")
CAFE = Linked(("Café Sol",), "/places/cafe/")


def link(href: str, words: str) -> str:
    return f'<a href="{href}" class="entity">{words}</a>'


def set_(markdown: str, *linked: Linked) -> str:
    html = typeset(Text(markdown, linked)).html.strip()
    return html.removeprefix('<p id="p1">').removesuffix("</p>")


UNPAGED = Linked(("South Korea",), "")


# each case: what it shows, the text, whom to link, and the page with links as [[words]]
CASES = [
    ("only the first mention", "Northmere and Northmere.", FIRM, "[[Northmere]] and Northmere."),
    ("the longest form", "Northmere Dredging sank.", FIRM, "[[Northmere Dredging]] sank."),
    ("whole words only", "Northmeres, Northmere's.", FIRM, "Northmeres, [[Northmere]]'s."),
    ("case as written", "northmere.", FIRM, "northmere."),
    ("not inside code", "`Northmere` Northmere", FIRM, "<code>Northmere</code> [[Northmere]]"),
    ("inside emphasis", "*Northmere*", FIRM, "<em>[[Northmere]]</em>"),
    ("not inside a link", "[Northmere](/x/) x", FIRM, '<a href="/x/">Northmere</a> x'),
    ("either apostrophe", "Ms O’Connor said", OCONNOR, "Ms [[O’Connor]] said"),
    ("a script without blanks", "昨日東京で", TOKYO, "昨日[[東京]]で"),
    ("a form with marks", "at the Café Sol, twice", CAFE, "at the [[Café Sol]], twice"),
    ("an entity without page", "Northmere", Linked(("Northmere",), ""), "Northmere"),
    ("an empty form", "Northmere", Linked(("", " "), "/x/"), "Northmere"),
]


@pytest.mark.parametrize(("markdown", "linked", "expected"), [case[1:] for case in CASES])
def test_first_mentions_are_linked(markdown: str, linked: Linked, expected: str) -> None:
    wanted = re.sub(r"\[\[(.+?)\]\]", lambda words: link(linked.href, words[1]), expected)
    assert set_(markdown, linked) == wanted


def test_a_shorter_name_is_never_linked_inside_a_longer_one() -> None:
    html = set_("South Korea and South Korea, then Korea.", KOREA, SOUTH)
    south, korea = link(SOUTH.href, "South Korea"), link(KOREA.href, "Korea")
    assert html == f"{south} and South Korea, then {korea}."


def test_the_first_owner_of_a_shared_form_gets_it() -> None:
    other = Linked(("Northmere",), "/places/northmere/")
    assert link(FIRM.href, "Northmere") in set_("Northmere", FIRM, other)


def test_headings_are_not_linked() -> None:
    html = typeset(Text("## Northmere\n\nNorthmere", (FIRM,))).html
    assert "<h2>Northmere</h2>" in html
    assert link(FIRM.href, "Northmere") in html


def test_a_name_cannot_smuggle_markup() -> None:
    html = set_('a "b" c', Linked(('"b"',), '/x/"><script>'))
    assert "<script>" not in html
    assert html.count("<a ") == 1


def test_paragraphs_and_items_are_numbered_in_order() -> None:
    html = typeset(Text("one\n\n- two\n- three\n\n> four\n\n## no\n\nfive")).html
    assert '<p id="p1">one</p>' in html
    assert '<li id="p2">two</li>' in html
    assert '<li id="p3">three</li>' in html
    assert '<p id="p4">four</p>' in html
    assert '<p id="p5">five</p>' in html


POINTS = [
    ("One. Two is here.\n\nThree.", "Two is here.", "p1"),
    ("One.\n\nIt *costs* `4`\nmillion.", "It costs 4 million.", "p2"),
    ("One.\n\n“Yes,”  she said.", '"Yes," she said.', "p2"),
    ("One\\. Two\\.", "One. Two.", "p1"),
    ("- One.\n- Two.", "Two.", "p2"),
    ("One.", "Gone.", ""),
    ("One.", " ", ""),
    ("", "Gone.", ""),
]


@pytest.mark.parametrize(("markdown", "point", "paragraph"), POINTS)
def test_a_key_point_leads_to_its_paragraph(markdown: str, point: str, paragraph: str) -> None:
    (anchor,) = typeset(Text(markdown, (), (point,))).anchors
    assert (anchor.text, anchor.id) == (point, paragraph)


def test_many_names_in_a_long_text_are_linked_in_one_pass() -> None:
    linked = tuple(Linked((f"Name{n}", f"Name{n} Long"), f"/x/{n}/") for n in range(2_000))
    html = typeset(Text("Name7 Long and Name1999. " * 20_000, linked)).html
    assert html.count('class="entity"') == 2


def test_a_name_without_a_page_is_not_linked_and_lends_no_word_to_another() -> None:
    html = set_("South Korea, then Korea.", KOREA, UNPAGED)
    assert html == f"South Korea, then {link('/places/korea/', 'Korea')}."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("/2026/03/14/tide/", "/news/2026/03/14/tide/"),
        ("https://other.example/", "https://other.example/"),
        ("//other.example/", "//other.example/"),
        ("#p2", "#p2"),
    ],
)
def test_a_link_typed_from_the_root_starts_where_the_site_lives(typed: str, printed: str) -> None:
    html = typeset(Text(f"See [this]({typed}).", base="/news")).html
    assert f'href="{printed}"' in html
