"""Hubs and IndexNow are told of what changed: once, only when asked, and again if that failed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from broadsheet import flow
from broadsheet.cli import main
from broadsheet.config import Settings
from broadsheet.errors import Problem
from broadsheet.printing.announcing import announce
from broadsheet.printing.pings import MOST, pages_in, pings
from broadsheet.site import site

KEY = "0123456789abcdef"
URL = "https://example.org/paper"


class Listener:
    """A hub and an IndexNow in one: it remembers what it was told, and may refuse."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.status = 202
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                listener.told.append((self.path, body))
                self.send_response(listener.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def topics(self) -> list[str]:
        """Return the feeds that the hub was told of, and forget them."""
        calls = [parse_qs(body) for path, body in self.told if path == "/hub"]
        self.told.clear()
        assert all(call["hub.mode"] == ["publish"] for call in calls)
        return [call["hub.url"][0] for call in calls]


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path, listener: Listener) -> Path:
    settings = f"url: {URL}/\nwebsub: {listener.url}/hub\nindexnow_key: {KEY}\npictures: none\n"
    (tmp_path / "broadsheet.yaml").write_text(settings)
    write(tmp_path, "a", "A fair was held.")
    return tmp_path


def write(folder: Path, slug: str, body: str) -> None:
    path = folder / f"content/2025/07/29/{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: Report {slug}\ndate: 2025-07-29\n---\n\n{body}\n")


def pinged(folder: Path, listener: Listener) -> tuple[Problem, ...]:
    place = site(folder)
    said = flow.settings(place)
    return announce(said, place.out, place.state, f"{listener.url}/indexnow")[1]


def test_a_build_calls_nobody(folder: Path, listener: Listener) -> None:
    flow.publish(site(folder))
    assert listener.told == []


def test_the_hub_is_told_of_each_feed_and_the_search_engines_of_each_page(
    folder: Path, listener: Listener
) -> None:
    flow.publish(site(folder))
    assert pinged(folder, listener) == ()
    (call,) = (json.loads(body) for path, body in listener.told if path == "/indexnow")
    assert (call["host"], call["key"]) == ("example.org", KEY)
    assert call["keyLocation"] == f"{URL}/{KEY}.txt"
    assert (folder / f"site/{KEY}.txt").read_text() == KEY
    assert f"{URL}/2025/07/29/a/" in call["urlList"]
    assert f"{URL}/404.html" not in call["urlList"]
    assert {f"{URL}/feed.atom", f"{URL}/feed.rss", f"{URL}/feed.json"} <= set(listener.topics())


def test_what_was_told_is_not_told_again(folder: Path, listener: Listener) -> None:
    flow.publish(site(folder))
    pinged(folder, listener)
    listener.told.clear()
    flow.publish(site(folder), clean=True)
    pinged(folder, listener)
    assert listener.told == []


def test_later_only_what_changed_is_told(folder: Path, listener: Listener) -> None:
    write(folder, "b", "A ship came.")
    flow.publish(site(folder))
    pinged(folder, listener)
    listener.told.clear()
    write(folder, "b", "A ship came, and left.")
    flow.publish(site(folder))
    pinged(folder, listener)
    (call,) = (json.loads(body) for path, body in listener.told if path == "/indexnow")
    assert f"{URL}/2025/07/29/b/" in call["urlList"]
    assert f"{URL}/2025/07/29/a/" not in call["urlList"]
    assert f"{URL}/feed.atom" in listener.topics()


def test_a_refusal_is_a_problem_and_is_made_up_for(folder: Path, listener: Listener) -> None:
    flow.publish(site(folder))
    listener.status = 500
    problems = pinged(folder, listener)
    assert [problem.path for problem in problems] == [
        f"{listener.url}/hub",
        f"{listener.url}/indexnow",
    ]
    assert "HTTP 500" in problems[0].message
    assert len(listener.told) == 2  # who refuses is not asked again at once
    listener.status = 202
    listener.told.clear()
    assert pinged(folder, listener) == ()
    assert f"{URL}/feed.atom" in listener.topics()


def test_nobody_at_home_is_a_problem_too(folder: Path, listener: Listener) -> None:
    flow.publish(site(folder))
    before = (folder / "site/index.html").read_bytes()
    listener.server.shutdown()
    listener.server.server_close()
    (problem, _) = pinged(folder, listener)
    assert "could not be told" in problem.message
    assert (folder / "site/index.html").read_bytes() == before


@pytest.mark.parametrize("junk", ["", "{", "[]", "7", '{"index.html": 5}'])
def test_a_spoilt_memory_means_that_all_is_told(
    folder: Path, listener: Listener, junk: str
) -> None:
    flow.publish(site(folder))
    (folder / ".broadsheet/announced.json").write_text(junk)
    assert pinged(folder, listener) == ()
    assert f"{URL}/feed.atom" in listener.topics()


def test_the_command_pings_and_says_so(
    folder: Path, listener: Listener, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broadsheet.yaml").write_text(f"url: {URL}/\nwebsub: {listener.url}/hub\n")
    assert main(["publish", "--ping", "--site", str(folder)]) == 0
    assert f"{URL}/feed.atom" in listener.topics()
    assert main(["ping", "--site", str(folder)]) == 0
    assert listener.told == []
    assert "told of changed files: 0" in capsys.readouterr().err


def test_a_failure_of_the_command_is_exit_status_one(folder: Path, listener: Listener) -> None:
    (folder / "broadsheet.yaml").write_text(f"url: {URL}/\nwebsub: {listener.url}/hub\n")
    listener.status = 404
    assert main(["publish", "--ping", "--site", str(folder)]) == 1
    assert (folder / "site/index.html").exists()


def test_a_site_that_names_nobody_cannot_ping(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broadsheet.yaml").write_text("title: T\n")
    assert main(["ping", "--site", str(folder)]) == 2
    assert "names nobody to ping (set `websub` or `indexnow_key`)" in capsys.readouterr().err


def test_a_site_of_this_machine_is_nothing_to_tell_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broadsheet.yaml").write_text(f"indexnow_key: {KEY}\n")
    assert main(["ping", "--site", str(folder)]) == 2
    assert "is of this machine" in capsys.readouterr().err


def test_search_engines_take_ten_thousand_addresses_at_a_time() -> None:
    printed = {f"{n}/index.html": "x" for n in range(MOST + 1)}
    listed = {path: f"{URL}/{path}" for path in printed}
    calls = list(pings(Settings(url=URL, indexnow_key=KEY), printed, {}, listed))
    assert [len(call.paths) for call in calls] == [MOST, 1]


def test_pages_are_those_of_the_sites_own_sitemaps() -> None:
    text = f"<loc>{URL}/a/</loc><loc>{URL}/?a&amp;b</loc><loc>https://else.example/</loc>"
    assert pages_in([text], Settings(url=URL))["a/index.html"] == f"{URL}/a/"
    assert not any("else" in at for at in pages_in([text], Settings(url=URL)).values())
