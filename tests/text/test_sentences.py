"""Where a sentence ends, and how one long line becomes paragraphs."""

from __future__ import annotations

import time

import pytest

from broadsheet.text import paragraphs, sentences

# Text with `|` where a sentence ends: nowhere else.
CASES = [
    "Rain fell.| It stopped.",
    "Kell Robotics Inc. shares rose in the U.S. on Monday.| Nobody knew why.",
    "It opened in the U.S.| The country was slow to notice.",
    "Mr. Lind met Dr. Varga at 5 p.m. on Aug. 5.| They spoke for an hour.",
    "The poet J. K. Aske wrote it.| George W. Pell sang it.",
    "Prices rose 3.5 per cent to $4.20.| Wages did not.",
    '"It is bad. It is very bad," she said.| Then she left.',
    "'I know it. We all do,' said Mira Oduya.| Students' rights matter.",
    "“I like it. I do,' he said.| He went home.",
    '"What now?" Huang asked.| "Stop!"| He stopped.',
    "Is it so?| Yes!| Well...| perhaps not".replace("...|", "..."),
    "No. 5 is alive.| He said no.| Then he left.",
    "1. First thing.| 2. Second thing.",
    "我们来了。|他说:「很好。走吧。」|然后离开!".replace("!", "！"),
    "وصل الوزير؟| نعم.| ثم غادر.",
    "He works at Yahoo! Finance today.| She does not.",
    "They sold apples, pears, etc. at the gate.| It rained.",
    "The vote (it was close.) ended.| Then came cake.",
]


@pytest.mark.parametrize("marked", CASES)
def test_a_sentence_ends_where_a_reader_would_say(marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    assert sentences(marked.replace("|", "")) == wanted


def test_a_blank_line_ends_a_sentence() -> None:
    assert sentences("A heading\n\nSome text. More.") == ["A heading", "Some text.", "More."]


def test_every_sentence_stands_word_for_word_in_the_text() -> None:
    text = 'Say it — "now. Or never" — he said.  Twice.\nAnd again! “Well?\' No.'
    assert all(sentence in text for sentence in sentences(text))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_long_line_becomes_paragraphs_of_two_to_four_sentences() -> None:
    sentence = "The ferry between the two towns will stop in October, the council said."
    made = paragraphs(" ".join([sentence] * 13))
    assert [len(sentences(part)) for part in made] == [4, 4, 5]
    assert " ".join(made) == " ".join([sentence] * 13)


def test_a_quotation_is_never_cut_by_a_paragraph() -> None:
    said = '"' + "It is so. " * 40 + 'It is," she said.'
    made = paragraphs(f"He came. He saw. {said} He left. He slept.")
    assert sum(part.count('"') for part in made) == 2
    assert all(part.count('"') in (0, 2) for part in made)


def test_chinese_sentences_are_joined_without_blanks() -> None:
    assert paragraphs("我们来了。他们走了。天黑了。") == ["我们来了。他们走了。天黑了。"]


@pytest.mark.parametrize("one", ['"', "“", ".", "'", ". ", "a", "A.", '"a. ', "? ", "Mr. ", "。"])
def test_one_thing_over_and_over_is_read_in_linear_time(one: str) -> None:
    text = one * (300_000 // len(one))
    start = time.process_time()
    sentences(text)
    assert time.process_time() - start < 2
