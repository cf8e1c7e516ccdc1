"""Topics: the 17 of the IPTC, by words and by the outlet's section; silence in doubt."""

from __future__ import annotations

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger
from broadsheet.enrich.topics.subjects import TOPICS

RULES = tagger("rules")


def topics(title: str, text: str, section: str | None = None) -> list[str]:
    said = annotated(Untold(title, text, "en", section=section), RULES)
    return [topic.slug for topic in said.topics]


@pytest.mark.parametrize(
    ("title", "text", "topic"),
    [
        ("Novelist wins prize", "The jury praised the novel and its author.", "arts-culture"),
        ("Man jailed for burglary", "The judge sentenced the thief to prison.", "crime-law"),
        ("Train derailed", "Rescuers pulled survivors from the wreckage.", "disaster"),
        ("Shares fall", "Investors sold stocks after weak quarterly earnings.", "economy"),
        ("Pupils return", "Teachers opened classrooms at the primary school.", "education"),
        ("Reef bleached", "Climate change and warming seas harm the coral reef.", "environment"),
        ("Flu spreads", "Hospitals treat more patients and ask for vaccines.", "health"),
        ("Nurses on strike", "The trade union wants a pay rise for its members.", "labour"),
        ("A recipe for bread", "The chef bakes it in her restaurant's kitchen.", "lifestyle"),
        ("Senate passes bill", "Lawmakers voted before the election.", "politics"),
        ("Bishop retires", "The church held a mass in the cathedral.", "religion"),
        ("Probe reaches comet", "The spacecraft sent data to its scientists.", "science"),
        ("Racism march", "Activists demand gender equality and civil rights.", "society"),
        ("Late goal", "The striker scored twice in the cup final.", "sport"),
        ("Shelling goes on", "Troops and rebels broke the ceasefire.", "conflict"),
        ("Snow ahead", "Forecasters warn of a blizzard and strong winds.", "weather"),
        ("Lost dog", "The stray dog was reunited with its family after years.", "human-interest"),
    ],
)
def test_a_brief_is_filed_under_its_topic(title, text, topic):
    assert topics(title, text)[0].startswith(topic)


def test_there_are_seventeen_topics_with_their_codes():
    assert len({topic.slug for topic in TOPICS}) == 17
    assert [topic.code for topic in TOPICS] == [f"medtop:{n:02}000000" for n in range(1, 18)]


def test_nothing_to_go_by_is_silence():
    assert topics("Notes", "It was a day like any other one.") == []
    assert topics("", "") == []


def test_the_outlet_s_section_decides_where_the_words_do_not():
    assert topics("Notes", "It was a day like any other one.", "Sport") == ["sport"]
    assert topics("Notes", "It was a day like any other one.", "World") == []


def test_never_more_than_three_and_the_first_scores_one():
    text = "Police, voters, shares, pupils, troops, pilgrims, patients and a goal in the cup final."
    said = annotated(Untold("All of it", text * 3, "en"), RULES)
    assert len(said.topics) <= 3
    assert said.topics[0].score == 1.0


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bridge opens again", "Engineers and the club of cyclists ran over the bridge at night."),
        ("Truce holds", "Both sides kept the ceasefire; a team of monitors won time, half a day."),
        ("Ferry late", "The ferry lost a minute; its captain and a team beat the fog at the end."),
    ],
)
def test_loose_words_of_sport_do_not_make_a_match_of_everything(title, text):
    assert "sport" not in topics(title, text)
