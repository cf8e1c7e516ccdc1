"""YAML by the rules of 1.2: text stays text, and a mistake shows the corrected line."""

from __future__ import annotations

import math
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import InputError
from broadsheet.yaml12 import flow, load, quoted, scalar

MEANT = [
    # as written, what it is
    ("NO", "NO"),
    ("on", "on"),
    ("yes", "yes"),
    ("y", "y"),
    ("Off", "Off"),
    ("12:30", "12:30"),
    ("12:30:45", "12:30:45"),
    ("010", "010"),
    ("-010", "-010"),
    ("007.5", "007.5"),
    ("1_000", "1_000"),
    ("2025-07-29", "2025-07-29"),
    ("0b11", "0b11"),
    ("99999999999999999999", "99999999999999999999"),
    ("1e999", "1e999"),
    ("tRUE", "tRUE"),
    ("<<", "<<"),
    ("", None),
    ("~", None),
    ("null", None),
    ("NULL", None),
    ("true", True),
    ("TRUE", True),
    ("False", False),
    ("0", 0),
    ("-17", -17),
    ("+3", 3),
    ("0o17", 15),
    ("0x1F", 31),
    ("3.5", 3.5),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("-2.E+2", -200.0),
    (".inf", math.inf),
    ("-.INF", -math.inf),
    ("'true'", "true"),
    ('"12"', "12"),
    ("!!str 12", "12"),
    ("a # b", "a"),
    ("a#b", "a#b"),
]


@pytest.mark.parametrize(("written", "meant"), MEANT)
def test_what_a_scalar_means(written: str, meant: object) -> None:
    value = load(f"key: {written}\n", "x.yaml").value["key"]
    assert value == meant
    assert type(value) is type(meant)


def test_not_a_number_is_one() -> None:
    assert math.isnan(load("key: .nan\n", "x.yaml").value["key"])


def test_the_place_of_each_key_is_known() -> None:
    document = load("title: a\n\nauthors:\n  - b\n  - c\n", "x.md", first_line=2)
    title, authors = document.entries["title"], document.entries["authors"]
    assert (title.line, title.column, title.text) == (2, 1, "a")
    assert (authors.line, authors.column) == (4, 1)
    assert [(item.line, item.column, item.text) for item in authors.items] == [
        (5, 5, "b"),
        (6, 5, "c"),
    ]


def test_an_alias_is_what_it_names() -> None:
    assert load("a: &x [1, 2]\nb: *x\n", "x.yaml").value == {"a": [1, 2], "b": [1, 2]}


CURES = [
    # text, place, the corrected line
    ("title: Foo: bar\n", (1, 11), 'title: "Foo: bar"'),
    ("a: 1\ntitle: Foo: bar\nb: 2\n", (2, 11), 'title: "Foo: bar"'),
    ('title: "He said "no" today"\nb: 1\n', (1, 18), 'title: "He said \\"no\\" today"'),
    ("title: 'It's over'\nb: 1\n", (1, 12), 'title: "It\'s over"'),
    ('title: "open\nb: 1\n', (1, 1), 'title: "open"'),
    ("title: [Breaking] News\nb: 1\n", (1, 19), 'title: "[Breaking] News"'),
    ("title: {Live} News\nb: 1\n", (1, 15), 'title: "{Live} News"'),
    ("title: *Star* rises\n", (1, 13), 'title: "*Star* rises"'),
    ("title: @harbour says\n", (1, 8), 'title: "@harbour says"'),
    ("title: `code`\n", (1, 8), 'title: "`code`"'),
    ("title: %5 more\n", (1, 8), 'title: "%5 more"'),
    ("title: > than ever\n", (1, 10), 'title: "> than ever"'),
    ("title: | so\n", (1, 10), 'title: "| so"'),
    ("title: - so\n", (1, 8), 'title: "- so"'),
    ('title: "a\\q"\n', (1, 10), 'title: "a\\\\q"'),
    ('title: "Foo" bar\n', (1, 14), 'title: "\\"Foo\\" bar"'),
    ("title:Foo\nb: 1\n", (1, 1), "title: Foo"),
    ("authors: [a, b\nb: 1\n", (1, 1), "authors: [a, b]"),
    ("authors:\n  - *a*\n", (2, 7), '- "*a*"'),
    ("authors:\n\t- a\n", (2, 1), "- a"),
    ("\ttitle: a\n", (1, 1), "title: a"),
    ("a: 1\n  b: 2\n", (2, 4), "b: 2"),
    ("a: 1\nb: x\x07y\n", (2, 5), "b: xy"),
    ("a: 1\na: 2\n", (2, 1), "keep one of the two"),
]


