"""Servers that stall, lie, bomb and lead astray: each is a fault with its reason, and no more."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import format_datetime
from pathlib import Path

import pytest
from faulty_server import Desk, Names, Reply, Request, Server, feed, moved, page, reply, told
from running import demand

URL = "http://ellery.example/feed.xml"
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n"
SOME = feed("http://ellery.example/a").encode()


def stall(server: Server) -> Reply:
    return lambda made, request: server.wait()


def drip(head: bytes, piece: bytes) -> Reply:
    def answer(made: socket.socket, request: Request) -> None:
        made.sendall(head)
        while True:
            made.sendall(piece)
            time.sleep(0.02)

    return answer


def bomb() -> bytes:
    packing = zlib.compressobj(1, wbits=31)
    zeros = bytes(1 << 20)
    data = b"".join(packing.compress(zeros) for _ in range(60)) + packing.flush()
    return HEAD + b"content-encoding: gzip\r\nconnection: close\r\n\r\n" + data


def header_bomb(made: socket.socket, request: Request) -> None:
    made.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        made.sendall(b"x-more: " + b"y" * 8000 + b"\r\n")


def endless(made: socket.socket, request: Request) -> None:
    made.sendall(HEAD + b"\r\n" + SOME)
    while True:
        made.sendall(bytes(65_536))


FAULTS: dict[str, tuple[Callable[[Server], Reply], str]] = {
    "stalls": (stall, "said nothing for 0.25 s"),
    "drips headers": (lambda _: drip(b"HTTP/1.1 200 OK\r\nx: ", b"y"), "took longer than 0.6 s"),
    "drips a body": (lambda _: drip(HEAD + b"\r\n", b"y"), "took longer than 0.6 s"),
    "drips a body that it measures": (
        lambda _: drip(HEAD + b"content-length: 99999\r\n\r\n", b"y"),
        "took longer than 0.6 s",
    ),
    "promises more than it sends": (
        lambda _: HEAD + b"content-length: 9999\r\n\r\n" + SOME,
        "ended before it was whole",
    ),
    "promises too much": (
        lambda _: HEAD + b"content-length: 99999999999\r\n\r\n" + SOME,
        "is larger than 3 MB",
    ),
    "never ends": (lambda _: endless, "is larger than 3 MB"),
    "cuts a chunk off": (
        lambda _: HEAD + b"transfer-encoding: chunked\r\n\r\nfff\r\n<rss>",
        "ended before it was whole",
    ),
    "sends chunks of nonsense": (
        lambda _: HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\nbad",
        "answers with something that is no HTTP",
    ),
    "sends a bomb": (lambda _: bomb(), "is larger than 3 MB"),
    "cuts gzip off": (
        lambda _: HEAD + b"content-encoding: gzip\r\n\r\n" + gzip.compress(SOME * 9)[:-12],
        "ended before it was whole",
    ),
    "calls plain text gzip": (
        lambda _: HEAD + b"content-encoding: gzip\r\n\r\n" + SOME,
        "is broken: it cannot be decoded",
    ),
    "packs twice": (
        lambda _: HEAD + b"content-encoding: gzip, gzip\r\n\r\n" + SOME,
        "came encoded as gzip, gzip, which was not asked for",
    ),
    "packs with what nobody asked for": (
        lambda _: HEAD + b"content-encoding: br\r\n\r\n" + SOME,
        "came encoded as br, which was not asked for",
    ),
    "speaks HTTP 0.9": (lambda _: b"<html>\r\nhello</html>\r\n\r\n", "no HTTP"),
    "speaks nonsense": (lambda _: bytes(range(256)) * 20, "no HTTP"),
    "sends headers without end": (lambda _: header_bomb, "no HTTP"),
    "sends two lengths": (
        lambda _: HEAD + b"content-length: 3\r\ncontent-length: 5\r\n\r\nabcde",
        "no HTTP",
    ),
    "hangs up": (lambda _: lambda made, request: None, "ended the connection without an answer"),
    "redirects in a circle": (lambda _: moved("/feed.xml"), "redirects in a circle"),
    "redirects to nowhere": (lambda _: reply(status="302 Found"), "redirects to nowhere"),
    "redirects to a file": (lambda _: moved("file:///etc/passwd"), "no address of http or https"),
    "redirects with a password": (lambda _: moved("http://a:b@gull.example/"), "a password"),
    "is empty": (lambda _: reply(""), "is empty"),
    "sends a part": (lambda _: reply("x", "206 Partial Content"), "answers 206"),
    "is missing": (lambda _: reply("x", "404 Not Found"), "answers 404"),
    "is broken": (lambda _: reply("x", "500 Internal Server Error"), "answers 500"),
    "is overworked": (lambda _: reply("x", "503 Service Unavailable"), "answers 503"),
    "asks for a name": (lambda _: reply("x", "401 Unauthorized"), "answers 401"),
    "sends a picture": (lambda _: reply(b"\x89PNG\r\n\x1a\n" + bytes(90)), "is a picture"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_server_that(name: str, desk: Desk, server: Server) -> None:
    made, reason = FAULTS[name]
    server.routes["/feed.xml"] = made(server)
    server.routes["gull.example/good.xml"] = reply(SOME)
    desk.follows(f"sources:\n  - {URL}\n  - http://gull.example/good.xml\n")
    done = desk.collect()
    (problem,) = done.problems
    assert reason in problem.message
    assert (problem.path, problem.line) == ("sources.yaml", 2)
    assert desk.seeds() == ["gull.example/2025-07-29-good.xml"]


def test_what_failed_is_tried_again_later_and_later(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply("x", "500 Internal Server Error")
    desk.follows(f"sources:\n  - url: {URL}\n    every: 0\n")
    assert "tried again after 2025-07-29 09:17" in told(desk.collect())[0]
    assert desk.collect().tallies[0].state == "not due"
    desk.clock.later(0.1)
    assert "tried again after 2025-07-29 09:2" in told(desk.collect())[0]
    assert len(server.paths) == 2


def test_a_length_that_is_too_short_is_believed(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = HEAD + f"content-length: {len(SOME)}\r\n\r\n".encode() + SOME * 3
    server.routes["/other.xml"] = reply(feed("http://ellery.example/other"))
    desk.follows(f"sources:\n  - {URL}\n  - http://ellery.example/other.xml\n")
    assert not desk.collect().problems
    assert desk.data("ellery.example/2025-07-29-feed.xml") == SOME
    assert b"other" in desk.data("ellery.example/2025-07-29-other.xml")


def test_a_wrong_charset_changes_no_byte(desk: Desk, server: Server) -> None:
    data = page("Käfer in der Bücherei").encode("latin-1")
    server.routes["/feed.xml"] = reply(data, content_type="text/html; charset=utf-99")
    desk.follows(f"sources: [{URL}]\n")
    desk.collect()
    assert desk.data("ellery.example/2025-07-29-feed.html") == data


def test_gzip_is_undone_whole(desk: Desk, server: Server) -> None:
    twice = gzip.compress(SOME[:50]) + gzip.compress(SOME[50:])
    server.routes["/feed.xml"] = reply(twice, content_encoding="gzip")
    raw = zlib.compressobj(wbits=-15)
    server.routes["/raw.xml"] = reply(raw.compress(SOME) + raw.flush(), content_encoding="deflate")
    desk.follows(f"sources:\n  - {URL}\n  - url: http://gull.example/raw.xml\n")
    assert not desk.collect().problems
    assert [desk.data(seed) for seed in desk.seeds()] == [SOME, SOME]


# ---- redirects -----------------------------------------------------------------------------------


def test_a_long_way_of_redirects_is_not_gone_to_its_end(desk: Desk, server: Server) -> None:
    for n in range(20):
        server.routes[f"/{n}"] = moved(f"/{n + 1}")
    desk.follows("sources: ['http://ellery.example/0']\n")
    assert "redirects more than 8 times" in told(desk.collect())[0]
    assert len(server.paths) == 9


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:7f00:1::]/",
        "http://inner.example/",
        "http://169.254.169.254/latest/meta-data/",
        "//0/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused(
    target: str, desk: Desk, server: Server
) -> None:
    desk.names.elsewhere = {"inner.example": "10.1.2.3", "2130706433": "127.0.0.1", "0": "0.0.0.0"}
    server.routes["/feed.xml"] = moved(target)
    desk.follows(f"sources: [{URL}]\n")
    assert "is no public address" in told(desk.collect())[0]
    assert server.paths == ["/feed.xml"]
    assert not desk.seeds()


def test_a_name_is_resolved_once_for_a_connection(desk: Desk, server: Server) -> None:
    """A name that leads elsewhere the second time has nothing to gain."""
    server.routes["/feed.xml"] = reply(SOME)
    desk.follows(f"sources: [{URL}]\n")
    desk.collect()
    assert desk.names.asked == ["ellery.example"] * len(server.asked)


def test_a_source_that_moved_for_good_is_noted(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = moved("http://gull.example/new.xml", "301 Moved Permanently")
    server.routes["gull.example/new.xml"] = reply(SOME)
    desk.follows(f"sources: [{URL}]\n")
    done = desk.collect()
    (note,) = done.tallies[0].notes
    assert note == "has moved for good to http://gull.example/new.xml: say so in sources.yaml:1"
    assert desk.seeds() == ["gull.example/2025-07-29-new.xml"]


# ---- those who ask for patience ------------------------------------------------------------------


def busy(after: str) -> bytes:
    return reply("x", "429 Too Many Requests", retry_after=after)


def test_a_short_wait_is_kept_within_the_run(desk: Desk, server: Server) -> None:
    answers = iter([busy("7"), reply(SOME)])
    server.routes["/feed.xml"] = lambda made, request: made.sendall(next(answers))
    desk.follows(f"sources: [{URL}]\n")
    assert not desk.collect().problems
    assert 7.0 in desk.clock.waits
    assert len(desk.seeds()) == 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_long_wait_is_left_to_another_run(form: str, desk: Desk, server: Server) -> None:
    import datetime as dt

    then = dt.datetime(2025, 7, 29, 11, 12, tzinfo=dt.UTC)
    after = "7200" if form == "seconds" else format_datetime(then, usegmt=True)
    server.routes["/feed.xml"] = busy(after)
    server.routes["/other.xml"] = reply(SOME)
    desk.follows(f"sources:\n  - {URL}\n  - http://ellery.example/other.xml\n")
    done = desk.collect()
    assert not done.problems
    assert done.tallies[0].later[0].again == "tried again after 2025-07-29 11:12"
    assert server.paths == ["/feed.xml"]
    desk.collect()
    assert server.paths == ["/feed.xml"]
    desk.clock.later(2.01)
    server.routes["/feed.xml"] = reply(SOME)
    desk.collect()
    assert server.paths[1:] == ["/feed.xml", "/other.xml"]


def test_what_is_gone_is_told_and_not_asked_again(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply("x", "410 Gone")
    desk.follows(f"sources:\n  - url: {URL}\n    every: 0\n    title: Post\n")
    first = told(desk.collect())
    desk.clock.later(100)
    again = told(desk.collect("Post"))
    assert "answers 410" in first[0]
    assert "answers 410" in again[0]
    assert "not asked again until sources.yaml names another address" in again[0]
    assert server.paths == ["/feed.xml"]


def test_a_page_that_fails_is_given_up_after_some_runs(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(feed("/news/lost", "/news/broken"))
    server.routes["/news/broken"] = reply("x", "502 Bad Gateway")
    desk.follows(f"sources:\n  - url: {URL}\n    every: 0\n    follow: true\n")
    for _ in range(6):
        done = desk.collect()
        desk.clock.later(30)
    assert server.paths.count("/news/lost") == 1
    assert server.paths.count("/news/broken") == 3
    assert not done.problems


# ---- robots.txt ----------------------------------------------------------------------------------


def test_what_robots_txt_forbids_is_not_asked_for(desk: Desk, server: Server) -> None:
    server.routes["/robots.txt"] = reply(
        "User-agent: broadsheet\nDisallow: /feed\n\nUser-agent: *\nDisallow: /\n"
    )
    server.routes["/open.xml"] = reply(SOME)
    desk.follows(f"sources:\n  - {URL}\n  - http://ellery.example/open.xml\n")
    done = desk.collect()
    assert "is not allowed by its robots.txt" in told(done)[0]
    assert server.paths == ["/open.xml"]


def test_robots_txt_is_asked_for_once_a_day(desk: Desk, server: Server) -> None:
    server.routes["/feed.xml"] = reply(SOME)
    desk.follows(f"sources:\n  - url: {URL}\n    every: 0\n")
    for _ in range(3):
        desk.collect()
    desk.clock.later(25)
    desk.collect()
    assert [one.path for one in server.asked].count("/robots.txt") == 2


def test_a_redirect_does_not_lead_around_robots_txt(desk: Desk, server: Server) -> None:
    server.routes["gull.example/robots.txt"] = reply("User-agent: *\nDisallow: /\n")
    server.routes["/feed.xml"] = moved("http://gull.example/feed.xml")
    desk.follows(f"sources: [{URL}]\n")
    assert "robots.txt" in told(desk.collect())[0]
    assert server.paths == ["/feed.xml"]


def test_a_robots_txt_without_end_is_read_to_its_limit(desk: Desk, server: Server) -> None:
    def robots(made: socket.socket, request: Request) -> None:
        made.sendall(HEAD + b"\r\nUser-agent: *\nDisallow: /feed\n")
        while True:
            made.sendall(b"Disallow: /x*y*z\n" * 5000)

    server.routes["/robots.txt"] = robots
    desk.follows(f"sources:\n  - {URL}\n")
    assert "is not allowed" in told(desk.collect())[0]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply("x", "500 Internal Server Error"), "its robots.txt answers 500"),
        (b"nonsense\r\n\r\n", "its robots.txt answers with something that is no HTTP"),
    ],
)
def test_a_robots_txt_that_cannot_be_read_forbids_all(
    answer: bytes, reason: str, desk: Desk, server: Server
) -> None:
    server.routes["/robots.txt"] = answer
    desk.follows(f"sources: [{URL}]\n")
    assert reason in told(desk.collect())[0]
    assert not server.paths


def test_a_robots_txt_that_is_missing_forbids_nothing(desk: Desk, server: Server) -> None:
    server.routes["/robots.txt"] = reply("x", "403 Forbidden")
    server.routes["/feed.xml"] = reply(SOME)
    desk.follows(f"sources: [{URL}]\n")
    assert not desk.collect().problems


def test_a_crawl_delay_is_kept(desk: Desk, server: Server) -> None:
    server.routes["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 11\n")
    server.routes["/feed.xml"] = reply(feed("/news/a-b", "/news/c-d"))
    for path in ("/news/a-b", "/news/c-d"):
        server.routes[path] = reply(page(path))
    desk.follows(f"sources:\n  - url: {URL}\n    follow: true\n")
    desk.collect()
    assert desk.clock.waits == [1.0, 11.0, 11.0]


def test_a_crawl_delay_too_long_to_wait_for_is_kept_from_run_to_run(
    desk: Desk, server: Server
) -> None:
    server.routes["/robots.txt"] = reply("User-agent: *\nCrawl-delay: 600\n")
    server.routes["/feed.xml"] = reply(feed("/news/a-b", "/news/c-d"))
    for path in ("/news/a-b", "/news/c-d"):
        server.routes[path] = reply(page(path))
    desk.follows(f"sources:\n  - url: {URL}\n    follow: true\n")
    for expected in (1, 1, 2):
        desk.collect()
        assert len(server.paths) == expected
        desk.clock.later(0.1)


# ---- secure connections --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    demand(shutil.which("openssl"), "openssl")
    folder = tmp_path_factory.mktemp("tls")
    made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=ellery.example", "-addext", "subjectAltName=DNS:ellery.example"]
    files = ["-keyout", str(folder / "both.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(["openssl", "req", "-x509", *made, *named, *files], check=True, stderr=-3)
    with (folder / "both.pem").open("a") as both:
        both.write((folder / "cert.pem").read_text())
    return folder


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "both.pem")
    made = Server(context)
    yield made
    made.close()


def test_the_certificate_is_checked_against_the_name(
    desk: Desk, server: Server, secure: Server, certificate: Path
) -> None:
    desk.names = Names(server, secure)
    desk.trusted = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    secure.routes["/feed.xml"] = reply(SOME)
    desk.follows("sources:\n  - https://ellery.example/feed.xml\n  - https://gull.example/x\n")
    done = desk.collect()
    assert desk.seeds() == ["ellery.example/2025-07-29-feed.xml"]
    (problem,) = done.problems
    assert "its certificate is bad" in problem.message
    assert secure.asked[-1].headers["host"] == "ellery.example"


def test_an_unknown_certificate_is_a_fault(desk: Desk, server: Server, secure: Server) -> None:
    desk.names = Names(server, secure)
    desk.follows("sources: ['https://ellery.example/feed.xml']\n")
    assert "its certificate is bad" in told(desk.collect())[0]


def test_a_server_that_does_not_speak_tls_is_a_fault(desk: Desk, server: Server) -> None:
    desk.names = Names(server, server)
    desk.follows("sources: ['https://ellery.example/feed.xml']\n")
    assert "cannot be reached" in told(desk.collect())[0]


def test_a_handshake_that_stalls_is_a_fault(desk: Desk, server: Server) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    desk.names = Names(server, server)
    desk.names.server = server
    stalled = type("Silent", (), {"port": silent.getsockname()[1]})()
    desk.names.secure = stalled
    desk.follows("sources: ['https://ellery.example/feed.xml']\n")
    assert "could not be reached in 0.5 s" in told(desk.collect())[0]
    silent.close()


def test_nobody_listens(desk: Desk, server: Server) -> None:
    server.close()
    desk.follows(f"sources: [{URL}]\n")
    assert "cannot be reached" in told(desk.collect())[0]


def test_an_interruption_ends_a_wait_at_once(desk: Desk, server: Server) -> None:
    """What is waited for would take minutes; a test that hangs here has failed."""
    desk.limits = replace(desk.limits, read=300.0, total=300.0)
    asked = threading.Event()

    def answer(made: socket.socket, request: Request) -> None:
        asked.set()
        server.wait()

    def progress(title: str, done: int, total: int) -> None:
        pass

    server.routes["/feed.xml"] = answer
    desk.follows(f"sources: [{URL}]\n")
    import _thread

    threading.Thread(target=lambda: (asked.wait(5), _thread.interrupt_main()), daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        desk.collect(progress=progress)
    assert not desk.seeds()
