"""What is stored, what is reported, and what a second run asks for."""

from __future__ import annotations

import os
import shutil

import pytest
from faulty_server import Desk, Server, feed, moved, page, reply, told

from broadsheet.content import sidecar
from broadsheet.content.followed import followed

FEED = "http://ellery.example/feed.xml"


def test_a_feed_is_stored_as_it_came_with_its_sidecar(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed("http://ellery.example/a"))
    desk.follows(
        f"sources:\n  - url: {FEED}\n    source: The Ellery Post\n    lang: en\n"
        "    rights: by permission\n    noindex: true\n"
    )
    done = desk.collect()
    assert desk.seeds() == ["ellery.example/2025-07-29-feed.xml"]
    assert desk.data(desk.seeds()[0]) == feed("http://ellery.example/a").encode()
    said = desk.sidecar(desk.seeds()[0])
    assert said == (
        'captured: "2025-07-29T09:12:01+00:00"\n'
        "url: http://ellery.example/feed.xml\n"
        "source: The Ellery Post\nlang: en\nrights: by permission\nnoindex: true\n"
    )
    declared = sidecar(said, "x.yaml", "UTC")
    assert (declared.source, declared.noindex) == ("The Ellery Post", True)
    assert not done.problems
    assert server.paths == ["/feed.xml"]


def test_a_second_run_asks_only_for_what_changed(desk: Desk, server: Server) -> None:
    def answer(made: object, request: object) -> None:
        same = request.headers.get("if-none-match") == '"v1"'  # type: ignore[attr-defined]
        whole = reply(feed(), etag='"v1"', last_modified="Tue, 29 Jul 2025 09:00:00 GMT")
        made.sendall(reply(status="304 Not Modified") if same else whole)  # type: ignore[attr-defined]

    server.routes["/feed.xml"] = answer
    desk.follows(f"sources:\n  - url: {FEED}\n    every: 0\n")
    desk.collect()
    done = desk.collect()
    assert [one.headers.get("if-modified-since") for one in server.asked if "feed" in one.path] == [
        None,
        "Tue, 29 Jul 2025 09:00:00 GMT",
    ]
    assert done.tallies[0].unchanged == 1
    assert len(desk.seeds()) == 1


