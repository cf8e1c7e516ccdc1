"""Who is let in: requests of this machine's own pages, that ask for nothing but files."""

from __future__ import annotations

import ipaddress
import re
import socket

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
OURS = "/_broadsheet/"

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9._-]{1,253}))(?::\d{1,5})?")
_LONGEST_PATH = 4096  # bytes
_MOST_HEADERS = 100
_ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)


class Door:
    """Refuses requests that name another host, come from elsewhere, or want to change something.

    A name that leads here is no proof: a stranger's name can be made to lead to this machine.
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._is_open = not is_loopback(host)
        self._hosts = LOOPBACK | {host.lower()}
        if self._is_open:
            self._hosts |= {socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_ALWAYS]
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send_marked)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if scope["http_version"] not in ("1.0", "1.1"):
            return _refused(505, "HTTP/1.1 is spoken here.")
        if len(scope["raw_path"]) > _LONGEST_PATH or len(headers.raw) > _MOST_HEADERS:
            return _refused(431, "More than a browser says.")
        if scope["method"] not in ("GET", "HEAD"):
            return _refused(405, "Nothing can be changed here.", {"Allow": "GET, HEAD"})
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            return _refused(413, "No request has a body here.")
        if not scope["path"].startswith("/"):
            return _refused(400, "Not an address of this server.")
        if not self._knows(headers.getlist("host"), scope) or not _is_own(headers):
            return _refused(403, "Not served under this name.")
        if not _is_from_here(headers, scope["path"]):
            return _refused(403, "Not served to pages of other sites.")
        return None

    def _knows(self, hosts: list[str], scope: Scope) -> bool:
        """Return whether the request names us: as we are called, or by the address it came to."""
        named = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if named is None:
            return False
        name = (named[1] or named[2]).lower()
        if name in self._hosts:
            return True
        server = scope.get("server")
        return self._is_open and server is not None and _same_address(name, str(server[0]))


def is_loopback(host: str) -> bool:
    """Return whether nobody but this machine can come to an address."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _same_address(name: str, address: str) -> bool:
    try:
        return ipaddress.ip_address(name) == ipaddress.ip_address(address)
    except ValueError:
        return False


def _is_own(headers: Headers) -> bool:
    """Return whether a page that asks, if it is a page that asks, is one of ours."""
    origins = headers.getlist("origin")
    host = headers["host"].lower()
    return all(origin.lower() in (f"http://{host}", f"https://{host}") for origin in origins)


def _is_from_here(headers: Headers, path: str) -> bool:
    """Return whether a browser says that nobody else's page asks.

    A link on another page may lead to a page of ours: it opens by itself, unseen by the other.
    """
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    is_opened = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return is_opened == ("navigate", "document") and not path.startswith(OURS)


def _refused(status: int, why: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{why}\n", status, {"Connection": "close", **(headers or {})})
