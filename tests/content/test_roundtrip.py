"""An article is read back from its file exactly as it was, whatever it holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import content
from broadsheet.content.values import written
from broadsheet.model import Article

NASTY = [
    "Foo: bar",
    "- not a list",
    "---",
    "...",
    "#hashtag, not a comment",
    "before #after",
    "a # b",
    '"quoted"',
    "it's 'so'",
    """both "and" 'so'""",
    "back\\slash",
    "NO",
    "on",
    "yes",
    "null",
    "~",
    "12:30",
    "010",
    "1e3",
    "0x1F",
    "2025-07-29",
    "true",
    "[list]",
    "{map}",
    "*alias*",
    "&anchor",
    "!tag",
    "@at",
    "`tick`",
    "%percent",
    "| pipe",
    "> fold",
    "? key",
    ": value",
    "ends with colon:",
    " blanks at both ends ",
    "two\nlines",
    "tab\there",
    "carriage\rreturn",
    "next\x85line",
    "line\u2028separator",
    "bell\x07",
    "delete\x7f",
    "byte order\ufeffmark",
    "مرحبا بالعالم",
    "\u202eright to left\u202c",
    "👩‍👩‍👧 emoji",
    "日本語の題",
    "<<",
    "=",
    "generated: abc",
    "=cmd|' /C calc'!A0",
    "a" * 3000,
]
texts = st.sampled_from(NASTY) | st.text(min_size=1, max_size=60)
titles = texts.filter(str.strip)
lists = st.lists(texts, max_size=4, unique=True).map(tuple)
slugs = st.sampled_from(["a-slug", "010", "1e3", "no", "x" * 120, "2025-07-29"])
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
zones = st.integers(-14 * 4, 14 * 4).map(lambda n: dt.timezone(dt.timedelta(minutes=15 * n)))
times = st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2100, 1, 1), timezones=zones)
whens = days | times
words = texts.map(str.strip).filter(bool)
corrections = st.builds(lambda when, said: f"{written(when)}: {said}", whens, words)
extras = st.dictionaries(
    texts.filter(lambda key: len(key) <= 40).map(lambda key: f"x-{key}"),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**17), 10**17)
        | texts
        | st.floats(allow_nan=False),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(texts.filter(lambda key: len(key) <= 40), inner, max_size=3)
        ),
        max_leaves=5,
    ),
    max_size=3,
)
articles = st.builds(
    Article,
    id=st.just("2025/07/29/a-title"),
    title=titles,
    date=whens,
    body=st.text(max_size=200) | st.sampled_from(["---\ntitle: x\n---\n", "\n\n", "# h\n\ntext\n"]),
    date_basis=st.sampled_from([None, "relative", "inferred", "captured"]),
    lastmod=st.none() | whens,
    corrections=st.lists(corrections, max_size=3).map(tuple),
    draft=st.booleans(),
    slug=st.none() | slugs,
    aliases=lists,
    lang=st.sampled_from(["en", "no", "ar", "zh-Hans", "und"]),
    summary=st.just("") | texts,
    image=st.none() | texts,
    source=st.none() | texts,
    agency=st.none() | texts,
    authors=lists,
    dateline=st.none() | texts,
    source_url=st.none() | texts,
    topics=st.lists(slugs, max_size=3, unique=True).map(tuple),
    people=lists,
    story=st.none() | slugs,
    key_points=lists,
    content_notes=lists,
    noindex=st.none() | st.booleans(),
    seed=st.none() | st.just("seeds/a.txt#L1-L3"),
    captured=st.none() | whens,
    captured_basis=st.sampled_from([None, "stated", "name", "inferred", "file"]),
    extra=extras,
)


@settings(max_examples=150, deadline=None)
@given(articles)
def test_an_article_comes_back_as_it_was_written(written: Article) -> None:
    sealed = content.sealed(written)
    read, problems = content.article(content.markdown(sealed), sealed.path)
    assert problems == () or all("unknown key" in problem.message for problem in problems)
    assert read == sealed
    assert not read.edited


@settings(max_examples=60, deadline=None)
@given(articles)
def test_the_machine_form_is_canonical(written: Article) -> None:
    text = content.markdown(written)
    read, _ = content.article(text, written.path)
    assert read is not None
    assert content.markdown(read) == text


@settings(max_examples=60, deadline=None)
@given(articles, st.data())
def test_any_change_of_any_character_is_seen_as_an_edit(
    written: Article, data: st.DataObject
) -> None:
    text = content.markdown(written)
    at = data.draw(st.integers(text.index("\n") + 1, len(text) - 2))
    changed = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    read, _ = content.article(changed, written.path)
    assert read is None or read.edited


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_texts_survive_in_every_place(nasty: str) -> None:
    written = content.sealed(
        Article(
            id="2025/07/29/x",
            title=nasty,
            date=dt.date(2025, 7, 29),
            authors=(nasty, "second"),
            source=nasty,
            extra={"mine": nasty, "list": [nasty, {"a": nasty}]},
        )
    )
    assert content.article(content.markdown(written), written.path) == (written, ())
