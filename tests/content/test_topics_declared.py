"""`content/topics.yaml`: names, terms, topics of an editor's own, and what is wrong in it."""

from __future__ import annotations

import pytest

from broadsheet import content
from broadsheet.content import TopicNote

PATH = "content/topics.yaml"
KNOWN = {"sport": "", "politics-and-government": "", "soccer": "sport"}


def said(text: str) -> list[str]:
    _, problems = content.topics(text, PATH, KNOWN)
    return [str(problem).removeprefix(f"{PATH}:") for problem in problems]


def test_the_short_form_names_a_topic() -> None:
    assert content.topics("sport: Games\n", PATH, KNOWN) == ({"sport": TopicNote("Games")}, ())


def test_the_long_form_says_terms_place_cues_and_whether_it_is_shown() -> None:
    text = (
        "chess:\n  name: Chess\n  parent: sport\n  terms:\n    grandmaster: 4\n"
        "    cup final: -2.5\n  not: [chess set, board]\nsoccer:\n  hide: true\n"
    )
    assert content.topics(text, PATH, KNOWN) == (
        {
            "chess": TopicNote(
                "Chess",
                parent="sport",
                terms=(("grandmaster", 4.0), ("cup final", -2.5)),
                cues=("chess set", "board"),
            ),
            "soccer": TopicNote(hidden=True),
        },
        (),
    )


def test_terms_without_weights_speak_for_their_topic_alone() -> None:
    notes, _ = content.topics("ferries:\n  terms: [ferry, ferry crossing]\n", PATH, KNOWN)
    assert notes == {"ferries": TopicNote(terms=(("ferry", 3.0), ("ferry crossing", 3.0)))}


MISTAKES = [
    ("sport:\n  tems: [a]\n", "2:3: unknown key `tems` (did you mean `terms`?)"),
    ("sport:\n  hide: maybe\n", "2:3: `hide` must be true or false (hide: true)"),
    ("sport:\n  terms:\n    goal: high\n", "3:5: the weight of `goal` must be a number (goal: 3)"),
    ("sport:\n  terms:\n    goal: true\n", "3:5: the weight of `goal` must be a number (goal: 3)"),
    ("sport:\n  terms:\n    goal: .nan\n", "3:5: the weight of `goal` must be between -10 and 10"),
    ("sport:\n  terms:\n    goal: -99\n", "3:5: the weight of `goal` must be between -10 and 10"),
    ("sport:\n  terms:\n    '!?': 3\n", "3:5: `!?` has no word that a text could hold"),
    ("sport:\n  not: [a b c d e f]\n", "2:9: `a b c d e f` has more than 5 words (a b c d e)"),
    ("sport:\n  not: [[a]]\n", "2:9: `not` must hold phrases only"),
    ("sport:\n  not:\n    a: b\n", "2:3: `not` must be a list of phrases (not: [])"),
    ("sport:\n  name: [a]\n", "2:3: `name` must be a text"),
    ("chess:\n  parent: sprot\n", "2:3: `parent: sprot` is no other topic (did you mean `sport`?)"),
    ("chess:\n  parent: chess\n", "2:3: `parent: chess` is no other topic"),
    (
        "futsal:\n  parent: soccer\n",
        "2:3: `soccer` stands beneath `sport`: there are two levels (parent: sport)",
    ),
    (
        "sport:\n  parent: politics-and-government\n",
        "2:3: `sport` has topics beneath it: there are two levels",
    ),
    (
        "politics-and-goverment: Politics\n",
        "1:1: `politics-and-goverment` is no topic of ours "
        "(did you mean `politics-and-government`?)",
    ),
]


@pytest.mark.parametrize(("text", "fault"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_cure(text: str, fault: str) -> None:
    assert [one[: len(fault)] for one in said(text)] == [fault]


def test_what_is_right_beside_a_mistake_counts() -> None:
    notes, problems = content.topics(
        "sport:\n  name: Games\n  parent: nowhere-at-all\n  terms: {goal: x, derby: 4}\n",
        PATH,
        KNOWN,
    )
    assert notes == {"sport": TopicNote("Games", terms=(("derby", 4.0),))}
    assert len(problems) == 2


def test_two_topics_cannot_stand_beneath_each_other() -> None:
    faults = said("tides:\n  parent: waves\nwaves:\n  parent: tides\n")
    assert len(faults) == 2
    assert all("there are two levels" in fault for fault in faults)


def test_a_file_of_very_many_terms_is_read_as_far_as_it_may_go() -> None:
    many = "\n".join(f"    word{n}: 3" for n in range(5001))
    text = f"few:\n  terms: [one]\nmany:\n  terms:\n{many}\n"
    notes, problems = content.topics(text, PATH, KNOWN)
    assert notes is not None
    assert (len(notes["few"].terms), len(notes["many"].terms)) == (1, 0)
    assert [problem.message for problem in problems] == ["more than 5000 terms in the file"]