@pytest.mark.parametrize(("text", "place", "cure"), CURES)
def test_a_mistake_shows_the_corrected_line(text: str, place: tuple[int, int], cure: str) -> None:
    with pytest.raises(InputError) as caught:
        load(text, "x.md", first_line=2)
    problem = caught.value.problem
    assert (problem.path, problem.hint) == ("x.md", cure)
    assert problem.line is not None
    assert problem.line - 1 == place[0]
    assert problem.column is not None
    assert abs(problem.column - place[1]) <= 1, "a column may point at the mark or behind it"


REFUSED = [
    ("a: !!python/object:os.system x\n", "are not read"),
    ("a: !secret x\n", "are not read"),
    ("a: *nothing\n", "nothing is named `&nothing`"),
    ("a: &x [*x]\n", "nothing is named `&x`"),
    ("a: 1\n---\nb: 2\n", "a second document"),
    ("? [a, b]\n: c\n", "a key must be a short text"),
    (f"? {'k' * 300}\n: c\n", "a key must be a short text"),
    ("a: " + "[" * 50 + "]" * 50, "nested deeper"),
    ("a: [" + "1," * 30_000 + "]", "more than 20000 values"),
    ("a: " + "x" * 300_000, "longer than 256 KB"),
    ("a: \ud800\n", "a control character, U+D800"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_hostile_files_hold_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        load(text, "x.yaml")


def test_a_billion_laughs_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    started = time.perf_counter()
    with pytest.raises(InputError, match="more than 20000 values"):
        load("\n".join(lines), "x.yaml")
    assert time.perf_counter() - started < 2


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="ab:-#'\"[]{}&*!|>%@`,? \n\t\\~\u2028é😀", max_size=60) | st.text(max_size=60)
)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        load(text, "x.yaml")
    except InputError as error:
        place = (error.problem.line, error.problem.column)
    else:
        place = (1, 1)
    assert None not in place


PLAIN = [
    "Plain words",
    "don't",
    "a:b",
    "-5 degrees",
    "R&D",
    "é à",
    "日本",
    "5 > 4",
    'say "so"',
    "NO",
]
QUOTED = [
    # a text, and what a machine writes
    ("Foo: bar", '"Foo: bar"'),
    ('"so", she said: yes', "'\"so\", she said: yes'"),
    ("- item", '"- item"'),
    ("#tag", '"#tag"'),
    ("true", '"true"'),
    ("010", '"010"'),
    ("12", '"12"'),
    ("2025-07-29", '"2025-07-29"'),
    ("", '""'),
    ("two\nlines", '"two\\nlines"'),
    ("bell\x07", '"bell\\x07"'),
    ("sep\u2028", '"sep\\u2028"'),
    ("'s morgens", '"\'s morgens"'),
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_text_that_needs_no_quotes_gets_none(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(("text", "written"), QUOTED)
def test_a_text_that_needs_quotes_gets_them(text: str, written: str) -> None:
    assert scalar(text) == written


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False)
    | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=20), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(values)
def test_what_is_written_is_read_back(value: object) -> None:
    assert load(f"key: {flow(value)}\n", "x.yaml").value == {"key": value}
    if isinstance(value, str):
        assert load(f"key: {scalar(value)}\n", "x.yaml").value == {"key": value}
        assert load(f"- {scalar(value)}\n- {quoted(value)}\n", "x.yaml").value == [value, value]
