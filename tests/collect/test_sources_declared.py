"""`sources.yaml`: what it may say, and how it tells a mistake."""

from __future__ import annotations

import pytest

from broadsheet.collect.nouns import Source
from broadsheet.collect.sources import sources
from broadsheet.errors import SettingsError


def test_everything_that_can_be_said() -> None:
    said = sources(
        "contact: desk@ellery.example\ndelay: 2.5\nopml: mine.opml\nsources:\n"
        "  - https://gull.example/feed.xml\n"
        "  - url: https://Ellery.example/news\n    kind: section\n    links: /2025/*\n"
        "    title: Harbour\n    source: The Ellery Post\n    lang: de\n    rights: all\n"
        "    noindex: yes please\n".replace("yes please", "true")
        + "    every: 0.5\n    most: 5\n    follow: true\n"
    )
    assert (said.contact, said.delay, said.opml) == (
        "desk@ellery.example",
        2.5,
        (("mine.opml", 3),),
    )
    assert said.sources[0] == Source("https://gull.example/feed.xml", "gull.example", line=5)
    assert said.sources[1] == Source(
        url="https://ellery.example/news",
        title="Harbour",
        kind="section",
        source="The Ellery Post",
        lang="de",
        rights="all",
        noindex=True,
        every=0.5,
        most=5,
        links="/2025/*",
        follow=True,
        line=6,
    )


def test_an_empty_file_names_nothing() -> None:
    assert sources("# later\n").sources == ()


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("source:\n  - url: x\n", "1:1", "there is no key `source` (did you mean `sources`?"),
        ("sources:\n  - url: https://a.example/\n    folow: true\n", "3:5", "`follow`?"),
        ("sources:\n  - url: https://a.example/\n    lnag: en\n", "3:5", "`lang`?"),
        ("sources:\n  - url: https://a.example/\n    kind: feeds\n", "3:5", "`feed`?"),
        ("sources:\n  - url: https://a.example/\n    lang: klingon\n", "3:5", "no language code"),
        ("sources:\n  - url: https://a.example/\n    every: -1\n", "3:5", "hours from 0 to 8760"),
        ("sources:\n  - url: https://a.example/\n    most: 2.5\n", "3:5", "from 1 to 500"),
        ("sources:\n  - url: https://a.example/\n    noindex: yes\n", "3:5", "true, false"),
        ("sources:\n  - url: https://a.example/\n    links: news\n", "3:5", "is no pattern"),
        ("sources:\n  - url: feed.xml\n", "2:5", "is no whole address"),
        ("sources:\n  - url: ftp://a.example/\n", "2:5", "no address of http or https"),
        ("sources:\n  - url: https://me:pass@a.example/\n", "2:5", "a name or a password"),
        ("sources:\n  - title: A\n", "2:5", "a source without `url`"),
        ("sources:\n  - https://a.example/\n  - https://a.example/\n", "3:1", "line 2 already"),
        ("sources:\n  url: https://a.example/\n", "1:1", "is no list of sources"),
        ("- https://a.example/\n", "1:1", "begin with a line `sources:`"),
        ("opml: ../secret.opml\n", "1:1", "lies outside of the site's folder"),
        ("opml: /etc/x.opml\n", "1:1", "lies outside of the site's folder"),
        ("delay: 0\n", "1:1", "seconds from 0.1 to 3600"),
        (
            "sources:\n  - {url: 'https://a.example/', kind: feed, links: /a/*}\n",
            "2",
            "no use with",
        ),
    ],
)
def test_a_mistake_names_line_key_and_cure(text: str, place: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        sources(text)
    line = str(caught.value.problem)
    assert line.startswith(f"sources.yaml:{place}")
    assert told in line
