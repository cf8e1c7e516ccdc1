"""What a person may write in an article's front matter, and what is said of mistakes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from broadsheet import content
from broadsheet.model import Article

PATH = "content/2025/07/29/ferry-stays.md"
DAY = dt.date(2025, 7, 29)


def read(front: str, path: str = PATH, body: str = "Text.\n") -> tuple[Article | None, list[str]]:
    article, problems = content.article(f"---\n{front}---\n{body}", path)
    return article, [str(problem).removeprefix(f"{path}:") for problem in problems]


def sound(front: str, path: str = PATH, body: str = "Text.\n") -> Article:
    article, problems = read(front, path, body)
    assert problems == []
    assert article is not None
    return article


FIELDS = [
    # front matter, field, value
    ("title: NO", "title", "NO"),
    ("title: 1984", "title", "1984"),
    ("title: true", "title", "true"),
    ("title: 12:30", "title", "12:30"),
    ("title: a\ndate: 2025-07-30", "date", dt.date(2025, 7, 30)),
    ("date: 2025-07-30T09:12:00Z", "date", dt.datetime(2025, 7, 30, 9, 12, tzinfo=dt.UTC)),
    ("date: 2025-07-30 09:12", "date", dt.datetime(2025, 7, 30, 9, 12, tzinfo=dt.UTC)),
    ("published: 2025-07-30", "date", dt.date(2025, 7, 30)),
    ("updated: 2025-08-01", "lastmod", dt.date(2025, 8, 1)),
    ("description: So.", "summary", "So."),
    ("author: Ida Maren", "authors", ("Ida Maren",)),
    ("author: [Ida Maren, 311]", "authors", ("Ida Maren", "311")),
    ("authors:\n  - Ida Maren\n  -\n  - Jo Lind", "authors", ("Ida Maren", "Jo Lind")),
    ("authors: [Ida]\nauthor: Jo", "authors", ("Ida", "Jo")),
    ("tags: Sport, World News", "topics", ("sport", "world-news")),
    ("tags: ['#sport']\ncategories: [Sport, Health]", "topics", ("sport", "health")),
    ("topics: [politics, Politics]", "topics", ("politics",)),
    ("draft: true", "draft", True),
    ("noindex: false", "noindex", False),
    ("lang: no", "lang", "no"),
    ("aliases:\n  - /old/\n  - other", "aliases", ("/old/", "other")),
    ("story: ferry-inquiry", "story", "ferry-inquiry"),
    ("slug: ferry", "slug", "ferry"),
    ("source:", "source", None),
    ("mine: {a: [1, NO]}", "extra", {"mine": {"a": [1, "NO"]}}),
    ("cssclasses: [wide]", "extra", {"cssclasses": ["wide"]}),
    ("data: 5", "extra", {"data": 5}),
]


@pytest.mark.parametrize(("front", "field", "value"), FIELDS)
def test_what_a_person_may_write(front: str, field: str, value: Any) -> None:
    assert getattr(sound(front + "\n"), field) == value


MISTAKES = [
    # front matter, what is said, field, its value all the same
    (
        "desciption: So.",
        "2:1: unknown key `desciption` (did you mean `description`?)",
        "extra",
        {"desciption": "So."},
    ),
    ("Title: A", "2:1: unknown key `Title` (did you mean `title`?)", "title", "Ferry stays"),
    ("dtae: 2025-01-01", "2:1: unknown key `dtae` (did you mean `date`?)", "date", DAY),
    (
        "key-points: [a]",
        "2:1: unknown key `key-points` (did you mean `key_points`?)",
        "title",
        None,
    ),
    (
        "title: a\ndate: last Tuesday",
        "3:1: `date` must be a date, or a date with a time and zone "
        "(date: 2025-07-29 or date: 2025-07-29T09:12:00Z)",
        "date",
        DAY,
    ),
    ("title: [a, b]", '2:1: `title` must be a text (title: "[a, b]")', "title", "Ferry stays"),
    (
        "authors:\n  - Ida: the baker",
        '3:5: `authors` must hold texts only (- "Ida: the baker")',
        "authors",
        (),
    ),
    ("people: {a: b}", "2:1: `people` must be a list of texts (people: [])", "people", ()),
    ("draft: yes", "2:1: `draft` must be true or false (draft: true)", "draft", True),
    ("draft: no", "2:1: `draft` must be true or false (draft: false)", "draft", False),
    (
        "slug: My Ferry",
        "2:1: `slug` must be of a-z, 0-9 and hyphens (slug: my-ferry)",
        "slug",
        None,
    ),
    (
        "slug: ../..",
        "2:1: `slug` must be of a-z, 0-9 and hyphens (leave it out to have the file's name)",
        "slug",
        None,
    ),
    (
        'title: ""',
        "2:1: `title` is empty (leave it out to have the first heading)",
        "title",
        "Ferry stays",
    ),
    ("lang: english", "2:1: `lang: english` is no language code (lang: en)", "lang", "en"),
    (
        "date_basis: guess",
        "2:1: `date_basis` must be one of relative, inferred, captured",
        "date_basis",
        None,
    ),
    ("title: #Ottilie wins", '2:1: `title` is empty (title: "#Ottilie wins")', "title", None),
    (
        "summary: a\ndescription: b",
        "3:1: `description` and `summary` are one key: `summary` is used",
        "summary",
        "a",
    ),
]


@pytest.mark.parametrize(("front", "said", "field", "value"), MISTAKES)
def test_a_mistake_is_told_and_the_article_loads(
    front: str, said: str, field: str, value: Any
) -> None:
    article, problems = read(front + "\n")
    assert problems == [said]
    assert article is not None
    if value is not None:
        assert getattr(article, field) == value


BROKEN = [
    ("title: Foo: bar\n", '2:11: a colon inside a value: quote the value (title: "Foo: bar")'),
    ("title: a\ntitle: b\n", "3:1: `title` is said twice, first on line 2 (keep one of the two)"),
    ("authors:\n\t- a\n", "3:1: a tab: indent with blanks (- a)"),
    ("- a\n- b\n", "2:1: front matter is lines of `key: value`"),
    ("just words\n", "2:1: front matter is lines of `key: value`"),
]


@pytest.mark.parametrize(("front", "said"), BROKEN)
def test_broken_front_matter_is_a_problem_and_no_article(front: str, said: str) -> None:
    assert read(front) == (None, [said])


def test_front_matter_without_an_end_is_a_problem() -> None:
    article, problems = content.article("---\ntitle: a\n\nText.\n", PATH)
    assert article is None
    assert str(problems[0]) == (
        f"{PATH}:1:1: the front matter has no end (a line `---` before the text)"
    )


def test_a_file_without_front_matter_is_an_article() -> None:
    article, problems = content.article("Only text.\n", PATH)
    assert problems == ()
    assert article == Article(
        id="2025/07/29/ferry-stays",
        title="Ferry stays",
        date=DAY,
        body="Only text.",
        edited=True,
    )


TITLES = [
    # body, title, body that is left
    ("# The *Marsh* Tern\n\nText.", "The Marsh Tern", "Text."),
    ("Lead.\n\n## Later #\n\nText.", "Later", "Lead.\n\n## Later #\n\nText."),
    ("#hashtag is no heading", "Ferry stays", "#hashtag is no heading"),
    ("Text.", "Ferry stays", "Text."),
    ("", "Ferry stays", ""),
]


@pytest.mark.parametrize(("body", "title", "left"), TITLES)
def test_a_missing_title_is_the_first_heading_or_the_name_of_the_file(
    body: str, title: str, left: str
) -> None:
    article = sound("draft: true\n", body=body)
    assert (article.title, article.body) == (title, left)


def test_a_missing_date_is_that_of_the_folder() -> None:
    assert sound("title: a\n").date == DAY


def test_without_a_date_anywhere_there_is_no_article() -> None:
    article, problems = read("title: a\n", "content/notes/x.md")
    assert article is None
    assert problems == ["1: the article has no date (a line such as `date: 2025-07-29`)"]


def test_a_time_without_a_zone_is_in_the_zone_of_the_site() -> None:
    text = "---\ndate: 2025-07-30T09:12\n---\n"
    article, _ = content.article(text, PATH, "Asia/Kuala_Lumpur")
    assert article is not None
    assert article.date == dt.datetime(2025, 7, 30, 1, 12, tzinfo=dt.UTC)
    assert article.day == dt.date(2025, 7, 30)


def test_an_article_that_names_no_language_has_that_of_the_site() -> None:
    article, _ = content.article("---\ntitle: a\n---\n", PATH, "UTC", "pt-BR")
    assert article is not None
    assert article.lang == "pt-BR"


WRITTEN = content.sealed(
    Article(
        id="2025/07/29/ferry-stays",
        title="Ferry: it stays",
        date=DAY,
        body="One.\n\nTwo.",
        source="Ottilie Post",
        authors=("Ida Maren", "Jo Lind"),
        topics=("politics",),
        story="ferry-inquiry",
        seed="seeds/a.txt#L1-L9",
        captured=dt.datetime(2025, 7, 29, 12, tzinfo=dt.UTC),
    )
)


def test_the_machine_form_is_plain_to_read() -> None:
    assert content.markdown(WRITTEN) == (
        "---\n"
        'title: "Ferry: it stays"\n'
        "date: 2025-07-29\n"
        "lang: en\n"
        "source: Ottilie Post\n"
        "authors:\n"
        "  - Ida Maren\n"
        "  - Jo Lind\n"
        "topics:\n"
        "  - politics\n"
        "story: ferry-inquiry\n"
        "seed: seeds/a.txt#L1-L9\n"
        "captured: 2025-07-29T12:00:00Z\n"
        f"generated: {WRITTEN.generated}\n"
        "---\n"
        "\n"
        "One.\n"
        "\n"
        "Two.\n"
    )


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_are_no_edit(prefix: str, end: str) -> None:
    text = prefix + content.markdown(WRITTEN).replace("\n", end)
    assert content.article(text, PATH) == (WRITTEN, ())


EDITS = [
    ("Two.", "Two, mended."),
    ("source: Ottilie Post", "source: Post"),
    ("lang: en\n", "lang: en # sure\n"),
    ("generated: ", "generated: 0"),
    (f"generated: {WRITTEN.generated}\n", ""),
    ("story: ferry-inquiry\n", ""),
]


@pytest.mark.parametrize(("was", "became"), EDITS)
def test_an_edit_is_seen(was: str, became: str) -> None:
    text = content.markdown(WRITTEN)
    assert was in text
    article, _ = content.article(text.replace(was, became), PATH)
    assert article is not None
    assert article.edited


def test_nothing_a_megabyte_long_takes_long() -> None:
    for character in ("-", "#", "a", " ", ":", "\n", "[", '"', "é"):
        for text in (
            character * 1_000_000,
            f"---\n{character * 200_000}\n---\n",
            f"---\ntitle: {character * 200_000}\n---\n",
            f"---\ntitle: a\n---\n{character * 1_000_000}",
        ):
            content.article(text, PATH)
