"""What was removed from the site is not fetched again, whoever names it."""

from __future__ import annotations

from faulty_server import Desk, Server, feed, page, reply

FEED = "http://ellery.example/feed.xml"
STORY = "http://ellery.example/2025/07/a-storm-at-sea"
OTHER = "http://ellery.example/2025/07/a-calm-at-sea"


def _follow(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed(STORY, OTHER))
    for address in (STORY, OTHER):
        server.routes[address.removeprefix("http://ellery.example")] = reply(page("A storm"))
    desk.follows(f"sources:\n  - url: {FEED}\n    follow: true\n    every: 0\n")


def test_an_original_that_was_removed_is_not_asked_for(desk: Desk, server: Server) -> None:
    _follow(desk, server)
    (desk.root / "content/removed.yaml").write_text(
        f"articles:\n  - {STORY.replace('http://', 'https://www.')}?utm_source=feed\n"
    )
    assert not desk.collect().problems
    assert "/2025/07/a-calm-at-sea" in server.paths
    assert "/2025/07/a-storm-at-sea" not in server.paths


def test_nor_is_the_original_of_a_file_that_was_removed(desk: Desk, server: Server) -> None:
    _follow(desk, server)
    (desk.root / "content/storm.md").write_text(
        f"---\ntitle: A storm\ndate: 2025-07-29\nsource_url: {STORY}\n---\n\nIt blew.\n"
    )
    (desk.root / "content/removed.yaml").write_text("articles:\n  - content/storm.md\n")
    desk.collect()
    assert "/2025/07/a-storm-at-sea" not in server.paths


def test_a_source_that_is_itself_removed_is_told(desk: Desk, server: Server) -> None:
    server.routes["/2025/07/a-storm-at-sea"] = reply(page("A storm"))
    desk.follows(f"sources:\n  - url: {STORY}\n")
    (desk.root / "content/removed.yaml").write_text(f"articles:\n  - {STORY}\n")
    done = desk.collect()
    assert done.tallies[0].notes == [f"{STORY} was removed from this site, and is not fetched"]
    assert server.paths == []


def test_taken_back_it_is_fetched_after_all(desk: Desk, server: Server) -> None:
    _follow(desk, server)
    removed = desk.root / "content/removed.yaml"
    removed.write_text(f"articles:\n  - {STORY}\n")
    desk.collect()
    removed.unlink()
    desk.collect()
    assert "/2025/07/a-storm-at-sea" in server.paths
