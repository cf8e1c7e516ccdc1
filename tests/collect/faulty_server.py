"""A server on loopback that answers with whatever bytes a test wants, and counts what it is asked.

The names of its hosts are known to a resolver of the test's own, and to nobody else.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.collect import Collected, Limits, Order, collect
from broadsheet.collect.network import Place, allowed
from broadsheet.site import site

QUICK = Limits(connect=0.5, read=0.25, total=0.6, largest=3_000_000, patience=30.0)
PLAIN = "User-agent: *\nDisallow:\n"


@dataclass(frozen=True, slots=True)
class Request:
    host: str
    path: str
    headers: dict[str, str]


Reply = bytes | Callable[[socket.socket, Request], None]


def reply(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer. `etag="x"` is the header `etag: x`, underscores are hyphens."""
    data = body.encode() if isinstance(body, str) else body
    said = {"content-type": "text/html", "content-length": str(len(data)), **headers}
    lines = [f"HTTP/1.1 {status}", "connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in said.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + data


def moved(target: str, status: str = "302 Found") -> bytes:
    return reply(status=status, location=target)


def packed(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


def page(title: str, more: str = "") -> str:
    text = f"<p>{title}, said the harbour office of Port Ellery on Tuesday morning.</p>"
    return f"<!doctype html><html><head><title>{title}</title></head><body>{text}{more}</body>"


def feed(*links: str) -> str:
    items = "".join(
        f"<item><title>Item {n}</title><link>{link}</link></item>" for n, link in enumerate(links)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'


class Server:
    """Answers by host and path; unknown paths are 404, and robots.txt allows everything."""

    def __init__(self, secure: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Reply] = {}
        self.asked: list[Request] = []
        self._secure = secure
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._over = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        self._listening.close()

    @property
    def paths(self) -> list[str]:
        """What was asked for beside robots.txt, in order."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                made, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(made,), daemon=True).start()

    def _answer(self, made: socket.socket) -> None:
        with contextlib.suppress(OSError), made:
            made.settimeout(5)
            if self._secure:
                made = self._secure.wrap_socket(made, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = made.recv(4096)
                if not piece:
                    return
                head += piece
                if not head.startswith(b"GET"):
                    made.sendall(reply("what?", "400 Bad Request"))
                    return
            self._reply(made, _request(head))
            made.shutdown(socket.SHUT_RDWR)

    def _reply(self, made: socket.socket, request: Request) -> None:
        self.asked.append(request)
        missing = reply(PLAIN, content_type="text/plain")
        if request.path != "/robots.txt":
            missing = reply("not here", "404 Not Found")
        answer = self.routes.get(f"{request.host}{request.path}") or self.routes.get(request.path)
        answer = answer or missing
        if callable(answer):
            answer(made, request)
        else:
            made.sendall(answer)

    def wait(self) -> None:
        """Say nothing for as long as the test lasts (and never longer than some seconds)."""
        self._over.wait(5)


def _request(head: bytes) -> Request:
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines if line)
    headers = {name.lower(): value for name, _, value in pairs}
    return Request(headers.get("host", ""), first.split(" ")[1], headers)


@dataclass(slots=True)
class Names:
    """A resolver that knows the hosts of a test; all others go through the usual check."""

    server: Server
    secure: Server | None = None
    here: tuple[str, ...] = ("ellery.example", "gull.example", "tern.example")
    elsewhere: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[Place]:
        self.asked.append(host)
        if host in self.here:
            server = self.secure if port == 443 and self.secure else self.server
            return (("127.0.0.1", server.port),)
        return allowed(((self.elsewhere.get(host, host), port),))


@dataclass(slots=True)
class Clock:
    """A time that passes only where somebody waits."""

    time: float = 1_753_780_320.0  # 2025-07-29 09:12 UTC
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def pause(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.time += seconds

    def later(self, hours: float) -> None:
        self.time += hours * 3600


class Desk:
    """A site that follows what a test says."""

    def __init__(self, root: Path, server: Server, secure: Server | None = None) -> None:
        self.root = root
        self.server = server
        self.clock = Clock()
        self.names = Names(server, secure)
        self.trusted: ssl.SSLContext | None = None
        self.limits = QUICK
        (root / "content").mkdir()

    def follows(self, text: str) -> None:
        (self.root / "sources.yaml").write_text(text)

    def collect(self, *names: str, **more: Any) -> Collected:
        order = Order(
            names,
            limits=self.limits,
            resolve=self.names,
            trusted=self.trusted,
            now=self.clock.now,
            pause=self.clock.pause,
            **more,
        )
        return collect(site(self.root), order)

    def seeds(self) -> list[str]:
        """What was collected, without the sidecars."""
        top = self.root / "seeds" / "collected"
        files = (file.relative_to(top).as_posix() for file in top.rglob("*") if file.is_file())
        return sorted(file for file in files if not file.endswith(".yaml"))

    def data(self, seed: str) -> bytes:
        return (self.root / "seeds" / "collected" / seed).read_bytes()

    def sidecar(self, seed: str) -> str:
        return (self.root / "seeds" / "collected" / f"{seed}.yaml").read_text()


def told(done: Collected) -> list[str]:
    return [str(problem) for problem in done.problems]
