"""The editor's server: the published folder on loopback, with a page that reloads itself.

What it adds to a page (one script, and the leave to run it) is added on the way out: nothing
of it is ever written into `site/`.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import socket
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from broadsheet.errors import Problem, SettingsError
from broadsheet.printing import Report
from broadsheet.watch import Watch

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_SCRIPT = b'<script src="/_broadsheet/reload.js" defer></script>'
_CSP = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_KEEP_ALIVE = 15.0  # seconds between comments on an idle event stream


@dataclass(frozen=True, slots=True)
class Built:
    """What the browser is told of a build: `changed` when a page may look different.

    `restyled`: in nothing but style sheets, which a page can take anew while it stands.
    """

    changed: bool
    problems: tuple[Problem, ...]
    restyled: bool = False


def built(report: Report) -> Built:
    """Return what the browser is told of a report."""
    run = report.run
    changed = run is not None and run.new + run.changed + run.removed > 0
    reasons = run.reasons if run is not None else ()
    restyled = changed and all(one.path.endswith(".css") for one in reasons)
    return Built(changed, report.problems, restyled)


@dataclass(frozen=True, slots=True)
class Stand:
    """What is served and watched. `base` is the path under which the site lives, or ""."""

    root: Path
    out: Path
    watched: tuple[Path, ...]
    ignored: tuple[Path, ...]
    base: str = ""
    host: str = "127.0.0.1"
    port: int = 8000


@dataclass(slots=True)
class Bulletin:
    """The last build, and the open pages that wait for the next one."""

    loop: asyncio.AbstractEventLoop | None = None
    press: str = field(default_factory=lambda: secrets.token_hex(4))
    number: int = 0
    style: int = 0
    problems: tuple[Problem, ...] = ()
    readers: set[asyncio.Queue[bytes]] = field(default_factory=set)

    def post(self, built: Built) -> None:
        """Tell every open page; called from the thread that builds."""
        if built.restyled:
            self.style += 1
        else:
            self.number += built.changed
        self.problems = built.problems
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._tell)

    def event(self) -> bytes:
        news = {
            "edition": f"{self.press}-{self.number}",
            "style": f"{self.press}-{self.style}",
            "problems": [str(problem) for problem in self.problems],
        }
        return b"event: built\ndata: " + orjson.dumps(news) + b"\n\n"

    async def stream(self) -> AsyncIterator[bytes]:
        self.loop = asyncio.get_running_loop()
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self.readers.add(queue)
        try:
            yield self.event()
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), _KEEP_ALIVE)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self.readers.discard(queue)

    def _tell(self) -> None:
        for queue in self.readers:
            queue.put_nowait(self.event())


def with_reload(html: bytes) -> bytes:
    """Return the page with our script, and a policy that lets it run and listen."""

    def opened(policy: re.Match[bytes]) -> bytes:
        rules = [
            rule
            for rule in policy[1].split(b";")
            if not rule.strip().startswith((b"script-src", b"connect-src"))
        ]
        rules += [b" script-src 'self'", b" connect-src 'self'"]
        return b'<meta http-equiv="Content-Security-Policy" content="' + b";".join(rules) + b'">'

    html = _CSP.sub(opened, html, count=1)
    head, mark, tail = html.rpartition(b"</body>")
    return head + _SCRIPT + mark + tail if mark else html + _SCRIPT


class Pages(StaticFiles):
    """The published folder; `StaticFiles` refuses whatever lies outside it, links included."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if isinstance(response, FileResponse) and response.media_type == "text/html":
            html = with_reload(Path(response.path).read_bytes())
            response = Response(html, response.status_code, media_type="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response


class OnlyFromHere:
    """Refuses requests that name another host, or come from a page of another origin."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_welcome(Request(scope)):
            await PlainTextResponse("Not served under this name.\n", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_welcome(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        named = [f"//{request.headers.get('host', '')}", *([origin] if origin else [])]
        return all(_hostname(address) in self._hosts for address in named)


def application(stand: Stand, bulletin: Bulletin) -> Starlette:
    """Return the server as an ASGI application."""

    async def events(request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(bulletin.stream(), media_type="text/event-stream", headers=headers)

    async def script(request: Request) -> Response:
        source = files("broadsheet").joinpath("reload.js").read_bytes()
        return Response(source, media_type="text/javascript", headers={"Cache-Control": "no-store"})

    async def to_base(request: Request) -> Response:
        return Response(status_code=307, headers={"Location": f"{stand.base}/"})

    routes: list[BaseRoute] = [
        Route("/_broadsheet/events", events),
        Route("/_broadsheet/reload.js", script),
    ]
    if stand.base:
        routes.append(Route("/", to_base))
    routes.append(Mount(stand.base or "/", Pages(directory=stand.out, html=True)))
    app = Starlette(routes=routes)
    app.add_middleware(OnlyFromHere, hosts=LOOPBACK | {stand.host})
    return app


#: A shorter way to build, for the files that events named; and whether all is as it was left.
Quick = tuple[Callable[[frozenset[str]], Built | None], Callable[[], bool]]


@dataclass(frozen=True, slots=True)
class _Posted:
    """The shorter way, whose builds open pages are told of."""

    build: Callable[[frozenset[str]], Built | None]
    is_still: Callable[[], bool]
    bulletin: Bulletin

    def builds(self, named: frozenset[str]) -> bool:
        built = self.build(named)
        if built is not None:
            self.bulletin.post(built)
        return built is not None


def serve(
    stand: Stand,
    build: Callable[[], Built],
    say: Callable[[str], None],
    quick: Quick | None = None,
) -> None:
    """Build, serve and rebuild until interrupted.

    Raises SettingsError when the port is taken.
    """
    listener = _listener(stand)
    bulletin = Bulletin()
    watch = Watch(stand.root, stand.watched, stand.ignored)
    stopped = threading.Event()
    bulletin.post(build())
    thread = threading.Thread(
        target=watch.run,
        args=(lambda: bulletin.post(build()), stopped),
        kwargs={"short": _Posted(*quick, bulletin) if quick else None},
        daemon=True,
    )
    thread.start()
    say(f"serving http://{_authority(listener)}{stand.base}/  (Ctrl-C stops)")
    config = uvicorn.Config(
        application(stand, bulletin), log_level="warning", timeout_graceful_shutdown=1
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        watch.stop(stopped)


def _listener(stand: Stand) -> socket.socket:
    family = socket.AF_INET6 if ":" in stand.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((stand.host, stand.port))
        listener.listen()  # from here on a browser waits instead of being refused
    except OSError as error:
        listener.close()
        raise SettingsError(
            Problem(
                f"{stand.host}:{stand.port}",
                f"cannot listen here: {error.strerror}",
                hint="another server runs there? choose a port with --port",
            )
        ) from error
    return listener


def _authority(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
