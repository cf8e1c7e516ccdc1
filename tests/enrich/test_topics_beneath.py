"""Topics of the second level, the lexicon they share, and what an editor says of both."""

from __future__ import annotations

import re

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger
from broadsheet.enrich.topics.lexicon import lexicons, stem
from broadsheet.enrich.topics.subjects import SUBTOPICS, TOPICS
from broadsheet.enrich.topics.wording import telling
from broadsheet.model import TopicNote

RULES = tagger("rules")
CUP = ("Late goal", "The striker headed home in injury time as the goalkeeper stood still.")
LEVELS = {topic.slug: topic.parent for topic in (*TOPICS, *SUBTOPICS)}


def filed(title: str, text: str, section: str | None = None, **notes: TopicNote) -> list[str]:
    told = telling({slug.replace("_", "-"): note for slug, note in notes.items()})
    said = annotated(Untold(title, text, "en", section=section), RULES, told)
    return [topic.slug for topic in said.topics]


def test_every_topic_has_a_slug_and_a_code_of_its_own_and_a_parent_of_the_top_level() -> None:
    every = (*TOPICS, *SUBTOPICS)
    assert len({topic.slug for topic in every}) == len({topic.code for topic in every}) == 168
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic.slug) for topic in every)
    assert all(re.fullmatch(r"medtop:[0-9]{8}", topic.code) for topic in every)
    assert {topic.parent for topic in SUBTOPICS} == {topic.slug for topic in TOPICS}


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("arts-and-entertainment", "medtop:20000002"),
        ("judiciary", "medtop:20000106"),
        ("market-and-exchange", "medtop:20000385"),
        ("climate-change", "medtop:20000418"),
        ("election", "medtop:20000574"),
        ("soccer", "medtop:20001065"),
        ("weather-warning", "medtop:20001131"),
    ],
)
def test_codes_are_those_of_the_media_topics(slug: str, code: str) -> None:
    assert {topic.slug: topic.code for topic in SUBTOPICS}[slug] == code


@pytest.mark.parametrize(
    ("title", "text", "given"),
    [
        (*CUP, ["sport", "soccer"]),
        (
            "Shares fall on Wall Street",
            "Investors sold stocks as the Nasdaq slid.",
            ["economy-business-and-finance", "market-and-exchange"],
        ),
        (
            "Jury convicts art thief",
            "The judge at the crown court heard prosecutors for a week before sentencing.",
            ["crime-law-and-justice", "judiciary"],
        ),
        (
            "Comet seen by probe",
            "The spacecraft sent pictures of the comet to astronomers at the telescope.",
            ["science-and-technology", "natural-science"],
        ),
        (
            "Quake kills 40",
            "The earthquake struck at night; an aftershock brought down more houses.",
            ["disaster-accident-and-emergency-incident", "disaster"],
        ),
    ],
)
def test_a_clear_text_is_filed_more_closely(title: str, text: str, given: list[str]) -> None:
    assert filed(title, text) == given


def test_where_two_topics_beneath_speak_alike_neither_is_given() -> None:
    text = "They played tennis in the morning and cricket in the afternoon."
    assert filed("A day of sport", text) == ["sport"]


def test_the_top_level_comes_first_and_each_has_at_most_one_beneath_it() -> None:
    text = (
        "The senator and the president spoke in the senate of the election. Investors sold shares "
        "on the stock exchange. The jury and the judge heard the prosecutors in the court."
    )
    given = filed("Senate, shares and a jury", text)
    tops = [slug for slug in given if not LEVELS[slug]]
    below = [slug for slug in given if LEVELS[slug]]
    assert given == [*tops, *below]
    assert len(tops) == 3
    above = [LEVELS[slug] for slug in below]
    assert above == [top for top in tops if top in above]


