"""Summary, key points and quotes: word for word, and from the right place."""

from __future__ import annotations

import pytest
from pieces import articles

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger

RULES = tagger("rules")


def said(text: str, title: str = "A title"):
    return annotated(Untold(title, text, "en"), RULES)


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            "SEOUL, July 3 (Reuters) - Police opened an inquiry into a forum on Thursday, after a "
            "year of complaints by its victims. More will follow.",
            "Police opened an inquiry into a forum on Thursday, after a year of complaints by its "
            "victims.",
        ),
        (
            "PETALING JAYA: A bus left the road near the old bridge on Sunday, and eleven people "
            "were hurt, the fire service said.",
            "A bus left the road near the old bridge on Sunday, and eleven people were hurt, the "
            "fire service said.",
        ),
        ("The bridge is open again at last. Cars crossed it at dawn, and then the buses.",) * 2,
        ("Sign up for our letter now, it is free of charge.", ""),
        ("", ""),
    ],
)
def test_the_summary_is_the_first_good_sentence(text, summary):
    assert said(text).summary == summary


def test_a_long_first_sentence_is_cut_at_a_pause():
    text = "It rained in the valley, " + "and the rain went on and on, " * 20 + "until it stopped."
    summary = said(text).summary
    assert len(summary) <= 300
    assert summary.endswith("…")
    assert text.startswith(summary[:-1])


def test_key_points_are_sentences_of_the_body_in_its_order():
    for one in articles("articles"):
        points = annotated(one.untold, RULES).key_points
        places = [one.untold.text.find(point) for point in points]
        assert all(place >= 0 for place in places)
        assert places == sorted(places)
        assert len(points) <= 3


def test_a_short_body_has_no_key_points():
    assert said("One thing happened in the town today. Then another one did, too.").key_points == ()


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            'The mill is shut. "We have no wood left at all," said Marta Quell, its owner.',
            [("We have no wood left at all,", "Marta Quell")],
        ),
        (
            '"It will not be rebuilt here," said Marta Quell.\n\n"That much is clear to us all."',
            [
                ("It will not be rebuilt here,", "Marta Quell"),
                ("That much is clear to us all.", "Marta Quell"),
            ],
        ),
        (
            '"The dam was never safe at all," said an engineer who asked not to be named.\n\n'
            '"We told them every year," they said.',
            [
                ("The dam was never safe at all,", "an engineer"),
                ("We told them every year,", "an engineer"),
            ],
        ),
        (
            '"How can such a thing be," read one post with 900 likes.',
            [("How can such a thing be,", "one post")],
        ),
        (
            'He may be charged with "making false papers for gain" as well as "helping others to '
            'flee abroad," said Marta Quell.',
            [
                ("making false papers for gain", "Marta Quell"),
                ("helping others to flee abroad,", "Marta Quell"),
            ],
        ),
        ('They used the so-called "tree hole" to hide in the "old forest".', []),
    ],
)
def test_quotes_have_their_speaker(text, quotes):
    assert [(one.text, one.speaker) for one in said(text).quotes] == quotes
