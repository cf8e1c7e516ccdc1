"""Whoever knocks at the editor's server: nothing but the site is served, and to nobody else."""

from __future__ import annotations

import os
import re
import resource
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from broadsheet.errors import Problem
from broadsheet.serve import Built, Bulletin, Stand, application, lines, settings

PAGE = (
    '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'self'\"></head><body><p>News</p></body></html>"
)
SECRET = b"treasure"


@dataclass
class Server:
    port: int
    bulletin: Bulletin

    def connection(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=5)

    def answer(self, request: bytes) -> bytes:
        """Return all that comes back for the bytes, which are sent as they are."""
        heard = b""
        with self.connection() as line:
            try:
                line.sendall(request.replace(b"PORT", str(self.port).encode()))
                if b"close\r\n" not in request:
                    line.shutdown(socket.SHUT_WR)
                while piece := line.recv(65536):
                    heard += piece
            except OSError:  # refused in the middle of what we said
                pass
        return heard

    def get(self, path: str, **headers: str) -> bytes:
        return self.answer(request(path, **headers))


def request(path: str, method: str = "GET", **headers: str) -> bytes:
    said = {"Host": "127.0.0.1:PORT", "Connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1")


def status(answer: bytes) -> int:
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


def header(answer: bytes, name: str) -> str:
    found = re.search(
        rb"(?im)^" + name.encode() + rb": *(.*?)\r$", answer.partition(b"\r\n\r\n")[0]
    )
    return found[1].decode() if found else ""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("knocking")
    out = root / "site"
    for folder in ("2026/03", "empty", ".git", "static", "with space"):
        (out / folder).mkdir(parents=True)
    for page in ("index.html", "2026/index.html", "404.html", "with space/index.html"):
        (out / page).write_text(PAGE)
    (root / "secret.txt").write_bytes(SECRET)
    (root / "site-secret").mkdir()
    (root / "site-secret" / "index.html").write_bytes(SECRET)
    (out / ".git" / "config").write_bytes(SECRET)
    (out / ".env").write_bytes(SECRET)
    (out / "static" / ".htpasswd").write_bytes(SECRET)
    (out / "leak.txt").symlink_to(root / "secret.txt")
    (out / "leak").symlink_to(root)
    (out / "far.html").symlink_to("/etc/passwd")
    (out / "loop").symlink_to("loop")
    (out / "inner.html").symlink_to("index.html")
    os.mkfifo(out / "pipe.html")
    for name in ("feed.atom", "feed.rss", "feed.json", "index.json", "style.css", "search.js"):
        (out / name).write_text("0123456789")
    for name in ("robots.txt", "sitemap.xml", "feeds.opml", "a.png", "a.svg", "a.bin", "_headers"):
        (out / name).write_text("0123456789")
    (out / "large.bin").write_bytes(b"x" * 3_000_000)
    return out