def test_the_same_bytes_are_not_stored_twice_without_an_etag(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources:\n  - url: {FEED}\n    every: 0\n")
    assert [len(one.collect().tallies[0].stored) for one in (desk, desk)] == [1, 0]


def test_other_bytes_of_the_same_day_are_stored_beside(desk: Desk, server: Server) -> None:
    desk.follows(f"sources:\n  - url: {FEED}\n    every: 0\n")
    for link in ("http://ellery.example/a", "http://ellery.example/b"):
        server.routes["/feed.xml"] = reply(feed(link))
        desk.collect()
    names = ["ellery.example/2025-07-29-feed-2.xml", "ellery.example/2025-07-29-feed.xml"]
    assert desk.seeds() == names


def test_a_file_that_a_person_put_there_is_never_written_over(desk: Desk, server: Server) -> None:
    mine = desk.root / "seeds/collected/ellery.example/2025-07-29-feed.xml"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources: [{FEED}]\n")
    desk.collect()
    assert mine.read_text() == "mine"
    assert "ellery.example/2025-07-29-feed-2.xml" in desk.seeds()


def test_a_source_is_not_asked_before_it_is_due(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources:\n  - url: {FEED}\n    every: 6\n    title: Post\n")
    desk.collect()
    desk.clock.later(5)
    assert desk.collect().tallies[0].state == "not due"
    desk.collect("post")
    desk.clock.later(6)
    desk.collect()
    assert server.paths == ["/feed.xml"] * 3


def test_entries_are_fetched_whole_and_only_once(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed("/news/a?utm=x", "http://ellery.example/news/b"))
    server.routes["/news/a?utm=x"] = moved("/news/a")
    server.routes["/news/a"] = reply(page("A ferry is late"))
    server.routes["/news/b"] = reply(page("A mole is mended"))
    desk.follows(f"sources:\n  - url: {FEED}\n    every: 0\n    follow: true\n    lang: en\n")
    done = desk.collect()
    assert len(done.tallies[0].stored) == 3
    assert "url: http://ellery.example/news/a\n" in desk.sidecar(
        next(seed for seed in desk.seeds() if b"ferry" in desk.data(seed))
    )
    before = len(server.paths)
    desk.collect()
    assert server.paths[before:] == ["/feed.xml"]


def test_a_clone_without_a_memory_knows_what_lies_in_seeds(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed("/news/ferry-late"))
    server.routes["/news/ferry-late"] = reply(page("A ferry is late"))
    desk.follows(f"sources:\n  - url: {FEED}\n    every: 0\n    follow: true\n")
    desk.collect()
    seeds = desk.seeds()
    shutil.rmtree(desk.root / ".broadsheet")
    before = len(server.paths)
    desk.collect()
    assert server.paths[before:] == ["/feed.xml"]
    assert desk.seeds() == seeds


def test_a_memory_that_is_broken_is_put_aside(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources: [{FEED}]\n")
    (desk.root / ".broadsheet/collect").mkdir(parents=True)
    (desk.root / ".broadsheet/collect/memory.db").write_bytes(b"not a database at all" * 90)
    done = desk.collect()
    assert len(desk.seeds()) == 1
    assert any("could not be read" in note for note in done.notes)


def test_a_section_gives_its_articles_and_is_not_stored_itself(desk: Desk, server: Server) -> None:
    links = "".join(
        f'<li><a href="/2025/07/{day}/harbour-news-of-the-day-{day}">The harbour news of the day'
        "</a></li>"
        for day in ("27", "29", "28")
    )
    more = '<nav><a href="/about/us-and-our-work-here">About us and our work here</a></nav>'
    server.routes["/news/"] = reply(page("News", f"{more}<ul>{links}</ul>"))
    for day in ("27", "28", "29"):
        path = f"/2025/07/{day}/harbour-news-of-the-day-{day}"
        server.routes[path] = reply(page(f"News of {day}"))
    desk.follows("sources:\n  - {url: http://ellery.example/news/, kind: section, most: 2}\n")
    desk.collect()
    assert [seed[26:] for seed in desk.seeds()] == [
        "harbour-news-of-the-day-28.html",
        "harbour-news-of-the-day-29.html",
    ]
    assert server.paths[1:] == [f"/2025/07/{d}/harbour-news-of-the-day-{d}" for d in ("29", "28")]


def test_what_a_killed_run_left_is_fetched_by_the_next(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["/feed.xml"] = reply(feed(*(f"/news/ferry-{n}" for n in range(4))))
    for n in range(4):
        server.routes[f"/news/ferry-{n}"] = reply(page(f"Ferry {n}"))
    desk.follows(f"sources:\n  - url: {FEED}\n    follow: true\n")
    from broadsheet.collect.storing import Store

    keep = Store.keep

    def killed(self: Store, got: object, *more: object) -> str | None:
        if got.url.endswith("ferry-2"):  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        return keep(self, got, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "keep", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.collect()
    assert len(desk.seeds()) == 3
    monkeypatch.undo()
    before = len(server.paths)
    desk.collect()
    assert server.paths[before:] == ["/news/ferry-2", "/news/ferry-3"]
    assert len(desk.seeds()) == 5


def test_the_sidecar_of_a_killed_run_does_not_stay_alone(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet import disk

    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources: [{FEED}]\n")
    add, removed = disk.add, disk.remove

    def killed(root: object, path: str, *more: object) -> None:
        if path.endswith(".xml"):
            raise KeyboardInterrupt
        add(root, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        desk.collect()
    assert removed is disk.remove
    assert list((desk.root / "seeds").rglob("*.yaml"))
    monkeypatch.undo()
    desk.collect()
    assert len(desk.seeds()) == len(list((desk.root / "seeds").rglob("*.yaml"))) == 1


def test_a_full_disk_ends_the_run_and_says_so(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from broadsheet import disk

    def full(*given: object) -> None:
        raise disk.NoRoomError(28, "No space left on device")

    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources: [{FEED}]\n")
    monkeypatch.setattr(disk, "add", full)
    done = desk.collect()
    assert ["No space left" in line for line in told(done)] == [True]
    assert not desk.seeds()
    monkeypatch.undo()
    desk.collect()
    assert len(desk.seeds()) == 1


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_nothing_is_stored_through_a_link_that_leads_out(desk: Desk, server: Server) -> None:
    outside = desk.root.parent / "outside"
    outside.mkdir()
    (desk.root / "seeds").mkdir()
    (desk.root / "seeds/collected").symlink_to(outside)
    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources: [{FEED}]\n")
    assert "could not be stored" in told(desk.collect())[0]
    assert not list(outside.rglob("*.xml"))


def test_hosts_are_asked_one_request_at_a_time_with_a_pause(desk: Desk, server: Server) -> None:
    for name in ("a", "b", "c"):
        server.routes[f"/{name}.xml"] = reply(feed(f"http://{name}.example/"))
    lines = "".join(f"  - http://ellery.example/{name}.xml\n" for name in ("a", "b", "c"))
    desk.follows(f"delay: 2\nsources:\n{lines}")
    desk.collect(at_once=4)
    assert desk.clock.waits == [2.0, 2.0, 2.0]
    assert sorted(server.paths) == ["/a.xml", "/b.xml", "/c.xml"]


def test_an_opml_file_is_followed(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    opml = desk.root / "mine.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Post" type="rss" '
        f'xmlUrl="{FEED}"/><outline text="In" type="rss" xmlUrl="ftp://x.example/"/></body></opml>'
    )
    done = desk.collect(str(opml))
    assert [tally.source.title for tally in done.tallies] == ["Post"]
    assert len(desk.seeds()) == 1
    desk.follows("opml: mine.opml\n")
    assert desk.collect().tallies[0].state == "not due"


def test_we_say_who_we_are_and_keep_no_cookie(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed(), set_cookie="who=you; Path=/")
    desk.follows(f"contact: desk@ellery.example\nsources:\n  - url: {FEED}\n    every: 0\n")
    desk.collect()
    desk.collect()
    agents = {one.headers["user-agent"] for one in server.asked}
    assert len(agents) == 1
    assert agents.pop().endswith("(+desk@ellery.example)")
    assert not any("cookie" in one.headers for one in server.asked)


def test_the_log_says_how_it_stands_with_each_source(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    lines = "  - {url: 'http://gull.example/none', title: The Gull}\n"
    desk.follows(f"sources:\n  - {{url: {FEED}, title: The Post}}\n{lines}")
    desk.collect()
    rows, problems = followed((desk.root / "sources.log.tsv").read_text())
    assert [(row.title, row.state, row.fault) for row in rows] == [
        ("The Gull", "failed", "answers 404"),
        ("The Post", "ok", ""),
    ]
    assert not problems
    assert rows[0].succeeded is None
    assert rows[1].succeeded is not None
    desk.follows(f"sources:\n  - {{url: {FEED}, title: The Post}}\n")
    desk.collect()
    assert "Gull" not in (desk.root / "sources.log.tsv").read_text()


def test_a_dry_run_asks_nobody(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed())
    desk.follows(f"sources: [{FEED}]\n")
    assert desk.collect(dry=True).tallies[0].state == "waiting"
    assert not server.asked
    assert not (desk.root / ".broadsheet").exists()
    desk.collect()
    assert desk.collect(dry=True).tallies[0].state == "not due"
