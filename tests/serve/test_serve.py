"""The editor's server: what it adds to pages, what it refuses, and how it tells a browser."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from broadsheet.errors import Problem, SettingsError
from broadsheet.serve import Built, Bulletin, Stand, application, serve, settings, with_reload

PAGE = (
    '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'self'\"></head><body><p>News</p></body></html>"
)


@dataclass
class Running:
    port: int
    bulletin: Bulletin
    out: Path

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.putrequest("GET", path, skip_host="host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse()


def running(out: Path, base: str = "") -> Iterator[Running]:
    listener = socket.create_server(("127.0.0.1", 0))
    stand = Stand(out.parent, out, (), (), base=base, port=listener.getsockname()[1])
    bulletin = Bulletin()
    server = uvicorn.Server(settings(application(stand, bulletin)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Running(stand.port, bulletin, out)
    server.should_exit = True
    thread.join(timeout=5)
    assert not thread.is_alive()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "2026").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "2026" / "index.html").write_text(PAGE.replace("News", "The year"))
    (folder / "404.html").write_text(PAGE.replace("News", "No such page"))
    (folder / "feed.atom").write_text("<feed/>")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "leak.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def server(out: Path) -> Iterator[Running]:
    yield from running(out)


def test_a_page_is_served_with_the_script_and_the_leave_to_run_it(server: Running) -> None:
    body = server.get("/").read().decode()
    edition = server.bulletin.edition
    script = f'<script src="/_broadsheet/reload.js" data-edition="{edition}" defer></script>'
    assert f"{script}</body>" in body
    assert "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'" in body


def test_nothing_is_written_into_the_site(server: Running) -> None:
    server.get("/").read()
    assert (server.out / "index.html").read_text() == PAGE


def test_folders_answer_with_their_index_and_the_missing_with_our_404(server: Running) -> None:
    assert b"The year" in server.get("/2026/").read()
    missing = server.get("/nowhere/")
    assert missing.status == 404
    assert b"No such page" in missing.read()


def test_other_files_are_served_as_they_are_and_nothing_is_cached(server: Running) -> None:
    feed = server.get("/feed.atom")
    assert feed.read() == b"<feed/>"
    assert feed.getheader("Cache-Control") == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/leak.txt", "//etc/passwd"],
)
def test_nothing_outside_the_site_is_served(server: Running, path: str) -> None:
    response = server.get(path)
    assert response.status == 404
    assert b"secret" not in response.read().replace(b"secret.txt", b"")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"host": "127.0.0.1.evil.example:8000"}, 403),
        ({"host": ""}, 403),
        ({"host": "[::1"}, 403),
        ({"host": "localhost:8000"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost:8000"}, 403),
        ({"origin": "http://localhost:8000", "host": "localhost:8000"}, 200),
    ],
)
def test_only_this_host_and_its_own_pages_are_welcome(
    server: Running, headers: dict[str, str], status: int
) -> None:
    assert server.get("/", **headers).status == status


def events(response: http.client.HTTPResponse) -> Iterator[dict[str, object]]:
    while line := response.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


def test_an_open_page_is_told_of_every_build_and_its_problems(server: Running) -> None:
    heard = events(server.get("/_broadsheet/events"))
    first = next(heard)
    server.bulletin.post(Built(True, ()))
    second = next(heard)
    server.bulletin.post(Built(False, (Problem("content/a.md", "no title", 3),)))
    third = next(heard)
    assert first["edition"] != second["edition"]
    same = {"edition": second["edition"], "style": first["style"]}
    told = {"place": "content/a.md:3", "message": "no title", "hint": "", "address": ""}
    assert third.pop("build") not in (first["build"], second["build"])
    assert third == {**same, "drafts": 0, "problems": [told]}


def test_an_open_page_is_told_apart_whether_style_sheets_alone_are_others(server: Running) -> None:
    heard = events(server.get("/_broadsheet/events"))
    first = next(heard)
    server.bulletin.post(Built(True, (), restyled=True))
    second = next(heard)
    assert second["edition"] == first["edition"]
    assert second["style"] != first["style"]


def test_a_site_under_a_path_is_served_there(out: Path) -> None:
    for server in running(out, base="/news"):
        assert server.get("/").getheader("Location") == "/news/"
        assert b"The year" in server.get("/news/2026/").read()
        assert server.get("/2026/").status == 404


def test_a_port_that_is_taken_is_told_with_its_cure(out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        stand = Stand(out.parent, out, (), (), port=taken.getsockname()[1])
        with pytest.raises(SettingsError, match="--port"):
            serve(stand, lambda: Built(False, ()), print)


def test_a_page_without_a_body_end_still_gets_the_script() -> None:
    assert with_reload(b"<p>half").endswith(b"</script>")
