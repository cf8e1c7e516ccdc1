"""What is left of a body: noise gone and listed, credits in their field, paragraphs."""

from __future__ import annotations

import pytest

from broadsheet.clip.body import body
from broadsheet.clip.lines import Line

FERRY = "The night ferry will stop in October. The council withdrew its subsidy on Monday."

NOISE = [
    "Error in retrieving data",
    "Error in retrieving data Sign in to access your portfolio Error in retrieving data",
    "Warning! GuruFocus has detected 4 Warning Signs with KELL.",
    "Copy the Story Link",
    "Share on Facebook",
    "Facebook Twitter WhatsApp",
    "Story continues below advertisement",
    "READ MORE: The ten best tables",
    "RELATED | Whales that went astray",
    "Enter Email Sign Up",
    "Sign up for our morning letter.",
    "Continue reading",
]
CREDITS = [
    "This article first appeared on GuruFocus.",
    "This story was originally published by Kell Weekly.",
    "(Reporting by Ana Roe; Editing by Bo Ek)",
    "Photo: Lea Holm / Kell Press",
    "Photo by Lea Holm",
    "Lea Holm/Getty Images",
    "© 2025 Kell Press",
]
TEXT = [
    "Pictures of the scene showed smoke over the quarry.",
    "Reporting by the BBC found that the owner had known of the cracks for years and said nothing.",
    "He shares a house with his brother.",
    "Read more books, the minister told the pupils.",
    "She sued Getty Images.",
    "Watch out for ice on the hill road.",
    "More than 140 people use the boat.",
    "Subscribers will pay 4 crowns more.",
    "The copyright law is from 1962.",
    "Top Gear returns to the valley.",
    "Follow the river to the sea.",
    "The report was published by the ministry on Monday.",
    "The review was written by two judges.",
    "More - much more - is needed.",
    "The story appeared in the Kell Courier in 1962 and made him famous.",
    "Save the date, she told the crowd.",
    "The image of the town has changed.",
    "He works for Reuters.",
    "X is a letter.",
]


def run(text: str) -> tuple[str, list[str], list[str]]:
    made = body([Line(1, text)])
    return made.text, made.credits, [text for _, text, _ in made.dropped]


@pytest.mark.parametrize("noise", NOISE)
def test_noise_on_a_line_of_its_own_is_dropped_and_listed(noise: str) -> None:
    made = body([Line(1, FERRY), Line(2, noise)])
    assert made.text == FERRY
    assert [(line.number, text) for line, text, _ in made.dropped] == [(2, noise)]


@pytest.mark.parametrize("credit", CREDITS)
def test_a_credit_goes_to_its_own_field(credit: str) -> None:
    made = body([Line(1, FERRY), Line(2, credit)])
    assert (made.text, made.credits, made.dropped) == (FERRY, [credit], [])


@pytest.mark.parametrize("text", TEXT)
def test_text_that_merely_resembles_noise_stays(text: str) -> None:
    made = body([Line(1, FERRY), Line(2, text)])
    assert made.text == f"{FERRY}\n\n{text}"


def test_noise_run_together_with_text_is_cut_out_of_it() -> None:
    warning = "Warning! GuruFocus has detected 4 Warning Signs with KELL."
    text, credits, dropped = run(
        f"The bank raised its rate. {warning} Shares fell. This article first appeared on Kell."
    )
    assert text == "The bank raised its rate. Shares fell."
    assert credits == ["This article first appeared on Kell."]
    assert dropped == [warning]


def test_a_picture_credit_run_together_with_text_is_told_apart() -> None:
    assert run("Picture: iStock Now, chefs cook for ten.") == (
        "Now, chefs cook for ten.",
        ["Picture: iStock"],
        [],
    )


def test_keywords_at_the_end_become_keywords() -> None:
    made = body([Line(1, f"{FERRY} Keywords: ferry, Port Kell")])
    assert (made.text, made.keywords) == (FERRY, ["ferry", "Port Kell"])


def test_a_line_in_capitals_is_a_subhead_and_keeps_them() -> None:
    made = body([Line(1, FERRY), Line(2, "THE BEACH QUESTION"), Line(3, FERRY)])
    assert [(block.kind, block.text) for block in made.blocks] == [
        ("paragraph", FERRY),
        ("subhead", "THE BEACH QUESTION"),
        ("paragraph", FERRY),
    ]


def test_a_subhead_run_together_with_a_long_line_is_told_apart() -> None:
    made = body([Line(1, f"{FERRY} WHAT HAPPENS NEXT Nobody knows. {FERRY}")])
    assert [block.kind for block in made.blocks] == ["paragraph", "subhead", "paragraph"]
    assert made.blocks[1].text == "WHAT HAPPENS NEXT"


def test_one_long_line_is_cut_into_paragraphs_and_loses_no_word() -> None:
    line = " ".join([FERRY] * 9)
    made = body([Line(1, line)])
    assert len(made.blocks) > 3
    assert made.text.replace("\n\n", " ") == line


def test_a_wire_that_signs_the_last_paragraph_is_the_agency() -> None:
    made = body([Line(1, "Rain fell on the hills."), Line(2, "It stopped at noon. — Bernama")])
    assert made.agency == "Bernama"
    assert made.text.endswith("— Bernama")


def test_a_long_promotion_into_which_text_may_have_run_is_kept() -> None:
    text = (
        "Rain fell on the hills. Sign up for our letter and get the best of the valley, its "
        "markets and its weather in your inbox before breakfast The mayor said that the wall "
        "would hold for a hundred years."
    )
    assert run(text) == (text, [], [])
