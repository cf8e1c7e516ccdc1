"""`content/removed.yaml`: what it says, and how a mistake in it is told."""

from __future__ import annotations

import datetime as dt

import pytest

from broadsheet.content.removed import removed
from broadsheet.errors import InputError


def told(text: str) -> list[str]:
    return [str(problem).removeprefix("content/removed.yaml:") for problem in removed(text)[1]]


def test_an_entry_is_a_line_or_a_mapping() -> None:
    found, problems = removed(
        "articles:\n"
        "  - content/2026/03/10/dam.md\n"
        "  - article: https://northwire.example/dam\n"
        "    date: 2026-04-02\n"
        "    reason: court\n      order\n"
        "    by: R. Editor\n"
        "names:\n"
        "  - Jane Example\n"
        "  - {name: Vale, type: place, redact: true}\n"
    )
    assert problems == ()
    plain, full = found.articles
    assert (plain.what, plain.line, plain.column) == ("content/2026/03/10/dam.md", 2, 5)
    assert (full.what, full.date) == ("https://northwire.example/dam", dt.date(2026, 4, 2))
    assert (full.reason, full.by) == ("court order", "R. Editor")
    jane, vale = found.names
    assert (jane.what, jane.type, jane.redact) == ("Jane Example", None, False)
    assert (vale.what, vale.type, vale.redact) == ("Vale", "place", True)


@pytest.mark.parametrize("key", ["article", "path", "permalink", "address", "url", "file"])
def test_an_article_may_be_called_what_comes_to_mind(key: str) -> None:
    (entry,) = removed(f"articles:\n  - {key}: /2026/03/10/dam/\n")[0].articles
    assert entry.what == "/2026/03/10/dam/"


@pytest.mark.parametrize("text", ["", "# later\n", "articles:\nnames:\n", "articles: []\n"])
def test_nothing_may_be_removed(text: str) -> None:
    found, problems = removed(text)
    assert (found.articles, found.names, problems) == ((), (), ())


def test_one_line_without_a_list_is_an_entry() -> None:
    assert [entry.what for entry in removed("names: Jane Example\n")[0].names] == ["Jane Example"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("articel:\n  - x\n", "1:1: unknown list `articel` (did you mean `articles`?)"),
        ("persons:\n  - x\n", "1:1: unknown list `persons` (allowed: articles, names)"),
        ("- x\n", "1:1: is no list of what was removed"),
        ("names: [never closed\n", "1:1: a list that is opened and never closed"),
        ("just words\n", "1:1: is no list"),
    ],
)
def test_a_file_that_is_no_such_lists_is_an_error(text: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        removed(text)
    assert fault in str(caught.value)


def test_a_faulty_entry_is_told_and_the_others_count() -> None:
    text = (
        "names:\n  - 1: 2\n  - name: Bob\n    redcat: yes\n    date: soon\n  -\n  - Jane Example\n"
    )
    assert [entry.what for entry in removed(text)[0].names] == ["Bob", "Jane Example"]
    assert told(text) == [
        "2:5: unknown key `1` (allowed: name, type, redact, date, reason, by)",
        "2:5: says no name to remove (name: Jane Example)",
        "4:5: unknown key `redcat` (did you mean `redact`?)",
        "5:5: `date` must be a date, or a date with a time and zone "
        "(date: 2025-07-29 or date: 2025-07-29T09:12:00Z)",
        "6:4: says no name to remove (name: Jane Example)",
    ]


def test_an_entry_of_any_shape_never_raises() -> None:
    odd = ["~", "1", "[a]", "{}", "{article: [x]}", "{article: {a: b}}", "true", "''", "'\\n'"]
    for one in odd:
        removed(f"articles:\n  - {one}\nnames:\n  - {one}\n")
        removed(f"articles: {one}\n")
