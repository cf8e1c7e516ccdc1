"""`check` tells what is wrong with a site, each at its line and column, with a cure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from desk import QuickPress

from broadsheet import flow
from broadsheet.checking.feeds import Feeds
from broadsheet.checking.links import Links
from broadsheet.errors import Problem
from broadsheet.model import Artifact
from broadsheet.site import site

NOW = dt.datetime(2025, 8, 10, 12, tzinfo=dt.UTC)
FERRY = "content/2025/07/29/ferry.md"
MILL = "content/2025/07/29/mill.md"
ADA = "content/entities/ada.md"


@pytest.fixture(autouse=True)
def one_press(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)


def told(root: Path, files: dict[str, str], settings: str = "") -> list[str]:
    """Return what is told of a site of these files: front matter, or whole texts."""
    for path, said in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said if said.startswith("---") else f"---\n{said}---\nIt rained.\n")
    (root / "broadsheet.yaml").write_text(f"url: https://news.example/\n{settings}")
    return [str(problem) for problem in flow.check(site(root), now=NOW).problems]


PLAIN = "title: Ferry\ndate: 2025-07-29\n"
OTHER = "title: Mill\ndate: 2025-07-29\n"

ALONE = [
    # what an article says beside its title and date, and how its problem begins
    ("topics:\n  - sport\n  - sprot\n", "6:5: unknown topic `sprot` (did you mean `sport`?"),
    ("tags: Sprot, Sport\n", "4:1: unknown topic `sprot` (did you mean `sport`?"),
    ("topics: [science]\n", "4:10: unknown topic `science` (did you mean `science-and-techno"),
    ("topics: [tide-mills]\n", "4:10: unknown topic `tide-mills` (describe it in content/topi"),
    ("story: fery\n", "4:1: no article begins or tells the story `fery` (did you mean `ferry`?"),
    ("image: /static/no.jpg\n", "4:1: there is no image '/static/no.jpg' (put it into templat"),
    ("lastmod: 2025-07-01\n", "4:1: `lastmod` is before `date` (not before 2025-07-29)"),
    ("lastmod: 2025-08-11\n", "4:1: `lastmod` is in the future (correct it"),
    ("corrections:\n  - 2025-08-11: x\n", "5:5: a correction is dated in the future"),
    ("corrections: ['2025-07-01: x']\n", "4:15: a correction is dated before the article"),
    ("aliases: [/a b/]\n", "4:11: no address: '/a b/' ("),
    ("aliases: [/TOPICS/]\n", "4:11: alias of a page: /TOPICS/ is the page /topics/ ("),
    ("aliases:\n  - /2025/07/29/ferry\n", f"5:5: alias of a page: /2025/07/29/ferry is {FERRY} ("),
    ("desciption: x\n", "4:1: unknown key `desciption` (did you mean `description`?)"),
]


@pytest.mark.parametrize(("said", "begin"), ALONE)
def test_a_mistake_is_told_at_its_key_or_value(tmp_path: Path, said: str, begin: str) -> None:
    problems = told(tmp_path, {FERRY: PLAIN + said})
    assert len(problems) == 1
    assert problems[0].startswith(f"{FERRY}:{begin}")


SOUND = [
    "topics: [sport, politics-and-government]\n",
    "story: mill\n",
    "image: /static/style.css\n",
    "image: https://img.example/x.jpg\n",
    "lastmod: 2025-08-10\n",
    "corrections: ['2025-08-10T11:00:00Z: x']\n",
    "aliases: [/old/, Another Name]\n",
    "date: 2031-01-01\ndraft: true\n",
]


@pytest.mark.parametrize("said", SOUND)
def test_what_is_well_is_passed_over(tmp_path: Path, said: str) -> None:
    plain = PLAIN if "date" not in said[:4] else "title: Ferry\n"
    assert told(tmp_path, {FERRY: plain + said, MILL: OTHER}) == []


def test_a_topic_of_ones_own_is_well_once_two_use_it_or_it_is_described(tmp_path: Path) -> None:
    files = {FERRY: f"{PLAIN}topics: [tide-mills]\n"}
    assert len(told(tmp_path, files)) == 1
    assert told(tmp_path, {**files, MILL: f"{OTHER}topics: [tide-mills]\n"}) == []
    (tmp_path / MILL).unlink()
    (tmp_path / "content" / "topics.yaml").write_text("tide-mills: Tide mills\n")
    assert told(tmp_path, files) == []


def test_a_date_in_the_future_counts_in_the_zone_of_the_site(tmp_path: Path) -> None:
    files = {"content/2025/08/11/ferry.md": "title: Ferry\ndate: 2025-08-11\n"}
    assert len(told(tmp_path, files)) == 1
    assert told(tmp_path, files, "timezone: Pacific/Auckland\n") == []


def test_addresses_that_clash_are_told_where_the_slug_stands(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, {FERRY: PLAIN, MILL: f"{OTHER}slug: ferry\n"})
    assert problem.startswith(f"{MILL}:4:1: wants the address /2025/07/29/ferry/ of {FERRY}")


def test_aliases_that_clash_are_told_but_for_capitals_too(tmp_path: Path) -> None:
    same = {FERRY: f"{PLAIN}aliases: [/old/]\n", MILL: f"{OTHER}aliases: [/b/, /old/]\n"}
    assert told(tmp_path, same)[0].startswith(f"{MILL}:4:16: alias taken: /old/ (")
    folded = {MILL: f"{OTHER}aliases: [/Old/]\n"}
    fault = f"{MILL}:4:11: alias taken, but for capitals: /Old/ is /old/ of {FERRY} ("
    assert told(tmp_path, folded)[0].startswith(fault)


@pytest.mark.parametrize("other", ["FERRY.md", "fe\u0301rry.md"])
def test_files_that_some_disks_take_for_one_are_told(tmp_path: Path, other: str) -> None:
    first = FERRY if other.isascii() else "content/2025/07/29/f\u00e9rry.md"
    second = f"content/2025/07/29/{other}"
    problems = told(tmp_path, {first: f"{PLAIN}slug: a\n", second: f"{PLAIN}slug: b\n"})
    path, line, column, message = problems[0].split(":", 3)
    assert {path} < {first, second}
    assert (line, column) == ("1", "1")
    assert message.startswith(" on many disks this is the same file as ")


def test_a_record_that_nobody_needs_is_told(tmp_path: Path) -> None:
    files = {FERRY: f"{PLAIN}people: [Ada Moor]\n", ADA: "name: Ada More\ntype: person\n"}
    (problem,) = told(tmp_path, files)
    assert problem.startswith(f"{ADA}:2:1: no article names 'Ada More' (add the name that arti")
    assert told(tmp_path, {ADA: "type: person\naliases: [ada  moor]\n"}) == []
    assert told(tmp_path, {ADA: "name: X\ntype: person\npublic: false\n"}) == []


def test_what_is_no_address_elsewhere_is_told(tmp_path: Path) -> None:
    record = "name: Ada Moor\ntype: person\nsame_as:\n  - https://a.example/\n  - Q42\n"
    (problem,) = told(tmp_path, {FERRY: f"{PLAIN}people: [Ada Moor]\n", ADA: record})
    assert problem.startswith(f"{ADA}:6:5: `same_as` is no web address: 'Q42' (such as https:")


def test_every_problem_has_a_line_and_a_column(tmp_path: Path) -> None:
    files = {FERRY: "title: Ferry\n", "content/x.md": "title: X\n", MILL: "---\ntitle: [x\n---\n"}
    told(tmp_path, {**files, ADA: "name: Ada\n"})
    found = flow.check(site(tmp_path), now=NOW).problems
    assert len(found) >= 3
    assert all(problem.line and problem.column for problem in found)


def test_ids_that_stand_twice_in_a_page_are_seen() -> None:
    reader = Links()
    reader.feed('<p id="a">\n<p id="b">\n<p id="a">')
    assert reader.doubled == {"a": 3}


# ---- feeds ------------------------------------------------------------------------------------

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:x,2025:/</id><title>X</title>
<updated>2025-08-01T00:00:00Z</updated><author><name>X</name></author>
<link rel="self" href="https://x.example/feed.atom"/>
<entry><id>tag:x,2025:/a</id><title>A</title><updated>2025-08-01T00:00:00Z</updated>
<link href="https://x.example/a/"/></entry></feed>"""
RSS = """<rss version="2.0"><channel><title>X</title><link>https://x.example/</link>
<description>X</description>
<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="https://x.example/feed.rss"/>
<item><title>A</title><guid>a</guid><pubDate>Fri, 01 Aug 2025 00:00:00 +0000</pubDate></item>
</channel></rss>"""
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "X", "feed_url": '
    '"https://x.example/feed.json", "items": [{"id": "a", "content_text": "A", '
    '"date_published": "2025-08-01T00:00:00Z"}]}'
)
FEEDS = {"feed.atom": ATOM, "feed.rss": RSS, "feed.json": JSON}


