"""What becomes of a clipping, and what small files declare."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from broadsheet import content
from broadsheet.content import TopicNote
from broadsheet.errors import InputError
from broadsheet.model import (
    Annotations,
    Block,
    Clipping,
    Quote,
    Record,
    Sidecar,
    Span,
    TopicScore,
)

CLIPPING = Clipping(
    seed="seeds/a.txt",
    span=Span(4, 9),
    title="Ferry\x07 stays\nin harbour",
    body=(Block("paragraph", "It *stays*."), Block("subhead", "WHY"), Block("paragraph", "Fog.")),
    source="Ottilie Post",
    agency="",
    authors=("Ida Maren", "Ida Maren", " "),
    date=dt.date(2026, 3, 10),
    url="https://example.org/ferry",
    captured=dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC),
    captured_basis="stated",
)
FOUND = Annotations(
    lang="en",
    people=("Ida Maren",),
    places=("Ottilie",),
    topics=(TopicScore("weather", "medtop:17000000", 0.9), TopicScore("society", "", 0.4)),
    summary="It *stays*.",
    key_points=("It *stays*.", "Fog."),
    content_notes=("violence",),
)


def test_a_clipping_becomes_an_article_that_reads_back_as_itself() -> None:
    article = content.written(CLIPPING, FOUND, "2026/03/10/ferry-stays", "storm")
    assert article.title == "Ferry stays in harbour"
    assert article.body == "It \\*stays\\*.\n\n## WHY\n\nFog."
    assert article.topics == ("weather", "society")
    assert (article.agency, article.authors) == (None, ("Ida Maren",))
    assert article.seed == "seeds/a.txt#L4-L9"
    assert article.source_url == "https://example.org/ferry"
    assert article.story == "storm"
    assert not article.edited
    assert content.article(content.markdown(article), article.path) == (article, ())


def test_what_was_said_is_kept_as_lines_of_speaker_and_words() -> None:
    said = (
        Quote("It *stays*,", "Ida Maren"),
        Quote("Nobody knows who said this", None),
        Quote('Of two: "this" and that.', "a\nfisherman"),
    )
    found = replace(FOUND, quotes=said, by="rules 3, annotators 2")
    article = content.written(CLIPPING, found, "2026/03/10/ferry-stays", None)
    assert article.quotes == ("Ida Maren: It *stays*", 'a fisherman: Of two: "this" and that.')
    text = content.markdown(article)
    assert '\nquotes:\n  - "Ida Maren: It *stays*"\n' in text
    assert "\ncaptured_basis: stated\nannotated: rules 3, annotators 2\ngenerated: " in text
    assert content.article(text, article.path) == (article, ())


@pytest.mark.parametrize(
    "lines",
    [
        '  - "Ida Maren: It stays"',
        "  - Ida Maren: It stays",
        '  - Ida Maren: "It stays"',
        "  Ida Maren: It stays",
    ],
)
def test_a_person_may_write_them_as_they_come(lines: str) -> None:
    text = f"---\ntitle: A\ndate: 2026-03-10\nquotes:\n{lines}\n---\n"
    article, problems = content.article(text, "content/a.md")
    assert article is not None
    assert (article.quotes, problems) == (("Ida Maren: It stays",), ())


def test_what_is_no_such_line_is_a_problem() -> None:
    text = "---\ntitle: A\ndate: 2026-03-10\nquotes:\n  - [Ida Maren, It stays]\n---\n"
    article, (problem,) = content.article(text, "content/a.md")
    assert article is not None
    assert article.quotes == ()
    assert str(problem).startswith("content/a.md:5:5: `quotes` must hold lines of")


def test_the_first_article_of_a_story_does_not_name_it() -> None:
    assert content.written(CLIPPING, FOUND, "2026/03/10/ferry", "ferry").story is None


def test_an_article_without_a_date_has_that_of_its_capture() -> None:
    undated = Clipping("seeds/a.txt", Span(1, 1), "A", captured=dt.date(2026, 3, 11))
    article = content.written(undated, FOUND, "2026/03/11/a", None)
    assert (article.date, article.date_basis) == (dt.date(2026, 3, 11), "captured")


def test_a_record_is_a_persons_last_word() -> None:
    text = (
        "---\nname: Ida Maren\ntype: person\naliases: [Maren]\n"
        "same_as:\n  - https://example.org/maren\npublic: true\n---\nA baker.\n"
    )
    assert content.record(text, "content/entities/ida-maren.md") == (
        Record(
            slug="ida-maren",
            name="Ida Maren",
            type="person",
            aliases=("Maren",),
            same_as=("https://example.org/maren",),
            public=True,
            body="A baker.",
        ),
        (),
    )


RECORDS = [
    # front matter, what is said, `public` of the record
    ("type: person\npublic: yes\n", ["3:1: `public` must be true or false (public: true)"], False),
    ("type: person\npublic: false\n", [], False),
    ("type: person\n", [], None),
    ("type: place\nalias: [x]\n", ["3:1: unknown key `alias` (did you mean `aliases`?)"], None),
]


@pytest.mark.parametrize(("front", "said", "public"), RECORDS)
def test_a_mistake_never_publishes_a_person(
    front: str, said: list[str], public: bool | None
) -> None:
    path = "content/entities/ida-maren.md"
    record, problems = content.record(f"---\n{front}---\n", path)
    assert [str(problem).removeprefix(f"{path}:") for problem in problems] == said
    assert record is not None
    assert (record.name, record.public) == ("Ida Maren", public)


def test_a_record_needs_a_type() -> None:
    record, problems = content.record("---\nname: X\ntype: ship\n---\n", "content/entities/x.md")
    assert record is None
    assert [problem.line for problem in problems] == [3]


def test_a_sidecar_says_what_a_person_knows_of_a_capture() -> None:
    text = (
        "captured: 2026-03-10 12:00\nurl: https://example.org\n"
        "source: Post\nlang: no\nnoindex: false\n"
    )
    assert content.sidecar(text, "seeds/a.yaml", "Europe/Lisbon") == Sidecar(
        captured=dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC),
        url="https://example.org",
        source="Post",
        lang="no",
        noindex=False,
    )
    assert content.sidecar("", "seeds/a.yaml", "UTC") == Sidecar()


SIDECARS = [
    ("captured: today\n", "seeds/a.yaml:1:1: `captured` must be a date"),
    (
        "catpured: 2026-03-10\n",
        "seeds/a.yaml:1:1: unknown key `catpured` (did you mean `captured`?)",
    ),
    (
        "colour: red\n",
        "unknown key `colour` (allowed: captured, url, source, lang, rights, noindex)",
    ),
    ("- a\n", "a sidecar is lines of `key: value`"),
    ("source: A: b\n", 'source: "A: b"'),
]


@pytest.mark.parametrize(("text", "said"), SIDECARS)
def test_a_mistake_in_a_sidecar_is_not_passed_over(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        content.sidecar(text, "seeds/a.yaml", "UTC")
    assert said in str(caught.value)


def test_topics_can_be_renamed_and_hidden() -> None:
    text = "politics: Power & politics\nsport:\n  hidden: true\nweather:\n  name: Sky\n"
    assert content.topics(text, "content/topics.yaml") == (
        {
            "politics": TopicNote("Power & politics"),
            "sport": TopicNote(hidden=True),
            "weather": TopicNote("Sky"),
        },
        (),
    )


TOPICS = [
    ("World News: World\n", "1:1: `World News` is no slug of a topic (world-news)"),
    ("sport:\n  hiden: true\n", "2:3: unknown key `hiden` (did you mean `hide`?)"),
    (
        "sport:\n  colour: red\n",
        "2:3: unknown key `colour` (allowed: name, terms, parent, hide, not)",
    ),
    ("sport: [a]\n", "1:1: `sport` must be a name, or have `name`, `terms` or `hide`"),
    ("- sport\n", "1:1: topics are lines of `slug: Name`"),
    ("a: b: c\n", '1:5: a colon inside a value: quote the value (a: "b: c")'),
]


@pytest.mark.parametrize(("text", "said"), TOPICS)
def test_a_mistake_in_topics_is_told(text: str, said: str) -> None:
    _, problems = content.topics(text, "content/topics.yaml")
    assert [str(problem) for problem in problems] == [f"content/topics.yaml:{said}"]
