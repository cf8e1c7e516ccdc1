"""What was said is shown with its speaker, and leads to the paragraph that has it."""

from __future__ import annotations

import pytest
from newsroom import article, changed, planned, record, shelved

from broadsheet.model import Article
from broadsheet.plan.voices import spoken

BODY = """The ferry stops.

## THE PORT

“We waited all night for a boat,” said Ilse Brandt.

1. One.
2. Two.

“Nothing of this was needed,” Brandt added."""
WAITED = "Ilse Brandt: We waited all night for a boat"
NEEDED = "Ilse Brandt: Nothing of this was needed"


def told(id: str = "2025/07/29/ferry", **more: object) -> Article:
    return article(
        id, **{"people": ["Ilse Brandt"], "body": BODY, "quotes": [WAITED, NEEDED], **more}
    )


def quoted(*articles: Article, at: str = "/people/ilse-brandt/", **more: object) -> list[str]:
    """Return what a page quotes: speaker, words, address."""
    page = planned(shelved(*articles, **more))[at].data  # type: ignore[arg-type]
    return [f"{one.speaker.name}: {one.text} {one.article.href}" for one in page.quotes]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ilse Brandt: It is late", ("Ilse Brandt", "It is late")),
        ("Ilse Brandt: “It is: late.”", ("Ilse Brandt", "It is: late.")),
        ("It is late", ("", "")),
        (": It is late", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_line_of_the_front_matter_has_a_speaker_and_words(
    line: str, said: tuple[str, str]
) -> None:
    assert spoken(line) == said


def test_a_person_s_page_quotes_with_the_paragraph_where_it_is_sure() -> None:
    assert quoted(told()) == [
        "Ilse Brandt: We waited all night for a boat /2025/07/29/ferry/#p2",
        "Ilse Brandt: Nothing of this was needed /2025/07/29/ferry/",
    ]


def test_a_speaker_by_another_of_its_names_is_the_same() -> None:
    quotes = ["I. Brandt: We waited all night for a boat"]
    known = [record("Ilse Brandt", aliases=("I. Brandt",))]
    assert len(quoted(told(quotes=quotes), records=known)) == 1
    assert quoted(told(quotes=quotes)) == []


def test_the_newest_come_first_and_are_few() -> None:
    days = [
        told(f"2025/07/{day}/a", quotes=[f"Ilse Brandt: It is day {day} of it"])
        for day in range(10, 20)
    ]
    assert quoted(*days) == [
        f"Ilse Brandt: It is day {day} of it /2025/07/{day}/a/" for day in (19, 18, 17, 16)
    ]


def test_a_story_lets_every_speaker_speak_before_one_speaks_twice() -> None:
    one = told(quotes=[f"Ilse Brandt: This is sentence {n}" for n in range(4)], story="ferry")
    two = told("2025/07/30/b", quotes=["A passenger: I took the bus"], story="ferry")
    told_twice = told("2025/07/30/c", quotes=["A passenger: I took the bus"], story="ferry")
    assert quoted(one, two, told_twice, at="/stories/ferry/") == [
        "Ilse Brandt: This is sentence 0 /2025/07/29/ferry/",
        "Ilse Brandt: This is sentence 1 /2025/07/29/ferry/",
        "Ilse Brandt: This is sentence 2 /2025/07/29/ferry/",
        "A passenger: I took the bus /2025/07/30/b/",
    ]


def test_of_a_sensitive_story_no_person_is_quoted() -> None:
    quotes = [WAITED, "A neighbour: We heard it all", "Vale Court: Ilse Brandt was heard in May"]
    quotes += ["Vale Court: The court has adjourned"]
    noted = {"content_notes": ["sexual-violence"], "organizations": ["Vale Court"]}
    pair = [told(quotes=quotes, story="x", **noted), told("2025/07/30/b", story="x", quotes=[])]
    assert quoted(*pair, at="/stories/x/") == [
        "Vale Court: The court has adjourned /2025/07/29/ferry/"
    ]
    opened = [record("Ilse Brandt", public=True)]
    assert len(quoted(*pair, at="/stories/x/", records=opened)) == 3


def test_where_excerpts_are_published_no_more_is_quoted() -> None:
    long = told(source="Vale Post", body=f"{'word ' * 70}\n\n{BODY}")
    assert quoted(long, publish="excerpt") == []
    assert len(quoted(long)) == 2


def test_a_quotation_that_changes_touches_the_pages_that_show_it() -> None:
    before = shelved(told(), told("2025/07/30/b", people=["Ove Vale"], quotes=[]))
    after = shelved(told(quotes=[WAITED]), told("2025/07/30/b", people=["Ove Vale"], quotes=[]))
    assert changed(before, after)["changed"] == {"/people/ilse-brandt/"}
