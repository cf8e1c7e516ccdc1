"""Markdown read as prose: for sentences, excerpts and reading times."""

from __future__ import annotations

import time

import pytest

from broadsheet.plan.prose import contains, excerpt, minutes, opening, plain, prose


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (r"Profit rose 3\*2 \[sic\] at AT&amp;T.", "Profit rose 3*2 [sic] at AT&T."),
        (
            "A [link](https://example.org/a_b) and *stress* and **more**.",
            "A link and stress and more.",
        ),
        ("- one\n- two", "one two"),
        ("> said\n> she", "said she"),
        ("1. first", "first"),
        ('"It rose - and fell."', '"It rose - and fell."'),
        ("snake_case_name stays", "snake_case_name stays"),
        (r"\- not a list", "- not a list"),
    ],
)
def test_what_a_reader_sees_of_a_block(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_headings_code_and_pictures_are_no_prose() -> None:
    body = "## A subhead\n\nOne.\n\n```\ncode\n```\n\n![a](b.png)\n\n    indented\n\nTwo."
    assert list(prose(body)) == ["One.", "Two."]


def test_a_form_counts_as_a_whole_word_only() -> None:
    assert contains("The Vale, again", ["Vale"])
    assert contains("Vale's mayor", ["Vale"])
    assert not contains("Valentin came", ["Vale"])
    assert contains("Valentin came to Vale", ["Vale"])
    assert contains("他在北京工作", ["北京"])


@pytest.mark.parametrize(("words", "expected"), [(0, 1), (1, 1), (220, 1), (221, 2), (660, 3)])
def test_reading_times_are_rounded_up(words: int, expected: int) -> None:
    assert minutes("word " * words, "en") == expected


def test_scripts_without_blanks_are_counted_by_characters() -> None:
    assert minutes("字" * 880, "zh-Hans") == 2


def test_an_opening_ends_with_a_word() -> None:
    assert opening("one two three", 9) == "one two…"
    assert opening("one two", 9) == "one two"
    assert opening("x" * 20, 9) == "x" * 9 + "…"


def test_an_excerpt_of_one_endless_paragraph_is_cut_and_stays_literal() -> None:
    shown = excerpt("word \\*star\\* " * 100, 20)
    assert shown.startswith("word \\*star\\* word")
    assert len(shown.split()) == 21
    assert shown.endswith("…")


@pytest.mark.parametrize("hostile", ["[", "*", "_", "\\", "&", "](", "*a", "[a](", "1. ", "\n\n"])
def test_a_megabyte_of_one_mark_takes_no_time(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    start = time.process_time()
    list(prose("A " + text))
    excerpt("A " + text)
    assert time.process_time() - start < 2
