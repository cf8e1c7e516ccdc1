"""A file of links, as reading lists export them: each page is fetched once, and then left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from faulty_server import Desk, Server, feed, page, reply, told

from broadsheet.errors import SettingsError

SALT, FERRY, TIDE = "http://tern.example/salt", "http://gull.example/ferry", "http://gull.example/x"
POCKET = (
    f"title,url,time_added,tags,status\nSalt,{SALT},1747000000,,unread\nIt,{FERRY},1,,archive\n"
)
READWISE = (
    "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
    f'Salt,{SALT},1,"[]",2025-05-09,0,new,True\nFerry,{FERRY},2,"[]",2025-05-09,0,new,True\n'
)
WALLABAG = [
    {"title": "Salt", "url": SALT, "content": "", "is_archived": 0, "reading_time": 1},
    {"title": "Ferry", "url": FERRY, "content": "", "is_archived": 0, "reading_time": 1},
    {"title": "Here", "url": TIDE, "content": "<p>The tide was high.</p>", "is_archived": 0},
]
OMNIVORE = [
    {"id": name, "slug": name, "title": name, "url": url, "savedAt": "2025-05-09T10:00:00Z"}
    for name, url in (("salt", SALT), ("ferry", FERRY))
]
BOOKMARKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<title>Bookmarks</title>\n<dl>"
    f'<dt><a href="{SALT}" add_date="1">Salt</a>\n<dt><a href="{FERRY}">Ferry</a></dl>'
)
LISTS = {
    "pocket.csv": POCKET,
    "readwise.csv": READWISE,
    "wallabag.json": json.dumps(WALLABAG),
    "omnivore.json": json.dumps(OMNIVORE),
    "bookmarks.html": BOOKMARKS,
    "links.txt": f"\ufeffMy links:\n\n  {SALT}\r\n{FERRY}\nno address\n",
}


@pytest.fixture
def links(desk: Desk, server: Server) -> Path:
    server.routes["/salt"] = reply(page("Salt roads open"), content_type="text/html")
    server.routes["/ferry"] = reply(page("The ferry stops"), content_type="text/html")
    file = desk.root / "pocket.csv"
    file.write_text(POCKET)
    return file


@pytest.mark.usefixtures("links")
@pytest.mark.parametrize("name", LISTS)
def test_every_link_without_a_text_is_fetched(name: str, desk: Desk, server: Server) -> None:
    (desk.root / name).write_text(LISTS[name], encoding="utf-8")
    done = desk.collect(str(desk.root / name))
    assert told(done) == []
    assert sorted(server.paths) == ["/ferry", "/salt"]
    assert [seed.partition("/")[0] for seed in desk.seeds()] == ["gull.example", "tern.example"]
    assert f"url: {SALT}" in desk.sidecar(desk.seeds()[1])


def test_a_second_run_asks_for_nothing_that_is_there(
    links: Path, desk: Desk, server: Server
) -> None:
    server.routes["/ferry"] = reply(b"", "503 Not now")
    assert [problem.partition("http")[2] for problem in told(desk.collect(str(links)))] != []
    server.asked.clear()
    server.routes["/ferry"] = reply(page("The ferry stops"), content_type="text/html")
    desk.clock.later(1)
    planned = desk.collect(str(links), dry=True)
    assert [tally.state for tally in planned.tallies] == ["not due", "waiting"]
    done = desk.collect(str(links))
    assert [tally.state for tally in done.tallies] == ["not due", "stored"]
    assert server.paths == ["/ferry"]
    assert len(desk.seeds()) == 2
    desk.clock.later(10_000)
    assert not desk.collect(str(links)).requests


def test_a_link_is_no_source_that_is_followed(links: Path, desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    desk.follows("sources: [http://ellery.example/feed.xml]\n")
    desk.collect(str(links))
    log = desk.root / "sources.log.tsv"
    assert not log.exists() or "tern.example" not in log.read_text()
    desk.collect()
    assert "ellery.example" in log.read_text()
    assert "tern.example" not in log.read_text()


def test_a_dead_link_is_a_problem_with_its_address_and_many_are_counted(
    desk: Desk, server: Server
) -> None:
    file = desk.root / "links.txt"
    file.write_text("".join(f"http://gull.example/{n}\n" for n in range(30)))
    said = told(desk.collect(str(file)))
    assert len(said) == 21
    assert "http://gull.example/0 answers 404" in " ".join(said)
    assert any("10 more of its links were not to be had (--json lists them)" in one for one in said)
    assert len(server.paths) == 30
    desk.clock.later(1000)
    desk.collect(str(file))
    assert len(server.paths) == 30


def test_addresses_that_are_not_asked_for_are_problems_and_many_are_counted(
    desk: Desk, server: Server
) -> None:
    file = desk.root / "links.txt"
    file.write_text(
        "".join(f"http://me:secret@gull.example/{n}\n" for n in range(25)) + f"{SALT}\n"
    )
    server.routes["/salt"] = reply(page("Salt"), content_type="text/html")
    said = told(desk.collect(str(file)))
    assert sum("holds a name or a password" in one for one in said) == 20
    assert any("5 more addresses are not asked for" in one for one in said)
    assert len(desk.seeds()) == 1


@pytest.mark.parametrize("text", ["", "no links here", '{"a": 1}', "title,url\n", "\0\1\2"])
def test_a_file_that_lists_nothing_is_a_problem_that_says_what_would(text: str, desk: Desk) -> None:
    file = desk.root / "odd.csv"
    file.write_text(text)
    (problem,) = told(desk.collect(str(file)))
    assert "odd.csv: lists no feeds and no links (it should be OPML, the export of" in problem


def test_a_file_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(SettingsError, match=r"none\.csv"):
        desk.collect(str(desk.root / "none.csv"))
