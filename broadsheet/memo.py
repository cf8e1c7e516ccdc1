"""Results of pure functions, remembered under a key made of all that they depend on.

Values are pickled, which keeps our frozen nouns exact (dates with zones, tuples, unions) at a
few microseconds each. Each is sealed with a hash of its key and bytes, and read back by an
unpickler that knows only our dataclasses and dates: a prepared file can run nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import pickle
import platform
import sqlite3
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache
from hashlib import blake2b
from importlib import import_module, metadata, resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from broadsheet.errors import Problem
from broadsheet.fingerprint import fingerprint

T = TypeVar("T")
#: How values of a type are taken apart: into a noun and what it is called with.
Reductions = Mapping[type, Callable[[Any], tuple[Any, ...]]]
Map = Callable[[Callable[..., Any], Sequence[tuple[Any, ...]]], Iterable[Any]]

# Single modules that every pure room stands on: a change there may change any result.
BENEATH = ("config", "dates", "errors", "fingerprint", "model", "text", "yaml12")
# Packages whose rules show in results.
_LIBRARIES = ("anyascii", "dateparser", "orjson", "PyYAML")
_MOST_HELD = 4096  # new results that wait in memory to be written
_SLACK = 1000  # rows left over from former builds before they are swept
_LARGE = {"broadsheet.search.postings.parts": 12}  # of results of half a megabyte, far fewer


class Memo:
    """Results of pure functions: `memo(function, *values)` calls it only the first time.

    Values are dataclasses, sequences, mappings and scalars; one that is neither (a loaded
    model) is known by its `version` alone. The key holds a digest of the function's code.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._new: dict[str, tuple[str, bytes]] = {}
        self._used: dict[str, set[str]] = {}
        self.whole = True  # a build that asks for all results which are still of use

    def __call__(self, function: Callable[..., T], *values: Any) -> T:
        return self.at(self.key(function, *values), function, *values)

    def at(self, key: str, function: Callable[..., T], *values: Any) -> T:
        """Return the result for values whose key is known already."""
        found, value = self.get(function, key)
        if not found:
            value = function(*values)
            self.put(function, key, value)
        result: T = value
        return result

    def each(
        self, function: Callable[..., T], calls: Sequence[tuple[Any, ...]], work: Map
    ) -> list[T]:
        """Return the results of all calls, in order; `work` does those that are not known.

        A Problem among the results is not remembered: the next build tries again.
        """
        keys = [self.key(function, *values) for values in calls]
        known = [self.get(function, key) for key in keys]
        missing = [n for n, (found, _) in enumerate(known) if not found]
        results = [value for _, value in known]
        done = work(function, [calls[n] for n in missing])
        for n, value in zip(missing, done, strict=True):
            results[n] = value
            if not isinstance(value, Problem):
                self.put(function, keys[n], value)
        return results

    def key(self, function: Callable[..., Any], *values: Any) -> str:
        keyed = [getattr(value, "version", value) for value in values]
        return fingerprint(_code(function.__module__), _name(function), keyed)

    def get(self, function: Callable[..., Any], key: str) -> tuple[bool, Any]:
        """Return (found, value). A damaged value is as good as none."""
        self._used.setdefault(_name(function), set()).add(key)
        if key in self._new:
            return True, _Unpickler(io.BytesIO(self._new[key][1])).load()
        return self.stored(key)

    def knows(self, keys: Iterable[str]) -> bool:
        """Return whether there is a result for every key, as far as can be told unread."""
        query = "SELECT 1 FROM memo WHERE key = ?"
        with contextlib.suppress(sqlite3.Error):
            return all(k in self._new or self._db.execute(query, (k,)).fetchone() for k in keys)
        return False

    def stored(self, key: str) -> tuple[bool, Any]:
        try:
            query = "SELECT seal, value FROM memo WHERE key = ?"
            row = self._db.execute(query, (key,)).fetchone()
            if row is None or row[0] != _seal(key, row[1]):
                return False, None
            return True, _Unpickler(io.BytesIO(row[1])).load()
        except Exception:  # whatever a hostile pickle or a damaged file can raise
            return False, None

    def mark(self, function: Callable[..., Any], *values: Any) -> None:
        """Say that a result is of use, though nobody asks for it now."""
        self._used.setdefault(_name(function), set()).add(self.key(function, *values))

    def keep(self, name: str, value: Any, reductions: Reductions) -> str:
        """Record one large value under a name, in the place of the last one; return its seal."""
        data = _pickled(value, reductions)
        seal = _seal(name, data)
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(
                "INSERT OR REPLACE INTO memo VALUES (?,?,?,?)", (name, name, seal, data)
            )
        return seal.hex()

    def kept(self, name: str, seal: str) -> Any:
        """Return the value that was kept under a name with this very seal, or None."""
        with contextlib.suppress(sqlite3.Error):
            row = self._db.execute("SELECT seal FROM memo WHERE key = ?", (name,)).fetchone()
            if row and bytes(row[0]).hex() == seal:
                return self.stored(name)[1]
        return None

    def put(self, function: Callable[..., Any], key: str, value: Any) -> None:
        self._new[key] = (_name(function), _pickled(value))
        if len(self._new) >= _MOST_HELD:
            self._spill()

    def forget(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._db.execute("DELETE FROM good")
            self._db.execute("DELETE FROM memo")

    def store(self) -> None:
        self._insert()
        for name, used in self._used.items():
            if self.whole or name in _LARGE:
                self._sweep(name, used)

    def _insert(self) -> None:
        rows = ((key, name, _seal(key, data), data) for key, (name, data) in self._new.items())
        self._db.executemany("INSERT OR REPLACE INTO memo VALUES (?,?,?,?)", rows)
        self._new.clear()

    def _spill(self) -> None:
        """Write what was found so far, so that a first build of a large site does not hold it."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._insert()
            self._db.execute("COMMIT")
        except sqlite3.Error:  # then all of it is held, and written or told of at the end
            with contextlib.suppress(sqlite3.Error):
                self._db.rollback()

    def _sweep(self, name: str, used: set[str]) -> None:
        """Drop what this build did not ask for, once there is more of it than is in use."""
        query = "SELECT count(*) FROM memo WHERE function = ?"
        most = 2 * len(used) + _LARGE.get(name, _SLACK)
        if self._db.execute(query, (name,)).fetchone()[0] <= most:
            return
        query = "SELECT key FROM memo WHERE function = ? AND key NOT IN (SELECT key FROM good)"
        stale = [row for row in self._db.execute(query, (name,)) if row[0] not in used]
        self._db.executemany("DELETE FROM memo WHERE key = ?", stale)


class Good:
    """The last good result for each path: what a broken file is shown as until it is mended."""

    def __init__(self, db: sqlite3.Connection, memo: Memo) -> None:
        self._db = db
        self._memo = memo
        self._keys: dict[str, tuple[str, str]] = {}
        self._changed: set[str] = set()
        self._nouns = _code("broadsheet.model")  # a result of other nouns would be misread
        with contextlib.suppress(sqlite3.Error):
            rows = db.execute("SELECT path, nouns, key FROM good")
            self._keys = {path: (nouns, key) for path, nouns, key in rows}

    def put(self, path: str, key: str) -> None:
        if self._keys.get(path) != (self._nouns, key):
            self._keys[path] = (self._nouns, key)
            self._changed.add(path)

    def get(self, path: str) -> Any:
        """Return the last good result for the path, or None."""
        nouns, key = self._keys.get(path, ("", ""))
        return self._memo.stored(key)[1] if nouns == self._nouns else None

    def keep(self, paths: Iterable[str]) -> None:
        """Forget every path but these."""
        gone = self._keys.keys() - set(paths)
        self._changed |= gone
        for path in gone:
            del self._keys[path]

    def drop(self, path: str) -> None:
        """Forget a path."""
        if self._keys.pop(path, None):
            self._changed.add(path)

    def store(self) -> None:
        put = [(path, *self._keys[path]) for path in self._changed if path in self._keys]
        gone = [(path,) for path in self._changed if path not in self._keys]
        self._db.executemany("INSERT OR REPLACE INTO good VALUES (?,?,?)", put)
        self._db.executemany("DELETE FROM good WHERE path = ?", gone)
        self._changed.clear()


class _Unpickler(pickle.Unpickler):
    """Knows our dataclasses and dates, and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        return _noun(module, name)


@cache  # each value names its nouns anew, and there are few
def _noun(module: str, name: str) -> Any:
    if module == "datetime" and name in ("date", "datetime", "timedelta", "timezone"):
        return getattr(dt, name)
    if (module, name) == ("zoneinfo", "ZoneInfo"):
        return zoneinfo.ZoneInfo
    if module.startswith("broadsheet."):
        found = getattr(import_module(module), name)
        if isinstance(found, type) and is_dataclass(found):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is not one of our nouns")


def _pickled(value: Any, reductions: Reductions = MappingProxyType({})) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, protocol=5)
    pickler.dispatch_table = {
        zoneinfo.ZoneInfo: lambda zone: (zoneinfo.ZoneInfo, (zone.key,)),
        **reductions,
    }
    pickler.dump(value)
    return stream.getvalue()


def _seal(key: str, data: bytes) -> bytes:
    return blake2b(data, digest_size=16, key=key.encode()).digest()


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@cache
def _code(module: str) -> str:
    """Return a digest of all that decides what a function of the module returns.

    That is the sources and data files of its room, the modules beneath, the libraries and
    the version of Python (whose Unicode tables show in slugs).
    """
    digest = blake2b(platform.python_version().encode(), digest_size=16)
    for library in _LIBRARIES:
        digest.update(f"{library} {metadata.version(library)};".encode())
    root, _, room = module.partition(".")
    for name in (room.partition(".")[0], *BENEATH):
        for path, data in _sources(root, name):
            digest.update(blake2b(f"{path}\0".encode() + data).digest())
    return digest.hexdigest()


def _sources(root: str, room: str) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of a module, or of every file of a package."""
    top = resources.files(root)
    single, folder = top / f"{room}.py", top / room
    if single.is_file():
        yield single.name, single.read_bytes()
    elif room and folder.is_dir():
        yield from _tree(folder, room)


def _tree(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name == "__pycache__" or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _tree(entry, f"{prefix}/{entry.name}")
        else:
            yield f"{prefix}/{entry.name}", entry.read_bytes()
