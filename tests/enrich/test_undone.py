"""What a page says was not done for an article in another language."""

from __future__ import annotations

import pytest

from broadsheet.enrich.undone import undone

RULES = "rules 2, annotators 4"
TOPICS = "topics, except from the outlet's own section"


@pytest.mark.parametrize("lang", ["en", "en-GB", "EN"])
def test_in_english_all_is_done(lang):
    assert undone(lang, RULES) == ()


def test_of_an_article_that_a_person_wrote_nothing_was_to_be_done():
    assert undone("es", None) == ()
    assert undone("es", "") == ()


@pytest.mark.parametrize("lang", ["es", "fr", "de", "pt-BR", "it"])
def test_languages_whose_verbs_of_speech_are_known_have_their_quotes(lang):
    assert undone(lang, RULES) == ("names by a model", TOPICS, "content notes")


def test_a_model_of_the_language_itself_finds_its_names():
    assert undone("de", "spacy:de_core_news_sm 3.8.0, annotators 4") == (TOPICS, "content notes")


def test_a_script_without_capitals_has_known_names_alone_and_nobody_who_speaks():
    first, *others = undone("ar", RULES)
    assert first == "people and organizations, unless they are known names"
    assert others == [TOPICS, "who said what", "content notes"]


def test_a_language_with_capitals_and_unknown_verbs_says_so():
    assert "who said what" in undone("nl", RULES)
    assert "names by a model" in undone("nl", RULES)
