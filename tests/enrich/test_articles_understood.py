"""Labelled articles of our own: names, topics, notes. Half are held out from tuning."""

from __future__ import annotations

import importlib.util

import pytest
from pieces import Labelled, articles

from broadsheet.enrich.annotating import annotated, annotated_all
from broadsheet.enrich.tagger import tagger

TYPES = ("people", "organizations", "places")
spacy_is_here = importlib.util.find_spec("spacy") is not None


def shares(found: set[str], expected: set[str]) -> tuple[float, float]:
    hits = len(found & expected)
    return hits / max(len(found), 1), hits / max(len(expected), 1)


def scores(folder: str, name: str | None) -> tuple[float, float]:
    found, expected = set(), set()
    for one in articles(folder):
        said = annotated(one.untold, tagger(name))
        for type_ in TYPES:
            found |= {(one.path.stem, type_, each) for each in getattr(said, type_)}
            expected |= {(one.path.stem, type_, each) for each in one.expected[type_]}
    return shares(found, expected)


@pytest.mark.parametrize("folder", ["articles", "held-out"])
def test_rules_find_most_names_and_little_else(folder):
    precision, recall = scores(folder, "rules")
    assert precision >= 0.75
    assert recall >= 0.75


@pytest.mark.skipif(not spacy_is_here, reason="needs the extra [nlp]")
@pytest.mark.parametrize("folder", ["articles", "held-out"])
def test_a_pipeline_and_the_rules_find_nearly_all_names(folder):
    precision, recall = scores(folder, None)
    assert precision >= 0.85
    assert recall >= 0.85


@pytest.mark.parametrize("one", articles("articles") + articles("held-out"), ids=str)
def test_the_first_topic_is_the_one_a_reader_expects(one: Labelled):
    said = annotated(one.untold, tagger("rules"))
    assert said.topics[0].slug in one.expected["topic"]


@pytest.mark.parametrize("one", articles("articles") + articles("held-out"), ids=str)
def test_content_notes_stand_where_they_must_and_nowhere_else(one: Labelled):
    said = annotated(one.untold, tagger("rules"))
    assert said.content_notes == one.expected["notes"]


def test_many_at_once_say_the_same_as_one_by_one():
    untold = [one.untold for one in articles("articles")]
    for name in ("rules", None) if spacy_is_here else ("rules",):
        chosen = tagger(name)
        assert annotated_all(untold, chosen) == [annotated(one, chosen) for one in untold]


def test_mentions_stand_where_they_say_they_do():
    for one in articles("articles"):
        said = annotated(one.untold, tagger("rules"))
        names = {*said.people, *said.organizations, *said.places}
        assert all(0 <= m.start < m.end <= len(one.untold.text) for m in said.mentions)
        assert [m.start for m in said.mentions] == sorted(m.start for m in said.mentions)
        mentioned = {m.name for m in said.mentions}
        assert all(name in mentioned or name in one.untold.title for name in names)
