"""The build and the browser must take a text apart into the very same words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shards import by_the_script

from broadsheet.search import postings
from broadsheet.search.words import STOP, stem, terms, tokens

TEXTS = [
    "The council's ferries, re-routed: 3.5% of U.S. traffic!",
    "“Façade” — naïve Łódź, Ærø, straße, İstanbul, Đorđe, ΟΔΟΣ οδός ﬁnance ™ ½ x²",
    "東京都知事は港湾計画を発表した。 서울시장은 발표했다 กรุงเทพมหานคร ភ្នំពេញ မြန်မာ",
    "हिन्दी में समाचार। العَرَبِيَّة לְשׁוֹן がぎぐ カタカナ ガ 𠀀𠀁𠀂 a𠀀b",
    "snake_case under_score e\u0301galite\u0301 'tis o’clock don’t 10,000 COVID-19",
    "<b>bold</b> &amp; \u200bzero\u200dwidth \u202eabc \ufeff\x00\x7f emoji 🚢🚢 🇳🇴",
    "x" * 300 + " " + "é" * 60 + " " + "漢" * 90,
    "",
]
WORDS = "ferries ties ships glasses glass bus news axes churches boxes is gas series s as us ies"
WORDS += " classes dishes quizzes taxes houses lies analysis crisis 2020s été és "


def test_the_script_finds_the_words_that_the_index_holds() -> None:
    assert by_the_script("all => all.map(s.tokens)", TEXTS) == [tokens(text) for text in TEXTS]


def test_the_script_cuts_the_same_plurals() -> None:
    words = [*WORDS.split(), "y" * 45 + "s", "𠀀" * 45]
    assert by_the_script("all => all.map(s.stem)", words) == [stem(word) for word in words]


def test_the_script_looks_for_a_term_where_it_is() -> None:
    terms = ["council", "coun", "a", "東京", "été", "𠀀𠀁", "zz9", "μα"]
    asked = [(term, 2**power) for term in terms for power in (0, 3, 9, 12)]
    found = by_the_script("all => all.map(([term, slots]) => s.slot(term, slots))", asked)
    assert found == [postings.slot(term, slots) for term, slots in asked]


# Characters that Python knows: a browser of another year may know more.
KNOWN = st.characters(exclude_categories=("Cs", "Cn", "Co"))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(KNOWN, max_size=60), min_size=30, max_size=60))
def test_any_text_is_taken_apart_alike(texts: list[str]) -> None:
    assert by_the_script("all => all.map(s.tokens)", texts) == [tokens(text) for text in texts]


def test_the_fast_way_for_plain_text_gives_the_words_of_the_thorough_one() -> None:
    chance = random.Random(4)
    for _ in range(50):
        text = "".join(chr(chance.randrange(32, 127)) for _ in range(200))
        assert tokens(text) == tokens(f"{text} é")[:-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ferries and the ferry", ["ferry", "ferry"]),
        ("The Council’s budget", ["council", "budget"]),
        ("Zürich, zurich", ["zurich", "zurich"]),
        ("東京都", ["東京", "京都"]),
        ("to be or not to be", []),
    ],
)
def test_words_become_terms(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_every_stop_word_is_one_word_as_the_index_sees_it() -> None:
    assert all(tokens(word) == [word] for word in STOP)


def test_postings_are_read_as_they_were_written() -> None:
    chance = random.Random(7)
    months = [sorted(chance.sample(range(9000), 40)) for _ in range(12)]
    bases = [9000 * number for number in range(12)]
    wanted, text = [], ""
    for mark, articles, base in zip(postings.MONTHS, months, bases, strict=True):
        text += mark
        following = 0
        for article in articles:
            level = chance.randrange(postings.LEVELS)
            text += postings.code((article - following) * postings.LEVELS + level)
            following = article + 1
            wanted.append([base + article, level])
    script = "(text, bases) => { const all = []; s.decode(text, bases, (...p) => all.push(p)); "
    assert by_the_script(f"{script} return all; }}", text, bases) == wanted


def test_a_question_is_understood() -> None:
    said = ["harbour fer", "harbour ferries ", "“night ferry” to Łódź", "the of and", ""]
    asked = by_the_script("all => all.map(s.question)", [*said, "a" * 10_000])
    assert asked[0]["words"] == ["harbour", "fer"]
    assert asked[0]["open"] == ""  # three letters choose no part of the index yet
    assert (asked[1]["words"], asked[1]["open"]) == (["harbour", "ferry"], "")
    assert asked[2]["phrases"] == [["night", "ferry"]]
    assert asked[2]["open"] == "lodz"
    assert (asked[3]["words"], len(asked[3]["said"])) == ([], 3)
    assert asked[4]["words"] == []
    assert asked[5]["words"] == ["a" * 40]
