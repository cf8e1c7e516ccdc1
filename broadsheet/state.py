"""What is remembered from build to build: results (Memo) and published files (Ledger).

One SQLite file. Everything in it can be lost: a file that is damaged, of another version or
not writable is put aside with a note, and the build starts afresh.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import orjson

from broadsheet.memo import Good, Memo

_SCHEMA = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE memo (key TEXT PRIMARY KEY, function TEXT NOT NULL, seal BLOB NOT NULL,"
    " value BLOB NOT NULL)",
    "CREATE TABLE good (path TEXT PRIMARY KEY, nouns TEXT NOT NULL, key TEXT NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TABLE ledger (path TEXT PRIMARY KEY, template TEXT NOT NULL, data TEXT NOT NULL,"
    " content TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,"
    " inode INTEGER NOT NULL, seen_ns INTEGER NOT NULL) WITHOUT ROWID",
)
_VERSION = 1


class Row(NamedTuple):
    """A published file: what it was made from, and how it looked when it was last seen.

    `template` and `data` are fingerprints, "" when the path is only claimed; `content` is the
    hash of the bytes; `seen_ns` is the clock at the look that found `size`, `mtime_ns`, `inode`.
    """

    path: str
    template: str = ""
    data: str = ""
    content: str = ""
    size: int = -1
    mtime_ns: int = 0
    inode: int = 0
    seen_ns: int = 0


# ---- the file ------------------------------------------------------------------------------


def mute(told: str) -> None:
    """Say nothing."""


@contextlib.contextmanager
def locked(folder: Path, say: Callable[[str], None] = mute) -> Iterator[None]:
    """Let one build at a time use the folder; a killed build lets go by itself.

    Whoever comes second calls `say`, once, with who builds, and waits; unless `say` raises. The
    lock is the kernel's (flock), so a number left in the file by a dead process blocks nobody.
    """
    handle = _lock(folder)
    if handle is None:
        yield  # where nothing can be opened there is no state to protect
        return
    _HELD.add(handle)
    try:
        _take(handle, say)
        yield
    finally:
        _HELD.discard(handle)
        os.close(handle)


_HELD: set[int] = set()  # locks of this process


def _let_go() -> None:
    """Close the locks that a copy of this process inherits: it would hold them after our death."""
    for handle in _HELD:
        os.close(handle)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)


def _lock(folder: Path) -> int | None:
    """Return an open file to lock: one of our own, else the folder that holds ours."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / "lock", flags, 0o644)
    except OSError:  # a disk that may not be written, or something else in its place
        with contextlib.suppress(OSError):
            return os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    return None


def _take(handle: int, say: Callable[[str], None]) -> None:
    """Take the lock and leave our process number in it."""
    if not _is_taken_soon(handle):
        holder = ""
        with contextlib.suppress(OSError):  # a folder has no bytes
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
        whom = f"process {holder}" if holder.isdigit() else "another process"
        say(f"{whom} is building this site")
        fcntl.flock(handle, fcntl.LOCK_EX)
    with contextlib.suppress(OSError):  # a full disk, or no file
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)


def _is_taken_soon(handle: int) -> bool:
    """Return whether the lock is ours now; whoever only looks at it is gone in a moment."""
    for _ in range(3):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.02)
        except OSError:  # a file system without locks
            return True
    return False