def test_a_section_alone_gives_no_topic_beneath_it() -> None:
    assert filed("Notes", "It was a day like any other one.", "Sport") == ["sport"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Grid goes down", "A team of engineers ran a race against time at the power station."),
        ("Minister in Oslo", "The prime minister won the vote; his running mate set the goal."),
        ("Rescue at sea", "Rescue teams beat the storm; the captain of the ferry led them home."),
        ("Study of sleep", "The research team of scientists found a record number of genes."),
    ],
)
def test_loose_words_of_sport_in_other_news_are_not_sport(title: str, text: str) -> None:
    assert "sport" not in filed(title, text)


def test_a_single_word_makes_no_second_topic() -> None:
    text = "The bishop and the clergy spoke to pilgrims; the pope wrote to them. A shark was seen."
    assert filed("Bishop speaks", text) == ["religion", "religious-leader"]


def test_plurals_that_mean_another_thing_keep_their_ending() -> None:
    assert [stem(word) for word in ("futures", "aids", "windows", "arms")] == [
        "futures",
        "aids",
        "windows",
        "arms",
    ]
    assert [stem(word) for word in ("movies", "classes", "matches", "parties", "voters")] == [
        "movie",
        "class",
        "match",
        "party",
        "voter",
    ]


# ---- what an editor says -----------------------------------------------------------------------


def test_an_editor_s_terms_file_under_a_topic_of_their_own() -> None:
    text = "The ferry left the quay with the tide; the next crossing is at noon."
    note = TopicNote("Ferries", terms=(("ferry", 5.0), ("crossing", 3.0)))
    assert filed("Ferry leaves", text, ferries=note) == ["ferries"]
    assert "ferries" not in filed("Ferry leaves", text)


def test_a_topic_of_their_own_may_stand_beneath_another() -> None:
    note = TopicNote("Futsal", parent="sport", terms=(("futsal", 6.0), ("five-a-side", 6.0)))
    assert filed("Futsal cup", "The five-a-side match was won by a goal.", futsal=note) == [
        "sport",
        "futsal",
    ]


def test_an_editor_s_weight_takes_the_place_of_ours() -> None:
    text = "The harbour pilots met. Their strike, a walkout by the union, goes on."
    assert filed("Strike goes on", text)[0] == "labour"
    against = TopicNote(terms=(("strike", -9.0), ("walkout", 0.0), ("union", 0.0)))
    assert "labour" not in filed("Strike goes on", text, labour=against)


def test_a_cue_keeps_a_text_from_the_topic() -> None:
    assert filed(*CUP, sport=TopicNote(cues=("goalkeeper",))) == []
    assert filed(*CUP, soccer=TopicNote(cues=("goalkeeper",))) == ["sport"]
    assert filed(*CUP, sport=TopicNote(cues=("regatta",))) == ["sport", "soccer"]


def test_a_hidden_topic_is_not_given_nor_any_beneath_it() -> None:
    assert filed(*CUP, soccer=TopicNote(hidden=True)) == ["sport"]
    assert filed(*CUP, sport=TopicNote(hidden=True)) == []


def test_a_mere_name_changes_nothing_that_is_filed() -> None:
    assert telling({"sport": TopicNote("Games"), "x": TopicNote()}) == ()
    one = TopicNote("Games", hidden=True)
    assert telling({"sport": one}) == (("sport", TopicNote(hidden=True)),)


def test_the_lexicon_has_some_thousands_of_terms_and_each_belongs_to_a_topic() -> None:
    known = lexicons()
    words = ["the", "striker", "scored", "while", "shares", "fell", "and", "the", "jury", "sat"]
    assert {term.topic for term in known.second.matched(words)} >= {"soccer", "judiciary"}
    assert all(LEVELS[term.topic] == "" for term in known.top.matched(words))


@pytest.mark.parametrize(
    "text", ["", "x" * 200_000, "goal " * 50_000, "a-" * 50_000, "! ? .", "\x00'’" * 999]
)
def test_hostile_texts_cost_little_and_break_nothing(text: str) -> None:
    assert len(filed(text[:2000], text)) <= 6
