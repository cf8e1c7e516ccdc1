"""The separate articles of one HTML document. Labels stand in fixtures/repeats/labels.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.clip.forms.repeats import articles

FIXTURES = Path(__file__).parent / "fixtures" / "repeats"
LABELS: dict[str, list[str]] = json.loads((FIXTURES / "labels.json").read_text("utf-8"))
BASE = "https://harbortimes.example/"


def page(name: str) -> str:
    return (FIXTURES / name).read_text("utf-8")


@pytest.mark.parametrize("name", sorted(LABELS))
def test_a_document_gives_the_articles_that_a_reader_sees(name: str) -> None:
    assert [part.title for part in articles(page(name), BASE)] == LABELS[name]


def test_a_part_has_its_link_time_author_and_text_but_not_its_headline() -> None:
    part = articles(page("tuned/several-digest-articles.html"), BASE)[1]
    assert part.url == "https://harbortimes.example/2025/07/story-102"
    assert (part.when, part.author) == ("28 July 2025", "Tomas Reyl")
    assert "turned down a second quarry" in part.html
    assert "Council in Brackwater" not in part.html
    assert "28 July" not in part.html


def test_lines_are_those_of_the_document() -> None:
    source = page("held/several-flat-headings.html")
    lines = source.split("\n")
    for part in articles(source, BASE):
        inside = "\n".join(lines[part.first_line - 1 : part.last_line])
        assert part.title in lines[part.first_line - 1]
        assert inside.count("<h2>") == 1
        assert inside.rstrip().endswith("</p>")


def test_lines_are_right_below_a_style_sheet_of_many_lines() -> None:
    source = page("tuned/several-cards.html")
    shifted = source.replace("</head>", "<style>\n" + "a { color: red }\n" * 50 + "</style></head>")
    before = [part.first_line for part in articles(source, BASE)]
    assert [part.first_line for part in articles(shifted, BASE)] == [n + 51 for n in before]


def test_the_last_article_ends_before_what_follows_the_list() -> None:
    assert "Have a tip" not in articles(page("held/several-flat-headings.html"), BASE)[-1].html


def test_an_advertisement_among_the_stories_is_none() -> None:
    found = articles(page("held/several-newsletter-lead-and-columns.html"))
    assert not any("Mattress" in part.title or "foam" in part.html for part in found)


def test_a_document_that_declares_one_article_is_not_cut_by_what_stands_below_it() -> None:
    source = page("tuned/one-article-with-related-cards.html")
    paragraphs = source.split("<p>")
    short = "<p>".join(paragraphs[:5]) + '</div><div class="bottom">' + source.split('"bottom">')[1]
    declared = short.replace("</head>", '<meta property="og:type" content="article"></head>')
    assert articles(declared, BASE) == ()


def test_two_stories_are_no_list_unless_both_are_articles_in_full() -> None:
    cards = "".join(
        f'<div><h3><a href="/story-{n}">A headline of some words {n}</a></h3>'
        "<p>A teaser that says in a few words what it is about.</p></div>"
        for n in range(2)
    )
    assert articles(f"<html><body>{cards}</body></html>", BASE) == ()


def test_a_comment_before_the_text_of_a_cell_hides_nothing() -> None:
    source = page("tuned/several-newsletter-tables.html").replace("<td style", "<td data-x style")
    commented = source.replace('color:#333;">', 'color:#333;"><!-- text -->')
    assert len(articles(commented)) == 5


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<",
        "<p>",
        "<div>" * 20_000,
        "<table><tr><td>" * 3_000 + "text",
        "<h2><a href='http://[bad/'>Four words of headline</a></h2><p>" * 500,
        "<h2>\x00Four words\ud800 of headline</h2>" * 50,
        "<a href='x'><b>Four words of headline" * 2_000,
    ],
    ids=["empty", "bracket", "open", "deep", "tables", "addresses", "controls", "unclosed"],
)
def test_hostile_documents_are_no_articles(source: str) -> None:
    assert articles(source, BASE) == ()


def test_hidden_text_inside_an_article_is_left_out() -> None:
    hidden = '<p style="font-size:0px">Counted and unseen.</p><p class="teaser">'
    source = page("tuned/several-cards.html").replace('<p class="teaser">', hidden)
    found = articles(source, BASE)
    assert len(found) == 6
    assert not any("unseen" in part.html for part in found)
