"""The articles that are built to measure: the same for a seed, and of the sizes that are told."""

from __future__ import annotations

import re
from itertools import chain
from statistics import mean

from bench.corpus import ALL_TOPICS, LAST_DAY, corpus
from broadsheet.content import markdown
from broadsheet.text import slug

ARTICLES = list(corpus(400, seed=3))


def test_a_corpus_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert list(corpus(60, seed=3)) == list(corpus(60, seed=3))
    assert list(corpus(60, seed=3)) != list(corpus(60, seed=4))


def test_an_article_has_470_words_on_average() -> None:
    assert 455 < mean(len(article.body.split()) for article in ARTICLES) < 485


def test_sixty_topics_are_drawn_from_the_first_far_more_often_than_the_last() -> None:
    drawn = list(chain.from_iterable(article.topics for article in ARTICLES))
    assert len(ALL_TOPICS) == len(set(ALL_TOPICS)) == 60
    assert set(drawn) <= set(ALL_TOPICS)
    assert drawn.count(ALL_TOPICS[0]) > 10 * drawn.count(ALL_TOPICS[-1])


def test_there_is_at_most_one_name_to_five_articles_and_no_two_share_an_address() -> None:
    names = {
        name
        for article in ARTICLES
        for name in (*article.people, *article.organizations, *article.places)
    }
    assert 60 < len(names) <= 80
    assert len({slug(name) for name in names}) == len(names)


def test_one_article_in_ten_holds_markdown() -> None:
    marked = [article for article in ARTICLES if re.search(r"^(## |- |> )", article.body, re.M)]
    assert len(marked) == len(ARTICLES) / 10


def test_no_day_lies_ahead_whatever_the_size() -> None:
    days = [article.date.date() for article in ARTICLES]
    assert days == sorted(days)
    assert days[-1] == LAST_DAY


def test_an_article_of_the_corpus_is_read_back_as_it_was_written() -> None:
    article = ARTICLES[7]
    assert markdown(article).count("\n## What") == 1
    assert "generated:" in markdown(article)
