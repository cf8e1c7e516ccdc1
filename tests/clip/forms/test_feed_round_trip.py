"""The feeds of a site that Broadsheet printed give its articles back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from broadsheet import content, flow
from broadsheet.clip.forms import feed
from broadsheet.clip.forms.nouns import Record
from broadsheet.model import Article, Clipping
from broadsheet.site import site

SETTINGS = "title: The Ellery Digest\nurl: https://ellery.example/\ntimezone: Europe/Berlin\n"
FERRY = """\
---
title: 'Ferry late & "nobody" <surprised>'
date: 2025-07-29T09:12:00+02:00
lang: en
source: The Lantern
authors: [Ines Calder, Tomas Brin]
topics: [transport, politics]
source_url: https://lantern.example/ferry?a=1&b=2
---
The *morning* boat from [Port Elden](<https://port.example/a_b>) left at nine, 5 < 6 hours late.

## What comes next

- A new pump
- A new timetable

1. First the pump
2. Then the rest

> We are sorry, said the captain.

| Boat | Hours |
| --- | --- |
| Morning | 9 |

```
left = 9
```

The council meets on Thursday.
"""
PORT = """\
---
title: ميناء إليري يغلق
date: 2025-07-28
lang: ar
source: Harbour Post
topics: [weather]
---
أغلق الميناء يوم الاثنين.

يفتح يوم الخميس.
"""
OWN = """\
---
title: A note of our own
date: 2025-07-27T10:00:00+02:00
lastmod: 2025-07-28T11:00:00+02:00
lang: en
authors: [An Editor]
---
We moved to the quay.
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ellery")
    (root / "broadsheet.yaml").write_text(SETTINGS)
    for day, name, text in ((29, "ferry", FERRY), (28, "port", PORT), (27, "own", OWN)):
        folder = root / "content" / "2025" / "07" / str(day)
        folder.mkdir(parents=True)
        (folder / f"{name}.md").write_text(text)
    assert not flow.publish(site(root)).problems
    return root


@pytest.fixture(scope="module", params=["atom", "rss", "json"])
def back(request: pytest.FixtureRequest, printed: Path) -> dict[str, Clipping]:
    data = (printed / "site" / f"feed.{request.param}").read_bytes()
    assert feed.is_feed(data[:65_536], "page.html")
    told = feed.clipped(
        Record("seeds/ellery.xml", data, dt.datetime(2025, 8, 1, tzinfo=dt.UTC), "stated")
    )
    assert not told.problems
    return {(c.ident or "").rpartition("/")[2]: c for c in told.clippings}


def article(printed: Path, name: str) -> Article:
    path = next(printed.rglob(f"content/**/{name}.md"))
    read, problems = content.article(path.read_text(), path.relative_to(printed).as_posix(), "UTC")
    assert read
    assert not problems
    return read


@pytest.mark.parametrize("name", ["ferry", "port", "own"])
def test_title_text_date_and_people_are_the_same(
    name: str, printed: Path, back: dict[str, Clipping]
) -> None:
    before, after = article(printed, name), back[name]
    assert after.title == before.title
    assert after.authors == before.authors
    assert (after.date, after.date_basis) == (before.date, None)
    assert after.lang == before.lang
    assert content.plain(content.body(after.body)) == content.plain(before.body)


def test_the_markdown_of_a_body_comes_back_with_its_links(
    printed: Path, back: dict[str, Clipping]
) -> None:
    before = article(printed, "ferry").body.replace("*morning*", "morning")
    assert content.body(back["ferry"].body).strip() == before.strip()


def test_outlets_come_back_via_the_site_and_its_own_notes_without(
    back: dict[str, Clipping],
) -> None:
    told = {name: (clipping.source, clipping.via) for name, clipping in back.items()}
    assert told == {
        "ferry": ("The Lantern", "The Ellery Digest"),
        "port": ("Harbour Post", "The Ellery Digest"),
        "own": ("The Ellery Digest", None),
    }


def test_the_address_is_the_originals_where_it_is_known(back: dict[str, Clipping]) -> None:
    assert back["ferry"].url == "https://lantern.example/ferry?a=1&b=2"
    assert back["own"].url == "https://ellery.example/2025/07/27/own/"


def test_times_keep_their_zones_and_days_stay_days(back: dict[str, Clipping]) -> None:
    assert [str(back[name].date) for name in ("ferry", "port")] == [
        "2025-07-29 09:12:00+02:00",
        "2025-07-28",
    ]


def test_topics_come_back_as_keywords(back: dict[str, Clipping]) -> None:
    assert len(back["ferry"].keywords) == 2
    assert len(back["port"].keywords) == 1
    assert back["own"].keywords == ()
