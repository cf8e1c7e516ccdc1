"""The editor's server: the published folder on loopback, with a page that reloads itself.

What it adds to a page (one script, and the leave to run it) is added on the way out: nothing
of it is ever written into `site/`.
"""

from __future__ import annotations

import socket
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import uvicorn
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from broadsheet.errors import Problem, SettingsError
from broadsheet.serve.asking import Asking
from broadsheet.serve.bulletin import Built, Bulletin, built
from broadsheet.serve.door import LOOPBACK, OURS, Door, is_loopback
from broadsheet.serve.editors import address, pattern
from broadsheet.serve.lines import settings
from broadsheet.serve.pages import Pages, with_reload
from broadsheet.serve.proofs import DRAFTS, Proofs
from broadsheet.watch import Watch

__all__ = [
    "LOOPBACK",
    "Built",
    "Bulletin",
    "Proofs",
    "Quick",
    "Stand",
    "application",
    "built",
    "pattern",
    "serve",
    "settings",
    "with_reload",
]


@dataclass(frozen=True, slots=True)
class Stand:
    """What is served and watched. `base` is the path under which the site lives, or "".

    `editor` is the form of the addresses at which an editor opens a file, or "".
    """

    root: Path
    out: Path
    watched: tuple[Path, ...]
    ignored: tuple[Path, ...]
    base: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    editor: str = ""


def application(stand: Stand, bulletin: Bulletin, proofs: Proofs | None = None) -> ASGIApp:
    """Return the server as an ASGI application; with `proofs` it shows drafts."""
    asking = Asking(proofs, bulletin) if proofs else None
    others = {"otherwise": asking.page} if asking else {}
    pages = Pages(stand.out, stand.base, **others, edition=lambda: bulletin.edition)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].startswith(OURS):
            await pages(scope, receive, send)
            return
        drafts = asking if scope["path"] == DRAFTS else None
        listed = await drafts.listing(scope) if drafts else None
        await (listed or _of_ours(Request(scope), bulletin))(scope, receive, send)

    return Door(answer, stand.host)


def _of_ours(request: Request, bulletin: Bulletin) -> Response:
    """Return what is no part of the site: our script, and the news of builds."""
    match request.url.path.removeprefix(OURS):
        case "reload.js":
            source = files("broadsheet").joinpath("reload.js").read_bytes()
            return Response(source, media_type="text/javascript")
        case "events":
            headers = {"X-Accel-Buffering": "no"}
            if request.method == "HEAD":
                return Response(None, 200, headers, "text/event-stream")
            trusted = request.client is not None and is_loopback(request.client.host)
            stream = bulletin.stream(trusted)
            return StreamingResponse(stream, 200, headers, "text/event-stream")
    return Response("There is no such thing.\n", 404, media_type="text/plain")


#: A shorter way to build, for the files that events named; whether all is as it was left; and
#: how many drafts there are, as far as is known.
Quick = tuple[
    Callable[[frozenset[str]], Built | None], Callable[[], bool], Callable[[], int | None]
]


@dataclass(frozen=True, slots=True)
class _Posted:
    """The shorter way, whose builds open pages are told of."""

    build: Callable[[frozenset[str]], Built | None]
    looks: Callable[[], bool]
    drafts: Callable[[], int | None]
    bulletin: Bulletin

    def is_still(self) -> bool:
        is_still = self.looks()
        self.bulletin.count(self.drafts())
        return is_still

    def builds(self, named: frozenset[str]) -> bool:
        try:
            built = self.build(named)
        except Exception:
            return False  # the whole build finds out what is wrong, and says so
        if built is not None:
            self.bulletin.post(built)
        return built is not None


def serve(
    stand: Stand,
    build: Callable[[], Built],
    say: Callable[[str], None],
    quick: Quick | None = None,
    proofs: Proofs | None = None,
) -> None:
    """Build, serve and rebuild until interrupted.

    Raises SettingsError when the port is taken.
    """
    listener = _listener(stand)
    bulletin = Bulletin(lambda problem: address(stand.editor, stand.root, problem))
    watch = Watch(stand.root, stand.watched, stand.ignored, say)
    stopped = threading.Event()
    bulletin.post(_whole(build))
    thread = threading.Thread(
        target=watch.run,
        args=(lambda: bulletin.post(_whole(build)), stopped),
        kwargs={"short": _Posted(*quick, bulletin) if quick else None},
        daemon=True,
    )
    thread.start()
    if not is_loopback(stand.host):
        say(f"--host {stand.host}: whoever can reach this machine can read what is served here")
    say(f"serving http://{_authority(listener)}{stand.base}/  (Ctrl-C stops)")
    try:
        uvicorn.Server(settings(application(stand, bulletin, proofs))).run(sockets=[listener])
    finally:
        watch.stop(stopped)


def _whole(build: Callable[[], Built]) -> Built:
    """Build; a fault of our own must not end the watching, or pages would grow old unseen."""
    try:
        return build()
    except Exception as error:
        traceback.print_exc()
        fault = f"the build failed: {type(error).__name__}"
        return Built(False, (Problem("broadsheet", fault, hint="the terminal says where"),))


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
