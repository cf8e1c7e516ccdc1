"""The settings say what a person decided, and a mistake says where and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.config import Settings, settings
from broadsheet.errors import SettingsError

PROJECT = Path(__file__).parents[2]


def test_an_empty_file_gives_the_defaults() -> None:
    assert settings("") == settings("# nothing\n") == Settings()


def test_every_key_is_read() -> None:
    text = (
        "title: 'Ottilie: the digest'\ntagline: Day by day\nurl: https://Example.org/sub/\n"
        "language: pt-BR\ntimezone: Europe/Lisbon\nauthor: The desk\npublish: excerpt\n"
        "list_length: 12\nfeed_length: 50\npictures: all\n"
        "websub: https://hub.example.org/?a=1\nindexnow_key: 0123456789-abc\n"
    )
    assert settings(text) == Settings(
        title="Ottilie: the digest",
        tagline="Day by day",
        url="https://example.org/sub",
        language="pt-BR",
        timezone="Europe/Lisbon",
        author="The desk",
        publish="excerpt",
        list_length=12,
        feed_length=50,
        pictures="all",
        websub="https://hub.example.org/?a=1",
        indexnow_key="0123456789-abc",
    )


def test_the_documented_settings_of_the_samples_are_good() -> None:
    text = (PROJECT / "broadsheet.yaml").read_text("utf-8")
    assert settings(text).title == "The Aldermarch Broadsheet"
    for key in Settings.__dataclass_fields__:
        assert f"\n{key}: " in text, f"{key} is not documented"


ADDRESSES = [
    # url, host, base, absolute("/a/")
    ("https://example.org", "example.org", "", "https://example.org/a/"),
    ("https://example.org/", "example.org", "", "https://example.org/a/"),
    ("https://example.org/sub/", "example.org", "/sub", "https://example.org/sub/a/"),
    ("http://localhost:8000/", "localhost", "", "http://localhost:8000/a/"),
    ("http://[::1]:8000/x/y", "::1", "/x/y", "http://[::1]:8000/x/y/a/"),
]


@pytest.mark.parametrize(("url", "host", "base", "absolute"), ADDRESSES)
def test_addresses(url: str, host: str, base: str, absolute: str) -> None:
    said = settings(f"url: {url}\n")
    assert (said.host, said.base, said.absolute("/a/")) == (host, base, absolute)


def test_values_that_look_like_other_types_stay_text() -> None:
    said = settings("title: 2025\ntagline: NO\nlanguage: no\nauthor: 010\n")
    assert (said.title, said.tagline, said.language, said.author) == ("2025", "NO", "no", "010")


MISTAKES = {
    "titel: x": ("1:1: there is no setting `titel`", "did you mean `title`? allowed: title, tag"),
    "colour: red": ("1:1: there is no setting `colour`", "allowed: title, tagline, url"),
    "title: ''": ("1:1: `title: ` is empty", "allowed: a text"),
    "title: [a]": ("1:1: `title: a list or mapping` is not one line of text", "a text"),
    "title: A: b": ("1:9: a colon inside a value", 'title: "A: b"'),
    "title: a\ntitle: b": ("2:1: `title` is said twice, first on line 1", "keep one"),
    "url: example.org": ("1:1: `url: example.org` is no web address", "https://example.org/"),
    "url: ftp://example.org": ("is no web address", "allowed: http:// or https://"),
    "url: https://exa mple.org": ("is no web address", "allowed: http:// or https://"),
    "url: https://x.org/?a=1": ("is more than an address", "allowed: http:// or https://"),
    "url: https://me@x.org/": ("is more than an address", "allowed: http:// or https://"),
    "url: https://x.org/a/../b": ("has a path that is not plain", "https://example.org/"),
    "url: http://x.org:99999": ("is no web address", "allowed: http:// or https://"),
    "timezone: Berlin": ("1:1: `timezone: Berlin` is no time zone", "such as Europe/Berlin"),
    "timezone: ../../etc/passwd": ("is no time zone", "such as UTC"),
    "timezone: Europe": ("is no time zone", "such as Europe/"),
    "language: english": ("1:1: `language: english` is no language code", "such as en, pt-BR"),
    "language: xx": ("is no language code", "ISO 639-1"),
    "list_length: 0": ("1:1: `list_length: 0` is out of range", "from 1 to 500"),
    "list_length: true": ("is out of range", "from 1 to 500"),
    "# x\n\nfeed_length: 51": ("3:1: `feed_length: 51` is out of range", "from 1 to 50"),
    "pictures: true": ("1:1: `pictures: true` is none of them", "none, stories, all"),
    "feeds: none": ("1:1: `feeds: none` is none of them", "all, topics, site"),
    "websub: hub": ("1:1: `websub: hub` is no web address", "https://hub.example.org/"),
    "websub: file:///etc/passwd": ("is no web address", "https://hub.example.org/"),
    "indexnow_key: abc": ("1:1: `indexnow_key: abc` is no key", "8 to 128 letters"),
    "indexnow_key: ../../../a": ("is no key", "8 to 128 letters"),
    "publish: some": ("1:1: `publish: some` is none of them", "allowed: full, excerpt"),
    "- a": ("1:1: settings are lines of `key: value`", "title, tagline, url"),
    "just words": ("1:1: settings are lines of `key: value`", "title, tagline, url"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_names_file_line_key_and_what_is_allowed(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(text + "\n", "broadsheet.yaml")
    message, hint = MISTAKES[text]
    assert str(caught.value).startswith("broadsheet.yaml:")
    assert message in str(caught.value)
    assert hint in caught.value.problem.hint
