"""What an editor writes of a correction: a line with a date, however YAML reads it."""

from __future__ import annotations

import datetime as dt

import pytest

from broadsheet import content
from broadsheet.model import Article

PATH = "content/2025/07/29/ferry.md"
FIGURE = "2025-08-06: The figure was 12, not 21."


def read(front: str) -> tuple[Article, list[str]]:
    article, problems = content.article(f"---\ntitle: Ferry\n{front}---\nText.\n", PATH)
    assert article is not None
    return article, [str(problem).removeprefix(f"{PATH}:") for problem in problems]


@pytest.mark.parametrize(
    "front",
    [
        f"corrections:\n  - {FIGURE}\n",
        f'corrections:\n  - "{FIGURE}"\n',
        f"corrections: '{FIGURE}'\n",
        "corrections:\n  2025-08-06: The figure was 12, not 21.\n",
        "corrections:\n  - date: 2025-08-06\n    text: The figure was 12, not 21.\n",
        "corrections: [{date: 2025-08-06, text: 'The figure was 12, not 21.'}]\n",
    ],
)
def test_a_correction_is_read_in_every_form_that_editors_leave(front: str) -> None:
    assert read(front)[0].corrections == (FIGURE,)
    assert read(front)[1] == []


def test_a_correction_has_a_day_or_an_instant() -> None:
    article, _ = read(f"corrections: ['{FIGURE}', '2025-08-07T10:00+02:00: Name: misspelled']\n")
    zone = dt.timezone(dt.timedelta(hours=2))
    assert article.corrected == (
        (dt.date(2025, 8, 6), "The figure was 12, not 21."),
        (dt.datetime(2025, 8, 7, 10, tzinfo=zone), "Name: misspelled"),
    )


@pytest.mark.parametrize("wrong", ["last week: x", "2025-13-01: x", "2025-08-06", "2025-08-06: "])
def test_a_line_without_a_date_or_words_is_told_with_its_place(wrong: str) -> None:
    article, problems = read(f'corrections:\n  - "{FIGURE}"\n  - "{wrong}"\n')
    assert article.corrections == (FIGURE,)
    assert len(problems) == 1
    assert problems[0].startswith("5:5: `corrections` must hold lines of a date and words (- ")


@pytest.mark.parametrize("slip", ["correction", "corections", "corrections_"])
def test_a_slip_of_the_key_is_told(slip: str) -> None:
    _, problems = read(f"{slip}: '{FIGURE}'\n")
    assert problems == [f"3:1: unknown key `{slip}` (did you mean `corrections`?)"]


def test_an_article_is_as_new_as_its_newest_correction_or_later_change() -> None:
    assert read("")[0].modified is None
    assert read(f"corrections: '{FIGURE}'\n")[0].modified == dt.date(2025, 8, 6)
    both = f"corrections: '{FIGURE}'\nlastmod: 2025-08-09\n"
    assert read(both)[0].modified == dt.date(2025, 8, 9)
    assert read(both.replace("08-09", "08-01"))[0].modified == dt.date(2025, 8, 6)