@pytest.fixture(scope="module")
def server(out: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        stand = Stand(out.parent, out, (), (), port=listener.getsockname()[1])
        bulletin = Bulletin()
        running = uvicorn.Server(settings(application(stand, bulletin)))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        while not running.started:
            time.sleep(0.01)
        yield Server(stand.port, bulletin)
        running.should_exit = True
        thread.join(timeout=5)
        assert not thread.is_alive()


def is_harmless(answer: bytes) -> bool:
    """Return whether an answer gives nothing away and sends nobody elsewhere."""
    location = header(answer, "location")
    return (
        SECRET not in answer
        and b"root:" not in answer
        and b"Traceback" not in answer
        and b'File "' not in answer
        and (not location or bool(re.fullmatch(r"/(?:[A-Za-z0-9%._-]+/)*", location)))
        and header(answer, "access-control-allow-origin") == ""
    )


NOT_THERE = [
    "/../secret.txt",
    "/..",
    "/../",
    "/./../secret.txt",
    "/2026/../../secret.txt",
    "/2026/../index.html",
    "/%2e%2e/secret.txt",
    "/%2E%2E/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/..%2Fsecret.txt",
    "/2026%2findex.html",
    "/%252e%252e/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/%25252e%25252e/secret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/\\..\\secret.txt",
    "/%5c..%5csecret.txt",
    "/..%c0%afsecret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/%c0%ae%c0%ae%c0%afsecret.txt",
    "/%e0%80%ae%e0%80%ae/secret.txt",
    "/%f0%80%80%ae%f0%80%80%ae/secret.txt",
    "/..%u2215secret.txt",
    "/%uff0e%uff0e/secret.txt",
    "/%ef%bc%8e%ef%bc%8e/secret.txt",
    "/..;/secret.txt",
    "/..%3b/secret.txt",
    "/....//secret.txt",
    "/.../secret.txt",
    "/..%00/secret.txt",
    "/index.html%00",
    "/index.html%00.txt",
    "/%00",
    "/secret.txt%0a",
    "/%0d%0aSet-Cookie:x=1",
    "/%0d%0aLocation:%20https://evil.example/",
    "/%7f",
    "/%ff",
    "/%",
    "/%zz",
    "//secret.txt",
    "//",
    "///",
    "//2026",
    "//2026/",
    "//evil.example",
    "//evil.example/",
    "//evil.example/%2e%2e",
    "///evil.example/2026",
    "/2026//",
    "/2026//index.html",
    "/%2f/evil.example",
    "/%2fevil.example/..",
    "/\\evil.example",
    "/%5cevil.example",
    "/%5c/evil.example/",
    "/%09/evil.example",
    "/etc/passwd",
    "//etc/passwd",
    "/%2fetc%2fpasswd",
    "/file:///etc/passwd",
    "/proc/self/environ",
    "/leak.txt",
    "/leak",
    "/leak/",
    "/leak/secret.txt",
    "/leak/site/index.html",
    "/far.html",
    "/inner.html",
    "/loop",
    "/loop/loop",
    "/pipe.html",
    "/pipe.html/",
    "/.git/config",
    "/.git/",
    "/.git",
    "/.env",
    "/%2eenv",
    "/static/.htpasswd",
    "/.broadsheet/state.db",
    "/.DS_Store",
    "/site-secret/",
    "/../site-secret/",
    "/..%2fsite-secret/index.html",
    "/empty",
    "/empty/",
    "/static",
    "/static/",
    "/2026/03/",
    "/2026/03",
    "/nowhere",
    "/nowhere/",
    "/index.html/",
    "/feed.atom/",
    "/feed.atom/x",
    "/INDEX.HTML",
    "/index.html~",
    "/index.html::$DATA",
    "/CON",
    "/a" * 500,
    "/" + "a" * 300,
    "/" + "%61" * 1000,
    "/_broadsheet",
    "/_BROADSHEET/events",
]


@pytest.mark.parametrize("path", NOT_THERE, ids=lambda path: path[:60])
def test_what_is_no_file_of_the_site_is_not_there(server: Server, path: str) -> None:
    answer = server.get(path)
    assert status(answer) == 404
    assert header(answer, "cache-control") == "no-store"
    assert b"<p>News</p>" in answer  # the site's own page for it
    assert is_harmless(answer)


STRANGERS: list[dict[str, str]] = [
    *(
        {"Host": host}
        for host in (
            "evil.example",
            "evil.example:PORT",
            "127.0.0.1.evil.example:PORT",
            "localhost.evil.example",
            "evil-localhost",
            "localhost@evil.example",
            "evil.example@localhost",
            "user:word@127.0.0.1",
            "127.0.0.1#evil.example",
            "127.0.0.1/evil.example",
            "127.0.0.1\\evil.example",
            "127.0.0.1, evil.example",
            "127.0.0.2:PORT",
            "192.168.0.1",
            "0x7f000001",
            "2130706433",
            "127.1",
            "0.0.0.0",
            "[::]",
            "[::1",
            "::1",
            "[::ffff:127.0.0.1]",
            "localhost:port",
            "localhost:1234567",
            "localhost:",
            "localhost.",
            "*",
            "",
            "a" * 300,
        )
    ),
    *(
        {"Origin": origin}
        for origin in (
            "null",
            "https://evil.example",
            "http://evil.example",
            "http://127.0.0.1",
            "http://127.0.0.1:1",
            "http://localhost:PORT",
            "http://127.0.0.1:PORT.evil.example",
            "http://127.0.0.1:PORT@evil.example",
            "http://127.0.0.1:PORT/",
            "ftp://127.0.0.1:PORT",
            "file://",
            "chrome-extension://abcdef",
            "",
        )
    ),
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "unheard-of"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
]


@pytest.mark.parametrize("path", ["/", "/_broadsheet/events"])
@pytest.mark.parametrize("headers", STRANGERS, ids=lambda headers: str(headers)[:70])
def test_strangers_are_turned_away(server: Server, headers: dict[str, str], path: str) -> None:
    answer = server.get(path, **headers)
    assert status(answer) in (400, 403)
    assert b"News" not in answer
    assert b"event:" not in answer
    assert is_harmless(answer)


def test_a_link_on_another_page_opens_a_page_but_not_the_event_stream(server: Server) -> None:
    opened = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    opened["Sec_Fetch_Dest"] = "document"
    assert status(server.get("/", **opened)) == 200
    assert status(server.get("/_broadsheet/events", **opened)) == 403
    assert status(server.get("/_broadsheet/reload.js", **opened)) == 403


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_we_are_known_by_the_names_of_this_machine(server: Server, name: str) -> None:
    host = f"{name}:{server.port}"
    for more in ({}, {"Origin": f"http://{host}"}, {"Sec_Fetch_Site": "same-origin"}):
        assert status(server.get("/", Host=host, **more)) == 200


METHODS = (
    "POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND PROPPATCH MKCOL COPY MOVE LOCK "
    "UNLOCK PURGE DEBUG TRACK SEARCH BREW get"
)


@pytest.mark.parametrize("path", ["/", "/_broadsheet/events"])
@pytest.mark.parametrize("method", METHODS.split())
def test_nothing_can_be_asked_but_to_read(server: Server, method: str, path: str) -> None:
    answer = server.answer(request(path, method))
    assert status(answer) == 405
    assert header(answer, "allow") == "GET, HEAD"
    assert is_harmless(answer)


HOST = b"Host: 127.0.0.1:PORT\r\n"
MALFORMED = [
    b"\r\n\r\n",
    b"\0\0\0\0\0\0\0\0\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,  # a greeting of TLS
    b"GET\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Bad Header: x\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b": no name\r\n\r\n",
    b"GET  /  HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n",
    "GET /é HTTP/1.1\r\n".encode() + HOST + b"\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET http://127.0.0.1/ HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET file:///etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET * HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET ../secret.txt HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET ?secret HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"".join(b"X%d: a\r\n" % n for n in range(9000)) + b"\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nsome text",
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 100_000,
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
    b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip\r\n\r\n",
    b"POST / HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]


@pytest.mark.parametrize("said", MALFORMED, ids=lambda said: repr(said[:50]))
def test_what_is_no_plain_request_is_refused(server: Server, said: bytes) -> None:
    answer = server.answer(said)
    assert status(answer) in (0, 400, 403, 405, 413, 431, 505)
    assert b"News" not in answer
    assert is_harmless(answer)
    assert status(server.get("/")) == 200


def test_no_socket_of_the_web_is_opened(server: Server) -> None:
    upgrade = {"Connection": "Upgrade, close", "Upgrade": "websocket"}
    upgrade |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}
    assert status(server.get("/", **upgrade)) == 200  # a plain page
    assert status(server.get("/", Connection="Upgrade, close", Upgrade="h2c")) == 200


RANGES = [
    "bytes=0-3",
    "bytes=5-",
    "bytes=-3",
    "bytes=9-1",
    "bytes=99-",
    "bytes=0-0," * 500 + "1-1",
    "bytes=a-b",
    "lines=1-2",
    "bytes=",
    "bytes=0-18446744073709551616",
]


@pytest.mark.parametrize("said", RANGES, ids=lambda said: said[:30])
@pytest.mark.parametrize("path", ["/feed.atom", "/"])
def test_a_part_of_a_file_is_answered_with_the_whole(server: Server, path: str, said: str) -> None:
    answer = server.get(path, Range=said)
    assert status(answer) == 200
    assert len(answer.partition(b"\r\n\r\n")[2]) == int(header(answer, "content-length"))


@pytest.mark.parametrize(
    "headers",
    [
        {"If_None_Match": "*"},
        {"If_None_Match": '"abc", W/"def"'},
        {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
        {"If_Match": '"abc"'},
        {"If_Unmodified_Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If_Range": '"abc"', "Range": "bytes=0-1"},
    ],
    ids=str,
)
def test_what_a_browser_has_kept_is_sent_again(server: Server, headers: dict[str, str]) -> None:
    assert status(server.get("/feed.atom", **headers)) == 200


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/2026", "/2026/"),
        ("/2026?next=//evil.example", "/2026/"),
        ("/with%20space", "/with%20space/"),
    ],
)
def test_a_folder_is_answered_with_its_address_on_this_host(
    server: Server, path: str, location: str
) -> None:
    answer = server.get(path)
    assert status(answer) == 307
    assert header(answer, "location") == location


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/feed.atom", "application/atom+xml"),
        ("/feed.rss", "application/rss+xml"),
        ("/feed.json", "application/feed+json"),
        ("/index.json", "application/json"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/search.js", "text/javascript; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
        ("/a.png", "image/png"),
        ("/a.svg", "image/svg+xml"),
        ("/a.bin", "application/octet-stream"),
        ("/_headers", "application/octet-stream"),
        ("/_broadsheet/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_everything_is_said_to_be_what_it_is(server: Server, path: str, kind: str) -> None:
    whole, head = server.get(path), server.answer(request(path, "HEAD"))
    assert header(whole, "content-type") == kind
    for answer in (whole, head):
        assert status(answer) == 200
        assert header(answer, "x-content-type-options") == "nosniff"
        assert header(answer, "cache-control") == "no-store"
    assert header(whole, "content-length") == header(head, "content-length")
    assert head.endswith(b"\r\n\r\n")


def test_nobody_is_told_what_serves_nor_where_files_lie(server: Server, out: Path) -> None:
    for path in ("/", "/nowhere", "/_broadsheet/nowhere", "/%00"):
        answer = server.get(path)
        assert header(answer, "server") == ""
        assert str(out.parent).encode() not in answer


def test_the_head_of_the_event_stream_ends(server: Server) -> None:
    assert status(server.answer(request("/_broadsheet/events", "HEAD"))) == 200


def test_only_this_machine_is_told_of_problems() -> None:
    bulletin = Bulletin(lambda problem: "vscode://file/home/ada/paper/content/a.md:1:1")
    bulletin.post(Built(False, (Problem("content/a.md", "no title"),)))
    assert b"/home/ada" in bulletin.event(trusted=True)
    assert b"a.md" not in bulletin.event(trusted=False)


def test_a_request_that_is_never_ended_is_not_waited_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "HURRY", 0.5)
    with server.connection() as silent, server.connection() as slow:
        began = time.monotonic()
        try:
            for letter in b"GET / HTTP/1.1\r\nX-Slowly: " + b"a" * 100:
                slow.send(bytes((letter,)))
                time.sleep(0.05)
        except OSError:
            pass
        assert time.monotonic() - began < 4
        assert silent.recv(1) == b""


def test_a_second_request_on_the_same_line_is_not_waited_for_either(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "HURRY", 0.5)
    with server.connection() as line:
        line.sendall(
            request("/feed.atom", Connection="keep-alive").replace(b"PORT", b"%d" % server.port)
        )
        assert line.recv(65536).startswith(b"HTTP/1.1 200")
        line.sendall(b"GET / HT")
        while line.recv(65536):
            pass


def test_crowds_of_silent_and_stalled_connections_shut_nobody_out(server: Server) -> None:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    said = (b"GET / HTTP/1.1\r\nHost: ", request("/large.bin"), request("/_broadsheet/events"), b"")
    with ExitStack() as crowd:
        for number in range(min(700, files // 2)):
            line = crowd.enter_context(server.connection())
            line.sendall(said[number % 4].replace(b"PORT", b"%d" % server.port))
            if number % 100 == 99:
                assert status(server.get("/")) == 200
        assert status(server.get("/")) == 200
