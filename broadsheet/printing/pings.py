"""Telling the world what was printed: WebSub hubs and IndexNow. Never a part of a build.

What was told is remembered by the content of each file, so that the next ping tells what changed
since, whatever builds came between, and one that failed is made up for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

import orjson

from broadsheet.config import Settings
from broadsheet.errors import Problem
from broadsheet.render import path as published_path

INDEXNOW = "https://api.indexnow.org/indexnow"
MOST = 10_000  # addresses in one call to IndexNow
_PATIENCE = 10.0  # seconds
_FEED = re.compile(r"(?:^|/)feed\.(?:atom|rss|json)")
_LOC = re.compile(r"<loc>([^<]{1,2000})</loc>")
_AGAIN = "the site stands as it is; `broadsheet ping` tells again what was missed"


@dataclass(frozen=True, slots=True)
class Ping:
    """One call: to whom, what is sent, and the published files that it tells of."""

    to: str
    media_type: str
    body: bytes
    paths: tuple[str, ...]


def pages_in(sitemaps: Iterable[str], settings: Settings) -> dict[str, str]:
    """Return the pages that sitemaps list: the file of each, with its absolute address."""
    listed: dict[str, str] = {}
    for at in (unescape(at) for text in sitemaps for at in _LOC.findall(text)):
        if at.startswith(f"{settings.url}/"):
            listed[published_path(at.removeprefix(settings.url))] = at
    return listed


def pings(
    settings: Settings,
    printed: Mapping[str, str],
    told: Mapping[str, str],
    listed: Mapping[str, str],
    indexnow: str = INDEXNOW,
) -> Iterator[Ping]:
    """Yield the calls to make. `printed` and `told`: the content of each file, now and when last
    told; `listed`: see `pages_in`."""
    changed = sorted(path for path, content in printed.items() if told.get(path) != content)
    if settings.websub:
        for path in filter(_FEED.search, changed):
            topic = settings.absolute(f"/{path}")  # under both names that hubs know it by
            form = {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}
            body = urlencode(form).encode()
            yield Ping(settings.websub, "application/x-www-form-urlencoded", body, (path,))
    if settings.indexnow_key:
        pages = [path for path in changed if path in listed]
        for start in range(0, len(pages), MOST):
            part = tuple(pages[start : start + MOST])
            body = _for_indexnow(settings, [listed[path] for path in part])
            yield Ping(indexnow, "application/json; charset=utf-8", body, part)


def _for_indexnow(settings: Settings, addresses: list[str]) -> bytes:
    key = settings.indexnow_key
    said = {
        "host": settings.host,
        "key": key,
        "keyLocation": settings.absolute(f"/{key}.txt"),
        "urlList": addresses,
    }
    return orjson.dumps(said)


def send(calls: Iterable[Ping], done: list[Ping]) -> Iterator[Problem]:
    """Make the calls; add those that were taken to `done`, yield a problem for each address that
    refuses or does not answer. Such an address is not called again this time."""
    silent: set[str] = set()
    for call in calls:
        if call.to in silent:
            continue
        if fault := _fault(call):
            silent.add(call.to)
            yield Problem(call.to, fault, hint=_AGAIN)
        else:
            done.append(call)


def _fault(call: Ping) -> str:
    """Make one call; return what went wrong, "" when nothing did."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    headers = {"Content-Type": call.media_type, "User-Agent": "Broadsheet"}
    try:
        with urlopen(Request(call.to, call.body, headers), timeout=_PATIENCE):
            return ""
    except HTTPError as error:
        return f"refused the ping: HTTP {error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        return f"could not be told: {getattr(error, 'reason', error)}"
