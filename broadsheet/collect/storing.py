"""What was fetched, put into seeds/ untouched with its sidecar: never over another file."""

from __future__ import annotations

import datetime as dt
import re
import threading
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote, urlsplit

from broadsheet import disk
from broadsheet.collect.forms import Form
from broadsheet.collect.memory import Memory
from broadsheet.collect.nouns import Got, Source
from broadsheet.errors import InputError
from broadsheet.text import slug
from broadsheet.yaml12 import scalar

FOLDER = "seeds/collected"
_SIDECAR = ".yaml"
_LONGEST = 60  # characters of a name, date and ending left out
_NOT_IN_NAMES = re.compile(r"[^a-z0-9.-]+")


class Store:
    """The folder of what was collected."""

    def __init__(self, root: Path, scratch: Path, memory: Memory) -> None:
        self._root = root
        self._scratch = scratch
        self._memory = memory
        self._one_at_a_time = threading.Lock()
        self._sizes: dict[str, dict[int, list[str]]] = {}

    def keep(self, got: Got, form: Form, source: Source, captured: dt.datetime) -> str | None:
        """Store what was fetched; return its path, None where the same bytes lie there already.

        The sidecar comes first, so that nothing is ever dated by the time of its file. Raises
        OSError, NoRoomError where it is no use to go on.
        """
        with self._one_at_a_time:
            folder = f"{FOLDER}/{folder_name(got.final)}"
            if self._holds(folder, got.data):
                return None
            path = self._free(folder, f"{captured:%Y-%m-%d}-{name(got.final)}", form.ending)
            with self._memory.arriving(path):
                self._write(path, got.data, sidecar(got.final, source, captured))
            self._sizes[folder].setdefault(len(got.data), []).append(path)
            return path

    def _write(self, path: str, data: bytes, said: str) -> None:
        try:
            disk.add(self._root, path + _SIDECAR, said.encode(), self._scratch)
            disk.add(self._root, path, data, self._scratch)
        except OSError:
            self.clear(path)
            raise

    def clear(self, path: str) -> None:
        """Remove the sidecar that a killed run of ours left without its capture."""
        if not disk.exists(self._root, path):
            disk.remove(self._root, path + _SIDECAR)

    def _holds(self, folder: str, data: bytes) -> bool:
        if folder not in self._sizes:
            self._sizes[folder] = disk.sizes(self._root, folder)
        alike = self._sizes[folder].get(len(data), ())
        return any(self._read(path, len(data)) == data for path in alike)

    def _read(self, path: str, size: int) -> bytes:
        try:
            return disk.read(self._root, path, size)
        except InputError:
            return b""

    def _free(self, folder: str, stem: str, ending: str) -> str:
        path, number = f"{folder}/{stem}{ending}", 1
        while any((self._root / taken).exists() for taken in (path, path + _SIDECAR)):
            number += 1
            path = f"{folder}/{stem}-{number}{ending}"
        return path


def folder_name(url: str) -> str:
    """Return a host as the name of a folder."""
    host = (urlsplit(url).hostname or "").lower()
    return _NOT_IN_NAMES.sub("-", host).strip(".-")[:100] or "host"


def name(url: str) -> str:
    """Return what an address is called: the last telling part of its path, or a hash of it."""
    parts = urlsplit(url)
    mark = blake2b(url.encode(), digest_size=4).hexdigest()
    for part in reversed(parts.path.split("/")):
        plain = unquote(part, errors="ignore").partition(".")[0]
        told = slug(plain, _LONGEST) if any(letter.isalpha() for letter in plain) else ""
        if len(told) > 2:
            return f"{told}-{mark}" if parts.query else told
    return mark


def sidecar(url: str, source: Source, captured: dt.datetime) -> str:
    """Return what is declared of a capture: when and where, and what the editor says of it."""
    said: dict[str, object] = {
        "captured": captured.isoformat(timespec="seconds"),
        "url": url,
        "source": source.source,
        "lang": source.lang,
        "rights": source.rights,
        "noindex": source.noindex,
    }
    lines = (f"{key}: {scalar(value)}" for key, value in said.items() if value is not None)
    return "\n".join([*lines, ""])
