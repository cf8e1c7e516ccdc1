"""The published folder as answers: plain files of it, and pages with our script."""

from __future__ import annotations

import asyncio
import os
import re
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from broadsheet.disk.within import opened_within

_SCRIPT = '<script src="/_broadsheet/reload.js"{} defer></script>'
_CSP = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_ODD = re.compile("[\x00-\x1f\x7f\\\\\ufffd]")
_ODD_RAW = re.compile(rb"%(?:2f|5c)", re.IGNORECASE)
_PIECE = 1 << 16  # bytes
_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".opml": "text/x-opml",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_FEED = "application/feed+json"
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def with_reload(html: bytes, edition: str = "", build: str = "") -> bytes:
    """Return the page with our script, and a policy that lets it run and listen.

    The script is told which `edition` the page is of. A draft is of a `build` instead: it is
    shown anew whatever is edited, as no edition tells of what is not published.
    """
    html = _CSP.sub(_opened, html, count=1)
    said = f' data-build="{build}"' if build else f' data-edition="{edition}"' if edition else ""
    script = _SCRIPT.format(said).encode()
    head, mark, tail = html.rpartition(b"</body>")
    return head + script + mark + tail if mark else html + script


def _opened(policy: re.Match[bytes]) -> bytes:
    """Return the policy with leave for what comes from this server, and all else as it was."""
    rules = [rule.split() for rule in policy[1].split(b";") if rule.strip()]
    for name in (b"script-src", b"connect-src"):
        said = next((rule for rule in rules if rule[0].lower() == name), None)
        if said is None:
            rules.append([name, b"'self'"])
        elif b"'self'" not in said:
            said[1:] = [word for word in said[1:] if word != b"'none'"] + [b"'self'"]
    text = b"; ".join(b" ".join(rule) for rule in rules)
    return b'<meta http-equiv="Content-Security-Policy" content="' + text + b'">'


#: Answers for an address where there is no file; None where there is nothing else either.
Otherwise = Callable[[Scope, str], Awaitable[Response | None]]


async def _nothing(scope: Scope, address: str) -> Response | None:
    return None


class Pages:
    """Answers with files of a folder: plain ones, not hidden, reached through no link."""

    def __init__(
        self,
        folder: Path,
        base: str = "",
        otherwise: Otherwise = _nothing,
        edition: Callable[[], str] = str,
    ) -> None:
        self._folder = folder
        self._base = base
        self._otherwise = otherwise
        self._edition = edition

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(scope) or self._missing(scope)
        await response(scope, receive, send)

    async def _response(self, scope: Scope) -> Response | None:
        path: str = scope["path"]
        if self._base:
            if path in ("/", self._base):
                return RedirectResponse(f"{quote(self._base)}/")
            if not path.startswith(f"{self._base}/"):
                return None
        address = path.removeprefix(self._base)
        names = _names(address, scope.get("raw_path") or b"")
        if names is None:
            return None
        return self._answer(scope, names, path) or await self._otherwise(scope, address)

    def _answer(self, scope: Scope, names: list[str], path: str) -> Response | None:
        edition = self._edition()  # as it is before the file is read
        is_folder = names[-1] == ""
        wanted = [*names[:-1], "index.html"] if is_folder else names
        found = opened_within(self._folder, wanted)
        if found is None:
            return None
        handle, facts = found
        if stat.S_ISREG(facts.st_mode):
            return _file((handle, facts.st_size), wanted, scope["method"] == "HEAD", edition)
        os.close(handle)
        page = None if is_folder else opened_within(self._folder, [*wanted, "index.html"])
        if page is None:
            return None
        os.close(page[0])
        return RedirectResponse(f"{quote(path)}/")  # its names are plain: it stays on this host

    def _missing(self, scope: Scope) -> Response:
        """Return the site's own page for what is not there."""
        found = opened_within(self._folder, ["404.html"])
        if found is None or not stat.S_ISREG(found[1].st_mode):
            if found:
                os.close(found[0])
            return Response("There is no such page.\n", 404, media_type="text/plain")
        is_head, size = scope["method"] == "HEAD", found[1].st_size
        return _file((found[0], size), ["404.html"], is_head, self._edition(), 404)


def _names(path: str, raw: bytes) -> list[str] | None:
    """Return the names of a path, the last one "" for a folder; None for no address of ours."""
    if not path.startswith("/") or _ODD.search(path) or _ODD_RAW.search(raw):
        return None
    names = path[1:].split("/")
    if "" in names[:-1] or any(name.startswith(".") for name in names):
        return None
    return names


def _file(
    opened: tuple[int, int], names: list[str], is_head: bool, edition: str, status: int = 200
) -> Response:
    """Return a file, `opened` and of a size, as an answer; it is closed when it is sent."""
    handle, size = opened
    kind = _kind(names[-1])
    headers = {"Content-Security-Policy": _PICTURE_POLICY} if kind == "image/svg+xml" else {}
    if kind == "text/html":
        with os.fdopen(handle, "rb") as file:
            html = with_reload(file.read(size), edition)
        return Response(html, status, headers, kind)
    if size <= _PIECE:
        with os.fdopen(handle, "rb") as file:
            return Response(file.read(size), status, headers, kind)
    headers["Content-Length"] = str(size)
    if is_head:
        os.close(handle)
        return Response(None, status, headers, kind)
    return StreamingResponse(_pieces(handle, size), status, headers, kind)


def _kind(name: str) -> str:
    if name == "feed.json":
        return _FEED
    return _TYPES.get(os.path.splitext(name)[1].lower(), "application/octet-stream")


async def _pieces(handle: int, size: int) -> AsyncIterator[bytes]:
    """Yield just as many bytes as were promised, piece by piece as they are taken."""
    with os.fdopen(handle, "rb") as file:
        while size > 0 and (piece := file.read(min(_PIECE, size))):
            size -= len(piece)
            yield piece
            await asyncio.sleep(0)  # others are served too, and who has left is noticed
