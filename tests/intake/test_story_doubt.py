"""An article that an ingest put into a story on little likeness says so, until a person agrees."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from newsstand import FERRY, Newsstand, clipping

from broadsheet import content

SURVEY = (
    "The county wants a second bridge. Surveyors will look at the river above Saltmarsh in May, "
    "and the inquiry is to cost a million crowns."
)
PATH = "content/2026/03/12/the-county-wants-a-second-bridge.md"
ferry = clipping("Ferry stays in harbour", FERRY)
survey = clipping(
    "The county wants a second bridge", SURVEY, seed="b", date=dt.date(2026, 3, 12), source="Mail"
)


def doubtful() -> Newsstand:
    stand = Newsstand()
    stand.ingest(ferry)
    stand.ingest(ferry, survey)
    return stand


def test_an_article_joined_on_little_likeness_says_how_little() -> None:
    article = doubtful().article(PATH)
    assert article.story == "ferry-stays-in-harbour"
    assert 0.5 <= article.story_doubt < 0.65
    assert not article.edited


def test_one_that_is_surely_of_its_story_says_nothing() -> None:
    stand = Newsstand()
    told = FERRY.replace("Monday", "the day").replace("an hour", "two hours")
    stand.ingest(ferry)
    stand.ingest(ferry, clipping("Ferry inquiry: engines failed", told, seed="b"))
    article = stand.article("content/2026/03/10/ferry-inquiry-engines-failed.md")
    assert article.story == "ferry-stays-in-harbour"
    assert article.story_doubt is None


def test_a_better_reading_keeps_the_doubt() -> None:
    stand = doubtful()
    before = stand.article(PATH)
    assert stand.ingest(ferry, replace(survey, authors=("Ida Maren",)))[PATH] == "changed"
    after = stand.article(PATH)
    assert after.authors == ("Ida Maren",)
    assert (after.story, after.story_doubt) == (before.story, before.story_doubt)


def test_a_person_who_deletes_the_line_has_the_last_word() -> None:
    stand = doubtful()
    lines = stand.files[PATH].splitlines(keepends=True)
    stand.files[PATH] = "".join(line for line in lines if not line.startswith("story_doubt"))
    before = stand.files[PATH]
    article = stand.article(PATH)
    assert article.edited
    assert article.story_doubt is None
    better = replace(survey, authors=("Ida Maren",))
    assert stand.ingest(ferry, better)[PATH] == "kept: edited by hand"
    assert stand.files[PATH] == before


def test_a_doubt_that_is_no_share_is_a_problem_and_left_out() -> None:
    for value in ("much", "1.5", "-1", "true"):
        text = f"---\ntitle: A\ndate: 2026-03-10\nstory_doubt: {value}\n---\n"
        article, problems = content.article(text, "content/2026/03/10/a.md")
        assert article is not None
        assert article.story_doubt is None
        assert [problem.line for problem in problems] == [4]