def faults(path: str, text: str) -> list[str]:
    feeds = Feeds("https://x.example", set(FEEDS))
    return [problem.message for problem in feeds.faults(Artifact(path, text.encode()))]


@pytest.mark.parametrize("path", FEEDS)
def test_a_sound_feed_has_no_fault(path: str) -> None:
    assert faults(path, FEEDS[path]) == []


BROKEN = [
    ("feed.atom", "<title>X</title>", "", "the feed has no title"),
    ("feed.atom", "<title>A</title>", "<title/>", "an entry has no title"),
    ("feed.atom", "<author><name>X</name></author>", "", "an entry has no author, and the feed"),
    ("feed.atom", "2025-08-01T00:00:00Z", "1 August", "'1 August' is no date"),
    ("feed.atom", "x.example/feed.atom", "y.example/feed.atom", "does not name an address of thi"),
    ("feed.atom", '<link href="https://x.example/a/"/>', "", "an entry has no link"),
    ("feed.atom", "</feed>", "", "is not well formed: "),
    ("feed.rss", "<description>X</description>", "", "the channel has no description"),
    ("feed.rss", "<guid>a</guid>", "", "an item has no guid"),
    ("feed.rss", "01 Aug 2025", "2025-08-01", "'Fri, 2025-08-01 00:00:00 +0000' is no date"),
    ("feed.rss", 'rel="self"', 'rel="next"', "does not name an address of this site"),
    ("feed.json", '"title": "X", ', "", "the feed has no title"),
    ("feed.json", '"id": "a", ', "", "an item has no id"),
    ("feed.json", '"content_text": "A", ', "", "an item has no content"),
    ("feed.json", "2025-08-01T00:00:00Z", "2025-08-01", "'2025-08-01' is no date"),
    ("feed.json", "https://jsonfeed.org/version/1.1", "2", "does not say its version"),
]


@pytest.mark.parametrize(("path", "was", "becomes", "fault"), BROKEN)
def test_what_a_reader_would_refuse_is_told(path: str, was: str, becomes: str, fault: str) -> None:
    found = faults(path, FEEDS[path].replace(was, becomes))
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_ids_that_stand_twice_in_a_feed_are_told() -> None:
    entry = ATOM[ATOM.index("<entry>") : ATOM.index("</feed>")]
    assert faults("feed.atom", ATOM.replace(entry, entry + entry)) == [
        "the id tag:x,2025:/a stands twice"
    ]


def test_two_feeds_of_one_id_are_told() -> None:
    feeds = Feeds("https://x.example", {"feed.atom", "topics/a/feed.atom"})
    assert list(feeds.faults(Artifact("feed.atom", ATOM.encode()))) == []
    other = ATOM.replace("x.example/feed", "x.example/topics/a/feed")
    assert list(feeds.faults(Artifact("topics/a/feed.atom", other.encode()))) == [
        Problem("site/topics/a/feed.atom", "bears the id of another feed, feed")
    ]
