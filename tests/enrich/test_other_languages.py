"""Stories, key points and summaries in other languages than English."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.stories import Told, stories
from broadsheet.enrich.tagger import tagger

HERE = Path(__file__).parent
RULES = tagger("rules")
LANGUAGES = ("es", "fr", "de", "pt", "it", "ar")


def reports() -> list[tuple[str, str, str, str]]:
    """Return (language, event, title, text)."""
    text = (HERE / "tongues.txt").read_text("utf-8").partition("\n")[2]
    found = []
    for block in text.strip().split("\n\n"):
        head, title, body = block.splitlines()
        language, event = head.split(" | ")
        found.append((language, event, title, body))
    return found


def told(language: str, date: dt.date | None) -> list[tuple[Told, str]]:
    return [
        (Told(f"{language}/{number}-{event}", title, text, date), event)
        for number, (lang, event, title, text) in enumerate(reports())
        if lang == language
    ]


@pytest.mark.parametrize("date", [dt.date(2026, 3, 3), None])
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_reports_meet_and_the_look_alike_stays_apart(language, date):
    articles = told(language, date)
    found = stories([one for one, _ in articles])
    first, second, other = (found[one.id] for one, _ in articles)
    assert first == second != other


def test_languages_do_not_mix():
    articles = [pair for language in LANGUAGES for pair in told(language, dt.date(2026, 3, 3))]
    found = stories([one for one, _ in articles])
    by_story: dict[str, set[str]] = {}
    for one, event in articles:
        by_story.setdefault(found[one.id], set()).add(event)
    assert all(len(events) == 1 for events in by_story.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_summary_and_key_points_are_whole_sentences_of_the_text(language):
    text = next(text for lang, _, _, text in reports() if lang == language)
    said = annotated(Untold("", text, language), RULES)
    first = text.replace("3. März", "3 März").split(". ")[0]
    assert said.lang == language
    assert text.startswith(said.summary)
    assert len(said.summary) > len(first)
    assert said.summary.endswith(".")
    assert 1 <= len(said.key_points) <= 3
    assert all(point in text and point.endswith(".") for point in said.key_points)


def test_a_dense_script_has_a_summary_and_key_points():
    text = "市政府周二关闭了棕榈大桥。潜水员在两根桥柱上发现了裂缝。市长说维修需要九个星期。"
    text += "每天约有一万四千辆汽车通过大桥。渡轮将从周四起免费运送乘客。"
    said = annotated(Untold("棕榈大桥关闭", text, "zh"), RULES)
    assert said.summary.startswith("市政府周二关闭了棕榈大桥。")
    assert len(said.key_points) == 3
    assert all(point in text for point in said.key_points)
