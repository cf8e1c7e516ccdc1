"""What collecting remembers: one SQLite file in `.broadsheet/`, each change whole or not at all.

All of it can be lost: then everything is asked for once more, and what lies in seeds/ already is
not stored again.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.disk import NoRoomError

_VERSION = 1
_SCHEMA = """
CREATE TABLE page (url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL,
  digest TEXT NOT NULL, fetched REAL, fails INTEGER NOT NULL, again REAL NOT NULL,
  gone INTEGER NOT NULL, fault TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE waiting (source TEXT NOT NULL, url TEXT NOT NULL, place INTEGER PRIMARY KEY,
  UNIQUE (source, url));
CREATE TABLE robots (origin TEXT PRIMARY KEY, fetched REAL NOT NULL, text TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE host (host TEXT PRIMARY KEY, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE standing (url TEXT PRIMARY KEY, succeeded TEXT NOT NULL, tried TEXT NOT NULL,
  state TEXT NOT NULL, fault TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE arriving (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Page:
    """An address that was asked for: what it said of itself, and how often it failed since."""

    url: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    fetched: float | None = None  # None: never yet
    fails: int = 0
    again: float = 0.0
    gone: bool = False
    fault: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing more to ask: it was fetched, or is not to be had."""
        return self.fetched is not None or self.gone


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a source. Times in ISO 8601, "" for never."""

    url: str
    succeeded: str = ""
    tried: str = ""
    state: str = ""
    fault: str = ""


class Memory:
    """The open file. Safe to be used by several threads; raises NoRoomError on a full disk."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "memory.db"
        self._lock = threading.RLock()
        self.notes: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        self.is_fresh = not self._file.exists()
        try:
            self._db = self._opened()
        except sqlite3.DatabaseError:
            self._set_aside()
            self.is_fresh = True
            self._db = self._opened()

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        with _room():
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                db.close()
                raise sqlite3.DatabaseError("another version")
            if version == 0:
                db.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version = {_VERSION};COMMIT;")
        return db

    def _set_aside(self) -> None:
        self.notes.append(
            f"{self._file.name} could not be read: what was collected is looked at anew"
        )
        for end in ("-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._file.replace(self._file.with_suffix(".broken"))

    def close(self) -> None:
        self._db.close()

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _room():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        with self._lock:
            return self._db.execute(query, values).fetchall()

    # ---- pages -----------------------------------------------------------------------------

    def page(self, url: str) -> Page:
        rows = self._rows("SELECT * FROM page WHERE url = ?", url)
        return _page(*rows[0]) if rows else Page(url)

    def fetched(self, pages: Iterable[Page], source: str = "", links: Iterable[str] = ()) -> None:
        """Remember what was fetched, and the links in it that are to be fetched for a source."""
        pages = list(pages)
        with self._change() as db:
            for page in pages:
                _put(db, page)
                db.execute("DELETE FROM waiting WHERE url = ?", (page.url,))
            known = "SELECT 1 FROM page WHERE url = ? AND (fetched NOT NULL OR gone)"
            for link in links:
                if not db.execute(known, (link,)).fetchone():
                    row = (source, link)
                    db.execute("INSERT OR IGNORE INTO waiting (source, url) VALUES (?, ?)", row)

    def missed(self, page: Page) -> None:
        """Remember that a page was not to be had; one that is gone is waited for no longer."""
        with self._change() as db:
            _put(db, page)
            if page.gone:
                db.execute("DELETE FROM waiting WHERE url = ?", (page.url,))

    def waiting(self, source: str) -> list[str]:
        """Return the pages that a source named and that are still to be fetched, in order."""
        query = "SELECT url FROM waiting WHERE source = ? ORDER BY place"
        return [str(url) for (url,) in self._rows(query, source)]

    def forget_waiting(self, sources: Iterable[str]) -> None:
        """Wait no longer for what sources name that nobody follows any more."""
        known = set(sources)
        with self._change() as db:
            for (source,) in db.execute("SELECT DISTINCT source FROM waiting").fetchall():
                if source not in known:
                    db.execute("DELETE FROM waiting WHERE source = ?", (source,))

    # ---- hosts -----------------------------------------------------------------------------

    def robots(self, origin: str) -> tuple[float, str] | None:
        """Return when a robots.txt was fetched and what it said."""
        rows = self._rows("SELECT fetched, text FROM robots WHERE origin = ?", origin)
        return (float(str(rows[0][0])), str(rows[0][1])) if rows else None

    def keep_robots(self, origin: str, fetched: float, text: str) -> None:
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, fetched, text))

    def held(self, host: str) -> float:
        rows = self._rows("SELECT until FROM host WHERE host = ?", host)
        return float(str(rows[0][0])) if rows else 0.0

    def hold(self, host: str, until: float) -> None:
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO host VALUES (?, ?)", (host, until))

    # ---- sources ---------------------------------------------------------------------------

    def standing(self, url: str) -> Standing | None:
        rows = self._rows("SELECT * FROM standing WHERE url = ?", url)
        return Standing(*map(str, rows[0])) if rows else None

    def stands(self, one: Standing) -> None:
        with self._change() as db:
            row = (one.url, one.succeeded, one.tried, one.state, one.fault)
            db.execute("INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?)", row)

    # ---- files on their way ----------------------------------------------------------------

    @contextlib.contextmanager
    def arriving(self, path: str) -> Iterator[None]:
        """Note a file that is being written, until it is: of a killed run the note stays."""
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO arriving VALUES (?)", (path,))
        yield
        with self._change() as db:
            db.execute("DELETE FROM arriving WHERE path = ?", (path,))

    def clear_arriving(self, clear: Callable[[str], None]) -> None:
        for (path,) in self._rows("SELECT path FROM arriving ORDER BY path"):
            clear(str(path))
        with self._change() as db:
            db.execute("DELETE FROM arriving")


def _put(db: sqlite3.Connection, page: Page) -> None:
    row = (
        *(page.url, page.etag, page.modified, page.digest, page.fetched),
        *(page.fails, page.again, int(page.gone), page.fault),
    )
    db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def _page(*row: object) -> Page:
    url, etag, modified, digest, fetched, fails, again, gone, fault = row
    return Page(
        url=str(url),
        etag=str(etag),
        modified=str(modified),
        digest=str(digest),
        fetched=None if fetched is None else float(str(fetched)),
        fails=int(str(fails)),
        again=float(str(again)),
        gone=bool(gone),
        fault=str(fault),
    )


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """Raise NoRoomError where the file cannot be written."""
    try:
        yield
    except sqlite3.OperationalError as error:
        told = str(error)
        if "full" in told or "readonly" in told or "disk I/O" in told or "unable to open" in told:
            raise NoRoomError(errno.ENOSPC, told, "memory.db") from None
        raise
