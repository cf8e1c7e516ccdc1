"""Bodies of nothing but prose are set without a parser, and nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.content.front import parts
from broadsheet.plan.views import Linked, Text
from broadsheet.render import mentions as mentioning
from broadsheet.render import typeset as room
from broadsheet.render.markdown import html, parsed, printed
from broadsheet.render.mentions import Mentions, Place, mentions
from broadsheet.render.prose import paragraphs
from broadsheet.render.typeset import Typeset, typeset

#: What Markdown, HTML and the sanitizer look at, among words.
WORDS = (
    "a",
    "Ann",
    "Korea",
    "said",
    "1",
    "2.",
    "3)",
    ".",
    "é",
    "’",
    "“",
    "—",
    "東京",
    "===",
    "---",
)
MARKS = (
    *" \n\n\t\r\\`*_{}[]()<>#+-=!|~:&;\"'/$%@^",
    "\n\n",
    "\n\n\n",
    " \n",
    "&amp;",
    "&#38;",
    "&am",
)
ODD = ("\xa0", "\u2028", "\x0b", "\x85", "\u3000", "\x00", "\ufeff", "\ufdd0")
PIECES = st.sampled_from((*WORDS, *MARKS, *ODD))
BODIES = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=30)
ENTITIES = st.lists(
    st.builds(
        Linked,
        st.sampled_from(
            [("Ann",), ("South Korea", "Korea"), ("東京",), ("a",), ("said 1", "said")]
        ),
        st.sampled_from(["", "/people/ann/", "/b/places/korea/", "/x?a=1&b", '/"quoted"/']),
    ),
    max_size=3,
).map(tuple)
ARTICLES = sorted(Path(__file__).parents[2].glob("content/2*/**/*.md"))


def long_way(text: Text) -> Typeset:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "paragraphs", lambda markdown: None)
        return typeset(text)


@given(body=BODIES)
@settings(max_examples=1500, deadline=None)
@example("1. a")
@example("12 people said\n1.5 a")
@example("a\n===")
@example("a > b & c\n\n\nd")
def test_prose_becomes_the_html_that_the_parser_and_the_sanitizer_make(body: str) -> None:
    if any(0xD800 <= ord(letter) < 0xE000 for letter in body):
        assert paragraphs(body) is None
    else:
        assert html(body) == printed(parsed(body))


@given(body=BODIES, linked=ENTITIES, point=BODIES)
@settings(max_examples=400, deadline=None)
def test_prose_is_typeset_as_the_parser_and_the_sanitizer_do(
    body: str, linked: tuple[Linked, ...], point: str
) -> None:
    if not any(0xD800 <= ord(letter) < 0xE000 for letter in body):
        text = Text(body, linked, (point,) if point else (), "/b")
        assert typeset(text) == long_way(text)


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_every_sample_is_set_alike_both_ways(file: Path) -> None:
    text = Text(parts(file.read_text("utf-8"), file.name).body, (Linked(("Police",), "/p/"),))
    assert typeset(text) == long_way(text)


def test_most_samples_are_nothing_but_prose() -> None:
    bodies = [parts(file.read_text("utf-8"), file.name).body for file in ARTICLES]
    assert sum(paragraphs(body) is not None for body in bodies) > len(bodies) / 2


def every_word(text: str, sought: Mentions) -> list[Place]:
    """Return the places found by looking at each word of the text in turn."""
    found, end = [], 0
    for word in mentioning._WORD.finditer(text.translate(mentioning._SAME)):
        longest = sought._longest(text.translate(mentioning._SAME), word)
        if word.start() >= end and longest:
            form, href = longest
            end = word.start() + len(form)
            if href and href not in sought.seen:
                sought.seen.add(href)
                found.append(Place(word.start(), end, href))
    return found


@given(text=BODIES, linked=ENTITIES)
@settings(max_examples=500, deadline=None)
def test_mentions_are_those_that_a_look_at_every_word_finds(
    text: str, linked: tuple[Linked, ...]
) -> None:
    assert list(mentions(linked).places(text)) == every_word(text, mentions(linked))