class State:
    """The open state file: `memo`, `ledger`, the last good article of each path, and notes.

    Without a folder it remembers nothing once it is closed, and touches no disk.
    """

    def __init__(self, folder: Path | None, *, forget: bool = False) -> None:
        self._file = (folder or Path()) / "state.db"
        self.notes: list[str] = []
        self._db = self._opened() if folder else _connection(":memory:")
        self.fresh = False
        self.ledger = self._ledger()
        self.memo = Memo(self._db)
        if forget:
            self.memo.forget()
        self.good = Good(self._db, self.memo)
        # Whether more may have been published than `good` can tell.
        self.may_know_less = self.fresh or forget

    def __enter__(self) -> State:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def claim(self, rows: Iterable[Row]) -> None:
        """Record, before anything is written, that these paths are ours."""
        self.ledger.put(rows)
        self._commit()

    def settle(self, rows: Iterable[Row], gone: Iterable[str]) -> None:
        """Record the whole build at its end, in one transaction."""
        self.ledger.put(rows)
        self.ledger.drop(gone)
        self._commit()

    @property
    def standing(self) -> str:
        """Return what `stand` was last told, "" when anything was recorded since."""
        return self.said("standing")

    def stand(self, said: str) -> None:
        """Remember of what inputs the published files are the whole and faultless result."""
        self.say("standing", said)

    def said(self, name: str) -> str:
        """Return what was last said under a name, "" where nothing was."""
        with contextlib.suppress(sqlite3.Error):
            row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
            return str(row[0]) if row else ""
        return ""

    def say(self, name: str, said: str) -> None:
        with contextlib.suppress(sqlite3.Error):  # it is built again, and not told of again
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, said))

    def save(self) -> None:
        """Record the results found so far, with no word on published files.

        A list of them that is lost stays lost: an empty one would say that there are none.
        """
        self._commit(with_ledger=False)

    def _opened(self) -> sqlite3.Connection:
        known = self._file.exists()
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.is_symlink():  # someone else's file: only the link is ours to drop
                self._file.unlink()
        try:
            return _connection(str(self._file))
        except (sqlite3.Error, OSError) as error:
            if known:
                self.notes.append(f"the state of former builds cannot be used ({error}): afresh")
        try:
            _remove(self._file)
            return _connection(str(self._file))
        except (sqlite3.Error, OSError) as error:
            self.notes.append(f"no state can be kept in {self._file.parent.name} ({error})")
            return _connection(":memory:")

    def _ledger(self) -> Ledger:
        """Return the ledger, or nothing (and `fresh`) when it is new or fails its sum."""
        try:
            rows = [Row(*row) for row in self._db.execute("SELECT * FROM ledger")]
            said = self._db.execute("SELECT value FROM meta WHERE name = 'ledger'").fetchone()
            total = sum(map(_digest, rows))
        except (sqlite3.Error, OverflowError, TypeError) as error:  # cells of an unheard-of type
            return self._afresh(str(error))
        if said is None:
            self.fresh = True
            return Ledger({})
        if said[0] != _said(len(rows), total):
            return self._afresh("its list of published files is damaged")
        return Ledger({row.path: row for row in rows}, total)

    def _afresh(self, why: str) -> Ledger:
        self.notes.append(f"the state of former builds cannot be used ({why}): afresh")
        self.fresh = True
        self._db.close()
        with contextlib.suppress(OSError):
            _remove(self._file)
        self._db = self._opened()
        return Ledger({})

    def _commit(self, with_ledger: bool = True) -> None:
        try:
            self._store(with_ledger)
        except sqlite3.Error as error:
            self.notes.append(f"the state of this build could not be kept ({error})")
            with contextlib.suppress(sqlite3.Error):
                self._db.rollback()

    def _store(self, with_ledger: bool) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("DELETE FROM meta WHERE name = 'standing'")
        self.memo.store()
        self.good.store()
        if with_ledger:
            self.ledger.store(self._db)
        self._db.execute("COMMIT")


def _connection(name: str) -> sqlite3.Connection:
    """Return an open database of exactly our schema; raise sqlite3.Error on any other."""
    db = sqlite3.connect(name, isolation_level=None, timeout=10)
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if not db.execute("SELECT 1 FROM sqlite_schema").fetchone():
            _create(db)
        _require_ours(db)
        # A database that cannot be written is of no use, and is better known now.
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('opened', '')")
        db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _create(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA:
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {_VERSION}")
    db.execute("COMMIT")


def _require_ours(db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    found = {sql for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    if version != _VERSION or found != set(_SCHEMA):
        raise sqlite3.DatabaseError("it is of another version")


def _remove(file: Path) -> None:
    for name in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        name.unlink(missing_ok=True)


# ---- the ledger ------------------------------------------------------------------------------


class Ledger:
    """Path -> Row of every file under `site/` that is ours."""

    def __init__(self, rows: dict[str, Row], total: int = 0) -> None:
        self._rows = rows
        self._total = total  # the sum over all rows, kept up: to sum a few is to sum them all
        self._changed: set[str] = set()

    @property
    def rows(self) -> Mapping[str, Row]:
        return self._rows

    def put(self, rows: Iterable[Row]) -> None:
        for row in rows:
            known = self._rows.get(row.path)
            if known != row:
                self._total += _digest(row) - (_digest(known) if known else 0)
                self._rows[row.path] = row
                self._changed.add(row.path)

    def drop(self, paths: Iterable[str]) -> None:
        for path in paths:
            if known := self._rows.pop(path, None):
                self._total -= _digest(known)
                self._changed.add(path)

    def store(self, db: sqlite3.Connection) -> None:
        """Write what changed, and the sum that tells a damaged list from a whole one."""
        put = [self._rows[path] for path in self._changed if path in self._rows]
        gone = [(path,) for path in self._changed if path not in self._rows]
        db.executemany("INSERT OR REPLACE INTO ledger VALUES (?,?,?,?,?,?,?,?)", put)
        db.executemany("DELETE FROM ledger WHERE path = ?", gone)
        if self._changed or not self._rows:
            said = _said(len(self._rows), self._total)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('ledger', ?)", (said,))
        self._changed.clear()


def _digest(row: Row) -> int:
    return int.from_bytes(blake2b(orjson.dumps(tuple(row)), digest_size=8).digest(), "big")


def _said(count: int, total: int) -> str:
    """Return the sum over all rows, which does not depend on their order, as it is recorded."""
    return f"{count}:{total % 2**64:016x}"
