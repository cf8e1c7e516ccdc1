"""Announcing what was printed, and remembering what was: by the content of each file."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import orjson

from broadsheet import disk
from broadsheet.config import Settings
from broadsheet.errors import InputError, Problem
from broadsheet.printing.pings import INDEXNOW, Ping, pages_in, pings, send
from broadsheet.state import State

_MEMORY = "announced.json"
_LARGEST = 60_000_000  # bytes of the memory, or of a sitemap


def announce(
    settings: Settings, out: Path, folder: Path, indexnow: str = INDEXNOW
) -> tuple[int, tuple[Problem, ...]]:
    """Tell of what changed in `out` since the last time; return of how many files, and problems.

    `folder` is the site's state: what was printed is known there, and what was told is kept there.
    """
    with State(folder) as state:
        printed = {path: row.content for path, row in state.ledger.rows.items() if row.content}
    was, told = _remembered(folder)
    maps = (_text(out, path) or "" for path in sorted(printed) if fnmatch(path, "sitemap*.xml"))
    calls = pings(settings, printed, told, pages_in(maps, settings), indexnow)
    done: list[Ping] = []
    problems = tuple(send(calls, done))
    taken = {path: printed[path] for call in done for path in call.paths}
    kept = {path: content for path, content in (told | taken).items() if path in printed}
    said = orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode()
    if said != was:
        disk.put(folder, _MEMORY, said, was)
    return len(taken), problems


def _remembered(folder: Path) -> tuple[str | None, dict[str, str]]:
    """Return the memory as it is written, and as the content of each file when it was told."""
    was = _text(folder, _MEMORY)
    try:
        told = orjson.loads(was or "{}")
    except orjson.JSONDecodeError:
        told = {}
    return was, told if isinstance(told, dict) else {}


def _text(folder: Path, path: str) -> str | None:
    try:
        return disk.text(folder, path, _LARGEST)
    except InputError:
        return None
